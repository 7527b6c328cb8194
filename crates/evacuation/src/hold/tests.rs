//! Small plans whose chain is known.

use super::*;
use crate::operation::read::{Format, read};
use serde_json::json;

fn operation() -> Operation {
    let text = json!({
        "operation": { "name": "x", "timezone": "UTC", "start": "2026-01-01T12:00:00Z", "horizon": "10h" },
        "place": [
            { "id": "town", "kind": "staging", "bays": 1, "turnround": { "fixed": "5min" } },
            { "id": "line", "kind": "control_point", "open": [[600, 36000]], "headway": "30min" },
            { "id": "safe", "kind": "reception" },
        ],
        "road": [
            { "from": "town", "to": "line", "travel": "5min" },
            { "from": "line", "to": "safe", "travel": "10min" },
        ],
        "fleet": [ { "id": "bus", "count": 2, "at": "town", "seats": 10 } ],
        "people": [ { "id": "all", "at": "town", "parties": [ { "count": 40, "other": 1 } ] } ],
    });
    read(text.to_string().as_bytes(), Format::Json).operation.expect("an operation")
}

/// Times in seconds: load_start, enter.
fn trip(vehicle: &str, load: i64, enter: i64, back: Option<i64>) -> serde_json::Value {
    let out = enter + 600;
    let mut trip = json!({
        "vehicle": vehicle, "from": "town", "to": "safe",
        "load": [ { "people": "all", "party": 0, "count": 10 } ],
        "load_start": load, "load_end": load + 300, "depart": load + 300,
        "passages": [ { "control_point": "line", "enter": enter, "exit": enter } ],
        "arrive": out, "unload_start": out, "unload_end": out,
    });
    if let Some(back) = back {
        trip["back"] = json!({ "depart": back - 900, "to": "town", "arrive": back });
    }
    trip
}

fn plan(trips: Vec<serde_json::Value>) -> Plan {
    serde_json::from_value(json!({ "trips": trips })).expect("a plan")
}

fn holds(plan: &Plan, trip: usize) -> Vec<(String, Hold)> {
    let links = why_not_earlier(&operation(), plan, trip);
    links.into_iter().map(|link| (link.trip.to_string(), link.hold)).collect()
}

fn id(text: &str) -> TripId {
    text.parse().expect("a trip")
}

#[test]
fn a_convoy_waits_for_company_who_waited_for_a_bay() {
    let plan = plan(vec![trip("bus-1", 0, 900, None), trip("bus-2", 300, 900, None)]);
    let found = holds(&plan, 0);
    let line = || "line".to_owned();
    // Ten people wait five minutes.
    let company =
        Hold::Company { control_point: line(), last: id("bus-2.1"), waiting_person_h: 10.0 * 300.0 / 3600.0 };
    assert_eq!(found[0], ("bus-1.1".to_owned(), company));
    assert_eq!(found[1], ("bus-2.1".to_owned(), Hold::Bay { place: "town".into(), leaves: id("bus-1.1") }));
    assert_eq!(found[2], ("bus-1.1".to_owned(), Hold::FirstThere { place: "town".into() }));
    assert_eq!(found.len(), 3);
}

#[test]
fn a_passage_waits_for_the_headway_of_the_one_before_and_that_for_the_opening() {
    let mut early = operation();
    early.places[1].control.as_mut().unwrap().open.as_mut().unwrap()[0].opens = Moment(700);
    let plan = plan(vec![trip("bus-1", 0, 700, None), trip("bus-2", 300, 2500, None)]);
    let found = why_not_earlier(&early, &plan, 1);
    assert_eq!(
        found[0].hold,
        Hold::Passage { control_point: "line".into(), before: id("bus-1.1"), headway: true }
    );
    assert_eq!(found[1].hold, Hold::Window { control_point: "line".into() });
    assert_eq!((found[1].at, found.len()), (Moment(700), 2));
}

#[test]
fn a_second_trip_waits_for_its_vehicle() {
    let plan = plan(vec![trip("bus-1", 0, 600, Some(2100)), trip("bus-1", 2100, 2700, None)]);
    let found = holds(&plan, 1);
    assert_eq!(found[0], ("bus-1.2".to_owned(), Hold::Back { from: id("bus-1.1") }));
    assert_eq!(found[1], ("bus-1.1".to_owned(), Hold::FirstThere { place: "town".into() }));
}

#[test]
fn a_choice_is_called_a_choice() {
    let plan = plan(vec![trip("bus-1", 0, 1000, None)]);
    assert_eq!(holds(&plan, 0)[0].1, Hold::Choice { could: Moment(600) });
    assert!(holds(&plan, 7).is_empty(), "no such trip");
}

#[test]
fn escorts_come_back() {
    let mut later = operation();
    later.escorts = Some(crate::fleet::Escorts { count: 1, changes: vec![] });
    let mut second = trip("bus-2", 300, 2901, None);
    second["depart"] = json!(2101);
    second["passages"][0]["enter"] = json!(2701);
    let plan = plan(vec![trip("bus-1", 0, 600, Some(2100)), second]);
    let found = why_not_earlier(&later, &plan, 1);
    assert_eq!(found[0].hold, Hold::Escorts { back_with: id("bus-1.1") });
}
