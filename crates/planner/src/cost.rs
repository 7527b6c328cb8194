//! What a plan costs, by the planner's own arithmetic: the judge has another.

use crate::construct::{Made, Trip};
use crate::problem::{Problem, Seconds};
use evacuation::operation::Minimise;
use evacuation::quantity::{Category, Persons};
use std::cmp::Ordering;

/// The figures of a plan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Cost {
    /// Weighted person-seconds, those left behind included.
    pub exposure: f64,
    pub makespan: Seconds,
    pub delivered: u64,
    pub left: u64,
}

/// Adds up a construction.
pub(crate) fn cost(problem: &Problem, made: &Made) -> Cost {
    let everybody = problem.persons();
    let mut seconds = [0i128; 3];
    let mut out = Persons::NONE;
    let mut makespan = 0;
    for Trip { persons, arrive, .. } in &made.trips {
        for (sum, category) in seconds.iter_mut().zip(Category::ALL) {
            *sum += i128::from(persons[category]) * i128::from(*arrive);
        }
        out += *persons;
        makespan = makespan.max(*arrive);
    }
    let left = everybody - out;
    let weight = problem.operation.objective.weight;
    let mut exposure = 0.0;
    for (sum, category) in seconds.iter().zip(Category::ALL) {
        exposure += weight[category] * (*sum as f64 + f64::from(left[category]) * problem.late);
    }
    Cost { exposure, makespan, delivered: out.total().into(), left: left.total().into() }
}

impl Cost {
    /// Less is better, by the operation's objective.
    pub fn compare(&self, other: &Cost, minimise: Minimise) -> Ordering {
        match minimise {
            Minimise::Exposure => self.exposure.total_cmp(&other.exposure),
            Minimise::Makespan => (self.left, self.makespan)
                .cmp(&(other.left, other.makespan))
                .then(self.exposure.total_cmp(&other.exposure)),
        }
    }

    /// The figure that the bound is held against: person-hours, or seconds.
    pub fn value(&self, minimise: Minimise) -> f64 {
        match minimise {
            Minimise::Exposure => self.exposure / 3600.0,
            Minimise::Makespan => self.makespan as f64,
        }
    }
}
