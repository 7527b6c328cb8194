//! How the bound cuts time: nodes for vehicles at staging places, finer cells for destinations,
//! blocks in which prices are constant.
//!
//! Never here: what happens in time.

use crate::problem::Seconds;

/// How times meet the steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rounding {
    /// To the step before: for proofs.
    Down,
    /// To the nearest step: for finding prices on a coarse grid.
    Nearest,
}

/// The steps of time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Grid {
    /// Between two nodes.
    pub step: Seconds,
    /// Cells of one step at the destinations.
    pub cells_per_step: usize,
    /// Nothing is gained by arriving later.
    pub end: Seconds,
    pub rounding: Rounding,
    /// How rough steps of fullness are, in hundredths: see `level`.
    pub off: u32,
    /// Seconds in which a price is the same.
    pub block: Seconds,
    /// Between two arrival times at which loads are weighed.
    pub knot: Seconds,
}

impl Grid {
    pub fn nodes(&self) -> usize {
        usize::try_from(self.end / self.step).unwrap_or(0) + 2
    }

    pub fn cell(&self) -> Seconds {
        (self.step / self.cells_per_step as Seconds).max(1)
    }

    pub fn cells(&self) -> usize {
        self.nodes() * self.cells_per_step
    }

    pub fn blocks(&self) -> usize {
        usize::try_from(self.end / self.block).unwrap_or(0) + 2
    }

    pub fn knots(&self) -> usize {
        usize::try_from(self.end / self.knot).unwrap_or(0) + 3
    }

    /// The node that stands for this moment, which is not negative.
    pub fn node_of(&self, at: Seconds) -> usize {
        let half = if self.rounding == Rounding::Nearest { self.step / 2 } else { 0 };
        usize::try_from((at + half).max(0) / self.step).unwrap_or(0)
    }
}
