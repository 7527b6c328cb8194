//! The best plan and bound found so far, shared by all who look for better ones.
//!
//! Never here: how any of them is found.

use crate::bound::alone;
use crate::construct::Made;
use crate::cost::cost;
use crate::problem::Problem;
use crate::report::{credible, gap};
use crate::solve::{Progress, Settings};
use evacuation::operation::Minimise;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

/// The best of everything found so far, shared by all who look.
pub(crate) struct Standing<'a> {
    pub problem: &'a Problem<'a>,
    pub settings: &'a Settings,
    stop: &'a (dyn Fn() -> bool + Sync),
    progress: &'a (dyn Fn(&Progress) + Sync),
    found: Mutex<Found>,
    /// The plainest bound, known at once.
    plain: f64,
    /// The plan is proven to have the least makespan.
    settled: AtomicBool,
}

struct Found {
    made: Made,
    /// Which search found it: among equals the first search's counts.
    by: u64,
    bound: f64,
    iterations: u64,
}

impl<'a> Standing<'a> {
    pub fn new(
        problem: &'a Problem<'a>,
        made: Made,
        settings: &'a Settings,
        stop: &'a (dyn Fn() -> bool + Sync),
        progress: &'a (dyn Fn(&Progress) + Sync),
    ) -> Self {
        let plain = match problem.minimise {
            Minimise::Exposure => alone::bound(problem) / 3600.0,
            Minimise::Makespan => 0.0,
        };
        let found = Mutex::new(Found { made, by: 0, bound: plain, iterations: 1 });
        let settled = AtomicBool::new(false);
        let standing = Standing { problem, settings, stop, progress, found, plain, settled };
        standing.tell(|_| {});
        standing
    }

    /// Changes what is found, and says how things stand.
    fn tell(&self, change: impl FnOnce(&mut Found)) {
        let mut found = self.found.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        change(&mut found);
        let stands = self.stands(&found);
        // With a count of iterations no worker may depend on how quick another one is.
        let counts = self.problem.minimise == Minimise::Makespan && self.settings.iterations_max.is_none();
        let left =
            found.made.waiting.iter().zip(&self.problem.parties).any(|(n, party)| *n > 0 && party.total > 0);
        self.settled.store(counts && !left && stands.bound >= stands.value, Ordering::Relaxed);
        (self.progress)(&stands);
    }

    fn stands(&self, found: &Found) -> Progress {
        let value = cost(self.problem, &found.made).value(self.problem.minimise);
        let bound = credible(value, &[found.bound, self.plain]).unwrap_or(0.0);
        Progress { value, bound, gap: gap(value, bound), iterations: found.iterations }
    }

    pub fn bound(&self, bound: f64) {
        self.tell(|found| found.bound = found.bound.max(bound));
    }

    pub fn offer(&self, made: &Made, by: u64, iterations: u64) {
        self.tell(|found| {
            let minimise = self.problem.minimise;
            let order = cost(self.problem, made).compare(&cost(self.problem, &found.made), minimise);
            if order.then(by.cmp(&found.by)).is_lt() {
                found.made = made.clone();
                found.by = by;
            }
            found.iterations += iterations;
        });
    }

    /// Time is up, or the gap small enough.
    pub fn is_over(&self) -> bool {
        if (self.stop)() || self.settled.load(Ordering::Relaxed) {
            return true;
        }
        let Some(enough) = self.settings.gap else { return false };
        let found = self.found.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        self.stands(&found).gap <= enough
    }

    /// The best plan, and the bounds known, the strongest first.
    pub fn end(self) -> (Made, [f64; 2]) {
        let found = self.found.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        (found.made, [found.bound, self.plain])
    }
}
