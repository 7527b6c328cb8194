//! From an operation to a plan with a proven bound: construct one, then improve it and the bound
//! side by side until time is up.

use crate::bound::{Prover, alone, makespan};
use crate::construct::tape::Tape;
use crate::construct::{Ground, Made, construct};
use crate::cost::cost;
use crate::improve::Search;
use crate::makespan::{Desk, Role, Shuttle};
use crate::problem::Problem;
use crate::report::{credible, gap, report};
use evacuation::operation::{Minimise, Operation};
use evacuation::plan::Plan;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

/// How long and how hard to look.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The same seed and the same `iterations_max` give the same plan.
    pub seed: u64,
    /// Stop after so many constructions; `None`: only `stop` says when.
    pub iterations_max: Option<u64>,
    /// Stop once the gap is at most this.
    pub gap: Option<f64>,
    /// Threads to use.
    pub threads: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { seed: 1, iterations_max: None, gap: None, threads: 1 }
    }
}

/// How far the search is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// The best plan's value: person-hours, or seconds for makespan.
    pub value: f64,
    /// No plan can go below.
    pub bound: f64,
    /// `(value − bound) / value`.
    pub gap: f64,
    /// Constructions so far.
    pub iterations: u64,
}

/// The best plan found until `stop` says so, and a bound that no plan can go below.
///
/// A `stop` that is true at once still gives a plan that keeps every rule. With `makespan` the bound
/// is for plans that leave no more people than this one.
pub fn solve(
    operation: &Operation,
    settings: &Settings,
    stop: &(dyn Fn() -> bool + Sync),
    progress: &(dyn Fn(&Progress) + Sync),
) -> Plan {
    let problem = Problem::new(operation);
    let ground = Ground::new(&problem);
    let first = construct(&ground, &Tape::default());
    let best = Standing::new(&problem, first.clone(), settings, stop, progress);
    let shuttle = Shuttle::new(&ground);
    std::thread::scope(|threads| {
        let helper = (settings.threads > 1).then(|| {
            threads.spawn(|| {
                shuttle_to_and_fro(shuttle.as_ref(), Role::Prover, settings.seed.wrapping_add(1), &best);
                prove(&problem, &first, &best);
                search(&ground, &first, settings.seed.wrapping_add(1), &best);
            })
        });
        let role = if helper.is_none() { Role::Alone } else { Role::Hunter };
        shuttle_to_and_fro(shuttle.as_ref(), role, settings.seed, &best);
        if helper.is_none() {
            prove(&problem, &first, &best);
        }
        search(&ground, &first, settings.seed, &best);
    });
    let (made, bounds) = best.end();
    report(&ground, &made, &cost(&problem, &made), &bounds)
}

/// The best of everything found so far, shared by all who look.
struct Standing<'a> {
    problem: &'a Problem<'a>,
    settings: &'a Settings,
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
    fn new(
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

    fn bound(&self, bound: f64) {
        self.tell(|found| found.bound = found.bound.max(bound));
    }

    fn offer(&self, made: &Made, by: u64, iterations: u64) {
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
    fn is_over(&self) -> bool {
        if (self.stop)() || self.settled.load(Ordering::Relaxed) {
            return true;
        }
        let Some(enough) = self.settings.gap else { return false };
        let found = self.found.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        self.stands(&found).gap <= enough
    }

    /// The best plan, and the bounds known, the strongest first.
    fn end(self) -> (Made, [f64; 2]) {
        let found = self.found.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        (found.made, [found.bound, self.plain])
    }
}

/// Full loads to and fro, where the operation is of that kind.
fn shuttle_to_and_fro(shuttle: Option<&Shuttle>, role: Role, seed: u64, best: &Standing) {
    let Some(shuttle) = shuttle else { return };
    let desk = Desk {
        stop: &|| best.is_over(),
        made: &|made| best.offer(made, seed, 1),
        bound: &|bound| best.bound(bound as f64),
        iterations: best.settings.iterations_max,
    };
    shuttle.work(role, seed, &desk);
}

/// Raises the bound until there is no more to do.
fn prove(problem: &Problem, first: &Made, best: &Standing) {
    if best.is_over() {
        return;
    }
    if problem.minimise == Minimise::Makespan {
        makespan::bound(problem, first, &|| best.is_over(), &|bound| best.bound(bound as f64));
        return;
    }
    let Some(mut prover) = Prover::new(problem, first) else { return };
    let mut known = 0.0;
    while !prover.is_over() && !best.is_over() {
        prover.step(&|| best.is_over());
        if prover.best > known {
            known = prover.best;
            best.bound(known / 3600.0);
        }
    }
}

/// Improves the plan until time is up or the iterations are used: two searches that name decisions
/// differently, the better one more often.
fn search(ground: &Ground, first: &Made, seed: u64, best: &Standing) {
    let start = |by_minute| Search::new(ground, first.clone(), seed, by_minute);
    let mut searches = [start(true), start(false)];
    let most = best.settings.iterations_max.unwrap_or(u64::MAX);
    let (mut told, mut told_at, mut iterations) = (searches[0].best_figure, 1, 1);
    while iterations < most && !searches[0].is_hopeless() && !best.is_over() {
        if searches[1].best_figure < searches[0].best_figure {
            searches.swap(0, 1);
        }
        iterations += 1;
        // In turns at first, while both try their manners and paces.
        let behind = if iterations < 60 { iterations % 2 == 0 } else { iterations % 5 == 0 };
        searches[usize::from(behind)].step();
        let figure = searches[0].best_figure.min(searches[1].best_figure);
        if figure < told && iterations >= told_at + 50 {
            let better = usize::from(searches[1].best_figure < searches[0].best_figure);
            best.offer(&searches[better].best, seed, iterations - told_at);
            (told, told_at) = (figure, iterations);
        }
    }
    let better = usize::from(searches[1].best_figure < searches[0].best_figure);
    best.offer(&searches[better].best, seed, iterations - told_at);
}
