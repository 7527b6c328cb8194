//! The makespan between the best routes found and the bound proven, until the two meet.
//!
//! Never here: how routes are found or times ruled out.

use super::anneal::Anneal;
use super::branch::{Answer, search};
use super::master::{Master, State};
use super::pricing::states;
use super::task::{FAR, Leg, Routes, Task};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What is known.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    /// The least makespan found; [`FAR`] before any.
    pub most: i64,
    pub routes: Routes,
    /// No routes bring every load in less.
    pub bound: i64,
}

impl Default for Known {
    fn default() -> Self {
        Known { most: FAR, routes: Vec::new(), bound: 0 }
    }
}

/// How a worker spends its time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Role {
    /// Looks for better routes.
    Hunter,
    /// Raises the bound.
    Prover,
    /// Both in turn.
    Alone,
}

/// How much work, where it is not until somebody says stop.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Budget {
    pub moves: u64,
    pub nodes: u64,
}

/// One operation's race, run by one or two workers.
pub(crate) struct Race<'a> {
    pub task: &'a Task,
    /// The same task without trips with nobody on board, where that is a difference: plans without them
    /// are looked for first.
    pub direct: Option<&'a Task>,
    /// Routes that are longer are of no use.
    pub horizon: i64,
    pub known: &'a Mutex<Known>,
    pub stop: &'a dyn Fn() -> bool,
    /// Hears of everything that is new: whether the routes are, or only the bound.
    pub told: &'a dyn Fn(&Known, bool),
}

/// Moves between looks at the time.
const STRIDE: u64 = 1000;
/// Numbers that one run of the pricing may write, and drives that it may look at.
const WRITTEN_MAX: i64 = 6_000_000;
const DRIVES_MAX: i64 = 60_000_000;
/// Nodes looked at for routes without trips with nobody on board.
const DIRECT_NODES: u64 = 60;
/// Routes kept from one time asked to the next.
const KEPT: usize = 800;

