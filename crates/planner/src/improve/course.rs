//! One course of the search: a tape and the plan that it gives, changed a little again and again.
//!
//! Threshold accepting over the decisions of a construction (Dueck and Scheuer, *J. Computational
//! Physics* 90:161, 1990): a slightly worse plan is kept for a while, less and less so. Where that finds
//! nothing any more, it goes on from a change that is larger, and worse at first (iterated local search: Lourenço,
//! Martin and Stützle, *Handbook of Metaheuristics*, 2003).
//!
//! Never here: which courses there are, and which goes on (`race`).

use super::{convoys, figure_of, habits};
use crate::construct::milestones::Milestones;
use crate::construct::tape::{Key, Tape};
use crate::construct::{Ground, Made};
use crate::dice::Dice;
use crate::problem::{NEVER, Seconds};
use std::collections::BTreeSet;
use std::sync::Arc;

/// One change in so many is one of how convoys leave, or of rules of thumb.
const CONVOYS_RARITY: usize = 12;
/// So many changes without a better plan, and it goes on from elsewhere.
const PATIENCE: u64 = 300;
/// A plan that is worse by more than this share is too far from the best one to go on from.
const FAR: f64 = 0.02;
/// The horizon's parts of which decisions are taken back, and how many at least and at most.
const PARTS: Seconds = 40;
const TAKEN_BACK: (usize, usize) = (2, 11);

/// See the module.
pub(super) struct Course<'a> {
    tape: Arc<Tape>,
    milestones: Milestones<'a>,
    /// The plan that the tape gives, and its figure.
    now: (Made, f64),
    pub best: Made,
    best_tape: Arc<Tape>,
    pub best_figure: f64,
    since_better: u64,
}

impl<'a> Course<'a> {
    pub fn new(tape: Tape, made: Made, figure: f64) -> Self {
        let tape = Arc::new(tape);
        Course {
            milestones: Milestones::default(),
            best: made.clone(),
            best_tape: Arc::clone(&tape),
            tape,
            now: (made, figure),
            best_figure: figure,
            since_better: 0,
        }
    }

    /// Which fluid it follows.
    pub fn guide(&self) -> Option<usize> {
        self.tape.manner.guide
    }

    /// Of the plan from which it goes on.
    #[cfg(test)]
    pub fn figure(&self) -> f64 {
        self.now.1
    }

    /// One change, tried.
    pub fn step(&mut self, ground: &'a Ground<'a>, dice: &mut Dice) {
        self.since_better += 1;
        if self.since_better.is_multiple_of(PATIENCE) {
            self.go_elsewhere(ground, dice);
            return;
        }
        let mut tape = Tape::clone(&self.tape);
        let changed = match dice.below(CONVOYS_RARITY) {
            0 => convoys::change(ground.problem, dice, &mut tape),
            _ => self.change(dice, &mut tape),
        };
        let Some(from) = changed else { return };
        let tolerance = 2e-4 / (1.0 + self.since_better as f64 / 200.0);
        let most = self.now.1.max(self.best_figure * (1.0 + tolerance));
        self.attempt(ground, tape, from, most);
    }

    /// Goes on from this tape, which differs since then, if its figure is at most this.
    fn attempt(&mut self, ground: &'a Ground<'a>, tape: Tape, from: Seconds, most: f64) {
        let mut tape = Arc::new(tape);
        let made = self.milestones.construct(ground, &tape, &self.now.0.decisions, from);
        let value = figure_of(ground, &made);
        if value > most {
            return;
        }
        if tape.habits.is_some() {
            Arc::make_mut(&mut tape).get_used_to(&made);
        }
        self.milestones.take_over(from);
        self.tape = tape;
        self.now = (made, value);
        if value < self.best_figure {
            self.since_better = 0;
            self.best_figure = value;
            self.best = self.now.0.clone();
            self.best_tape = Arc::clone(&self.tape);
        }
    }

    /// Back to the best plan, and on from one in which convoys leave otherwise from some moment on and the decisions
    /// soon after that are not changed yet.
    fn go_elsewhere(&mut self, ground: &'a Ground<'a>, dice: &mut Dice) {
        self.tape = Arc::clone(&self.best_tape);
        self.milestones.forget();
        self.now = (self.best.clone(), self.best_figure);
        let mut tape = Tape::clone(&self.tape);
        let Some(from) = convoys::change(ground.problem, dice, &mut tape) else { return };
        let decisions = &self.now.0.decisions;
        let parts = (TAKEN_BACK.0 + dice.below(TAKEN_BACK.1 + 1 - TAKEN_BACK.0)) as Seconds;
        let until = from + ground.problem.horizon * parts / PARTS;
        let (before, after) = decisions.split_at(decisions.partition_point(|it| it.at < from));
        // The same name may be asked for twice.
        let asked: BTreeSet<Key> = before.iter().map(|it| it.key).collect();
        for decision in after.iter().take_while(|it| it.at < until).filter(|it| !asked.contains(&it.key)) {
            tape.set(decision.key, 0);
        }
        self.attempt(ground, tape, from, self.best_figure * (1.0 + FAR));
    }

    /// Takes other choices at one to three decisions, near each other in time; since when that matters.
    fn change(&self, dice: &mut Dice, tape: &mut Tape) -> Option<Seconds> {
        let decisions = &self.now.0.decisions;
        if decisions.is_empty() {
            return None;
        }
        if dice.below(3) == 0
            && let Some(habits) = &mut tape.habits
        {
            let turns = habits::change(dice, habits)?;
            return turns.into_iter().map(|(vehicle, turn)| self.turns_to(vehicle, turn)).min();
        }
        let mut from = NEVER;
        let at = dice.below(decisions.len());
        let times = 1 + dice.below(3);
        for _ in 0..times {
            let near = (at + dice.below(12)).saturating_sub(6).min(decisions.len() - 1);
            let decision = decisions[if times == 1 { at } else { near }];
            let most = usize::from(decision.choices).min(if dice.below(4) == 0 { 12 } else { 4 });
            let rank = dice.below(most) as u8;
            tape.set(decision.key, rank);
            from = from.min(self.first_asked(decision.key));
        }
        if tape.len() > 0 && dice.below(4) == 0 {
            let ix = dice.below(tape.len());
            let key = tape.keys().nth(ix);
            if let Some(key) = key {
                tape.set(key, 0);
                from = from.min(self.first_asked(key));
            }
        }
        Some(from)
    }

    /// When this decision was first asked for; [`NEVER`] where it was not.
    fn first_asked(&self, key: Key) -> Seconds {
        let decision = self.now.0.decisions.iter().find(|it| it.key == key);
        decision.map_or(NEVER, |it| it.at)
    }

    /// When the vehicle turns to its so manieth trip.
    fn turns_to(&self, vehicle: usize, turn: usize) -> Seconds {
        let Some(before) = turn.checked_sub(1) else { return 0 };
        let trips = self.now.0.trips.iter().filter(|trip| trip.vehicle as usize == vehicle);
        let mut ends: Vec<Seconds> = trips.map(|trip| trip.unload_end).collect();
        ends.sort_unstable();
        ends.get(before).copied().unwrap_or(0)
    }
}
