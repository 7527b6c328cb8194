//! From an operation to a plan with a proven bound: construct one, then improve it and the bound
//! side by side until time is up.

use crate::construct::tape::Tape;
use crate::construct::{Ground, construct};
use crate::cost::cost;
use crate::fluid::Fluids;
use crate::improve::Hunt;
use crate::makespan::{Desk, Role, Shuttle};
use crate::problem::Problem;
use crate::prove::prove;
use crate::report::report;
use crate::standing::Standing;
use evacuation::operation::Operation;
use evacuation::plan::Plan;
use std::time::Duration;

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
    if settings.iterations_max.is_some() {
        // What searches are guided by may not depend on how quick it is found.
        let mut fluids = Fluids::of(&ground, &first);
        while fluids.is_coming() && !best.is_over() {
            fluids.look(&ground);
            std::thread::park_timeout(A_MOMENT);
        }
    }
    std::thread::scope(|threads| {
        let helper = (settings.threads > 1).then(|| {
            threads.spawn(|| {
                let seed = settings.seed.wrapping_add(1);
                shuttle_to_and_fro(shuttle.as_ref(), Role::Prover, seed, &best);
                prove(&ground, &first, &best, None);
                search(&mut Hunt::new(&ground, &first, seed), &best);
            })
        });
        let role = if helper.is_none() { Role::Alone } else { Role::Hunter };
        shuttle_to_and_fro(shuttle.as_ref(), role, settings.seed, &best);
        let mut hunt = Hunt::new(&ground, &first, settings.seed);
        if helper.is_none() {
            prove(&ground, &first, &best, Some(&mut hunt));
        }
        search(&mut hunt, &best);
    });
    let (made, bounds) = best.end();
    report(&ground, &made, &cost(&problem, &made), &bounds)
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

/// So often one who waits looks up.
pub(crate) const A_MOMENT: Duration = Duration::from_millis(2);

/// Improves the plan until time is up or the iterations are used.
fn search(hunt: &mut Hunt, best: &Standing) {
    while hunt.may_go_on(best) && !best.is_over() {
        hunt.step(best);
    }
    hunt.tell(best);
}
