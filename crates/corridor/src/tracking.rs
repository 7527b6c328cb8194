//! Positions as phones and trackers send them: read from their own forms, believed only from a tracker
//! that is enrolled and knows its secret, kept in memory for a short time and nowhere else.
//!
//! Never here: how a track is read (`evacuation::tracking`), a position on disk, or one in a statement.

mod desk;
mod gpx;
mod osmand;
mod owntracks;

pub(crate) use desk::way;
pub use desk::{Desk, KEPT, Reading, Taken, is_on};
pub use gpx::{GpxError, Point, read_gpx};
pub use osmand::{Osmand, OsmandError, read_json as read_osmand_json, read_query as read_osmand_query};
pub use owntracks::{Owntracks, Wrong, read as read_owntracks};

use ledger::crypto::sha256;

/// A position as it was sent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sent {
    /// Seconds of Unix time, by the tracker's clock; `None`: it did not say, so now.
    pub unix_s: Option<i64>,
    /// Latitude in degrees.
    pub lat: f64,
    /// Longitude in degrees.
    pub lon: f64,
    /// Radius in metres within which it is.
    pub accuracy_m: Option<f64>,
    /// Metres a second.
    pub speed_mps: Option<f64>,
}

/// What a `Tracker` statement holds of a tracker's secret.
pub fn secret_sha256(tracker: &str, secret: &str) -> [u8; 32] {
    let length = (tracker.len() as u64).to_be_bytes();
    sha256(&[b"corridor/tracker/v1\0", &length, tracker.as_bytes(), secret.as_bytes()])
}
