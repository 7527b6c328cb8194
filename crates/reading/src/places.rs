//! Places that a sentence names: a short list of towns and quarters that reports of sieges and evacuations
//! speak of, and the way in which English names places that are on no list.
//!
//! Never here: coordinates. A place is words until a person says which one it is.

use crate::lexicon::NO_PLACE;
use crate::sentence::Paragraph;
use crate::text::{Kind, Token};
use crate::when::{month, weekday};
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// Names as common knowledge has them; several spellings of one place are several entries.
const NAMES: &str = include_str!("places.txt");

static KNOWN: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    NAMES.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
});

/// A place in a sentence.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Place {
    pub(crate) range: Range<usize>,
    /// It is on the list, not only written like a place.
    pub(crate) known: bool,
}

/// It is the name of a place.
pub(crate) fn listed(low: &str) -> bool {
    KNOWN.contains(low)
}

/// All places of a sentence, in order.
pub(crate) fn places(p: &Paragraph, sentence: &Range<usize>) -> Vec<Place> {
    let mut found: Vec<Place> = Vec::new();
    let mut ix = sentence.start;
    while ix < sentence.end {
        let Some(token) = p.token(ix) else { break };
        if !token.capital {
            ix += 1;
            continue;
        }
        let place = known(p, ix, sentence.end).or_else(|| patterned(p, ix, sentence));
        match place {
            Some(place) => {
                ix = place.range.end;
                found.push(place);
            }
            None => ix += 1,
        }
    }
    join_pairs(p, found)
}

/// "Foua and Kefraya": two places that are named as one.
fn join_pairs(p: &Paragraph, found: Vec<Place>) -> Vec<Place> {
    let mut joined: Vec<Place> = Vec::new();
    for place in found {
        match joined.last_mut() {
            Some(last) if last.range.end + 1 == place.range.start && p.at(last.range.end, &["and"]) => {
                last.range.end = place.range.end;
                last.known |= place.known;
            }
            _ => joined.push(place),
        }
    }
    joined
}

fn known(p: &Paragraph, ix: usize, end: usize) -> Option<Place> {
    (1..=4usize).rev().find_map(|length| {
        let last = ix + length;
        if last > end {
            return None;
        }
        let words: Vec<&str> = p.tokens.get(ix..last)?.iter().map(Token::base).collect();
        let listed = KNOWN.contains(words.join(" ").as_str());
        listed.then(|| Place { range: directed(p, ix)..last, known: true })
    })
}

/// "eastern Aleppo": the word before belongs to the name.
fn directed(p: &Paragraph, ix: usize) -> usize {
    const DIRECTIONS: [&str; 14] = [
        "east",
        "west",
        "north",
        "south",
        "eastern",
        "western",
        "northern",
        "southern",
        "central",
        "north-western",
        "north-eastern",
        "south-western",
        "south-eastern",
        "northwestern",
    ];
    let directed = p.before(ix).is_some_and(|token| token.any(&DIRECTIONS));
    ix - usize::from(directed)
}

/// What a place may be.
const KINDS: [&str; 34] = [
    "district",
    "province",
    "hospital",
    "crossing",
    "checkpoint",
    "neighbourhood",
    "neighborhood",
    "camp",
    "square",
    "road",
    "bridge",
    "region",
    "village",
    "quarter",
    "airport",
    "plant",
    "school",
    "governorate",
    "countryside",
    "market",
    "suburb",
    "town",
    "city",
    "valley",
    "station",
    "mosque",
    "university",
    "border",
    "enclave",
    "area",
    "junction",
    "roundabout",
    "corridor",
    "works",
];

/// Capitals after "in", "at", "near" and the like, or before "district", "hospital", "crossing".
fn patterned(p: &Paragraph, ix: usize, sentence: &Range<usize>) -> Option<Place> {
    const LEADS: [&str; 21] = [
        "in", "at", "near", "from", "outside", "into", "inside", "around", "towards", "toward", "to",
        "reached", "entered", "entering", "leaving", "reaching", "via", "between", "of", "through", "across",
    ];
    let mut end = ix;
    while end < sentence.end && end - ix < 5 && p.token(end).is_some_and(names) {
        end += 1;
    }
    if end == ix {
        return None;
    }
    let kind = p.at(end, &KINDS);
    let before = ix.checked_sub(1).filter(|at| *at >= sentence.start).and_then(|at| p.token(at));
    // "at the Yellow Bridge": the kind may be part of the name.
    let own_kind = end > ix + 1
        && p.token(end - 1).is_some_and(|t| {
            KINDS.contains(&t.low.as_str()) || t.any(&["stadium", "theatre", "theater", "gate", "superdome"])
        });
    let before = match before {
        Some(token) if token.any(&["the"]) && (kind || own_kind) => {
            ix.checked_sub(2).and_then(|at| p.token(at))
        }
        other => other,
    };
    // "at the Superdome".
    let building = end == ix + 1
        && before.is_some_and(|token| token.any(&["the"]))
        && p.was(ix, 2, &["at", "near", "inside", "outside"])
        && p.token(ix).is_some_and(|t| !t.acronym && !crate::lexicon::SPEAKERS.has(t.base()))
        && !p.token(end).is_some_and(|t| t.kind == Kind::Word && t.capital);
    let led = building || before.is_some_and(|token| token.any(&LEADS));
    let of = before.is_some_and(|token| token.any(&["of", "to"])) && !kind;
    let spoken = p.token(end).is_some_and(|t| t.any(&["said", "says", "told", "reported", "and"])) && !led;
    (!spoken && (led && !of || kind)).then_some(Place { range: ix..end + usize::from(kind), known: kind })
}

/// A capitalised word that may be part of a place's name.
fn names(token: &Token) -> bool {
    token.kind == Kind::Word
        && token.capital
        && !NO_PLACE.has(token.base())
        && month(token.base()).is_none()
        && weekday(token.base()).is_none()
        && !token.low.contains('.')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sentence::paragraphs;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let read = |p: Paragraph| {
            let found: Vec<Place> = p.sentences.iter().flat_map(|s| places(&p, s)).collect();
            found.iter().map(|place| p.words(text, &place.range)).collect::<Vec<_>>()
        };
        assert_eq!(paragraphs(text).flat_map(read).collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn listed_and_patterned() {
        check("left eastern Aleppo for Idlib", &["eastern Aleppo", "Idlib"]);
        check("villages of Foua and Kefraya", &["Foua and Kefraya"]);
        check("gathered in the Qadam district on Thursday", &["Qadam district"]);
        check("He was at Al-Noor hospital in May", &["Al-Noor hospital"]);
        check("told Reuters in Novoselka", &["Novoselka"]);
    }
}
