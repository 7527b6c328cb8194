//! Where the vehicles of one kind go at given prices: forwards from node to node, in the shares in
//! which the offers are worth it; what they use is the slope of the bound.
//!
//! Never here: what anything is worth (see `vehicles`).

use super::legs::{NO_TIME, NONE};
use super::setting_off::End;
use super::soft::shares;
use super::tariff::Tariff;
use super::vehicles::{FEW, Space, Vehicles};
use std::ops::Range;

/// What vehicles did, for the slope.
#[derive(Debug, Default)]
pub(crate) struct Used {
    /// Vehicles per gate price.
    pub gates: Vec<f64>,
    /// Vehicles per load table and knot.
    pub tables: Vec<f64>,
    /// Changes of escorts away, per era in which they left and cell.
    pub away: Vec<f64>,
    /// Vehicles that begin to load, per loaded state and node; to unload, per dock and cell.
    pub loading: Vec<f64>,
    pub unloading: Vec<f64>,
}

impl Vehicles<'_> {
    /// What vehicles use on their best paths, as [`Vehicles::best`] has just found them.
    pub fn follow(&self, tariff: &Tariff, space: &mut Space, used: &mut Used) {
        let mut from = 0;
        while from < self.nodes {
            let span = from..(from + self.at_once()).min(self.nodes);
            for stage in 0..self.stages {
                span.clone().for_each(|node| self.fill(node, stage, tariff, space, used));
            }
            // Slots further on come later.
            for slot in 0..self.slots.len() {
                span.clone().for_each(|node| self.leave(node, slot, tariff, space, used));
            }
            for era in 0..self.eras {
                let docks = 0..self.legs.docks.len();
                docks.for_each(|dock| self.unload(dock, &self.cells_of(&span), era, tariff, space, used));
                for goal in 0..self.goals {
                    self.cells_of(&span).for_each(|cell| self.go_back(goal, cell, era, tariff, space, used));
                }
            }
            from = span.end;
        }
    }

    fn fill(&self, node: usize, stage: usize, tariff: &Tariff, space: &mut Space, used: &mut Used) {
        let at = stage * (self.nodes + 1) + node;
        let here = space.empty_mass[at];
        if here * goes(&space.empty, at, tariff) < FEW {
            space.empty_mass[at + 1] += here;
            return;
        }
        let Space { offers, empty, loaded, .. } = space;
        let range = self.legs.of_stage[stage]..self.legs.of_stage[stage + 1];
        offers.clear();
        offers.push(empty[at + 1]);
        for queue in range.clone() {
            let price = match tariff.loading {
                [] => 0.0,
                costs => costs[queue * self.nodes + node],
            };
            offers.push(loaded[queue * (self.nodes + 1) + node] - price);
        }
        shares(offers, tariff.temper);
        space.empty_mass[at + 1] += here * space.offers[0];
        for (loaded, share) in range.zip(&space.offers[1..]) {
            space.loaded_mass[loaded * (self.nodes + 1) + node] += here * share;
            if !tariff.loading.is_empty() {
                used.loading[loaded * self.nodes + node] += here * share;
            }
        }
    }

    /// Sends the loaded vehicles on their ways.
    fn leave(&self, node: usize, slot: usize, tariff: &Tariff, space: &mut Space, used: &mut Used) {
        let at = slot * (self.nodes + 1) + node;
        let here = space.loaded_mass[at];
        if here * goes(&space.loaded, at, tariff) < FEW {
            space.loaded_mass[at + 1] += here;
            return;
        }
        space.offers.clear();
        space.offers.push(space.loaded[at + 1]);
        let spared = self.spared(slot).filter(|(_, last)| *last == node).map(|(spared, _)| spared);
        let spared: Vec<usize> = spared.map(|spared| spared * (self.nodes + 1) + node + 1).collect();
        space.offers.extend(spared.iter().map(|at| space.loaded[*at]));
        self.offer_departures(node, slot, tariff, space);
        shares(&mut space.offers, tariff.temper);
        space.loaded_mass[at + 1] += here * space.offers[0];
        for (ix, at) in spared.iter().enumerate() {
            space.loaded_mass[*at] += here * space.offers[1 + ix];
        }
        let Space { offers, docked, loaded, docked_mass, loaded_mass, .. } = space;
        let mut shares = offers[1 + spared.len()..].iter();
        self.each_departure(node, slot, tariff, |it| {
            let moved = here * shares.next().copied().unwrap_or(0.0);
            if moved <= 0.0 {
                return;
            }
            if it.price != NONE {
                used.gates[it.price as usize] += moved;
            }
            if let Some(cell) = it.depart {
                used.away[it.era * (self.cells + 1) + cell] += moved * f64::from(self.legs.kind.escorts);
            }
            match self.worth(it.to, it.there, it.era, tariff, (docked, loaded)) {
                None => {}
                Some((_, End::Queue { at })) => loaded_mass[at] += moved,
                Some((_, End::Goal { dock_at, table_at, share })) => {
                    used.tables[table_at] += moved * (1.0 - share);
                    used.tables[table_at + 1] += moved * share;
                    docked_mass[dock_at] += moved;
                }
            }
        });
    }

    /// Unloads those in line in these cells.
    fn unload(
        &self,
        dock: usize,
        cells: &Range<usize>,
        era: usize,
        tariff: &Tariff,
        space: &mut Space,
        used: &mut Used,
    ) {
        let (goal, lasting) = self.dock(dock);
        for cell in cells.clone() {
            let at = self.at_dock(era, dock, cell);
            let here = space.docked_mass[at];
            if here < FEW {
                continue;
            }
            let unloads = self.unloads(dock, cell, cell + lasting, era, tariff, &space.unloaded);
            let mut offers = [space.docked[at + 1], unloads];
            shares(&mut offers, tariff.temper);
            let moved = here * offers[1];
            space.docked_mass[at + 1] += here - moved;
            if !tariff.unloading.is_empty() {
                used.unloading[dock * self.cells + cell] += moved;
            }
            if cell + lasting < self.cells {
                space.unloaded_mass[self.at_goal(era, goal, cell + lasting)] += moved;
            }
        }
    }

    /// Sends those unloaded in this cell back.
    fn go_back(
        &self,
        goal: usize,
        cell: usize,
        era: usize,
        tariff: &Tariff,
        space: &mut Space,
        used: &mut Used,
    ) {
        let here = space.unloaded_mass[self.at_goal(era, goal, cell)];
        if here < FEW {
            return;
        }
        self.returns(goal, cell, era, tariff, space);
        shares(&mut space.offers, tariff.temper);
        for stage in 0..self.stages {
            let at = self.way_back(goal, stage, cell);
            let moved = here * space.offers[stage];
            let (to, time) = (self.backs.node[at], self.backs.time[at]);
            if moved > 0.0 && to != NONE {
                space.empty_mass[stage * (self.nodes + 1) + to as usize] += moved;
            }
            if moved > 0.0 && time < NO_TIME && !tariff.away.is_free() {
                let at = era * (self.cells + 1) + tariff.away.cell(time);
                used.away[at] -= moved * f64::from(self.legs.kind.escorts);
            }
        }
    }
}

/// About the share that does not wait, and never less: what it is worth to be here is never below what it is
/// worth to wait.
fn goes(worth: &[f64], at: usize, tariff: &Tariff) -> f64 {
    let more = worth[at] - worth[at + 1];
    if tariff.temper.0 > 0.0 { more / tariff.temper.0 } else { f64::from(u8::from(more > 0.0)) }
}
