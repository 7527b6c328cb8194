//! The true optimum of a tiny operation, by trying everything.
//!
//! All durations and moments of the operation are multiples of one tick. Then ticks are all the
//! moments that need to be tried: round every moment of a plan down to a tick, and it keeps every
//! rule (differences stay at least what they were rounded down to a multiple, which they have to be
//! only; vehicles that entered together still do; who shared bays before still shares them, as
//! intervals that overlap after rounding overlapped before; escorts that are back in a tick are
//! counted before those who leave in it) and nobody arrives later. The one exception, a control point with
//! `convoy_max` but neither headway nor inspection, needs the tick to be one second.
//!
//! Tick by tick, all states that can be reached are kept, each with its least cost. A state is
//! what every vehicle is doing, who waits, and when the control points are free again.
//!
//! Never here: anything of the planner's. The plan found is held against the judge by the caller.

mod moves;
mod retell;
mod state;
mod world;

use evacuation::operation::{Minimise, Operation};
use evacuation::plan::Plan;
use moves::Step;
use state::{Key, State};
use std::collections::HashMap;
use world::World;

/// The best that any plan can do.
pub struct Optimum {
    /// People left behind; only `Makespan` looks at it.
    pub left: u64,
    /// Person-hours, or seconds.
    pub value: f64,
    /// A plan that does it.
    pub plan: Plan,
}

/// What has happened, as a chain back to the beginning.
struct Node {
    before: Option<usize>,
    step: Option<Step>,
}

/// All states of one tick, each with its least cost so far and how it came about.
#[derive(Default)]
struct Tick {
    best: HashMap<Key, f64>,
    open: Vec<(State, f64, usize)>,
}

impl Tick {
    fn offer(&mut self, world: &World, state: State, cost: f64, node: usize) {
        let known = self.best.entry(state.key(world)).or_insert(f64::INFINITY);
        if cost < *known {
            *known = cost;
            self.open.push((state, cost, node));
        }
    }
}

/// The optimum; `None` where more than `most` steps would have to be looked at. `tick` is in seconds. Plans
/// of at least `known` (person-hours or seconds) need not be looked at; where there is none better, the value is
/// `f64::INFINITY`.
pub fn optimum(operation: &Operation, tick: i64, known: Option<f64>, most: usize) -> Option<Optimum> {
    let world = World::new(operation, tick)?;
    let limit = known.map_or(f64::INFINITY, |value| world.in_ticks(value));
    let mut nodes = vec![Node { before: None, step: None }];
    let mut best = (u64::MAX, f64::INFINITY, 0);
    let mut now = Tick::default();
    now.offer(&world, State::new(&world), 0.0, 0);
    for at in 0..=world.horizon {
        let mut next = Tick::default();
        while let Some((state, cost, node)) = now.open.pop() {
            if cost > now.best[&state.key(&world)] {
                continue;
            }
            if let Some((left, value)) = state.end(&world, cost) {
                let better = if world.minimise == Minimise::Makespan {
                    (left, value) < (best.0, best.1)
                } else {
                    value < best.1
                };
                if better {
                    best = (left, value, node);
                }
            }
            if at < world.horizon && state.may_advance(&world) {
                let (later, cost) = state.clone().advance(&world, at + 1, cost);
                if later.at_least(&world, at + 1, cost) < limit {
                    next.offer(&world, later, cost, node);
                }
            }
            for (state, cost, step) in moves::all(&world, &state, at, cost) {
                if nodes.len() >= most {
                    return None;
                }
                nodes.push(Node { before: Some(node), step: Some(step) });
                now.offer(&world, state, cost, nodes.len() - 1);
            }
        }
        now = next;
    }
    let mut steps = Vec::new();
    let mut at = Some(best.2);
    while let Some(node) = at {
        steps.extend(nodes[node].step.clone());
        at = nodes[node].before;
    }
    steps.reverse();
    let plan = retell::plan(&world, &steps);
    Some(Optimum { left: best.0, value: world.in_units(best.1), plan })
}
