//! The figures of a plan, computed from its trips alone, and whether the plan states them rightly.

use super::{Finding, Rule};
use crate::convoy::persons_of;
use crate::operation::{Minimise, Operation};
use crate::plan::Plan;
use crate::quantity::{Category, Persons};

/// The score section of the planning page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// Σ weight · time until out, in person-hours; those not delivered at `left_behind` horizons.
    pub exposure_person_h: f64,
    /// The latest arrival in seconds; 0 where nobody arrives.
    pub makespan_s: i64,
    /// Persons who arrive.
    pub delivered: u64,
    /// Persons who do not.
    pub left_behind: u64,
}

/// Scores a plan. Trips that name people the operation does not know count for nobody.
pub fn score(operation: &Operation, plan: &Plan) -> Score {
    let weight = operation.objective.weight;
    let mut weighted_s = 0.0;
    let mut delivered = Persons::NONE;
    let mut makespan_s = 0;
    for trip in &plan.trips {
        let persons = persons_of(operation, trip);
        delivered += persons;
        makespan_s = makespan_s.max(trip.arrive.seconds());
        for category in Category::ALL {
            weighted_s += weight[category] * f64::from(persons[category]) * trip.arrive.seconds() as f64;
        }
    }
    let all = operation.persons();
    let late_s = operation.objective.left_behind * operation.horizon.seconds() as f64;
    for category in Category::ALL {
        weighted_s +=
            weight[category] * f64::from(all[category].saturating_sub(delivered[category])) * late_s;
    }
    let left = all - delivered;
    Score {
        exposure_person_h: weighted_s / 3600.0,
        makespan_s,
        delivered: delivered.total().into(),
        left_behind: left.total().into(),
    }
}

/// A stated figure may differ by rounding only.
fn differs(stated: f64, found: f64) -> bool {
    let apart = (stated - found).abs();
    apart.is_nan() || apart > 0.01 + 1e-6 * found.abs()
}

pub(super) fn check_figures(operation: &Operation, plan: &Plan, findings: &mut Vec<Finding>) {
    let found = score(operation, plan);
    let silent =
        plan.exposure_person_h == 0.0 && plan.makespan_s == 0 && plan.delivered == 0 && plan.left_behind == 0;
    let mut wrong = |what: String| findings.push(Finding { rule: Rule::S001, trip: None, what });
    if !silent {
        if differs(plan.exposure_person_h, found.exposure_person_h) {
            let (is, should) = (plan.exposure_person_h, found.exposure_person_h);
            wrong(format!("exposure_person_h is {is}, the trips give {should:.3}"));
        }
        if plan.makespan_s != found.makespan_s {
            wrong(format!("makespan_s is {}, the trips give {}", plan.makespan_s, found.makespan_s));
        }
        if plan.delivered != found.delivered {
            wrong(format!("delivered is {}, the trips give {}", plan.delivered, found.delivered));
        }
        if plan.left_behind != found.left_behind {
            wrong(format!("left_behind is {}, the trips give {}", plan.left_behind, found.left_behind));
        }
    }
    let value = match operation.objective.minimise {
        Minimise::Exposure => found.exposure_person_h,
        Minimise::Makespan => found.makespan_s as f64,
    };
    if let Some(bound) = plan.bound.filter(|bound| *bound > value && differs(*bound, value)) {
        let what = format!("the bound is {bound}, the value {value:.3}");
        findings.push(Finding { rule: Rule::S002, trip: None, what });
    }
}
