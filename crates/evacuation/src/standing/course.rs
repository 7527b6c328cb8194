//! Trips that began, read as they went: which vehicle, from where to where, who was on it, and all times
//! of the plan's form.
//!
//! Never here: control points, where vehicles meet (`passages`), or who the people are (`people`).

use super::assumption::{Assumption, AssumptionKind};
use super::people::Counted;
use super::roadside::Waits;
use super::{Known, empty};
use crate::account::{Doors, TripPicture};
use crate::convoy::{self, TripId};
use crate::operation::Operation;
use crate::place::PlaceIx;
use crate::plan::{Back, Load, PassageTime, Plan, Trip};
use crate::quantity::{Moment, Persons, Span};
use crate::route::Routes;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A way back leads through no more windows than this.
const DELAYS_MAX: usize = 8;
/// After this long without a word, a trip that should have arrived is named.
const OVERDUE_AFTER: Span = Span(10 * 60);

/// A trip that began.
#[derive(Clone, Debug)]
pub(super) struct Course<'a> {
    pub(super) id: TripId,
    pub(super) fleet: usize,
    pub(super) from: PlaceIx,
    pub(super) to: PlaceIx,
    /// The trip as planned, where it was.
    pub(super) twin: Option<&'a Trip>,
    pub(super) real: &'a TripPicture,
    pub(super) doors: Doors,
    /// When it began: somebody boarded, or it drove off.
    pub(super) start: Moment,
    /// Who is on it, and who is still to board.
    pub(super) persons: Persons,
    /// Control points with the driving time to each, and the driving time from the last.
    pub(super) way: Vec<(PlaceIx, Span)>,
    pub(super) last_leg: Span,
    /// How long aid that it brings in takes to unload, where there is any on board.
    pub(super) cargo: Span,
    /// The times as they are read.
    pub(super) read: Times,
}

/// The times of a trip as they are read, as far as they have been.
#[derive(Clone, Debug, Default)]
pub(super) struct Times {
    pub(super) load_start: Moment,
    pub(super) load_end: Moment,
    pub(super) depart: Moment,
    pub(super) passages: Vec<(Moment, Moment)>,
    pub(super) arrive: Moment,
    pub(super) unload_start: Moment,
    pub(super) unload_end: Moment,
    pub(super) back: Option<(Moment, PlaceIx, Moment)>,
}

