//! Making a plan better: change a few decisions, run the operation again, keep what helps.
//!
//! The story: rules of thumb are tried for the whole operation ([`trials`]); the best of them begin a course
//! each, which changes single decisions ([`course`]); the best courses go on ([`race`]).
//!
//! Never here: rules; every construction keeps them.

mod course;
mod habits;
mod hunt;
mod pace;
mod race;
mod trials;

pub(crate) use hunt::Hunt;

use crate::construct::{Ground, Made};
use crate::cost::{Cost, cost};
use crate::dice::Dice;
use evacuation::operation::Minimise;
use race::Race;
use trials::Trials;

/// One search with its own chance.
pub(crate) struct Search<'a> {
    ground: &'a Ground<'a>,
    dice: Dice,
    trials: Trials,
    race: Race,
    namings: &'static [Naming],
    hopeless: bool,
    pub best: Made,
    /// What is made small; comparable within one operation only.
    pub best_figure: f64,
}

/// How a course names its decisions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Naming {
    ByMinute,
    ByTurn,
    /// By turns, and what is not changed stays as it was in the plan before.
    Habits,
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
    /// From what a construction makes of its own first choices.
    pub fn new(ground: &'a Ground<'a>, made: Made, seed: u64, namings: &'static [Naming]) -> Self {
        let value = figure(&cost(ground.problem, &made), ground.problem.minimise);
        let trials = Trials::new(ground.problem, made.clone(), value);
        let hopeless = made.decisions.is_empty();
        let (dice, race) = (Dice::new(seed), Race::default());
        Search { ground, dice, trials, race, namings, hopeless, best: made, best_figure: value }
    }

    /// Whether there is nothing to decide.
    pub fn is_hopeless(&self) -> bool {
        self.hopeless
    }

    /// One change, tried.
    pub fn step(&mut self) {
        self.trials.take_up_guides(self.ground);
        self.trials.take_up_prospects(self.ground);
        if self.trials.are_over() {
            let courses = self.trials.courses(self.namings);
            if !courses.is_empty() {
                self.race.enter(courses);
            }
        }
        let found = match self.trials.step(self.ground) {
            Some(found) => Some(found),
            None => self.race.step(self.ground, &mut self.dice).map(|it| (&it.best, it.best_figure)),
        };
        if let Some((made, value)) = found.filter(|(_, value)| *value < self.best_figure) {
            self.best = made.clone();
            self.best_figure = value;
        }
    }
}
