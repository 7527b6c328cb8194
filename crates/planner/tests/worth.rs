//! What one more would buy is what planning anew says, and never claims more than is proven.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use evacuation::operation::read::{Format, read};
use evacuation::operation::{Minimise, Operation};
use evacuation::quantity::Moment;
use planner::worth::{Bought, Change, Figures, better_of, explain, out_by};
use planner::{Settings, solve};
use serde_json::json;

/// 90 people, one bus of 10 seats, an hour's round trip, and a gate that closes after three hours.
fn operation() -> Operation {
    let operation = json!({
        "operation": { "name": "x", "timezone": "UTC", "start": "2026-01-01T12:00:00Z", "horizon": "10h" },
        "place": [
            { "id": "town", "kind": "staging", "bays": 2, "turnround": { "fixed": "5min" } },
            { "id": "line", "kind": "control_point", "open": [["0h", "3h"]], "inspection": "1min" },
            { "id": "safe", "kind": "reception" },
        ],
        "road": [ { "from": "town", "to": "line", "travel": "10min" }, { "from": "line", "to": "safe", "travel": "15min" } ],
        "fleet": [ { "id": "bus", "count": 1, "at": "town", "seats": 10 } ],
        "escorts": { "count": 5 },
        "people": [ { "id": "all", "at": "town", "parties": [ { "count": 90, "other": 1 } ] } ],
    });
    read(operation.to_string().as_bytes(), Format::Json).operation.expect("an operation")
}

fn plan(operation: &Operation) -> evacuation::plan::Plan {
    let settings = Settings { iterations_max: Some(20), ..Settings::default() };
    solve(operation, &settings, &|| false, &|_| {})
}

#[test]
fn a_second_bus_is_worth_most_and_a_bay_nothing() {
    let operation = operation();
    let first = plan(&operation);
    let mut told = 0;
    let rows = explain(&operation, &first, 9, &mut plan, &mut |_| told += 1);
    assert_eq!(told, rows.len());
    let bought =
        |change: &Change| rows.iter().find(|row| row.change == *change).unwrap().replanned.unwrap().1;
    let bus = bought(&Change::Vehicles { fleet: "bus".into(), count: 1 });
    assert_eq!(rows[0].change, Change::Vehicles { fleet: "bus".into(), count: 1 }, "{rows:?}");
    // One bus makes three trips before the gate closes, two make six.
    assert_eq!(bus.more_out, 30);
    assert!(bus.less > 0.0 && bus.at_least <= bus.less && bus.at_most.unwrap() >= bus.less);
    let bay = bought(&Change::Bays { place: "town".into(), count: 1 });
    assert_eq!((bay.less, bay.more_out, bay.is_proven()), (0.0, 0, false));
    let hour =
        bought(&Change::Hours { control_point: "line".into(), longer: evacuation::quantity::Span(3600) });
    assert!(hour.more_out >= 10, "{hour:?}");
}

#[test]
fn the_better_plan_keeps_the_better_bound() {
    let operation = operation();
    let good = plan(&operation);
    let nobody = evacuation::plan::Plan { bound: Some(0.0), ..Default::default() };
    for best in [
        better_of(&operation, good.clone(), nobody.clone()),
        better_of(&operation, nobody.clone(), good.clone()),
    ] {
        assert_eq!((best.trips.len(), best.bound), (good.trips.len(), good.bound));
    }
}

#[test]
fn people_out_by_a_time_are_counted() {
    let operation = operation();
    let first = plan(&operation);
    assert_eq!(out_by(&operation, &first, Moment(0)), 0);
    assert_eq!(out_by(&operation, &first, Moment(36_000)), first.delivered);
    let some = out_by(&operation, &first, Moment(3600));
    assert!(some > 0 && some < first.delivered);
}

#[test]
fn what_is_proven_lies_around_what_is_found() {
    let before = Figures { value: 100.0, bound: Some(90.0), out: 10 };
    let close = Figures { value: 95.0, bound: Some(85.0), out: 10 };
    let bought = Bought::between(&before, &close, Minimise::Exposure);
    assert_eq!((bought.less, bought.at_least, bought.at_most), (5.0, 0.0, Some(15.0)));
    assert!(!bought.is_proven(), "smaller than the gap");
    let far = Figures { value: 70.0, bound: Some(60.0), out: 12 };
    let bought = Bought::between(&before, &far, Minimise::Exposure);
    assert_eq!((bought.less, bought.more_out, bought.at_least, bought.at_most), (30.0, 2, 20.0, Some(40.0)));
    assert!(bought.is_proven());
}

#[test]
fn changes_are_read_and_nonsense_is_answered() {
    let operation = operation();
    assert_eq!(Change::read(&operation, "bus=10"), Ok(Change::Vehicles { fleet: "bus".into(), count: 10 }));
    assert_eq!(Change::read(&operation, "escorts=2"), Ok(Change::Escorts { count: 2 }));
    assert_eq!(Change::read(&operation, "town.bays=1"), Ok(Change::Bays { place: "town".into(), count: 1 }));
    for (text, says) in [
        ("bus", "such as bus=10"),
        ("bus=many", "no whole number"),
        ("bus=0", "from 1"),
        ("tram=1", "a fleet (bus)"),
        ("line.trams=1", "a fleet (bus)"),
        ("nowhere.bays=1", "no place 'nowhere'"),
        ("safe.bays=1", "no limit at safe"),
        ("town.lanes=1", "no control point"),
        ("line.convoy=1", "no convoy_max"),
    ] {
        let answer = Change::read(&operation, text).unwrap_err();
        assert!(answer.contains(says), "{text}: {answer}");
    }
}

/// Eleven who lie down, two places, half an hour each way, two hours.
fn lying(changed: impl Fn(&mut serde_json::Value)) -> String {
    let mut operation = json!({
        "operation": { "name": "x", "timezone": "UTC", "start": "2026-01-01T12:00:00Z", "horizon": "2h" },
        "place": [ { "id": "town", "kind": "staging" }, { "id": "safe", "kind": "hospital" } ],
        "road": [ { "from": "town", "to": "safe", "travel": "30min" } ],
        "fleet": [ { "id": "ambulance", "count": 1, "at": "town", "seats": 1, "stretchers": 2 } ],
        "people": [ { "id": "lying", "at": "town", "parties": [ { "count": 11, "stretcher": 1 } ] } ],
    });
    changed(&mut operation);
    let operation = read(operation.to_string().as_bytes(), Format::Json).operation.expect("an operation");
    let left = plan(&operation).left;
    assert_eq!(left.len(), 1, "{left:?}");
    left[0].reason.clone()
}

#[test]
fn whoever_is_left_behind_has_a_reason_and_an_action() {
    let short = lying(|_| {});
    assert!(short.contains("one more ambulance would have time for 4 of these 7 people"), "{short}");
    let no_escorts = lying(|operation| {
        operation["fleet"][0]["count"] = json!(9);
        operation["escorts"] = json!({ "count": 1 });
    });
    assert!(no_escorts.contains("stands idle") && no_escorts.contains("more escorts"), "{no_escorts}");
}
