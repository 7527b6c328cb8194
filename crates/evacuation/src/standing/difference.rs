//! What a plan made anew changes, in people and in minutes, against the plan in force as it stands.
//!
//! Parties of one class are interchangeable: their departures before and after are paired so that as
//! few as can be change by more than ten minutes (as the judge counts them); who is then left unpaired
//! is paired in order of time.
//!
//! Never here: whether the plan may be used (`check`).

use super::Standing;
use crate::convoy::{self, Convoy, TripId};
use crate::operation::Operation;
use crate::plan::Plan;
use crate::quantity::{Moment, Persons, Span};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A departure that moves by no more is the same to those who wait for it.
pub const SAME_WITHIN: Span = Span(10 * 60);

/// Parties of one class whose departure changes in the same way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Moved {
    /// Id of the people.
    pub people: String,
    /// Where they board.
    pub place: String,
    /// When they were to depart; `None`: the plan in force leaves them behind.
    pub before: Option<Moment>,
    /// When they depart now; `None`: the new plan leaves them behind.
    pub after: Option<Moment>,
    /// How many parties.
    pub parties: u32,
    /// Who is in them.
    pub persons: Persons,
}

/// A convoy before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConvoyChange {
    /// As it is called in the plan in force.
    pub before: Option<ConvoyFace>,
    /// As it is called in the new plan.
    pub after: Option<ConvoyFace>,
    /// Whether anything about it changes.
    pub changes: bool,
}

/// A convoy in a few figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConvoyFace {
    /// `C001` …
    pub id: String,
    /// The earliest departure.
    pub depart: Moment,
    /// The latest arrival.
    pub arrive: Moment,
    /// Its vehicles.
    pub vehicles: u32,
    /// Who is on it.
    pub persons: Persons,
    /// Where it starts.
    pub from: BTreeSet<String>,
}

/// Everything that changes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Parties with another departure, most person-minutes first.
    pub moved: Vec<Moved>,
    /// Convoys that are still under way or to come, in order of departure.
    pub convoys: Vec<ConvoyChange>,
}

/// What changes with `after`.
pub fn difference(standing: &Standing, in_force: &Plan, after: &Plan) -> Difference {
    let mut moved = moved(standing, after);
    let weight = |row: &Moved| {
        let minutes = match (row.before, row.after) {
            (Some(before), Some(after)) => (after - before).seconds().abs(),
            _ => i64::MAX / 1_000_000,
        };
        i64::from(row.persons.total()).saturating_mul(minutes)
    };
    moved.sort_by_key(|row| (-weight(row), row.people.clone(), row.before, row.after));
    Difference { moved, convoys: convoys(standing, in_force, after) }
}

type Departures = BTreeMap<(String, usize), Vec<(Moment, u32)>>;

fn departures(plan: &Plan, from: Moment) -> Departures {
    let mut departures = Departures::new();
    for trip in plan.trips.iter().filter(|trip| trip.depart >= from) {
        for load in trip.load.iter().filter(|load| load.count > 0) {
            departures.entry((load.people.clone(), load.party)).or_default().push((trip.depart, load.count));
        }
    }
    departures.values_mut().for_each(|list| list.sort_unstable());
    departures
}

fn moved(standing: &Standing, after: &Plan) -> Vec<Moved> {
    let old = departures(&standing.plan, standing.at);
    let new = departures(after, standing.at);
    let classes: BTreeSet<&(String, usize)> = old.keys().chain(new.keys()).collect();
    let mut rows = Vec::new();
    for class in classes {
        let none = Vec::new();
        let pairs = pairs(old.get(class).unwrap_or(&none), new.get(class).unwrap_or(&none));
        let people = standing.operation.people.iter().find(|people| people.id == class.0);
        let Some((people, shape)) = people.and_then(|people| Some((people, people.parties.get(class.1)?)))
        else {
            continue;
        };
        for ((before, after), parties) in pairs {
            rows.push(Moved {
                people: people.id.clone(),
                place: standing.operation.place(people.at).id.clone(),
                before,
                after,
                parties,
                persons: shape.persons.times(parties),
            });
        }
    }
    merged(rows)
}

