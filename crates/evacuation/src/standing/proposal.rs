//! A plan made anew, before and after somebody accepts it: the names of its trips, and whether it still
//! stands when more has been said meanwhile.
//!
//! Never here: what it changes for people (`difference`).

use super::{Standing, empty};
use crate::account::{Picture, TripPicture};
use crate::convoy::{self, TripId};
use crate::place::PlaceKind;
use crate::plan::{Back, Plan, Trip};
use crate::quantity::Moment;
use crate::route::Routes;
use std::collections::{BTreeMap, BTreeSet};

/// Gives the trips of a new plan their numbers: a trip that has begun keeps its own; a vehicle's later
/// trips take the numbers that were planned for it and not spent, in order; further ones take numbers
/// that nobody has spoken of.
pub fn number(plan: &mut Plan, standing: &Standing, picture: &Picture) {
    let ids = convoy::trip_ids(&standing.plan);
    let began = |id: &&TripId| picture.trip(id).is_some_and(|trip| begun(trip).is_some());
    let spent: BTreeSet<&TripId> = ids.iter().filter(began).collect();
    let kept: BTreeMap<(&str, Moment), u32> = (standing.plan.trips.iter().zip(&ids))
        .filter(|(_, id)| spent.contains(id))
        .map(|(trip, id)| ((trip.vehicle.as_str(), trip.load_start), id.number))
        .collect();
    let mut free: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
    for id in ids.iter().filter(|id| !spent.contains(id)) {
        free.entry(id.vehicle.as_str()).or_default().insert(id.number);
    }
    let mut highest: BTreeMap<String, u32> = BTreeMap::new();
    for id in ids.iter().chain(picture.trips.iter().map(|trip| &trip.id)) {
        let known = highest.entry(id.vehicle.clone()).or_default();
        *known = id.number.max(*known);
    }
    let mut order: Vec<usize> = (0..plan.trips.len()).collect();
    order.sort_by_key(|ix| (plan.trips[*ix].load_start, *ix));
    let mut numbers = vec![0; plan.trips.len()];
    for ix in order {
        let trip = &plan.trips[ix];
        let vehicle = trip.vehicle.as_str();
        numbers[ix] = match kept.get(&(vehicle, trip.load_start)) {
            Some(number) if trip.load_start < standing.at => *number,
            _ => free.get_mut(vehicle).and_then(BTreeSet::pop_first).unwrap_or_else(|| {
                let highest = highest.entry(vehicle.to_owned()).or_default();
                *highest = highest.saturating_add(1);
                *highest
            }),
        };
    }
    plan.numbers = numbers;
}

fn begun(trip: &TripPicture) -> Option<Moment> {
    let entered = trip.passages.first().and_then(|passage| passage.entered.or(passage.through));
    [trip.first_boarded, trip.departed, entered, trip.arrived].into_iter().flatten().min()
}

/// The plan with no vehicle waiting at the road where another broke down: who has nothing more to do
/// goes back to a staging place of the operation. The judge must look at it again, for that way is longer.
pub fn parked(plan: &Plan, standing: &Standing) -> Plan {
    let operation = &standing.operation;
    let roadside: BTreeSet<&str> = standing.amendment.places.iter().map(|place| place.id.as_str()).collect();
    let staging = |trip: &Trip| {
        let own = Some(trip.from.as_str()).filter(|from| !roadside.contains(from));
        let any = || operation.places.iter().find(|place| place.kind == PlaceKind::Staging);
        own.or_else(|| any().map(|place| place.id.as_str())).and_then(|id| operation.place_ix(id))
    };
    let mut last: BTreeMap<&str, Moment> = BTreeMap::new();
    for trip in &plan.trips {
        let latest = last.entry(trip.vehicle.as_str()).or_insert(trip.load_start);
        *latest = trip.load_start.max(*latest);
    }
    let mut routes = Routes::new(operation);
    let mut parked = plan.clone();
    for (trip, planned) in parked.trips.iter_mut().zip(&plan.trips) {
        let is_last = last.get(planned.vehicle.as_str()) == Some(&planned.load_start);
        let ahead = |back: &&Back| back.depart >= standing.at && roadside.contains(back.to.as_str());
        let Some(back) = planned.back.as_ref().filter(ahead).filter(|_| is_last) else { continue };
        let (Some(from), Some(to)) = (operation.place_ix(&planned.to), staging(planned)) else { continue };
        if let Some(arrive) = empty::arrives(operation, &mut routes, from, to, back.depart) {
            trip.back = Some(Back { depart: back.depart, to: operation.place(to).id.clone(), arrive });
        }
    }
    parked
}

/// Why a proposal no longer stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Overtaken {
    /// Another plan was put in force.
    Plan,
    /// A trip has begun that the proposal does not have so.
    Trip(TripId),
    /// A vehicle broke down, or is at work again.
    Vehicle(String),
    /// The corridor was suspended or reopened.
    Corridor,
}

/// Whether what has been said since leaves a proposal as good as it was: `before` is what was known
/// when it was made, `now` what is known when somebody accepts it.
pub fn still_stands(plan: &Plan, before: &Picture, now: &Picture) -> Result<(), Overtaken> {
    if before.plan != now.plan {
        return Err(Overtaken::Plan);
    }
    let scopes = |picture: &Picture| -> Vec<(String, bool)> {
        let points = picture.corridor.control_points.iter();
        points.map(|point| (point.id.clone(), point.suspended.is_some())).collect()
    };
    if scopes(before) != scopes(now) || before.corridor.whole.is_some() != now.corridor.whole.is_some() {
        return Err(Overtaken::Corridor);
    }
    let broken = |picture: &Picture| -> BTreeSet<String> {
        picture.breakdowns.iter().map(|breakdown| breakdown.vehicle.clone()).collect()
    };
    if let Some(vehicle) = broken(before).symmetric_difference(&broken(now)).next() {
        return Err(Overtaken::Vehicle(vehicle.clone()));
    }
    let planned: BTreeMap<TripId, &Trip> = convoy::trip_ids(plan).into_iter().zip(&plan.trips).collect();
    for trip in now.trips.iter().filter(|trip| begun(trip).is_some()) {
        let had_begun = before.trip(&trip.id).is_some_and(|trip| begun(trip).is_some());
        let as_planned =
            planned.get(&trip.id).is_some_and(|planned| Some(&planned.from) == trip.from.as_ref());
        if !had_begun && !as_planned {
            return Err(Overtaken::Trip(trip.id.clone()));
        }
    }
    Ok(())
}
