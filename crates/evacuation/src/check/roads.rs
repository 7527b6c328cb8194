//! The judge's own search for the quickest route (rule 1) and the empty vehicle's way (rule 6).
//!
//! Bellman–Ford in rounds instead of Dijkstra: slower, but another algorithm than the planner's.

use crate::operation::Operation;
use crate::place::{PlaceIx, PlaceKind};
use crate::quantity::Moment;
use std::collections::HashMap;

/// A way as the judge sees it: total seconds, control points passed, and all places on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Way {
    pub(super) seconds: i64,
    pub(super) places: Vec<usize>,
    /// Control points in between, each with the seconds from the start, inspections not counted.
    pub(super) controls: Vec<(usize, i64)>,
}

pub(super) struct Roads<'a> {
    operation: &'a Operation,
    edges: Vec<(usize, usize, i64)>,
    ways: HashMap<usize, Vec<Option<Way>>>,
}

impl<'a> Roads<'a> {
    pub(super) fn new(operation: &'a Operation) -> Self {
        let mut shortest: HashMap<(usize, usize), i64> = HashMap::new();
        for road in &operation.roads {
            let seconds = road.travel.seconds();
            let mut add = |a: usize, b: usize| {
                shortest.entry((a, b)).and_modify(|s| *s = seconds.min(*s)).or_insert(seconds);
            };
            add(road.from.0, road.to.0);
            if !road.one_way {
                add(road.to.0, road.from.0);
            }
        }
        let mut edges: Vec<_> = shortest.into_iter().map(|((a, b), s)| (a, b, s)).collect();
        edges.sort_unstable();
        Roads { operation, edges, ways: HashMap::new() }
    }

    /// The quickest way, or `None`. From a place to itself: no way, no time.
    pub(super) fn way(&mut self, from: PlaceIx, to: PlaceIx) -> Option<&Way> {
        if !self.ways.contains_key(&from.0) {
            let found = self.rounds(from.0);
            self.ways.insert(from.0, found);
        }
        self.ways.get(&from.0)?.get(to.0)?.as_ref()
    }

    /// When an empty vehicle that leaves at `depart` is there; `None` where it never is.
    pub(super) fn empty_arrival(&mut self, from: PlaceIx, to: PlaceIx, depart: Moment) -> Option<Moment> {
        let way = self.way(from, to)?.clone();
        let (mut now, mut driven) = (depart.seconds(), 0);
        for (control, seconds) in &way.controls {
            now += seconds - driven;
            driven = *seconds;
            let windows = self.operation.places[*control].control.as_ref().and_then(|c| c.open.as_ref());
            if let Some(windows) = windows {
                now = windows
                    .iter()
                    .filter(|w| now < w.closes.seconds() && w.opens < w.closes)
                    .map(|w| now.max(w.opens.seconds()))
                    .min()?;
            }
        }
        Some(Moment(now + way.seconds - driven))
    }

    fn rounds(&self, from: usize) -> Vec<Option<Way>> {
        let mut best: Vec<Option<Way>> = vec![None; self.operation.places.len()];
        best[from] = Some(Way { seconds: 0, places: vec![from], controls: Vec::new() });
        loop {
            let mut changed = false;
            for (a, b, seconds) in &self.edges {
                let through = *a == from || self.operation.places[*a].kind.is_passable();
                let Some(way) = best[*a].as_ref().filter(|way| through && !way.places.contains(b)) else {
                    continue;
                };
                let mut longer = way.clone();
                if *a != from && self.operation.places[*a].kind == PlaceKind::ControlPoint {
                    longer.controls.push((*a, longer.seconds));
                }
                longer.seconds += seconds;
                longer.places.push(*b);
                if best[*b].as_ref().is_none_or(|old| self.rank(&longer) < self.rank(old)) {
                    best[*b] = Some(longer);
                    changed = true;
                }
            }
            if !changed {
                return best;
            }
        }
    }

    /// Rule 1's order: time, then control points, then the list of place ids.
    fn rank<'b>(&'b self, way: &'b Way) -> (i64, usize, Vec<&'b str>) {
        let ids = way.places.iter().map(|p| self.operation.places[*p].id.as_str()).collect();
        (way.seconds, way.controls.len(), ids)
    }
}

