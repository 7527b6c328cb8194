//! Passages: who goes through a control point together, and when (rule 4).
//!
//! A control point is a batching machine: its passages take any vehicles that are there, all of
//! them leave at its end.
//!
//! Never here: whether to start now, with how many, or to wait for the next vehicle (see `weighing`).

use super::weighing::{Choice, SIGHT_VEHICLES, Weighed};
use super::{Event, Run};
use crate::problem::{NEVER, Seconds};
use std::cmp::Reverse;

/// A vehicle that will be at a control point.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pending {
    pub(super) trip: u32,
    /// When it can be there; where escorts are short, later than it otherwise could.
    pub(super) ready: Seconds,
    /// Waits for escorts whose return is not known yet.
    pub(super) blocked: bool,
    /// When it is to enter, by a timetable.
    pub(super) planned: Option<Seconds>,
    /// It is on the road already, between two control points.
    pub(super) on_road: bool,
}

/// A vehicle this late is not waited for.
const OVERDUE: Seconds = 600;
/// What so long a delay costs says who is most urgent.
const URGENT: Seconds = 900;

impl Run<'_> {
    /// A loaded trip joins the queue at its next control point; `from` is when it leaves the
    /// staging place or the control point before.
    pub(super) fn queue(&mut self, trip: u32, from: Seconds) {
        let it = &self.trips[trip as usize];
        let Some(way) = &self.problem.ways[it.stage as usize][it.goal as usize] else { return };
        let Some((gate, travel)) = way.gates.get(it.passages.len()).copied() else { return };
        let on_road = it.depart < NEVER;
        let vehicle = it.vehicle;
        self.lines[gate].expected.retain(|(_, known)| *known != vehicle);
        let ready = self.planned_ready(gate, trip, if on_road { from } else { from + travel });
        let ready = if on_road { ready } else { ready.max(self.trips[trip as usize].held) };
        let planned = if on_road { None } else { self.timetabled(gate, trip, ready) };
        self.lines[gate].pending.push(Pending { trip, ready, planned, blocked: false, on_road });
        self.call_gate(gate, ready.max(self.lines[gate].free));
    }

    pub(super) fn call_gate(&mut self, gate: usize, at: Seconds) {
        let line = &mut self.lines[gate];
        if line.event.is_none_or(|planned| at < planned) {
            line.event = Some(at);
            self.events.push(Reverse((at, Event::Gate(gate as u32))));
        }
    }

    pub(super) fn look_at_gate(&mut self, number: usize, now: Seconds) {
        if self.lines[number].event != Some(now) {
            return;
        }
        self.lines[number].event = None;
        let gate = &self.problem.gates[number];
        let free = self.lines[number].free.max(now);
        let Some((start, closes)) = gate.next_passage(free, gate.lasting(1)) else {
            self.close_for_good(number);
            return;
        };
        if start > now {
            self.call_gate(number, start);
            return;
        }
        self.drop_late(number, now);
        let urgent = self.urgent_here(number, now);
        if !urgent.is_empty() {
            let most = urgent.len().min(gate.fitting(closes - now));
            self.enter(number, now, most, &urgent);
            return;
        }
        if self.timetable.is_some() {
            self.enter_by_timetable(number, now, closes);
            return;
        }
        self.hold_back(number, now);
        let (here, coming) = self.in_sight(number, now);
        if here.is_empty() {
            if let Some(next) = coming.first() {
                self.call_gate(number, next.ready);
            }
            return;
        }
        match self.decide(number, now, closes, &here, &coming) {
            Choice::Wait(until) => self.call_gate(number, until),
            Choice::Enter(most) => {
                let here: Vec<usize> = here.iter().map(|(ix, _)| *ix).collect();
                self.enter(number, now, most, &here);
            }
        }
    }

    /// Vehicles at the control point, most urgent first; and those still coming, in order of time.
    fn in_sight(&self, number: usize, now: Seconds) -> (Vec<(usize, Weighed)>, Vec<Weighed>) {
        let (mut here, mut coming) = (Vec::new(), Vec::new());
        for (ix, pending) in self.lines[number].pending.iter().enumerate() {
            if pending.blocked {
                continue;
            }
            let weighed = self.weighed(pending, now);
            if pending.ready <= now {
                here.push((ix, weighed));
            } else {
                coming.push(weighed);
            }
        }
        here.sort_by(|a, b| {
            b.1.rate.total_cmp(&a.1.rate).then(a.1.ready.cmp(&b.1.ready)).then(a.0.cmp(&b.0))
        });
        self.add_expected(number, now, &mut coming);
        coming.sort_by_key(|weighed| weighed.ready);
        (here, coming)
    }

    fn weighed(&self, pending: &Pending, now: Seconds) -> Weighed {
        let rate = self.rate(pending);
        let Some(prospect) = self.prospect() else {
            return Weighed { ready: pending.ready, rate, tail: None };
        };
        let tail = self.tail(pending);
        let at = pending.ready.max(now);
        let cost = |exit: Seconds| self.exit_cost(prospect, &tail, exit);
        let later = (cost(at + URGENT) - cost(at)) / URGENT as f64;
        let there = if pending.on_road || self.is_begun(pending.trip) { rate } else { 0.0 };
        Weighed { ready: pending.ready, rate: later.max(there), tail: Some(tail) }
    }

    /// Vehicles for which this window is not the best hold back, by the prospect.
    fn hold_back(&mut self, number: usize, now: Seconds) {
        let Some(prospect) = self.tape.prospect.clone() else { return };
        for ix in 0..self.lines[number].pending.len() {
            let pending = self.lines[number].pending[ix];
            if pending.ready <= now && !pending.blocked && !pending.on_road && !self.is_begun(pending.trip) {
                self.lines[number].pending[ix].ready =
                    self.better_later(&prospect, number, &pending, now).max(pending.ready);
            }
        }
    }

    /// Vehicles on their round that should be here again soon, as far as there are people for them.
    fn add_expected(&self, number: usize, now: Seconds, coming: &mut Vec<Weighed>) {
        let mut seats = self.pool.seats.iter().sum::<u64>();
        let mut lying = self.pool.lying.iter().sum::<u64>();
        for (ready, vehicle) in &self.lines[number].expected {
            let class = &self.problem.classes[self.ground.class_of(*vehicle)];
            if *ready + OVERDUE < now {
                continue;
            }
            let (has_seats, has_lying) = (u64::from(class.seats), u64::from(class.stretchers));
            if coming.len() >= SIGHT_VEHICLES || (seats == 0 && (lying == 0 || has_lying == 0)) {
                break;
            }
            let load = has_seats.min(seats) as f64 + 8.0 * has_lying.min(lying) as f64;
            let rate = load + self.later(class);
            coming.push(Weighed { ready: (*ready).max(now + 60), rate, tail: None });
            seats = seats.saturating_sub(has_seats);
            lying = lying.saturating_sub(has_lying);
        }
    }

    /// What this vehicle will carry on later rounds, per second of delay.
    fn later(&self, class: &crate::problem::Class) -> f64 {
        f64::from(class.seats) * self.pool.seated_weight / self.ground.fleet_seats
            + f64::from(class.stretchers) * self.pool.lying_weight / self.ground.fleet_stretchers
    }

    /// Notes when the vehicle of this trip should be ready for the same control point again.
    fn expect(&mut self, number: usize, trip: u32, exit: Seconds) {
        let it = &self.trips[trip as usize];
        let (stage, goal) = (it.stage as usize, it.goal as usize);
        let (Some(way), Some(back)) = (&self.problem.ways[stage][goal], &self.problem.backs[goal][stage])
        else {
            return;
        };
        let onward: Seconds = way
            .gates
            .iter()
            .skip(1)
            .map(|(gate, travel)| travel + self.problem.gates[*gate].lasting(1))
            .sum();
        let unload = self.problem.goals[goal].turnround.duration(it.persons).seconds();
        let load = self.problem.stages[stage].turnround.duration(it.persons).seconds();
        let Some(there) = self.problem.empty_arrival(back, exit + onward + way.last + unload) else { return };
        let ready = there + load + way.gates.first().map_or(0, |(_, travel)| *travel);
        let expected = &mut self.lines[number].expected;
        let at = expected.partition_point(|(known, _)| *known <= ready);
        expected.insert(at, (ready, it.vehicle));
    }

    /// What a second of delay of this vehicle costs: its people now, and those it carries later.
    pub(super) fn rate(&self, pending: &Pending) -> f64 {
        let trip = &self.trips[pending.trip as usize];
        let later = self.later(&self.problem.classes[trip.class as usize]);
        let there = match pending.on_road {
            _ if self.is_begun(pending.trip) => 1000.0,
            true => 4.0,
            false => 1.0,
        };
        let escorts = self.problem.classes[trip.class as usize].escorts;
        let per = if self.manner.per_escort && self.escorts.limited() { escorts.max(1) } else { 1 };
        let later = if self.manner.own_load { 0.0 } else { later };
        (trip.weight + later) * there / f64::from(per)
    }

    /// Lets up to `most` of those here in, as far as there are escorts.
    pub(super) fn enter(&mut self, number: usize, now: Seconds, most: usize, here: &[usize]) {
        let mut chosen: Vec<usize> = Vec::new();
        self.escorts.forget_before(now - self.ground.lag);
        for ix in here {
            if chosen.len() == most {
                break;
            }
            if self.may_depart(number, *ix, now) {
                chosen.push(*ix);
            }
        }
        if !chosen.is_empty() {
            let exit = now + self.problem.gates[number].lasting(chosen.len());
            let on_road = chosen.iter().any(|ix| self.lines[number].pending[*ix].on_road);
            let opens = self.problem.gates[number].window_opens(now);
            let pace = if on_road { 0 } else { self.tape.convoys_in(opens).pace };
            for ix in &chosen {
                let trip = self.lines[number].pending[*ix].trip;
                self.pass(trip, now, exit);
                if self.timetable.is_none() && self.trips[trip as usize].passages.len() == 1 {
                    self.expect(number, trip, exit);
                }
            }
            chosen.sort_unstable();
            for ix in chosen.iter().rev() {
                self.lines[number].pending.swap_remove(*ix);
            }
            self.lines[number].free = now + self.problem.gates[number].spacing(chosen.len()).max(pace);
        }
        let next = self.lines[number].pending.iter().filter(|p| !p.blocked).map(|p| p.ready).min();
        if let Some(next) = next {
            self.call_gate(number, next.max(self.lines[number].free));
        }
    }

    /// Rule 7 for a vehicle that would enter now; where escorts are short, says when to ask again.
    fn may_depart(&mut self, number: usize, ix: usize, now: Seconds) -> bool {
        let pending = self.lines[number].pending[ix];
        if pending.on_road {
            return true;
        }
        let trip = &self.trips[pending.trip as usize];
        let needed = self.problem.classes[trip.class as usize].escorts;
        let way = self.problem.ways[trip.stage as usize][trip.goal as usize].as_ref();
        let travel = way.and_then(|way| way.gates.first()).map_or(0, |(_, travel)| *travel);
        let class = trip.class as usize;
        match self.escorted(pending.trip, now - travel) {
            Some(depart) if depart == now - travel => {
                self.away[class] += 1;
                self.escorts.depart(depart, needed);
                self.trips[pending.trip as usize].depart = depart;
                true
            }
            Some(later) => {
                self.lines[number].pending[ix].ready = later + travel;
                false
            }
            None => {
                self.lines[number].pending[ix].blocked = true;
                false
            }
        }
    }

    fn pass(&mut self, trip: u32, enter: Seconds, exit: Seconds) {
        let it = &mut self.trips[trip as usize];
        it.passages.push((enter, exit));
        let Some(way) = &self.problem.ways[it.stage as usize][it.goal as usize] else { return };
        if let Some((_, travel)) = way.gates.get(it.passages.len()) {
            self.events.push(Reverse((exit + travel, Event::Reach(trip))));
        } else if exit + way.last <= self.problem.horizon {
            it.arrive = exit + way.last;
            self.events.push(Reverse((exit + way.last, Event::Arrive(it.vehicle, trip))));
        } else {
            self.too_late(trip);
        }
    }

    /// Escorts come back at `there`: those who waited for them may ask again.
    pub(super) fn unblock(&mut self, there: Seconds, now: Seconds) {
        for trip in std::mem::take(&mut self.stranded) {
            self.events.push(Reverse(((there + 1).max(now), Event::Depart(trip))));
        }
        for gate in 0..self.lines.len() {
            let mut first = NEVER;
            for ix in 0..self.lines[gate].pending.len() {
                if self.lines[gate].pending[ix].blocked {
                    let trip = &self.trips[self.lines[gate].pending[ix].trip as usize];
                    let way = self.problem.ways[trip.stage as usize][trip.goal as usize].as_ref();
                    let travel = way.and_then(|way| way.gates.first()).map_or(0, |(_, travel)| *travel);
                    let pending = &mut self.lines[gate].pending[ix];
                    pending.blocked = false;
                    pending.ready = pending.ready.max(there + 1 + travel);
                    first = first.min(pending.ready);
                }
            }
            if first < NEVER {
                self.call_gate(gate, first.max(self.lines[gate].free).max(now));
            }
        }
    }
}
