//! When a vehicle may be expected: from what the convoys before it needed for the same stretch.
//!
//! The interval is read from the order of what was seen: of `n` trips before, the next one lies between the
//! i-th and the j-th with probability (j − i)/(n + 1), if they are like one another. Whether they were is asked
//! of themselves: each is held against the interval that those before it would have given, and the share left
//! out grows or shrinks until four in five come within (adaptive conformal inference, Gibbs and Candès 2021).
//! With fewer than nine the interval reaches from the shortest to the longest of them and of stand-ins for what
//! nobody has seen, and promises only what order alone can: (n − 1)/(n + 1). With fewer than two it promises nothing.
//!
//! Never here: an assumption about a distribution, or the plan's own hope as a measured time.

use crate::account::Picture;
use crate::plan::{Plan, Trip};
use crate::quantity::{Moment, Span};
use serde::Serialize;

/// Trips before it that are looked at, at most: the last ones.
const LOOK_BACK: usize = 40;
/// So many are needed for an interval of four in five from their order alone: (9 − 1)/(9 + 1).
const ENOUGH: usize = 9;
/// What stands in for trips that nobody has seen yet, in thousandths of the planned time; the first go first
/// when there are trips to go by.
const PRIOR_PERMILLE: [i64; 4] = [1_400, 900, 1_100, 1_000];
/// One in five may lie outside, in thousandths.
const OUTSIDE: i64 = 200;
/// How far one trip moves that share: down by four of it when it lay outside, up by one when it did not.
const STEP: i64 = 10;
/// The share left out never goes beyond these.
const OUTSIDE_RANGE: (i64, i64) = (60, 440);

/// How long a trip needed from one point on, against the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// From: a place, and whether it is behind it (through) or there (departed, entered).
    pub from: (String, bool),
    /// Where to.
    pub to: String,
    /// When it was complete.
    pub known: Moment,
    /// Thousandths of the planned time.
    pub permille: i64,
}

/// When a vehicle may be expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Expected {
    /// One in ten comes earlier; on few, none has yet.
    pub early: Moment,
    /// As many earlier as later.
    pub middle: Moment,
    /// One in ten comes later; `None`: none before it needed so long already, nobody can say.
    pub late: Option<Moment>,
    /// How many trips before it this rests on.
    pub rests_on: usize,
    /// Of a thousand at least so many come within; 0: too few have driven it for anybody to say.
    pub within: u16,
}

/// What an interval on so many trips promises, in thousandths: between the shortest and the longest of `n` the
/// next one lies with probability (n − 1)/(n + 1).
fn promise(rests_on: usize) -> u16 {
    let all = 1000 - OUTSIDE as usize;
    let few = rests_on.saturating_sub(1) * 1000 / (rests_on + 1);
    if rests_on >= ENOUGH { all as u16 } else { few.min(all) as u16 }
}

/// The last point that a trip is known to have reached, when, and how long the plan gives it from there.
fn reached(
    planned: &Trip,
    picture: &Picture,
    id: &crate::convoy::TripId,
) -> Option<((String, bool), Moment, Span)> {
    milestones(planned, picture, id).pop()
}

/// Every point that a trip is known to have reached.
fn milestones(
    planned: &Trip,
    picture: &Picture,
    id: &crate::convoy::TripId,
) -> Vec<((String, bool), Moment, Span)> {
    let Some(trip) = picture.trip(id) else { return Vec::new() };
    let mut all = Vec::new();
    if let Some(at) = trip.departed {
        all.push(((planned.from.clone(), true), at, planned.arrive - planned.depart));
    }
    for passage in &planned.passages {
        let real = trip.passages.iter().find(|real| real.control_point == passage.control_point);
        if let Some(at) = real.and_then(|real| real.entered) {
            all.push(((passage.control_point.clone(), false), at, planned.arrive - passage.enter));
        }
        if let Some(at) = real.and_then(|real| real.through) {
            all.push(((passage.control_point.clone(), true), at, planned.arrive - passage.exit));
        }
    }
    all
}