/// Classes of the same people that move alike, as one row.
fn merged(rows: Vec<Moved>) -> Vec<Moved> {
    let mut by: BTreeMap<(String, Option<Moment>, Option<Moment>), Moved> = BTreeMap::new();
    for row in rows {
        match by.get_mut(&(row.people.clone(), row.before, row.after)) {
            Some(known) => {
                known.parties += row.parties;
                known.persons += row.persons;
            }
            None => {
                by.insert((row.people.clone(), row.before, row.after), row);
            }
        }
    }
    by.into_values().collect()
}

type Pair = (Option<Moment>, Option<Moment>);

/// The departures that have no partner within the tolerance, paired in order of time.
fn pairs(old: &[(Moment, u32)], new: &[(Moment, u32)]) -> BTreeMap<Pair, u32> {
    let (mut old, mut new) = (old.to_vec(), new.to_vec());
    let (mut a, mut b) = (0, 0);
    while a < old.len() && b < new.len() {
        let apart = new[b].0 - old[a].0;
        if new[b].1 == 0 || apart < Span(-SAME_WITHIN.0) {
            b += 1;
        } else if old[a].1 == 0 || apart > SAME_WITHIN {
            a += 1;
        } else {
            let same = old[a].1.min(new[b].1);
            old[a].1 -= same;
            new[b].1 -= same;
        }
    }
    old.retain(|(_, count)| *count > 0);
    new.retain(|(_, count)| *count > 0);
    let mut pairs: BTreeMap<Pair, u32> = BTreeMap::new();
    let (mut old, mut new) = (old.into_iter(), new.into_iter());
    let (mut before, mut after) = (old.next(), new.next());
    loop {
        let count = match (before, after) {
            (Some((_, a)), Some((_, b))) => a.min(b),
            (Some((_, count)), None) | (None, Some((_, count))) => count,
            (None, None) => return pairs,
        };
        *pairs.entry((before.map(|(at, _)| at), after.map(|(at, _)| at))).or_default() += count;
        let rest = |side: Option<(Moment, u32)>| {
            side.map(|(at, left)| (at, left - count)).filter(|(_, left)| *left > 0)
        };
        before = rest(before).or_else(|| old.next());
        after = rest(after).or_else(|| new.next());
    }
}

/// Convoys with what became of them. A new convoy follows the one with which it has most trips in
/// common; convoys that are joined with others are shown with the one that most of their trips go with.
fn convoys(standing: &Standing, in_force: &Plan, after: &Plan) -> Vec<ConvoyChange> {
    let operation = &standing.operation;
    let mut old = as_named(operation, in_force, &standing.plan);
    let to_come = |convoy: &Convoy| convoy.arrive >= standing.at;
    let new = convoy::convoys(operation, after);
    let common = |a: &Convoy, b: &Convoy| {
        a.trips.iter().filter(|(id, _)| b.trips.iter().any(|(other, _)| other == id)).count()
    };
    let row = |before: Option<&Convoy>, after_convoy: Option<&Convoy>| {
        let before = before.map(|convoy| face(convoy, &standing.plan));
        let after = after_convoy.map(|convoy| face(convoy, after));
        let changes = match (&before, &after) {
            (Some(before), Some(after)) => differs(before, after),
            _ => true,
        };
        ConvoyChange { before, after, changes }
    };
    let mut rows = Vec::new();
    for convoy in &new {
        let most = (0..old.len()).max_by_key(|ix| (common(&old[*ix], convoy), usize::MAX - ix));
        let most = most.filter(|ix| common(&old[*ix], convoy) > 0);
        let before = most.map(|ix| old.remove(ix));
        if to_come(convoy) || before.as_ref().is_some_and(to_come) {
            rows.push(row(before.as_ref(), Some(convoy)));
        }
    }
    for convoy in old.iter().filter(|convoy| to_come(convoy)) {
        let joined = new.iter().max_by_key(|other| common(convoy, other));
        rows.push(row(Some(convoy), joined.filter(|other| common(convoy, other) > 0)));
    }
    let depart = |row: &ConvoyChange| row.before.as_ref().or(row.after.as_ref()).map(|face| face.depart);
    rows.sort_by_key(|row| (depart(row), row.after.as_ref().map(|face| face.id.clone())));
    rows
}

