//! A plan as text for a terminal: what it is worth, what binds, its convoys, and who is left.

use super::clock::LocalClock;
use evacuation::convoy::{Convoy, convoys};
use evacuation::operation::{Minimise, Operation};
use evacuation::plan::Plan;
use evacuation::quantity::{Moment, Span};
use std::collections::BTreeMap;

/// Convoys shown at the beginning and the end of a long list.
const SHOWN: (usize, usize) = (24, 6);

/// The whole text.
pub(crate) fn plan(operation: &Operation, plan: &Plan, all: bool) -> String {
    let clock = LocalClock::of(operation);
    let mut text = value(operation, plan, &clock);
    if !plan.binding.is_empty() {
        text.push_str("What binds:\n");
        for line in &plan.binding {
            text.push_str(&format!("  {line}\n"));
        }
    }
    text.push_str(&convoy_rows(operation, plan, &clock, all));
    text.push_str(&left_rows(operation, plan));
    text
}

fn value(operation: &Operation, plan: &Plan, clock: &LocalClock) -> String {
    let people = operation.persons().total();
    let last = clock.day_time(Moment(plan.makespan_s));
    let mut text = format!(
        "{}\n{} of {people} people out by {last} ({} after the start), {} left behind, {} trips.\n",
        operation.name,
        plan.delivered,
        Span(plan.makespan_s),
        plan.left_behind,
        plan.trips.len()
    );
    text.push_str(&format!("Exposure {:.1} weighted person-hours.\n", plan.exposure_person_h));
    if let (Some(bound), Some(gap)) = (plan.bound, plan.gap) {
        let percent = gap * 100.0;
        text.push_str(&match operation.objective.minimise {
            Minimise::Exposure => format!(
                "Proven: no plan can go below {bound:.1}. Gap {percent:.2} %: at most {:.1} person-hours could still be saved.\n",
                (plan.exposure_person_h - bound).max(0.0)
            ),
            Minimise::Makespan => format!(
                "Proven: no plan that leaves as few can end before {}. Gap {percent:.2} %.\n",
                clock.day_time(Moment(bound.ceil() as i64))
            ),
        });
    }
    text
}

fn convoy_rows(operation: &Operation, plan: &Plan, clock: &LocalClock, all: bool) -> String {
    let convoys = convoys(operation, plan);
    if convoys.is_empty() {
        return "No convoys: nobody can be brought out under these rules.\n".to_owned();
    }
    let mut text = format!(
        "\n{:<6} {:>13} {:>6} {:>7} {:>10} {:>8} {:>6}  {:>13}  {}\n",
        "convoy", "departs", "people", "of them", "of them", "vehicles", "enters", "arrives", "way"
    );
    text.push_str(&format!(
        "{:<6} {:>13} {:>6} {:>7} {:>10} {:>8} {:>6}  {:>13}\n",
        "", "", "", "wounded", "stretchers", "", "", ""
    ));
    let hidden = convoys.len().saturating_sub(SHOWN.0 + SHOWN.1);
    for (ix, convoy) in convoys.iter().enumerate() {
        if !all && hidden > 0 && (SHOWN.0..SHOWN.0 + hidden).contains(&ix) {
            if ix == SHOWN.0 {
                text.push_str(&format!("   … {hidden} more convoys (--all shows them)\n"));
            }
            continue;
        }
        text.push_str(&convoy_row(plan, convoy, clock));
    }
    text
}

fn convoy_row(plan: &Plan, convoy: &Convoy, clock: &LocalClock) -> String {
    let mut ways: BTreeMap<(&str, &str), u32> = BTreeMap::new();
    for (_, ix) in &convoy.trips {
        let trip = &plan.trips[*ix];
        *ways.entry((&trip.from, &trip.to)).or_default() += 1;
    }
    let shown: Vec<String> =
        ways.iter().take(3).map(|((from, to), n)| format!("{n} {from} → {to}")).collect();
    let more = ways.len().checked_sub(4).map_or(String::new(), |n| format!(", and {} more", n + 1));
    let enters = convoy.control_point.as_ref().map_or("–".to_owned(), |_| clock.time(convoy.enter));
    format!(
        "{:<6} {:>13} {:>6} {:>7} {:>10} {:>8} {:>6}  {:>13}  {}{}\n",
        convoy.id,
        clock.day_time(convoy.depart),
        convoy.persons.total(),
        convoy.persons.wounded,
        convoy.persons.stretcher,
        convoy.trips.len(),
        enters,
        clock.day_time(convoy.arrive),
        shown.join(", "),
        more
    )
}

fn left_rows(operation: &Operation, plan: &Plan) -> String {
    if plan.left.is_empty() {
        return String::new();
    }
    let mut text = "\nLeft behind, and why:\n".to_owned();
    for left in plan.left.iter().take(20) {
        let group = operation.people.iter().find(|people| people.id == left.people);
        let class = group.and_then(|people| people.parties.get(left.party));
        let persons = class.map_or(0, |class| class.persons.times(left.count).total());
        text.push_str(&format!("  {persons} people of {}: {}\n", left.people, left.reason));
    }
    if plan.left.len() > 20 {
        text.push_str(&format!("  … and {} more rows\n", plan.left.len() - 20));
    }
    text
}
