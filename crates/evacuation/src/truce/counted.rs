//! Clauses that devices count by the way: hours of passage, vehicles in a convoy, how long an inspection
//! takes, trucks let in on a day.
//!
//! Never here: a judgement where nothing was counted.

use super::{Asked, Judgement, Weight, Why, weight};
use crate::account::{FigureId, TripFigure};
use crate::aid;
use crate::quantity::Moment;
use crate::statement::{EntryRef, Fact, Holding, IncidentKind};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::collections::{BTreeMap, BTreeSet};

/// One passage: where, when it began and ended, how many vehicles.
struct Passed {
    place: String,
    entered: Moment,
    through: Option<Moment>,
    vehicles: u32,
    /// What opens the statements that it was counted from.
    figure: String,
}

/// Vehicles that went through one control point: those of one convoy, or (`apart`) those of it that drove in
/// at one moment, for some of a convoy may be held back for the next passage.
fn passages(asked: &Asked<'_>, apart: bool) -> Vec<Passed> {
    let mut all: BTreeMap<(String, String, Option<Moment>), Passed> = BTreeMap::new();
    for trip in &asked.picture.trips {
        let convoy = trip.convoy.clone().unwrap_or_else(|| trip.id.to_string());
        for passage in &trip.passages {
            let Some(entered) = passage.entered.or(passage.through) else { continue };
            let here = asked.clause.place.as_ref().is_none_or(|place| *place == passage.control_point);
            if !here || entered < asked.clause.from || entered > asked.clause.until || entered > asked.now {
                continue;
            }
            let key = (passage.control_point.clone(), convoy.clone(), apart.then_some(entered));
            let figure = match &trip.convoy {
                Some(convoy) => FigureId::Convoy(convoy.clone(), TripFigure::Pass),
                None => FigureId::Trip(trip.id.clone(), TripFigure::Pass),
            };
            let fresh = Passed {
                place: key.0.clone(),
                entered,
                through: passage.through,
                vehicles: 0,
                figure: figure.to_string(),
            };
            let passed = all.entry(key).or_insert(fresh);
            passed.vehicles += 1;
            passed.entered = passed.entered.min(entered);
            passed.through = passed.through.max(passage.through);
        }
    }
    all.into_values().collect()
}

/// Seconds of the local day, and which day.
fn local(asked: &Asked<'_>, at: Moment) -> Option<(i64, i64)> {
    let zone = TimeZone::get(&asked.operation.timezone).unwrap_or(TimeZone::UTC);
    let stamp = Timestamp::from_second(asked.operation.start_unix_s.checked_add(at.seconds())?).ok()?;
    let local = stamp.as_second() + i64::from(zone.to_offset(stamp).seconds());
    Some((local.rem_euclid(86_400), local.div_euclid(86_400)))
}

/// What was measured, against a limit; each value with the figure that opens what it was counted from.
fn measured(asked: &Asked<'_>, values: Vec<(Moment, i64, String)>, most: i64) -> Judgement {
    let first = values.iter().map(|(at, ..)| *at).min();
    let Some(first) = first else {
        return Judgement::new(Holding::Unknown, Why::NothingYet, asked.clause.from);
    };
    let worst = values.iter().max_by_key(|(at, value, _)| (*value, std::cmp::Reverse(*at)));
    let beyond = values.iter().filter(|(_, value, _)| *value > most).min_by_key(|(at, ..)| *at);
    let judged = match beyond {
        Some((since, ..)) => Judgement::new(Holding::Breached, Why::Exceeded, *since),
        None => Judgement::new(Holding::Held, Why::Measured, first),
    };
    let mut figures: Vec<String> = worst.iter().chain(&beyond).map(|(.., figure)| figure.clone()).collect();
    figures.dedup();
    Judgement { measured: worst.map(|(_, value, _)| *value), figures, ..judged }
}

pub(super) fn convoy_max(asked: &Asked<'_>) -> Judgement {
    let values = passages(asked, false);
    let values = values.into_iter().map(|passed| (passed.entered, passed.vehicles.into(), passed.figure));
    measured(asked, values.collect(), asked.clause.vehicles.unwrap_or(0).into())
}

/// A convoy's time at the point, shared out over its vehicles as many as are inspected side by side.
pub(super) fn inspection(asked: &Asked<'_>) -> Judgement {
    let each = |passed: &Passed| {
        let place = asked.operation.place_ix(&passed.place)?;
        let lanes = asked.operation.place(place).control.as_ref().map_or(1, |control| control.lanes.max(1));
        let rounds = i64::from(passed.vehicles.div_ceil(lanes)).max(1);
        let took = passed.through? - passed.entered;
        // Rounded up: a second beyond the promise is beyond it.
        Some((passed.entered, (took.seconds() + rounds - 1).div_euclid(rounds), passed.figure.clone()))
    };
    let values = passages(asked, true).iter().filter_map(each).collect();
    measured(asked, values, asked.clause.most_s.unwrap_or(0).into())
}

/// Established obstruction of this kind, at the clause's place, in its time.
fn obstructions(asked: &Asked<'_>, wanted: &[IncidentKind]) -> Vec<(Moment, EntryRef, Weight)> {
    let mut found = Vec::new();
    for said in asked.said() {
        let Fact::Incident(incident) = &said.fact else { continue };
        let here = asked.clause.place.as_ref().is_none_or(|place| *place == incident.place);
        if here
            && wanted.contains(&incident.kind)
            && said.at >= asked.clause.from
            && said.at <= asked.clause.until
        {
            let weight = weight(asked.picture, said.entry, &incident.reliability, incident.credibility);
            found.push((said.at, said.entry, weight));
        }
    }
    found
}

