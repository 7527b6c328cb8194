//! What was said of the truce, the road and aid and stands, in order of time.
//!
//! Never here: what it adds up to (`truce`, `clearance`, `incidents`, `aid`).

use super::Account;
use super::facts::{Facts, Happened};
use super::{Said, hex};
use crate::people::Token;
use crate::quantity::Moment;
use crate::statement::{EntryRef, Fact, LinkKind};
use serde::{Serialize, Serializer};
use std::collections::{BTreeMap, BTreeSet};

/// A statement about the truce, the road or aid that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Watched {
    /// When it happened.
    pub at: Moment,
    /// Its id.
    pub entry: EntryRef,
    /// The device that said so.
    pub device: [u8; 32],
    /// What it says.
    pub fact: Fact,
}

impl Serialize for Watched {
    /// Its id, which is a hash of all of it.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&hex(&self.entry.0))
    }
}

impl Watched {
    pub(super) fn apply(
        all: &mut BTreeMap<(Moment, [u8; 32]), Watched>,
        (at, device, entry): (Moment, [u8; 32], [u8; 32]),
        fact: &Fact,
        holds: bool,
    ) {
        if holds {
            let watched = Watched { at, entry: EntryRef(entry), device, fact: fact.clone() };
            all.insert((at, entry), watched);
        } else {
            all.remove(&(at, entry));
        }
    }
}

/// Of persons whom an incident names, when something last settled where they are.
pub(super) fn seen_since(facts: &Facts) -> BTreeMap<Token, Moment> {
    let named: BTreeSet<Token> = facts
        .watch
        .values()
        .filter_map(|said| match &said.fact {
            Fact::Incident(incident) => Some(incident.tokens.iter().copied()),
            _ => None,
        })
        .flatten()
        .collect();
    let settles = |what: Happened| matches!(what, Happened::Received | Happened::HandedOver | Happened::Died);
    let one = |token: Token| {
        let events = facts.known_person(&token)?.events.iter();
        let last = events.filter(|event| settles(event.what)).map(|event| event.at).max()?;
        Some((token, last))
    };
    named.into_iter().filter_map(one).collect()
}

/// Statements that another one, which stands, is said to contradict.
pub(super) fn contradicted(account: &Account) -> BTreeSet<EntryRef> {
    let links = account.facts.watch.values().filter_map(|said| match &said.fact {
        Fact::Link(link) if link.kind == LinkKind::Contradicts => Some((link.from, link.to)),
        _ => None,
    });
    let both = links.flat_map(|(a, b)| [(a, b), (b, a)]);
    both.filter(|(_, other)| account.stands(&other.0)).map(|(one, _)| one).collect()
}

impl Account {
    /// The same operation with only those statements.
    pub fn only(&self, wanted: impl Fn(&Said) -> bool) -> Account {
        let mut account = self.emptied();
        for said in self.said.iter().filter(|said| wanted(said)) {
            account.insert(said.clone());
        }
        account
    }
}
