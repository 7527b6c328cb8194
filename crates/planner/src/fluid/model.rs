//! The operation as a linear programme: vehicles of a kind and people of a sort as fluids that load,
//! queue, pass, unload and come back, slot by slot of time.
//!
//! Never here: what is made of the solution.

use super::network::{Network, To};
use super::program::Program;
use super::slots::{Opening, Slots};
use crate::problem::{Problem, Seconds, Stop};
use evacuation::quantity::{Moment, Persons};

/// No such column.
pub(crate) const NONE: u32 = u32::MAX;
/// Moments of a slot at which the way back is looked up.
const SAMPLES: usize = 3;

/// Columns and rows by what they mean; every innermost list is per slot.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// Vehicles that begin to load: per kind, stage, entry of the stage.
    pub loads: Vec<Vec<Vec<Vec<u32>>>>,
    /// Vehicles let through: per kind, line, exit of the line.
    pub passed: Vec<Vec<Vec<Vec<u32>>>>,
    /// Vehicles sent back: per kind, goal, stage.
    pub backs: Vec<Vec<Vec<Vec<u32>>>>,
    /// Row per commodity.
    pub demand: Vec<u32>,
    /// Rows per gate, stage, goal; [`NONE`] where there is no limit.
    pub gates: Vec<Vec<u32>>,
    pub stage_bays: Vec<Vec<u32>>,
    pub goal_bays: Vec<Vec<u32>>,
    pub escorts: Vec<u32>,
    pub rooms: Vec<u32>,
    /// Per kind and fleet.
    pub fleets: Vec<Vec<u32>>,
}

/// The programme under construction.
pub(crate) struct Model<'a> {
    problem: &'a Problem<'a>,
    network: &'a Network,
    slots: Slots,
    /// Per line.
    pub openings: Vec<Opening>,
    pub program: Program,
    pub names: Names,
    idle: Vec<Vec<Vec<u32>>>,
    queued: Vec<Vec<Vec<u32>>>,
    unloaded: Vec<Vec<Vec<u32>>>,
    /// People in line per sort and line; empty where that leads nowhere for them.
    people: Vec<Vec<Vec<u32>>>,
    /// Escorts who are away; empty where there is no limit.
    away: Vec<u32>,
}

impl<'a> Model<'a> {
    pub fn new(problem: &'a Problem<'a>, network: &'a Network, slots: Slots) -> Self {
        let vehicles = problem.classes.iter().map(|class| class.count as usize).sum();
        let opening = |gate: Option<usize>| {
            gate.map_or_else(|| Opening::free(&slots), |gate| Opening::new(&problem.gates[gate], &slots, vehicles))
        };
        let openings = network.lines.iter().map(|line| opening(line.gate)).collect();
        let mut model = Model {
            problem,
            network,
            slots,
            openings,
            program: Program::default(),
            names: Names::default(),
            idle: vec![],
            queued: vec![],
            unloaded: vec![],
            people: vec![],
            away: vec![],
        };
        model.limits();
        model.stocks();
        model.loading();
        model.passing();
        model.returning();
        model.starting();
        model
    }

    /// Rows for everything that is short.
    fn limits(&mut self) {
        let (slots, problem, program) = (self.slots, self.problem, &mut self.program);
        let names = &mut self.names;
        names.demand = self.network.commodities.iter().map(|it| program.at_most(it.units)).collect();
        for gate in 0..problem.gates.len() {
            let line = self.network.lines.iter().position(|line| line.gate == Some(gate));
            let openings = line.map(|line| &self.openings[line]);
            let limits = openings.map_or_else(Vec::new, |opening| opening.shared(&slots));
            let mut rows = vec![NONE; slots.count];
            for (from, until, vehicles) in limits {
                rows[from..until].fill(program.at_most(vehicles));
            }
            names.gates.push(rows);
        }
        let mut bays = |stop: &Stop| -> Vec<u32> {
            match stop.bays {
                None => vec![NONE; slots.count],
                Some(bays) => {
                    let work = f64::from(bays) * slots.length as f64;
                    (0..slots.count).map(|_| program.at_most(work)).collect()
                }
            }
        };
        names.stage_bays = problem.stages.iter().map(&mut bays).collect();
        names.goal_bays = problem.goals.iter().map(&mut bays).collect();
        names.rooms = problem
            .goals
            .iter()
            .map(|goal| goal.capacity.map_or(NONE, |capacity| self.program.at_most(capacity.into())))
            .collect();
    }

