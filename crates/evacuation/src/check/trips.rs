//! Rules that concern one trip, and one vehicle's trips after one another (rules 1 to 6, 8, 9).

use super::past::Past;
use super::roads::{Roads, Way};
use super::{Finding, Rule};
use crate::fleet::Fleet;
use crate::operation::Operation;
use crate::place::PlaceIx;
use crate::plan::{Plan, Trip};
use crate::quantity::{Moment, Persons};
use std::collections::{BTreeMap, HashMap};

/// A trip whose names are all known.
pub(super) struct Known<'a> {
    pub(super) index: usize,
    pub(super) trip: &'a Trip,
    pub(super) fleet: &'a Fleet,
    pub(super) from: PlaceIx,
    pub(super) to: PlaceIx,
    pub(super) back_to: Option<PlaceIx>,
    pub(super) passages: Vec<PlaceIx>,
    /// (index of the people, index of the class, number of parties)
    pub(super) load: Vec<(usize, usize, u32)>,
    pub(super) persons: Persons,
    /// What lies before this has happened to the trip; before all time unless the plan is made anew.
    done: Moment,
    /// It had arrived by then.
    arrived: bool,
}

impl Known<'_> {
    /// Whether this moment of the trip is one that has been: it is so, right or wrong.
    pub(super) fn has_been(&self, moment: Moment) -> bool {
        moment < self.done
    }

    /// Whether it had arrived before the plan was made anew.
    pub(super) fn arrived(&self) -> bool {
        self.arrived
    }

    /// Whether what ends at `end`, and by the rules at `should`, ends as it may: what was, was; and what
    /// should have ended by now but did not, ends later.
    fn may_end(&self, end: Moment, should: Moment) -> bool {
        end == should || self.has_been(end) || self.has_been(should)
    }

    pub(super) fn finding(&self, rule: Rule, what: String) -> Finding {
        Finding { rule, trip: Some(self.index), what: format!("{}: {what}", self.trip.vehicle) }
    }
}

/// The trips whose names are all known; the others are reported.
pub(super) fn resolve<'a>(
    operation: &'a Operation,
    plan: &'a Plan,
    past: &Past,
    findings: &mut Vec<Finding>,
) -> Vec<Known<'a>> {
    let places: HashMap<&str, PlaceIx> =
        operation.places.iter().enumerate().map(|(ix, place)| (place.id.as_str(), PlaceIx(ix))).collect();
    let people: HashMap<&str, usize> =
        operation.people.iter().enumerate().map(|(ix, people)| (people.id.as_str(), ix)).collect();
    let mut known = Vec::new();
    for (index, trip) in plan.trips.iter().enumerate() {
        let mut unknown = Vec::new();
        let mut place = |id: &str| {
            let found = places.get(id).copied();
            if found.is_none() {
                unknown.push(format!("no place '{id}'"));
            }
            found.unwrap_or(PlaceIx(0))
        };
        let (from, to) = (place(&trip.from), place(&trip.to));
        let back_to = trip.back.as_ref().map(|back| place(&back.to));
        let passages = trip.passages.iter().map(|passage| place(&passage.control_point)).collect();
        let fleet = fleet_of(operation, &trip.vehicle);
        if fleet.is_none() {
            unknown.push(format!("no vehicle '{}'", trip.vehicle));
        }
        let mut load = Vec::new();
        let mut persons = Persons::NONE;
        for part in &trip.load {
            let group = people.get(part.people.as_str()).copied();
            match group.and_then(|ix| Some((ix, operation.people[ix].parties.get(part.party)?))) {
                Some((ix, class)) => {
                    persons += class.persons.times(part.count);
                    load.push((ix, part.party, part.count));
                }
                None => unknown.push(format!("no party {} of people '{}'", part.party, part.people)),
            }
        }
        let begun = past.begun.get(&index);
        let done = begun.map_or(Moment(i64::MIN), |_| past.at);
        let arrived = begun.is_some_and(|old| old.arrive <= past.at);
        match fleet.filter(|_| unknown.is_empty()) {
            Some(fleet) => {
                known.push(Known {
                    index,
                    trip,
                    fleet,
                    from,
                    to,
                    back_to,
                    passages,
                    load,
                    persons,
                    done,
                    arrived,
                });
            }
            None => findings.push(Finding { rule: Rule::R001, trip: Some(index), what: unknown.join("; ") }),
        }
    }
    known
}

fn fleet_of<'a>(operation: &'a Operation, vehicle: &str) -> Option<&'a Fleet> {
    operation.fleets.iter().find(|fleet| {
        let number = vehicle.strip_prefix(&fleet.id).and_then(|rest| rest.strip_prefix('-'));
        let number = number.filter(|n| !n.starts_with('0') && n.bytes().all(|b| b.is_ascii_digit()));
        number.and_then(|n| n.parse().ok()).is_some_and(|n: u32| (1..=fleet.count).contains(&n))
    })
}

