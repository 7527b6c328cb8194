//! Items for the road: suspensions, closed control points, breakdowns, and balances left open.
//!
//! Never here: lateness (`late`).

use super::{Attention, Kind, Urgency};
use crate::account::{FigureId, Picture, Suspension, TripFigure, TripPicture, TripState};
use crate::operation::Operation;
use crate::place::Control;
use crate::quantity::{Moment, Span};
use crate::statement::Role;
use std::collections::BTreeMap;

/// What a control point's windows say at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Schedule {
    /// Open, and until when; `None`: for good.
    Open(Option<Moment>),
    /// Closed, and until when; `None`: no window comes any more.
    Closed(Option<Moment>),
}

/// What a control point's windows say at `now`; suspensions are another matter.
pub fn schedule(control: &Control, now: Moment) -> Schedule {
    let Some(windows) = &control.open else { return Schedule::Open(None) };
    match windows.iter().find(|window| now < window.closes) {
        Some(window) if window.opens <= now => Schedule::Open(Some(window.closes)),
        next => Schedule::Closed(next.map(|window| window.opens)),
    }
}

/// Suspensions always; closed points while somebody still has to go through.
pub(super) fn corridor(operation: &Operation, picture: &Picture, now: Moment) -> Vec<Attention> {
    let mut items = Vec::new();
    if let Some(suspension) = &picture.corridor.whole {
        items.push(suspended(suspension, None, picture));
    }
    let account = &picture.account;
    let somebody = account.waiting.total().saturating_add(account.on_the_way.total()) > 0;
    for point in &picture.corridor.control_points {
        let own = point.suspended.as_ref().filter(|_| point.suspended != picture.corridor.whole);
        if let Some(suspension) = own {
            items.push(suspended(suspension, Some(&point.id), picture));
        }
        let control = operation
            .places
            .iter()
            .find(|place| place.id == point.id)
            .and_then(|place| place.control.as_ref());
        if point.suspended.is_none()
            && somebody
            && let Some(Schedule::Closed(until)) = control.map(|control| schedule(control, now))
        {
            items.push(closed(&point.id, control, until, now));
        }
    }
    items
}

fn suspended(suspension: &Suspension, point: Option<&str>, picture: &Picture) -> Attention {
    let by = picture
        .devices
        .iter()
        .find(|device| device.device == suspension.by)
        .map(|device| device.label.as_str());
    let about = point.unwrap_or("corridor");
    Attention::new(Kind::Suspended, about, Urgency::Decision, Role::Coordinator, suspension.since)
        .with_some("place", point)
        .with("reason", suspension.reason.as_str())
        .with_some("by", by)
        .with("count", picture.account.on_the_way.total())
        .opening(FigureId::Corridor(point.map(str::to_owned)))
}

fn closed(point: &str, control: Option<&Control>, until: Option<Moment>, now: Moment) -> Attention {
    let windows = control.and_then(|control| control.open.as_ref());
    let since = windows.and_then(|windows| windows.iter().rev().find(|window| window.closes <= now));
    let since = since.map_or(Moment::START.min(now), |window| window.closes);
    // Where no window comes any more somebody must ask for one.
    let urgency = if until.is_some() { Urgency::Note } else { Urgency::Decision };
    Attention::new(Kind::Closed, point, urgency, Role::Coordinator, since)
        .with("place", point)
        .with_some("until", until)
}

pub(super) fn breakdowns(picture: &Picture) -> Vec<Attention> {
    let one = |breakdown: &crate::account::Breakdown| {
        let people = breakdown.aboard.saturating_add(breakdown.stranded);
        let urgency = if people > 0 { Urgency::Decision } else { Urgency::Note };
        let convoy = breakdown.trip.as_ref().and_then(|trip| picture.trip(trip)?.convoy.as_deref());
        Attention::new(Kind::Breakdown, &breakdown.vehicle, urgency, Role::Coordinator, breakdown.at)
            .with("vehicle", breakdown.vehicle.as_str())
            .with_some("trip", breakdown.trip.as_ref().map(|trip| trip.to_string()))
            .with_some("convoy", convoy)
            .with("place", breakdown.place.as_str())
            .with("count", people)
            .opening(FigureId::Vehicle(breakdown.vehicle.clone()))
    };
    picture.breakdowns.iter().map(one).collect()
}

/// Trips that arrived a while ago and from which people are still to be received: one item for a
/// convoy, or for a trip of none.
pub(super) fn balances_open(picture: &Picture, now: Moment, after: Span) -> Vec<Attention> {
    let mut open: BTreeMap<String, Vec<&TripPicture>> = BTreeMap::new();
    for trip in picture.trips.iter().filter(|trip| trip.state == TripState::Arrived) {
        if trip.arrived.is_some_and(|arrived| now - arrived > after) {
            open.entry(trip.convoy.clone().unwrap_or_else(|| trip.id.to_string())).or_default().push(trip);
        }
    }
    let one = |(about, trips): (String, Vec<&TripPicture>)| {
        let aboard: u32 = trips.iter().map(|trip| trip.balance.aboard).sum();
        let since = trips.iter().filter_map(|trip| trip.arrived).min().unwrap_or(now);
        let first = trips.first();
        let figure = first.map(|trip| match &trip.convoy {
            Some(convoy) => FigureId::Convoy(convoy.clone(), TripFigure::Aboard),
            None => FigureId::Trip(trip.id.clone(), TripFigure::Aboard),
        });
        let one_trip = first.filter(|_| trips.len() == 1);
        let item = Attention::new(Kind::BalanceOpen, &about, Urgency::People, Role::Receiver, since)
            .with("count", aboard)
            .with_some("convoy", first.and_then(|trip| trip.convoy.as_deref()))
            .with_some("trip", one_trip.map(|trip| trip.id.to_string()))
            .with_some("vehicle", one_trip.map(|trip| trip.id.vehicle.as_str()))
            .with_some("place", first.and_then(|trip| trip.arrived_at.as_deref()));
        Attention { figure, ..item }
    };
    open.into_iter().map(one).collect()
}
