//! What can be reached over the roads, and how soon at best.
//!
//! Never here: which way a vehicle takes (`crate::route`). Where a road or a kind of place could not
//! be read it is taken to lead everywhere: one mistake must not bring findings about others.

use super::places::Places;
use super::roads::Roads;
use crate::place::PlaceIx;
use crate::quantity::Span;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// The roads, each turned round.
#[derive(Debug)]
pub(super) struct Reach {
    into: Vec<Vec<(usize, Span)>>,
    passable: Vec<bool>,
    leads_everywhere: Vec<usize>,
}

impl Reach {
    pub(super) fn new(places: &Places<'_>, roads: &Roads) -> Reach {
        let mut into = vec![Vec::new(); places.list.len()];
        for road in &roads.list {
            into[road.to.0].push((road.from.0, road.travel));
            if !road.one_way {
                into[road.from.0].push((road.to.0, road.travel));
            }
        }
        let unknown =
            places.kind_unknown.iter().enumerate().filter(|(_, unknown)| **unknown).map(|(ix, _)| ix);
        Reach {
            into,
            passable: places.list.iter().map(|read| read.item.kind.is_passable()).collect(),
            leads_everywhere: unknown.chain(roads.loose_ends.iter().map(|ix| ix.0)).collect(),
        }
    }

    /// How much work one search is.
    pub(super) fn size(&self) -> usize {
        self.into.iter().map(|roads| roads.len() + 1).sum()
    }

    /// The shortest driving time from every place to the nearest of the targets, over junctions and
    /// control points only; `None` where no road leads to any. Dijkstra's search from the targets.
    pub(super) fn times_to(&self, targets: impl Iterator<Item = PlaceIx>) -> Vec<Option<Span>> {
        let mut times: Vec<Option<Span>> = vec![None; self.into.len()];
        let mut is_start = vec![false; self.into.len()];
        let mut heap = BinaryHeap::new();
        for start in targets.map(|ix| ix.0).chain(self.leads_everywhere.iter().copied()) {
            if !std::mem::replace(&mut is_start[start], true) {
                heap.push(Reverse((Span::ZERO, start)));
            }
        }
        while let Some(Reverse((time, here))) = heap.pop() {
            if times[here].is_some() {
                continue;
            }
            times[here] = Some(time);
            if !self.passable[here] && !is_start[here] {
                continue;
            }
            for (before, travel) in &self.into[here] {
                if times[*before].is_none() {
                    heap.push(Reverse((time + *travel, *before)));
                }
            }
        }
        times
    }
}
