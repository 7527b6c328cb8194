//! What a control point could earn at given prices: the best sequence of passages within its
//! windows, by dynamic programming over time.
//!
//! Never here: vehicles.

use super::grid::{Grid, Rounding};
use super::legs::NONE;
use super::soft::{Temper, shares, soft_max};
use crate::problem::{Gate, Problem, Seconds};

/// Rounds of inspection in a passage, as the vehicles see it: they leave after `least` rounds at the
/// earliest; the ranges have one price each.
#[derive(Clone, Debug)]
pub(crate) struct GateRanges {
    /// Least rounds of each range.
    pub least: Vec<u32>,
    /// Where its prices begin; [`NONE`] where it limits nothing.
    pub base: u32,
}

/// A passage that could begin in a step of time: rounds at least, vehicles at most, which price.
#[derive(Clone, Copy, Debug)]
struct Size {
    rounds: u32,
    vehicles: f64,
    range: usize,
}

/// The passages of one control point over time.
#[derive(Clone, Debug)]
pub(crate) struct Passages {
    sizes: Vec<Size>,
    /// Per size: steps until the next passage, and how many such passages fit one step.
    stride: Vec<(usize, f64)>,
    /// Per step: the sizes that may begin are the first so many.
    may: Vec<u32>,
    /// Per step: where the prices of its block begin, and of the block of its last second.
    price: Vec<(u32, u32)>,
}

/// Work space, kept between evaluations.
#[derive(Debug, Default)]
pub(crate) struct Passing {
    worth: Vec<f64>,
    offers: Vec<f64>,
    mass: Vec<f64>,
}

const SIZES_MOST: u32 = 48;
/// No finer than this many steps from the start to the end.
const STEPS_MOST: Seconds = 20_000;

/// The ranges of every control point, at most so many each. Prices are laid out one after another from 0. Also the number of prices.
pub(crate) fn ranges(problem: &Problem, blocks: usize, ranges_most: u32) -> (Vec<GateRanges>, usize) {
    let mut base = 0;
    let list = problem.gates.iter().map(|gate| {
        let least = least_rounds(problem, gate, ranges_most);
        let limits = gate.control.headway.seconds() > 0 || gate.control.inspection.seconds() > 0;
        let from = base;
        if limits {
            base += blocks * least.len();
        }
        GateRanges { least, base: if limits { from as u32 } else { NONE } }
    });
    let list: Vec<GateRanges> = list.collect();
    (list, base)
}

/// Vehicles in the longest passage of each of the first ranges, those whose passages last no longer than the headway.
pub(crate) fn within_headway(problem: &Problem, number: usize, ranges: &GateRanges) -> Vec<f64> {
    let control = &problem.gates[number].control;
    let is_short = |size: &Size| control.inspection.times(size.rounds.into()) <= control.headway;
    let mut vehicles = Vec::new();
    for size in sizes(problem, &problem.gates[number], ranges).iter().take_while(|size| is_short(size)) {
        vehicles.truncate(size.range);
        vehicles.push(size.vehicles);
    }
    vehicles
}

/// Usual passages of an only control point from this long on have twice the ranges.
const LASTS_LONG: Seconds = 600;

/// Least rounds of each range: most of them where a longer passage costs the control point nothing, few
/// for passages longer than the headway, which are good only where many wait at once.
pub(crate) fn least_rounds(problem: &Problem, gate: &Gate, ranges_most: u32) -> Vec<u32> {
    let vehicles: u64 = problem.classes.iter().map(|class| u64::from(class.count)).sum();
    let rounds = rounds_most(gate, vehicles);
    let inspection = gate.control.inspection.seconds().max(1);
    let usual =
        u32::try_from(gate.control.headway.seconds() / inspection).unwrap_or(u32::MAX).clamp(1, rounds);
    // Where passages last long, what a range hides is much.
    let lasts = problem.gates.len() == 1 && i64::from(usual) * inspection >= LASTS_LONG;
    let ranges_most = if lasts { ranges_most * 2 } else { ranges_most };
    let long = (ranges_most / 3).max(1).min(rounds - usual);
    let short = (ranges_most - long).clamp(1, usual);
    let long = (ranges_most - short).min(rounds - usual);
    let spread =
        |from: u32, count: u32, all: u32| (0..count).map(move |range| from + range * all / count + 1);
    spread(0, short, usual).chain(spread(usual, long, rounds - usual)).collect()
}

/// The rounds of the longest passage that could ever be.
fn rounds_most(gate: &Gate, vehicles: u64) -> u32 {
    if gate.control.inspection.seconds() == 0 {
        return 1;
    }
    let most = u64::from(gate.control.convoy_max.unwrap_or(u32::MAX)).min(vehicles).max(1);
    u32::try_from(most).unwrap_or(u32::MAX).div_ceil(gate.control.lanes.max(1))
}

/// The step of a control point's own time: it divides the blocks and, where that is not too fine,
/// the headway and the inspection, so that nothing of them is lost.
fn own_step(gate: &Gate, grid: &Grid) -> Seconds {
    let finest = match grid.rounding {
        Rounding::Down => grid.end / STEPS_MOST,
        Rounding::Nearest => (grid.step / 2).min(grid.end / 6000),
    }
    .max(1);
    let mut step = grid.block;
    for span in [gate.control.headway.seconds(), gate.control.inspection.seconds()] {
        let common = gcd(step, span);
        if common >= finest {
            step = common;
        }
    }
    while step > 2 * finest && step % 2 == 0 && step > grid.step {
        step /= 2;
    }
    step
}

