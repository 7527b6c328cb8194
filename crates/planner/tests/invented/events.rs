//! What goes wrong while a plan is carried out: invented events, several at once, at awkward moments.

use crate::invented::Dice;
use evacuation::operation::Operation;
use evacuation::people::{PartyClass, People};
use evacuation::place::{Place, PlaceIx, PlaceKind, Road, Turnround, Window};
use evacuation::plan::{Plan, Trip};
use evacuation::quantity::{Moment, Persons, Span};
use evacuation::replan::State;

/// A moment at which something happens: anywhere, at the very start, close to the horizon, or just
/// before, at or after something that a trip does.
pub fn moment(dice: &mut Dice, operation: &Operation, plan: &Plan, from: i64) -> i64 {
    let horizon = operation.horizon.seconds();
    let trip = plan.trips.get(dice.below(plan.trips.len() as u64) as usize);
    let near = |dice: &mut Dice, at: Moment| at.seconds() + dice.below(3) as i64 - 1;
    let at = match (dice.below(9), trip) {
        (0, _) => 0,
        (1, _) => horizon - dice.below(600) as i64,
        (2, Some(trip)) => near(dice, trip.depart),
        (3, Some(trip)) => near(dice, trip.load_start) + dice.below(200) as i64,
        (4, Some(Trip { passages, .. })) if !passages.is_empty() => {
            let passage = &passages[dice.below(passages.len() as u64) as usize];
            let within = (passage.exit - passage.enter).seconds().max(0) as u64;
            near(dice, passage.enter) + dice.below(within + 2) as i64
        }
        (5, Some(trip)) => near(dice, trip.arrive),
        (6, Some(trip)) => near(dice, trip.unload_end) + dice.below(300) as i64,
        _ => dice.below(plan.makespan_s.max(600) as u64) as i64,
    };
    at.clamp(from.min(horizon), horizon)
}

/// The operation as it is after one to three events, and the state from which to plan on.
pub fn disturb(
    dice: &mut Dice,
    operation: &Operation,
    plan: &Plan,
    at: i64,
    lost: &[String],
) -> (Operation, State) {
    let mut changed = operation.clone();
    let mut state = State { lost: lost.to_vec(), ..State::new(Moment(at), plan.clone()) };
    for _ in 0..dice.pick(&[0, 1, 1, 1, 2, 3]) {
        match dice.below(8) {
            0 | 1 => lose(dice, &mut changed, &mut state),
            2 => suspend(dice, &mut changed, at),
            3 => cut_escorts(dice, &mut changed, at),
            4 => surge(dice, &mut changed, at),
            5 => change_road(dice, &mut changed),
            6 => add_fleet(dice, &mut changed, at),
            _ => change_place(dice, &mut changed, plan),
        }
    }
    (changed, state)
}

/// A vehicle is lost, rather one under way; its people wait where they were, or at a new place on the road.
fn lose(dice: &mut Dice, operation: &mut Operation, state: &mut State) {
    let busy = |trip: &&Trip| trip.load_start < state.at && trip.arrive > state.at;
    let under_way: Vec<&Trip> = state.plan.trips.iter().filter(busy).collect();
    let any = state.plan.trips.get(dice.below(state.plan.trips.len() as u64) as usize);
    let trip = if dice.one_in(3) { None } else { under_way.get(dice.below(under_way.len() as u64) as usize) };
    let Some(trip) = trip.copied().or(any).cloned() else { return };
    if state.lost.contains(&trip.vehicle) {
        return;
    }
    state.lost.push(trip.vehicle.clone());
    if trip.depart < state.at && trip.arrive > state.at && dice.one_in(2) {
        strand(dice, operation, &trip, state.at);
    }
}

fn strand(dice: &mut Dice, operation: &mut Operation, trip: &Trip, at: Moment) {
    let id = format!("stranded-{}", operation.places.len());
    let mut junctions = (0..operation.places.len()).filter(|ix| operation.places[*ix].kind.is_passable());
    let Some(near) = junctions.next_back() else { return };
    let place = PlaceIx(operation.places.len());
    operation.places.push(Place {
        id: id.clone(),
        name: Default::default(),
        kind: PlaceKind::Staging,
        position: None,
        bays: dice.one_in(2).then_some(1),
        turnround: Turnround::default(),
        capacity: None,
        control: None,
    });
    let travel = Span(60 + dice.below(900) as i64);
    operation.roads.push(Road { from: place, to: PlaceIx(near), travel, distance_km: None, one_way: false });
    for load in &trip.load {
        let Some(group) = operation.people.iter_mut().find(|group| group.id == load.people) else { continue };
        let Some(class) = group.parties.get_mut(load.party) else { continue };
        class.count = class.count.saturating_sub(load.count);
        let parties = vec![PartyClass { count: load.count, persons: class.persons }];
        let (to, id) = (group.to.clone(), format!("{id}-{}-{}", load.people, load.party));
        operation.people.push(People { id, at: place, ready: at, to, parties });
    }
}

