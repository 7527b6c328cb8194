//! How exact a number is said to be: "some", "at least", "no fewer than".
//!
//! Never here: the number.

use super::Number;
use crate::sentence::Paragraph;
use std::sync::LazyLock;

/// What stands before a number and says how exact it is, longest first.
const QUALIFIERS: &str = "no fewer than | no less than | not less than | no more than | not more than | a total of | an estimated | \
     at least another | at least some | as many as | as few as | well over | well above | just over | just under | \
     slightly more than | slightly over | more than | less than | fewer than | at least | at most | up to | upwards of | \
     close to | in excess of | an additional | a further | about another | over | above | under | below | about | \
     around | some | roughly | approximately | approx | nearly | almost | estimated | only | just | another | maybe | \
     perhaps | possibly | exactly | additional | circa | barely | probably";

static LISTED: LazyLock<Vec<Vec<&'static str>>> =
    LazyLock::new(|| QUALIFIERS.split('|').map(|words| words.split_whitespace().collect()).collect());

/// The qualifier that ends before this token: where it begins, and its words.
fn qualifier(p: &Paragraph, ix: usize, start: usize) -> Option<(usize, String)> {
    let matches = |words: &&Vec<&str>| {
        ix.checked_sub(words.len()).is_some_and(|from| {
            from >= start && words.iter().enumerate().all(|(n, word)| p.at(from + n, &[word]))
        })
    };
    let words = LISTED.iter().find(matches)?;
    let from = ix - words.len();
    // "another at least 50", "some about": the qualifier before it belongs to it.
    let outer = from > start
        && p.before(from).is_some_and(|token| token.any(&["another", "some", "about", "only", "possibly"]));
    // "a total of" says nothing of how exact it is.
    let said = if words.as_slice() == ["a", "total", "of"] { String::new() } else { words.join(" ") };
    Some((from - usize::from(outer), said.trim_start_matches("an ").to_owned()))
}

/// Gives a number the qualifier before or after it.
pub(super) fn qualify(p: &Paragraph, number: &mut Number, from: usize) {
    // "approx. 380": the point belongs to the word.
    let pointed =
        p.was(number.whole.start, 1, &["."]) && p.was(number.whole.start, 2, &["approx", "ca", "est"]);
    let lead = number.whole.start - usize::from(pointed);
    if let Some((start, words)) = qualifier(p, lead, from) {
        number.whole.start = start;
        number.qualifier = if number.qualifier.is_empty() {
            words
        } else {
            format!("{words} {}", number.qualifier).trim().to_owned()
        };
    }
    let at = number.range.end;
    // "5,000-plus", "5,000+".
    let plus = p.at(at, &["-"]) && p.at(at + 1, &["plus"]);
    if plus || p.at(at, &["+"]) && p.token(at).is_some_and(|t| !t.spaced) {
        number.range.end = at + 1 + usize::from(plus);
        number.whole.end = number.range.end;
        if number.qualifier.is_empty() {
            number.qualifier = "at least".to_owned();
        }
    }
    let at = number.range.end;
    if number.qualifier.is_empty() && p.at(at, &["or"]) && p.at(at + 1, &["more", "so"]) {
        number.qualifier = p.token(at + 1).map_or_else(String::new, |t| format!("or {}", t.low));
        number.whole.end = at + 2;
        number.range.end = at + 2;
    }
}
