//! Two searches side by side, and what they tell of what they find.
//!
//! Never here: when time is up.

use super::Search;
use crate::construct::{Ground, Made};
use crate::standing::Standing;

/// Two searches that name decisions differently, the better one more often.
pub(crate) struct Hunt<'a> {
    searches: [Search<'a>; 2],
    seed: u64,
    iterations: u64,
    told: f64,
    told_at: u64,
    /// Iterations between two tellings: fewer where each takes long.
    pause: u64,
}

impl<'a> Hunt<'a> {
    pub fn new(ground: &'a Ground<'a>, first: &Made, seed: u64) -> Self {
        let start = |by_minute| Search::new(ground, first.clone(), seed, by_minute);
        let searches = [start(true), start(false)];
        let pause = (30_000 / first.trips.len().max(1) as u64).clamp(1, 50);
        Hunt { told: searches[0].best_figure, searches, seed, iterations: 1, told_at: 1, pause }
    }

    pub fn may_go_on(&self, best: &Standing) -> bool {
        let most = best.settings.iterations_max.unwrap_or(u64::MAX);
        self.iterations < most && !self.searches[0].is_hopeless()
    }

    pub fn step(&mut self, best: &Standing) {
        if self.searches[1].best_figure < self.searches[0].best_figure {
            self.searches.swap(0, 1);
        }
        self.iterations += 1;
        // In turns at first, while both try their manners and paces.
        let behind = if self.iterations < 60 {
            self.iterations.is_multiple_of(2)
        } else {
            self.iterations.is_multiple_of(5)
        };
        self.searches[usize::from(behind)].step();
        if self.better().best_figure < self.told && self.iterations >= self.told_at + self.pause {
            self.tell(best);
        }
    }

    fn better(&self) -> &Search<'a> {
        let [one, two] = &self.searches;
        if two.best_figure < one.best_figure { two } else { one }
    }

    pub fn tell(&mut self, best: &Standing) {
        best.offer(&self.better().best, self.seed, self.iterations - self.told_at);
        (self.told, self.told_at) = (self.better().best_figure, self.iterations);
    }
}
