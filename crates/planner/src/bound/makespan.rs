//! A bound on the latest arrival of any plan that leaves nobody behind.
//!
//! All the driving that must be done, shared evenly: the loads leave their staging places for
//! destinations with room, and every load is fetched by a vehicle that comes from where it started
//! or back from a destination. The least total time of such a pattern is a minimum-cost flow; no
//! plan can be over before that time is used up by all vehicles together (the arc-flow bound of
//! Goerigk, Grün and Heßler, *Computers & Operations Research* 40:3010, 2013, without time).
//!
//! Never here: windows and queues; leaving them out only lowers the bound.

use super::alone::earliest_out;
use super::flow::Network;
use crate::construct::Made;
use crate::problem::{NEVER, Problem, Seconds, Way};
use evacuation::quantity::Persons;

/// Seconds; 0 where the plan known leaves somebody behind.
pub(crate) fn bound(problem: &Problem, made: &Made) -> Seconds {
    let left = |(waiting, party): (&u32, &crate::problem::Party)| *waiting > 0 && party.total > 0;
    if made.waiting.iter().zip(&problem.parties).any(left) {
        return 0;
    }
    let present = |ix: &usize| problem.parties[*ix].total > 0 && problem.parties[*ix].count > 0;
    let farthest = (0..problem.parties.len()).filter(present).map(|ix| earliest_out(problem, ix)).max();
    let together = all_driving(problem).unwrap_or(0);
    round_up(problem, together.max(farthest.unwrap_or(0)))
}

/// What is carried: whole vehicle loads, or persons of whom a vehicle takes so many.
struct Units {
    per_vehicle: i64,
    /// Per stage.
    needed: Vec<i64>,
    /// Per goal.
    room: Vec<i64>,
    /// The least that any load has on board, for loading times.
    least: Persons,
}

fn units(problem: &Problem) -> Option<Units> {
    let seats = problem.classes.iter().filter(|class| class.count > 0).map(|class| class.seats).max()?;
    let lying = problem.classes.iter().filter(|class| class.count > 0).map(|class| class.stretchers).max()?;
    let most = i64::from(seats) + i64::from(lying);
    let parties = || problem.parties.iter().filter(|party| party.total > 0 && party.count > 0);
    let smallest = i64::from(parties().map(|party| party.total).min()?);
    let alone = parties().all(|party| 2 * party.seats > seats && party.persons.stretcher == 0);
    let mut needed = vec![0; problem.stages.len()];
    for party in parties() {
        needed[party.stage] += i64::from(party.count) * if alone { 1 } else { i64::from(party.total) };
    }
    let room = problem.goals.iter().map(|goal| match goal.capacity {
        None => i64::MAX / 8,
        Some(capacity) if alone => i64::from(capacity) / smallest,
        Some(capacity) => i64::from(capacity),
    });
    let least =
        if alone { parties().map(|party| party.persons).min_by_key(|p| p.total())? } else { Persons::NONE };
    let least = Persons { stretcher: 0, wounded: 0, other: least.seats() };
    Some(Units { per_vehicle: if alone { 1 } else { most }, needed, room: room.collect(), least })
}

