//! Plans of invented operations keep every rule, and their bound is below their value.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod invented;
mod stopping;

use evacuation::check::check;
use invented::{Size, invent};
use planner::{Settings, solve};
use stopping::after;

fn judge(seeds: std::ops::Range<u64>, size: Size, iterations: u64, asked: u64) -> u64 {
    let mut planned = 0;
    for seed in seeds {
        let Some(operation) = invent(seed, size) else { continue };
        let settings = Settings { seed, iterations_max: Some(iterations), gap: None, threads: 1 };
        if std::env::var("SHOW").is_ok() {
            eprintln!("seed {seed} {operation:#?}");
        }
        let plan = solve(&operation, &settings, &after(asked), &|_| {});
        let findings = check(&operation, &plan);
        assert!(findings.is_empty(), "seed {seed}: {findings:?}");
        let carried: u64 = plan.left.iter().map(|left| u64::from(left.count)).sum();
        assert_eq!(carried == 0, plan.left_behind == 0, "seed {seed}: those left are not listed");
        planned += u64::from(plan.delivered > 0);
    }
    planned
}

#[test]
fn small_operations() {
    let planned = judge(0..300, Size { places: 2, vehicles: 3, parties: 4 }, 30, 90);
    assert!(planned > 70, "too few of the invented operations can be planned: {planned}");
}

#[test]
fn larger_operations() {
    let planned = judge(10_000..10_100, Size { places: 4, vehicles: 12, parties: 40 }, 10, 40);
    assert!(planned > 25, "too few of the invented operations can be planned: {planned}");
}

#[test]
fn plans_that_are_polished() {
    // So many iterations that races come to a halt and timetables are made better.
    let planned = judge(30_000..30_010, Size { places: 3, vehicles: 6, parties: 12 }, 900, 8000);
    assert!(planned > 2, "too few of the invented operations can be planned: {planned}");
}

#[test]
fn a_stop_at_once_still_gives_a_plan() {
    judge(20_000..20_100, Size { places: 3, vehicles: 5, parties: 10 }, 1000, 0);
}
