//! The statements behind each figure.
//!
//! Never here: numbers. Whoever opens a figure must find in its sources just the people that it counts.

use super::facts::{NONE, Person, trip_of};
use super::figure::{AccountFigure, DiscrepancyKind, FigureId, PlaceFigure, TripFigure};
use super::journey::Leg;
use super::person::{self, Reading, State};
use super::reckon::{self, each_person, out_at, outcome};
use super::{Account, Said, tokens_of, trip};
use crate::convoy::TripId;
use crate::people::Token;
use crate::statement::{Fact, Likeness};
use std::collections::BTreeSet;

/// Numbers of statements.
type Found = BTreeSet<u32>;

impl Account {
    /// The statements behind a figure, in order of the time that they speak of. For one person, one
    /// entry or everything, withdrawn statements are among them; else only what stands.
    pub fn sources(&self, figure: &FigureId) -> Vec<&Said> {
        let mut found = Found::new();
        match figure {
            FigureId::Account(figure, category) => {
                let wanted = |reading: &Reading| category.is_none_or(|category| category == reading.category);
                self.of_persons(
                    &mut found,
                    |_, reading, emptied| wanted(reading) && self.is_counted(*figure, reading, emptied),
                    *figure,
                );
            }
            FigureId::Place(place, figure) => self.of_place(&mut found, place, *figure),
            FigureId::Trip(trip, figure) => self.of_trip(&mut found, trip, *figure),
            FigureId::Convoy(id, figure) => {
                for convoy in self.map.convoys.iter().filter(|convoy| convoy.id == *id) {
                    convoy.trips.iter().for_each(|(trip, _)| self.of_trip(&mut found, trip, *figure));
                }
            }
            FigureId::Person(token) => self.of_token(&mut found, token),
            FigureId::Vehicle(vehicle) => self.matching(&mut found, |fact| match fact {
                Fact::Position(f) => f.vehicle == *vehicle,
                Fact::BreakDown(f) => f.vehicle == *vehicle,
                _ => false,
            }),
            FigureId::Corridor(scope) => self.matching(&mut found, |fact| match fact {
                Fact::Suspend(f) | Fact::Reopen(f) => {
                    scope.is_none() || f.control_point.is_none() || f.control_point == *scope
                }
                _ => false,
            }),
            FigureId::Claim(entry) | FigureId::Entry(entry) => found.extend(self.ix(entry)),
            FigureId::Discrepancy(kind, _) => self.of_discrepancy(&mut found, figure, *kind),
            FigureId::Statements => found.extend(0..self.said.len() as u32),
        }
        let mut said: Vec<&Said> = found.into_iter().map(|ix| &self.said[ix as usize]).collect();
        said.sort_by_key(|said| (said.statement.at, said.source.entry));
        said
    }

