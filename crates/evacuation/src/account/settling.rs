//! What was said to settle the account: tickets, closings, parties that may be one, matters in hand,
//! sheets copied from paper. Sets of statements, and how they are looked up.
//!
//! Never here: whether a closing holds (`closing`), or which places a plan gives (`tickets`).

use super::bag::Bag;
use super::joined::Joined;
use super::{Account, Said, Source};
use crate::convoy::TripId;
use crate::people::Token;
use crate::quantity::Moment;
use crate::statement::{Fact, Likeness, Ticket};
use serde::Serialize;
use std::collections::BTreeMap;

type EntryId = [u8; 32];
type Entries = Bag<(Moment, EntryId)>;
/// What was said of two parties, when, the statement, and persons in common.
type Alike = (Likeness, Moment, EntryId, Vec<[Token; 2]>);

#[derive(Clone, Debug, Default)]
pub(super) struct SettlingFacts {
    /// By the code that stands for the party.
    tickets: BTreeMap<Token, Entries>,
    closings: BTreeMap<TripId, Entries>,
    /// By the two codes as they were said, the smaller first.
    twins: BTreeMap<[Token; 2], Bag<Alike>>,
    matters: BTreeMap<String, Entries>,
    /// By device.
    sheets: BTreeMap<[u8; 32], Bag<EntryId>>,
}

/// A ticket that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TicketSaid {
    /// The statement.
    pub entry: EntryId,
    /// The device that signed it.
    pub device: [u8; 32],
    /// When it was issued.
    pub at: Moment,
    /// What it promises.
    pub ticket: Ticket,
}

/// A closing that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closed {
    /// The statement.
    pub entry: EntryId,
    /// When.
    pub at: Moment,
    /// The convoy, as it was called then.
    pub convoy: String,
}

/// Who has a matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Attended {
    /// The statement.
    #[serde(skip)]
    pub entry: EntryId,
    /// Since when.
    pub at: Moment,
    /// Who: a post.
    pub who: String,
    /// What is done next, or how it ended.
    pub step: String,
    /// Nothing more is to be done.
    pub done: bool,
}

/// What was said of two parties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TwinSaid {
    /// The statement.
    pub entry: EntryId,
    /// When.
    pub at: Moment,
    /// That they may be one, are one, are two.
    pub likeness: Likeness,
    /// Why.
    pub why: String,
}

impl SettlingFacts {
    pub(super) fn apply(
        &mut self,
        (at, fact): (Moment, &Fact),
        (device, entry): ([u8; 32], EntryId),
        holds: bool,
        joined: &Joined,
    ) {
        match fact {
            Fact::Ticket(f) => {
                self.tickets.entry(joined.one(f.party)).or_default().apply((at, entry), holds);
            }
            Fact::Close(f) => {
                for trip in &f.trips {
                    self.closings.entry(trip.clone()).or_default().apply((at, entry), holds);
                }
            }
            Fact::Twin(f) => {
                let [a, b] = f.parties;
                let said = (f.likeness, at, entry, f.pairs.clone());
                self.twins.entry([a.min(b), a.max(b)]).or_default().apply(said, holds);
            }
            Fact::Attend(f) => {
                self.matters.entry(f.matter.clone()).or_default().apply((at, entry), holds);
            }
            Fact::Transcribe(_) => self.sheets.entry(device).or_default().apply(entry, holds),
            _ => {}
        }
    }

    /// Which codes are one: of parties of which somebody says that they are and nobody that they are not.
    pub(super) fn joined(&self) -> Joined {
        let decided = |said: &Bag<Alike>| !said.iter().any(|(likeness, ..)| *likeness == Likeness::Apart);
        let same = self.twins.iter().filter(|(_, said)| decided(said)).flat_map(|(parties, said)| {
            let same = said.iter().filter(|(likeness, ..)| *likeness == Likeness::Same);
            same.flat_map(|(.., pairs)| std::iter::once(*parties).chain(pairs.iter().copied()))
        });
        Joined::of(same)
    }
}

impl Account {
    /// Every ticket of a party, in the order in which they were issued: the last counts.
    pub fn tickets(&self, party: &Token) -> Vec<TicketSaid> {
        let party = self.facts.joined.one(*party);
        let entries = self.facts.settling.tickets.get(&party).into_iter().flat_map(Bag::iter);
        entries.filter_map(|(_, entry)| self.said(entry)).filter_map(ticket).collect()
    }

