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
    /// Parties told a new departure, where a plan is made anew, and their price: person-hours, or seconds.
    pub changed: u64,
    pub price: f64,
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
    let promised = problem.opening.as_ref().map(|opening| &opening.promised);
    let changed = promised.map_or(0, |promised| promised.changed(made));
    let price = promised.map_or(0.0, |promised| promised.stability * changed as f64);
    Cost { exposure, makespan, delivered: out.total().into(), left: left.total().into(), changed, price }
}

impl Cost {
    /// Less is better, by the operation's objective.
    pub fn compare(&self, other: &Cost, minimise: Minimise) -> Ordering {
        match minimise {
            Minimise::Exposure => self.priced(minimise).total_cmp(&other.priced(minimise)),
            Minimise::Makespan => (self.left.cmp(&other.left))
                .then(self.priced(minimise).total_cmp(&other.priced(minimise)))
                .then(self.exposure.total_cmp(&other.exposure)),
        }
    }

    /// The value and the price of parties told a new departure: person-hours, or seconds.
    pub fn priced(&self, minimise: Minimise) -> f64 {
        self.value(minimise) + self.price
    }

    /// The figure that the bound is held against: person-hours, or seconds.
    pub fn value(&self, minimise: Minimise) -> f64 {
        match minimise {
            Minimise::Exposure => self.exposure / 3600.0,
            Minimise::Makespan => self.makespan as f64,
        }
    }
}
