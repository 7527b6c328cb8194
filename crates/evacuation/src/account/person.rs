//! Where one person is, concluded from the set of facts about them.
//!
//! A person's journey is read as legs, one for each trip. A leg begins when they board (or are born
//! on) the trip and ends when they leave it, are removed, received, handed over, or die. Legs are put
//! in the order of their beginnings, and each must be over before the next begins. What happened
//! *loose*, on no trip or on a trip that they are not known to have boarded, is set against that chain.
//! Where the facts leave more than one reading, the person is disputed ([`Clash`]).
//!
//! Moments are as said by different people with different watches, so they decide only where nothing
//! else does: within one trip a reception ends the leg whatever the watches say; between trips, leaving
//! a vehicle may seem to come a little after boarding the next, but a reception or a removal may not.
//!
//! Never here: numbers of people, or whether a trip has been emptied (`reckon`).

use super::Account;
use super::clash::Clash;
use super::facts::{Event, Happened, Ix, NONE, Party, Person, PlaceId, Registration, greatest_need};
use super::journey::{End, Leg, Times, events_on, gather, places_of, widen};
use crate::place::PlaceKind;
use crate::quantity::{Category, Moment};
use crate::statement::Answer;
use std::collections::BTreeSet;

/// Where a person is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Waiting,
    Declined,
    /// Not known to have come off this trip.
    OnTrip(Ix),
    Out,
    Died,
    /// Taken off this trip.
    Removed(Ix),
    /// Left this trip on the way.
    Left(Ix),
    /// Statements clash about where they are.
    Disputed,
}

/// What is concluded about a person.
#[derive(Clone, Debug)]
pub(super) struct Reading<'a> {
    pub(super) state: State,
    pub(super) clashes: Vec<Clash>,
    pub(super) category: Category,
    /// Where they wait.
    pub(super) waits_at: Option<&'a PlaceId>,
    pub(super) born: bool,
    pub(super) listed: bool,
    /// Whether what happened loose on a trip decides where they are, so that it counts on that trip.
    pub(super) loose_counts: bool,
}

/// Reads a person's facts. `legs` is cleared and filled: the chain in order, then what happened loose.
pub(super) fn read<'a>(person: &'a Person, account: &Account, legs: &mut Vec<Leg>) -> Reading<'a> {
    gather(person, &account.facts.trips, legs);
    let mut reading = registered(person);
    let (state, clash, loose_counts) = whereabouts(person, legs);
    reading.state = state;
    reading.loose_counts = loose_counts;
    reading.clashes.extend(clash);
    if let State::Left(trip) = state {
        back_at_staging(person, trip, account, &mut reading);
    }
    answered(person, &account.facts.parties, legs, &mut reading);
    reading
}

/// Who got off at a staging place, because the bus does not leave or is full, waits there again.
fn back_at_staging<'a>(person: &'a Person, trip: Ix, account: &Account, reading: &mut Reading<'a>) {
    let alighted = events_on(person, trip).filter(|event| event.what == Happened::Alighted);
    let last = alighted.max_by_key(|event| (event.at, &event.place));
    if let Some(event) = last.filter(|event| account.map.kind(&event.place) == Some(PlaceKind::Staging)) {
        reading.state = State::Waiting;
        reading.waits_at = Some(&event.place);
    }
}

/// What registration says: category, where they wait, and what does not fit.
fn registered(person: &Person) -> Reading<'_> {
    let mut clashes = Vec::new();
    // Of one code: that two parties are one has been decided, and is no clash.
    let differs = |what: fn(&Registration, &Registration) -> bool| {
        let mut rest = person.registrations.iter();
        person.registrations.iter().any(|first| {
            rest.next();
            rest.clone()
                .find(|other| other.member.token == first.member.token)
                .is_some_and(|o| what(first, o))
        })
    };
    if differs(|first, other| other.member.category != first.member.category) {
        clashes.push(Clash::Category);
    }
    if differs(|first, other| other.party != first.party || other.place != first.place) {
        clashes.push(Clash::TwoParties);
    }
    let categories = person.registrations.iter().map(|registration| registration.member.category);
    Reading {
        state: State::Waiting,
        clashes,
        category: greatest_need(categories).unwrap_or(Category::Other),
        waits_at: person.registrations.last().map(|registration| &registration.place),
        born: person.registrations.iter().any(|registration| registration.born),
        listed: !person.registrations.is_empty(),
        loose_counts: false,
    }
}

