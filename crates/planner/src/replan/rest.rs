//! A number that no plan from this moment on can go below: what has been, what those under way take at
//! least, and a bound for everyone else with all vehicles where they can be at the soonest.
//!
//! Never here: the plan that is being made, but for the hint that it gives about prices.

use crate::bound::Prover;
use crate::construct::opening::{Begun, Opening, Stands};
use crate::construct::{Ground, Made};
use crate::problem::{Class, NEVER, Problem, Seconds};
use evacuation::operation::Operation;

/// Vehicles of one fleet that had begun trips are looked at in so many groups.
const GROUPS: usize = 6;

/// Everyone who is not on the way yet, as an operation of their own.
pub(super) fn rest_of(operation: &Operation, problem: &Problem, opening: &Opening) -> Operation {
    let mut rest = operation.clone();
    for begun in &opening.begun {
        for (party, count) in &begun.trip.load {
            let party = &problem.parties[*party as usize];
            let class = &mut rest.people[party.people].parties[party.class];
            class.count = class.count.saturating_sub(*count);
        }
        if begun.trip.arrive < NEVER {
            let place = &mut rest.places[problem.goals[begun.trip.goal as usize].place.0];
            place.capacity = place.capacity.map(|most| most.saturating_sub(begun.trip.persons.total()));
        }
    }
    rest
}

/// The least that the people on board of begun trips can count: weighted seconds.
pub(super) fn under_way(problem: &Problem, opening: &Opening) -> f64 {
    let least = |begun: &Begun| begun.trip.weight * soonest_out(problem, begun);
    opening.begun.iter().map(least).sum()
}

/// When its people are out at the soonest; where they cannot be, what being left behind counts.
fn soonest_out(problem: &Problem, begun: &Begun) -> f64 {
    if begun.trip.arrive < NEVER {
        return begun.trip.arrive as f64;
    }
    let alone = begun.options.iter().map(|to| to.alone).min();
    alone.map_or(problem.late, |alone| (alone as f64).min(problem.late))
}

/// Replaces the classes of the rest by groups of vehicles with where and when each can be at the soonest.
pub(super) fn place_vehicles(rest: &mut Problem, problem: &Problem, opening: &Opening, ground: &Ground) {
    let stages = rest.stages.len();
    let mut begun: Vec<Vec<Vec<Seconds>>> = vec![Vec::new(); rest.classes.len()];
    for it in opening.begun.iter().filter(|it| it.latest && !opening.lost[it.trip.vehicle as usize]) {
        begun[it.trip.class as usize].push(back_at(problem, opening.at, it, stages));
    }
    let mut classes = Vec::new();
    for (number, (class, mut begun)) in rest.classes.iter().zip(begun).enumerate() {
        let vehicles = ground.offset[number]..ground.offset[number + 1];
        let idle = vehicles.filter(|vehicle| !opening.taken[*vehicle as usize]).count();
        let first = class.first.iter().map(|there| there.map(|there| there.max(opening.at))).collect();
        classes.push(Class { count: idle as u32, first, ..class.clone() });
        begun.sort_unstable();
        for group in begun.chunks(begun.len().div_ceil(GROUPS).max(1)) {
            let soonest =
                |stage: usize| group.iter().map(|there| there[stage]).min().filter(|at| *at < NEVER);
            let first = (0..stages).map(soonest).collect();
            classes.push(Class { count: group.len() as u32, first, ..class.clone() });
        }
    }
    for class in &mut classes {
        class.soonest = rest.soonest(&class.first);
    }
    rest.classes = classes;
}

/// The soonest presence of the vehicle of a begun trip at every staging place.
fn back_at(problem: &Problem, at: Seconds, begun: &Begun, stages: usize) -> Vec<Seconds> {
    let from = |goal: u32, free: Seconds, stage: usize| {
        let way = problem.backs[goal as usize][stage].as_ref();
        way.and_then(|way| problem.empty_arrival(way, free.max(at))).unwrap_or(NEVER)
    };
    let unload = |goal: u32| problem.goals[goal as usize].turnround.duration(begun.trip.persons).seconds();
    let one = |stage: usize| match begun.stands {
        Stands::CutOff => NEVER,
        Stands::Back(known, there) if known as usize == stage => there.max(at),
        Stands::Back(..) => NEVER,
        Stands::Unloaded(until) => from(begun.trip.goal, until, stage),
        Stands::AtTheGoal => from(begun.trip.goal, at + unload(begun.trip.goal), stage),
        Stands::Loading(_) | Stands::OnTheRoad => {
            let onward = begun.options.iter().map(|to| from(to.goal, to.alone + unload(to.goal), stage));
            onward.min().unwrap_or(NEVER)
        }
    };
    (0..stages).map(one).collect()
}

/// What raises the bound for the rest, where that can be done.
pub(super) fn prover<'a>(rest: &'a Problem<'a>, opening: &Opening, made: &Made) -> Option<Prover<'a>> {
    let trips = made.trips.iter().filter(|trip| trip.load_start >= opening.at).cloned().collect();
    Prover::new(rest, &Made { trips, waiting: made.waiting.clone(), decisions: Vec::new() }, None)
}