/// The least driving of all vehicles together, for each vehicle its share.
fn all_driving(problem: &Problem) -> Option<Seconds> {
    let units = units(problem)?;
    let (stages, goals, classes) = (problem.stages.len(), problem.goals.len(), problem.classes.len());
    if stages.saturating_mul(goals) > 20_000 {
        return None;
    }
    // Nodes: loads waiting, destinations in, destinations out, fetches wanted, fleets, source, sink.
    let (wait, into, out) = (0, stages, stages + goals);
    let (fetch, fleet) = (out + goals, out + goals + stages);
    let (source, sink) = (fleet + classes, fleet + classes + 1);
    let mut network = Network::new(sink + 1);
    let mut total = 0;
    for stage in 0..stages {
        network.add(source, wait + stage, units.needed[stage], 0);
        network.add(fetch + stage, sink, units.needed[stage], 0);
        total += units.needed[stage];
        let load = problem.stages[stage].turnround.duration(units.least).seconds();
        for goal in 0..goals {
            if let Some(way) = usable(problem, stage, goal) {
                network.add(wait + stage, into + goal, i64::MAX / 8, load + loaded(problem, way));
            }
            if let Some(way) = &problem.backs[goal][stage] {
                let unload = problem.goals[goal].turnround.duration(units.least).seconds();
                network.add(out + goal, fetch + stage, i64::MAX / 8, unload + empty(way));
            }
        }
    }
    // Every load ends at a destination; from there vehicles fetch the next, or stay.
    let end = network.node();
    let vehicles: i64 = problem.classes.iter().map(|class| i64::from(class.count)).sum();
    network.add(end, sink, vehicles * units.per_vehicle, 0);
    for goal in 0..goals {
        network.add(into + goal, out + goal, units.room[goal], 0);
        network.add(out + goal, end, i64::MAX / 8, 0);
    }
    for (number, class) in problem.classes.iter().enumerate() {
        let starts = i64::from(class.count) * units.per_vehicle;
        network.add(source, fleet + number, starts, 0);
        network.add(fleet + number, end, starts, 0);
        for stage in 0..stages {
            if let Some(there) = class.first[stage] {
                network.add(fleet + number, fetch + stage, starts, there);
            }
        }
    }
    let (flow, cost) = network.least_cost(source, sink);
    if flow < total + vehicles * units.per_vehicle || vehicles == 0 {
        return None;
    }
    Some(
        i64::try_from(
            (cost + i128::from(vehicles * units.per_vehicle) - 1) / i128::from(vehicles * units.per_vehicle),
        )
        .unwrap_or(0),
    )
}

/// The way, where anybody at the stage agreed to the goal.
fn usable<'a>(problem: &'a Problem, stage: usize, goal: usize) -> Option<&'a Way> {
    let way = problem.ways[stage][goal].as_ref()?;
    let agreed =
        |(ix, party): (usize, &crate::problem::Party)| party.stage == stage && problem.agrees(ix, goal);
    problem.parties.iter().enumerate().any(agreed).then_some(way)
}

fn loaded(problem: &Problem, way: &Way) -> Seconds {
    way.last
        + way.gates.iter().map(|(gate, travel)| travel + problem.gates[*gate].lasting(1)).sum::<Seconds>()
}

fn empty(way: &Way) -> Seconds {
    way.last + way.gates.iter().map(|(_, travel)| travel).sum::<Seconds>()
}

/// Where every duration is a multiple of something, so is every arrival of vehicles that do not
/// wait without need.
fn round_up(problem: &Problem, bound: Seconds) -> Seconds {
    if bound >= NEVER {
        return 0;
    }
    let operation = problem.operation;
    let mut unit = 0;
    let mut add = |span: i64| unit = gcd(unit, span);
    operation.roads.iter().for_each(|road| add(road.travel.seconds()));
    operation.fleets.iter().for_each(|fleet| add(fleet.available.seconds()));
    operation.people.iter().for_each(|people| add(people.ready.seconds()));
    for place in &operation.places {
        [place.turnround.fixed, place.turnround.seat, place.turnround.stretcher]
            .iter()
            .for_each(|s| add(s.seconds()));
        if let Some(control) = &place.control {
            add(control.inspection.seconds());
            add(control.headway.seconds());
            for window in control.open.iter().flatten() {
                add(window.opens.seconds());
                add(window.closes.seconds());
            }
            // Passages at distinct moments without a headway are a second apart.
            if control.inspection.seconds() == 0 && control.headway.seconds() == 0 {
                add(1);
            }
        }
    }
    if let Some(escorts) = &operation.escorts {
        escorts.changes.iter().for_each(|(at, _)| add(at.seconds()));
        // Escorts come back to be counted a second later.
        add(1);
    }
    if unit > 1 { (bound + unit - 1) / unit * unit } else { bound }
}

fn gcd(a: i64, b: i64) -> i64 {
    if b == 0 { a.abs() } else { gcd(b, a % b) }
}
