//! What the standing statements say, sorted by whom or what they are about. Every subject holds sets
//! of facts ([`Bag`]), so the order in which statements arrive leaves no trace.
//!
//! Never here: a conclusion. Where somebody is, is concluded in `person`; what it adds up to, in `reckon`.
//! Indices of persons, parties and trips are given in order of arrival and must never decide anything;
//! places are texts, so their order says nothing about arrival.

use super::bag::Bag;
use super::care::CareFacts;
use super::codes::Codes;
use super::custody::CustodyFacts;
use super::joined::Joined;
use super::medical::MedicalFacts;
use super::settling::SettlingFacts;
use super::watch::Watched;
use crate::convoy::TripId;
use crate::people::Token;
use crate::quantity::{Category, Moment};
use crate::statement::{Agree, Answer, Born, Corridor, Fact, Member, Position, Register, Statement};
use hashbrown::{HashMap, HashSet};
use std::collections::BTreeMap;
use std::sync::Arc;

/// An index into one of the lists of [`Facts`].
pub(super) type Ix = u32;
/// In place of a trip or party: none was named.
pub(super) const NONE: Ix = Ix::MAX;

/// What can happen to a person on a journey.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Happened {
    Boarded,
    WasBorn,
    Alighted,
    Removed,
    Received,
    HandedOver,
    Died,
}

/// Something that happened to a person.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Event {
    pub(super) trip: Ix,
    pub(super) what: Happened,
    pub(super) at: Moment,
    pub(super) place: PlaceId,
}

/// That a person was registered or born.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Registration {
    pub(super) at: Moment,
    pub(super) place: PlaceId,
    pub(super) party: Ix,
    pub(super) born: bool,
    pub(super) member: Member,
}

#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) token: Token,
    pub(super) events: Bag<Event>,
    pub(super) registrations: Bag<Registration>,
}

impl Person {
    /// Whether any standing statement speaks of them.
    pub(super) fn is_known(&self) -> bool {
        !(self.events.is_empty() && self.registrations.is_empty())
    }
}

#[derive(Clone, Debug)]
pub(super) struct Party {
    pub(super) token: Token,
    pub(super) answers: Bag<(Moment, Answer, Vec<PlaceId>)>,
    pub(super) assigned: Bag<(Moment, Ix)>,
}

#[derive(Clone, Debug)]
pub(super) struct Trip {
    pub(super) id: TripId,
    pub(super) boards: Bag<Moment>,
    /// When, from where, where to, escorts.
    pub(super) departs: Bag<(Moment, PlaceId, PlaceId, u32)>,
    /// Control point, through, when.
    pub(super) passes: Bag<(PlaceId, bool, Moment)>,
    pub(super) arrives: Bag<(Moment, PlaceId)>,
    /// When, where, how many.
    pub(super) headcounts: Bag<(Moment, PlaceId, u32)>,
    /// When something was said of it.
    pub(super) words: Bag<Moment>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Vehicle {
    /// When, latitude, longitude.
    pub(super) positions: Bag<(Moment, i32, i32)>,
    /// When, on which trip, where.
    pub(super) breakdowns: Bag<(Moment, Option<TripId>, String)>,
    /// Every trip of it that anything was said of.
    pub(super) trips: BTreeMap<u32, Ix>,
}

/// A piece of a plan: which, of how many, and its bytes.
pub(super) type Piece = (u32, u32, Vec<u8>);

/// A suspension (`true`) or reopening, by whom and why, and the statement.
pub(super) type Turn = (Moment, bool, [u8; 32], [u8; 32], String);

/// A place's id, kept once.
pub(super) type PlaceId = Arc<str>;

/// Every place id that was ever said.
#[derive(Clone, Debug, Default)]
pub(super) struct PlaceIds(HashSet<PlaceId>);

impl PlaceIds {
    fn share(&mut self, text: &str) -> PlaceId {
        if let Some(known) = self.0.get(text) {
            return known.clone();
        }
        let id: PlaceId = Arc::from(text);
        self.0.insert(id.clone());
        id
    }
}

#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    places: PlaceIds,
    pub(super) codes: Codes,
    pub(super) persons: Vec<Person>,
    pub(super) parties: Vec<Party>,
    trip_ix: HashMap<TripId, Ix>,
    pub(super) trips: Vec<Trip>,
    pub(super) vehicles: BTreeMap<String, Vehicle>,
    pub(super) turns: BTreeMap<Option<String>, Bag<Turn>>,
    pub(super) claims: Bag<(Moment, [u8; 32])>,
    pub(super) plans: Bag<(Moment, [u8; 32], String)>,
    /// By the hash of the whole.
    pub(super) plan_parts: BTreeMap<[u8; 32], Bag<Piece>>,
    pub(super) custody: CustodyFacts,
    pub(super) care: CareFacts,
    pub(super) medical: MedicalFacts,
    pub(super) settling: SettlingFacts,
    /// Codes that are another one's, because somebody decided that two parties are one.
    pub(super) joined: Joined,
    /// In order of time; each entry once.
    pub(super) watch: BTreeMap<(Moment, [u8; 32]), Watched>,
}

