//! What one vehicle of a kind can do from a staging place: wait empty, load, wait loaded, go through
//! its first control point, arrive, wait for a bay, unload, go back.
//!
//! A vehicle that waits loaded is counted by the moment at which it could have begun to load at the
//! latest, so that loading is not rounded; a round trip is rounded to the grid once, where the
//! vehicle is back at a staging place (and, far finer, at its destination). Every true sequence of
//! trips has a path here that is nowhere later, so no true vehicle does better than the best path.
//!
//! Never here: prices.

use super::gate::GateRanges;
use super::grid::{Grid, Rounding};
use super::level::{Level, levels};
use crate::problem::{Class, Problem, Seconds, Way};

/// Vehicles that are the same but for where they start.
#[derive(Clone, Debug)]
pub(crate) struct Kind {
    pub seats: u32,
    pub stretchers: u32,
    pub escorts: u32,
    /// Count and first presence at each staging place.
    pub fleets: Vec<(f64, Vec<Option<Seconds>>)>,
}

impl Kind {
    /// Whether vehicles of this class are of the kind.
    pub fn has(&self, class: &Class) -> bool {
        (self.seats, self.stretchers, self.escorts) == (class.seats, class.stretchers, class.escorts)
    }
}

/// No price; never.
pub(crate) const NONE: u32 = u32::MAX;
pub(crate) const NO_TIME: i32 = i32::MAX;

/// Vehicles that enter the same control point in the same range of rounds.
#[derive(Debug)]
pub(crate) struct Group {
    /// Its place among the entries of each node.
    pub number: usize,
    pub legs: Vec<Leg>,
}

/// Where a vehicle gets from a control point.
#[derive(Debug)]
pub(crate) struct Leg {
    /// From entering to arriving there.
    pub onward: i32,
    pub to: To,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum To {
    /// A destination, where it unloads (index into [`Legs::docks`]), and what that gains.
    Goal { dock: usize, table: usize },
    /// The next control point: index into [`Legs::queues`].
    Queue(usize),
}

/// Vehicles loaded at a stage to a level, ready for one control point of their way.
///
/// At node n they are ready at `n · step + phase`: the phase is the shortest time from the start of
/// loading, so that on the way there almost nothing is rounded.
#[derive(Debug)]
pub(crate) struct Queue {
    pub stage: usize,
    pub level: Level,
    pub load: i32,
    pub phase: i32,
    /// Control points before this one and this one, each with the travel to it; empty where the way
    /// has none.
    prefix: Vec<(usize, Seconds)>,
    pub groups: Vec<Group>,
}

impl Queue {
    /// How many control points it is for, with those before.
    pub fn control_points(&self) -> usize {
        self.prefix.len()
    }

    /// Still at the staging place.
    pub fn is_first(&self) -> bool {
        self.prefix.len() < 2
    }

    /// From departure to the first control point.
    pub fn approach(&self) -> i32 {
        self.phase - self.load
    }
}

/// What a full step of a kind of vehicle gains, by arrival.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TableKey {
    pub stage: usize,
    pub goal: usize,
    pub level: Level,
    /// From the start of loading to arrival at least; 0 where everybody is ready at once.
    pub fastest: Seconds,
}

/// All that a kind can do.
#[derive(Debug)]
pub(crate) struct Legs {
    pub kind: Kind,
    /// First all first ones by stage, then those at later control points.
    pub queues: Vec<Queue>,
    /// First queues of stage `s` are `queues[of_stage[s]..of_stage[s + 1]]`.
    pub of_stage: Vec<usize>,
    /// Goal and duration of unloading.
    pub docks: Vec<(usize, i32)>,
    pub tables: Vec<TableKey>,
    /// Group by group, from each node: when it enters (or sets off, where there is no control point), [`NO_TIME`]
    /// where it does not; the price of entering, and of the block after it where the moment is not sure.
    enters: Vec<i32>,
    prices: Vec<(u32, u32)>,
    nodes: usize,
}

impl Legs {
    /// When a group enters from each node, by its number, and at which prices.
    pub fn entries(&self, group: usize) -> (&[i32], &[(u32, u32)]) {
        let nodes = group * self.nodes..(group + 1) * self.nodes;
        (&self.enters[nodes.clone()], &self.prices[nodes])
    }

    /// How many queues are at staging places.
    pub fn first_queues(&self) -> usize {
        self.of_stage.last().copied().unwrap_or(0)
    }
}

/// The ways back, the same for every kind: per goal and stage, for every cell the node and time.
#[derive(Debug)]
pub(crate) struct Backs {
    /// `node[(goal · stages + stage) · cells + cell]`; [`NONE`] where there is no way or no time.
    pub node: Vec<u32>,
    pub time: Vec<i32>,
    /// So many nodes at least lie between being unloaded and being back.
    pub apart: usize,
}

