//! The judge: does a plan keep every rule of the planning page, and are its figures right?
//!
//! Findings are numbered by the rule that is broken and all are reported, not only the first.
//! Never here: anything of the planner's, not even the route search of `route`. The judge has its
//! own arithmetic from end to end, so that a mistake in one cannot hide in the other.

mod changed;
mod past;
mod resources;
mod roads;
mod score;
mod trips;

use crate::operation::Operation;
use crate::plan::Plan;
use crate::replan::{Change, State};
use past::Past;
use serde::Serialize;
use std::fmt;

pub use score::{Score, score};

/// The rules of the planning page, and what they forbid, each with its number in findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Rule {
    /// A name in the plan that the operation does not know.
    R001,
    /// No route, or not the times of the quickest route.
    R101,
    /// The passages are not the control points of the quickest route.
    R102,
    /// Loading takes another time than the turnround says.
    R201,
    /// Loading begins before the vehicle is there.
    R202,
    /// Loading begins before a party is ready.
    R203,
    /// More vehicles load or unload at once than there are bays.
    R204,
    /// Departure before loading is done.
    R301,
    /// A vehicle enters a control point before it can be there.
    R401,
    /// A passage lasts another time than its vehicles, lanes and inspection say.
    R402,
    /// More vehicles in a passage than `convoy_max`.
    R403,
    /// A passage is not wholly within one open window.
    R404,
    /// Two passages overlap.
    R405,
    /// Two passages begin closer together than the headway.
    R406,
    /// Unloading begins before arrival.
    R501,
    /// Unloading takes another time than the turnround says.
    R502,
    /// The way back begins before unloading is done.
    R601,
    /// The way back does not end at a staging place.
    R602,
    /// The way back arrives at another moment than roads and windows give.
    R603,
    /// The next trip begins elsewhere, or before the vehicle is back.
    R604,
    /// More escorts are held at a departure than there are.
    R701,
    /// More seats taken than the vehicle has.
    R801,
    /// More stretcher places taken than the vehicle has.
    R802,
    /// The destination takes more people than its capacity.
    R803,
    /// A party is carried more often than it exists.
    R804,
    /// People are brought where they did not agree to go, or to no destination at all.
    R805,
    /// People board at another place than where they are.
    R806,
    /// A trip begins before time zero.
    R901,
    /// A trip arrives after the horizon.
    R902,
    /// A trip that had begun is missing or not as it was, or another claims to have begun before.
    P001,
    /// A lost vehicle makes a trip.
    P002,
    /// The number of parties told a new departure is not what the two plans give.
    P003,
    /// A figure of the plan is not what its trips give.
    S001,
    /// The bound is above the value: it cannot be a bound.
    S002,
}

impl Rule {
    /// What the rule says, in a few words.
    pub fn title(self) -> &'static str {
        match self {
            Rule::R001 => "unknown name",
            Rule::R101 => "travel time",
            Rule::R102 => "control points of the route",
            Rule::R201 => "loading time",
            Rule::R202 => "loading before the vehicle is there",
            Rule::R203 => "loading before people are ready",
            Rule::R204 => "bays",
            Rule::R301 => "departure before loading is done",
            Rule::R401 => "entry before arrival at the control point",
            Rule::R402 => "length of the passage",
            Rule::R403 => "vehicles in one passage",
            Rule::R404 => "passage outside an open window",
            Rule::R405 => "passages overlap",
            Rule::R406 => "headway",
            Rule::R501 => "unloading before arrival",
            Rule::R502 => "unloading time",
            Rule::R601 => "way back before unloading is done",
            Rule::R602 => "way back to no staging place",
            Rule::R603 => "time of the way back",
            Rule::R604 => "next trip before the vehicle is back",
            Rule::R701 => "escorts",
            Rule::R801 => "seats",
            Rule::R802 => "stretcher places",
            Rule::R803 => "capacity of the destination",
            Rule::R804 => "party carried too often",
            Rule::R805 => "destination not agreed to",
            Rule::R806 => "people are elsewhere",
            Rule::R901 => "before time zero",
            Rule::R902 => "after the horizon",
            Rule::P001 => "what has been driven",
            Rule::P002 => "lost vehicle",
            Rule::P003 => "parties told a new departure",
            Rule::S001 => "figure of the plan",
            Rule::S002 => "bound above the value",
        }
    }
}

/// One broken rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Finding {
    /// Which rule.
    pub rule: Rule,
    /// Index of the trip in `Plan::trips`; `None` for what concerns several trips.
    pub trip: Option<usize>,
    /// What is so and what should be so.
    pub what: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {}: ", self.rule, self.rule.title())?;
        match self.trip {
            Some(trip) => write!(f, "trip {trip}: {}", self.what),
            None => f.write_str(&self.what),
        }
    }
}

/// Every rule that the plan breaks, in the order of rules and trips; empty for a plan that keeps all.
pub fn check(operation: &Operation, plan: &Plan) -> Vec<Finding> {
    held_against(operation, plan, &Past::none())
}

/// The same for a plan made anew from `state`: it must also keep what has been driven, leave lost
/// vehicles alone and count the parties told a new departure.
///
/// What happened before `state.at` happened, whatever the rules say (a road may be longer now than
/// when it was driven): nothing is found about it, but everything is found about what comes after.
pub fn check_replan(operation: &Operation, state: &State, plan: &Plan) -> Vec<Finding> {
    let mut findings = Vec::new();
    let past = Past::of(operation, state, plan, &mut findings);
    findings.extend(held_against(operation, plan, &past));
    changed::check_changed(state, plan, &mut findings);
    findings.sort();
    findings
}

/// How many parties of the plan in force are told a new departure: one whose departure at `state.at` or
/// later moves by more than ten minutes, or goes. Parties of one class are interchangeable, so this is
/// the smallest number with which the old departures can be paired with the new ones.
pub fn changed_parties(state: &State, plan: &Plan) -> u64 {
    changed::changed_parties(state, plan)
}

/// The same parties, each with its old departure and the new one that it is told.
pub fn changes(state: &State, plan: &Plan) -> Vec<Change> {
    changed::changes(state, plan)
}

fn held_against(operation: &Operation, plan: &Plan, past: &Past) -> Vec<Finding> {
    let mut findings = Vec::new();
    let known = trips::resolve(operation, plan, past, &mut findings);
    let mut roads = roads::Roads::new(operation);
    trips::check_each(operation, &known, &mut roads, &mut findings);
    trips::check_vehicles(&known, &mut roads, &mut findings);
    resources::check_bays(operation, &known, past, &mut findings);
    resources::check_passages(operation, &known, past, &mut findings);
    resources::check_escorts(operation, &known, past, &mut findings);
    resources::check_people(operation, &known, &mut findings);
    if known.len() == plan.trips.len() {
        score::check_figures(operation, plan, &mut findings);
    }
    findings.sort();
    findings
}
