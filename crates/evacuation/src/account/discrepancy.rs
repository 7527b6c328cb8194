//! Names what does not add up: who, on which vehicle, since when. One item for a trip and a kind, so
//! that fifty missing people of one bus are one item with fifty codes; one for each disputed person.
//!
//! Never here: what to do about it, or how urgent it is at this hour (`attention`).

use super::Account;
use super::clash::Clash;
use super::facts::{Happened, Ix, NONE, Person, Trip};
use super::figure::{DiscrepancyKind, FigureId};
use super::journey::{Leg, events_on};
use super::person::{self, Reading, State};
use super::picture::{Counted, Discrepancy, TripPicture, TripState};
use super::trip;
use crate::convoy::TripId;
use crate::people::Token;
use crate::quantity::Moment;
use crate::statement::Fact;
use std::collections::{BTreeMap, BTreeSet};

/// Collects while the persons are gone through.
#[derive(Debug)]
pub(super) struct Named<'a> {
    account: &'a Account,
    /// Where each trip was to go, by index.
    to: Vec<Option<String>>,
    items: BTreeMap<(DiscrepancyKind, String), Discrepancy>,
}

impl<'a> Named<'a> {
    pub(super) fn new(account: &'a Account) -> Named<'a> {
        let to = |trip: &Trip| trip::ends(&trip.id, Some(trip), &account.map).1;
        Named { account, to: account.facts.trips.iter().map(to).collect(), items: BTreeMap::new() }
    }

    /// Takes note of one person.
    pub(super) fn person(&mut self, person: &Person, reading: &Reading<'_>, legs: &[Leg], emptied: &[bool]) {
        match reading.state {
            State::Removed(trip) => self.event(DiscrepancyKind::Removed, person, (trip, Happened::Removed)),
            State::Left(trip) => self.event(DiscrepancyKind::Left, person, (trip, Happened::Alighted)),
            State::OnTrip(trip) if emptied[trip as usize] => {
                let facts = &self.account.facts.trips[trip as usize];
                let since = trip::emptied_at(facts).or(facts.arrives.first().map(|(at, _)| *at));
                let since = since.or(facts.words.last().copied()).unwrap_or_default();
                let place = facts.arrives.first().map(|(_, place)| place.to_string());
                self.note(DiscrepancyKind::Missing, Some(trip), place, since, person.token);
            }
            State::Died => self.last_event(DiscrepancyKind::Died, person, Happened::Died),
            State::Waiting => self.no_show(person),
            _ => {}
        }
        if reading.born {
            self.last_event(DiscrepancyKind::Born, person, Happened::WasBorn);
        }
        for leg in legs.iter().filter(|leg| leg.trip != NONE) {
            if !reading.listed || leg.entered().is_none() {
                let since = events_on(person, leg.trip).map(|event| event.at).min();
                self.note(
                    DiscrepancyKind::Unlisted,
                    Some(leg.trip),
                    None,
                    since.unwrap_or_default(),
                    person.token,
                );
            }
        }
        if !reading.listed && legs.iter().all(|leg| leg.trip == NONE) {
            let first = person.events.iter().min_by_key(|event| (event.at, &event.place));
            if let Some(first) = first {
                let place = Some(first.place.to_string());
                self.note(DiscrepancyKind::Unlisted, None, place, first.at, person.token);
            }
        }
        self.diverted(person, legs);
        for clash in &reading.clashes {
            self.disputed(person, *clash);
        }
    }

    /// The last event of this kind on this trip is what the item is about.
    fn event(&mut self, kind: DiscrepancyKind, person: &Person, (trip, what): (Ix, Happened)) {
        let events = person.events.iter().filter(|event| event.trip == trip && event.what == what);
        if let Some(event) = events.max_by_key(|event| (event.at, &event.place)) {
            self.note(kind, Some(trip), Some(event.place.to_string()), event.at, person.token);
        }
    }

    fn last_event(&mut self, kind: DiscrepancyKind, person: &Person, what: Happened) {
        let trips = &self.account.facts.trips;
        let id = |trip: Ix| trips.get(trip as usize).map(|trip| &trip.id);
        let events = person.events.iter().filter(|event| event.what == what);
        if let Some(event) = events.max_by_key(|event| (event.at, &event.place, id(event.trip))) {
            let trip = Some(event.trip).filter(|trip| *trip != NONE);
            self.note(kind, trip, Some(event.place.to_string()), event.at, person.token);
        }
    }

    /// Waits although the trip that they were last given a place on has left.
    fn no_show(&mut self, person: &Person) {
        let facts = &self.account.facts;
        let assigned = || person::parties_of(person, &facts.parties).flat_map(|party| party.assigned.iter());
        let Some(latest) = assigned().map(|(at, _)| *at).max() else { return };
        let mut left: Option<(Moment, Ix)> = None;
        for (_, trip) in assigned().filter(|(at, _)| *at == latest) {
            let Some((at, ..)) = facts.trips[*trip as usize].departs.first() else { return };
            let id = |trip: Ix| &facts.trips[trip as usize].id;
            if left.is_none_or(|(known_at, known)| (*at, id(*trip)) < (known_at, id(known))) {
                left = Some((*at, *trip));
            }
        }
        if let Some((at, trip)) = left {
            let place = facts.trips[trip as usize].departs.first().map(|(_, from, ..)| from.to_string());
            self.note(DiscrepancyKind::NoShow, Some(trip), place, at, person.token);
        }
    }

    /// Received from a trip at another place than it was to go to, or than the party agreed to: a new
    /// destination needs a new agreement (protection rule 3).
    fn diverted(&mut self, person: &Person, legs: &[Leg]) {
        if !person.events.iter().any(|event| event.what == Happened::Received) {
            return;
        }
        let agreed = person::agreed_to(person, &self.account.facts.parties);
        for leg in legs.iter().filter(|leg| leg.trip != NONE) {
            let to = self.to[leg.trip as usize].as_deref();
            let elsewhere = events_on(person, leg.trip).find(|event| {
                let expected = to.is_none_or(|to| event.place.as_ref() == to);
                let has_agreed = agreed.as_ref().is_none_or(|agreed| agreed.contains(&event.place));
                event.what == Happened::Received && !(expected && has_agreed)
            });
            if let Some(event) = elsewhere {
                let place = Some(event.place.to_string());
                self.note(DiscrepancyKind::Diverted, Some(leg.trip), place, event.at, person.token);
            }
        }
    }

    fn note(
        &mut self,
        kind: DiscrepancyKind,
        trip: Option<Ix>,
        place: Option<String>,
        since: Moment,
        token: Token,
    ) {
        let trip = trip.map(|trip| &self.account.facts.trips[trip as usize].id);
        let subject = match (trip, &place) {
            (Some(trip), _) => trip.to_string(),
            (None, Some(place)) => place.clone(),
            (None, None) => return,
        };
        let item = self.items.entry((kind, subject)).or_insert_with_key(|(kind, subject)| Discrepancy {
            place: place.clone(),
            ..blank(*kind, subject.clone(), trip.cloned(), since)
        });
        item.tokens.push(token);
        // The earliest moment, and its place: not those of whoever is gone through first.
        if (since, &place) < (item.since, &item.place) {
            (item.since, item.place) = (since, place);
        }
    }

    fn disputed(&mut self, person: &Person, clash: Clash) {
        let mut statements: Vec<(Moment, [u8; 32])> = self
            .account
            .standing_of_person(person, |fact| clashes(clash, fact))
            .map(|said| (said.statement.at, said.source.entry))
            .collect();
        statements.sort_unstable();
        statements.dedup();
        let since = statements.last().map(|(at, _)| *at).unwrap_or_default();
        let subject = format!("{}.{}", person.token, clash.as_str());
        let mut item = blank(DiscrepancyKind::Disputed, subject.clone(), None, since);
        item.tokens.push(person.token);
        item.clash = Some(clash);
        item.statements = statements.into_iter().map(|(_, entry)| entry).collect();
        self.items.insert((DiscrepancyKind::Disputed, subject), item);
    }

    /// All items: by kind, then by time, then by what they are about.
    pub(super) fn finish(self, trips: &[TripPicture]) -> Vec<Discrepancy> {
        let mut items: Vec<Discrepancy> = self.items.into_values().collect();
        // Who was received at another place is named already, with their trip.
        let diverted: BTreeSet<TripId> = items
            .iter()
            .filter(|item| item.kind == DiscrepancyKind::Diverted)
            .filter_map(|item| item.trip.clone())
            .collect();
        for trip in trips {
            items.extend(headcount_differs(trip));
            items.extend(arrived_elsewhere(trip).filter(|_| !diverted.contains(&trip.id)));
        }
        items.iter_mut().for_each(|item| item.tokens.sort_unstable());
        items.sort_by(|a, b| (a.kind, a.since, &a.figure).cmp(&(b.kind, b.since, &b.figure)));
        items
    }
}

/// The statements that a clash is between.
fn clashes(clash: Clash, fact: &Fact) -> bool {
    let moves = matches!(
        fact,
        Fact::Board(_)
            | Fact::Alight(_)
            | Fact::Remove(_)
            | Fact::Receive(_)
            | Fact::HandOver(_)
            | Fact::Die(_)
    );
    match clash {
        clash if clash.is_where() => moves || matches!(fact, Fact::Born(_)),
        Clash::Category | Clash::TwoParties => matches!(fact, Fact::Register(_) | Fact::Born(_)),
        Clash::Answer => matches!(fact, Fact::Agree(_)),
        _ => matches!(fact, Fact::Agree(_) | Fact::Board(_)),
    }
}

/// The latest count is not what the names say. A later count that agrees settles it; so does the end
/// of the trip, when whoever is missing is named.
fn headcount_differs(trip: &TripPicture) -> Option<Discrepancy> {
    if trip.emptied || matches!(trip.state, TripState::Closed | TripState::OpenBalance) {
        return None;
    }
    let latest = trip.headcounts.last()?.at;
    let of_latest = trip.headcounts.iter().rev().take_while(|counted| counted.at == latest);
    let differs: &Counted = of_latest.filter(|counted| counted.count != counted.expected).last()?;
    let mut item =
        blank(DiscrepancyKind::HeadcountDiffers, trip.id.to_string(), Some(trip.id.clone()), differs.at);
    item.place = Some(differs.place.clone());
    item.counted = Some(differs.clone());
    Some(item)
}

/// The trip arrived at another place than it was to go to.
fn arrived_elsewhere(trip: &TripPicture) -> Option<Discrepancy> {
    let (at, place) = (trip.arrived?, trip.arrived_at.as_ref()?);
    if trip.to.as_ref().is_none_or(|to| to == place) {
        return None;
    }
    let mut item = blank(DiscrepancyKind::Diverted, trip.id.to_string(), Some(trip.id.clone()), at);
    item.place = Some(place.clone());
    Some(item)
}

fn blank(kind: DiscrepancyKind, subject: String, trip: Option<TripId>, since: Moment) -> Discrepancy {
    Discrepancy {
        kind,
        figure: FigureId::Discrepancy(kind, subject),
        trip,
        place: None,
        tokens: Vec::new(),
        since,
        counted: None,
        clash: None,
        statements: Vec::new(),
    }
}
