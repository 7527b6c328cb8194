//! The operation as a fluid: whole vehicles and parties forgotten, time in slots, every capacity kept
//! on the whole. A linear programme of this size is solved in a fraction of a second, and says what
//! everything is worth (prices for the bound) and what goes where when (a guide for constructions).
//! The time-expanded flow of the planning literature (Hoppe and Tardos, *Mathematics of Operations
//! Research* 25:36, 2000), with control points as hubs.
//!
//! Never here: bounds and plans. Slots round what they like, so that nothing is proven.

mod aside;
mod cholesky;
mod guide;
mod interior;
mod model;
mod movement;
mod network;
mod program;
mod slots;
#[cfg(test)]
mod tests;
mod worth;

use crate::problem::{Problem, Seconds};
use model::{Model, NONE, Names};
use network::Network;
use program::Program;
use slots::{Opening, Slots};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

pub(crate) use aside::Fluids;
pub(crate) use guide::{Done, Guide};
pub use interior::{Columns, Optimum};
use network::To;

/// The solved fluid.
#[derive(Debug)]
pub(crate) struct Fluid {
    pub network: Network,
    pub slots: Slots,
    names: Names,
    columns: Vec<f64>,
    /// What one more of each row's limit would save, in weighted seconds.
    worth: Vec<f64>,
    gate_points: Vec<Vec<Point>>,
    /// By control point: how long usual passages last.
    usual: Vec<Seconds>,
}

/// What entering a control point is worth about a moment.
#[derive(Clone, Copy, Debug)]
struct Point {
    middle: f64,
    worth: f64,
    vehicles: f64,
    window: usize,
}

impl Point {
    /// On the line through both; the other is the later one.
    fn on_line(&self, other: &Point, at: f64) -> f64 {
        let share = (at - self.middle) / (other.middle - self.middle).max(1.0);
        self.worth + share * (other.worth - self.worth)
    }
}

/// In the slots in which the first vehicles come a control point is not full, and costs little; but at that
/// price everybody would come at once. Up to its dearest point the course that follows is drawn backwards.
fn no_dip_at_first(mut points: Vec<Point>) -> Vec<Point> {
    let first = points.first().map(|point| point.window);
    let within = points.iter().take_while(|point| Some(point.window) == first).count();
    let dearest = (0..within).max_by(|a, b| points[*a].worth.total_cmp(&points[*b].worth)).unwrap_or(0);
    if let (Some(peak), Some(next)) = (points.get(dearest).copied(), points.get(dearest + 1).copied()) {
        for point in &mut points[..dearest] {
            point.worth = if next.window == peak.window {
                peak.on_line(&next, point.middle).max(peak.worth)
            } else {
                peak.worth
            };
        }
    }
    points
}

/// Slots at first.
const SLOTS: usize = 48;
/// How many fluids there are of one operation: from a coarse one within a tenth of a second or two, as a
/// first guide, to a fine one. Now and then a coarse one stays the better guide.
pub(crate) const GRAINS: usize = 3;
/// Where there would be more columns than `most`, about `wanted`, but for `least` slots at least.
struct Size {
    most: usize,
    wanted: usize,
    least: usize,
}

impl Size {
    const fn up_to(most: usize, least: usize) -> Self {
        Size { most, wanted: most, least }
    }
}

/// The second of each goes before the slots of the first. With many staging places and destinations nothing is
/// known for a second unless the coarsest is coarser still.
const SIZES: [[Size; 2]; GRAINS] = [
    [Size::up_to(2000, 12), Size { most: 4000, wanted: 2500, least: 8 }],
    [Size::up_to(4000, 16), Size::up_to(8000, 12)],
    [Size::up_to(8000, 24), Size::up_to(16_000, 16)],
];

/// Slots of a sketch, fewer where they take too many columns: solved within some hundredths of a second. There is
/// none where even the least take more than [`SKETCH_MOST`].
const SKETCH_SLOTS: usize = 12;
const SKETCH: Size = Size::up_to(600, 6);
const SKETCH_MOST: usize = 1200;

/// A fluid that is put together but not solved. Does not borrow, so that it may be solved aside.
pub(crate) struct Unsolved {
    network: Network,
    slots: Slots,
    openings: Vec<Opening>,
    names: Names,
    program: Program,
    late: f64,
}

impl Unsolved {
    /// The operation until `end`, with so fine a grain.
    pub fn new(problem: &Problem, end: Seconds, grain: usize) -> Self {
        Self::of_size(problem, end, (SLOTS, &SIZES[grain]))
    }

    fn of_size(problem: &Problem, end: Seconds, (wanted, sizes): (usize, &[Size])) -> Self {
        let network = Network::new(problem);
        let mut slots = Slots::new(end, wanted);
        let mut model = Model::new(problem, &network, slots);
        for size in sizes {
            let columns = model.program.columns();
            if columns > size.most && slots.count > size.least {
                slots = Slots::new(end, (slots.count * size.wanted / columns).max(size.least));
                model = Model::new(problem, &network, slots);
            }
        }
        let Model { program, names, openings, .. } = model;
        Unsolved { network, slots, openings, names, program, late: problem.late }
    }

