//! Which staging place an empty vehicle goes to.

use super::pool::{Asking, Fill};
use super::tape::{Key, Kind};
use super::{At, Event, Run};
use crate::fluid::{Done, Guide};
use crate::problem::Seconds;
use evacuation::quantity::Persons;
use std::cmp::Reverse;

/// So many moments at which people get ready are looked at.
const READY_MOST: usize = 12;
/// Vehicles that come this late after they are due are as good as late.
const LATE: Seconds = 1800;
/// Half slots of the fluid by which those are due earlier who need not drive there.
const AT_HOME: Seconds = 6;
/// No staging place: the vehicle stays where it is.
const STAYS: usize = usize::MAX;
/// Later than any moment.
pub(super) const FIRST: f64 = 1e12;

impl Run<'_> {
    /// A vehicle is free, at its first place or unloaded at a destination: send it where it brings
    /// out most per second (Smith's rule, Naval Research Logistics Quarterly 3:59, 1956), or let it stay.
    pub(super) fn steer(&mut self, vehicle: u32, now: Seconds) {
        let class = self.ground.class_of(vehicle);
        let from = self.at[vehicle as usize];
        let planned = self.planned_stage(vehicle, |run, stage| run.there(class, from, stage, now));
        let name = self.named(Kind::Stage, (vehicle, self.begun[vehicle as usize]), (class, now));
        let planned = planned.or_else(|| self.habitual_stage(vehicle, class, from, now));
        let stays = planned.is_none() && self.is_done(vehicle);
        let chosen = match planned {
            // A timetable says all: who has no trip in it any more makes none.
            planned if self.timetable.is_some() => planned,
            Some(planned) if self.goes_by_plan(name, self.problem.stages.len()) => Some(planned),
            None if stays && self.goes_by_plan(name, self.problem.stages.len() + 1) => None,
            _ => self.choose_stage(class, from, now, (planned, stays), name),
        };
        if let Some((stage, there)) = chosen {
            self.go_back(vehicle, class, stage, now, there);
            self.at[vehicle as usize] = At::Stage(stage as u32);
            self.heading(class, stage, true);
            self.events.push(Reverse((there, Event::Present(vehicle))));
        } else if self.escorts.limited() && matches!(from, At::Goal(_)) {
            let nearest = (0..self.problem.stages.len())
                .filter_map(|stage| Some((self.there(class, from, stage, now)?, stage)))
                .min();
            if let Some((there, stage)) = nearest {
                self.go_back(vehicle, class, stage, now, there);
            }
        }
    }

    /// The staging place to go to, of all that are of use; the planned one first, or none where it stays.
    fn choose_stage(
        &mut self,
        class: usize,
        from: At,
        now: Seconds,
        (planned, stays): (Option<(usize, Seconds)>, bool),
        name: Key,
    ) -> Option<(usize, Seconds)> {
        let mut choices: Vec<(f64, usize, Seconds)> = (0..self.problem.stages.len())
            .filter_map(|stage| {
                let there = self.there(class, from, stage, now)?;
                let rate = self.use_of(class, stage, now, there)?;
                Some((rate, stage, there))
            })
            .collect();
        self.by_guide(class, now, &mut choices);
        choices.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.2.cmp(&b.2)).then(a.1.cmp(&b.1)));
        if let Some((stage, there)) = planned {
            choices.retain(|(_, known, _)| *known != stage);
            choices.insert(0, (f64::INFINITY, stage, there));
        } else if stays {
            choices.insert(0, (f64::INFINITY, STAYS, now));
        }
        let choice = self.choose(name, choices.len());
        choices.get(choice).filter(|(_, stage, _)| *stage != STAYS).map(|(_, stage, there)| (*stage, *there))
    }

    /// The staging place to which the vehicle is used to go now, where that is of use.
    fn habitual_stage(&self, vehicle: u32, class: usize, from: At, now: Seconds) -> Option<(usize, Seconds)> {
        let habit = self.tape.habits.as_ref()?.get(vehicle, self.begun[vehicle as usize])?;
        let stage = habit.stage as usize;
        let there = self.there(class, from, stage, now)?;
        if self.timetable.is_none() {
            self.use_of(class, stage, now, there)?;
        }
        Some((stage, there))
    }

    /// The guide, and what of it is done, while the manner in force goes by it.
    pub(super) fn guide_in_force(&self) -> Option<&(&Guide, Done)> {
        self.guide.as_ref().filter(|_| self.manner.guide.is_some())
    }

    /// Where the fluid is followed: first to where a vehicle is due first; the use decides between equals.
    /// Who is there already is due [`AT_HOME`] earlier: the fluid does not say who of a kind goes where, and nobody
    /// should drive round empty while another comes to take their place.
    fn by_guide(&self, class: usize, now: Seconds, choices: &mut [(f64, usize, Seconds)]) {
        let Some((guide, done)) = self.guide_in_force() else { return };
        for (rate, stage, there) in choices {
            let due = guide.load_due(done, class, *stage);
            let due = if *there <= now { due - AT_HOME * guide.slack() } else { due };
            *rate = FIRST - due.max(*there - LATE) as f64 + *rate * 1e-3;
        }
    }

    fn there(&self, class: usize, from: At, stage: usize, now: Seconds) -> Option<Seconds> {
        match from {
            At::BoundFor(known, there) if known as usize == stage => Some(there.max(now)),
            At::Start | At::BoundFor(..) => self.problem.classes[class].first[stage],
            At::Goal(goal) => {
                let way = self.problem.backs[goal as usize][stage].as_ref()?;
                self.problem.empty_arrival(way, now)
            }
            At::Stage(_) => None,
        }
    }

    /// Weight that this vehicle would bring out from the stage, per second until it arrives.
    fn use_of(&self, class: usize, stage: usize, now: Seconds, there: Seconds) -> Option<f64> {
        let (from, share) = self.served_from(class, stage, there)?;
        let mut best: Option<f64> = None;
        for goal in 0..self.problem.goals.len() {
            let Some(way) = &self.problem.ways[stage][goal] else { continue };
            if self.pool.room[goal] == 0 {
                continue;
            }
            let at = from;
            let fill = self.pool.fill(
                self.problem,
                &self.ground.order,
                Asking { class, stage, goal, at },
                self.held(),
            );
            if fill.load.is_empty() {
                continue;
            }
            let lasting = self.problem.stages[stage].turnround.duration(fill.persons).seconds();
            let waits = self.load_wait(stage, now, there);
            let ready = from.max(there + waits) + lasting;
            let Some(arrive) = self.estimate(way, ready).filter(|at| *at <= self.problem.horizon) else {
                continue;
            };
            let unload = self.unload_wait(goal, now, arrive);
            let back = if self.manner.round_trips { self.way_back(stage, goal, &fill) } else { 0 };
            let rate = fill.weight * share / ((arrive - now + unload + back).max(1) as f64);
            best = Some(best.map_or(rate, |known: f64| known.max(rate)));
        }
        best
    }

    /// From when on, if it is at the stage `there`, the vehicle finds people whom nobody else heads
    /// for, and how full they would make it.
    fn served_from(&self, class: usize, stage: usize, there: Seconds) -> Option<(Seconds, f64)> {
        let it = &self.problem.classes[class];
        let share_of = |needed: u64, has: u32| match has {
            0 => 0.0,
            _ => (needed as f64 / f64::from(has)).min(1.0),
        };
        let mut from = there;
        for _ in 0..READY_MOST {
            let (seats, lying) = self.pool.ready_by(self.problem, &self.ground.order, stage, from);
            let seats = seats.saturating_sub(self.heading_seats[stage]);
            let lying = lying.saturating_sub(self.heading_stretchers[stage]);
            let share = share_of(seats, it.seats).max(share_of(lying, it.stretchers));
            if share > 0.0 {
                return Some((from, share));
            }
            from = self.pool.next_ready(self.problem, &self.ground.order, stage, from)?;
        }
        None
    }

    /// Unloading and driving back to the same place, with nothing in the way.
    fn way_back(&self, stage: usize, goal: usize, fill: &Fill) -> Seconds {
        let way = self.problem.backs[goal][stage].as_ref();
        let drive = way.map_or(0, |way| way.gates.iter().map(|(_, t)| t).sum::<Seconds>() + way.last);
        drive + self.problem.goals[goal].turnround.duration(fill.persons).seconds()
    }

    fn load_wait(&self, stage: usize, now: Seconds, there: Seconds) -> Seconds {
        if !self.manner.heeds_queues {
            return 0;
        }
        self.stage_bays[stage].wait(self.loads_ahead[stage], now, there)
    }

    /// Counts the vehicle as on its way to the stage, or no longer.
    pub(super) fn heading(&mut self, class: usize, stage: usize, is: bool) {
        let it = &self.problem.classes[class];
        let (seats, stretchers) = (u64::from(it.seats), u64::from(it.stretchers));
        let full = Persons { stretcher: it.stretchers, wounded: 0, other: it.seats };
        let lasting = self.problem.stages[stage].turnround.duration(full).seconds();
        if let Some((guide, done)) = self.guide.as_mut().filter(|_| is) {
            guide.count_load(done, class, stage, true);
        }
        self.loads_ahead[stage] += if is { lasting } else { -lasting };
        if is {
            self.heading_seats[stage] += seats;
            self.heading_stretchers[stage] += stretchers;
        } else {
            self.heading_seats[stage] = self.heading_seats[stage].saturating_sub(seats);
            self.heading_stretchers[stage] = self.heading_stretchers[stage].saturating_sub(stretchers);
        }
    }

    /// A vehicle of this class no longer counts as away.
    pub(super) fn is_back(&mut self, class: usize) {
        self.away[class] = self.away[class].saturating_sub(1);
    }

    fn go_back(&mut self, vehicle: u32, class: usize, stage: usize, now: Seconds, there: Seconds) {
        if let At::Goal(_) = self.at[vehicle as usize] {
            let trip = self.latest[vehicle as usize] as usize;
            self.trips[trip].back = Some((stage as u32, now, there));
            let escorts = self.problem.classes[class].escorts;
            if self.escorts.limited() && escorts > 0 {
                self.is_back(class);
                self.escorts.back(there, escorts);
                self.unblock(there, now);
            }
        }
    }
}
