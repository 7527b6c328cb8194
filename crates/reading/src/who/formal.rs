//! Speakers named by the form of a report: labels before a colon, "according to", "(source: X)".
//!
//! Never here: verbs of saying.

use super::{Attribution, Manner, Side, according};
use crate::lexicon::SAYING;
use crate::sentence::Paragraph;
use crate::subject;
use std::ops::Range;

/// The speaker whom the form names from this token on.
pub(super) fn formal(p: &Paragraph, text: &str, sentence: &Range<usize>, ix: usize) -> Option<Attribution> {
    if let Some(labelled) = labelled(p, text, sentence, ix) {
        return Some(labelled);
    }
    if p.at(ix, &["according"]) && p.at(ix + 1, &["to"]) {
        return according(p, text, sentence, ix);
    }
    let counted = ["count", "tally", "estimate", "account", "reckoning", "estimates"];
    if p.at(ix, &["by"]) && p.at(ix + 1, &["the"]) && p.at(ix + 2, &counted) && p.at(ix + 3, &["of"]) {
        return according(p, text, sentence, ix + 2);
    }
    let source = p.at(ix, &["("]) && p.at(ix + 1, &["source", "sources"]) && p.at(ix + 2, &[":"]);
    if source { bracketed(p, text, sentence, ix) } else { None }
}

/// Words before a colon that name a part of a report.
const NO_LABEL: [&str; 34] = [
    "key",
    "note",
    "total",
    "totals",
    "highlights",
    "summary",
    "overview",
    "update",
    "situation",
    "casualties",
    "needs",
    "response",
    "location",
    "date",
    "time",
    "background",
    "evacuations",
    "figures",
    "access",
    "incidents",
    "health",
    "food",
    "shelter",
    "protection",
    "source",
    "sources",
    "period",
    "reporting",
    "mission",
    "convoy",
    "aleppo",
    "contact",
    "next",
    "editor",
];

/// "SANA (state agency): 3,000 left", "ICRC tweet, 21:10: …": a label that opens a paragraph and can speak.
fn labelled(p: &Paragraph, text: &str, sentence: &Range<usize>, ix: usize) -> Option<Attribution> {
    let first = p.sentences.first()?.start;
    if sentence.start != first || ix > first + 1 {
        return None;
    }
    let bullet = p.at(first, &["•", "-", "*", "–", "▪", "·", "●"]);
    if ix != first + usize::from(bullet) {
        return None;
    }
    let colon = (ix + 1..sentence.end.min(ix + 14)).find(|at| p.at(*at, &[":"]))?;
    // What describes the label is not its name.
    let end = (ix..colon).find(|at| p.at(*at, &["(", ","])).unwrap_or(colon);
    let by_name = p.at(end, &[","])
        && (end + 1..colon).all(|at| !p.token(at).is_some_and(|t| t.kind == crate::text::Kind::Digits));
    let end = if by_name { colon } else { end };
    let range = ix..end;
    let tokens = p.tokens.get(range.clone())?;
    let plain = tokens.iter().all(|t| t.kind != crate::text::Kind::Digits && !t.is_open_quote());
    let barred = tokens.first().is_some_and(|t| NO_LABEL.contains(&t.low.as_str()));
    let can_speak = tokens.iter().any(|t| t.acronym || crate::lexicon::SPEAKERS.has(t.base()));
    let listed = crate::places::places(p, &range).iter().any(|place| place.known && place.range == range);
    let verb = tokens.iter().any(|t| SAYING.has(&t.low) || crate::lexicon::FINITE.has(&t.low));
    if !plain || barred || !can_speak || listed || verb || end == ix || !bullet && tokens.len() > 6 {
        return None;
    }
    let strip = |end: usize| {
        if end > ix + 1 && p.at(end - 1, &["tweet", "tweets", "post", "statement"]) { end - 1 } else { end }
    };
    let speaker = subject::shown(p, text, &(ix..strip(end)));
    Some(Attribution {
        speaker,
        range: ix..colon + 1,
        side: Side::After,
        manner: Manner::Says,
        pronoun: false,
    })
}

/// "… were hurt (source: PRCS)".
fn bracketed(p: &Paragraph, text: &str, sentence: &Range<usize>, ix: usize) -> Option<Attribution> {
    let close = (ix + 3..sentence.end.min(ix + 14)).find(|at| p.at(*at, &[")", ";"]))?;
    let start = ix + 3 + usize::from(p.at(ix + 3, &["the"]));
    let speaker = subject::shown(p, text, &(start..close));
    let range = ix..close;
    (close > start).then_some(Attribution {
        speaker,
        range,
        side: Side::Before,
        manner: Manner::Says,
        pronoun: false,
    })
}
