//! Whether an operation is a bus evacuation problem, and as which numbers.
//!
//! It is one where vehicles never wait for anything: no control point holds them up, bays and escorts
//! are enough for all, and everyone is ready before a vehicle can be there; and where every vehicle
//! carries one party a trip, because two do not fit.
//!
//! A vehicle may also make trips with nobody on board: where that is a quicker way to the next load
//! than the direct one, it counts as the way (the closure of Floyd and Warshall). Nothing in the rules
//! forbids it, so a bound that left it out would be wrong.
//!
//! Never here: routes.

use super::task::{Class, FAR, Task};
use crate::problem::{Party, Problem, Seconds, Way};
use evacuation::quantity::Persons;

/// A stop on the way without people: staging place, goal.
pub(crate) type Hop = (usize, usize);

/// The operation as a task, and what its numbers stand for.
#[derive(Clone, Debug)]
pub(crate) struct Reading {
    pub task: Task,
    /// The same without trips with nobody on board; `None` where they make no difference.
    pub direct: Option<Task>,
    /// Seconds in one unit of time.
    pub unit: Seconds,
    /// Staging place and parties (index, count) of each kind.
    pub kinds: Vec<Kind>,
    /// Index in `Problem::classes` of each class of the task.
    pub classes: Vec<usize>,
}

/// Loads that are alike.
#[derive(Clone, Debug)]
pub(crate) struct Kind {
    pub stage: usize,
    pub persons: Persons,
    pub agreed: usize,
    pub parties: Vec<(usize, u32)>,
}

/// More pairs of places than this are left to the general search.
const PAIRS_MAX: usize = 20_000;
/// More persons in a vehicle than this are left to it too.
const TAKES_MAX: i64 = 10_000;
const PLACINGS_MAX: usize = 100_000_000;

/// `None` where the operation is of another kind.
pub(crate) fn read(problem: &Problem) -> Option<Reading> {
    if !nobody_waits(problem) || !one_party_each(problem) {
        return None;
    }
    let kinds = kinds(problem);
    let classes: Vec<usize> =
        (0..problem.classes.len()).filter(|class| problem.classes[*class].count > 0).collect();
    let goals = problem.goals.len();
    if kinds.is_empty() || classes.is_empty() || kinds.len() * goals > PAIRS_MAX {
        return None;
    }
    let links = Links::new(problem);
    let mut task = task(problem, &kinds, &classes, &links)?;
    let vehicles: usize = task.classes.iter().map(|class| class.count).sum();
    let placings = usize::try_from(task.total()).ok()?.saturating_mul(vehicles).saturating_mul(goals);
    if placings > PLACINGS_MAX || task.takes.iter().any(|takes| *takes > TAKES_MAX) {
        return None;
    }
    let mut direct = self::task(problem, &kinds, &classes, &Links::direct(problem))?;
    let ready = |kind: &Kind| kind.parties.iter().map(|(party, _)| problem.parties[*party].ready).max();
    let late =
        |(at, kind): (usize, &Kind)| task.classes.iter().any(|class| Some(class.first[at]) < ready(kind));
    if kinds.iter().enumerate().any(late) {
        return None;
    }
    let differs = direct != task;
    let unit = unit(&[&task, &direct]);
    in_units(&mut task, unit);
    in_units(&mut direct, unit);
    Some(Reading { task, direct: differs.then_some(direct), unit, kinds, classes })
}

/// The numbers, in seconds; `None` where unloading a vehicle depends on its load.
fn task(problem: &Problem, kinds: &[Kind], classes: &[usize], links: &Links) -> Option<Task> {
    let goals = problem.goals.len();
    let mut task = Task {
        loads: kinds
            .iter()
            .map(|kind| kind.parties.iter().map(|(_, count)| i64::from(*count)).sum())
            .collect(),
        takes: kinds.iter().map(|kind| i64::from(kind.persons.total())).collect(),
        room: problem.goals.iter().map(|goal| goal.capacity.map_or(FAR, i64::from)).collect(),
        out: kinds.iter().map(|kind| (0..goals).map(|goal| out(problem, kind, goal)).collect()).collect(),
        back: (0..goals)
            .map(|goal| kinds.iter().map(|kind| links.back[goal][kind.stage]).collect())
            .collect(),
        classes: Vec::new(),
    };
    unload(problem, kinds, &mut task)?;
    for class in classes {
        let it = &problem.classes[*class];
        task.classes.push(Class {
            count: it.count as usize,
            first: kinds.iter().map(|kind| links.first[*class][kind.stage]).collect(),
            able: kinds.iter().map(|kind| kind.persons.seats() <= it.seats).collect(),
        });
    }
    Some(task)
}

