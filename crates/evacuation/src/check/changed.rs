//! Parties told a new departure (replanning).
//!
//! Parties of one class (`people`, `party`) are interchangeable: a plan only says how many leave when.
//! So the old departures are paired with the new ones as well as they can be; whoever finds no departure
//! within ten minutes of the old one is told a new one. With one tolerance for all, pairing in order of
//! time leaves the fewest unpaired.

use super::{Finding, Rule};
use crate::plan::Plan;
use crate::quantity::Moment;
use crate::replan::{Change, State};
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
    changes(state, plan).iter().map(|change| change.count).sum()
}

pub(super) fn changes(state: &State, plan: &Plan) -> Vec<Change> {
    let new = departures(plan, state.at);
    let none = Vec::new();
    let mut changes = Vec::new();
    for ((people, party), old) in departures(&state.plan, state.at) {
        let (was, is) = unpaired(&old, new.get(&(people, party)).unwrap_or(&none));
        let mut free = is.into_iter();
        let mut next = free.next();
        for (departs, mut count) in was {
            while count > 0 {
                let told = next.as_mut().map(|(at, left)| (*at, count.min(*left)));
                let (is, some) = told.map_or((None, count), |(at, some)| (Some(Moment(at)), some));
                changes.push(Change {
                    people: people.to_owned(),
                    party,
                    count: some,
                    was: Moment(departs),
                    is,
                });
                count -= some;
                if let Some((_, left)) = &mut next {
                    *left -= some;
                }
                if next.is_some_and(|(_, left)| left == 0) {
                    next = free.next();
                }
            }
        }
    }
    changes
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

/// A departure and how many leave then.
type Leaving = (i64, u64);

/// Those of `old` left without a departure of `new` within the tolerance, and those of `new` left over.
fn unpaired(old: &[Leaving], new: &[Leaving]) -> (Vec<Leaving>, Vec<Leaving>) {
    let (mut was, mut is) = (Vec::new(), Vec::new());
    let mut free = new.iter().copied().filter(|(_, left)| *left > 0);
    let mut next = free.next();
    for (departs, count) in old {
        let mut wanting = *count;
        while let Some((at, left)) = next.as_mut().filter(|(at, _)| *at <= departs + TOLERANCE_S) {
            if *at < departs - TOLERANCE_S {
                is.extend(next);
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
        if wanting > 0 {
            was.push((*departs, wanting));
        }
    }
    is.extend(next);
    is.extend(free);
    (was, is)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn alone(old: &[Leaving], new: &[Leaving]) -> u64 {
        unpaired(old, new).0.iter().map(|(_, count)| count).sum()
    }

    #[test]
    fn ten_minutes_are_no_change() {
        assert_eq!(alone(&[(1000, 3)], &[(1600, 3)]), 0);
        assert_eq!(alone(&[(1000, 3)], &[(1601, 3)]), 3);
        assert_eq!(alone(&[(1000, 3)], &[(400, 1), (1601, 2)]), 2);
        assert_eq!(alone(&[(1000, 3)], &[]), 3);
        assert_eq!(alone(&[], &[(5, 9)]), 0);
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
            prop_assert_eq!(alone(&one(&old), &one(&new)), expected as u64);
        }
    }
}
