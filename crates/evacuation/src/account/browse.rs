//! Going through the statements themselves: page by page, by kind, code or trip; and one person.
//!
//! Never here: figures.

use super::figure::AccountFigure;
use super::{Account, Said, reckon, trip};
use crate::convoy::TripId;
use crate::people::Token;
use crate::quantity::{Category, Moment};
use crate::statement::Role;
use serde::Serialize;

/// Which statements to go through. Empty: all.
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// Only this kind (`Fact::kind`).
    pub kind: Option<String>,
    /// Only those that name this person or party.
    pub token: Option<Token>,
    /// Only those that name this trip.
    pub trip: Option<TripId>,
}

/// A statement in a page.
#[derive(Clone, Debug)]
pub struct Row<'a> {
    /// Its number in the order in which it came to this machine.
    pub number: usize,
    /// The statement.
    pub said: &'a Said,
    /// `false` once a correction has withdrawn it.
    pub stands: bool,
}

/// Some statements, and where to go on.
#[derive(Clone, Debug)]
pub struct Page<'a> {
    /// In the order in which they came to this machine.
    pub rows: Vec<Row<'a>>,
    /// The `after` of the next page; `None` where this was the last.
    pub next: Option<usize>,
}

/// What is concluded about one person, for those who search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PersonPicture {
    /// The person's code.
    pub token: Token,
    /// What the trip needs.
    pub category: Category,
    /// The term of the operation's balance in which they count.
    pub state: AccountFigure,
    /// The parties that they were registered in.
    pub parties: Vec<Token>,
    /// The trips that they are known to have been on, or came off.
    pub trips: Vec<TripId>,
    /// Why they are disputed, if they are.
    pub clashes: Vec<super::Clash>,
}

impl Account {
    /// A page of statements, from number `after` on, at most `limit`.
    pub fn page(&self, query: &Query, after: usize, limit: usize) -> Page<'_> {
        let is_wanted = |number: &usize| {
            let fact = &self.said[*number].statement.fact;
            query.kind.as_ref().is_none_or(|kind| fact.kind() == kind)
                && query.trip.as_ref().is_none_or(|trip| super::facts::trip_of(fact) == Some(trip))
        };
        let candidates: Box<dyn Iterator<Item = usize> + '_> = match (&query.token, &query.trip) {
            (Some(token), _) => {
                let numbers: std::collections::BTreeSet<u32> = self.speaking_of(token).collect();
                Box::new(numbers.into_iter().map(|number| number as usize))
            }
            (None, Some(trip)) => listed(self.mentions.of_trip(trip)),
            (None, None) => Box::new(after..self.said.len()),
        };
        let mut numbers = candidates.filter(|number| *number >= after).filter(is_wanted);
        let rows: Vec<Row<'_>> = numbers
            .by_ref()
            .take(limit)
            .map(|number| Row { number, said: &self.said[number], stands: self.stands[number] })
            .collect();
        Page { rows, next: numbers.next() }
    }

    /// Where one person is. `None` when no standing statement speaks of them.
    pub fn person(&self, token: &Token) -> Option<PersonPicture> {
        let person = self.facts.known_person(token).filter(|person| person.is_known())?;
        let mut legs = Vec::new();
        let reading = super::person::read(person, self, &mut legs);
        let id = |ix: u32| self.facts.trips.get(ix as usize).map(|trip| trip.id.clone());
        let mut parties: Vec<Token> =
            super::person::parties_of(person, &self.facts.parties).map(|party| party.token).collect();
        parties.sort_unstable();
        parties.dedup();
        Some(PersonPicture {
            token: *token,
            category: reading.category,
            state: reckon::term(self, &reading, &trip::emptied(&self.facts)),
            parties,
            trips: legs.iter().filter_map(|leg| id(leg.trip)).collect(),
            clashes: reading.clashes,
        })
    }

    /// Whether it was stated, and stands, that this trip set off.
    pub fn has_departed(&self, trip: &TripId) -> bool {
        let known = self.facts.known_trip(trip).map(|ix| &self.facts.trips[ix as usize]);
        known.is_some_and(|trip| trip.departs.first().is_some())
    }

    /// The latest moment at which anything is said to have happened.
    pub fn last_moment(&self) -> Option<Moment> {
        self.said.iter().map(|said| said.statement.at).max()
    }

    /// Every stated position of a vehicle, in order of time: when, and millionths of a degree.
    pub fn track(&self, vehicle: &str) -> Vec<(Moment, i32, i32)> {
        let positions =
            self.facts.vehicles.get(vehicle).map(|vehicle| vehicle.positions.iter().copied().collect());
        positions.unwrap_or_default()
    }

    /// What people call a device and what it asked to be.
    pub fn device(&self, device: &[u8; 32]) -> Option<(&str, Role)> {
        let (_, _, role, label) = self.devices.get(device)?.enrolments.first()?;
        Some((label, *role))
    }

    /// What a device is enrolled for; `None` while it is not. A root may say anything and is called what
    /// it calls itself.
    pub fn role(&self, device: &[u8; 32]) -> Option<Role> {
        let asked = self.device(device).map(|(_, role)| role);
        if self.enrolments.is_open() {
            return asked;
        }
        let member = self.enrolments.member(device);
        let granted = member.grants.first().map(|grant| grant.role);
        if member.root { asked.or(Some(Role::Coordinator)) } else { granted }
    }

    /// How many statements of a device are here.
    pub fn statements_of(&self, device: &[u8; 32]) -> usize {
        self.devices.get(device).map_or(0, |facts| facts.numbers.len() + facts.branches.len())
    }
}

fn listed(numbers: &[u32]) -> Box<dyn Iterator<Item = usize> + '_> {
    Box::new(numbers.iter().map(|number| *number as usize))
}
