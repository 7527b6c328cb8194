//! The picture: what a set of statements adds up to. Plain values in a fixed order, so that the same
//! set gives the same bytes when written out.
//!
//! Never here: how it is computed (`reckon`), the present time (`attention` and the pages have that),
//! or a number that no statement stands behind.

use super::balance::{OperationBalance, TripBalance};
use super::clash::Clash;
use super::figure::{DiscrepancyKind, FigureId};
use crate::convoy::TripId;
use crate::people::Token;
use crate::quantity::{Moment, Persons};
use crate::statement::Claim;
use serde::{Serialize, Serializer};

/// The whole picture.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Picture {
    /// How many different statements it rests on, withdrawn ones and corrections included.
    pub statements: u64,
    /// How many of them a correction has withdrawn.
    pub withdrawn: u64,
    /// What is kept but does not count for now.
    pub quarantined: super::Quarantined,
    /// The same, reason by reason.
    pub waiting: Vec<super::Waiting>,
    /// The plan in force, as the coordinator adopted it.
    pub plan: Option<AdoptedPlan>,
    /// The operation's balance.
    pub account: OperationBalance,
    /// Every trip of the plan and every trip that a statement names, in order of id.
    pub trips: Vec<TripPicture>,
    /// Every planned convoy, in order.
    pub convoys: Vec<ConvoyPicture>,
    /// Every place of the operation, in its order; then places that only statements name.
    pub places: Vec<PlacePicture>,
    /// What is suspended. Scheduled windows are the operation's and need the present time.
    pub corridor: CorridorPicture,
    /// Vehicles that broke down and were not heard of at work again.
    pub breakdowns: Vec<Breakdown>,
    /// Everything that does not add up or must be known by name; persons unaccounted first.
    pub discrepancies: Vec<Discrepancy>,
    /// What others said, in the order in which it was said.
    pub claims: Vec<ClaimPicture>,
    /// Every device that said something, in order of id.
    pub devices: Vec<Device>,
    /// Where each vehicle last was, in order of vehicle id.
    pub positions: Vec<VehiclePosition>,
    /// What stands of the truce, the road and aid, in order of time.
    pub watch: Vec<super::Watched>,
    /// Of persons whom an incident names: when they were last received, handed over or died.
    pub seen_since: std::collections::BTreeMap<Token, Moment>,
    /// Statements that another standing statement is said to contradict.
    pub contradicted: std::collections::BTreeSet<crate::statement::EntryRef>,
}

/// See [`Picture::plan`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AdoptedPlan {
    /// When it was adopted.
    pub at: Moment,
    /// SHA-256 of its JSON bytes.
    #[serde(serialize_with = "as_hex")]
    pub plan_sha256: [u8; 32],
    /// In words.
    pub summary: String,
}

/// How far a trip is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TripState {
    /// Nobody has boarded.
    Planned,
    /// Somebody has boarded; it has not left.
    Boarding,
    /// It has left.
    OnTheWay,
    /// It has broken down on the way and was not heard of at work since.
    BrokenDown,
    /// It has reached a destination; people are still to be received.
    Arrived,
    /// Everybody who was on it is accounted for.
    Closed,
    /// It has been emptied and somebody who was on it is unaccounted for.
    OpenBalance,
}

/// One trip as it really went.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TripPicture {
    /// Which.
    pub id: TripId,
    /// The planned convoy that it belongs to.
    pub convoy: Option<String>,
    /// How far it is.
    pub state: TripState,
    /// Where it starts: as stated, else as planned.
    pub from: Option<String>,
    /// Where it goes: as stated on departure, else as planned.
    pub to: Option<String>,
    /// Persons who were given a place on it.
    pub assigned: u32,
    /// Its balance.
    pub balance: TripBalance,
    /// Escorts on board, as stated on departure.
    pub escorts: Option<u32>,
    /// The first person boarded.
    pub first_boarded: Option<Moment>,
    /// It drove off.
    pub departed: Option<Moment>,
    /// The control points that it reached, in order of time.
    pub passages: Vec<PassagePicture>,
    /// It reached a destination.
    pub arrived: Option<Moment>,
    /// Which one.
    pub arrived_at: Option<String>,
    /// It has been emptied: a count of nobody at its destination, or its vehicle began a later trip.
    pub emptied: bool,
    /// Every anonymous count, in order of time, beside what the names say.
    pub headcounts: Vec<Counted>,
    /// Who boarded it and did not come off it.
    pub missing: Vec<Token>,
    /// The latest moment at which something was said of it or of its vehicle on it.
    pub last_word: Option<Moment>,
}

