//! What each kind of statement says, field by field. The numbers are the keys of the byte form.
//!
//! Never here: a person's name, a diagnosis, or a field whose number was used for something else.

use super::said::Said;
use super::who::Member;
use crate::convoy::TripId;
use crate::people::Token;
use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

/// See [`super::Fact::Adopt`].
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Adopt {
    /// SHA-256 of the plan's JSON bytes; of a plan made anew: of its whole document ([`crate::adopted`]).
    #[cbor(n(0), with = "minicbor::bytes")]
    pub plan_sha256: [u8; 32],
    /// In words: "plan of 289 trips, value 102 659 person-hours".
    #[n(1)]
    pub summary: String,
}

/// See [`super::Fact::PlanPart`].
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct PlanPart {
    /// SHA-256 of the whole document, as an `Adopt` names it.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub plan_sha256: [u8; 32],
    /// Which piece, counted from 0.
    #[n(1)]
    pub part: u32,
    /// How many pieces there are.
    #[n(2)]
    pub parts: u32,
    /// The piece.
    #[cbor(n(3), with = "minicbor::bytes")]
    pub bytes: Vec<u8>,
}

/// See [`super::Fact::Register`].
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Register {
    /// The party's code.
    #[n(0)]
    pub party: Token,
    /// Who is in it.
    #[n(1)]
    pub members: Vec<Member>,
    /// The staging place.
    #[n(2)]
    pub place: String,
    /// The people group of the operation file that they were planned as, where known.
    #[n(3)]
    pub people: Option<String>,
    /// The class of party within it.
    #[n(4)]
    pub class: Option<u32>,
}

/// What a party answers.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[cbor(index_only)]
pub enum Answer {
    /// It goes.
    #[n(0)]
    Yes,
    /// It does not want to.
    #[n(1)]
    Declined,
    /// It stays for now.
    #[n(2)]
    Stays,
    /// It takes back an earlier yes.
    #[n(3)]
    Withdrawn,
}

/// See [`super::Fact::Agree`].
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Agree {
    /// The party's code.
    #[n(0)]
    pub party: Token,
    /// Its answer.
    #[n(1)]
    pub answer: Answer,
    /// Destinations that the answer is about.
    #[n(2)]
    pub destinations: Vec<String>,
    /// Language in which it was told (BCP 47).
    #[n(3)]
    pub language: String,
    /// What it was told.
    #[n(4)]
    pub told: String,
}

/// See [`super::Fact::Assign`].
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Assign {
    /// The parties' codes.
    #[n(0)]
    pub parties: Vec<Token>,
    /// The trip.
    #[n(1)]
    pub trip: TripId,
}

/// See [`super::Fact::Board`] and [`super::Fact::Alight`].
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct OnTrip {
    /// The persons' codes.
    #[n(0)]
    pub tokens: Vec<Token>,
    /// The trip.
    #[n(1)]
    pub trip: TripId,
    /// Where.
    #[n(2)]
    pub place: String,
}

/// See [`super::Fact::Depart`].
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Depart {
    /// The trip.
    #[n(0)]
    pub trip: TripId,
    /// From where.
    #[n(1)]
    pub place: String,
    /// Where to.
    #[n(2)]
    pub to: String,
    /// Escorts on board.
    #[n(3)]
    pub escorts: u32,
}

/// See [`super::Fact::Pass`].
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Pass {
    /// The trip.
    #[n(0)]
    pub trip: TripId,
    /// The control point.
    #[n(1)]
    pub place: String,
    /// `false`: it drives in; `true`: it is through.
    #[n(2)]
    pub through: bool,
    /// Persons counted on board.
    #[n(3)]
    pub headcount: Option<u32>,
}

/// See [`super::Fact::Arrive`].
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct AtPlace {
    /// The trip.
    #[n(0)]
    pub trip: TripId,
    /// Where.
    #[n(1)]
    pub place: String,
}

/// See [`super::Fact::Receive`].
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Receive {
    /// The persons' codes.
    #[n(0)]
    pub tokens: Vec<Token>,
    /// The trip they came on, where known.
    #[n(1)]
    pub trip: Option<TripId>,
    /// Where.
    #[n(2)]
    pub place: String,
}

