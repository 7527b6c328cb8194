//! Drills folded into accounts: they balance, they are the truth, they repeat, and they tell the story
//! early. Operations and plans are small ones made here, and larger ones from beside the repository
//! where those are at hand.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use evacuation::account::{
    Account, AccountFigure, DiscrepancyKind, Picture, Said, Source, TripFigure, TripPicture,
};
use evacuation::convoy::{self, TripId};
use evacuation::fleet::{Escorts, Fleet};
use evacuation::operation::{Objective, Operation, read};
use evacuation::people::{PartyClass, People};
use evacuation::place::{Control, Place, PlaceIx, PlaceKind, Road, Turnround, Window};
use evacuation::plan::{Back, Load, PassageTime, Plan, Trip};
use evacuation::quantity::{Moment, Persons, Span};
use evacuation::statement::{Fact, Statement};
use proptest::prelude::*;
use simulator::{Drill, Fate, Settings, Truth, simulate, simulate_audited};
use std::collections::{BTreeMap, BTreeSet};
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

/// Whatever the plan says, nobody enters a control point but by its rules, and no seat is taken twice.
fn keeps_the_rules(operation: &Operation, drill: &Drill) {
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

fn seats_are_enough(operation: &Operation, picture: &Picture, account: &Account) {
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

/// Windows, lanes, inspection, convoy_max, headway of a control point.
type Point = (Option<(i64, i64, i64)>, u32, i64, Option<u32>, i64);

/// A small operation on one road, with 0 to 2 control points.
fn operations() -> impl Strategy<Value = Operation> {
    let windows = proptest::option::of((0i64..40, 1i64..200, 1i64..300));
    let point = (windows, 1u32..3, 0i64..120, proptest::option::of(1u32..4), 0i64..1200);
    let points = proptest::collection::vec(point, 0..3);
    let classes = proptest::collection::vec((1u32..8, 0u32..2, 0u32..2, 0u32..5), 1..4);
    let bays = proptest::option::of(1u32..3);
    let escorts = proptest::option::of(2u32..9);
    (points, bays, classes, escorts, 10i64..60).prop_map(|(points, bays, classes, escorts, minutes)| {
        let (places, roads) = one_road(points, bays, minutes);
        let parties = classes.into_iter().map(|(count, stretcher, wounded, other)| {
            let other = if stretcher + wounded + other == 0 { 1 } else { other };
            PartyClass { count, persons: Persons { stretcher, wounded, other } }
        });
        let parties = parties.collect();
        Operation {
            name: "one road".to_owned(),
            timezone: "UTC".to_owned(),
            start_unix_s: 1_700_000_000,
            horizon: Span(12 * 3600),
            objective: Objective::default(),
            places,
            roads,
            fleets: vec![Fleet {
                id: "bus".to_owned(),
                count: 4,
                at: PlaceIx(0),
                available: Moment(0),
                seats: 20,
                stretchers: 4,
                escorts: 1,
            }],
            escorts: escorts.map(|count| Escorts { count, changes: vec![(Moment(7200), count / 2)] }),
            people: vec![People {
                id: "all".to_owned(),
                at: PlaceIx(0),
                ready: Moment(0),
                to: None,
                parties,
            }],
            claims: vec![],
        }
    })
}

fn one_road(points: Vec<Point>, bays: Option<u32>, minutes: i64) -> (Vec<Place>, Vec<Road>) {
    let mut places =
        vec![place("school", PlaceKind::Staging, bays), place("camp", PlaceKind::Reception, bays)];
    let mut roads = Vec::new();
    let mut before = PlaceIx(0);
    for (number, (windows, lanes, inspection, convoy_max, headway)) in points.into_iter().enumerate() {
        let mut point = place(&format!("line{number}"), PlaceKind::ControlPoint, None);
        let window =
            |opens: i64, closes: i64| Window { opens: Moment(opens * 60), closes: Moment(closes * 60) };
        let open = windows.map(|(opens, length, gap)| {
            vec![window(opens, opens + length), window(opens + length + gap, opens + 2 * length + gap)]
        });
        let (inspection, headway) = (Span(inspection), Span(headway));
        point.control = Some(Control { open, lanes, inspection, convoy_max, headway });
        let here = PlaceIx(places.len());
        places.push(point);
        roads.push(road(before, here, minutes));
        before = here;
    }
    roads.push(road(before, PlaceIx(1), minutes));
    (places, roads)
}

fn place(id: &str, kind: PlaceKind, bays: Option<u32>) -> Place {
    let turnround = Turnround { fixed: Span(60), seat: Span(5), stretcher: Span(60) };
    Place {
        id: id.to_owned(),
        name: Default::default(),
        kind,
        position: Some((36.0, 37.0 + id.len() as f64 / 100.0)),
        bays,
        turnround,
        capacity: None,
        control: None,
    }
}

fn road(from: PlaceIx, to: PlaceIx, minutes: i64) -> Road {
    Road { from, to, travel: Span(minutes * 60), distance_km: None, one_way: false }
}

/// Trips that may keep no rule at all: the simulated world keeps them itself.
fn plans(operation: Operation) -> impl Strategy<Value = (Operation, Plan)> {
    let trip = (1u32..5, 0usize..4, 1u32..4, 0i64..300, any::<bool>());
    proptest::collection::vec(trip, 0..12).prop_map(move |trips| {
        let points = operation.places.iter().filter(|place| place.kind == PlaceKind::ControlPoint);
        let points: Vec<String> = points.map(|point| point.id.clone()).collect();
        let mut left: Vec<u32> = operation.people[0].parties.iter().map(|class| class.count).collect();
        let mut made = Vec::new();
        for (bus, class, count, start, goes_back) in trips {
            let class = class % left.len();
            let count = count.min(left[class]);
            if count == 0 {
                continue;
            }
            left[class] -= count;
            let at = |minutes: i64| Moment((start + minutes) * 60);
            let passages = points.iter().enumerate().map(|(number, point)| PassageTime {
                control_point: point.clone(),
                enter: at(20 + 20 * number as i64),
                exit: at(25 + 20 * number as i64),
            });
            made.push(Trip {
                vehicle: format!("bus-{bus}"),
                from: "school".to_owned(),
                to: "camp".to_owned(),
                load: vec![Load { people: "all".to_owned(), party: class, count }],
                load_start: at(0),
                load_end: at(5),
                depart: at(5),
                passages: passages.collect(),
                arrive: at(90),
                unload_start: at(90),
                unload_end: at(95),
                back: goes_back.then(|| Back { depart: at(95), to: "school".to_owned(), arrive: at(180) }),
            });
        }
        (operation.clone(), Plan { trips: made, ..Plan::default() })
    })
}

fn settings() -> impl Strategy<Value = Settings> {
    (any::<u64>(), 0u32..300, 0u32..300, any::<bool>(), 0i64..200).prop_map(
        |(seed, no_show, declining, mishaps, long)| Settings {
            no_show_permille: no_show,
            declining_permille: declining,
            loading_longer_percent: 80,
            driving_longer_percent: 80,
            breakdown: mishaps,
            suspension: mishaps.then_some(Span(long * 60)),
            birth_permille: 1000,
            death_permille: 1000,
            removal_permille: 1000,
            ..Settings::new(seed)
        },
    )
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
