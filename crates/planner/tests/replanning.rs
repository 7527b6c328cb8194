//! Plans made anew after invented events, and anew again, keep every rule and what has been driven.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "invented/events.rs"]
mod events;
mod invented;

use evacuation::check::{changed_parties, check, check_replan};
use evacuation::operation::Operation;
use evacuation::operation::read::{Format, Severity, read};
use evacuation::plan::Plan;
use evacuation::quantity::Moment;
use evacuation::replan::State;
use evacuation::replan::read::findings;
use events::{disturb, moment};
use invented::{Dice, Size, invent};
use planner::{Settings, replan, solve};
use std::sync::atomic::{AtomicU64, Ordering};

/// A stop that says so after it has been asked so often: tests read no clock.
fn after(asked: u64) -> impl Fn() -> bool + Sync {
    let left = AtomicU64::new(asked);
    move || left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |n| n.checked_sub(1)).is_err()
}

fn settings(seed: u64, iterations: u64) -> Settings {
    Settings { seed, iterations_max: Some(iterations), gap: None, threads: 1 }
}

/// One replanning, judged. `None` where the invented state makes no sense.
fn replanned(operation: &Operation, state: &State, seed: u64, what: &str) -> Option<Plan> {
    if findings(operation, state).iter().any(|finding| finding.severity() == Severity::Error) {
        return None;
    }
    let plan = replan(operation, state, &settings(seed, 12), &after(16), &|_| {});
    let broken = check_replan(operation, state, &plan);
    if !broken.is_empty() && std::env::var("SHOW").is_ok() {
        eprintln!("{operation:#?}\nSTATE {state:#?}\nPLAN {plan:#?}");
    }
    assert!(broken.is_empty(), "seed {seed}, {what}: {broken:?}");
    assert_eq!(plan.changed_parties, Some(changed_parties(state, &plan)));
    Some(plan)
}

fn chains(seeds: std::ops::Range<u64>, size: Size) -> u64 {
    let mut made = 0;
    for seed in seeds {
        let Some(mut operation) = invent(seed, size) else { continue };
        let mut plan = solve(&operation, &settings(seed, 10), &after(30), &|_| {});
        let mut dice = Dice(seed ^ 0xE7E7);
        let (mut from, mut lost) = (0, Vec::new());
        for link in 0..3 {
            let at = moment(&mut dice, &operation, &plan, from);
            let (changed, state) = disturb(&mut dice, &operation, &plan, at, &lost);
            let Some(next) = replanned(&changed, &state, seed, &format!("link {link} at {at} s")) else {
                break;
            };
            (operation, plan, from, lost) = (changed, next, at, state.lost);
            made += 1;
        }
    }
    made
}

#[test]
fn small_operations() {
    let made = chains(30_000..30_090, Size { places: 2, vehicles: 3, parties: 4 });
    assert!(made > 70, "too few of the invented states can be planned from: {made}");
}

#[test]
fn larger_operations() {
    let made = chains(40_000..40_025, Size { places: 4, vehicles: 12, parties: 40 });
    assert!(made > 25, "too few of the invented states can be planned from: {made}");
}

#[test]
fn where_nothing_happens_nobody_is_told_another_departure() {
    // In five of these vehicles that idle in the plan in force would take what others need.
    for seed in (50_000..50_040).chain(50_500..50_800) {
        let Some(operation) = invent(seed, Size { places: 3, vehicles: 6, parties: 20 }) else { continue };
        let plan = solve(&operation, &settings(seed, 10), &after(30), &|_| {});
        let at = Moment(plan.makespan_s / 2);
        let state = State { stability: 1e6, ..State::new(at, plan.clone()) };
        let anew = replan(&operation, &state, &settings(seed, 1), &|| true, &|_| {});
        assert_eq!(check(&operation, &anew), [], "seed {seed}");
        assert_eq!(anew.changed_parties, Some(0), "seed {seed}");
        assert!(anew.exposure_person_h <= plan.exposure_person_h * (1.0 + 1e-9), "seed {seed}");
    }
}

#[test]
fn the_same_seed_and_count_give_the_same_plan() {
    let size = Size { places: 3, vehicles: 6, parties: 20 };
    for seed in 60_000..60_012 {
        let Some(operation) = invent(seed, size) else { continue };
        let plan = solve(&operation, &settings(seed, 10), &after(30), &|_| {});
        let state = State::new(Moment(plan.makespan_s / 3), plan);
        let once = || replan(&operation, &state, &settings(seed, 40), &|| false, &|_| {});
        assert_eq!(once(), once(), "seed {seed}");
    }
}

/// One vehicle is on the road to a control point that lets vehicles through one after another; whoever is
/// waited for there makes the passage longer, and four together arrive too late.
#[test]
fn who_is_on_the_road_is_not_left_behind_for_the_sake_of_others() {
    let operation = r#"{
        "operation": { "name": "on the road", "timezone": "UTC", "start": "2026-01-01T00:00:00Z", "horizon": 3000 },
        "objective": { "minimise": "exposure", "left_behind": 5.0 },
        "place": [
            { "id": "line", "kind": "control_point", "inspection": 400, "convoy_max": 4, "headway": 900 },
            { "id": "stage", "kind": "staging", "bays": 2, "turnround": { "seat": 1, "stretcher": 120 } },
            { "id": "safe", "kind": "hospital", "capacity": 60, "turnround": { "fixed": 60, "seat": 6, "stretcher": 120 } }
        ],
        "road": [ { "from": "stage", "to": "line", "travel": 303 }, { "from": "line", "to": "safe", "travel": 381 } ],
        "fleet": [ { "id": "bus", "count": 9, "at": "stage", "available": 500, "seats": 18, "stretchers": 1, "escorts": 2 } ],
        "people": [ { "id": "all", "at": "stage", "to": ["safe"], "parties": [
            { "count": 29, "stretcher": 1, "wounded": 2, "other": 1 }, { "count": 28, "stretcher": 1, "other": 3 } ] } ]
    }"#;
    let plan = r#"{
        "operation": "on the road", "objective": "exposure", "exposure_person_h": 1.0, "makespan_s": 2107,
        "delivered": 4, "left_behind": 224, "trips": [
            { "vehicle": "bus-2", "from": "stage", "to": "safe",
              "load": [ { "people": "all", "party": 0, "count": 1 } ],
              "load_start": 500, "load_end": 623, "depart": 623,
              "passages": [ { "control_point": "line", "enter": 926, "exit": 1326 } ],
              "arrive": 1707, "unload_start": 1707, "unload_end": 1905 } ]
    }"#;
    let operation = read(operation.as_bytes(), Format::Json).operation.expect("an operation");
    let plan: Plan = serde_json::from_str(plan).expect("a plan");
    let state = State::new(Moment(641), plan);
    for seed in 0..60 {
        let plan = replanned(&operation, &state, seed, "on the road").expect("a state that makes sense");
        assert!(plan.trips.iter().any(|trip| trip.vehicle == "bus-2"), "seed {seed}");
    }
}
