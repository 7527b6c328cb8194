//! Parties told a new departure (replanning).
//!
//! Parties of one class (`people`, `party`) are interchangeable: a plan only says how many leave when.
//! So the old departures are paired with the new ones as well as they can be; whoever finds no departure
//! within ten minutes of the old one is told a new one. With one tolerance for all, pairing in order of
//! time leaves the fewest unpaired.

use super::{Finding, Rule};
use crate::plan::Plan;
use crate::quantity::Moment;
use crate::replan::State;
use std::collections::BTreeMap;

/// A departure that moves by no more than this is the same to those who wait for it.
const TOLERANCE_S: i64 = 600;

/// Class of parties → departures and how many leave then, in order of time.
type Departures<'a> = BTreeMap<(&'a str, usize), Vec<(i64, u64)>>;

pub(super) fn check_changed(state: &State, plan: &Plan, findings: &mut Vec<Finding>) {
    let found = changed_parties(state, plan);
    if plan.changed_parties != Some(found) {
        let is = plan.changed_parties.map_or("missing".to_owned(), |stated| stated.to_string());
        let what = format!("changed_parties is {is}, the two plans give {found}");
        findings.push(Finding { rule: Rule::P003, trip: None, what });
    }
}

pub(super) fn changed_parties(state: &State, plan: &Plan) -> u64 {
    let new = departures(plan, state.at);
    let none = Vec::new();
    departures(&state.plan, state.at)
        .iter()
        .map(|(class, old)| unpaired(old, new.get(class).unwrap_or(&none)))
        .sum()
}

fn departures(plan: &Plan, from: Moment) -> Departures<'_> {
    let mut departures = Departures::new();
    for trip in plan.trips.iter().filter(|trip| trip.depart >= from) {
        for load in trip.load.iter().filter(|load| load.count > 0) {
            let class = departures.entry((&load.people, load.party)).or_default();
            class.push((trip.depart.seconds(), load.count.into()));
        }
    }
    for class in departures.values_mut() {
        class.sort_unstable();
    }
    departures
}

/// How many of `old` are left without a departure of `new` within the tolerance.
fn unpaired(old: &[(i64, u64)], new: &[(i64, u64)]) -> u64 {
    let mut unpaired = 0;
    let mut free = new.iter().copied();
    let mut next = free.next();
    for (departs, count) in old {
        let mut wanting = *count;
        while let Some((at, left)) = next.as_mut().filter(|(at, _)| *at <= departs + TOLERANCE_S) {
            if *at < departs - TOLERANCE_S {
                next = free.next();
                continue;
            }
            let paired = wanting.min(*left);
            wanting -= paired;
            *left -= paired;
            if *left == 0 {
                next = free.next();
            }
            if wanting == 0 {
                break;
            }
        }
        unpaired += wanting;
    }
    unpaired
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ten_minutes_are_no_change() {
        assert_eq!(unpaired(&[(1000, 3)], &[(1600, 3)]), 0);
        assert_eq!(unpaired(&[(1000, 3)], &[(1601, 3)]), 3);
        assert_eq!(unpaired(&[(1000, 3)], &[(400, 1), (1601, 2)]), 2);
        assert_eq!(unpaired(&[(1000, 3)], &[]), 3);
        assert_eq!(unpaired(&[], &[(5, 9)]), 0);
    }

    /// The largest pairing by trying everything (augmenting paths, one departure at a time).
    fn largest(old: &[i64], new: &[i64]) -> usize {
        fn grow(ix: usize, old: &[i64], new: &[i64], of: &mut [Option<usize>], seen: &mut [bool]) -> bool {
            for (other, at) in new.iter().enumerate() {
                if (old[ix] - at).abs() <= TOLERANCE_S && !seen[other] {
                    seen[other] = true;
                    if of[other].is_none_or(|taken| grow(taken, old, new, of, seen)) {
                        of[other] = Some(ix);
                        return true;
                    }
                }
            }
            false
        }
        let mut of = vec![None; new.len()];
        (0..old.len()).filter(|ix| grow(*ix, old, new, &mut of, &mut vec![false; new.len()])).count()
    }

    proptest! {
        #[test]
        fn pairing_in_order_of_time_is_the_best(
            mut old in prop::collection::vec(0i64..5000, 0..9),
            mut new in prop::collection::vec(0i64..5000, 0..9),
        ) {
            old.sort_unstable();
            new.sort_unstable();
            let one = |list: &[i64]| -> Vec<(i64, u64)> { list.iter().map(|at| (*at, 1)).collect() };
            let expected = old.len() - largest(&old, &new);
            prop_assert_eq!(unpaired(&one(&old), &one(&new)), expected as u64);
        }
    }
}