impl Course<'_> {
    /// Whether nobody boards any more.
    pub(super) fn is_loaded(&self) -> bool {
        let counted_at_the_door = || {
            self.real.headcounts.iter().any(|counted| {
                Some(&counted.place) == self.real.from.as_ref() && Some(counted.at) >= self.doors.last_on
            })
        };
        self.real.departed.is_some() || !self.real.passages.is_empty() || counted_at_the_door()
    }

    /// Loading and departure, for a vehicle that is there from `ready` on.
    pub(super) fn load(&mut self, operation: &Operation, ready: Moment, at: Moment) {
        let takes = operation.place(self.from).turnround.duration(self.persons);
        let ready = ready.max(Moment::START);
        let before = at - Span(1);
        if self.is_loaded() {
            let departed = self.real.departed.unwrap_or(before);
            let last_on = self.doors.last_on.unwrap_or(departed).min(departed);
            self.read.load_start = (last_on - takes).max(ready).min(before);
        } else {
            // It holds its bay now.
            let first_on = self.doors.first_on.unwrap_or(before);
            self.read.load_start = first_on.max(ready).max(at - takes).min(before);
        }
        self.read.load_end = self.read.load_start + takes;
        self.read.depart = match self.real.departed {
            Some(departed) => departed.max(self.read.load_end),
            None if !self.real.passages.is_empty() => self.read.load_end,
            None => self.twin.map_or(at, |twin| twin.depart).max(self.read.load_end).max(at),
        };
    }

    /// From the last control point to the end of unloading. `next`: when its vehicle began another trip.
    pub(super) fn end(&mut self, operation: &Operation, next: Option<Moment>, at: Moment) {
        let mut clock = self.read.passages.last().map_or(self.read.depart, |(_, exit)| *exit);
        let has_arrived = self.real.arrived.is_some();
        for number in self.read.passages.len()..self.way.len() {
            let (place, travel) = self.way[number];
            let planned = self.twin.and_then(|twin| twin.passages.get(number)).map(|passage| passage.enter);
            let there = clock + travel;
            let enter = if has_arrived { there } else { there.max(planned.unwrap_or(there)).max(at) };
            let inspection =
                operation.place(place).control.as_ref().map(|control| control.passage_duration(1));
            clock = enter + inspection.unwrap_or_default();
            self.read.passages.push((enter, clock));
        }
        self.read.arrive = clock + self.last_leg;
        let takes = operation.place(self.to).turnround.duration(self.persons);
        let arrive = self.read.arrive;
        self.read.unload_start = match (self.doors.emptied, next, self.doors.first_off) {
            (Some(emptied), ..) => (emptied - takes).max(arrive),
            (None, Some(_), _) => arrive,
            (None, None, Some(first_off)) => first_off.max(at - takes).max(arrive),
            (None, None, None) => arrive.max(at),
        };
        self.read.unload_end = self.read.unload_start + takes;
    }

    /// The way back to where the vehicle loaded next, or to where the plan sends it.
    pub(super) fn go_back(
        &mut self,
        operation: &Operation,
        routes: &mut Routes<'_>,
        next: Option<(PlaceIx, Moment)>,
    ) {
        let planned = self.twin.and_then(|twin| twin.back.as_ref());
        let unloaded = self.read.unload_end;
        let as_planned = planned.map_or(unloaded, |back| back.depart.max(unloaded));
        let mut way =
            |leaves: Moment, to| Some((leaves, to, empty::arrives(operation, routes, self.to, to, leaves)?));
        self.read.back = match next {
            Some((to, by)) => {
                way(as_planned, to).filter(|(.., arrives)| *arrives <= by).or_else(|| way(unloaded, to))
            }
            None => planned.and_then(|back| {
                let to = operation.place_ix(&back.to)?;
                let (mut leaves, to, mut there) = way(as_planned, to)?;
                // It is free for people so much later as if it had left so much later (decisions/0084). What it
                // would have waited for a window anyway delays nothing.
                let free = there + self.cargo;
                for _ in 0..DELAYS_MAX {
                    if there >= free {
                        break;
                    }
                    (leaves, _, there) = way(leaves + (free - there), to)?;
                }
                Some((leaves, to, there))
            }),
        };
    }

    fn trip(&self, operation: &Operation, load: Vec<Load>) -> Trip {
        let id = |place: PlaceIx| operation.place(place).id.clone();
        let passages = self.way.iter().zip(&self.read.passages).map(|((place, _), (enter, exit))| {
            PassageTime { control_point: id(*place), enter: *enter, exit: *exit }
        });
        Trip {
            vehicle: self.id.vehicle.clone(),
            from: id(self.from),
            to: id(self.to),
            load,
            load_start: self.read.load_start,
            load_end: self.read.load_end,
            depart: self.read.depart,
            passages: passages.collect(),
            arrive: self.read.arrive,
            unload_start: self.read.unload_start,
            unload_end: self.read.unload_end,
            back: self.read.back.map(|(depart, to, arrive)| Back { depart, to: id(to), arrive }),
        }
    }
}

/// The trips that began.
#[derive(Debug)]
pub(super) struct Begun<'a> {
    /// Those that the plan goes on with.
    pub(super) courses: Vec<Course<'a>>,
    /// All of them, those of lost vehicles and those left out included.
    pub(super) spent: BTreeSet<TripId>,
}

/// Finds what began. Vehicles of trips that cannot be fitted in are added to `lost`.
pub(super) fn begun<'a>(
    known: &Known<'a>,
    ground: &Operation,
    waits: &Waits,
    lost: &mut Vec<String>,
    assumptions: &mut Vec<Assumption>,
) -> Begun<'a> {
    let planned: HashMap<TripId, &Trip> =
        convoy::trip_ids(known.plan).into_iter().zip(&known.plan.trips).collect();
    let mut routes = Routes::new(ground);
    let bills = crate::aid::waybills(known.picture, known.at);
    let aid: BTreeSet<&str> = bills.iter().filter_map(crate::aid::brings).collect();
    let mut begun = Begun { courses: Vec::new(), spent: BTreeSet::new() };
    for vehicle in lost.iter() {
        assumptions.push(Assumption::new(AssumptionKind::Lost).with("vehicle", vehicle.as_str()));
    }
    for real in &known.picture.trips {
        let entered = real.passages.first().and_then(|passage| passage.entered.or(passage.through));
        let began = [real.first_boarded, real.departed, entered, real.arrived].into_iter().flatten().min();
        let Some(start) = began.filter(|start| *start < known.at) else { continue };
        begun.spent.insert(real.id.clone());
        if real.arrived.is_none() && waits.0.contains_key(&real.id) {
            continue;
        }
        let twin = planned.get(&real.id).copied();
        match course(known, ground, waits, &mut routes, (real, twin, start)) {
            Some(mut course) => {
                course.cargo =
                    aid.get(real.id.vehicle.as_str()).map_or(Span::ZERO, |_| crate::aid::UNLOADING);
                begun.courses.push(course);
            }
            None => {
                lost.push(real.id.vehicle.clone());
                let out = Assumption::new(AssumptionKind::LeftOut).with("trip", real.id.to_string());
                assumptions.push(out.with("count", real.balance.aboard));
            }
        }
    }
    begun.courses.sort_by(|a, b| (a.start, &a.id).cmp(&(b.start, &b.id)));
    begun
}

