//! The names of figures. Every number that is shown anywhere carries one, and the statements behind
//! it are found by it (`Account::sources`). The text form travels in addresses and is read from
//! outside: [`FigureId::from_str`] takes any text and never panics.
//!
//! Never here: values (`picture`) or statements (`sources`).

use crate::convoy::TripId;
use crate::people::Token;
use crate::quantity::Category;
use serde::{Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// Bytes of a figure's name at most.
pub const FIGURE_BYTES_MAX: usize = 512;

/// The name of a figure, such as `account.out.stretcher` or `trip.bus-3.2.boarded`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FigureId {
    /// `account.out`, `account.out.wounded`: a term of the operation's balance, or one category of it.
    Account(AccountFigure, Option<Category>),
    /// `trip.bus-3.2.boarded`.
    Trip(TripId, TripFigure),
    /// `convoy.C004.received`: the sum over its trips.
    Convoy(String, TripFigure),
    /// `place.rashidin.received`.
    Place(String, PlaceFigure),
    /// `person.<token>`: what is said about one person.
    Person(Token),
    /// `vehicle.bus-3`: positions and breakdowns.
    Vehicle(String),
    /// `corridor` (the whole of it) or `corridor.ramouseh`: suspensions and reopenings.
    Corridor(Option<String>),
    /// `claim.<hex id of its entry>`.
    Claim([u8; 32]),
    /// `entry.<hex id>`: one statement.
    Entry([u8; 32]),
    /// `discrepancy.missing.bus-3.2`: what is wrong, and about what.
    Discrepancy(DiscrepancyKind, String),
    /// `statements`: everything that was said.
    Statements,
}

/// Defines an enum of names together with its text form.
macro_rules! names {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$doc])* $variant,)* }
        impl $name {
            /// All of them, in the order in which they are shown.
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];
            /// As it stands in figure names and in JSON.
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text,)* }
            }
            fn find(text: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|name| name.as_str() == text)
            }
        }
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    };
}

names! {
    /// The terms of the operation's balance, and two parts of `registered`.
    AccountFigure {
        /// Everybody who is known by a token: registered, born, or first seen at a door.
        Registered = "registered",
        /// At a staging place, or nowhere else yet.
        Waiting = "waiting",
        /// On board a vehicle.
        OnTheWay = "on_the_way",
        /// Received, or handed over to someone who answers for them.
        Out = "out",
        /// Declined, stays, or withdrew.
        Declined = "declined",
        /// Died.
        Died = "died",
        /// Nobody can say where: removed, left on the way without further word, missing, disputed.
        Unaccounted = "unaccounted",
        /// Of `registered`: born during the operation.
        Born = "born",
        /// Of `registered`: seen, but never registered.
        Unlisted = "unlisted",
    }
}

names! {
    /// The figures of a trip, and of a convoy.
    TripFigure {
        /// Given a place on it.
        Assigned = "assigned",
        /// Boarded it.
        Boarded = "boarded",
        /// Born on it.
        Born = "born",
        /// Came off it without a statement that they boarded it.
        Unlisted = "unlisted",
        /// Received from it, and not handed over.
        Received = "received",
        /// Handed over from it.
        HandedOver = "handed_over",
        /// Received or handed over: who came through.
        Delivered = "delivered",
        /// Taken off it.
        Removed = "removed",
        /// Left it on the way.
        Left = "left",
        /// Died on it.
        Died = "died",
        /// Still on it.
        Aboard = "aboard",
        /// The rest.
        Unaccounted = "unaccounted",
        /// The latest anonymous count.
        Headcount = "headcount",
        /// Humanitarian workers on board.
        Escorts = "escorts",
        /// The moment it drove off.
        Depart = "depart",
        /// Its ways through control points.
        Pass = "pass",
        /// The moment it reached its destination.
        Arrive = "arrive",
    }
}

names! {
    /// The figures of a place.
    PlaceFigure {
        /// Waiting there.
        Waiting = "waiting",
        /// Received or handed over there.
        Received = "received",
    }
}

names! {
    /// What can be wrong, or must be known by name.
    DiscrepancyKind {
        /// Boarded a trip that has been emptied, and did not come off it.
        Missing = "missing",
        /// Taken off a vehicle; nobody has received them since.
        Removed = "removed",
        /// Left a vehicle on the way; no further word.
        Left = "left",
        /// Statements about a person that cannot all be true.
        Disputed = "disputed",
        /// On a trip without having boarded it, or on board without being registered.
        Unlisted = "unlisted",
        /// The latest count of a trip is not the number of persons known to be on it.
        HeadcountDiffers = "headcount_differs",
        /// Had a place on a trip that left, and still waits without another.
        NoShow = "no_show",
        /// Came to another destination than the trip's.
        Diverted = "diverted",
        /// Died.
        Died = "died",
        /// Born.
        Born = "born",
    }
}

/// Why a text names no figure.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "'{0}' names no figure; figures look like account.out, trip.bus-3.2.boarded, place.rashidin.received"
)]
pub struct FigureIdError(pub String);

