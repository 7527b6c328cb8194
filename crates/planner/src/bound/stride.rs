//! How far the first steps of a climb should go: tried out on a coarse grid, as operations differ
//! twentyfold in it and no size of theirs tells which is which.
//!
//! Never here: proofs, or where the climb goes.

use super::ascent::{Climb, Limits, Pace};
use super::relaxation::Relaxation;

/// How far steps go: the rate of the first ones, and how much further than usual prices of one sort.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Stride {
    pub rate: f64,
    escorts: f64,
    bays: f64,
}

impl Default for Stride {
    fn default() -> Self {
        Stride { rate: 1.0, escorts: 1.0, bays: 1.0 }
    }
}

/// Rates that are tried, and with how many steps at least and at most.
const RATES: [f64; 3] = [0.02, 0.08, 0.32];
const STEPS: (usize, usize) = (3, 12);
/// Prices of bays move so much further, and those of escorts where that rises more.
const FURTHER: f64 = 4.0;

impl Stride {
    /// The one that rises the most within about so many steps from these prices. `None` where `stop` said so.
    pub fn found(
        rough: &Relaxation,
        limits: &Limits,
        prices: &[f64],
        (temper, steps): (f64, usize),
        stop: &dyn Fn() -> bool,
    ) -> Option<Self> {
        let steps = steps.clamp(STEPS.0, STEPS.1);
        let risen = |stride: Stride| -> Option<f64> {
            let mut prices = prices.to_vec();
            let pace = Pace { temper: (temper, temper), rate: (stride.rate, stride.rate), steps };
            let (mut climb, limits) =
                (Climb::new(prices.len(), &[], pace).with(rough.pools()), stride.applied(limits, rough));
            let mut value = f64::NEG_INFINITY;
            while !climb.is_over() {
                value = climb.step(rough, &limits, &mut prices, stop)?;
            }
            Some(value)
        };
        let at = |rate: f64| Stride { rate, escorts: 1.0, bays: FURTHER };
        let mut best = (at(RATES[0]), risen(at(RATES[0]))?);
        for rate in &RATES[1..] {
            let value = risen(at(*rate))?;
            if value < best.1 {
                break;
            }
            best = (at(*rate), value);
        }
        if rough.layout.escorts > 0 {
            let further = Stride { escorts: FURTHER, ..best.0 };
            if risen(further)? > best.1 {
                best.0 = further;
            }
        }
        Some(best.0)
    }

    /// The limits with the sizes that go with this stride.
    pub fn applied(&self, limits: &Limits, rough: &Relaxation) -> Limits {
        let (mut limits, layout) = (limits.clone(), &rough.layout);
        limits.size[layout.escort()..layout.bay()].iter_mut().for_each(|size| *size *= self.escorts);
        limits.size[layout.bay()..].iter_mut().for_each(|size| *size *= self.bays);
        rough.pools().iter().for_each(|pool| pool.shorten(&mut limits.size));
        limits
    }
}
