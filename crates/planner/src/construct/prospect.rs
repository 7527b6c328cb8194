//! What the bound's prices say of the future: what it is worth to have a vehicle empty at a destination
//! at some moment, and what everything costs until then. Constructions that go by it look as far ahead as
//! the bound does (price-directed control; Adelman, *Operations Research* 55:647, 2007).
//!
//! Never here: how good prices are found, or what is decided by them.

use crate::problem::Seconds;

/// Of one kind of vehicle.
#[derive(Debug)]
pub(crate) struct OfKind {
    /// Eras of escorts that are told apart.
    pub eras: usize,
    /// Per `(era · goals + goal) · cells + cell`: worth of being unloaded, in weighted seconds.
    pub unloaded: Vec<f64>,
}

/// Everything at one set of prices.
#[derive(Debug)]
pub(crate) struct Prospect {
    /// Seconds in a cell and in a block of prices.
    pub cell: Seconds,
    pub block: Seconds,
    pub goals: usize,
    pub kinds: Vec<OfKind>,
    /// Of every class of vehicles.
    pub kind_of: Vec<usize>,
    /// What entering costs, by control point and block; empty where it costs nothing.
    pub gates: Vec<Vec<f64>>,
    /// When eras of escorts begin.
    pub eras: Vec<Seconds>,
}

impl Prospect {
    /// Worth of being unloaded there and then, for a vehicle that set off in this era.
    pub fn unloaded(&self, class: usize, era: usize, goal: usize, at: Seconds) -> f64 {
        let kind = &self.kinds[self.kind_of[class]];
        let cell = usize::try_from(at.max(0) / self.cell).unwrap_or(0);
        let era = if kind.eras > 1 { era.min(kind.eras - 1) } else { 0 };
        let cells = kind.unloaded.len() / (kind.eras * self.goals).max(1);
        let cell = cell.min(cells.saturating_sub(1));
        kind.unloaded.get((era * self.goals + goal) * cells + cell).copied().unwrap_or(0.0)
    }

    pub fn toll(&self, gate: usize, at: Seconds) -> f64 {
        let prices = &self.gates[gate];
        let block = usize::try_from(at.max(0) / self.block).unwrap_or(0);
        prices.get(block.min(prices.len().saturating_sub(1))).copied().unwrap_or(0.0)
    }

    pub fn era(&self, at: Seconds) -> usize {
        self.eras.partition_point(|start| *start <= at).saturating_sub(1)
    }
}
