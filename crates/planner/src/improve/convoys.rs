//! How convoys leave: how far apart, and with how many vehicles at most; for the whole operation or in one window.
//!
//! Letting a convoy go as soon as a control point allows is not always best: with a headway just under
//! a vehicle's round trip, every vehicle misses one passage in two. Nor is letting all go who are there: who goes
//! together comes back together, and waits for the same bays; a few convoys of the same size, one behind the other,
//! fall into step. One number for all of them finds what no change of single decisions would, since they would all
//! have to change together. Applies where there is a control point.
//!
//! Never here: which convoy is how large (`construct::weighing`).

use super::spells::spells;
use crate::construct::tape::{Manner, Tape};
use crate::dice::Dice;
use crate::problem::{NEVER, Problem, Seconds};

/// From two minutes to six hours.
const SLOWEST: Seconds = 6 * 3600;
/// Each pace is this much slower than the one before.
const STEP: f64 = 1.12;
/// Each size is this much of the one before, and so many are tried first.
const SMALLER: f64 = 0.8;
const SIZES: usize = 10;

/// The paces that a search tries first, one after another, slower and slower.
pub(super) fn paces(problem: &Problem) -> impl Iterator<Item = Seconds> {
    let quickest = quickest(problem);
    let pace =
        move |number: i32| Some(quickest? as f64 * STEP.powi(number)).filter(|pace| *pace <= SLOWEST as f64);
    (0..).map_while(pace).map(|pace| pace as Seconds)
}

fn quickest(problem: &Problem) -> Option<Seconds> {
    Some(problem.gates.iter().map(|gate| gate.spacing(1)).min()?.max(120))
}

/// The sizes that a search tries first, smaller and smaller.
pub(super) fn sizes(problem: &Problem) -> Vec<usize> {
    let largest = largest(problem);
    let sizes = (1..=SIZES as i32).map(|number| (largest as f64 * SMALLER.powi(number)).round() as usize);
    let mut sizes: Vec<usize> = sizes.filter(|size| (2..largest).contains(size)).collect();
    sizes.dedup();
    sizes
}

/// As many vehicles as may ever go together.
fn largest(problem: &Problem) -> usize {
    let vehicles = problem.classes.iter().map(|class| class.count as usize).sum::<usize>();
    let most = problem.gates.iter().map(|gate| gate.fitting(NEVER)).max();
    most.map_or(0, |most| most.min(vehicles))
}

/// When the windows of control points open that ever do; none where all are always open.
pub(super) fn openings(problem: &Problem) -> Vec<Seconds> {
    let windows = problem.gates.iter().flat_map(|gate| gate.control.open.as_deref().unwrap_or_default());
    let mut openings: Vec<Seconds> = windows.map(|window| window.opens.seconds()).collect();
    openings.sort_unstable();
    openings.dedup();
    openings
}

/// Convoys leave somewhat otherwise, in one window or in all; or another rule of thumb. Since when that matters.
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
    let quickest = quickest(problem)?;
    let gate = &problem.gates[dice.below(problem.gates.len())];
    let windows = gate.control.open.as_deref().unwrap_or_default();
    let opens = (windows.len() > 1).then(|| windows[dice.below(windows.len())].opens.seconds());
    let mut convoys = opens.map_or(tape.convoys(), |opens| tape.convoys_in(opens));
    if dice.below(2) == 0 {
        convoys.size = resized(dice, largest(problem), convoys.size);
    } else {
        convoys.pace = repaced(dice, quickest, convoys.pace);
    }
    tape.set_convoys(opens, convoys);
    Some(opens.unwrap_or(0))
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

fn repaced(dice: &mut Dice, quickest: Seconds, pace: Seconds) -> Seconds {
    let pace = match dice.below(4) {
        0 => quickest,
        // Anywhere, slow paces as likely as quick ones by their ratio.
        1 => (quickest as f64 * STEP.powi(dice.below(40) as i32)) as Seconds,
        _ => pace.max(quickest) * (85 + dice.below(31) as Seconds) / 100,
    };
    if pace <= quickest { 0 } else { pace.min(SLOWEST) }
}

/// Any size, none, or nearly the same.
fn resized(dice: &mut Dice, largest: usize, size: usize) -> usize {
    match dice.below(4) {
        0 => 0,
        1 => 1 + dice.below(largest.max(1)),
        _ if size == 0 => (largest * (50 + dice.below(50)) / 100).max(1),
        _ => (size + dice.below(5)).saturating_sub(2).max(1),
    }
}
