//! Everything that can be decided in a tick, one decision at a time.

use super::state::{Doing, Load, State, drive};
use super::world::{Way, World};
use evacuation::quantity::Persons;

/// A decision, as a plan is told from it.
#[derive(Clone, Debug)]
pub enum Step {
    Load { vehicle: usize, load: Load, at: i64, until: i64 },
    Depart { vehicle: usize, at: i64 },
    Enter { gate: usize, vehicles: Vec<usize>, at: i64, exit: i64 },
    Unload { vehicle: usize, at: i64, until: i64 },
    Back { vehicle: usize, stage: usize, at: i64, arrive: i64 },
    Stay,
}

type Moves = Vec<(State, f64, Step)>;

/// All states one decision away.
pub fn all(world: &World, state: &State, at: i64, cost: f64) -> Moves {
    let mut moves = Vec::new();
    for vehicle in 0..state.vehicles.len() {
        // Of vehicles of one fleet that do the same, the first is as good as any.
        let like = |other: usize| {
            world.vehicles[other].fleet == world.vehicles[vehicle].fleet
                && state.vehicles[other] == state.vehicles[vehicle]
        };
        if (0..vehicle).any(like) {
            continue;
        }
        match &state.vehicles[vehicle] {
            Doing::Fresh => {
                for stage in 0..world.stages.len() {
                    if world.vehicles[vehicle].first[stage].is_some_and(|there| there <= at) {
                        load(world, state, at, cost, (vehicle, stage), &mut moves);
                    }
                }
            }
            Doing::AtStage(stage) => load(world, state, at, cost, (vehicle, *stage), &mut moves),
            Doing::Loaded(load) => depart(world, state, at, cost, (vehicle, load), &mut moves),
            Doing::AtGoal { goal, unload: lasting } => {
                unload(world, state, at, cost, (vehicle, *goal, *lasting), &mut moves);
            }
            Doing::Unloaded(goal) => back(world, state, at, cost, (vehicle, *goal), &mut moves),
            _ => {}
        }
    }
    for gate in 0..world.gates.len() {
        enter(world, state, at, cost, gate, &mut moves);
    }
    moves
}

/// The least time over a way from this leg on.
fn least(world: &World, way: &Way, leg: usize) -> i64 {
    way.last
        + way.gates[leg..].iter().map(|(gate, travel)| travel + world.gates[*gate].inspection).sum::<i64>()
}

fn load(
    world: &World,
    state: &State,
    at: i64,
    cost: f64,
    (vehicle, stage): (usize, usize),
    moves: &mut Moves,
) {
    for goal in 0..world.goals.len() {
        let Some(way) = &world.ways[stage][goal] else { continue };
        for counts in loads(world, state, at, vehicle, (stage, goal)) {
            let load = Load { stage, goal, counts };
            let persons = load.persons(world);
            let lasting = World::lasting(&world.stages[stage].turnround, persons);
            let busy = state.vehicles.iter().filter(
                |doing| matches!(doing, Doing::Loading { load, until } if load.stage == stage && *until > at),
            );
            if lasting > 0 && busy.count() >= world.stages[stage].bays as usize {
                continue;
            }
            if at + lasting + least(world, way, 0) > world.horizon {
                continue;
            }
            let mut next = state.clone();
            for (waiting, count) in next.waiting.iter_mut().zip(&load.counts) {
                *waiting -= count;
            }
            if next.room[goal] != u32::MAX {
                next.room[goal] -= persons.total();
            }
            next.vehicles[vehicle] = Doing::Loading { load: load.clone(), until: at + lasting };
            let cost = next.settle(world, vehicle, at, cost);
            moves.push((next, cost, Step::Load { vehicle, load, at, until: at + lasting }));
        }
    }
}

/// Every load that this vehicle could take, but for none at all.
fn loads(
    world: &World,
    state: &State,
    at: i64,
    vehicle: usize,
    (stage, goal): (usize, usize),
) -> Vec<Vec<u8>> {
    let it = &world.vehicles[vehicle];
    let mut all: Vec<Vec<u8>> = vec![Vec::new()];
    for (party, waiting) in world.parties.iter().zip(&state.waiting) {
        let may = party.stage == stage && party.ready <= at && party.goals[goal];
        let most = if may { *waiting } else { 0 };
        let with = |counts: &Vec<u8>| {
            (0..=most).map(|count| counts.iter().copied().chain([count]).collect()).collect::<Vec<Vec<u8>>>()
        };
        all = all.iter().flat_map(with).collect();
        all.retain(|counts| {
            let persons: Persons =
                counts.iter().zip(&world.parties).map(|(n, party)| party.persons.times(u32::from(*n))).sum();
            persons.wounded + persons.other <= it.seats
                && persons.stretcher <= it.stretchers
                && persons.total() <= state.room[goal]
        });
    }
    all.retain(|counts| counts.iter().any(|count| *count > 0));
    all
}

