//! Whose turn it is: the race looks for better decisions, the polish makes the best plan better as a
//! timetable. Each goes on while it finds something; where the polish found little, the race gets longer.
//!
//! Never here: what either of them does.

/// See the module.
#[derive(Debug)]
pub(super) struct Shifts {
    polishes: bool,
    /// Steps without a better plan of its own.
    idle: u64,
    /// So many of them, and the race gives way.
    patience: u64,
    /// The best figure of all when the shift began.
    began_at: f64,
}

/// Steps without a better plan after which the polish gives way; and the race, at least and at most.
const POLISH: u64 = 600;
const RACE: (u64, u64) = (400, 6400);
/// A shift that gains less than this share found little.
const LITTLE: f64 = 1e-4;
/// A plan that is better by less than this share is none.
const BETTER: f64 = 1e-6;

impl Shifts {
    pub fn new() -> Self {
        Shifts { polishes: false, idle: 0, patience: RACE.0, began_at: f64::INFINITY }
    }

    pub fn polishes(&self) -> bool {
        self.polishes
    }

    /// Whoever's turn it is took a step from a best figure of its own to another; `all` is the best of all.
    pub fn took(&mut self, before: f64, after: f64, all: f64) {
        self.idle = if after < before * (1.0 - BETTER) { 0 } else { self.idle + 1 };
        if self.idle < if self.polishes { POLISH } else { self.patience } {
            return;
        }
        if self.polishes {
            let is_little = self.began_at - all < LITTLE * all;
            self.patience = if is_little { (self.patience * 2).min(RACE.1) } else { RACE.0 };
        }
        *self = Shifts { polishes: !self.polishes, idle: 0, patience: self.patience, began_at: all };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Steps until the turn changes when nothing better is found.
    fn idle_steps(shifts: &mut Shifts, all: f64) -> u64 {
        let polishes = shifts.polishes();
        (1..)
            .find(|_| {
                shifts.took(1.0, 1.0, all);
                shifts.polishes() != polishes
            })
            .unwrap_or(0)
    }

    #[test]
    fn who_finds_something_goes_on_and_a_polish_in_vain_comes_back_later() {
        let mut shifts = Shifts::new();
        (0..10_000)
            .for_each(|step| shifts.took(1e9 - f64::from(step) * 1e4, 1e9 - f64::from(step + 1) * 1e4, 1e9));
        assert!(!shifts.polishes());
        assert_eq!(idle_steps(&mut shifts, 100.0), RACE.0);
        assert_eq!(idle_steps(&mut shifts, 100.0), POLISH);
        assert_eq!(idle_steps(&mut shifts, 100.0), 2 * RACE.0);
        assert_eq!(idle_steps(&mut shifts, 90.0), POLISH);
        assert_eq!(idle_steps(&mut shifts, 90.0), RACE.0);
    }
}
