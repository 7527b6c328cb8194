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

/// The search for the best factors.
pub(crate) struct Fitting {
    now: Fit,
    steps: Vec<f64>,
    before: Vec<f64>,
    /// The best value met, and with which factors.
    best: (f64, Fit),
    left: usize,
    space: Space,
    slope: Vec<f64>,
}

impl Fitting {
    /// From these factors, within about so many steps.
    pub fn new(from: &Fit, steps: usize) -> Self {
        let sorts = from.0.len();
        Fitting {
            now: from.clone(),
            steps: vec![FIRST; sorts],
            before: vec![0.0; sorts],
            best: (f64::NEG_INFINITY, from.clone()),
            left: steps.clamp(STEPS.0, STEPS.1),
            space: Space::default(),
            slope: Vec::new(),
        }
    }

    pub fn is_over(&self) -> bool {
        self.left == 0
    }

    /// The best factors so far.
    pub fn best(&self) -> &Fit {
        &self.best.1
    }

    /// One step more. `None` where `stop` said so.
    pub fn step(
        &mut self,
        rough: &Relaxation,
        limits: &Limits,
        prices: &[f64],
        temper: f64,
        stop: &dyn Fn() -> bool,
    ) -> Option<()> {
        let now = self.now.applied(rough, limits, prices);
        self.slope.resize(prices.len(), 0.0);
        let value = rough.evaluate(&now, Temper(temper), &mut self.space, &mut self.slope, stop)?;
        if value > self.best.0 {
            self.best = (value, self.now.clone());
        }
        for (ix, range) in sorts(rough).iter().enumerate() {
            let rise: f64 = range.clone().map(|at| prices[at] * self.slope[at]).sum();
            let step = &mut self.steps[ix];
            *step = match rise * self.before[ix] {
                same if same > 0.0 => f64::min(*step * 1.5, LONGEST),
                turned if turned < 0.0 => *step * 0.4,
                _ => *step,
            };
            self.before[ix] = rise;
            if rise != 0.0 {
                self.now.0[ix] *= 1.0 + *step * rise.signum();
            }
        }
        self.left -= 1;
        Some(())
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
