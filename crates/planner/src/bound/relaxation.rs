//! The relaxed problem: vehicles, control points and people each do what is best for them alone,
//! held together only by prices. Whatever the prices, what comes out is a bound (Lagrangian
//! duality; Geoffrion, *Mathematical Programming Study* 2:82, 1974).
//!
//! With x the prices: Σ units·value − Σ vehicles·(best path) − Σ control points·(best passages)
//! − Σ capacity·price − Σ escorts·price, in weighted seconds.
//!
//! Never here: how good prices are found (see `ascent`).

use super::ascent::Series;
use super::commodity::{Commodity, commodities};
use super::gate::{GateRanges, Passages, Passing, least_rounds, ranges};
use super::grid::Grid;
use super::legs::{Backs, Kind, Legs, NONE, TableKey, backs, kinds, legs};
use super::onward::Used;
use super::pool::{Pool, pools};
use super::soft::Temper;
use super::tariff::{Away, Bays, Eras, Tariff};
use super::value::{Item, best_load};
use super::vehicles::{Space as Moves, Vehicles};
use crate::problem::{Problem, Seconds, Way};

/// Where each sort of price lies in the one list of prices.
#[derive(Clone, Debug)]
pub(crate) struct Layout {
    pub commodities: usize,
    pub gates: usize,
    pub goals: usize,
    pub escorts: usize,
    pub bays: usize,
}

impl Layout {
    pub fn gate(&self) -> usize {
        self.commodities
    }
    pub fn goal(&self) -> usize {
        self.gate() + self.gates
    }
    pub fn escort(&self) -> usize {
        self.goal() + self.goals
    }
    pub fn bay(&self) -> usize {
        self.escort() + self.escorts
    }
    pub fn len(&self) -> usize {
        self.bay() + self.bays
    }
}

/// The relaxed problem on one grid of time.
#[derive(Debug)]
pub(crate) struct Relaxation<'a> {
    problem: &'a Problem<'a>,
    pub commodities: Vec<Commodity>,
    pub layout: Layout,
    pub grid: Grid,
    pub ranges: Vec<GateRanges>,
    pub ranges_most: u32,
    kinds: Vec<Legs>,
    backs: Backs,
    passages: Vec<Passages>,
    eras: Eras,
    pub bays: Bays,
    /// Commodities of every stage.
    at_stage: Vec<Vec<usize>>,
}

/// Work space, kept between evaluations.
#[derive(Debug, Default)]
pub(crate) struct Space {
    moves: Moves,
    used: Used,
    tables: Vec<f64>,
    away: Away,
    loading: Vec<f64>,
    unloading: Vec<f64>,
    passing: Passing,
    items: Vec<Item>,
    carried: Vec<(usize, f64)>,
}

impl<'a> Relaxation<'a> {
    /// `None` where the grid is too coarse for the quickest way back.
    pub fn new(problem: &'a Problem<'a>, grid: Grid, ranges_most: u32) -> Option<Self> {
        let (ranges, prices) = ranges(problem, grid.blocks(), ranges_most);
        let (commodities, _) = commodities(problem);
        let backs = backs(problem, &grid)?;
        let kinds: Vec<Legs> =
            kinds(problem).iter().map(|kind| legs(problem, kind, &grid, &ranges)).collect();
        let limiting = ranges.iter().enumerate().filter(|(_, ranges)| ranges.base != NONE);
        let passages = limiting.map(|(gate, ranges)| Passages::new(problem, gate, ranges, &grid)).collect();
        let eras = Eras::new(problem.operation.escorts.as_ref());
        let bays = Bays::new(problem, &grid);
        let layout = Layout {
            commodities: commodities.len(),
            gates: prices,
            goals: problem.goals.len(),
            escorts: if eras.len() > 0 { grid.blocks() } else { 0 },
            bays: bays.count,
        };
        let mut at_stage = vec![Vec::new(); problem.stages.len()];
        commodities.iter().enumerate().for_each(|(ix, commodity)| at_stage[commodity.stage].push(ix));
        Some(Relaxation {
            problem,
            commodities,
            layout,
            grid,
            ranges,
            ranges_most,
            kinds,
            backs,
            passages,
            eras,
            bays,
            at_stage,
        })
    }

