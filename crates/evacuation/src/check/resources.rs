//! Rules about what trips share: bays, passages, escorts, parties and places' capacity
//! (rules 2, 4, 5, 7, 8).

use super::past::Past;
use super::trips::Known;
use super::{Finding, Rule};
use crate::operation::Operation;
use crate::place::{Control, Window};
use crate::quantity::{Moment, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Rule 2 and 5: a bay is held from start to end, the end not included.
pub(super) fn check_bays(operation: &Operation, known: &[Known], past: &Past, findings: &mut Vec<Finding>) {
    let mut held: BTreeMap<usize, Vec<(Moment, i32)>> = BTreeMap::new();
    for Known { trip, from, to, .. } in known {
        for (place, start, end) in
            [(from, trip.load_start, trip.load_end), (to, trip.unload_start, trip.unload_end)]
        {
            if start < end {
                held.entry(place.0).or_default().extend([(start, 1), (end, -1)]);
            }
        }
    }
    for (place, mut events) in held {
        let place = &operation.places[place];
        let Some(bays) = place.bays else { continue };
        events.sort_unstable();
        let (mut now, mut over, mut first, mut most) = (0i64, 0u32, None, 0i64);
        for (moment, change) in events {
            now += i64::from(change);
            most = most.max(now);
            if change > 0 && now > i64::from(bays) && moment >= past.at {
                over += 1;
                first.get_or_insert(moment);
            }
        }
        if let Some(first) = first {
            let id = &place.id;
            let what =
                format!("{id}: {most} vehicles at {bays} bays; {over} times, first at {} s", first.seconds());
            findings.push(Finding { rule: Rule::R204, trip: None, what });
        }
    }
}

/// A control point's passages: entry → the trips in it, each with the exit that the plan gives.
type Passages<'a> = BTreeMap<Moment, Passage<'a>>;

#[derive(Default)]
struct Passage<'a> {
    vehicles: Vec<(&'a Known<'a>, Moment)>,
    /// Exits of vehicles that went through with them before a plan was made anew and are gone from it.
    gone: Vec<Moment>,
}

/// Rule 4: what vehicles that enter together, and after one another, must keep.
pub(super) fn check_passages(
    operation: &Operation,
    known: &[Known],
    past: &Past,
    findings: &mut Vec<Finding>,
) {
    let mut at: BTreeMap<usize, Passages> = BTreeMap::new();
    for trip in known {
        for (place, passage) in trip.passages.iter().zip(&trip.trip.passages) {
            let passages = at.entry(place.0).or_default();
            passages.entry(passage.enter).or_default().vehicles.push((trip, passage.exit));
        }
    }
    for (id, enter, exit) in &past.gone {
        if let Some(place) = operation.place_ix(id) {
            at.entry(place.0).or_default().entry(*enter).or_default().gone.push(*exit);
        }
    }
    for (place, passages) in at {
        let place = &operation.places[place];
        let Some(control) = &place.control else { continue };
        let mut before: Option<(Moment, Moment)> = None;
        for (enter, passage) in passages {
            let exit = if enter < past.at {
                check_passage_begun(&place.id, control, enter, &passage, findings)
            } else {
                check_passage(&place.id, control, enter, &passage.vehicles, findings)
            };
            if let Some((last_enter, last_exit)) = before.filter(|_| enter >= past.at) {
                check_pair(&place.id, control.headway, (last_enter, last_exit), enter, findings);
            }
            before = Some((enter, before.map_or(exit, |(_, last)| last.max(exit))));
        }
    }
}

/// A passage that began before the plan was made anew: who is through is through; the others leave when
/// it ends by its rules, or when it really does.
fn check_passage_begun(
    id: &str,
    control: &Control,
    enter: Moment,
    passage: &Passage,
    findings: &mut Vec<Finding>,
) -> Moment {
    let count = u32::try_from(passage.vehicles.len() + passage.gone.len()).unwrap_or(u32::MAX);
    let should = enter + control.passage_duration(count);
    for (trip, given) in &passage.vehicles {
        if *given != should && !trip.has_been(*given) && !trip.has_been(should) {
            let what = format!("leaves {id} at {} s; a passage of {count} ends at {} s", given.0, should.0);
            findings.push(trip.finding(Rule::R402, what));
        }
    }
    passage.vehicles.iter().map(|(_, exit)| *exit).chain(passage.gone.iter().copied()).max().unwrap_or(should)
}

