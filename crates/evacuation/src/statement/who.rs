//! Who speaks and who is spoken of: roles of devices, and persons as a door manifest knows them.
//!
//! Never here: a name.

use crate::people::Token;
use crate::quantity::Category;
use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

/// What a device may be for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode, Serialize)]
#[serde(rename_all = "snake_case")]
#[cbor(index_only)]
pub enum Role {
    /// Runs the operation.
    #[n(0)]
    Coordinator,
    /// Registers people and records agreement.
    #[n(1)]
    Registrar,
    /// Stands at a vehicle's door.
    #[n(2)]
    Gate,
    /// Leads a convoy.
    #[n(3)]
    ConvoyLeader,
    /// Receives people at a destination.
    #[n(4)]
    Receiver,
    /// Treats people.
    #[n(5)]
    Clinician,
    /// Watches the truce.
    #[n(6)]
    Monitor,
    /// Reads only.
    #[n(7)]
    Viewer,
    /// Holds a key that opens sealed names, together with others.
    #[n(8)]
    Custodian,
    /// Decides what is disputed.
    #[n(9)]
    Adjudicator,
    /// Cosigns seals.
    #[n(10)]
    Witness,
}

/// Sex as the door manifest needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode, Serialize)]
#[serde(rename_all = "snake_case")]
#[cbor(index_only)]
pub enum Sex {
    /// Female.
    #[n(0)]
    Female,
    /// Male.
    #[n(1)]
    Male,
    /// Not recorded, or neither.
    #[n(2)]
    Unknown,
}

/// Age as coarse as the door manifest needs it.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[cbor(index_only)]
pub enum AgeBand {
    /// Under 5.
    #[n(0)]
    Infant,
    /// 5 to 17.
    #[n(1)]
    Child,
    /// 18 to 59.
    #[n(2)]
    Adult,
    /// 60 and over.
    #[n(3)]
    Older,
    /// Not recorded.
    #[n(4)]
    Unknown,
}

/// One person as the door manifest knows them: never a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
#[cbor(map)]
pub struct Member {
    /// The person's code.
    #[n(0)]
    pub token: Token,
    /// What the trip needs.
    #[n(1)]
    pub category: Category,
    /// Sex.
    #[n(2)]
    pub sex: Sex,
    /// Age band.
    #[n(3)]
    pub age: AgeBand,
}
