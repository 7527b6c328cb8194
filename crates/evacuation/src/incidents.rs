//! Incidents as they are shown: how far from the corridor, what they weigh, what speaks for and against
//! them, the chain of custody of their evidence, and the persons who must be traced.
//!
//! Never here: a name. What may be shared of a missing person is a code and a status.

use crate::account::{Picture, Watched};
use crate::operation::Operation;
use crate::people::Token;
use crate::quantity::Moment;
use crate::statement::{CustodyStep, EntryRef, Evidence, Fact, Incident, IncidentKind, LinkKind};
use crate::truce::{Weight, incident_m, weight};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A step in the custody of a piece of evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// What happened.
    pub step: CustodyStep,
    /// When.
    pub at: Moment,
    /// Who has it from then on.
    pub holder: String,
    /// Anything said.
    pub note: String,
    /// The statement.
    pub entry: EntryRef,
}

/// A piece of evidence with its chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Exhibit {
    /// SHA-256 of the original.
    pub sha256: EntryRef,
    /// Its length.
    pub bytes: u64,
    /// Media type.
    pub media: String,
    /// In order of time.
    pub chain: Vec<Step>,
    /// It begins with its capture, and every step has a holder.
    pub whole: bool,
}

/// One side of a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Linked {
    /// How.
    pub kind: LinkKind,
    /// The other statement.
    pub other: EntryRef,
    /// Why.
    pub why: String,
}

/// An incident with all that is known of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Shown {
    /// The statement.
    pub entry: EntryRef,
    /// When it happened.
    pub at: Moment,
    /// What was said.
    pub incident: Incident,
    /// Metres from the corridor, where that can be said.
    pub distance_m: Option<u32>,
    /// Whether it is graded well enough and uncontradicted.
    pub established: bool,
    /// What it hangs together with.
    pub links: Vec<Linked>,
    /// Evidence about it.
    pub exhibits: Vec<Exhibit>,
}

/// Every incident, newest first.
pub fn incidents(operation: &Operation, picture: &Picture) -> Vec<Shown> {
    let one = |said: &Watched| {
        let Fact::Incident(incident) = &said.fact else { return None };
        let weighs = weight(picture, said.entry, &incident.reliability, incident.credibility);
        Some(Shown {
            entry: said.entry,
            at: said.at,
            incident: Incident::clone(incident),
            distance_m: incident_m(operation, incident),
            established: weighs == Weight::Established,
            links: links(picture, said.entry),
            exhibits: exhibits(picture, said.entry),
        })
    };
    picture.watch.iter().rev().filter_map(one).collect()
}

fn links(picture: &Picture, of: EntryRef) -> Vec<Linked> {
    let one = |said: &Watched| match &said.fact {
        Fact::Link(link) if link.from == of || link.to == of => {
            let other = if link.from == of { link.to } else { link.from };
            Some(Linked { kind: link.kind, other, why: link.why.clone() })
        }
        _ => None,
    };
    picture.watch.iter().filter_map(one).collect()
}

/// The evidence about a statement, each piece with its chain of custody.
pub fn exhibits(picture: &Picture, about: EntryRef) -> Vec<Exhibit> {
    let mut all: BTreeMap<EntryRef, Vec<(&Watched, &Evidence)>> = BTreeMap::new();
    for said in &picture.watch {
        if let Fact::Evidence(evidence) = &said.fact
            && evidence.about == about
        {
            all.entry(evidence.sha256).or_default().push((said, evidence));
        }
    }
    let one = |(sha256, steps): (EntryRef, Vec<(&Watched, &Evidence)>)| {
        let first = steps.first().map(|(_, evidence)| *evidence);
        let same = |evidence: &Evidence| first.is_some_and(|first| first.bytes == evidence.bytes);
        let begun = first.is_some_and(|evidence| evidence.step == CustodyStep::Captured);
        Exhibit {
            sha256,
            bytes: first.map_or(0, |evidence| evidence.bytes),
            media: first.map(|evidence| evidence.media.clone()).unwrap_or_default(),
            whole: begun && steps.iter().all(|(_, evidence)| same(evidence)),
            chain: steps
                .into_iter()
                .map(|(said, evidence)| Step {
                    step: evidence.step,
                    at: said.at,
                    holder: evidence.holder.clone(),
                    note: evidence.note.clone(),
                    entry: said.entry,
                })
                .collect(),
        }
    };
    all.into_iter().map(one).collect()
}

/// Fire nearer to the road than this, or not known to be farther: when, the statement, what it weighs.
pub fn fire_near(operation: &Operation, picture: &Picture, within_m: u32) -> Vec<(Moment, EntryRef, Weight)> {
    let one = |said: &Watched| {
        let Fact::Incident(incident) = &said.fact else { return None };
        let is_fire =
            matches!(incident.kind, IncidentKind::Shelling | IncidentKind::Airstrike | IncidentKind::ShotAt);
        let metres = incident_m(operation, incident);
        if !is_fire || metres.is_some_and(|metres| metres > within_m) {
            return None;
        }
        let known = metres.is_some() || incident.trip.is_some();
        let weighs = weight(picture, said.entry, &incident.reliability, incident.credibility);
        Some((said.at, said.entry, if known { weighs } else { Weight::Alleged }))
    };
    picture.watch.iter().filter_map(one).collect()
}

/// Somebody who must be traced, as it may be shared: PFIF's status, never a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Traced {
    /// The person's code.
    pub token: Token,
    /// `believed_missing`, or `is_note_author` never: PFIF 1.4's words.
    pub status: &'static str,
    /// When they were last known of.
    pub since: Moment,
    /// Where.
    pub place: String,
    /// What happened, as a word.
    pub after: String,
    /// The statements.
    pub on: Vec<EntryRef>,
}

/// Everybody whom an incident took or the account misses. Somebody who was received since is not listed.
pub fn tracing(picture: &Picture) -> Vec<Traced> {
    use crate::account::DiscrepancyKind;
    let mut all: BTreeMap<Token, Traced> = BTreeMap::new();
    let mut open: BTreeSet<Token> = BTreeSet::new();
    for discrepancy in &picture.discrepancies {
        let is_open = matches!(
            discrepancy.kind,
            DiscrepancyKind::Missing | DiscrepancyKind::Removed | DiscrepancyKind::Left
        );
        for token in discrepancy.tokens.iter().filter(|_| is_open) {
            open.insert(*token);
            all.entry(*token).or_insert_with(|| Traced {
                token: *token,
                status: "believed_missing",
                since: discrepancy.since,
                place: discrepancy.place.clone().unwrap_or_default(),
                after: discrepancy.kind.as_str().to_owned(),
                on: Vec::new(),
            });
        }
    }
    for said in &picture.watch {
        let Fact::Incident(incident) = &said.fact else { continue };
        if !matches!(incident.kind, IncidentKind::Detention | IncidentKind::Disappearance) {
            continue;
        }
        for token in &incident.tokens {
            // Heard of since: whoever received them settles it.
            if picture.seen_since.get(token).is_some_and(|seen| *seen > said.at) {
                continue;
            }
            let traced = all.entry(*token).or_insert_with(|| Traced {
                token: *token,
                status: "believed_missing",
                since: said.at,
                place: incident.place.clone(),
                after: incident.kind.as_str().to_owned(),
                on: Vec::new(),
            });
            traced.on.push(said.entry);
        }
    }
    all.into_values().collect()
}

#[cfg(test)]
mod tests;
