//! How a construction begins when a plan is made anew: trips under way go on, vehicles come free where
//! they are, control points remember their last passage.
//!
//! Never here: reading the state (see `replan`).

use super::tape::Kind;
use super::{At, Event, Run, Trip};
use crate::problem::{NEVER, Seconds};
use crate::replan::promised::Promised;
use std::cmp::Reverse;

/// What has happened, and what is going on.
#[derive(Clone, Debug, Default)]
pub(crate) struct Opening {
    /// Nothing is decided before this.
    pub at: Seconds,
    /// Trips that had begun, in the order in which they are to arrive.
    pub begun: Vec<Begun>,
    /// By vehicle: it does nothing of its own accord, for it is lost, or a trip of its has begun.
    pub taken: Vec<bool>,
    pub lost: Vec<bool>,
    /// By vehicle that has not moved yet: the staging place it is to load at first, and since when it is there.
    pub bound_for: Vec<Option<(u32, Seconds)>>,
    /// By control point: no passage may begin before.
    pub free: Vec<Seconds>,
    pub promised: Promised,
}

/// A trip that had begun, as far as it has come.
#[derive(Clone, Debug)]
pub(crate) struct Begun {
    pub trip: Trip,
    pub stands: Stands,
    /// Where it may go on to, the destination of the plan in force first: destination, and the row of
    /// `Problem::ways` by which it goes there.
    pub options: Vec<Onward>,
    /// The vehicle began no later trip.
    pub latest: bool,
}

/// A destination that a trip under way may go on to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Onward {
    pub goal: u32,
    pub stage: u32,
    /// When it reaches the next control point, or the destination itself.
    pub next: Seconds,
    /// When it arrives with the roads to itself.
    pub alone: Seconds,
}

/// How far a trip has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stands {
    /// It holds a bay until then, and goes no earlier.
    Loading(Seconds),
    /// It has departed.
    OnTheRoad,
    /// It has arrived and waits for a bay.
    AtTheGoal,
    /// It unloads until then, or did.
    Unloaded(Seconds),
    /// It is, or will be, back at a staging place then.
    Back(u32, Seconds),
    /// The road back is cut: it goes nowhere.
    CutOff,
}

