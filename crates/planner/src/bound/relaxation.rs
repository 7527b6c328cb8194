//! The relaxed problem: vehicles, control points and people each do what is best for them alone,
//! held together only by prices. Whatever the prices, what comes out is a bound (Lagrangian
//! duality; Geoffrion, *Mathematical Programming Study* 2:82, 1974).
//!
//! With x the prices: Σ units·value − Σ vehicles·(best path) − Σ control points·(best passages)
//! − Σ capacity·price − Σ escorts·price, in weighted seconds.
//!
//! Never here: how good prices are found (see `ascent`).

use super::commodity::{Commodity, commodities};
use super::gate::{Passages, ranges};
use super::graph::{Graph, Knots, NONE, Time, graph, kinds};
use super::soft::{Soft, Temper};
use super::value::{Item, best_load};
use crate::problem::{Problem, Seconds};

/// Where each sort of price lies in the one list of prices.
#[derive(Clone, Debug)]
pub(crate) struct Layout {
    pub commodities: usize,
    pub gates: usize,
    pub goals: usize,
    pub escorts: usize,
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
    pub fn len(&self) -> usize {
        self.escort() + self.escorts
    }
}

/// The relaxed problem on one grid of time.
#[derive(Debug)]
pub(crate) struct Relaxation<'a> {
    problem: &'a Problem<'a>,
    pub commodities: Vec<Commodity>,
    pub layout: Layout,
    pub time: Time,
    knots: Knots,
    graphs: Vec<Graph>,
    passages: Vec<Passages>,
    /// Escorts there may be in each block, on average.
    pub escorts: Vec<f64>,
}

/// Work space, kept between evaluations.
#[derive(Debug, Default)]
pub(crate) struct Space {
    worth: Vec<f64>,
    chances: Vec<f32>,
    mass: Vec<f64>,
    table: Vec<f64>,
    table_mass: Vec<f64>,
}

impl<'a> Relaxation<'a> {
    /// `None` where it would need more than `arcs_most` arcs, or a round trip takes no time.
    pub fn new(problem: &'a Problem<'a>, time: Time, knots: usize, arcs_most: usize) -> Option<Self> {
        let blocks = usize::try_from(time.end / time.block).ok()? + 2;
        let (ranges, prices) = ranges(problem, blocks);
        let every = (time.end / knots as Seconds).max(time.step).max(1);
        let knots = Knots { every, count: usize::try_from(time.end / every).ok()? + 3 };
        let (commodities, _) = commodities(problem);
        let mut graphs = Vec::new();
        let mut arcs_left = arcs_most;
        for kind in kinds(problem) {
            let graph = graph(problem, &kind, time, &ranges, knots, arcs_left)?;
            arcs_left -= graph.arcs.len();
            graphs.push(graph);
        }
        let limiting = ranges.iter().enumerate().filter(|(_, ranges)| ranges.base != NONE);
        let passages = limiting.map(|(gate, ranges)| Passages::new(problem, gate, ranges, time)).collect();
        let escorts = escorts_by_block(problem, time, blocks);
        let layout = Layout {
            commodities: commodities.len(),
            gates: prices,
            goals: problem.goals.len(),
            escorts: escorts.len(),
        };
        Some(Relaxation { problem, commodities, layout, time, knots, graphs, passages, escorts })
    }

    /// The bound at these prices and, in `slope`, its direction. With a soft maximum the result is
    /// still a bound, only lower.
    pub fn evaluate(&self, prices: &[f64], temper: Temper, space: &mut Space, slope: &mut [f64]) -> f64 {
        slope.fill(0.0);
        let mut bound = 0.0;
        for (ix, commodity) in self.commodities.iter().enumerate() {
            bound += commodity.units * prices[ix];
            slope[ix] += commodity.units;
        }
        for (ix, goal) in self.problem.goals.iter().enumerate() {
            if let Some(capacity) = goal.capacity {
                bound -= f64::from(capacity) * prices[self.layout.goal() + ix];
                slope[self.layout.goal() + ix] -= f64::from(capacity);
            }
        }
        let away = self.escort_sums(prices);
        for (block, escorts) in self.escorts.iter().enumerate() {
            let at = self.layout.escort() + block;
            bound -= escorts * self.time.block as f64 * prices[at];
            slope[at] -= escorts * self.time.block as f64;
        }
        let gates = self.layout.gate()..self.layout.goal();
        let mut offered = vec![0.0; self.layout.gates];
        for passages in &self.passages {
            bound -= passages.earn(&prices[gates.clone()], temper, &mut offered);
        }
        for (slope, offered) in slope[gates].iter_mut().zip(offered) {
            *slope -= offered;
        }
        for graph in &self.graphs {
            self.fill_tables(graph, prices, space);
            bound -= self.vehicles(graph, prices, &away, temper, space);
            self.spread(graph, prices, space, slope);
        }
        bound
    }

