//! The distance axis of the time–distance diagram (Marey's string-line diagram): where each place
//! stands along the corridor, and the line that a trip draws.
//!
//! The axis is rooted at the staging place with the most people. Places ahead of it stand at their
//! road distance; another staging place stands as far before its first control point as it is from
//! it, so that all lines meet at the gates.
//!
//! Never here: pixels, colours, languages.

use crate::operation::Operation;
use crate::place::{PlaceIx, PlaceKind};
use crate::plan::Trip;
use crate::quantity::Moment;
use crate::route::Routes;
use std::collections::HashMap;

/// What the axis counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Kilometres: every road of the file has a length.
    Kilometres,
    /// Driving minutes: some length is not known.
    Minutes,
}

/// Where places stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// What it counts.
    pub unit: Unit,
    /// By place; `None` for places that no route of people touches.
    pub at: Vec<Option<f64>>,
}

/// The axis of an operation.
pub fn axis(operation: &Operation) -> Axis {
    let km = operation.roads.iter().all(|road| road.distance_km.is_some());
    let mut ruler = Ruler { lengths: lengths(operation, km), routes: Routes::new(operation) };
    let mut at = vec![None; operation.places.len()];
    let unit = if km { Unit::Kilometres } else { Unit::Minutes };
    let Some(root) = root(operation) else { return Axis { unit, at } };
    at[root.0] = Some(0.0);
    let destinations =
        || (0..operation.places.len()).map(PlaceIx).filter(|p| operation.place(*p).kind.is_destination());
    for destination in destinations() {
        ruler.mark(root, destination, 0.0, &mut at);
    }
    for staging in staging_places(operation) {
        if at[staging.0].is_some() {
            continue;
        }
        for destination in destinations() {
            let Some(first) = ruler.first_known(staging, destination, &at) else { continue };
            let start = at[first.0].unwrap_or_default() - ruler.between(staging, first);
            at[staging.0].get_or_insert(start);
            ruler.mark(staging, destination, start, &mut at);
        }
    }
    Axis { unit, at }
}

/// The line that a trip draws: moments and places on the axis, in order of time.
pub fn line(operation: &Operation, axis: &Axis, trip: &Trip) -> Vec<(Moment, f64)> {
    let at = |id: &str| operation.place_ix(id).and_then(|ix| axis.at[ix.0]);
    let mut line = Vec::new();
    let mut put = |moment: Moment, id: &str| line.extend(at(id).map(|distance| (moment, distance)));
    put(trip.depart, &trip.from);
    for passage in &trip.passages {
        put(passage.enter, &passage.control_point);
        put(passage.exit, &passage.control_point);
    }
    put(trip.arrive, &trip.to);
    line
}

fn staging_places(operation: &Operation) -> impl Iterator<Item = PlaceIx> {
    (0..operation.places.len()).map(PlaceIx).filter(|p| operation.place(*p).kind == PlaceKind::Staging)
}

fn root(operation: &Operation) -> Option<PlaceIx> {
    let people = |place: PlaceIx| -> u64 {
        operation.people.iter().filter(|p| p.at == place).map(|p| u64::from(p.persons().total())).sum()
    };
    staging_places(operation).max_by_key(|place| (people(*place), std::cmp::Reverse(*place)))
}

/// Length of the shortest road between neighbours, both ways where allowed.
fn lengths(operation: &Operation, km: bool) -> HashMap<(PlaceIx, PlaceIx), f64> {
    let mut lengths: HashMap<(PlaceIx, PlaceIx), (i64, f64)> = HashMap::new();
    for road in &operation.roads {
        let minutes = road.travel.seconds() as f64 / 60.0;
        let length = if km { road.distance_km.unwrap_or_default() } else { minutes };
        let ways = [Some((road.from, road.to)), Some((road.to, road.from)).filter(|_| !road.one_way)];
        for way in ways.into_iter().flatten() {
            let candidate = (road.travel.seconds(), length);
            let known = lengths.entry(way).or_insert(candidate);
            if candidate.0 < known.0 {
                *known = candidate;
            }
        }
    }
    lengths.into_iter().map(|(way, (_, length))| (way, length)).collect()
}

struct Ruler<'a> {
    lengths: HashMap<(PlaceIx, PlaceIx), f64>,
    routes: Routes<'a>,
}

impl Ruler<'_> {
    /// Marks every place on the route that stands nowhere yet.
    fn mark(&mut self, from: PlaceIx, to: PlaceIx, start: f64, at: &mut [Option<f64>]) {
        let Some(route) = self.routes.get(from, to) else { return };
        let mut distance = start;
        for pair in route.places.windows(2) {
            distance += self.lengths.get(&(pair[0], pair[1])).copied().unwrap_or_default();
            at[pair[1].0].get_or_insert(distance);
        }
    }

    /// The first place on the route that stands somewhere already.
    fn first_known(&mut self, from: PlaceIx, to: PlaceIx, at: &[Option<f64>]) -> Option<PlaceIx> {
        self.routes.get(from, to)?.places.iter().skip(1).copied().find(|place| at[place.0].is_some())
    }

    fn between(&mut self, from: PlaceIx, to: PlaceIx) -> f64 {
        let Some(route) = self.routes.get(from, to) else { return 0.0 };
        let legs = route.places.windows(2);
        legs.map(|pair| self.lengths.get(&(pair[0], pair[1])).copied().unwrap_or_default()).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::read::{Format, read};

    #[test]
    fn lines_meet_at_the_gate() {
        let text = r#"
[operation]
name = "Two squares, one bridge"
timezone = "UTC"
start = 2026-01-01T00:00:00Z
horizon = "10h"
place = [
  { id = "near", kind = "staging" }, { id = "far", kind = "staging" }, { id = "bridge", kind = "control_point" },
  { id = "school", kind = "reception" }, { id = "depot", kind = "depot" },
]
road = [
  { from = "near", to = "bridge", travel = "10min", distance_km = 3.0 },
  { from = "far", to = "bridge", travel = "30min", distance_km = 9.0 },
  { from = "bridge", to = "school", travel = "20min", distance_km = 5.0 },
  { from = "depot", to = "near", travel = "20min", distance_km = 7.0 },
]
people = [
  { id = "a", at = "near", parties = [{ count = 9, other = 1 }] },
  { id = "b", at = "far", parties = [{ count = 2, other = 1 }] },
]
"#;
        let (head, tables) = text.split_once("place = [").unwrap();
        let text = format!(
            "place = [{tables}\nfleet = [{{ id = \"bus\", count = 1, at = \"depot\", seats = 9 }}]\n{head}"
        );
        let reading = read(text.as_bytes(), Format::Toml);
        let operation = reading.operation.unwrap_or_else(|| panic!("{:?}", reading.findings));
        let axis = axis(&operation);
        assert_eq!(axis.unit, Unit::Kilometres);
        assert_eq!(axis.at, [Some(0.0), Some(-6.0), Some(3.0), Some(8.0), None]);
    }
}
