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
    if p.at(ix, &["per"])
        && (ix == sentence.start || p.was(ix, 1, &["as", ",", "("]) || opens_after_time(p, sentence, ix))
    {
        return per(p, text, sentence, ix);
    }
    let counted = ["count", "tally", "estimate", "account", "reckoning", "estimates"];
    if p.at(ix, &["by"]) && p.at(ix + 1, &["the"]) && p.at(ix + 2, &counted) && p.at(ix + 3, &["of"]) {
        return according(p, text, sentence, ix + 2);
    }
    if p.at(ix, &REPORTED) && p.at(ix + 1, &["by"]) {
        return according(p, text, sentence, ix).filter(|one| !one.pronoun);
    }
    if let Some(signed) = signed(p, text, sentence, ix) {
        return Some(signed);
    }
    let source = p.at(ix, &["(", "["]) && p.at(ix + 1, &["source", "sources"]) && p.at(ix + 2, &[":"]);
    if source { bracketed(p, text, sentence, ix) } else { None }
}

/// Before "by" and a name they tell who says so.
const REPORTED: [&str; 16] = [
    "reported",
    "listed",
    "registered",
    "counted",
    "recorded",
    "documented",
    "published",
    "confirmed",
    "announced",
    "verified",
    "compiled",
    "tallied",
    "estimated",
    "cited",
    "claimed",
    "given",
];

/// In brackets they are no names.
const NO_SOURCE: [&str; 22] = [
    "idp", "idps", "gmt", "utc", "hrs", "eta", "ngo", "ngos", "uav", "mlrs", "pm", "am", "usd", "eur",
    "wash", "gbv", "tbc", "tbd", "n/a", "mt", "km", "dpr",
];

/// "36,825 people displaced (DTM)", "20,000 out of the city – UN", "Thousands leave: Red Cross": a source that
/// signs what it stands behind.
fn signed(p: &Paragraph, text: &str, sentence: &Range<usize>, ix: usize) -> Option<Attribution> {
    let end = if p.at(ix, &["("]) {
        // The letters after a name stand for it; they sign nothing.
        let spelt = p.before(ix).is_none_or(|t| {
            let day = crate::when::month(&t.low).is_some() || crate::when::weekday(&t.low).is_some();
            t.capital && t.kind == crate::text::Kind::Word && !day
        });
        let close = (ix + 2..sentence.end.min(ix + 9)).find(|at| p.at(*at, &[")"]))?;
        let closes = p.token(close + 1).is_none_or(|t| t.any(&[".", ";", "*"])) || close + 1 >= sentence.end;
        (!spelt && closes).then_some(close)?
    } else if p.at(ix, &["–", "—", "-", ":"])
        && ix > sentence.start + 3
        && sentence.end - ix <= 7
        && p.sentences.last().is_some_and(|last| last.end == sentence.end)
        && p.token(ix).is_some_and(|t| t.spaced || t.is(":"))
    {
        let points = p.at(sentence.end - 1, &["."]) && sentence.end - 1 > ix;
        sentence.end - usize::from(points)
    } else {
        return None;
    };
    let start = ix + 1 + usize::from(p.at(ix + 1, &["the"]));
    // "(DTM, 26 October)": the day is no part of the name.
    let end = (start..end).find(|at| p.at(*at, &[","])).unwrap_or(end);
    let tokens = p.tokens.get(start..end)?;
    let name = |t: &crate::text::Token| {
        (t.acronym && t.low.chars().count() >= 2 || crate::lexicon::SPEAKERS.has(t.base()))
            && !NO_SOURCE.contains(&t.low.as_str())
    };
    let plain = |t: &crate::text::Token| {
        t.kind == crate::text::Kind::Word
            && !SAYING.has(&t.low)
            && !crate::lexicon::FINITE.has(&t.low)
            && !crate::lexicon::STATES.has(&t.low)
            && crate::when::month(&t.low).is_none()
            && !crate::number::is_number_word(&t.low)
            || t.any(&["/", "&", "'", "’"])
    };
    // "(women, children and staff)" are counted, not asked: a name or letters stand in capitals.
    let capital = tokens.iter().any(|t| t.capital)
        || p.at(ix, &["–", "—", ":"])
        || tokens.last().is_some_and(|t| !crate::counted::is_person(&t.low));
    if tokens.is_empty() || !capital || !tokens.iter().any(name) || !tokens.iter().all(plain) {
        return None;
    }
    let speaker = subject::shown(p, text, &(start..end));
    Some(Attribution { speaker, range: ix..end, side: Side::Before, manner: Manner::Says, pronoun: false })
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

/// "13:30 Per ministry of health, 12,000 wait": nothing but the time of a log stands before.
fn opens_after_time(p: &Paragraph, sentence: &Range<usize>, ix: usize) -> bool {
    ix == sentence.start + 1 && p.token(sentence.start).is_some_and(|t| t.low.contains(':'))
}

/// "per the ministry of health".
fn per(p: &Paragraph, text: &str, sentence: &Range<usize>, ix: usize) -> Option<Attribution> {
    let range = subject::after(p, ix + 1, sentence.end)?;
    let opens = ix == sentence.start || opens_after_time(p, sentence, ix);
    let side = if opens { Side::After } else { Side::Before };
    let speaker = subject::shown(p, text, &range);
    Some(Attribution { speaker, range: ix..range.end, side, manner: Manner::Says, pronoun: false })
}

/// "SANA (state agency): 3,000 left", "ICRC tweet, 21:10: …": a label that opens a paragraph and can speak.
fn labelled(p: &Paragraph, text: &str, sentence: &Range<usize>, ix: usize) -> Option<Attribution> {
    let first = p.sentences.first()?.start;
    if sentence.start != first || ix > first + 1 {
        return None;
    }
    let bullet = p.at(first, &["•", "-", "*", "–", "▪", "·", "●"])
        || p.token(first).is_some_and(|t| t.kind == crate::text::Kind::Digits && t.low.contains(':'));
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
    let close = (ix + 3..sentence.end.min(ix + 14)).find(|at| p.at(*at, &[")", ";", "]"]))?;
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
