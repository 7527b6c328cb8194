//! Sound files, damaged in every way that comes to mind: reading never panics, and what is read
//! without an error keeps every promise of `Operation`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use evacuation::operation::read::{Format, Severity, read};
use evacuation::operation::{Operation, limits};
use evacuation::place::PlaceKind;
use evacuation::quantity::{Category, Moment, Persons, Span};
use proptest::prelude::*;
use std::collections::BTreeSet;

const TOML: [&[u8]; 2] = [
    include_bytes!("../../../scenarios/aleppo-2016-first-day.toml"),
    include_bytes!("../../../scenarios/katrina-superdome-2005.toml"),
];

const JSON: &[u8] = br#"{
  "operation": {"name": "Exercise", "timezone": "UTC", "start": "2026-01-01T00:00:00Z", "horizon": "48h"},
  "objective": {"minimise": "makespan", "weight": {"stretcher": 8, "wounded": 4, "other": 1.5}, "left_behind": 2},
  "place": [
    {"id": "camp", "kind": "staging", "lat": 36.17, "lon": 37.13, "bays": 3, "turnround": {"fixed": 300, "seat": "10s"}},
    {"id": "line", "kind": "control_point", "open": [[0, 36000], ["16h", "34h"]], "lanes": 2, "inspection": 90, "headway": 900},
    {"id": "town", "kind": "reception", "capacity": 900, "name": {"en": "Town", "ar": "\u0628\u0644\u062f\u0629"}}
  ],
  "road": [{"from": "camp", "to": "line", "travel": "12min"}, {"from": "line", "to": "town", "travel": 1200, "one_way": false}],
  "fleet": [{"id": "bus", "count": 20, "at": "town", "available": 0, "seats": 50, "stretchers": 1, "escorts": 1}],
  "escorts": {"count": 33, "changes": [["20h", 24]]},
  "people": [{"id": "families", "at": "camp", "ready": 0, "to": ["town"],
    "parties": [{"count": 120, "other": 5}, {"count": 30, "stretcher": 1, "other": 1}]}],
  "claim": [{"claimant": "the radio", "figure": "people_inside", "value": 951, "grade": "C3"}]
}"#;

