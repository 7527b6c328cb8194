//! The balances: sums that must close, always. `unaccounted` is the remainder; discrepancies say who
//! is in it.
//!
//! Never here: a way to close a sum other than by naming who is missing from it.

use crate::quantity::Persons;
use serde::Serialize;

/// `registered = waiting + on_the_way + out + declined + died + unaccounted`, in every category.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct OperationBalance {
    /// Everybody who is known by a token: registered, born, or first seen at a door.
    pub registered: Persons,
    /// Waiting to leave.
    pub waiting: Persons,
    /// On board.
    pub on_the_way: Persons,
    /// Received or handed over.
    pub out: Persons,
    /// Declined, stays, or withdrew.
    pub declined: Persons,
    /// Died.
    pub died: Persons,
    /// The remainder; every one of them is named by a discrepancy.
    pub unaccounted: Persons,
    /// Of `registered`: born during the operation.
    pub born: Persons,
    /// Of `registered`: seen, but never registered. Their category is taken as `other`.
    pub unlisted: Persons,
}

impl OperationBalance {
    /// Whether the sum closes in every category. It does by construction; this is the check.
    pub fn balances(&self) -> bool {
        let sum = self.waiting + self.on_the_way + self.out + self.declined + self.died + self.unaccounted;
        sum == self.registered
    }
}

/// `boarded + born + unlisted = received + handed_over + removed + left + died + aboard + unaccounted`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TripBalance {
    /// Persons who boarded.
    pub boarded: u32,
    /// Persons born on it.
    pub born: u32,
    /// Persons who came off it although nobody stated that they boarded it.
    pub unlisted: u32,
    /// Received, and not handed over since.
    pub received: u32,
    /// Handed over.
    pub handed_over: u32,
    /// Taken off.
    pub removed: u32,
    /// Left on the way.
    pub left: u32,
    /// Died.
    pub died: u32,
    /// Still on it.
    pub aboard: u32,
    /// Missing, or disputed.
    pub unaccounted: u32,
}

impl TripBalance {
    /// Who came through: received or handed over.
    pub fn delivered(&self) -> u32 {
        self.received.saturating_add(self.handed_over)
    }
    /// Whether the sum closes. It does by construction; this is the check.
    pub fn balances(&self) -> bool {
        let came = [self.boarded, self.born, self.unlisted];
        let went = [self.received, self.handed_over, self.removed, self.left, self.died, self.aboard];
        let sum = |terms: &[u32]| terms.iter().map(|n| u64::from(*n)).sum::<u64>();
        sum(&came) == sum(&went) + u64::from(self.unaccounted)
    }
    pub(super) fn add(&mut self, other: &TripBalance) {
        let TripBalance {
            boarded,
            born,
            unlisted,
            received,
            handed_over,
            removed,
            left,
            died,
            aboard,
            unaccounted,
        } = other;
        self.boarded += boarded;
        self.born += born;
        self.unlisted += unlisted;
        self.received += received;
        self.handed_over += handed_over;
        self.removed += removed;
        self.left += left;
        self.died += died;
        self.aboard += aboard;
        self.unaccounted += unaccounted;
    }
}
