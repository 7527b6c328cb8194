//! `[[fleet]]` and `[escorts]`: the vehicles, and the people who ride with them.
//!
//! Vehicle ids need no check of their own: `id-number` names one fleet, because a number has no `-`.
//! So they are all different exactly when the fleets' ids are.

use super::field::{Row, Spot};
use super::finding::Code;
use super::ids::{Ids, own_id};
use super::places::Places;
use super::{ReadRow, limits};
use crate::fleet::{Escorts, Fleet};
use crate::quantity::{Moment, Span};

const KEYS: [&str; 7] = ["id", "count", "at", "available", "seats", "stretchers", "escorts"];
/// Seats or stretcher places in one vehicle: more than any train or ferry has.
const SEATS_MAX: u32 = 10_000;
const ESCORTS_MAX: u32 = 10_000_000;
const VEHICLES_MAX: u32 = limits::VEHICLES_MAX as u32;

/// The fleets that could be read.
#[derive(Debug, Default)]
pub(super) struct Fleets {
    pub(super) list: Vec<ReadRow<Fleet>>,
    /// Whether that is all of them, with every number as the file means it.
    pub(super) complete: bool,
}

pub(super) fn read_fleets(file: &Row<'_, '_>, places: &Places<'_>, horizon: Option<Span>) -> Fleets {
    let errors_before = file.spot.findings.errors();
    let mut ids = Ids::default();
    let mut index = 0;
    let list = file.rows("fleet", &KEYS, |row| {
        let id = own_id(row, "\"bus\"");
        if let Some(id) = id {
            ids.note(id, index, row, Code::FleetTwice, "fleet");
        }
        index += 1;
        let count = row.need("count", "20").and_then(|spot| spot.count(0..=VEHICLES_MAX));
        let at = row.need("at", "\"amiriyah\"").and_then(|spot| places.named(&spot, Code::FleetNowhere));
        let seats = row.need("seats", "50").and_then(|spot| spot.count(0..=SEATS_MAX));
        let stretchers = row.count_or("stretchers", 0, 0..=SEATS_MAX);
        let available = row.get("available").and_then(|spot| spot.span().map(|span| (spot.node.at, span)));
        if count == Some(0) || (seats == Some(0) && stretchers == 0) {
            let what = format_args!("these vehicles bring nobody anywhere");
            row.spot.say(
                Code::FleetHoldsNobody,
                what,
                format_args!("correct count, seats or stretchers, or delete the fleet"),
            );
        }
        if let (Some((_, available)), Some(horizon)) = (available, horizon)
            && available >= horizon
        {
            let what = format_args!(
                "the vehicles are available {} after the start, the plan ends after {horizon}",
                available
            );
            row.get("available").unwrap_or(row.spot).say(
                Code::FleetTooLate,
                what,
                format_args!("correct 'available', or make the horizon longer"),
            );
        }
        Some(Fleet {
            id: id.unwrap_or_default().to_owned(),
            count: count.unwrap_or_default(),
            at: at?,
            available: Moment::START + available.map(|(_, span)| span).unwrap_or_default(),
            seats: seats.unwrap_or_default(),
            stretchers,
            escorts: row.count_or("escorts", 1, 0..=SEATS_MAX),
        })
    });
    Fleets { list, complete: file.spot.findings.errors() == errors_before }
}

pub(super) fn read_escorts(file: &Row<'_, '_>) -> Option<Escorts> {
    let row = Row::of(file.get("escorts")?, &["count", "changes"])?;
    let count = row.need("count", "33").and_then(|spot| spot.count(0..=ESCORTS_MAX)).unwrap_or_default();
    let changes = row.get("changes").map(|spot| read_changes(&spot)).unwrap_or_default();
    Some(Escorts { count, changes })
}

fn read_changes(list: &Spot<'_, '_>) -> Vec<(Moment, u32)> {
    let mut changes: Vec<(Moment, u32)> = Vec::new();
    for (ix, node) in list.items().unwrap_or_default().iter().enumerate() {
        let spot = Spot { node, path: list.path.index(ix), findings: list.findings };
        let Some((from, count)) = spot.pair("[\"20h\", 24]") else { continue };
        let from = Spot { node: from, path: spot.path.index(0), findings: spot.findings }.span();
        let count =
            Spot { node: count, path: spot.path.index(1), findings: spot.findings }.count(0..=ESCORTS_MAX);
        let (Some(from), Some(count)) = (from, count) else { continue };
        let from = Moment::START + from;
        if changes.last().is_some_and(|(before, _)| from <= *before) {
            let what = format_args!("this change does not come after the one above it");
            spot.say(
                Code::EscortsUnordered,
                what,
                format_args!("put the changes in order of time, one for each moment"),
            );
        }
        changes.push((from, count));
    }
    changes
}
