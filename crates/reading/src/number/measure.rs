//! Numbers that measure: money, shares, distances, ages, spans of time.
//!
//! Never here: numbers that count.

use super::Number;
use crate::lexicon::MEASURES;
use crate::sentence::Paragraph;
use crate::text::Kind;

/// It measures money, shares, distance, age or a span of time, or only numbers something.
pub(super) fn measures(p: &Paragraph, number: &Number) -> bool {
    let before = p.before(number.range.start);
    let before_is = |words: &[&str]| before.is_some_and(|token| token.any(words));
    if before_is(&[
        "$",
        "€",
        "£",
        "¥",
        "#",
        "usd",
        "eur",
        "us$",
        "/",
        "resolution",
        "article",
        "page",
        "km",
        "+",
        "aged",
        "age",
    ]) || before_is(&[
        "no", "nos", "phase", "chapter", "section", "report", "update", "room", "channel", "unit", "gate",
        "route", "highway", "ward", "sector", "batch",
    ]) && number.low == number.high
        && before.is_some_and(|t| t.capital || !t.any(&["no", "report", "update"]))
        && p.token(number.range.end).is_none_or(|t| t.kind == Kind::Mark)
        || before_is(&["."]) && number.range.start >= 2 && p.at(number.range.start - 2, &["no", "nos"])
    {
        return true;
    }
    // "one in five children": a share.
    let numeral = |ix: usize| {
        p.token(ix).is_some_and(|t| t.kind == Kind::Digits || crate::number::is_number_word(&t.low))
    };
    let start = number.range.start;
    let share = number.low <= 10 && p.at(number.range.end, &["in"]) && numeral(number.range.end + 1)
        || number.low <= 10 && start >= 2 && p.was(start, 1, &["in"]) && numeral(start - 2);
    if share {
        return true;
    }
    let at = number.range.end;
    let Some(next) = p.token(at) else { return false };

    let per_cent = next.is("per") && !p.at(at + 1, &["cent", "cents"]);
    if MEASURES.has(&next.low) && !per_cent {
        return true;
    }
    // "12-year-old", "a 24-hour truce", "the 3-km road", "a 15-strong team".
    let hyphen =
        next.any(&["-", "‑"]) && !next.spaced && p.token(at + 1).is_some_and(|t| t.kind == Kind::Word);
    let long = p.token(at + 1).is_some_and(|t| MEASURES.has(&t.low) && !t.any(&["per", "times"]))
        && next.any(&["square", "cubic", "nautical", "more", "full", "long", "straight", "consecutive", "-"]);
    let out_of = next.is("-") && p.at(at + 1, &["year-old", "month-old", "day-old"]);
    hyphen || long || out_of
}
