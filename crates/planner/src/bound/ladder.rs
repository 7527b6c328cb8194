//! From coarse grids of time to fine ones: prices found on one are carried over to the next.
//!
//! Never here: how prices are found.

use super::grid::{Grid, Rounding};
use super::legs::NONE;
use super::relaxation::{Relaxation, work};
use super::round_trips::{enough, suiting_step};
use crate::problem::{Problem, Seconds};

/// One grid, and how it is climbed.
pub(crate) struct Rung {
    /// Left out where rounding to the nearest promises much that no proof keeps.
    pub rough_only: bool,
    /// Down: on a grid for proofs, so that prices do not learn what only rounding to the nearest allows.
    rounding: Rounding,
    /// Nodes from the start to the end, fewer where that is too much work.
    nodes: Seconds,
    /// But at least so many.
    least: Seconds,
    /// So many in a usual round trip are enough; half of `nodes` there are at least.
    in_round: Seconds,
    /// At most so many offers in one evaluation.
    work: usize,
    /// Blocks of prices from the start to the end, and the longest.
    blocks: Seconds,
    longest: Seconds,
    /// Ranges of rounds that have a price of their own.
    pub ranges: u32,
    pub steps: usize,
    pub temper: (f64, f64),
    pub rate: (f64, f64),
    /// How rough steps of fullness are, in hundredths: where an evaluation is little work, and else.
    off: [u32; 2],
    knots: Seconds,
}

/// However many nodes there are in a round trip.
const ANY: Seconds = Seconds::MAX;

/// Steps of fullness that are enough for the first prices.
const ROUGH: [u32; 2] = [100, 300];

/// For fitting the fluid's prices and finding out how far steps should go: offers to look at in all.
pub(crate) const TRIAL_WORK: usize = 5_000_000;
pub(crate) const TRIAL: Rung = Rung {
    rough_only: false,
    rounding: Rounding::Nearest,
    nodes: 300,
    least: 200,
    in_round: ANY,
    work: 400_000,
    blocks: 300,
    longest: 600,
    ranges: 2,
    steps: 0,
    temper: (0.03, 0.03),
    rate: (1.0, 1.0),
    off: ROUGH,
    knots: 100,
};

/// Where all rungs to the nearest step begin, and all that round down.
const NEAREST: Rung = Rung {
    rough_only: false,
    rounding: Rounding::Nearest,
    nodes: 1500,
    least: 300,
    in_round: 90,
    work: 1_500_000,
    blocks: 600,
    longest: 300,
    ranges: 4,
    steps: 80,
    temper: (0.03, 0.005),
    rate: (1.0, 0.06),
    off: ROUGH,
    knots: 200,
};
const DOWN: Rung = Rung {
    rounding: Rounding::Down,
    nodes: 6000,
    least: 600,
    work: 5_000_000,
    blocks: 1000,
    ranges: 8,
    steps: 150,
    temper: (0.015, 0.003),
    rate: (1.0, 0.08),
    off: [60, 60],
    knots: 300,
    ..NEAREST
};

/// From the prices that the fluid gives, found by trial; rates are in terms of the stride.
pub(crate) const NEAR: [Rung; 6] = [
    Rung {
        nodes: 800,
        in_round: 48,
        work: 500_000,
        ranges: 2,
        steps: 40,
        temper: (0.03, 0.01),
        rate: (2.0, 0.15),
        knots: 150,
        ..NEAREST
    },
    NEAREST,
    // The same again from where that came to, with steps that go far at first: slower, and further.
    Rung { steps: 100, temper: (0.02, 0.005), rate: (1.5, 0.1), ..NEAREST },
    Rung {
        rough_only: true,
        nodes: 3000,
        least: 600,
        in_round: ANY,
        work: 4_000_000,
        blocks: 1000,
        ranges: 8,
        steps: 300,
        temper: (0.02, 0.003),
        rate: (0.7, 0.02),
        off: [60, 100],
        knots: 300,
        ..NEAREST
    },
    DOWN,
    Rung {
        nodes: 12_000,
        work: 20_000_000,
        steps: 1000,
        temper: (0.006, 0.001),
        rate: (0.2, 0.01),
        knots: 500,
        ..DOWN
    },
];

