//! What a statement weighs: its Admiralty grade, and whether something contradicts it.
//!
//! Never here: a grade. Reliability and credibility are judged by people, apart, and only read here.

use super::{Asked, GAP_MAX, Judgement, Why};
use crate::account::Picture;
use crate::ground::{Degrees, from_roads_m};
use crate::operation::Operation;
use crate::quantity::Moment;
use crate::statement::{ClauseWord, EntryRef, Fact, Holding, Incident};

/// How much a statement weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Graded too low, or contradicted by something that stands: an allegation.
    Alleged,
    /// From a source of A to C and credible by 1 to 3, and nothing contradicts it.
    Established,
}

/// What this statement with this grade weighs.
pub fn weight(picture: &Picture, entry: EntryRef, reliability: &str, credibility: u8) -> Weight {
    let graded = matches!(reliability, "A" | "B" | "C") && (1..=3).contains(&credibility);
    let contradicted = picture.contradicted.contains(&entry);
    if graded && !contradicted { Weight::Established } else { Weight::Alleged }
}

/// Where an incident was, as far as it is known.
fn position(operation: &Operation, incident: &Incident) -> Option<Degrees> {
    match (incident.lat_e6, incident.lon_e6) {
        (Some(lat), Some(lon)) => Some((f64::from(lat) / 1e6, f64::from(lon) / 1e6)),
        _ => operation.place(operation.place_ix(&incident.place)?).position,
    }
}

/// Metres from an incident to the corridor; `None` where it is not known.
pub fn incident_m(operation: &Operation, incident: &Incident) -> Option<u32> {
    let metres = from_roads_m(operation, position(operation, incident)?)?;
    Some(metres.round().clamp(0.0, f64::from(u32::MAX)) as u32)
}

/// The words of this view on this clause: when from, when to, the word, what it weighs.
pub(super) fn words<'a>(
    asked: &'a Asked<'_>,
) -> impl Iterator<Item = (Moment, Moment, EntryRef, &'a ClauseWord, Weight)> {
    asked.said().filter_map(|said| match &said.fact {
        Fact::ClauseWord(word) if word.clause == asked.clause.clause => {
            let weight = weight(asked.picture, said.entry, &word.reliability, word.credibility);
            // Nobody watched before the clause began, or the future.
            let from = word.from.max(asked.clause.from);
            let to = said.at.min(asked.end());
            (from <= to).then_some((from, to, said.entry, word, weight))
        }
        _ => None,
    })
}

/// A time without a gap that was watched and in which nothing was seen, up to `until`.
pub(super) struct Quiet {
    pub(super) since: Moment,
    pub(super) on: Vec<EntryRef>,
    pub(super) by: Vec<(String, Option<String>)>,
}

/// The watched quiet that reaches to `until`, back to `after` at most; `None` where nobody watches now.
pub(super) fn quiet(asked: &Asked<'_>, after: Moment) -> Option<Quiet> {
    let mut spans: Vec<_> = words(asked)
        .filter(|(.., word, weight)| word.holding == Holding::Held && *weight == Weight::Established)
        .filter(|(_, to, ..)| *to > after)
        .map(|(from, to, entry, word, _)| (to, from.max(after), entry, word))
        .collect();
    spans.sort_by_key(|span| std::cmp::Reverse((span.0, span.1, span.2)));
    let mut reached = asked.end();
    let mut quiet: Option<Quiet> = None;
    for (to, from, entry, word) in spans {
        if reached - to > GAP_MAX {
            break;
        }
        let run = quiet.get_or_insert(Quiet { since: reached, on: Vec::new(), by: Vec::new() });
        run.on.push(entry);
        run.by.push((word.by.clone(), word.party.clone()));
        reached = reached.min(from);
        run.since = reached;
    }
    quiet
}

/// What devices counted, together with what people say: a breach that is established is one, whoever
/// found it; where nothing is counted, words alone decide.
pub(super) fn with_words(asked: &Asked<'_>, own: Judgement) -> Judgement {
    let breaches: Vec<_> = words(asked).filter(|(.., word, _)| word.holding == Holding::Breached).collect();
    let established: Vec<_> = breaches.iter().filter(|(.., weight)| *weight == Weight::Established).collect();
    let mut judged = own;
    judged.alleged.extend(
        breaches.iter().filter(|(.., weight)| *weight == Weight::Alleged).map(|(_, _, entry, ..)| *entry),
    );
    if !established.is_empty() {
        let since = established.iter().map(|(_, at, ..)| *at).min().unwrap_or(asked.now);
        let since = if judged.state == Holding::Breached { since.min(judged.since) } else { since };
        let why = if judged.state == Holding::Breached { judged.why } else { Why::Word };
        judged.on.extend(established.iter().map(|(_, _, entry, ..)| *entry));
        return Judgement { state: Holding::Breached, why, since, ..judged };
    }
    if judged.state == Holding::Held && !judged.alleged.is_empty() {
        return Judgement { state: Holding::Unknown, why: Why::Alleged, ..judged };
    }
    let can_be_said =
        judged.state == Holding::Unknown && judged.alleged.is_empty() && judged.why == Why::NothingYet;
    if can_be_said
        && let Some(quiet) = quiet(asked, asked.clause.from)
        && quiet.since - asked.clause.from <= GAP_MAX
    {
        return Judgement::new(Holding::Held, Why::Watched, quiet.since).on(quiet.on);
    }
    judged
}
