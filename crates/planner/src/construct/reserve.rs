//! Escorts who stay at home for vehicles that bring out more per escort: first come, first served would send
//! them with an ambulance of two while a bus of fifty is being loaded. Protection levels, as airlines keep seats
//! for those who pay more (Littlewood, *AGIFORS Symposium Proceedings* 12:95, 1972).
//!
//! Never here: how many escorts there are (see `escorts`).

use super::Run;
use crate::problem::{Class, Seconds};

impl Run<'_> {
    /// When this trip may depart with its escorts, `at` or later, as far as returns are known.
    pub(super) fn escorted(&self, trip: u32, at: Seconds) -> Option<Seconds> {
        if !self.leaves_enough(trip, at) {
            return self.escorts.next_return(at);
        }
        let class = self.trips[trip as usize].class;
        self.escorts.earliest(at, self.problem.classes[class as usize].escorts)
    }

    /// Whether enough escorts stay when this trip departs then. A trip that had begun takes its own.
    fn leaves_enough(&self, trip: u32, depart: Seconds) -> bool {
        let share = i64::from(self.manner.reserve);
        if share == 0 || !self.escorts.limited() || self.is_begun(trip) {
            return true;
        }
        let it = &self.trips[trip as usize];
        let needed = self.problem.classes[it.class as usize].escorts;
        if needed == 0 {
            return true;
        }
        let spare = self.escorts.spare(depart) - i64::from(needed);
        spare * 100 >= share * self.wanted_at_home(it.class as usize, it.weight / f64::from(needed), depart)
    }

    /// Escorts whom the vehicles at home need that bring out more than this per escort, as far as people still
    /// wait for them: the last loads need nothing kept.
    fn wanted_at_home(&self, class: usize, own: f64, at: Seconds) -> i64 {
        let seats: u64 = self.pool.seats.iter().sum();
        let per_seat = self.pool.seated_weight / seats.max(1) as f64;
        let brings_more = |(ix, other): &(usize, &Class)| {
            let full = f64::from(other.seats) * per_seat;
            *ix != class
                && other.escorts > 0
                && other.available <= at
                && full / f64::from(other.escorts) > own
        };
        let others = self.problem.classes.iter().enumerate().filter(brings_more);
        others
            .map(|(ix, other)| {
                let home = u64::from(other.count.saturating_sub(self.away[ix]));
                let loads = seats / u64::from(other.seats.max(1)) + 1;
                i64::from(other.escorts) * home.min(loads).min(u64::from(u32::MAX)) as i64
            })
            .sum()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tape::{Manner, Tape};
    use super::super::{Ground, Made, construct};
    use crate::problem::{Problem, Seconds};
    use evacuation::check::check;
    use evacuation::operation::read::{Format, read};

    /// Two escorts, an ambulance that needs both and is loaded first, two buses; `gate` between them and safety.
    fn with(gate: bool, look: impl Fn(&dyn Fn(u32) -> Made)) {
        let kind = if gate { "control_point" } else { "junction" };
        let text = format!(
            r#"
            [operation]
            name = "reserve"
            timezone = "UTC"
            start = 2026-01-01T00:00:00Z
            horizon = "10h"
            [[place]]
            id = "home"
            kind = "staging"
            turnround = {{ fixed = 60, seat = 10 }}
            [[place]]
            id = "line"
            kind = "{kind}"
            [[place]]
            id = "safe"
            kind = "hospital"
            [[road]]
            from = "home"
            to = "line"
            travel = 900
            [[road]]
            from = "line"
            to = "safe"
            travel = 900
            [[fleet]]
            id = "ambulance"
            count = 1
            at = "home"
            seats = 2
            stretchers = 2
            escorts = 2
            [[fleet]]
            id = "bus"
            count = 2
            at = "home"
            seats = 50
            [escorts]
            count = 2
            [[people]]
            id = "all"
            at = "home"
            parties = [{{ count = 6, stretcher = 1 }}, {{ count = 300, other = 1 }}]
            "#
        );
        let operation = read(text.as_bytes(), Format::Toml).operation.unwrap();
        let problem = Problem::new(&operation);
        let ground = Ground::new(&problem);
        look(&|reserve| {
            let manner = Manner { reserve, ..Manner::default() };
            let made = construct(&ground, &Tape::of(Default::default(), manner));
            let costs = crate::cost::cost(&problem, &made);
            let plan = crate::report::report(&ground, &made, &costs, &[]);
            assert_eq!(check(&operation, &plan), vec![]);
            made
        });
    }

    fn departs(made: &Made, class: u32) -> Vec<Seconds> {
        let trips = made.trips.iter().filter(|trip| trip.class == class);
        let mut departs: Vec<Seconds> = trips.map(|trip| trip.depart).collect();
        departs.sort_unstable();
        departs
    }

    #[test]
    fn who_brings_little_per_escort_waits_while_others_have_people_to_bring() {
        for gate in [true, false] {
            with(gate, |made_with| {
                let (all, none) = (made_with(100), made_with(0));
                assert!(departs(&none, 0)[0] < departs(&none, 1)[0], "first come, first served");
                let (ambulance, buses) = (departs(&all, 0), departs(&all, 1));
                assert_eq!((ambulance.len(), buses.len()), (3, 6), "everybody is brought out");
                assert!(buses[..4].iter().all(|bus| *bus < ambulance[0]), "{ambulance:?} {buses:?}");
            });
        }
    }
}
