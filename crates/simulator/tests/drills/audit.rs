//! Holds a drill's account against the simulator's own truth, and its statements against the rules.

use evacuation::account::{
    Account, AccountFigure, DiscrepancyKind, Picture, Said, Source, TripFigure, TripPicture,
};
use evacuation::convoy::TripId;
use evacuation::operation::Operation;
use evacuation::plan::Plan;
use evacuation::quantity::{Moment, Persons};
use evacuation::statement::{Fact, Statement};
use simulator::{Drill, Fate, Truth};
use std::collections::{BTreeMap, BTreeSet};

pub(crate) fn fold(operation: &Operation, plan: &Plan, drill: &Drill) -> (Account, Picture) {
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
pub(crate) fn audit(account: &Account, picture: &Picture, truth: &Truth) {
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
    let of_trip = |trip: &TripPicture| {
        let balance = trip.balance;
        (trip.id.clone(), balance.boarded + balance.born, balance.delivered())
    };
    let trips: Vec<_> = picture.trips.iter().map(of_trip).filter(|(_, got_on, _)| *got_on > 0).collect();
    assert_eq!(trips, truth.trips);
    let named =
        |kind| picture.discrepancies.iter().filter(|d| d.kind == kind).flat_map(|d| &d.tokens).count();
    let truly = |fate| truth.fates.iter().filter(|(_, _, other)| *other == fate).count();
    assert_eq!(named(DiscrepancyKind::Missing), truly(Fate::Missing));
    assert_eq!(named(DiscrepancyKind::Removed), truly(Fate::Removed));
    assert_eq!(named(DiscrepancyKind::Died), truly(Fate::Died));
    let broken: Vec<&str> = picture.breakdowns.iter().map(|breakdown| breakdown.vehicle.as_str()).collect();
    assert!(broken.len() <= 1);
    assert_eq!(named(DiscrepancyKind::Disputed) + named(DiscrepancyKind::Unlisted), 0);
}

/// Every statement can be written and read back, and devices speak in order of time.
pub(crate) fn sound(drill: &Drill) {
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

/// Whatever the plan says, nobody enters a control point but by its rules, and no seat is taken twice.
pub(crate) fn keeps_the_rules(operation: &Operation, drill: &Drill) {
    let mut passages: BTreeMap<(&str, Moment), Vec<&TripId>> = BTreeMap::new();
    let mut through: BTreeMap<(&str, &TripId), Moment> = BTreeMap::new();
    let mut suspensions: Vec<(Option<&str>, Moment, bool)> = Vec::new();
    for Statement { at, fact } in drill.sayings.iter().map(|saying| &saying.statement) {
        match fact {
            Fact::Pass(pass) if pass.through => drop(through.insert((&pass.place, &pass.trip), *at)),
            Fact::Pass(pass) => passages.entry((&pass.place, *at)).or_default().push(&pass.trip),
            Fact::Suspend(corridor) => suspensions.push((corridor.control_point.as_deref(), *at, true)),
            Fact::Reopen(corridor) => suspensions.push((corridor.control_point.as_deref(), *at, false)),
            _ => {}
        }
    }
    let mut before: Option<(&str, Moment, Moment)> = None;
    for ((place, enter), trips) in &passages {
        let control = operation.place(operation.place_ix(place).unwrap()).control.as_ref().unwrap();
        let exits: BTreeSet<Moment> = trips.iter().map(|trip| through[&(*place, *trip)]).collect();
        let exit = *exits.first().unwrap();
        assert_eq!(exits.len(), 1);
        let vehicles = trips.len() as u32;
        assert!(control.convoy_max.is_none_or(|max| vehicles <= max));
        assert!(exit - *enter >= control.passage_duration(vehicles));
        if let Some((_, entered, left)) = before.filter(|(same, ..)| same == place) {
            assert!(*enter - entered >= control.headway && *enter >= left);
        }
        if let Some(windows) = &control.open {
            assert!(windows.iter().any(|window| window.opens <= *enter && exit <= window.closes));
        }
        let mut turns = suspensions.iter().filter(|(scope, at, _)| *scope == Some(place) && *at <= *enter);
        assert!(turns.next_back().is_none_or(|(_, _, suspended)| !suspended), "{place} {enter:?}");
        before = Some((place, *enter, exit));
    }
}

pub(crate) fn seats_are_enough(operation: &Operation, picture: &Picture, account: &Account) {
    for trip in &picture.trips {
        let Some((fleet, _)) = trip.id.vehicle.rsplit_once('-') else { continue };
        let fleet = operation.fleets.iter().find(|known| known.id == fleet).unwrap();
        let mut persons = Persons::NONE;
        for row in account.manifest(&trip.id).rows.iter().filter(|row| row.state != TripFigure::Assigned) {
            persons[row.category] += 1;
        }
        // A child born on the way has the mother's seat.
        persons.other -= trip.balance.born;
        assert!(fleet.holds(persons), "{} {persons:?}", trip.id);
    }
}
