//! Making a plan better: change a few decisions, run the operation again, keep what helps.
//!
//! The story: rules of thumb are tried for the whole operation ([`trials`]); the best of them begin a course
//! each, which changes single decisions ([`course`]); the best courses go on ([`race`]). In between the best
//! plan of all is kept as a timetable, in which a few vehicles at a time take better ways ([`polish`],
//! [`reroute`]).
//!
//! Never here: rules; every construction keeps them.

mod board;
mod convoys;
mod course;
mod habits;
mod hunt;
mod polish;
mod race;
mod reroute;
mod shifts;
mod spells;
#[cfg(test)]
mod tests;
mod trials;

pub(crate) use hunt::Hunt;

use crate::construct::tape::Tape;
use crate::construct::{Ground, Made, construct};
use crate::cost::{Cost, cost};
use crate::dice::Dice;
use evacuation::operation::Minimise;
use polish::Polish;
use race::Race;
use shifts::Shifts;
use trials::Trials;

/// One search with its own chance.
pub(crate) struct Search<'a> {
    ground: &'a Ground<'a>,
    dice: Dice,
    trials: Trials,
    race: Race<'a>,
    polish: Option<Polish>,
    /// `None` where no plan is a timetable.
    shifts: Option<Shifts>,
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

/// What a tape gives, and its figure.
fn run(ground: &Ground, tape: &Tape) -> (Made, f64) {
    let made = construct(ground, tape);
    let value = figure_of(ground, &made);
    (made, value)
}

fn figure_of(ground: &Ground, made: &Made) -> f64 {
    figure(&cost(ground.problem, made), ground.problem.minimise)
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
        let value = figure_of(ground, &made);
        let trials = Trials::new(ground, made.clone(), value);
        let hopeless = made.decisions.is_empty();
        let (dice, race) = (Dice::new(seed), Race::default());
        let (polish, shifts) = (None, Polish::applies(ground.problem).then(Shifts::new));
        Search {
            ground,
            dice,
            trials,
            race,
            polish,
            shifts,
            namings,
            hopeless,
            best: made,
            best_figure: value,
        }
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
        if let Some((made, value)) = self.trials.step(self.ground) {
            if value < self.best_figure {
                (self.best, self.best_figure) = (made.clone(), value);
            }
        } else if self.shifts.as_ref().is_some_and(Shifts::polishes) {
            self.polish();
        } else {
            self.race();
        }
    }

    fn race(&mut self) {
        let before = self.race.best_figure();
        let Some(course) = self.race.step(self.ground, &mut self.dice) else { return };
        if course.best_figure < self.best_figure {
            (self.best, self.best_figure) = (course.best.clone(), course.best_figure);
        }
        if let Some(shifts) = &mut self.shifts {
            shifts.took(before, course.best_figure.min(before), self.best_figure);
        }
    }

    /// Goes on where it was; from the best plan of all if the race has found a better one.
    fn polish(&mut self) {
        let best = self.best_figure;
        let at_work = |it: &Polish| it.best_figure <= best || it.from <= best;
        let mut polish = match self.polish.take().filter(at_work) {
            Some(polish) => polish,
            None => Polish::new(self.ground, &self.best, best),
        };
        let before = polish.best_figure;
        polish.step(self.ground, &mut self.dice);
        if polish.best_figure < best {
            (self.best, self.best_figure) = (polish.best.clone(), polish.best_figure);
        }
        if let Some(shifts) = &mut self.shifts {
            shifts.took(before, polish.best_figure, self.best_figure);
        }
        self.polish = Some(polish);
    }
}
