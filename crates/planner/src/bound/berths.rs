//! Vehicles at destinations at given prices: wait for a bay, unload, and back to a staging place or not.
//!
//! Never here: what they have brought (see `setting_off`).

use super::grid::Rounding;
use super::legs::{NO_TIME, NONE};
use super::soft::NO_OFFER;
use super::tariff::Tariff;
use super::vehicles::{Space, Vehicles};
use std::ops::Range;

impl Vehicles<'_> {
    /// Where a dock is, and for how many cells it takes to unload there.
    pub(super) fn dock(&self, dock: usize) -> (usize, usize) {
        let (goal, unload) = self.legs.docks[dock];
        let half = if self.grid.rounding == Rounding::Nearest { self.grid.cell() as i32 / 2 } else { 0 };
        (goal, ((unload + half) / self.grid.cell() as i32) as usize)
    }

    /// In line at a destination: what it is worth to unload now, until the cell `done`.
    pub(super) fn unloads(
        &self,
        dock: usize,
        cell: usize,
        done: usize,
        era: usize,
        tariff: &Tariff,
        unloaded: &[f64],
    ) -> f64 {
        let worth = if done < self.cells {
            unloaded[self.at_goal(era, self.legs.docks[dock].0, done)]
        } else {
            self.beyond(tariff, era)
        };
        match tariff.unloading {
            [] => worth,
            costs => worth - costs[dock * self.cells + cell],
        }
    }

    /// What those unloaded may do in each cell of a span.
    pub(super) fn returns_over(
        &self,
        goal: usize,
        cells: &Range<usize>,
        era: usize,
        tariff: &Tariff,
        space: &mut Space,
    ) {
        let Space { rows, empty, .. } = space;
        rows.begin(cells.len());
        for stage in 0..self.stages {
            for (offer, cell) in rows.another().iter_mut().zip(cells.clone()) {
                *offer = self.back(goal, stage, cell, era, tariff, empty);
            }
        }
        let stays = rows.another();
        for (offer, cell) in stays.iter_mut().zip(cells.clone()) {
            *offer = self.stays(goal, cell, era, tariff);
        }
    }

    /// Offers of all stages to go back to, and to stay away.
    pub(super) fn returns(&self, goal: usize, cell: usize, era: usize, tariff: &Tariff, space: &mut Space) {
        let Space { offers, empty, .. } = space;
        offers.clear();
        offers.extend((0..self.stages).map(|stage| self.back(goal, stage, cell, era, tariff, empty)));
        offers.push(self.stays(goal, cell, era, tariff));
    }

    fn back(
        &self,
        goal: usize,
        stage: usize,
        cell: usize,
        era: usize,
        tariff: &Tariff,
        empty: &[f64],
    ) -> f64 {
        let at = self.way_back(goal, stage, cell);
        let (node, time) = (self.backs.node[at], self.backs.time[at]);
        if time == NO_TIME {
            return NO_OFFER;
        }
        let worth = if node == NONE { 0.0 } else { empty[stage * (self.nodes + 1) + node as usize] };
        if !self.owes(tariff) {
            return worth;
        }
        worth - f64::from(self.legs.kind.escorts) * tariff.away.until(era, tariff.away.cell(time))
    }

    /// For finding prices who may come back does: to stay is as good only where nothing costs.
    fn stays(&self, goal: usize, cell: usize, era: usize, tariff: &Tariff) -> f64 {
        let mut times = (0..self.stages).map(|stage| self.backs.time[self.way_back(goal, stage, cell)]);
        let stays = self.grid.rounding == Rounding::Down || times.all(|time| time == NO_TIME);
        if stays { self.beyond(tariff, era) } else { NO_OFFER }
    }

    /// Worth of not coming back.
    pub(super) fn beyond(&self, tariff: &Tariff, era: usize) -> f64 {
        if !self.owes(tariff) {
            return 0.0;
        }
        -f64::from(self.legs.kind.escorts) * tariff.away.for_good(era)
    }
}
