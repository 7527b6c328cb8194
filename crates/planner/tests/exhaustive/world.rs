//! The tiny operation in ticks, with routes found by listing all of them.

use evacuation::operation::{Minimise, Operation};
use evacuation::place::{PlaceIx, PlaceKind, Turnround};
use evacuation::quantity::{Category, Persons, Span};

pub struct Stop {
    pub place: PlaceIx,
    pub bays: u32,
    pub turnround: Turnround,
    /// Persons; `u32::MAX` without a limit.
    pub capacity: u32,
}

pub struct Gate {
    pub place: PlaceIx,
    pub windows: Option<Vec<(i64, i64)>>,
    pub lanes: i64,
    pub inspection: i64,
    pub convoy_max: usize,
    pub headway: i64,
}

/// Gates with the ticks to each from the one before, and the ticks after the last.
#[derive(Clone, Default)]
pub struct Way {
    pub gates: Vec<(usize, i64)>,
    pub last: i64,
}

pub struct Vehicle {
    pub fleet: usize,
    pub number: u32,
    pub seats: u32,
    pub stretchers: u32,
    pub escorts: i64,
    /// First presence by staging place.
    pub first: Vec<Option<i64>>,
}

pub struct Party {
    pub people: usize,
    pub class: usize,
    pub stage: usize,
    pub ready: i64,
    pub persons: Persons,
    pub weight: f64,
    pub goals: Vec<bool>,
    pub count: u8,
}

pub struct World<'a> {
    pub operation: &'a Operation,
    pub tick: i64,
    pub horizon: i64,
    /// Ticks that somebody who is left counts.
    pub late: f64,
    pub minimise: Minimise,
    pub stages: Vec<Stop>,
    pub goals: Vec<Stop>,
    pub gates: Vec<Gate>,
    pub vehicles: Vec<Vehicle>,
    pub parties: Vec<Party>,
    pub ways: Vec<Vec<Option<Way>>>,
    pub backs: Vec<Vec<Option<Way>>>,
    pub escorts: Option<(i64, Vec<(i64, i64)>)>,
}

impl<'a> World<'a> {
    /// `None` where something is no multiple of the tick.
    pub fn new(operation: &'a Operation, tick: i64) -> Option<Self> {
        let of = |wanted: fn(PlaceKind) -> bool| -> Vec<PlaceIx> {
            (0..operation.places.len()).map(PlaceIx).filter(|ix| wanted(operation.place(*ix).kind)).collect()
        };
        let ticks = |seconds: i64| (seconds % tick == 0).then_some(seconds / tick);
        let stages = of(|kind| kind == PlaceKind::Staging);
        let goals = of(|kind| matches!(kind, PlaceKind::Reception | PlaceKind::Hospital));
        let gate_places = of(|kind| kind == PlaceKind::ControlPoint);
        let gates = gates(operation, &gate_places, tick)?;
        if operation.roads.iter().any(|road| road.travel.0 % tick != 0) {
            return None;
        }
        let way = |from: PlaceIx, to: PlaceIx| quickest(operation, &gate_places, from, to, tick);
        let table = |from: &[PlaceIx], to: &[PlaceIx]| -> Vec<Vec<Option<Way>>> {
            from.iter().map(|a| to.iter().map(|b| way(*a, *b)).collect()).collect()
        };
        let stop = |place: &PlaceIx| -> Option<Stop> {
            let it = operation.place(*place);
            let inner = |span: Span| Some(Span(ticks(span.0)?));
            let turnround = Turnround {
                fixed: inner(it.turnround.fixed)?,
                seat: inner(it.turnround.seat)?,
                stretcher: inner(it.turnround.stretcher)?,
            };
            let bays = it.bays.unwrap_or(u32::MAX);
            Some(Stop { place: *place, bays, turnround, capacity: it.capacity.unwrap_or(u32::MAX) })
        };
        let mut escorts = None;
        if let Some(rule) = &operation.escorts {
            let mut changes = Vec::new();
            for (at, count) in &rule.changes {
                changes.push((ticks(at.0)?, i64::from(*count)));
            }
            escorts = Some((i64::from(rule.count), changes));
        }
        let horizon = ticks(operation.horizon.0)?;
        let mut world = World {
            operation,
            tick,
            horizon,
            late: operation.objective.left_behind * horizon as f64,
            minimise: operation.objective.minimise,
            stages: stages.iter().map(stop).collect::<Option<_>>()?,
            goals: goals.iter().map(stop).collect::<Option<_>>()?,
            gates,
            vehicles: Vec::new(),
            parties: parties(operation, &stages, &goals, tick)?,
            ways: table(&stages, &goals),
            backs: table(&goals, &stages),
            escorts,
        };
        world.vehicles = world.vehicles(&stages, &gate_places)?;
        Some(world)
    }

