//! What the relaxed problem says of the future at given prices, for constructions that go by it.
//!
//! Never here: proofs.

use super::legs::NONE;
use super::relaxation::{Relaxation, Space};
use super::soft::Temper;
use crate::construct::prospect::{OfKind, Prospect};
use crate::problem::Problem;

/// `None` where `stop` said so.
pub(super) fn prospect(
    problem: &Problem,
    rough: &Relaxation,
    prices: &[f64],
    space: &mut Space,
    stop: &dyn Fn() -> bool,
) -> Option<Prospect> {
    let (layout, grid) = (&rough.layout, &rough.grid);
    let mut kinds = Vec::new();
    let mut kind_of = vec![0; problem.classes.len()];
    rough.each_kind(prices, Temper(0.0), space, None, stop, &mut |kind, eras, moves| {
        let classes = problem.classes.iter().enumerate().filter(|(_, class)| kind.has(class));
        classes.for_each(|(class, _)| kind_of[class] = kinds.len());
        kinds.push(OfKind { eras, unloaded: moves.unloaded.clone() });
    })?;
    let gates = rough.ranges.iter().map(|range| {
        let width = range.least.len();
        let blocks = if range.base == NONE { 0 } else { grid.blocks() };
        let at = |block: usize| layout.gate() + range.base as usize + block * width;
        // What the shortest passage costs is what a place in one is worth at least.
        let least =
            |block: usize| prices[at(block)..at(block) + width].iter().copied().fold(f64::INFINITY, f64::min);
        (0..blocks).map(least).collect()
    });
    Some(Prospect {
        cell: grid.cell(),
        block: grid.block,
        goals: problem.goals.len(),
        gates: gates.collect(),
        kinds,
        kind_of,
        eras: rough.eras().starts().collect(),
    })
}
