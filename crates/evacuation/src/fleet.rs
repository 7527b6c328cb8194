//! Vehicles and the people who ride with them.
//!
//! Never here: where a vehicle is now (the account's) or what it does next (the plan's).

use crate::place::PlaceIx;
use crate::quantity::{Moment, Persons};

/// Vehicles of one kind that start from one place. Vehicle ids are `id-1` … `id-count`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fleet {
    /// The id used in files; unique.
    pub id: String,
    /// How many vehicles.
    pub count: u32,
    /// Where they are at first.
    pub at: PlaceIx,
    /// From when they may move.
    pub available: Moment,
    /// Seats in each.
    pub seats: u32,
    /// Stretcher places in each.
    pub stretchers: u32,
    /// Humanitarian workers needed on board while away.
    pub escorts: u32,
}

impl Fleet {
    /// Whether these persons fit one empty vehicle of this kind.
    pub fn holds(&self, persons: Persons) -> bool {
        persons.seats() <= self.seats && persons.stretcher <= self.stretchers
    }
    /// The id of the vehicle with this number, counted from 1.
    pub fn vehicle_id(&self, number: u32) -> String {
        format!("{}-{number}", self.id)
    }
}

/// How many escorts there are, and from when on how many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Escorts {
    /// At the start.
    pub count: u32,
    /// From each moment on, the new count; in order of time.
    pub changes: Vec<(Moment, u32)>,
}

impl Escorts {
    /// The count in force at `moment`.
    pub fn in_force(&self, moment: Moment) -> u32 {
        self.changes.iter().take_while(|(from, _)| *from <= moment).last().map_or(self.count, |(_, n)| *n)
    }
}
