//! Places, the roads between them, and when a control point lets people through.
//!
//! Never here: who is at a place (that is the account's) or which way a vehicle takes (`route`).

use crate::quantity::{Moment, Persons, Span};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A place's index in `Operation::places`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceIx(pub usize);

/// What a place is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceKind {
    /// People board here.
    Staging,
    /// People are out once they reach it.
    Reception,
    /// As a reception, with beds.
    Hospital,
    /// A front line or checkpoint, crossed in passages.
    ControlPoint,
    /// Vehicles wait here at the beginning.
    Depot,
    /// A crossroads.
    Junction,
}

impl PlaceKind {
    /// Whether people are delivered by arriving here.
    pub fn is_destination(self) -> bool {
        matches!(self, PlaceKind::Reception | PlaceKind::Hospital)
    }
    /// Whether a route may lead through it.
    pub fn is_passable(self) -> bool {
        matches!(self, PlaceKind::ControlPoint | PlaceKind::Junction)
    }
}

/// How long loading or unloading a vehicle takes: `fixed + seat · seated + stretcher · lying`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Turnround {
    /// For every vehicle, however many people.
    pub fixed: Span,
    /// For each person on a seat.
    pub seat: Span,
    /// For each person on a stretcher.
    pub stretcher: Span,
}

impl Turnround {
    /// The time it takes for these persons.
    pub fn duration(&self, persons: Persons) -> Span {
        self.fixed + self.seat.times(persons.seats().into()) + self.stretcher.times(persons.stretcher.into())
    }
}

/// An open window of a control point, from `opens` up to and including `closes` for passages;
/// for an empty vehicle on its way back `closes` is already too late.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// First moment at which a passage may begin.
    pub opens: Moment,
    /// Last moment at which a passage may end.
    pub closes: Moment,
}

/// The rules of a control point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Control {
    /// Open windows in order of time, not overlapping; `None`: always open.
    pub open: Option<Vec<Window>>,
    /// Vehicles inspected side by side; at least 1.
    pub lanes: u32,
    /// Time for one vehicle's inspection.
    pub inspection: Span,
    /// Vehicles in one passage at most; `None`: no limit.
    pub convoy_max: Option<u32>,
    /// Between the starts of two passages at least.
    pub headway: Span,
}

impl Control {
    /// How long a passage of `vehicles` lasts: `ceil(vehicles / lanes) · inspection`.
    pub fn passage_duration(&self, vehicles: u32) -> Span {
        self.inspection.times(vehicles.div_ceil(self.lanes.max(1)).into())
    }
}

/// A place of the operation. Missing limits are `None`: no limit.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The id used in files and plans; unique.
    pub id: String,
    /// Names for people to read, by language code (`en`, `ar`); may be empty, then the id is shown.
    pub name: BTreeMap<String, String>,
    /// What it is for.
    pub kind: PlaceKind,
    /// WGS 84 latitude and longitude in degrees, where known.
    pub position: Option<(f64, f64)>,
    /// Vehicles loading or unloading at once.
    pub bays: Option<u32>,
    /// Loading time at a staging place, unloading time at a destination.
    pub turnround: Turnround,
    /// Persons that a destination can take over the whole operation.
    pub capacity: Option<u32>,
    /// The rules of a control point; `Some` exactly when `kind` is `ControlPoint`.
    pub control: Option<Control>,
}

impl Place {
    /// Its name in a language by its code, else the English one, else its id.
    pub fn called(&self, lang: &str) -> &str {
        self.name.get(lang).or_else(|| self.name.get("en")).unwrap_or(&self.id)
    }
}

/// A road between two places.
#[derive(Clone, Debug, PartialEq)]
pub struct Road {
    /// One end.
    pub from: PlaceIx,
    /// The other end.
    pub to: PlaceIx,
    /// Driving time, the same both ways.
    pub travel: Span,
    /// Length, where known.
    pub distance_km: Option<f64>,
    /// Whether it may only be driven from `from` to `to`.
    pub one_way: bool,
}
