//! The best that vehicles of one kind can do at given prices: a dynamic programme over time,
//! backwards for what a place is worth. Forwards, for who goes where, see `onward`.
//!
//! Never here: prices' changes.

use super::grid::{Grid, Rounding};
use super::legs::{Backs, Entry, Legs, NO_TIME, NONE, Queue, To};
use super::onward::Used;
use super::soft::{shares, soft_larger, soft_max};
use super::tariff::{Eras, Tariff};
use crate::problem::Seconds;

/// Work space, kept between evaluations.
#[derive(Debug, Default)]
pub(crate) struct Space {
    /// Worth of being empty at a stage, loaded, in line for unloading, unloaded.
    pub(super) empty: Vec<f64>,
    loaded: Vec<f64>,
    docked: Vec<f64>,
    pub(super) unloaded: Vec<f64>,
    /// How many vehicles are there.
    pub(super) empty_mass: Vec<f64>,
    pub(super) loaded_mass: Vec<f64>,
    pub(super) docked_mass: Vec<f64>,
    pub(super) unloaded_mass: Vec<f64>,
    pub(super) offers: Vec<f64>,
    pub(super) moves: Vec<Move>,
}

/// An offer of a loaded vehicle, remembered while its share is worked out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Move {
    pub price: u32,
    /// Era and cell of the departure; only where it sets off.
    pub depart: Option<(usize, usize)>,
    pub to: End,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum End {
    Goal { dock_at: usize, table_at: usize, share: f64 },
    Queue { at: usize },
}

/// A state of loaded vehicles: which queue, and since which era of escorts they are away. At a first
/// queue without an era they are still at the staging place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot {
    queue: usize,
    era: Option<usize>,
    /// Set off before this cut of escorts and wait on the road: the cut does not count against them.
    spared: Option<(usize, i64)>,
}

/// One kind's programme.
pub(crate) struct Vehicles<'a> {
    pub legs: &'a Legs,
    pub backs: &'a Backs,
    pub grid: &'a Grid,
    pub stages: usize,
    pub goals: usize,
    pub(super) slots: Vec<Slot>,
    pub(super) eras: usize,
    cuts: usize,
    cells: usize,
    knots: usize,
    /// Cells and knots in a second.
    per_cell: f64,
    per_knot: f64,
}

/// `stop` is asked once in so many nodes.
const NODES_A_LOOK: usize = 256;
/// Fewer vehicles than this stay where they are.
pub(super) const FEW: f64 = 1e-7;