/// What happened on no trip, or on one that they are not known to have boarded.
#[derive(Default)]
struct Loose {
    delivered: Option<Times>,
    gone: Option<(Moment, State)>,
}

fn loose(legs: &[Leg]) -> Loose {
    let mut loose = Loose::default();
    for leg in legs.iter().filter(|leg| leg.entered().is_none()) {
        if let Some(times) = leg.delivered() {
            widen(&mut loose.delivered, times.first);
            widen(&mut loose.delivered, times.last);
        }
        if let Some((at, end)) = leg.gone() {
            let state = if end == End::Removed { State::Removed(leg.trip) } else { State::Left(leg.trip) };
            let later = loose.gone.is_none_or(|(known, kept)| {
                (at, matches!(state, State::Removed(_))) > (known, matches!(kept, State::Removed(_)))
            });
            if later {
                loose.gone = Some((at, state));
            }
        }
    }
    loose
}

/// Where they are, what clashes about that, and whether what happened loose decided it.
fn whereabouts(person: &Person, legs: &mut [Leg]) -> (State, Option<Clash>, bool) {
    let disputed = |clash| (State::Disputed, Some(clash), false);
    let chain = legs.iter().take_while(|leg| leg.entered().is_some()).count();
    let loose = loose(legs);
    let alone = chain == 0;
    if let Some(died) = legs.iter().filter_map(|leg| leg.died).map(|times| times.first).min() {
        if legs.iter().filter_map(|leg| leg.boarded).any(|times| times.last > died) {
            return (State::Disputed, Some(Clash::AfterDeath), alone);
        }
        return (State::Died, None, alone);
    }
    if legs[..chain].iter().any(|leg| leg.end == End::Unclear) {
        return disputed(Clash::LeftAndReceived);
    }
    if !is_chain(&legs[..chain]) {
        return disputed(Clash::TwoTrips);
    }
    let Some(last) = chain.checked_sub(1) else { return only_loose(person, legs, &loose) };
    let trip = legs[last].trip;
    let state = match legs[last].end {
        End::Aboard => return still_aboard(person, legs, last, &loose),
        End::Left => State::Left(trip),
        End::Removed => State::Removed(trip),
        _ => State::Out,
    };
    let over = legs[last].off().unwrap_or(Moment(i64::MIN));
    if let Some((at, gone)) = loose.gone.filter(|(at, _)| *at > over) {
        // Somebody saw them leave or be taken after everything else that is known of the chain.
        let answered = loose.delivered.is_some_and(|times| times.last > at);
        return (if answered { State::Out } else { gone }, None, true);
    }
    match (state, loose.delivered) {
        (State::Out, _) if at_two_places(person, legs, trip) => disputed(Clash::TwoPlaces),
        (State::Out, _) | (_, None) => (state, None, false),
        (_, Some(times)) if times.last >= over => {
            let clash = at_two_places(person, legs, trip).then_some(Clash::TwoPlaces);
            (if clash.is_some() { State::Disputed } else { State::Out }, clash, true)
        }
        (_, Some(_)) => disputed(Clash::OutOfOrder),
    }
}

/// Whether every leg was over before the next began.
fn is_chain(legs: &[Leg]) -> bool {
    legs.windows(2).all(|pair| match (pair[0].over(), pair[1].entered()) {
        (Some(over), Some(next)) => over <= next.first,
        _ => false,
    })
}

/// On board one trip: unless something loose says otherwise.
fn still_aboard(
    person: &Person,
    legs: &mut [Leg],
    last: usize,
    loose: &Loose,
) -> (State, Option<Clash>, bool) {
    let trip = legs[last].trip;
    let Some(entered) = legs[last].entered() else { return (State::Waiting, None, false) };
    if loose.gone.is_some_and(|(at, _)| at > entered.first) {
        return (State::Disputed, Some(Clash::OutOfOrder), false);
    }
    match loose.delivered {
        Some(times) if times.last >= entered.first => {
            if at_two_places(person, legs, trip) {
                return (State::Disputed, Some(Clash::TwoPlaces), false);
            }
            // Received without a word of the trip, or with another trip's name: they are off this one.
            legs[last].closed_loosely = Some(times.first.max(entered.first));
            legs[last].end = End::Received;
            (State::Out, None, false)
        }
        // An onward journey begins where they were received.
        Some(_) if boarded_where_received(person, trip) => (State::OnTrip(trip), None, false),
        Some(_) => (State::Disputed, Some(Clash::OutOfOrder), false),
        None => (State::OnTrip(trip), None, false),
    }
}

