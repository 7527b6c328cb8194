//! The operation as a linear programme: what is short, and what may wait where, slot by slot of time.
//!
//! Never here: who moves (see `movement`), or what is made of the solution.

use super::network::Network;
use super::program::Program;
use super::slots::{Opening, Slots};
use crate::problem::{Problem, Seconds, Stop};
use evacuation::quantity::Moment;

/// No such column.
pub(crate) const NONE: u32 = u32::MAX;

/// Columns and rows by what they mean; every innermost list is per slot.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// Vehicles that begin to load: per kind, stage, entry of the stage.
    pub loads: Vec<Vec<Vec<Vec<u32>>>>,
    /// Vehicles let through: per kind, line, exit of the line.
    pub passed: Vec<Vec<Vec<Vec<u32>>>>,
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
    pub(super) problem: &'a Problem<'a>,
    pub(super) network: &'a Network,
    pub(super) slots: Slots,
    /// Per line.
    pub openings: Vec<Opening>,
    pub program: Program,
    pub names: Names,
    pub(super) idle: Vec<Vec<Vec<u32>>>,
    pub(super) queued: Vec<Vec<Vec<u32>>>,
    pub(super) unloaded: Vec<Vec<Vec<u32>>>,
    /// People in line per sort and line; empty where that leads nowhere for them.
    pub(super) people: Vec<Vec<Vec<u32>>>,
    /// Escorts who are away; empty where there is no limit.
    pub(super) away: Vec<u32>,
}

impl<'a> Model<'a> {
    pub fn new(problem: &'a Problem<'a>, network: &'a Network, slots: Slots) -> Self {
        let vehicles = problem.classes.iter().map(|class| class.count as usize).sum();
        let opening = |gate: Option<usize>| {
            gate.map_or_else(
                || Opening::free(&slots),
                |gate| Opening::new(&problem.gates[gate], &slots, vehicles),
            )
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
            let openings = self.network.line_at(gate).map(|line| &self.openings[line]);
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
        let mut stock = || -> Vec<u32> {
            let rows: Vec<u32> = (0..slots.count).map(|_| program.equal(0.0)).collect();
            for slot in 0..slots.count {
                let column = program.column(0.0);
                program.put(rows[slot], column, 1.0);
                if let Some(next) = rows.get(slot + 1) {
                    program.put(*next, column, -1.0);
                }
            }
            rows
        };
        for _ in &network.kinds {
            self.idle.push(self.problem.stages.iter().map(|_| stock()).collect());
            self.queued.push(network.lines.iter().map(|_| stock()).collect());
        }
        for sort in 0..network.sorts.len() {
            let lines = (0..network.lines.len())
                .map(|line| if network.leads(self.problem, sort, line) { stock() } else { vec![] });
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
}

/// So long after a cut of escorts some of those out are not back yet.
const COMING_BACK: Seconds = 3600;
