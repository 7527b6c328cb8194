//! Adds up: from what is concluded about each person and trip to the picture.
//!
//! One pass over all persons fills a tally for each trip and place and for the operation; then trips,
//! convoys and the rest are written out in a fixed order. Persons aboard a trip that has been emptied
//! are missing. `unaccounted` is the remainder of each balance.
//!
//! Never here: judgement of one person's facts (`person`), or what needs doing about it (`attention`).

use super::Account;
use super::balance::{OperationBalance, TripBalance};
use super::discrepancy::Named;
use super::facts::{Facts, Ix, NONE, Party, Person, PlaceId, Trip};
use super::figure::{AccountFigure, TripFigure};
use super::journey::{End, Leg};
use super::person::{self, Reading, State};
use super::picture::{AdoptedPlan, Breakdown, ConvoyPicture, Counted, Picture, TripPicture, TripState};
use super::surroundings::{self, PlaceTally};
use super::trip::{self, Progress};
use crate::convoy::TripId;
use crate::people::Token;
use crate::quantity::Moment;
use std::collections::{BTreeMap, BTreeSet};

/// What is added up about one trip.
#[derive(Clone, Debug, Default)]
pub(super) struct TripTally {
    pub(super) balance: TripBalance,
    pub(super) assigned: u32,
    pub(super) first_boarded: Option<Moment>,
    pub(super) missing: Vec<Token>,
    pub(super) stranded: u32,
    /// When each person came on board, and when each was off; only for trips that were counted.
    on: Vec<Moment>,
    off: Vec<Moment>,
}

#[derive(Debug)]
struct Tally<'a> {
    account: OperationBalance,
    trips: Vec<TripTally>,
    places: BTreeMap<PlaceId, PlaceTally>,
    named: Named<'a>,
}

/// The picture of an account.
pub(super) fn picture(account: &Account) -> Picture {
    let facts = &account.facts;
    let emptied = trip::emptied(facts);
    let mut tally = add_up(account, &emptied);
    let mut breakdowns = trip::breakdowns(facts);
    let trips = trips(account, &mut tally, &emptied, &mut breakdowns);
    let convoys = convoys(account, &trips);
    let discrepancies = tally.named.finish(&trips);
    Picture {
        statements: account.said.len() as u64,
        withdrawn: (account.stands.iter().filter(|stands| !**stands).count() - account.held.len()) as u64,
        quarantined: account.quarantined(),
        waiting: account.waiting(),
        plan: facts.plans.last().map(|(at, plan_sha256, summary)| AdoptedPlan {
            at: *at,
            plan_sha256: *plan_sha256,
            summary: summary.clone(),
        }),
        account: tally.account,
        convoys,
        trips,
        places: surroundings::places(account, &tally.places),
        corridor: surroundings::corridor(account),
        breakdowns: breakdowns.into_values().collect(),
        discrepancies,
        claims: surroundings::claims(account),
        devices: surroundings::devices(account),
        positions: surroundings::positions(facts),
        watch: facts.watch.values().cloned().collect(),
        seen_since: super::watch::seen_since(facts),
        contradicted: super::watch::contradicted(account),
    }
}

/// Calls `visit` with every person of whom a standing statement speaks, and what is concluded.
pub(super) fn each_person<'a>(account: &'a Account, mut visit: impl FnMut(&'a Person, &Reading<'a>, &[Leg])) {
    let mut legs = Vec::new();
    for person in account.facts.persons.iter().filter(|person| person.is_known()) {
        let reading = person::read(person, account, &mut legs);
        visit(person, &reading, &legs);
    }
}

