//! What the plan in force promised: when parties depart. Telling one another time has a price.
//!
//! Parties of one class are interchangeable, so departures are paired in order of time: the fewest are
//! told a new one. Never here: the judge's count of the same; it has its own.

use crate::construct::Made;
use crate::problem::Seconds;

/// A departure that moves by no more than this is the same.
const TOLERANCE: Seconds = 600;

/// Departures of the plan in force that have not been.
#[derive(Clone, Debug, Default)]
pub(crate) struct Promised {
    /// Departures before this have been.
    pub at: Seconds,
    /// Price of each party told a new departure: person-hours, or seconds with makespan.
    pub stability: f64,
    /// (party class, departure, how many), in order.
    pub departures: Vec<(u32, Seconds, u64)>,
    /// Parties who had a departure and are not in the operation any more.
    pub vanished: u64,
}

impl Promised {
    /// How many parties are told a new departure.
    pub fn changed(&self, made: &Made) -> u64 {
        if self.departures.is_empty() {
            return self.vanished;
        }
        let mut new: Vec<(u32, Seconds, u64)> = Vec::new();
        for trip in made.trips.iter().filter(|trip| trip.depart >= self.at) {
            new.extend(trip.load.iter().map(|(party, count)| (*party, trip.depart, u64::from(*count))));
        }
        new.sort_unstable();
        let mut changed = self.vanished;
        let mut next = 0;
        for (party, departs, count) in &self.departures {
            let mut wanting = *count;
            while let Some((other, at, left)) = new.get_mut(next) {
                if (*other, *at) > (*party, departs + TOLERANCE) || wanting == 0 {
                    break;
                }
                if (*other, *at) >= (*party, departs - TOLERANCE) {
                    let paired = wanting.min(*left);
                    wanting -= paired;
                    *left -= paired;
                    if *left > 0 {
                        break;
                    }
                }
                next += 1;
            }
            changed += wanting;
        }
        changed
    }
}
