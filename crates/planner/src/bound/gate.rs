//! What a control point could earn at given prices: the best sequence of passages within its
//! windows, by dynamic programming over time.
//!
//! Never here: vehicles.

use super::graph::{GateRanges, NONE, Rounding, Time};
use super::soft::{Soft, Temper};
use crate::problem::{Gate, Problem, Seconds};

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
    /// Per step: the longest rounds for which a passage may begin; 0 for none.
    rounds: Vec<u32>,
    ranges: usize,
    base: usize,
    per_block: Vec<u32>,
}

/// Prices are kept for at most so many ranges of rounds.
const RANGES_MOST: u32 = 4;
const SIZES_MOST: u32 = 48;

/// The ranges of every control point; prices are laid out one after another from 0. Also the number
/// of prices.
pub(crate) fn ranges(problem: &Problem, blocks: usize) -> (Vec<GateRanges>, usize) {
    let vehicles: u64 = problem.classes.iter().map(|class| u64::from(class.count)).sum();
    let mut base = 0;
    let list = problem.gates.iter().map(|gate| {
        let rounds = rounds_most(gate, vehicles);
        let count = rounds.clamp(1, RANGES_MOST);
        let mut least: Vec<u32> = (0..count).map(|range| range * rounds / count + 1).collect();
        least.dedup();
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

/// The rounds of the longest passage that could ever be.
fn rounds_most(gate: &Gate, vehicles: u64) -> u32 {
    if gate.control.inspection.seconds() == 0 {
        return 1;
    }
    let most = u64::from(gate.control.convoy_max.unwrap_or(u32::MAX)).min(vehicles).max(1);
    u32::try_from(most).unwrap_or(u32::MAX).div_ceil(gate.control.lanes.max(1))
}

impl Passages {
    pub fn new(problem: &Problem, number: usize, ranges: &GateRanges, time: Time) -> Self {
        let gate = &problem.gates[number];
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
        let stride = sizes.iter().map(|size| {
            let lasting = gate.control.inspection.times(size.rounds.into()).seconds();
            let spacing = lasting.max(gate.control.headway.seconds()).max(1);
            if spacing >= time.step {
                let half = if time.rounding == Rounding::Nearest { time.step / 2 } else { 0 };
                (((spacing + half) / time.step).max(1) as usize, 1.0)
            } else {
                (1, (time.step as f64 / spacing as f64).ceil())
            }
        });
        let stride = stride.collect();
        let fits = |step: usize| -> u32 {
            let now = step as Seconds * time.step;
            let may = |rounds: u32| {
                let lasting = gate.control.inspection.times(rounds.into()).seconds();
                gate.next_passage(now, lasting).is_some_and(|(enter, _)| enter < now + time.step)
            };
            sizes.iter().rev().find(|size| may(size.rounds)).map_or(0, |size| size.rounds)
        };
        let rounds = (0..time.nodes()).map(fits).collect();
        let per_block = (0..time.nodes()).map(|n| (n as Seconds * time.step / time.block) as u32).collect();
        Passages { sizes, stride, rounds, ranges: ranges.least.len(), base: ranges.base as usize, per_block }
    }

    /// The most it can earn; adds the vehicles it would let in to `offered`, per price.
    pub fn earn(&self, prices: &[f64], temper: Temper, offered: &mut [f64]) -> f64 {
        let nodes = self.rounds.len();
        let mut worth = vec![0.0; nodes + 1];
        let mut chances: Vec<f32> = vec![0.0; nodes * self.sizes.len()];
        let mut soft = Soft::new(temper);
        for step in (0..nodes).rev() {
            soft.begin(worth[step + 1]);
            let block = self.base + self.per_block[step] as usize * self.ranges;
            // Several short passages may begin in one step, and a long one after them.
            let mut short = 0.0f64;
            for (size, (stride, times)) in self.sizes.iter().zip(&self.stride) {
                if size.rounds > self.rounds[step] {
                    break;
                }
                let earned = size.vehicles * times * prices[block + size.range];
                short = if *times > 1.0 { short.max(earned) } else { short };
                let before = if *times > 1.0 { 0.0 } else { short };
                soft.offer(earned + before + worth[(step + stride).min(nodes)]);
            }
            worth[step] = soft.finish(&mut chances[step * self.sizes.len()..]);
        }
        self.spread(&chances, offered);
        worth[0]
    }

    fn spread(&self, chances: &[f32], offered: &mut [f64]) {
        let nodes = self.rounds.len();
        let mut mass = vec![0.0; nodes + 1];
        mass[0] = 1.0;
        for step in 0..nodes {
            let here = mass[step];
            if here < 1e-12 {
                continue;
            }
            let block = self.base + self.per_block[step] as usize * self.ranges;
            let mut left = here;
            for (ix, (size, (stride, times))) in self.sizes.iter().zip(&self.stride).enumerate() {
                if size.rounds > self.rounds[step] {
                    break;
                }
                let chance = here * f64::from(chances[step * self.sizes.len() + ix]);
                left -= chance;
                offered[block + size.range] += chance * size.vehicles * times;
                mass[(step + stride).min(nodes)] += chance;
            }
            mass[step + 1] += left.max(0.0);
        }
    }
}