/// What entering a control point costs, and by which price.
fn entering(entry: Entry, tariff: &Tariff) -> (f64, u32) {
    let (price, other) = entry.price;
    if price == NONE {
        return (0.0, NONE);
    }
    let (one, two) = (tariff.gates[price as usize], tariff.gates[other as usize]);
    if one <= two { (-one, price) } else { (-two, other) }
}

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
        let first = legs.of_stage.last().copied().unwrap_or(0);
        let mut slots: Vec<Slot> = (0..first).map(|queue| Slot { queue, era: None, spared: None }).collect();
        for cut in eras.cuts().iter().filter(|_| limited) {
            slots.extend((0..first).map(|queue| Slot { queue, era: Some(cut.0), spared: Some(*cut) }));
        }
        let cuts = if limited { eras.cuts().len() } else { 0 };
        let eras = if limited { eras.len() } else { 1 };
        for queue in first..legs.queues.len() {
            slots.extend((0..eras).map(|era| Slot { queue, era: Some(era), spared: None }));
        }
        let (cells, knots) = (grid.cells(), grid.knots());
        let (per_cell, per_knot) = (1.0 / grid.cell() as f64, 1.0 / grid.knot as f64);
        Vehicles { legs, backs, grid, stages, goals, slots, eras, cuts, cells, knots, per_cell, per_knot }
    }

    /// Σ count · best path. `None` where `stop` said so in between.
    pub fn best(&self, tariff: &Tariff, space: &mut Space, stop: &dyn Fn() -> bool) -> Option<f64> {
        let (nodes, cells) = (self.grid.nodes(), self.grid.cells());
        cleared(&mut space.empty, (nodes + 1) * self.stages);
        cleared(&mut space.loaded, (nodes + 1) * self.slots.len());
        let eras = self.eras;
        cleared(&mut space.docked, (cells + 1) * eras * self.legs.docks.len());
        cleared(&mut space.unloaded, cells * eras * self.goals);
        // Who is on the road when time is over does not come back.
        for (at, slot) in self.slots.iter().enumerate() {
            if !self.legs.queues[slot.queue].is_first() {
                space.loaded[nodes * self.slots.len() + at] = self.beyond(tariff, slot.era.unwrap_or(0));
            }
        }
        for node in (0..nodes).rev() {
            if node % NODES_A_LOOK == 0 && stop() {
                return None;
            }
            for cell in self.cells_of(node).rev() {
                self.weigh_cell(cell, tariff, space);
            }
            // Those further on first: the others may join them within the same node.
            for slot in (0..self.slots.len()).rev() {
                self.departures(node, slot, tariff, space, false);
                space.loaded[node * self.slots.len() + slot] = soft_max(&space.offers, tariff.temper);
            }
            for stage in 0..self.stages {
                self.fillings(node, stage, tariff, space);
                space.empty[node * self.stages + stage] = soft_max(&space.offers, tariff.temper);
            }
        }
        Some(self.starts(tariff, space))
    }

    /// What vehicles use on their best paths, as [`Vehicles::best`] has just found them.
    pub fn follow(&self, tariff: &Tariff, space: &mut Space, used: &mut Used) {
        for node in 0..self.grid.nodes() {
            (0..self.stages).for_each(|stage| self.fill(node, stage, tariff, space, used));
            (0..self.slots.len()).for_each(|slot| self.leave(node, slot, tariff, space, used));
            self.cells_of(node).for_each(|cell| self.go_on(cell, tariff, space, used));
        }
    }

    /// The last node from which a vehicle may load and set off before this cut.
    fn last_before(&self, cut: i64, queue: usize) -> Option<usize> {
        let from = cut - i64::from(self.legs.queues[queue].load);
        usize::try_from(from / self.grid.step).ok().filter(|_| from >= 0)
    }

    pub(super) fn cells_of(&self, node: usize) -> std::ops::Range<usize> {
        node * self.grid.cells_per_step..(node + 1) * self.grid.cells_per_step
    }

    fn weigh_cell(&self, cell: usize, tariff: &Tariff, space: &mut Space) {
        let eras = self.eras;
        for era in 0..eras {
            for goal in 0..self.goals {
                self.returns(goal, cell, era, tariff, space);
                space.unloaded[(cell * eras + era) * self.goals + goal] =
                    soft_max(&space.offers, tariff.temper);
            }
            for dock in 0..self.legs.docks.len() {
                let (waits, unloads, _) = self.berths(dock, cell, era, tariff, space);
                space.docked[(cell * eras + era) * self.legs.docks.len() + dock] =
                    soft_larger(waits, unloads, tariff.temper);
            }
        }
    }

    /// In line at a destination: what it is worth to wait, and to unload now; the cell in which it has unloaded.
    pub(super) fn berths(
        &self,
        dock: usize,
        cell: usize,
        era: usize,
        tariff: &Tariff,
        space: &Space,
    ) -> (f64, f64, usize) {
        let (goal, _) = self.legs.docks[dock];
        let (eras, cells) = (self.eras, self.grid.cells());
        let done = self.unloaded_at(dock, cell);
        let price = match tariff.unloading {
            [] => 0.0,
            costs => costs[dock * cells + cell],
        };
        let beyond = self.beyond(tariff, era);
        let worth = space.unloaded.get((done * eras + era) * self.goals + goal).copied().unwrap_or(beyond);
        let waits = match cell + 1 < cells {
            true => space.docked[((cell + 1) * eras + era) * self.legs.docks.len() + dock],
            false => beyond,
        };
        (waits, worth - price, done)
    }

    fn unloaded_at(&self, dock: usize, cell: usize) -> usize {
        let (_, unload) = self.legs.docks[dock];
        let half = if self.grid.rounding == Rounding::Nearest { self.grid.cell() as i32 / 2 } else { 0 };
        cell + ((unload + half) / self.grid.cell() as i32) as usize
    }

    /// Offers of all stages to go back to, and to stay away.
    pub(super) fn returns(&self, goal: usize, cell: usize, era: usize, tariff: &Tariff, space: &mut Space) {
        space.offers.clear();
        let escorts = f64::from(self.legs.kind.escorts);
        let at = (goal * self.grid.cells() + cell) * self.stages;
        let limited = !tariff.away.is_free() && escorts > 0.0;
        let ends = self.backs.node[at..at + self.stages].iter().zip(&self.backs.time[at..at + self.stages]);
        for (stage, (node, time)) in ends.enumerate() {
            let mut offer = match *node {
                _ if *time == NO_TIME => -1e30,
                NONE => 0.0,
                node => space.empty[node as usize * self.stages + stage],
            };
            if limited && *time < NO_TIME {
                offer -= escorts * tariff.away.until(era, tariff.away.cell(*time));
            }
            space.offers.push(offer);
        }
        // For finding prices who may come back does: to stay is as good only where nothing costs.
        let may = space.offers.iter().any(|offer| *offer > -1e29);
        let stays = self.grid.rounding == Rounding::Down || !may;
        space.offers.push(if stays { self.beyond(tariff, era) } else { -1e30 });
    }

    /// Worth of not coming back.
    fn beyond(&self, tariff: &Tariff, era: usize) -> f64 {
        if tariff.away.is_free() || self.legs.kind.escorts == 0 {
            return 0.0;
        }
        -f64::from(self.legs.kind.escorts) * tariff.away.for_good(era)
    }

    /// Empty at a stage: wait, or load to one of the levels.
    pub(super) fn fillings(&self, node: usize, stage: usize, tariff: &Tariff, space: &mut Space) {
        let width = self.slots.len();
        space.offers.clear();
        space.offers.push(space.empty[(node + 1) * self.stages + stage]);
        for loaded in self.legs.of_stage[stage]..self.legs.of_stage[stage + 1] {
            let price = match tariff.loading {
                [] => 0.0,
                costs => costs[loaded * self.grid.nodes() + node],
            };
            space.offers.push(space.loaded[node * width + loaded] - price);
        }
    }

    /// Loaded: wait, or enter the control point. With `keep` also the moves.
    pub(super) fn departures(&self, node: usize, at: usize, tariff: &Tariff, space: &mut Space, keep: bool) {
        space.offers.clear();
        space.moves.clear();
        let slot = self.slots[at];
        space.offers.push(space.loaded[(node + 1) * self.slots.len() + at]);
        for spared in self.spared(node, at) {
            space.offers.push(space.loaded[(node + 1) * self.slots.len() + spared]);
        }
        if let Some((_, cut)) = slot.spared
            && self.last_before(cut, slot.queue).is_none_or(|last| node <= last)
        {
            return;
        }
        let queue = &self.legs.queues[slot.queue];
        let entries = self.legs.entries(node);
        for group in &queue.groups {
            let entry = entries[group.number];
            let enter = entry.enter;
            if enter == NO_TIME {
                continue;
            }
            let (mut common, price) = entering(entry, tariff);
            let (era, depart, refund) = self.setting_off(queue, slot, enter, tariff);
            common += refund;
            for leg in &group.legs {
                let there = enter.saturating_add(leg.onward);
                let Some((worth, to)) = self.worth(leg.to, there, era, tariff, space) else { continue };
                space.offers.push(common + worth);
                if keep {
                    let depart = depart.map(|cell| (era, cell));
                    space.moves.push(Move { price, depart, to });
                }
            }
        }
    }

    /// What it is worth to be there at this moment.
    fn worth(&self, to: To, at: i32, era: usize, tariff: &Tariff, space: &Space) -> Option<(f64, End)> {
        match to {
            To::Goal { dock, table } => {
                if Seconds::from(at) > self.grid.end {
                    return None;
                }
                // A product instead of a quotient: half a second is far above its error.
                let middle = f64::from(at) + 0.5;
                let knot = (middle * self.per_knot) as u32;
                let share = f64::from(at - (knot * self.grid.knot as u32) as i32) * self.per_knot;
                let table_at = table * self.knots + knot as usize;
                let (one, two) = (tariff.tables[table_at], tariff.tables[table_at + 1]);
                let gain = one + (two - one) * share;
                let cell = ((middle * self.per_cell) as usize).min(self.cells - 1);
                let dock_at = (cell * self.eras + era) * self.legs.docks.len() + dock;
                Some((gain + space.docked[dock_at], End::Goal { dock_at, table_at, share }))
            }
            To::Queue(queue) => {
                let node = self.grid.node_of((at - self.legs.queues[queue].phase).max(0).into());
                let first = self.slots.len() - (self.legs.queues.len() - queue) * self.eras;
                let at = node * self.slots.len() + first + era;
                (node < self.grid.nodes()).then(|| (space.loaded[at], End::Queue { at }))
            }
        }
    }

    /// The spared states that a loaded vehicle may change to here.
    pub(super) fn spared(&self, node: usize, at: usize) -> impl Iterator<Item = usize> + '_ {
        let first = self.legs.first_queues();
        let cuts = if at < first { self.cuts } else { 0 };
        (1..=cuts).map(move |cut| cut * first + at).filter(move |ix| {
            let cut = self.slots[*ix].spared;
            cut.is_some_and(|(_, cut)| self.last_before(cut, at) == Some(node))
        })
    }

    /// Era and, where it sets off, cell of the departure, and what of the price of escorts until
    /// then it does not owe.
    fn setting_off(
        &self,
        queue: &Queue,
        slot: Slot,
        enter: i32,
        tariff: &Tariff,
    ) -> (usize, Option<usize>, f64) {
        let escorts = f64::from(self.legs.kind.escorts);
        if tariff.away.is_free() || self.legs.kind.escorts == 0 || !queue.is_first() {
            return (slot.era.unwrap_or(0), None, 0.0);
        }
        if let Some((era, cut)) = slot.spared {
            let cell = tariff.away.cell(i32::try_from(cut).unwrap_or(NO_TIME - 1));
            return (era, Some(cell), escorts * tariff.away.until(era, cell));
        }
        // The true vehicle may set off up to a step later than the path's.
        let late = match self.grid.rounding {
            Rounding::Down => (self.grid.step + self.grid.cell()) as i32 - 1,
            Rounding::Nearest => 0,
        };
        let depart = enter - queue.approach();
        let era = tariff.away.era(depart.max(0));
        let cell = tariff.away.cell(depart.saturating_add(late));
        (era, Some(cell), escorts * tariff.away.until(era, cell))
    }

    fn starts(&self, tariff: &Tariff, space: &mut Space) -> f64 {
        let (nodes, cells) = (self.grid.nodes(), self.grid.cells());
        cleared(&mut space.empty_mass, (nodes + 1) * self.stages);
        cleared(&mut space.loaded_mass, (nodes + 1) * self.slots.len());
        let eras = self.eras;
        cleared(&mut space.docked_mass, (cells + 1) * eras * self.legs.docks.len());
        cleared(&mut space.unloaded_mass, cells * eras * self.goals);
        let mut total = 0.0;
        for (count, first) in &self.legs.kind.fleets {
            space.offers.clear();
            space.offers.push(0.0);
            let mut places = Vec::new();
            for (stage, there) in first.iter().enumerate() {
                let Some(node) = there.map(|there| self.grid.node_of(there)) else { continue };
                if node < nodes {
                    places.push(node * self.stages + stage);
                    space.offers.push(space.empty[node * self.stages + stage]);
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