fn gcd(a: Seconds, b: Seconds) -> Seconds {
    if b == 0 { a.abs() } else { gcd(b, a % b) }
}

impl Passages {
    pub fn new(problem: &Problem, number: usize, ranges: &GateRanges, grid: &Grid) -> Self {
        let gate = &problem.gates[number];
        let step = own_step(gate, grid);
        let sizes = sizes(problem, gate, ranges);
        let half = if grid.rounding == Rounding::Nearest { step / 2 } else { 0 };
        let stride = sizes.iter().map(|size| {
            let lasting = gate.control.inspection.times(size.rounds.into()).seconds();
            let spacing = lasting.max(gate.control.headway.seconds()).max(1);
            if spacing >= step {
                (((spacing + half) / step).max(1) as usize, 1.0)
            } else {
                let times = step as f64 / spacing as f64;
                (1, if grid.rounding == Rounding::Down { times.ceil() } else { times })
            }
        });
        let stride = stride.collect();
        let nodes = usize::try_from(grid.end / step).unwrap_or(0) + 2;
        let fits = |node: usize| -> u32 {
            let now = node as Seconds * step;
            let may = |rounds: u32| {
                let lasting = gate.control.inspection.times(rounds.into()).seconds();
                let from = (now - half).max(0);
                gate.next_passage(from, lasting).is_some_and(|(enter, _)| enter < from + step)
            };
            sizes.iter().rposition(|size| may(size.rounds)).map_or(0, |last| last as u32 + 1)
        };
        let may = (0..nodes).map(fits).collect();
        let block = |at: Seconds| -> u32 {
            let block = ((at / grid.block) as usize).min(grid.blocks() - 1);
            ranges.base + (block * ranges.least.len()) as u32
        };
        let price = (0..nodes).map(|node| node as Seconds * step).map(|at| (block(at), block(at + step - 1)));
        Passages { stride, may, price: price.collect(), sizes }
    }

    /// Offers of a step: no passage first.
    fn offers(&self, node: usize, prices: &[f64], worth: &[f64], offers: &mut Vec<f64>) {
        offers.clear();
        offers.push(worth[node + 1]);
        let last = worth.len() - 1;
        let (one, two) = self.price[node];
        // Several short passages may begin in one step, and a long one after them.
        let mut short = 0.0f64;
        for (size, (stride, times)) in self.sizes.iter().zip(&self.stride).take(self.may[node] as usize) {
            let price = prices[one as usize + size.range].max(prices[two as usize + size.range]);
            let earned = size.vehicles * times * price;
            short = if *times > 1.0 { short.max(earned) } else { short };
            let before = if *times > 1.0 { 0.0 } else { short };
            offers.push(earned + before + worth[(node + stride).min(last)]);
        }
    }

    /// The most it can earn.
    pub fn earn(&self, prices: &[f64], temper: Temper, space: &mut Passing) -> f64 {
        let nodes = self.may.len();
        let Passing { worth, offers, .. } = space;
        worth.clear();
        worth.resize(nodes + 1, 0.0);
        for node in (0..nodes).rev() {
            self.offers(node, prices, worth, offers);
            worth[node] = soft_max(offers, temper);
        }
        worth[0]
    }

    /// Takes the vehicles off `slope`, per price, that it lets in where it earns the most, as
    /// [`Passages::earn`] has just found out.
    pub fn follow(&self, prices: &[f64], temper: Temper, space: &mut Passing, slope: &mut [f64]) {
        let nodes = self.may.len();
        let Passing { worth, offers, mass } = space;
        mass.clear();
        mass.resize(nodes + 1, 0.0);
        mass[0] = 1.0;
        for node in 0..nodes {
            let here = mass[node];
            if here < 1e-9 {
                mass[node + 1] += here;
                continue;
            }
            self.offers(node, prices, worth, offers);
            shares(offers, temper);
            mass[node + 1] += here * offers[0];
            let (one, two) = self.price[node];
            let may = self.sizes.iter().zip(&self.stride).take(self.may[node] as usize);
            for ((size, (stride, times)), share) in may.zip(&offers[1..]) {
                let moved = here * share;
                let dearer = prices[one as usize + size.range] >= prices[two as usize + size.range];
                let at = if dearer { one } else { two };
                slope[at as usize + size.range] -= moved * size.vehicles * times;
                mass[(node + stride).min(nodes)] += moved;
            }
        }
    }
}

fn sizes(problem: &Problem, gate: &Gate, ranges: &GateRanges) -> Vec<Size> {
    let vehicles: u64 = problem.classes.iter().map(|class| u64::from(class.count)).sum();
    let most = u64::from(gate.control.convoy_max.unwrap_or(u32::MAX)).min(vehicles).max(1) as f64;
    let lanes = f64::from(gate.control.lanes.max(1));
    let all = rounds_most(gate, vehicles);
    let mut sizes = Vec::new();
    let mut least = 1;
    while least <= all {
        let last = if all <= SIZES_MOST { least } else { (least + least / 16).min(all) };
        let last = ranges.least.iter().find(|l| **l > least).map_or(last, |next| last.min(next - 1));
        let range = ranges.least.partition_point(|l| *l <= least) - 1;
        let vehicles =
            if gate.control.inspection.seconds() == 0 { most } else { most.min(f64::from(last) * lanes) };
        sizes.push(Size { rounds: least, vehicles, range });
        least = last + 1;
    }
    sizes
}
