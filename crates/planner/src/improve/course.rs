//! One course of the search: a tape and the plan that it gives, changed a little again and again.
//!
//! Threshold accepting over the decisions of a construction (Dueck and Scheuer, *J. Computational
//! Physics* 90:161, 1990): a slightly worse plan is kept for a while, less and less so.
//!
//! Never here: which courses there are, and which goes on (`race`).

use super::{habits, pace, run};
use crate::construct::tape::Tape;
use crate::construct::{Ground, Made};
use crate::dice::Dice;

/// One change in so many is one of the pace.
const PACE_RARITY: usize = 24;
/// So many changes without a better plan, and it goes back to the best one.
const PATIENCE: u64 = 2000;

/// See the module.
pub(super) struct Course {
    tape: Tape,
    /// The plan that the tape gives, and its figure.
    now: (Made, f64),
    pub best: Made,
    best_tape: Tape,
    pub best_figure: f64,
    since_better: u64,
}

impl Course {
    pub fn new(tape: Tape, made: Made, figure: f64) -> Course {
        let (best, best_tape) = (made.clone(), tape.clone());
        Course { tape, now: (made, figure), best, best_tape, best_figure: figure, since_better: 0 }
    }

    /// Which fluid it follows.
    pub fn guide(&self) -> Option<usize> {
        self.tape.manner.guide
    }

    /// One change, tried.
    pub fn step(&mut self, ground: &Ground, dice: &mut Dice) {
        self.since_better += 1;
        let mut tape = self.tape.clone();
        let changed = match dice.below(PACE_RARITY) {
            0 => pace::change(ground.problem, dice, &mut tape),
            _ => self.change(dice, &mut tape),
        };
        if !changed {
            return;
        }
        let (made, value) = run(ground, &tape);
        let tolerance = 2e-4 / (1.0 + self.since_better as f64 / 200.0);
        if value <= self.now.1 || value < self.best_figure * (1.0 + tolerance) {
            if tape.habits.is_some() {
                tape.get_used_to(&made);
            }
            self.tape = tape;
            self.now = (made, value);
        }
        if value < self.best_figure {
            self.since_better = 0;
            self.best_figure = value;
            self.best = self.now.0.clone();
            self.best_tape = self.tape.clone();
        } else if self.since_better.is_multiple_of(PATIENCE) {
            self.tape = self.best_tape.clone();
            self.now = (self.best.clone(), self.best_figure);
        }
    }

    /// Takes other choices at one to three decisions, near each other in time.
    fn change(&self, dice: &mut Dice, tape: &mut Tape) -> bool {
        let decisions = &self.now.0.decisions;
        if decisions.is_empty() {
            return false;
        }
        if dice.below(3) == 0
            && let Some(habits) = &mut tape.habits
        {
            return habits::change(dice, habits);
        }
        let at = dice.below(decisions.len());
        let times = 1 + dice.below(3);
        for _ in 0..times {
            let near = (at + dice.below(12)).saturating_sub(6).min(decisions.len() - 1);
            let which = if times == 1 { at } else { near };
            let (key, choices) = decisions[which];
            let most = usize::from(choices).min(if dice.below(4) == 0 { 12 } else { 4 });
            let rank = dice.below(most) as u8;
            tape.set(key, rank);
        }
        if tape.len() > 0 && dice.below(4) == 0 {
            let ix = dice.below(tape.len());
            let key = tape.keys().nth(ix);
            if let Some(key) = key {
                tape.set(key, 0);
            }
        }
        true
    }
}
