//! Windows as they now are: what is suspended is closed until it is taken to open again; where convoys
//! went through outside of a window, the point was open.
//!
//! Never here: when a suspension really ends; nobody knows.

use super::Known;
use super::assumption::{Assumption, AssumptionKind};
use super::passages::Passed;
use crate::clearance;
use crate::convoy::convoys;
use crate::operation::Operation;
use crate::operation::limits;
use crate::place::Control;
use crate::quantity::{Moment, Span};
use std::collections::BTreeMap;

/// Windows by control point.
pub(super) type Windows = BTreeMap<String, Vec<(Moment, Moment)>>;

/// The windows of whatever is suspended now; the others are as they were.
pub(super) fn windows(
    known: &Known<'_>,
    operation: &Operation,
    assumptions: &mut Vec<Assumption>,
) -> Windows {
    let horizon = Moment::START + operation.horizon;
    let reopens = known.reopens.unwrap_or(horizon).max(known.at);
    let mut changed = Windows::new();
    let mut say = |place: Option<&str>, since: Moment| {
        let assumption =
            Assumption::new(AssumptionKind::Suspended).with("since", since).with("until", reopens);
        assumptions.push(match place {
            Some(place) => assumption.with("place", place),
            None => assumption,
        });
    };
    if let Some(whole) = &known.picture.corridor.whole {
        say(None, whole.since);
    }
    let held = held(known);
    for (place, since) in &held {
        say(place.as_deref(), *since);
    }
    for point in &known.picture.corridor.control_points {
        let Some(suspension) = &point.suspended else { continue };
        let place = operation.places.iter().find(|place| place.id == point.id);
        let Some(control) = place.and_then(|place| place.control.as_ref()) else { continue };
        if point.suspended != known.picture.corridor.whole {
            say(Some(&point.id), suspension.since);
        }
        // A convoy that was inside when it was suspended came out: `as_passed` opens it for that.
        let from = suspension.since.min(known.at);
        let cut = own(control, operation).into_iter().flat_map(|(opens, closes)| {
            let before = (opens, closes.min(from));
            let after = (opens.max(reopens), closes);
            [before, after].into_iter().filter(|(opens, closes)| opens < closes)
        });
        changed.insert(point.id.clone(), cut.collect());
    }
    let whole = held.iter().any(|(place, _)| place.is_none());
    for place in &operation.places {
        if changed.contains_key(&place.id) {
            continue;
        }
        let Some(control) = place.control.as_ref() else { continue };
        if whole || held.iter().any(|(held, _)| held.as_deref() == Some(place.id.as_str())) {
            // Who is inside or on the road goes on; nobody new comes until the hold may be lifted.
            let cut = own(control, operation).into_iter().flat_map(|(opens, closes)| {
                let before = (opens, closes.min(known.at));
                let after = (opens.max(reopens), closes);
                [before, after].into_iter().filter(|(opens, closes)| opens < closes)
            });
            changed.insert(place.id.clone(), cut.collect());
        }
    }
    changed
}

/// What somebody decided to hold.
fn held(known: &Known<'_>) -> Vec<(Option<String>, Moment)> {
    clearance::held(known.picture, &convoys(known.planned_for, known.plan))
}

/// While the whole corridor is suspended nobody leaves, wherever they go: there are no escorts for it.
pub(super) fn escorts(known: &Known<'_>) -> Option<(u32, Vec<(Moment, u32)>)> {
    let is_held = || held(known).iter().any(|(place, _)| place.is_none());
    if known.picture.corridor.whole.is_none() && !is_held() {
        return None;
    }
    let operation = known.operation;
    let needed = operation.fleets.iter().map(|fleet| fleet.count.saturating_mul(fleet.escorts));
    let all = needed.fold(0, u32::saturating_add);
    let (count, changes) = match &operation.escorts {
        Some(escorts) => (escorts.count, escorts.changes.clone()),
        None => (all, Vec::new()),
    };
    let reopens = known.reopens.unwrap_or(Moment::START + operation.horizon).max(known.at);
    let in_force = |moment| operation.escorts.as_ref().map_or(all, |escorts| escorts.in_force(moment));
    let past = changes.iter().copied().filter(|(from, _)| *from < known.at);
    let later = changes.iter().copied().filter(|(from, _)| *from > reopens);
    let none = [(known.at, 0), (reopens, in_force(reopens))];
    Some((count, past.chain(none).chain(later).collect()))
}

fn own(control: &Control, operation: &Operation) -> Vec<(Moment, Moment)> {
    match &control.open {
        Some(windows) => windows.iter().map(|window| (window.opens, window.closes)).collect(),
        None => {
            let end = operation.horizon.times(2).seconds().min(limits::SPAN_S_MAX);
            vec![(Moment::START, Moment::START + Span(end))]
        }
    }
}

/// Opens a point for everybody who went through it.
pub(super) fn as_passed(
    passed: &[Passed],
    operation: &Operation,
    changed: &mut Windows,
    assumptions: &mut Vec<Assumption>,
) {
    for Passed { place, enter, exit, .. } in passed {
        let Some(control) = operation.place(*place).control.as_ref() else { continue };
        let id = &operation.place(*place).id;
        let known = || own(control, operation);
        let windows = match changed.get(id) {
            Some(windows) => windows.clone(),
            None if control.open.is_some() => known(),
            None => continue,
        };
        if windows.iter().any(|(opens, closes)| opens <= enter && exit <= closes) {
            continue;
        }
        let assumption = Assumption::new(AssumptionKind::OutsideWindow).with("place", id.as_str());
        assumptions.push(assumption.with("since", *enter).with("until", *exit));
        changed.insert(id.clone(), joined(windows, (*enter, *exit)));
    }
}

/// The windows with one more, those that touch it made one with it.
fn joined(windows: Vec<(Moment, Moment)>, more: (Moment, Moment)) -> Vec<(Moment, Moment)> {
    let (apart, touching): (Vec<_>, Vec<_>) =
        windows.into_iter().partition(|(opens, closes)| *closes < more.0 || more.1 < *opens);
    let one = touching.into_iter().fold(more, |(a, b), (opens, closes)| (a.min(opens), b.max(closes)));
    let mut all: Vec<_> = apart.into_iter().chain([one]).collect();
    all.sort_unstable();
    all
}

#[cfg(test)]
mod tests {
    use super::joined;
    use crate::quantity::Moment;

    #[test]
    fn windows_that_touch_become_one() {
        let list =
            |pairs: &[(i64, i64)]| pairs.iter().map(|(a, b)| (Moment(*a), Moment(*b))).collect::<Vec<_>>();
        let join = |pairs, (a, b)| joined(list(pairs), (Moment(a), Moment(b)));
        assert_eq!(join(&[(0, 5), (20, 30)], (10, 12)), list(&[(0, 5), (10, 12), (20, 30)]));
        assert_eq!(join(&[(0, 5), (20, 30)], (5, 12)), list(&[(0, 12), (20, 30)]));
        assert_eq!(join(&[(0, 5), (20, 30)], (4, 25)), list(&[(0, 30)]));
        assert_eq!(join(&[], (4, 25)), list(&[(4, 25)]));
    }
}
