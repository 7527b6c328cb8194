//! The bound holds: on tiny operations, whose true optimum is found by trying everything, it is
//! never above the optimum, and no plan is below it.
//!
//! `SOUND=5000 cargo test -p planner --test bound_is_sound` looks at so many operations, `FROM=` at later ones.
//! With `--release`, set `CARGO_PROFILE_RELEASE_DEBUG_ASSERTIONS=true`: a bound that its own plan refutes is
//! otherwise dropped unseen.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod exhaustive;
mod invented;
mod stopping;
mod tiny;

use evacuation::check::{check, score};
use evacuation::operation::read::{Format, read};
use evacuation::operation::{Minimise, Operation};
use evacuation::plan::Plan;
use invented::{Size, invent};
use planner::{Settings, solve};
use std::path::PathBuf;
use stopping::after;
use tiny::{Tiny, tiny};

/// Larger operations than this are left out.
const STEPS_MOST: usize = 400_000;

/// What looking at one operation came to.
#[derive(Debug, PartialEq)]
enum Look {
    TooLarge,
    /// The bound's distance from the optimum, and the plan's, as shares of it.
    Held(f64, f64),
    Broken(String),
}

fn look(seed: u64, tiny: &Tiny) -> Look {
    let operation = &tiny.operation;
    let settings = Settings { seed, iterations_max: Some(40), gap: None, threads: 1 };
    // A bound above the value of its own plan fails in the planner, where debug assertions are on.
    let solved = std::panic::catch_unwind(|| solve(operation, &settings, &|| false, &|_| {}));
    let Ok(plan) = solved else { return Look::Broken("the planner panics".into()) };
    let findings = check(operation, &plan);
    if !findings.is_empty() {
        return Look::Broken(format!("the plan breaks rules: {findings:?}"));
    }
    let exposure = operation.objective.minimise == Minimise::Exposure;
    let value = if exposure { plan.exposure_person_h } else { plan.makespan_s as f64 };
    let slack = 1e-6 * value.abs();
    // Looked at to a little above the plan's value, so that one as good is always found.
    let known = exposure.then_some(value * 1.001 + 1.0);
    let Some(best) = exhaustive::optimum(operation, tiny.tick, known, STEPS_MOST) else {
        return Look::TooLarge;
    };
    let findings = check(operation, &best.plan);
    if !findings.is_empty() {
        return Look::Broken(format!("the search itself is wrong: {findings:?}"));
    }
    let truth = if exposure { best.plan.exposure_person_h } else { best.plan.makespan_s as f64 };
    if (truth - best.value).abs() > slack + 1e-9 {
        return Look::Broken(format!("the search says {}, its plan is worth {truth}", best.value));
    }
    let better = if exposure {
        value < best.value - slack
    } else {
        (plan.left_behind, value) < (best.left, best.value)
    };
    if better {
        return Look::Broken(format!("the search misses a plan worth {value}, it says {}", best.value));
    }
    let bound = plan.bound.unwrap_or(0.0);
    if bound > best.value + slack {
        return Look::Broken(format!("the bound {bound} is above the optimum {} (plan {value})", best.value));
    }
    let of = best.value.max(1e-9);
    Look::Held((best.value - bound) / of, (value - best.value) / of)
}

#[test]
fn no_bound_is_above_the_optimum_of_a_tiny_operation() {
    let wanted: u64 = std::env::var("SOUND").ok().and_then(|text| text.parse().ok()).unwrap_or(120);
    let from: u64 = std::env::var("FROM").ok().and_then(|text| text.parse().ok()).unwrap_or(0);
    let (mut held, mut large, mut tight, mut best) = (0, 0, 0, 0);
    let mut broken = Vec::new();
    for seed in from..from + wanted {
        let Some(tiny) = tiny(seed) else { continue };
        match look(seed, &tiny) {
            Look::TooLarge => large += 1,
            Look::Held(bound, plan) => {
                held += 1;
                tight += u64::from(bound < 1e-6);
                best += u64::from(plan < 1e-6);
            }
            Look::Broken(why) => broken.push(format!("seed {seed}: {why}\n{}", tiny.text)),
        }
    }
    println!(
        "{held} held, {large} too large; the bound is the optimum in {tight}, the plan in {best} of them"
    );
    assert!(broken.is_empty(), "{} broken:\n{}", broken.len(), broken.join("\n"));
    assert!(held * 2 > wanted, "too few could be looked at: {held} of {wanted}");
}

/// Plans of the operation from everywhere: what the seeds find, constructions alone, and one that is given.
fn hold_all(operation: &Operation, given: Option<Plan>, name: &str) {
    let exposure = operation.objective.minimise == Minimise::Exposure;
    let with = |seed: u64, iterations: u64, asked: u64| {
        let settings = Settings { seed, iterations_max: Some(iterations), gap: None, threads: 1 };
        solve(operation, &settings, &after(asked), &|_| {})
    };
    let bounded = with(1, 10, 130);
    let bound = bounded.bound.expect("a bound");
    let mut plans = vec![bounded.clone(), with(1, 1, 0)];
    plans.extend((2..5).map(|seed| with(seed, 30, 30)));
    plans.extend(given);
    for (ix, plan) in plans.iter().enumerate() {
        assert_eq!(check(operation, plan), [], "{name}, plan {ix}");
        let found = score(operation, plan);
        let value = if exposure { found.exposure_person_h } else { found.makespan_s as f64 };
        let counts = exposure || found.left_behind <= bounded.left_behind;
        assert!(
            !counts || value >= bound * (1.0 - 1e-9),
            "{name}, plan {ix}: {value} is below the bound {bound}"
        );
        let own = plan.bound.unwrap_or(0.0);
        let best = if exposure { bounded.exposure_person_h } else { bounded.makespan_s as f64 };
        let counts = exposure || bounded.left_behind <= plan.left_behind;
        assert!(!counts || best >= own * (1.0 - 1e-9), "{name}, plan {ix}: its bound {own} is above {best}");
    }
}

#[test]
fn every_plan_of_the_examples_is_above_every_bound() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/spec/examples");
    for name in ["corridor-11", "multi-12", "open-13", "bep-14"] {
        let Ok(bytes) = std::fs::read(folder.join(format!("{name}.operation.json"))) else { continue };
        let operation = read(&bytes, Format::Json).operation.expect("an operation");
        let plan = std::fs::read(folder.join(format!("{name}.plan.json"))).expect("its plan");
        hold_all(&operation, Some(serde_json::from_slice(&plan).expect("a plan")), name);
    }
}

#[test]
fn every_plan_of_invented_operations_is_above_every_bound() {
    for seed in 500..520 {
        let size = Size { places: 2, vehicles: 4, parties: 8 };
        if let Some(operation) = invent(seed, size) {
            hold_all(&operation, None, &format!("seed {seed}"));
        }
    }
}