impl Race<'_> {
    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The least makespan found, and the bound.
    fn stands(&self) -> (i64, i64) {
        let known = self.known();
        (known.most, known.bound)
    }

    fn is_over(&self) -> bool {
        let (most, bound) = self.stands();
        bound >= most || bound > self.horizon || (self.stop)()
    }

    fn offer(&self, most: i64, routes: &Routes) {
        let mut known = self.known();
        if most < known.most {
            known.most = most;
            known.routes.clone_from(routes);
            (self.told)(&known, true);
        }
    }

    fn raise(&self, bound: i64) {
        let mut known = self.known();
        if bound > known.bound {
            known.bound = bound.min(known.most);
            (self.told)(&known, false);
        }
    }

    /// Works until the race is over or the budget is used.
    pub fn work(&self, role: Role, seed: u64, budget: Option<Budget>) {
        let direct = self.direct.and_then(|direct| Anneal::new(direct, seed));
        let Some(mut anneal) = direct.or_else(|| Anneal::new(self.task, seed)) else { return };
        self.anneal(&mut anneal, if role == Role::Hunter { 50_000 } else { 10_000 });
        if role != Role::Prover && self.stands().0 > self.horizon {
            return;
        }
        let mut pool = Vec::new();
        if role != Role::Hunter && !self.relax(&mut pool) {
            // The times are too fine to be asked one by one.
            return self.only_anneal(&mut anneal, budget);
        }
        match budget {
            Some(budget) if role == Role::Hunter => self.anneal(&mut anneal, budget.moves),
            Some(budget) => {
                while !self.is_over() && self.ask(self.stands().1, budget.nodes, &mut pool) != Answer::Open {}
                if role == Role::Alone {
                    self.anneal(&mut anneal, budget.moves);
                }
            }
            None => self.turns(role, &mut anneal, pool),
        }
    }

    fn only_anneal(&self, anneal: &mut Anneal, budget: Option<Budget>) {
        self.anneal(anneal, budget.map_or(u64::MAX, |budget| budget.moves));
    }

    /// Asks times in turn, each time with more patience: the hunter those between the bound and
    /// the best, where an answer is more likely yes, the prover always the bound.
    fn turns(&self, role: Role, anneal: &mut Anneal, mut pool: Vec<(usize, Vec<Leg>)>) {
        let mut role = role;
        for turn in 0u32.. {
            let (most, bound) = self.stands();
            if self.is_over() {
                return;
            }
            let patience = 40u64 << (turn / 2).min(20);
            let (time, nodes) = match role {
                Role::Prover => (bound, u64::MAX),
                Role::Alone if turn % 3 == 0 => (bound, 2 * patience),
                _ if turn % 2 == 0 => ((bound + most) / 2, patience),
                _ => (most - 1, patience),
            };
            if role != Role::Prover {
                self.anneal(anneal, 100_000 * u64::from(turn + 1).min(10));
            }
            if bound == 0 || !askable(self.task, time) {
                continue;
            }
            let answer = self.ask(time, nodes, &mut pool);
            if role == Role::Prover && answer == Answer::Open && self.stands() == (most, bound) {
                // It cannot be told this way.
                role = Role::Hunter;
            }
        }
    }

    fn anneal(&self, anneal: &mut Anneal, moves: u64) {
        let mut done = 0;
        self.offer(anneal.best.0, &anneal.best.1);
        while done < moves && !self.is_over() {
            anneal.aim(self.stands().0);
            let before = anneal.best.0;
            anneal.run(STRIDE);
            done += STRIDE;
            if anneal.best.0 < before {
                self.offer(anneal.best.0, &anneal.best.1);
            }
        }
    }

    /// Whether it can be done within `time`; what follows is made known.
    fn ask(&self, time: i64, nodes_max: u64, pool: &mut Vec<(usize, Vec<Leg>)>) -> Answer {
        let vehicles = self.task.vehicles();
        pool.extend(vehicles.into_iter().zip(self.known().routes.iter().cloned()));
        let moot = || {
            let (most, bound) = self.stands();
            most <= time || bound > time || (self.stop)()
        };
        let mut asked = |task: &Task, nodes_max: u64| {
            let mut master = Master::new(task, time, pool);
            let answer = search(&mut master, nodes_max, &moot);
            *pool = master.into_pool();
            answer
        };
        if let Some(direct) = self.direct
            && let Answer::Yes(routes) = asked(direct, nodes_max.min(DIRECT_NODES))
        {
            self.offer(direct.most(&routes).unwrap_or(FAR), &routes);
            return Answer::Yes(routes);
        }
        let answer = asked(self.task, nodes_max);
        let from = pool.len().saturating_sub(KEPT);
        pool.drain(..from);
        match &answer {
            Answer::Yes(routes) => self.offer(self.task.most(routes).unwrap_or(FAR), routes),
            Answer::No => self.raise(time + 1),
            Answer::Open => {}
        }
        answer
    }

    /// Raises the bound to the least time that shares of routes could keep, by halving. `false` where
    /// time had to be taken in coarse steps.
    fn relax(&self, pool: &mut Vec<(usize, Vec<Leg>)>) -> bool {
        let (most, _) = self.stands();
        if most >= FAR {
            return false;
        }
        let step = (1..).find(|step| askable(self.task, most / step)).unwrap_or(1);
        let coarse = (step > 1).then(|| self.task.coarse(step));
        let task = coarse.as_ref().unwrap_or(self.task);
        if task.stands_still() {
            return false;
        }
        let (mut impossible, mut doubtful) = (-1, most / step);
        while impossible + 1 < doubtful && !self.is_over() {
            let middle = impossible + (doubtful - impossible + 1) / 2;
            let mut master = Master::new(task, middle, pool);
            let mut root = master.root();
            match master.solve(&mut root, self.stop) {
                State::Impossible => {
                    impossible = middle;
                    self.raise((middle + 1) * step);
                }
                State::Possible if middle == doubtful => break,
                State::Possible => doubtful = middle,
                State::Stopped => return step == 1,
            }
            *pool = master.into_pool();
        }
        step == 1
    }
}

/// Whether the pricing is quick enough for this time.
fn askable(task: &Task, time: i64) -> bool {
    let states = i64::try_from(states(task)).unwrap_or(i64::MAX);
    let goals = i64::try_from(task.goals()).unwrap_or(i64::MAX);
    let nodes = time.saturating_add(1);
    nodes.saturating_mul(states) <= WRITTEN_MAX
        && nodes.saturating_mul(states).saturating_mul(goals) <= DRIVES_MAX
        && !task.stands_still()
}
