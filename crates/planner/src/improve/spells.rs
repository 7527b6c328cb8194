//! Times of an operation that may each be gone about in another manner: from one closing of control points to
//! the next, as what is decided after a closing is decided for the next window.
//!
//! Never here: manners.

use crate::problem::{Problem, Seconds};

/// From one moment to another.
pub(super) type Spell = (Seconds, Seconds);

/// So many at most.
const SPELLS: Seconds = 16;

/// One after another; none where no control point ever closes.
pub(super) fn spells(problem: &Problem) -> Vec<Spell> {
    let windows = problem.gates.iter().flat_map(|gate| gate.control.open.as_deref().unwrap_or_default());
    let mut ends: Vec<Seconds> = windows.map(|window| window.closes.seconds().min(problem.horizon)).collect();
    ends.sort_unstable();
    let mut spells: Vec<Spell> = Vec::new();
    for end in ends {
        let from = spells.last().map_or(0, |spell| spell.1);
        if end - from >= problem.horizon / SPELLS {
            spells.push((from, end));
        }
    }
    spells
}