fn add_up<'a>(account: &'a Account, emptied: &[bool]) -> Tally<'a> {
    let facts = &account.facts;
    let mut tally = Tally {
        account: OperationBalance::default(),
        trips: vec![TripTally::default(); facts.trips.len()],
        places: BTreeMap::new(),
        named: Named::new(account),
    };
    let mut seen = Vec::new();
    each_person(account, |person, reading, legs| {
        count_person(&mut tally, account, emptied, person, reading);
        for leg in legs.iter().filter(|leg| leg.trip != NONE) {
            count_leg(&mut tally, facts, emptied, (person, reading), leg);
        }
        count_assigned(person, &facts.parties, &mut tally.trips, &mut seen);
        tally.named.person(person, reading, legs, emptied);
    });
    // The remainder; that every one of these persons has a name is what the tests check.
    let OperationBalance { registered, waiting, on_the_way, out, declined, died, .. } = tally.account;
    tally.account.unaccounted = registered - (waiting + on_the_way + out + declined + died);
    tally
}

fn count_person(
    tally: &mut Tally<'_>,
    account: &Account,
    emptied: &[bool],
    person: &Person,
    reading: &Reading<'_>,
) {
    let OperationBalance { registered, waiting, on_the_way, out, declined, died, born, unlisted, .. } =
        &mut tally.account;
    let category = reading.category;
    registered[category] += 1;
    if reading.born {
        born[category] += 1;
    } else if !reading.listed {
        unlisted[category] += 1;
    }
    match term(account, reading, emptied) {
        AccountFigure::Waiting => {
            waiting[category] += 1;
            if let Some(place) = reading.waits_at {
                at_place(&mut tally.places, place).waiting[category] += 1;
            }
        }
        AccountFigure::Out => {
            out[category] += 1;
            if let Some(place) = out_at(person, reading) {
                at_place(&mut tally.places, place).received[category] += 1;
            }
        }
        AccountFigure::OnTheWay => on_the_way[category] += 1,
        AccountFigure::Declined => declined[category] += 1,
        AccountFigure::Died => died[category] += 1,
        _ => {}
    }
}

fn at_place<'t>(places: &'t mut BTreeMap<PlaceId, PlaceTally>, place: &PlaceId) -> &'t mut PlaceTally {
    places.entry(place.clone()).or_default()
}

/// The term of the operation's balance that a person counts in.
pub(super) fn term(account: &Account, reading: &Reading<'_>, emptied: &[bool]) -> AccountFigure {
    match reading.state {
        // Born where people are received: they are out from the first.
        State::Waiting if reading.born && waits_where_people_are_received(account, reading) => {
            AccountFigure::Out
        }
        State::Waiting => AccountFigure::Waiting,
        State::Declined => AccountFigure::Declined,
        State::OnTrip(trip) if !emptied[trip as usize] => AccountFigure::OnTheWay,
        State::Out => AccountFigure::Out,
        State::Died => AccountFigure::Died,
        State::OnTrip(_) | State::Removed(_) | State::Left(_) | State::Disputed => AccountFigure::Unaccounted,
    }
}

fn waits_where_people_are_received(account: &Account, reading: &Reading<'_>) -> bool {
    reading.waits_at.is_some_and(|place| account.map.is_destination(place))
}

/// The place at which somebody who is out counts.
pub(super) fn out_at<'a>(person: &'a Person, reading: &Reading<'a>) -> Option<&'a PlaceId> {
    if reading.state == State::Out { received_at(person) } else { reading.waits_at }
}

/// Where they were last received or handed over.
fn received_at(person: &Person) -> Option<&PlaceId> {
    use super::facts::Happened::{HandedOver, Received};
    let received = person.events.iter().filter(|event| matches!(event.what, Received | HandedOver));
    received.map(|event| (event.at, &event.place)).max().map(|(_, place)| place)
}

