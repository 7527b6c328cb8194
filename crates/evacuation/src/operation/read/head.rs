//! `[operation]`, `[objective]` and `[alarms]`: what it is called, where and when it is, what counts, and
//! when somebody is told to look.
//!
//! Never here: the clock. Whether an operation lies in the past is nobody's business here.

use super::field::Row;
use super::finding::{Code, Shown, WHOLE_FILE};
use super::near::Near;
use super::start;
use crate::operation::{Alarms, Minimise, Objective};
use crate::quantity::{Category, Span};
use jiff::tz::{TimeZone, TimeZoneDatabase};

/// The longest name of an operation, in characters.
const NAME_MAX: usize = 200;
/// The largest weight, and the largest `left_behind`.
const WEIGHT_MAX: f64 = 1e6;

/// `[operation]`. Where something is missing or wrong there is a finding, and here a stand-in.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub(super) name: String,
    pub(super) timezone: String,
    pub(super) start_unix_s: i64,
    /// `None` where it could not be read: then nothing is measured against it.
    pub(super) horizon: Option<Span>,
}

pub(super) fn read_head(file: &Row<'_, '_>) -> Head {
    let Some(spot) = file.get("operation") else {
        let action = format_args!("add it, with name, timezone, start and horizon");
        let what = format_args!("there is no [operation]");
        file.spot.findings.add(Code::NoOperation, WHOLE_FILE, &file.spot.path, what, action);
        return Head::default();
    };
    let Some(row) = Row::of(spot, &["name", "timezone", "start", "horizon"]) else { return Head::default() };
    let name = row.need("name", "\"East Aleppo\"").and_then(|spot| spot.words(NAME_MAX));
    let zone = read_zone(&row);
    let start = row
        .need("start", "2016-12-15T14:00:00+02:00")
        .and_then(|spot| start::read(&spot, zone.as_ref().map(|(_, zone)| zone)));
    let horizon = row.need("horizon", "\"48h\"").and_then(|spot| {
        let horizon = spot.span()?;
        if horizon == Span::ZERO {
            let action = format_args!("write when the plan ends, such as \"48h\"");
            spot.say(Code::TooSmall, format_args!("the horizon is zero: nothing can arrive"), action);
            return None;
        }
        Some(horizon)
    });
    Head {
        name: name.unwrap_or_default().to_owned(),
        timezone: zone.map(|(name, _)| name).unwrap_or_default(),
        start_unix_s: start.unwrap_or_default(),
        horizon,
    }
}

fn read_zone(row: &Row<'_, '_>) -> Option<(String, TimeZone)> {
    let spot = row.need("timezone", "\"Asia/Damascus\"")?;
    let name = spot.words(64)?;
    // The database that is built in: the same answer on every machine.
    let zones = TimeZoneDatabase::bundled();
    match zones.get(name) {
        Ok(zone) => Some((zone.iana_name().unwrap_or(name).to_owned(), zone)),
        Err(_) => {
            let names: Vec<String> = zones.available().map(|zone| zone.to_string()).collect();
            let near = Near(name, names.iter().map(String::as_str));
            let what = format_args!("{} is no time zone{near}", Shown(name));
            spot.say(
                Code::UnknownZone,
                what,
                format_args!("write an IANA name, such as \"Asia/Damascus\" or \"UTC\""),
            );
            None
        }
    }
}

pub(super) fn read_alarms(file: &Row<'_, '_>) -> Alarms {
    let known = Alarms::default();
    let Some(row) = file.get("alarms").and_then(|spot| Row::of(spot, &["late", "balance_open", "silent"]))
    else {
        return known;
    };
    let span = |key, or| row.get(key).and_then(|spot| spot.span()).unwrap_or(or);
    Alarms {
        late: span("late", known.late),
        balance_open: span("balance_open", known.balance_open),
        silent: span("silent", known.silent),
    }
}

pub(super) fn read_objective(file: &Row<'_, '_>) -> Objective {
    let mut objective = Objective::default();
    let Some(row) = file.get("objective").and_then(|spot| {
        let known = ["minimise", "weight", "left_behind"];
        Row::of(spot, &known).map(|row| {
            (
                row.get("minimise").and_then(|spot| read_minimise(&spot)),
                read_weights(&row),
                read_left_behind(&row),
            )
        })
    }) else {
        return objective;
    };
    let (minimise, weight, left_behind) = row;
    objective.minimise = minimise.unwrap_or(objective.minimise);
    objective.weight = weight;
    objective.left_behind = left_behind.unwrap_or(objective.left_behind);
    objective
}

fn read_minimise(spot: &super::field::Spot<'_, '_>) -> Option<Minimise> {
    let text = spot.text()?;
    let found = [Minimise::Exposure, Minimise::Makespan].into_iter().find(|known| known.as_str() == text);
    if found.is_none() {
        let near = Near(text, ["exposure", "makespan"].into_iter());
        let what = format_args!("{} is nothing that a plan can make small{near}", Shown(text));
        spot.say(Code::UnknownObjective, what, format_args!("write \"exposure\" or \"makespan\""));
    }
    found
}

fn read_weights(objective: &Row<'_, '_>) -> crate::quantity::PerCategory<f64> {
    let mut weight = Objective::default().weight;
    let Some(spot) = objective.get("weight") else { return weight };
    let Some(row) = Row::of(spot, &["stretcher", "wounded", "other"]) else { return weight };
    for (category, key) in Category::ALL.into_iter().zip(["stretcher", "wounded", "other"]) {
        if let Some(number) = row.get(key).and_then(|spot| spot.real(0.0, WEIGHT_MAX)) {
            weight[category] = number;
        }
    }
    if Category::ALL.into_iter().all(|category| weight[category] == 0.0) {
        let action = format_args!("give at least one category a weight above zero");
        spot.say(Code::NothingCounts, format_args!("every weight is zero: all plans are equal"), action);
    }
    weight
}

fn read_left_behind(objective: &Row<'_, '_>) -> Option<f64> {
    let spot = objective.get("left_behind")?;
    let number = spot.real(0.0, WEIGHT_MAX)?;
    if number < 1.0 {
        let what = format_args!(
            "leaving a person behind costs {number} horizons, less than bringing them at the last moment"
        );
        spot.say(Code::LeftBehindCheap, what, format_args!("write 1.0 or more"));
    }
    Some(number)
}
