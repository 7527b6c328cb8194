//! `GET /plan`: the plan in force, by convoys.

use super::app::App;
use super::shape::Persons;
use axum::Json;
use axum::extract::State;
use evacuation::axis::line;
use evacuation::convoy::Convoy;
use evacuation::plan::Left;
use serde::Serialize;
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// The plan in force.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Plan)]
pub(super) struct PlanView {
    objective: String,
    exposure_person_h: f64,
    makespan_s: i64,
    delivered: u64,
    left_behind: u64,
    bound: Option<f64>,
    gap: Option<f64>,
    binding: Vec<String>,
    left: Vec<LeftView>,
    convoys: Vec<PlannedConvoy>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Left)]
struct LeftView {
    people: String,
    party: usize,
    count: u32,
    persons: u32,
    reason: String,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
struct PlannedConvoy {
    id: String,
    control_point: Option<String>,
    depart: i64,
    enter: i64,
    arrive: i64,
    vehicles: usize,
    trips: Vec<String>,
    persons: Persons,
    from: Vec<String>,
    to: Vec<String>,
    line: Vec<(i64, f64)>,
}

/// The plan in force, by convoys.
#[utoipa::path(get, path = "/plan", operation_id = "plan", responses((status = 200, body = PlanView)))]
pub(super) async fn get(State(app): State<App>) -> Json<PlanView> {
    Json(view(&app))
}

fn view(app: &App) -> PlanView {
    let plan = app.plan();
    PlanView {
        objective: plan.objective.clone(),
        exposure_person_h: plan.exposure_person_h,
        makespan_s: plan.makespan_s,
        delivered: plan.delivered,
        left_behind: plan.left_behind,
        bound: plan.bound,
        gap: plan.gap,
        binding: plan.binding.clone(),
        left: plan.left.iter().map(|left| left_behind(app, left)).collect(),
        convoys: app.convoys().iter().map(|convoy| planned(app, convoy)).collect(),
    }
}

fn left_behind(app: &App, left: &Left) -> LeftView {
    let people = app.operation().people.iter().find(|people| people.id == left.people);
    let class = people.and_then(|people| people.parties.get(left.party));
    LeftView {
        people: left.people.clone(),
        party: left.party,
        count: left.count,
        persons: class.map_or(0, |class| class.persons.times(left.count).total()),
        reason: left.reason.clone(),
    }
}

fn planned(app: &App, convoy: &Convoy) -> PlannedConvoy {
    let (from, to) = ends(app, convoy);
    let first = convoy.trips.first().and_then(|(_, ix)| app.plan().trips.get(*ix));
    let drawn = first.map(|trip| line(app.operation(), app.axis(), trip)).unwrap_or_default();
    PlannedConvoy {
        id: convoy.id.clone(),
        control_point: convoy.control_point.clone(),
        depart: convoy.depart.seconds(),
        enter: convoy.enter.seconds(),
        arrive: convoy.arrive.seconds(),
        vehicles: convoy.trips.len(),
        trips: convoy.trips.iter().map(|(id, _)| id.to_string()).collect(),
        persons: convoy.persons.into(),
        from,
        to,
        line: drawn.into_iter().map(|(moment, at)| (moment.seconds(), at)).collect(),
    }
}

/// Where a convoy's vehicles come from and go to, each place once.
pub(super) fn ends(app: &App, convoy: &Convoy) -> (Vec<String>, Vec<String>) {
    let trips = || convoy.trips.iter().filter_map(|(_, ix)| app.plan().trips.get(*ix));
    let from: BTreeSet<&String> = trips().map(|trip| &trip.from).collect();
    let to: BTreeSet<&String> = trips().map(|trip| &trip.to).collect();
    (from.into_iter().cloned().collect(), to.into_iter().cloned().collect())
}
