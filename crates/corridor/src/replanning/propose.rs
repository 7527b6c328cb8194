//! The search itself: read how it stands, plan, judge, compare.

use super::{Found, Job};
use crate::intake::{InForce, Intake};
use crate::live::Clock;
use evacuation::account::{Picture, Roll};
use evacuation::check::{Score, check_replan, score};
use evacuation::operation::Operation;
use evacuation::plan::Plan;
use evacuation::quantity::{Moment, Span};
use evacuation::replan::{STABILITY_DEFAULT, State};
use evacuation::standing::{Difference, Known, Standing, difference, number, parked, standing};
use planner::solve::{Progress, Settings};
use std::sync::Arc;
use std::time::Duration;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ask {
    /// How long to look.
    pub limit: Duration,
    /// After how long what is suspended is taken to open again; `None`: not before the horizon.
    pub reopens_in: Option<Span>,
    /// Price of each party told a new departure, in person-hours.
    pub stability: f64,
}

impl Default for Ask {
    fn default() -> Ask {
        Ask {
            limit: Duration::from_secs_f64(super::SECONDS_DEFAULT),
            reopens_in: Some(Span(3600)),
            stability: STABILITY_DEFAULT,
        }
    }
}

/// A new plan with what it changes.
#[derive(Debug)]
pub struct Proposal {
    /// How it stood.
    pub standing: Standing,
    /// The plan that was in force.
    pub in_force: Arc<InForce>,
    /// What was known.
    pub picture: Picture,
    /// The new plan.
    pub plan: Plan,
    /// What it changes.
    pub difference: Difference,
    /// What the plan in force would be worth if everything that is still ahead of it could be kept.
    pub before: Score,
    /// How long it took.
    pub took: Duration,
}

pub(super) fn propose(
    job: &Job,
    intake: &Intake,
    founded: &Operation,
    clock: &Clock,
) -> Result<Proposal, String> {
    let (in_force, picture, roll) = known(intake);
    // Later than everything that has been said.
    let at = clock.now() + Span(1);
    let known = Known {
        operation: founded,
        planned_for: &in_force.planned_for,
        plan: &in_force.plan,
        picture: &picture,
        roll: &roll,
        at,
        reopens: job.ask.reopens_in.map(|span| at + span),
    };
    let standing = standing(&known).map_err(|error| error.to_string())?;
    let state =
        State { at, plan: standing.plan.clone(), lost: standing.lost.clone(), stability: job.ask.stability };
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let settings = Settings { seed: 1, iterations_max: None, gap: Some(0.0005), threads };
    let progress = |progress: &Progress| {
        let mut found = job.found();
        *found = Found { progress: Some(*progress), ..found.clone() };
    };
    let mut plan = planner::replan(&standing.operation, &state, &settings, &|| job.is_over(), &progress);
    let parked = parked(&plan, &standing);
    if check_replan(&standing.operation, &state, &parked).is_empty() {
        plan = parked;
    }
    let broken = check_replan(&standing.operation, &state, &plan);
    if let Some(first) = broken.first() {
        return Err(format!(
            "the new plan breaks {} rules and must not be used; the first: {first}",
            broken.len()
        ));
    }
    number(&mut plan, &standing, &picture);
    let difference = difference(&standing, &in_force.plan, &plan);
    let before = score(&standing.operation, &standing.plan);
    let took = job.begun.elapsed();
    Ok(Proposal { standing, in_force, picture, plan, difference, before, took })
}

fn known(intake: &Intake) -> (Arc<InForce>, Picture, Roll) {
    intake.read(|book| (Arc::clone(book.in_force()), book.account().picture(), book.account().roll()))
}

impl Proposal {
    /// The moment from which it plans.
    pub fn at(&self) -> Moment {
        self.standing.at
    }
}
