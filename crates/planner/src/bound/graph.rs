//! All that one vehicle of a kind could do, alone, as a graph over time.
//!
//! Nodes stand for a place and a span of `step` seconds: present at a staging place, loaded and
//! ready for a control point, at a destination with its people out. A thing that truly takes from
//! t to u is an arc that ends no later than u says (with [`Rounding::Down`]), so every true sequence
//! of trips is a path, and a best path is no worse than any vehicle can be.
//!
//! Never here: prices.

use super::level::{Level, levels};
use crate::problem::{NEVER, Problem, Seconds, Way};

/// How arc ends meet the steps of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rounding {
    /// To the step before: for proofs.
    Down,
    /// To the nearest step: for finding prices on a coarse graph.
    Nearest,
}

/// The steps of time, and the blocks in which prices are constant.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Time {
    pub step: Seconds,
    /// No arc ends after this; nothing is gained by arriving later.
    pub end: Seconds,
    pub rounding: Rounding,
    /// Seconds in which the price of a control point is the same.
    pub block: Seconds,
}

impl Time {
    pub fn nodes(&self) -> usize {
        usize::try_from(self.end / self.step).unwrap_or(0) + 2
    }
    fn node(&self, at: Seconds) -> usize {
        let at = if self.rounding == Rounding::Nearest { at + self.step / 2 } else { at };
        usize::try_from(at.max(0) / self.step).unwrap_or(0)
    }
}

/// Vehicles that are the same but for where they start.
#[derive(Clone, Debug)]
pub(crate) struct Kind {
    pub seats: u32,
    pub stretchers: u32,
    pub escorts: u32,
    /// Count and first presence at each staging place.
    pub fleets: Vec<(f64, Vec<Option<Seconds>>)>,
}

/// No price, no load.
pub(crate) const NONE: u32 = u32::MAX;

/// A move: `gain` comes from the load table where `table` is not [`NONE`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Arc {
    pub to: u32,
    pub table: u32,
    pub knot: u32,
    pub share: f32,
    pub price: u32,
    /// Escorts are away from and until, in seconds.
    pub away: (i32, i32),
}

/// A load table: what a full step of a kind of vehicle gains between two places, by arrival.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TableKey {
    pub stage: usize,
    pub goal: usize,
    pub level: Level,
    /// From the start of loading to arrival at least.
    pub fastest: Seconds,
}

/// The graph of one kind.
#[derive(Debug)]
pub(crate) struct Graph {
    pub kind: Kind,
    pub tables: Vec<TableKey>,
    pub arcs: Vec<Arc>,
    /// Arcs of node `n` are `arcs[first[n]..first[n + 1]]`.
    pub first: Vec<u32>,
    /// Nodes per step of time; waiting leads from `n` to `n + width`.
    pub width: usize,
    pub nodes: usize,
}

/// Rounds of inspection in a passage, as the vehicles see it: they leave after `rounds` at the
/// earliest; the ranges share one price each.
#[derive(Clone, Debug)]
pub(crate) struct GateRanges {
    /// Least rounds of each range.
    pub least: Vec<u32>,
    /// Where its prices begin; [`NONE`] where it limits nothing.
    pub base: u32,
}

/// Arrival times at which load tables are computed: every so many seconds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Knots {
    pub every: Seconds,
    pub count: usize,
}

struct Builder<'a> {
    problem: &'a Problem<'a>,
    time: Time,
    ranges: &'a [GateRanges],
    knots: Knots,
    levels: Vec<Level>,
    /// (stage, first gate or NONE, level) of the loaded nodes.
    loaded: Vec<(usize, usize, usize)>,
    /// (goal, unloading time) of the arrived nodes.
    arrived: Vec<(usize, Seconds)>,
    width: usize,
    /// Travel to the gate of each loaded node.
    table_of: Vec<Vec<u32>>,
    tables: Vec<TableKey>,
}

const NO_GATE: usize = usize::MAX;

fn first_gate(way: &Way) -> (usize, Seconds) {
    way.gates.first().copied().unwrap_or((NO_GATE, 0))
}

/// Kinds of vehicle of the operation.
pub(crate) fn kinds(problem: &Problem) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = Vec::new();
    for class in problem.classes.iter().filter(|class| class.count > 0) {
        let fleet = (f64::from(class.count), class.first.clone());
        let same = |kind: &&mut Kind| {
            (kind.seats, kind.stretchers, kind.escorts) == (class.seats, class.stretchers, class.escorts)
        };
        match kinds.iter_mut().find(same) {
            Some(kind) => kind.fleets.push(fleet),
            None => kinds.push(Kind {
                seats: class.seats,
                stretchers: class.stretchers,
                escorts: class.escorts,
                fleets: vec![fleet],
            }),
        }
    }
    kinds
}

