//! How far a trip is, concluded from the facts about it and from who came off it.
//!
//! A trip is *emptied* when nobody can be on it any more: an anonymous count of nobody was stated at
//! the place where it arrived, at its arrival or later; or its vehicle began another trip after it. From then on
//! whoever boarded it and did not come off it is missing. Until then they are still on the way: when
//! that lasts too long after an arrival, the attention list says so.
//!
//! Never here: the present time.

use super::Map;
use super::facts::{Facts, Ix, PlaceId, Trip};
use super::picture::{Breakdown, PassagePicture, TripState};
use crate::convoy::TripId;
use crate::quantity::Moment;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Whether each trip has been emptied, by index.
pub(super) fn emptied(facts: &Facts) -> Vec<bool> {
    let next = next_began(facts);
    facts.trips.iter().zip(next).map(|(trip, next)| next.is_some() || emptied_at(trip).is_some()).collect()
}

/// When the vehicle of each trip began another one after it, by index.
pub(super) fn next_began(facts: &Facts) -> Vec<Option<Moment>> {
    let mut next = vec![None; facts.trips.len()];
    for vehicle in facts.vehicles.values() {
        let begun = vehicle.trips.values().filter_map(|ix| Some((began(&facts.trips[*ix as usize])?, *ix)));
        let mut begun: Vec<(Moment, Ix)> = begun.collect();
        begun.sort_unstable_by_key(|(at, _)| Reverse(*at));
        let (mut later, mut same) = (None, None);
        for (at, ix) in begun {
            if same.is_some_and(|same| same != at) {
                later = same;
            }
            same = Some(at);
            next[ix as usize] = later;
        }
    }
    next
}

/// When a trip began: the first person boarded, or it drove off.
pub(super) fn began(trip: &Trip) -> Option<Moment> {
    let departed = trip.departs.first().map(|(at, ..)| at);
    trip.boards.first().into_iter().chain(departed).min().copied()
}

/// When nobody was counted where it had arrived.
pub(super) fn emptied_at(trip: &Trip) -> Option<Moment> {
    let (arrived, _) = trip.arrives.first()?;
    let at_arrival = |(at, place, count): &&(Moment, PlaceId, u32)| {
        *count == 0 && at >= arrived && trip.arrives.iter().any(|(_, there)| there == place)
    };
    trip.headcounts.iter().find(at_arrival).map(|(at, _, _)| *at)
}

/// Breakdowns that stand, by vehicle: nothing that the vehicle did was stated for later.
pub(super) fn breakdowns(facts: &Facts) -> BTreeMap<&str, Breakdown> {
    let mut stand = BTreeMap::new();
    for (name, vehicle) in &facts.vehicles {
        let Some((at, trip, place)) = vehicle.breakdowns.last() else { continue };
        let trips = vehicle.trips.values().map(|trip| &facts.trips[*trip as usize]);
        if trips.filter_map(last_work).max().is_some_and(|work| work > *at) {
            continue;
        }
        let breakdown = Breakdown {
            vehicle: name.clone(),
            trip: trip.clone(),
            place: place.clone(),
            at: *at,
            aboard: 0,
            stranded: 0,
        };
        stand.insert(name.as_str(), breakdown);
    }
    stand
}

fn last_work(trip: &Trip) -> Option<Moment> {
    let passed = trip.passes.iter().map(|(_, _, at)| *at).max();
    let departed = trip.departs.last().map(|(at, ..)| *at);
    let arrived = trip.arrives.last().map(|(at, _)| *at);
    [trip.boards.last().copied(), departed, passed, arrived].into_iter().flatten().max()
}

/// The control points that it reached, in order of time; the earliest word on each counts.
pub(super) fn passages(trip: &Trip) -> Vec<PassagePicture> {
    let mut by_place: BTreeMap<&str, (Option<Moment>, Option<Moment>)> = BTreeMap::new();
    for (place, is_through, at) in trip.passes.iter() {
        let (entered, through) = by_place.entry(place.as_ref()).or_default();
        let known = if *is_through { through } else { entered };
        *known = Some(known.map_or(*at, |earlier| earlier.min(*at)));
    }
    let mut passages: Vec<PassagePicture> = by_place
        .into_iter()
        .map(|(place, (entered, through))| PassagePicture {
            control_point: place.to_owned(),
            entered,
            through,
        })
        .collect();
    passages.sort_by_key(|passage| passage.entered.or(passage.through));
    passages
}

/// What decides how far a trip is.
pub(super) struct Progress {
    pub(super) is_emptied: bool,
    pub(super) is_broken: bool,
    pub(super) aboard: u32,
    pub(super) unaccounted: u32,
}

pub(super) fn state(trip: &Trip, progress: &Progress) -> TripState {
    let has_arrived = !trip.arrives.is_empty();
    let has_left = !(trip.departs.is_empty() && trip.passes.is_empty());
    let is_over = progress.is_emptied || has_arrived && progress.aboard == 0;
    if is_over {
        return if progress.unaccounted > 0 { TripState::OpenBalance } else { TripState::Closed };
    }
    if has_arrived {
        TripState::Arrived
    } else if progress.is_broken {
        TripState::BrokenDown
    } else if has_left {
        TripState::OnTheWay
    } else if trip.boards.is_empty() {
        TripState::Planned
    } else {
        TripState::Boarding
    }
}

/// A convoy is as far as the one of its trips that most needs watching.
pub(super) fn convoy_state(states: &[(TripState, u32)]) -> TripState {
    use TripState::{Arrived, Boarding, BrokenDown, Closed, OnTheWay, OpenBalance, Planned};
    let has = |wanted| states.iter().any(|(state, _)| *state == wanted);
    let stranded = states.iter().any(|(state, aboard)| *state == BrokenDown && *aboard > 0);
    match () {
        () if has(OnTheWay) => OnTheWay,
        () if stranded => BrokenDown,
        () if has(Boarding) => Boarding,
        () if has(Arrived) => Arrived,
        () if has(OpenBalance) => OpenBalance,
        () if has(Closed) || has(BrokenDown) => Closed,
        () => Planned,
    }
}

/// Where a trip starts and where it goes: as stated on departure, else as planned.
pub(super) fn ends(id: &TripId, trip: Option<&Trip>, map: &Map) -> (Option<String>, Option<String>) {
    if let Some((_, from, to, _)) = trip.and_then(|trip| trip.departs.first()) {
        return (Some(from.to_string()), Some(to.to_string()));
    }
    match map.planned.get(id) {
        Some(planned) => (Some(planned.from.clone()), Some(planned.to.clone())),
        None => (None, None),
    }
}
