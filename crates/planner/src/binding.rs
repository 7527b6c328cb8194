//! What limits a plan, measured on the plan itself: how often each resource was used to the last bit
//! while people were still waiting; and, where the operation was solved as a fluid, what one more of it
//! is worth there. The most binding first.
//!
//! Never here: what one more truly buys, which planning anew says (see `worth`).

use crate::fluid::Fluid;
use crate::problem::Problem;
use evacuation::operation::Operation;
use evacuation::place::{Control, Place};
use evacuation::plan::{Plan, Trip};
use evacuation::quantity::{Moment, Span};
use std::collections::{BTreeMap, HashMap};

/// A resource binds if it was at its limit in this share of the cases.
const SHARE_MIN: f64 = 0.2;
/// Less than this share of the exposure is not told: prices are not that exact.
const WORTH_MIN: f64 = 1e-4;

/// Something that binds: in what share of the cases, one more of what, and the sentence.
struct Limit<'a> {
    share: f64,
    more: More<'a>,
    sentence: String,
}

/// What there could be one more of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum More<'a> {
    Lane(&'a str),
    ConvoyPlace(&'a str),
    Bay(&'a str),
    Room(&'a str),
    Escort,
    Vehicle(&'a str),
    Nothing,
}

/// A sentence for each resource that binds, such as `control_point ramouseh: inspection; 20 of 31
/// passages begin as soon as the one before is through; one more lane: about 412 person-hours less`.
pub(crate) fn binding(problem: &Problem, plan: &Plan, fluid: Option<&Fluid>) -> Vec<String> {
    let operation = problem.operation;
    let mut found: Vec<Limit> = Vec::new();
    for place in &operation.places {
        if let Some(control) = &place.control {
            passages(place, control, plan, &mut found);
        }
        bays(place, plan, &mut found);
        capacity(operation, place, plan, &mut found);
    }
    escorts(operation, plan, &mut found);
    fleets(operation, plan, &mut found);
    found.retain(|limit| limit.share >= SHARE_MIN);
    let worth = |limit: &Limit| fluid.map_or(0.0, |fluid| hours(problem, fluid, limit.more));
    let mut priced: Vec<(f64, Limit)> = found.into_iter().map(|limit| (worth(&limit), limit)).collect();
    priced.sort_by(|(a, one), (b, two)| {
        b.total_cmp(a).then(two.share.total_cmp(&one.share)).then_with(|| one.sentence.cmp(&two.sentence))
    });
    let least = plan.exposure_person_h * WORTH_MIN;
    priced.into_iter().map(|(hours, limit)| limit.told(if hours < least { 0.0 } else { hours })).collect()
}

impl Limit<'_> {
    fn told(self, hours: f64) -> String {
        let what = match self.more {
            More::Lane(_) => "lane",
            More::ConvoyPlace(_) => "vehicle in a passage",
            More::Bay(_) => "bay",
            More::Room(_) => "place",
            More::Escort => "escort",
            More::Vehicle(_) => "vehicle",
            More::Nothing => return self.sentence,
        };
        if hours <= 0.0 {
            return self.sentence;
        }
        format!("{}; one more {what}: about {hours:.0} person-hours less", self.sentence)
    }
}

/// Person-hours that one more saves in the fluid.
fn hours(problem: &Problem, fluid: &Fluid, more: More) -> f64 {
    let operation = problem.operation;
    let place = |stops: &[crate::problem::Stop], id: &str| {
        stops.iter().position(|stop| operation.place(stop.place).id == id)
    };
    let gate = |id: &str| problem.gates.iter().position(|gate| operation.place(gate.place).id == id);
    let of_gate = |id: &str, there_are: &dyn Fn(&Control) -> Option<u32>| {
        let gate = gate(id)?;
        let count = there_are(&problem.gates[gate].control)?;
        Some(fluid.gate_worth(gate) / f64::from(count.max(1)))
    };
    let seconds = match more {
        More::Lane(id) => of_gate(id, &|control| Some(control.lanes)),
        More::ConvoyPlace(id) => of_gate(id, &|control| control.convoy_max),
        More::Bay(id) => {
            let stage = place(&problem.stages, id).map(|stage| fluid.stage_bay_worth(stage));
            stage.or_else(|| Some(fluid.goal_bay_worth(place(&problem.goals, id)?)))
        }
        More::Room(id) => place(&problem.goals, id).map(|goal| fluid.room_price(goal)),
        More::Escort => Some(fluid.escort_worth()),
        More::Vehicle(id) => {
            let class = operation.fleets.iter().position(|fleet| fleet.id == id);
            class.map(|class| fluid.vehicle_worth(problem, class))
        }
        More::Nothing => None,
    };
    seconds.unwrap_or(0.0) / 3600.0
}

fn limit(share: f64, more: More<'_>, sentence: String) -> Limit<'_> {
    Limit { share, more, sentence }
}

fn share(part: usize, of: usize) -> f64 {
    if of == 0 { 0.0 } else { part as f64 / of as f64 }
}

/// Headway, inspection, full convoys, and closed hours of a control point.
fn passages<'a>(place: &'a Place, control: &Control, plan: &Plan, found: &mut Vec<Limit<'a>>) {
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
        found.push(limit(share(headway, of), More::ConvoyPlace(id), format!("control_point {id}: {what}")));
    }
    if inspection > 0 {
        let what = format!("inspection; {inspection} of {way} begin as soon as the one before is through");
        found.push(limit(share(inspection, of), More::Lane(id), format!("control_point {id}: {what}")));
    }
    if let Some(most) = control.convoy_max {
        let full = all.iter().filter(|(_, vehicles)| *vehicles >= most).count();
        let what = format!("convoy_max; {full} of {way} have all {most} vehicles");
        found.push(limit(share(full, of), More::ConvoyPlace(id), format!("control_point {id}: {what}")));
    }
    if let (Some(open), Some((last, _))) = (&control.open, all.last()) {
        let opened: i64 = open.iter().map(|w| (w.closes.min(*last) - w.opens.min(*last)).seconds()).sum();
        let closed = Span(last.seconds().max(0) - opened);
        let what = format!("closed for {closed} of the {} until the last passage", Span(last.seconds()));
        let of_time = closed.seconds() as f64 / last.seconds().max(1) as f64;
        found.push(limit(of_time, More::Nothing, format!("control_point {id}: {what}")));
    }
}

/// How long all bays of a place were in use together, of the time from first to last use.
fn bays<'a>(place: &'a Place, plan: &Plan, found: &mut Vec<Limit<'a>>) {
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
    found.push(limit(full.seconds() as f64 / busy.seconds().max(1) as f64, More::Bay(id), sentence));
}

/// A destination that has no room left for the smallest party left behind, or for anyone.
fn capacity<'a>(operation: &Operation, place: &'a Place, plan: &Plan, found: &mut Vec<Limit<'a>>) {
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
        let sentence = format!("capacity of {}: {taken} of {capacity} places are taken", place.id);
        found.push(limit(1.0, More::Room(&place.id), sentence));
    }
}

/// Departures after which not one more vehicle of the same kind could have left.
fn escorts(operation: &Operation, plan: &Plan, found: &mut Vec<Limit>) {
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
    found.push(limit(share(tight, departures), More::Escort, sentence));
}

fn escorts_of(operation: &Operation, trip: &Trip) -> u32 {
    let fleet = trip.vehicle.rsplit_once('-').map(|(fleet, _)| fleet);
    operation.fleets.iter().find(|known| Some(known.id.as_str()) == fleet).map_or(0, |fleet| fleet.escorts)
}

/// Vehicles that load again the moment that they are back, or that were never idle: more of them would help.
fn fleets<'a>(operation: &'a Operation, plan: &Plan, found: &mut Vec<Limit<'a>>) {
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
        found.push(limit(
            share(at_once, again),
            More::Vehicle(&fleet.id),
            format!("vehicles {}: {what}", fleet.id),
        ));
    }
}
