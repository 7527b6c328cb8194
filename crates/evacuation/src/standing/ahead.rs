//! What the plan in force still holds for later: the trips that have not begun, of vehicles that are
//! still there, with the people who are still to go. It is what people were told.
//!
//! Never here: whether these trips can still be made as planned; the new plan decides that.

use super::Known;
use crate::convoy::{self, TripId};
use crate::operation::Operation;
use crate::plan::{Load, Plan, Trip};
use crate::quantity::{Moment, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Adds the trips that have not begun to the plan of those that have.
pub(super) fn add(
    known: &Known<'_>,
    operation: &Operation,
    spent: &BTreeSet<TripId>,
    lost: &[String],
    plan: &mut Plan,
) {
    let ids = convoy::trip_ids(known.plan);
    let mut passed_over: BTreeMap<&str, Moment> = BTreeMap::new();
    for (id, trip) in ids.iter().zip(&known.plan.trips).filter(|(id, _)| spent.contains(*id)) {
        let latest = passed_over.entry(id.vehicle.as_str()).or_insert(trip.load_start);
        *latest = trip.load_start.max(*latest);
    }
    let is_ahead = |(id, trip): &(&TripId, &Trip)| {
        // Nobody came to a trip whose vehicle has begun a later one.
        let over = passed_over.get(id.vehicle.as_str()).is_some_and(|latest| trip.load_start < *latest);
        !spent.contains(*id) && !over && !lost.contains(&id.vehicle)
    };
    let mut ahead: Vec<(&TripId, &Trip)> = ids.iter().zip(&known.plan.trips).filter(is_ahead).collect();
    ahead.sort_by_key(|(id, trip)| (trip.load_start, *id));
    let mut left = left(operation, plan);
    for (id, trip) in ahead {
        let known_places =
            [&trip.from, &trip.to].into_iter().all(|place| operation.place_ix(place).is_some());
        let load = who_is_left(known, operation, trip, &mut left);
        if known_places && !load.is_empty() {
            plan.numbers.push(id.number);
            plan.trips.push(Trip { load, ..no_earlier(trip, known.at) });
        }
    }
}

/// How many parties of each class are on no trip yet.
fn left(operation: &Operation, plan: &Plan) -> BTreeMap<(String, usize), u32> {
    let classes = operation.people.iter().flat_map(|people| {
        people.parties.iter().enumerate().map(|(class, parties)| ((people.id.clone(), class), parties.count))
    });
    let mut left: BTreeMap<(String, usize), u32> = classes.collect();
    for load in plan.trips.iter().flat_map(|trip| &trip.load) {
        if let Some(left) = left.get_mut(&(load.people.clone(), load.party)) {
            *left = left.saturating_sub(load.count);
        }
    }
    left
}

/// The trip's parties that are still to go. Classes that the operation file does not have are found
/// again by who is in them, for their numbers change.
fn who_is_left(
    known: &Known<'_>,
    operation: &Operation,
    trip: &Trip,
    left: &mut BTreeMap<(String, usize), u32>,
) -> Vec<Load> {
    let class_now = |load: &Load| {
        let was = known.planned_for.people.iter().find(|people| people.id == load.people)?;
        let persons = was.parties.get(load.party)?.persons;
        let is = operation.people.iter().find(|people| people.id == load.people)?;
        let same = |ix: &usize| is.parties.get(*ix).is_some_and(|class| class.persons == persons);
        Some(load.party).filter(same).or_else(|| (0..is.parties.len()).find(same))
    };
    let mut loads = Vec::new();
    for load in &trip.load {
        let Some(party) = class_now(load) else { continue };
        let Some(left) = left.get_mut(&(load.people.clone(), party)) else { continue };
        let count = load.count.min(*left);
        *left -= count;
        if count > 0 {
            loads.push(Load { people: load.people.clone(), party, count });
        }
    }
    loads
}

/// The trip as planned; one that should have begun is moved to now.
fn no_earlier(trip: &Trip, at: Moment) -> Trip {
    let by = (at - trip.load_start).max(Span::ZERO);
    let mut moved = trip.clone();
    for moment in [&mut moved.load_start, &mut moved.load_end, &mut moved.depart] {
        *moment += by;
    }
    for moment in [&mut moved.arrive, &mut moved.unload_start, &mut moved.unload_end] {
        *moment += by;
    }
    for passage in &mut moved.passages {
        passage.enter += by;
        passage.exit += by;
    }
    if let Some(back) = &mut moved.back {
        back.depart += by;
        back.arrive += by;
    }
    moved
}
