//! Finding good prices: Adam on the softened bound, harder and slower as it goes (Kingma and Ba,
//! *ICLR* 2015; softening after Nesterov, *Mathematical Programming* 103:127, 2005).
//!
//! Prices differ a hundredfold in size and in how sharply they bend the bound, so that steps that
//! are scaled price by price get there where plain gradient and spectral steps do not.
//!
//! Never here: proofs. Any prices give a bound; these are only meant to be good.

use super::relaxation::{Relaxation, Space};
use super::soft::Temper;

/// What each price may be, and its typical size and slope.
#[derive(Clone, Debug)]
pub(crate) struct Limits {
    pub most: Vec<f64>,
    pub size: Vec<f64>,
    pub need: Vec<f64>,
}

/// How a climb begins and ends.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pace {
    /// Softness, in weighted seconds.
    pub temper: (f64, f64),
    /// Step, in typical sizes of a price.
    pub rate: (f64, f64),
    pub steps: usize,
}

/// A climb that can be taken step by step.
#[derive(Debug)]
pub(crate) struct Climb {
    pace: Pace,
    taken: usize,
    slope: Vec<f64>,
    mean: Vec<f64>,
    square: Vec<f64>,
    space: Space,
}

const MEAN_KEPT: f64 = 0.9;
const SQUARE_KEPT: f64 = 0.98;

impl Climb {
    pub fn new(prices: usize, pace: Pace) -> Self {
        let zeros = || vec![0.0; prices];
        Climb { pace, taken: 0, slope: zeros(), mean: zeros(), square: zeros(), space: Space::default() }
    }

    /// Steps taken.
    pub fn taken(&self) -> usize {
        self.taken
    }

    pub fn is_over(&self) -> bool {
        self.taken >= self.pace.steps
    }

    /// The softened bound at the prices, and then a step upwards.
    pub fn step(&mut self, relaxation: &Relaxation, limits: &Limits, prices: &mut [f64]) -> f64 {
        let at = self.taken as f64 / self.pace.steps.max(1) as f64;
        let between = |(from, to): (f64, f64)| from * (to / from).powf(at);
        let (temper, rate) = (between(self.pace.temper), between(self.pace.rate));
        let value = relaxation.evaluate(prices, Temper(temper), &mut self.space, &mut self.slope);
        self.taken += 1;
        let times = self.taken as i32;
        let (mean_whole, square_whole) = (1.0 - MEAN_KEPT.powi(times), 1.0 - SQUARE_KEPT.powi(times));
        for (ix, price) in prices.iter_mut().enumerate() {
            let slope = self.slope[ix];
            self.mean[ix] = MEAN_KEPT * self.mean[ix] + (1.0 - MEAN_KEPT) * slope;
            self.square[ix] = SQUARE_KEPT * self.square[ix] + (1.0 - SQUARE_KEPT) * slope * slope;
            let usual = (self.square[ix] / square_whole).sqrt() + 1e-3 * limits.need[ix];
            let change = rate * limits.size[ix] * (self.mean[ix] / mean_whole) / usual;
            *price = (*price + change).clamp(0.0, limits.most[ix]);
        }
        value
    }
}
