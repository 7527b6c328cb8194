//! Planning anew at any moment of a drill: how it stands is read from the account, the new plan keeps
//! every rule, and the drill goes on under it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod days;

use days::{Day, Stands, days, not_planned, soon};
use evacuation::adopted::Adopted;
use evacuation::check::check_replan;
use evacuation::convoy;
use evacuation::operation::read::Severity;
use evacuation::plan::Plan;
use evacuation::quantity::Moment;
use evacuation::replan::State;
use evacuation::replan::read::findings;
use evacuation::standing::{AssumptionKind, difference, number, still_stands};
use evacuation::statement::{AidMove, AidStep, Fact, Goods, Statement};
use std::collections::BTreeSet;

/// Plans anew and judges the plan.
fn plan_anew(day: &Day, stands: &Stands, at: Moment) -> Plan {
    let standing = &stands.standing;
    let state = State { lost: standing.lost.clone(), ..State::new(at, standing.plan.clone()) };
    let wrong: Vec<_> = findings(&standing.operation, &state)
        .into_iter()
        .filter(|finding| finding.severity() == Severity::Error)
        .collect();
    assert!(wrong.is_empty(), "{} at {at:?}: {wrong:#?}", day.name);
    let settings = planner::Settings::default();
    let mut plan = planner::replan(&standing.operation, &state, &settings, &soon(), &|_| {});
    let broken = check_replan(&standing.operation, &state, &plan);
    assert!(broken.is_empty(), "{} at {at:?}: {broken:#?}", day.name);
    number(&mut plan, standing, &stands.picture);
    plan
}

#[test]
fn everybody_is_planned_or_named() {
    for day in days() {
        for at in day.moments(9) {
            let Stands { standing, picture, .. } = day.stands(at);
            let named: u32 = standing.assumptions.iter().filter_map(not_planned).sum();
            let (died, born) = (picture.account.died.total(), picture.account.born.total());
            let planned = standing.operation.persons().total();
            let all = day.operation.persons().total();
            // A child born on the way is on no list.
            assert!(
                (all..=all + born).contains(&(planned + named + died)),
                "{} at {at:?}: {planned} planned, {named} named, {died} died of {all}: {:#?}",
                day.name,
                standing.assumptions
            );
        }
    }
}

#[test]
fn at_any_moment_of_any_drill_a_plan_is_made_anew_that_keeps_the_rules() {
    for day in days() {
        for at in day.moments(11) {
            let stands = day.stands(at);
            let plan = plan_anew(&day, &stands, at);
            let ids: BTreeSet<_> = convoy::trip_ids(&plan).into_iter().collect();
            assert_eq!(ids.len(), plan.trips.len(), "no trip has two names");
            for trip in stands.picture.trips.iter().filter(|trip| trip.arrived.is_some()) {
                assert!(ids.contains(&trip.id), "{}: {} is over and gone from the plan", day.name, trip.id);
            }
            assert!(still_stands(&plan, &stands.picture, &stands.picture).is_ok());
            let total = difference(&stands.standing, &day.plan, &plan).total();
            let all = stands.standing.operation.persons().total();
            assert!(total.earlier + total.later + total.newly_out + total.newly_left <= 2 * all);
        }
    }
}

/// Somebody loads flour onto the vehicle of this trip, to be brought in on its way back.
fn loaded(trip: &convoy::TripId, place: &str, to: &str, at: Moment) -> Statement {
    let goods = Goods { commodity: "flour".into(), unit: "sack".into(), quantity: 30, batch: String::new() };
    let moved = AidMove {
        waybill: "W-1".into(),
        step: AidStep::Loaded,
        place: place.into(),
        request: None,
        vehicle: Some(trip.vehicle.clone()),
        to: Some(to.into()),
        trip: Some(trip.clone()),
        goods: vec![goods],
        by: String::new(),
        words: String::new(),
    };
    Statement { at, fact: Fact::AidMove(Box::new(moved)) }
}

#[test]
fn a_vehicle_that_brings_aid_in_is_free_for_people_later() {
    let mut delayed = 0;
    for day in days() {
        for at in day.moments(9) {
            let before = day.stands(at);
            let ids = convoy::trip_ids(&before.standing.plan);
            let trips = || ids.iter().zip(&before.standing.plan.trips);
            let begun =
                |id: &convoy::TripId| before.picture.trip(id).is_some_and(|trip| trip.arrived.is_some());
            let on_the_way = |(id, trip): &(&convoy::TripId, &evacuation::plan::Trip)| {
                let later = trips().any(|(_, other)| {
                    other.vehicle == trip.vehicle
                        && other.load_start > trip.load_start
                        && other.load_start < at
                });
                begun(id)
                    && !later
                    && trip.back.as_ref().is_some_and(|back| back.depart < at && at < back.arrive)
            };
            let Some((id, trip)) = trips().find(on_the_way) else { continue };
            let back = trip.back.as_ref().unwrap();
            let aid = loaded(id, &trip.to, &back.to, at - evacuation::quantity::Span(1));
            let after = day.stands_with(at, vec![aid]);
            let said = |kind| move |one: &&evacuation::standing::Assumption| one.kind == kind;
            let named = after.standing.assumptions.iter().find(said(AssumptionKind::AidAboard));
            let same = convoy::trip_ids(&after.standing.plan).iter().position(|known| known == id);
            let now = same.and_then(|ix| after.standing.plan.trips[ix].back.clone());
            // No window lets it through so much later: then it has no way back at all.
            let Some(now) = now else { continue };
            assert!(now.depart >= back.depart + evacuation::aid::UNLOADING, "{}: {id}", day.name);
            assert!(now.arrive >= back.arrive + evacuation::aid::UNLOADING);
            assert!(named.is_some(), "{}: {:?}", day.name, after.standing.assumptions);
            assert!(!before.standing.assumptions.iter().any(|one| one.kind == AssumptionKind::AidAboard));
            plan_anew(&day, &after, at);
            delayed += 1;
        }
    }
    assert!(delayed > 0, "no vehicle was on its way back at any of these moments");
}

#[test]
fn a_drill_goes_on_under_one_new_plan_after_another() {
    for mut day in days() {
        for at in day.moments(7) {
            let at = at.max(day.changed + evacuation::quantity::Span(1));
            let stands = day.stands(at);
            let plan = plan_anew(&day, &stands, at);
            let adopted = Adopted { at, amendment: stands.standing.amendment.clone(), plan };
            let (read, amended) = Adopted::read(&adopted.write(), &day.operation).unwrap();
            assert_eq!((&read.plan.trips, &read.amendment), (&adopted.plan.trips, &adopted.amendment));
            assert_eq!(convoy::trip_ids(&read.plan), convoy::trip_ids(&adopted.plan));
            let said: Vec<_> = day.drill.sayings.iter().filter(|s| s.statement.at <= at).cloned().collect();
            day.follow(at, adopted.plan, amended);
            let again: Vec<_> = day.drill.sayings.iter().filter(|s| s.statement.at <= at).cloned().collect();
            assert_eq!(said, again, "{} at {at:?}: what was said stays", day.name);
        }
        let end = day.account(Moment(i64::MAX)).picture();
        assert!(end.account.balances());
        let out = end.account.out.total();
        let all = day.operation.persons().total();
        assert!(out * 10 > all * 8, "{}: only {out} of {all} got out in the end", day.name);
    }
}
