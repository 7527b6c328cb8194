//! Planning on from a moment: what has been driven is kept, what changed is planned for, and as few
//! people as sensible are told another departure.
//!
//! The plan in force, followed as far as it still can be, is the first candidate, a plan made from scratch
//! the second; both are improved with the price of every party told a new departure in their figure.
//!
//! Never here: rules (the construction keeps them), or the judge's count of changed parties.

mod begin;
mod begun;
mod names;
pub(crate) mod promised;
mod rest;

use crate::bound::{Prover, alone};
use crate::construct::opening::Opening;
use crate::construct::tape::Tape;
use crate::construct::{Ground, Made, construct};
use crate::cost::{Cost, cost};
use crate::improve::{Naming, Search};
use crate::problem::{Problem, Seconds};
use crate::report::{gap, report};
use crate::solve::{Progress, Settings};
use evacuation::operation::{Minimise, Operation};
use evacuation::plan::{Left, Plan};
use evacuation::quantity::Moment;
use evacuation::replan::State;
use std::sync::Mutex;

/// A plan of the operation as it is now that keeps what had happened by `state.at`, as good as it was found
/// before `stop` said so; `changed_parties` is filled in.
///
/// What is made small is the value and `state.stability` for each party told a new departure; the bound is
/// one that no value goes below (of plans that leave no more people, with `makespan`). A state with
/// errors (`evacuation::replan::read::findings`) still gives a plan, without the trips that cannot be
/// understood. A trip under way that can no longer arrive before the horizon is not in the plan; its
/// people are among those left, with the reason.
pub fn replan(
    operation: &Operation,
    state: &State,
    settings: &Settings,
    stop: &(dyn Fn() -> bool + Sync),
    progress: &(dyn Fn(&Progress) + Sync),
) -> Plan {
    let mut state = state.clone();
    state.at = Moment(state.at.seconds().clamp(0, operation.horizon.seconds()));
    let now = from_now_on(operation, state.at.seconds());
    let mut problem = Problem::new(&now);
    let before = Problem::new(operation);
    let first: Vec<Vec<Option<Seconds>>> = before.classes.into_iter().map(|class| class.first).collect();
    let (opening, script) = begin::begin(&mut problem, &state, &first);
    problem.opening = Some(opening.clone());
    let anew = Ground::new(&problem);
    let mut followed = Ground::new(&problem);
    followed.script = Some(script);
    let grounds = [&followed, &anew];
    let kept = construct(&followed, &Tape::default());
    let best = Standing::new(&problem, &opening, kept.clone(), (settings, stop, progress));
    let rest_operation = rest::rest_of(operation, &problem, &opening);
    let mut rest = Problem::new(&rest_operation);
    rest::place_vehicles(&mut rest, &problem, &opening, &anew);
    best.raise(alone::bound(&rest));
    if !best.is_over() {
        let from_scratch = construct(&anew, &Tape::default());
        best.offer(&from_scratch);
        let first = [kept, from_scratch];
        let prover = rest::prover(&rest, &opening, &best.made());
        let prover = prover.filter(|_| problem.minimise == Minimise::Exposure);
        std::thread::scope(|threads| match prover {
            Some(mut prover) if settings.threads > 1 => {
                let best = &best;
                threads.spawn(move || best.prove(&mut prover, u64::MAX));
                best.search(grounds, &first);
            }
            Some(mut prover) => best.search_and_prove(grounds, &first, &mut prover),
            None => best.search(grounds, &first),
        });
    }
    answer(&anew, &opening, best)
}

/// The operation with every vehicle that has not moved available from this moment on at the earliest.
fn from_now_on(operation: &Operation, at: Seconds) -> Operation {
    let mut now = operation.clone();
    for fleet in &mut now.fleets {
        fleet.available = fleet.available.max(Moment(at));
    }
    now
}

type Asked<'a> = (&'a Settings, &'a (dyn Fn() -> bool + Sync), &'a (dyn Fn(&Progress) + Sync));

/// The best of everything found so far.
struct Standing<'a> {
    problem: &'a Problem<'a>,
    settings: &'a Settings,
    stop: &'a (dyn Fn() -> bool + Sync),
    progress: &'a (dyn Fn(&Progress) + Sync),
    /// What those under way count at least: weighted seconds.
    under_way: f64,
    found: Mutex<Found>,
}

struct Found {
    made: Made,
    cost: Cost,
    bound: f64,
    iterations: u64,
}

impl<'a> Standing<'a> {
    fn new(problem: &'a Problem<'a>, opening: &Opening, made: Made, asked: Asked<'a>) -> Self {
        let cost = cost(problem, &made);
        let found = Found { made, cost, bound: 0.0, iterations: 1 };
        let (settings, stop, progress) = asked;
        let under_way = rest::under_way(problem, opening);
        let found = Mutex::new(found);
        let standing = Standing { problem, settings, stop, progress, under_way, found };
        standing.tell(|_| {});
        standing
    }