impl Facts {
    pub(super) fn person(&mut self, token: Token) -> Ix {
        let Facts { codes, persons, joined, .. } = self;
        let token = joined.one(token);
        let person = &mut codes.of(token).person;
        if *person == NONE {
            *person = persons.len() as Ix;
            persons.push(Person { token, events: Bag::default(), registrations: Bag::default() });
        }
        *person
    }
    pub(super) fn known_person(&self, token: &Token) -> Option<&Person> {
        self.persons.get(self.codes.known(&self.joined.one(*token)).person as usize)
    }
    pub(super) fn known_party(&self, token: &Token) -> Option<&Party> {
        self.parties.get(self.codes.known(&self.joined.one(*token)).party as usize)
    }
    pub(super) fn party(&mut self, token: Token) -> Ix {
        let Facts { codes, parties, joined, .. } = self;
        let token = joined.one(token);
        let party = &mut codes.of(token).party;
        if *party == NONE {
            *party = parties.len() as Ix;
            parties.push(Party { token, answers: Bag::default(), assigned: Bag::default() });
        }
        *party
    }
    pub(super) fn trip(&mut self, id: &TripId) -> Ix {
        if let Some(ix) = self.trip_ix.get(id) {
            return *ix;
        }
        let ix = self.trips.len() as Ix;
        self.trips.push(Trip {
            id: id.clone(),
            boards: Bag::default(),
            departs: Bag::default(),
            passes: Bag::default(),
            arrives: Bag::default(),
            headcounts: Bag::default(),
            words: Bag::default(),
        });
        self.trip_ix.insert(id.clone(), ix);
        self.vehicles.entry(id.vehicle.clone()).or_default().trips.insert(id.number, ix);
        ix
    }
    pub(super) fn known_trip(&self, id: &TripId) -> Option<Ix> {
        self.trip_ix.get(id).copied()
    }

