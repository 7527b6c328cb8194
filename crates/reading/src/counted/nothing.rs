//! Counts of nothing: "no casualties", "nobody", "none of the buses".
//!
//! Never here: whether it is so.

use super::{Counted, VEHICLES, is_person, named};
use crate::lexicon::singular;
use crate::number::Number;
use crate::sentence::Paragraph;
use crate::text::Kind;
use std::ops::Range;

/// "no casualties", "nobody", "none of the buses": a count of nothing.
pub(crate) fn none(p: &Paragraph, sentence: &Range<usize>, ix: usize) -> Option<Counted> {
    let token = p.token(ix)?;
    let any_denied = token.is("any");
    if token.any(&["nobody"]) || token.is("no") && p.at(ix + 1, &["one"]) || token.is("no-one") {
        return Some(Counted::understood("people", ix + 1 + usize::from(token.is("no")), false));
    }
    if token.is("none") && none_of_persons(p, ix) {
        return Some(Counted::understood("people", ix + 1, false));
    }
    let of_whole = token.is("none") && p.at(ix + 1, &["of"]);
    if !(token.is("no") || any_denied || of_whole) {
        return None;
    }
    let mut from = ix + 1;
    while of_whole
        && (p.at(from, &["of", "the", "its", "their", "those", "these"])
            || p.token(from).is_some_and(|t| t.kind == Kind::Digits || crate::number::is_number_word(&t.low)))
    {
        from += 1;
    }
    let found = named(
        p,
        sentence,
        &Number {
            low: 0,
            high: 0,
            range: ix..ix + 1,
            whole: ix..ix + 1,
            qualifier: String::new(),
            small: true,
        },
        from,
        false,
    )?;
    let counts = is_person(&found.unit) || VEHICLES.contains(singular(&found.unit).as_str());
    (counts && found.end <= from + 2 && !IN_GENERAL.contains(&found.unit.as_str())).then_some(found)
}

/// "none had been able to go", "none of them was hurt": nobody, said in a word.
fn none_of_persons(p: &Paragraph, ix: usize) -> bool {
    let whom = p.at(ix + 1, &["of"]) && p.at(ix + 2, &["them", "whom", "us"]);
    p.at(ix + 1 + if whom { 2 } else { 0 }, &["had", "have", "has", "were", "was"])
}

/// "no official", "no staff": mostly said of other things.
const IN_GENERAL: [&str; 12] = [
    "official",
    "officials",
    "staff",
    "personnel",
    "name",
    "names",
    "case",
    "member",
    "head",
    "team",
    "monitor",
    "life",
];