/// Everything that can be said of a trip alone.
pub(super) fn check_each(
    operation: &Operation,
    known: &[Known],
    roads: &mut Roads,
    findings: &mut Vec<Finding>,
) {
    for trip in known {
        check_loading(operation, trip, findings);
        check_way(operation, trip, roads, findings);
        check_unloading(operation, trip, findings);
        check_back(operation, trip, roads, findings);
        check_load(operation, trip, findings);
    }
}

fn check_loading(operation: &Operation, known: &Known, findings: &mut Vec<Finding>) {
    let trip = known.trip;
    let needed = operation.place(known.from).turnround.duration(known.persons);
    if !known.may_end(trip.load_end, trip.load_start + needed) {
        let found = (trip.load_end - trip.load_start).seconds();
        findings
            .push(known.finding(Rule::R201, format!("loading takes {found} s, not {} s", needed.seconds())));
    }
    if trip.load_start < Moment::START {
        findings
            .push(known.finding(Rule::R901, format!("loading begins at {} s", trip.load_start.seconds())));
    }
    for (people, _, _) in &known.load {
        let people = &operation.people[*people];
        if trip.load_start < people.ready && !known.has_been(trip.load_start) {
            let what = format!(
                "loads at {} s, '{}' are ready at {} s",
                trip.load_start.0, people.id, people.ready.0
            );
            findings.push(known.finding(Rule::R203, what));
        }
    }
    if trip.depart < trip.load_end && !known.has_been(trip.depart) {
        let what = format!("departs at {} s, loaded at {} s", trip.depart.0, trip.load_end.0);
        findings.push(known.finding(Rule::R301, what));
    }
}

/// Rules 1, 4 (reaching control points) and 5 (arrival).
fn check_way(operation: &Operation, known: &Known, roads: &mut Roads, findings: &mut Vec<Finding>) {
    let trip = known.trip;
    if !known.arrived {
        check_route(operation, known, roads, findings);
    }
    if trip.arrive.seconds() > operation.horizon.seconds() {
        let what = format!("arrives at {} s, the horizon is {} s", trip.arrive.0, operation.horizon.0);
        findings.push(known.finding(Rule::R902, what));
    }
}

/// The control points of the route, and the times of driving between them.
fn check_route(operation: &Operation, known: &Known, roads: &mut Roads, findings: &mut Vec<Finding>) {
    let trip = known.trip;
    let name = |list: &[usize]| {
        let ids: Vec<&str> = list.iter().map(|p| operation.places[*p].id.as_str()).collect();
        if ids.is_empty() { "none".to_owned() } else { ids.join(", ") }
    };
    let is: Vec<usize> = known.passages.iter().map(|place| place.0).collect();
    let controls = |way: &Way| way.controls.iter().map(|(control, _)| *control).collect::<Vec<usize>>();
    let mut way = roads.way(known.from, known.to).cloned();
    let mut made = trip.passages.iter().take_while(|passage| known.has_been(passage.enter)).count();
    match made.checked_sub(1) {
        // Roads have changed since it set out: it goes on by the quickest route from where it is.
        Some(last) if way.as_ref().map(controls).as_ref() != Some(&is) => {
            way = roads.way(known.passages[last], known.to).cloned();
        }
        _ => made = 0,
    }
    let Some(way) = way else {
        findings.push(known.finding(Rule::R101, format!("no road leads from {} to {}", trip.from, trip.to)));
        return;
    };
    if controls(&way) != is[made..] {
        let what =
            format!("passes {}; the quickest route passes {}", name(&is[made..]), name(&controls(&way)));
        findings.push(known.finding(Rule::R102, what));
        return;
    }
    let start = made.checked_sub(1).map_or(trip.depart, |last| trip.passages[last].exit);
    let (mut clock, mut driven) = (start.seconds(), 0);
    for (passage, (_, seconds)) in trip.passages[made..].iter().zip(&way.controls) {
        clock += seconds - driven;
        driven = *seconds;
        if passage.enter.seconds() < clock && !known.has_been(passage.enter) {
            let what =
                format!("enters {} at {} s, is there at {clock} s", passage.control_point, passage.enter.0);
            findings.push(known.finding(Rule::R401, what));
        }
        clock = passage.exit.seconds();
    }
    clock += way.seconds - driven;
    if !known.may_end(trip.arrive, Moment(clock)) {
        findings.push(known.finding(Rule::R101, format!("arrives at {} s, not {clock} s", trip.arrive.0)));
    }
}

fn check_unloading(operation: &Operation, known: &Known, findings: &mut Vec<Finding>) {
    let trip = known.trip;
    if trip.unload_start < trip.arrive && !known.has_been(trip.unload_start) {
        let what = format!("unloads at {} s, arrives at {} s", trip.unload_start.0, trip.arrive.0);
        findings.push(known.finding(Rule::R501, what));
    }
    let needed = operation.place(known.to).turnround.duration(known.persons);
    if !known.may_end(trip.unload_end, trip.unload_start + needed) {
        let found = (trip.unload_end - trip.unload_start).seconds();
        findings.push(
            known.finding(Rule::R502, format!("unloading takes {found} s, not {} s", needed.seconds())),
        );
    }
}

