//! Numbers that measure: money, shares, distances, ages, spans of time.
//!
//! Never here: numbers that count.

use super::Number;
use crate::lexicon::MEASURES;
use crate::sentence::Paragraph;
use crate::text::Kind;

/// "convoy 2 was held", "bus 3": which one, not how many.
fn named_by_number(p: &Paragraph, number: &Number) -> bool {
    const NUMBERED: [&str; 30] = [
        "convoy",
        "bus",
        "vehicle",
        "truck",
        "ambulance",
        "car",
        "group",
        "batch",
        "checkpoint",
        "day",
        "stage",
        "team",
        "hospital",
        "school",
        "trip",
        "wave",
        "point",
        "post",
        "lane",
        "bay",
        "line",
        "tent",
        "shelter",
        "building",
        "block",
        "annex",
        "table",
        "figure",
        "zone",
        "stop",
    ];
    let noun = p.before(number.range.start).is_some_and(|t| t.any(&NUMBERED));
    let digits = p.token(number.range.start).is_some_and(|t| t.kind == Kind::Digits);
    let counts = p.token(number.range.end).is_some_and(crate::counted::listed);
    noun && digits
        && number.low == number.high
        && number.low < 100
        && !counts
        && number.whole.start == number.range.start
}

/// "between the ages of 15 and 55", "aged from 15 to 55".
fn of_age(p: &Paragraph, start: usize) -> bool {
    // "men between 18 and 50".
    if p.at(start, &["between"]) && p.was(start, 1, &["men", "boys", "males", "women", "girls", "those"]) {
        return true;
    }
    (1..=5)
        .map_while(|back| start.checked_sub(back))
        .find(|at| p.at(*at, &["age", "ages", "aged"]))
        .is_some_and(|at| {
            (at + 1..start).all(|between| {
                p.at(between, &["of", "between", "and", "from", "to", "-", "–"])
                    || p.token(between).is_some_and(|t| t.kind == Kind::Digits)
            })
        })
}

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
        "resolution",
        "article",
        "page",
        "km",
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
    if named_by_number(p, number) {
        return true;
    }
    if before_is(&["/", "+"]) && p.token(number.range.start).is_some_and(|t| !t.spaced) {
        return true;
    }
    if of_age(p, number.whole.start) {
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
    let hyphen = !p.at(at + 1, &["plus", "odd", "strong"])
        && next.any(&["-", "‑"])
        && !next.spaced
        && p.token(at + 1).is_some_and(|t| t.kind == Kind::Word);
    let long = p.token(at + 1).is_some_and(|t| MEASURES.has(&t.low) && !t.any(&["per", "times"]))
        && next.any(&["square", "cubic", "nautical", "more", "full", "long", "straight", "consecutive", "-"]);
    let out_of = next.is("-") && p.at(at + 1, &["year-old", "month-old", "day-old"]);
    hyphen || long || out_of
}
