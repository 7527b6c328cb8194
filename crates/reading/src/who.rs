//! Who is reported to say what: attributions before, after and in the middle of what is said, by name, by
//! role, by pronoun and at second hand.
//!
//! Never here: what is said.

mod formal;
mod verbs;

use crate::lexicon::{ASKING, BARRIER, DENYING, PRONOUNS, SAYING, SEEING};
use crate::sentence::Paragraph;
use crate::subject::{self, after, before};
use crate::text::Token;
use formal::formal;
use std::ops::Range;
use verbs::is_verb;

/// How the speaker stands to what is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Manner {
    Says,
    /// Was there, and saw or counted.
    Sees,
    Hears,
    Denies,
    /// Asks for it, threatens it, expects it.
    Asks,
}

/// On which side of the speaker stands what is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    After,
    Before,
    Both,
}

/// One attribution in a sentence.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Attribution {
    /// The speaker in the words of the text; a pronoun until it is resolved.
    pub(crate) speaker: String,
    /// Its tokens with the verb.
    pub(crate) range: Range<usize>,
    pub(crate) side: Side,
    pub(crate) manner: Manner,
    pub(crate) pronoun: bool,
}

/// All attributions of a sentence, in order.
pub(crate) fn attributions(p: &Paragraph, text: &str, sentence: &Range<usize>) -> Vec<Attribution> {
    let mut found: Vec<Attribution> = Vec::new();
    let mut ix = sentence.start;
    while ix < sentence.end {
        let Some(token) = p.token(ix) else { break };
        let quoted = p.quote_at(ix).is_some_and(|quote| quote.len() > 3);
        let one = if quoted {
            None
        } else if let Some(formal) = formal(p, text, sentence, ix) {
            Some(formal)
        } else if token.any(&["adding", "saying", "noting", "stating"])
            && p.before(ix).is_some_and(|t| t.any(&[","]))
        {
            let speaker = found.last().map(|last| last.speaker.clone());
            let speaker = speaker.or_else(|| subject::opening(p, text, sentence, ix));
            speaker.map(|speaker| {
                let pronoun = PRONOUNS.has(&speaker.to_lowercase());
                Attribution { speaker, range: ix..ix + 1, side: Side::After, manner: Manner::Says, pronoun }
            })
        } else if let Some(again) = goes_on_to_say(p, sentence, ix, found.last()) {
            Some(again)
        } else if SAYING.has(&token.low)
            || token.any(&[
                "put", "puts", "received", "told", "cites", "gave", "gives", "found", "spoke", "spoken",
                "speaks", "speak", "talked", "raised", "revised", "lowered", "updated",
            ])
        {
            spoken(p, text, sentence, ix)
        } else {
            None
        };
        ix = one.as_ref().map_or(ix + 1, |one| one.range.end.max(ix + 1));
        found.extend(one);
    }
    found
}

/// "It denied responsibility and said": one subject, two verbs.
fn goes_on_to_say(
    p: &Paragraph,
    sentence: &Range<usize>,
    ix: usize,
    last: Option<&Attribution>,
) -> Option<Attribution> {
    const VERBS: [&str; 12] = [
        "said",
        "says",
        "added",
        "told",
        "claimed",
        "reported",
        "warned",
        "confirmed",
        "announced",
        "estimated",
        "put",
        "insisted",
    ];
    let last = last?;
    let mut at = ix;
    while at > sentence.start && p.before(at).is_some_and(|t| crate::lexicon::BETWEEN.has(&t.low)) {
        at -= 1;
    }
    let joined = p.at(ix, &VERBS) && p.was(at, 1, &["and", "but"]) && at > last.range.end;
    let token =
        p.token(ix).filter(|token| joined && last.side != Side::Before && is_verb(p, sentence, token, ix))?;
    Some(Attribution {
        speaker: last.speaker.clone(),
        range: ix..ix + 1,
        side: Side::After,
        manner: manner(p, token, ix),
        pronoun: last.pronoun,
    })
}

/// "according to X", at the beginning, the end or in the middle.
fn according(p: &Paragraph, text: &str, sentence: &Range<usize>, ix: usize) -> Option<Attribution> {
    let range = after(p, ix + 2, sentence.end)?;
    let first = p.token(range.start)?;
    let pronoun = PRONOUNS.has(&first.low) || first.any(&["him", "her", "them"]);
    let side = if opens(p, sentence, ix) { Side::After } else { tail(p, sentence, range.end) };
    let speaker = subject::shown(p, text, &range);
    Some(Attribution { speaker, range: ix..range.end, side, manner: Manner::Says, pronoun })
}

/// Nothing but a connective stands before it in its clause.
fn opens(p: &Paragraph, sentence: &Range<usize>, ix: usize) -> bool {
    let last = ix.checked_sub(1).filter(|at| *at >= sentence.start).and_then(|at| p.token(at));
    last.is_none_or(|t| {
        t.any(&["•", "*", "-", "–", "—", "“", "\"", ":", ";", "and", "but", "while", "whereas", ")"])
    })
}

