//! What there is to know at a tick, and what happens by itself.

use super::world::{Way, World};
use evacuation::operation::Minimise;
use evacuation::quantity::Persons;

/// Who rides: so many of each of the world's parties.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Load {
    pub stage: usize,
    pub goal: usize,
    pub counts: Vec<u8>,
}

impl Load {
    pub fn persons(&self, world: &World) -> Persons {
        let parts = self.counts.iter().zip(&world.parties);
        parts.map(|(count, party)| party.persons.times(u32::from(*count))).sum()
    }
    pub fn weight(&self, world: &World) -> f64 {
        self.counts.iter().zip(&world.parties).map(|(count, party)| f64::from(*count) * party.weight).sum()
    }
    pub fn way<'a>(&self, world: &'a World) -> &'a Way {
        world.ways[self.stage][self.goal].as_ref().unwrap()
    }
}

/// What a vehicle is doing; `until` is when it ends.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Doing {
    /// Not used yet.
    Fresh,
    AtStage(usize),
    Loading {
        load: Load,
        until: i64,
    },
    Loaded(Load),
    /// On the way to the gate of this number on its way.
    Driving {
        load: Load,
        leg: usize,
        until: i64,
    },
    AtGate {
        load: Load,
        leg: usize,
    },
    Passing {
        load: Load,
        leg: usize,
        until: i64,
    },
    Arriving {
        goal: usize,
        until: i64,
        unload: i64,
    },
    AtGoal {
        goal: usize,
        unload: i64,
    },
    Unloading {
        goal: usize,
        until: i64,
    },
    /// It must be told at once where to go: later is never better.
    Unloaded(usize),
    Returning {
        stage: usize,
        until: i64,
    },
    /// It stays, and its escorts with it.
    Stays,
}

impl Doing {
    /// Whether its escorts are held.
    pub fn is_away(&self) -> bool {
        !matches!(self, Doing::Fresh | Doing::AtStage(_) | Doing::Loading { .. } | Doing::Loaded(_))
    }

    pub fn load(&self) -> Option<&Load> {
        match self {
            Doing::Loading { load, .. }
            | Doing::Loaded(load)
            | Doing::Driving { load, .. }
            | Doing::AtGate { load, .. }
            | Doing::Passing { load, .. } => Some(load),
            _ => None,
        }
    }
}

/// When the next passage may begin, and how many have entered in this very tick.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Line {
    pub free: i64,
    pub entered: usize,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct State {
    pub vehicles: Vec<Doing>,
    pub waiting: Vec<u8>,
    pub room: Vec<u32>,
    pub lines: Vec<Line>,
}

/// A state with the vehicles of a fleet in any order.
pub type Key = State;

impl State {
    pub fn new(world: &World) -> State {
        State {
            vehicles: vec![Doing::Fresh; world.vehicles.len()],
            waiting: world.parties.iter().map(|party| party.count).collect(),
            room: world.goals.iter().map(|goal| goal.capacity).collect(),
            lines: vec![Line::default(); world.gates.len()],
        }
    }

    pub fn key(&self, world: &World) -> Key {
        let mut key = self.clone();
        let mut from = 0;
        while from < key.vehicles.len() {
            let fleet = world.vehicles[from].fleet;
            let to = from + world.vehicles[from..].iter().filter(|v| v.fleet == fleet).count();
            key.vehicles[from..to].sort();
            from = to;
        }
        key
    }

    /// Whether nothing is left that must be decided in this tick. Where escorts are not counted, a loaded
    /// vehicle loses nothing by waiting at its first control point instead.
    pub fn may_advance(&self, world: &World) -> bool {
        !self.vehicles.iter().any(|doing| match doing {
            Doing::Unloaded(_) => true,
            Doing::Loaded(_) => world.escorts.is_none(),
            _ => false,
        })
    }

    /// People left and the value, if it all ended here; `None` while people are under way.
    pub fn end(&self, world: &World, cost: f64) -> Option<(u64, f64)> {
        if self.vehicles.iter().any(|doing| doing.load().is_some()) {
            return None;
        }
        let (mut left, mut value) = (0, cost);
        for (count, party) in self.waiting.iter().zip(&world.parties) {
            left += u64::from(*count) * u64::from(party.persons.total());
            if world.minimise == Minimise::Exposure {
                value += f64::from(*count) * party.weight * world.late;
            }
        }
        Some((left, value))
    }

    /// No end of this is cheaper.
    pub fn at_least(&self, world: &World, at: i64, cost: f64) -> f64 {
        if world.minimise == Minimise::Makespan {
            return 0.0;
        }
        let earliest = (at as f64).min(world.late);
        let waiting = self.waiting.iter().zip(&world.parties).map(|(n, party)| f64::from(*n) * party.weight);
        let loads = self.vehicles.iter().filter_map(|doing| doing.load());
        let weight = waiting.sum::<f64>() + loads.map(|load| load.weight(world)).sum::<f64>();
        cost + weight * earliest
    }

    /// The next tick begins.
    pub fn advance(mut self, world: &World, at: i64, mut cost: f64) -> (State, f64) {
        for line in &mut self.lines {
            *line = Line { free: line.free.max(at), entered: 0 };
        }
        for vehicle in 0..self.vehicles.len() {
            cost = self.settle(world, vehicle, at, cost);
        }
        (self, cost)
    }

    /// Lets a vehicle come to the end of what it is doing, where that has come; the cost after it.
    pub fn settle(&mut self, world: &World, vehicle: usize, at: i64, mut cost: f64) -> f64 {
        loop {
            let next = match &self.vehicles[vehicle] {
                Doing::Loading { load, until } if *until <= at => Doing::Loaded(load.clone()),
                Doing::Driving { load, leg, until } if *until <= at => {
                    Doing::AtGate { load: load.clone(), leg: *leg }
                }
                Doing::Passing { load, leg, until } if *until <= at => {
                    let (load, leg, until) = (load.clone(), leg + 1, *until);
                    let (next, after) = drive(world, load, leg, until, cost);
                    cost = after;
                    next
                }
                Doing::Arriving { goal, until, unload } if *until <= at => {
                    Doing::AtGoal { goal: *goal, unload: *unload }
                }
                Doing::AtGoal { goal, unload: 0 } => Doing::Unloaded(*goal),
                Doing::Unloading { goal, until } if *until <= at => Doing::Unloaded(*goal),
                Doing::Returning { stage, until } if *until <= at => Doing::AtStage(*stage),
                _ => return cost,
            };
            self.vehicles[vehicle] = next;
        }
    }
}

/// Drives off to the gate of this number, or to the destination, where its people are counted.
pub fn drive(world: &World, load: Load, leg: usize, from: i64, cost: f64) -> (Doing, f64) {
    let way = load.way(world);
    if let Some((_, travel)) = way.gates.get(leg) {
        return (Doing::Driving { until: from + travel, load, leg }, cost);
    }
    let until = from + way.last;
    let unload = World::lasting(&world.goals[load.goal].turnround, load.persons(world));
    let cost = match world.minimise {
        Minimise::Exposure => cost + load.weight(world) * until as f64,
        Minimise::Makespan => cost.max(until as f64),
    };
    (Doing::Arriving { goal: load.goal, until, unload }, cost)
}
