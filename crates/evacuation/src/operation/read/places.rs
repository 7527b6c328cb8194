//! `[[place]]`: where people board, pass and arrive.
//!
//! Never here: whether a road leads there (`reach`).

use super::field::{Row, Spot};
use super::finding::{Code, Shown};
use super::ids::{Ids, own_id};
use super::near::Near;
use super::{ReadRow, limits};
use crate::place::{Control, Place, PlaceIx, PlaceKind, Turnround, Window};
use crate::quantity::{Moment, Span};
use std::collections::BTreeMap;

const KEYS: [&str; 13] = [
    "id",
    "name",
    "kind",
    "lat",
    "lon",
    "bays",
    "turnround",
    "capacity",
    "open",
    "lanes",
    "inspection",
    "convoy_max",
    "headway",
];
const KINDS: [(&str, PlaceKind); 6] = [
    ("staging", PlaceKind::Staging),
    ("reception", PlaceKind::Reception),
    ("hospital", PlaceKind::Hospital),
    ("control_point", PlaceKind::ControlPoint),
    ("depot", PlaceKind::Depot),
    ("junction", PlaceKind::Junction),
];
const CONTROL_KEYS: [&str; 5] = ["open", "lanes", "inspection", "convoy_max", "headway"];
/// Vehicles: far more than any operation has.
const VEHICLES_MAX: u32 = limits::VEHICLES_MAX as u32;
const CAPACITY_MAX: u32 = 1_000_000_000;

/// The places, and which id is which.
#[derive(Debug, Default)]
pub(super) struct Places<'d> {
    pub(super) list: Vec<ReadRow<Place>>,
    /// Of each place whether its kind could not be read: then nothing is said about roads to it.
    pub(super) kind_unknown: Vec<bool>,
    ids: Ids<'d>,
}

impl Places<'_> {
    /// The place with the id that stands at a spot; a finding with `code` where there is none.
    pub(super) fn named(&self, spot: &Spot<'_, '_>, code: Code) -> Option<PlaceIx> {
        let id = spot.text()?;
        let found = self.ids.get(id).map(PlaceIx);
        if found.is_none() {
            let what = format_args!("there is no place {}{}", Shown(id), Near(id, self.ids.all()));
            spot.say(code, what, format_args!("correct the id, or add a [[place]] with it"));
        }
        found
    }

    pub(super) fn get(&self, ix: PlaceIx) -> Option<&Place> {
        self.list.get(ix.0).map(|read| &read.item)
    }

    pub(super) fn is_kind_unknown(&self, ix: PlaceIx) -> bool {
        self.kind_unknown.get(ix.0).copied().unwrap_or(true)
    }
}

pub(super) fn read_places<'d>(file: &Row<'d, '_>, horizon: Option<Span>) -> Places<'d> {
    let mut places = Places::default();
    let Places { kind_unknown, ids, .. } = &mut places;
    let mut count = 0;
    places.list = file.rows("place", &KEYS, |row| {
        let id = own_id(row, "\"amiriyah\"");
        if let Some(id) = id {
            ids.note(id, count, row, Code::PlaceTwice, "place");
        }
        count += 1;
        let kind = read_kind(row);
        kind_unknown.push(kind.is_none());
        Some(read_place(row, id.unwrap_or_default(), kind, horizon))
    });
    // A row that is no table is skipped by `rows`, and is then counted by neither.
    places
}

fn read_place(row: &Row<'_, '_>, id: &str, kind: Option<PlaceKind>, horizon: Option<Span>) -> Place {
    if let Some(kind) = kind {
        check_keys(row, kind);
    }
    let control = read_control(row, horizon);
    Place {
        id: id.to_owned(),
        name: read_names(row),
        kind: kind.unwrap_or(PlaceKind::Junction),
        position: read_position(row),
        bays: row.get("bays").and_then(|spot| spot.count(1..=VEHICLES_MAX)),
        turnround: read_turnround(row),
        capacity: row.get("capacity").and_then(|spot| spot.count(0..=CAPACITY_MAX)),
        control: (kind == Some(PlaceKind::ControlPoint)).then_some(control),
    }
}

fn read_kind(row: &Row<'_, '_>) -> Option<PlaceKind> {
    let spot = row.need("kind", "\"staging\"")?;
    let text = spot.text()?;
    let found = KINDS.into_iter().find(|(name, _)| *name == text).map(|(_, kind)| kind);
    if found.is_none() {
        let names = KINDS.map(|(name, _)| name);
        let near = Near(text, names.into_iter());
        let what = format_args!("{} is no kind of place{near}", Shown(text));
        spot.say(Code::UnknownKind, what, format_args!("write one of {}", names.join(", ")));
    }
    found
}

/// Keys at a kind of place where they mean nothing: silently passing over a closed window would
/// send people to a closed front line.
fn check_keys(row: &Row<'_, '_>, kind: PlaceKind) {
    if kind != PlaceKind::ControlPoint {
        for spot in CONTROL_KEYS.into_iter().filter_map(|key| row.get(key)) {
            let what = format_args!("only a control point has this key, and this place is none");
            spot.say(
                Code::ControlKeyElsewhere,
                what,
                format_args!("write kind = \"control_point\", or delete the key"),
            );
        }
    }
    let boards_or_arrives = kind == PlaceKind::Staging || kind.is_destination();
    let useless =
        [("capacity", kind.is_destination()), ("bays", boards_or_arrives), ("turnround", boards_or_arrives)];
    for (key, _) in useless.into_iter().filter(|(_, useful)| !useful) {
        if let Some(spot) = row.get(key) {
            let what = format_args!("'{key}' has no effect at this kind of place");
            let action = match key {
                "capacity" => "delete it; only receptions and hospitals have a capacity",
                _ => "delete it; vehicles load at staging places and unload at destinations",
            };
            spot.say(Code::KeyWithoutEffect, what, format_args!("{action}"));
        }
    }
}