fn course<'a>(
    known: &Known<'a>,
    ground: &Operation,
    waits: &Waits,
    routes: &mut Routes<'_>,
    (real, twin, start): (&'a TripPicture, Option<&'a Trip>, Moment),
) -> Option<Course<'a>> {
    let words = real.from.as_deref()?;
    let from = ground.place_ix(words).or_else(|| ground.place_ix(&waits.stated(words)?.place))?;
    let reached = real.arrived_at.as_deref().and_then(|place| ground.place_ix(place));
    let to = reached.or_else(|| ground.place_ix(real.to.as_deref()?))?;
    let is_trip =
        ground.place(from).kind == crate::place::PlaceKind::Staging && ground.place(to).kind.is_destination();
    let fleet = fleet_of(ground, &real.id.vehicle)?;
    let route = routes.get(from, to).filter(|_| is_trip)?;
    Some(Course {
        id: real.id.clone(),
        fleet,
        from,
        to,
        twin,
        real,
        doors: known.roll.doors.get(&real.id).copied().unwrap_or_default(),
        start,
        persons: Persons::NONE,
        way: route.control_points.clone(),
        last_leg: route.last_leg,
        cargo: Span::ZERO,
        read: Times::default(),
    })
}

/// The fleet of a vehicle by its id, such as `bus-3`.
pub(super) fn fleet_of(operation: &Operation, vehicle: &str) -> Option<usize> {
    operation.fleets.iter().position(|fleet| {
        let number = vehicle.strip_prefix(&fleet.id).and_then(|rest| rest.strip_prefix('-'));
        number.and_then(|n| n.parse().ok()).is_some_and(|n: u32| (1..=fleet.count).contains(&n))
    })
}

/// The plan's part that has begun, in order of loading.
pub(super) fn kept(courses: &[Course<'_>], counted: &Counted, operation: &Operation) -> Plan {
    let mut order: Vec<&Course<'_>> = courses.iter().collect();
    order.sort_by(|a, b| (a.read.load_start, &a.id).cmp(&(b.read.load_start, &b.id)));
    let trips = order.iter().map(|course| course.trip(operation, counted.written(&course.id))).collect();
    Plan { trips, numbers: order.iter().map(|course| course.id.number).collect(), ..Plan::default() }
}

/// No later trip of its vehicle has begun.
fn is_last(courses: &[Course<'_>], course: &Course<'_>) -> bool {
    courses.iter().all(|other| other.id.vehicle != course.id.vehicle || other.start <= course.start)
}

/// What is taken for so about trips under way.
pub(super) fn say(known: &Known<'_>, courses: &[Course<'_>], assumptions: &mut Vec<Assumption>) {
    let mut on_their_way_back: BTreeMap<&str, u32> = BTreeMap::new();
    for course in courses {
        let has_ended = course.doors.emptied.is_some() || course.real.arrived.is_some();
        let late = known.at - course.read.arrive;
        if !has_ended && late > OVERDUE_AFTER {
            let overdue = Assumption::new(AssumptionKind::Overdue).with("trip", course.id.to_string());
            let overdue = overdue.with("until", course.read.arrive).with("count", course.real.balance.aboard);
            assumptions.push(match course.real.last_word {
                Some(word) => overdue.with("since", word),
                None => overdue,
            });
        }
        if let Some((.., free)) =
            course.read.back.filter(|_| course.cargo > Span::ZERO && is_last(courses, course))
        {
            let aboard =
                Assumption::new(AssumptionKind::AidAboard).with("vehicle", course.id.vehicle.as_str());
            assumptions
                .push(aboard.with("until", free).with("count", (course.cargo.seconds() / 60) as usize));
        }
        if course.read.back.is_some_and(|(leaves, _, arrives)| leaves < known.at && known.at < arrives) {
            *on_their_way_back.entry(course.id.vehicle.as_str()).or_default() += 1;
        }
    }
    if !on_their_way_back.is_empty() {
        let way_back = Assumption::new(AssumptionKind::WayBack);
        assumptions.push(way_back.with("count", on_their_way_back.len()));
    }
}
