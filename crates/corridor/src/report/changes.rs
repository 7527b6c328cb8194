//! What a plan made anew changes, as text for a terminal: who is told another departure, and what it is
//! worth.

use super::clock::LocalClock;
use evacuation::check::{changes as changes_of, score};
use evacuation::operation::{Minimise, Operation};
use evacuation::plan::Plan;
use evacuation::replan::{Change, State};
use std::collections::BTreeMap;

/// Rows shown of a long list.
const SHOWN: usize = 20;

/// The whole text.
pub(crate) fn changes(operation: &Operation, state: &State, plan: &Plan, all: bool) -> String {
    let clock = LocalClock::of(operation);
    let told = changes_of(state, plan);
    let mut text = format!("\nPlanned on from {}.\n", clock.day_time(state.at));
    text.push_str(&before_and_after(operation, state, plan));
    let parties: u64 = told.iter().map(|change| change.count).sum();
    if parties == 0 {
        text.push_str("Nobody is told another departure.\n");
        return text;
    }
    let people: u64 = told.iter().map(|change| persons(operation, change)).sum();
    text.push_str(&format!(
        "{parties} parties, {people} people, are told another departure (by more than 10 min), a price of {:.2}.\n",
        parties as f64 * state.stability
    ));
    text.push_str(&rows(operation, &clock, &told, all));
    text
}

/// The plan in force, as if it could still be driven but for what was lost, and the new one.
fn before_and_after(operation: &Operation, state: &State, plan: &Plan) -> String {
    let mut before = state.plan.clone();
    before.trips.retain(|trip| trip.arrive <= state.at || !state.lost.contains(&trip.vehicle));
    let (was, is) = (score(operation, &before), score(operation, plan));
    let value = |it: &evacuation::check::Score| match operation.objective.minimise {
        Minimise::Exposure => format!("{:.1} weighted person-hours", it.exposure_person_h),
        Minimise::Makespan => format!("{} s until the last arrival", it.makespan_s),
    };
    format!(
        "Before, as it was planned, without what is lost: {}, {} out. Now: {}, {} out.\n",
        value(&was),
        was.delivered,
        value(&is),
        is.delivered
    )
}

fn persons(operation: &Operation, change: &Change) -> u64 {
    let group = operation.people.iter().find(|people| people.id == change.people);
    let class = group.and_then(|people| people.parties.get(change.party));
    class.map_or(0, |class| u64::from(class.persons.total()).saturating_mul(change.count))
}

/// One row for people of one group who were to leave together and now leave together.
fn rows(operation: &Operation, clock: &LocalClock, told: &[Change], all: bool) -> String {
    let mut together: BTreeMap<_, (u64, u64)> = BTreeMap::new();
    for change in told {
        let sums = together.entry((change.was, change.people.as_str(), change.is)).or_default();
        sums.0 += change.count;
        sums.1 += persons(operation, change);
    }
    let mut text = format!(
        "{:>13} {:>13} {:>8} {:>8} {:>7}  people\n",
        "was to depart", "departs", "by min", "parties", "people"
    );
    let count = if all { together.len() } else { together.len().min(SHOWN) };
    for ((was, people, is), (parties, persons)) in together.iter().take(count) {
        let (departs, by) = match is {
            Some(is) => (clock.day_time(*is), format!("{:+}", (*is - *was).seconds() / 60)),
            None => ("not".to_owned(), "–".to_owned()),
        };
        let was = clock.day_time(*was);
        text.push_str(&format!("{was:>13} {departs:>13} {by:>8} {parties:>8} {persons:>7}  {people}\n"));
    }
    let hidden = together.len() - count;
    if hidden > 0 {
        text.push_str(&format!("   … {hidden} more rows (--all shows them)\n"));
    }
    text
}