impl Run<'_> {
    /// How many of the first trips had begun before.
    pub(super) fn is_begun(&self, trip: u32) -> bool {
        self.problem.opening.as_ref().is_some_and(|opening| (trip as usize) < opening.begun.len())
    }

    pub(super) fn is_lost(&self, vehicle: u32) -> bool {
        let opening = self.problem.opening.as_ref();
        opening.is_some_and(|opening| opening.lost.get(vehicle as usize).copied().unwrap_or(false))
    }

    /// Whether the vehicle does not begin at its fleet's place.
    pub(super) fn is_taken(&self, vehicle: u32) -> bool {
        let opening = self.problem.opening.as_ref();
        opening.is_some_and(|opening| opening.taken.get(vehicle as usize).copied().unwrap_or(false))
    }

    /// Puts everything where it is; trips known to be hopeless stay where they are.
    pub(super) fn open(&mut self) {
        let Some(opening) = &self.problem.opening else { return };
        for (line, free) in self.lines.iter_mut().zip(&opening.free) {
            line.free = *free;
        }
        for (at, bound) in self.at.iter_mut().zip(&opening.bound_for) {
            if let Some((stage, there)) = bound {
                *at = At::BoundFor(*stage, *there);
            }
        }
        for begun in &opening.begun {
            let (goal, persons) = (begun.trip.goal as usize, begun.trip.persons.total());
            // Whoever is under way has a place where the plan in force brings them, as long as there is room.
            let keeps = begun.options.first().is_none_or(|to| to.goal == begun.trip.goal);
            let reserved = keeps && (self.pool.room[goal] >= persons || begun.trip.arrive < NEVER);
            self.pool.take_off(self.problem, &begun.trip.load);
            if reserved {
                self.pool.occupy(self.problem, goal, persons);
            }
            let mut trip = begun.trip.clone();
            trip.goal = if reserved { trip.goal } else { u32::MAX };
            self.trips.push(trip);
        }
        for number in 0..opening.begun.len() as u32 {
            if !self.unlucky.hopeless.contains(&number) {
                self.go_on(number);
            }
        }
        // When all bays in use are known, those who wait for one take theirs, in order of arrival.
        for (begun, number) in opening.begun.iter().zip(0..) {
            if begun.stands == Stands::AtTheGoal && !self.unlucky.hopeless.contains(&number) {
                self.unload(number, opening.at);
            }
        }
    }

    /// A trip that had begun goes on from where it is.
    fn go_on(&mut self, number: u32) {
        let Some(opening) = &self.problem.opening else { return };
        let (now, begun) = (opening.at, &opening.begun[number as usize]);
        let vehicle = begun.trip.vehicle;
        let needed = self.problem.classes[begun.trip.class as usize].escorts;
        if begun.trip.depart < NEVER {
            self.escorts.depart(begun.trip.depart, needed);
            self.away[begun.trip.class as usize] += 1;
        }
        if let Some((_, _, back)) = begun.trip.back {
            self.escorts.back(back, needed);
            self.is_back(begun.trip.class as usize);
        }
        if begun.latest {
            self.latest[vehicle as usize] = number;
        }
        match begun.stands {
            Stands::Loading(until) => {
                if until > now {
                    self.stage_bays[begun.trip.stage as usize].hold(until);
                }
                if self.choose_goal(number) {
                    self.set_off(number, until.max(now));
                }
            }
            Stands::OnTheRoad => {
                if let Some(onward) = self.choose_goal(number).then(|| self.onward(number)).flatten() {
                    self.drive_on(number, onward);
                }
            }
            Stands::AtTheGoal | Stands::CutOff => {}
            Stands::Unloaded(until) => {
                if until > now {
                    self.goal_bays[begun.trip.goal as usize].hold(until);
                }
                self.at[vehicle as usize] = At::Goal(begun.trip.goal);
                if begun.latest {
                    self.events.push(Reverse((until.max(now), Event::Free(vehicle))));
                }
            }
            Stands::Back(stage, there) => {
                if begun.latest && !opening.lost[vehicle as usize] {
                    self.at[vehicle as usize] = At::Stage(stage);
                    self.heading(begun.trip.class as usize, stage as usize, true);
                    self.events.push(Reverse((there.max(now), Event::Present(vehicle))));
                }
            }
        }
    }

    /// Which of the destinations agreed to it goes on to; false: none has room, or none is reached in time.
    fn choose_goal(&mut self, number: u32) -> bool {
        let Some(opening) = &self.problem.opening else { return false };
        let begun = &opening.begun[number as usize];
        let persons = begun.trip.persons.total();
        let reserved = self.trips[number as usize].goal;
        if reserved != u32::MAX {
            self.pool.vacate(self.problem, reserved as usize, persons);
        }
        let open: Vec<Onward> =
            begun.options.iter().filter(|to| self.pool.room[to.goal as usize] >= persons).copied().collect();
        let choice = self.choose((Kind::Goal, BEGUN + number, 0), open.len());
        let trip = &mut self.trips[number as usize];
        let Some(to) = open.get(choice) else {
            trip.goal = begun.trip.goal;
            return false;
        };
        (trip.goal, trip.stage) = (to.goal, to.stage);
        self.pool.occupy(self.problem, to.goal as usize, persons);
        true
    }

    fn onward(&self, number: u32) -> Option<Onward> {
        let begun = &self.problem.opening.as_ref()?.begun[number as usize];
        begun.options.iter().find(|to| to.goal == self.trips[number as usize].goal).copied()
    }

    fn drive_on(&mut self, number: u32, onward: Onward) {
        let trip = &mut self.trips[number as usize];
        let way = self.problem.ways[trip.stage as usize][trip.goal as usize].as_ref();
        if way.is_some_and(|way| way.gates.len() > trip.passages.len()) {
            self.events.push(Reverse((onward.next, Event::Reach(number))));
        } else if onward.next <= self.problem.horizon {
            trip.arrive = onward.next;
            self.events.push(Reverse((onward.next, Event::Arrive(trip.vehicle, number))));
        }
    }
}

/// Keys of decisions about trips that had begun are told from all others by this.
const BEGUN: u32 = 1 << 31;