/// A speaker that closes a sentence speaks of what stands before; one in the middle of both.
fn tail(p: &Paragraph, sentence: &Range<usize>, end: usize) -> Side {
    let mut at = end;
    // Adjuncts: "on Thursday", "in a statement", "by phone".
    while at < sentence.end
        && at - end < 14
        && !p.at(at, &[",", ".", ";", ":", "”", "\"", "–", "—", "-", "!", "?"])
    {
        at += 1;
    }
    let more = sentence.end.saturating_sub(at) > 3 && p.at(at, &[",", "–", "—", ";"]);
    if more { Side::Both } else { Side::Before }
}

/// A subject and a verb of saying, in either order.
fn spoken(p: &Paragraph, text: &str, sentence: &Range<usize>, verb: usize) -> Option<Attribution> {
    let token = p.token(verb)?;
    if !is_verb(p, sentence, token, verb) {
        return None;
    }
    let manner = manner(p, token, verb);
    // "He was told by a major that": the major says it.
    if p.at(verb, &["told", "informed", "assured"]) && p.at(verb + 1, &["by"]) {
        let end = (verb + 3..sentence.end).find(|at| p.at(*at, &["that"])).unwrap_or(sentence.end);
        let range = after(p, verb + 2, end)?;
        let speaker = subject::shown(p, text, &range);
        return Some(Attribution {
            speaker,
            range: verb..range.end,
            side: Side::After,
            manner,
            pronoun: false,
        });
    }
    if let Some(attribution) = quoted_by(p, text, sentence, verb) {
        return Some(attribution);
    }
    if let Some(attribution) = inverted(p, text, sentence, verb) {
        return Some(attribution);
    }
    if let Some(mut range) = before(p, sentence, verb) {
        // "Between 11:00 and 11:40 the SMM heard": the time names nobody.
        while range.len() > 1 && p.token(range.start).is_some_and(|t| t.low.contains(':')) {
            range.start += 1;
        }
        let first = p.token(range.start)?;
        // "36 patients registered": they are counted; only plain words make a number of people speak.
        let counted = first.kind == crate::text::Kind::Digits;
        if counted && !token.any(&["said", "say", "told", "tell", "says"]) {
            return None;
        }
        let pronoun = range.len() == 1 && PRONOUNS.has(&first.low);
        let side = side_of(p, sentence, &range, verb);
        let speaker = subject::shown(p, text, &range);
        return Some(Attribution { speaker, range: range.start..verb + 1, side, manner, pronoun });
    }
    None
}

/// "…," said X: nothing follows the name but an adjunct.
fn inverted(p: &Paragraph, text: &str, sentence: &Range<usize>, verb: usize) -> Option<Attribution> {
    const INVERTED: [&str; 14] = [
        "said",
        "says",
        "added",
        "reported",
        "announced",
        "wrote",
        "warned",
        "adds",
        "reports",
        "confirmed",
        "explained",
        "claimed",
        "complained",
        "recalled",
    ];
    let token = p.token(verb)?;
    let led = p.before(verb).is_some_and(|t| t.any(&[",", "”", "\"", "?", "!", "»"]));
    if !led || verb <= sentence.start || !token.any(&INVERTED) {
        return None;
    }
    // "said via Skype": no name follows.
    if p.token(verb + 1).is_some_and(|t| crate::lexicon::PREPOSITIONS.has(&t.low) && !t.acronym) {
        return None;
    }
    let mut range = after(p, verb + 1, sentence.end)?;
    // "said a doctor who refused to be named".
    if range.len() > 1 && p.at(range.end - 1, &["who", "which", "that"]) {
        range.end -= 1;
    }
    let closed = p.token(range.end).is_none_or(|t| {
        t.kind == crate::text::Kind::Mark
            || t.any(&["on", "in", "by", "at", "late", "early", "who", "from", "after", "during", "as"])
            || crate::when::weekday(&t.low).is_some()
    });
    if !closed {
        return None;
    }
    let first = p.token(range.start)?;
    let pronoun = range.len() == 1 && PRONOUNS.has(&first.low);
    let speaker = subject::shown(p, text, &range);
    let (side, manner) = (tail(p, sentence, range.end), manner(p, token, verb));
    Some(Attribution { speaker, range: verb..range.end, side, manner, pronoun })
}

fn manner(p: &Paragraph, token: &Token, verb: usize) -> Manner {
    let word = token.low.as_str();
    if DENYING.has(word) || p.before(verb).is_some_and(|t| t.any(&["not", "never"])) {
        Manner::Denies
    } else if word == "heard" {
        Manner::Hears
    } else if SEEING.has(word) {
        Manner::Sees
    } else if ASKING.has(word) {
        Manner::Asks
    } else {
        Manner::Says
    }
}