    /// Σ count · best path, over the fleets of a kind.
    fn vehicles(
        &self,
        graph: &Graph,
        prices: &[f64],
        away: &[f64],
        temper: Temper,
        space: &mut Space,
    ) -> f64 {
        let gate_prices = &prices[self.layout.gate()..self.layout.goal()];
        let width = graph.width;
        space.worth.clear();
        space.worth.resize(graph.nodes + width, 0.0);
        space.chances.clear();
        space.chances.resize(graph.arcs.len(), 0.0);
        let mut soft = Soft::new(temper);
        let escorts = f64::from(graph.kind.escorts);
        for node in (0..graph.nodes).rev() {
            let range = graph.first[node] as usize..graph.first[node + 1] as usize;
            let stay = space.worth[node + width];
            if range.is_empty() {
                space.worth[node] = stay;
                continue;
            }
            soft.begin(stay);
            for arc in &graph.arcs[range.clone()] {
                let mut value = space.worth[arc.to as usize];
                if arc.table != NONE {
                    let at = arc.table as usize * self.knots.count + arc.knot as usize;
                    let share = f64::from(arc.share);
                    value += space.table[at] * (1.0 - share) + space.table[at + 1] * share;
                    if escorts > 0.0 && !away.is_empty() {
                        value -= escorts
                            * (self.away_by(away, prices, arc.away.1)
                                - self.away_by(away, prices, arc.away.0))
                            .max(0.0);
                    }
                }
                if arc.price != NONE {
                    value -= gate_prices[arc.price as usize];
                }
                soft.offer(value);
            }
            space.worth[node] = soft.finish(&mut space.chances[range]);
        }
        self.starts(graph, temper, space)
    }

    fn starts(&self, graph: &Graph, temper: Temper, space: &mut Space) -> f64 {
        space.mass.clear();
        space.mass.resize(graph.nodes + graph.width, 0.0);
        let mut soft = Soft::new(temper);
        let mut total = 0.0;
        for (count, first) in &graph.kind.fleets {
            let nodes: Vec<usize> = first
                .iter()
                .enumerate()
                .filter_map(|(stage, there)| {
                    let step = usize::try_from((*there)? / self.time.step).ok()?;
                    (step < self.time.nodes()).then_some(step * graph.width + stage)
                })
                .collect();
            let mut shares = vec![0.0; nodes.len()];
            soft.begin(0.0);
            for node in &nodes {
                soft.offer(space.worth[*node]);
            }
            total += count * soft.finish(&mut shares);
            for (node, share) in nodes.iter().zip(shares) {
                space.mass[*node] += count * f64::from(share);
            }
        }
        total
    }

    /// Follows the vehicles forward and takes what they use off the slope.
    fn spread(&self, graph: &Graph, prices: &[f64], space: &mut Space, slope: &mut [f64]) {
        space.table_mass.clear();
        space.table_mass.resize(graph.tables.len() * self.knots.count, 0.0);
        let escorts = f64::from(graph.kind.escorts);
        for node in 0..graph.nodes {
            let here = space.mass[node];
            if here < 1e-9 {
                continue;
            }
            let mut left = here;
            for ix in graph.first[node] as usize..graph.first[node + 1] as usize {
                let moved = here * f64::from(space.chances[ix]);
                if moved <= 0.0 {
                    continue;
                }
                let arc = &graph.arcs[ix];
                left -= moved;
                space.mass[arc.to as usize] += moved;
                if arc.table != NONE {
                    let at = arc.table as usize * self.knots.count + arc.knot as usize;
                    let share = f64::from(arc.share);
                    space.table_mass[at] += moved * (1.0 - share);
                    space.table_mass[at + 1] += moved * share;
                    if escorts > 0.0 && self.layout.escorts > 0 {
                        self.add_away(slope, arc.away, moved * escorts);
                    }
                }
                if arc.price != NONE {
                    slope[self.layout.gate() + arc.price as usize] += moved;
                }
            }
            space.mass[node + graph.width] += left.max(0.0);
        }
        self.loads(graph, prices, space, slope);
    }

