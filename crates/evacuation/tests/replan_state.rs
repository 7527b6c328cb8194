//! Reading state files: what is wrong is found, all of it, and nothing panics.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use evacuation::operation::Operation;
use evacuation::operation::read::{Format, read as read_operation};
use evacuation::replan::read::{Code, read};
use evacuation::replan::{STABILITY_DEFAULT, State};
use proptest::prelude::*;
use serde_json::{Value, json};

fn operation() -> Operation {
    let text = r#"
        [operation]
        name = "Two buses"
        timezone = "UTC"
        start = 2026-01-01T00:00:00Z
        horizon = "10h"
        [[place]]
        id = "square"
        kind = "staging"
        [[place]]
        id = "bridge"
        kind = "control_point"
        [[place]]
        id = "school"
        kind = "reception"
        [[road]]
        from = "square"
        to = "bridge"
        travel = "10min"
        [[road]]
        from = "bridge"
        to = "school"
        travel = "20min"
        [[fleet]]
        id = "bus"
        count = 2
        at = "square"
        seats = 4
        [[people]]
        id = "families"
        at = "square"
        parties = [{ count = 4, other = 2 }]
    "#;
    read_operation(text.as_bytes(), Format::Toml).operation.unwrap()
}

fn trip(vehicle: &str, starts: i64) -> Value {
    json!({ "vehicle": vehicle, "from": "square", "to": "school",
            "load": [{ "people": "families", "party": 0, "count": 2 }],
            "load_start": starts, "load_end": starts, "depart": starts,
            "passages": [{ "control_point": "bridge", "enter": starts + 600, "exit": starts + 600 }],
            "arrive": starts + 1800, "unload_start": starts + 1800, "unload_end": starts + 1800,
            "back": { "depart": starts + 1800, "to": "square", "arrive": starts + 3600 } })
}

fn state() -> Value {
    json!({ "at": 3000, "plan": { "trips": [trip("bus-1", 0), trip("bus-2", 5000)] } })
}

/// The codes found after a change to a sound state.
fn codes(change: impl FnOnce(&mut Value)) -> Vec<Code> {
    let mut state = state();
    change(&mut state);
    let reading = read(&serde_json::to_vec(&state).unwrap(), &operation());
    for finding in &reading.findings {
        assert!(!finding.what.is_empty() && !finding.action.is_empty());
    }
    reading.findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn a_sound_state_is_read_whole() {
    let reading = read(&serde_json::to_vec(&state()).unwrap(), &operation());
    let state = reading.state.unwrap();
    assert_eq!(reading.findings, []);
    assert_eq!((state.at.0, state.plan.trips.len(), state.lost.len()), (3000, 2, 0));
    assert_eq!(state.stability, STABILITY_DEFAULT);
    let again = serde_json::to_vec(&state).unwrap();
    assert_eq!(serde_json::from_slice::<State>(&again).unwrap(), state);
}

#[test]
fn everything_that_is_wrong_is_found_at_once() {
    assert_eq!(codes(|_| {}), []);
    assert_eq!(codes(|state| state["at"] = json!(-1)), [Code::MomentOutside]);
    assert_eq!(codes(|state| state["at"] = json!(36_001)), [Code::MomentOutside]);
    assert_eq!(codes(|state| state["at"] = json!("noon")), [Code::NotAState]);
    assert_eq!(codes(|state| state["stability"] = json!(-0.1)), [Code::BadStability]);
    assert_eq!(codes(|state| state["lost"] = json!(["bus-3", "bus-01", "", "ü"])), [Code::UnknownLost; 4]);
    assert_eq!(codes(|state| state["lost"] = json!(["bus-1", "bus-1"])), [Code::LostTwice]);
    assert_eq!(codes(|state| state["plan"]["trips"][0]["to"] = json!("nowhere")), [Code::UnknownName]);
    assert_eq!(codes(|state| state["plan"]["trips"][0]["load"][0]["party"] = json!(7)), [Code::UnknownName]);
    assert_eq!(codes(|state| state["plan"]["trips"][1]["to"] = json!("nowhere")), [Code::UnknownLater]);
    assert_eq!(codes(|state| state["plan"]["trips"][1]["depart"] = json!(4999)), [Code::BadTimes]);
    assert_eq!(codes(|state| state["plan"]["trips"][0]["load_start"] = json!(-5)), [Code::BadTimes]);
    assert_eq!(codes(|state| state["plan"]["trips"][0]["arrive"] = json!(i64::MAX)), [Code::BadTimes]);
    assert_eq!(codes(|state| state["plan"]["trips"][0]["from"] = json!("bridge")), [Code::WrongKind]);
    assert_eq!(
        codes(|state| state["plan"]["trips"][0]["load"][0]["count"] = json!(5)),
        [Code::CarriedTooOften]
    );
    assert_eq!(codes(|state| state["plan"]["trips"][1] = trip("bus-1", 2000)), [Code::TripsOverlap]);
    let all = codes(|state| {
        state["at"] = json!(-1);
        state["stability"] = json!(-1);
        state["lost"] = json!(["tram-1"]);
        state["plan"]["trips"][1]["depart"] = json!(0);
    });
    assert_eq!(all, [Code::MomentOutside, Code::BadStability, Code::UnknownLost, Code::BadTimes]);
}

#[test]
fn a_lost_vehicle_s_trip_may_name_people_who_are_listed_elsewhere_now() {
    let gone = codes(|state| {
        state["at"] = json!(1000);
        state["lost"] = json!(["bus-1"]);
        state["plan"]["trips"][0]["load"][0]["people"] = json!("nobody");
    });
    assert_eq!(gone, []);
}

#[test]
fn a_flood_of_findings_stays_short() {
    let many: Vec<String> = (0..5000).map(|n| format!("ghost-{n}")).collect();
    let found = codes(|state| state["lost"] = json!(many));
    assert_eq!(found.len(), 21);
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        read(&bytes, &operation());
    }

    /// Any value anywhere in a sound state.
    #[test]
    fn no_value_makes_it_panic(
        path in prop::sample::select(vec![
            "/at", "/plan", "/plan/trips/0/load_start", "/plan/trips/0/arrive", "/plan/trips/0/passages",
            "/plan/trips/0/load/0/count", "/plan/trips/0/load/0/party", "/plan/trips/0/vehicle", "/lost", "/stability",
        ]),
        value in prop_oneof![
            any::<i64>().prop_map(|n| json!(n)), any::<f64>().prop_map(|n| json!(n)),
            ".{0,8}".prop_map(|text| json!(text)), Just(json!([])), Just(json!(null)),
            Just(json!(u64::MAX)), Just(json!([["bus-1"]])),
        ],
    ) {
        let mut state = json!({ "at": 3000, "lost": [], "stability": 0.5, "plan": { "trips": [trip("bus-1", 0)] } });
        *state.pointer_mut(path).unwrap() = value;
        read(&serde_json::to_vec(&state).unwrap(), &operation());
    }
}