/// The graph, or `None` where it would need more than `arcs_most` arcs, or where a round trip takes
/// less than a step.
pub(crate) fn graph(
    problem: &Problem,
    kind: &Kind,
    time: Time,
    ranges: &[GateRanges],
    knots: Knots,
    arcs_most: usize,
) -> Option<Graph> {
    let mut builder = Builder::new(problem, kind, time, ranges, knots);
    let nodes = time.nodes() * builder.width;
    let (mut arcs, mut first) = (Vec::new(), Vec::with_capacity(nodes + 1));
    for step in 0..time.nodes() {
        for local in 0..builder.width {
            first.push(u32::try_from(arcs.len()).ok()?);
            builder.arcs_of(step, local, &mut arcs)?;
        }
        if arcs.len() > arcs_most {
            return None;
        }
    }
    first.push(u32::try_from(arcs.len()).ok()?);
    let tables = std::mem::take(&mut builder.tables);
    Some(Graph { kind: kind.clone(), tables, arcs, first, width: builder.width, nodes })
}

impl<'a> Builder<'a> {
    fn new(
        problem: &'a Problem<'a>,
        kind: &Kind,
        time: Time,
        ranges: &'a [GateRanges],
        knots: Knots,
    ) -> Self {
        let levels = levels(problem, kind.seats, kind.stretchers);
        let mut loaded = Vec::new();
        for (stage, ways) in problem.ways.iter().enumerate() {
            let mut gates: Vec<usize> = ways.iter().flatten().map(|way| first_gate(way).0).collect();
            gates.sort_unstable();
            gates.dedup();
            for gate in gates {
                loaded.extend((0..levels.len()).map(|level| (stage, gate, level)));
            }
        }
        let mut arrived: Vec<(usize, Seconds)> = Vec::new();
        for (goal, stop) in problem.goals.iter().enumerate() {
            arrived.extend(levels.iter().map(|level| (goal, level.lasting(stop))));
        }
        arrived.sort_unstable();
        arrived.dedup();
        let width = problem.stages.len() + loaded.len() + arrived.len();
        let table_of = vec![vec![NONE; problem.goals.len()]; loaded.len()];
        Builder { problem, time, ranges, knots, levels, loaded, arrived, width, table_of, tables: Vec::new() }
    }

    fn id(&self, step: usize, local: usize) -> Option<u32> {
        (step < self.time.nodes()).then(|| (step * self.width + local) as u32)
    }

    /// `None` where time would stand still.
    fn arcs_of(&mut self, step: usize, local: usize, arcs: &mut Vec<Arc>) -> Option<()> {
        let stages = self.problem.stages.len();
        if local < stages {
            self.loading(step, local, arcs);
        } else if local < stages + self.loaded.len() {
            self.passing(step, local - stages, arcs);
        } else {
            self.returning(step, local - stages - self.loaded.len(), arcs)?;
        }
        Some(())
    }

    fn loading(&self, step: usize, stage: usize, arcs: &mut Vec<Arc>) {
        let now = step as Seconds * self.time.step;
        for (ix, (at, gate, level)) in self.loaded.iter().enumerate() {
            if *at != stage {
                continue;
            }
            let load = self.levels[*level].lasting(&self.problem.stages[stage]);
            let ready = self.time.node(now + load + self.travel_to(stage, *gate));
            if let Some(to) = self.id(ready, self.problem.stages.len() + ix) {
                arcs.push(Arc { to, table: NONE, knot: 0, share: 0.0, price: NONE, away: (0, 0) });
            }
        }
    }

    fn travel_to(&self, stage: usize, gate: usize) -> Seconds {
        let ways = self.problem.ways[stage].iter().flatten().map(first_gate);
        ways.filter(|(first, _)| *first == gate).map(|(_, travel)| travel).min().unwrap_or(0)
    }

    fn passing(&mut self, step: usize, ix: usize, arcs: &mut Vec<Arc>) {
        let (_, gate, _) = self.loaded[ix];
        let now = step as Seconds * self.time.step;
        let ranges = match self.ranges.get(gate) {
            Some(ranges) => ranges.least.len(),
            None => 1,
        };
        for range in 0..ranges {
            let Some((enter, exit)) = self.entry(gate, now, range) else { continue };
            let price = match self.ranges.get(gate) {
                Some(known) if known.base != NONE => {
                    let block = (now / self.time.block) as usize;
                    known.base + (block * ranges + range) as u32
                }
                _ => NONE,
            };
            for goal in 0..self.problem.goals.len() {
                self.arcs_to_goal(ix, goal, (enter, exit, price), arcs);
            }
        }
    }

