//! The simulated world and its clock: vehicles, rides, bays, control points, escorts, and a heap of
//! what happens next. What happens is told to the crew, who state it.
//!
//! Never here: what the account makes of the statements. The world knows the truth, the account only
//! what was said.

use crate::chance::Chance;
use crate::change::Change;
use crate::crew::Crew;
use crate::crowd::{Crowd, Fate};
use crate::line::Line;
use crate::mishaps::{Mishaps, Relief};
use crate::settings::Settings;
use evacuation::convoy::{self, TripId};
use evacuation::operation::Operation;
use evacuation::place::PlaceIx;
use evacuation::plan::{Plan, Trip};
use evacuation::quantity::{Moment, Persons, Span};
use evacuation::route::{Route, Routes};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, HashMap, VecDeque};

/// What happens next, to which ride or place.
#[derive(Clone, Debug)]
pub(crate) enum Event {
    /// The vehicle is there and the time has come to load.
    WantsToLoad(usize),
    LoadDone(usize),
    WantsToLeave(usize),
    /// The end of a leg of the road.
    Reach(usize),
    /// Look whether somebody may enter this control point.
    Line(PlaceIx),
    Through(PlaceIx, Vec<usize>),
    UnloadDone(usize),
    /// The empty vehicle is back.
    Back(usize),
    Position(usize),
    BreaksDown(usize),
    ReliefComes(usize),
    Born(usize),
    Dies(usize),
}

/// A vehicle and what it still has to do.
#[derive(Clone, Debug)]
pub(crate) struct Vehicle {
    pub(crate) id: String,
    pub(crate) fleet: usize,
    pub(crate) rides: VecDeque<usize>,
    /// The ride that it last turned to; `None` while it waits for one.
    pub(crate) turned_to: Option<usize>,
    pub(crate) is_broken: bool,
    /// Empty at this destination with nothing more to do.
    pub(crate) idle_at: Option<PlaceIx>,
    pub(crate) numbers_given: u32,
    pub(crate) escorts_held: u32,
}

/// A stretch of road up to a control point or the destination.
#[derive(Clone, Debug)]
pub(crate) struct Leg {
    pub(crate) places: Vec<PlaceIx>,
    pub(crate) travel: Span,
}

/// Where a vehicle is on a leg: how far it was at `start`, in thousandths, and when it is there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Motion {
    pub(crate) start: Moment,
    pub(crate) end: Moment,
    pub(crate) from_permille: i64,
}

/// One trip as it really goes.
#[derive(Clone, Debug)]
pub(crate) struct Ride {
    pub(crate) id: TripId,
    pub(crate) vehicle: usize,
    pub(crate) from: PlaceIx,
    /// Where people board, as it is stated: the staging place, or a stretch of road.
    pub(crate) from_text: String,
    pub(crate) to: PlaceIx,
    /// People, class, how many parties.
    pub(crate) load: Vec<(usize, usize, u32)>,
    pub(crate) load_start: Moment,
    pub(crate) depart: Moment,
    /// The planned passages.
    pub(crate) enters: BTreeMap<PlaceIx, Moment>,
    pub(crate) back: Option<(PlaceIx, Moment)>,
    pub(crate) legs: Vec<Leg>,
    pub(crate) leg: usize,
    pub(crate) motion: Option<Motion>,
    pub(crate) riders: Vec<usize>,
    pub(crate) convoy: usize,
    pub(crate) leads: bool,
    /// Departed, and still expected at the control points ahead; or not departed yet.
    pub(crate) is_expected: bool,
    pub(crate) has_left: bool,
    /// Loading has begun.
    pub(crate) has_begun: bool,
    /// Another plan came into force before it began.
    pub(crate) is_cancelled: bool,
    /// How many got on, were born on it included, and how many came through.
    pub(crate) got_on: u32,
    /// How many were counted at the door; 0 before.
    pub(crate) counted: u32,
    pub(crate) came_through: u32,
}

impl Ride {
    /// The control point or destination that the present leg leads to.
    pub(crate) fn next_stop(&self) -> PlaceIx {
        self.legs.get(self.leg).and_then(|leg| leg.places.last()).copied().unwrap_or(self.to)
    }
    pub(crate) fn is_on_last_leg(&self) -> bool {
        self.leg + 1 >= self.legs.len()
    }
}

/// Bays of one place: who is in, and who waits to load (`true`) or unload.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bays {
    pub(crate) taken: u32,
    pub(crate) queue: VecDeque<(usize, bool)>,
}

