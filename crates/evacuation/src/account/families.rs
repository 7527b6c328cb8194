//! Who of a party is where.
//!
//! Never here: whether they should be together (`closing`).

use super::facts::NONE;
use super::figure::AccountFigure;
use super::person::State;
use super::{Account, reckon, trip};
use crate::closing::MemberAt;
use crate::people::Token;
use crate::statement::Fact;
use std::collections::{BTreeMap, BTreeSet};

impl Account {
    /// The living members of every party that did not decide to stay, by the party's code.
    pub fn members_by_party(&self) -> BTreeMap<Token, Vec<MemberAt>> {
        let emptied = trip::emptied(&self.facts);
        let mut parties: BTreeMap<Token, Vec<MemberAt>> = BTreeMap::new();
        reckon::each_person(self, |person, reading, legs| {
            let registered = person.registrations.last().filter(|last| last.party != NONE);
            let state = reckon::term(self, reading, &emptied);
            let Some(registered) = registered else { return };
            if matches!(state, AccountFigure::Died | AccountFigure::Declined) {
                return;
            }
            let place = match state {
                AccountFigure::Waiting => reading.waits_at,
                AccountFigure::Out => reckon::out_at(person, reading),
                _ => None,
            };
            let ix = match reading.state {
                State::OnTrip(ix) | State::Removed(ix) | State::Left(ix) => Some(ix),
                State::Out => legs.iter().rev().find(|leg| leg.entered().is_some()).map(|leg| leg.trip),
                _ => None,
            };
            let trip = ix.and_then(|ix| self.facts.trips.get(ix as usize)).map(|trip| trip.id.clone());
            let place = place.map(ToString::to_string);
            let token = self.facts.parties[registered.party as usize].token;
            parties.entry(token).or_default().push(MemberAt { token: person.token, state, place, trip });
        });
        parties.values_mut().for_each(|members| members.sort());
        parties
    }

    /// Everybody who was registered in a party, or in one that is the same by decision.
    pub fn members_of(&self, party: &Token) -> Vec<Token> {
        let one = |other: Token| self.facts.joined.one(other) == self.facts.joined.one(*party);
        let standing = self.speaking_of(party).filter(|ix| self.stands[*ix as usize]);
        let named = standing.flat_map(|ix| match &self.said[ix as usize].statement.fact {
            Fact::Register(f) if one(f.party) => f.members.iter().map(|member| member.token).collect(),
            Fact::Born(f) if f.party.is_some_and(one) => vec![f.child.token],
            _ => Vec::new(),
        });
        let persons: BTreeSet<Token> = named.map(|token| self.facts.joined.one(token)).collect();
        persons.into_iter().collect()
    }

    /// Where each of these is.
    pub fn places_of(&self, tokens: &[Token]) -> BTreeMap<Token, MemberAt> {
        let mut legs = Vec::new();
        let emptied = trip::emptied(&self.facts);
        let one = |token: &Token| {
            let person = self.facts.known_person(token).filter(|person| person.is_known())?;
            let reading = super::person::read(person, self, &mut legs);
            let state = reckon::term(self, &reading, &emptied);
            let place = match state {
                AccountFigure::Waiting | AccountFigure::Declined => reading.waits_at,
                AccountFigure::Out => reckon::out_at(person, &reading),
                _ => None,
            };
            let place = place.map(ToString::to_string);
            Some((*token, MemberAt { token: person.token, state, place, trip: None }))
        };
        tokens.iter().filter_map(one).collect()
    }
}