/// Kinds of vehicle of the operation.
pub(crate) fn kinds(problem: &Problem) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = Vec::new();
    for class in problem.classes.iter().filter(|class| class.count > 0) {
        let fleet = (f64::from(class.count), class.first.clone());
        match kinds.iter_mut().find(|kind| kind.has(class)) {
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

/// `None` where the grid is too coarse: a way back takes less than a step.
pub(crate) fn backs(problem: &Problem, grid: &Grid) -> Option<Backs> {
    let (stages, goals, cells) = (problem.stages.len(), problem.goals.len(), grid.cells());
    let mut node = vec![NONE; goals * cells * stages];
    let mut time = vec![NO_TIME; goals * cells * stages];
    let mut apart = grid.nodes();
    let middle = if grid.rounding == Rounding::Nearest { grid.cell() / 2 } else { 0 };
    for goal in 0..goals {
        for (stage, way) in problem.backs[goal].iter().enumerate() {
            let Some(way) = way else { continue };
            for cell in 0..cells {
                let from = cell as Seconds * grid.cell() + middle;
                let Some(there) = problem.empty_arrival(way, from).filter(|at| *at < NO_TIME.into()) else {
                    break;
                };
                let least = cell / grid.cells_per_step + 1;
                let mut to = grid.node_of(there);
                if to < least {
                    match grid.rounding {
                        Rounding::Down => return None,
                        Rounding::Nearest => to = least,
                    }
                }
                apart = apart.min(to + 1 - least);
                let at = (goal * stages + stage) * cells + cell;
                if to < grid.nodes() {
                    node[at] = to as u32;
                }
                time[at] = there as i32;
            }
        }
    }
    Some(Backs { node, time, apart })
}

/// The legs of a kind.
pub(crate) fn legs(problem: &Problem, kind: &Kind, grid: &Grid, ranges: &[GateRanges]) -> Legs {
    let levels = levels(problem, kind.seats, kind.stretchers, grid.off);
    let mut made = Legs {
        kind: kind.clone(),
        queues: vec![],
        of_stage: vec![],
        docks: vec![],
        tables: vec![],
        enters: vec![],
        prices: vec![],
        nodes: grid.nodes(),
    };
    let small = |seconds: Seconds| i32::try_from(seconds).unwrap_or(NO_TIME / 4);
    for stage in 0..problem.stages.len() {
        made.of_stage.push(made.queues.len());
        let mut gates: Vec<Option<(usize, Seconds)>> =
            problem.ways[stage].iter().flatten().map(|way| way.gates.first().copied()).collect();
        gates.sort_unstable();
        gates.dedup();
        let anybody = problem.parties.iter().any(|party| party.stage == stage && party.count > 0);
        for level in levels.iter().filter(|_| anybody) {
            let load = level.lasting(&problem.stages[stage]);
            for gate in &gates {
                let phase = small(load + gate.map_or(0, |(_, travel)| travel));
                let prefix: Vec<_> = gate.iter().copied().collect();
                made.queues.push(Queue {
                    stage,
                    level: *level,
                    load: small(load),
                    phase,
                    prefix,
                    groups: vec![],
                });
            }
        }
    }
    made.of_stage.push(made.queues.len());
    // Making the groups of a queue adds the queues that it leads to.
    let (mut next, mut groups) = (0, 0);
    while next < made.queues.len() {
        let queue = &made.queues[next];
        let gate = queue.prefix.last().map(|(gate, _)| *gate);
        let count = gate.map_or(1, |gate| ranges[gate].least.len());
        for range in 0..count {
            let maker = Maker { problem, grid, ranges, queue: next, gate, range };
            let legs = maker.legs(&mut made);
            maker.add_entries(&mut made);
            made.queues[next].groups.push(Group { number: groups, legs });
            groups += 1;
        }
        next += 1;
    }
    made
}

struct Maker<'a> {
    problem: &'a Problem<'a>,
    grid: &'a Grid,
    ranges: &'a [GateRanges],
    queue: usize,
    gate: Option<usize>,
    range: usize,
}

impl Maker<'_> {
    fn add_entries(&self, made: &mut Legs) {
        let (lasting, phase) = (self.lasting(), Seconds::from(made.queues[self.queue].phase));
        for node in 0..made.nodes {
            let ready = node as Seconds * self.grid.step + phase;
            let at = self.entry(ready, lasting).and_then(|at| i32::try_from(at).ok()).unwrap_or(NO_TIME);
            made.enters.push(at);
            made.prices.push(if at == NO_TIME { (NONE, NONE) } else { self.price(at.into()) });
        }
    }

    /// How long the passage lasts at least.
    fn lasting(&self) -> Seconds {
        let Some(gate) = self.gate else { return 0 };
        let rounds = self.ranges[gate].least[self.range];
        self.problem.gates[gate].control.inspection.times(rounds.into()).seconds()
    }

    /// The first entry for one who is ready now, or anywhere before the next node.
    fn entry(&self, ready: Seconds, lasting: Seconds) -> Option<Seconds> {
        let Some(gate) = self.gate else { return Some(ready) };
        let gate = &self.problem.gates[gate];
        if self.grid.rounding == Rounding::Nearest {
            let from = (ready - self.grid.step / 2).max(0);
            let (enter, _) = gate.next_passage(from, lasting)?;
            return (enter < from + self.grid.step).then_some(enter.max(ready));
        }
        let (enter, _) = gate.next_passage(ready, lasting)?;
        (enter < ready + self.grid.step).then_some(enter)
    }

    fn price(&self, enter: Seconds) -> (u32, u32) {
        let Some(gate) = self.gate else { return (NONE, NONE) };
        let known = &self.ranges[gate];
        if known.base == NONE {
            return (NONE, NONE);
        }
        let of = |at: Seconds| {
            let block = ((at / self.grid.block) as usize).min(self.grid.blocks() - 1);
            known.base + (block * known.least.len() + self.range) as u32
        };
        let latest = if self.grid.rounding == Rounding::Down { enter + self.grid.step - 1 } else { enter };
        (of(enter), of(latest))
    }

    fn legs(&self, made: &mut Legs) -> Vec<Leg> {
        let lasting = self.lasting();
        let small = |seconds: Seconds| i32::try_from(seconds).unwrap_or(i32::MAX / 4);
        let queue = &made.queues[self.queue];
        let (stage, level, load, phase) = (queue.stage, queue.level, queue.load, queue.phase);
        let prefix = queue.prefix.clone();
        let mut legs = Vec::new();
        let mut onwards: Vec<(usize, Seconds)> = Vec::new();
        let ways = self.problem.ways[stage].iter().enumerate();
        for (goal, way) in ways.filter_map(|(goal, way)| Some((goal, way.as_ref()?))) {
            if !way.gates.starts_with(&prefix) || (prefix.is_empty() && !way.gates.is_empty()) {
                continue;
            }
            if let Some(next) = way.gates.get(prefix.len()) {
                if !onwards.contains(next) {
                    onwards.push(*next);
                }
                continue;
            }
            let dock = (goal, small(level.lasting(&self.problem.goals[goal])));
            let dock = place_of(&mut made.docks, dock);
            let table = place_of(&mut made.tables, self.table_key(stage, level, goal, way));
            legs.push(Leg { onward: small(lasting + way.last), to: To::Goal { dock, table } });
        }
        for (gate, travel) in onwards {
            let mut prefix = prefix.clone();
            prefix.push((gate, travel));
            let same = |known: &Queue| (known.stage, known.level) == (stage, level) && known.prefix == prefix;
            let next = made.queues.iter().position(same).unwrap_or_else(|| {
                let one = self.gate.map_or(0, |gate| self.problem.gates[gate].lasting(1));
                let phase = phase + small(one + travel);
                made.queues.push(Queue { stage, level, load, phase, prefix, groups: vec![] });
                made.queues.len() - 1
            });
            legs.push(Leg { onward: small(lasting + travel), to: To::Queue(next) });
        }
        legs
    }

    /// Goals without a limit to which the same people go share a table.
    fn table_key(&self, stage: usize, level: Level, goal: usize, way: &Way) -> TableKey {
        let problem = self.problem;
        let waits = problem.parties.iter().any(|party| party.stage == stage && party.ready > 0);
        let gates: Seconds =
            way.gates.iter().map(|(gate, travel)| travel + problem.gates[*gate].lasting(1)).sum();
        let fastest = if waits { level.lasting(&problem.stages[stage]) + gates + way.last } else { 0 };
        let same = |other: &usize| {
            *other == goal
                || (problem.goals[*other].capacity.is_none()
                    && problem.goals[goal].capacity.is_none()
                    && problem.agreed.iter().all(|agreed| agreed[*other] == agreed[goal]))
        };
        let goal = (0..=goal).find(same).unwrap_or(goal);
        TableKey { stage, goal, level, fastest }
    }
}

/// Where it stands in the list, at its end if it was not there.
pub(crate) fn place_of<T: PartialEq>(list: &mut Vec<T>, wanted: T) -> usize {
    list.iter().position(|known| *known == wanted).unwrap_or_else(|| {
        list.push(wanted);
        list.len() - 1
    })
}
