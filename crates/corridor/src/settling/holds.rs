//! Which trips do not go for now, because somebody decided to hold or stop their convoy: for tickets and phones.
//!
//! Never here: a decision.

use evacuation::account::Picture;
use evacuation::clearance::decision;
use evacuation::convoy::{Convoy, TripId};
use evacuation::statement::Decision;
use std::collections::BTreeMap;

/// Trips whose convoy is held or stopped.
#[derive(Clone, Debug, Default)]
pub struct Holds(BTreeMap<TripId, &'static str>);

impl Holds {
    /// As it was decided until now.
    pub fn of(convoys: &[Convoy], picture: &Picture) -> Holds {
        let mut held = BTreeMap::new();
        for convoy in convoys {
            let decided = decision(picture, &convoy.id).filter(|decided| decided.decision != Decision::Go);
            if let Some(decided) = decided {
                held.extend(convoy.trips.iter().map(|(id, _)| (id.clone(), decided.decision.as_str())));
            }
        }
        Holds(held)
    }

    /// `hold` or `stop`; `None`: nothing keeps this trip.
    pub fn get(&self, trip: &TripId) -> Option<&'static str> {
        self.0.get(trip).copied()
    }
}