    fn loads(&self, graph: &Graph, prices: &[f64], space: &Space, slope: &mut [f64]) {
        let (mut items, mut carried) = (Vec::new(), Vec::new());
        for (ix, mass) in space.table_mass.iter().enumerate().filter(|(_, mass)| **mass > 1e-9) {
            let (table, knot) = (ix / self.knots.count, ix % self.knots.count);
            let key = &graph.tables[table];
            self.items(key, knot, prices, &mut items);
            best_load(&mut items, key.level.seats.into(), key.level.stretchers.into(), &mut carried);
            for (commodity, units) in &carried {
                slope[*commodity] -= mass * units;
                if self.problem.goals[key.goal].capacity.is_some() {
                    let persons = f64::from(self.commodities[*commodity].persons);
                    slope[self.layout.goal() + key.goal] += mass * units * persons;
                }
            }
        }
    }

    fn fill_tables(&self, graph: &Graph, prices: &[f64], space: &mut Space) {
        space.table.clear();
        let (mut items, mut carried) = (Vec::new(), Vec::new());
        for key in &graph.tables {
            for knot in 0..self.knots.count {
                self.items(key, knot, prices, &mut items);
                let gain = if items.is_empty() {
                    0.0
                } else {
                    best_load(&mut items, key.level.seats.into(), key.level.stretchers.into(), &mut carried)
                };
                space.table.push(gain);
            }
        }
    }

    /// What can be on board for an arrival within a knot after this one, and what it gains.
    fn items(&self, key: &super::graph::TableKey, knot: usize, prices: &[f64], items: &mut Vec<Item>) {
        items.clear();
        let at = knot as Seconds * self.knots.every;
        let latest = at + self.knots.every + self.time.step;
        let limited = self.problem.goals[key.goal].capacity.is_some();
        let seat_price = if limited { prices[self.layout.goal() + key.goal] } else { 0.0 };
        for (ix, commodity) in self.commodities.iter().enumerate() {
            if commodity.stage != key.stage
                || !self.problem.agreed[commodity.agreed][key.goal]
                || commodity.ready + key.fastest > latest
                || commodity.stretchers > key.level.stretchers
                || commodity.seats > key.level.seats
            {
                continue;
            }
            let gain = prices[ix] - commodity.weight * at as f64 - seat_price * f64::from(commodity.persons);
            if gain > 0.0 {
                items.push(Item {
                    commodity: ix,
                    gain,
                    seats: commodity.seats.into(),
                    stretchers: commodity.stretchers.into(),
                    units: commodity.units,
                });
            }
        }
    }

    /// Price of one escort being away from time 0 to the end of each block.
    fn escort_sums(&self, prices: &[f64]) -> Vec<f64> {
        let mut sum = 0.0;
        let blocks = &prices[self.layout.escort()..];
        blocks
            .iter()
            .map(|price| {
                let before = sum;
                sum += price * self.time.block as f64;
                before
            })
            .collect()
    }

    fn away_by(&self, sums: &[f64], prices: &[f64], at: i32) -> f64 {
        let at = Seconds::from(at).max(0);
        let block = ((at / self.time.block) as usize).min(sums.len() - 1);
        let within = (at - block as Seconds * self.time.block).min(self.time.block);
        sums[block] + prices[self.layout.escort() + block] * within as f64
    }

    fn add_away(&self, slope: &mut [f64], away: (i32, i32), mass: f64) {
        let (from, until) = (Seconds::from(away.0).max(0), Seconds::from(away.1).max(0));
        let block = self.time.block;
        let last = self.layout.escorts as Seconds - 1;
        let mut at = from;
        while at < until {
            let here = at / block;
            if here > last {
                break;
            }
            let end = ((here + 1) * block).min(until);
            slope[self.layout.escort() + here as usize] += mass * (end - at) as f64;
            at = end;
        }
    }
}

/// The most escorts that may be away in each block: those on the way when a cut comes may still be,
/// so that only the largest number so far is sure. Empty where there is no limit.
fn escorts_by_block(problem: &Problem, time: Time, blocks: usize) -> Vec<f64> {
    let Some(rule) = &problem.operation.escorts else { return Vec::new() };
    (0..blocks)
        .map(|block| {
            let end = (block as Seconds + 1) * time.block;
            let later = rule.changes.iter().filter(|(at, _)| at.seconds() < end).map(|(_, count)| *count);
            f64::from(later.max().unwrap_or(0).max(rule.count))
        })
        .collect()
}
