//! What is kept but does not count for now, and whom it alone speaks of: nobody vanishes unseen.
//!
//! Never here: why (`enrolment`), or how it is released.

use super::{Account, Said};
use crate::enrolment::{DeviceId, Held};
use crate::people::Token;
use crate::quantity::Moment;
use crate::statement::Fact;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// How much is in quarantine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Quarantined {
    /// Statements that do not count for now.
    pub statements: u64,
    /// Persons of whom only such statements speak.
    pub persons: u64,
}

/// What waits in quarantine for one reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Waiting {
    /// Why.
    pub held: Held,
    /// How many statements.
    pub statements: u64,
    /// Persons of whom only such statements speak.
    pub persons: u64,
    /// Whose they are, as people call the devices: those that said what they are, by name.
    pub labels: BTreeSet<String>,
    /// How many devices.
    pub devices: u64,
    /// When the first of them was said, by its device's clock.
    pub since: Moment,
}

/// One statement in quarantine.
#[derive(Clone, Copy, Debug)]
pub struct Quarantine<'a> {
    /// What it says, and where it comes from.
    pub said: &'a Said,
    /// Why it does not count.
    pub held: Held,
}

impl Account {
    /// How much is in quarantine.
    pub fn quarantined(&self) -> Quarantined {
        let mut persons: BTreeSet<Token> = BTreeSet::new();
        for Quarantine { said, .. } in self.quarantine() {
            persons.extend(persons_of(&said.statement.fact).filter(|token| !self.is_known(token)));
        }
        Quarantined { statements: self.held.len() as u64, persons: persons.len() as u64 }
    }

    /// What waits in quarantine, reason by reason.
    pub fn waiting(&self) -> Vec<Waiting> {
        let mut reasons: BTreeMap<Held, Vec<&Said>> = BTreeMap::new();
        for Quarantine { said, held } in self.quarantine() {
            reasons.entry(held).or_default().push(said);
        }
        let waiting = |(held, all): (Held, Vec<&Said>)| {
            let persons = all.iter().flat_map(|said| persons_of(&said.statement.fact));
            let persons: BTreeSet<Token> = persons.filter(|token| !self.is_known(token)).collect();
            let devices: BTreeSet<DeviceId> = all.iter().map(|said| said.source.device).collect();
            Waiting {
                held,
                statements: all.len() as u64,
                persons: persons.len() as u64,
                labels: devices.iter().filter_map(|device| Some(self.device(device)?.0.to_owned())).collect(),
                devices: devices.len() as u64,
                since: all.iter().map(|said| said.statement.at).min().unwrap_or(Moment(0)),
            }
        };
        reasons.into_iter().map(waiting).collect()
    }

    /// Everything in quarantine, by device and number.
    pub fn quarantine(&self) -> Vec<Quarantine<'_>> {
        let one = |(ix, held): (&u32, &Held)| Quarantine { said: &self.said[*ix as usize], held: *held };
        let mut all: Vec<Quarantine<'_>> = self.held.iter().map(one).collect();
        all.sort_by_key(|one| (one.said.source.device, one.said.source.seq, one.said.source.entry));
        all
    }

    /// Why a statement does not count for now; `None` if it does or is not here.
    pub fn held(&self, entry: &[u8; 32]) -> Option<Held> {
        if self.held.is_empty() {
            return None;
        }
        self.held.get(&self.ix(entry)?).copied()
    }

    fn is_known(&self, token: &Token) -> bool {
        self.facts.known_person(token).is_some_and(|person| person.is_known())
    }
}

fn persons_of(fact: &Fact) -> impl Iterator<Item = Token> {
    let tokens = match fact {
        Fact::Register(f) => f.members.iter().map(|member| member.token).collect(),
        Fact::Agree(_) | Fact::Assign(_) => Vec::new(),
        fact => super::tokens_of(fact),
    };
    tokens.into_iter()
}
