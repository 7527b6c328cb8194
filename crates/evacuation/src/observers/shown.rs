//! What outsiders were shown of each number of persons, so that two views do not give away what one hides.
//!
//! Any rounding has a border that one person can cross: 12 and 13 are shown as 10 and 15, and whoever knows both
//! views knows both counts. So a number that was shown stays until the count has moved by [`CELL`] people or more
//! since it was set. Every change that outsiders see then stands for at least so many people.
//!
//! Never here: where it is kept.

use super::{CELL, Coarse, Crowd};
use crate::quantity::{Moment, Persons};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The memory of what was shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// The step that was shown last.
    as_of: Option<Moment>,
    /// The count that stood when the number of this name was set.
    counts: BTreeMap<String, u32>,
}

/// What may be shown at one step.
#[derive(Debug)]
pub struct Step<'s> {
    shown: &'s mut Shown,
    /// It is later than what was shown before: numbers may move.
    later: bool,
}

impl Shown {
    /// Begins the view of a step. Within a step that was shown already, and if time went back, no number moves.
    pub fn step(&mut self, as_of: Moment) -> Step<'_> {
        let later = self.as_of.is_none_or(|shown| as_of > shown);
        if later {
            self.as_of = Some(as_of);
        }
        Step { shown: self, later }
    }
}

impl Step<'_> {
    /// The number to show for a count.
    pub fn number(&mut self, name: &str, count: u32) -> Coarse {
        let set = self.shown.counts.entry(name.to_owned()).or_insert(count);
        if self.later && set.abs_diff(count) >= CELL {
            *set = count;
        }
        Coarse::of(*set)
    }

    /// A total with its categories, each remembered for itself.
    pub fn crowd(&mut self, name: &str, persons: Persons) -> Crowd {
        Crowd {
            total: self.number(&format!("{name}.total"), persons.total()),
            stretcher: self.number(&format!("{name}.stretcher"), persons.stretcher),
            wounded: self.number(&format!("{name}.wounded"), persons.wounded),
            other: self.number(&format!("{name}.other"), persons.other),
        }
    }
}