impl fmt::Display for FigureId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FigureId::Account(figure, None) => write!(f, "account.{}", figure.as_str()),
            FigureId::Account(figure, Some(category)) => {
                write!(f, "account.{}.{}", figure.as_str(), category_name(*category))
            }
            FigureId::Trip(trip, figure) => write!(f, "trip.{trip}.{}", figure.as_str()),
            FigureId::Convoy(convoy, figure) => write!(f, "convoy.{convoy}.{}", figure.as_str()),
            FigureId::Place(place, figure) => write!(f, "place.{place}.{}", figure.as_str()),
            FigureId::Person(token) => write!(f, "person.{token}"),
            FigureId::Vehicle(vehicle) => write!(f, "vehicle.{vehicle}"),
            FigureId::Corridor(None) => f.write_str("corridor"),
            FigureId::Corridor(Some(control_point)) => write!(f, "corridor.{control_point}"),
            FigureId::Claim(entry) => write!(f, "claim.{}", hex(entry)),
            FigureId::Entry(entry) => write!(f, "entry.{}", hex(entry)),
            FigureId::Discrepancy(kind, subject) => write!(f, "discrepancy.{}.{subject}", kind.as_str()),
            FigureId::Statements => f.write_str("statements"),
        }
    }
}

impl FromStr for FigureId {
    type Err = FigureIdError;
    fn from_str(text: &str) -> Result<FigureId, FigureIdError> {
        parse(text).ok_or_else(|| FigureIdError(text.chars().take(64).filter(|c| !c.is_control()).collect()))
    }
}

impl Serialize for FigureId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

fn parse(text: &str) -> Option<FigureId> {
    if text.len() > FIGURE_BYTES_MAX || text.chars().any(char::is_control) {
        return None;
    }
    match text {
        "statements" => return Some(FigureId::Statements),
        "corridor" => return Some(FigureId::Corridor(None)),
        _ => {}
    }
    let (head, rest) = text.split_once('.').filter(|(_, rest)| !rest.is_empty())?;
    match head {
        "account" => parse_account(rest),
        "trip" => {
            let (trip, figure) = rest.rsplit_once('.')?;
            Some(FigureId::Trip(trip_id(trip)?, TripFigure::find(figure)?))
        }
        "convoy" => {
            let (convoy, figure) = subject_and_last(rest)?;
            Some(FigureId::Convoy(convoy, TripFigure::find(figure)?))
        }
        "place" => {
            let (place, figure) = subject_and_last(rest)?;
            Some(FigureId::Place(place, PlaceFigure::find(figure)?))
        }
        // Only the one written form: a figure has one name.
        "person" => rest.parse().ok().filter(|token: &Token| token.as_str() == rest).map(FigureId::Person),
        "vehicle" => Some(FigureId::Vehicle(rest.to_owned())),
        "corridor" => Some(FigureId::Corridor(Some(rest.to_owned()))),
        "claim" => unhex(rest).map(FigureId::Claim),
        "entry" => unhex(rest).map(FigureId::Entry),
        "discrepancy" => {
            let (kind, subject) = rest.split_once('.').filter(|(_, subject)| !subject.is_empty())?;
            Some(FigureId::Discrepancy(DiscrepancyKind::find(kind)?, subject.to_owned()))
        }
        _ => None,
    }
}

fn parse_account(rest: &str) -> Option<FigureId> {
    let (figure, category) = match rest.split_once('.') {
        None => (rest, None),
        Some((figure, category)) => {
            (figure, Some(Category::ALL.into_iter().find(|c| category_name(*c) == category)?))
        }
    };
    Some(FigureId::Account(AccountFigure::find(figure)?, category))
}

fn subject_and_last(rest: &str) -> Option<(String, &str)> {
    let (subject, last) = rest.rsplit_once('.').filter(|(subject, _)| !subject.is_empty())?;
    Some((subject.to_owned(), last))
}

/// A trip id in its one written form (`bus-3.02` is none).
fn trip_id(text: &str) -> Option<TripId> {
    text.parse().ok().filter(|trip: &TripId| trip.to_string() == text)
}

/// A category as it stands in figure names.
pub const fn category_name(category: Category) -> &'static str {
    match category {
        Category::Stretcher => "stretcher",
        Category::Wounded => "wounded",
        Category::Other => "other",
    }
}

/// Lower-case hexadecimal, as entry and device ids are written everywhere.
pub fn hex(bytes: &[u8; 32]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Reads [`hex`]; only lower case, only 64 digits.
pub fn unhex(text: &str) -> Option<[u8; 32]> {
    let digits = text.as_bytes();
    if digits.len() != 64 {
        return None;
    }
    let digit = |d: u8| match d {
        b'0'..=b'9' => Some(d - b'0'),
        b'a'..=b'f' => Some(d - b'a' + 10),
        _ => None,
    };
    let mut bytes = [0u8; 32];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = digit(pair[0])? << 4 | digit(pair[1])?;
    }
    Some(bytes)
}
