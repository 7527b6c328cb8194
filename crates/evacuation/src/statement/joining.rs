//! What can be said about devices: asking to join, being admitted, being ended, being heard after all.
//!
//! Never here: what follows from it (`enrolment`).

use super::Role;
use crate::quantity::Moment;
use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};

/// See [`super::Fact::Enrol`].
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Enrol {
    /// What people call the device or post: "Gate 2, Amiriyah". Never a person's name.
    #[n(0)]
    pub label: String,
    /// What it is for.
    #[n(1)]
    pub role: Role,
}

/// See [`super::Fact::Admit`]. Signed by an enroller after the words of the key were compared aloud.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Admit {
    /// The device's log id, which is its key.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub device: [u8; 32],
    /// For what.
    #[n(1)]
    pub role: Role,
    /// Where; everywhere if absent.
    #[n(2)]
    pub place: Option<String>,
    /// Until when; without end if absent.
    #[n(3)]
    pub until: Option<Moment>,
}

/// See [`super::Fact::Revoke`].
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Revoke {
    /// The device's log id.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub device: [u8; 32],
    /// The first number of its log that no longer counts.
    #[n(1)]
    pub from: u64,
    /// Why: lost, taken, replaced.
    #[n(2)]
    pub why: String,
}

/// See [`super::Fact::Release`].
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Release {
    /// The ids of the entries.
    #[n(0)]
    pub entries: Vec<ByteArray<32>>,
    /// Why they are believed after all.
    #[n(1)]
    pub why: String,
}