/// What the trips that have arrived needed, in order of their arrival.
pub fn samples(plan: &Plan, picture: &Picture) -> Vec<Sample> {
    let mut all = Vec::new();
    for (id, planned) in crate::convoy::trip_ids(plan).iter().zip(&plan.trips) {
        let Some(arrived) = picture.trip(id).filter(|trip| trip.arrived_at.as_deref() == Some(&planned.to))
        else {
            continue;
        };
        let Some(known) = arrived.arrived else { continue };
        for (from, at, left) in milestones(planned, picture, id) {
            if known > at && left > Span::ZERO {
                let permille = (known - at).seconds().saturating_mul(1000) / left.seconds();
                all.push(Sample { from, to: planned.to.clone(), known, permille });
            }
        }
    }
    all.sort_by_key(|sample| sample.known);
    all
}

/// When a trip of the plan may be expected at its destination, from what is known at `now`. `None` before
/// it has left and after it has arrived.
pub fn expected(
    planned: &Trip,
    id: &crate::convoy::TripId,
    picture: &Picture,
    samples: &[Sample],
    now: Moment,
) -> Option<Expected> {
    if picture.trip(id).is_some_and(|trip| trip.arrived.is_some()) {
        return None;
    }
    let (from, at, left) = reached(planned, picture, id)?;
    let same =
        samples.iter().filter(|sample| sample.from == from && sample.to == planned.to && sample.known <= now);
    let mut seen: Vec<i64> = same.rev().take(LOOK_BACK).map(|sample| sample.permille).collect();
    let rests_on = seen.len();
    let outside = outside(&seen);
    let few = rests_on < ENOUGH;
    if few {
        seen.extend(PRIOR_PERMILLE.iter().skip(rests_on / 2));
    }
    let within = promise(rests_on);
    // What has taken longer already than some needed is not one of those.
    let elapsed = (now - at).seconds().saturating_mul(1000) / left.seconds().max(1);
    let all = seen.len();
    seen.retain(|permille| *permille > elapsed);
    seen.sort_unstable();
    let moment = |permille: i64| at + Span(left.seconds().saturating_mul(permille) / 1000);
    if seen.is_empty() {
        return Some(Expected { early: now, middle: now, late: None, rests_on, within });
    }
    let quantile = |permille: i64| moment(between(&seen, permille));
    // On few, from the shortest to the longest.
    let outside = if few { 0 } else { outside };
    // Few are left: whoever is so late may be later than all before.
    let late = (seen.len() == all || seen.len() >= ENOUGH).then(|| quantile(1000 - outside / 2));
    let early = quantile(outside / 2).max(now);
    Some(Expected { early, middle: quantile(500).max(now), late, rests_on, within })
}

/// The share to leave out, in thousandths, for four in five to come within: each trip, the newest first in
/// `seen`, is held against those before it.
fn outside(seen: &[i64]) -> i64 {
    let mut outside = OUTSIDE;
    for newest in (0..seen.len().saturating_sub(ENOUGH)).rev() {
        let mut before = seen[newest + 1..].to_vec();
        before.sort_unstable();
        let within =
            (between(&before, outside / 2)..=between(&before, 1000 - outside / 2)).contains(&seen[newest]);
        outside += if within { STEP } else { -4 * STEP };
        outside = outside.clamp(OUTSIDE_RANGE.0, OUTSIDE_RANGE.1);
    }
    outside
}

/// The value below which so many thousandths lie, read between two neighbours: at `permille · (n + 1)/1000` in
/// order.
fn between(sorted: &[i64], permille: i64) -> i64 {
    let last = sorted.len() as i64;
    if last == 0 {
        return 0;
    }
    let position = permille * (last + 1);
    let at = |rank: i64| sorted[(rank.clamp(1, last) - 1) as usize];
    let (below, above) = (at(position / 1000), at(position / 1000 + 1));
    below + (above - below) * (position % 1000) / 1000
}
