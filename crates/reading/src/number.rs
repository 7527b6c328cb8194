//! Numbers in digits and words, and what is said of how exact they are. Times, money, shares, distances
//! and spans of time are no counts.
//!
//! Never here: what is counted.

mod measure;
mod qualifier;
#[cfg(test)]
mod tests;

use crate::sentence::Paragraph;
use crate::text::{Kind, Token};
use measure::measures;
use qualifier::qualify;
use std::ops::Range;

/// A number that counts something.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Number {
    pub(crate) low: i64,
    pub(crate) high: i64,
    /// The tokens of the number itself.
    pub(crate) range: Range<usize>,
    /// The tokens of the qualifier with the number.
    pub(crate) whole: Range<usize>,
    /// "at least", "some", "dozens"; empty for none.
    pub(crate) qualifier: String,
    /// It is written in words and so small that it is often no count: "one", "two sides".
    pub(crate) small: bool,
}

/// No report counts more.
const MAX: i64 = 9_000_000_000;

/// A word's value: `(value, multiplies)`.
fn word_value(word: &str) -> Option<(i64, bool)> {
    const UNITS: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    if let Some(ix) = UNITS.iter().position(|unit| *unit == word) {
        return Some((ix as i64, false));
    }
    if let Some(ix) = TENS.iter().position(|ten| *ten == word) {
        return Some((ix as i64 * 10 + 20, false));
    }
    Some(match word {
        "hundred" => (100, true),
        "thousand" => (1000, true),
        "million" => (1_000_000, true),
        "billion" => (1_000_000_000, true),
        "dozen" => (12, true),
        _ => return None,
    })
}

/// The word is a number, or begins one.
pub(crate) fn is_number_word(word: &str) -> bool {
    word_value(word.split('-').next().unwrap_or_default()).is_some() || vague(word).is_some()
}

/// "dozens" and the like: a range, and their own qualifier.
fn vague(word: &str) -> Option<(i64, i64)> {
    Some(match word {
        "dozens" => (24, 99),
        "scores" => (40, 99),
        "hundreds" => (200, 999),
        "thousands" => (2000, 9999),
        "millions" => (2_000_000, 9_999_999),
        _ => return None,
    })
}

/// The number that begins with this token, without its qualifier.
fn bare(p: &Paragraph, ix: usize, end: usize) -> Option<(i64, i64, usize, bool)> {
    let token = p.token(ix)?;
    if token.kind == Kind::Digits {
        let (value, after) = digits(p, ix, end)?;
        return Some((value, value, after, false));
    }
    if let Some((low, high)) = vague(&token.low) {
        return Some((low, high, ix + 1, false));
    }
    if token.any(&["tens", "hundreds"]) || vague(&token.low).is_some() {
        return scaled(p, ix);
    }
    words(p, ix, end).map(|(value, after, small)| (value, value, after, small))
}

/// "tens of thousands", "hundreds of thousands".
fn scaled(p: &Paragraph, ix: usize) -> Option<(i64, i64, usize, bool)> {
    let token = p.token(ix)?;
    // "a few hundred", "several thousand".
    let few = ix + usize::from(token.is("a"));
    if p.at(few, &["few", "several"]) && p.at(few + 1, &["hundred", "thousand", "dozen", "million"]) {
        let plural = p.token(few + 1).map_or_else(String::new, |scale| format!("{}s", scale.low));
        return vague(&plural).map(|(low, high)| (low, high, few + 2, false));
    }
    let (low, high) = match token.low.as_str() {
        "tens" => (20, 99),
        "hundreds" => (200, 999),
        _ => return None,
    };
    let scale = match p.token(ix + 2)?.low.as_str() {
        "thousands" => 1000,
        "millions" => 1_000_000,
        _ => return None,
    };
    p.at(ix + 1, &["of"]).then_some((low * scale, (high + 1) * scale - 1, ix + 3, false))
}

/// "951", "1,014", "1.2 million", "2.5m", "15 000".
fn digits(p: &Paragraph, ix: usize, end: usize) -> Option<(i64, usize)> {
    let token = p.token(ix)?;
    if token.low.contains(':') {
        return None;
    }
    let mut after = ix + 1;
    let mut whole = token.low.clone();
    while after < end
        && whole.len() < 12
        && let Some(next) = p.token(after)
        && grouped(&whole, next)
    {
        whole.push_str(&next.low);
        after += 1;
    }
    let scale = |word: &Token| match word.low.as_str() {
        "thousand" => Some(1000.0),
        "million" | "mln" => Some(1_000_000.0),
        "m" if !word.spaced => Some(1_000_000.0),
        "k" if !word.spaced => Some(1000.0),
        "billion" | "bn" => Some(1_000_000_000.0),
        "hundred" => Some(100.0),
        "dozen" => Some(12.0),
        _ => None,
    };
    let scaled = (after < end).then(|| p.token(after).and_then(scale)).flatten();
    let plain = plain(&whole, scaled.is_some())?;
    let value = plain * scaled.unwrap_or(1.0);
    // What is not whole counts no persons and no vehicles.
    if !(0.0..=MAX as f64).contains(&value) || (value - value.round()).abs() > 1e-6 {
        return None;
    }
    Some((value.round() as i64, after + usize::from(scaled.is_some())))
}

/// "15 000": a space where others write a comma.
fn grouped(whole: &str, next: &Token) -> bool {
    let first = whole.len() <= 3 && !whole.starts_with('0') || whole.len() > 3 && whole.len() % 3 != 1;
    let bare = whole.chars().all(|c| c.is_ascii_digit());
    next.kind == Kind::Digits
        && bare
        && first
        && next.low.len() == 3
        && next.low.chars().all(|c| c.is_ascii_digit())
}