    fn vehicles(&self, stages: &[PlaceIx], gates: &[PlaceIx]) -> Option<Vec<Vehicle>> {
        let (operation, tick) = (self.operation, self.tick);
        let ticks = |seconds: i64| (seconds % tick == 0).then_some(seconds / tick);
        let way = |from: PlaceIx, to: PlaceIx| quickest(operation, gates, from, to, tick);
        let mut vehicles = Vec::new();
        for (ix, fleet) in operation.fleets.iter().enumerate() {
            let available = ticks(fleet.available.0)?;
            let firsts = stages.iter().map(|stage| {
                let there = if fleet.at == *stage { Some(Way::default()) } else { way(fleet.at, *stage) };
                self.empty(&there?, available)
            });
            let first: Vec<Option<i64>> = firsts.collect();
            for number in 1..=fleet.count {
                vehicles.push(Vehicle {
                    fleet: ix,
                    number,
                    seats: fleet.seats,
                    stretchers: fleet.stretchers,
                    escorts: fleet.escorts.into(),
                    first: first.clone(),
                });
            }
        }
        Some(vehicles)
    }

    /// When an empty vehicle that leaves at `from` is at the end of the way (rule 6).
    pub fn empty(&self, way: &Way, from: i64) -> Option<i64> {
        let mut now = from;
        for (gate, travel) in &way.gates {
            now += travel;
            if let Some(windows) = &self.gates[*gate].windows
                && !windows.iter().any(|(opens, closes)| *opens <= now && now < *closes)
            {
                let later = windows.iter().filter(|(opens, closes)| *opens > now && opens < closes);
                now = later.map(|(opens, _)| *opens).min()?;
            }
        }
        Some(now + way.last)
    }

    pub fn escorts_at(&self, at: i64) -> i64 {
        let Some((count, changes)) = &self.escorts else { return i64::MAX };
        changes.iter().rev().find(|(from, _)| *from <= at).map_or(*count, |(_, count)| *count)
    }

    pub fn lasting(turnround: &Turnround, persons: Persons) -> i64 {
        let seats = i64::from(persons.wounded + persons.other);
        turnround.fixed.0 + turnround.seat.0 * seats + turnround.stretcher.0 * i64::from(persons.stretcher)
    }

    pub fn in_ticks(&self, value: f64) -> f64 {
        value / self.tick as f64 * if self.minimise == Minimise::Exposure { 3600.0 } else { 1.0 }
    }

    pub fn in_units(&self, ticks: f64) -> f64 {
        ticks * self.tick as f64 / if self.minimise == Minimise::Exposure { 3600.0 } else { 1.0 }
    }
}

/// The control points; `None` where the tick is too long for one of them.
fn gates(operation: &Operation, places: &[PlaceIx], tick: i64) -> Option<Vec<Gate>> {
    let ticks = |seconds: i64| (seconds % tick == 0).then_some(seconds / tick);
    let mut gates = Vec::new();
    for place in places {
        let control = operation.place(*place).control.clone()?;
        let mut windows = Vec::new();
        for window in control.open.iter().flatten() {
            windows.push((ticks(window.opens.0)?, ticks(window.closes.0)?));
        }
        let gate = Gate {
            place: *place,
            windows: control.open.is_some().then_some(windows),
            lanes: control.lanes.into(),
            inspection: ticks(control.inspection.0)?,
            convoy_max: control.convoy_max.map_or(usize::MAX, |most| most as usize),
            headway: ticks(control.headway.0)?,
        };
        if tick > 1 && gate.convoy_max < 99 && gate.inspection == 0 && gate.headway == 0 {
            return None;
        }
        gates.push(gate);
    }
    Some(gates)
}

