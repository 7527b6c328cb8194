//! "No fire within so many metres": breached by established fire near the corridor, held while it is
//! watched without a gap, and otherwise not to be judged.
//!
//! Never here: fire of which it is not known how near it was, as a breach. It is an allegation.

use super::weigh::{quiet, weight};
use super::{Asked, GAP_MAX, Judgement, Weight, Why, incident_m};
use crate::quantity::Moment;
use crate::statement::{EntryRef, Fact, Holding, Incident, IncidentKind};

/// Fire, near enough or not known to be far: when, the statement, what it weighs.
pub(super) fn shots(asked: &Asked<'_>) -> Vec<(Moment, EntryRef, Weight)> {
    let within = asked.clause.within_m.unwrap_or(0);
    let is_fire = |incident: &Incident| {
        matches!(incident.kind, IncidentKind::Shelling | IncidentKind::Airstrike | IncidentKind::ShotAt)
    };
    let mut shots = Vec::new();
    for said in asked.said() {
        let Fact::Incident(incident) = &said.fact else { continue };
        if !is_fire(incident) || said.at < asked.clause.from || said.at > asked.clause.until {
            continue;
        }
        let weight = weight(asked.picture, said.entry, &incident.reliability, incident.credibility);
        match incident_m(asked.operation, incident) {
            Some(metres) if metres > within => {}
            Some(_) => shots.push((said.at, said.entry, weight)),
            // At a vehicle of ours is on the road, wherever that was.
            None if incident.trip.is_some() => shots.push((said.at, said.entry, weight)),
            None => shots.push((said.at, said.entry, Weight::Alleged)),
        }
    }
    shots
}

pub(super) fn judge(asked: &Asked<'_>) -> Judgement {
    let shots = shots(asked);
    let of = |wanted: Weight| {
        let found = shots.iter().filter(move |(.., weight)| *weight == wanted);
        found.map(|(at, entry, _)| (*at, *entry)).collect::<Vec<_>>()
    };
    let (established, alleged) = (of(Weight::Established), of(Weight::Alleged));
    let alleged_entries: Vec<EntryRef> = alleged.iter().map(|(_, entry)| *entry).collect();
    if let Some(first) = established.iter().map(|(at, _)| *at).min() {
        let on = established.into_iter().map(|(_, entry)| entry);
        let judged = Judgement::new(Holding::Breached, Why::Fire, first).on(on);
        return Judgement { alleged: alleged_entries, ..judged };
    }
    if let Some(first) = alleged.iter().map(|(at, _)| *at).min() {
        let judged = Judgement::new(Holding::Unknown, Why::Alleged, first);
        return Judgement { alleged: alleged_entries, ..judged };
    }
    match quiet(asked, asked.clause.from) {
        Some(quiet) if quiet.since - asked.clause.from <= GAP_MAX => {
            Judgement::new(Holding::Held, Why::Watched, quiet.since).on(quiet.on)
        }
        Some(quiet) => Judgement::new(Holding::Unknown, Why::Unwatched, asked.clause.from).on(quiet.on),
        None => Judgement::new(Holding::Unknown, Why::Unwatched, asked.clause.from),
    }
}