/// From a plan's own prices, found by trial: each costs a few times the one before.
pub(crate) const FAR: [Rung; 4] = [
    Rung {
        rough_only: false,
        rounding: Rounding::Nearest,
        nodes: 300,
        least: 150,
        in_round: ANY,
        work: 60_000,
        blocks: 60,
        longest: 1800,
        ranges: 2,
        steps: 100,
        temper: (5.0, 0.2),
        rate: (0.2, 0.01),
        off: ROUGH,
        knots: 60,
    },
    Rung {
        rough_only: false,
        rounding: Rounding::Nearest,
        nodes: 1000,
        least: 300,
        in_round: ANY,
        work: 250_000,
        blocks: 200,
        longest: 900,
        ranges: 4,
        steps: 80,
        temper: (0.2, 0.02),
        rate: (0.15, 0.01),
        off: ROUGH,
        knots: 100,
    },
    Rung {
        rough_only: false,
        rounding: Rounding::Nearest,
        nodes: 3000,
        least: 600,
        in_round: ANY,
        work: 800_000,
        blocks: 500,
        longest: 300,
        ranges: 6,
        steps: 120,
        temper: (0.03, 0.005),
        rate: (0.06, 0.002),
        off: ROUGH,
        knots: 200,
    },
    Rung {
        rough_only: false,
        rounding: Rounding::Nearest,
        nodes: 6000,
        least: 1000,
        in_round: ANY,
        work: 2_500_000,
        blocks: 1000,
        longest: 300,
        ranges: 12,
        steps: 400,
        temper: (0.02, 0.002),
        rate: (0.02, 0.0005),
        off: ROUGH,
        knots: 300,
    },
];

/// Nodes of a proof.
const PROOF_NODES: Seconds = 12_000;
/// Offers in the very first proof, and nodes at least.
pub(crate) const QUICK_WORK: usize = 400_000;
pub(crate) const QUICK_NODES: usize = 1000;
/// Offers in a proof on the way, and in one at the end of a rung: on the first rungs, and further up.
pub(crate) const PROOF_WORK: [[usize; 2]; 2] = [[6_000_000, 16_000_000], [12_000_000, 40_000_000]];
/// Nodes of a proof in a usual round trip that are enough on the first rungs, and further up.
pub(crate) const PROOF_IN_ROUND: [Seconds; 2] = [600, ANY];
/// How rough a proof's steps of fullness are: on the first rungs, and further up.
pub(crate) const PROOF_OFF: [[u32; 2]; 2] = [[25, 150], [25, 60]];
/// The first of those further up.
pub(crate) const UP: usize = 3;
/// Lengths of blocks that headways and inspections are usually multiples or divisors of.
const BLOCKS: [Seconds; 8] = [1, 10, 60, 150, 300, 600, 900, 1800];

/// Offers in a node of time from which on an evaluation is much work.
const HEAVY: usize = 500;

/// How rough steps of fullness are for this operation.
fn roughness(problem: &Problem, off: [u32; 2]) -> u32 {
    off[usize::from(work(problem, NEAREST.ranges) > HEAVY)]
}

/// The relaxed problem on the grid of a rung, for finding prices.
pub(crate) fn rough<'a>(
    problem: &'a Problem<'a>,
    rounds: &[Seconds],
    end: Seconds,
    rung: &Rung,
) -> Option<Relaxation<'a>> {
    if rung.rounding == Rounding::Down {
        return down(problem, rounds, end, rung);
    }
    let nodes = enough(rounds, end, rung.in_round).clamp(rung.nodes / 2, rung.nodes);
    let nodes = nodes.min((rung.work / work(problem, rung.ranges).max(1)) as Seconds).max(rung.least);
    let wanted = (end / nodes).max(1);
    let step = suiting_step(rounds, wanted, &|round, step| (round + step / 2) / step * step - round);
    // A block that headways do not suit lets control points be paid for more than they can do.
    let block = (end / rung.blocks).min(rung.longest).max(step);
    let block = BLOCKS.iter().copied().find(|known| *known >= block).unwrap_or(step);
    let grid = Grid {
        step,
        cells_per_step: if step % 2 == 0 { 2 } else { 1 },
        end,
        rounding: Rounding::Nearest,
        off: roughness(problem, rung.off),
        block,
        knot: (end / rung.knots).max(1),
    };
    Relaxation::new(problem, grid, rung.ranges)
}