    /// Changes what is found, and says how things stand.
    fn tell<T>(&self, change: impl FnOnce(&mut Found) -> T) -> T {
        let mut found = self.found.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let result = change(&mut found);
        let value = found.cost.value(self.problem.minimise);
        let (bound, iterations) = (found.bound, found.iterations);
        (self.progress)(&Progress { value, bound, gap: gap(value, bound), iterations });
        result
    }

    fn made(&self) -> Made {
        self.tell(|found| found.made.clone())
    }

    /// A bound for those not under way yet: weighted seconds.
    fn raise(&self, rest: f64) {
        if self.problem.minimise == Minimise::Exposure {
            self.tell(|found| found.bound = found.bound.max((self.under_way + rest) / 3600.0));
        }
    }

    fn offer(&self, made: &Made) {
        let cost = cost(self.problem, made);
        self.tell(|found| {
            if cost.compare(&found.cost, self.problem.minimise).is_lt() {
                (found.made, found.cost) = (made.clone(), cost);
            }
        });
    }

    /// Time is up, or the gap small enough.
    fn is_over(&self) -> bool {
        let found = self.found.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let value = found.cost.value(self.problem.minimise);
        let enough = self.settings.gap.is_some_and(|enough| gap(value, found.bound) <= enough);
        enough || (self.stop)()
    }

    /// Raises the bound for so many steps at most.
    fn prove(&self, prover: &mut Prover, steps: u64) {
        for _ in 0..steps {
            if prover.is_over() || self.is_over() {
                return;
            }
            prover.step(&|| self.is_over());
            self.raise(prover.best);
        }
    }

    /// Searches from both first plans, the better one more often.
    fn search(&self, grounds: [&Ground; 2], first: &[Made; 2]) {
        let mut searches = self.searches(grounds, first);
        while self.step(&mut searches) {}
    }

    /// The same with some proving in between.
    fn search_and_prove(&self, grounds: [&Ground; 2], first: &[Made; 2], prover: &mut Prover) {
        let mut searches = self.searches(grounds, first);
        loop {
            self.prove(prover, 1);
            for _ in 0..4 {
                if !self.step(&mut searches) {
                    return;
                }
            }
        }
    }

    fn searches<'g>(&self, grounds: [&'g Ground<'g>; 2], first: &[Made; 2]) -> Vec<Search<'g>> {
        let pairs = grounds.into_iter().zip(first).zip(0..);
        let start = |((ground, made), which): ((&'g Ground<'g>, &Made), u64)| {
            let namings: &[Naming] = if which == 0 { &[Naming::ByMinute] } else { &[Naming::ByTurn] };
            Search::new(ground, made.clone(), self.settings.seed.wrapping_add(which), namings)
        };
        pairs.map(start).collect()
    }

    /// One step of one search; false when all is over.
    fn step(&self, searches: &mut [Search]) -> bool {
        searches.sort_by(|a, b| a.best_figure.total_cmp(&b.best_figure));
        let iterations = self.tell_iterations();
        let most = self.settings.iterations_max.unwrap_or(u64::MAX);
        if iterations >= most || self.is_over() {
            return false;
        }
        // Every fourth step goes to the one behind.
        let which = usize::from(iterations.is_multiple_of(4));
        let Some(search) = searches.get_mut(which).filter(|search| !search.is_hopeless()) else {
            return searches.iter().any(|search| !search.is_hopeless());
        };
        let before = search.best_figure;
        search.step();
        if search.best_figure < before {
            self.offer(&search.best);
        }
        true
    }

    fn tell_iterations(&self) -> u64 {
        let mut found = self.found.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        found.iterations += 1;
        found.iterations
    }
}

/// The plan, with the parties told a new departure, and with those on trips that can no longer arrive.
fn answer(ground: &Ground, opening: &Opening, best: Standing) -> Plan {
    let problem = ground.problem;
    let found = best.found.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    let mut plan = report(ground, &found.made, &found.cost, &[found.bound]);
    plan.changed_parties = Some(found.cost.changed);
    let there: std::collections::BTreeSet<(u32, Seconds)> =
        found.made.trips.iter().map(|trip| (trip.vehicle, trip.load_start)).collect();
    for begun in &opening.begun {
        if there.contains(&(begun.trip.vehicle, begun.trip.load_start)) {
            continue;
        }
        let fleet = &problem.operation.fleets[begun.trip.class as usize];
        let vehicle = fleet.vehicle_id(begun.trip.vehicle - ground.offset[begun.trip.class as usize] + 1);
        for (party, count) in &begun.trip.load {
            let party = &problem.parties[*party as usize];
            let people = problem.operation.people[party.people].id.clone();
            let waiting = |left: &&mut Left| left.people == people && left.party == party.class;
            if let Some(left) = plan.left.iter_mut().find(waiting) {
                left.count = left.count.saturating_sub(*count);
            }
            let reason = format!(
                "they are on {vehicle}, which can no longer arrive before the horizon; open a way for it, or let them off and list them where they wait"
            );
            plan.left.push(Left { people, party: party.class, count: *count, reason });
        }
    }
    plan.left.retain(|left| left.count > 0);
    plan
}