/// No rule makes a vehicle wait.
fn nobody_waits(problem: &Problem) -> bool {
    let free = |gate: &crate::problem::Gate| {
        let control = &gate.control;
        control.open.is_none()
            && control.convoy_max.is_none()
            && control.inspection.seconds() == 0
            && control.headway.seconds() == 0
    };
    let vehicles: u64 = problem.classes.iter().map(|class| u64::from(class.count)).sum();
    let stops = || problem.stages.iter().chain(&problem.goals);
    let roomy = |stop: &crate::problem::Stop| stop.bays.is_none_or(|bays| u64::from(bays) >= vehicles);
    let escorts: u64 =
        problem.classes.iter().map(|class| u64::from(class.count) * u64::from(class.escorts)).sum();
    let enough = problem.operation.escorts.as_ref().is_none_or(|rule| {
        let fewest = rule.changes.iter().map(|(_, count)| *count).chain([rule.count]).min();
        fewest.is_some_and(|fewest| u64::from(fewest) >= escorts)
    });
    problem.gates.iter().all(free) && stops().all(roomy) && enough
}

fn brought(party: &&Party) -> bool {
    party.total > 0 && party.count > 0
}

/// No vehicle takes two parties at once, and nobody is lying.
fn one_party_each(problem: &Problem) -> bool {
    let parties = || problem.parties.iter().filter(brought);
    let fewest = parties().map(|party| party.seats).min().unwrap_or(0);
    let seats = problem.classes.iter().filter(|class| class.count > 0).map(|class| class.seats).max();
    parties().all(|party| party.persons.stretcher == 0) && seats.is_some_and(|seats| fewest > seats / 2)
}

fn kinds(problem: &Problem) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = Vec::new();
    for (ix, party) in problem.parties.iter().enumerate().filter(|(_, party)| brought(party)) {
        // Who is wounded and who is not makes no difference to a seat.
        let persons = Persons { stretcher: 0, wounded: 0, other: party.seats };
        let alike = |kind: &&mut Kind| {
            kind.stage == party.stage && kind.persons == persons && kind.agreed == party.agreed
        };
        match kinds.iter_mut().find(alike) {
            Some(kind) => kind.parties.push((ix, party.count)),
            None => kinds.push(Kind {
                stage: party.stage,
                persons,
                agreed: party.agreed,
                parties: vec![(ix, party.count)],
            }),
        }
    }
    kinds
}

/// Driving on a way on which nothing holds a vehicle up.
fn driving(way: Option<&Way>) -> Seconds {
    way.map_or(FAR, |way| way.last + way.gates.iter().map(|(_, travel)| travel).sum::<Seconds>())
}

fn out(problem: &Problem, kind: &Kind, goal: usize) -> Seconds {
    if !problem.agreed[kind.agreed][goal] {
        return FAR;
    }
    let loading = problem.stages[kind.stage].turnround.duration(kind.persons).seconds();
    (loading + driving(problem.ways[kind.stage][goal].as_ref())).min(FAR)
}

/// Adds the unloading of a full vehicle to the ways back; `None` where it depends on the load.
fn unload(problem: &Problem, kinds: &[Kind], task: &mut Task) -> Option<()> {
    for (goal, stop) in problem.goals.iter().enumerate() {
        let lasting = |kind: &Kind| stop.turnround.duration(kind.persons).seconds();
        let lastings: Vec<Seconds> = kinds.iter().map(lasting).collect();
        if lastings.windows(2).any(|pair| pair[0] != pair[1]) {
            return None;
        }
        for (back, kind) in task.back[goal].iter_mut().zip(kinds) {
            *back = (*back + lasting(kind)).min(FAR);
        }
    }
    Some(())
}

