//! Finding good prices: Adam on the softened bound, harder and slower as it goes (Kingma and Ba,
//! *ICLR* 2015; softening after Nesterov, *Mathematical Programming* 103:127, 2005).
//!
//! Prices differ a hundredfold in size and in how sharply they bend the bound, so that steps that
//! are scaled price by price get there where plain gradient and spectral steps do not.
//!
//! Never here: proofs. Any prices give a bound; these are only meant to be good.

use super::pool::Pool;
use super::relaxation::{Relaxation, Space};
use super::soft::Temper;

/// What each price may be, and its typical size and slope.
#[derive(Clone, Debug)]
pub(crate) struct Limits {
    pub most: Vec<f64>,
    pub size: Vec<f64>,
    pub need: Vec<f64>,
    /// Weight of a typical trip's load.
    pub load: f64,
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

/// Prices of one thing over time: `blocks · width` of them from `start`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Series {
    pub start: usize,
    pub width: usize,
    pub blocks: usize,
}

/// Means of slopes and of their squares.
#[derive(Debug)]
struct Moments {
    mean: Vec<f64>,
    square: Vec<f64>,
}

impl Moments {
    fn new(count: usize) -> Self {
        Moments { mean: vec![0.0; count], square: vec![0.0; count] }
    }

    /// Takes a slope in; the mean slope in units of its usual size.
    fn take(&mut self, ix: usize, slope: f64, need: f64, whole: (f64, f64)) -> f64 {
        self.mean[ix] = MEAN_KEPT * self.mean[ix] + (1.0 - MEAN_KEPT) * slope;
        self.square[ix] = SQUARE_KEPT * self.square[ix] + (1.0 - SQUARE_KEPT) * slope * slope;
        let usual = (self.square[ix] / whole.1).sqrt() + 1e-3 * need;
        self.mean[ix] / whole.0 / usual
    }
}

/// A climb that can be taken step by step.
///
/// Prices over time move alone and in spans of two, four, eight … blocks together: what is wrong with
/// them is mostly wrong for hours (the idea of multigrid; Brandt, *Mathematics of Computation* 31:333, 1977).
#[derive(Debug)]
pub(crate) struct Climb {
    pace: Pace,
    taken: usize,
    slope: Vec<f64>,
    change: Vec<f64>,
    alone: Moments,
    /// Series, blocks in a span, moments of its spans.
    together: Vec<(Series, usize, Moments)>,
    pools: Vec<Pool>,
    space: Space,
}

const MEAN_KEPT: f64 = 0.9;
const SQUARE_KEPT: f64 = 0.98;

impl Climb {
    pub fn new(prices: usize, series: &[Series], pace: Pace) -> Self {
        let mut together = Vec::new();
        for it in series {
            let mut span = if it.width > 1 { 1 } else { 2 };
            while span < 2 * it.blocks {
                together.push((*it, span, Moments::new(it.blocks.div_ceil(span))));
                span *= 2;
            }
        }
        let zeros = || vec![0.0; prices];
        let (slope, change, alone) = (zeros(), zeros(), Moments::new(prices));
        Climb { pace, taken: 0, slope, change, alone, together, pools: Vec::new(), space: Space::default() }
    }

    /// The same with prices that move together.
    pub fn with(self, pools: Vec<Pool>) -> Self {
        Climb { pools, ..self }
    }

    /// Steps taken.
    pub fn taken(&self) -> usize {
        self.taken
    }

    pub fn is_over(&self) -> bool {
        self.taken >= self.pace.steps
    }

    /// The softened bound at the prices, and then a step upwards.
    /// `None`, and no step, where `stop` said so.
    pub fn step(
        &mut self,
        relaxation: &Relaxation,
        limits: &Limits,
        prices: &mut [f64],
        stop: &dyn Fn() -> bool,
    ) -> Option<f64> {
        let at = self.taken as f64 / self.pace.steps.max(1) as f64;
        let between = |(from, to): (f64, f64)| from * (to / from).powf(at);
        let (temper, rate) = (between(self.pace.temper), between(self.pace.rate));
        let value = relaxation.evaluate(prices, Temper(temper), &mut self.space, &mut self.slope, stop)?;
        self.taken += 1;
        self.pools.iter().for_each(|pool| pool.gather(&mut self.slope));
        let times = self.taken as i32;
        let whole = (1.0 - MEAN_KEPT.powi(times), 1.0 - SQUARE_KEPT.powi(times));
        for (ix, change) in self.change.iter_mut().enumerate() {
            *change = self.alone.take(ix, self.slope[ix], limits.need[ix], whole);
        }
        for (series, span, moments) in &mut self.together {
            let count = *span * series.width;
            let range = series.start..series.start + series.blocks * series.width;
            let slopes = self.slope[range.clone()].chunks(count);
            let spans = slopes.zip(self.change[range].chunks_mut(count)).enumerate();
            for (ix, (slopes, changes)) in spans {
                let slope: f64 = slopes.iter().sum();
                let need = limits.need[series.start] * (count as f64).sqrt();
                let together = moments.take(ix, slope, need, whole);
                changes.iter_mut().for_each(|change| *change += together);
            }
        }
        for (ix, price) in prices.iter_mut().enumerate() {
            *price = (*price + rate * limits.size[ix] * self.change[ix]).clamp(0.0, limits.most[ix]);
        }
        self.pools.iter().for_each(|pool| pool.spread(prices));
        Some(value)
    }
}
