//! A bound on the latest arrival of any plan that leaves nobody behind.
//!
//! All the driving that must be done, shared evenly: the loads leave their staging places for
//! destinations with room, and every load is fetched by a vehicle that comes from where it started
//! or back from a destination. The least total time of such a pattern is a minimum-cost flow; no
//! plan can be over before that time is used up by all vehicles together (the arc-flow bound of
//! Goerigk, Grün and Heßler, *Computers & Operations Research* 40:3010, 2013, without time).
//!
//! Never here: windows and queues; leaving them out only lowers the bound.

use super::alone::earliest_out;
use super::flow::Network;
use super::within::Within;
use crate::construct::Made;
use crate::problem::{NEVER, Problem, Seconds, Way};
use evacuation::quantity::Persons;

/// Seconds; 0 where the plan known leaves somebody behind. `proven` hears of every better bound.
pub(crate) fn bound(problem: &Problem, made: &Made, stop: &dyn Fn() -> bool, proven: &dyn Fn(Seconds)) {
    let left = |(waiting, party): (&u32, &crate::problem::Party)| *waiting > 0 && party.total > 0;
    if made.waiting.iter().zip(&problem.parties).any(left) {
        return;
    }
    let present = |ix: &usize| problem.parties[*ix].total > 0 && problem.parties[*ix].count > 0;
    let farthest = (0..problem.parties.len()).filter(present).map(|ix| earliest_out(problem, ix)).max();
    let Some(units) = units(problem) else { return };
    let drive = drive(problem, &units);
    let together = all_driving(problem, &units, &drive).unwrap_or(0);
    let unit = unit(problem);
    let up = |bound: Seconds| (bound + unit - 1) / unit * unit;
    let mut known = up(together.max(farthest.filter(|at| *at < NEVER).unwrap_or(0)));
    proven(known);
    let found = made.trips.iter().map(|trip| trip.arrive).max().unwrap_or(0);
    let step = unit.max(found / 600 / unit * unit);
    let soonest_back = drive.back.iter().flatten().flatten().min().copied().unwrap_or(0);
    let nodes = (found / step) as usize;
    let pairs = units.needed.len() * units.room.len();
    if soonest_back < step || nodes.saturating_mul(pairs) > 2_000_000 {
        return;
    }
    // The least moment not known to be impossible, by halving.
    let mut within = Within {
        units: &units,
        drive: &drive,
        step,
        prices: vec![0.5; units.needed.len() + units.room.len()],
    };
    let mut doubtful = up(found);
    while known < doubtful && !stop() {
        let middle = known + (doubtful - known) / unit / 2 * unit;
        if within.impossible(middle, stop) {
            known = middle + unit;
            proven(known);
        } else {
            doubtful = middle;
        }
    }
}

/// Durations of all drives that could be of use.
pub(crate) struct Drive {
    /// Loading and driving, `out[stage][goal]`.
    pub out: Vec<Vec<Option<Seconds>>>,
    /// Unloading and driving back, `back[goal][stage]`.
    pub back: Vec<Vec<Option<Seconds>>>,
    /// Vehicles of each fleet, and their first presence at each stage.
    pub fleets: Vec<(f64, Vec<Option<Seconds>>)>,
}

fn drive(problem: &Problem, units: &Units) -> Drive {
    let (stages, goals) = (problem.stages.len(), problem.goals.len());
    let lasting = |stop: &crate::problem::Stop| stop.turnround.duration(units.least).seconds();
    let out = |stage: usize, goal: usize| {
        let way = usable(problem, stage, goal).filter(|_| units.needed[stage] > 0)?;
        Some(lasting(&problem.stages[stage]) + loaded(problem, way))
    };
    let back = |goal: usize, stage: usize| {
        let way = problem.backs[goal][stage].as_ref().filter(|_| units.needed[stage] > 0)?;
        Some(lasting(&problem.goals[goal]) + empty(way))
    };
    Drive {
        out: (0..stages).map(|stage| (0..goals).map(|goal| out(stage, goal)).collect()).collect(),
        back: (0..goals).map(|goal| (0..stages).map(|stage| back(goal, stage)).collect()).collect(),
        fleets: problem.classes.iter().map(|class| (f64::from(class.count), class.first.clone())).collect(),
    }
}

/// What is carried: whole vehicle loads, or persons of whom a vehicle takes so many.
pub(crate) struct Units {
    pub per_vehicle: i64,
    /// Per stage.
    pub needed: Vec<i64>,
    /// Per goal; where there is no limit, far more than there are people.
    pub room: Vec<i64>,
    /// The least that any load has on board, for loading times.
    least: Persons,
}

fn units(problem: &Problem) -> Option<Units> {
    let seats = problem.classes.iter().filter(|class| class.count > 0).map(|class| class.seats).max()?;
    let lying = problem.classes.iter().filter(|class| class.count > 0).map(|class| class.stretchers).max()?;
    let most = i64::from(seats) + i64::from(lying);
    let parties = || problem.parties.iter().filter(|party| party.total > 0 && party.count > 0);
    let smallest = i64::from(parties().map(|party| party.total).min()?);
    let alone = parties().all(|party| 2 * party.seats > seats && party.persons.stretcher == 0);
    let mut needed = vec![0; problem.stages.len()];
    for party in parties() {
        needed[party.stage] += i64::from(party.count) * if alone { 1 } else { i64::from(party.total) };
    }
    let room = problem.goals.iter().map(|goal| match goal.capacity {
        None => i64::MAX / 8,
        Some(capacity) if alone => i64::from(capacity) / smallest,
        Some(capacity) => i64::from(capacity),
    });
    let least =
        if alone { parties().map(|party| party.persons).min_by_key(|p| p.total())? } else { Persons::NONE };
    let least = Persons { stretcher: 0, wounded: 0, other: least.seats() };
    Some(Units { per_vehicle: if alone { 1 } else { most }, needed, room: room.collect(), least })
}