/// When a vehicle that leaves the beginning of the way at `leaves` arrives if it enters the first control
/// point at `enter` and has the others to itself; nothing happens before `now`. `None`: it cannot enter
/// then, or never arrives.
pub(super) fn alone(
    operation: &Operation,
    way: &Way,
    leaves: Moment,
    enter: Moment,
    now: Moment,
) -> Option<i64> {
    let (mut clock, mut driven) = (leaves.seconds(), 0);
    for (ix, (place, seconds)) in way.controls.iter().enumerate() {
        clock = (clock + seconds - driven).max(now.seconds());
        driven = *seconds;
        if ix == 0 {
            if clock > enter.seconds() {
                return None;
            }
            clock = enter.seconds();
        }
        let Some(control) = &operation.places[*place].control else { continue };
        let lasting = control.inspection.seconds();
        if let Some(windows) = &control.open {
            let fits = |start: i64, closes: i64| (start + lasting <= closes).then_some(start);
            let starts =
                windows.iter().filter_map(|w| fits(clock.max(w.opens.seconds()), w.closes.seconds()));
            clock = starts.min()?;
        }
        clock += lasting;
    }
    Some(clock + way.seconds - driven)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::Objective;
    use crate::place::{Control, Place, Road, Turnround, Window};
    use crate::quantity::Span;
    use crate::route::Routes;
    use proptest::prelude::*;

    fn place(ix: usize, kind: PlaceKind) -> Place {
        let control = (kind == PlaceKind::ControlPoint).then(|| Control {
            open: Some(vec![Window { opens: Moment(100), closes: Moment(200) }]),
            lanes: 1,
            inspection: Span::ZERO,
            convoy_max: None,
            headway: Span::ZERO,
        });
        Place {
            id: format!("p{ix}"),
            name: Default::default(),
            kind,
            position: None,
            bays: None,
            turnround: Turnround::default(),
            capacity: None,
            control,
        }
    }

    fn operation(kinds: &[PlaceKind], roads: &[(usize, usize, i64, bool)]) -> Operation {
        let road = |(from, to, travel, one_way): &(usize, usize, i64, bool)| Road {
            from: PlaceIx(from % kinds.len()),
            to: PlaceIx(to % kinds.len()),
            travel: Span(*travel),
            distance_km: None,
            one_way: *one_way,
        };
        Operation {
            name: "roads".into(),
            timezone: "UTC".into(),
            start_unix_s: 0,
            horizon: Span(1000),
            objective: Objective::default(),
            places: kinds.iter().enumerate().map(|(ix, kind)| place(ix, *kind)).collect(),
            roads: roads.iter().map(road).filter(|road| road.from != road.to).collect(),
            fleets: Vec::new(),
            escorts: None,
            people: Vec::new(),
            claims: Vec::new(),
            alarms: Default::default(),
            parties: Vec::new(),
            clauses: Vec::new(),
        }
    }

    fn kind() -> impl Strategy<Value = PlaceKind> {
        prop_oneof![
            3 => Just(PlaceKind::ControlPoint),
            3 => Just(PlaceKind::Junction),
            1 => Just(PlaceKind::Staging),
            1 => Just(PlaceKind::Reception),
        ]
    }

    proptest! {
        /// Two searches that share no code agree on every route, ties included (travel times are
        /// small on purpose).
        #[test]
        fn both_route_searches_agree(
            kinds in prop::collection::vec(kind(), 2..9),
            roads in prop::collection::vec((0usize..9, 0usize..9, 0i64..4, any::<bool>()), 0..24),
        ) {
            let operation = operation(&kinds, &roads);
            let (mut judge, mut planner) = (Roads::new(&operation), Routes::new(&operation));
            for from in 0..kinds.len() {
                for to in (0..kinds.len()).filter(|to| *to != from) {
                    let theirs = planner.get(PlaceIx(from), PlaceIx(to)).map(|route| {
                        let places: Vec<usize> = route.places.iter().map(|place| place.0).collect();
                        (route.travel.seconds(), places, route.control_points.len())
                    });
                    let ours = judge.way(PlaceIx(from), PlaceIx(to));
                    let ours = ours.map(|way| (way.seconds, way.places.clone(), way.controls.len()));
                    prop_assert_eq!(ours, theirs);
                }
            }
        }
    }

    #[test]
    fn an_empty_vehicle_waits_for_the_next_opening() {
        let kinds = [PlaceKind::Reception, PlaceKind::ControlPoint, PlaceKind::Staging];
        let operation = operation(&kinds, &[(0, 1, 10, false), (1, 2, 5, false)]);
        let mut roads = Roads::new(&operation);
        let mut arrival =
            |depart| roads.empty_arrival(PlaceIx(0), PlaceIx(2), Moment(depart)).map(Moment::seconds);
        assert_eq!(arrival(0), Some(105), "it waits until the opening");
        assert_eq!(arrival(150), Some(165), "it passes at once");
        assert_eq!(arrival(189), Some(204), "the last second that is open");
        assert_eq!(arrival(190), None, "the end is excluded, and it never opens again");
    }
}
