//! The judge against plans with known verdicts: each broken plan breaks the rule that it is named
//! by, and nothing of another kind; the whole plan breaks none.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use evacuation::check::{Rule, check, score};
use evacuation::operation::Operation;
use evacuation::operation::read::{Format, read};
use evacuation::plan::{Plan, Trip};
use evacuation::quantity::Moment;
use std::path::PathBuf;

const OPERATION: &str = r#"
[operation]
name = "Two buses over one bridge"
timezone = "UTC"
start = 2026-01-01T00:00:00Z
horizon = "10h"

[[place]]
id = "square"
kind = "staging"
bays = 1
turnround = { fixed = "5min", seat = "10s", stretcher = "60s" }

[[place]]
id = "bridge"
kind = "control_point"
open = [["0h", "2h"], ["3h", "9h"]]
lanes = 1
inspection = "60s"
convoy_max = 2
headway = "10min"

[[place]]
id = "school"
kind = "reception"
capacity = 10
bays = 1
turnround = { fixed = "2min" }

[[place]]
id = "mill"
kind = "reception"

[[road]]
from = "square"
to = "bridge"
travel = "10min"

[[road]]
from = "bridge"
to = "school"
travel = "20min"

[[road]]
from = "bridge"
to = "mill"
travel = "40min"

[[fleet]]
id = "bus"
count = 2
at = "square"
seats = 4
stretchers = 1
escorts = 1

[escorts]
count = 2

[[people]]
id = "families"
at = "square"
to = ["school"]
parties = [{ count = 4, other = 2 }, { count = 1, stretcher = 1, other = 1 }]
"#;

fn operation() -> Operation {
    operation_with(|text| text)
}

fn operation_with(change: impl Fn(String) -> String) -> Operation {
    let reading = read(change(OPERATION.to_owned()).as_bytes(), Format::Toml);
    reading.operation.unwrap_or_else(|| panic!("{:?}", reading.findings))
}

/// Two buses load one after another (one bay), pass together, and one comes back for the rest.
const PLAN: &str = r#"{ "trips": [
  { "vehicle": "bus-1", "from": "square", "to": "school", "load": [{ "people": "families", "party": 0, "count": 2 }],
    "load_start": 0, "load_end": 340, "depart": 340,
    "passages": [{ "control_point": "bridge", "enter": 1330, "exit": 1450 }],
    "arrive": 2650, "unload_start": 2650, "unload_end": 2770,
    "back": { "depart": 2770, "to": "square", "arrive": 4570 } },
  { "vehicle": "bus-2", "from": "square", "to": "school",
    "load": [{ "people": "families", "party": 0, "count": 1 }, { "people": "families", "party": 1, "count": 1 }],
    "load_start": 340, "load_end": 730, "depart": 730,
    "passages": [{ "control_point": "bridge", "enter": 1330, "exit": 1450 }],
    "arrive": 2650, "unload_start": 2770, "unload_end": 2890 },
  { "vehicle": "bus-1", "from": "square", "to": "school", "load": [{ "people": "families", "party": 0, "count": 1 }],
    "load_start": 4570, "load_end": 4890, "depart": 4890,
    "passages": [{ "control_point": "bridge", "enter": 5490, "exit": 5550 }],
    "arrive": 6750, "unload_start": 6750, "unload_end": 6870 } ] }"#;

fn plan() -> Plan {
    serde_json::from_str(PLAN).unwrap()
}

/// Moves everything from loading on by so many seconds.
fn shift(trip: &mut Trip, seconds: i64) {
    let times = [&mut trip.load_start, &mut trip.load_end, &mut trip.depart, &mut trip.arrive];
    for moment in times.into_iter().chain([&mut trip.unload_start, &mut trip.unload_end]) {
        moment.0 += seconds;
    }
    for passage in &mut trip.passages {
        passage.enter.0 += seconds;
        passage.exit.0 += seconds;
    }
}

fn rules(operation: &Operation, plan: &Plan) -> Vec<Rule> {
    let mut rules: Vec<Rule> = check(operation, plan).into_iter().map(|finding| finding.rule).collect();
    rules.dedup();
    rules
}

/// The plan with one change breaks exactly these rules.
fn breaks(expected: &[Rule], change: impl Fn(&mut Plan)) {
    let mut changed = plan();
    change(&mut changed);
    assert_eq!(rules(&operation(), &changed), expected, "{:#?}", check(&operation(), &changed));
}

#[test]
fn a_good_plan_breaks_nothing() {
    assert_eq!(check(&operation(), &plan()), vec![]);
    let figures = score(&operation(), &plan());
    assert_eq!((figures.delivered, figures.left_behind, figures.makespan_s), (10, 0, 6750));
    // 4 + 3 others and the one on the stretcher (weight 8) at 2650 s, 2 others at 6750 s.
    let expected = (7.0 * 2650.0 + 8.0 * 2650.0 + 2.0 * 6750.0) / 3600.0;
    assert!((figures.exposure_person_h - expected).abs() < 1e-9);
}