    /// What may wait where, from slot to slot.
    fn stocks(&mut self) {
        let (network, slots) = (self.network, self.slots);
        let program = &mut self.program;
        let mut stock = |waits: bool| -> Vec<u32> {
            let rows: Vec<u32> = (0..slots.count).map(|_| program.equal(0.0)).collect();
            for slot in (0..slots.count).filter(|_| waits) {
                let column = program.column(0.0);
                program.put(rows[slot], column, 1.0);
                if let Some(next) = rows.get(slot + 1) {
                    program.put(*next, column, -1.0);
                }
            }
            rows
        };
        for _ in &network.kinds {
            self.idle.push(self.problem.stages.iter().map(|_| stock(true)).collect());
            self.queued.push(network.lines.iter().map(|_| stock(true)).collect());
        }
        for sort in 0..network.sorts.len() {
            let lines = (0..network.lines.len())
                .map(|line| if network.leads(self.problem, sort, line) { stock(true) } else { vec![] });
            self.people.push(lines.collect());
        }
        // Who has unloaded goes back at once, or never.
        for _ in &network.kinds {
            let rows = |_| (0..slots.count).map(|_| self.program.at_most(0.0)).collect();
            self.unloaded.push((0..self.problem.goals.len()).map(rows).collect());
        }
        self.escort_stock();
    }

    fn escort_stock(&mut self) {
        let Some(rule) = &self.problem.operation.escorts else { return };
        let away: Vec<u32> = (0..self.slots.count).map(|_| self.program.equal(0.0)).collect();
        for slot in 0..self.slots.count {
            let column = self.program.column(0.0);
            self.program.put(away[slot], column, 1.0);
            if let Some(next) = away.get(slot + 1) {
                self.program.put(*next, column, -1.0);
            }
            let in_force = |at: Seconds| f64::from(rule.in_force(Moment(at)));
            let middle = self.slots.middle(slot) as Seconds;
            // After a cut those out come back in their own time.
            let before = in_force((middle - COMING_BACK).max(0));
            let limit = self.program.at_most(in_force(middle).max((in_force(middle) + before) / 2.0));
            self.program.put(limit, column, 1.0);
            self.names.escorts.push(limit);
        }
        self.away = away;
    }

    fn full(&self, kind: usize) -> Persons {
        let kind = &self.network.kinds[kind];
        Persons { stretcher: kind.stretchers, wounded: 0, other: kind.seats }
    }

    /// Vehicles and people from staging places to their first lines.
    fn loading(&mut self) {
        let (network, slots) = (self.network, self.slots);
        self.names.loads = vec![vec![Vec::new(); self.problem.stages.len()]; network.kinds.len()];
        for stage in 0..self.problem.stages.len() {
            let here: Vec<usize> =
                (0..network.commodities.len()).filter(|it| network.commodities[*it].stage == stage).collect();
            for entry in &network.entries[stage] {
                let aboard: Vec<usize> = here
                    .iter()
                    .copied()
                    .filter(|it| network.leads(self.problem, network.sort_of[*it], entry.line))
                    .collect();
                let mut columns = vec![vec![NONE; slots.count]; network.kinds.len()];
                let last = self.last_entry(entry.line);
                for slot in 0..slots.count {
                    let from = slots.middle(slot);
                    let ready = |it: &usize| network.commodities[*it].ready < (slot as Seconds + 1) * slots.length;
                    let aboard: Vec<usize> = aboard.iter().copied().filter(ready).collect();
                    if aboard.is_empty() || from > last {
                        continue;
                    }
                    let room = self.room();
                    for kind in 0..network.kinds.len() {
                        columns[kind][slot] = self.load(kind, stage, (entry.line, entry.travel), slot, room);
                    }
                    for it in aboard {
                        self.board(it, (entry.line, entry.travel), slot, room);
                    }
                }
                for (kind, columns) in columns.into_iter().enumerate() {
                    self.names.loads[kind][stage].push(columns);
                }
            }
        }
    }

    /// The last moment at which anybody may enter this line.
    fn last_entry(&self, line: usize) -> f64 {
        self.openings[line].slots.iter().flatten().last().map_or(-1.0, |entering| entering.middle)
    }

    /// Rows for seats and stretcher places.
    fn room(&mut self) -> [u32; 2] {
        [self.program.at_most(0.0), self.program.at_most(0.0)]
    }

