//! Lateness against the plan, and convoys that fell silent.
//!
//! Never here: why something is late.

use super::{Attention, Kind, LATE_LISTED_MAX, Urgency};
use crate::account::{FigureId, Picture, TripFigure, TripPicture, TripState};
use crate::convoy::Convoy;
use crate::plan::{Plan, Trip};
use crate::quantity::{Moment, Span};
use crate::statement::Role;

/// How late a trip is as known at `now`: at the last of its planned moments that it has reached, or by
/// how much the next is overdue, whichever is more. Zero: on time or early.
pub fn trip_late(planned: &Trip, actual: Option<&TripPicture>, now: Moment) -> Span {
    overdue(planned, actual, now).map_or(Span::ZERO, |(late, _)| late)
}

/// How late, and since when.
fn overdue(planned: &Trip, actual: Option<&TripPicture>, now: Moment) -> Option<(Span, Moment)> {
    let passage = |id: &str| actual?.passages.iter().find(|passage| passage.control_point == id);
    let mut moments = vec![(planned.depart, actual.and_then(|trip| trip.departed))];
    for passage_time in &planned.passages {
        let passage = passage(&passage_time.control_point);
        moments.push((passage_time.enter, passage.and_then(|passage| passage.entered)));
        moments.push((passage_time.exit, passage.and_then(|passage| passage.through)));
    }
    moments.push((planned.arrive, actual.and_then(|trip| trip.arrived)));
    // A moment that nobody stated does not count as missed when a later one was reached.
    let reached = moments.iter().rposition(|(_, actual)| actual.is_some());
    let behind = reached.and_then(|at| Some((moments[at].1? - moments[at].0, moments[at].0)));
    let next = moments.get(reached.map_or(0, |at| at + 1)).map(|(planned, _)| (now - *planned, *planned));
    [behind, next].into_iter().flatten().max().filter(|(late, _)| *late > Span::ZERO)
}

/// How late a convoy is as known at `now`: its latest trip. Trips that have come to nothing do not
/// count: their vehicle broke down, or nobody boarded although the others have left.
pub fn late(plan: &Plan, convoy: &Convoy, picture: &Picture, now: Moment) -> Span {
    latest(plan, convoy, picture, now).map_or(Span::ZERO, |(late, _)| late)
}

fn latest(plan: &Plan, convoy: &Convoy, picture: &Picture, now: Moment) -> Option<(Span, Moment)> {
    let members =
        || convoy.trips.iter().filter_map(|(id, ix)| Some((plan.trips.get(*ix)?, picture.trip(id))));
    let has_left = members().any(|(_, trip)| trip.is_some_and(|trip| trip.departed.is_some()));
    let counts = |trip: &TripPicture| match trip.state {
        TripState::BrokenDown => false,
        TripState::Planned => !has_left && !is_broken(picture, &trip.id.vehicle),
        _ => true,
    };
    members()
        .filter(|(_, trip)| trip.is_some_and(counts))
        .filter_map(|(planned, trip)| overdue(planned, trip, now))
        .max()
}

fn is_broken(picture: &Picture, vehicle: &str) -> bool {
    picture.breakdowns.iter().any(|breakdown| breakdown.vehicle == vehicle)
}

/// Convoys that are late and not yet there. Those that have not left count only while somebody waits
/// where they start.
pub(super) fn late_convoys(
    plan: &Plan,
    convoys: &[Convoy],
    picture: &Picture,
    (now, after): (Moment, Span),
) -> Vec<Attention> {
    let waits =
        |place: &str| picture.places.iter().any(|known| known.id == place && known.waiting.total() > 0);
    let mut late: Vec<(Span, Moment, &Convoy)> = Vec::new();
    for (convoy, actual) in convoys.iter().zip(&picture.convoys) {
        let matters = match actual.state {
            TripState::Planned => {
                convoy.trips.iter().filter_map(|(_, ix)| plan.trips.get(*ix)).any(|trip| waits(&trip.from))
            }
            TripState::Boarding | TripState::OnTheWay => true,
            _ => false,
        };
        if matters && let Some((by, since)) = latest(plan, convoy, picture, now).filter(|(by, _)| *by > after)
        {
            late.push((by, since, convoy));
        }
    }
    // Those nearest to their end first: what is on the road matters before what has not left.
    late.sort_by(|a, b| (a.2.depart, &a.2.id).cmp(&(b.2.depart, &b.2.id)));
    let more = late.len().saturating_sub(LATE_LISTED_MAX);
    let mut items: Vec<Attention> = late.into_iter().take(LATE_LISTED_MAX).map(late_item).collect();
    if more > 0
        && let Some(last) = items.pop()
    {
        items.push(last.with("more", more));
    }
    items
}

fn late_item((by, since, convoy): (Span, Moment, &Convoy)) -> Attention {
    let figure = FigureId::Convoy(convoy.id.clone(), TripFigure::Depart);
    Attention::new(Kind::Late, &convoy.id, Urgency::Decision, Role::Coordinator, since)
        .with("convoy", convoy.id.as_str())
        .with("late_s", by)
        .with("count", convoy.persons.total())
        .with_some("place", convoy.control_point.as_deref())
        .opening(figure)
}

/// Convoys with people on the way that should have arrived, and of which nothing is heard.
pub(super) fn silent(
    plan: &Plan,
    convoys: &[Convoy],
    picture: &Picture,
    (now, after): (Moment, Span),
) -> Vec<Attention> {
    let mut items = Vec::new();
    for convoy in convoys {
        let trips =
            convoy.trips.iter().filter_map(|(id, ix)| Some((plan.trips.get(*ix)?, picture.trip(id)?)));
        let under_way: Vec<_> =
            trips.filter(|(_, trip)| trip.state == TripState::OnTheWay && trip.balance.aboard > 0).collect();
        let expected =
            under_way.iter().map(|(planned, trip)| planned.arrive + reached_late(planned, trip)).max();
        let heard = under_way.iter().filter_map(|(_, trip)| trip.last_word).max();
        let (Some(expected), Some(heard)) = (expected, heard) else { continue };
        if now - expected > after && now - heard > after {
            let aboard: u32 = under_way.iter().map(|(_, trip)| trip.balance.aboard).sum();
            let figure = FigureId::Convoy(convoy.id.clone(), TripFigure::Aboard);
            let item = Attention::new(Kind::Silent, &convoy.id, Urgency::People, Role::Coordinator, heard)
                .with("convoy", convoy.id.as_str())
                .with("count", aboard)
                .with("late_s", now - expected)
                .opening(figure);
            items.push(item);
        }
    }
    items
}

/// How late it was at the last planned moment that it reached.
fn reached_late(planned: &Trip, trip: &TripPicture) -> Span {
    let late = overdue(planned, Some(trip), Moment(i64::MIN)).map_or(Span::ZERO, |(late, _)| late);
    late.max(Span::ZERO)
}
