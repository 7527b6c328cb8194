//! The shapes that several resources share, exactly as `web/src/api.ts` names them.
//!
//! Never here: how they are computed.

use evacuation::account::FigureId;
use evacuation::quantity;
use serde::Serialize;
use utoipa::ToSchema;

/// Counts of people by what the trip needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(super) struct Persons {
    /// Need a stretcher place.
    pub(super) stretcher: u32,
    /// Wounded, on a seat.
    pub(super) wounded: u32,
    /// Everyone else.
    pub(super) other: u32,
}

impl From<quantity::Persons> for Persons {
    fn from(persons: quantity::Persons) -> Persons {
        Persons { stretcher: persons.stretcher, wounded: persons.wounded, other: persons.other }
    }
}

/// A number and the name under which `/figures/{id}` opens the statements behind it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(super) struct Figure {
    /// The figure's id.
    pub(super) figure: String,
    /// Its value.
    pub(super) value: i64,
}

impl Figure {
    pub(super) fn new(id: &FigureId, value: impl Into<i64>) -> Figure {
        Figure { figure: id.to_string(), value: value.into() }
    }
}

/// A number of people by category, with the name of its figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(super) struct FigureByCategory {
    /// The figure's id.
    pub(super) figure: String,
    /// By category.
    pub(super) persons: Persons,
    /// All of them.
    pub(super) total: u32,
}

/// A planned moment and what really happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub(super) struct PlannedActual {
    /// As planned.
    pub(super) planned: i64,
    /// As stated; `null` before that.
    pub(super) actual: Option<i64>,
}

/// How far a convoy or trip is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum ConvoyState {
    /// Nobody has boarded.
    Planned,
    /// People board.
    Boarding,
    /// It has left.
    OnTheWay,
    /// It broke down on the way.
    BrokenDown,
    /// It is there; people are still to be received.
    Arrived,
    /// Everybody is accounted for.
    Closed,
    /// It is empty and somebody is unaccounted for.
    OpenBalance,
}

/// A point of a line in the time–distance diagram: moment and place on the distance axis.
pub(super) type LinePoint = (i64, f64);

/// The age of the last cosigned seal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub(super) struct Seal {
    /// Whether observers have cosigned one.
    pub(super) cosigned: bool,
    /// When.
    pub(super) moment: Option<i64>,
    /// How long ago.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) age_s: Option<Option<i64>>,
}
