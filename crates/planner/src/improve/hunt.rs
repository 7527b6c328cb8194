//! A search, and what it tells of what it finds.
//!
//! Never here: when time is up.

use super::{Naming, Search};
use crate::construct::{Ground, Made};
use crate::standing::Standing;

/// A search that names decisions both ways.
pub(crate) struct Hunt<'a> {
    search: Search<'a>,
    seed: u64,
    iterations: u64,
    told: f64,
    told_at: u64,
    /// Iterations between two tellings: fewer where each takes long.
    pause: u64,
}

impl<'a> Hunt<'a> {
    pub fn new(ground: &'a Ground<'a>, first: &Made, seed: u64) -> Self {
        let search =
            Search::new(ground, first.clone(), seed, &[Naming::ByMinute, Naming::Habits, Naming::ByTurn]);
        let pause = (30_000 / first.trips.len().max(1) as u64).clamp(1, 50);
        Hunt { told: search.best_figure, search, seed, iterations: 1, told_at: 1, pause }
    }

    pub fn may_go_on(&self, best: &Standing) -> bool {
        let most = best.settings.iterations_max.unwrap_or(u64::MAX);
        self.iterations < most && !self.search.is_hopeless()
    }

    pub fn step(&mut self, best: &Standing) {
        self.iterations += 1;
        self.search.step();
        if self.search.best_figure < self.told && self.iterations >= self.told_at + self.pause {
            self.tell(best);
        }
    }

    pub fn tell(&mut self, best: &Standing) {
        best.offer(&self.search.best, self.seed, self.iterations - self.told_at);
        (self.told, self.told_at) = (self.search.best_figure, self.iterations);
    }
}
