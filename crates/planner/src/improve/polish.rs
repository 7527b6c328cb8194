//! A plan as a timetable, made better a few vehicles at a time: they are taken off, and each takes the
//! best way through what is left (ruin and recreate; Schrimpf et al., *J. Computational Physics* 159:139,
//! 2000). All others keep who they go through control points with.
//!
//! Never here: how the best way is found (`reroute`).

use super::board::Board;
use super::reroute::{Start, reroute};
use super::{habits, run};
use crate::construct::habit::{Habit, Habits};
use crate::construct::tape::{Tape, Timing};
use crate::construct::{Ground, Made, Trip};
use crate::dice::Dice;
use crate::problem::{Problem, Seconds};

/// See the module.
pub(super) struct Polish {
    tape: Tape,
    /// The plan that the tape gives, and its figure.
    now: (Made, f64),
    pub best: Made,
    pub best_figure: f64,
    since_better: u64,
    /// The figure of the plan from which it began.
    pub from: f64,
}

/// So many changes without a better plan, and it goes back to the best one.
const PATIENCE: u64 = 1000;
/// The vehicles' so manieth part is taken off at most.
const RUIN: usize = 40;
/// A passage goes earlier or later by at most so many of these.
const SHIFTS: usize = 10;
const SHIFT: Seconds = 30;
/// Passages nearer than this may become one.
const NEAR: Seconds = 3600;

impl Polish {
    /// Whether this operation has timetables: all ways lead through control points, and nothing has begun.
    pub fn applies(problem: &Problem) -> bool {
        let mut ways = problem.ways.iter().flatten().flatten();
        problem.opening.is_none() && ways.all(|way| !way.gates.is_empty())
    }

    /// From this plan, whose figure is this.
    pub fn new(ground: &Ground, made: &Made, from: f64) -> Polish {
        let timed = |timing: Timing| {
            let tape = Tape::timetable(made, ground.vehicles(), timing);
            let now = run(ground, &tape);
            (tape, now)
        };
        let (kept, early) = (timed(Timing::Kept), timed(Timing::Early));
        let (tape, now) = if kept.1.1 <= early.1.1 { kept } else { early };
        Polish { tape, best: now.0.clone(), best_figure: now.1, now, since_better: 0, from }
    }

    /// One change, tried.
    pub fn step(&mut self, ground: &Ground, dice: &mut Dice) {
        self.since_better += 1;
        let mut tape = self.tape.clone();
        tape.timing = Some(if dice.below(2) == 0 { Timing::Kept } else { Timing::Early });
        if !self.change(ground, dice, &mut tape) {
            return;
        }
        let (made, value) = run(ground, &tape);
        let tolerance = 5e-4 / (1.0 + self.since_better as f64 / 200.0);
        if value <= self.now.1 || value < self.best_figure * (1.0 + tolerance) {
            self.tape = Tape::timetable(&made, ground.vehicles(), Timing::Kept);
            self.now = (made, value);
        }
        if value < self.best_figure {
            self.since_better = 0;
            self.best_figure = value;
            self.best = self.now.0.clone();
        } else if self.since_better.is_multiple_of(PATIENCE) {
            self.tape = Tape::timetable(&self.best, ground.vehicles(), Timing::Kept);
            self.now = (self.best.clone(), self.best_figure);
        }
    }

    fn change(&self, ground: &Ground, dice: &mut Dice, tape: &mut Tape) -> bool {
        let Some(known) = &mut tape.habits else { return false };
        match dice.below(10) {
            0 => habits::change(dice, known).is_some(),
            1 => self.retime(dice, known),
            _ => self.ruin(ground, dice, known),
        }
    }

    /// All of a passage, or some, go earlier or later, or with another one.
    fn retime(&self, dice: &mut Dice, known: &mut Habits) -> bool {
        let trips = &self.now.0.trips;
        let enter_of = |trip: &Trip| trip.passages.first().map(|(enter, _)| *enter);
        let Some(from) = trips.get(dice.below(trips.len())).and_then(enter_of) else { return false };
        let other = trips.get(dice.below(trips.len())).and_then(enter_of);
        let near = other.filter(|other| (other - from).abs() < NEAR);
        let to = match (dice.below(3), near) {
            (0, Some(near)) => near,
            _ => from + (dice.below(2 * SHIFTS + 1) as Seconds - SHIFTS as Seconds) * SHIFT,
        };
        let all = dice.below(2) == 0;
        for vehicle in 0..known.vehicles() {
            if known.list(vehicle).iter().all(|habit| habit.enter != from) || (!all && dice.below(2) == 0) {
                continue;
            }
            let list = known.of_vehicle(vehicle).into_iter().flatten();
            list.filter(|habit| habit.enter == from).for_each(|habit| habit.enter = to.max(0));
        }
        to != from
    }

    /// A few vehicles are taken off, from some moment on, and go the best way one after another.
    fn ruin(&self, ground: &Ground, dice: &mut Dice, known: &mut Habits) -> bool {
        let made = &self.now.0;
        let count = ground.vehicles();
        let wanted = match dice.below(4) {
            0 | 1 => 1,
            2 => 2,
            _ => 1 + dice.below((1 + count / RUIN).max(4)),
        };
        let mut chosen: Vec<usize> = Vec::new();
        for _ in 0..wanted {
            let vehicle = dice.below(count);
            if !chosen.contains(&vehicle) {
                chosen.push(vehicle);
            }
        }
        let after = made.trips.get(dice.below(made.trips.len())).filter(|_| dice.below(3) > 0);
        let from = after.map_or(0, |trip| trip.load_start);
        let is_off = |trip: &Trip| trip.load_start >= from && chosen.contains(&(trip.vehicle as usize));
        let mut board = Board::new(ground, made, &is_off, dice);
        let mut differs = false;
        for vehicle in chosen.iter().copied() {
            let mut kept: Vec<&Trip> =
                made.trips.iter().filter(|trip| trip.vehicle as usize == vehicle && !is_off(trip)).collect();
            kept.sort_by_key(|trip| trip.load_start);
            let class = ground.problem.class_of(vehicle as u32);
            let on = reroute(&mut board, class, &starts(ground.problem, class, kept.last().copied()));
            let list: Vec<Habit> = kept.into_iter().map(Habit::of).chain(on).collect();
            differs |= known.list(vehicle) != list;
            known.set(vehicle, list);
        }
        differs
    }
}

/// Where a vehicle may begin after its last trip, or at first.
fn starts(problem: &Problem, class: usize, last: Option<&Trip>) -> Vec<Start> {
    let there = |stage: usize| match last {
        None => problem.classes[class].first[stage],
        Some(trip) => {
            let back = problem.backs[trip.goal as usize][stage].as_ref()?;
            problem.empty_arrival(back, trip.unload_end)
        }
    };
    (0..problem.stages.len()).filter_map(|stage| Some((stage, there(stage)?))).collect()
}