fn controls(operation: &Operation) -> Vec<usize> {
    (0..operation.places.len()).filter(|ix| operation.places[*ix].control.is_some()).collect()
}

/// A control point closes for a while, or lets fewer through; what lies before stays.
fn suspend(dice: &mut Dice, operation: &mut Operation, at: i64) {
    let controls = controls(operation);
    let Some(ix) = controls.get(dice.below(controls.len() as u64) as usize) else { return };
    let horizon = operation.horizon.seconds();
    let Some(control) = &mut operation.places[*ix].control else { return };
    let from = at + dice.pick(&[0, 0, 1, 600]);
    let until = from + dice.pick(&[60, 1800, 7200, 40_000]);
    let all = vec![Window { opens: Moment(0), closes: Moment(horizon + 1) }];
    let windows = control.open.clone().unwrap_or(all);
    let mut open = Vec::new();
    for window in windows {
        let (opens, closes) = (window.opens.seconds(), window.closes.seconds());
        if opens < from {
            open.push(Window { opens: window.opens, closes: Moment(closes.min(from)) });
        }
        if closes > until {
            open.push(Window { opens: Moment(opens.max(until)), closes: window.closes });
        }
    }
    control.open = Some(open);
}

fn cut_escorts(dice: &mut Dice, operation: &mut Operation, at: i64) {
    let Some(escorts) = &mut operation.escorts else { return };
    escorts.changes.retain(|(from, _)| from.seconds() < at);
    let now = escorts.in_force(Moment(at)).max(1);
    escorts.changes.push((Moment(at), dice.below(u64::from(now) + 1) as u32));
    if dice.one_in(2) {
        escorts.changes.push((Moment(at + 3600), dice.below(9) as u32));
    }
}

/// More people, in a group that is known or in a new one.
fn surge(dice: &mut Dice, operation: &mut Operation, at: i64) {
    let number = operation.people.len();
    let Some(group) = operation.people.get_mut(dice.below(number as u64) as usize) else { return };
    if dice.one_in(2) {
        for class in &mut group.parties {
            class.count += dice.below(4) as u32;
        }
    } else {
        let persons =
            Persons { stretcher: u32::from(dice.one_in(4)), wounded: 0, other: 1 + dice.below(4) as u32 };
        let parties = vec![PartyClass { count: 1 + dice.below(6) as u32, persons }];
        let ready = Moment(at + dice.pick(&[0, 0, 900]));
        let more =
            People { id: format!("surge-{number}"), at: group.at, ready, to: group.to.clone(), parties };
        operation.people.push(more);
    }
}

/// A road is cut, longer or shorter than it was.
fn change_road(dice: &mut Dice, operation: &mut Operation) {
    let ix = dice.below(operation.roads.len() as u64) as usize;
    match dice.below(3) {
        0 if !operation.roads.is_empty() => {
            operation.roads.remove(ix);
        }
        n => {
            if let Some(road) = operation.roads.get_mut(ix) {
                road.travel =
                    Span(road.travel.seconds() * if n == 1 { 2 } else { 1 } / if n == 2 { 2 } else { 1 } + 7);
            }
        }
    }
}

fn add_fleet(dice: &mut Dice, operation: &mut Operation, at: i64) {
    let mut stages = operation.people.iter().map(|group| group.at);
    let Some(stage) = stages.next_back() else { return };
    let mut fleet = match operation.fleets.first() {
        Some(fleet) => fleet.clone(),
        None => return,
    };
    fleet.id = format!("relief{}", operation.fleets.len());
    fleet.count = 1 + dice.below(3) as u32;
    fleet.available = Moment(dice.pick(&[0, at, at + 900]));
    fleet.at = stage;
    operation.fleets.push(fleet);
}

/// A destination has less room, or a place fewer bays, or a longer turnround; a control point another length.
fn change_place(dice: &mut Dice, operation: &mut Operation, plan: &Plan) {
    let ix = dice.below(operation.places.len() as u64) as usize;
    let Some(place) = operation.places.get_mut(ix) else { return };
    if let Some(control) = &mut place.control {
        control.inspection = Span(dice.pick(&[0, 45, 200]));
        control.lanes = 1 + dice.below(3) as u32;
    } else if place.kind.is_destination() && dice.one_in(2) {
        let trips = plan.trips.iter().filter(|trip| trip.to == place.id).count() as u64;
        place.capacity = Some(dice.below(8 * trips + 8) as u32);
    } else {
        place.bays = Some(1 + dice.below(3) as u32);
        place.turnround.fixed = Span(dice.pick(&[0, 100, 700]));
    }
}