/// `{ en = "Ramouseh", ar = "الراموسة" }`.
pub(super) fn read_names(row: &Row<'_, '_>) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    let Some(table) = row.get("name").and_then(|spot| Row::any(spot).map(|table| (spot, table))) else {
        return names;
    };
    for (language, spot) in table.1.each() {
        let parts_fit = language.split('-').all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
        let first = language.split('-').next().unwrap_or_default();
        if !parts_fit || !(2..=3).contains(&first.len()) || language.len() > 35 {
            let what = format_args!("{} is no language code", Shown(language));
            spot.say(Code::BadText, what, format_args!("write name = {{ en = \"…\", ar = \"…\" }}"));
        } else if let Some(name) = spot.words(200) {
            names.insert(language.to_owned(), name.to_owned());
        }
    }
    names
}

fn read_position(row: &Row<'_, '_>) -> Option<(f64, f64)> {
    let degrees = |key: &'static str, most: f64| {
        let spot = row.get(key)?;
        let number = spot.any_number()?;
        if number.abs() > most {
            let what = format_args!("{key} is {number}, which is nowhere on earth");
            spot.say(
                Code::BadPosition,
                what,
                format_args!("write degrees from -{most} to {most}; is lat exchanged with lon?"),
            );
            return None;
        }
        Some(number)
    };
    let position = (degrees("lat", 90.0), degrees("lon", 180.0));
    if row.has("lat") != row.has("lon") {
        let what = format_args!("one of lat and lon is missing");
        row.spot.say(Code::HalfPosition, what, format_args!("give both, or neither"));
    }
    position.0.zip(position.1)
}

fn read_turnround(row: &Row<'_, '_>) -> Turnround {
    let Some(spot) = row.get("turnround") else { return Turnround::default() };
    let Some(row) = Row::of(spot, &["fixed", "seat", "stretcher"]) else { return Turnround::default() };
    Turnround {
        fixed: row.span_or_zero("fixed"),
        seat: row.span_or_zero("seat"),
        stretcher: row.span_or_zero("stretcher"),
    }
}

fn read_control(row: &Row<'_, '_>, horizon: Option<Span>) -> Control {
    let open = row.get("open").and_then(|spot| read_windows(&spot));
    let inspection = row.span_or_zero("inspection");
    if let (Some((windows, true)), Some(horizon)) = (&open, horizon) {
        check_opens(row, windows, inspection, horizon);
    }
    Control {
        open: open.map(|(windows, _)| windows),
        lanes: row.count_or("lanes", 1, 1..=VEHICLES_MAX),
        inspection,
        convoy_max: row.get("convoy_max").and_then(|spot| spot.count(1..=VEHICLES_MAX)),
        headway: row.span_or_zero("headway"),
    }
}

/// The windows, and whether all of them are sound.
fn read_windows(list: &Spot<'_, '_>) -> Option<(Vec<Window>, bool)> {
    let errors_before = list.findings.errors();
    let mut windows: Vec<Window> = Vec::new();
    for (ix, node) in list.items()?.iter().enumerate() {
        let spot = Spot { node, path: list.path.index(ix), findings: list.findings };
        let Some(window) = read_window(&spot) else { continue };
        if window.opens >= window.closes {
            let what = format_args!("the window ends {} before it starts", window.opens - window.closes);
            let what_empty = format_args!("the window ends when it starts");
            let what = if window.opens == window.closes { what_empty } else { what };
            spot.say(Code::WindowBackwards, what, format_args!("write [opens, closes], the earlier first"));
            continue;
        }
        if let Some(before) = windows.last() {
            if window.opens < before.opens {
                let what = format_args!("the window starts before the one above it");
                spot.say(Code::WindowsUnordered, what, format_args!("put the windows in order of time"));
            } else if window.opens < before.closes {
                let what = format_args!(
                    "the window starts {} before the one above it ends",
                    before.closes - window.opens
                );
                spot.say(Code::WindowsOverlap, what, format_args!("join the two, or correct one of them"));
            }
        }
        windows.push(window);
    }
    Some((windows, list.findings.errors() == errors_before))
}

fn read_window(spot: &Spot<'_, '_>) -> Option<Window> {
    let (opens, closes) = spot.pair("[\"0h\", \"10h\"]")?;
    let moment = |node, ix| {
        let spot = Spot { node, path: spot.path.index(ix), findings: spot.findings };
        spot.span().map(|span| Moment::START + span)
    };
    let (opens, closes) = (moment(opens, 0), moment(closes, 1));
    Some(Window { opens: opens?, closes: closes? })
}

/// Warns where not even one vehicle can pass.
fn check_opens(row: &Row<'_, '_>, windows: &[Window], inspection: Span, horizon: Span) {
    let end = Moment::START + horizon;
    let passable = windows.iter().any(|w| w.opens < end && w.closes.min(end) - w.opens >= inspection);
    if !passable {
        let spot = row.get("open").unwrap_or(row.spot);
        let (what, action) = if windows.iter().any(|window| window.opens < end) {
            (
                "every window is shorter than one inspection: nothing can pass",
                "lengthen a window or shorten the inspection",
            )
        } else {
            (
                "no window opens before the horizon: nothing can pass",
                "add a window; without 'open' it is always open",
            )
        };
        spot.say(Code::NeverOpen, format_args!("{what}"), format_args!("{action}"));
    }
}