    fn load(&mut self, kind: usize, stage: usize, (line, travel): (usize, Seconds), slot: usize, room: [u32; 2]) -> u32 {
        let column = self.program.column(0.0);
        let lasting = self.problem.stages[stage].turnround.duration(self.full(kind)).seconds();
        self.program.put(self.idle[kind][stage][slot], column, 1.0);
        let landing = self.slots.landing(self.slots.middle(slot) + (lasting + travel) as f64);
        for (at, part) in landing {
            self.program.put(self.queued[kind][line][at], column, -part);
        }
        self.seat(kind, column, room);
        if let Some(row) = known(self.names.stage_bays[stage][slot]) {
            self.program.put(row, column, lasting as f64);
        }
        column
    }

    fn seat(&mut self, kind: usize, column: u32, room: [u32; 2]) {
        let kind = &self.network.kinds[kind];
        self.program.put(room[0], column, -f64::from(kind.seats));
        self.program.put(room[1], column, -f64::from(kind.stretchers));
    }

    fn board(&mut self, commodity: usize, (line, travel): (usize, Seconds), slot: usize, room: [u32; 2]) {
        let (it, sort) = (&self.network.commodities[commodity], self.network.sort_of[commodity]);
        let column = self.program.column(0.0);
        let alone = Persons { stretcher: it.stretchers, wounded: 0, other: it.seats };
        let stage = &self.problem.stages[it.stage];
        let lasting = match self.largest(it.stretchers > 0) {
            Some(kind) => stage.turnround.duration(self.full(kind)).seconds(),
            None => stage.turnround.duration(alone).seconds(),
        };
        let from = self.slots.middle(slot).max(it.ready as f64);
        for (at, part) in self.slots.landing(from + (lasting + travel) as f64) {
            self.program.put(self.people[sort][line][at], column, -part);
        }
        self.program.put(room[0], column, it.seats.into());
        self.program.put(room[1], column, it.stretchers.into());
        self.program.put(self.names.demand[commodity], column, 1.0);
    }

    /// The kind that carries most of such people.
    fn largest(&self, lying: bool) -> Option<usize> {
        let places = |kind: &usize| {
            let it = &self.network.kinds[*kind];
            let count: f64 = it.fleets.iter().map(|(count, _)| count).sum();
            (count * f64::from(if lying { it.stretchers } else { it.seats })) as u64
        };
        (0..self.network.kinds.len()).max_by_key(places)
    }

    /// Vehicles and people through the lines.
    fn passing(&mut self) {
        let (network, slots) = (self.network, self.slots);
        let lines = || network.lines.iter().map(|line| vec![vec![NONE; slots.count]; line.exits.len()]).collect();
        self.names.passed = network.kinds.iter().map(|_| lines()).collect();
        for (number, line) in network.lines.iter().enumerate() {
            let (entering, lasting) = (self.openings[number].slots.clone(), self.openings[number].lasting);
            for (exit, it) in line.exits.iter().enumerate() {
                for (slot, entering) in entering.iter().enumerate() {
                    let Some(entering) = entering else { continue };
                    let there = entering.middle + (lasting + it.travel) as f64;
                    if matches!(it.to, To::Goal(_)) && there > self.end() {
                        continue;
                    }
                    let room = self.room();
                    for kind in 0..network.kinds.len() {
                        let column = self.pass(kind, number, it.to, (slot, entering.middle, there), room);
                        self.names.passed[kind][number][exit][slot] = column;
                    }
                    for sort in (0..network.sorts.len()).filter(|sort| network.may(self.problem, *sort, it.to)) {
                        self.ride(sort, number, it.to, (slot, there), room);
                    }
                }
            }
        }
    }

    fn end(&self) -> f64 {
        (self.slots.length * self.slots.count as Seconds) as f64
    }

    fn pass(&mut self, kind: usize, line: usize, to: To, (slot, enter, there): (usize, f64, f64), room: [u32; 2]) -> u32 {
        let column = self.program.column(0.0);
        self.seat(kind, column, room);
        self.program.put(self.queued[kind][line][slot], column, 1.0);
        if let Some(row) = self.network.lines[line].gate.and_then(|gate| known(self.names.gates[gate][slot])) {
            self.program.put(row, column, 1.0);
        }
        let escorts = f64::from(self.network.kinds[kind].escorts);
        if self.network.lines[line].first && !self.away.is_empty() {
            let depart = (enter - self.network.lines[line].approach as f64).max(0.0);
            for (at, part) in self.slots.landing(depart) {
                self.program.put(self.away[at], column, -escorts * part);
            }
        }
        match to {
            To::Line(next) => {
                for (at, part) in self.slots.landing(there) {
                    self.program.put(self.queued[kind][next][at], column, -part);
                }
            }
            To::Goal(goal) => {
                let lasting = self.problem.goals[goal].turnround.duration(self.full(kind)).seconds();
                for (at, part) in self.slots.landing(there) {
                    if let Some(row) = known(self.names.goal_bays[goal][at]) {
                        self.program.put(row, column, lasting as f64 * part);
                    }
                }
                for (at, part) in self.slots.landing(there + lasting as f64) {
                    self.program.put(self.unloaded[kind][goal][at], column, -part);
                }
            }
        }
        column
    }