fn check_passage(
    id: &str,
    control: &Control,
    enter: Moment,
    vehicles: &[(&Known, Moment)],
    findings: &mut Vec<Finding>,
) -> Moment {
    let count = u32::try_from(vehicles.len()).unwrap_or(u32::MAX);
    let rounds = i64::from(count.div_ceil(control.lanes.max(1)));
    let exit = enter + control.inspection.times(rounds);
    for (trip, given) in vehicles {
        if *given != exit {
            let what = format!("leaves {id} at {} s; a passage of {count} ends at {} s", given.0, exit.0);
            findings.push(trip.finding(Rule::R402, what));
        }
    }
    if control.convoy_max.is_some_and(|most| count > most) {
        let most = control.convoy_max.unwrap_or_default();
        let what = format!("{id}: {count} vehicles enter at {} s, at most {most} may", enter.0);
        findings.push(Finding { rule: Rule::R403, trip: None, what });
    }
    let within = |window: &Window| window.opens <= enter && exit <= window.closes;
    if control.open.as_ref().is_some_and(|windows| !windows.iter().any(within)) {
        let what = format!("{id}: the passage from {} s to {} s lies in no open window", enter.0, exit.0);
        findings.push(Finding { rule: Rule::R404, trip: None, what });
    }
    exit
}

fn check_pair(id: &str, headway: Span, last: (Moment, Moment), enter: Moment, findings: &mut Vec<Finding>) {
    if enter < last.1 {
        let what = format!("{id}: a passage enters at {} s, one before it ends at {} s", enter.0, last.1.0);
        findings.push(Finding { rule: Rule::R405, trip: None, what });
    }
    if enter - last.0 < headway {
        let what =
            format!("{id}: passages enter at {} s and {} s, headway {} s", last.0.0, enter.0, headway.0);
        findings.push(Finding { rule: Rule::R406, trip: None, what });
    }
}

/// Rule 7: counted at each departure; escorts who are back at that very second are free.
pub(super) fn check_escorts(
    operation: &Operation,
    known: &[Known],
    past: &Past,
    findings: &mut Vec<Finding>,
) {
    let Some(escorts) = &operation.escorts else { return };
    // (moment, returns before departures, change, index of the trip)
    let mut events: Vec<(Moment, bool, i64, usize)> = Vec::new();
    for trip in known {
        let needed = i64::from(trip.fleet.escorts);
        events.push((trip.trip.depart, true, needed, trip.index));
        if let Some(back) = &trip.trip.back {
            events.push((back.arrive.max(trip.trip.depart), false, -needed, trip.index));
        }
    }
    events.sort_unstable();
    let mut held = 0;
    for (ix, (moment, departs, change, trip)) in events.iter().enumerate() {
        held += change;
        let last_of_moment = events.get(ix + 1).is_none_or(|next| next.0 != *moment || !next.1);
        let count = i64::from(escorts.in_force(*moment));
        if *departs && *change > 0 && last_of_moment && held > count && *moment >= past.at {
            let what = format!(
                "{held} escorts away after the departure at {} s, there are {count}",
                moment.seconds()
            );
            findings.push(Finding { rule: Rule::R701, trip: Some(*trip), what });
        }
    }
}

/// Rule 8 over the whole plan: parties once at most, destinations within their capacity.
pub(super) fn check_people(operation: &Operation, known: &[Known], findings: &mut Vec<Finding>) {
    let mut carried: BTreeMap<(usize, usize), u64> = BTreeMap::new();
    let mut delivered: BTreeMap<usize, u64> = BTreeMap::new();
    let mut still_to_come: BTreeSet<usize> = BTreeSet::new();
    for trip in known {
        *delivered.entry(trip.to.0).or_default() += u64::from(trip.persons.total());
        if !trip.arrived() && trip.persons.total() > 0 {
            still_to_come.insert(trip.to.0);
        }
        for (people, class, count) in &trip.load {
            *carried.entry((*people, *class)).or_default() += u64::from(*count);
        }
    }
    for ((people, class), count) in carried {
        let there_are = operation.people[people].parties[class].count;
        if count > u64::from(there_are) {
            let id = &operation.people[people].id;
            let what = format!("party {class} of '{id}' is carried {count} times; there are {there_are}");
            findings.push(Finding { rule: Rule::R804, trip: None, what });
        }
    }
    for (place, count) in delivered.into_iter().filter(|(place, _)| still_to_come.contains(place)) {
        let place = &operation.places[place];
        if place.capacity.is_some_and(|capacity| count > u64::from(capacity)) {
            let what =
                format!("{}: {count} persons, capacity {}", place.id, place.capacity.unwrap_or_default());
            findings.push(Finding { rule: Rule::R803, trip: None, what });
        }
    }
}