/// A control point as a trip went through it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PassagePicture {
    /// Which.
    pub control_point: String,
    /// It drove in.
    pub entered: Option<Moment>,
    /// It was through.
    pub through: Option<Moment>,
}

/// An anonymous count.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Counted {
    /// When.
    pub at: Moment,
    /// Where.
    pub place: String,
    /// How many were counted.
    pub count: u32,
    /// How many are known by token to have been on board then.
    pub expected: u32,
}

/// A planned convoy as it really went: the sum over its trips.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ConvoyPicture {
    /// `C001` …
    pub id: String,
    /// Its trips.
    pub trips: Vec<TripId>,
    /// How far it is: all closed, or the least advanced of those under way.
    pub state: TripState,
    /// Persons given a place.
    pub assigned: u32,
    /// The sum of the trips' balances.
    pub balance: TripBalance,
    /// Escorts on board, as stated.
    pub escorts: u32,
    /// The first of its vehicles drove off.
    pub departed: Option<Moment>,
    /// The last of its vehicles arrived; `None` while one is still to come.
    pub arrived: Option<Moment>,
}

/// People at a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlacePicture {
    /// The place's id.
    pub id: String,
    /// Who waits there.
    pub waiting: Persons,
    /// Who was received or handed over there and is out.
    pub received: Persons,
}

/// What is suspended.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CorridorPicture {
    /// The whole corridor, where it is suspended.
    pub whole: Option<Suspension>,
    /// Every control point, in the operation's order; then those that only statements name.
    pub control_points: Vec<ControlPointPicture>,
}

/// See [`CorridorPicture::control_points`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ControlPointPicture {
    /// Its id.
    pub id: String,
    /// Suspended by name, or with the whole corridor.
    pub suspended: Option<Suspension>,
}

/// A suspension in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Suspension {
    /// Since when.
    pub since: Moment,
    /// The device that said so.
    #[serde(serialize_with = "as_hex")]
    pub by: [u8; 32],
    /// Why.
    pub reason: String,
    /// The statement.
    #[serde(serialize_with = "as_hex")]
    pub entry: [u8; 32],
}

/// A vehicle that broke down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Breakdown {
    /// Which.
    pub vehicle: String,
    /// On which trip.
    pub trip: Option<TripId>,
    /// Where.
    pub place: String,
    /// When.
    pub at: Moment,
    /// Persons still on board.
    pub aboard: u32,
    /// Persons who got off it and have not been heard of since.
    pub stranded: u32,
}

/// Something that does not add up, or must be known by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Discrepancy {
    /// What.
    pub kind: DiscrepancyKind,
    /// Opens the statements behind it; stable as long as the matter is the same.
    pub figure: FigureId,
    /// The trip, where it is about one.
    pub trip: Option<TripId>,
    /// The place, where it is known.
    pub place: Option<String>,
    /// Who, in order. Empty where only a number differs.
    pub tokens: Vec<Token>,
    /// Since when.
    pub since: Moment,
    /// For `headcount_differs`.
    pub counted: Option<Counted>,
    /// For `disputed`.
    pub clash: Option<Clash>,
    /// The statements that clash, for `disputed`; in order of time.
    #[serde(serialize_with = "all_as_hex")]
    pub statements: Vec<[u8; 32]>,
}

/// A figure said by someone outside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClaimPicture {
    /// The statement.
    #[serde(serialize_with = "as_hex")]
    pub entry: [u8; 32],
    /// When it was entered as having been said.
    pub at: Moment,
    /// What was said.
    #[serde(flatten)]
    pub claim: Claim,
    /// Our own count of the same thing, where there is one.
    pub counted: Option<FigureId>,
}

/// A device and what it said it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Device {
    /// Its id.
    #[serde(serialize_with = "as_hex")]
    pub device: [u8; 32],
    /// What people call it; empty before it enrolled.
    pub label: String,
    /// What it is for; `None` before it enrolled.
    pub role: Option<crate::statement::Role>,
    /// How many statements it made.
    pub statements: u64,
}

/// Where a vehicle last was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VehiclePosition {
    /// Which.
    pub vehicle: String,
    /// When.
    pub at: Moment,
    /// Latitude in millionths of a degree.
    pub lat_e6: i32,
    /// Longitude in millionths of a degree.
    pub lon_e6: i32,
}

fn as_hex<S: Serializer>(bytes: &[u8; 32], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&super::figure::hex(bytes))
}

fn all_as_hex<S: Serializer>(all: &[[u8; 32]], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(all.iter().map(super::figure::hex))
}
