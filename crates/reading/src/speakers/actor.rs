//! Organisations that tell of their own work: "SARC distributed 5,600 parcels".
//!
//! Never here: verbs of saying.

use super::{Sentence, Voice};
use crate::sentence::Paragraph;
use crate::who::Manner;

/// "SARC distributed 5,600 parcels": an organisation that opens the sentence tells of its own work.
pub(super) fn actor(p: &Paragraph, sentence: &Sentence) -> Option<Voice> {
    const ACTS: [&str; 34] = [
        "distributed",
        "delivered",
        "provided",
        "treated",
        "evacuated",
        "dispatched",
        "supported",
        "reached",
        "assisted",
        "vaccinated",
        "received",
        "supplied",
        "transported",
        "deployed",
        "sent",
        "has",
        "have",
        "verified",
        "transferred",
        "rescued",
        "recovered",
        "retrieved",
        "buried",
        "screened",
        "admitted",
        "identified",
        "brought",
        "facilitated",
        "helped",
        "moved",
        "escorted",
        "hosted",
        "collected",
        "counts",
    ];
    let start = sentence.range.start;
    let dash = (start + 1..(start + 14).min(sentence.range.end))
        .find(|at| p.at(*at, &["-", "–", "—"]) && p.token(*at).is_some_and(|t| t.spaced));
    // "Bangui (ICRC) – Volunteers of": after the dateline.
    let start = dash.filter(|dash| (start..*dash).any(|at| p.at(at, &["("]))).map_or(start, |dash| dash + 1);
    let start = start + usize::from(p.at(start, &["•", "-", "*", "–"]));
    // "In the past month, ICRC helped": after the adjunct.
    let led = p.token(start).is_some_and(|t| crate::lexicon::PREPOSITIONS.has(&t.low) && !t.acronym);
    let comma = (start..(start + 10).min(sentence.range.end)).find(|at| p.at(*at, &[","]));
    let start = comma.filter(|_| led).map_or(start, |comma| comma + 1);
    let start = start + usize::from(p.at(start, &["the"]));
    // "Volunteers of the Red Cross Society have collected".
    let led = p.at(start, &["volunteers", "staff", "teams", "members", "crews", "doctors", "medics"])
        && p.at(start + 1, &["of", "from"]);
    let start = if led { start + 2 + usize::from(p.at(start + 2, &["the"])) } else { start };
    let (end, verb) = match organisation(p, start) {
        Some(end) => (end, past_people(p, end)),
        None => partners(p, start).map(|end| (end, end))?,
    };
    let verb = past_place(p, verb);
    let acts = p.at(verb, &ACTS) && !p.at(verb + 1, &["been"]) && sentence.attributions.is_empty();
    let words = p.tokens.get(start..end)?.iter().map(shown).collect::<Vec<_>>();
    acts.then_some(Voice { claimant: words.join(" "), manner: Manner::Says, unnamed: true })
}

/// "MSF teams", "WHO and its partners": they act for the organisation.
fn past_people(p: &Paragraph, end: usize) -> usize {
    let mut at = end;
    while p.at(
        at,
        &[
            "team",
            "teams",
            "staff",
            "volunteers",
            "crews",
            "medics",
            "doctors",
            "partners",
            "and",
            "its",
            "their",
        ],
    ) {
        at += 1;
    }
    at
}

/// "teams in Tawila treated": where they did it stands between.
fn past_place(p: &Paragraph, at: usize) -> usize {
    if !p.at(at, &["in", "at", "near"]) {
        return at;
    }
    (at + 1..at + 5).find(|n| p.token(*n).is_none_or(|t| !t.capital)).unwrap_or(at)
}

/// "Partners distributed", "Health partners reached": nobody names them nearer.
fn partners(p: &Paragraph, start: usize) -> Option<usize> {
    (start..start + 2).find(|at| p.at(*at, &["partners"])).map(|at| at + 1)
}

/// "ICRC", "Syrian Arab Red Crescent": where the name of an organisation that begins here ends.
fn organisation(p: &Paragraph, start: usize) -> Option<usize> {
    const KINDS: [&str; 14] = [
        "crescent",
        "cross",
        "nations",
        "ministry",
        "mission",
        "organization",
        "organisation",
        "programme",
        "committee",
        "defence",
        "defense",
        "helmets",
        "observatory",
        "agency",
    ];
    let first = p.token(start)?;
    if first.acronym && first.low.chars().count() <= 8 {
        return Some(start + 1);
    }
    let end = (start..start + 7).find(|at| p.token(*at).is_none_or(|t| !t.capital))?;
    let named = (start..end).any(|at| p.at(at, &KINDS));
    (end > start + 1 && named).then_some(end)
}

fn shown(token: &crate::text::Token) -> String {
    if token.acronym {
        return token.low.to_uppercase();
    }
    if !token.capital || token.is("partners") {
        return token.low.clone();
    }
    let mut signs = token.low.chars();
    signs.next().map(|first| first.to_uppercase().chain(signs).collect()).unwrap_or_default()
}