    fn ride(&mut self, sort: usize, line: usize, to: To, (slot, there): (usize, f64), room: [u32; 2]) {
        let it = self.network.sorts[sort];
        let gain = match to {
            To::Goal(_) => it.weight * (there - self.problem.late) / self.problem.late.max(1.0),
            To::Line(_) => 0.0,
        };
        let column = self.program.column(gain);
        self.program.put(room[0], column, it.seats);
        self.program.put(room[1], column, it.stretchers);
        self.program.put(self.people[sort][line][slot], column, 1.0);
        match to {
            To::Line(next) => {
                for (at, part) in self.slots.landing(there) {
                    self.program.put(self.people[sort][next][at], column, -part);
                }
            }
            To::Goal(goal) => {
                if let Some(row) = known(self.names.rooms[goal]) {
                    self.program.put(row, column, it.persons);
                }
            }
        }
    }

    /// Vehicles back to staging places.
    fn returning(&mut self) {
        let (slots, goals, stages) = (self.slots, self.problem.goals.len(), self.problem.stages.len());
        let nowhere = vec![vec![vec![NONE; slots.count]; stages]; goals];
        self.names.backs = vec![nowhere; self.network.kinds.len()];
        for goal in 0..goals {
            for stage in 0..stages {
                if self.names.loads.first().is_none_or(|kind| kind[stage].is_empty()) {
                    continue;
                }
                for slot in 0..slots.count {
                    let landing = self.back_landing(goal, stage, slot);
                    if landing.is_empty() {
                        continue;
                    }
                    for kind in 0..self.network.kinds.len() {
                        let column = self.program.column(0.0);
                        self.program.put(self.unloaded[kind][goal][slot], column, 1.0);
                        let escorts = f64::from(self.network.kinds[kind].escorts);
                        for (at, part) in &landing {
                            self.program.put(self.idle[kind][stage][*at], column, -part);
                            if !self.away.is_empty() {
                                self.program.put(self.away[*at], column, escorts * part);
                            }
                        }
                        self.names.backs[kind][goal][stage][slot] = column;
                    }
                }
            }
        }
    }

    /// Where those who leave in this slot land, sampled, as control points may be closed on the way.
    fn back_landing(&self, goal: usize, stage: usize, slot: usize) -> Vec<(usize, f64)> {
        let Some(way) = &self.problem.backs[goal][stage] else { return Vec::new() };
        let mut landing = Vec::new();
        for sample in 0..SAMPLES {
            let within = (2 * sample as Seconds + 1) * self.slots.length / (2 * SAMPLES as Seconds);
            let from = slot as Seconds * self.slots.length + within;
            let Some(there) = self.problem.empty_arrival(way, from) else { continue };
            for (at, part) in self.slots.landing(there as f64).into_iter().filter(|(_, part)| *part > 0.0) {
                landing.push((at, part / SAMPLES as f64));
            }
        }
        landing
    }

    /// Every fleet from where it stands to its first staging places.
    fn starting(&mut self) {
        for kind in 0..self.network.kinds.len() {
            self.names.fleets.push(Vec::new());
            for (count, first) in &self.network.kinds[kind].fleets {
                let row = self.program.at_most(*count);
                self.names.fleets[kind].push(row);
                for (stage, there) in first.iter().enumerate() {
                    let Some(there) = *there else { continue };
                    if there as f64 >= self.end() || self.names.loads[kind][stage].is_empty() {
                        continue;
                    }
                    let column = self.program.column(0.0);
                    self.program.put(row, column, 1.0);
                    let landing = self.slots.landing(there as f64);
                    for (at, part) in landing {
                        self.program.put(self.idle[kind][stage][at], column, -part);
                    }
                }
            }
        }
    }
}

fn known(row: u32) -> Option<u32> {
    (row != NONE).then_some(row)
}

/// So long after a cut of escorts some of those out are not back yet.
const COMING_BACK: Seconds = 3600;
