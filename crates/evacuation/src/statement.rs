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
mod carriage;
mod custody;
mod facts;
mod joining;
mod kind;
mod medical;
mod said;
mod settling;
mod sound;
mod watch;
mod who;

pub use care::{Accompany, Clear, Countersign, Needs, Split};
pub use carriage::{AidAnswer, AidMove, AidRequest, Goods, Share, Tracker, Tracking, Unshare};
pub use custody::{Entrust, Shred, Unseal};
pub use facts::{
    Adopt, Agree, Answer, Assign, AtPlace, Born, BreakDown, Claim, Correct, Corridor, Depart, Die, HandOver,
    Headcount, OnTrip, Pass, PlanPart, Position, Receive, Register, Remove,
};
pub use joining::{Admit, Enrol, Release, Revoke};
pub use medical::{Note, NoteKey, NoteReader, ReadNote};
pub use said::{ClaimStanding, Observed, Said};
pub use settling::{Attend, Close, Likeness, Ticket, Transcribe, Twin};
pub use watch::{
    Acknowledge, AidStep, Clause, ClauseWord, CustodyStep, Decide, Decision, EntryRef, Evidence, Holding,
    Incident, IncidentKind, Known, Link, LinkKind, Notify, Reply,
};
pub use who::{AgeBand, Member, Role, Sex};

pub use sound::{
    CLAIM_MAX, COUNT_MAX, DESTINATIONS_MAX, ID_BYTES_MAX, NO_GRADE, PLAN_PART_BYTES_MAX, PLAN_PARTS_MAX,
    TEXT_BYTES_MAX, is_grade,
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
    HandOver(#[n(0)] Box<HandOver>),
    /// Persons are taken off a vehicle against their will or the convoy's. Opens tracing.
    #[n(11)]
    Remove(#[n(0)] Box<Remove>),
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
    Claim(#[n(0)] Box<Claim>),
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
    /// A clinician's device says to which key notes are sealed for it.
    #[n(34)]
    NoteKey(#[n(0)] NoteKey),
    /// A party is promised a place on a later trip.
    #[n(35)]
    Ticket(#[n(0)] Box<Ticket>),
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
    /// A medical note about a person, sealed to clinicians.
    #[n(40)]
    Note(#[n(0)] Note),
    /// A clinician reads the notes of a person, and says what for.
    #[n(41)]
    ReadNote(#[n(0)] ReadNote),
    /// Something happened that bears on the truce or on people.
    #[n(45)]
    Incident(#[n(0)] Box<Incident>),
    /// Two statements hang together.
    #[n(46)]
    Link(#[n(0)] Link),
    /// A photograph or document was taken, or changed hands.
    #[n(47)]
    Evidence(#[n(0)] Evidence),
    /// A term of the agreement is entered.
    #[n(48)]
    Clause(#[n(0)] Clause),
    /// Somebody says whether a clause was kept.
    #[n(49)]
    ClauseWord(#[n(0)] ClauseWord),
    /// A party is told of a convoy.
    #[n(50)]
    Notify(#[n(0)] Notify),
    /// It answers.
    #[n(51)]
    Acknowledge(#[n(0)] Acknowledge),
    /// A person decides whether a convoy goes.
    #[n(52)]
    Decide(#[n(0)] Decide),
    /// Somebody asks for aid to be let in.
    #[n(53)]
    AidRequest(#[n(0)] AidRequest),
    /// It is answered.
    #[n(54)]
    AidAnswer(#[n(0)] AidAnswer),
    /// Aid is loaded, passes, is delivered, returned, taken or lost.
    #[n(55)]
    AidMove(#[n(0)] Box<AidMove>),
    /// All positions are cut off, or taken again.
    #[n(56)]
    Tracking(#[n(0)] Tracking),
    /// A tracker reports for a vehicle from now on.
    #[n(57)]
    Tracker(#[n(0)] Tracker),
    /// Outsiders are let see a view.
    #[n(58)]
    Share(#[n(0)] Share),
    /// They no longer are.
    #[n(59)]
    Unshare(#[n(0)] Unshare),
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
        if !bytes::is_written_so(&statement, bytes) {
            return Err(StatementError::NotCanonical);
        }
        statement.check()?;
        Ok(statement)
    }
}

#[cfg(test)]
mod tests;
