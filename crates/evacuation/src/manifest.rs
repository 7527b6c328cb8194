//! The manifest of a trip: who has a place on it, who boarded, and how it ended for each. What a door
//! needs and no more: codes, sex and age band, what the seat must be (protection rules 1 and 2).
//!
//! Never here: names, diagnoses, or cargo (a waybill is another thing).

use crate::account::TripFigure;
use crate::convoy::TripId;
use crate::people::Token;
use crate::quantity::{Category, Persons};
use crate::statement::{AgeBand, Sex};
use serde::Serialize;

/// The manifest of one trip.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Manifest {
    /// Which trip.
    pub trip: TripId,
    /// Everybody who was given a place on it or was on it: party by party, then by code.
    pub rows: Vec<ManifestRow>,
}

/// One person on a manifest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct ManifestRow {
    /// The party, where they were registered in one.
    pub party: Option<Token>,
    /// The person.
    pub token: Token,
    /// What the seat must be.
    pub category: Category,
    /// As registered; `unknown` for who never was.
    pub sex: Sex,
    /// As registered; `unknown` for who never was.
    pub age: AgeBand,
    /// Whether the party was given a place.
    pub assigned: bool,
    /// How it stands with them on this trip: a term of its balance, or `assigned` for who has not
    /// boarded.
    pub state: TripFigure,
}

impl Manifest {
    /// Those in this state, by category.
    pub fn count(&self, state: TripFigure) -> Persons {
        let mut persons = Persons::NONE;
        for row in self.rows.iter().filter(|row| row.state == state) {
            persons[row.category] += 1;
        }
        persons
    }
}
