//! The state from which a plan is made anew: the moment, the plan in force, and what was lost.
//!
//! Never here: the plan that is made from it (`planner`), or whether it keeps what has been driven
//! (`check`).

pub mod read;

use crate::plan::Plan;
use crate::quantity::Moment;
use serde::{Deserialize, Serialize};

/// The price of a party told a new departure where the state names none: person-hours.
pub const STABILITY_DEFAULT: f64 = 0.25;

/// How things stand when a plan is made anew; the form of the state file.
///
/// Everything else that changed (windows, roads, escorts, people, fleets) is in the operation file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct State {
    /// What lies before this has happened; what lies at it or after is planned.
    pub at: Moment,
    /// The plan in force, its times as they really came until `at`. Only its trips are read.
    pub plan: Plan,
    /// Vehicles that do nothing more, such as `bus-3`.
    #[serde(default)]
    pub lost: Vec<String>,
    /// Price of each party told a new departure: person-hours, or seconds with `makespan`.
    #[serde(default = "stability_default")]
    pub stability: f64,
}

fn stability_default() -> f64 {
    STABILITY_DEFAULT
}

impl State {
    /// The plan in force at a moment, nothing lost, the usual price.
    pub fn new(at: Moment, plan: Plan) -> Self {
        State { at, plan, lost: Vec::new(), stability: STABILITY_DEFAULT }
    }
}

/// Parties who are told a new departure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Id of the people.
    pub people: String,
    /// Index into their `parties`.
    pub party: usize,
    /// How many such parties.
    pub count: u64,
    /// When they were to depart.
    pub was: Moment,
    /// When they depart now; `None`: they do not.
    pub is: Option<Moment>,
}
