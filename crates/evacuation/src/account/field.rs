//! What a door needs to know of everybody, party by party: codes, seats, answers, places given, where
//! each person is. Phones keep it so that they can answer with no network.
//!
//! Never here: names, diagnoses, or what the door decides from it (`boarding`).

use super::facts::{Ix, NONE, Party, Person, Registration};
use super::journey::Leg;
use super::person::Reading;
use super::roll::{Whereabouts, whereabouts};
use super::{Account, PersonCare, reckon, trip};
use crate::convoy::TripId;
use crate::people::Token;
use crate::quantity::{Category, Moment};
use crate::statement::{AgeBand, Answer, Sex};
use std::collections::BTreeMap;

/// A party as a door knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldParty {
    /// Its code.
    pub token: Token,
    /// Where it was registered.
    pub place: String,
    /// Its latest answer; `None` where there is none, or where two differ.
    pub answer: Option<Answer>,
    /// Destinations that the latest answer names; empty: any.
    pub destinations: Vec<String>,
    /// The trip on which it was last given a place.
    pub trip: Option<TripId>,
    /// Who of it travels apart, by an adult's agreement.
    pub apart: Vec<Vec<Token>>,
    /// Who is in it, in order of code.
    pub members: Vec<FieldMember>,
}

/// A person as a door knows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldMember {
    /// Their code.
    pub token: Token,
    /// What the seat must be.
    pub category: Category,
    /// As registered.
    pub sex: Sex,
    /// As registered.
    pub age: AgeBand,
    /// Where they are.
    pub at: Whereabouts,
    /// What they need besides.
    pub care: PersonCare,
}

impl Account {
    /// Every registered party, in order of code.
    pub fn field_parties(&self) -> Vec<FieldParty> {
        let emptied = trip::emptied(&self.facts);
        let mut parties: BTreeMap<Token, FieldParty> = BTreeMap::new();
        reckon::each_person(self, |person, reading, legs| {
            let registered = person.registrations.last().filter(|last| last.party != NONE);
            let Some(registered) = registered else { return };
            let party = &self.facts.parties[registered.party as usize];
            let place = || registered.place.to_string();
            let entry = parties.entry(party.token).or_insert_with(|| self.field_party(party, place()));
            entry.members.push(self.field_member(person, registered, reading, (legs, &emptied)));
        });
        let mut parties: Vec<FieldParty> = parties.into_values().collect();
        parties.iter_mut().for_each(|party| party.members.sort_by_key(|member| member.token));
        parties
    }

    /// One party, by its own code or that of one of its members; without going through everybody.
    pub fn field_party_with(&self, code: &Token) -> Option<FieldParty> {
        let own = self.facts.joined.one(*code);
        let of_party = self.members_of(&own);
        let (token, tokens) = match of_party.is_empty() {
            false => (own, of_party),
            true => {
                let party = self.party_of(code)?;
                (party, self.members_of(&party))
            }
        };
        let (mut legs, emptied) = (Vec::new(), trip::emptied(&self.facts));
        let mut found: Option<FieldParty> = None;
        for person in tokens.iter().filter_map(|token| self.facts.known_person(token)) {
            let Some(registered) = person.registrations.last().filter(|last| last.party != NONE) else {
                continue;
            };
            let party = &self.facts.parties[registered.party as usize];
            if party.token != token {
                continue; // registered again in another party later
            }
            let reading = super::person::read(person, self, &mut legs);
            let member = self.field_member(person, registered, &reading, (&legs, &emptied));
            let place = registered.place.to_string();
            found.get_or_insert_with(|| self.field_party(party, place)).members.push(member);
        }
        let mut found = found?;
        found.members.sort_by_key(|member| member.token);
        Some(found)
    }

    fn field_member(
        &self,
        person: &Person,
        registered: &Registration,
        reading: &Reading<'_>,
        (legs, emptied): (&[Leg], &[bool]),
    ) -> FieldMember {
        FieldMember {
            token: person.token,
            category: reading.category,
            sex: registered.member.sex,
            age: registered.member.age,
            at: whereabouts(self, reading, legs, emptied),
            care: self.care(&person.token),
        }
    }

    /// A party without its members.
    fn field_party(&self, party: &Party, place: String) -> FieldParty {
        let latest: Option<Moment> = party.answers.iter().map(|(at, ..)| *at).max();
        let last = || party.answers.iter().filter(|(at, ..)| Some(*at) == latest);
        let answer = last().next().map(|(_, answer, _)| *answer);
        let answer = answer.filter(|answer| last().all(|(_, other, _)| other == answer));
        let mut destinations: Vec<String> =
            last().flat_map(|(.., to)| to.iter().map(ToString::to_string)).collect();
        if last().any(|(.., to)| to.is_empty()) {
            destinations.clear();
        }
        destinations.sort_unstable();
        destinations.dedup();
        let last_trip = |trips: &Party| trips.assigned.last().map(|(_, trip)| *trip);
        FieldParty {
            token: party.token,
            place,
            answer,
            destinations,
            trip: last_trip(party)
                .and_then(|trip: Ix| self.facts.trips.get(trip as usize))
                .map(|t| t.id.clone()),
            apart: self.same_as(&party.token).iter().flat_map(|code| self.facts.care.apart(code)).collect(),
            members: Vec::new(),
        }
    }

    /// The party in which a person was last registered.
    pub fn party_of(&self, token: &Token) -> Option<Token> {
        let person: &Person = self.facts.known_person(token)?;
        let registered = person.registrations.last().filter(|last| last.party != NONE)?;
        self.facts.parties.get(registered.party as usize).map(|party| party.token)
    }
}
