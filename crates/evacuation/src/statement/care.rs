//! What the field says about single persons and about a vehicle that is about to leave: what somebody
//! needs on the way, who answers for a child, who travels apart from their party, that a vehicle may
//! go, and that somebody else confirms a statement.
//!
//! Never here: a name, a diagnosis, or what follows from it (`account`).

use crate::convoy::TripId;
use crate::people::Token;
use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};

/// See [`super::Fact::Needs`]. What loaders may see; the seat itself is the person's category.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Needs {
    /// The person's code.
    #[n(0)]
    pub token: Token,
    /// Whether they need oxygen on the way.
    #[n(1)]
    pub oxygen: bool,
    /// Who must travel beside them.
    #[n(2)]
    pub companion: Option<Token>,
}

/// See [`super::Fact::Accompany`]. Each end is the code of an adult in the operation, or an agency.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
#[cbor(map)]
pub struct Accompany {
    /// The child's code.
    #[n(0)]
    pub child: Token,
    /// Who answers for the child until it is received.
    #[n(1)]
    pub from: String,
    /// Who answers for the child from then on.
    #[n(2)]
    pub to: String,
}

/// See [`super::Fact::Split`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
#[cbor(map)]
pub struct Split {
    /// The party.
    #[n(0)]
    pub party: Token,
    /// Those of it who travel apart from the rest, together.
    #[n(1)]
    pub members: Vec<Token>,
    /// The adult of the party who agreed.
    #[n(2)]
    pub by: Token,
}

/// See [`super::Fact::Clear`].
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Clear {
    /// The trip.
    #[n(0)]
    pub trip: TripId,
    /// Where.
    #[n(1)]
    pub place: String,
    /// Persons counted on board.
    #[n(2)]
    pub counted: u32,
    /// Persons known by code to be on board.
    #[n(3)]
    pub scanned: u32,
    /// Why it may go although something is amiss, such as a count that differs.
    #[n(4)]
    pub reason: Option<String>,
}

/// See [`super::Fact::Countersign`].
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Countersign {
    /// The id of the entry that is confirmed.
    #[n(0)]
    pub entry: ByteArray<32>,
}
