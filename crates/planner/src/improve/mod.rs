//! Making a plan better: change a few decisions, run the operation again, keep what helps.
//!
//! Threshold accepting over the decisions of a construction (Dueck and Scheuer, *J. Computational
//! Physics* 90:161, 1990): a slightly worse plan is kept for a while, less and less so.
//!
//! Never here: rules; every construction keeps them.

mod hunt;
mod pace;

pub(crate) use hunt::Hunt;

use crate::construct::tape::{Manner, Tape};
use crate::construct::{Ground, Made, construct};
use crate::cost::{Cost, cost};
use crate::dice::Dice;
use crate::problem::{Problem, Seconds};
use evacuation::operation::Minimise;
use std::collections::VecDeque;

/// One change in so many is one of the pace.
const PACE_RARITY: usize = 24;

/// One search with its own chance.
pub(crate) struct Search<'a> {
    ground: &'a Ground<'a>,
    dice: Dice,
    tape: Tape,
    /// The plan that the tape gives, and its figure.
    now: (Made, f64),
    pub best: Made,
    best_tape: Tape,
    /// What is made small; comparable within one operation only.
    pub best_figure: f64,
    pub iterations: u64,
    since_better: u64,
    /// How this search names decisions.
    by_minute: bool,
    /// What is tried for the whole operation before single decisions are.
    trials: VecDeque<Trial>,
    /// The guide has been taken up.
    guided: bool,
}

/// Something tried for the whole operation.
#[derive(Clone, Copy, Debug)]
enum Trial {
    Manner(Manner),
    Pace(Seconds),
}

impl Trial {
    fn plain(problem: &Problem, by_minute: bool) -> VecDeque<Trial> {
        let manners = Manner::all(by_minute).into_iter().map(Trial::Manner);
        manners.chain(Trial::paces(problem)).collect()
    }

    /// Manners before and after the pace: which is best depends on it.
    fn guided(problem: &Problem, by_minute: bool) -> VecDeque<Trial> {
        let manners = || Manner::guided(by_minute).into_iter().map(Trial::Manner);
        manners().chain(Trial::paces(problem)).chain(manners()).collect()
    }

    fn paces(problem: &Problem) -> impl Iterator<Item = Trial> {
        (0..).map_while(|number| pace::candidate(problem, number)).map(Trial::Pace)
    }
}

/// One figure to make small, whatever is minimised.
fn figure(cost: &Cost, minimise: Minimise) -> f64 {
    match minimise {
        Minimise::Exposure => cost.exposure + cost.price * 3600.0,
        // Fewer left first, then the makespan; the exposure only leads the way.
        Minimise::Makespan => cost.left as f64 * 1e12 + cost.priced(minimise) * 1e3 + cost.exposure * 1e-6,
    }
}

impl<'a> Search<'a> {
    pub fn new(ground: &'a Ground<'a>, made: Made, seed: u64, by_minute: bool) -> Self {
        let figures = cost(ground.problem, &made);
        let value = figure(&figures, ground.problem.minimise);
        Search {
            ground,
            dice: Dice::new(seed),
            tape: Tape::default(),
            best: made.clone(),
            now: (made, value),
            best_tape: Tape::default(),
            best_figure: value,
            iterations: 1,
            since_better: 0,
            by_minute,
            trials: Trial::plain(ground.problem, by_minute),
            guided: false,
        }
    }

    /// Whether there is nothing to decide.
    pub fn is_hopeless(&self) -> bool {
        self.now.0.decisions.is_empty()
    }

    /// One change, tried.
    pub fn step(&mut self) {
        self.iterations += 1;
        let mut tape = self.tape.clone();
        if !self.guided && self.ground.guide.get().is_some() {
            self.guided = true;
            self.trials = Trial::guided(self.ground.problem, self.by_minute);
        }
        let changed = match self.trials.pop_front() {
            Some(Trial::Manner(manner)) => {
                tape = Tape::at_pace(self.tape.pace, manner);
                true
            }
            Some(Trial::Pace(pace)) => {
                tape = Tape::at_pace(pace, self.tape.manner);
                true
            }
            None if self.dice.below(PACE_RARITY) == 0 => {
                pace::change(self.ground.problem, &mut self.dice, &mut tape)
            }
            None => self.change(&mut tape),
        };
        if !changed {
            self.since_better += 1;
            return;
        }
        let made = construct(self.ground, &tape);
        let figures = cost(self.ground.problem, &made);
        let value = figure(&figures, self.ground.problem.minimise);
        let tolerance = 2e-4 / (1.0 + self.since_better as f64 / 200.0);
        if value <= self.now.1 || value < self.best_figure * (1.0 + tolerance) {
            self.tape = tape;
            self.now = (made, value);
        }
        self.since_better += 1;
        if value < self.best_figure {
            self.since_better = 0;
            self.best_figure = value;
            self.best = self.now.0.clone();
            self.best_tape = self.tape.clone();
        } else if self.since_better.is_multiple_of(2000) {
            self.tape = self.best_tape.clone();
            self.now = (self.best.clone(), self.best_figure);
        }
    }

    /// Takes other choices at one to three decisions, near each other in time.
    fn change(&mut self, tape: &mut Tape) -> bool {
        let decisions = &self.now.0.decisions;
        if decisions.is_empty() {
            return false;
        }
        let at = self.dice.below(decisions.len());
        let times = 1 + self.dice.below(3);
        for _ in 0..times {
            let near = (at + self.dice.below(12)).saturating_sub(6).min(decisions.len() - 1);
            let which = if times == 1 { at } else { near };
            let (key, choices) = decisions[which];
            let most = usize::from(choices).min(if self.dice.below(4) == 0 { 12 } else { 4 });
            let rank = self.dice.below(most) as u8;
            tape.set(key, rank);
        }
        if tape.len() > 0 && self.dice.below(4) == 0 {
            let ix = self.dice.below(tape.len());
            let key = tape.keys().nth(ix);
            if let Some(key) = key {
                tape.set(key, 0);
            }
        }
        true
    }
}
