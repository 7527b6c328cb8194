//! Ways on the ground: where a vehicle is that has driven so many seconds from its start.
//!
//! Between two places with known coordinates it is drawn on the straight line; nobody measured it.
//! Never here: what really happened (`progress`).

use evacuation::axis::Axis;
use evacuation::operation::Operation;
use evacuation::plan::Plan;
use evacuation::route::{Route, Routes};
use serde::Serialize;
use std::collections::HashMap;
use utoipa::ToSchema;

/// Where a convoy is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
pub(super) struct Position {
    pub(super) lat: f64,
    pub(super) lon: f64,
    pub(super) axis_km: f64,
    pub(super) heading_deg: f64,
}

/// The way from a staging place to a destination.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Way {
    /// Each place with the driving time to it in seconds; coordinates and axis where known.
    stops: Vec<Stop>,
    /// Control points with the driving time to them.
    pub(super) control_points: Vec<(String, f64)>,
    /// The whole driving time.
    pub(super) travel_s: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Stop {
    driven_s: f64,
    at: (f64, f64),
    axis: f64,
}

/// The ways of a plan's trips, by start and end.
pub(super) type Ways = HashMap<(String, String), Way>;

/// The ways that a plan uses.
pub(super) fn ways(operation: &Operation, plan: &Plan, axis: &Axis) -> Ways {
    let mut routes = Routes::new(operation);
    let mut ways = Ways::new();
    for trip in &plan.trips {
        let ends = (trip.from.clone(), trip.to.clone());
        if ways.contains_key(&ends) {
            continue;
        }
        let places = operation.place_ix(&trip.from).zip(operation.place_ix(&trip.to));
        if let Some(route) = places.and_then(|(from, to)| routes.get(from, to)) {
            ways.insert(ends, way(operation, axis, route));
        }
    }
    ways
}

fn way(operation: &Operation, axis: &Axis, route: &Route) -> Way {
    let leg = |from, to| {
        let roads = operation.roads.iter().filter(|road| {
            (road.from, road.to) == (from, to) || (!road.one_way && (road.to, road.from) == (from, to))
        });
        roads.map(|road| road.travel.seconds()).min().unwrap_or_default() as f64
    };
    let (mut stops, mut control_points, mut driven_s) = (Vec::new(), Vec::new(), 0.0);
    for (number, ix) in route.places.iter().enumerate() {
        let place = operation.place(*ix);
        if let Some(before) = number.checked_sub(1).and_then(|before| route.places.get(before)) {
            driven_s += leg(*before, *ix);
        }
        if place.control.is_some() && number > 0 {
            control_points.push((place.id.clone(), driven_s));
        }
        if let (Some(at), Some(axis)) = (place.position, axis.at.get(ix.0).copied().flatten()) {
            stops.push(Stop { driven_s, at, axis });
        }
    }
    Way { stops, control_points, travel_s: driven_s }
}

impl Way {
    /// Where a vehicle is after driving so long; `None` where no coordinates are known.
    pub(super) fn at(&self, driven_s: f64) -> Option<Position> {
        let after = self.stops.iter().position(|stop| stop.driven_s > driven_s).unwrap_or(self.stops.len());
        let to = self.stops.get(after).or(self.stops.last())?;
        let from = after.checked_sub(1).and_then(|before| self.stops.get(before)).unwrap_or(to);
        // At the very end the last stretch still says where the vehicle came from.
        let behind = if from == to { after.checked_sub(2).and_then(|ix| self.stops.get(ix)) } else { None };
        let length = to.driven_s - from.driven_s;
        let part = if length > 0.0 { ((driven_s - from.driven_s) / length).clamp(0.0, 1.0) } else { 0.0 };
        let between = |a: f64, b: f64| a + (b - a) * part;
        Some(Position {
            lat: round(between(from.at.0, to.at.0), 5),
            lon: round(between(from.at.1, to.at.1), 5),
            axis_km: round(between(from.axis, to.axis), 3),
            heading_deg: round(heading(behind.unwrap_or(from).at, to.at), 0),
        })
    }

    /// Where on the axis a control point stands.
    pub(super) fn axis_at(&self, driven_s: f64) -> Option<f64> {
        self.at(driven_s).map(|position| position.axis_km)
    }
}

/// To a metre or so: more digits would claim a knowledge that nobody has.
fn round(value: f64, digits: i32) -> f64 {
    let scale = 10f64.powi(digits);
    (value * scale).round() / scale
}

/// The direction from one point to another, clockwise from north. Over some kilometres the Earth is flat.
fn heading((lat_a, lon_a): (f64, f64), (lat_b, lon_b): (f64, f64)) -> f64 {
    let east = (lon_b - lon_a) * ((lat_a + lat_b) / 2.0).to_radians().cos();
    let degrees = east.atan2(lat_b - lat_a).to_degrees();
    if degrees < 0.0 { degrees + 360.0 } else { degrees }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_clockwise_from_north() {
        let from = (36.0, 37.0);
        for (to, expected) in
            [((37.0, 37.0), 0.0), ((36.0, 38.0), 90.0), ((35.0, 37.0), 180.0), ((36.0, 36.0), 270.0)]
        {
            assert!((heading(from, to) - expected).abs() < 1.0, "{to:?}");
        }
    }

    #[test]
    fn a_vehicle_is_between_its_stops_and_never_beyond() {
        let stop = |driven_s, lat, axis| Stop { driven_s, at: (lat, 37.0), axis };
        let stops = vec![
            stop(0.0, 36.0, 0.0),
            stop(100.0, 36.1, 10.0),
            stop(100.0, 36.1, 10.0),
            stop(300.0, 36.5, 30.0),
        ];
        let way = Way { stops, control_points: Vec::new(), travel_s: 300.0 };
        let axis = |driven| way.axis_at(driven).unwrap();
        assert_eq!((axis(-5.0), axis(0.0), axis(50.0), axis(200.0)), (0.0, 0.0, 5.0, 20.0));
        assert_eq!((axis(300.0), axis(900.0)), (30.0, 30.0));
        assert!(way.at(900.0).unwrap().heading_deg.abs() < 1.0, "it arrived from the south");
        assert_eq!(Way { stops: Vec::new(), ..way }.at(5.0), None);
    }
}