    /// The bound at these prices and, in `slope`, its direction. With a soft maximum the result is
    /// still a bound, only lower.
    /// `None` where `stop` said so in between.
    pub fn evaluate(
        &self,
        prices: &[f64],
        temper: Temper,
        space: &mut Space,
        slope: &mut [f64],
        stop: &dyn Fn() -> bool,
    ) -> Option<f64> {
        slope.fill(0.0);
        self.each_kind(prices, temper, space, Some(slope), stop, &mut |_, _, _| {})
    }

    /// The bound itself at these prices, which takes half as long.
    pub fn value(&self, prices: &[f64], space: &mut Space, stop: &dyn Fn() -> bool) -> Option<f64> {
        self.each_kind(prices, Temper(0.0), space, None, stop, &mut |_, _, _| {})
    }

    /// The bound, where there is a `slope` with its direction added to that; `look` sees how each kind of
    /// vehicles does, and in how many eras of escorts.
    pub fn each_kind(
        &self,
        prices: &[f64],
        temper: Temper,
        space: &mut Space,
        mut slope: Option<&mut [f64]>,
        stop: &dyn Fn() -> bool,
        look: &mut dyn FnMut(&Kind, usize, &Moves),
    ) -> Option<f64> {
        let mut bound = 0.0;
        self.supplies(&mut |at, supply| {
            bound += supply * prices[at];
            if let Some(slope) = slope.as_deref_mut() {
                slope[at] += supply;
            }
        });
        let gates = self.layout.gate()..self.layout.goal();
        for passages in &self.passages {
            bound -= passages.earn(&prices[gates.clone()], temper, &mut space.passing);
            if let Some(slope) = slope.as_deref_mut() {
                passages.follow(
                    &prices[gates.clone()],
                    temper,
                    &mut space.passing,
                    &mut slope[gates.clone()],
                );
            }
        }
        if space.away.eras.len() != self.eras.len() {
            space.away.eras = self.eras.clone();
        }
        if self.eras.len() > 0 {
            space.away.fill(&self.grid, &prices[self.layout.escort()..self.layout.bay()]);
        }
        let bay_prices = &prices[self.layout.bay()..];
        for legs in &self.kinds {
            self.fill_tables(legs, prices, space);
            self.bays.loading(legs, &self.grid, bay_prices, &mut space.loading);
            self.bays.unloading(legs, &self.grid, bay_prices, &mut space.unloading);
            let tariff = Tariff {
                gates: &prices[gates.clone()],
                away: &space.away,
                tables: &space.tables,
                loading: &space.loading,
                unloading: &space.unloading,
                temper,
            };
            let vehicles = self.vehicles(legs);
            bound -= vehicles.best(&tariff, &mut space.moves, stop)?;
            look(&legs.kind, vehicles.eras, &space.moves);
            let Some(slope) = slope.as_deref_mut() else { continue };
            self.clear_used(legs, &mut space.used);
            vehicles.follow(&tariff, &mut space.moves, &mut space.used);
            for (slope, used) in slope[gates.clone()].iter_mut().zip(&space.used.gates) {
                *slope += used;
            }
            self.escorts_used(&space.used.away, slope);
            self.bays_used(legs, &space.used, slope);
            self.loads(legs, prices, space, slope);
        }
        Some(bound)
    }

    pub fn eras(&self) -> &Eras {
        &self.eras
    }

    /// The prices that run over time.
    pub fn series(&self) -> Vec<Series> {
        let blocks = self.grid.blocks();
        let limited = self.ranges.iter().filter(|ranges| ranges.base != NONE);
        let gates = limited.map(|ranges| (self.layout.gate() + ranges.base as usize, ranges.least.len()));
        let escorts = (self.layout.escorts > 0).then(|| (self.layout.escort(), 1));
        let bays = self.bays.all().map(|(_, base)| (self.layout.bay() + base, 1));
        let all = gates.chain(escorts).chain(bays);
        all.map(|(start, width)| Series { start, width, blocks }).collect()
    }

