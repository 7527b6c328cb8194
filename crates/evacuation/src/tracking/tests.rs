//! Tracks that fake nothing: late, doubled, shuffled, wild, or from a clock that lies.

use super::*;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn way() -> Vec<Stop> {
    let stop =
        |place: &str, lon, is_control| Stop { place: place.to_owned(), position: (36.1, lon), is_control };
    vec![stop("square", 37.10, false), stop("gate", 37.05, true), stop("camp", 37.00, false)]
}

/// Metres west of the square.
fn fix(at: i64, along_m: f64) -> Fix {
    let lon = 37.10 - along_m / (111_195.0 * 36.1f64.to_radians().cos());
    Fix { at: Moment(at), lat_e6: 36_100_000, lon_e6: (lon * 1e6).round() as i32, accuracy_m: Some(10) }
}

fn set(fixes: &[Fix]) -> BTreeSet<Fix> {
    fixes.iter().copied().collect()
}

#[test]
fn a_drive_through_the_gate_is_seen_once() {
    // The gate is 4,490 m along.
    let fixes: Vec<Fix> = (0..10).map(|n| fix(n * 60, n as f64 * 700.0)).collect();
    let course = follow(&way(), &set(&fixes), Moment(0), Moment(600));
    assert_eq!(course.crossed.len(), 1);
    assert_eq!((course.crossed[0].before, course.crossed[0].behind), (Moment(360), Moment(420)));
    assert_eq!((course.pace, course.wild), (Pace::Moving, 0));
    assert!((course.length_m - 8_984.0).abs() < 10.0);
    let silent = follow(&way(), &set(&fixes), Moment(0), Moment(540 + 901));
    assert_eq!(silent.pace, Pace::Silent);
}

#[test]
fn one_fix_behind_the_gate_is_no_passing_and_turning_back_is_none_either() {
    let mut fixes = vec![fix(0, 3_000.0), fix(60, 3_600.0), fix(120, 4_200.0), fix(180, 4_900.0)];
    assert!(follow(&way(), &set(&fixes), Moment(0), Moment(200)).crossed.is_empty(), "one is not enough");
    fixes.push(fix(240, 5_000.0));
    assert_eq!(follow(&way(), &set(&fixes), Moment(0), Moment(300)).crossed.len(), 1);
    fixes.push(fix(300, 4_000.0));
    assert!(follow(&way(), &set(&fixes), Moment(0), Moment(300)).crossed.is_empty(), "it turned back");
}

#[test]
fn to_and_fro_around_the_gate_is_no_passing() {
    let fixes: Vec<Fix> =
        (0..20).map(|n| fix(n * 60, 4_490.0 + if n % 2 == 0 { -120.0 } else { 120.0 })).collect();
    let course = follow(&way(), &set(&fixes), Moment(0), Moment(1_200));
    assert!(course.crossed.is_empty());
    assert_ne!(course.pace, Pace::Stalled, "vehicles stand at control points");
}

#[test]
fn standing_on_the_open_road_is_a_stall() {
    let fixes: Vec<Fix> = (0..15).map(|n| fix(n * 60, 2_000.0)).collect();
    let course = follow(&way(), &set(&fixes), Moment(0), Moment(900));
    assert_eq!((course.pace, course.since), (Pace::Stalled, Some(Moment(0))));
}

#[test]
fn clocks_lie() {
    let now = Moment(100_000);
    let at = |at: i64| Fix { at: Moment(at), ..fix(0, 10.0) };
    assert_eq!(doubt(&at(100_060), now), None, "a minute fast");
    assert_eq!(doubt(&at(103_600), now), Some(Doubt::Future));
    assert_eq!(doubt(&at(-1_481_800_000), now), Some(Doubt::Old), "1970");
    assert_eq!(doubt(&at(100_000 - 2 * 3600), now), None, "kept back while there was no network");
    assert_eq!(doubt(&Fix { lat_e6: 0, lon_e6: 0, ..at(100_000) }, now), Some(Doubt::Nowhere));
    assert_eq!(doubt(&Fix { accuracy_m: Some(5_000), ..at(100_000) }, now), Some(Doubt::Inaccurate));
    assert_eq!(doubt(&Fix { at: Moment(i64::MAX), ..at(0) }, Moment(i64::MIN)), Some(Doubt::Future));
}

#[test]
fn coarse_positions_are_one_for_a_whole_square() {
    assert_eq!(coarse((36.101, 37.051)), coarse((36.149, 37.099)));
    assert!(crate::ground::metres(coarse((36.10, 37.05)), (36.10, 37.05)) > 1_000.0);
}

proptest! {
    #[test]
    fn nothing_before_the_gate_and_one_wild_fix_make_no_passing(
        before in proptest::collection::vec((0i64..3_600, 0.0f64..4_300.0), 0..40),
        wild in (0i64..3_600, 4_700.0f64..9_000.0),
    ) {
        let mut fixes: BTreeSet<Fix> = before.iter().map(|(at, m)| fix(*at, *m)).collect();
        fixes.insert(fix(wild.0, wild.1));
        prop_assert!(follow(&way(), &fixes, Moment(0), Moment(3_600)).crossed.is_empty());
    }

    #[test]
    fn fixes_of_the_trip_before_make_no_passing(
        old in proptest::collection::vec((-3_600i64..0, 0.0f64..9_000.0), 0..40),
        new in proptest::collection::vec((0i64..3_600, 0.0f64..4_300.0), 0..10),
    ) {
        let fixes: BTreeSet<Fix> = old.iter().chain(&new).map(|(at, m)| fix(*at, *m)).collect();
        prop_assert!(follow(&way(), &fixes, Moment(0), Moment(3_600)).crossed.is_empty());
    }

    #[test]
    fn any_fixes_are_read_without_a_panic(
        fixes in proptest::collection::vec((any::<i64>(), any::<i32>(), any::<i32>(), any::<Option<u32>>()), 0..20),
        now in any::<i64>(), from in any::<i64>(),
    ) {
        let fixes: BTreeSet<Fix> = fixes
            .into_iter()
            .map(|(at, lat_e6, lon_e6, accuracy_m)| Fix { at: Moment(at), lat_e6, lon_e6, accuracy_m })
            .collect();
        let course = follow(&way(), &fixes, Moment(from), Moment(now));
        prop_assert!(course.crossed.len() <= 1);
    }
}
