//! How many escorts are away at every moment, and when the next ones may depart (rule 7).
//!
//! Never here: which vehicle gets them.

use crate::problem::{NEVER, Seconds};
use evacuation::fleet::Escorts;
use std::collections::BTreeMap;

/// The escorts who are away, as changes over time.
#[derive(Clone, Debug)]
pub(crate) struct EscortBook {
    rule: Option<Escorts>,
    /// Away before every moment in `changes`.
    base: i64,
    /// Moment → (departures, returns). A return counts from the second after it, so that a plan
    /// never depends on who is counted first within a second.
    changes: BTreeMap<Seconds, (i64, i64)>,
}

impl EscortBook {
    pub fn new(rule: Option<Escorts>) -> Self {
        EscortBook { rule, base: 0, changes: BTreeMap::new() }
    }

    /// Whether escorts are counted at all.
    pub fn limited(&self) -> bool {
        self.rule.is_some()
    }

    /// Nobody will ask again about departures before `moment`.
    pub fn forget_before(&mut self, moment: Seconds) {
        while let Some(entry) = self.changes.first_entry().filter(|entry| *entry.key() < moment) {
            let (out, back) = entry.remove();
            self.base += out - back;
        }
    }

    /// How many are left at this moment.
    pub fn spare(&self, moment: Seconds) -> i64 {
        let Some(rule) = &self.rule else { return i64::MAX };
        let away: i64 = self.changes.range(..=moment).map(|(_, (out, back))| out - back).sum();
        i64::from(rule.in_force(evacuation::quantity::Moment(moment))) - self.base - away
    }

    /// When more are at home than at this moment, as far as returns are known.
    pub fn next_return(&self, after: Seconds) -> Option<Seconds> {
        let mut later = self.changes.range(after + 1..);
        later.find(|(_, (_, back))| *back > 0).map(|(moment, _)| *moment)
    }

    /// The first departure not before `from` at which `needed` more may go, as far as returns are
    /// known; no later departure already planned may be left short by it.
    pub fn earliest(&self, from: Seconds, needed: u32) -> Option<Seconds> {
        let Some(rule) = self.rule.as_ref().filter(|_| needed > 0) else { return Some(from) };
        let needed = i64::from(needed);
        let mut candidate = from;
        let mut away = self.base;
        for (moment, (out, back)) in &self.changes {
            if *moment > candidate {
                candidate = first_in_force(rule, candidate, *moment, away + needed).unwrap_or(*moment);
            }
            away += out - back;
            let short = away + needed > i64::from(rule.in_force(evacuation::quantity::Moment(*moment)));
            if short && *moment >= candidate && *out > 0 {
                candidate = moment + 1;
            }
        }
        first_in_force(rule, candidate, NEVER, away + needed)
    }

    pub fn depart(&mut self, moment: Seconds, escorts: u32) {
        if self.rule.is_some() {
            self.changes.entry(moment).or_default().0 += i64::from(escorts);
        }
    }

    pub fn back(&mut self, moment: Seconds, escorts: u32) {
        if self.rule.is_some() {
            self.changes.entry(moment + 1).or_default().1 += i64::from(escorts);
        }
    }
}

/// The first moment in `[from, until)` at which at least `away` escorts are in force.
fn first_in_force(rule: &Escorts, from: Seconds, until: Seconds, away: i64) -> Option<Seconds> {
    let enough = |count: u32| i64::from(count) >= away;
    if from < until && enough(rule.in_force(evacuation::quantity::Moment(from))) {
        return Some(from);
    }
    let later = rule.changes.iter().find(|(at, count)| {
        let at = at.seconds();
        at > from && at < until && enough(*count)
    });
    later.map(|(at, _)| at.seconds())
}

#[cfg(test)]
mod tests {
    use super::*;
    use evacuation::quantity::Moment;

    #[test]
    fn a_departure_waits_for_the_return_and_for_the_surge() {
        let rule = Escorts { count: 2, changes: vec![(Moment(100), 1), (Moment(500), 3)] };
        let mut book = EscortBook::new(Some(rule));
        assert_eq!(book.earliest(0, 2), Some(0));
        book.depart(0, 2);
        assert_eq!(book.earliest(10, 1), Some(500));
        book.back(200, 2);
        assert_eq!(book.earliest(10, 1), Some(201));
        assert_eq!(book.earliest(10, 2), Some(500));
        assert_eq!(book.earliest(10, 4), None);
    }

    #[test]
    fn who_is_away_is_not_at_home_until_back() {
        let mut book = EscortBook::new(Some(Escorts { count: 5, changes: vec![(Moment(300), 3)] }));
        book.depart(100, 2);
        book.back(200, 1);
        assert_eq!([0, 100, 200, 201, 300].map(|at| book.spare(at)), [5, 3, 3, 4, 2]);
        assert_eq!((book.next_return(100), book.next_return(201)), (Some(201), None));
        book.forget_before(150);
        assert_eq!([200, 201].map(|at| book.spare(at)), [3, 4]);
        assert_eq!(EscortBook::new(None).spare(0), i64::MAX);
    }

    #[test]
    fn a_planned_departure_is_not_left_short() {
        let mut book = EscortBook::new(Some(Escorts { count: 2, changes: vec![] }));
        book.depart(50, 2);
        book.back(80, 2);
        assert_eq!(book.earliest(0, 1), Some(81));
    }
}
