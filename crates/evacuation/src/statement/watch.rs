//! What is said about the truce, the road and the aid: incidents and how they hang together, evidence and
//! who has it, clauses and what each party says of them, notifications, decisions, trackers, shares.
//!
//! Never here: a person's name, or a conclusion (`truce`, `clearance`, `aid` draw them).

use crate::convoy::TripId;
use crate::people::Token;
use crate::quantity::Moment;
use minicbor::{Decode, Encode};
use serde::{Deserialize, Serialize};

/// The id of an entry that is spoken of; in JSON 64 hexadecimal digits.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode, Serialize, Deserialize,
)]
#[serde(try_from = "String", into = "String")]
#[cbor(transparent)]
pub struct EntryRef(#[cbor(n(0), with = "minicbor::bytes")] pub [u8; 32]);

impl TryFrom<String> for EntryRef {
    type Error = String;
    fn try_from(text: String) -> Result<EntryRef, String> {
        crate::account::unhex(&text).map(EntryRef).ok_or_else(|| "an id has 64 hexadecimal digits".to_owned())
    }
}
impl From<EntryRef> for String {
    fn from(id: EntryRef) -> String {
        crate::account::hex(&id.0)
    }
}

/// Defines an enum of words together with its number in bytes and its text in JSON.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $number:literal $text:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[cbor(index_only)]
        pub enum $name { $($(#[$doc])* #[n($number)] $variant,)* }
        impl $name {
            /// All of them.
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];
            /// As in JSON.
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text,)* }
            }
        }
    };
}

words! {
    /// What happened.
    IncidentKind {
        /// Shells or rockets.
        Shelling = 0 "shelling",
        /// From the air.
        Airstrike = 1 "airstrike",
        /// Small arms at people or vehicles.
        ShotAt = 2 "shot_at",
        /// The way was barred, or passage refused.
        Obstruction = 3 "obstruction",
        /// People were held, or taken off.
        Detention = 4 "detention",
        /// People were last seen and not since.
        Disappearance = 5 "disappearance",
        /// Goods or vehicles were taken.
        Confiscation = 6 "confiscation",
        /// Aid was not let in.
        AidRefused = 7 "aid_refused",
    }
}
words! {
    /// How the one who says so knows it.
    Known {
        /// Seen.
        Seen = 0 "seen",
        /// Heard: the sound of it, not a tale.
        Heard = 1 "heard",
        /// Told by others.
        Told = 2 "told",
    }
}
words! {
    /// How two statements hang together.
    LinkKind {
        /// The first speaks for the second.
        Corroborates = 0 "corroborates",
        /// Both cannot be true.
        Contradicts = 1 "contradicts",
        /// Both tell of one event.
        SameEvent = 2 "same_event",
        /// The first replaces the second, of the same claimant or not; for claims only.
        Supersedes = 3 "supersedes",
    }
}
words! {
    /// What happened to a piece of evidence.
    CustodyStep {
        /// Taken; the hash is of that moment.
        Captured = 0 "captured",
        /// Given to somebody else, who answers for it now.
        HandedOn = 1 "handed_on",
        /// Looked at; the hash was found to be the same.
        Verified = 2 "verified",
        /// A copy was given away.
        Exported = 3 "exported",
    }
}
words! {
    /// What somebody says of a clause.
    Holding {
        /// Held.
        Held = 0 "held",
        /// Breached.
        Breached = 1 "breached",
        /// Cannot be judged.
        Unknown = 2 "unknown",
    }
}
words! {
    /// What is decided about a convoy; in the order of care.
    Decision {
        /// It may go.
        Go = 0 "go",
        /// It waits.
        Hold = 1 "hold",
        /// It does not go.
        Stop = 2 "stop",
    }
}
words! {
    /// What a party answers.
    Reply {
        /// Yes, or: received.
        Yes = 0 "yes",
        /// No.
        No = 1 "no",
    }
}
words! {
    /// What happened to the goods of a waybill.
    AidStep {
        /// Loaded: a waybill begins.
        Loaded = 0 "loaded",
        /// Went through a control point.
        Passed = 1 "passed",
        /// Handed to those for whom they are.
        Delivered = 2 "delivered",
        /// Brought back.
        Returned = 3 "returned",
        /// Taken away.
        Confiscated = 4 "confiscated",
        /// Lost or spoilt.
        Lost = 5 "lost",
    }
}

