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