/// "X quoted Y as saying", "Y was quoted by X as saying", "X cited Y".
fn quoted_by(p: &Paragraph, text: &str, sentence: &Range<usize>, verb: usize) -> Option<Attribution> {
    if !p.at(verb, &["quoted", "cited", "cites", "quotes"]) {
        return None;
    }
    let passive = p.before(verb).is_some_and(|t| t.any(&["was", "were", "been"]));
    let saying = (verb + 1..sentence.end.min(verb + 24))
        .find(|at| p.at(*at, &["as"]) && p.at(at + 1, &["saying", "telling"]));
    let end = saying.map_or(sentence.end, |at| at);
    let (said_by, relayed_by) = if passive {
        let relay = p.at(verb + 1, &["by"]).then(|| after(p, verb + 2, end)).flatten();
        (before(p, sentence, verb.checked_sub(1)?)?, relay)
    } else {
        (after(p, verb + 1, end)?, before(p, sentence, verb))
    };
    let speaker = subject::shown(p, text, &said_by);
    let speaker = match relayed_by {
        Some(relay) => format!("{speaker} via {}", subject::shown(p, text, &relay)),
        None => speaker,
    };
    let from = said_by.start.min(verb);
    let leads = (sentence.start..from).filter(|at| !p.at(*at, &[",", "“", "\""])).count() > 5;
    let side = if leads { tail(p, sentence, saying.map_or(said_by.end, |at| at + 2)) } else { Side::After };
    let range = from..saying.map_or(verb + 1, |at| at + 2);
    Some(Attribution { speaker, range, side, manner: Manner::Says, pronoun: false })
}

/// Whether what is said stands before the subject or after its verb.
fn side_of(p: &Paragraph, sentence: &Range<usize>, subject: &Range<usize>, verb: usize) -> Side {
    let clause = (sentence.start..subject.start)
        .rev()
        .find(|at| p.at(*at, &[";"]))
        .map_or(sentence.start, |at| at + 1);
    let led = p.before(subject.start).is_some_and(|t| t.any(&[",", "”", "\"", "»", "–", "—", "-", "?", "!"]));
    if subject.start <= clause || !led {
        return Side::After;
    }
    // "BANGUI (AFP) - The force said": the dateline says nothing.
    let dateline = p.was(subject.start, 1, &["-", "–", "—"]) && subject.start < 14;
    if dateline || p.at(verb + 1, &["that", ":"]) {
        return Side::After;
    }
    if adjunct(p, clause..subject.start) {
        return Side::After;
    }
    // "In a statement released on Friday, the agency said those in need include": what it says follows.
    let goes_on = p.token(verb + 1).is_some_and(|t| {
        t.kind == crate::text::Kind::Digits
            || crate::number::is_number_word(&t.low)
            || t.any(&[
                "those", "the", "its", "some", "about", "at", "more", "there", "it", "they", "a", "an",
                "many",
            ])
    });
    match tail(p, sentence, verb + 1) {
        Side::Before if goes_on && !p.at(verb, &["told"]) => Side::Both,
        side => side,
    }
}

/// "On Thursday,", "Speaking from Aleppo,", "However,": nothing is said in it.
fn adjunct(p: &Paragraph, range: Range<usize>) -> bool {
    let tokens = p.tokens.get(range).unwrap_or_default();
    if tokens.iter().any(Token::is_close_quote) {
        return false;
    }
    let finite =
        tokens.iter().any(|t| crate::lexicon::FINITE.has(&t.low) || t.low.len() > 4 && t.low.ends_with("ed"));
    let starts = tokens.iter().find(|t| !t.any(&["and", "but", "•", "-", "*", "–"]));
    let leads = starts.is_some_and(|t| {
        crate::lexicon::PREPOSITIONS.has(&t.low)
            || BARRIER.has(&t.low)
            || t.any(&[
                "earlier",
                "later",
                "separately",
                "meanwhile",
                "asked",
                "speaking",
                "still",
                "instead",
                "elsewhere",
                "overnight",
            ])
    });
    let digits = |t: &Token| t.kind == crate::text::Kind::Digits;
    let counted = |pair: &[Token]| {
        (digits(&pair[0]) || crate::number::is_number_word(&pair[0].low))
            && (crate::number::is_number_word(&pair[1].low) || crate::counted::listed(&pair[1]))
    };
    let counts = tokens.iter().any(|t| digits(t) && t.low.len() > 2) || tokens.windows(2).any(counted);
    let asked = starts.is_some_and(|t| t.any(&["asked", "speaking", "contacted", "reached"]));
    !finite && (leads && !counts || tokens.len() <= 4) || asked
}

#[cfg(test)]
mod tests;
