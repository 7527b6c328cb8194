//! What is said about aid on its way, about trackers, and about what outsiders may see.
//!
//! Never here: a balance (`aid`), a position (short-lived, in no statement of these), or a secret: only
//! the hash of one.

use super::watch::{AidStep, EntryRef, Reply};
use crate::convoy::TripId;
use crate::quantity::Moment;
use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

/// Goods of one kind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cbor(map)]
pub struct Goods {
    /// What: "flour", "insulin".
    #[n(0)]
    pub commodity: String,
    /// In what it is counted: "sack of 50 kg".
    #[n(1)]
    pub unit: String,
    /// How many.
    #[n(2)]
    pub quantity: u32,
    /// Batch or lot, where known.
    #[n(3)]
    #[serde(default)]
    pub batch: String,
}

/// See [`super::Fact::AidRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cbor(map)]
pub struct AidRequest {
    /// Its name: "A-12".
    #[n(0)]
    pub request: String,
    /// The party that is asked.
    #[n(1)]
    pub party: String,
    /// From where.
    #[n(2)]
    pub from: String,
    /// Where to.
    #[n(3)]
    pub to: String,
    /// How many trucks.
    #[n(4)]
    pub trucks: u32,
    /// What.
    #[n(5)]
    #[serde(default)]
    pub goods: Vec<Goods>,
    /// An answer is due by then.
    #[n(6)]
    pub due: Option<Moment>,
}

/// See [`super::Fact::AidAnswer`].
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cbor(map)]
pub struct AidAnswer {
    /// The request.
    #[n(0)]
    pub request: String,
    /// What was answered.
    #[n(1)]
    pub reply: Reply,
    /// By whom: a function or office.
    #[n(2)]
    pub by: String,
    /// What was said.
    #[n(3)]
    #[serde(default)]
    pub words: String,
}

/// See [`super::Fact::AidMove`].
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cbor(map)]
pub struct AidMove {
    /// The waybill: "WB-7".
    #[n(0)]
    pub waybill: String,
    /// What happened.
    #[n(1)]
    pub step: AidStep,
    /// Where.
    #[n(2)]
    pub place: String,
    /// The request that it is loaded for.
    #[n(3)]
    pub request: Option<String>,
    /// The vehicle; it may be one that evacuates people on its way back.
    #[n(4)]
    pub vehicle: Option<String>,
    /// Where the goods go; said when they are loaded.
    #[n(5)]
    pub to: Option<String>,
    /// The trip of the evacuation on whose way back they go in.
    #[n(6)]
    pub trip: Option<TripId>,
    /// Which goods. None at a control point: all of them.
    #[n(7)]
    #[serde(default)]
    pub goods: Vec<Goods>,
    /// Who took or received them: an organisation.
    #[n(8)]
    #[serde(default)]
    pub by: String,
    /// What was said.
    #[n(9)]
    #[serde(default)]
    pub words: String,
}

/// See [`super::Fact::Tracking`]: the one switch.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cbor(map)]
pub struct Tracking {
    /// `false`: no position is taken or shown to anybody, and what is there is thrown away.
    #[n(0)]
    pub on: bool,
    /// Why.
    #[n(1)]
    pub why: String,
}

/// See [`super::Fact::Tracker`].
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cbor(map)]
pub struct Tracker {
    /// What the tracker calls itself.
    #[n(0)]
    pub tracker: String,
    /// The vehicle that it rides on; `None`: it reports for none any more.
    #[n(1)]
    pub vehicle: Option<String>,
    /// SHA-256 of its secret.
    #[n(2)]
    pub secret_sha256: EntryRef,
    /// Until when; without end if `None`.
    #[n(3)]
    pub until: Option<Moment>,
}

/// See [`super::Fact::Share`].
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cbor(map)]
pub struct Share {
    /// Its name, random.
    #[n(0)]
    pub share: String,
    /// For whom: "monitors", "party A".
    #[n(1)]
    pub audience: String,
    /// The party in whose view clauses are shown first; `None`: nobody's.
    #[n(2)]
    pub party: Option<String>,
    /// It ends then, in seconds of Unix time.
    #[n(3)]
    pub until_unix_s: i64,
}

/// See [`super::Fact::Unshare`].
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cbor(map)]
pub struct Unshare {
    /// Which.
    #[n(0)]
    pub share: String,
    /// Why.
    #[n(1)]
    pub why: String,
}