/// Commas between groups of three; a point only before a scale.
fn plain(text: &str, scaled: bool) -> Option<f64> {
    let (whole, fraction) = match text.split_once('.') {
        Some((whole, fraction)) if scaled => (whole, fraction),
        // "1.014 people", as much of Europe writes it.
        Some((whole, fraction)) if fraction.len() == 3 && whole.len() <= 3 => {
            return format!("{whole}{fraction}").parse().ok();
        }
        Some(_) => return None,
        None => (text, ""),
    };
    let groups: Vec<&str> = whole.split(',').collect();
    let good = groups.len() == 1 || groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3);
    if !good || whole.len() > 15 {
        return None;
    }
    format!("{}.{}0", groups.concat(), fraction).parse().ok()
}

/// "twenty-one", "a hundred", "half a million", "two dozen", "three hundred and six".
fn words(p: &Paragraph, ix: usize, end: usize) -> Option<(i64, usize, bool)> {
    let token = p.token(ix)?;
    if token.is("half") && p.at(ix + 1, &["a"]) {
        let scale = match p.token(ix + 2)?.low.as_str() {
            "million" => 500_000,
            "dozen" => 6,
            _ => return None,
        };
        return Some((scale, ix + 3, false));
    }
    let article = token.any(&["a", "an"]);
    if article && !p.at(ix + 1, &["hundred", "thousand", "million", "dozen"]) {
        return None;
    }
    let (mut total, mut group, mut at) = (0i64, i64::from(article), ix + usize::from(article));
    let mut parts = 0;
    while at < end {
        let word = p.token(at)?;
        if word.is("and")
            && parts > 0
            && group % 100 == 0
            && group > 0
            && p.token(at + 1).is_some_and(is_unit)
        {
            at += 1;
            continue;
        }
        let values: Option<Vec<(i64, bool)>> = word.low.split('-').map(word_value).collect();
        let Some(values) = values else { break };
        for (value, multiplies) in values {
            if multiplies && value >= 1000 {
                total = total.checked_add(group.max(1).checked_mul(value)?)?;
                group = 0;
            } else if multiplies {
                group = group.max(1).checked_mul(value)?;
            } else {
                group = group.checked_add(value)?;
            }
        }
        parts += 1;
        at += 1;
        if parts > 8 {
            return None;
        }
    }
    let value = total.checked_add(group)?;
    if parts == 0 || value > MAX {
        return None;
    }
    Some((value, at, parts == 1 && value <= 10 && !article))
}

fn is_unit(token: &Token) -> bool {
    word_value(token.low.split('-').next().unwrap_or_default()).is_some_and(|(_, multiplies)| !multiplies)
}

/// All numbers of a sentence that may count something; `taken` are tokens that are times and dates.
pub(crate) fn numbers(p: &Paragraph, sentence: &Range<usize>, taken: &[Range<usize>]) -> Vec<Number> {
    let mut found: Vec<Number> = Vec::new();
    let mut ix = sentence.start;
    while ix < sentence.end {
        if let Some(range) = taken.iter().find(|range| range.contains(&ix)) {
            ix = range.end.max(ix + 1);
            continue;
        }
        let Some((low, high, after, small)) = scaled(p, ix).or_else(|| bare(p, ix, sentence.end)) else {
            ix += 1;
            continue;
        };
        let mut number =
            Number { low, high, range: ix..after, whole: ix..after, qualifier: String::new(), small };
        if low != high {
            let words = p.tokens.get(ix..after).unwrap_or_default();
            number.qualifier = words.iter().map(|t| t.low.as_str()).collect::<Vec<_>>().join(" ");
        }
        let from = found.last().map_or(sentence.start, |last| last.range.end);
        span_of_two(p, &mut number, sentence.end);
        qualify(p, &mut number, from.max(sentence.start));
        ix = number.range.end.max(ix + 1);
        if !measures(p, &number) {
            found.push(number);
        }
    }
    found
}

/// "250 to 300", "250-300", "between 250 and 300", "four or five".
fn span_of_two(p: &Paragraph, number: &mut Number, end: usize) {
    if number.low != number.high {
        return;
    }
    let at = number.range.end;
    let between = p.before(number.range.start).is_some_and(|token| token.is("between"));
    let joins = p.at(at, &["to", "or", "–", "-", "—", "‑"]) || between && p.at(at, &["and"]);
    if !joins || at + 1 >= end {
        return;
    }
    let Some((low, high, after, _)) = bare(p, at + 1, end) else { return };
    // "15 to 1,000" is a span; "from 50 to 20" is a fall, and "killed 5 - 20 buses left" is none.
    let dash = p.at(at, &["–", "-", "—"]);
    let close = !dash || p.token(at).is_some_and(|t| !t.spaced) || p.token(at + 1).is_some_and(|t| !t.spaced);
    // "between ten and fifteen thousand", "10–15,000": the thousands belong to both.
    if let Some(scale) = shared_scale(p, number.low, low, after) {
        number.low *= scale;
    }
    if low == high && low > number.low && close && (number.low > 0) {
        (number.high, number.range.end, number.whole.end, number.small) = (low, after, after, false);
        if between {
            number.whole.start -= 1;
        }
    }
}

/// What the second number of a span is scaled by, when the first is meant to be scaled too.
fn shared_scale(p: &Paragraph, low: i64, high: i64, after: usize) -> Option<i64> {
    let last = p.before(after)?;
    let scale = match last.low.as_str() {
        "hundred" => 100,
        "million" | "m" | "mln" => 1_000_000,
        "thousand" | "k" => 1000,
        written if written.contains(',') && high % 1000 == 0 => 1000,
        _ => return None,
    };
    (low > 0 && low < 1000 && low.checked_mul(scale)? < high).then_some(scale)
}