    /// Takes up what a statement says (`holds`), or takes it back.
    pub(super) fn apply(&mut self, said: (&Statement, [u8; 32], [u8; 32]), holds: bool) {
        let (Statement { at, fact }, device, entry) = said;
        let at = *at;
        let trip = trip_of(fact).map_or(NONE, |trip| self.trip(trip));
        if let Some(trip) = self.trips.get_mut(trip as usize) {
            trip.words.apply(at, holds);
        }
        match fact {
            Fact::Enrol(_) | Fact::Correct(_) => {}
            Fact::Admit(_) | Fact::Revoke(_) | Fact::Release(_) => {}
            Fact::Entrust(_) | Fact::Unseal(_) | Fact::Shred(_) => {
                self.custody.apply((at, fact), device, entry, holds);
            }
            Fact::Needs(_) | Fact::Accompany(_) | Fact::Split(_) | Fact::Clear(_) | Fact::Countersign(_) => {
                self.care.apply((at, fact), (device, entry), holds);
            }
            Fact::NoteKey(_) | Fact::Note(_) | Fact::ReadNote(_) => {
                self.medical.apply((at, fact), (device, entry), holds, &self.joined);
            }
            Fact::Ticket(_) | Fact::Close(_) | Fact::Twin(_) | Fact::Attend(_) | Fact::Transcribe(_) => {
                let Facts { settling, joined, .. } = self;
                settling.apply((at, fact), (device, entry), holds, joined);
            }
            Fact::PlanPart(f) => {
                let pieces = self.plan_parts.entry(f.plan_sha256).or_default();
                pieces.apply((f.part, f.parts, f.bytes.clone()), holds);
            }
            Fact::Adopt(f) => self.plans.apply((at, f.plan_sha256, f.summary.clone()), holds),
            Fact::Register(f) => self.register(at, f, holds),
            Fact::Agree(f) => self.agree(at, f, holds),
            Fact::Assign(f) => {
                for party in &f.parties {
                    let party = self.party(*party);
                    self.parties[party as usize].assigned.apply((at, trip), holds);
                }
            }
            Fact::Board(f) => {
                self.trips[trip as usize].boards.apply(at, holds);
                self.happened(&f.tokens, Happened::Boarded, (at, trip, &f.place), holds);
            }
            Fact::Alight(f) => self.happened(&f.tokens, Happened::Alighted, (at, trip, &f.place), holds),
            Fact::Receive(f) => self.happened(&f.tokens, Happened::Received, (at, trip, &f.place), holds),
            Fact::HandOver(f) => self.happened(&f.tokens, Happened::HandedOver, (at, trip, &f.place), holds),
            Fact::Remove(f) => self.happened(&f.tokens, Happened::Removed, (at, trip, &f.place), holds),
            Fact::Die(f) => self.happened(&[f.token], Happened::Died, (at, trip, &f.place), holds),
            Fact::Born(f) => self.born((at, trip), f, holds),
            Fact::BreakDown(f) => {
                let vehicle = self.vehicles.entry(f.vehicle.clone()).or_default();
                vehicle.breakdowns.apply((at, f.trip.clone(), f.place.clone()), holds);
            }
            Fact::Suspend(f) => self.turn(f, (at, true, device, entry, f.reason.clone()), holds),
            Fact::Reopen(f) => self.turn(f, (at, false, device, entry, f.reason.clone()), holds),
            Fact::Position(Position { vehicle, lat_e6, lon_e6 }) => {
                let vehicle = self.vehicles.entry(vehicle.clone()).or_default();
                vehicle.positions.apply((at, *lat_e6, *lon_e6), holds);
            }
            Fact::Claim(_) => self.claims.apply((at, entry), holds),
            fact if fact.is_watch() => Watched::apply(&mut self.watch, (at, device, entry), fact, holds),
            _ => self.trip_moved((at, trip), fact, holds),
        }
    }

    /// A trip's own movements and counts.
    fn trip_moved(&mut self, (at, trip): (Moment, Ix), fact: &Fact, holds: bool) {
        let Facts { places, trips, .. } = self;
        let Some(trip) = trips.get_mut(trip as usize) else { return };
        let place = places.share(fact.place().unwrap_or_default());
        match fact {
            Fact::Depart(f) => {
                let to = places.share(&f.to);
                trip.departs.apply((at, place, to, f.escorts), holds);
            }
            Fact::Pass(f) => {
                trip.passes.apply((place.clone(), f.through, at), holds);
                if let Some(count) = f.headcount {
                    trip.headcounts.apply((at, place, count), holds);
                }
            }
            Fact::Arrive(_) => trip.arrives.apply((at, place), holds),
            Fact::Headcount(f) => trip.headcounts.apply((at, place, f.count), holds),
            _ => {}
        }
    }

