//! What one more would buy and what holds a convoy, as text for a terminal and as JSON.

use super::clock::LocalClock;
use evacuation::hold::{Hold, Link};
use evacuation::operation::{Minimise, Operation};
use evacuation::plan::Plan;
use evacuation::quantity::{Moment, Span};
use planner::worth::{Bought, Change, Figures, OneMore, out_by};
use serde_json::{Value, json};

/// The plan that everything is compared with.
pub(crate) fn head(operation: &Operation, plan: &Plan, by: Option<Moment>) -> String {
    let figures = Figures::of(operation, plan);
    let unit = unit(operation);
    let mut text =
        format!("{}\nNow: {:.1} {unit}, {} people out", operation.name, figures.value, figures.out);
    if let Some(bound) = figures.bound {
        text.push_str(&format!("; no plan can go below {bound:.1}"));
    }
    text.push_str(".\n");
    if let Some(by) = by {
        let time = LocalClock::of(operation).day_time(by);
        text.push_str(&format!("Out by {time}: {} people.\n", out_by(operation, plan, by)));
    }
    text
}

fn unit(operation: &Operation) -> &'static str {
    match operation.objective.minimise {
        Minimise::Exposure => "weighted person-hours",
        Minimise::Makespan => "seconds until the last arrival",
    }
}

/// What a change buys, in words that claim no more than is proven.
fn verdict(bought: &Bought) -> String {
    let most = bought.at_most.map_or(String::new(), |most| format!(", at most {most:.1}"));
    match (bought.is_proven(), bought.less > 0.0) {
        (true, _) => format!("proven: at least {:.1}{most}", bought.at_least),
        (false, true) => format!("smaller than the gap: proven is only at least 0{most}"),
        (false, false) => format!("no better plan found{most}"),
    }
}

/// The table: confirmed rows first.
pub(crate) fn rows(operation: &Operation, rows: &[OneMore]) -> String {
    let mut text = format!(
        "\nWhat one more would buy, in {}:\n{:<44} {:>10} {:>9} {:>9} {:>9}\n",
        unit(operation),
        "",
        "planned",
        "less",
        "more out",
        "estimate"
    );
    for row in rows {
        let change = row.change.to_string();
        let estimate = row.estimate.0;
        match &row.replanned {
            Some((after, bought)) => text.push_str(&format!(
                "{change:<44} {:>10.1} {:>9.1} {:>+9} {estimate:>9.1}  {}\n",
                after.value,
                bought.less,
                bought.more_out,
                verdict(bought)
            )),
            None => {
                text.push_str(&format!("{change:<44} {:>10} {:>9} {:>9} {estimate:>9.1}\n", "–", "–", "–"))
            }
        }
    }
    text.push_str(
        "planned: the value when planned anew with the same effort. estimate: from a single construction, rough;\n\
         rows with – were not planned anew (--top N plans more of them).\n",
    );
    text
}

/// The answer to a request for more.
pub(crate) fn request(
    operation: &Operation,
    (changes, changed, better): (&[Change], &Operation, &Plan),
    bought: &Bought,
) -> String {
    let list: Vec<String> = changes.iter().map(ToString::to_string).collect();
    let after = Figures::of(changed, better);
    format!(
        "With {}: {:.1} {}, {} people out ({:+}).\n{:.1} less; {}.\n",
        list.join(" and "),
        after.value,
        unit(operation),
        after.out,
        bought.more_out,
        bought.less,
        verdict(bought)
    )
}

/// The chain of what holds a convoy or trip, the latest first.
pub(crate) fn links(id: &str, links: &[Link], clock: &LocalClock) -> String {
    if links.is_empty() {
        return format!("Nothing holds {id}: it goes from the first moment on.\n");
    }
    let mut text = format!("Why {id} is not earlier, the latest first:\n");
    for Link { trip, at, hold } in links {
        let what = match hold {
            Hold::Window { control_point } => format!("{control_point} opens then"),
            Hold::Passage { control_point, before, headway: true } => {
                format!("{control_point}: the headway after the passage of {before}")
            }
            Hold::Passage { control_point, before, headway: false } => {
                format!("{control_point}: the passage of {before} is not through before")
            }
            Hold::Company { control_point, last, waiting_person_h } => format!(
                "waits at {control_point} for {last}, the last of its convoy; the others' waiting costs {waiting_person_h:.1} weighted person-hours"
            ),
            Hold::Escorts { back_with } => format!("no escorts before {back_with} is back"),
            Hold::MoreEscorts => "there are more escorts from then on".to_owned(),
            Hold::Bay { place, leaves } => format!("no bay at {place} before {leaves} leaves one"),
            Hold::Back { from } => format!("the vehicle is back from {from} then"),
            Hold::FirstThere { place } => format!("the vehicle's first loading at {place}"),
            Hold::Ready { people } => format!("{people} are ready then"),
            Hold::Choice { could } => {
                let waited = Span((*at - *could).seconds());
                format!("a choice of the plan: it could have gone on {waited} earlier")
            }
        };
        text.push_str(&format!("  {:>13}  {:<14} {what}\n", clock.day_time(*at), trip.to_string()));
    }
    text
}

/// Figures under the names of the plan's JSON.
pub(crate) fn figures_json(figures: &Figures) -> Value {
    json!({ "value": figures.value, "bound": figures.bound, "delivered": figures.out })
}

/// What is bought, with what is proven of it.
pub(crate) fn bought_json(bought: &Bought) -> Value {
    json!({
        "less": bought.less, "more_out": bought.more_out, "at_least": bought.at_least,
        "at_most": bought.at_most, "proven": bought.is_proven(),
    })
}

/// A row of the table.
pub(crate) fn row_json(row: &OneMore) -> Value {
    let replanned = row.replanned.as_ref();
    json!({
        "change": row.change.to_string(),
        "estimate": { "less": row.estimate.0, "more_out": row.estimate.1 },
        "planned": replanned.map(|(after, _)| figures_json(after)),
        "bought": replanned.map(|(_, bought)| bought_json(bought)),
    })
}
