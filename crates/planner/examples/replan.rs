//! Makes plans anew after random events, has every one judged, and prints how long it took:
//! `cargo run --release -p planner --example replan -- rules N` with invented operations, small and nasty;
//! `… -- times N FILE…` with operation files, planned for `IN_FORCE_S` seconds first.
//!
//! Times are processor time of the thread where the system tells it (Linux), so that neighbours do not count.

#[path = "../tests/invented/events.rs"]
mod events;
#[path = "../tests/invented/mod.rs"]
mod invented;

use evacuation::check::{check, check_replan};
use evacuation::operation::Operation;
use evacuation::operation::read::{Severity, format_of, read};
use evacuation::plan::Plan;
use evacuation::quantity::Moment;
use evacuation::replan::State;
use evacuation::replan::read::findings;
use events::{disturb, moment};
use invented::{Dice, Size, invent};
use planner::{Settings, replan, solve};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let count = arguments.get(1).and_then(|text| text.parse().ok()).unwrap_or(1000);
    match arguments.first().map(String::as_str) {
        Some("rules") => rules(count),
        Some("times") => arguments.iter().skip(2).for_each(|file| times(count, file)),
        _ => println!("usage: replan rules N | replan times N FILE…"),
    }
}

fn number(name: &str, otherwise: f64) -> f64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// Seconds of processor time of this thread, or of the clock.
fn seconds() -> f64 {
    thread_local!(static BEGAN: RefCell<Option<Instant>> = const { RefCell::new(None) });
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let told = told.and_then(|text| text.split(' ').next()?.parse::<f64>().ok());
    told.map_or_else(
        || BEGAN.with_borrow_mut(|began| began.get_or_insert_with(Instant::now).elapsed().as_secs_f64()),
        |nanoseconds| nanoseconds / 1e9,
    )
}

/// What was measured, in lists to be sorted.
#[derive(Default)]
struct Measured {
    lists: BTreeMap<&'static str, Vec<f64>>,
    judged: u64,
    broken: u64,
    unusable: u64,
}

impl Measured {
    fn add(&mut self, name: &'static str, value: f64) {
        self.lists.entry(name).or_default().push(value);
    }

    fn print(&mut self, name: &str) {
        println!(
            "{name}: {} plans made anew, {} broken; {} states without sense left out",
            self.judged, self.broken, self.unusable
        );
        for (name, list) in &mut self.lists {
            list.sort_by(f64::total_cmp);
            let at = |share: f64| list[((list.len() - 1) as f64 * share).round() as usize];
            println!(
                "  {name:<34} p50 {:>9.2}  p90 {:>9.2}  p99 {:>9.2}  most {:>9.2}",
                at(0.5),
                at(0.9),
                at(0.99),
                at(1.0)
            );
        }
    }
}

/// One plan made anew within a time, judged.
fn once(
    operation: &Operation,
    state: &State,
    limit: f64,
    iterations: Option<u64>,
    measured: &mut Measured,
) -> Option<Plan> {
    if findings(operation, state).iter().any(|finding| finding.severity() == Severity::Error) {
        measured.unusable += 1;
        return None;
    }
    let settings = Settings { iterations_max: iterations, ..Settings::default() };
    let began = seconds();
    let told: Mutex<Vec<(f64, f64)>> = Mutex::default();
    let plan = replan(operation, state, &settings, &|| seconds() - began >= limit, &|progress| {
        if let Ok(mut told) = told.lock() {
            told.push((seconds() - began, progress.value));
        }
    });
    let took = seconds() - began;
    let told = told.into_inner().unwrap_or_default();
    let last = told.last().map_or(0.0, |(_, value)| *value);
    let good = told.iter().rev().take_while(|(_, value)| *value <= last * 1.005).last();
    measured.add("first plan, ms", told.first().map_or(0.0, |(at, _)| at * 1e3));
    measured.add("within 0.5 % of the last, ms", good.map_or(0.0, |(at, _)| at * 1e3));
    measured.add("all, ms", took * 1e3);
    measured.add("gap, %", plan.gap.unwrap_or_default() * 100.0);
    measured.judged += 1;
    let broken = check_replan(operation, state, &plan);
    if !broken.is_empty() {
        measured.broken += 1;
        println!("  BROKEN {}: {:?}", operation.name, &broken[..broken.len().min(3)]);
    }
    Some(plan)
}

