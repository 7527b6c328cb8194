//! Building a plan by running the operation forward, decision by decision, in order of time.
//!
//! A list schedule driven by events (Baker, *Introduction to Sequencing and Scheduling*): vehicles
//! come free, go to where they are of most use, are filled, queue at their first control point,
//! are let through in passages, unload, and come free again. Every plan it gives keeps every rule,
//! whatever the [`tape`] says, so that the improvement may change decisions at will.
//!
//! Never here: scores (see `cost`), clocks, randomness.

mod ahead;
mod bays;
pub(crate) mod escorts;
pub(crate) mod habit;
mod late;
pub(crate) mod milestones;
pub(crate) mod opening;
pub(crate) mod passage;
pub(crate) mod pool;
pub(crate) mod prospect;
mod reserve;
pub(crate) mod script;
mod steer;
pub(crate) mod tape;
mod timetable;
mod trips;
mod weighing;

use crate::fluid::{Done, Fluid, GRAINS, Guide};
use crate::problem::{NEVER, Problem, Seconds};
use bays::Bays;
use escorts::EscortBook;
use late::{Cutoffs, Unlucky};
use pool::{Load, Order, Pool};
use prospect::Prospect;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::{Arc, Mutex, OnceLock};
use tape::{Key, Kind, Manner, Tape};
use timetable::Timetable;

/// A trip as it is being made.
#[derive(Clone, Debug)]
pub(crate) struct Trip {
    pub class: u32,
    pub vehicle: u32,
    pub stage: u32,
    pub goal: u32,
    pub load: Load,
    pub weight: f64,
    pub persons: evacuation::quantity::Persons,
    pub load_start: Seconds,
    pub load_end: Seconds,
    pub depart: Seconds,
    /// Not let through its first control point before.
    pub held: Seconds,
    pub passages: Vec<(Seconds, Seconds)>,
    /// [`NEVER`] while it has not arrived.
    pub arrive: Seconds,
    pub unload_start: Seconds,
    pub unload_end: Seconds,
    /// Staging place, departure, arrival.
    pub back: Option<(u32, Seconds, Seconds)>,
}

/// What happens next; the order is the order within one second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    /// Vehicle and trip: who arrives together unloads in an order that does not hang on when they loaded.
    Arrive(u32, u32),
    Free(u32),
    Present(u32),
    Depart(u32),
    Reach(u32),
    Gate(u32),
}

/// Where a vehicle is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    Start,
    /// At the start, or rather already on the way to this staging place, where it is from then on.
    BoundFor(u32, Seconds),
    Stage(u32),
    Goal(u32),
}

/// The queue at one control point.
#[derive(Clone, Debug, Default)]
struct Line {
    pending: Vec<passage::Pending>,
    /// Before this no passage may begin.
    free: Seconds,
    /// Vehicles on their round: when they should be ready here again; in order of time.
    expected: Vec<(Seconds, u32)>,
    /// When it is looked at next.
    event: Option<Seconds>,
}

/// What a construction needs beside the problem, the same for every run.
#[derive(Debug)]
pub(crate) struct Ground<'a> {
    pub problem: &'a Problem<'a>,
    pub order: Order,
    /// First vehicle number of every class; one more at the end.
    pub offset: Vec<u32>,
    fleet_seats: f64,
    fleet_stretchers: f64,
    /// Longest travel from a staging place to a first control point.
    lag: Seconds,
    /// The plan in force, where it is to be followed.
    pub script: Option<script::Script>,
    /// The operation as a fluid, coarse and fine, and what that would do, once it is known.
    pub fluids: [OnceLock<(Fluid, Guide)>; GRAINS],
    /// What the bound says of the future, the newest last.
    pub prospects: Mutex<Vec<Arc<Prospect>>>,
}

impl<'a> Ground<'a> {
    pub fn new(problem: &'a Problem<'a>) -> Self {
        let offset = Self::offsets(problem);
        let sum = |of: fn(&crate::problem::Class) -> u32| -> f64 {
            problem.classes.iter().map(|class| f64::from(class.count) * f64::from(of(class))).sum()
        };
        let first_legs = problem.ways.iter().flatten().flatten().filter_map(|way| way.gates.first());
        Ground {
            problem,
            order: Order::new(problem),
            offset,
            fleet_seats: sum(|class| class.seats).max(1.0),
            fleet_stretchers: sum(|class| class.stretchers).max(1.0),
            lag: first_legs.map(|(_, travel)| *travel).max().unwrap_or(0),
            script: None,
            fluids: Default::default(),
            prospects: Mutex::default(),
        }
    }

