//! Statements: everything that anyone says or does in an operation. A statement is never changed;
//! later statements answer it. This module knows what can be said and how it is written as bytes
//! (the `body` of a ledger entry); who said it and when it was recorded is the ledger's.
//!
//! Never here: signatures, storage, or what a set of statements adds up to (`account`).
//!
//! The byte form is deterministic CBOR (RFC 8949 §4.2): maps with small integer keys in order,
//! definite lengths, nothing optional written when absent. [`Statement::decode`] refuses bytes that
//! would not be written again exactly so. Field numbers are never reused.

mod bytes;
mod care;
mod custody;
mod facts;
mod joining;
mod said;
mod settling;
mod sound;
mod who;

pub use care::{Accompany, Clear, Countersign, Needs, Split};
pub use custody::{Entrust, Shred, Unseal};
pub use facts::{
    Adopt, Agree, Answer, Assign, AtPlace, Born, BreakDown, Claim, Correct, Corridor, Depart, Die, HandOver,
    Headcount, OnTrip, Pass, PlanPart, Position, Receive, Register, Remove,
};
pub use joining::{Admit, Enrol, Release, Revoke};
pub use said::{ClaimStanding, Observed, Said};
pub use settling::{Attend, Close, Likeness, Ticket, Transcribe, Twin};
pub use who::{AgeBand, Member, Role, Sex};

pub use sound::{
    CLAIM_MAX, COUNT_MAX, DESTINATIONS_MAX, ID_BYTES_MAX, PLAN_PART_BYTES_MAX, PLAN_PARTS_MAX, TEXT_BYTES_MAX,
};

use crate::quantity::Moment;
use minicbor::{Decode, Encode};

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
    /// A device asks to join the operation and says what it is called and what it is for.
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
    /// A piece of a plan's document, so that every machine that holds the statements has the plan.
    #[n(22)]
    PlanPart(#[n(0)] PlanPart),
    /// An enroller admits a device: for what, where, until when.
    #[n(23)]
    Admit(#[n(0)] Admit),
    /// An enroller ends a device's part from a number of its log on.
    #[n(24)]
    Revoke(#[n(0)] Revoke),
    /// An enroller lets statements count that are in quarantine.
    #[n(25)]
    Release(#[n(0)] Release),
    /// The sealed data of a convoy or day is entrusted to custodians.
    #[n(26)]
    Entrust(#[n(0)] Entrust),
    /// A custodian lets somebody read sealed data, and says what for.
    #[n(27)]
    Unseal(#[n(0)] Unseal),
    /// Sealed data is destroyed.
    #[n(28)]
    Shred(#[n(0)] Shred),
    /// What a person needs on the way.
    #[n(29)]
    Needs(#[n(0)] Needs),
    /// Who answers for a child that travels without its family, at both ends.
    #[n(30)]
    Accompany(#[n(0)] Accompany),
    /// An adult agrees that some of a party travel apart from the rest. Opens a reunification task.
    #[n(31)]
    Split(#[n(0)] Split),
    /// The gate or the convoy leader says that a vehicle may go.
    #[n(32)]
    Clear(#[n(0)] Clear),
    /// Another device confirms a statement, such as a hospital that took somebody over.
    #[n(33)]
    Countersign(#[n(0)] Countersign),
    /// A party is promised a place on a later trip.
    #[n(35)]
    Ticket(#[n(0)] Ticket),
    /// A convoy is closed: everybody who was on it is accounted for, or somebody looks for them.
    #[n(36)]
    Close(#[n(0)] Close),
    /// Two parties may be one; or somebody decided that they are, or are not.
    #[n(37)]
    Twin(#[n(0)] Twin),
    /// Somebody has a matter in hand, or it is done.
    #[n(38)]
    Attend(#[n(0)] Attend),
    /// The statements that follow in this log were copied from paper: late, and second-hand.
    #[n(39)]
    Transcribe(#[n(0)] Transcribe),
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
            Fact::PlanPart(_) => "plan_part",
            Fact::Admit(_) => "admit",
            Fact::Revoke(_) => "revoke",
            Fact::Release(_) => "release",
            Fact::Entrust(_) => "entrust",
            Fact::Unseal(_) => "unseal",
            Fact::Shred(_) => "shredded",
            Fact::Needs(_) => "needs",
            Fact::Accompany(_) => "accompany",
            Fact::Split(_) => "split",
            Fact::Clear(_) => "clear",
            Fact::Countersign(_) => "countersign",
            Fact::Ticket(_) => "ticket",
            Fact::Close(_) => "close",
            Fact::Twin(_) => "twin",
            Fact::Attend(_) => "attend",
            Fact::Transcribe(_) => "transcribe",
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
            Fact::Clear(f) => Some(&f.place),
            Fact::Ticket(f) => Some(&f.place),
            Fact::Suspend(f) | Fact::Reopen(f) => f.control_point.as_deref(),
            Fact::Enrol(_) | Fact::Adopt(_) | Fact::Agree(_) | Fact::Assign(_) => None,
            Fact::Position(_) | Fact::Claim(_) | Fact::Correct(_) | Fact::PlanPart(_) => None,
            Fact::Admit(_) | Fact::Revoke(_) | Fact::Release(_) => None,
            Fact::Entrust(_) | Fact::Unseal(_) | Fact::Shred(_) => None,
            Fact::Needs(_) | Fact::Accompany(_) | Fact::Split(_) | Fact::Countersign(_) => None,
            Fact::Close(_) | Fact::Twin(_) | Fact::Attend(_) | Fact::Transcribe(_) => None,
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
        statement.check()?;
        Ok(statement)
    }
}

#[cfg(test)]
mod tests;