fn parties(operation: &Operation, stages: &[PlaceIx], goals: &[PlaceIx], tick: i64) -> Option<Vec<Party>> {
    let mut parties = Vec::new();
    for (number, people) in operation.people.iter().enumerate() {
        let stage = stages.iter().position(|stage| *stage == people.at)?;
        for (class, party) in people.parties.iter().enumerate() {
            let weight = operation.objective.weight;
            parties.push(Party {
                people: number,
                class,
                stage,
                ready: (people.ready.0 % tick == 0).then_some(people.ready.0 / tick)?,
                persons: party.persons,
                weight: Category::ALL.iter().map(|c| weight[*c] * f64::from(party.persons[*c])).sum(),
                goals: goals
                    .iter()
                    .map(|goal| people.to.as_ref().is_none_or(|to| to.contains(goal)))
                    .collect(),
                count: u8::try_from(party.count).ok()?,
            });
        }
    }
    Some(parties)
}

/// Rule 1: of all ways whose places in between are junctions and control points, the least in time, then in
/// control points, then in ids.
fn quickest(operation: &Operation, gates: &[PlaceIx], from: PlaceIx, to: PlaceIx, tick: i64) -> Option<Way> {
    let mut all = Vec::new();
    walk(operation, to, &mut vec![from], 0, &mut all);
    let passed = |way: &[PlaceIx]| -> usize {
        way[1..way.len() - 1].iter().filter(|place| gates.contains(place)).count()
    };
    let ids = |way: &[PlaceIx]| -> Vec<String> {
        way.iter().map(|place| operation.place(*place).id.clone()).collect()
    };
    let (seconds, places) = all.into_iter().min_by_key(|(s, way)| (*s, passed(way), ids(way)))?;
    let mut way = Way::default();
    let mut since = 0;
    for pair in places.windows(2) {
        let roads = operation.roads.iter().filter(|road| leads(road, pair[0], pair[1]));
        since += roads.map(|road| road.travel.0).min()? / tick;
        if let Some(gate) = gates.iter().position(|gate| *gate == pair[1]).filter(|_| pair[1] != to) {
            way.gates.push((gate, since));
            since = 0;
        }
    }
    way.last = since;
    let sum = way.last + way.gates.iter().map(|(_, travel)| travel).sum::<i64>();
    assert_eq!(sum * tick, seconds);
    Some(way)
}

fn leads(road: &evacuation::place::Road, from: PlaceIx, to: PlaceIx) -> bool {
    (road.from == from && road.to == to) || (!road.one_way && road.from == to && road.to == from)
}

fn walk(
    operation: &Operation,
    to: PlaceIx,
    way: &mut Vec<PlaceIx>,
    seconds: i64,
    all: &mut Vec<(i64, Vec<PlaceIx>)>,
) {
    let here = way[way.len() - 1];
    if here == to {
        all.push((seconds, way.clone()));
        return;
    }
    let passable = matches!(operation.place(here).kind, PlaceKind::Junction | PlaceKind::ControlPoint);
    if way.len() > 1 && !passable {
        return;
    }
    for next in
        (0..operation.places.len()).map(PlaceIx).filter(|next| !way.contains(next)).collect::<Vec<_>>()
    {
        let roads = operation.roads.iter().filter(|road| leads(road, here, next));
        if let Some(travel) = roads.map(|road| road.travel.0).min() {
            way.push(next);
            walk(operation, to, way, seconds + travel, all);
            way.pop();
        }
    }
}
