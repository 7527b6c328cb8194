//! Why a party is left behind, and what a coordinator can do about it.

use crate::construct::Made;
use crate::problem::{NEVER, Problem, Seconds, Way};
use std::collections::BTreeSet;

/// The reason for a party class, `None` where its people are at no staging place.
pub(crate) fn reason(problem: &Problem, made: &Made, party: Option<usize>) -> String {
    let Some(ix) = party else {
        return "they are not at a staging place; bring them to one".to_owned();
    };
    let it = &problem.parties[ix];
    let from = &problem.operation.place(problem.stages[it.stage].place).id;
    let goals: Vec<usize> = (0..problem.goals.len()).filter(|goal| problem.agrees(ix, *goal)).collect();
    if goals.is_empty() {
        return "they agreed to no destination of this operation; ask them again or add one".to_owned();
    }
    let ways: Vec<(usize, &Way)> =
        goals.iter().filter_map(|goal| Some((*goal, problem.ways[it.stage][*goal].as_ref()?))).collect();
    if ways.is_empty() {
        return format!(
            "no road leads from {from} to a destination they agreed to; open one or agree to others"
        );
    }
    let fitting: Vec<usize> = (0..problem.classes.len())
        .filter(|class| {
            let class = &problem.classes[*class];
            class.count > 0 && class.seats >= it.seats && class.stretchers >= it.persons.stretcher
        })
        .collect();
    if fitting.is_empty() {
        let (seats, lying) = (it.seats, it.persons.stretcher);
        return format!(
            "no vehicle has {seats} seats and {lying} stretcher places; allocate a larger one, or agree with the party to travel apart"
        );
    }
    if let Some(why) = bays_closed(problem, it.stage, &ways) {
        return why;
    }
    let first = fitting.iter().map(|class| problem.classes[*class].soonest[it.stage]).min();
    let Some(first) = first.filter(|first| *first <= problem.horizon) else {
        return format!(
            "no vehicle that fits them gets to {from} before the horizon; allocate one nearer or earlier"
        );
    };
    let start = first.max(it.ready) + problem.stages[it.stage].turnround.duration(it.persons).seconds();
    let arrive = ways.iter().map(|(_, way)| earliest(problem, way, start)).min().unwrap_or(NEVER);
    if arrive > problem.horizon {
        return too_late(problem, &ways, it.ready);
    }
    if ways.iter().all(|(goal, _)| full(problem, made, *goal, it.total)) {
        return "the destinations they agreed to are full; add capacity or agree to others".to_owned();
    }
    if let Some(escorts) = &problem.operation.escorts {
        let most = escorts.changes.iter().map(|(_, count)| *count).max().unwrap_or(0).max(escorts.count);
        if fitting.iter().all(|class| problem.classes[*class].escorts > most) {
            return "no vehicle that fits them can have all its escorts; allocate more escorts".to_owned();
        }
    }
    short_of(problem, made, ix, &ways, &fitting)
}

/// Vehicles that fit the party could have come, and could not come again or not get through: what one more
/// would do, or what keeps those that stand idle.
fn short_of(problem: &Problem, made: &Made, ix: usize, ways: &[(usize, &Way)], fitting: &[usize]) -> String {
    let it = &problem.parties[ix];
    let idle = |class: &usize| {
        let used: BTreeSet<u32> =
            made.trips.iter().filter(|t| t.class as usize == *class).map(|t| t.vehicle).collect();
        used.len() < problem.classes[*class].count as usize
            && problem.classes[*class].first[it.stage].is_some_and(|there| there <= problem.horizon)
    };
    if let Some(class) = fitting.iter().find(|class| idle(class)) {
        let fleet = &problem.operation.fleets[*class].id;
        if problem.operation.escorts.is_some() && problem.classes[*class].escorts > 0 {
            return format!(
                "a {fleet} stands idle, but no escorts or no passage are free in time; allocate more escorts, or more hours at the control points"
            );
        }
        if let Some((gate, _)) = ways.iter().find_map(|(_, way)| way.gates.first()) {
            let id = &problem.operation.place(problem.gates[*gate].place).id;
            return format!(
                "a {fleet} stands idle, but control point {id} has no passage left in time; agree on more hours or lanes there, or a shorter headway"
            );
        }
    }
    let what = if it.persons.stretcher > 0 { "with a stretcher place " } else { "" };
    let count = made.waiting[ix];
    let best = fitting.iter().map(|class| (brings(problem, ix, ways, *class).min(count), *class));
    let Some((parties, class)) = best.max_by_key(|(parties, class)| (*parties, usize::MAX - class)) else {
        return format!("no vehicle {what}is free in time; allocate more vehicles");
    };
    if parties == 0 {
        return format!(
            "no vehicle {what}is free in time for another trip before the horizon, and one more from where they begin would not be in time; allocate one nearer, or a later horizon"
        );
    }
    let fleet = &problem.operation.fleets[class].id;
    let (some, all) = (parties * it.total, count * it.total);
    format!(
        "no vehicle {what}is free in time for another trip before the horizon; one more {fleet} would have time for {some} of these {all} people where the control points have room for it"
    )
}

