//! What can be said to settle an operation's account: a promised place, a convoy closed, two parties that
//! may be one, who has a matter in hand, what was copied from paper.
//!
//! Never here: whether it holds (`account`, `closing`), or the cryptography of a ticket.

use crate::convoy::TripId;
use crate::people::Token;
use crate::quantity::Moment;
use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};
use serde::Serialize;

/// See [`super::Fact::Ticket`]. The statement's `at` is when it was issued.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Ticket {
    /// The party's code.
    #[n(0)]
    pub party: Token,
    /// The trip on which it has a place.
    #[n(1)]
    pub trip: TripId,
    /// Where it boards.
    #[n(2)]
    pub place: String,
    /// Where it goes.
    #[n(3)]
    pub to: String,
    /// When the trip is to depart.
    #[n(4)]
    pub depart: Moment,
    /// How many persons the place is for.
    #[n(5)]
    pub persons: u32,
    /// Ed25519 over [`crate::ticket::TicketCode::message`], by the key of the device that says this.
    #[n(6)]
    pub signature: ByteArray<64>,
}

/// See [`super::Fact::Close`].
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Close {
    /// The convoy, as it was called then.
    #[n(0)]
    pub convoy: String,
    /// Its trips.
    #[n(1)]
    pub trips: Vec<TripId>,
}

/// What is said of two parties.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode, Serialize)]
#[serde(rename_all = "snake_case")]
#[cbor(index_only)]
pub enum Likeness {
    /// They may be one; somebody must look.
    #[n(0)]
    Suspected,
    /// They are one, registered twice: decided by a person.
    #[n(1)]
    Same,
    /// They are two: decided by a person.
    #[n(2)]
    Apart,
}

/// See [`super::Fact::Twin`].
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Twin {
    /// The two parties.
    #[n(0)]
    pub parties: [Token; 2],
    /// What is said of them.
    #[n(1)]
    pub likeness: Likeness,
    /// For `Same`: persons of the first who are persons of the second. Others stay persons of their own.
    #[n(2)]
    pub pairs: Vec<[Token; 2]>,
    /// Why, in words that name nobody: "names agree (0.94)", "the mother says so".
    #[n(3)]
    pub why: String,
}

/// See [`super::Fact::Attend`].
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Attend {
    /// The matter: `person.<code>`, `party.<code>`, `told.<code>`, or the id of a matter of attention.
    #[n(0)]
    pub matter: String,
    /// Who has it: a post, never a name.
    #[n(1)]
    pub who: String,
    /// What is done next, or how it ended.
    #[n(2)]
    pub step: String,
    /// Nothing more is to be done.
    #[n(3)]
    pub done: bool,
}

/// See [`super::Fact::Transcribe`].
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Transcribe {
    /// The sheet's number.
    #[n(0)]
    pub sheet: String,
    /// Whose hand it is: a post, never a name.
    #[n(1)]
    pub written_by: String,
    /// How many of the statements that follow in this log are on it.
    #[n(2)]
    pub count: u32,
}
