//! `[[people]]`: who is to be brought out, as parties that are never split.
//!
//! Never here: names of persons; there is no key for one.

use super::field::{Row, Spot};
use super::finding::{Code, Shown};
use super::ids::{Ids, own_id};
use super::places::Places;
use super::{ReadRow, limits};
use crate::people::{PartyClass, People};
use crate::place::{PlaceIx, PlaceKind};
use crate::quantity::{Moment, Persons, Span};
use std::collections::BTreeSet;

const KEYS: [&str; 5] = ["id", "at", "ready", "to", "parties"];
const PARTY_KEYS: [&str; 4] = ["count", "stretcher", "wounded", "other"];
/// Persons in one party.
const PARTY_MAX: u32 = 10_000;
const PERSONS_MAX: u32 = limits::PERSONS_MAX as u32;

/// The people who could be read.
#[derive(Debug, Default)]
pub(super) struct Groups {
    pub(super) list: Vec<ReadRow<People>>,
    /// Of each whether all its destinations could be read.
    pub(super) to_known: Vec<bool>,
    /// Of each, for every party, the byte where it stands and its number in the file.
    pub(super) parties_at: Vec<Vec<(u32, usize)>>,
}

pub(super) fn read_people(file: &Row<'_, '_>, places: &Places<'_>, horizon: Option<Span>) -> Groups {
    let mut groups = Groups::default();
    let Groups { to_known, parties_at, .. } = &mut groups;
    let mut ids = Ids::default();
    let (mut index, mut classes) = (0, 0);
    groups.list = file.rows("people", &KEYS, |row| {
        let id = own_id(row, "\"amiriyah-families\"");
        if let Some(id) = id {
            ids.note(id, index, row, Code::PeopleTwice, "group of people");
        }
        index += 1;
        let at = read_at(row, places);
        let ready = read_ready(row, horizon);
        let (to, known) = read_to(row, places);
        let (parties, standing) = read_parties(row, &mut classes);
        let at = at?;
        to_known.push(known);
        parties_at.push(standing);
        Some(People { id: id.unwrap_or_default().to_owned(), at, ready, to, parties })
    });
    groups
}

fn read_at(row: &Row<'_, '_>, places: &Places<'_>) -> Option<PlaceIx> {
    let spot = row.need("at", "\"amiriyah\"")?;
    let at = places.named(&spot, Code::PeopleNowhere)?;
    let place = places.get(at)?;
    if place.kind != PlaceKind::Staging && !places.is_kind_unknown(at) {
        let what = format_args!("{} is no staging place: nobody can board there", Shown(&place.id));
        spot.say(
            Code::NotStaging,
            what,
            format_args!("name a place of kind \"staging\", or change that place's kind"),
        );
        return None;
    }
    Some(at)
}

fn read_ready(row: &Row<'_, '_>, horizon: Option<Span>) -> Moment {
    let Some((spot, ready)) = row.get("ready").and_then(|spot| spot.span().map(|ready| (spot, ready))) else {
        return Moment::START;
    };
    if horizon.is_some_and(|horizon| ready >= horizon) {
        let what = format_args!("they are ready only {ready} after the start, when the plan has ended");
        spot.say(Code::ReadyTooLate, what, format_args!("correct 'ready', or make the horizon longer"));
    }
    Moment::START + ready
}

/// The destinations agreed to, and whether all could be read.
fn read_to(row: &Row<'_, '_>, places: &Places<'_>) -> (Option<Vec<PlaceIx>>, bool) {
    let Some(list) = row.get("to") else { return (None, true) };
    let Some(items) = list.items() else { return (None, false) };
    if items.is_empty() {
        let what = format_args!("they agreed to no destination, so nobody may take them anywhere");
        list.say(
            Code::NoDestinationAgreed,
            what,
            format_args!("list the destinations; leave 'to' out where any will do"),
        );
    }
    let mut all_known = !items.is_empty();
    let mut to = Vec::new();
    let mut seen = BTreeSet::new();
    for (ix, node) in items.iter().enumerate() {
        let spot = Spot { node, path: list.path.index(ix), findings: list.findings };
        let destination = places.named(&spot, Code::PeopleNowhere);
        let Some((destination, place)) = destination.and_then(|ix| Some((ix, places.get(ix)?))) else {
            all_known = false;
            continue;
        };
        if !place.kind.is_destination() && !places.is_kind_unknown(destination) {
            let what = format_args!("{} is no destination", Shown(&place.id));
            spot.say(
                Code::NotDestination,
                what,
                format_args!("name a place of kind \"reception\" or \"hospital\""),
            );
            all_known = false;
        } else if seen.insert(destination) {
            to.push(destination);
        } else {
            let what = format_args!("{} is listed twice", Shown(&place.id));
            spot.say(Code::DestinationTwice, what, format_args!("delete one"));
        }
    }
    (Some(to), all_known)
}

fn read_parties(row: &Row<'_, '_>, classes: &mut usize) -> (Vec<PartyClass>, Vec<(u32, usize)>) {
    let Some(list) = row.need("parties", "[{ count = 120, other = 5 }]") else { return Default::default() };
    let Some(items) = list.items() else { return Default::default() };
    if items.is_empty() {
        let what = format_args!("the group has no parties");
        list.say(Code::NoParties, what, format_args!("add parties, or delete the group"));
    }
    *classes += items.len();
    if *classes > limits::ROWS_MAX {
        let what = format_args!("the file has more than {} kinds of party", limits::ROWS_MAX);
        list.say(
            Code::TooManyRows,
            what,
            format_args!("write parties of the same make-up once, with their count"),
        );
        return Default::default();
    }
    let mut parties = Vec::with_capacity(items.len());
    let mut standing = Vec::with_capacity(items.len());
    for (ix, node) in items.iter().enumerate() {
        let spot = Spot { node, path: list.path.index(ix), findings: list.findings };
        if let Some(class) = read_party(&spot) {
            parties.push(class);
            standing.push((node.at, ix));
        }
    }
    (parties, standing)
}

fn read_party(spot: &Spot<'_, '_>) -> Option<PartyClass> {
    let row = Row::of(*spot, &PARTY_KEYS)?;
    let errors_before = spot.findings.errors();
    let count = row.need("count", "1").and_then(|spot| spot.count(0..=PERSONS_MAX));
    let persons = Persons {
        stretcher: row.count_or("stretcher", 0, 0..=PARTY_MAX),
        wounded: row.count_or("wounded", 0, 0..=PARTY_MAX),
        other: row.count_or("other", 0, 0..=PARTY_MAX),
    };
    if spot.findings.errors() > errors_before {
        return None;
    }
    if persons == Persons::NONE {
        let what = format_args!("the party has nobody in it");
        spot.say(
            Code::EmptyParty,
            what,
            format_args!("write how many stretcher, wounded and other are in each"),
        );
        return None;
    }
    if count == Some(0) {
        let what = format_args!("there are no such parties");
        spot.say(Code::NoParties, what, format_args!("correct 'count', or delete them"));
    }
    Some(PartyClass { count: count?, persons })
}
