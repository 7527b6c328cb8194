//! Trips that had begun, as far as they have come: what is fact, and how each may go on.
//!
//! A time before the moment is a fact. What goes on ends by the rules of the operation as it is now; what
//! should have ended by the rules but has not, ends when the plan in force says.
//!
//! Never here: whether others are in the way (the construction runs them all together).

use super::names::Known;
use crate::construct::Trip;
use crate::construct::opening::{Begun, Onward, Stands};
use crate::problem::{NEVER, Problem, Seconds, Stop, Way};
use evacuation::quantity::Persons;
use evacuation::route::Routes;
use std::collections::HashMap;

/// Reads begun trips one after another.
pub(super) struct Reader<'a, 'b> {
    pub problem: &'b mut Problem<'a>,
    pub at: Seconds,
    /// Vehicles in every passage that has begun: control point and entry.
    pub sizes: HashMap<(usize, Seconds), usize>,
    routes: Option<Routes<'a>>,
    /// Ways that are no longer quickest but were begun: from, control points passed, to, whether it
    /// is there → row of `ways`.
    rows: HashMap<(u32, Vec<usize>, u32, bool), Option<u32>>,
}

impl<'a, 'b> Reader<'a, 'b> {
    pub fn new(problem: &'b mut Problem<'a>, at: Seconds, sizes: HashMap<(usize, Seconds), usize>) -> Self {
        Reader { problem, at, sizes, routes: None, rows: HashMap::new() }
    }

    /// When something ends that ends at `rule` by the rules and at `plan` in the plan in force.
    fn end(&self, rule: Seconds, plan: Seconds) -> Seconds {
        if plan < self.at || rule < self.at { plan } else { rule }
    }

    pub fn read(&mut self, known: &Known, latest: bool) -> Option<Begun> {
        let trip = known.trip;
        let arrived = trip.arrive.0 <= self.at;
        let made = trip.passages.iter().take_while(|it| arrived || it.enter.0 < self.at).count();
        let passed = &known.gates[..made];
        let mut it = self.trip(known);
        for (gate, passage) in passed.iter().zip(&trip.passages) {
            let count = self.sizes.get(&(*gate, passage.enter.0)).copied().unwrap_or(1);
            let rule = passage.enter.0 + self.problem.gates[*gate].lasting(count);
            let exit = if arrived { passage.exit.0 } else { self.end(rule, passage.exit.0) };
            it.passages.push((passage.enter.0, exit));
        }
        let mut options = Vec::new();
        let stands = if arrived {
            it.stage = self.row(known, passed, known.goal, true)?;
            self.arrived(known, &mut it)
        } else {
            if trip.depart.0 < self.at {
                it.depart = trip.depart.0;
            }
            options = self.options(known, passed, &it);
            match it.depart {
                NEVER => Stands::Loading(it.load_end),
                _ => Stands::OnTheRoad,
            }
        };
        Some(Begun { trip: it, stands, options, latest })
    }

    fn trip(&self, known: &Known) -> Trip {
        let (mut persons, mut weight) = (Persons::NONE, 0.0);
        for (party, count) in &known.load {
            let party = &self.problem.parties[*party as usize];
            persons += party.persons.times(*count);
            weight += party.weight * f64::from(*count);
        }
        let start = known.trip.load_start.0;
        let lasting = self.problem.stages[known.stage as usize].turnround.duration(persons).seconds();
        Trip {
            class: known.class,
            vehicle: known.vehicle,
            stage: known.stage,
            goal: known.goal,
            load: known.load.clone(),
            weight,
            persons,
            load_start: start,
            load_end: self.end(start + lasting, known.trip.load_end.0),
            depart: NEVER,
            held: 0,
            passages: Vec::new(),
            arrive: NEVER,
            unload_start: NEVER,
            unload_end: NEVER,
            back: None,
        }
    }

    /// A trip whose people are out: how far its vehicle is.
    fn arrived(&self, known: &Known, it: &mut Trip) -> Stands {
        let trip = known.trip;
        it.depart = trip.depart.0;
        it.arrive = trip.arrive.0;
        if trip.unload_start.0 >= self.at {
            return Stands::AtTheGoal;
        }
        let goal = &self.problem.goals[known.goal as usize];
        it.unload_start = trip.unload_start.0;
        it.unload_end =
            self.end(it.unload_start + goal.turnround.duration(it.persons).seconds(), trip.unload_end.0);
        let Some((stage, back)) = known.back.zip(trip.back.as_ref().filter(|back| back.depart.0 < self.at))
        else {
            return Stands::Unloaded(it.unload_end);
        };
        let way = self.problem.backs[known.goal as usize][stage as usize].as_ref();
        let rule = way.and_then(|way| self.problem.empty_arrival(way, back.depart.0));
        let there = self.end(rule.unwrap_or(back.arrive.0), back.arrive.0);
        it.back = Some((stage, back.depart.0, there));
        if rule.is_none() && there >= self.at { Stands::CutOff } else { Stands::Back(stage, there) }
    }

