//! What limits a plan, measured on the plan itself: how often each resource was used to the last bit
//! while people were still waiting. The most binding first.
//!
//! Never here: what one more of a resource would buy; that needs prices, not counts.

use evacuation::operation::Operation;
use evacuation::place::{Control, Place};
use evacuation::plan::{Plan, Trip};
use evacuation::quantity::{Moment, Span};
use std::collections::{BTreeMap, HashMap};

/// A resource binds if it was at its limit in this share of the cases.
const SHARE_MIN: f64 = 0.2;

/// A sentence for each resource that binds, such as `control_point ramouseh: headway of 2 h; …`.
pub(crate) fn binding(operation: &Operation, plan: &Plan) -> Vec<String> {
    let mut found: Vec<(f64, String)> = Vec::new();
    for place in &operation.places {
        if let Some(control) = &place.control {
            passages(place, control, plan, &mut found);
        }
        bays(place, plan, &mut found);
        capacity(operation, place, plan, &mut found);
    }
    escorts(operation, plan, &mut found);
    fleets(operation, plan, &mut found);
    found.retain(|(share, _)| *share >= SHARE_MIN);
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    found.into_iter().map(|(_, sentence)| sentence).collect()
}

fn share(part: usize, of: usize) -> f64 {
    if of == 0 { 0.0 } else { part as f64 / of as f64 }
}

/// Headway, inspection, full convoys, and closed hours of a control point.
fn passages(place: &Place, control: &Control, plan: &Plan, found: &mut Vec<(f64, String)>) {
    let mut vehicles: BTreeMap<Moment, u32> = BTreeMap::new();
    for passage in plan.trips.iter().flat_map(|trip| &trip.passages).filter(|p| p.control_point == place.id) {
        *vehicles.entry(passage.enter).or_default() += 1;
    }
    let all: Vec<(Moment, u32)> = vehicles.into_iter().collect();
    let id = &place.id;
    let (mut headway, mut inspection) = (0, 0);
    for pair in all.windows(2) {
        let (apart, lasting) = (pair[1].0 - pair[0].0, control.passage_duration(pair[0].1));
        if apart <= control.headway.max(lasting) + Span(1) {
            if lasting >= control.headway { inspection += 1 } else { headway += 1 }
        }
    }
    let of = all.len();
    let way = format!("{of} passages");
    if headway > 0 {
        let what = format!("headway of {}; {headway} of {way} begin as soon as it allows", control.headway);
        found.push((share(headway, of), format!("control_point {id}: {what}")));
    }
    if inspection > 0 {
        let what = format!("inspection; {inspection} of {way} begin as soon as the one before is through");
        found.push((share(inspection, of), format!("control_point {id}: {what}")));
    }
    if let Some(most) = control.convoy_max {
        let full = all.iter().filter(|(_, vehicles)| *vehicles >= most).count();
        let what = format!("convoy_max; {full} of {way} have all {most} vehicles");
        found.push((share(full, of), format!("control_point {id}: {what}")));
    }
    if let (Some(open), Some((last, _))) = (&control.open, all.last()) {
        let opened: i64 = open.iter().map(|w| (w.closes.min(*last) - w.opens.min(*last)).seconds()).sum();
        let closed = Span(last.seconds().max(0) - opened);
        let what = format!("closed for {closed} of the {} until the last passage", Span(last.seconds()));
        found.push((
            closed.seconds() as f64 / last.seconds().max(1) as f64,
            format!("control_point {id}: {what}"),
        ));
    }
}

/// How long all bays of a place were in use together, of the time from first to last use.
fn bays(place: &Place, plan: &Plan, found: &mut Vec<(f64, String)>) {
    let Some(bays) = place.bays.map(i64::from) else { return };
    let mut events: Vec<(Moment, i64)> = Vec::new();
    for trip in &plan.trips {
        if trip.from == place.id {
            events.extend([(trip.load_start, 1), (trip.load_end, -1)]);
        }
        if trip.to == place.id {
            events.extend([(trip.unload_start, 1), (trip.unload_end, -1)]);
        }
    }
    events.sort_unstable();
    let (mut used, mut full, mut busy) = (0, Span::ZERO, Span::ZERO);
    for pair in events.windows(2) {
        used += pair[0].1;
        let lasting = pair[1].0 - pair[0].0;
        if used > 0 {
            busy += lasting;
        }
        if used >= bays {
            full += lasting;
        }
    }
    let id = &place.id;
    let sentence = format!("bays at {id}: all {bays} are in use for {full} of the {busy} in which any is");
    found.push((full.seconds() as f64 / busy.seconds().max(1) as f64, sentence));
}