/// See [`super::Fact::Incident`]. `Statement::at` is when it happened.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cbor(map)]
pub struct Incident {
    /// What.
    #[n(0)]
    pub kind: IncidentKind,
    /// Where: a place's id, or words.
    #[n(1)]
    #[serde(default)]
    pub place: String,
    /// Latitude in millionths of a degree, where known.
    #[n(2)]
    pub lat_e6: Option<i32>,
    /// Longitude likewise.
    #[n(3)]
    pub lon_e6: Option<i32>,
    /// How it is known.
    #[n(4)]
    pub known: Known,
    /// Who says so, in words; never a person's name.
    #[n(5)]
    pub by: String,
    /// In whose view: a party's id.
    #[n(6)]
    pub party: Option<String>,
    /// Admiralty code, how reliable the source is: A to F.
    #[n(7)]
    pub reliability: String,
    /// Admiralty code, how credible the report is: 1 to 6.
    #[n(8)]
    pub credibility: u8,
    /// The trip that it befell.
    #[n(9)]
    pub trip: Option<TripId>,
    /// The persons concerned, by code.
    #[n(10)]
    #[serde(default)]
    pub tokens: Vec<Token>,
    /// What was said.
    #[n(11)]
    #[serde(default)]
    pub words: String,
    /// Where it can be read or heard.
    #[n(12)]
    #[serde(default)]
    pub source: String,
    /// Whether observers may be told that it happened.
    #[n(13)]
    #[serde(default)]
    pub share: bool,
}

/// See [`super::Fact::Link`].
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cbor(map)]
pub struct Link {
    /// The first statement.
    #[n(0)]
    pub from: EntryRef,
    /// The second.
    #[n(1)]
    pub to: EntryRef,
    /// How they hang together.
    #[n(2)]
    pub kind: LinkKind,
    /// Why.
    #[n(3)]
    #[serde(default)]
    pub why: String,
}

/// See [`super::Fact::Evidence`].
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cbor(map)]
pub struct Evidence {
    /// SHA-256 of the untouched original.
    #[n(0)]
    pub sha256: EntryRef,
    /// Its length in bytes.
    #[n(1)]
    pub bytes: u64,
    /// Its media type, such as `image/jpeg`.
    #[n(2)]
    pub media: String,
    /// The statement that it bears on.
    #[n(3)]
    pub about: EntryRef,
    /// What happened to it.
    #[n(4)]
    pub step: CustodyStep,
    /// Who has it now: an office or a function.
    #[n(5)]
    pub holder: String,
    /// Anything to add.
    #[n(6)]
    #[serde(default)]
    pub note: String,
}

/// See [`super::Fact::Clause`]: a term of the agreement, as in an operation file.
pub use crate::truce::Clause;

/// See [`super::Fact::ClauseWord`]. `Statement::at` is the end of the time that it speaks of.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cbor(map)]
pub struct ClauseWord {
    /// The clause.
    #[n(0)]
    pub clause: String,
    /// From when on it was watched.
    #[n(1)]
    pub from: Moment,
    /// What is said of it.
    #[n(2)]
    pub holding: Holding,
    /// Who says so: "monitors at the eastern post".
    #[n(3)]
    pub by: String,
    /// In whose view: a party's id; `None`: nobody's side.
    #[n(4)]
    pub party: Option<String>,
    /// Admiralty code, A to F.
    #[n(5)]
    pub reliability: String,
    /// Admiralty code, 1 to 6.
    #[n(6)]
    pub credibility: u8,
    /// What was said.
    #[n(7)]
    #[serde(default)]
    pub words: String,
}

/// See [`super::Fact::Notify`]. No passenger data; not a permission.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cbor(map)]
pub struct Notify {
    /// The convoy.
    #[n(0)]
    pub convoy: String,
    /// The party that is told.
    #[n(1)]
    pub party: String,
    /// The places on the way, in order.
    #[n(2)]
    pub route: Vec<String>,
    /// It will be on the road from …
    #[n(3)]
    pub from: Moment,
    /// … to. The notification is void after that.
    #[n(4)]
    pub until: Moment,
    /// How many vehicles.
    #[n(5)]
    pub vehicles: u32,
    /// How they are marked.
    #[n(6)]
    #[serde(default)]
    pub markings: String,
    /// Whom to call: a function and a number.
    #[n(7)]
    #[serde(default)]
    pub contact: String,
}

/// See [`super::Fact::Acknowledge`].
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cbor(map)]
pub struct Acknowledge {
    /// The notification.
    #[n(0)]
    pub notification: EntryRef,
    /// What the party answered.
    #[n(1)]
    pub reply: Reply,
    /// By which function, and how: "liaison office, by radio".
    #[n(2)]
    pub by: String,
    /// What was said.
    #[n(3)]
    #[serde(default)]
    pub words: String,
}

/// See [`super::Fact::Decide`].
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cbor(map)]
pub struct Decide {
    /// The convoy; `None`: all that have not left.
    #[n(0)]
    pub convoy: Option<String>,
    /// What.
    #[n(1)]
    pub decision: Decision,
    /// Why.
    #[n(2)]
    pub why: String,
    /// Who decides: a function, never a name.
    #[n(3)]
    pub by: String,
    /// What the check said then, item by item: "no-fire: breached".
    #[n(4)]
    #[serde(default)]
    pub on: Vec<String>,
}