    /// The destinations that all on board agreed to and that are reached in time with the roads to
    /// itself: the one of the plan in force first, then the soonest.
    fn options(&mut self, known: &Known, passed: &[usize], it: &Trip) -> Vec<Onward> {
        let mut options = Vec::new();
        for goal in 0..self.problem.goals.len() as u32 {
            let agreed =
                known.load.iter().all(|(party, _)| self.problem.agrees(*party as usize, goal as usize));
            if !agreed || self.problem.goals[goal as usize].bays == Some(0) {
                continue;
            }
            let Some(stage) = self.row(known, passed, goal, false) else { continue };
            let Some(way) = &self.problem.ways[stage as usize][goal as usize] else { continue };
            let (next, alone) = self.ahead(known, it, way, goal);
            if alone <= self.problem.horizon {
                options.push(Onward { goal, stage, next, alone });
            }
        }
        options.sort_by_key(|to| (to.goal != known.goal, to.alone, to.goal));
        options
    }

    /// When the trip is at its next control point (or the destination), and when it arrives with the
    /// roads to itself.
    fn ahead(&self, known: &Known, it: &Trip, way: &Way, goal: u32) -> (Seconds, Seconds) {
        let left = it.passages.last().map_or(it.depart, |(_, exit)| *exit);
        let left = if left == NEVER { it.load_end.max(self.at) } else { left };
        let rest = &way.gates[it.passages.len().min(way.gates.len())..];
        let Some((first, others)) = rest.split_first() else {
            let rule = left + way.last;
            let there = if goal == known.goal { self.end(rule, known.trip.arrive.0) } else { rule };
            return (there.max(self.at), there.max(self.at));
        };
        let next = (left + first.1).max(self.at);
        let mut clock = next - first.1;
        for (gate, travel) in std::iter::once(first).chain(others) {
            let gate = &self.problem.gates[*gate];
            let Some((enter, _)) = gate.next_passage(clock + travel, gate.lasting(1)) else {
                return (next, NEVER);
            };
            clock = enter + gate.lasting(1);
        }
        (next, clock + way.last)
    }

    /// The row of `Problem::ways` that leads to `goal` through the control points already passed: the staging
    /// place's own, or a new one where roads have changed since the vehicle set out.
    fn row(&mut self, known: &Known, passed: &[usize], goal: u32, arrived: bool) -> Option<u32> {
        let own = self.problem.ways[known.stage as usize][goal as usize].as_ref();
        let as_passed = |way: &Way| {
            let count = if arrived { way.gates.len() } else { passed.len() };
            way.gates.get(..count).is_some_and(|made| made.iter().map(|(gate, _)| gate).eq(passed))
        };
        if own.is_some_and(as_passed) {
            return Some(known.stage);
        }
        let key = (known.stage, passed.to_vec(), goal, arrived);
        if let Some(row) = self.rows.get(&key) {
            return *row;
        }
        let mut gates: Vec<(usize, Seconds)> = passed.iter().map(|gate| (*gate, 0)).collect();
        let row = if arrived {
            Some(self.add_row(known.stage, goal, Way { gates, last: 0 }))
        } else {
            self.rest_of_way(passed, goal).map(|rest| {
                gates.extend(rest.gates);
                self.add_row(known.stage, goal, Way { gates, last: rest.last })
            })
        };
        self.rows.insert(key, row);
        row
    }

    /// The quickest way from the control point passed last.
    fn rest_of_way(&mut self, passed: &[usize], goal: u32) -> Option<Way> {
        let operation = self.problem.operation;
        let from = self.problem.gates[*passed.last()?].place;
        let to = self.problem.goals[goal as usize].place;
        let route = self.routes.get_or_insert_with(|| Routes::new(operation)).get(from, to)?;
        let gate = |place| self.problem.gates.iter().position(|gate| gate.place == place);
        let gates =
            route.control_points.iter().map(|(place, travel)| Some((gate(*place)?, travel.seconds())));
        Some(Way { gates: gates.collect::<Option<_>>()?, last: route.last_leg.seconds() })
    }

    /// A staging place from which only this way leads, to which none leads, and at which nobody waits.
    fn add_row(&mut self, stage: u32, goal: u32, way: Way) -> u32 {
        let problem = &mut *self.problem;
        let like = Stop { bays: None, ..problem.stages[stage as usize].clone() };
        problem.stages.push(like);
        let mut ways = vec![None; problem.goals.len()];
        ways[goal as usize] = Some(way);
        problem.ways.push(ways);
        problem.backs.iter_mut().for_each(|backs| backs.push(None));
        for class in &mut problem.classes {
            class.first.push(None);
            class.soonest.push(NEVER);
        }
        problem.stages.len() as u32 - 1
    }
}