/// See [`super::Fact::HandOver`].
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct HandOver {
    /// The persons' codes.
    #[n(0)]
    pub tokens: Vec<Token>,
    /// The trip they came on, where known.
    #[n(1)]
    pub trip: Option<TripId>,
    /// Where.
    #[n(2)]
    pub place: String,
    /// Who takes them: an organisation, never a person's name.
    #[n(3)]
    pub to: String,
}

/// See [`super::Fact::Remove`].
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Remove {
    /// The persons' codes.
    #[n(0)]
    pub tokens: Vec<Token>,
    /// The trip.
    #[n(1)]
    pub trip: TripId,
    /// Where.
    #[n(2)]
    pub place: String,
    /// By whom, as the witness describes them.
    #[n(3)]
    pub by: String,
    /// Admiralty grade, such as `B2`.
    #[n(4)]
    pub grade: String,
    /// Who saw it, where it was not whoever says so: a post or organisation, never a person's name.
    #[n(5)]
    pub witness: Option<String>,
}

/// See [`super::Fact::Die`].
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Die {
    /// The person's code.
    #[n(0)]
    pub token: Token,
    /// The trip, when on one.
    #[n(1)]
    pub trip: Option<TripId>,
    /// Where.
    #[n(2)]
    pub place: String,
}

/// See [`super::Fact::Born`].
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Born {
    /// The child.
    #[n(0)]
    pub child: Member,
    /// The party it belongs to.
    #[n(1)]
    pub party: Option<Token>,
    /// The trip, when on one.
    #[n(2)]
    pub trip: Option<TripId>,
    /// Where.
    #[n(3)]
    pub place: String,
}

/// See [`super::Fact::BreakDown`].
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct BreakDown {
    /// The vehicle.
    #[n(0)]
    pub vehicle: String,
    /// The trip it was on, if any.
    #[n(1)]
    pub trip: Option<TripId>,
    /// Where, in words or a place id.
    #[n(2)]
    pub place: String,
}

/// See [`super::Fact::Suspend`] and [`super::Fact::Reopen`].
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Corridor {
    /// The control point; `None`: the whole corridor.
    #[n(0)]
    pub control_point: Option<String>,
    /// Why.
    #[n(1)]
    pub reason: String,
}

/// See [`super::Fact::Position`].
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Position {
    /// The vehicle.
    #[n(0)]
    pub vehicle: String,
    /// Latitude in millionths of a degree.
    #[n(1)]
    pub lat_e6: i32,
    /// Longitude in millionths of a degree.
    #[n(2)]
    pub lon_e6: i32,
}

/// See [`super::Fact::Headcount`].
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Headcount {
    /// The trip.
    #[n(0)]
    pub trip: TripId,
    /// Where it was counted.
    #[n(1)]
    pub place: String,
    /// Persons counted, the driver and escorts not included.
    #[n(2)]
    pub count: u32,
}

/// See [`super::Fact::Claim`]. The fields are those of `operation::ReportedClaim`.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, Serialize)]
#[cbor(map)]
pub struct Claim {
    /// Who said it, in the words of the source.
    #[n(0)]
    pub claimant: String,
    /// What the figure counts.
    #[n(1)]
    pub figure: String,
    /// Lowest value said.
    #[n(2)]
    pub low: i64,
    /// Highest value said.
    #[n(3)]
    pub high: i64,
    /// What is counted.
    #[n(4)]
    pub unit: String,
    /// Of what.
    #[n(5)]
    pub scope: String,
    /// `about`, `over`, `up to` or empty.
    #[n(6)]
    pub qualifier: String,
    /// When it was said or holds for.
    #[n(7)]
    pub as_of: String,
    /// Admiralty grade: how reliable the source is, then how credible the report, each judged for itself.
    #[n(8)]
    pub grade: String,
    /// Where it can be read.
    #[n(9)]
    pub source: String,
    /// What else is known of how it was said.
    #[n(10)]
    pub said: Option<Said>,
}

/// See [`super::Fact::Correct`].
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Correct {
    /// The id of the entry that no longer counts.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub entry: [u8; 32],
    /// Why.
    #[n(1)]
    pub why: String,
}