/// The convoys of the plan in force, by its own names, as their trips stand now.
fn as_named(operation: &Operation, in_force: &Plan, stands: &Plan) -> Vec<Convoy> {
    let ids = convoy::trip_ids(stands);
    let ix: HashMap<&TripId, usize> = ids.iter().enumerate().map(|(ix, id)| (id, ix)).collect();
    let mut convoys = convoy::convoys(operation, in_force);
    for convoy in &mut convoys {
        convoy.trips = convoy.trips.iter().filter_map(|(id, _)| Some((id.clone(), *ix.get(id)?))).collect();
        let trips = || convoy.trips.iter().map(|(_, ix)| &stands.trips[*ix]);
        let (depart, arrive) = (trips().map(|trip| trip.depart).min(), trips().map(|trip| trip.arrive).max());
        let persons = trips().map(|trip| convoy::persons_of(operation, trip)).sum();
        (convoy.depart, convoy.arrive, convoy.persons) =
            (depart.unwrap_or(convoy.depart), arrive.unwrap_or(convoy.arrive), persons);
    }
    convoys.retain(|convoy| !convoy.trips.is_empty());
    convoys
}

fn differs(before: &ConvoyFace, after: &ConvoyFace) -> bool {
    let apart = |a: Moment, b: Moment| (a - b).seconds().abs() >= 60;
    apart(before.depart, after.depart)
        || apart(before.arrive, after.arrive)
        || (before.vehicles, before.persons, &before.from) != (after.vehicles, after.persons, &after.from)
}

fn face(convoy: &Convoy, plan: &Plan) -> ConvoyFace {
    let trips = convoy.trips.iter().filter_map(|(_, ix)| plan.trips.get(*ix));
    ConvoyFace {
        id: convoy.id.clone(),
        depart: convoy.depart,
        arrive: convoy.arrive,
        vehicles: u32::try_from(convoy.trips.len()).unwrap_or(u32::MAX),
        persons: convoy.persons,
        from: trips.map(|trip| trip.from.clone()).collect(),
    }
}

/// Everybody whose departure changes, and by how much in all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Total {
    /// Depart earlier.
    pub earlier: u32,
    /// Minutes by which they do, added up over persons.
    pub earlier_person_min: i64,
    /// Depart later.
    pub later: u32,
    /// Minutes by which they do, added up over persons.
    pub later_person_min: i64,
    /// Get out who would have been left behind.
    pub newly_out: u32,
    /// Are left behind who would have got out.
    pub newly_left: u32,
}

impl Difference {
    /// The sums over everybody.
    pub fn total(&self) -> Total {
        let mut total = Total::default();
        for row in &self.moved {
            let persons = row.persons.total();
            match (row.before, row.after) {
                (Some(before), Some(after)) => {
                    let minutes = (after - before).seconds() / 60 * i64::from(persons);
                    let (count, sum) = if minutes < 0 {
                        (&mut total.earlier, &mut total.earlier_person_min)
                    } else {
                        (&mut total.later, &mut total.later_person_min)
                    };
                    *count += persons;
                    *sum += minutes.abs();
                }
                (None, Some(_)) => total.newly_out += persons,
                (Some(_), None) => total.newly_left += persons,
                (None, None) => {}
            }
        }
        total
    }
}

/// Everybody who is planned but on no trip.
pub fn left_behind(operation: &Operation, plan: &Plan) -> Persons {
    operation.persons() - plan.trips.iter().map(|trip| convoy::persons_of(operation, trip)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(old: &[(i64, u32)], new: &[(i64, u32)], expected: &[(Option<i64>, Option<i64>, u32)]) {
        let list = |list: &[(i64, u32)]| list.iter().map(|(at, n)| (Moment(*at), *n)).collect::<Vec<_>>();
        let found: Vec<_> = pairs(&list(old), &list(new))
            .into_iter()
            .map(|((a, b), n)| (a.map(Moment::seconds), b.map(Moment::seconds), n))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn departures_are_paired_so_that_few_change() {
        check(&[(0, 3)], &[(600, 3)], &[]);
        check(&[(0, 3)], &[(601, 3)], &[(Some(0), Some(601), 3)]);
        check(&[(0, 3)], &[(0, 1), (5000, 1)], &[(Some(0), None, 1), (Some(0), Some(5000), 1)]);
        check(&[(0, 1), (5000, 2)], &[(5000, 2)], &[(Some(0), None, 1)]);
        check(&[], &[(9, 2)], &[(None, Some(9), 2)]);
        // The one in between is left to whom it fits.
        check(&[(0, 1), (1200, 1)], &[(600, 1), (1100, 1)], &[]);
    }
}
