//! The best that vehicles of one kind can do at given prices: a dynamic programme over time,
//! backwards for what a place is worth. Forwards, for who goes where, see `onward`.
//!
//! Nobody who goes somewhere is back at a staging place within a span of nodes (see [`Backs::apart`]), so that
//! what each state offers is weighed for a whole span at once.
//!
//! Never here: prices' changes.

use super::grid::Grid;
use super::legs::{Backs, Legs};
use super::setting_off::Entering;
use super::soft::{Rows, shares, soft_larger};
use super::tariff::{Eras, Tariff};
use std::ops::Range;

/// Work space, kept between evaluations. Worth and vehicles lie state by state, each over all nodes or cells and
/// one beyond (none beyond for those unloaded).
#[derive(Debug, Default)]
pub(crate) struct Space {
    /// Worth of being empty at a stage, loaded, in line for unloading, unloaded.
    pub(super) empty: Vec<f64>,
    pub(super) loaded: Vec<f64>,
    pub(super) docked: Vec<f64>,
    pub(super) unloaded: Vec<f64>,
    /// How many vehicles are there.
    pub(super) empty_mass: Vec<f64>,
    pub(super) loaded_mass: Vec<f64>,
    pub(super) docked_mass: Vec<f64>,
    pub(super) unloaded_mass: Vec<f64>,
    pub(super) offers: Vec<f64>,
    /// Of one state over a span: what it offers, and how it enters a control point.
    pub(super) rows: Rows,
    pub(super) entering: Entering,
    /// What it is worth not to wait, state by state over a span.
    go: Vec<f64>,
}

/// A state of loaded vehicles: which queue, and since which era of escorts they are away. At a first
/// queue without an era they are still at the staging place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot {
    pub queue: usize,
    pub era: Option<usize>,
    /// Set off before this cut of escorts and wait on the road: the cut does not count against them.
    pub spared: Option<(usize, i64)>,
}

/// One kind's programme.
pub(crate) struct Vehicles<'a> {
    pub legs: &'a Legs,
    pub backs: &'a Backs,
    pub grid: &'a Grid,
    pub stages: usize,
    pub goals: usize,
    pub(super) slots: Vec<Slot>,
    /// Slots by how far they are: those at staging places, those spared a cut, then control point by control point.
    layers: Vec<Range<usize>>,
    pub(super) eras: usize,
    pub(super) cuts: usize,
    pub(super) nodes: usize,
    pub(super) cells: usize,
    pub(super) knots: usize,
    /// Cells and knots in a second.
    pub(super) per_cell: f64,
    pub(super) per_knot: f64,
}

/// Nodes in a span at most; `stop` is asked once in each.
const NODES_AT_ONCE: usize = 128;
/// Fewer vehicles than this stay where they are.
pub(super) const FEW: f64 = 1e-7;

fn cleared(list: &mut Vec<f64>, length: usize) {
    list.clear();
    list.resize(length, 0.0);
}

impl<'a> Vehicles<'a> {
    pub fn new(
        legs: &'a Legs,
        backs: &'a Backs,
        grid: &'a Grid,
        counts: (usize, usize),
        eras: &Eras,
    ) -> Self {
        let (stages, goals) = counts;
        let limited = legs.kind.escorts > 0 && eras.len() > 0;
        let first = legs.first_queues();
        let mut slots: Vec<Slot> = (0..first).map(|queue| Slot { queue, era: None, spared: None }).collect();
        for cut in eras.cuts().iter().filter(|_| limited) {
            slots.extend((0..first).map(|queue| Slot { queue, era: Some(cut.0), spared: Some(*cut) }));
        }
        let cuts = if limited { eras.cuts().len() } else { 0 };
        let eras = if limited { eras.len() } else { 1 };
        for queue in first..legs.queues.len() {
            slots.extend((0..eras).map(|era| Slot { queue, era: Some(era), spared: None }));
        }
        let layers = layers(&slots, legs);
        let (nodes, cells, knots) = (grid.nodes(), grid.cells(), grid.knots());
        let (per_cell, per_knot) = (1.0 / grid.cell() as f64, 1.0 / grid.knot as f64);
        Vehicles {
            legs,
            backs,
            grid,
            stages,
            goals,
            slots,
            layers,
            eras,
            cuts,
            nodes,
            cells,
            knots,
            per_cell,
            per_knot,
        }
    }