/// The least driving of all vehicles together, for each vehicle its share.
fn all_driving(problem: &Problem, units: &Units, drive: &Drive) -> Option<Seconds> {
    let (stages, goals, classes) = (problem.stages.len(), problem.goals.len(), problem.classes.len());
    if stages.saturating_mul(goals) > 20_000 {
        return None;
    }
    // Nodes: loads waiting, destinations in, destinations out, fetches wanted, fleets, source, sink.
    let (wait, into, out) = (0, stages, stages + goals);
    let (fetch, fleet) = (out + goals, out + goals + stages);
    let (source, sink) = (fleet + classes, fleet + classes + 1);
    let mut network = Network::new(sink + 1);
    let mut total = 0;
    for stage in 0..stages {
        network.add(source, wait + stage, units.needed[stage], 0);
        network.add(fetch + stage, sink, units.needed[stage], 0);
        total += units.needed[stage];
        for goal in 0..goals {
            if let Some(lasting) = drive.out[stage][goal] {
                network.add(wait + stage, into + goal, i64::MAX / 8, lasting);
            }
            if let Some(lasting) = drive.back[goal][stage] {
                network.add(out + goal, fetch + stage, i64::MAX / 8, lasting);
            }
        }
    }
    // Every load ends at a destination; from there vehicles fetch the next, or stay.
    let end = network.node();
    let vehicles: i64 = problem.classes.iter().map(|class| i64::from(class.count)).sum();
    network.add(end, sink, vehicles * units.per_vehicle, 0);
    for goal in 0..goals {
        network.add(into + goal, out + goal, units.room[goal], 0);
        network.add(out + goal, end, i64::MAX / 8, 0);
    }
    for (number, class) in problem.classes.iter().enumerate() {
        let starts = i64::from(class.count) * units.per_vehicle;
        network.add(source, fleet + number, starts, 0);
        network.add(fleet + number, end, starts, 0);
        for stage in 0..stages {
            if let Some(there) = class.first[stage] {
                network.add(fleet + number, fetch + stage, starts, there);
            }
        }
    }
    let (flow, cost) = network.least_cost(source, sink);
    if flow < total + vehicles * units.per_vehicle || vehicles == 0 {
        return None;
    }
    Some(
        i64::try_from(
            (cost + i128::from(vehicles * units.per_vehicle) - 1) / i128::from(vehicles * units.per_vehicle),
        )
        .unwrap_or(0),
    )
}

/// The way, where anybody at the stage agreed to the goal.
fn usable<'a>(problem: &'a Problem, stage: usize, goal: usize) -> Option<&'a Way> {
    let way = problem.ways[stage][goal].as_ref()?;
    let agreed =
        |(ix, party): (usize, &crate::problem::Party)| party.stage == stage && problem.agrees(ix, goal);
    problem.parties.iter().enumerate().any(agreed).then_some(way)
}

fn loaded(problem: &Problem, way: &Way) -> Seconds {
    way.last
        + way.gates.iter().map(|(gate, travel)| travel + problem.gates[*gate].lasting(1)).sum::<Seconds>()
}

fn empty(way: &Way) -> Seconds {
    way.last + way.gates.iter().map(|(_, travel)| travel).sum::<Seconds>()
}

/// Where every duration is a multiple of something, so is every arrival of vehicles that do not
/// wait without need.
fn unit(problem: &Problem) -> Seconds {
    let operation = problem.operation;
    let mut unit = 0;
    let mut add = |span: i64| unit = gcd(unit, span);
    operation.roads.iter().for_each(|road| add(road.travel.seconds()));
    operation.fleets.iter().for_each(|fleet| add(fleet.available.seconds()));
    operation.people.iter().for_each(|people| add(people.ready.seconds()));
    for place in &operation.places {
        [place.turnround.fixed, place.turnround.seat, place.turnround.stretcher]
            .iter()
            .for_each(|s| add(s.seconds()));
        if let Some(control) = &place.control {
            add(control.inspection.seconds());
            add(control.headway.seconds());
            for window in control.open.iter().flatten() {
                add(window.opens.seconds());
                add(window.closes.seconds());
            }
            // Passages at distinct moments without a headway are a second apart.
            if control.inspection.seconds() == 0 && control.headway.seconds() == 0 {
                add(1);
            }
        }
    }
    if let Some(escorts) = &operation.escorts {
        escorts.changes.iter().for_each(|(at, _)| add(at.seconds()));
        // Escorts come back to be counted a second later.
        add(1);
    }
    unit.max(1)
}

fn gcd(a: i64, b: i64) -> i64 {
    if b == 0 { a.abs() } else { gcd(b, a % b) }
}
