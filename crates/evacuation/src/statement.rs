//! Statements: everything that anyone says or does in an operation. A statement is never changed;
//! later statements answer it. This module knows what can be said and how it is written as bytes
//! (the `body` of a ledger entry); who said it and when it was recorded is the ledger's.
//!
//! Never here: signatures, storage, or what a set of statements adds up to (`account`).
//!
//! The byte form is deterministic CBOR (RFC 8949 §4.2): maps with small integer keys in order,
//! definite lengths, nothing optional written when absent. [`Statement::decode`] refuses bytes that
//! would not be written again exactly so. Field numbers are never reused.

use crate::convoy::TripId;
use crate::people::Token;
use crate::quantity::{Category, Moment};
use minicbor::{Decode, Decoder, Encode, Encoder};

/// Bytes of one body at most.
pub const BODY_BYTES_MAX: usize = 32 * 1024;
/// Tokens in one statement at most: no vehicle holds more.
pub const TOKENS_MAX: usize = 512;

/// What is said. `at` is when it happened, as the one who says it knows it; when it was recorded
/// is the entry's hybrid clock.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Statement {
    /// When it happened.
    #[n(0)]
    pub at: Moment,
    /// What happened.
    #[n(1)]
    pub fact: Fact,
}

/// The kinds of fact. The text in [`Fact::kind`] is the entry's `kind`.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(flat)]
pub enum Fact {
    /// A device joins the operation and says what it is called and what it is for.
    #[n(0)]
    Enrol(#[n(0)] Enrol),
    /// A plan is adopted: it is the one that is now in force.
    #[n(1)]
    Adopt(#[n(0)] Adopt),
    /// A party is registered at a staging place.
    #[n(2)]
    Register(#[n(0)] Register),
    /// A party answers whether it goes, and where to.
    #[n(3)]
    Agree(#[n(0)] Agree),
    /// A party is given a place on a trip.
    #[n(4)]
    Assign(#[n(0)] Assign),
    /// Persons board.
    #[n(5)]
    Board(#[n(0)] OnTrip),
    /// A vehicle drives off.
    #[n(6)]
    Depart(#[n(0)] Depart),
    /// A vehicle goes through a control point.
    #[n(7)]
    Pass(#[n(0)] Pass),
    /// A vehicle reaches its destination.
    #[n(8)]
    Arrive(#[n(0)] AtPlace),
    /// Persons are received at a destination.
    #[n(9)]
    Receive(#[n(0)] Receive),
    /// Persons are handed over to someone else, such as a hospital or an agency.
    #[n(10)]
    HandOver(#[n(0)] HandOver),
    /// Persons are taken off a vehicle against their will or the convoy's. Opens tracing.
    #[n(11)]
    Remove(#[n(0)] Remove),
    /// Persons leave the vehicle on the way of their own will or need.
    #[n(12)]
    Alight(#[n(0)] OnTrip),
    /// A person dies.
    #[n(13)]
    Die(#[n(0)] Die),
    /// A child is born.
    #[n(14)]
    Born(#[n(0)] Born),
    /// A vehicle breaks down and does nothing more until said otherwise.
    #[n(15)]
    BreakDown(#[n(0)] BreakDown),
    /// A control point, or the whole corridor, is suspended.
    #[n(16)]
    Suspend(#[n(0)] Corridor),
    /// It is open again.
    #[n(17)]
    Reopen(#[n(0)] Corridor),
    /// Where a vehicle is.
    #[n(18)]
    Position(#[n(0)] Position),
    /// An anonymous count of the persons on a vehicle.
    #[n(19)]
    Headcount(#[n(0)] Headcount),
    /// A figure said by someone outside.
    #[n(20)]
    Claim(#[n(0)] Claim),
    /// An earlier statement of the same operation was wrong and no longer counts.
    #[n(21)]
    Correct(#[n(0)] Correct),
}

/// What a device may be for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
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
}

/// Sex as the door manifest needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
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

/// See [`Fact::Enrol`].
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

/// See [`Fact::Adopt`].
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Adopt {
    /// SHA-256 of the plan's JSON bytes.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub plan_sha256: [u8; 32],
    /// In words: "plan of 289 trips, value 102 659 person-hours".
    #[n(1)]
    pub summary: String,
}

/// See [`Fact::Register`].
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode)]
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

/// See [`Fact::Agree`].
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

/// See [`Fact::Assign`].
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

/// See [`Fact::Board`] and [`Fact::Alight`].
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

/// See [`Fact::Depart`].
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

/// See [`Fact::Pass`].
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

/// See [`Fact::Arrive`].
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

/// See [`Fact::Receive`].
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

/// See [`Fact::HandOver`].
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

/// See [`Fact::Remove`].
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
}

/// See [`Fact::Die`].
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

/// See [`Fact::Born`].
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

/// See [`Fact::BreakDown`].
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

/// See [`Fact::Suspend`] and [`Fact::Reopen`].
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

/// See [`Fact::Position`].
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

/// See [`Fact::Headcount`].
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

/// See [`Fact::Claim`]. The fields are those of `operation::ReportedClaim`.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
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
    /// Admiralty grade.
    #[n(8)]
    pub grade: String,
    /// Where it can be read.
    #[n(9)]
    pub source: String,
}

/// See [`Fact::Correct`].
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

impl Fact {
    /// The entry's `kind`.
    pub fn kind(&self) -> &'static str {
        match self {
            Fact::Enrol(_) => "enrol",
            Fact::Adopt(_) => "adopt",
            Fact::Register(_) => "register",
            Fact::Agree(_) => "agree",
            Fact::Assign(_) => "assign",
            Fact::Board(_) => "board",
            Fact::Depart(_) => "depart",
            Fact::Pass(_) => "pass",
            Fact::Arrive(_) => "arrive",
            Fact::Receive(_) => "receive",
            Fact::HandOver(_) => "hand_over",
            Fact::Remove(_) => "remove",
            Fact::Alight(_) => "alight",
            Fact::Die(_) => "die",
            Fact::Born(_) => "born",
            Fact::BreakDown(_) => "break_down",
            Fact::Suspend(_) => "suspend",
            Fact::Reopen(_) => "reopen",
            Fact::Position(_) => "position",
            Fact::Headcount(_) => "headcount",
            Fact::Claim(_) => "claim",
            Fact::Correct(_) => "correct",
        }
    }

    /// The place that it is about, for the entry's `place`.
    pub fn place(&self) -> Option<&str> {
        match self {
            Fact::Register(f) => Some(&f.place),
            Fact::Board(f) | Fact::Alight(f) => Some(&f.place),
            Fact::Depart(f) => Some(&f.place),
            Fact::Pass(f) => Some(&f.place),
            Fact::Arrive(f) => Some(&f.place),
            Fact::Receive(f) => Some(&f.place),
            Fact::HandOver(f) => Some(&f.place),
            Fact::Remove(f) => Some(&f.place),
            Fact::Die(f) => Some(&f.place),
            Fact::Born(f) => Some(&f.place),
            Fact::BreakDown(f) => Some(&f.place),
            Fact::Headcount(f) => Some(&f.place),
            Fact::Suspend(f) | Fact::Reopen(f) => f.control_point.as_deref(),
            Fact::Enrol(_) | Fact::Adopt(_) | Fact::Agree(_) | Fact::Assign(_) => None,
            Fact::Position(_) | Fact::Claim(_) | Fact::Correct(_) => None,
        }
    }
}

/// Why bytes are no statement.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StatementError {
    /// Too long.
    #[error("the statement has {0} bytes; at most {BODY_BYTES_MAX} are taken")]
    TooLong(usize),
    /// Not the CBOR of a statement.
    #[error("these bytes are no statement: {0}")]
    Malformed(String),
    /// Another way to write the same statement; only one is taken.
    #[error("the statement is not written in the one form that is taken (RFC 8949, deterministic)")]
    NotCanonical,
    /// The entry says another kind or place than its body.
    #[error("the entry says '{entry}', its body says '{body}'")]
    Mismatch {
        /// What the entry says.
        entry: String,
        /// What the body says.
        body: String,
    },
    /// A value that cannot be.
    #[error("{0}")]
    Absurd(String),
}

impl Statement {
    /// The body bytes.
    pub fn encode(&self) -> Vec<u8> {
        // Writing into memory cannot fail.
        minicbor::to_vec(self).unwrap_or_default()
    }

    /// Reads body bytes; see [`StatementError`] for what is refused.
    pub fn decode(bytes: &[u8]) -> Result<Statement, StatementError> {
        if bytes.len() > BODY_BYTES_MAX {
            return Err(StatementError::TooLong(bytes.len()));
        }
        let statement: Statement =
            minicbor::decode(bytes).map_err(|error| StatementError::Malformed(error.to_string()))?;
        if statement.encode() != bytes {
            return Err(StatementError::NotCanonical);
        }
        Ok(statement)
    }
}

impl<C> Encode<C> for Moment {
    fn encode<W: minicbor::encode::Write>(
        &self,
        e: &mut Encoder<W>,
        _: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        e.i64(self.0)?.ok()
    }
}
impl<'b, C> Decode<'b, C> for Moment {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, minicbor::decode::Error> {
        d.i64().map(Moment)
    }
}
impl<C> Encode<C> for Category {
    fn encode<W: minicbor::encode::Write>(
        &self,
        e: &mut Encoder<W>,
        _: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        e.u8(match self {
            Category::Stretcher => 0,
            Category::Wounded => 1,
            Category::Other => 2,
        })?
        .ok()
    }
}
impl<'b, C> Decode<'b, C> for Category {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, minicbor::decode::Error> {
        let number = d.u8()?;
        Category::ALL
            .get(usize::from(number))
            .copied()
            .ok_or_else(|| minicbor::decode::Error::message(format!("{number} is no category")))
    }
}
impl<C> Encode<C> for Token {
    fn encode<W: minicbor::encode::Write>(
        &self,
        e: &mut Encoder<W>,
        _: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        e.str(self.as_str())?.ok()
    }
}
impl<'b, C> Decode<'b, C> for Token {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, minicbor::decode::Error> {
        d.str()?.parse().map_err(|error| minicbor::decode::Error::message(format!("{error}")))
    }
}
impl<C> Encode<C> for TripId {
    fn encode<W: minicbor::encode::Write>(
        &self,
        e: &mut Encoder<W>,
        _: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        e.str(&self.to_string())?.ok()
    }
}
impl<'b, C> Decode<'b, C> for TripId {
    fn decode(d: &mut Decoder<'b>, _: &mut C) -> Result<Self, minicbor::decode::Error> {
        d.str()?.parse().map_err(|error| minicbor::decode::Error::message(format!("{error}")))
    }
}
