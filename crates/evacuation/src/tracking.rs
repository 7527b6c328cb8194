//! Positions of vehicles, held against the way that they are to drive: how far, through which control
//! points, silent or standing, and when they may be expected.
//!
//! A track is a *set* of fixes: what is read from it is a function of the set, ordered by the time of the
//! fix, whatever the order of arrival. So a fix that comes late, twice or out of order never makes a
//! passing; nor does a single wild one, for a passing needs two fixes on each side, well clear of the
//! point, at a speed that a vehicle can have. Clocks of trackers are hostile: a fix from the future or
//! from 1970 is not believed, and the tracker is shown as one with a wrong clock.
//!
//! Never here: storage, secrets (`corridor`), or a statement. A passing that a track shows is an
//! observation beside what people stated, never in its place.

mod expected;
mod follow;

pub use expected::{Expected, Sample, expected, samples};
pub use follow::{Course, Crossing, Motion, Pace, follow};

use crate::ground::Degrees;
use crate::quantity::{Moment, Span};
use serde::Serialize;

/// A fix this far ahead of its receipt is not believed: clocks drift, but not so much.
pub const FUTURE_MAX: Span = Span(120);
/// A fix this much older than its receipt is not believed.
pub const AGE_MAX: Span = Span(3 * 3600);
/// A fix less accurate than this says nothing about a road.
pub const ACCURACY_M_MAX: u32 = 1_000;
/// Clear of a control point by at least this, and by the fix's own accuracy.
pub const CLEAR_M: f64 = 150.0;
/// Farther from the way than this, and by its accuracy, it is not on it.
pub const OFF_WAY_M: f64 = 1_500.0;
/// No bus is faster, in metres a second.
pub const SPEED_MPS_MAX: f64 = 42.0;
/// No fix for so long while under way: silent.
pub const SILENT_AFTER: Span = Span(15 * 60);
/// Moved less than [`STALL_M`] in so long while under way and clear of control points: stalled.
pub const STALL_AFTER: Span = Span(10 * 60);
/// See [`STALL_AFTER`].
pub const STALL_M: f64 = 100.0;

/// Where a tracker says that it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fix {
    /// When, by the tracker's clock.
    pub at: Moment,
    /// Latitude in millionths of a degree.
    pub lat_e6: i32,
    /// Longitude in millionths of a degree.
    pub lon_e6: i32,
    /// Radius in metres within which it is; `None`: not said.
    pub accuracy_m: Option<u32>,
}

impl Fix {
    /// In degrees.
    pub fn degrees(&self) -> Degrees {
        (f64::from(self.lat_e6) / 1e6, f64::from(self.lon_e6) / 1e6)
    }
    fn blur_m(&self) -> f64 {
        f64::from(self.accuracy_m.unwrap_or(0))
    }
}

/// Why a fix is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// From the future: the tracker's clock is fast, or lies.
    Future,
    /// Far too old: the tracker's clock was never set, or it held the fix back for hours.
    Old,
    /// Too inaccurate.
    Inaccurate,
    /// Not on Earth, or where receivers without a fix say that they are.
    Nowhere,
}

/// Whether a fix received at `received` may be believed.
pub fn doubt(fix: &Fix, received: Moment) -> Option<Doubt> {
    if fix.lat_e6.unsigned_abs() > 90_000_000 || fix.lon_e6.unsigned_abs() > 180_000_000 {
        return Some(Doubt::Nowhere);
    }
    if fix.lat_e6.unsigned_abs() < 1_000 && fix.lon_e6.unsigned_abs() < 1_000 {
        return Some(Doubt::Nowhere);
    }
    if fix.at - received > FUTURE_MAX {
        return Some(Doubt::Future);
    }
    if received - fix.at > AGE_MAX {
        return Some(Doubt::Old);
    }
    fix.accuracy_m.is_some_and(|metres| metres > ACCURACY_M_MAX).then_some(Doubt::Inaccurate)
}

/// A point on the way: a place, and whether it is a control point.
#[derive(Clone, Debug, PartialEq)]
pub struct Stop {
    /// The place.
    pub place: String,
    /// Where it is.
    pub position: Degrees,
    /// Vehicles are inspected there: they may stand.
    pub is_control: bool,
}

/// Coarsened for those outside the operation's staff: the middle of a square of about five kilometres.
pub fn coarse((lat, lon): Degrees) -> Degrees {
    const STEP: f64 = 0.05;
    let middle = |value: f64| ((value / STEP).floor() + 0.5) * STEP;
    (middle(lat), middle(lon))
}

/// Positions are shown outside the operation's staff so much later.
pub const OUTSIDE_DELAY: Span = Span(30 * 60);

#[cfg(test)]
mod tests;