    fn register(&mut self, at: Moment, f: &Register, holds: bool) {
        let place = self.places.share(&f.place);
        let party = self.party(f.party);
        for member in &f.members {
            let person = self.person(member.token);
            let registration = Registration { at, place: place.clone(), party, born: false, member: *member };
            self.persons[person as usize].registrations.apply(registration, holds);
        }
    }

    fn born(&mut self, (at, trip): (Moment, Ix), f: &Born, holds: bool) {
        let place = self.places.share(&f.place);
        let party = f.party.map_or(NONE, |party| self.party(party));
        let child = self.person(f.child.token);
        let child = &mut self.persons[child as usize];
        let registration = Registration { at, place: place.clone(), party, born: true, member: f.child };
        child.registrations.apply(registration, holds);
        child.events.apply(Event { trip, what: Happened::WasBorn, at, place }, holds);
    }

    fn agree(&mut self, at: Moment, f: &Agree, holds: bool) {
        let party = self.party(f.party);
        let destinations = f.destinations.iter().map(|place| self.places.share(place)).collect();
        self.parties[party as usize].answers.apply((at, f.answer, destinations), holds);
    }

    fn happened(
        &mut self,
        tokens: &[Token],
        what: Happened,
        (at, trip, place): (Moment, Ix, &str),
        holds: bool,
    ) {
        let place = self.places.share(place);
        for token in tokens {
            let person = self.person(*token);
            let event = Event { trip, what, at, place: place.clone() };
            self.persons[person as usize].events.apply(event, holds);
        }
    }

    fn turn(&mut self, corridor: &Corridor, turn: Turn, holds: bool) {
        self.turns.entry(corridor.control_point.clone()).or_default().apply(turn, holds);
    }
}

/// The trip that a fact names.
pub(super) fn trip_of(fact: &Fact) -> Option<&TripId> {
    match fact {
        Fact::Assign(f) => Some(&f.trip),
        Fact::Board(f) | Fact::Alight(f) => Some(&f.trip),
        Fact::Depart(f) => Some(&f.trip),
        Fact::Pass(f) => Some(&f.trip),
        Fact::Arrive(f) => Some(&f.trip),
        Fact::Receive(f) => f.trip.as_ref(),
        Fact::HandOver(f) => f.trip.as_ref(),
        Fact::Remove(f) => Some(&f.trip),
        Fact::Die(f) => f.trip.as_ref(),
        Fact::Born(f) => f.trip.as_ref(),
        Fact::BreakDown(f) => f.trip.as_ref(),
        Fact::Headcount(f) => Some(&f.trip),
        Fact::Enrol(_) | Fact::Adopt(_) | Fact::Register(_) | Fact::Agree(_) | Fact::Suspend(_) => None,
        Fact::Reopen(_) | Fact::Position(_) | Fact::Claim(_) | Fact::Correct(_) | Fact::PlanPart(_) => None,
        Fact::Admit(_) | Fact::Revoke(_) | Fact::Release(_) => None,
        Fact::Entrust(_) | Fact::Unseal(_) | Fact::Shred(_) => None,
        Fact::Clear(f) => Some(&f.trip),
        Fact::Needs(_) | Fact::Accompany(_) | Fact::Split(_) | Fact::Countersign(_) => None,
        // A promise, a closing and a copy say nothing that happened on the trip.
        Fact::Ticket(_) | Fact::Close(_) | Fact::Twin(_) | Fact::Attend(_) | Fact::Transcribe(_) => None,
        // A trip that an incident befell has not moved by it.
        _ => None,
    }
}

/// What the seat of the greatest need is: the order in which categories are preferred in doubt.
pub(super) fn greatest_need(categories: impl Iterator<Item = Category>) -> Option<Category> {
    categories.min()
}
