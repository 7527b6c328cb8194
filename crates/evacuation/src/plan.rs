//! A plan: which vehicle carries whom from where to where, with every time. The JSON form is the
//! contract of the planning page and is read by checkers that know nothing else.
//!
//! Never here: how a plan is found (`planner`) or whether it keeps the rules (`check`).

use crate::quantity::Moment;
use serde::{Deserialize, Serialize};

/// A whole plan. Times are whole seconds after `operation.start`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// The operation's name.
    #[serde(default)]
    pub operation: String,
    /// `exposure` or `makespan`.
    #[serde(default)]
    pub objective: String,
    /// Weighted person-hours until out, those left behind included.
    #[serde(default)]
    pub exposure_person_h: f64,
    /// The latest arrival; 0 where nobody arrives.
    #[serde(default)]
    pub makespan_s: i64,
    /// Persons who arrive.
    #[serde(default)]
    pub delivered: u64,
    /// Persons who do not.
    #[serde(default)]
    pub left_behind: u64,
    /// No plan under the rules can go below: person-hours, or seconds for makespan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bound: Option<f64>,
    /// `(value − bound) / value`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gap: Option<f64>,
    /// What limits the plan, in words for people.
    #[serde(default)]
    pub binding: Vec<String>,
    /// Parties whose departure a replan moved; only on replans.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed_parties: Option<u64>,
    /// The trips, each vehicle's in order of `load_start`.
    #[serde(default)]
    pub trips: Vec<Trip>,
    /// The number of each trip among its vehicle's, by which statements name it: `2` in `bus-3.2`. Only
    /// in plans made anew, whose trips keep the numbers that were already spoken of; empty: each trip's
    /// place in its vehicle's order of `load_start`, counted from 1.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub numbers: Vec<u32>,
    /// Who is not delivered, and why.
    #[serde(default)]
    pub left: Vec<Left>,
}

/// One vehicle's way with people from a staging place to a destination, and back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Trip {
    /// Vehicle id, such as `bus-1`.
    pub vehicle: String,
    /// The staging place's id.
    pub from: String,
    /// The destination's id.
    pub to: String,
    /// Who rides.
    pub load: Vec<Load>,
    /// Loading begins.
    pub load_start: Moment,
    /// Loading is done.
    pub load_end: Moment,
    /// The vehicle drives off.
    pub depart: Moment,
    /// The control points on its route, in order.
    #[serde(default)]
    pub passages: Vec<PassageTime>,
    /// It reaches the destination: its people are out.
    pub arrive: Moment,
    /// Unloading begins.
    pub unload_start: Moment,
    /// Unloading is done.
    pub unload_end: Moment,
    /// The empty way back; absent where the vehicle stays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub back: Option<Back>,
}

/// So many parties of one class of the operation file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Load {
    /// Id of the people.
    pub people: String,
    /// Index into their `parties`.
    pub party: usize,
    /// How many such parties.
    pub count: u32,
}

/// When a vehicle goes through a control point.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassageTime {
    /// The control point's id.
    pub control_point: String,
    /// The passage begins; vehicles with the same `enter` form one passage.
    pub enter: Moment,
    /// The passage ends, for all its vehicles.
    pub exit: Moment,
}

/// The empty way back to a staging place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Back {
    /// The vehicle leaves the destination.
    pub depart: Moment,
    /// The staging place's id.
    pub to: String,
    /// It is there.
    pub arrive: Moment,
}

/// Parties whom the plan does not deliver.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Left {
    /// Id of the people.
    pub people: String,
    /// Index into their `parties`.
    pub party: usize,
    /// How many such parties.
    pub count: u32,
    /// Why, and what would help, in words for people.
    pub reason: String,
}