    /// First vehicle number of every class; one more at the end.
    pub fn offsets(problem: &Problem) -> Vec<u32> {
        let mut offset = vec![0u32];
        for class in &problem.classes {
            offset.push(offset.last().copied().unwrap_or(0).saturating_add(class.count));
        }
        offset
    }

    /// How many vehicles there are.
    pub fn vehicles(&self) -> usize {
        self.offset.last().copied().unwrap_or(0) as usize
    }

    /// The finest fluid that is known.
    pub fn fluid(&self) -> Option<&Fluid> {
        self.fluids.iter().rev().find_map(|known| known.get()).map(|(fluid, _)| fluid)
    }

    /// How many prospects there have been, and the newest.
    pub fn newest_prospect(&self) -> (usize, Option<Arc<Prospect>>) {
        let known = self.prospects.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        (known.len(), known.last().cloned())
    }

    pub fn add_prospect(&self, prospect: Prospect) {
        let mut known = self.prospects.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        known.push(Arc::new(prospect));
    }

    /// The guide of this grain, once it is known.
    pub fn guide(&self, grain: usize) -> Option<&Guide> {
        self.fluids.get(grain)?.get().map(|(_, guide)| guide)
    }

    fn class_of(&self, vehicle: u32) -> usize {
        self.offset.partition_point(|first| *first <= vehicle) - 1
    }
}

/// A decision that had so many choices.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Decision {
    pub key: Key,
    pub choices: u8,
    pub at: Seconds,
}

/// One running construction.
#[derive(Clone)]
pub(crate) struct Run<'a> {
    ground: &'a Ground<'a>,
    problem: &'a Problem<'a>,
    tape: Arc<Tape>,
    /// The moment of what happens.
    now: Seconds,
    /// The manner in force, and when the next one is.
    manner: Manner,
    turns_at: Seconds,
    pub trips: Vec<Trip>,
    pub pool: Pool,
    events: BinaryHeap<Reverse<(Seconds, Event)>>,
    at: Vec<At>,
    looked: Vec<u16>,
    /// The trip each vehicle made last.
    latest: Vec<u32>,
    /// Trips on ways without control points that wait for escorts whose return is not known yet.
    stranded: Vec<u32>,
    stage_bays: Vec<Bays>,
    goal_bays: Vec<Bays>,
    lines: Vec<Line>,
    escorts: EscortBook,
    /// By class: vehicles that have departed and are not yet on their way back.
    away: Vec<u32>,
    heading_seats: Vec<u64>,
    heading_stretchers: Vec<u64>,
    /// Seconds of loading of the vehicles heading for each stage, and of unloading of those under way
    /// to each destination.
    loads_ahead: Vec<Seconds>,
    unloads_ahead: Vec<Seconds>,
    /// How often each control point has decided.
    looks: Vec<u32>,
    /// Trips each vehicle has begun.
    begun: Vec<u32>,
    /// The decisions that had more than one choice.
    pub decisions: Vec<Decision>,
    /// Trips that could not arrive in time after their first passage: way and first entry.
    late: Vec<(u32, u32, Seconds)>,
    cutoffs: Arc<Cutoffs>,
    followed: Option<script::Followed<'a>>,
    /// The guide, where it is followed, and how much of it has been done.
    guide: Option<(&'a Guide, Done)>,
    /// The passages to be kept, where the tape has some.
    timetable: Option<Timetable>,
    unlucky: Unlucky,
    is_void: bool,
}

/// A finished construction.
#[derive(Clone, Debug, Default)]
pub(crate) struct Made {
    pub trips: Vec<Trip>,
    pub waiting: Vec<u32>,
    pub decisions: Vec<Decision>,
}

/// Runs the operation forward under the tape.
pub(crate) fn construct(ground: &Ground, tape: &Tape) -> Made {
    late::in_time(ground, &Arc::new(tape.clone())).finish()
}

