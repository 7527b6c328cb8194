//! How a figure was said: the words, where, whether the claimant saw it, which claim it replaces.
//!
//! Never here: whether it is true.

use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};
use serde::{Serialize, Serializer};

/// The part of a [`super::Claim`] that tells how it was said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode, Serialize)]
#[cbor(map)]
pub struct Said {
    /// The quoted words; empty where they are not known.
    #[n(0)]
    pub words: String,
    /// Whether the claimant was there.
    #[n(1)]
    pub observed: Observed,
    /// The place that it is about, as an id or in words; empty for none.
    #[n(2)]
    pub place: String,
    /// Whether it is said to be so.
    #[n(3)]
    pub standing: ClaimStanding,
    /// The claim of the same claimant that this one replaces.
    #[n(4)]
    #[serde(serialize_with = "maybe_hex")]
    pub supersedes: Option<ByteArray<32>>,
    /// A claim of somebody else that this one expressly contradicts.
    #[n(5)]
    #[serde(serialize_with = "maybe_hex")]
    pub contradicts: Option<ByteArray<32>>,
}

/// How the claimant knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, Serialize)]
#[cbor(index_only)]
#[serde(rename_all = "snake_case")]
pub enum Observed {
    /// It was told: how the claimant knows is not said.
    #[default]
    #[n(0)]
    Told,
    /// The claimant saw it.
    #[n(1)]
    Seen,
    /// The claimant heard it.
    #[n(2)]
    Heard,
}

/// Whether it is said to be so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, Serialize)]
#[cbor(index_only)]
#[serde(rename_all = "snake_case")]
pub enum ClaimStanding {
    /// It is so.
    #[default]
    #[n(0)]
    Reported,
    /// It is to come, or wanted.
    #[n(1)]
    Planned,
    /// The claimant denies it.
    #[n(2)]
    Denied,
}

fn maybe_hex<S: Serializer>(id: &Option<ByteArray<32>>, serializer: S) -> Result<S::Ok, S::Error> {
    match id {
        Some(id) => serializer.serialize_some(&crate::account::hex(id)),
        None => serializer.serialize_none(),
    }
}