/// A destination that has no room left for the smallest party left behind, or for anyone.
fn capacity(operation: &Operation, place: &Place, plan: &Plan, found: &mut Vec<(f64, String)>) {
    let Some(capacity) = place.capacity.map(u64::from) else { return };
    let to_here = plan.trips.iter().filter(|trip| trip.to == place.id);
    let taken: u64 =
        to_here.map(|trip| u64::from(evacuation::convoy::persons_of(operation, trip).total())).sum();
    let smallest = plan.left.iter().filter_map(|left| {
        let people = operation.people.iter().find(|people| people.id == left.people)?;
        Some(u64::from(people.parties.get(left.party)?.persons.total()))
    });
    let needed = smallest.min().unwrap_or(1).max(1);
    if taken + needed > capacity {
        found.push((1.0, format!("capacity of {}: {taken} of {capacity} places are taken", place.id)));
    }
}

/// Departures after which not one more vehicle of the same kind could have left.
fn escorts(operation: &Operation, plan: &Plan, found: &mut Vec<(f64, String)>) {
    let Some(escorts) = &operation.escorts else { return };
    let needed: HashMap<&str, u32> =
        plan.trips.iter().map(|trip| (trip.vehicle.as_str(), escorts_of(operation, trip))).collect();
    let mut events: Vec<(Moment, bool, i64)> = Vec::new();
    for trip in &plan.trips {
        let held = i64::from(needed.get(trip.vehicle.as_str()).copied().unwrap_or_default());
        events.push((trip.depart, true, held));
        if let Some(back) = &trip.back {
            events.push((back.arrive, false, -held));
        }
    }
    events.sort_unstable();
    let (mut held, mut tight, mut departures) = (0, 0, 0);
    for (ix, (moment, departs, change)) in events.iter().enumerate() {
        held += change;
        // Vehicles that leave together are one departure.
        if *departs && *change > 0 && events.get(ix + 1).is_none_or(|next| next.0 != *moment) {
            departures += 1;
            tight += usize::from(held + change > i64::from(escorts.in_force(*moment)));
        }
    }
    let sentence = format!("escorts: none is free after {tight} of {departures} departures");
    found.push((share(tight, departures), sentence));
}

fn escorts_of(operation: &Operation, trip: &Trip) -> u32 {
    let fleet = trip.vehicle.rsplit_once('-').map(|(fleet, _)| fleet);
    operation.fleets.iter().find(|known| Some(known.id.as_str()) == fleet).map_or(0, |fleet| fleet.escorts)
}

/// Vehicles that load again the moment that they are back, or that were never idle: more of them would help.
fn fleets(operation: &Operation, plan: &Plan, found: &mut Vec<(f64, String)>) {
    let mut by_vehicle: BTreeMap<&str, Vec<&Trip>> = BTreeMap::new();
    for trip in &plan.trips {
        by_vehicle.entry(&trip.vehicle).or_default().push(trip);
    }
    for fleet in &operation.fleets {
        let (mut again, mut at_once) = (0, 0);
        for number in 1..=fleet.count {
            let Some(trips) = by_vehicle.get_mut(fleet.vehicle_id(number).as_str()) else { continue };
            trips.sort_by_key(|trip| trip.load_start);
            for pair in trips.windows(2) {
                again += 1;
                let back = pair[0].back.as_ref().map(|back| back.arrive);
                at_once += usize::from(back.is_some_and(|back| pair[1].load_start <= back + Span(60)));
            }
        }
        let what = format!("{at_once} of {again} times a vehicle loads again as soon as it is back");
        found.push((share(at_once, again), format!("vehicles {}: {what}", fleet.id)));
    }
}
