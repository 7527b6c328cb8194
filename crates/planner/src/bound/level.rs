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
    /// Time at a stop that no load of this step undercuts.
    pub fn lasting(&self, stop: &Stop) -> Seconds {
        let least = Persons { stretcher: self.stretchers_least, wounded: 0, other: self.seats_least };
        stop.turnround.duration(least).seconds()
    }
}

/// The steps of a vehicle with so many places; one where loading takes the same time whatever the load.
/// `off`: see [`steps`].
pub(crate) fn levels(problem: &Problem, seats: u32, stretchers: u32, off: u32) -> Vec<Level> {
    let stops = || problem.stages.iter().chain(&problem.goals);
    let seat_counts = stops().any(|stop| stop.turnround.seat.seconds() > 0);
    let stretcher_counts = stops().any(|stop| stop.turnround.stretcher.seconds() > 0);
    let steps = |most: u32, counts: bool| if counts { steps(most, off) } else { vec![(0, most)] };
    let mut levels = Vec::new();
    for (stretchers_least, stretchers) in steps(stretchers, stretcher_counts) {
        for (seats_least, seats) in steps(seats, seat_counts) {
            if stretchers + seats > 0 {
                levels.push(Level { seats, stretchers, seats_least, stretchers_least });
            }
        }
    }
    levels
}

/// Ranges that together cover 0 to `most`, finer the fuller: the time that places left free save is at
/// most so many hundredths too long. What a vehicle gives up to be there before a control point closes
/// must cost it what it costs the true vehicle, or the bound of an operation with windows is per cents lower.
fn steps(most: u32, off: u32) -> Vec<(u32, u32)> {
    let mut ranges = Vec::new();
    let mut free = 0;
    while free <= most {
        let last = (free + free * off / 100).min(most);
        ranges.push((most - last, most - free));
        free = last + 1;
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::steps;

    #[test]
    fn steps_cover_every_load_once_and_the_full_one_alone() {
        for most in 0..60 {
            for off in [0, 25, 100, 300] {
                let ranges = steps(most, off);
                assert_eq!(ranges[0], (most, most));
                assert_eq!(ranges.last().map(|(least, _)| *least), Some(0));
                assert!(ranges.windows(2).all(|two| two[0].0 == two[1].1 + 1));
                // Free places at most, of the least of the step, against those of its most.
                assert!(ranges.iter().all(|(least, top)| (most - least) * 100 <= (most - top) * (100 + off)));
            }
        }
        assert_eq!(steps(5, 0).len(), 6);
    }
}
