//! Where the vehicles of one kind go at given prices: forwards from node to node, in the shares in
//! which the offers are worth it; what they use is the slope of the bound.
//!
//! Never here: what anything is worth (see `vehicles`).

use super::legs::{NO_TIME, NONE};
use super::soft::shares;
use super::tariff::Tariff;
use super::vehicles::{End, FEW, Space, Vehicles};

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
    pub(super) fn fill(
        &self,
        node: usize,
        stage: usize,
        tariff: &Tariff,
        space: &mut Space,
        used: &mut Used,
    ) {
        let here = space.empty_mass[node * self.stages + stage];
        if here < FEW {
            space.empty_mass[(node + 1) * self.stages + stage] += here;
            return;
        }
        self.fillings(node, stage, tariff, space);
        shares(&mut space.offers, tariff.temper);
        space.empty_mass[(node + 1) * self.stages + stage] += here * space.offers[0];
        let range = self.legs.of_stage[stage]..self.legs.of_stage[stage + 1];
        for (loaded, share) in range.zip(&space.offers[1..]) {
            space.loaded_mass[node * self.slots.len() + loaded] += here * share;
            if !tariff.loading.is_empty() {
                used.loading[loaded * self.grid.nodes() + node] += here * share;
            }
        }
    }

    /// Sends the loaded vehicles on their ways.
    pub(super) fn leave(&self, node: usize, at: usize, tariff: &Tariff, space: &mut Space, used: &mut Used) {
        let slots = self.slots.len();
        let here = space.loaded_mass[node * slots + at];
        if here < FEW {
            space.loaded_mass[(node + 1) * slots + at] += here;
            return;
        }
        self.departures(node, at, tariff, space, true);
        shares(&mut space.offers, tariff.temper);
        space.loaded_mass[(node + 1) * slots + at] += here * space.offers[0];
        let mut first = 1;
        for spared in self.spared(node, at) {
            space.loaded_mass[(node + 1) * slots + spared] += here * space.offers[first];
            first += 1;
        }
        for (it, share) in space.moves.iter().zip(&space.offers[first..]) {
            if *share <= 0.0 {
                continue;
            }
            let moved = here * share;
            if it.price != NONE {
                used.gates[it.price as usize] += moved;
            }
            if let Some((era, cell)) = it.depart {
                let escorts = moved * f64::from(self.legs.kind.escorts);
                used.away[era * (self.grid.cells() + 1) + cell] += escorts;
            }
            match it.to {
                End::Queue { at } => space.loaded_mass[at] += moved,
                End::Goal { dock_at, table_at, share } => {
                    used.tables[table_at] += moved * (1.0 - share);
                    used.tables[table_at + 1] += moved * share;
                    space.docked_mass[dock_at] += moved;
                }
            }
        }
    }

    /// Unloads those in line in this cell and sends those unloaded back.
    pub(super) fn go_on(&self, cell: usize, tariff: &Tariff, space: &mut Space, used: &mut Used) {
        for era in 0..self.eras {
            self.unload(cell, era, tariff, space, used);
            self.go_back(cell, era, tariff, space, used);
        }
    }

    fn unload(&self, cell: usize, era: usize, tariff: &Tariff, space: &mut Space, used: &mut Used) {
        let (docks, eras, cells) = (self.legs.docks.len(), self.eras, self.grid.cells());
        for dock in 0..docks {
            let here = space.docked_mass[(cell * eras + era) * docks + dock];
            if here < FEW {
                continue;
            }
            let (waits, unloads, done) = self.berths(dock, cell, era, tariff, space);
            let mut offers = [waits, unloads];
            shares(&mut offers, tariff.temper);
            let moved = here * offers[1];
            space.docked_mass[((cell + 1) * eras + era) * docks + dock] += here - moved;
            if !tariff.unloading.is_empty() {
                used.unloading[dock * cells + cell] += moved;
            }
            if done < cells {
                space.unloaded_mass[(done * eras + era) * self.goals + self.legs.docks[dock].0] += moved;
            }
        }
    }

    fn go_back(&self, cell: usize, era: usize, tariff: &Tariff, space: &mut Space, used: &mut Used) {
        let (eras, cells) = (self.eras, self.grid.cells());
        for goal in 0..self.goals {
            let here = space.unloaded_mass[(cell * eras + era) * self.goals + goal];
            if here < FEW {
                continue;
            }
            self.returns(goal, cell, era, tariff, space);
            shares(&mut space.offers, tariff.temper);
            let at = (goal * cells + cell) * self.stages;
            for stage in 0..self.stages {
                let moved = here * space.offers[stage];
                let (to, time) = (self.backs.node[at + stage], self.backs.time[at + stage]);
                if moved > 0.0 && to != NONE {
                    space.empty_mass[to as usize * self.stages + stage] += moved;
                }
                if moved > 0.0 && time < NO_TIME && !tariff.away.is_free() {
                    let at = era * (cells + 1) + tariff.away.cell(time);
                    used.away[at] -= moved * f64::from(self.legs.kind.escorts);
                }
            }
        }
    }
}
