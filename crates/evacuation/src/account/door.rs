//! Writes the manifest of a trip.
//!
//! Never here: a conclusion of its own; states are those of the balance.

use super::facts::{NONE, Person, trip_of};
use super::figure::TripFigure;
use super::{Account, person, reckon, tokens_of, trip};
use crate::convoy::TripId;
use crate::manifest::{Manifest, ManifestRow};
use crate::people::Token;
use crate::statement::{AgeBand, Fact, Member, Sex};
use std::collections::BTreeSet;

impl Account {
    /// Who was given a place on a trip or was on it. Empty for a trip that nothing was said of.
    pub fn manifest(&self, id: &TripId) -> Manifest {
        let emptied = trip::emptied(&self.facts);
        let mut legs = Vec::new();
        let mut rows = Vec::new();
        let Some(ix) = self.facts.known_trip(id) else { return Manifest { trip: id.clone(), rows } };
        for person in self.on_manifest(id) {
            let reading = person::read(person, self, &mut legs);
            let leg = legs.iter().find(|leg| leg.trip == ix && leg.trip != NONE);
            let parties = || person::parties_of(person, &self.facts.parties);
            let is_assigned = parties().any(|party| party.assigned.iter().any(|(_, trip)| *trip == ix));
            let state = match leg {
                Some(leg) => reckon::outcome(leg, &reading, &emptied),
                None if is_assigned => TripFigure::Assigned,
                None => continue,
            };
            let member = person.registrations.last().map(|registration| registration.member);
            let unknown = Member {
                token: person.token,
                category: reading.category,
                sex: Sex::Unknown,
                age: AgeBand::Unknown,
            };
            let Member { sex, age, .. } = member.unwrap_or(unknown);
            rows.push(ManifestRow {
                party: parties().map(|party| party.token).min(),
                token: person.token,
                category: reading.category,
                sex,
                age,
                assigned: is_assigned,
                state,
            });
        }
        rows.sort_unstable();
        Manifest { trip: id.clone(), rows }
    }

    /// Everybody whom a statement of this trip names, by their own code or their party's.
    fn on_manifest(&self, id: &TripId) -> impl Iterator<Item = &Person> {
        let numbers = self.mentions.of_trip(id).iter();
        let facts = numbers.map(|number| &self.said[*number as usize].statement.fact);
        let mut tokens = BTreeSet::new();
        for fact in facts.filter(|fact| trip_of(fact) == Some(id)) {
            match fact {
                Fact::Assign(assign) => {
                    tokens.extend(assign.parties.iter().flat_map(|party| self.members(party)))
                }
                fact => tokens.extend(tokens_of(fact)),
            }
        }
        // Codes that are one by decision are one person.
        let persons: BTreeSet<Token> = tokens.into_iter().map(|token| self.facts.joined.one(token)).collect();
        persons
            .into_iter()
            .filter_map(|token| self.facts.known_person(&token))
            .filter(|person| person.is_known())
    }

    /// Everybody who was ever registered in a party.
    fn members(&self, party: &Token) -> Vec<Token> {
        let one = |other: Token| self.facts.joined.one(other) == self.facts.joined.one(*party);
        let named =
            self.speaking_of(party).flat_map(|number| match &self.said[number as usize].statement.fact {
                Fact::Register(f) if one(f.party) => f.members.iter().map(|member| member.token).collect(),
                Fact::Born(f) if f.party.is_some_and(one) => vec![f.child.token],
                _ => Vec::new(),
            });
        named.collect()
    }
}
