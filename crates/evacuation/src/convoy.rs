//! Convoys: the vehicles that go through a control point together, under one leader.
//!
//! A plan knows only trips and passages. Trips that enter the first control point of their way at
//! the same moment are one convoy; where a way has no control point, trips from one place to one
//! destination that depart at the same moment are.
//!
//! Never here: what really happened to a convoy (the account's).

use crate::operation::Operation;
use crate::plan::{Plan, Trip};
use crate::quantity::{Moment, Persons};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

/// A vehicle's so-and-so-manieth trip, counted from 1: `bus-3.2`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TripId {
    /// Vehicle id.
    pub vehicle: String,
    /// Counted from 1 in the order of `load_start`, or as `Plan::numbers` says.
    pub number: u32,
}

/// A text that names no trip.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' names no trip; a trip is a vehicle and a number, such as bus-3.2")]
pub struct TripIdError(pub String);

impl fmt::Display for TripId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.vehicle, self.number)
    }
}
impl FromStr for TripId {
    type Err = TripIdError;
    fn from_str(text: &str) -> Result<Self, TripIdError> {
        let wrong = || TripIdError(text.chars().take(64).collect());
        let (vehicle, number) = text.rsplit_once('.').ok_or_else(wrong)?;
        let number = number.parse().ok().filter(|n| *n > 0).ok_or_else(wrong)?;
        if vehicle.is_empty() || vehicle.len() > 128 {
            return Err(wrong());
        }
        Ok(TripId { vehicle: vehicle.to_owned(), number })
    }
}
impl TryFrom<String> for TripId {
    type Error = TripIdError;
    fn try_from(text: String) -> Result<Self, TripIdError> {
        text.parse()
    }
}
impl From<TripId> for String {
    fn from(id: TripId) -> String {
        id.to_string()
    }
}

/// A planned convoy.
#[derive(Clone, Debug, PartialEq)]
pub struct Convoy {
    /// `C001`, `C002`, … in the order of departure; padded so that text order is time order.
    pub id: String,
    /// The first control point, where there is one.
    pub control_point: Option<String>,
    /// The earliest departure among its vehicles.
    pub depart: Moment,
    /// Entry into the first control point; the departure where there is none.
    pub enter: Moment,
    /// The latest arrival.
    pub arrive: Moment,
    /// Its trips, with their index in `Plan::trips`.
    pub trips: Vec<(TripId, usize)>,
    /// Planned persons.
    pub persons: Persons,
}

/// The trip id of every trip of a plan, in the plan's order.
pub fn trip_ids(plan: &Plan) -> Vec<TripId> {
    if !plan.numbers.is_empty() && plan.numbers.len() == plan.trips.len() {
        let named = plan.trips.iter().zip(&plan.numbers);
        return named
            .map(|(trip, number)| TripId { vehicle: trip.vehicle.clone(), number: *number })
            .collect();
    }
    let mut order: Vec<usize> = (0..plan.trips.len()).collect();
    order.sort_by_key(|ix| (plan.trips[*ix].load_start, *ix));
    let mut made: BTreeMap<&str, u32> = BTreeMap::new();
    let mut ids = vec![TripId { vehicle: String::new(), number: 0 }; plan.trips.len()];
    for ix in order {
        let vehicle = plan.trips[ix].vehicle.as_str();
        let number = made.entry(vehicle).or_default();
        *number += 1;
        ids[ix] = TripId { vehicle: vehicle.to_owned(), number: *number };
    }
    ids
}

/// The persons whom a trip's load adds up to; unknown people count as nobody.
pub fn persons_of(operation: &Operation, trip: &Trip) -> Persons {
    trip.load
        .iter()
        .filter_map(|load| {
            let people = operation.people.iter().find(|people| people.id == load.people)?;
            Some(people.parties.get(load.party)?.persons.times(load.count))
        })
        .sum()
}

/// What vehicles of one convoy share: the moment, and the control point or else both ends of the way.
type Together<'a> = (Moment, Option<&'a str>, Option<(&'a str, &'a str)>);

/// The convoys of a plan, in order of departure.
pub fn convoys(operation: &Operation, plan: &Plan) -> Vec<Convoy> {
    let ids = trip_ids(plan);
    let mut together: BTreeMap<Together, Vec<usize>> = BTreeMap::new();
    for (ix, trip) in plan.trips.iter().enumerate() {
        let key = match trip.passages.first() {
            Some(passage) => (passage.enter, Some(passage.control_point.as_str()), None),
            None => (trip.depart, None, Some((trip.from.as_str(), trip.to.as_str()))),
        };
        together.entry(key).or_default().push(ix);
    }
    let mut convoys: Vec<Convoy> = together
        .into_iter()
        .map(|((enter, control_point, _), members)| Convoy {
            id: String::new(),
            control_point: control_point.map(str::to_owned),
            depart: members.iter().map(|ix| plan.trips[*ix].depart).min().unwrap_or_default(),
            enter,
            arrive: members.iter().map(|ix| plan.trips[*ix].arrive).max().unwrap_or_default(),
            persons: members.iter().map(|ix| persons_of(operation, &plan.trips[*ix])).sum(),
            trips: members.into_iter().map(|ix| (ids[ix].clone(), ix)).collect(),
        })
        .collect();
    convoys.sort_by_key(|convoy| convoy.depart);
    let width = convoys.len().to_string().len().max(3);
    for (ix, convoy) in convoys.iter_mut().enumerate() {
        convoy.id = format!("C{:0width$}", ix + 1);
    }
    convoys
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_trip_id_reads_back(vehicle in "[a-z.]{1,9}-[0-9]{1,3}", number in 1u32..) {
            let id = TripId { vehicle, number };
            prop_assert_eq!(id.to_string().parse::<TripId>(), Ok(id));
        }

        #[test]
        fn no_text_is_taken_for_a_trip_by_accident(text in ".{0,40}") {
            if let Ok(id) = text.parse::<TripId>() {
                prop_assert!(!id.vehicle.is_empty() && id.number > 0);
            }
        }
    }
}
