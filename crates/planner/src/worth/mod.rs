//! What one more bus, escort, lane, bay or hour would buy: everything that has a limit is loosened a
//! little; one construction each says which are worth a closer look, and those are planned anew with the
//! same effort as the plan itself.
//!
//! A difference between two plans is no proof. What is proven is an interval: what the change truly
//! buys is at least the old bound less the new value, and at most the old value less the new bound.
//!
//! Never here: clocks (how long planning anew takes is the caller's), or words for people other than the
//! changes' own.

mod change;

pub use change::Change;

use crate::solve::{Settings, solve};
use evacuation::check::score;
use evacuation::convoy::persons_of;
use evacuation::operation::{Minimise, Operation};
use evacuation::plan::Plan;
use evacuation::quantity::Moment;

/// A plan's figures, as far as they are compared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figures {
    /// Person-hours, or seconds for makespan.
    pub value: f64,
    /// No plan can go below.
    pub bound: Option<f64>,
    /// Persons out.
    pub out: u64,
}

impl Figures {
    /// The figures of a plan, counted from its trips.
    pub fn of(operation: &Operation, plan: &Plan) -> Figures {
        let found = score(operation, plan);
        let value = match operation.objective.minimise {
            Minimise::Exposure => found.exposure_person_h,
            Minimise::Makespan => found.makespan_s as f64,
        };
        Figures { value, bound: plan.bound, out: found.delivered }
    }
}

/// What a change buys: the difference between two plans, and what is proven of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bought {
    /// By how much the value falls: person-hours or seconds. The old plan stays possible, so never below 0;
    /// for makespan 0 where another number of people is out.
    pub less: f64,
    /// Persons more out.
    pub more_out: i64,
    /// The change is proven to buy at least this.
    pub at_least: f64,
    /// And at most this, where that is known.
    pub at_most: Option<f64>,
}

impl Bought {
    /// Compares a plan with one for more. `before` must be a plan for an operation that the change only loosens.
    pub fn between(before: &Figures, after: &Figures, minimise: Minimise) -> Bought {
        let more_out = i64::try_from(after.out).unwrap_or(i64::MAX) - i64::try_from(before.out).unwrap_or(0);
        if minimise == Minimise::Makespan && more_out != 0 {
            return Bought { less: 0.0, more_out, at_least: 0.0, at_most: None };
        }
        let at_least = before.bound.map_or(0.0, |bound| (bound - after.value).max(0.0));
        let at_most = after.bound.map(|bound| (before.value - bound).max(at_least));
        Bought { less: (before.value - after.value).max(0.0), more_out, at_least, at_most }
    }

    /// Whether it is proven to buy anything: the difference is larger than the plan's distance from its bound.
    pub fn is_proven(&self) -> bool {
        self.at_least > 0.0
    }
}

/// One row of the answer.
#[derive(Clone, Debug, PartialEq)]
pub struct OneMore {
    /// What there is more of.
    pub change: Change,
    /// From one construction each, without any improvement: by how much the value falls, and persons more out. Rough.
    pub estimate: (f64, i64),
    /// After planning anew; `None` for rows that were not looked at more closely.
    pub replanned: Option<(Figures, Bought)>,
}

/// What one more of everything that has a limit would buy, the most first. The first `closely` rows by
/// estimate are planned anew with `replan`, which should take the same effort as `plan` took; `tell` hears of every such row.
pub fn explain(
    operation: &Operation,
    plan: &Plan,
    closely: usize,
    replan: &mut dyn FnMut(&Operation) -> Plan,
    tell: &mut dyn FnMut(&OneMore),
) -> Vec<OneMore> {
    let minimise = operation.objective.minimise;
    let before = sketch(operation);
    let mut rows: Vec<OneMore> = Vec::new();
    for change in change::one_more(operation) {
        let Ok(changed) = change.apply(operation) else { continue };
        let bought = Bought::between(&before, &sketch(&changed), minimise);
        rows.push(OneMore { change, estimate: (bought.less, bought.more_out), replanned: None });
    }
    rows.sort_by(|a, b| b.estimate.0.total_cmp(&a.estimate.0).then(b.estimate.1.cmp(&a.estimate.1)));
    let known = Figures::of(operation, plan);
    for row in rows.iter_mut().take(closely) {
        let Ok(changed) = row.change.apply(operation) else { continue };
        let after = Figures::of(&changed, &replan(&changed));
        row.replanned = Some((after, Bought::between(&known, &after, minimise)));
        tell(row);
    }
    let rank =
        |row: &OneMore| row.replanned.map_or((f64::MIN, 0), |(_, bought)| (bought.less, bought.more_out));
    rows.sort_by(|a, b| rank(b).0.total_cmp(&rank(a).0).then(rank(b).1.cmp(&rank(a).1)));
    rows
}

/// The better of two plans of one operation, with the better of their bounds: a plan from elsewhere is only
/// compared fairly with plans that took more effort when it has had that effort too.
pub fn better_of(operation: &Operation, one: Plan, other: Plan) -> Plan {
    let (first, second) = (Figures::of(operation, &one), Figures::of(operation, &other));
    let comparable = operation.objective.minimise == Minimise::Exposure || first.out == second.out;
    let worse = if comparable { second.value < first.value } else { second.out > first.out };
    let mut best = if worse { other } else { one };
    if comparable {
        let bounds = [first.bound, second.bound].into_iter().flatten();
        best.bound = bounds.max_by(f64::total_cmp);
    }
    best
}

/// One construction, without improvement.
fn sketch(operation: &Operation) -> Figures {
    let settings = Settings { seed: 1, iterations_max: Some(1), gap: None, threads: 1 };
    Figures::of(operation, &solve(operation, &settings, &|| true, &|_| {}))
}

/// Persons of whom the plan says that they are out at this moment.
pub fn out_by(operation: &Operation, plan: &Plan, moment: Moment) -> u64 {
    let in_time = plan.trips.iter().filter(|trip| trip.arrive <= moment);
    in_time.map(|trip| u64::from(persons_of(operation, trip).total())).sum()
}
