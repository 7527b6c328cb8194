//! Whether a departure was confirmed: by the gate and by the convoy leader, each on a device of their own.
//!
//! A confirmation counts for a departure that was said with it or after it; the clocks of two phones may differ
//! by a little. What is missing is shown to the gate before, and flagged at the hub after: a vehicle that is gone
//! cannot be stopped, but somebody must find out why nobody looked.
//!
//! Never here: whether the vehicle may go (`clearance`, `boarding`).

use crate::account::{Account, Attended, Clearance, Picture, TripPicture};
use crate::convoy::TripId;
use crate::operation::Operation;
use crate::quantity::{Moment, Span};
use crate::statement::Role;

/// By so much the clock of one phone may be behind another's: each keeps to the hub's within two minutes.
pub const CLOCKS_DIFFER: Span = Span(4 * 60);

/// The last confirmation of each of the two.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Confirmed {
    /// By a gate.
    pub gate: Option<Clearance>,
    /// By a convoy leader.
    pub leader: Option<Clearance>,
}

impl Confirmed {
    /// Both are there.
    pub fn is_whole(&self) -> bool {
        self.gate.is_some() && self.leader.is_some()
    }
}

/// Who confirmed this trip, until it departed (`None`: it has not).
pub fn confirmed(account: &Account, trip: &TripId, departed: Option<Moment>) -> Confirmed {
    let mut found = Confirmed::default();
    for (role, said) in account.clears(trip) {
        if departed.is_some_and(|departed| said.at > departed + CLOCKS_DIFFER) {
            continue;
        }
        match role {
            Some(Role::Gate) => found.gate = Some(said.clone()),
            Some(Role::ConvoyLeader) => found.leader = Some(said.clone()),
            _ => {}
        }
    }
    found
}

/// A vehicle that left without both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unconfirmed {
    /// Its trip.
    pub trip: TripId,
    /// The convoy that it belongs to.
    pub convoy: Option<String>,
    /// When it departed.
    pub departed: Moment,
    /// The gate did not confirm.
    pub lacks_gate: bool,
    /// The convoy leader did not confirm.
    pub lacks_leader: bool,
    /// Who has the matter.
    pub attended: Vec<Attended>,
}

impl Unconfirmed {
    /// The matter's name.
    pub fn matter(&self) -> String {
        format!("confirm.{}", self.trip)
    }
    /// Somebody found out why.
    pub fn is_done(&self) -> bool {
        !self.attended.is_empty() && self.attended.iter().all(|attended| attended.done)
    }
}

/// Every vehicle that left without both confirmations, in order of departure. At the roadside, where people
/// are taken over from one that broke down, stands no gate.
pub fn unconfirmed(account: &Account, operation: &Operation, picture: &Picture) -> Vec<Unconfirmed> {
    let left_so = |trip: &TripPicture| {
        let departed = trip.departed?;
        let has_gate = trip.from.as_deref().is_some_and(|place| operation.place_ix(place).is_some());
        let Confirmed { gate, leader } = confirmed(account, &trip.id, Some(departed));
        let (lacks_gate, lacks_leader) = (has_gate && gate.is_none(), leader.is_none());
        (lacks_gate || lacks_leader).then(|| Unconfirmed {
            trip: trip.id.clone(),
            convoy: trip.convoy.clone(),
            departed,
            lacks_gate,
            lacks_leader,
            attended: account.attended(&format!("confirm.{}", trip.id)),
        })
    };
    let mut found: Vec<Unconfirmed> = picture.trips.iter().filter_map(left_so).collect();
    found.sort_by(|a, b| (a.departed, &a.trip).cmp(&(b.departed, &b.trip)));
    found
}

#[cfg(test)]
mod tests;
