//! Control points as they were passed: vehicles that went in together, or closer together than the
//! rules allow, are read as one passage. Then everything else of each trip follows, in order of time.
//!
//! Never here: windows (`corridor`).

use super::assumption::{Assumption, AssumptionKind};
use super::course::Course;
use super::{Known, empty};
use crate::operation::Operation;
use crate::place::{Control, PlaceIx};
use crate::quantity::{Moment, Span};
use crate::route::Routes;
use std::collections::{BTreeMap, HashMap};

/// So much later than stated a passage may be read to keep a headway.
const MOVED_MAX: Span = Span(5 * 60);

/// Vehicles that went through together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Passed {
    pub(super) place: PlaceIx,
    pub(super) enter: Moment,
    pub(super) exit: Moment,
    /// The trip, by index, and the how-manieth control point of its way this is.
    members: Vec<(usize, usize)>,
    stated: Moment,
}

/// What happens next, in order of time: a trip begins, or a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Load(usize),
    Pass(usize),
}

/// Reads all times of all trips. Returns the passages.
pub(super) fn drive(
    known: &Known<'_>,
    operation: &Operation,
    courses: &mut [Course<'_>],
    assumptions: &mut Vec<Assumption>,
) -> Vec<Passed> {
    let mut passed = together(operation, courses);
    let mut steps: Vec<(Moment, Step)> =
        courses.iter().enumerate().map(|(ix, course)| (course.start, Step::Load(ix))).collect();
    steps.extend(passed.iter().enumerate().map(|(ix, group)| (group.stated, Step::Pass(ix))));
    steps.sort_unstable();
    let mut routes = Routes::new(operation);
    let mut last_trip: HashMap<String, usize> = HashMap::new();
    let mut last_passed: BTreeMap<PlaceIx, (Moment, Moment)> = BTreeMap::new();
    for course in courses.iter_mut() {
        course.read.passages.clear();
    }
    for (_, step) in steps {
        match step {
            Step::Load(ix) => {
                let before = last_trip.insert(courses[ix].id.vehicle.clone(), ix);
                let ready = there(known, operation, &mut routes, courses, (before, ix));
                courses[ix].load(operation, ready, known.at);
            }
            Step::Pass(ix) => {
                let regular = pass(operation, courses, &mut passed[ix], &mut last_passed, known.at);
                if !regular {
                    let Passed { place, enter, .. } = &passed[ix];
                    let irregular = Assumption::new(AssumptionKind::Irregular).with("since", *enter);
                    assumptions.push(irregular.with("place", operation.place(*place).id.as_str()));
                }
            }
        }
    }
    for ix in last_trip.into_values() {
        courses[ix].end(operation, None, known.at);
        courses[ix].go_back(operation, &mut routes, None);
    }
    passed
}

/// When the vehicle is where this trip begins: after the way back of the trip before, or at first.
fn there(
    known: &Known<'_>,
    operation: &Operation,
    routes: &mut Routes<'_>,
    courses: &mut [Course<'_>],
    (before, ix): (Option<usize>, usize),
) -> Moment {
    let (from, start) = (courses[ix].from, courses[ix].start);
    let Some(before) = before else {
        let fleet = &operation.fleets[courses[ix].fleet];
        return empty::arrives(operation, routes, fleet.at, from, fleet.available).unwrap_or(start);
    };
    courses[before].end(operation, Some(start), known.at);
    courses[before].go_back(operation, routes, Some((from, start)));
    courses[before].read.back.map_or(start, |(.., arrives)| arrives)
}

/// Who went in together, by what was stated.
fn together(operation: &Operation, courses: &[Course<'_>]) -> Vec<Passed> {
    let mut entered: BTreeMap<(PlaceIx, Moment), Vec<(usize, usize)>> = BTreeMap::new();
    for (ix, course) in courses.iter().enumerate() {
        for (number, (place, _)) in course.way.iter().enumerate() {
            let id = &operation.place(*place).id;
            let passage = course.real.passages.iter().find(|passage| passage.control_point == *id);
            if let Some(stated) = passage.and_then(|passage| passage.entered.or(passage.through)) {
                entered.entry((*place, stated)).or_default().push((ix, number));
            }
        }
    }
    let mut groups: Vec<Passed> = Vec::new();
    for ((place, stated), members) in entered {
        let Some(control) = operation.place(place).control.as_ref() else { continue };
        match groups.last_mut().filter(|last| last.place == place) {
            Some(last) if joins(control, last, stated, members.len()) => last.members.extend(members),
            _ => groups.push(Passed { place, enter: stated, exit: stated, members, stated }),
        }
    }
    groups
}

/// Whether vehicles that went in at `stated` are read as part of the passage before them: they came
/// sooner after it than the rules allow, and there is room in it.
fn joins(control: &Control, last: &Passed, stated: Moment, vehicles: usize) -> bool {
    let count = |vehicles: usize| u32::try_from(vehicles).unwrap_or(u32::MAX);
    let free = last.stated + control.headway.max(control.passage_duration(count(last.members.len())));
    stated < free && control.convoy_max.is_none_or(|most| count(last.members.len() + vehicles) <= most)
}

/// Reads one passage. `false` where it does not keep the rules between passages.
fn pass(
    operation: &Operation,
    courses: &mut [Course<'_>],
    group: &mut Passed,
    last: &mut BTreeMap<PlaceIx, (Moment, Moment)>,
    at: Moment,
) -> bool {
    let Some(control) = operation.place(group.place).control.as_ref() else { return true };
    group.enter = group.stated;
    for (ix, number) in &group.members {
        group.enter = group.enter.max(reaches(operation, &mut courses[*ix], *number));
    }
    let mut regular = true;
    if let Some((enter, exit)) = last.get(&group.place) {
        let free = (*enter + control.headway).max(*exit);
        if group.enter < free {
            regular = free - group.enter <= MOVED_MAX && free < at;
            group.enter = if regular { free } else { group.enter };
        }
    }
    let vehicles = u32::try_from(group.members.len()).unwrap_or(u32::MAX);
    group.exit = group.enter + control.passage_duration(vehicles);
    regular &= control.convoy_max.is_none_or(|most| vehicles <= most);
    let before = last.insert(group.place, (group.enter, group.exit));
    if let Some((_, exit)) = before.filter(|(_, exit)| *exit > group.exit) {
        last.insert(group.place, (group.enter, exit));
    }
    for (ix, number) in &group.members {
        courses[*ix].read.passages.truncate(*number);
        courses[*ix].read.passages.push((group.enter, group.exit));
    }
    regular
}

/// When a vehicle reaches the control point with this number on its way; points before it of which
/// nothing was stated are taken as passed at once.
fn reaches(operation: &Operation, course: &mut Course<'_>, number: usize) -> Moment {
    let clock =
        |course: &Course<'_>| course.read.passages.last().map_or(course.read.depart, |(_, exit)| *exit);
    while course.read.passages.len() < number {
        let (place, travel) = course.way[course.read.passages.len()];
        let enter = clock(course) + travel;
        let takes = operation.place(place).control.as_ref().map(|control| control.passage_duration(1));
        course.read.passages.push((enter, enter + takes.unwrap_or_default()));
    }
    clock(course) + course.way.get(number).map_or(Span::ZERO, |(_, travel)| *travel)
}