    /// Standing statements that name a person or one of their parties.
    pub(super) fn standing_of_person<'a>(
        &'a self,
        person: &'a Person,
        wanted: impl Fn(&Fact) -> bool + 'a,
    ) -> impl Iterator<Item = &'a Said> {
        self.numbers_of_person(person)
            .filter(|ix| self.stands[*ix as usize])
            .map(|ix| &self.said[ix as usize])
            .filter(move |said| wanted(&said.statement.fact))
    }

    fn numbers_of_person<'a>(&'a self, person: &'a Person) -> impl Iterator<Item = u32> + 'a {
        let parties = person::parties_of(person, &self.facts.parties).map(|party| party.token);
        let tokens = std::iter::once(person.token).chain(parties);
        tokens.flat_map(|token| self.speaking_of(&token))
    }

    /// Numbers of all statements that name a code, or one that is the same by decision.
    pub(super) fn speaking_of<'a>(&'a self, token: &Token) -> impl Iterator<Item = u32> + use<'a> {
        let all = self.facts.joined.all(token);
        all.into_iter().flat_map(|token| self.mentions.of_token(&self.facts.codes, &token))
    }

    fn take(&self, found: &mut Found, person: &Person, wanted: impl Fn(&Fact) -> bool) {
        let numbers = self.numbers_of_person(person).filter(|ix| self.stands[*ix as usize]);
        found.extend(numbers.filter(|ix| wanted(&self.said[*ix as usize].statement.fact)));
    }

    fn matching(&self, found: &mut Found, wanted: impl Fn(&Fact) -> bool) {
        let numbers = 0..self.said.len() as u32;
        found.extend(
            numbers.filter(|ix| self.stands[*ix as usize] && wanted(&self.said[*ix as usize].statement.fact)),
        );
    }

    fn of_token(&self, found: &mut Found, token: &Token) {
        found.extend(self.speaking_of(token));
        if let Some(person) = self.facts.known_person(token) {
            found.extend(self.numbers_of_person(person));
        }
    }

    fn of_persons(
        &self,
        found: &mut Found,
        wanted: impl Fn(&Person, &Reading<'_>, &[bool]) -> bool,
        figure: AccountFigure,
    ) {
        let emptied = trip::emptied(&self.facts);
        each_person(self, |person, reading, _| {
            if wanted(person, reading, &emptied) {
                self.why(found, person, reading, figure);
            }
        });
    }

    /// Whether this person is counted in this term of the operation's balance.
    pub(super) fn is_counted(&self, figure: AccountFigure, reading: &Reading<'_>, emptied: &[bool]) -> bool {
        match figure {
            AccountFigure::Registered => true,
            AccountFigure::Born => reading.born,
            AccountFigure::Unlisted => !reading.listed,
            _ => reckon::term(self, reading, emptied) == figure,
        }
    }

    /// The statements that put a person into a term of the operation's balance.
    fn why(&self, found: &mut Found, person: &Person, reading: &Reading<'_>, figure: AccountFigure) {
        if self.facts.joined.all(&person.token).len() > 1 {
            // That two codes are one person is a statement too.
            self.take(
                found,
                person,
                |fact| matches!(fact, Fact::Twin(f) if f.likeness != Likeness::Suspected),
            );
        }
        let on = |fact: &Fact, trip: u32| {
            trip_of(fact) == self.facts.trips.get(trip as usize).map(|trip| &trip.id)
        };
        match (figure, reading.state) {
            (AccountFigure::Born, _) => self.take(found, person, |fact| matches!(fact, Fact::Born(_))),
            (AccountFigure::Unlisted, _) => self.take(found, person, |_| true),
            (AccountFigure::Registered, _) if !reading.listed => self.take(found, person, |_| true),
            (AccountFigure::Registered, _) => {
                self.take(found, person, |fact| matches!(fact, Fact::Register(_) | Fact::Born(_)));
            }
            (_, State::Waiting | State::Declined) => self.take(found, person, |fact| {
                matches!(fact, Fact::Register(_) | Fact::Born(_) | Fact::Agree(_) | Fact::Alight(_))
            }),
            (AccountFigure::OnTheWay, State::OnTrip(trip)) => self
                .take(found, person, |fact| on(fact, trip) && matches!(fact, Fact::Board(_) | Fact::Born(_))),
            (_, State::OnTrip(trip)) => self.missing(found, person, trip),
            (_, State::Out) => {
                self.take(found, person, |fact| matches!(fact, Fact::Receive(_) | Fact::HandOver(_)));
            }
            (_, State::Died) => self.take(found, person, |fact| matches!(fact, Fact::Die(_))),
            (_, State::Removed(trip)) => {
                self.take(found, person, |fact| on(fact, trip) && matches!(fact, Fact::Remove(_)));
            }
            (_, State::Left(trip)) => {
                self.take(found, person, |fact| on(fact, trip) && matches!(fact, Fact::Alight(_)));
            }
            (_, State::Disputed) => self.take(found, person, |fact| {
                !matches!(fact, Fact::Register(_) | Fact::Agree(_) | Fact::Assign(_))
            }),
        }
    }

    /// They boarded; and the trip arrived and was emptied.
    fn missing(&self, found: &mut Found, person: &Person, trip: u32) {
        let Some(trip) = self.facts.trips.get(trip as usize) else { return };
        self.take(found, person, |fact| {
            trip_of(fact) == Some(&trip.id) && matches!(fact, Fact::Board(_) | Fact::Born(_))
        });
        self.of_trip_itself(found, &trip.id, |fact| match fact {
            Fact::Arrive(_) => true,
            Fact::Headcount(f) => f.count == 0,
            _ => false,
        });
    }

    fn of_trip_itself(&self, found: &mut Found, trip: &TripId, wanted: impl Fn(&Fact) -> bool) {
        let numbers = self.mentions.of_trip(trip).iter().copied();
        let standing = numbers.filter(|ix| self.stands[*ix as usize]);
        found.extend(standing.filter(|ix| wanted(&self.said[*ix as usize].statement.fact)));
    }

    fn of_trip(&self, found: &mut Found, trip: &TripId, figure: TripFigure) {
        let wanted: fn(&Fact) -> bool = match figure {
            TripFigure::Headcount => |fact| match fact {
                Fact::Headcount(_) => true,
                Fact::Pass(f) => f.headcount.is_some(),
                _ => false,
            },
            TripFigure::Escorts => |fact| matches!(fact, Fact::Depart(_)),
            // With who said that it may go.
            TripFigure::Depart => |fact| matches!(fact, Fact::Depart(_) | Fact::Clear(_)),
            TripFigure::Pass => |fact| matches!(fact, Fact::Pass(_)),
            TripFigure::Arrive => |fact| matches!(fact, Fact::Arrive(_)),
            TripFigure::Assigned => return self.assigned(found, trip),
            _ => return self.of_those_on(found, trip, figure),
        };
        self.of_trip_itself(found, trip, wanted);
    }

    /// Who was given a place: the assignments, and the registrations that say who is in the parties.
    fn assigned(&self, found: &mut Found, trip: &TripId) {
        self.of_trip_itself(found, trip, |fact| matches!(fact, Fact::Assign(_)));
        let parties: BTreeSet<Token> =
            found.iter().flat_map(|ix| tokens_of(&self.said[*ix as usize].statement.fact)).collect();
        for party in parties {
            let one = |other: Token| self.facts.joined.one(other) == self.facts.joined.one(party);
            let standing = self.speaking_of(&party).filter(|ix| self.stands[*ix as usize]);
            found.extend(standing.filter(|ix| match &self.said[*ix as usize].statement.fact {
                Fact::Register(f) => one(f.party),
                Fact::Born(f) => f.party.is_some_and(one),
                _ => false,
            }));
        }
    }

    fn of_those_on(&self, found: &mut Found, trip: &TripId, figure: TripFigure) {
        let Some(ix) = self.facts.known_trip(trip) else { return };
        let emptied = trip::emptied(&self.facts);
        let numbers = self.mentions.of_trip(trip).iter();
        let tokens: BTreeSet<Token> =
            numbers.flat_map(|ix| tokens_of(&self.said[*ix as usize].statement.fact)).collect();
        let mut legs = Vec::new();
        for person in tokens.iter().filter_map(|token| self.facts.known_person(token)) {
            let reading = person::read(person, self, &mut legs);
            if let Some(leg) = legs.iter().find(|leg| leg.trip == ix && leg.trip != NONE) {
                self.why_on_trip(found, (person, &reading), leg, (trip, figure, &emptied));
            }
        }
    }

    fn why_on_trip(
        &self,
        found: &mut Found,
        (person, reading): (&Person, &Reading<'_>),
        leg: &Leg,
        (trip, figure, emptied): (&TripId, TripFigure, &[bool]),
    ) {
        let here = |fact: &Fact| trip_of(fact) == Some(trip);
        let entered = leg.entered().is_some();
        if !entered && !reading.loose_counts {
            return;
        }
        match figure {
            TripFigure::Boarded if leg.boarded.is_some() && entered => {
                self.take(found, person, |fact| here(fact) && matches!(fact, Fact::Board(_)));
            }
            TripFigure::Born if leg.boarded.is_none() && entered => {
                self.take(found, person, |fact| here(fact) && matches!(fact, Fact::Born(_)));
            }
            TripFigure::Unlisted if !entered => self.take(found, person, here),
            TripFigure::Boarded | TripFigure::Born | TripFigure::Unlisted => {}
            figure => {
                let outcome = outcome(leg, reading, emptied);
                let delivered = matches!(outcome, TripFigure::Received | TripFigure::HandedOver);
                if outcome == figure || figure == TripFigure::Delivered && delivered {
                    self.why_off_trip(found, person, leg, (trip, outcome));
                }
            }
        }
    }

    fn why_off_trip(
        &self,
        found: &mut Found,
        person: &Person,
        leg: &Leg,
        (trip, outcome): (&TripId, TripFigure),
    ) {
        let loosely = leg.closed_loosely.is_some();
        let here = |fact: &Fact| loosely || trip_of(fact) == Some(trip);
        self.take(found, person, |fact| match outcome {
            TripFigure::Received | TripFigure::HandedOver => {
                here(fact) && matches!(fact, Fact::Receive(_) | Fact::HandOver(_))
            }
            TripFigure::Removed => here(fact) && matches!(fact, Fact::Remove(_)),
            TripFigure::Left => here(fact) && matches!(fact, Fact::Alight(_)),
            TripFigure::Died => matches!(fact, Fact::Die(_)),
            TripFigure::Aboard => here(fact) && matches!(fact, Fact::Board(_) | Fact::Born(_)),
            _ => false,
        });
        if outcome == TripFigure::Unaccounted {
            self.missing(found, person, leg.trip);
            self.take(found, person, |fact| {
                !matches!(fact, Fact::Register(_) | Fact::Agree(_) | Fact::Assign(_))
            });
        }
    }

    fn of_place(&self, found: &mut Found, place: &str, figure: PlaceFigure) {
        let term = match figure {
            PlaceFigure::Waiting => AccountFigure::Waiting,
            PlaceFigure::Received => AccountFigure::Out,
        };
        let here = |person: &Person, reading: &Reading| {
            let at = if figure == PlaceFigure::Received { out_at(person, reading) } else { reading.waits_at };
            at.is_some_and(|at| at.as_ref() == place)
        };
        self.of_persons(
            found,
            |person, reading, emptied| here(person, reading) && reckon::term(self, reading, emptied) == term,
            term,
        );
    }

    fn of_discrepancy(&self, found: &mut Found, figure: &FigureId, kind: DiscrepancyKind) {
        let picture = self.picture();
        let Some(item) = picture.discrepancies.iter().find(|item| item.figure == *figure) else { return };
        found.extend(item.statements.iter().filter_map(|entry| self.ix(entry)));
        let on = |fact: &Fact| item.trip.is_none() || trip_of(fact) == item.trip.as_ref();
        if let Some(trip) = &item.trip {
            self.of_trip_itself(found, trip, |fact| match kind {
                DiscrepancyKind::Missing => matches!(fact, Fact::Arrive(_) | Fact::Headcount(_)),
                DiscrepancyKind::HeadcountDiffers => matches!(fact, Fact::Headcount(_) | Fact::Pass(_)),
                DiscrepancyKind::NoShow => matches!(fact, Fact::Depart(_)),
                DiscrepancyKind::Diverted => matches!(fact, Fact::Depart(_) | Fact::Arrive(_)),
                _ => false,
            });
        }
        for person in item.tokens.iter().filter_map(|token| self.facts.known_person(token)) {
            self.take(found, person, |fact| match kind {
                DiscrepancyKind::Missing => on(fact) && matches!(fact, Fact::Board(_) | Fact::Born(_)),
                DiscrepancyKind::Removed => on(fact) && matches!(fact, Fact::Remove(_)),
                DiscrepancyKind::Left => on(fact) && matches!(fact, Fact::Alight(_)),
                DiscrepancyKind::Unlisted => on(fact) && !matches!(fact, Fact::Assign(_)),
                DiscrepancyKind::NoShow => on(fact) && matches!(fact, Fact::Assign(_)),
                DiscrepancyKind::Diverted => {
                    on(fact) && matches!(fact, Fact::Receive(_)) || matches!(fact, Fact::Agree(_))
                }
                DiscrepancyKind::Died => matches!(fact, Fact::Die(_)),
                DiscrepancyKind::Born => matches!(fact, Fact::Born(_)),
                DiscrepancyKind::Disputed | DiscrepancyKind::HeadcountDiffers => false,
            });
        }
    }
}
