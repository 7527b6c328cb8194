//! The quickest route between two places (rule 1): least total travel, then fewer control points,
//! then the lexicographically smaller list of place ids. Places in between are junctions and
//! control points only.
//!
//! Never here: timetables. The checker has its own route search on purpose.

use crate::operation::Operation;
use crate::place::{PlaceIx, PlaceKind, Road};
use crate::quantity::Span;
use std::cmp::Ordering;
use std::collections::{BinaryHeap, HashMap};

/// A way from one place to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// Every place on it, both ends included.
    pub places: Vec<PlaceIx>,
    /// Total driving time.
    pub travel: Span,
    /// The control points in order, each with the driving time from the one before (or the start).
    pub control_points: Vec<(PlaceIx, Span)>,
    /// Driving time from the last control point (or the start) to the end.
    pub last_leg: Span,
}

/// All quickest routes out of single places, found once and kept.
#[derive(Debug)]
pub struct Routes<'a> {
    operation: &'a Operation,
    roads_out: Vec<Vec<(PlaceIx, Span)>>,
    id_rank: Vec<usize>,
    known: HashMap<PlaceIx, Vec<Option<Route>>>,
}

/// A label of Dijkstra's search; the order of labels is the order of rule 1. Because every leg's
/// travel and control count is ≥ 0 and lists grow only at the end, a smaller label stays smaller.
#[derive(Clone, PartialEq, Eq)]
struct Label {
    travel: Span,
    controls: usize,
    ranks: Vec<usize>,
    places: Vec<PlaceIx>,
}

impl Ord for Label {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.travel, self.controls, &self.ranks).cmp(&(other.travel, other.controls, &other.ranks)).reverse()
    }
}
impl PartialOrd for Label {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<'a> Routes<'a> {
    /// Prepares the search; nothing is computed yet.
    pub fn new(operation: &'a Operation) -> Self {
        let mut roads_out = vec![Vec::new(); operation.places.len()];
        for Road { from, to, travel, one_way, .. } in &operation.roads {
            roads_out[from.0].push((*to, *travel));
            if !one_way {
                roads_out[to.0].push((*from, *travel));
            }
        }
        let mut order: Vec<usize> = (0..operation.places.len()).collect();
        order.sort_by(|a, b| operation.places[*a].id.cmp(&operation.places[*b].id));
        let mut id_rank = vec![0; order.len()];
        for (rank, place) in order.into_iter().enumerate() {
            id_rank[place] = rank;
        }
        Routes { operation, roads_out, id_rank, known: HashMap::new() }
    }

    /// The quickest route, or `None` where no road leads there. From a place to itself: no way at all.
    pub fn get(&mut self, from: PlaceIx, to: PlaceIx) -> Option<&Route> {
        if !self.known.contains_key(&from) {
            let found = self.search(from);
            self.known.insert(from, found);
        }
        self.known.get(&from)?.get(to.0)?.as_ref()
    }

    fn search(&self, from: PlaceIx) -> Vec<Option<Route>> {
        let mut found: Vec<Option<Route>> = vec![None; self.operation.places.len()];
        let mut heap = BinaryHeap::new();
        let ranks = vec![self.id_rank[from.0]];
        heap.push(Label { travel: Span::ZERO, controls: 0, ranks, places: vec![from] });
        while let Some(label) = heap.pop() {
            let Some(&here) = label.places.last() else { continue };
            if found[here.0].is_some() {
                continue;
            }
            found[here.0] = Some(self.route(&label));
            let kind = self.operation.place(here).kind;
            if here != from && !kind.is_passable() {
                continue;
            }
            let left_control = here != from && kind == PlaceKind::ControlPoint;
            for (next, travel) in &self.roads_out[here.0] {
                if found[next.0].is_none() {
                    let mut longer = label.clone();
                    longer.travel += *travel;
                    longer.controls += usize::from(left_control);
                    longer.ranks.push(self.id_rank[next.0]);
                    longer.places.push(*next);
                    heap.push(longer);
                }
            }
        }
        found
    }

    fn route(&self, label: &Label) -> Route {
        let mut control_points = Vec::new();
        let mut leg = Span::ZERO;
        for pair in label.places.windows(2) {
            leg += self.leg(pair[0], pair[1]);
            let is_end = Some(&pair[1]) == label.places.last();
            if !is_end && self.operation.place(pair[1]).kind == PlaceKind::ControlPoint {
                control_points.push((pair[1], leg));
                leg = Span::ZERO;
            }
        }
        Route { places: label.places.clone(), travel: label.travel, control_points, last_leg: leg }
    }

    fn leg(&self, from: PlaceIx, to: PlaceIx) -> Span {
        self.roads_out[from.0]
            .iter()
            .filter(|(next, _)| *next == to)
            .map(|(_, t)| *t)
            .min()
            .unwrap_or_default()
    }
}