impl<'a> Run<'a> {
    fn new(ground: &'a Ground<'a>, tape: Arc<Tape>, cutoffs: Arc<Cutoffs>) -> Self {
        let problem = ground.problem;
        let vehicles = ground.vehicles();
        let bays = |stops: &[crate::problem::Stop]| -> Vec<Bays> {
            stops.iter().map(|stop| Bays::new(stop.bays)).collect()
        };
        let guide = tape.manner.guide.and_then(|grain| ground.guide(grain));
        let mut run = Run {
            ground,
            problem,
            now: 0,
            manner: tape.manner,
            turns_at: 0,
            trips: Vec::new(),
            pool: Pool::new(problem),
            events: BinaryHeap::with_capacity(vehicles * 2),
            at: vec![At::Start; vehicles],
            looked: vec![0; vehicles],
            latest: vec![u32::MAX; vehicles],
            stranded: Vec::new(),
            stage_bays: bays(&problem.stages),
            goal_bays: bays(&problem.goals),
            lines: vec![Line::default(); problem.gates.len()],
            escorts: EscortBook::new(problem.operation.escorts.clone()),
            away: vec![0; problem.classes.len()],
            heading_seats: vec![0; problem.stages.len()],
            heading_stretchers: vec![0; problem.stages.len()],
            loads_ahead: vec![0; problem.stages.len()],
            unloads_ahead: vec![0; problem.goals.len()],
            looks: vec![0; problem.gates.len()],
            begun: vec![0; vehicles],
            decisions: Vec::new(),
            late: Vec::new(),
            cutoffs,
            guide: guide.map(|guide| (guide, guide.nothing_done())),
            followed: ground.script.as_ref().map(|script| script::Followed::new(script, problem)),
            timetable: tape
                .habits
                .as_ref()
                .filter(|_| tape.timing.is_some())
                .map(|it| Timetable::new(problem, it)),
            unlucky: Unlucky::default(),
            is_void: false,
            tape,
        };
        run.begin();
        run
    }

    /// Vehicles come free where they are.
    fn begin(&mut self) {
        for (class, it) in self.problem.classes.iter().enumerate() {
            if it.available <= self.problem.horizon {
                for vehicle in self.ground.offset[class]..self.ground.offset[class + 1] {
                    if !self.is_taken(vehicle) {
                        self.events.push(Reverse((it.available, Event::Free(vehicle))));
                    }
                }
            }
        }
    }

    /// Whether all that are on their way arrive in time.
    fn holds(&self) -> bool {
        self.late.is_empty() && !self.is_void
    }

    fn all(&mut self) {
        self.until(NEVER);
    }

    /// All that happens before this moment.
    fn until(&mut self, end: Seconds) {
        while self.events.peek().is_some_and(|Reverse((next, _))| *next < end) {
            let Some(Reverse((now, event))) = self.events.pop() else { return };
            self.now = now;
            if now >= self.turns_at {
                (self.manner, self.turns_at) = self.tape.manner_at(now);
            }
            match event {
                Event::Free(vehicle) if self.is_lost(vehicle) => {}
                Event::Free(vehicle) => self.steer(vehicle, now),
                Event::Present(vehicle) => self.load(vehicle, now),
                Event::Depart(trip) => self.depart_freely(trip, now),
                Event::Reach(trip) => self.queue(trip, now),
                Event::Gate(gate) => self.look_at_gate(gate as usize, now),
                Event::Arrive(_, trip) => self.unload(trip, now),
            }
        }
    }

    fn finish(mut self) -> Made {
        for trip in std::mem::take(&mut self.trips) {
            if trip.arrive < NEVER {
                self.trips.push(trip);
            } else {
                self.pool.give_back(self.problem, trip.goal as usize, &trip.load);
            }
        }
        Made { trips: self.trips, waiting: self.pool.waiting, decisions: self.decisions }
    }

    /// The name of a decision: by turns or by the minute.
    fn named(&self, kind: Kind, turn: (u32, u32), minute: (usize, Seconds)) -> Key {
        let by_minute = match (&self.tape.habits, kind) {
            (Some(_), Kind::Stage | Kind::Goal) => false,
            _ => self.tape.manner.by_minute,
        };
        if by_minute {
            (kind, minute.0 as u32, u32::try_from(minute.1.div_euclid(60)).unwrap_or(0))
        } else {
            (kind, turn.0, turn.1)
        }
    }

    /// Notes a decision that had so many choices.
    fn decided(&mut self, key: Key, choices: usize) {
        self.decisions.push(Decision { key, choices: choices.min(255) as u8, at: self.now });
    }

    /// The choice to take of so many, best first: the first, unless the tape says otherwise.
    fn choose(&mut self, key: Key, choices: usize) -> usize {
        if choices < 2 {
            return 0;
        }
        self.decided(key, choices);
        self.tape.rank(key).min(choices - 1)
    }
}
