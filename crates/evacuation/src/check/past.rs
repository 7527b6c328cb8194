//! What has happened before a plan was made anew, and whether the new plan keeps it.
//!
//! A trip is *begun* if it began to load before that moment, unless its vehicle is lost and had not
//! arrived: then the trip is gone. But what gone vehicles did at control points, they did: their
//! passages still count among those of the others.

use super::roads::Roads;
use super::{Finding, Rule};
use crate::operation::Operation;
use crate::place::PlaceIx;
use crate::plan::{Load, Plan, Trip};
use crate::quantity::Moment;
use crate::replan::State;
use std::collections::{BTreeSet, HashMap};

/// The past of a plan; of a plan that is not made anew: nothing.
pub(super) struct Past<'a> {
    /// What lies before this has happened.
    pub(super) at: Moment,
    /// Index of a trip in the new plan → the same trip in the plan in force.
    pub(super) begun: HashMap<usize, &'a Trip>,
    /// Passages made by vehicles whose trips are gone: control point, enter, exit.
    pub(super) gone: Vec<(&'a str, Moment, Moment)>,
}

impl<'a> Past<'a> {
    pub(super) fn none() -> Self {
        Past { at: Moment(i64::MIN), begun: HashMap::new(), gone: Vec::new() }
    }

    /// Pairs begun trips of the plan in force with those of the new plan; finds what is not kept.
    pub(super) fn of(
        operation: &Operation,
        state: &'a State,
        plan: &Plan,
        findings: &mut Vec<Finding>,
    ) -> Self {
        let mut past = Past { at: state.at, ..Past::none() };
        let lost: BTreeSet<&str> = state.lost.iter().map(String::as_str).collect();
        let is_lost = |trip: &Trip| lost.contains(trip.vehicle.as_str());
        let new: HashMap<(&str, Moment), usize> = plan
            .trips
            .iter()
            .enumerate()
            .map(|(ix, trip)| ((trip.vehicle.as_str(), trip.load_start), ix))
            .collect();
        let mut missing = Vec::new();
        for old in state.plan.trips.iter().filter(|trip| trip.load_start < state.at) {
            if is_lost(old) && old.arrive > state.at {
                past.add_gone(old);
                continue;
            }
            match new.get(&(old.vehicle.as_str(), old.load_start)) {
                Some(ix) => {
                    let changes = changes(old, &plan.trips[*ix], state.at);
                    let finding = |what| Finding { rule: Rule::P001, trip: Some(*ix), what };
                    findings.extend(changes.into_iter().map(finding));
                    past.begun.insert(*ix, old);
                }
                None => {
                    past.add_gone(old);
                    missing.push(old);
                }
            }
        }
        for (ix, trip) in plan.trips.iter().enumerate() {
            let begun = past.begun.contains_key(&ix);
            let mut wrong = |rule, what| findings.push(Finding { rule, trip: Some(ix), what });
            if !begun && trip.load_start < state.at {
                let what = format!("{} did not load at {} s", trip.vehicle, trip.load_start.0);
                wrong(Rule::P001, what);
            }
            let moves = !begun || trip.back.as_ref().is_some_and(|back| back.depart >= state.at);
            if is_lost(trip) && moves {
                wrong(Rule::P002, format!("{} is lost and drives on", trip.vehicle));
            }
        }
        let mut roads = Roads::new(operation);
        for trip in missing {
            if must_be_there(operation, &mut roads, &past, plan, trip) {
                let what = format!("the trip of {} from {} s is missing", trip.vehicle, trip.load_start.0);
                findings.push(Finding { rule: Rule::P001, trip: None, what });
            }
        }
        past
    }

    fn add_gone(&mut self, trip: &'a Trip) {
        let at = self.at;
        let made = trip.passages.iter().filter(|passage| passage.enter < at);
        self.gone.extend(made.map(|it| (it.control_point.as_str(), it.enter, it.exit)));
    }
}

fn sorted(load: &[Load]) -> Vec<&Load> {
    let mut load: Vec<&Load> = load.iter().filter(|load| load.count > 0).collect();
    load.sort();
    load
}

