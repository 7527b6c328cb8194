//! The pace of the whole operation: how far apart convoys leave.
//!
//! Letting a convoy go as soon as a control point allows is not always best: with a headway just under
//! a vehicle's round trip, every vehicle misses one passage in two. One number for the whole operation
//! finds what no change of single decisions would, since they would all have to change together.
//! Applies where there is a control point.

use super::spells::spells;
use crate::construct::tape::{Manner, Tape};
use crate::dice::Dice;
use crate::problem::{Problem, Seconds};

/// From two minutes to six hours.
const SLOWEST: Seconds = 6 * 3600;
/// Each candidate is this much slower than the one before.
const STEP: f64 = 1.12;

/// The paces that a search tries first, one after another, slower and slower.
pub(super) fn candidate(problem: &Problem, number: u64) -> Option<Seconds> {
    let quickest = problem.gates.iter().map(|gate| gate.spacing(1)).min()?.max(120);
    let pace = quickest as f64 * STEP.powi(i32::try_from(number).ok()?);
    (pace <= SLOWEST as f64).then_some(pace as Seconds)
}

/// A pace somewhat slower or quicker than the one in force, or none, for one window or for all; or another rule of
/// thumb. Since when that matters.
pub(super) fn change(problem: &Problem, dice: &mut Dice, tape: &mut Tape) -> Option<Seconds> {
    if dice.below(4) == 0 {
        let spells = spells(problem);
        if spells.len() < 2 || dice.below(2) == 0 {
            tape.manner = otherwise(dice, tape.manner);
            return Some(0);
        }
        let spell = spells[dice.below(spells.len())];
        tape.turn(spell, otherwise(dice, tape.manner_at(spell.0).0));
        return Some(spell.0);
    }
    let quickest = candidate(problem, 0)?;
    let gate = &problem.gates[dice.below(problem.gates.len())];
    let windows = gate.control.open.as_deref().unwrap_or_default();
    if windows.len() < 2 {
        tape.pace = changed(dice, quickest, tape.pace);
        return Some(0);
    }
    let opens = windows[dice.below(windows.len())].opens.seconds();
    tape.set_pace_in(opens, changed(dice, quickest, tape.pace_in(opens)));
    Some(opens)
}

/// One rule of thumb is another.
fn otherwise(dice: &mut Dice, mut manner: Manner) -> Manner {
    match dice.below(6) {
        0 => manner.heeds_queues = !manner.heeds_queues,
        1 => manner.round_trips = !manner.round_trips,
        2 => manner.own_load = !manner.own_load,
        3 => manner.full_convoys = !manner.full_convoys,
        4 => manner.per_escort = !manner.per_escort,
        _ => manner.reserve = [0, 50, 75, 100][dice.below(4)],
    }
    manner
}

fn changed(dice: &mut Dice, quickest: Seconds, pace: Seconds) -> Seconds {
    let pace = match dice.below(4) {
        0 => quickest,
        // Anywhere, slow paces as likely as quick ones by their ratio.
        1 => (quickest as f64 * STEP.powi(dice.below(40) as i32)) as Seconds,
        _ => pace.max(quickest) * (85 + dice.below(31) as Seconds) / 100,
    };
    if pace <= quickest { 0 } else { pace.min(SLOWEST) }
}
