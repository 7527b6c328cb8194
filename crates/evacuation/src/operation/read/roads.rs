//! `[[road]]`: what joins the places.
//!
//! Never here: routes (`reach` says what can be reached, `crate::route` says how).

use super::field::Row;
use super::finding::{Code, Shown};
use super::places::Places;
use crate::place::{PlaceIx, Road};
use crate::quantity::Span;
use std::collections::BTreeSet;

const KEYS: [&str; 5] = ["from", "to", "travel", "distance_km", "one_way"];
/// Longer than any way round the earth.
const DISTANCE_KM_MAX: f64 = 50_000.0;
const SPEED_KM_H_MAX: f64 = 150.0;
/// A road may be a little shorter than the straight line: positions are rounded.
const STRAIGHT_SLACK: f64 = 0.9;
const STRAIGHT_SLACK_KM: f64 = 1.0;

/// The roads that could be read, and the known ends of those whose other end could not.
#[derive(Debug, Default)]
pub(super) struct Roads {
    pub(super) list: Vec<Road>,
    /// Nothing is said about what cannot be reached through these.
    pub(super) loose_ends: Vec<PlaceIx>,
}

pub(super) fn read_roads(file: &Row<'_, '_>, places: &Places<'_>) -> Roads {
    let mut roads = Roads::default();
    let mut driven: BTreeSet<(PlaceIx, PlaceIx)> = BTreeSet::new();
    let list = file.rows("road", &KEYS, |row| {
        let end =
            |key| row.need(key, "\"amiriyah\"").and_then(|spot| places.named(&spot, Code::RoadToNowhere));
        let (from, to) = (end("from"), end("to"));
        let travel = row.need("travel", "\"12min\"").and_then(|spot| spot.span());
        let distance_km = row.get("distance_km").and_then(|spot| spot.real(0.0, DISTANCE_KM_MAX));
        let one_way = row.get("one_way").and_then(|spot| spot.flag()).unwrap_or(false);
        let (Some(from), Some(to)) = (from, to) else {
            roads.loose_ends.extend(from.or(to));
            return None;
        };
        if from == to {
            let what = format_args!("the road leads from a place to itself");
            row.spot.say(
                Code::RoadToItself,
                what,
                format_args!("correct 'from' or 'to', or delete the road"),
            );
            roads.loose_ends.push(from);
            return None;
        }
        note_direction(row, places, &mut driven, from, to, one_way);
        let road = Road { from, to, travel: travel.unwrap_or_default(), distance_km, one_way };
        if travel.is_some() {
            check_sense(row, places, &road);
        }
        Some(road)
    });
    roads.list = list.into_iter().map(|read| read.item).collect();
    roads
}

fn note_direction(
    row: &Row<'_, '_>,
    places: &Places<'_>,
    driven: &mut BTreeSet<(PlaceIx, PlaceIx)>,
    from: PlaceIx,
    to: PlaceIx,
    one_way: bool,
) {
    let new = driven.insert((from, to));
    let new_back = one_way || driven.insert((to, from));
    if !(new && new_back) {
        let id = |ix| places.get(ix).map(|place| place.id.as_str()).unwrap_or_default();
        let what = format_args!("a road between {} and {} is already given", Shown(id(from)), Shown(id(to)));
        let action = format_args!(
            "delete one; vehicles take the quicker (a road goes both ways unless one_way = true)"
        );
        row.spot.say(Code::RoadTwice, what, action);
    }
}

fn check_sense(row: &Row<'_, '_>, places: &Places<'_>, road: &Road) {
    if road.travel == Span::ZERO {
        let what = format_args!("the road takes no time");
        row.spot.say(Code::RoadTakesNoTime, what, format_args!("write its travel time, such as \"12min\""));
        return;
    }
    let Some(distance_km) = road.distance_km else { return };
    let hours = road.travel.seconds() as f64 / 3600.0;
    if distance_km / hours > SPEED_KM_H_MAX {
        let what = format_args!("{distance_km} km in {} is {:.0} km/h", road.travel, distance_km / hours);
        row.spot.say(Code::RoadTooFast, what, format_args!("correct 'travel' or 'distance_km'"));
    }
    let position = |ix| places.get(ix).and_then(|place| place.position);
    let Some(straight_km) = position(road.from).zip(position(road.to)).map(|(a, b)| straight_line_km(a, b))
    else {
        return;
    };
    if distance_km < straight_km * STRAIGHT_SLACK - STRAIGHT_SLACK_KM {
        let what = format_args!(
            "the road has {distance_km} km, the straight line between its ends {straight_km:.1} km"
        );
        let action = format_args!(
            "correct 'distance_km', or the positions of the places (is lat exchanged with lon?)"
        );
        row.spot.say(Code::RoadTooShort, what, action);
    }
}

/// Great-circle distance by the haversine formula, on a sphere of 6,371 km.
fn straight_line_km(from: (f64, f64), to: (f64, f64)) -> f64 {
    let (lat_a, lat_b) = (from.0.to_radians(), to.0.to_radians());
    let (d_lat, d_lon) = (lat_b - lat_a, (to.1 - from.1).to_radians());
    let h = (d_lat / 2.0).sin().powi(2) + lat_a.cos() * lat_b.cos() * (d_lon / 2.0).sin().powi(2);
    2.0 * 6_371.0 * h.sqrt().min(1.0).asin()
}