/// One damage. Positions are fractions of the file, so that shrinking keeps their meaning.
#[derive(Clone, Debug)]
enum Damage {
    Flip(f64, u8),
    Delete(f64, f64),
    Double(f64, f64),
    Splice(f64, f64, f64, usize),
    SwapLines(f64, f64),
    Number(f64, &'static str),
    Word(f64, &'static str),
}

const NUMBERS: [&str; 14] = [
    "0",
    "-1",
    "1",
    "4294967296",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "1e308",
    "1e999",
    "nan",
    "inf",
    "0.5",
    "1000000",
    "50000000",
];
const WORDS: [&str; 10] = [
    "\"\"",
    "[]",
    "{}",
    "true",
    "null",
    "[[1,2]]",
    "\"5min\"",
    "\"\\u202E\"",
    "1979-05-27T07:32:00",
    "\"camp\"",
];

fn damage() -> impl Strategy<Value = Damage> {
    let at = 0.0..1.0f64;
    let short = 0.0..0.02f64;
    prop_oneof![
        (at.clone(), any::<u8>()).prop_map(|(at, byte)| Damage::Flip(at, byte)),
        (at.clone(), short.clone()).prop_map(|(at, length)| Damage::Delete(at, length)),
        (at.clone(), short.clone()).prop_map(|(at, length)| Damage::Double(at, length)),
        (at.clone(), at.clone(), short, 0usize..3)
            .prop_map(|(to, from, length, file)| Damage::Splice(to, from, length, file)),
        (at.clone(), at.clone()).prop_map(|(a, b)| Damage::SwapLines(a, b)),
        (at.clone(), proptest::sample::select(&NUMBERS[..]))
            .prop_map(|(at, number)| Damage::Number(at, number)),
        (at, proptest::sample::select(&WORDS[..])).prop_map(|(at, word)| Damage::Word(at, word)),
    ]
}

fn index(at: f64, length: usize) -> usize {
    ((at * length as f64) as usize).min(length.saturating_sub(1))
}

/// The first run of digits at or after a place, or of signs that make a value.
fn run(bytes: &[u8], from: usize, belongs: fn(u8) -> bool) -> std::ops::Range<usize> {
    let Some(start) = (from..bytes.len()).find(|ix| belongs(bytes[*ix])) else { return from..from };
    let end = (start..bytes.len()).find(|ix| !belongs(bytes[*ix])).unwrap_or(bytes.len());
    start..end
}

fn apply(bytes: &mut Vec<u8>, damage: &Damage) {
    let length = bytes.len();
    if length == 0 {
        return;
    }
    let piece = |bytes: &[u8], at: f64, share: f64| {
        let from = index(at, bytes.len());
        from..(from + index(share, bytes.len()) + 1).min(bytes.len())
    };
    match *damage {
        Damage::Flip(at, byte) => bytes[index(at, length)] = byte,
        Damage::Delete(at, share) => {
            bytes.drain(piece(bytes, at, share));
        }
        Damage::Double(at, share) => {
            let range = piece(bytes, at, share);
            let copy = bytes[range.clone()].to_vec();
            bytes.splice(range.end..range.end, copy);
        }
        Damage::Splice(to, from, share, file) => {
            let other = [TOML[0], TOML[1], JSON][file];
            let copy = other[piece(other, from, share)].to_vec();
            let to = index(to, length);
            bytes.splice(to..to, copy);
        }
        Damage::SwapLines(a, b) => {
            let mut lines: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').collect();
            let (a, b) = (index(a, lines.len()), index(b, lines.len()));
            lines.swap(a, b);
            *bytes = lines.join(&b'\n');
        }
        Damage::Number(at, number) => {
            let range = run(bytes, index(at, length), |byte| byte.is_ascii_digit());
            bytes.splice(range, number.bytes());
        }
        Damage::Word(at, word) => {
            let range = run(bytes, index(at, length), |byte| {
                byte.is_ascii_alphanumeric() || b"\".+-:".contains(&byte)
            });
            bytes.splice(range, word.bytes());
        }
    }
}

/// What everything else relies on.
fn assert_promises(operation: &Operation) {
    let places = operation.places.len();
    let moment = |moment: Moment| assert!((0..=limits::SPAN_S_MAX).contains(&moment.0));
    let span = |span: Span| assert!((0..=limits::SPAN_S_MAX).contains(&span.0));
    assert!(operation.horizon > Span::ZERO);
    span(operation.horizon);
    let ids = |ids: Vec<&String>| {
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
        assert!(ids.iter().all(|id| !id.is_empty() && id.len() <= 64));
    };
    ids(operation.places.iter().map(|place| &place.id).collect());
    ids(operation.fleets.iter().map(|fleet| &fleet.id).collect());
    ids(operation.people.iter().map(|people| &people.id).collect());
    for place in &operation.places {
        assert_eq!(place.control.is_some(), place.kind == PlaceKind::ControlPoint);
        assert!(place.bays != Some(0));
        let Some(control) = &place.control else { continue };
        assert!(control.lanes > 0 && control.convoy_max != Some(0));
        let windows = control.open.as_deref().unwrap_or_default();
        assert!(windows.iter().all(|window| window.opens < window.closes));
        assert!(windows.windows(2).all(|pair| pair[0].closes <= pair[1].opens));
    }
    for road in &operation.roads {
        assert!(road.from.0 < places && road.to.0 < places && road.from != road.to);
        span(road.travel);
    }
    let vehicles: u64 = operation.fleets.iter().map(|fleet| u64::from(fleet.count)).sum();
    assert!(vehicles <= limits::VEHICLES_MAX);
    for fleet in &operation.fleets {
        assert!(fleet.at.0 < places);
        moment(fleet.available);
    }
    let persons: u64 = operation.people.iter().map(|people| u64::from(people.persons().total())).sum();
    assert!(persons <= limits::PERSONS_MAX);
    for people in &operation.people {
        assert_eq!(operation.place(people.at).kind, PlaceKind::Staging);
        moment(people.ready);
        let to = people.to.as_ref();
        assert!(to.is_none_or(|to| !to.is_empty() && to.iter().all(|to| operation.may_go(people, *to))));
        assert!(people.parties.iter().all(|party| party.persons != Persons::NONE));
    }
    let weight = operation.objective.weight;
    assert!(Category::ALL.iter().all(|category| weight[*category].is_finite() && weight[*category] >= 0.0));
    if let Some(escorts) = &operation.escorts {
        assert!(escorts.changes.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }
}

fn assert_reads(bytes: &[u8], format: Format) -> bool {
    let reading = read(bytes, format);
    assert_eq!(reading.operation.is_some(), reading.count(Severity::Error) == 0);
    assert!(reading.findings.iter().all(|finding| finding.to_string().len() < 2_000));
    if let Some(operation) = &reading.operation {
        assert_promises(operation);
    }
    reading.operation.is_some()
}

#[test]
fn undamaged_files_are_sound() {
    assert!(TOML.into_iter().all(|bytes| assert_reads(bytes, Format::Toml)));
    assert!(assert_reads(JSON, Format::Json));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_files_are_read_or_refused(file in 0usize..3, damages in proptest::collection::vec(damage(), 1..6)) {
        let (original, format) = if file < 2 { (TOML[file], Format::Toml) } else { (JSON, Format::Json) };
        let mut bytes = original.to_vec();
        for damage in &damages {
            apply(&mut bytes, damage);
        }
        assert_reads(&bytes, format);
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        assert_reads(&bytes, Format::Toml);
        assert_reads(&bytes, Format::Json);
    }
}