fn count_leg(
    tally: &mut Tally<'_>,
    facts: &Facts,
    emptied: &[bool],
    whose: (&Person, &Reading<'_>),
    leg: &Leg,
) {
    let (person, reading) = whose;
    let trip = &mut tally.trips[leg.trip as usize];
    let balance = &mut trip.balance;
    match leg.entered() {
        Some(entered) => {
            if leg.boarded.is_some() {
                balance.boarded += 1
            } else {
                balance.born += 1
            }
            trip.first_boarded =
                [trip.first_boarded, leg.boarded.map(|times| times.first)].into_iter().flatten().min();
            if !facts.trips[leg.trip as usize].headcounts.is_empty() {
                trip.on.push(entered.first);
                trip.off.extend(leg.off());
            }
        }
        None if reading.loose_counts => balance.unlisted += 1,
        None => return,
    }
    match outcome(leg, reading, emptied) {
        TripFigure::Received => balance.received += 1,
        TripFigure::HandedOver => balance.handed_over += 1,
        TripFigure::Removed => balance.removed += 1,
        TripFigure::Left => {
            balance.left += 1;
            trip.stranded += u32::from(reading.state == State::Left(leg.trip));
        }
        TripFigure::Died => balance.died += 1,
        TripFigure::Aboard => balance.aboard += 1,
        _ => {
            balance.unaccounted += 1;
            if reading.state == State::OnTrip(leg.trip) {
                trip.missing.push(person.token);
            }
        }
    }
}

/// The term of the trip's balance that a person who was on it counts in.
pub(super) fn outcome(leg: &Leg, reading: &Reading<'_>, emptied: &[bool]) -> TripFigure {
    match leg.end {
        End::Received => TripFigure::Received,
        End::HandedOver => TripFigure::HandedOver,
        End::Removed => TripFigure::Removed,
        End::Left => TripFigure::Left,
        End::Died => TripFigure::Died,
        End::Unclear => TripFigure::Unaccounted,
        End::Aboard if reading.state == State::Died => TripFigure::Died,
        End::Aboard if reading.state == State::Disputed || emptied[leg.trip as usize] => {
            TripFigure::Unaccounted
        }
        End::Aboard => TripFigure::Aboard,
    }
}

/// Adds one to every trip that one of their parties was ever given a place on, once.
fn count_assigned(person: &Person, parties: &[Party], trips: &mut [TripTally], seen: &mut Vec<Ix>) {
    seen.clear();
    let assigned = person::parties_of(person, parties).flat_map(|party| party.assigned.iter());
    seen.extend(assigned.map(|(_, trip)| *trip));
    seen.sort_unstable();
    seen.dedup();
    for trip in seen {
        trips[*trip as usize].assigned += 1;
    }
}

/// Every trip that is planned or that a standing statement names, in order of id.
fn trips(
    account: &Account,
    tally: &mut Tally<'_>,
    emptied: &[bool],
    breakdowns: &mut BTreeMap<&str, Breakdown>,
) -> Vec<TripPicture> {
    let facts = &account.facts;
    let stated = facts.trips.iter().filter(|trip| !trip.words.is_empty()).map(|trip| &trip.id);
    let ids: BTreeSet<&TripId> = account.map.planned.keys().chain(stated).collect();
    let next_began = trip::next_began(facts);
    let mut trips = Vec::with_capacity(ids.len());
    for id in ids {
        // A trip that only withdrawn statements name is as one that was never named.
        let ix = facts.known_trip(id).filter(|ix| !facts.trips[*ix as usize].words.is_empty());
        let mut counted = ix.map(|ix| std::mem::take(&mut tally.trips[ix as usize])).unwrap_or_default();
        counted.missing.sort_unstable();
        let known = ix.map(|ix| &facts.trips[ix as usize]);
        let on_it = counted.balance.aboard + counted.stranded;
        let is_its =
            |breakdown: &&mut Breakdown| breakdown.trip.as_ref().map_or(on_it > 0, |trip| trip == id);
        let breakdown = breakdowns.get_mut(id.vehicle.as_str()).filter(is_its);
        let is_broken = breakdown.is_some();
        if let Some(breakdown) = breakdown {
            breakdown.aboard += counted.balance.aboard;
            breakdown.stranded += counted.stranded;
        }
        let is_emptied = ix.is_some_and(|ix| emptied[ix as usize]);
        let mut trip = one_trip(account, id, known, counted, (is_emptied, is_broken));
        trip.last_word =
            ix.and_then(|ix| last_word(&facts.trips[ix as usize], next_began[ix as usize], account));
        trips.push(trip);
    }
    trips
}

fn one_trip(
    account: &Account,
    id: &TripId,
    known: Option<&Trip>,
    counted: TripTally,
    (is_emptied, is_broken): (bool, bool),
) -> TripPicture {
    let TripBalance { aboard, unaccounted, .. } = counted.balance;
    let progress = Progress { is_emptied, is_broken, aboard, unaccounted };
    let (from, to) = trip::ends(id, known, &account.map);
    let arrived = known.and_then(|trip| trip.arrives.first());
    TripPicture {
        id: id.clone(),
        convoy: account.map.planned.get(id).map(|trip| account.map.convoys[trip.convoy].id.clone()),
        state: known.map_or(TripState::Planned, |trip| trip::state(trip, &progress)),
        from,
        to,
        assigned: counted.assigned,
        balance: counted.balance,
        escorts: known.and_then(|trip| trip.departs.first()).map(|(_, _, _, escorts)| *escorts),
        first_boarded: counted.first_boarded,
        departed: known.and_then(|trip| trip.departs.first()).map(|(at, ..)| *at),
        passages: known.map(trip::passages).unwrap_or_default(),
        arrived: arrived.map(|(at, _)| *at),
        arrived_at: arrived.map(|(_, place)| place.to_string()),
        emptied: is_emptied,
        headcounts: known.map(|trip| headcounts(trip, counted.on, counted.off)).unwrap_or_default(),
        missing: counted.missing,
        last_word: None,
    }
}

/// Each count beside how many were known to be on board at that moment.
fn headcounts(trip: &Trip, mut on: Vec<Moment>, mut off: Vec<Moment>) -> Vec<Counted> {
    on.sort_unstable();
    off.sort_unstable();
    let count = |(at, place, count): &(Moment, PlaceId, u32)| {
        let until = |moments: &[Moment]| moments.partition_point(|moment| moment <= at);
        let expected = until(&on).saturating_sub(until(&off)) as u32;
        Counted { at: *at, place: place.to_string(), count: *count, expected }
    };
    trip.headcounts.iter().map(count).collect()
}

/// The latest word of the trip, or of its vehicle before it began its next trip.
fn last_word(trip: &Trip, next_began: Option<Moment>, account: &Account) -> Option<Moment> {
    let last = trip.words.last()?;
    let vehicle = account.facts.vehicles.get(&trip.id.vehicle)?;
    let seen = vehicle.positions.last_before(|(at, ..)| next_began.is_none_or(|next| *at < next));
    Some(seen.map_or(*last, |(at, ..)| *at).max(*last))
}

fn convoys(account: &Account, trips: &[TripPicture]) -> Vec<ConvoyPicture> {
    let by_id: BTreeMap<&TripId, &TripPicture> = trips.iter().map(|trip| (&trip.id, trip)).collect();
    let one = |convoy: &crate::convoy::Convoy| {
        let ids: Vec<TripId> = convoy.trips.iter().map(|(id, _)| id.clone()).collect();
        let members: Vec<&TripPicture> = ids.iter().filter_map(|id| by_id.get(id).copied()).collect();
        let mut balance = TripBalance::default();
        members.iter().for_each(|trip| balance.add(&trip.balance));
        let under_way = members.iter().any(|t| matches!(t.state, TripState::Boarding | TripState::OnTheWay));
        let states: Vec<_> = members.iter().map(|trip| (trip.state, trip.balance.aboard)).collect();
        ConvoyPicture {
            id: convoy.id.clone(),
            state: trip::convoy_state(&states),
            assigned: members.iter().map(|trip| trip.assigned).sum(),
            balance,
            escorts: members.iter().filter_map(|trip| trip.escorts).fold(0, u32::saturating_add),
            departed: members.iter().filter_map(|trip| trip.departed).min(),
            arrived: members.iter().filter_map(|trip| trip.arrived).max().filter(|_| !under_way),
            trips: ids,
        }
    };
    account.map.convoys.iter().map(one).collect()
}
