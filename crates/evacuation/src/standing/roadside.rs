//! Vehicles that do nothing more, and the people who were on them: they wait at the road, about where
//! the vehicle broke down, or at the staging place that it had not left.
//!
//! How far it had driven is not stated; it is taken from the time since the last place that it was
//! known to have left, at the speed of the operation file. Whoever comes for the people from the other
//! side is then never expected earlier than the rules allow.
//!
//! Never here: who fetches them (the new plan).

use super::Known;
use crate::account::{Breakdown, Picture, TripPicture};
use crate::convoy::TripId;
use crate::operation::Operation;
use crate::operation::amend::Roadside;
use crate::place::PlaceIx;
use crate::quantity::Moment;
use crate::route::Routes;
use std::collections::BTreeMap;

/// Where the people of a broken vehicle wait.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Wait {
    /// The place's id: a staging place of the operation, or one on the road.
    pub(super) place: String,
    /// As the breakdown was stated: whoever fetches people there names the place so.
    pub(super) stated: String,
    /// Since when.
    pub(super) since: Moment,
    roadside: Option<Roadside>,
}

/// By trip.
#[derive(Clone, Debug, Default)]
pub(super) struct Waits(pub(super) BTreeMap<TripId, Wait>);

impl Waits {
    pub(super) fn places(&self) -> Vec<Roadside> {
        self.0.values().filter_map(|wait| wait.roadside.clone()).collect()
    }
    /// The place that is stated in these words.
    pub(super) fn stated(&self, words: &str) -> Option<&Wait> {
        self.0.values().find(|wait| wait.stated == words)
    }
}

/// Vehicles that broke down and were not heard of at work again.
pub(super) fn lost(picture: &Picture) -> Vec<String> {
    picture.breakdowns.iter().map(|breakdown| breakdown.vehicle.clone()).collect()
}

/// Where people wait for another vehicle.
pub(super) fn waits(known: &Known<'_>, lost: &[String]) -> Waits {
    let mut waits = Waits::default();
    let mut routes = Routes::new(known.operation);
    for breakdown in &known.picture.breakdowns {
        let trips = known.picture.trips.iter().filter(|trip| lost.contains(&trip.id.vehicle));
        let of_it = trips.filter(|trip| trip.id.vehicle == breakdown.vehicle && trip.arrived.is_none());
        let under_way = |trip: &&TripPicture| match &breakdown.trip {
            Some(id) => trip.id == *id,
            None => trip.first_boarded.is_some() || trip.departed.is_some(),
        };
        for trip in of_it.filter(under_way) {
            if let Some(wait) = wait(known.operation, &mut routes, breakdown, trip, known.picture) {
                waits.0.insert(trip.id.clone(), wait);
            }
        }
    }
    waits
}

fn wait(
    operation: &Operation,
    routes: &mut Routes<'_>,
    breakdown: &Breakdown,
    trip: &TripPicture,
    picture: &Picture,
) -> Option<Wait> {
    let (from, to) = (operation.place_ix(trip.from.as_deref()?)?, operation.place_ix(trip.to.as_deref()?)?);
    let (stated, since) = (breakdown.place.clone(), breakdown.at);
    let Some(departed) = trip.departed else {
        return Some(Wait { place: operation.place(from).id.clone(), stated, since, roadside: None });
    };
    let last = trip.passages.last();
    let left = last.and_then(|passage| passage.through.or(passage.entered)).unwrap_or(departed);
    let start = match last {
        Some(passage) => operation.place_ix(&passage.control_point)?,
        None => from,
    };
    let driven = (breakdown.at - left).seconds().max(0);
    let route = routes.get(from, to)?.places.clone();
    let (after, before, offset) = stretch(operation, &route, start, driven)?;
    let road = operation.roads.iter().filter(|road| {
        (road.from, road.to) == (after, before) || !road.one_way && (road.to, road.from) == (after, before)
    });
    let road = road.min_by_key(|road| road.travel)?;
    let whole = road.travel.seconds();
    let position = picture.positions.iter().find(|seen| seen.vehicle == breakdown.vehicle && seen.at >= left);
    let id = format!("road-{}", trip.id);
    let roadside = Roadside {
        id: id.clone(),
        position: position.map(|seen| (f64::from(seen.lat_e6) / 1e6, f64::from(seen.lon_e6) / 1e6)),
        after: (operation.place(after).id.clone(), offset),
        before: (operation.place(before).id.clone(), whole - offset),
        one_way: road.one_way,
    };
    Some(Wait { place: id, stated, since, roadside: Some(roadside) })
}

/// The two places between which a vehicle is that has driven so long from `start`, not further than the
/// next control point or the end, and how far it is from the first.
fn stretch(
    operation: &Operation,
    route: &[PlaceIx],
    start: PlaceIx,
    driven: i64,
) -> Option<(PlaceIx, PlaceIx, i64)> {
    let mut left = driven;
    let from = route.iter().position(|place| *place == start)?;
    let ahead = route.get(from..)?;
    for (number, pair) in ahead.windows(2).enumerate() {
        let roads = operation.roads.iter().filter(|road| {
            (road.from, road.to) == (pair[0], pair[1])
                || !road.one_way && (road.to, road.from) == (pair[0], pair[1])
        });
        let travel = roads.map(|road| road.travel.seconds()).min()?;
        let ends = operation.place(pair[1]).control.is_some() || number + 2 == ahead.len();
        if left < travel || ends {
            return Some((pair[0], pair[1], left.min(travel)));
        }
        left -= travel;
    }
    None
}