/// The quickest ways without people, through trips with nobody on board too.
pub(crate) struct Links {
    /// `first[class][stage]`: earliest presence.
    pub first: Vec<Vec<Seconds>>,
    /// `back[goal][stage]`, unloading not counted.
    pub back: Vec<Vec<Seconds>>,
    /// `over[stage][stage]`: from ready to load at one to ready to load at another.
    over: Vec<Vec<Seconds>>,
    /// The first trip of the quickest way over.
    by: Vec<Vec<Option<(usize, usize)>>>,
}

impl Links {
    /// The direct ways only.
    pub fn direct(problem: &Problem) -> Self {
        let first = problem.classes.iter().map(|class| first(class).collect());
        let back = problem.backs.iter().map(|backs| back(backs).collect());
        Links { first: first.collect(), back: back.collect(), over: Vec::new(), by: Vec::new() }
    }

    pub fn new(problem: &Problem) -> Self {
        let (stages, goals) = (problem.stages.len(), problem.goals.len());
        let mut over = vec![vec![FAR; stages]; stages];
        let mut by = vec![vec![None; stages]; stages];
        let lasting = |stop: &crate::problem::Stop| stop.turnround.duration(Persons::NONE).seconds();
        for from in 0..stages {
            over[from][from] = 0;
            for to in (0..stages).filter(|to| *to != from) {
                for goal in 0..goals {
                    let there = driving(problem.ways[from][goal].as_ref());
                    let back = driving(problem.backs[goal][to].as_ref());
                    let turn = lasting(&problem.stages[from]) + lasting(&problem.goals[goal]);
                    let sum = there.saturating_add(back).saturating_add(turn);
                    if sum < over[from][to] {
                        over[from][to] = sum;
                        by[from][to] = Some((goal, to));
                    }
                }
            }
        }
        for middle in 0..stages {
            for from in 0..stages {
                for to in 0..stages {
                    let sum = over[from][middle] + over[middle][to];
                    if sum < over[from][to] {
                        over[from][to] = sum;
                        by[from][to] = by[from][middle];
                    }
                }
            }
        }
        let close = |direct: Vec<Seconds>| -> Vec<Seconds> {
            let on = |to: usize| (0..stages).map(|via| (direct[via] + over[via][to]).min(FAR)).min();
            (0..stages).map(|to| on(to).unwrap_or(FAR)).collect()
        };
        let first = problem.classes.iter().map(|class| close(first(class).collect()));
        let back = problem.backs.iter().map(|backs| close(back(backs).collect()));
        Links { first: first.collect(), back: back.collect(), over, by }
    }

    /// The trips with nobody on board by which a vehicle gets to a stage soonest, given how long it takes
    /// directly to each.
    pub fn hops(&self, direct: &dyn Fn(usize) -> Seconds, to: usize) -> Vec<Hop> {
        let stages = self.over.len();
        let Some(mut at) = (0..stages).min_by_key(|via| (direct(*via) + self.over[*via][to], *via != to))
        else {
            return Vec::new();
        };
        let mut hops = Vec::new();
        while at != to && hops.len() < stages {
            let Some((goal, next)) = self.by[at][to] else { break };
            hops.push((at, goal));
            at = next;
        }
        hops
    }
}

fn first(class: &crate::problem::Class) -> impl Iterator<Item = Seconds> + '_ {
    class.first.iter().map(|there| there.unwrap_or(FAR).min(FAR))
}

fn back(backs: &[Option<Way>]) -> impl Iterator<Item = Seconds> + '_ {
    backs.iter().map(|way| driving(way.as_ref()).min(FAR))
}

/// The largest unit of time that measures every drive.
fn unit(tasks: &[&Task]) -> Seconds {
    let mut unit = 0;
    for task in tasks {
        let classes = task.classes.iter().flat_map(|class| &class.first);
        let all = task.out.iter().flatten().chain(task.back.iter().flatten()).chain(classes);
        unit = all.filter(|lasting| **lasting < FAR).fold(unit, |unit, lasting| gcd(unit, *lasting));
    }
    unit.max(1)
}

fn in_units(task: &mut Task, unit: Seconds) {
    *task = task.coarse(unit);
    let takes = task.takes.iter().fold(0, |unit, takes| gcd(unit, *takes)).max(1);
    task.takes.iter_mut().for_each(|places| *places /= takes);
    task.room.iter_mut().for_each(|room| *room = if *room >= FAR { FAR } else { *room / takes });
}

fn gcd(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { gcd(b, a % b) }
}
