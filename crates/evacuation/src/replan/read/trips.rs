//! The trips of the plan in force against the operation, one by one and vehicle by vehicle.
//!
//! Never here: the rules of the planning page; a trip that was driven otherwise was still driven.

use super::{Code, FARTHEST_S, Findings, shown};
use crate::operation::Operation;
use crate::place::{Place, PlaceKind};
use crate::plan::Trip;
use crate::quantity::Moment;
use crate::replan::State;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Vehicles by the id of their fleet.
pub(super) struct Vehicles<'a>(HashMap<&'a str, u32>);

impl<'a> Vehicles<'a> {
    pub(super) fn of(operation: &'a Operation) -> Self {
        Vehicles(operation.fleets.iter().map(|fleet| (fleet.id.as_str(), fleet.count)).collect())
    }

    /// The number of this vehicle within its fleet.
    pub(super) fn find(&self, id: &str) -> Option<u32> {
        let (fleet, number) = id.rsplit_once('-')?;
        let count = *self.0.get(fleet)?;
        let plain = !number.starts_with('0') && number.bytes().all(|byte| byte.is_ascii_digit());
        number.parse().ok().filter(|number| plain && (1..=count).contains(number))
    }
}

struct Names<'a> {
    places: HashMap<&'a str, &'a Place>,
    people: HashMap<&'a str, usize>,
    vehicles: &'a Vehicles<'a>,
}

/// Looks at every trip.
pub(super) fn check(
    operation: &Operation,
    state: &State,
    vehicles: &Vehicles,
    lost: &BTreeSet<&str>,
    findings: &mut Findings,
) {
    let names = Names {
        places: operation.places.iter().map(|place| (place.id.as_str(), place)).collect(),
        people: operation.people.iter().enumerate().map(|(ix, it)| (it.id.as_str(), ix)).collect(),
        vehicles,
    };
    let mut kept: BTreeMap<&str, Vec<(usize, &Trip)>> = BTreeMap::new();
    let mut carried: BTreeMap<(usize, usize), u64> = BTreeMap::new();
    for (ix, trip) in state.plan.trips.iter().enumerate() {
        check_times(ix, trip, findings);
        if lost.contains(trip.vehicle.as_str()) && trip.arrive > state.at {
            continue;
        }
        let unknown = names.unknown(operation, trip);
        if trip.load_start >= state.at {
            if !unknown.is_empty() {
                let action = "nothing: the trip is not followed, its people are planned for anew";
                let what = || unknown.join("; ");
                findings.add(Code::UnknownLater, || format!("plan.trips[{ix}]"), what, action);
            }
            continue;
        }
        if !unknown.is_empty() {
            let action = "keep everyone and everything that a trip already begun names in the operation file";
            let what = || unknown.join("; ");
            findings.add(Code::UnknownName, || format!("plan.trips[{ix}]"), what, action);
            continue;
        }
        check_kinds(ix, trip, &names, findings);
        for load in &trip.load {
            if let Some(people) = names.people.get(load.people.as_str()) {
                *carried.entry((*people, load.party)).or_default() += u64::from(load.count);
            }
        }
        kept.entry(&trip.vehicle).or_default().push((ix, trip));
    }
    check_overlaps(kept, findings);
    check_carried(operation, &carried, findings);
}

impl Names<'_> {
    /// What the operation does not know of all that this trip names.
    fn unknown(&self, operation: &Operation, trip: &Trip) -> Vec<String> {
        let mut unknown = Vec::new();
        if self.vehicles.find(&trip.vehicle).is_none() {
            unknown.push(format!("no vehicle {}", shown(&trip.vehicle)));
        }
        let back = trip.back.as_ref().map(|back| &back.to);
        let passages = trip.passages.iter().map(|passage| &passage.control_point);
        for id in [&trip.from, &trip.to].into_iter().chain(passages).chain(back) {
            if !self.places.contains_key(id.as_str()) && unknown.len() < 5 {
                unknown.push(format!("no place {}", shown(id)));
            }
        }
        for load in &trip.load {
            let group = self.people.get(load.people.as_str()).map(|ix| &operation.people[*ix]);
            if group.and_then(|group| group.parties.get(load.party)).is_none() && unknown.len() < 5 {
                unknown.push(format!("no party {} of people {}", load.party, shown(&load.people)));
            }
        }
        unknown
    }

    fn kind(&self, id: &str) -> Option<PlaceKind> {
        self.places.get(id).map(|place| place.kind)
    }
}

