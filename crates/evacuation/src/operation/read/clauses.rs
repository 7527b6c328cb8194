//! `[[party]]` and `[[clause]]`: who agreed, and what; each clause in terms that can be tested.
//!
//! Never here: whether a clause is kept (`truce`).

use super::field::Row;
use super::finding::{Code, Shown};
use super::ids::{Ids, own_id};
use super::near::Near;
use super::places::{Places, read_names};
use crate::operation::{TruceParty, limits};
use crate::quantity::{Moment, Span};
use crate::truce::{Clause, Term};

const KEYS: [&str; 12] = [
    "id",
    "term",
    "parties",
    "from",
    "until",
    "within_km",
    "opens",
    "closes",
    "most",
    "trucks",
    "place",
    "note",
];
/// Vehicles or trucks: far more than any convoy has.
const VEHICLES_MAX: u32 = 1_000_000;
/// A local time of day is written so.
const DAY_S: i64 = 86_400;

pub(super) fn read_parties(file: &Row<'_, '_>) -> Vec<TruceParty> {
    let (mut ids, mut count) = (Ids::default(), 0);
    let parties = file.rows("party", &["id", "name"], |row| {
        let id = own_id(row, "\"government\"")?;
        ids.note(id, count, row, Code::ClauseTwice, "party");
        count += 1;
        Some(TruceParty { id: id.to_owned(), name: read_names(row) })
    });
    parties.into_iter().map(|read| read.item).collect()
}

pub(super) fn read_clauses(
    file: &Row<'_, '_>,
    places: &Places<'_>,
    parties: &[TruceParty],
    horizon: Option<Span>,
) -> Vec<Clause> {
    let (mut ids, mut count) = (Ids::default(), 0);
    let clauses = file.rows("clause", &KEYS, |row| {
        let id = own_id(row, "\"no-fire\"")?;
        ids.note(id, count, row, Code::ClauseTwice, "clause");
        count += 1;
        let term = read_term(row)?;
        let end = Moment::START + horizon.unwrap_or(Span(limits::SPAN_S_MAX));
        let moment = |key| row.get(key).and_then(|spot| spot.span()).map(|span| Moment::START + span);
        let most = row.get("most");
        let mut clause = Clause {
            clause: id.to_owned(),
            term,
            parties: named(row, parties),
            from: moment("from").unwrap_or(Moment::START),
            until: moment("until").unwrap_or(end),
            within_m: row
                .get("within_km")
                .and_then(|spot| spot.real(0.001, 1000.0))
                .map(|km| (km * 1000.0).round() as u32),
            opens_s: time_of_day(row, "opens"),
            closes_s: time_of_day(row, "closes"),
            vehicles: row.get("trucks").and_then(|spot| spot.count(1..=VEHICLES_MAX)),
            most_s: None,
            place: None,
        };
        match (term, most) {
            (Term::Inspection, Some(spot)) => {
                clause.most_s = spot.span().and_then(|span| u32::try_from(span.seconds()).ok())
            }
            (Term::ConvoyMax, Some(spot)) => clause.vehicles = spot.count(1..=VEHICLES_MAX),
            _ => {}
        }
        if let Some(spot) = row.get("place")
            && places.named(&spot, Code::ClauseNowhere).is_some()
        {
            clause.place = spot.text().map(str::to_owned);
        }
        if let Some(fault) = fault(&clause) {
            row.spot.say(Code::ClauseIncomplete, format_args!("{fault}"), format_args!("{}", example(term)));
        }
        Some(clause)
    });
    clauses.into_iter().map(|read| read.item).collect()
}

/// What is missing, in the words of the file.
fn fault(clause: &Clause) -> Option<&'static str> {
    let fault = clause.fault()?;
    Some(match clause.term {
        _ if clause.until <= clause.from => fault,
        Term::NoFire => "a clause no_fire says within how many kilometres",
        Term::PassageHours => "a clause passage_hours says when passage opens and, later, closes",
        Term::ConvoyMax => "a clause convoy_max says how many vehicles at most",
        Term::Inspection => "a clause inspection says how long it may take at most, up to a day",
        Term::AidPerDay => "a clause aid_per_day says how many trucks",
    })
}

fn example(term: Term) -> &'static str {
    match term {
        Term::NoFire => "write within_km = 2.0, and from before until",
        Term::PassageHours => "write opens = \"06:00\" and closes = \"18:00\"",
        Term::ConvoyMax => "write most = 20",
        Term::Inspection => "write most = \"90s\"",
        Term::AidPerDay => "write trucks = 20",
    }
}

fn read_term(row: &Row<'_, '_>) -> Option<Term> {
    let spot = row.need("term", "\"no_fire\"")?;
    let text = spot.text()?;
    let found = Term::ALL.into_iter().find(|term| term.as_str() == text);
    if found.is_none() {
        let names = Term::ALL.map(Term::as_str);
        let what = format_args!("{} is no kind of clause{}", Shown(text), Near(text, names.into_iter()));
        spot.say(Code::UnknownTerm, what, format_args!("write one of {}", names.join(", ")));
    }
    found
}

/// The parties that are bound; all of them must be known where any is listed with `[[party]]`.
fn named(row: &Row<'_, '_>, parties: &[TruceParty]) -> Vec<String> {
    let Some(list) = row.get("parties") else {
        return parties.iter().map(|party| party.id.clone()).collect();
    };
    let mut all = Vec::new();
    for (ix, node) in list.items().unwrap_or_default().iter().enumerate() {
        let spot = super::field::Spot { node, path: list.path.index(ix), findings: list.findings };
        let Some(id) = spot.words(200) else { continue };
        if parties.iter().any(|party| party.id == id) {
            all.push(id.to_owned());
        } else {
            let known = parties.iter().map(|party| party.id.as_str());
            let what = format_args!("there is no party {}{}", Shown(id), Near(id, known));
            spot.say(Code::UnknownParty, what, format_args!("correct the id, or add a [[party]] with it"));
        }
    }
    all
}

/// `"06:00"`, in the operation's local time; `"24:00"` is the end of the day.
fn time_of_day(row: &Row<'_, '_>, key: &'static str) -> Option<u32> {
    let spot = row.get(key)?;
    let text = match &spot.node.value {
        // TOML writes a time of day without quotes.
        super::document::Value::Time(time) => time.to_string(),
        _ => spot.text()?.to_owned(),
    };
    let parts: Vec<Option<i64>> = text.split(':').map(two_digits).collect();
    let seconds = match parts.as_slice() {
        [Some(hours), Some(minutes)] if *minutes < 60 => hours * 3600 + minutes * 60,
        [Some(hours), Some(minutes), Some(seconds)] if *minutes < 60 && *seconds < 60 => {
            hours * 3600 + minutes * 60 + seconds
        }
        _ => DAY_S + 1,
    };
    if seconds > DAY_S {
        let what = format_args!("{} is no time of day", Shown(&text));
        spot.say(Code::BadSpan, what, format_args!("write {key} = \"06:00\", local time"));
        return None;
    }
    u32::try_from(seconds).ok()
}

fn two_digits(text: &str) -> Option<i64> {
    (text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}