fn check_back(operation: &Operation, known: &Known, roads: &mut Roads, findings: &mut Vec<Finding>) {
    let (Some(back), Some(to)) = (&known.trip.back, known.back_to) else { return };
    if back.depart < known.trip.unload_end && !known.has_been(back.depart) {
        let what = format!("drives back at {} s, unloaded at {} s", back.depart.0, known.trip.unload_end.0);
        findings.push(known.finding(Rule::R601, what));
    }
    if operation.place(to).kind != crate::place::PlaceKind::Staging {
        findings.push(known.finding(Rule::R602, format!("drives back to {}", back.to)));
    }
    let should = roads.empty_arrival(known.to, to, back.depart);
    // Where the road was cut behind it, it is no matter of the plan when it gets there.
    let was = known.has_been(back.arrive)
        || should.map_or(known.has_been(back.depart), |should| known.has_been(should));
    if should != Some(back.arrive) && !was {
        let should = should.map_or("never".to_owned(), |m| format!("at {} s", m.seconds()));
        findings
            .push(known.finding(Rule::R603, format!("is back at {} s; it would be {should}", back.arrive.0)));
    }
}

/// Rule 8, as far as one trip goes.
fn check_load(operation: &Operation, known: &Known, findings: &mut Vec<Finding>) {
    let (persons, fleet) = (known.persons, known.fleet);
    if known.has_been(known.trip.load_start) {
        check_agreed(operation, known, findings);
        return;
    }
    if persons.seats() > fleet.seats {
        let what = format!("{} persons on {} seats", persons.seats(), fleet.seats);
        findings.push(known.finding(Rule::R801, what));
    }
    if persons.stretcher > fleet.stretchers {
        let what = format!("{} persons on {} stretcher places", persons.stretcher, fleet.stretchers);
        findings.push(known.finding(Rule::R802, what));
    }
    for (people, _, _) in &known.load {
        let people = &operation.people[*people];
        if people.at != known.from {
            let at = &operation.place(people.at).id;
            let what = format!("'{}' are at {at}, not at {}", people.id, known.trip.from);
            findings.push(known.finding(Rule::R806, what));
        }
    }
    check_agreed(operation, known, findings);
}

/// Rule 8: people are brought only where they agreed to go.
fn check_agreed(operation: &Operation, known: &Known, findings: &mut Vec<Finding>) {
    if known.arrived {
        return;
    }
    if !operation.place(known.to).kind.is_destination() {
        findings
            .push(known.finding(Rule::R805, format!("{} is no reception and no hospital", known.trip.to)));
    }
    let mut groups: Vec<usize> = known.load.iter().map(|(people, _, _)| *people).collect();
    groups.sort_unstable();
    groups.dedup();
    for people in groups.into_iter().map(|ix| &operation.people[ix]) {
        if people.to.as_ref().is_some_and(|agreed| !agreed.contains(&known.to)) {
            let what = format!("'{}' did not agree to {}", people.id, known.trip.to);
            findings.push(known.finding(Rule::R805, what));
        }
    }
}

/// Rules 1, 2 and 6 between the trips of one vehicle.
pub(super) fn check_vehicles(known: &[Known], roads: &mut Roads, findings: &mut Vec<Finding>) {
    let mut by_vehicle: BTreeMap<&str, Vec<&Known>> = BTreeMap::new();
    for trip in known {
        by_vehicle.entry(&trip.trip.vehicle).or_default().push(trip);
    }
    for trips in by_vehicle.values_mut() {
        trips.sort_by_key(|known| (known.trip.load_start, known.index));
        if let Some(first) = trips.first() {
            let there = roads.empty_arrival(first.fleet.at, first.from, first.fleet.available);
            let late = there.is_none_or(|there| first.trip.load_start < there);
            if late && !first.has_been(first.trip.load_start) {
                let there = there.map_or("never there".to_owned(), |m| format!("there at {} s", m.seconds()));
                let what = format!("loads at {} s, is {there} at the earliest", first.trip.load_start.0);
                findings.push(first.finding(Rule::R202, what));
            }
        }
        for pair in trips.windows(2) {
            let (before, next) = (pair[0], pair[1]);
            let what = match (&before.trip.back, before.back_to) {
                (Some(back), Some(to)) if to != next.from => {
                    format!("is at {}, loads at {}", back.to, next.trip.from)
                }
                (Some(back), _) if next.trip.load_start < back.arrive => {
                    format!("loads at {} s, is back at {} s", next.trip.load_start.0, back.arrive.0)
                }
                (Some(_), _) => continue,
                (None, _) => format!(
                    "loads at {} s, but trip {} has no way back",
                    next.trip.load_start.0, before.index
                ),
            };
            if !next.has_been(next.trip.load_start) {
                findings.push(next.finding(Rule::R604, what));
            }
        }
    }
}
