//! The door's decision held to the table of cases that the phone's own function is held to as well.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use evacuation::boarding::{DoorParty, DoorTrip, Stop, Verdict, decide};
use evacuation::people::Token;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeSet;

#[derive(Deserialize)]
struct Case {
    name: String,
    code: Token,
    whole: bool,
    party: Option<DoorParty>,
    trip: DoorTrip,
    expect: Verdict,
}

/// A case is the common party and trip with some fields changed.
fn cases() -> Vec<Case> {
    let table: Value = serde_json::from_str(include_str!("vectors/boarding.json")).unwrap();
    let change = |base: &Value, change: &Value| {
        let mut made = base.clone();
        for (name, value) in change.as_object().into_iter().flatten() {
            made[name] = value.clone();
        }
        made
    };
    let one = |case: &Value| {
        let party = match &case["party"] {
            Value::String(none) if none == "none" => Value::Null,
            party => change(&table["party"], party),
        };
        let mut case = case.clone();
        case["trip"] = change(&table["trip"], &case["trip"]);
        case["party"] = party;
        serde_json::from_value(case).unwrap()
    };
    table["cases"].as_array().unwrap().iter().map(one).collect()
}

#[test]
fn every_case_is_decided_as_the_table_says() {
    let cases = cases();
    for case in &cases {
        let verdict = decide(case.code, case.whole, case.party.as_ref(), &case.trip);
        assert_eq!(verdict, case.expect, "{}", case.name);
    }
    let reasons: BTreeSet<Stop> = cases.iter().flat_map(|case| case.expect.stop.clone()).collect();
    assert_eq!(reasons.len(), 12, "every reason has a case");
}
