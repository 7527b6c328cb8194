//! Where a plan made anew begins: the state sorted into trips that had begun, promises that were made,
//! and trips that can be followed.
//!
//! Never here: decisions.

use super::begun::Reader;
use super::names::{Known, Names};
use super::promised::Promised;
use crate::construct::opening::{Begun, Opening};
use crate::construct::script::{Planned, Script};
use crate::problem::{Problem, Seconds};
use evacuation::plan::Trip;
use evacuation::replan::State;
use std::collections::HashMap;

/// Sorts the state. `first` says since when the vehicles of a class are at a staging place if they go there
/// at the very beginning.
pub(super) fn begin<'a>(
    problem: &mut Problem<'a>,
    state: &State,
    first: &[Vec<Option<Seconds>>],
) -> (Opening, Script) {
    let names = Names::new(problem);
    let at = state.at.seconds();
    let lost = names.lost(&state.lost);
    let is_lost = |trip: &Trip| names.vehicle(&trip.vehicle).is_some_and(|(_, it)| lost[it as usize]);
    let trips = state.plan.trips.iter();
    let standing: Vec<&Trip> = trips.filter(|trip| !is_lost(trip) || trip.arrive.0 <= at).collect();
    let (had_begun, to_come): (Vec<&Trip>, Vec<&Trip>) =
        standing.into_iter().partition(|trip| trip.load_start.0 < at);
    let (sizes, free) = passages(problem, &names, &state.plan.trips, at);
    let begun = begun(problem, &names, &had_begun, at, sizes);
    let mut opening = Opening {
        at,
        taken: lost.clone(),
        bound_for: vec![None; names.vehicles()],
        lost,
        free,
        promised: promised(&names, state),
        begun,
    };
    for it in &opening.begun {
        opening.taken[it.trip.vehicle as usize] = true;
    }
    let script = script(problem, &names, &opening, &had_begun, &to_come);
    for (vehicle, (from, end)) in script.of_vehicle.iter().enumerate() {
        let next = script.trips[*from as usize..*end as usize].first();
        let Some(next) = next.filter(|_| !opening.taken[vehicle]) else { continue };
        let class = problem.class_of(vehicle as u32);
        let there = first.get(class).and_then(|first| first.get(next.stage as usize).copied().flatten());
        opening.bound_for[vehicle] =
            there.filter(|there| *there <= next.load_start).map(|there| (next.stage, there));
    }
    (opening, script)
}

/// How many vehicles each passage that has begun has, and when the next may begin at each control point.
fn passages(
    problem: &Problem,
    names: &Names,
    trips: &[Trip],
    at: Seconds,
) -> (HashMap<(usize, Seconds), usize>, Vec<Seconds>) {
    let mut sizes: HashMap<(usize, Seconds), usize> = HashMap::new();
    let mut free = vec![0; problem.gates.len()];
    for trip in trips.iter().filter(|trip| trip.load_start.0 < at) {
        for passage in trip.passages.iter().filter(|it| it.enter.0 < at || trip.arrive.0 <= at) {
            if let Some(gate) = names.gate(&passage.control_point) {
                *sizes.entry((gate, passage.enter.0)).or_default() += 1;
                free[gate] = passage.exit.0.max(free[gate]);
            }
        }
    }
    for ((gate, enter), count) in &sizes {
        free[*gate] = free[*gate].max(enter.saturating_add(problem.gates[*gate].spacing(*count)));
    }
    (sizes, free)
}