pub(crate) struct World<'a> {
    pub(crate) operation: &'a Operation,
    pub(crate) settings: &'a Settings,
    pub(crate) routes: Routes<'a>,
    pub(crate) crowd: Crowd,
    pub(crate) crew: Crew,
    pub(crate) vehicles: Vec<Vehicle>,
    vehicle_ix: HashMap<String, usize>,
    pub(crate) rides: Vec<Ride>,
    pub(crate) bays: Vec<Bays>,
    pub(crate) lines: BTreeMap<PlaceIx, Line>,
    /// Who planned to enter a control point together.
    pub(crate) groups: HashMap<(PlaceIx, Moment), Vec<usize>>,
    pub(crate) mishaps: Mishaps,
    pub(crate) reliefs: Vec<Relief>,
    /// Parties whose bus left without them, by place.
    pub(crate) standby: BTreeMap<PlaceIx, Vec<usize>>,
    /// Persons that each destination is still to receive, its plan and those on the way together.
    pub(crate) reserved: Vec<u64>,
    pub(crate) escorts_out: u32,
    pub(crate) waiting_for_escorts: Vec<usize>,
    pub(crate) doors: Chance,
    pub(crate) road: Chance,
    heap: BinaryHeap<Reverse<(Moment, usize)>>,
    events: Vec<Event>,
}

