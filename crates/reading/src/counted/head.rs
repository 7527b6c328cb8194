//! A noun phrase around its head: nouns named by two words, pairs and lists of nouns, what stands before.
//!
//! Never here: numbers.

use super::{Counted, PERSONS, VEHICLES, listed};
use crate::lexicon::{FINITE, singular};
use crate::sentence::Paragraph;
use crate::text::{Kind, Token};
use std::ops::Range;

/// "food parcels", "metric tons", "stretcher cases" are named by both words.
const BOTH: [&str; 20] = [
    "case",
    "parcel",
    "ton",
    "tonne",
    "kit",
    "item",
    "box",
    "basket",
    "crew",
    "team",
    "worker",
    "bed",
    "supply",
    "treatment",
    "meal",
    "ration",
    "strike",
    "raid",
    "member",
    "holder",
];

const HARMS: [&str; 6] = ["injury", "death", "casualty", "fatality", "body", "corpse"];

pub(super) fn with_head(
    p: &Paragraph,
    sentence: &Range<usize>,
    from: usize,
    head: usize,
    part: bool,
) -> Counted {
    let mut unit = p.token(head).map_or_else(String::new, |t| t.base().to_owned());
    let mut end = head + 1;
    let mut from = from;
    if head > from
        && !p.token(head - 1).is_some_and(|t| t.capital)
        && BOTH.contains(&singular(&unit).as_str())
    {
        let before = p.token(head - 1).map_or_else(String::new, |t| t.low.clone());
        unit = format!("{before} {unit}");
        from = from.min(head - 1);
        return Counted { unit, modifiers: modifiers(p, from, head - 1), end, understood: false, part };
    }
    let noun = |at: usize| p.token(at).filter(|t| at < sentence.end && listed(t));
    let one = singular(&unit);
    let vehicle = VEHICLES.contains(one.as_str());
    if p.at(end, &["and"]) && (vehicle || PERSONS.contains(one.as_str())) {
        // "buses and ambulances" are counted together; "20 buses and drivers" are not.
        let of_kind = |t: &Token| VEHICLES.contains(singular(t.base()).as_str()) == vehicle;
        // "five people and injuries to others": harm is counted apart from those who suffer it.
        let harm = |t: &Token| HARMS.contains(&singular(t.base()).as_str());
        let same = |t: &Token| p.token(head).is_some_and(harm) == harm(t);
        if let Some(second) = noun(end + 1).filter(|t| !t.any(&["members"]) && of_kind(t) && same(t)) {
            unit = format!("{unit} and {}", second.base());
            end += 2;
        } else if let Some(second) =
            noun(end + 2).filter(|t| BOTH.contains(&singular(t.base()).as_str()) && of_kind(t))
            && let Some(first) = p.token(end + 1).filter(|t| t.kind == Kind::Word && !FINITE.has(&t.low))
        {
            // "diplomats and aid workers".
            unit = format!("{unit} and {} {}", first.low, second.base());
            end += 3;
        }
    } else if let Some(and) = listing(p, end, &noun) {
        // "women, men, children and elderly people".
        if let Some(last) = (and + 1..and + 4).find(|at| noun(*at).is_some()) {
            let words: Vec<&str> = (head..=last).filter_map(|at| p.token(at)).map(|t| t.base()).collect();
            // The last noun may stand for all of them.
            let all = p.token(last).is_some_and(|t| t.any(&["people", "persons", "civilians"]));
            unit = if all { "people".to_owned() } else { words.join(" ").replace(" ,", ",") };
            end = last + 1;
        }
    }
    if unit == "mt" {
        unit = "MT".to_owned();
    }
    if unit == "idps" {
        unit = "IDPs".to_owned();
    }
    if unit == "person" {
        unit = "people".to_owned();
    }
    Counted { unit, modifiers: modifiers(p, from, head), end, understood: false, part }
}

/// "9 UN and SARC staff".
pub(super) fn between_acronyms(p: &Paragraph, at: usize) -> bool {
    p.at(at, &["and"])
        && p.before(at).is_some_and(|t| t.capital)
        && p.token(at + 1).is_some_and(|t| t.acronym || t.capital)
}

/// "women, men, children and …": the "and" of a list of nouns that begins before `end`.
fn listing<'p>(p: &Paragraph, end: usize, noun: &impl Fn(usize) -> Option<&'p Token>) -> Option<usize> {
    let mut at = end;
    while p.at(at, &[","]) && noun(at + 1).is_some() {
        at += 2;
    }
    (at > end && p.at(at, &["and"])).then_some(at)
}

pub(super) fn modifiers(p: &Paragraph, from: usize, head: usize) -> Vec<String> {
    p.tokens.get(from..head).unwrap_or_default().iter().map(|t| t.low.clone()).collect()
}
