//! From a set of fixes and a way to how far the vehicle is.
//!
//! Never here: an order of arrival.

use super::{CLEAR_M, Fix, OFF_WAY_M, SILENT_AFTER, SPEED_MPS_MAX, STALL_AFTER, STALL_M, Stop};
use crate::ground::{metres, on_line};
use crate::quantity::{Moment, Span};
use serde::Serialize;
use std::collections::BTreeSet;

/// How a vehicle moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Pace {
    /// Nothing was heard yet.
    Unheard,
    /// It moves, or was heard of a moment ago.
    Moving,
    /// It stands where nothing makes it stand.
    Stalled,
    /// It stands at a control point or at an end of the way.
    Waiting,
    /// Nothing was heard for a while.
    Silent,
    /// It is not on the way.
    Off,
}

/// A control point as the track shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Crossing {
    /// Which.
    pub place: String,
    /// The last fix before it.
    pub before: Moment,
    /// The first fix behind it.
    pub behind: Moment,
}

/// Where a vehicle last was.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Motion {
    /// When.
    pub at: Moment,
    /// Metres along the way.
    pub along_m: f64,
    /// Metres beside it.
    pub off_m: f64,
    /// Latitude in millionths of a degree.
    pub lat_e6: i32,
    /// Longitude likewise.
    pub lon_e6: i32,
}

/// What a track says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Course {
    /// How it moves.
    pub pace: Pace,
    /// Since when.
    pub since: Option<Moment>,
    /// The last fix that is believed.
    pub last: Option<Motion>,
    /// Length of the way in metres.
    pub length_m: f64,
    /// The control points that it went through, each once, in order of the way.
    pub crossed: Vec<Crossing>,
    /// Fixes that were left out: too fast to be true.
    pub wild: usize,
}

/// A fix on the way.
#[derive(Clone, Copy)]
struct On {
    fix: Fix,
    along_m: f64,
    off_m: f64,
}

/// Reads a track against its way, from `from` (the vehicle was not on this trip before) at `now`.
pub fn follow(way: &[Stop], fixes: &BTreeSet<Fix>, from: Moment, now: Moment) -> Course {
    let line: Vec<_> = way.iter().map(|stop| stop.position).collect();
    let length_m = line.windows(2).map(|pair| metres(pair[0], pair[1])).sum();
    let (sane, wild) = sane(fixes.iter().filter(|fix| fix.at >= from && fix.at <= now + super::FUTURE_MAX));
    let on: Vec<On> = sane
        .iter()
        .filter_map(|fix| {
            let place = on_line(&line, fix.degrees())?;
            Some(On { fix: *fix, along_m: place.along_m, off_m: place.off_m })
        })
        .collect();
    let last = on.last().map(|on| Motion {
        at: on.fix.at,
        along_m: on.along_m,
        off_m: on.off_m,
        lat_e6: on.fix.lat_e6,
        lon_e6: on.fix.lon_e6,
    });
    let (pace, since) = pace(way, &on, length_m, now);
    Course { pace, since, last, length_m, crossed: crossed(way, &on), wild }
}

/// Leaves out fixes that no vehicle can have reached from the one before and left for the one after.
fn sane<'a>(fixes: impl Iterator<Item = &'a Fix>) -> (Vec<Fix>, usize) {
    let mut all: Vec<Fix> = Vec::new();
    for fix in fixes {
        // Of several for one moment the most accurate.
        match all.last_mut().filter(|last| last.at == fix.at) {
            Some(last) if blur(fix) < blur(last) => *last = *fix,
            Some(_) => {}
            None => all.push(*fix),
        }
    }
    let reach = |a: &Fix, b: &Fix| {
        let seconds = (b.at - a.at).seconds().max(1) as f64;
        metres(a.degrees(), b.degrees()) <= SPEED_MPS_MAX * seconds + blur(a) + blur(b) + CLEAR_M
    };
    let before = all.len();
    let mut kept: Vec<Fix> = Vec::new();
    for (number, fix) in all.iter().enumerate() {
        let from_last = kept.last().is_none_or(|last| reach(last, fix));
        let to_next = all.get(number + 1).is_none_or(|next| reach(fix, next));
        let last_to_next = match (kept.last(), all.get(number + 1)) {
            (Some(last), Some(next)) => reach(last, next),
            _ => false,
        };
        // A fix that fits neither side, or that the way is smooth without, is wild.
        let keep =
            if kept.is_empty() { to_next || all.len() == 1 } else { from_last && (to_next || !last_to_next) };
        if keep {
            kept.push(*fix);
        }
    }
    let wild = before - kept.len();
    (kept, wild)
}

fn blur(fix: &Fix) -> f64 {
    fix.blur_m()
}

/// The control points with two fixes clear on each side: before it at first, behind it and staying there.
fn crossed(way: &[Stop], on: &[On]) -> Vec<Crossing> {
    let mut all = Vec::new();
    let mut at_m = 0.0;
    let near: Vec<&On> = on.iter().filter(|on| on.off_m <= OFF_WAY_M + on.fix.blur_m()).collect();
    for (number, stop) in way.iter().enumerate() {
        if number > 0 {
            at_m += metres(way[number - 1].position, stop.position);
        }
        if !stop.is_control {
            continue;
        }
        let clear = |on: &On| CLEAR_M + on.fix.blur_m();
        let before = |on: &&On| on.along_m < at_m - clear(on);
        let behind = |on: &&On| on.along_m > at_m + clear(on);
        // Two running behind it; what came after may not be before it again.
        let first = (0..near.len()).find(|ix| {
            behind(&near[*ix])
                && near.get(ix + 1).is_some_and(behind)
                && near[..*ix].iter().filter(|on| before(on)).count() >= 2
        });
        let Some(first) = first else { continue };
        if near[first..].iter().any(before) {
            continue;
        }
        let last_before = near[..first].iter().rev().find(|on| before(on)).map(|on| on.fix.at);
        all.push(Crossing {
            place: stop.place.clone(),
            before: last_before.unwrap_or(near[first].fix.at),
            behind: near[first].fix.at,
        });
    }
    all
}

fn pace(way: &[Stop], on: &[On], length_m: f64, now: Moment) -> (Pace, Option<Moment>) {
    let Some(last) = on.last() else { return (Pace::Unheard, None) };
    if now - last.fix.at > SILENT_AFTER {
        return (Pace::Silent, Some(last.fix.at));
    }
    if last.off_m > OFF_WAY_M + last.fix.blur_m() {
        let since = on.iter().rev().take_while(|on| on.off_m > OFF_WAY_M + on.fix.blur_m()).last();
        return (Pace::Off, since.map(|on| on.fix.at));
    }
    let stays = |on: &&On| metres(on.fix.degrees(), last.fix.degrees()) <= STALL_M + on.fix.blur_m();
    let since = on.iter().rev().take_while(stays).last().map_or(last.fix.at, |on| on.fix.at);
    let stands: Span = now - since;
    if stands < STALL_AFTER || since == last.fix.at {
        return (Pace::Moving, Some(last.fix.at));
    }
    let near_stop = {
        let mut at_m = 0.0;
        let mut near = last.along_m < 2.0 * CLEAR_M || last.along_m > length_m - 2.0 * CLEAR_M;
        for pair in way.windows(2) {
            at_m += metres(pair[0].position, pair[1].position);
            near |= pair[1].is_control && (last.along_m - at_m).abs() < 4.0 * CLEAR_M;
        }
        near
    };
    (if near_stop { Pace::Waiting } else { Pace::Stalled }, Some(since))
}