/// A trip's times in the order in which they must come.
fn in_order(trip: &Trip) -> impl Iterator<Item = (&'static str, Moment)> {
    let first = [("load_start", trip.load_start), ("load_end", trip.load_end), ("depart", trip.depart)];
    let passages = trip.passages.iter().flat_map(|it| [("enter", it.enter), ("exit", it.exit)]);
    let last =
        [("arrive", trip.arrive), ("unload_start", trip.unload_start), ("unload_end", trip.unload_end)];
    let back = trip.back.iter().flat_map(|it| [("back.depart", it.depart), ("back.arrive", it.arrive)]);
    first.into_iter().chain(passages).chain(last).chain(back)
}

fn check_times(ix: usize, trip: &Trip, findings: &mut Findings) {
    let mut before = ("the start", Moment::START);
    for (name, moment) in in_order(trip) {
        let what = if moment < before.1 {
            format!("{} s is before {}, {} s", moment.0, before.0, before.1.0)
        } else if moment.0 > FARTHEST_S {
            format!("{} s is ten years after the start or more", moment.0)
        } else {
            before = (name, moment);
            continue;
        };
        let action = "give whole seconds after the start: before `at` as they came, after it as planned";
        findings.add(Code::BadTimes, || format!("plan.trips[{ix}].{name}"), || what, action);
        return;
    }
}

fn check_kinds(ix: usize, trip: &Trip, names: &Names, findings: &mut Findings) {
    let mut wrong = |name: &str, id: &str, what: &str| {
        let spot = || format!("plan.trips[{ix}].{name}");
        let action = "keep the kind of a place that a trip already begun has to do with";
        findings.add(Code::WrongKind, spot, || format!("{} is no {what}", shown(id)), action);
    };
    let is = |id: &str, kind: PlaceKind| names.kind(id) == Some(kind);
    if !is(&trip.from, PlaceKind::Staging) {
        wrong("from", &trip.from, "staging place");
    }
    if !names.kind(&trip.to).is_some_and(PlaceKind::is_destination) {
        wrong("to", &trip.to, "reception or hospital");
    }
    for passage in &trip.passages {
        if !is(&passage.control_point, PlaceKind::ControlPoint) {
            wrong("passages", &passage.control_point, "control point");
        }
    }
    if let Some(back) = trip.back.as_ref().filter(|back| !is(&back.to, PlaceKind::Staging)) {
        wrong("back.to", &back.to, "staging place");
    }
}

/// A vehicle begins a kept trip only where and when the one before has brought it back.
fn check_overlaps(kept: BTreeMap<&str, Vec<(usize, &Trip)>>, findings: &mut Findings) {
    for (vehicle, mut trips) in kept {
        trips.sort_by_key(|(_, trip)| trip.load_start);
        for pair in trips.windows(2) {
            let ((first, before), (next, trip)) = (pair[0], pair[1]);
            let back = before.back.as_ref();
            if back.is_none_or(|back| back.arrive > trip.load_start || back.to != trip.from) {
                let spot = || format!("plan.trips[{next}].load_start");
                let what =
                    || format!("{} is not back at {} from trip {first}", shown(vehicle), shown(&trip.from));
                let action = "give each trip its way back as it was driven, and no trip that was not made";
                findings.add(Code::TripsOverlap, spot, what, action);
            }
        }
    }
}

fn check_carried(operation: &Operation, carried: &BTreeMap<(usize, usize), u64>, findings: &mut Findings) {
    for ((people, party), count) in carried {
        let group = &operation.people[*people];
        let there_are = group.parties.get(*party).map_or(0, |class| u64::from(class.count));
        if *count > there_are {
            let id = shown(&group.id);
            let what =
                format!("trips begun carry party {party} of {id} {count} times; there are {there_are}");
            let action = "keep those already carried in the counts of the operation file";
            findings.add(Code::CarriedTooOften, || "plan.trips".to_owned(), || what, action);
        }
    }
}
