//! Drills folded into accounts: they balance, they are the truth, they repeat, and they tell the story
//! early. Operations and plans are small ones made here, and larger ones from beside the repository
//! where those are at hand.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use evacuation::account::{Account, AccountFigure, DiscrepancyKind, Picture, Said, Source};
use evacuation::operation::{Operation, read};
use evacuation::plan::Plan;
use evacuation::statement::{Fact, Statement};
use proptest::prelude::*;
use simulator::{Drill, Fate, Settings, Truth, simulate, simulate_audited};
use std::path::{Path, PathBuf};

fn fold(operation: &Operation, plan: &Plan, drill: &Drill) -> (Account, Picture) {
    let mut account = Account::new(operation, Some(plan));
    for (number, saying) in drill.sayings.iter().enumerate() {
        let mut entry = [0u8; 32];
        entry[..8].copy_from_slice(&(number as u64).to_be_bytes());
        let mut device = [0u8; 32];
        device[..8].copy_from_slice(&(saying.device as u64).to_be_bytes());
        let source = Source { entry, device, seq: number as u64, recorded_ms: 0 };
        assert!(account.insert(Said { source, statement: saying.statement.clone() }));
    }
    let picture = account.picture();
    (account, picture)
}

/// The account and the truth agree on every person, and everything balances.
fn audit(account: &Account, picture: &Picture, truth: &Truth) {
    assert!(picture.account.balances());
    for trip in &picture.trips {
        assert!(trip.balance.balances(), "{trip:?}");
        assert_eq!(trip.balance.unlisted, 0);
    }
    assert_eq!(picture.account.registered.total() as usize, truth.fates.len());
    for (token, category, fate) in &truth.fates {
        let person = account.person(token).unwrap();
        let expected = match fate {
            Fate::Waiting => AccountFigure::Waiting,
            Fate::Declined => AccountFigure::Declined,
            Fate::Aboard => AccountFigure::OnTheWay,
            Fate::Out => AccountFigure::Out,
            Fate::Died => AccountFigure::Died,
            Fate::Removed | Fate::Missing => AccountFigure::Unaccounted,
        };
        assert_eq!((person.state, person.category), (expected, *category), "{token}: {fate:?} {person:?}");
        assert!(person.clashes.is_empty(), "{token} {:?}", person.clashes);
    }
    let named =
        |kind| picture.discrepancies.iter().filter(|d| d.kind == kind).flat_map(|d| &d.tokens).count();
    let truly = |fate| truth.fates.iter().filter(|(_, _, other)| *other == fate).count();
    assert_eq!(named(DiscrepancyKind::Missing), truly(Fate::Missing));
    assert_eq!(named(DiscrepancyKind::Removed), truly(Fate::Removed));
    assert_eq!(named(DiscrepancyKind::Died), truly(Fate::Died));
    assert_eq!(named(DiscrepancyKind::Disputed) + named(DiscrepancyKind::Unlisted), 0);
}

/// Every statement can be written and read back, and devices speak in order of time.
fn sound(drill: &Drill) {
    let mut last = drill.sayings[0].statement.at;
    for saying in &drill.sayings {
        assert!(saying.statement.at >= last);
        last = saying.statement.at;
        let read = Statement::decode(&saying.statement.encode());
        assert_eq!(read.as_ref(), Ok(&saying.statement));
        assert!(saying.device < drill.devices.len());
    }
    let enrolled =
        drill.sayings.iter().filter(|saying| matches!(saying.statement.fact, Fact::Enrol(_))).count();
    assert_eq!(enrolled, drill.devices.len());
}

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
            println!("{name} {seed}: {} statements {:?}", drill.sayings.len(), picture.account);
        }
    }
}

#[test]
fn the_story_is_told_within_the_first_hours() {
    let Some((operation, plan)) = example("corridor-11") else { return };
    let first = plan.trips.iter().map(|trip| trip.depart).min().unwrap();
    for seed in 0..6 {
        let drill = simulate(&operation, &plan, [7; 32], &Settings::new(seed));
        let soonest = |wanted: fn(&Fact) -> bool| {
            let said = drill.sayings.iter().find(|saying| wanted(&saying.statement.fact)).unwrap();
            (said.statement.at - first).seconds()
        };
        println!(
            "{seed}: pass {} receive {} suspend {} break down {}",
            soonest(|fact| matches!(fact, Fact::Pass(_))),
            soonest(|fact| matches!(fact, Fact::Receive(_))),
            soonest(|fact| matches!(fact, Fact::Suspend(_))),
            soonest(|fact| matches!(fact, Fact::BreakDown(_))),
        );
        let (_, picture) = fold(&operation, &plan, &drill);
        let missing = picture.discrepancies.iter().find(|item| item.kind == DiscrepancyKind::Missing).unwrap();
        println!("   missing {} on {:?}", (missing.since - first).seconds(), missing.trip);
    }
}
