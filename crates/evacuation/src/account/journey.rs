//! The legs of a person's journey: what happened to them on each trip, and how it ended.
//!
//! Never here: where the person is now, which takes all legs together (`person`).

use super::facts::{Event, Happened, Ix, NONE, Person, PlaceId, Trip};
use crate::quantity::Moment;
use std::collections::BTreeSet;

/// How a leg ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    Aboard,
    Left,
    Removed,
    Received,
    HandedOver,
    Died,
    /// Left and received from the same trip.
    Unclear,
}

/// The first and the last moment at which something was said to have happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Times {
    pub(super) first: Moment,
    pub(super) last: Moment,
}

pub(super) fn widen(times: &mut Option<Times>, at: Moment) {
    let Times { first, last } = times.unwrap_or(Times { first: at, last: at });
    *times = Some(Times { first: first.min(at), last: last.max(at) });
}

/// What happened to a person on one trip.
#[derive(Clone, Debug)]
pub(super) struct Leg {
    pub(super) trip: Ix,
    pub(super) boarded: Option<Times>,
    pub(super) born: Option<Times>,
    alighted: Option<Times>,
    removed: Option<Times>,
    received: Option<Times>,
    handed_over: Option<Times>,
    pub(super) died: Option<Times>,
    pub(super) end: End,
    /// A loose reception closed it.
    pub(super) closed_loosely: Option<Moment>,
}

impl Leg {
    fn new(trip: Ix) -> Leg {
        Leg {
            trip,
            boarded: None,
            born: None,
            alighted: None,
            removed: None,
            received: None,
            handed_over: None,
            died: None,
            end: End::Aboard,
            closed_loosely: None,
        }
    }

    /// When they came on board; `None` for what happened loose.
    pub(super) fn entered(&self) -> Option<Times> {
        if self.trip == NONE {
            return None;
        }
        match (self.boarded, self.born) {
            (Some(a), Some(b)) => Some(Times { first: a.first.min(b.first), last: a.last.max(b.last) }),
            (a, b) => a.or(b),
        }
    }

    /// When they were received or handed over.
    pub(super) fn delivered(&self) -> Option<Times> {
        match (self.received, self.handed_over) {
            (Some(a), Some(b)) => Some(Times { first: a.first.min(b.first), last: a.last.max(b.last) }),
            (a, b) => a.or(b),
        }
    }

    /// The last time they left or were removed, unless they boarded again afterwards.
    pub(super) fn gone(&self) -> Option<(Moment, End)> {
        let left = self.alighted.map(|times| (times.last, End::Left));
        let removed = self.removed.map(|times| (times.last, End::Removed));
        // At the same moment a removal counts for more than leaving.
        let gone = match (left, removed) {
            (Some(left), Some(removed)) => Some(if left.0 > removed.0 { left } else { removed }),
            (left, removed) => left.or(removed),
        }?;
        let again = self.entered().is_some_and(|entered| entered.last > gone.0);
        (!again).then_some(gone)
    }

    fn conclude(&mut self, person: &Person) {
        let delivered = if self.handed_over.is_some() {
            Some(End::HandedOver)
        } else {
            self.received.map(|_| End::Received)
        };
        self.end = match (self.died, self.gone(), delivered) {
            (Some(_), _, _) => End::Died,
            (None, Some(_), Some(_)) if !self.left_where_received(person) => End::Unclear,
            (None, _, Some(delivered)) => delivered,
            (None, Some((_, gone)), None) => gone,
            (None, None, None) => End::Aboard,
        };
    }

    /// Getting off at the place where one is received is arriving, not leaving on the way.
    fn left_where_received(&self, person: &Person) -> bool {
        let places = places_of(events_on(person, self.trip), &[Happened::Received, Happened::HandedOver]);
        events_on(person, self.trip)
            .filter(|event| matches!(event.what, Happened::Alighted | Happened::Removed))
            .all(|left| places.contains(&left.place))
    }

    /// When the leg was over, for what must not come after the next leg's beginning.
    pub(super) fn over(&self) -> Option<Moment> {
        match self.end {
            End::Aboard | End::Unclear => None,
            End::Left => self.entered().map(|entered| entered.first),
            End::Removed => self.removed.map(|times| times.last),
            End::Received | End::HandedOver => self.delivered().map(|times| times.last),
            End::Died => self.died.map(|times| times.first),
        }
    }

    /// When the person was off this trip, as far as known.
    pub(super) fn off(&self) -> Option<Moment> {
        let times = [self.delivered().map(|times| times.first), self.died.map(|times| times.first)];
        let gone = self.gone().map(|(at, _)| at);
        times.into_iter().flatten().chain(gone).chain(self.closed_loosely).min()
    }
}

/// Sorts the facts into legs and concludes how each ended.
pub(super) fn gather(person: &Person, trips: &[Trip], legs: &mut Vec<Leg>) {
    legs.clear();
    // Events are grouped by trip.
    for Event { trip, what, at, .. } in person.events.iter() {
        if legs.last().is_none_or(|leg| leg.trip != *trip) {
            legs.push(Leg::new(*trip));
        }
        let Some(leg) = legs.last_mut() else { continue };
        let times = match what {
            Happened::Boarded => &mut leg.boarded,
            Happened::WasBorn => &mut leg.born,
            Happened::Alighted => &mut leg.alighted,
            Happened::Removed => &mut leg.removed,
            Happened::Received => &mut leg.received,
            Happened::HandedOver => &mut leg.handed_over,
            Happened::Died => &mut leg.died,
        };
        widen(times, *at);
    }
    legs.iter_mut().for_each(|leg| leg.conclude(person));
    if legs.len() > 1 {
        legs.sort_by_cached_key(|leg| {
            let is_open = leg.end == End::Aboard;
            let id = trips.get(leg.trip as usize).map(|trip| trip.id.clone());
            (leg.entered().is_none(), leg.entered().map(|times| times.first), is_open, leg.over(), id)
        });
    }
}

pub(super) fn places_of<'a>(
    events: impl Iterator<Item = &'a Event>,
    what: &[Happened],
) -> BTreeSet<&'a PlaceId> {
    events.filter(|event| what.contains(&event.what)).map(|event| &event.place).collect()
}

/// The events of one trip; they stand together.
pub(super) fn events_on(person: &Person, trip: Ix) -> impl Iterator<Item = &Event> {
    person.events.from(move |event| event.trip < trip).take_while(move |event| event.trip == trip)
}
