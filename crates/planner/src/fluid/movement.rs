//! Vehicles of a kind and people of a sort as fluids that load, queue, pass, unload and come back.
//!
//! Never here: limits and stocks (see `model`).

use super::model::{Model, NONE};
use super::network::To;
use crate::problem::Seconds;
use evacuation::quantity::Persons;

/// Moments of a slot at which the way back is looked up.
const SAMPLES: usize = 3;

impl Model<'_> {
    fn full(&self, kind: usize) -> Persons {
        let kind = &self.network.kinds[kind];
        Persons { stretcher: kind.stretchers, wounded: 0, other: kind.seats }
    }

    /// Vehicles and people from staging places to their first lines.
    pub(super) fn loading(&mut self) {
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
                let kinds = network.kinds.len();
                let mut columns = vec![vec![NONE; slots.count]; kinds];
                let last = self.last_entry(entry.line);
                for slot in 0..slots.count {
                    let from = slots.middle(slot);
                    let ready =
                        |it: &usize| network.commodities[*it].ready < (slot as Seconds + 1) * slots.length;
                    let aboard: Vec<usize> = aboard.iter().copied().filter(ready).collect();
                    if aboard.is_empty() || from > last {
                        continue;
                    }
                    let room = self.room();
                    for (kind, columns) in columns.iter_mut().enumerate() {
                        columns[slot] = self.load(kind, stage, (entry.line, entry.travel), slot, room);
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

    fn load(
        &mut self,
        kind: usize,
        stage: usize,
        (line, travel): (usize, Seconds),
        slot: usize,
        room: [u32; 2],
    ) -> u32 {
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
    pub(super) fn passing(&mut self) {
        let (network, slots) = (self.network, self.slots);
        let lines =
            || network.lines.iter().map(|line| vec![vec![NONE; slots.count]; line.exits.len()]).collect();
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
                    // A line may lead on to one that leads where they agreed to go, though nobody gets there by it.
                    let may = |sort: &usize| {
                        network.leads(self.problem, *sort, number) && network.may(self.problem, *sort, it.to)
                    };
                    for sort in (0..network.sorts.len()).filter(may) {
                        self.ride(sort, number, it.to, (slot, there), room);
                    }
                }
            }
        }
    }

    fn end(&self) -> f64 {
        (self.slots.length * self.slots.count as Seconds) as f64
    }

    fn pass(
        &mut self,
        kind: usize,
        line: usize,
        to: To,
        (slot, enter, there): (usize, f64, f64),
        room: [u32; 2],
    ) -> u32 {
        let column = self.program.column(0.0);
        self.seat(kind, column, room);
        self.program.put(self.queued[kind][line][slot], column, 1.0);
        if let Some(row) = self.network.lines[line].gate.and_then(|gate| known(self.names.gates[gate][slot]))
        {
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
    pub(super) fn returning(&mut self) {
        let (slots, goals, stages) = (self.slots, self.problem.goals.len(), self.problem.stages.len());
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
    pub(super) fn starting(&mut self) {
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
