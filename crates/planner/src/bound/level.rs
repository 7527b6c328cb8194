//! How full a vehicle drives, in a few steps: loading and unloading take longer the more people
//! there are. A step may carry its most and takes the time of its least, so that every true load
//! has a step that is no worse.

use crate::problem::{Problem, Seconds, Stop};
use evacuation::quantity::Persons;

/// One step of fullness.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Level {
    pub seats: u32,
    pub stretchers: u32,
    seats_least: u32,
    stretchers_least: u32,
}

impl Level {
    /// All but the step between nearly full and full, which is hardly better than the one before.
    pub fn is_usual(&self, seats: u32) -> bool {
        self.seats + 1 != seats || self.seats_least == self.seats
    }

    /// Time at a stop that no load of this step undercuts.
    pub fn lasting(&self, stop: &Stop) -> Seconds {
        let least = Persons { stretcher: self.stretchers_least, wounded: 0, other: self.seats_least };
        stop.turnround.duration(least).seconds()
    }
}

/// The steps of a vehicle with so many places; one where loading takes the same time whatever the load.
pub(crate) fn levels(problem: &Problem, seats: u32, stretchers: u32) -> Vec<Level> {
    let stops = || problem.stages.iter().chain(&problem.goals);
    let seat_counts = stops().any(|stop| stop.turnround.seat.seconds() > 0);
    let stretcher_counts = stops().any(|stop| stop.turnround.stretcher.seconds() > 0);
    let seat_steps = if seat_counts { steps(seats, 3) } else { vec![(0, seats)] };
    let stretcher_steps = if stretcher_counts { steps(stretchers, 1) } else { vec![(0, stretchers)] };
    let mut levels = Vec::new();
    for (stretchers_least, stretchers) in &stretcher_steps {
        for (seats_least, seats) in &seat_steps {
            if *stretchers + *seats > 0 {
                levels.push(Level {
                    seats: *seats,
                    stretchers: *stretchers,
                    seats_least: *seats_least,
                    stretchers_least: *stretchers_least,
                });
            }
        }
    }
    levels
}

/// Ranges that together cover 0 to `most`: every number where there are few, finer towards full.
fn steps(most: u32, each_up_to: u32) -> Vec<(u32, u32)> {
    if most <= each_up_to {
        return (0..=most).map(|n| (n, n)).collect();
    }
    let mut upper = vec![most * 6 / 10, most * 9 / 10, most - 1, most];
    upper.dedup();
    let mut least = 0;
    let mut ranges = Vec::new();
    for most in upper {
        if most >= least {
            ranges.push((least, most));
            least = most + 1;
        }
    }
    ranges
}
