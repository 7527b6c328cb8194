//! A construction as a plan in the form of the planning page.
//!
//! Never here: decisions, or why somebody is left (see `reason`).

use crate::binding::binding;
use crate::construct::{Ground, Made};
use crate::cost::Cost;
use crate::problem::{Problem, Seconds};
use crate::reason::reason;
use evacuation::plan::{Back, Left, Load, PassageTime, Plan, Trip};
use evacuation::quantity::Moment;
use std::collections::BTreeMap;

/// The plan, with its figures and the first of these bounds that may be shown.
pub(crate) fn report(ground: &Ground, made: &Made, cost: &Cost, bounds: &[f64]) -> Plan {
    let problem = ground.problem;
    let value = cost.value(problem.minimise);
    let bound = credible(value, bounds);
    let mut trips: Vec<&crate::construct::Trip> = made.trips.iter().collect();
    trips.sort_by_key(|trip| (trip.load_start, trip.vehicle));
    let mut plan = Plan {
        operation: problem.operation.name.clone(),
        objective: problem.minimise.as_str().to_owned(),
        exposure_person_h: cost.exposure / 3600.0,
        makespan_s: cost.makespan,
        delivered: cost.delivered,
        left_behind: cost.left,
        bound,
        gap: bound.map(|bound| gap(value, bound)),
        binding: Vec::new(),
        changed_parties: None,
        trips: trips.into_iter().map(|trip| trip_of(ground, trip)).collect(),
        numbers: Vec::new(),
        left: left(problem, made),
    };
    plan.binding = binding(problem, &plan, ground.fluid());
    plan
}

/// The first of the bounds, strongest first, that the plan itself does not refute.
///
/// A bound above the value of a plan that keeps the rules is an error in its proof, so that it is not shown as
/// proven, nor lowered to the value, which would call the plan perfect: a weaker one is, or none. Only
/// what rounding adds is cut off.
pub(crate) fn credible(value: f64, bounds: &[f64]) -> Option<f64> {
    let stands = |bound: &f64| *bound <= value * (1.0 + 1e-9) + 1e-9;
    debug_assert!(bounds.iter().all(stands), "of the bounds {bounds:?} some are above the value {value}");
    bounds.iter().copied().find(stands).map(|bound| bound.min(value))
}

/// `(value − bound) / value`, 0 where there is nothing to do.
pub(crate) fn gap(value: f64, bound: f64) -> f64 {
    if value > 0.0 { ((value - bound) / value).clamp(0.0, 1.0) } else { 0.0 }
}

fn trip_of(ground: &Ground, trip: &crate::construct::Trip) -> Trip {
    let problem = ground.problem;
    let id = |place: evacuation::place::PlaceIx| problem.operation.place(place).id.clone();
    let moment = |at: Seconds| Moment(at);
    let fleet = &problem.operation.fleets[trip.class as usize];
    let (stage, goal) = (trip.stage as usize, trip.goal as usize);
    let gates = problem.ways[stage][goal].iter().flat_map(|way| &way.gates);
    let passages = gates.zip(&trip.passages).map(|((gate, _), (enter, exit))| PassageTime {
        control_point: id(problem.gates[*gate].place),
        enter: moment(*enter),
        exit: moment(*exit),
    });
    let load = trip.load.iter().map(|(party, count)| {
        let party = &problem.parties[*party as usize];
        Load { people: problem.operation.people[party.people].id.clone(), party: party.class, count: *count }
    });
    Trip {
        vehicle: fleet.vehicle_id(trip.vehicle - ground.offset[trip.class as usize] + 1),
        from: id(problem.stages[stage].place),
        to: id(problem.goals[goal].place),
        load: load.collect(),
        load_start: moment(trip.load_start),
        load_end: moment(trip.load_end),
        depart: moment(trip.depart),
        passages: passages.collect(),
        arrive: moment(trip.arrive),
        unload_start: moment(trip.unload_start),
        unload_end: moment(trip.unload_end),
        back: trip.back.map(|(stage, depart, arrive)| Back {
            depart: moment(depart),
            to: id(problem.stages[stage as usize].place),
            arrive: moment(arrive),
        }),
    }
}

/// Every party that the plan does not deliver, each with a reason.
fn left(problem: &Problem, made: &Made) -> Vec<Left> {
    let planned: BTreeMap<(usize, usize), usize> =
        problem.parties.iter().enumerate().map(|(ix, party)| ((party.people, party.class), ix)).collect();
    let mut left = Vec::new();
    for (number, people) in problem.operation.people.iter().enumerate() {
        for (class, party) in people.parties.iter().enumerate() {
            let known = planned.get(&(number, class)).copied();
            let count = known.map_or(party.count, |ix| made.waiting[ix]);
            if count > 0 && party.persons.total() > 0 {
                let reason = reason(problem, made, known);
                left.push(Left { people: people.id.clone(), party: class, count, reason });
            }
        }
    }
    left
}