    /// The operation until `end`, in so many slots.
    pub fn in_slots(problem: &Problem, end: Seconds, slots: usize) -> Self {
        Self::of_size(problem, end, (slots, &[]))
    }

    /// What there is to solve.
    pub fn columns(self) -> Columns {
        self.program.all()
    }

    /// `None` where `over` was set before it was solved.
    pub fn solve(self, over: &Arc<AtomicBool>) -> Option<Fluid> {
        let Unsolved { network, slots, openings, names, program, late } = self;
        let solved = program.solve(over)?;
        let worth: Vec<f64> = solved.worth.iter().map(|worth| worth.max(0.0) * late.max(1.0)).collect();
        let gate_points = (0..names.gates.len()).map(|gate| {
            let Some(line) = network.line_at(gate) else { return vec![] };
            let opening = &openings[line];
            let groups = opening.shared(&slots).into_iter();
            groups
                .filter_map(|(from, until, vehicles)| {
                    let within = opening.slots[from..until].iter().flatten();
                    let middle = within.map(|it| it.middle * it.vehicles).sum::<f64>() / vehicles.max(1e-9);
                    let window = opening.slots[from]?.window;
                    Some(Point { middle, worth: worth[names.gates[gate][from] as usize], vehicles, window })
                })
                .collect()
        });
        let gate_points = gate_points.map(|points: Vec<Point>| no_dip_at_first(points)).collect();
        let lasting = |gate: usize| network.line_at(gate).map_or(0, |line| openings[line].lasting);
        let usual = (0..names.gates.len()).map(lasting).collect();
        Some(Fluid { usual, network, slots, names, columns: solved.columns, worth, gate_points })
    }
}

impl Fluid {
    /// The operation until `end` in a few slots, solved here and now: a poor guide, but as a hint of prices not far
    /// behind finer ones. `None` where it would take long.
    pub fn sketch(problem: &Problem, end: Seconds) -> Option<Self> {
        let unsolved = Unsolved::of_size(problem, end, (SKETCH_SLOTS, &[SKETCH]));
        let is_quick = unsolved.program.columns() <= SKETCH_MOST;
        is_quick.then(|| unsolved.solve(&Arc::default())).flatten()
    }

    /// What one more person-unit of each commodity adds to the exposure.
    pub fn unit_prices(&self, problem: &Problem) -> Vec<f64> {
        let rows = self.names.demand.iter().zip(&self.network.commodities);
        rows.map(|(row, it)| (it.weight * problem.late - self.worth[*row as usize]).max(0.0)).collect()
    }

    /// What it is worth to enter this control point at this moment.
    pub fn gate_price(&self, gate: usize, at: f64) -> f64 {
        let points = &self.gate_points[gate];
        let next = points.partition_point(|point| point.middle <= at);
        let (one, two) = (next.checked_sub(1).map(|ix| points[ix]), points.get(next).copied());
        match (one, two) {
            (Some(one), Some(two)) if one.window == two.window => {
                // Nobody could be there yet: as dear as soon as somebody can.
                if one.worth == 0.0 { two.worth } else { one.on_line(&two, at) }
            }
            // Before the first or after the last of a window: as there.
            (Some(one), Some(two)) if at - one.middle > two.middle - at => two.worth,
            (Some(near), _) | (None, Some(near)) => near.worth,
            (None, None) => 0.0,
        }
    }

    /// How long the passages last by which it reckons.
    pub fn usual_passage(&self, gate: usize) -> Seconds {
        self.usual[gate]
    }

    /// What a second of a bay is worth, of one more person at a destination, of an escort's second.
    pub fn stage_bay_price(&self, stage: usize, at: f64) -> f64 {
        self.at(&self.names.stage_bays[stage], at)
    }

    pub fn goal_bay_price(&self, goal: usize, at: f64) -> f64 {
        self.at(&self.names.goal_bays[goal], at)
    }

    pub fn escort_price(&self, at: f64) -> f64 {
        self.at(&self.names.escorts, at) / self.slots.length as f64
    }

    pub fn room_price(&self, goal: usize) -> f64 {
        self.row(self.names.rooms[goal])
    }

    fn row(&self, row: u32) -> f64 {
        if row == NONE { 0.0 } else { self.worth[row as usize] }
    }

    /// Between the middles of slots: in between.
    fn at(&self, rows: &[u32], at: f64) -> f64 {
        let place = (at / self.slots.length as f64 - 0.5).max(0.0);
        let slot = (place as usize).min(rows.len().saturating_sub(1));
        let share = (place - slot as f64).clamp(0.0, 1.0);
        let one = rows.get(slot).map_or(0.0, |row| self.row(*row));
        let two = rows.get(slot + 1).map_or(one, |row| self.row(*row));
        one * (1.0 - share) + two * share
    }
}
