//! Operations in which vehicles shuttle with full loads: plans keep every rule, and where little is to be
//! brought they are proven to be the best.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[allow(dead_code)]
mod invented;

use evacuation::check::check;
use evacuation::operation::Operation;
use evacuation::operation::read::{Format, read};
use evacuation::plan::Plan;
use invented::Dice;
use planner::{Settings, solve};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicU64, Ordering};

fn operation(value: &Value) -> Operation {
    let reading = read(&serde_json::to_vec(value).unwrap(), Format::Json);
    reading.operation.unwrap_or_else(|| panic!("{:?}", reading.findings))
}

fn plan(operation: &Operation, asked: u64, threads: usize, iterations: Option<u64>) -> Plan {
    let left = AtomicU64::new(asked);
    let stop = || left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |n| n.checked_sub(1)).is_err();
    let settings = Settings { seed: 1, iterations_max: iterations, gap: None, threads };
    let plan = solve(operation, &settings, &stop, &|_| {});
    let findings = check(operation, &plan);
    assert!(findings.is_empty(), "{}: {findings:?}", operation.name);
    plan
}

fn base(name: &str) -> Value {
    json!({
        "operation": { "name": name, "timezone": "UTC", "start": "2026-01-01T00:00:00Z", "horizon": 400_000 },
        "objective": { "minimise": "makespan" },
    })
}

/// Two yards, buses of two sizes, turnrounds, a control point that is always open, people who agreed to
/// one shelter only, wounded among them.
fn invent(seed: u64) -> Value {
    let mut dice = Dice(seed);
    let (points, shelters) = (2 + dice.below(4), 1 + dice.below(3));
    let turnround = |dice: &mut Dice| json!({ "fixed": 20 * dice.below(4), "seat": 0 });
    let far = |dice: &mut Dice| 20 * (1 + dice.below(60));
    let (mut place, mut road, mut people) = (Vec::new(), Vec::new(), Vec::new());
    place.push(json!({ "id": "line", "kind": "control_point" }));
    for y in 0..2 {
        place.push(json!({ "id": format!("y{y}"), "kind": "depot" }));
    }
    for s in 0..shelters {
        let at = format!("s{s}");
        place.push(json!({ "id": at, "kind": "reception", "turnround": turnround(&mut dice) }));
        road.push(json!({ "from": "line", "to": at, "travel": far(&mut dice) }));
    }
    place[3]["capacity"] = json!(2000);
    for p in 0..points {
        let at = format!("g{p}");
        place.push(json!({ "id": at, "kind": "staging", "turnround": turnround(&mut dice) }));
        for y in 0..2 {
            let travel = far(&mut dice);
            road.push(json!({ "from": format!("y{y}"), "to": at, "travel": travel, "one_way": true }));
        }
        road.push(json!({ "from": at, "to": "line", "travel": far(&mut dice) }));
        let small = dice.one_in(3);
        let party = json!({ "count": 1 + dice.below(4), "other": if small { 28 } else { 48 }, "wounded": 2 });
        let mut group = json!({ "id": format!("p{p}"), "at": at, "parties": [party] });
        if dice.one_in(3) {
            group["to"] = json!(["s0"]);
        }
        people.push(group);
    }
    let mut operation = base(&format!("invented {seed}"));
    operation["place"] = json!(place);
    operation["road"] = json!(road);
    operation["people"] = json!(people);
    operation["escorts"] = json!({ "count": 9 });
    operation["fleet"] = json!([
        { "id": "large", "count": 1 + dice.below(2), "at": "y0", "seats": 50, "escorts": 2 },
        { "id": "small", "count": dice.below(3), "at": "y1", "seats": 30, "available": 20 * dice.below(30), "escorts": 1 },
    ]);
    operation
}

#[test]
fn invented_operations_are_proven() {
    let mut proven = 0;
    for seed in 0..40 {
        let plan = plan(&operation(&invent(seed)), 3000, 1, None);
        assert_eq!(plan.left_behind, 0, "{}", plan.operation);
        proven += u64::from(plan.gap == Some(0.0));
    }
    assert!(proven >= 36, "only {proven} of 40 are proven");
}

#[test]
fn a_trip_with_nobody_on_board_may_be_the_quickest_way() {
    let mut value = base("around");
    value["place"] = json!([
        { "id": "yard", "kind": "depot" }, { "id": "near", "kind": "staging" },
        { "id": "far", "kind": "staging" }, { "id": "shelter", "kind": "reception" },
    ]);
    let road = |from: &str, to: &str, travel: u64| json!({ "from": from, "to": to, "travel": travel, "one_way": true });
    value["road"] = json!([
        road("yard", "near", 60),
        road("near", "shelter", 60),
        road("shelter", "far", 60),
        road("far", "shelter", 60),
        road("yard", "far", 600),
    ]);
    value["fleet"] = json!([{ "id": "bus", "count": 1, "at": "yard", "seats": 50 }]);
    value["people"] = json!([{ "id": "of", "at": "far", "parties": [{ "count": 1, "other": 50 }] }]);
    let plan = plan(&operation(&value), 3000, 1, None);
    assert_eq!((plan.makespan_s, plan.bound, plan.trips.len()), (240, Some(240.0), 2));
}

#[test]
fn people_who_cannot_all_be_out_in_time_have_no_bound() {
    let mut value = invent(3);
    value["operation"]["horizon"] = json!(4000);
    let plan = plan(&operation(&value), 300, 1, None);
    assert!(plan.left_behind > 0 && plan.delivered > 0);
    assert_eq!(plan.bound, Some(0.0));
}

#[test]
fn the_same_seed_and_count_give_the_same_plan() {
    let operation = operation(&invent(7));
    let trips = |threads| plan(&operation, u64::MAX, threads, Some(20)).trips;
    assert_eq!(trips(2), trips(2));
}