/// How many parties one more vehicle of the class could bring out before the horizon, alone on the roads.
fn brings(problem: &Problem, ix: usize, ways: &[(usize, &Way)], class: usize) -> u32 {
    let (it, class) = (&problem.parties[ix], &problem.classes[class]);
    let Some(first) = class.first[it.stage] else { return 0 };
    let by_seats = class.seats.checked_div(it.seats).unwrap_or(u32::MAX);
    let by_lying = class.stretchers.checked_div(it.persons.stretcher).unwrap_or(u32::MAX);
    let load = by_seats.min(by_lying).min(it.count.max(1));
    let persons = it.persons.times(load);
    let mut most = 0;
    for (goal, way) in ways {
        let (mut at, mut trips) = (first.max(it.ready), 0u32);
        while trips < 1000 {
            let arrive =
                earliest(problem, way, at + problem.stages[it.stage].turnround.duration(persons).seconds());
            if arrive > problem.horizon {
                break;
            }
            trips += 1;
            let empty = arrive + problem.goals[*goal].turnround.duration(persons).seconds();
            let back = problem.backs[*goal][it.stage].as_ref();
            match back.and_then(|back| problem.empty_arrival(back, empty)).filter(|back| *back > at) {
                Some(back) => at = back,
                None => break,
            }
        }
        most = most.max(trips.saturating_mul(load));
    }
    most
}

fn bays_closed(problem: &Problem, stage: usize, ways: &[(usize, &Way)]) -> Option<String> {
    if problem.stages[stage].bays == Some(0) {
        let id = &problem.operation.place(problem.stages[stage].place).id;
        return Some(format!("{id} has no bay to load at; allocate one"));
    }
    let closed = ways.iter().all(|(goal, _)| problem.goals[*goal].bays == Some(0));
    closed.then(|| "no destination they agreed to has a bay to unload at; allocate one".to_owned())
}

/// The earliest arrival of a vehicle loaded at `start` that has the roads to itself.
fn earliest(problem: &Problem, way: &Way, start: Seconds) -> Seconds {
    let mut clock = start;
    for (gate, travel) in &way.gates {
        let gate = &problem.gates[*gate];
        let one = gate.lasting(1);
        match gate.next_passage(clock + travel, one) {
            Some((enter, _)) => clock = enter + one,
            None => return NEVER,
        }
    }
    clock + way.last
}

fn too_late(problem: &Problem, ways: &[(usize, &Way)], ready: Seconds) -> String {
    let gate = ways.iter().find_map(|(_, way)| way.gates.first());
    match gate {
        Some((gate, _)) => {
            let id = &problem.operation.place(problem.gates[*gate].place).id;
            format!(
                "control point {id} lets nobody through in time after they are ready ({ready} s); agree on more hours or a later horizon"
            )
        }
        None => format!(
            "they are ready at {ready} s, too late to arrive before the horizon; allow a later horizon"
        ),
    }
}

fn full(problem: &Problem, made: &Made, goal: usize, needed: u32) -> bool {
    let Some(capacity) = problem.goals[goal].capacity else { return false };
    let brought: u64 = made
        .trips
        .iter()
        .filter(|trip| trip.goal as usize == goal)
        .map(|t| u64::from(t.persons.total()))
        .sum();
    brought + u64::from(needed) > u64::from(capacity)
}