    /// Σ count · best path. `None` where `stop` said so in between.
    pub fn best(&self, tariff: &Tariff, space: &mut Space, stop: &dyn Fn() -> bool) -> Option<f64> {
        self.weigh_beyond(tariff, space);
        let mut until = self.nodes;
        while until > 0 {
            if stop() {
                return None;
            }
            let span = until.saturating_sub(self.at_once())..until;
            self.weigh_goals(self.cells_of(&span), tariff, space);
            // Those further on first: the others may join them at the same node.
            for layer in self.layers.iter().rev() {
                self.weigh_loaded(layer, &span, tariff, space);
            }
            self.weigh_empty(&span, tariff, space);
            until = span.start;
        }
        Some(self.starts(tariff, space))
    }

    /// Who is on the road when time is over does not come back.
    fn weigh_beyond(&self, tariff: &Tariff, space: &mut Space) {
        space.empty.resize((self.nodes + 1) * self.stages, 0.0);
        space.loaded.resize((self.nodes + 1) * self.slots.len(), 0.0);
        space.docked.resize((self.cells + 1) * self.eras * self.legs.docks.len(), 0.0);
        space.unloaded.resize(self.cells * self.eras * self.goals, 0.0);
        for stage in space.empty.chunks_mut(self.nodes + 1) {
            stage[self.nodes] = 0.0;
        }
        for (slot, loaded) in self.slots.iter().zip(space.loaded.chunks_mut(self.nodes + 1)) {
            let is_first = self.legs.queues[slot.queue].is_first();
            loaded[self.nodes] = if is_first { 0.0 } else { self.beyond(tariff, slot.era.unwrap_or(0)) };
        }
        for (ix, docked) in space.docked.chunks_mut(self.cells + 1).enumerate() {
            docked[self.cells] = self.beyond(tariff, ix / self.legs.docks.len());
        }
    }

    fn weigh_goals(&self, cells: Range<usize>, tariff: &Tariff, space: &mut Space) {
        for era in 0..self.eras {
            for goal in 0..self.goals {
                self.returns_over(goal, &cells, era, tariff, space);
                let first = self.at_goal(era, goal, cells.start);
                let into = &mut space.unloaded[first..first + cells.len()];
                space.rows.soft_max(tariff.temper, into);
            }
        }
        let docks = self.legs.docks.len();
        space.go.clear();
        for state in 0..self.eras * docks {
            let (era, (dock, (_, lasting))) = (state / docks, (state % docks, self.dock(state % docks)));
            let all = cells
                .clone()
                .map(|cell| self.unloads(dock, cell, cell + lasting, era, tariff, &space.unloaded));
            space.go.extend(all);
        }
        let all = 0..self.eras * docks;
        wait_or_go(&mut space.docked, self.cells + 1, (&all, &cells), &space.go, tariff);
    }

    fn weigh_loaded(&self, layer: &Range<usize>, nodes: &Range<usize>, tariff: &Tariff, space: &mut Space) {
        cleared(&mut space.go, layer.len() * nodes.len());
        for (ix, slot) in layer.clone().enumerate() {
            self.departures_over(slot, nodes, tariff, space);
            let go = &mut space.go[ix * nodes.len()..(ix + 1) * nodes.len()];
            space.rows.soft_max(tariff.temper, go);
        }
        wait_or_go(&mut space.loaded, self.nodes + 1, (layer, nodes), &space.go, tariff);
    }

