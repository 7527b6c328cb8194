//! The fluid's prices as a whole up or down: what it says of their course over time is good, but where
//! vehicles are plenty a per cent too much makes all of them earn, on every trip that they could make.
//! One factor for the prices of everything of a sort, found by steps that grow while they go the same
//! way and shrink where they turn (Riedmiller and Braun's Rprop, *ICNN* 1993).
//!
//! Never here: the course of prices over time.

use super::ascent::Limits;
use super::legs::NONE;
use super::relaxation::{Relaxation, Space};
use super::soft::Temper;
use std::ops::Range;

/// A factor for each sort of price: people, every control point, room, escorts, bays.
#[derive(Clone, Debug)]
pub(crate) struct Fit(Vec<f64>);

/// Steps at least and at most.
const STEPS: (usize, usize) = (6, 30);
/// The first step of every factor, and the longest.
const FIRST: f64 = 0.01;
const LONGEST: f64 = 0.1;

impl Fit {
    /// The prices as they are.
    pub fn none(rough: &Relaxation) -> Self {
        Fit(vec![1.0; sorts(rough).len()])
    }

    /// The best factors met within about so many steps from these. `None` where `stop` said so.
    pub fn found(
        &self,
        rough: &Relaxation,
        limits: &Limits,
        prices: &[f64],
        (temper, steps_most): (f64, usize),
        stop: &dyn Fn() -> bool,
    ) -> Option<Self> {
        let sorts = sorts(rough);
        let (mut factors, mut steps, mut before) =
            (self.0.clone(), vec![FIRST; sorts.len()], vec![0.0; sorts.len()]);
        let mut best = (f64::NEG_INFINITY, factors.clone());
        let (mut space, mut slope) = (Space::default(), vec![0.0; prices.len()]);
        for _ in 0..steps_most.clamp(STEPS.0, STEPS.1) {
            let now = Fit(factors.clone()).applied(rough, limits, prices);
            let value = rough.evaluate(&now, Temper(temper), &mut space, &mut slope, stop)?;
            if value > best.0 {
                best = (value, factors.clone());
            }
            for (ix, range) in sorts.iter().enumerate() {
                let rise: f64 = range.clone().map(|at| prices[at] * slope[at]).sum();
                steps[ix] = match rise * before[ix] {
                    same if same > 0.0 => f64::min(steps[ix] * 1.5, LONGEST),
                    turned if turned < 0.0 => steps[ix] * 0.4,
                    _ => steps[ix],
                };
                before[ix] = rise;
                if rise != 0.0 {
                    factors[ix] *= 1.0 + steps[ix] * rise.signum();
                }
            }
        }
        Some(Fit(best.1))
    }

    /// The prices times their factors, where they may be so high.
    pub fn applied(&self, rough: &Relaxation, limits: &Limits, prices: &[f64]) -> Vec<f64> {
        let mut prices = prices.to_vec();
        for (factor, range) in self.0.iter().zip(sorts(rough)) {
            prices[range].iter_mut().for_each(|price| *price *= factor);
        }
        prices.iter_mut().zip(&limits.most).for_each(|(price, most)| *price = price.min(*most));
        prices
    }
}

/// Where the prices of each sort lie.
fn sorts(rough: &Relaxation) -> Vec<Range<usize>> {
    let (layout, blocks) = (&rough.layout, rough.grid.blocks());
    let gates = rough.ranges.iter().filter(|range| range.base != NONE).map(|range| {
        let from = layout.gate() + range.base as usize;
        from..from + blocks * range.least.len()
    });
    let people = std::iter::once(0..layout.commodities);
    let rest = [layout.goal()..layout.escort(), layout.escort()..layout.bay(), layout.bay()..layout.len()];
    people.chain(gates).chain(rest).collect()
}