    /// The ticket of every party that counts, by the code that stands for the party.
    pub fn tickets_in_force(&self) -> impl Iterator<Item = (Token, TicketSaid)> + '_ {
        let latest = |(party, entries): (&Token, &Entries)| {
            let (_, entry) = entries.last()?;
            Some((*party, ticket(self.said(entry)?)?))
        };
        self.facts.settling.tickets.iter().filter_map(latest)
    }

    /// The trip on which a party was last given a place at the door.
    pub fn last_called(&self, party: &Token) -> Option<TripId> {
        let (_, trip) = self.facts.known_party(party)?.assigned.last()?;
        self.facts.trips.get(*trip as usize).map(|trip| trip.id.clone())
    }

    /// The latest closing of a trip. Whether it holds is for [`crate::closing`].
    pub fn closing_of(&self, trip: &TripId) -> Option<Closed> {
        let (at, entry) = self.facts.settling.closings.get(trip)?.last()?;
        let Fact::Close(close) = &self.said(entry)?.statement.fact else { return None };
        Some(Closed { entry: *entry, at: *at, convoy: close.convoy.clone() })
    }

    /// Who has a matter now: what was said last, which several may have said at one moment.
    pub fn attended(&self, matter: &str) -> Vec<Attended> {
        let Some(said) = self.facts.settling.matters.get(matter) else { return Vec::new() };
        let latest = said.last().map(|(at, _)| *at);
        said.iter()
            .filter(|(at, _)| Some(*at) == latest)
            .filter_map(|(_, entry)| self.attend(entry))
            .collect()
    }

    /// Matters whose name begins so and that somebody has not done with.
    pub fn open_matters(&self, prefix: &str) -> Vec<(&str, Vec<Attended>)> {
        let from = self.facts.settling.matters.range(prefix.to_owned()..);
        let named = from.take_while(|(matter, _)| matter.starts_with(prefix));
        let open = named.map(|(matter, _)| (matter.as_str(), self.attended(matter)));
        open.filter(|(_, said)| said.iter().any(|attended| !attended.done)).collect()
    }

    fn attend(&self, entry: &EntryId) -> Option<Attended> {
        let said = self.said(entry)?;
        let Fact::Attend(f) = &said.statement.fact else { return None };
        let (at, done) = (said.statement.at, f.done);
        Some(Attended { entry: *entry, at, who: f.who.clone(), step: f.step.clone(), done })
    }

    /// Every two parties of which something was said, and what.
    pub fn twins(&self) -> impl Iterator<Item = ([Token; 2], Vec<TwinSaid>)> + '_ {
        let spoken_of = self.facts.settling.twins.iter().filter(|(_, said)| !said.is_empty());
        spoken_of.map(|(parties, said)| {
            let one = |(likeness, at, entry, _): &Alike| {
                let Fact::Twin(f) = &self.said(entry)?.statement.fact else { return None };
                Some(TwinSaid { entry: *entry, at: *at, likeness: *likeness, why: f.why.clone() })
            };
            (*parties, said.iter().filter_map(one).collect())
        })
    }

    /// Every code that is the same as this one by decision, itself included, the one that counts first.
    pub fn same_as(&self, token: &Token) -> Vec<Token> {
        self.facts.joined.all(token)
    }

    /// Whether another code stands for this one.
    pub fn is_joined_to_another(&self, token: &Token) -> bool {
        self.facts.joined.is_other(token)
    }

    /// The sheet that a statement was copied from, and whose hand it was; `None` for first-hand ones.
    pub fn copied_from(&self, source: &Source) -> Option<(&str, &str)> {
        let sheets = self.facts.settling.sheets.get(&source.device)?;
        sheets.iter().filter_map(|entry| self.said(entry)).find_map(|said| {
            let Fact::Transcribe(f) = &said.statement.fact else { return None };
            let first = said.source.seq.saturating_add(1);
            let on_it = (first..first.saturating_add(f.count.into())).contains(&source.seq);
            on_it.then_some((f.sheet.as_str(), f.written_by.as_str()))
        })
    }
}

fn ticket(said: &Said) -> Option<TicketSaid> {
    let Fact::Ticket(ticket) = &said.statement.fact else { return None };
    let Source { entry, device, .. } = said.source;
    Some(TicketSaid { entry, device, at: said.statement.at, ticket: Ticket::clone(ticket) })
}