fn depart(
    world: &World,
    state: &State,
    at: i64,
    cost: f64,
    (vehicle, load): (usize, &Load),
    moves: &mut Moves,
) {
    let away = state.vehicles.iter().zip(&world.vehicles).filter(|(doing, _)| doing.is_away());
    let held: i64 = away.map(|(_, vehicle)| vehicle.escorts).sum();
    let needed = world.vehicles[vehicle].escorts;
    let enough = needed == 0 || world.escorts.is_none() || held + needed <= world.escorts_at(at);
    if !enough || at + least(world, load.way(world), 0) > world.horizon {
        return;
    }
    let mut next = state.clone();
    let (doing, cost) = drive(world, load.clone(), 0, at, cost);
    next.vehicles[vehicle] = doing;
    let cost = next.settle(world, vehicle, at, cost);
    moves.push((next, cost, Step::Depart { vehicle, at }));
}

/// Every set of those at the gate that may enter together now.
fn enter(world: &World, state: &State, at: i64, cost: f64, gate: usize, moves: &mut Moves) {
    let rule = &world.gates[gate];
    let line = state.lines[gate];
    let joins = line.entered > 0 && rule.inspection == 0;
    if !joins && (line.entered > 0 || at < line.free) {
        return;
    }
    let here: Vec<usize> = (0..state.vehicles.len())
        .filter(|vehicle| match &state.vehicles[*vehicle] {
            Doing::AtGate { load, leg } => load.way(world).gates[*leg].0 == gate,
            _ => false,
        })
        .collect();
    for set in 1u32..1 << here.len() {
        let vehicles: Vec<usize> =
            here.iter().enumerate().filter(|(bit, _)| set >> bit & 1 == 1).map(|(_, v)| *v).collect();
        let entered = line.entered + vehicles.len();
        let exit = at + (vehicles.len() as i64 + rule.lanes - 1) / rule.lanes * rule.inspection;
        let open = rule.windows.as_ref();
        if entered > rule.convoy_max
            || open
                .is_some_and(|windows| !windows.iter().any(|(opens, closes)| *opens <= at && exit <= *closes))
        {
            continue;
        }
        let mut next = state.clone();
        let mut total = cost;
        let mut in_time = true;
        for vehicle in &vehicles {
            let Doing::AtGate { load, leg } = next.vehicles[*vehicle].clone() else { continue };
            in_time &= exit + least(world, load.way(world), leg + 1) <= world.horizon;
            next.vehicles[*vehicle] = Doing::Passing { load, leg, until: exit };
            total = next.settle(world, *vehicle, at, total);
        }
        next.lines[gate].entered = entered;
        next.lines[gate].free = next.lines[gate].free.max(exit).max(at + rule.headway);
        if in_time {
            moves.push((next, total, Step::Enter { gate, vehicles, at, exit }));
        }
    }
}

fn unload(
    world: &World,
    state: &State,
    at: i64,
    cost: f64,
    (vehicle, goal, lasting): (usize, usize, i64),
    moves: &mut Moves,
) {
    let busy = state.vehicles.iter().filter(
        |doing| matches!(doing, Doing::Unloading { goal: there, until } if *there == goal && *until > at),
    );
    if busy.count() >= world.goals[goal].bays as usize {
        return;
    }
    let mut next = state.clone();
    next.vehicles[vehicle] = Doing::Unloading { goal, until: at + lasting };
    moves.push((next, cost, Step::Unload { vehicle, at, until: at + lasting }));
}

fn back(
    world: &World,
    state: &State,
    at: i64,
    cost: f64,
    (vehicle, goal): (usize, usize),
    moves: &mut Moves,
) {
    let mut stay = state.clone();
    stay.vehicles[vehicle] = Doing::Stays;
    moves.push((stay, cost, Step::Stay));
    for stage in 0..world.stages.len() {
        let Some(way) = &world.backs[goal][stage] else { continue };
        let Some(arrive) = world.empty(way, at).filter(|arrive| *arrive <= world.horizon) else { continue };
        let mut next = state.clone();
        next.vehicles[vehicle] = Doing::Returning { stage, until: arrive };
        let cost = next.settle(world, vehicle, at, cost);
        moves.push((next, cost, Step::Back { vehicle, stage, at, arrive }));
    }
}
