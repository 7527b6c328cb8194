//! A vehicle's trip: filling, loading, departure, arrival and unloading.

use super::pool::{Asking, Fill};
use super::steer::FIRST;
use super::tape::Kind;
use super::{At, Event, Run, Trip};
use crate::problem::{NEVER, Seconds, Way};
use std::cmp::Reverse;

impl Run<'_> {
    /// A vehicle is at a staging place: fill it for one of the destinations.
    pub(super) fn load(&mut self, vehicle: u32, now: Seconds) {
        let At::Stage(stage) = self.at[vehicle as usize] else { return };
        let (class, stage) = (self.ground.class_of(vehicle), stage as usize);
        if !self.stage_bays[stage].usable() {
            return;
        }
        if let Some(later) = self.planned_here(vehicle, stage).map(|it| it.load_start).filter(|at| *at > now)
        {
            self.events.push(Reverse((later, Event::Present(vehicle))));
            return;
        }
        let turn = (vehicle, self.begun[vehicle as usize]);
        let name = self.named(Kind::Goal, turn, (stage * 64 + class, now));
        if self.is_done(vehicle) && self.goes_by_plan(name, self.problem.goals.len() + 1) {
            self.heading(class, stage, false);
            return;
        }
        let planned = self.planned_here(vehicle, stage).is_some();
        let mut planned = if planned { self.planned_fill(vehicle, class, now) } else { None };
        if let Some((goal, number, fill)) =
            planned.take_if(|_| self.goes_by_plan(name, self.problem.goals.len()))
        {
            self.heading(class, stage, false);
            self.go(vehicle, class, stage, (goal, fill), now, Some(number));
            return;
        }
        if planned.is_none()
            && let Some((goal, fill)) = self.habitual_goal(vehicle, class, stage, now)
            && self.goes_by_plan(name, self.problem.goals.len())
        {
            self.heading(class, stage, false);
            self.go(vehicle, class, stage, (goal, fill), now, None);
            return;
        }
        let mut choices = self.goals_for(class, stage, now);
        if let Some((goal, _, fill)) = &planned {
            choices.insert(0, (f64::INFINITY, *goal, fill.clone()));
        }
        let best = choices.first().map_or(0.0, |(_, _, fill)| fill.weight);
        let next_ready = self.pool.next_ready(self.problem, &self.ground.order, stage, now);
        let patient = self.looked[vehicle as usize] < 1000;
        if let Some(ready) = next_ready.filter(|_| patient && planned.is_none()) {
            let seats = choices.first().map_or(0, |(_, _, fill)| fill.persons.total());
            let few = u64::from(seats) * 2 < u64::from(self.problem.classes[class].seats);
            if best == 0.0 || (few && ready - now < 1800) {
                self.looked[vehicle as usize] += 1;
                self.events.push(Reverse((ready, Event::Present(vehicle))));
                return;
            }
        }
        self.heading(class, stage, false);
        if choices.is_empty() {
            return;
        }
        let choice = self.choose(name, choices.len());
        let (_, goal, fill) = choices.swap_remove(choice);
        let number = planned.filter(|_| choice == 0).map(|(_, number, _)| number);
        self.go(vehicle, class, stage, (goal, fill), now, number);
    }

    /// Loads and sets off; `planned` is the number of the trip of the plan in force that this is.
    fn go(
        &mut self,
        vehicle: u32,
        class: usize,
        stage: usize,
        (goal, fill): (usize, Fill),
        now: Seconds,
        planned: Option<u32>,
    ) {
        self.start_trip(vehicle, class, stage, goal, fill, now);
        self.follow(planned);
        let number = self.trips.len() as u32 - 1;
        self.set_off(number, self.trips[number as usize].load_end);
    }

    /// Where the vehicle is used to go from here, and with whom, where that fills it well enough.
    fn habitual_goal(&self, vehicle: u32, class: usize, stage: usize, now: Seconds) -> Option<(usize, Fill)> {
        let habit = self.tape.habits.as_ref()?.get(vehicle, self.begun[vehicle as usize])?;
        let goal = habit.goal as usize;
        if habit.stage as usize != stage || self.pool.room[goal] == 0 || !self.goal_bays[goal].usable() {
            return None;
        }
        let way = self.problem.ways[stage][goal].as_ref()?;
        let asking = Asking { class, stage, goal, at: now };
        let fill = self.pool.fill(self.problem, &self.ground.order, asking, self.held());
        let few = u64::from(fill.persons.total()) * 2 < u64::from(self.problem.classes[class].seats);
        if fill.load.is_empty()
            || (few && self.pool.next_ready(self.problem, &self.ground.order, stage, now).is_some())
        {
            return None;
        }
        let ready = now + self.problem.stages[stage].turnround.duration(fill.persons).seconds();
        self.estimate(way, ready).filter(|at| *at <= self.problem.horizon)?;
        Some((goal, fill))
    }

    /// The destinations worth going to, best first: weight brought out per second of round trip.
    fn goals_for(&self, class: usize, stage: usize, now: Seconds) -> Vec<(f64, usize, Fill)> {
        let mut choices = Vec::new();
        for goal in 0..self.problem.goals.len() {
            let Some(way) = &self.problem.ways[stage][goal] else { continue };
            if self.pool.room[goal] == 0 || !self.goal_bays[goal].usable() {
                continue;
            }
            let asking = Asking { class, stage, goal, at: now };
            let fill = self.pool.fill(self.problem, &self.ground.order, asking, self.held());
            if fill.load.is_empty() {
                continue;
            }
            let ready = now + self.problem.stages[stage].turnround.duration(fill.persons).seconds();
            let Some(arrive) = self.estimate(way, ready).filter(|at| *at <= self.problem.horizon) else {
                continue;
            };
            let back = self.problem.backs[goal][stage].as_ref();
            let back: Seconds =
                back.map_or(0, |way| way.gates.iter().map(|(_, t)| t).sum::<Seconds>() + way.last);
            let unload = self.problem.goals[goal].turnround.duration(fill.persons).seconds();
            let waits = self.unload_wait(goal, now, arrive);
            let rate = fill.weight / ((arrive - now + waits + unload + back).max(1) as f64);
            let due = self.guide_in_force().map(|(guide, done)| guide.exit_due(done, class, stage, goal));
            let rate = due.map_or(rate, |due| FIRST - due as f64 + rate * 1e-3);
            choices.push((rate, goal, fill));
        }
        choices.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        choices
    }

    /// When a vehicle loaded at `ready` would arrive, as the queues stand now.
    pub(super) fn estimate(&self, way: &Way, ready: Seconds) -> Option<Seconds> {
        let mut clock = ready;
        for (number, travel) in &way.gates {
            let gate = &self.problem.gates[*number];
            let one = gate.lasting(1);
            let line = &self.lines[*number];
            // Those in line before it need so many passages of their own.
            let most = gate.control.convoy_max.unwrap_or(u32::MAX).max(1) as usize;
            let heeds = self.manner.heeds_queues;
            let before = if heeds { (line.pending.len() / most) as Seconds } else { 0 };
            let free = line.free.saturating_add(before * gate.spacing(most.min(line.pending.len())));
            clock = gate.next_passage((clock + travel).max(free), one)?.0 + one;
        }
        Some(clock + way.last)
    }

    /// How long one who arrives at `at` would wait for a bay, as those under way come before.
    pub(super) fn unload_wait(&self, goal: usize, now: Seconds, at: Seconds) -> Seconds {
        if !self.manner.heeds_queues {
            return 0;
        }
        self.goal_bays[goal].wait(self.unloads_ahead[goal], now, at)
    }

    fn start_trip(
        &mut self,
        vehicle: u32,
        class: usize,
        stage: usize,
        goal: usize,
        fill: Fill,
        now: Seconds,
    ) {
        self.pool.take(self.problem, goal, &fill);
        let lasting = self.problem.stages[stage].turnround.duration(fill.persons).seconds();
        let load_start = self.stage_bays[stage].take(now, lasting);
        self.unloads_ahead[goal] += self.problem.goals[goal].turnround.duration(fill.persons).seconds();
        self.begun[vehicle as usize] += 1;
        let mut held = 0;
        if let Some((guide, done)) = &mut self.guide {
            if self.manner.on_time {
                held = guide.exit_due(done, class, stage, goal) - guide.slack();
            }
            guide.count_exit(done, class, stage, goal);
        }
        self.trips.push(Trip {
            class: class as u32,
            vehicle,
            stage: stage as u32,
            goal: goal as u32,
            load: fill.load,
            weight: fill.weight,
            persons: fill.persons,
            load_start,
            load_end: load_start + lasting,
            depart: NEVER,
            held,
            passages: Vec::new(),
            arrive: NEVER,
            unload_start: NEVER,
            unload_end: NEVER,
            back: None,
        });
    }

    /// A trip that is loaded at `loaded` goes to its first control point, or straight to its destination.
    pub(super) fn set_off(&mut self, trip: u32, loaded: Seconds) {
        let it = &self.trips[trip as usize];
        let way = self.problem.ways[it.stage as usize][it.goal as usize].as_ref();
        if way.is_some_and(|way| way.gates.is_empty()) {
            let departs = self.planned_departure(trip, loaded);
            self.events.push(Reverse((departs, Event::Depart(trip))));
        } else {
            self.queue(trip, loaded);
        }
    }

    /// Departs on a way without control points, as soon as there are escorts.
    pub(super) fn depart_freely(&mut self, trip: u32, now: Seconds) {
        let it = &self.trips[trip as usize];
        let Some(way) = &self.problem.ways[it.stage as usize][it.goal as usize] else { return };
        let needed = self.problem.classes[it.class as usize].escorts;
        self.escorts.forget_before(now - self.ground.lag);
        match self.escorted(trip, now) {
            Some(depart) if depart == now => {
                if now + way.last > self.problem.horizon {
                    return;
                }
                let it = &mut self.trips[trip as usize];
                it.depart = now;
                it.arrive = now + way.last;
                self.away[it.class as usize] += 1;
                self.escorts.depart(now, needed);
                self.events.push(Reverse((now + way.last, Event::Arrive(it.vehicle, trip))));
            }
            Some(later) => self.events.push(Reverse((later, Event::Depart(trip)))),
            None => self.stranded.push(trip),
        }
    }

    /// A vehicle is at its destination: unload in order of arrival.
    pub(super) fn unload(&mut self, trip: u32, now: Seconds) {
        let it = &mut self.trips[trip as usize];
        let goal = it.goal as usize;
        let lasting = self.problem.goals[goal].turnround.duration(it.persons).seconds();
        self.unloads_ahead[goal] = (self.unloads_ahead[goal] - lasting).max(0);
        it.unload_start = self.goal_bays[goal].take(now, lasting);
        it.unload_end = it.unload_start + lasting;
        self.at[it.vehicle as usize] = At::Goal(it.goal);
        self.latest[it.vehicle as usize] = trip;
        self.events.push(Reverse((it.unload_end, Event::Free(it.vehicle))));
    }
}