/// Never known to have boarded anything.
fn only_loose(person: &Person, legs: &[Leg], loose: &Loose) -> (State, Option<Clash>, bool) {
    match (loose.delivered, loose.gone) {
        (Some(_), _) if at_two_places(person, legs, NONE) => (State::Disputed, Some(Clash::TwoPlaces), true),
        (Some(times), Some((at, gone))) => (if times.last > at { State::Out } else { gone }, None, true),
        (Some(_), None) => (State::Out, None, true),
        (None, Some((_, gone))) => (gone, None, true),
        (None, None) => (State::Waiting, None, false),
    }
}

/// Whether they were received at two places without having been handed over to anybody in between.
/// Only the receptions of the last leg and the loose ones are looked at: earlier legs are over.
fn at_two_places(person: &Person, legs: &[Leg], last: Ix) -> bool {
    let earlier: BTreeSet<Ix> =
        legs.iter().filter(|leg| leg.entered().is_some() && leg.trip != last).map(|leg| leg.trip).collect();
    let received = || {
        let of_interest = |event: &&Event| !earlier.contains(&event.trip);
        person.events.iter().filter(|event| event.what == Happened::Received).filter(of_interest)
    };
    let Some(first) = received().next() else { return false };
    if received().all(|other| other.place == first.place) {
        return false;
    }
    let last = received().map(|event| event.at).max();
    !person.events.iter().any(|event| event.what == Happened::HandedOver && Some(event.at) <= last)
}

fn boarded_where_received(person: &Person, trip: Ix) -> bool {
    let places = places_of(person.events.iter(), &[Happened::Received, Happened::HandedOver]);
    events_on(person, trip).any(|event| event.what == Happened::Boarded && places.contains(&event.place))
}

/// What the party answered: decides between waiting and declined, and whether boarding was agreed.
fn answered(person: &Person, parties: &[Party], legs: &[Leg], reading: &mut Reading<'_>) {
    // Who waits, waits: an earlier boarding that came to nothing does not matter.
    let on_the_way = legs.iter().filter(|_| reading.state != State::Waiting);
    let boarded = on_the_way.filter_map(|leg| leg.boarded).map(|times| times.first).min();
    let until = boarded.unwrap_or(Moment(i64::MAX));
    let mut latest: Option<Moment> = None;
    let (mut yes, mut no) = (false, false);
    for (at, answer, _) in answers(person, parties).filter(|(at, _, _)| *at <= until) {
        if latest.is_none_or(|known| *at > known) {
            latest = Some(*at);
            (yes, no) = (false, false);
        }
        if latest == Some(*at) {
            yes |= *answer == Answer::Yes;
            no |= *answer != Answer::Yes;
        }
    }
    match (boarded, yes, no) {
        (None, true, true) => reading.clashes.push(Clash::Answer),
        (None, false, true) if reading.state == State::Waiting => reading.state = State::Declined,
        (Some(_), false, true) => reading.clashes.push(Clash::WithoutAgreement),
        _ => {}
    }
}

/// The destinations that their latest yes allows; `None`: any, because it names none or nobody asked.
pub(super) fn agreed_to<'a>(person: &'a Person, parties: &'a [Party]) -> Option<BTreeSet<&'a PlaceId>> {
    let yes = || answers(person, parties).filter(|(_, answer, _)| *answer == Answer::Yes);
    let latest = yes().map(|(at, ..)| *at).max()?;
    let mut of_latest = yes().filter(|(at, ..)| *at == latest);
    if of_latest.any(|(_, _, to)| to.is_empty()) {
        return None;
    }
    Some(yes().filter(|(at, ..)| *at == latest).flat_map(|(_, _, to)| to).collect())
}

/// Every answer of every party that they were registered in.
fn answers<'a>(
    person: &'a Person,
    parties: &'a [Party],
) -> impl Iterator<Item = &'a (Moment, Answer, Vec<PlaceId>)> {
    parties_of(person, parties).flat_map(|party| party.answers.iter())
}

/// The parties that they were registered in; one that is named twice in a row comes once.
pub(super) fn parties_of<'a>(person: &'a Person, parties: &'a [Party]) -> impl Iterator<Item = &'a Party> {
    let mut before = NONE;
    person.registrations.iter().filter_map(move |registration| {
        let again = registration.party == before;
        before = registration.party;
        if again { None } else { parties.get(registration.party as usize) }
    })
}
