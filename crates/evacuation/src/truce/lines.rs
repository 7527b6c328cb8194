//! "Immediate, verifiable, durable" as three measured lines: since when it is quiet, who says so, for how
//! long without a breach.
//!
//! Never here: an adjective. Whoever reads decides whether two hours are immediate.

use super::fire::shots;
use super::weigh::quiet;
use super::{Asked, Clause, Term, Weight, clauses, parties};
use crate::account::Picture;
use crate::operation::Operation;
use crate::quantity::{Moment, Span};
use crate::statement::EntryRef;
use serde::Serialize;
use std::collections::BTreeSet;

/// The three lines of an agreement not to fire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Lines {
    /// The clause.
    pub clause: String,
    /// From when on it was promised.
    pub promised: Moment,
    /// Immediate: since when it has been quiet and watched; `None`: it is not, or nobody watches.
    pub quiet_since: Option<Moment>,
    /// How long after the promise that was.
    pub after: Option<Span>,
    /// The last fire that is established.
    pub last_fire: Option<Moment>,
    /// Verifiable: who watches, each once.
    pub verified_by: Vec<String>,
    /// The parties of those who watch; the empty id: those who take no side.
    pub sides: Vec<String>,
    /// Whether every party that is bound, or somebody who takes no side, watches.
    pub verified: bool,
    /// Durable: for how long without a breach.
    pub lasting: Option<Span>,
    /// Of the time since the promise, how much nobody vouches for.
    pub unwatched: Span,
    /// The statements that say so.
    pub on: Vec<EntryRef>,
    /// The statement of the last fire.
    pub fire: Option<EntryRef>,
}

/// The lines of every clause not to fire.
pub fn lines(operation: &Operation, picture: &Picture, now: Moment) -> Vec<Lines> {
    let all = clauses(operation, picture);
    let fire = all.iter().filter(|(clause, _)| clause.term == Term::NoFire && clause.from <= now);
    fire.map(|(clause, _)| line(operation, picture, now, clause)).collect()
}

fn line(operation: &Operation, picture: &Picture, now: Moment, clause: &Clause) -> Lines {
    let asked = Asked { operation, picture, now, clause, view: None };
    let fire = shots(&asked);
    let last = fire.iter().filter(|(.., w)| *w == Weight::Established).max_by_key(|(at, ..)| *at);
    let (last_fire, last_entry) = (last.map(|(at, ..)| *at), last.map(|(_, entry, _)| *entry));
    let run = quiet(&asked, last_fire.unwrap_or(clause.from));
    let by: BTreeSet<String> = run.iter().flat_map(|run| &run.by).map(|(by, _)| by.clone()).collect();
    let sides: BTreeSet<String> =
        run.iter().flat_map(|run| &run.by).map(|(_, party)| party.clone().unwrap_or_default()).collect();
    let bound = if clause.parties.is_empty() { parties(operation, picture) } else { clause.parties.clone() };
    let verified =
        sides.contains("") || (!bound.is_empty() && bound.iter().all(|party| sides.contains(party)));
    let quiet_since = run.as_ref().map(|run| run.since);
    let lasting = quiet_since.map(|since| asked.end() - since);
    Lines {
        clause: clause.clause.clone(),
        promised: clause.from,
        quiet_since,
        after: quiet_since.map(|since| since - clause.from),
        last_fire,
        verified_by: by.into_iter().collect(),
        sides: sides.into_iter().collect(),
        verified,
        lasting,
        unwatched: (asked.end() - clause.from) - lasting.unwrap_or_default(),
        on: run.map(|run| run.on).unwrap_or_default(),
        fire: last_entry,
    }
}
