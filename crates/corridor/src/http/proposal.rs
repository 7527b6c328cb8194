//! A proposal as it is shown: before and after in people and in minutes, convoy by convoy, and what was
//! taken for so.
//!
//! Never here: sentences; the console makes them in its language.

use super::shape::Persons;
use crate::replanning::{Job, Proposal};
use evacuation::attention::Value;
use evacuation::operation::Minimise;
use evacuation::plan::Plan;
use evacuation::standing::{Assumption, ConvoyChange, ConvoyFace, Moved};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// Rows of people with another departure that are sent; the sums are of all.
const MOVED_MAX: usize = 300;

/// The present search or proposal.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Replan)]
pub(super) struct ReplanView {
    /// `none`, `running`, `ready` or `failed`.
    state: &'static str,
    number: Option<u64>,
    elapsed_s: f64,
    /// How long it may take.
    limit_s: f64,
    progress: Option<ProgressView>,
    proposal: Option<ProposalView>,
    /// Why it failed.
    why: Option<String>,
}

#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
struct ProgressView {
    value: f64,
    bound: f64,
    gap: f64,
    iterations: u64,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Proposal)]
struct ProposalView {
    /// The moment from which it plans.
    at: i64,
    /// How long it was sought.
    took_s: f64,
    objective: &'static str,
    /// The plan in force as it stands, if all that is ahead of it could still be kept.
    before: Worth,
    after: Worth,
    changed_parties: u64,
    changes: Changes,
    moved: Vec<MovedView>,
    /// Rows that are not sent.
    moved_more: usize,
    convoys: Vec<ConvoyChangeView>,
    assumptions: Vec<AssumptionView>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
struct Worth {
    exposure_person_h: f64,
    makespan_s: i64,
    delivered: u64,
    left_behind: u64,
    bound: Option<f64>,
    gap: Option<f64>,
}

/// Persons whose departure changes by more than ten minutes, and by how much in all.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
struct Changes {
    earlier: u32,
    earlier_person_min: i64,
    later: u32,
    later_person_min: i64,
    newly_out: u32,
    newly_left: u32,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Moved)]
struct MovedView {
    people: String,
    place: String,
    before: Option<i64>,
    after: Option<i64>,
    parties: u32,
    persons: Persons,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ConvoyChange)]
struct ConvoyChangeView {
    before: Option<ConvoyFaceView>,
    after: Option<ConvoyFaceView>,
    changes: bool,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ConvoyFace)]
struct ConvoyFaceView {
    id: String,
    depart: i64,
    arrive: i64,
    vehicles: u32,
    persons: Persons,
    from: Vec<String>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Assumption)]
struct AssumptionView {
    /// suspended, lost, stranded, left_out, overdue, way_back, not_registered, added, declined,
    /// unaccounted, overfull, outside_window or irregular
    #[schema(value_type = String)]
    kind: evacuation::standing::AssumptionKind,
    values: BTreeMap<&'static str, AssumptionValue>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(untagged)]
enum AssumptionValue {
    Text(String),
    Number(i64),
}

/// The present search or proposal.
pub(super) fn view(job: Option<&Job>) -> ReplanView {
    let empty = ReplanView {
        state: "none",
        number: None,
        elapsed_s: 0.0,
        limit_s: 0.0,
        progress: None,
        proposal: None,
        why: None,
    };
    let Some(job) = job else { return empty };
    let progress = job.progress().map(|progress| ProgressView {
        value: progress.value,
        bound: progress.bound,
        gap: progress.gap,
        iterations: progress.iterations,
    });
    let begun = ReplanView {
        state: "running",
        number: Some(job.number),
        elapsed_s: job.elapsed().as_secs_f64(),
        limit_s: job.ask.limit.as_secs_f64(),
        progress,
        ..empty
    };
    match job.outcome() {
        None => begun,
        Some(Ok(found)) => ReplanView { state: "ready", proposal: Some(proposal(&found)), ..begun },
        Some(Err(why)) => ReplanView { state: "failed", why: Some(why), ..begun },
    }
}

fn proposal(found: &Proposal) -> ProposalView {
    let total = found.difference.total();
    ProposalView {
        at: found.at().seconds(),
        took_s: found.took.as_secs_f64(),
        objective: found.standing.operation.objective.minimise.as_str(),
        before: before(found),
        after: worth(&found.plan),
        changed_parties: found.plan.changed_parties.unwrap_or_default(),
        changes: Changes {
            earlier: total.earlier,
            earlier_person_min: total.earlier_person_min,
            later: total.later,
            later_person_min: total.later_person_min,
            newly_out: total.newly_out,
            newly_left: total.newly_left,
        },
        moved: found.difference.moved.iter().take(MOVED_MAX).map(moved).collect(),
        moved_more: found.difference.moved.len().saturating_sub(MOVED_MAX),
        convoys: found.difference.convoys.iter().map(convoy).collect(),
        assumptions: found.standing.assumptions.iter().map(assumption).collect(),
    }
}

fn worth(plan: &Plan) -> Worth {
    Worth {
        exposure_person_h: plan.exposure_person_h,
        makespan_s: plan.makespan_s,
        delivered: plan.delivered,
        left_behind: plan.left_behind,
        bound: plan.bound,
        gap: plan.gap,
    }
}

/// The plan in force against the bound of the new plan: both are for the operation as it now is.
fn before(found: &Proposal) -> Worth {
    let score = found.before;
    let value = match found.standing.operation.objective.minimise {
        Minimise::Exposure => score.exposure_person_h,
        Minimise::Makespan => score.makespan_s as f64,
    };
    let bound = found.plan.bound.filter(|bound| *bound <= value);
    Worth {
        exposure_person_h: score.exposure_person_h,
        makespan_s: score.makespan_s,
        delivered: score.delivered,
        left_behind: score.left_behind,
        bound,
        gap: bound.filter(|_| value > 0.0).map(|bound| (value - bound) / value),
    }
}

fn moved(row: &Moved) -> MovedView {
    MovedView {
        people: row.people.clone(),
        place: row.place.clone(),
        before: row.before.map(|at| at.seconds()),
        after: row.after.map(|at| at.seconds()),
        parties: row.parties,
        persons: row.persons.into(),
    }
}

fn convoy(row: &ConvoyChange) -> ConvoyChangeView {
    let face = |face: &ConvoyFace| ConvoyFaceView {
        id: face.id.clone(),
        depart: face.depart.seconds(),
        arrive: face.arrive.seconds(),
        vehicles: face.vehicles,
        persons: face.persons.into(),
        from: face.from.iter().cloned().collect(),
    };
    ConvoyChangeView {
        before: row.before.as_ref().map(face),
        after: row.after.as_ref().map(face),
        changes: row.changes,
    }
}

fn assumption(assumption: &Assumption) -> AssumptionView {
    let value = |value: &Value| match value {
        Value::Text(text) => AssumptionValue::Text(text.clone()),
        Value::Number(number) => AssumptionValue::Number(*number),
    };
    AssumptionView {
        kind: assumption.kind,
        values: assumption.values.iter().map(|(name, inner)| (*name, value(inner))).collect(),
    }
}