    /// The prices of control points that move together.
    pub fn pools(&self) -> Vec<Pool> {
        pools(self.problem, &self.ranges, self.layout.gate(), self.grid.blocks())
    }

    fn clear_used(&self, legs: &Legs, used: &mut Used) {
        let (nodes, cells) = (self.grid.nodes(), self.grid.cells());
        for (list, length) in [
            (&mut used.gates, self.layout.gates),
            (&mut used.tables, legs.tables.len() * self.grid.knots()),
            (&mut used.away, self.eras.len() * (cells + 1)),
            (&mut used.loading, legs.first_queues() * nodes),
            (&mut used.unloading, legs.docks.len() * cells),
        ] {
            list.clear();
            list.resize(length, 0.0);
        }
    }

    fn vehicles<'b>(&'b self, legs: &'b Legs) -> Vehicles<'b> {
        let counts = (self.problem.stages.len(), self.problem.goals.len());
        Vehicles::new(legs, &self.backs, &self.grid, counts, &self.eras)
    }

    /// What there is at each price: people, and (below 0) room, escorts and bays.
    fn supplies(&self, add: &mut dyn FnMut(usize, f64)) {
        for (ix, commodity) in self.commodities.iter().enumerate() {
            add(ix, commodity.units);
        }
        for (ix, goal) in self.problem.goals.iter().enumerate() {
            if let Some(capacity) = goal.capacity {
                add(self.layout.goal() + ix, -f64::from(capacity));
            }
        }
        for block in 0..self.layout.escorts {
            // A cell has the price of the block in which it begins.
            let cell = self.grid.cell();
            let start = |block: usize| (block as Seconds * self.grid.block + cell - 1) / cell * cell;
            add(self.layout.escort() + block, -self.eras.supply(start(block), start(block + 1)));
        }
        for (bays, base) in self.bays.all() {
            let supply = bays * self.grid.block as f64;
            (0..self.grid.blocks()).for_each(|block| add(self.layout.bay() + base + block, -supply));
        }
    }

    fn loads(&self, legs: &Legs, prices: &[f64], space: &mut Space, slope: &mut [f64]) {
        let knots = self.grid.knots();
        for (ix, mass) in space.used.tables.iter().enumerate().filter(|(_, mass)| **mass > 1e-9) {
            let key = &legs.tables[ix / knots];
            self.items(key, ix % knots, prices, &mut space.items);
            let (seats, stretchers) = (key.level.seats.into(), key.level.stretchers.into());
            best_load(&mut space.items, seats, stretchers, &mut space.carried);
            for (commodity, units) in &space.carried {
                slope[*commodity] -= mass * units;
                if self.problem.goals[key.goal].capacity.is_some() {
                    let persons = f64::from(self.commodities[*commodity].persons);
                    slope[self.layout.goal() + key.goal] += mass * units * persons;
                }
            }
        }
    }

    fn fill_tables(&self, legs: &Legs, prices: &[f64], space: &mut Space) {
        space.tables.clear();
        for key in &legs.tables {
            for knot in 0..self.grid.knots() {
                self.items(key, knot, prices, &mut space.items);
                let (seats, stretchers) = (key.level.seats.into(), key.level.stretchers.into());
                let gain = if space.items.is_empty() {
                    0.0
                } else {
                    best_load(&mut space.items, seats, stretchers, &mut space.carried)
                };
                space.tables.push(gain);
            }
        }
    }