    /// The first entry within the step, and the exit after the least rounds of the range.
    fn entry(&self, gate: usize, now: Seconds, range: usize) -> Option<(Seconds, Seconds)> {
        let Some(known) = self.ranges.get(gate) else { return Some((now, now)) };
        let it = &self.problem.gates[gate];
        let rounds = known.least[range];
        let lasting = it.control.inspection.times(rounds.into()).seconds();
        let (enter, _) = it.next_passage(now, lasting)?;
        (enter < now + self.time.step).then_some((enter, enter + lasting))
    }

    fn arcs_to_goal(&mut self, ix: usize, goal: usize, pass: (Seconds, Seconds, u32), arcs: &mut Vec<Arc>) {
        let (stage, gate, level) = self.loaded[ix];
        let (enter, exit, price) = pass;
        let Some(way) = self.problem.ways[stage][goal].as_ref().filter(|way| first_gate(way).0 == gate)
        else {
            return;
        };
        let Some(arrive) = self.onward(way, exit).filter(|at| *at <= self.time.end.min(self.problem.horizon))
        else {
            return;
        };
        let level = self.levels[level];
        let unload = level.lasting(&self.problem.goals[goal]);
        let Some(local) = self.arrived.iter().position(|known| *known == (goal, unload)) else { return };
        let local = self.problem.stages.len() + self.loaded.len() + local;
        let Some(to) = self.id(self.time.node(arrive), local) else { return };
        let depart = enter + self.time.step - 1 - first_gate(way).1;
        let back = (0..self.problem.stages.len()).filter_map(|to| self.back(goal, to, arrive + unload)).min();
        let back = back.unwrap_or(NEVER).min(self.problem.horizon);
        let knot = (arrive / self.knots.every) as usize;
        let share = (arrive % self.knots.every) as f32 / self.knots.every as f32;
        if knot + 1 >= self.knots.count {
            return;
        }
        let table = self.table(ix, goal, way, level);
        let away = (i32::try_from(depart).unwrap_or(i32::MAX), i32::try_from(back).unwrap_or(i32::MAX));
        arcs.push(Arc { to, table, knot: knot as u32, share, price, away });
    }

    fn table(&mut self, ix: usize, goal: usize, way: &Way, level: Level) -> u32 {
        let stage = self.loaded[ix].0;
        if self.table_of[ix][goal] == NONE {
            let gates: Seconds =
                way.gates.iter().map(|(gate, travel)| travel + self.problem.gates[*gate].lasting(1)).sum();
            let fastest = level.lasting(&self.problem.stages[stage]) + gates + way.last;
            self.table_of[ix][goal] = self.tables.len() as u32;
            self.tables.push(TableKey { stage, goal, level, fastest });
        }
        self.table_of[ix][goal]
    }

    /// Arrival after leaving the first control point at `exit`.
    fn onward(&self, way: &Way, exit: Seconds) -> Option<Seconds> {
        let mut clock = exit;
        for (gate, travel) in way.gates.iter().skip(1) {
            let gate = &self.problem.gates[*gate];
            let one = gate.lasting(1);
            clock = gate.next_passage(clock + travel, one)?.0 + one;
        }
        Some(clock + way.last)
    }

    fn back(&self, goal: usize, stage: usize, depart: Seconds) -> Option<Seconds> {
        self.problem.empty_arrival(self.problem.backs[goal][stage].as_ref()?, depart)
    }

    fn returning(&self, step: usize, ix: usize, arcs: &mut Vec<Arc>) -> Option<()> {
        let (goal, unload) = self.arrived[ix];
        let depart = step as Seconds * self.time.step + unload;
        for stage in 0..self.problem.stages.len() {
            let Some(there) = self.back(goal, stage, depart) else { continue };
            let mut to = self.time.node(there);
            if to <= step {
                match self.time.rounding {
                    Rounding::Down => return None,
                    Rounding::Nearest => to = step + 1,
                }
            }
            if let Some(to) = self.id(to, stage) {
                arcs.push(Arc { to, table: NONE, knot: 0, share: 0.0, price: NONE, away: (0, 0) });
            }
        }
        Some(())
    }
}
