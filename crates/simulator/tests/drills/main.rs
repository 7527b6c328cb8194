//! Drills folded into accounts: they balance, they are the truth, they repeat, and they tell the story
//! early. Operations and plans are small ones made here, and larger ones from beside the repository
//! where those are at hand.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod audit;
mod one_road;

use audit::{audit, fold, keeps_the_rules, seats_are_enough, sound};
use evacuation::account::DiscrepancyKind;
use evacuation::convoy;
use evacuation::operation::{Operation, read};
use evacuation::plan::Plan;
use evacuation::quantity::Span;
use evacuation::statement::Fact;
use one_road::{operations, plans, settings};
use proptest::prelude::*;
use simulator::{Settings, simulate, simulate_audited};
use std::path::{Path, PathBuf};

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/spec/examples")
}

fn example(name: &str) -> Option<(Operation, Plan)> {
    let operation = std::fs::read(examples().join(format!("{name}.operation.json"))).ok()?;
    let plan = std::fs::read(examples().join(format!("{name}.plan.json"))).ok()?;
    let operation = read::read(&operation, read::Format::Json).operation.expect("an operation");
    Some((operation, serde_json::from_slice(&plan).unwrap()))
}

#[test]
fn the_examples_fold_into_the_truth() {
    for name in ["bep-14", "corridor-11", "multi-12", "open-13"] {
        let Some((operation, plan)) = example(name) else { return };
        for seed in 0..4 {
            let (drill, truth) = simulate_audited(&operation, &plan, [7; 32], &Settings::new(seed));
            sound(&drill);
            let (account, picture) = fold(&operation, &plan, &drill);
            audit(&account, &picture, &truth);
            keeps_the_rules(&operation, &drill);
            seats_are_enough(&operation, &picture, &account);
        }
    }
}

#[test]
fn the_story_is_told_within_the_first_hours() {
    let Some((operation, plan)) = example("corridor-11") else { return };
    let first = plan.trips.iter().map(|trip| trip.depart).min().unwrap();
    for seed in 0..12 {
        let drill = simulate(&operation, &plan, [7; 32], &Settings::new(seed));
        let soonest = |wanted: fn(&Fact) -> bool| {
            let said = drill.sayings.iter().find(|saying| wanted(&saying.statement.fact)).unwrap();
            said.statement.at - first
        };
        let limit = Span(2 * 3600);
        assert!(soonest(|fact| matches!(fact, Fact::Pass(_))) < limit);
        assert!(soonest(|fact| matches!(fact, Fact::Receive(_))) < limit);
        assert!(soonest(|fact| matches!(fact, Fact::Suspend(_))) < limit);
        assert!(soonest(|fact| matches!(fact, Fact::Reopen(_))) < Span(3 * 3600));
        assert!(soonest(|fact| matches!(fact, Fact::BreakDown(_))) < limit);
        let (_, picture) = fold(&operation, &plan, &drill);
        let missing =
            picture.discrepancies.iter().find(|item| item.kind == DiscrepancyKind::Missing).unwrap();
        assert!(missing.since - first < limit, "seed {seed}: {missing:?}");
        assert!(
            picture.breakdowns.len() == 1 && picture.breakdowns[0].aboard == 0,
            "{:?}",
            picture.breakdowns
        );
    }
}

#[test]
fn the_same_seed_says_the_same_and_another_does_not() {
    let Some((operation, plan)) = example("open-13") else { return };
    let bytes = |seed| {
        let drill = simulate(&operation, &plan, [7; 32], &Settings::new(seed));
        drill.sayings.iter().flat_map(|saying| saying.statement.encode()).collect::<Vec<u8>>()
    };
    assert_eq!(bytes(3), bytes(3));
    assert_ne!(bytes(3), bytes(4));
}

#[test]
fn undisturbed_the_world_keeps_the_plan() {
    for name in ["bep-14", "corridor-11", "multi-12", "open-13"] {
        let Some((operation, plan)) = example(name) else { return };
        let drill = simulate(&operation, &plan, [7; 32], &Settings::undisturbed(1));
        let (_, picture) = fold(&operation, &plan, &drill);
        assert_eq!(u64::from(picture.account.out.total()), plan.delivered);
        assert!(picture.discrepancies.is_empty(), "{:?}", picture.discrepancies);
        for (id, trip) in convoy::trip_ids(&plan).iter().zip(&plan.trips) {
            let actual = picture.trip(id).unwrap();
            assert_eq!(
                (actual.departed, actual.arrived),
                (Some(trip.depart), Some(trip.arrive)),
                "{name} {id}"
            );
            for (passage, planned) in actual.passages.iter().zip(&trip.passages) {
                assert_eq!((passage.entered, passage.through), (Some(planned.enter), Some(planned.exit)));
            }
        }
    }
}

#[test]
fn without_trips_everybody_waits_and_the_claims_are_stated() {
    let scenarios = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios");
    let mut read_any = false;
    for file in std::fs::read_dir(scenarios).unwrap().map(|file| file.unwrap().path()) {
        if file.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        let operation = read::read(&std::fs::read(&file).unwrap(), read::Format::Toml).operation.unwrap();
        let (drill, truth) = simulate_audited(&operation, &Plan::default(), [7; 32], &Settings::new(1));
        sound(&drill);
        let (account, picture) = fold(&operation, &Plan::default(), &drill);
        audit(&account, &picture, &truth);
        assert_eq!(picture.claims.len(), operation.claims.len());
        assert_eq!(picture.account.registered, operation.persons());
        assert_eq!(picture.account.waiting + picture.account.declined, operation.persons());
        read_any = true;
    }
    assert!(read_any);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn every_drill_folds_into_the_truth(
        (operation, plan) in operations().prop_flat_map(plans),
        settings in settings(),
    ) {
        let (drill, truth) = simulate_audited(&operation, &plan, [7; 32], &settings);
        sound(&drill);
        let (account, picture) = fold(&operation, &plan, &drill);
        audit(&account, &picture, &truth);
        keeps_the_rules(&operation, &drill);
        seats_are_enough(&operation, &picture, &account);
        let again = simulate(&operation, &plan, [7; 32], &settings);
        prop_assert_eq!(again, drill);
    }
}