/// About how many nodes a proof has, with so many offers and in a usual round trip at most, for prices found on this grid.
pub(crate) fn proof_nodes(
    problem: &Problem,
    rounds: &[Seconds],
    rough: &Relaxation,
    (most_work, in_round): (usize, Seconds),
) -> Seconds {
    let most = (most_work / work(problem, rough.ranges_most).max(1)) as Seconds;
    let enough = enough(rounds, rough.grid.end, in_round);
    enough.min(PROOF_NODES).min(most).max(100)
}

/// The relaxed problem on a fine grid, for a proof with prices found on another.
pub(crate) fn proof<'a>(
    problem: &'a Problem<'a>,
    rounds: &[Seconds],
    end: Seconds,
    rough: &Relaxation,
    (effort, off): ((usize, Seconds), [u32; 2]),
) -> Option<Relaxation<'a>> {
    let wanted = end / proof_nodes(problem, rounds, rough, effort);
    let (block, ranges) = (rough.grid.block, rough.ranges_most);
    rounded_down(problem, rounds, end, (wanted, block, end / 800), (ranges, roughness(problem, off)))
}

/// The relaxed problem on the grid of a rung, every time rounded down.
fn down<'a>(
    problem: &'a Problem<'a>,
    rounds: &[Seconds],
    end: Seconds,
    rung: &Rung,
) -> Option<Relaxation<'a>> {
    let most = (rung.work / work(problem, rung.ranges).max(1)) as Seconds;
    let wanted = end / rung.nodes.min(most).max(rung.least);
    let block = (end / rung.blocks).min(rung.longest).max(wanted);
    let block = BLOCKS.iter().copied().find(|known| *known >= block).unwrap_or(wanted);
    rounded_down(
        problem,
        rounds,
        end,
        (wanted, block, end / rung.knots),
        (rung.ranges, roughness(problem, rung.off)),
    )
}

/// With about the wanted step, blocks of prices and knots of this length.
fn rounded_down<'a>(
    problem: &'a Problem<'a>,
    rounds: &[Seconds],
    end: Seconds,
    (mut wanted, block, knot): (Seconds, Seconds, Seconds),
    (ranges, off): (u32, u32),
) -> Option<Relaxation<'a>> {
    // Finer where a way back would be shorter than a step.
    for _ in 0..4 {
        let step = suiting_step(rounds, wanted.max(1), &|round, step| round % step);
        let cells_per_step = (1..=4).rev().find(|cells| step % cells == 0).unwrap_or(1) as usize;
        let grid =
            Grid { step, cells_per_step, end, rounding: Rounding::Down, off, block, knot: knot.max(1) };
        if step <= block
            && let Some(proof) = Relaxation::new(problem, grid, ranges)
        {
            return Some(proof);
        }
        wanted /= 2;
    }
    None
}

/// The prices found on one grid, on another with other blocks and ranges.
pub(crate) fn carried_over(from: &Relaxation, to: &Relaxation, prices: &[f64]) -> Vec<f64> {
    let (old, new) = (&from.layout, &to.layout);
    let mut carried = vec![0.0; new.len()];
    carried[..new.commodities].copy_from_slice(&prices[..old.commodities]);
    carried[new.goal()..new.escort()].copy_from_slice(&prices[old.goal()..old.escort()]);
    let block_of = |block: usize| -> usize {
        let middle = (2 * block as Seconds + 1) * to.grid.block / 2;
        ((middle / from.grid.block) as usize).min(from.grid.blocks() - 1)
    };
    let blocks = to.grid.blocks();
    for (one, two) in from.ranges.iter().zip(&to.ranges).filter(|(one, _)| one.base != NONE) {
        for block in 0..blocks {
            for (range, least) in two.least.iter().enumerate() {
                let before = one.least.partition_point(|known| known <= least).max(1) - 1;
                let there = two.base as usize + block * two.least.len() + range;
                let here = one.base as usize + block_of(block) * one.least.len() + before;
                carried[new.gate() + there] = prices[old.gate() + here];
            }
        }
    }
    for block in 0..new.escorts {
        carried[new.escort() + block] = prices[old.escort() + block_of(block)];
    }
    for (one, two) in from.bays.all().zip(to.bays.all()) {
        for block in 0..blocks {
            carried[new.bay() + two.1 + block] = prices[old.bay() + one.1 + block_of(block)];
        }
    }
    to.pools().iter().for_each(|pool| pool.spread(&mut carried));
    carried
}
