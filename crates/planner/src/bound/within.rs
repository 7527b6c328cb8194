//! Whether everybody could be out by a given moment, as far as prices can tell.
//!
//! Every vehicle alone takes the best sequence of trips that ends in time, where fetching a load
//! pays 1 less the price of its place, less the price of room at its destination. Loads · price +
//! room · price + the vehicles' gains is at least what any plan brings out in time; where it is
//! less than everybody, the moment is too early (the arc-flow model of Goerigk, Grün and Heßler,
//! *Computers & Operations Research* 40:3010, 2013, by Lagrangian duality).
//!
//! Never here: windows and queues; leaving them out only makes moments seem possible.

use super::makespan::{Drive, Units};
use super::soft::{Soft, Temper};
use crate::problem::Seconds;

/// The question, for one operation.
pub(crate) struct Within<'a> {
    pub units: &'a Units,
    pub drive: &'a Drive,
    /// Every duration is rounded down to a multiple of this.
    pub step: Seconds,
    /// Prices found so far: per stage, then per goal.
    pub prices: Vec<f64>,
}

struct Space {
    /// Per step: stages, then goals.
    worth: Vec<f64>,
    shares: Vec<f32>,
    mass: Vec<f64>,
}

const STEPS: usize = 400;

impl Within<'_> {
    /// `true` where no plan can have everybody out by `end`; `false` where that is not proven.
    pub fn impossible(&mut self, end: Seconds, stop: &dyn Fn() -> bool) -> bool {
        let nodes = usize::try_from(end / self.step).unwrap_or(0) + 1;
        let everybody: f64 = self.units.needed.iter().map(|n| *n as f64).sum();
        let mut mean = vec![0.0; self.prices.len()];
        let mut square = mean.clone();
        let mut slope = mean.clone();
        for step in 0..STEPS {
            if stop() {
                return false;
            }
            let at = step as f64 / STEPS as f64;
            let temper = 0.3 * 0.02f64.powf(at);
            let most = self.evaluate(nodes, end, Temper(temper), &mut slope);
            if most < everybody - 1e-6 * everybody.max(1.0) {
                return true;
            }
            let rate = 0.1 * 0.01f64.powf(at);
            let whole = (1.0 - 0.9f64.powi(step as i32 + 1), 1.0 - 0.98f64.powi(step as i32 + 1));
            for ix in 0..slope.len() {
                mean[ix] = 0.9 * mean[ix] + 0.1 * slope[ix];
                square[ix] = 0.98 * square[ix] + 0.02 * slope[ix] * slope[ix];
                let usual = (square[ix] / whole.1).sqrt() + 1e-3;
                self.prices[ix] = (self.prices[ix] - rate * (mean[ix] / whole.0) / usual).clamp(0.0, 1.0);
            }
        }
        false
    }

    /// What can be brought out in time at most, and the slope of that in the prices.
    fn evaluate(&self, nodes: usize, end: Seconds, temper: Temper, slope: &mut [f64]) -> f64 {
        let (stages, goals) = (self.units.needed.len(), self.units.room.len());
        let mut most = 0.0;
        for (ix, count) in self.units.needed.iter().chain(&self.units.room).enumerate() {
            // Room without a limit has no price.
            let count = if *count > i64::MAX / 16 { 0.0 } else { *count as f64 };
            slope[ix] = count;
            most += count * self.prices[ix];
        }
        let width = stages + goals;
        let per_node = 2 * stages * goals;
        let mut space = Space {
            worth: vec![0.0; nodes * width],
            shares: vec![0.0; nodes * per_node],
            mass: vec![0.0; nodes * width],
        };
        self.backwards(nodes, end, temper, &mut space);
        most += self.starts(nodes, temper, &mut space);
        self.forwards(nodes, end, &space.shares, &mut space.mass, slope);
        most
    }

    fn gain(&self, stage: usize, goal: usize) -> f64 {
        let stages = self.units.needed.len();
        let room = if self.units.room[goal] > i64::MAX / 16 { 0.0 } else { self.prices[stages + goal] };
        self.units.per_vehicle as f64 * (1.0 - self.prices[stage] - room).max(0.0)
    }

    /// The step reached by driving for `lasting` from `node`, where in time.
    fn after(&self, node: usize, lasting: Seconds, end: Seconds) -> Option<usize> {
        let at = node as Seconds * self.step + lasting;
        (at <= end).then_some((at / self.step) as usize)
    }

    fn backwards(&self, nodes: usize, end: Seconds, temper: Temper, space: &mut Space) {
        let (stages, goals) = (self.units.needed.len(), self.units.room.len());
        let (width, per_node) = (stages + goals, 2 * stages * goals);
        let mut soft = Soft::new(temper);
        for node in (0..nodes).rev() {
            for goal in 0..goals {
                soft.begin(0.0);
                for stage in 0..stages {
                    let to = self.drive.back[goal][stage].and_then(|lasting| self.after(node, lasting, end));
                    soft.offer(to.map_or(-1e18, |to| space.worth[to * width + stage]));
                }
                let at = node * per_node + stages * goals + goal * stages;
                space.worth[node * width + stages + goal] = soft.finish(&mut space.shares[at..at + stages]);
            }
            for stage in 0..stages {
                soft.begin(0.0);
                for goal in 0..goals {
                    let to = self.drive.out[stage][goal].and_then(|lasting| self.after(node, lasting, end));
                    let worth = to
                        .map_or(-1e18, |to| self.gain(stage, goal) + space.worth[to * width + stages + goal]);
                    soft.offer(worth);
                }
                let at = node * per_node + stage * goals;
                space.worth[node * width + stage] = soft.finish(&mut space.shares[at..at + goals]);
            }
        }
    }

    fn starts(&self, nodes: usize, temper: Temper, space: &mut Space) -> f64 {
        let width = self.units.needed.len() + self.units.room.len();
        let mut soft = Soft::new(temper);
        let mut total = 0.0;
        for (count, first) in &self.drive.fleets {
            let places: Vec<usize> = first
                .iter()
                .enumerate()
                .filter_map(|(stage, there)| {
                    Some(usize::try_from((*there)? / self.step).ok()? * width + stage)
                })
                .filter(|place| *place < nodes * width)
                .collect();
            let mut shares = vec![0.0; places.len()];
            soft.begin(0.0);
            places.iter().for_each(|place| soft.offer(space.worth[*place]));
            total += count * soft.finish(&mut shares);
            for (place, share) in places.iter().zip(shares) {
                space.mass[*place] += count * f64::from(share);
            }
        }
        total
    }

    fn forwards(&self, nodes: usize, end: Seconds, shares: &[f32], mass: &mut [f64], slope: &mut [f64]) {
        let (stages, goals) = (self.units.needed.len(), self.units.room.len());
        let (width, per_node) = (stages + goals, 2 * stages * goals);
        for node in 0..nodes {
            for stage in 0..stages {
                let here = mass[node * width + stage];
                for goal in 0..goals {
                    let moved = here * f64::from(shares[node * per_node + stage * goals + goal]);
                    let to = self.drive.out[stage][goal].and_then(|lasting| self.after(node, lasting, end));
                    let Some(to) = to.filter(|_| moved > 1e-9) else { continue };
                    mass[to * width + stages + goal] += moved;
                    if self.gain(stage, goal) > 0.0 {
                        let units = moved * self.units.per_vehicle as f64;
                        slope[stage] -= units;
                        slope[stages + goal] -= units;
                    }
                }
            }
            for goal in 0..goals {
                let here = mass[node * width + stages + goal];
                for stage in 0..stages {
                    let moved =
                        here * f64::from(shares[node * per_node + stages * goals + goal * stages + stage]);
                    let to = self.drive.back[goal][stage].and_then(|lasting| self.after(node, lasting, end));
                    if let Some(to) = to.filter(|_| moved > 1e-9) {
                        mass[to * width + stage] += moved;
                    }
                }
            }
        }
    }
}