impl<'a> World<'a> {
    pub(crate) fn new(
        operation: &'a Operation,
        plan: &Plan,
        settings: &'a Settings,
        crowd: Crowd,
        crew: Crew,
    ) -> World<'a> {
        let mut world = World {
            operation,
            settings,
            routes: Routes::new(operation),
            crowd,
            crew,
            vehicles: Vec::new(),
            vehicle_ix: HashMap::new(),
            rides: Vec::new(),
            bays: vec![Bays::default(); operation.places.len()],
            lines: BTreeMap::new(),
            groups: HashMap::new(),
            mishaps: Mishaps::default(),
            reliefs: Vec::new(),
            standby: BTreeMap::new(),
            reserved: vec![0; operation.places.len()],
            escorts_out: 0,
            waiting_for_escorts: Vec::new(),
            doors: Chance::new(settings.seed, "doors"),
            road: Chance::new(settings.seed, "road"),
            heap: BinaryHeap::new(),
            events: Vec::new(),
        };
        world.take_up(plan);
        world.mishaps = Mishaps::choose(&world);
        world
    }

    /// Turns the plan's trips into rides. What names something unknown is left out.
    fn take_up(&mut self, plan: &Plan) {
        let ids = convoy::trip_ids(plan);
        let mut convoy_of = HashMap::new();
        for (number, convoy) in convoy::convoys(self.operation, plan).iter().enumerate() {
            convoy_of.extend(convoy.trips.iter().map(|(_, trip)| (*trip, number)));
        }
        let mut order: Vec<usize> = (0..plan.trips.len()).collect();
        order.sort_by_key(|trip| (plan.trips[*trip].load_start, *trip));
        for ix in order {
            let convoy = convoy_of.get(&ix).copied().unwrap_or_default();
            self.take_trip(&plan.trips[ix], ids[ix].clone(), convoy);
        }
    }

    /// Turns one trip into a ride of its vehicle.
    pub(crate) fn take_trip(&mut self, trip: &Trip, id: TripId, convoy: usize) {
        let Some(fleet) = fleet_of(self.operation, &trip.vehicle) else { return };
        let vehicle = match self.vehicle_ix.get(&trip.vehicle) {
            Some(known) => *known,
            None => {
                self.vehicles.push(Vehicle {
                    id: trip.vehicle.clone(),
                    fleet,
                    rides: VecDeque::new(),
                    turned_to: None,
                    is_broken: false,
                    idle_at: None,
                    numbers_given: 0,
                    escorts_held: 0,
                });
                self.vehicle_ix.insert(trip.vehicle.clone(), self.vehicles.len() - 1);
                self.vehicles.len() - 1
            }
        };
        if let Some(ride) = self.ride(trip, id, vehicle, convoy) {
            self.expect(ride);
        }
    }

    fn expect(&mut self, ride: Ride) {
        let number = self.rides.len();
        for (place, enter) in &ride.enters {
            self.groups.entry((*place, *enter)).or_default().push(number);
        }
        let vehicle = &mut self.vehicles[ride.vehicle];
        vehicle.rides.push_back(number);
        vehicle.numbers_given = vehicle.numbers_given.max(ride.id.number);
        self.reserved[ride.to.0] += u64::from(self.planned(&ride).total());
        self.rides.push(ride);
    }

    /// The persons whom the plan puts on a ride.
    pub(crate) fn planned(&self, ride: &Ride) -> Persons {
        let load = ride.load.iter();
        load.map(|(people, class, count)| {
            self.operation.people[*people].parties[*class].persons.times(*count)
        })
        .sum()
    }

    fn ride(&mut self, trip: &Trip, id: TripId, vehicle: usize, convoy: usize) -> Option<Ride> {
        let operation = self.operation;
        let (from, to) = (operation.place_ix(&trip.from)?, operation.place_ix(&trip.to)?);
        let legs = legs(self.routes.get(from, to)?);
        let load = trip.load.iter().filter_map(|load| {
            let people = operation.people.iter().position(|people| people.id == load.people)?;
            operation.people[people].parties.get(load.party)?;
            Some((people, load.party, load.count))
        });
        let enters = trip
            .passages
            .iter()
            .filter_map(|passage| Some((operation.place_ix(&passage.control_point)?, passage.enter)));
        Some(Ride {
            id,
            vehicle,
            from,
            from_text: trip.from.clone(),
            to,
            load: load.collect(),
            load_start: trip.load_start,
            depart: trip.depart,
            enters: enters.collect(),
            back: trip.back.as_ref().and_then(|back| Some((operation.place_ix(&back.to)?, back.depart))),
            legs,
            leg: 0,
            motion: None,
            riders: Vec::new(),
            convoy,
            leads: false,
            is_expected: true,
            has_left: false,
            has_begun: false,
            is_cancelled: false,
            got_on: 0,
            counted: 0,
            came_through: 0,
        })
    }

    pub(crate) fn at(&mut self, at: Moment, event: Event) {
        self.heap.push(Reverse((at, self.events.len())));
        self.events.push(event);
    }

    /// Lets everything happen, in order of time.
    pub(crate) fn run(&mut self, changes: &[Change<'a>]) {
        for vehicle in 0..self.vehicles.len() {
            self.next_ride(vehicle, Moment(i64::MIN));
        }
        for (number, change) in changes.iter().enumerate() {
            self.run_until(change.at);
            self.draw_anew(number);
            self.change(change);
        }
        self.run_until(Moment(i64::MAX));
    }

    fn run_until(&mut self, until: Moment) {
        while self.heap.peek().is_some_and(|Reverse((at, _))| *at <= until)
            && let Some(Reverse((now, number))) = self.heap.pop()
        {
            let event = std::mem::replace(&mut self.events[number], Event::Line(PlaceIx(usize::MAX)));
            self.happen(now, event);
        }
    }

    fn happen(&mut self, now: Moment, event: Event) {
        match event {
            Event::WantsToLoad(ride) => self.wants_bay(now, ride, true),
            Event::LoadDone(ride) => self.load_done(now, ride),
            Event::WantsToLeave(ride) => self.wants_to_leave(now, ride),
            Event::Reach(ride) => self.reach(now, ride),
            Event::Line(place) => self.line(now, place),
            Event::Through(place, rides) => self.through(now, place, &rides),
            Event::UnloadDone(ride) => self.unload_done(now, ride),
            Event::Back(ride) => self.back(now, ride),
            Event::Position(ride) => self.position(now, ride),
            Event::BreaksDown(ride) => self.breaks_down(now, ride),
            Event::ReliefComes(relief) => self.relief_comes(now, relief),
            Event::Born(ride) => self.born(now, ride),
            Event::Dies(ride) => self.dies(now, ride),
        }
    }

    /// The vehicle turns to its next ride, once it is due.
    pub(crate) fn next_ride(&mut self, vehicle: usize, now: Moment) {
        if self.vehicles[vehicle].is_broken {
            return;
        }
        self.vehicles[vehicle].turned_to = self.vehicles[vehicle].rides.pop_front();
        if let Some(ride) = self.vehicles[vehicle].turned_to {
            let late = Span(self.doors.between(0, 60));
            let due = self.rides[ride].load_start
                + if self.settings.loading_longer_percent > 0 { late } else { Span::ZERO };
            self.at(due.max(now), Event::WantsToLoad(ride));
        }
    }

    pub(crate) fn leader(&self, ride: usize) -> usize {
        self.crew.leader(self.rides[ride].convoy)
    }

    pub(crate) fn place_id(&self, place: PlaceIx) -> String {
        self.operation.place(place).id.clone()
    }

    pub(crate) fn count(&self, riders: &[usize]) -> Persons {
        let mut persons = Persons::NONE;
        for rider in riders {
            persons[self.crowd.persons[*rider].member.category] += 1;
        }
        persons
    }

    pub(crate) fn headcount(&self, ride: usize) -> u32 {
        u32::try_from(self.rides[ride].riders.len()).unwrap_or(u32::MAX)
    }

    pub(crate) fn set_fate(&mut self, persons: &[usize], fate: Fate) {
        for person in persons {
            self.crowd.persons[*person].fate = fate;
        }
    }
}

/// The stretches of a route between its stops.
fn legs(route: &Route) -> Vec<Leg> {
    let mut legs = Vec::new();
    let mut stops = route.control_points.iter();
    let mut places: Vec<PlaceIx> = Vec::new();
    let mut next = stops.next();
    for place in &route.places {
        places.push(*place);
        if let Some((stop, travel)) = next.filter(|(stop, _)| stop == place) {
            legs.push(Leg { places: std::mem::replace(&mut places, vec![*stop]), travel: *travel });
            next = stops.next();
        }
    }
    legs.push(Leg { places, travel: route.last_leg });
    legs
}

/// The fleet of a vehicle by its id, such as `bus-3`.
fn fleet_of(operation: &Operation, vehicle: &str) -> Option<usize> {
    let (fleet, number) = vehicle.rsplit_once('-')?;
    let number: u32 = number.parse().ok()?;
    operation.fleets.iter().position(|known| known.id == fleet && (1..=known.count).contains(&number))
}