/// So many plans made anew of invented operations, in chains of up to four.
fn rules(count: u64) {
    let mut measured = Measured::default();
    let limit = number("LIMIT_MS", 1e6) / 1e3;
    let from = number("SEED", 1.0) as u64 * 1_000_000;
    for seed in from.. {
        if measured.judged >= count {
            break;
        }
        let size = match seed % 3 {
            0 => Size { places: 2, vehicles: 3, parties: 4 },
            1 => Size { places: 3, vehicles: 8, parties: 20 },
            _ => Size { places: 4, vehicles: 14, parties: 40 },
        };
        let Some(mut operation) = invent(seed, size) else { continue };
        operation.name = format!("invented {seed}");
        let settings = Settings { seed, iterations_max: Some(8), ..Settings::default() };
        let mut plan = solve(&operation, &settings, &|| true, &|_| {});
        let mut dice = Dice(seed ^ 0xBEEF);
        let (mut from, mut lost) = (0, Vec::new());
        for _ in 0..4 {
            let at = moment(&mut dice, &operation, &plan, from);
            let (changed, state) = disturb(&mut dice, &operation, &plan, at, &lost);
            let Some(next) = once(&changed, &state, limit, Some(6), &mut measured) else { break };
            (operation, plan, from, lost) = (changed, next, at, state.lost);
        }
    }
    measured.print("invented");
}

/// So many events in one operation, each on the first plan; every third also on the plan made anew.
fn times(count: u64, file: &str) {
    let Ok(bytes) = std::fs::read(file) else { return println!("{file}: cannot be read") };
    let Some(operation) = read(&bytes, format_of(file, &bytes)).operation else {
        return println!("{file}: has errors; corridor check shows them");
    };
    let until = Instant::now() + Duration::from_secs_f64(number("IN_FORCE_S", 5.0));
    let settings = Settings { threads: 2, ..Settings::default() };
    let plan = solve(&operation, &settings, &|| Instant::now() >= until, &|_| {});
    if !check(&operation, &plan).is_empty() {
        return println!("{file}: the plan in force breaks rules");
    }
    let limit = number("LIMIT_MS", 1000.0) / 1e3;
    let mut measured = Measured::default();
    let mut lone = Measured::default();
    let mut dice = Dice(number("SEED", 1.0) as u64);
    for round in 0..count {
        if round % 4 == 0 {
            one_lost(&mut dice, &operation, &plan, limit, &mut lone);
            continue;
        }
        let at = moment(&mut dice, &operation, &plan, 0);
        let (changed, state) = disturb(&mut dice, &operation, &plan, at, &[]);
        let Some(next) = once(&changed, &state, limit, None, &mut measured) else { continue };
        if round % 3 == 0 {
            let at = moment(&mut dice, &changed, &next, at);
            let (again, state) = disturb(&mut dice, &changed, &next, at, &state.lost);
            once(&again, &state, limit, None, &mut measured);
        }
    }
    println!("{file}: {} people, {} trips", operation.persons().total(), plan.trips.len());
    measured.print("  any events");
    lone.print("  one vehicle under way lost, its people back where they were");
}

/// A small event: how many are told another departure, and what it costs.
fn one_lost(dice: &mut Dice, operation: &Operation, plan: &Plan, limit: f64, measured: &mut Measured) {
    let at = Moment(dice.below(plan.makespan_s.max(2) as u64 / 2) as i64);
    let busy: Vec<_> = plan.trips.iter().filter(|trip| trip.load_start < at && trip.arrive > at).collect();
    let Some(trip) = busy.get(dice.below(busy.len() as u64) as usize) else { return };
    let state = State { lost: vec![trip.vehicle.clone()], ..State::new(at, plan.clone()) };
    let to_come: u64 = plan
        .trips
        .iter()
        .filter(|trip| trip.depart >= at)
        .flat_map(|trip| &trip.load)
        .map(|load| u64::from(load.count))
        .sum();
    let Some(next) = once(operation, &state, limit, None, measured) else { return };
    let told = next.changed_parties.unwrap_or_default() as f64;
    measured.add("told another departure, parties", told);
    measured.add("told another departure, % of those to come", 100.0 * told / to_come.max(1) as f64);
    measured.add(
        "exposure against the plan in force, %",
        100.0 * (next.exposure_person_h / plan.exposure_person_h - 1.0),
    );
}