pub(super) fn hours(asked: &Asked<'_>) -> Judgement {
    let (opens, closes) =
        (i64::from(asked.clause.opens_s.unwrap_or(0)), i64::from(asked.clause.closes_s.unwrap_or(0)));
    let inside = |at: Moment| local(asked, at).is_some_and(|(second, _)| (opens..closes).contains(&second));
    let all = obstructions(asked, &[IncidentKind::Obstruction]);
    let refused: Vec<_> = all.iter().filter(|(at, _, w)| inside(*at) && *w == Weight::Established).collect();
    let alleged: Vec<EntryRef> =
        all.iter().filter(|(at, _, w)| inside(*at) && *w == Weight::Alleged).map(|(_, e, _)| *e).collect();
    if let Some(since) = refused.iter().map(|(at, ..)| *at).min() {
        let judged = Judgement::new(Holding::Breached, Why::Refused, since);
        return Judgement { alleged, ..judged.on(refused.iter().map(|(_, entry, _)| *entry)) };
    }
    let passed = passages(asked, true);
    let outside = passed.iter().filter(|passed| !inside(passed.entered)).min_by_key(|passed| passed.entered);
    if let Some(passed) = outside {
        let figures = vec![passed.figure.clone()];
        return Judgement {
            alleged,
            figures,
            ..Judgement::new(Holding::Breached, Why::Exceeded, passed.entered)
        };
    }
    let last = passed.iter().max_by_key(|passed| passed.entered).map(|passed| passed.figure.clone());
    match passed.iter().map(|passed| passed.entered).min() {
        Some(_) if !alleged.is_empty() => {
            Judgement { alleged, ..Judgement::new(Holding::Unknown, Why::Alleged, asked.clause.from) }
        }
        Some(first) => Judgement {
            figures: last.into_iter().collect(),
            ..Judgement::new(Holding::Held, Why::Measured, first)
        },
        None if alleged.is_empty() => Judgement::new(Holding::Unknown, Why::NothingYet, asked.clause.from),
        None => Judgement { alleged, ..Judgement::new(Holding::Unknown, Why::Alleged, asked.clause.from) },
    }
}

pub(super) fn aid_per_day(asked: &Asked<'_>) -> Judgement {
    let least = i64::from(asked.clause.vehicles.unwrap_or(0));
    let in_time = |at: Moment| at >= asked.clause.from && at <= asked.end();
    let mut days: BTreeMap<i64, BTreeSet<String>> = BTreeMap::new();
    let mut on: BTreeMap<i64, Vec<EntryRef>> = BTreeMap::new();
    for arrival in aid::let_in(asked.picture, asked.clause.place.as_deref()) {
        if let Some((_, day)) = local(asked, arrival.at).filter(|_| in_time(arrival.at)) {
            days.entry(day).or_default().insert(arrival.truck);
            on.entry(day).or_default().push(arrival.entry);
        }
    }
    let day_of = |at: Moment| local(asked, at).map_or(0, |(_, day)| day);
    let (first, today) = (day_of(asked.clause.from), day_of(asked.end()));
    let denied = denials(asked);
    let mut judged = Judgement::new(Holding::Unknown, Why::NothingYet, asked.clause.from);
    for day in first..=today.min(first + 3_700) {
        let count = days.get(&day).map_or(0, |trucks| trucks.len() as i64);
        judged.measured = Some(judged.measured.map_or(count, |least| least.min(count)));
        let entries = on.remove(&day).unwrap_or_default();
        if count >= least {
            let since = judged.since;
            let all_before = judged.why == Why::NothingYet || judged.state == Holding::Held;
            if all_before {
                let judgement = Judgement::new(Holding::Held, Why::Measured, since);
                judged = Judgement { on: judged.on, measured: judged.measured, ..judgement }.on(entries);
            }
            continue;
        }
        let over = day < today || asked.is_over();
        let refused: Vec<EntryRef> =
            denied.iter().filter(|(at, _)| day_of(*at) == day).map(|(_, entry)| *entry).collect();
        if over && !refused.is_empty() {
            let since = denied.iter().filter(|(at, _)| day_of(*at) == day).map(|(at, _)| *at).min();
            let judgement = Judgement::new(Holding::Breached, Why::FewerLetIn, since.unwrap_or(asked.now));
            return Judgement { measured: Some(count), ..judgement }.on(refused).on(entries);
        }
        if over {
            judged = Judgement { state: Holding::Unknown, why: Why::FewerCame, ..judged }.on(entries);
        }
    }
    judged
}

/// Trucks that were refused, or asked for and not answered in time; when, and the statement.
fn denials(asked: &Asked<'_>) -> Vec<(Moment, EntryRef)> {
    let refused = obstructions(asked, &[IncidentKind::AidRefused]);
    let mut all: Vec<(Moment, EntryRef)> =
        refused.into_iter().filter(|(.., w)| *w == Weight::Established).map(|(at, e, _)| (at, e)).collect();
    for request in aid::requests(asked.picture, asked.now) {
        match request.answer {
            aid::Answer::Refused { at, entry, .. } => all.push((at, entry)),
            aid::Answer::None { overdue_by: Some(_) } => {
                all.push((request.due.unwrap_or(request.at), request.entry));
            }
            _ => {}
        }
    }
    let in_time = |at: Moment| at >= asked.clause.from && at <= asked.end();
    all.retain(|(at, _)| in_time(*at));
    all
}