/// What the new plan says otherwise about a begun trip.
fn changes(old: &Trip, new: &Trip, at: Moment) -> Vec<String> {
    let mut changes = Vec::new();
    if new.from != old.from || sorted(&new.load) != sorted(&old.load) {
        changes.push(format!("{} loaded others, or elsewhere", old.vehicle));
    }
    let arrived = old.arrive <= at;
    if arrived && new.to != old.to {
        changes.push(format!("{} arrived at {}, not at {}", old.vehicle, old.to, new.to));
    }
    let mut compare = |name: &str, was: Option<Moment>, is: Moment, fact: bool| {
        let has_been = was.filter(|was| fact || *was < at);
        if let Some(was) = has_been.filter(|was| *was != is) {
            changes.push(format!("{}: {name} was at {} s, not at {} s", old.vehicle, was.0, is.0));
        } else if has_been.is_none() && is < at {
            changes.push(format!("{}: {name} at {} s has not happened before {} s", old.vehicle, is.0, at.0));
        }
    };
    compare("load_start", Some(old.load_start), new.load_start, true);
    compare("load_end", Some(old.load_end), new.load_end, false);
    compare("depart", Some(old.depart), new.depart, arrived);
    compare("arrive", Some(old.arrive), new.arrive, arrived);
    compare("unload_start", Some(old.unload_start), new.unload_start, false);
    compare("unload_end", Some(old.unload_end), new.unload_end, false);
    for (ix, passage) in new.passages.iter().enumerate() {
        let was = old.passages.get(ix);
        compare("enter", was.map(|was| was.enter), passage.enter, arrived);
        compare("exit", was.map(|was| was.exit), passage.exit, arrived);
    }
    if let Some(back) = &new.back {
        let was = old.back.as_ref();
        compare("back.depart", was.map(|was| was.depart), back.depart, false);
        compare("back.arrive", was.map(|was| was.arrive), back.arrive, false);
    }
    let made = old.passages.iter().take_while(|passage| arrived || passage.enter < at);
    let same = |(ix, was): (usize, &crate::plan::PassageTime)| {
        new.passages.get(ix).is_some_and(|is| is.control_point == was.control_point)
    };
    if !made.enumerate().all(same) {
        changes.push(format!("{} passed other control points", old.vehicle));
    }
    let back = old.back.as_ref().filter(|back| back.depart < at);
    if let Some(back) = back.filter(|back| new.back.as_ref().is_none_or(|is| is.to != back.to)) {
        changes.push(format!("{} was on its way back to {}", old.vehicle, back.to));
    }
    changes
}

/// Whether a begun trip that the new plan leaves out could have arrived: there is room where its people
/// agreed to go, it would be there in time with the roads to itself, and no trip that had not begun
/// goes through its next control point early enough in its stead.
fn must_be_there(operation: &Operation, roads: &mut Roads, past: &Past, plan: &Plan, trip: &Trip) -> bool {
    if trip.arrive <= past.at {
        return true;
    }
    let Some(from) = operation.place_ix(&trip.from) else { return true };
    let made = trip.passages.iter().take_while(|passage| passage.enter < past.at).last();
    let last = made.and_then(|it| Some((operation.place_ix(&it.control_point)?, it.exit)));
    if last.is_none() && trip.depart >= past.at && operation.escorts.is_some() {
        // It waits for escorts; whether there are any is a matter of all departures.
        return false;
    }
    let (place, leaves) = last.unwrap_or((from, trip.depart.min(trip.load_end.max(past.at))));
    (0..operation.places.len()).map(PlaceIx).filter(|to| is_open_to(operation, plan, trip, *to)).any(|to| {
        let Some(way) = roads.way(place, to).cloned() else { return false };
        let mut next = way.controls.first().copied();
        // Others may only be waited for at the control point that comes next.
        let others: Vec<Moment> = match next.take() {
            None => return leaves.seconds() + way.seconds <= operation.horizon.seconds(),
            Some((control, _)) => plan
                .trips
                .iter()
                .enumerate()
                .filter(|(ix, _)| !past.begun.contains_key(ix))
                .flat_map(|(_, trip)| &trip.passages)
                .filter(|it| it.control_point == operation.places[control].id && it.enter >= past.at)
                .map(|it| it.enter)
                .collect(),
        };
        let alone = |enter: Moment| super::roads::alone(operation, &way, leaves, enter, past.at);
        others.into_iter().any(|enter| alone(enter).is_some_and(|at| at <= operation.horizon.seconds()))
    })
}

fn is_open_to(operation: &Operation, plan: &Plan, trip: &Trip, to: PlaceIx) -> bool {
    let place = operation.place(to);
    let persons = crate::convoy::persons_of(operation, trip).total();
    let room = place.capacity.is_none_or(|capacity| {
        let others = plan.trips.iter().filter(|trip| trip.to == place.id);
        let taken: u64 =
            others.map(|trip| u64::from(crate::convoy::persons_of(operation, trip).total())).sum();
        taken + u64::from(persons) <= u64::from(capacity)
    });
    let agreed = trip.load.iter().all(|load| {
        let people = operation.people.iter().find(|people| people.id == load.people);
        people.is_none_or(|people| operation.may_go(people, to))
    });
    place.kind.is_destination() && room && agreed
}