/// The trips that had begun, in the order in which they are to arrive. Of trips that carry more of a
/// class than there are, the later ones are not counted as begun.
fn begun<'a>(
    problem: &mut Problem<'a>,
    names: &Names,
    trips: &[&Trip],
    at: Seconds,
    sizes: HashMap<(usize, Seconds), usize>,
) -> Vec<Begun> {
    let mut waiting: Vec<u32> = problem.parties.iter().map(|party| party.count).collect();
    let mut known: Vec<Known> = trips.iter().filter_map(|trip| names.trip(trip)).collect();
    known.retain(|it| {
        let enough = it.load.iter().all(|(party, count)| waiting[*party as usize] >= *count);
        if enough {
            it.load.iter().for_each(|(party, count)| waiting[*party as usize] -= count);
        }
        enough
    });
    known.sort_by_key(|it| (it.trip.arrive, it.vehicle, it.trip.load_start));
    let mut latest: HashMap<u32, Seconds> = HashMap::new();
    for it in &known {
        let starts = latest.entry(it.vehicle).or_insert(it.trip.load_start.0);
        *starts = it.trip.load_start.0.max(*starts);
    }
    let mut reader = Reader::new(problem, at, sizes);
    let is_latest = |it: &Known| latest.get(&it.vehicle) == Some(&it.trip.load_start.0);
    known.iter().filter_map(|it| reader.read(it, is_latest(it))).collect()
}

fn promised(names: &Names, state: &State) -> Promised {
    let at = state.at.seconds();
    let mut promised = Promised {
        at,
        stability: if state.stability.is_finite() { state.stability.max(0.0) } else { 0.0 },
        ..Promised::default()
    };
    for trip in state.plan.trips.iter().filter(|trip| trip.depart.0 >= at) {
        for load in &trip.load {
            match names.party(&load.people, load.party) {
                Some(party) => promised.departures.push((party, trip.depart.0, load.count.into())),
                None => promised.vanished += u64::from(load.count),
            }
        }
    }
    promised.departures.sort_unstable();
    promised
}

/// The trips that are still to come, and what is still to come of those that had begun.
fn script(problem: &Problem, names: &Names, opening: &Opening, begun: &[&Trip], later: &[&Trip]) -> Script {
    let mut known: Vec<Known> = later.iter().filter_map(|trip| names.trip(trip)).collect();
    known.retain(|it| it.load.iter().all(|(party, _)| problem.parties[*party as usize].total > 0));
    known.sort_by_key(|it| (it.vehicle, it.trip.load_start));
    let mut script = Script { enters: vec![Vec::new(); problem.gates.len()], ..Script::default() };
    let mut next = known.iter().peekable();
    for vehicle in 0..names.vehicles() as u32 {
        let from = script.trips.len() as u32;
        while let Some(it) = next.next_if(|it| it.vehicle == vehicle) {
            script.trips.push(planned(problem, it, opening.at));
        }
        script.of_vehicle.push((from, script.trips.len() as u32));
    }
    let mut of_begun: HashMap<(u32, Seconds), u32> = HashMap::new();
    for it in begun.iter().filter_map(|trip| names.trip(trip)) {
        of_begun.insert((it.vehicle, it.trip.load_start.0), script.trips.len() as u32);
        script.trips.push(planned(problem, &it, opening.at));
    }
    let number = |it: &Begun| of_begun.get(&(it.trip.vehicle, it.trip.load_start)).copied();
    script.of_begun = opening.begun.iter().map(number).collect();
    for (gate, enter) in script.trips.iter().flat_map(|planned| &planned.enters) {
        script.enters[*gate].push(*enter);
    }
    for enters in &mut script.enters {
        enters.sort_unstable();
        enters.dedup();
    }
    script
}

fn planned(problem: &Problem, it: &Known, at: Seconds) -> Planned {
    let total = |(party, count): &(u32, u32)| problem.parties[*party as usize].total.saturating_mul(*count);
    let enters = it.gates.iter().zip(&it.trip.passages).map(|(gate, passage)| (*gate, passage.enter.0));
    Planned {
        stage: it.stage,
        goal: it.goal,
        load: it.load.clone(),
        persons: it.load.iter().map(total).fold(0, u32::saturating_add),
        load_start: it.trip.load_start.0,
        depart: it.trip.depart.0,
        enters: enters.filter(|(_, enter)| *enter >= at).collect(),
    }
}