    /// What can be on board for an arrival within a knot after this one, and what it gains.
    fn items(&self, key: &TableKey, knot: usize, prices: &[f64], items: &mut Vec<Item>) {
        items.clear();
        let at = knot as Seconds * self.grid.knot;
        let latest = at + self.grid.knot + self.grid.step;
        let limited = self.problem.goals[key.goal].capacity.is_some();
        let seat_price = if limited { prices[self.layout.goal() + key.goal] } else { 0.0 };
        for ix in &self.at_stage[key.stage] {
            let commodity = &self.commodities[*ix];
            if !self.problem.agreed[commodity.agreed][key.goal]
                || (key.fastest > 0 && commodity.ready + key.fastest > latest)
                || commodity.stretchers > key.level.stretchers
                || commodity.seats > key.level.seats
            {
                continue;
            }
            let gain = prices[*ix] - commodity.weight * at as f64 - seat_price * f64::from(commodity.persons);
            if gain > 0.0 {
                items.push(Item {
                    commodity: *ix,
                    gain,
                    seats: commodity.seats.into(),
                    stretchers: commodity.stretchers.into(),
                    units: commodity.units,
                });
            }
        }
    }

    /// Where trips count against a later era than they left in, the slope is only near.
    fn escorts_used(&self, changes: &[f64], slope: &mut [f64]) {
        let cells = self.grid.cells() + 1;
        for (left, changes) in changes.chunks(cells).enumerate() {
            let mut away = 0.0;
            for (cell, change) in changes.iter().enumerate() {
                away += change;
                let at = cell as Seconds * self.grid.cell();
                let share = self.eras.share(left, self.eras.at(at));
                let block = ((at / self.grid.block) as usize).min(self.layout.escorts - 1);
                slope[self.layout.escort() + block] += away * share * self.grid.cell() as f64;
            }
        }
    }

    fn bays_used(&self, legs: &Legs, used: &Used, slope: &mut [f64]) {
        let mut add = |base: usize, from: Seconds, lasting: Seconds, vehicles: f64| {
            let (mut at, until) = (from, from + lasting);
            while at < until {
                let block = (at / self.grid.block) as usize;
                if block >= self.grid.blocks() {
                    break;
                }
                let end = ((block as Seconds + 1) * self.grid.block).min(until);
                slope[self.layout.bay() + base + block] += vehicles * (end - at) as f64;
                at = end;
            }
        };
        let (nodes, cells) = (self.grid.nodes(), self.grid.cells());
        for (loaded, starts) in legs.queues.iter().zip(used.loading.chunks(nodes)) {
            let Some((_, base)) = self.bays.stages[loaded.stage] else { continue };
            for (node, vehicles) in starts.iter().enumerate().filter(|(_, vehicles)| **vehicles > 0.0) {
                add(base, node as Seconds * self.grid.step, loaded.load.into(), *vehicles);
            }
        }
        for ((goal, lasting), starts) in legs.docks.iter().zip(used.unloading.chunks(cells)) {
            let Some((_, base)) = self.bays.goals[*goal] else { continue };
            for (cell, vehicles) in starts.iter().enumerate().filter(|(_, vehicles)| **vehicles > 0.0) {
                add(base, cell as Seconds * self.grid.cell(), (*lasting).into(), *vehicles);
            }
        }
    }
}

/// About how many offers there are per node of time, for all kinds: what an evaluation costs.
pub(crate) fn work(problem: &Problem, ranges_most: u32) -> usize {
    let counts: Vec<usize> =
        problem.gates.iter().map(|gate| least_rounds(problem, gate, ranges_most).len()).collect();
    let of_way = |way: &Way| way.gates.iter().map(|(gate, _)| counts[*gate]).sum::<usize>().max(1);
    let gates: usize = problem.ways.iter().flatten().flatten().map(of_way).sum();
    let eras = problem.operation.escorts.as_ref().map_or(1, |rule| 1 + rule.changes.len());
    let per_kind = kinds(problem).iter().map(|kind| if kind.stretchers > 0 { 6 } else { 4 }).sum::<usize>();
    let returns = problem.goals.len() * problem.stages.len() * 2;
    per_kind * gates * eras + returns * kinds(problem).len() * eras
}