    /// Empty at a stage: wait, or load to one of the levels.
    fn weigh_empty(&self, nodes: &Range<usize>, tariff: &Tariff, space: &mut Space) {
        cleared(&mut space.go, self.stages * nodes.len());
        for stage in 0..self.stages {
            space.rows.begin(nodes.len());
            for loaded in self.legs.of_stage[stage]..self.legs.of_stage[stage + 1] {
                let first = loaded * (self.nodes + 1);
                let row = space.rows.another();
                row.copy_from_slice(&space.loaded[first + nodes.start..first + nodes.end]);
                if !tariff.loading.is_empty() {
                    let first = loaded * self.nodes;
                    let prices = &tariff.loading[first + nodes.start..first + nodes.end];
                    row.iter_mut().zip(prices).for_each(|(offer, price)| *offer -= price);
                }
            }
            let go = &mut space.go[stage * nodes.len()..(stage + 1) * nodes.len()];
            space.rows.soft_max(tariff.temper, go);
        }
        wait_or_go(&mut space.empty, self.nodes + 1, (&(0..self.stages), nodes), &space.go, tariff);
    }

    /// So many nodes are a span.
    pub(super) fn at_once(&self) -> usize {
        self.backs.apart.clamp(1, NODES_AT_ONCE)
    }

    /// Where what is of a dock lies, of those unloaded, and of a way back.
    pub(super) fn at_dock(&self, era: usize, dock: usize, cell: usize) -> usize {
        (era * self.legs.docks.len() + dock) * (self.cells + 1) + cell
    }

    pub(super) fn at_goal(&self, era: usize, goal: usize, cell: usize) -> usize {
        (era * self.goals + goal) * self.cells + cell
    }

    pub(super) fn way_back(&self, goal: usize, stage: usize, cell: usize) -> usize {
        (goal * self.stages + stage) * self.cells + cell
    }

    pub(super) fn cells_of(&self, nodes: &Range<usize>) -> Range<usize> {
        nodes.start * self.grid.cells_per_step..nodes.end * self.grid.cells_per_step
    }

    fn starts(&self, tariff: &Tariff, space: &mut Space) -> f64 {
        cleared(&mut space.empty_mass, space.empty.len());
        cleared(&mut space.loaded_mass, space.loaded.len());
        cleared(&mut space.docked_mass, space.docked.len());
        cleared(&mut space.unloaded_mass, space.unloaded.len());
        let mut total = 0.0;
        for (count, first) in &self.legs.kind.fleets {
            space.offers.clear();
            space.offers.push(0.0);
            let mut places = Vec::new();
            for (stage, there) in first.iter().enumerate() {
                let Some(node) = there.map(|there| self.grid.node_of(there)) else { continue };
                if node < self.nodes {
                    places.push(stage * (self.nodes + 1) + node);
                    space.offers.push(space.empty[stage * (self.nodes + 1) + node]);
                }
            }
            total += count * shares(&mut space.offers, tariff.temper);
            for (place, share) in places.iter().zip(&space.offers[1..]) {
                space.empty_mass[*place] += count * share;
            }
        }
        total
    }
}

/// Backwards over a span: what states are worth whose vehicles may wait for the next moment, or go for what it
/// is worth now. All states side by side, as each moment needs the one after it.
fn wait_or_go(
    worth: &mut [f64],
    length: usize,
    (states, span): (&Range<usize>, &Range<usize>),
    go: &[f64],
    tariff: &Tariff,
) {
    for at in span.clone().rev() {
        for (ix, state) in states.clone().enumerate() {
            let here = state * length + at;
            let goes = go[ix * span.len() + at - span.start];
            worth[here] = soft_larger(worth[here + 1], goes, tariff.temper);
        }
    }
}

/// Slots one after another that do not lead to each other.
fn layers(slots: &[Slot], legs: &Legs) -> Vec<Range<usize>> {
    let how_far = |slot: &Slot| (legs.queues[slot.queue].control_points().max(1), slot.spared.is_some());
    let mut layers: Vec<Range<usize>> = Vec::new();
    for (ix, slot) in slots.iter().enumerate() {
        match layers.last_mut() {
            Some(layer) if how_far(&slots[layer.start]) == how_far(slot) => layer.end = ix + 1,
            _ => layers.push(ix..ix + 1),
        }
    }
    layers
}
