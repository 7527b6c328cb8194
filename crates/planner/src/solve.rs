//! From an operation to a plan with a proven bound: construct one, then improve it and the bound
//! side by side until time is up.

use crate::bound::{self, Prover, alone, makespan};
use crate::construct::tape::Tape;
use crate::construct::{Ground, Made, construct};
use crate::cost::cost;
use crate::fluid::{Fluid, Guide, Unsolved};
use crate::improve::Search;
use crate::makespan::{Desk, Role, Shuttle};
use crate::problem::Problem;
use crate::report::{credible, gap, report};
use evacuation::operation::{Minimise, Operation};
use evacuation::plan::Plan;
use std::sync::{Arc, Mutex, OnceLock};
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
    let fluid = OnceLock::new();
    if settings.iterations_max.is_some() {
        // What searches are guided by may not depend on how quick it is found.
        flow(&ground, &first, &fluid, &best);
    }
    std::thread::scope(|threads| {
        let helper = (settings.threads > 1).then(|| {
            threads.spawn(|| {
                let seed = settings.seed.wrapping_add(1);
                shuttle_to_and_fro(shuttle.as_ref(), Role::Prover, seed, &best);
                flow(&ground, &first, &fluid, &best);
                prove(&ground, &first, &fluid, &best, None);
                search(&mut Hunt::new(&ground, &first, seed), &best);
            })
        });
        let role = if helper.is_none() { Role::Alone } else { Role::Hunter };
        shuttle_to_and_fro(shuttle.as_ref(), role, settings.seed, &best);
        let mut hunt = Hunt::new(&ground, &first, settings.seed);
        if helper.is_none() {
            flow(&ground, &first, &fluid, &best);
            prove(&ground, &first, &fluid, &best, Some(&mut hunt));
        }
        search(&mut hunt, &best);
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

/// Solves the operation as a fluid, aside, so that it can be given up at once.
fn flow(ground: &Ground, first: &Made, fluid: &OnceLock<Fluid>, best: &Standing) {
    let problem = ground.problem;
    let Some(end) = bound::end(problem, first).filter(|_| problem.minimise == Minimise::Exposure) else { return };
    if fluid.get().is_some() || best.is_over() {
        return;
    }
    let (unsolved, over) = (Unsolved::new(problem, end), Arc::new(AtomicBool::new(false)));
    let asked = Arc::clone(&over);
    let aside = std::thread::spawn(move || unsolved.solve(&asked));
    let waits = best.settings.iterations_max.is_none();
    while !aside.is_finished() {
        if waits && best.is_over() {
            over.store(true, Ordering::Relaxed);
            return;
        }
        std::thread::park_timeout(A_MOMENT);
    }
    if let Ok(Some(solved)) = aside.join() {
        let _ = ground.guide.set(Guide::new(problem, &solved));
        let _ = fluid.set(solved);
    }
}

/// So often one who waits looks up.
const A_MOMENT: std::time::Duration = std::time::Duration::from_millis(2);

/// Raises the bound until there is no more to do; alone on the machine, with some hunting in between.
fn prove(ground: &Ground, first: &Made, fluid: &OnceLock<Fluid>, best: &Standing, mut hunt: Option<&mut Hunt>) {
    let problem = ground.problem;
    if best.is_over() {
        return;
    }
    if problem.minimise == Minimise::Makespan {
        makespan::bound(problem, first, &|| best.is_over(), &|bound| best.bound(bound as f64));
        return;
    }
    let Some(mut prover) = Prover::new(problem, first, fluid.get()) else { return };
    let mut known = 0.0;
    while !prover.is_over() && !best.is_over() {
        prover.step(&|| best.is_over());
        if prover.best > known {
            known = prover.best;
            best.bound(known / 3600.0);
        }
        for _ in 0..4 {
            if let Some(hunt) = hunt.as_mut().filter(|hunt| hunt.may_go_on(best)) {
                hunt.step(best);
            }
        }
    }
}

/// Improves the plan until time is up or the iterations are used.
fn search(hunt: &mut Hunt, best: &Standing) {
    while hunt.may_go_on(best) && !best.is_over() {
        hunt.step(best);
    }
    hunt.tell(best);
}

/// Two searches that name decisions differently, the better one more often.
struct Hunt<'a> {
    searches: [Search<'a>; 2],
    seed: u64,
    iterations: u64,
    told: f64,
    told_at: u64,
}

impl<'a> Hunt<'a> {
    fn new(ground: &'a Ground<'a>, first: &Made, seed: u64) -> Self {
        let start = |by_minute| Search::new(ground, first.clone(), seed, by_minute);
        let searches = [start(true), start(false)];
        Hunt { told: searches[0].best_figure, searches, seed, iterations: 1, told_at: 1 }
    }

    fn may_go_on(&self, best: &Standing) -> bool {
        let most = best.settings.iterations_max.unwrap_or(u64::MAX);
        self.iterations < most && !self.searches[0].is_hopeless()
    }

    fn step(&mut self, best: &Standing) {
        if self.searches[1].best_figure < self.searches[0].best_figure {
            self.searches.swap(0, 1);
        }
        self.iterations += 1;
        // In turns at first, while both try their manners and paces.
        let behind = if self.iterations < 60 { self.iterations % 2 == 0 } else { self.iterations % 5 == 0 };
        self.searches[usize::from(behind)].step();
        if self.better().best_figure < self.told && self.iterations >= self.told_at + 50 {
            self.tell(best);
        }
    }

    fn better(&self) -> &Search<'a> {
        let [one, two] = &self.searches;
        if two.best_figure < one.best_figure { two } else { one }
    }

    fn tell(&mut self, best: &Standing) {
        best.offer(&self.better().best, self.seed, self.iterations - self.told_at);
        (self.told, self.told_at) = (self.better().best_figure, self.iterations);
    }
}