#[test]
fn each_rule_is_noticed() {
    use Rule::*;
    breaks(&[R001], |plan| plan.trips[2].vehicle = "bus-3".into());
    breaks(&[R001], |plan| plan.trips[2].load[0].party = 9);
    breaks(&[R101], |plan| {
        plan.trips[2].arrive.0 += 60;
        plan.trips[2].unload_start.0 += 60;
        plan.trips[2].unload_end.0 += 60;
    });
    breaks(&[R102], |plan| plan.trips[2].passages.clear());
    breaks(&[R201], |plan| plan.trips[2].load_end.0 -= 1);
    breaks(&[R204], |plan| {
        plan.trips[1].load_start.0 -= 1;
        plan.trips[1].load_end.0 -= 1;
    });
    breaks(&[R301], |plan| {
        plan.trips[2].depart.0 -= 10;
    });
    breaks(&[R401], |plan| {
        plan.trips[2].depart.0 += 10;
    });
    breaks(&[R402], |plan| {
        for trip in &mut plan.trips[..2] {
            trip.passages[0].exit.0 += 1;
            trip.arrive.0 += 1;
            trip.unload_start.0 += 1;
            trip.unload_end.0 += 1;
        }
        plan.trips[0].back = None;
        plan.trips.remove(2);
    });
    breaks(&[R501], |plan| {
        plan.trips[2].unload_start.0 -= 1;
        plan.trips[2].unload_end.0 -= 1;
    });
    breaks(&[R502], |plan| plan.trips[2].unload_end.0 += 1);
    breaks(&[R604, R701], |plan| plan.trips[0].back = None);
    breaks(&[R603], |plan| plan.trips[0].back.as_mut().unwrap().arrive.0 -= 1);
    breaks(&[R602, R604], |plan| {
        let back = plan.trips[0].back.as_mut().unwrap();
        (back.to, back.arrive) = ("bridge".into(), Moment(back.depart.0 + 1200));
    });
    breaks(&[R803, R804], |plan| {
        // One more party of two: loading takes 20 s longer, everything after it is later.
        let trip = &mut plan.trips[2];
        trip.load[0].count = 2;
        shift(trip, 20);
        trip.load_start.0 -= 20;
    });
    breaks(&[S001], |plan| {
        plan.delivered = 9;
        plan.left_behind = 0;
        plan.makespan_s = 6750;
        plan.exposure_person_h = score(&operation(), plan).exposure_person_h;
    });
    breaks(&[S002], |plan| plan.bound = Some(1e6));
}

#[test]
fn the_operation_makes_the_rules() {
    use Rule::*;
    let judged = |from: &str, to: &str| rules(&operation_with(|text| text.replace(from, to)), &plan());
    assert_eq!(judged("convoy_max = 2", "convoy_max = 1"), [R403]);
    assert_eq!(judged("[\"3h\", \"9h\"]", "[\"3h\", \"4h\"]"), []);
    assert_eq!(judged("[\"0h\", \"2h\"]", "[\"0h\", \"1h\"]"), [R404, R603]);
    assert_eq!(judged("headway = \"10min\"", "headway = \"70min\""), [R406]);
    assert_eq!(judged("inspection = \"60s\"", "inspection = \"59s\""), [R402]);
    assert_eq!(judged("count = 2\n\n[[people", "count = 1\n\n[[people"), [R701]);
    assert_eq!(judged("seats = 4", "seats = 3"), [R801]);
    assert_eq!(judged("stretchers = 1", "stretchers = 0"), [R802]);
    assert_eq!(judged("capacity = 10", "capacity = 9"), [R803]);
    assert_eq!(judged("to = [\"school\"]", "to = [\"mill\"]"), [R805]);
    assert_eq!(judged("horizon = \"10h\"", "horizon = \"6700s\""), [R902]);
    assert_eq!(judged("escorts = 1", "escorts = 1\navailable = \"1min\""), [R202]);
    assert_eq!(judged("at = \"square\"\nto", "at = \"square\"\nready = \"1s\"\nto"), [R203]);
}

/// The plans with verdicts of the planning page, where they are at hand.
#[test]
fn the_published_verdicts_hold() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/spec/examples");
    let Ok(entries) = std::fs::read_dir(&folder) else { return };
    let mut judged = 0;
    for path in entries.map(|entry| entry.unwrap().path()) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let Some(name) = name.strip_suffix(".plan.json") else { continue };
        let own = folder.join(format!("{name}.operation.json"));
        let file = if own.exists() { own } else { folder.join("corridor-11.operation.json") };
        let reading = read(&std::fs::read(file).unwrap(), Format::Json);
        let operation = reading.operation.unwrap_or_else(|| panic!("{name}: {:?}", reading.findings));
        let plan: Plan = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let found = check(&operation, &plan);
        match name.strip_prefix("broken-rule") {
            None => assert_eq!(found, vec![], "{name}"),
            Some(rest) => {
                let number = rest.chars().next().unwrap();
                let named = |rule: Rule| format!("{rule:?}").as_bytes()[1] == number as u8;
                let other_name = name.contains("passage_outside_window") || name.contains("same_trip_twice");
                assert!(found.iter().any(|f| named(f.rule) || other_name), "{name}: {found:?}");
            }
        }
        judged += 1;
    }
    assert!(judged >= 16, "{judged} plans found");
}
