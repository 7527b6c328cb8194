//! The least makespan where vehicles shuttle with full loads: the bus evacuation problem, mostly
//! solved to proven optimality.
//!
//! [`read`] says whether the operation is of this kind. Then routes are annealed, the least time that
//! shares of routes could keep is a bound ([`master`]), and [`branch`] settles the times between, until
//! bound and makespan meet ([`race`]); [`trips`] makes a plan of the routes.
//!
//! Never here: control points with queues, bays with queues, parties that share a vehicle. Such operations
//! are left to the general search.

mod anneal;
mod branch;
mod master;
mod parts;
mod pricing;
mod race;
mod read;
mod simplex;
mod task;
#[cfg(test)]
mod tests;
mod trips;

use crate::construct::{Ground, Made};
use crate::problem::Seconds;
pub(crate) use race::Role;
use race::{Budget, Known, Race};
use read::{Links, Reading, read};
use std::sync::Mutex;

/// An operation of this kind, and what is known about it.
pub(crate) struct Shuttle<'a> {
    ground: &'a Ground<'a>,
    reading: Reading,
    links: Links,
    known: Mutex<Known>,
}

/// Who listens, and says when to stop.
pub(crate) struct Desk<'d> {
    pub stop: &'d dyn Fn() -> bool,
    /// A better plan.
    pub made: &'d dyn Fn(&Made),
    /// No plan that leaves nobody behind is over sooner.
    pub bound: &'d dyn Fn(Seconds),
    /// Work for so many iterations, knowing nothing of other workers: the same seed, the same plan.
    pub iterations: Option<u64>,
}

impl<'a> Shuttle<'a> {
    /// `None` where the operation is of another kind.
    pub fn new(ground: &'a Ground<'a>) -> Option<Self> {
        if ground.problem.minimise != evacuation::operation::Minimise::Makespan {
            return None;
        }
        let reading = read(ground.problem)?;
        Some(Shuttle { ground, reading, links: Links::new(ground.problem), known: Mutex::default() })
    }

    /// Works until told to stop, or until the best plan is proven to be the best. Says nothing where all
    /// loads are not known to be brought before the horizon.
    pub fn work(&self, role: Role, seed: u64, desk: &Desk) {
        let unit = self.reading.unit;
        let horizon = self.ground.problem.horizon / unit;
        let told = |known: &Known, is_new: bool| {
            if known.most > horizon {
                return;
            }
            if is_new {
                (desk.made)(&trips::made(self.ground, &self.reading, &self.links, known));
            }
            if known.bound > 0 {
                (desk.bound)(known.bound * unit);
            }
        };
        let own = Mutex::default();
        let known = if desk.iterations.is_some() { &own } else { &self.known };
        let budget = desk.iterations.map(|n| Budget { moves: n.saturating_mul(1000), nodes: n });
        let direct = self.reading.direct.as_ref();
        let race = Race { task: &self.reading.task, direct, horizon, known, stop: desk.stop, told: &told };
        race.work(role, seed, budget);
    }
}
