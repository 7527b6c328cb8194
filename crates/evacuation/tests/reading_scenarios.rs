//! The scenarios that come with the program: nothing to find in them, and their known figures stand.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use evacuation::operation::Operation;
use evacuation::operation::read::{Format, read};
use evacuation::place::PlaceKind;
use std::path::PathBuf;

fn scenario(name: &str) -> Operation {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../scenarios").join(name);
    let reading = read(&std::fs::read(&path).unwrap(), Format::Toml);
    let listed: Vec<String> = reading.findings.iter().map(ToString::to_string).collect();
    assert!(listed.is_empty(), "{name}:\n{}", listed.join("\n"));
    let operation = reading.operation.unwrap();
    for place in &operation.places {
        assert!(place.position.is_some(), "{name}: {} has no position", place.id);
        for language in ["en", "ar"] {
            assert!(place.name.contains_key(language), "{name}: {} has no {language} name", place.id);
        }
    }
    assert!(operation.claims.iter().all(|claim| claim.source.len() > 10), "{name}: a claim without a source");
    operation
}

fn vehicles(operation: &Operation, wanted: fn(&evacuation::fleet::Fleet) -> bool) -> u32 {
    operation.fleets.iter().filter(|fleet| wanted(fleet)).map(|fleet| fleet.count).sum()
}

#[test]
fn the_first_day_of_aleppo() {
    let operation = scenario("aleppo-2016-first-day.toml");
    let persons = operation.persons();
    assert_eq!((persons.total(), persons.stretcher + persons.wounded), (951, 108));
    assert_eq!(vehicles(&operation, |fleet| fleet.id == "bus"), 20);
    assert_eq!(vehicles(&operation, |fleet| fleet.id == "bus-second"), 15);
    assert_eq!(vehicles(&operation, |fleet| fleet.stretchers > 0), 13);
    let first_departure_unix_s = 1_481_805_000; // 2016-12-15T12:30Z
    assert_eq!(operation.start_unix_s, first_departure_unix_s - 30 * 60);
    let claimed = |claimant: &str, figure: &str| {
        let mut claims = operation.claims.iter();
        claims.find(|c| c.claimant == claimant && c.figure == figure).map(|c| (c.low, c.high))
    };
    for (figure, value) in [("people_out", 951), ("wounded_out", 108), ("fighters_out", 200)] {
        assert_eq!(claimed("a regime source", figure), Some((value, value)));
    }
    assert_eq!(claimed("the UN envoy", "people_inside"), Some((50_000, 50_000)));
    assert_eq!(claimed("the UN envoy", "people_to_idlib"), Some((10_000, 10_000)));
}

#[test]
fn the_whole_of_aleppo() {
    let operation = scenario("aleppo-2016.toml");
    let persons = operation.persons();
    assert_eq!((persons.total(), persons.stretcher + persons.wounded), (35_000, 734));
    assert_eq!(vehicles(&operation, |fleet| fleet.stretchers == 0), 308);
    assert_eq!(vehicles(&operation, |fleet| fleet.stretchers > 0), 61);
    let corridor = |kind: PlaceKind| kind != PlaceKind::Depot;
    let km: f64 = operation
        .roads
        .iter()
        .filter(|road| corridor(operation.place(road.from).kind) && corridor(operation.place(road.to).kind))
        .filter_map(|road| road.distance_km)
        .sum();
    assert!((km - 21.0).abs() < 1e-9, "{km}");
}

#[test]
fn pripyat() {
    let operation = scenario("pripyat-1986.toml");
    assert_eq!(operation.persons().total(), 49_360 + 254);
    assert_eq!(operation.persons().stretcher, 80);
    assert_eq!(vehicles(&operation, |fleet| fleet.stretchers == 0), 1_200);
}

#[test]
fn the_superdome() {
    let operation = scenario("katrina-superdome-2005.toml");
    assert_eq!(operation.persons().total(), 23_000);
    let mut on_hand = 0;
    let by_day: Vec<u32> = operation
        .fleets
        .iter()
        .map(|fleet| {
            on_hand += fleet.count;
            on_hand
        })
        .collect();
    assert_eq!(by_day, [200, 657, 935, 1_094]);
}
