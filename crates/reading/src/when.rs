//! Dates and times of day in a sentence, and the day that they mean, counted from the day of the report.
//!
//! Never here: a clock. Without a day of the report, words stay words.

use crate::sentence::Paragraph;
use crate::text::{Kind, Token};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use std::ops::Range;

/// A day as a text names it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Day {
    Full(Date),
    Yearly(i8, i8),
    Weekly(Weekday),
    /// Days from the day of the report.
    Offset(i8),
    /// A month or a year: no day.
    Vague,
}

/// A date, a time of day, or both.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Time {
    pub(crate) range: Range<usize>,
    pub(crate) day: Option<Day>,
    /// Hour, minute, and whether it is GMT.
    pub(crate) clock: Option<(u8, u8, bool)>,
    /// It begins or ends a stretch of time: since, until, between, before, after.
    pub(crate) bounds: bool,
}

/// All dates and times of a sentence, in order.
pub(crate) fn times(p: &Paragraph, sentence: &Range<usize>) -> Vec<Time> {
    let mut found = Vec::new();
    let mut ix = sentence.start;
    while ix < sentence.end {
        let parsed = clock(p, ix)
            .map(|(clock, end)| (None, Some(clock), end))
            .or_else(|| day(p, ix).map(|(day, end)| (Some(day), None, end)));
        let Some((day, clock, end)) = parsed else {
            ix += 1;
            continue;
        };
        let bounds = p.before(ix).is_some_and(|t| {
            t.any(&["since", "until", "till", "between", "before", "after", "from", "and", "to", "through"])
        });
        let end = end.clamp(ix + 1, sentence.end.max(ix + 1));
        found.push(Time { range: ix..end, day, clock, bounds });
        ix = end;
    }
    found
}

fn number(token: &Token) -> Option<u32> {
    (token.kind == Kind::Digits && token.low.len() <= 4).then(|| token.low.parse().ok()).flatten()
}

/// "12:30", "13:40hrs", "1200 GMT", "7 a.m.", "7.30pm", "noon".
fn clock(p: &Paragraph, ix: usize) -> Option<((u8, u8, bool), usize)> {
    let token = p.token(ix)?;
    let led = p
        .before(ix)
        .is_some_and(|t| t.any(&["by", "at", "around", "about", "since", "until", "before", "after"]));
    if led && token.any(&["noon", "midday", "midnight"]) {
        return Some(((if token.is("midnight") { 0 } else { 12 }, 0, false), ix + 1));
    }
    if token.kind != Kind::Digits {
        return None;
    }
    let next = p.token(ix + 1);
    let next_is = |words: &[&str]| next.is_some_and(|t| t.any(words));
    let half = next_is(&["a.m", "p.m", "a.m.", "p.m.", "am", "pm"]);
    let zone = next_is(&["gmt", "utc", "z"]);
    let hours = next_is(&["hrs", "hours"]) && next.is_some_and(|t| !t.spaced) || next_is(&["hrs"]);
    let (hour, minute) = match token.low.split_once([':', '.']) {
        Some((hour, minute)) if token.low.contains(':') || half => {
            (hour.parse::<u8>().ok()?, minute.get(..2)?.parse::<u8>().ok()?)
        }
        Some(_) => return None,
        None if half => (token.low.parse::<u8>().ok()?, 0),
        None if (zone || hours) && matches!(token.low.len(), 3 | 4) => {
            let value = token.low.parse::<u16>().ok()?;
            (u8::try_from(value / 100).ok()?, u8::try_from(value % 100).ok()?)
        }
        // "at 1430 (1230 GMT)".
        None if led
            && token.low.len() == 4
            && next.is_none_or(|t| t.kind == Kind::Mark || t.any(&["local", "on"]))
            || token.low.len() == 4 && next_is(&["local"]) && p.at(ix + 2, &["time"]) =>
        {
            let value = token.low.parse::<u16>().ok().filter(|value| value / 100 < 24)?;
            (u8::try_from(value / 100).ok()?, u8::try_from(value % 100).ok()?)
        }
        None => return None,
    };
    if hour > 24 || minute > 59 || half && hour > 12 {
        return None;
    }
    let afternoon = next_is(&["p.m", "p.m.", "pm"]);
    let hour = match (half, afternoon, hour) {
        (true, true, 1..=11) => hour + 12,
        (true, false, 12) => 0,
        _ => hour % 24,
    };
    let end = ix + 1 + usize::from(half || zone || hours);
    let later_zone = half && p.at(end, &["gmt", "utc"]) || p.at(end, &["gmt", "utc"]);
    Some(((hour, minute, zone || later_zone), end + usize::from(later_zone)))
}

pub(crate) fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let full = MONTHS.iter().position(|month| *month == word);
    let short = || MONTHS.iter().position(|month| word.len() == 3 && month.starts_with(word));
    let ix = full.or_else(short).or_else(|| (word == "sept").then_some(8))?;
    i8::try_from(ix + 1).ok()
}

pub(crate) fn weekday(word: &str) -> Option<Weekday> {
    const DAYS: [(&str, Weekday); 7] = [
        ("monday", Weekday::Monday),
        ("tuesday", Weekday::Tuesday),
        ("wednesday", Weekday::Wednesday),
        ("thursday", Weekday::Thursday),
        ("friday", Weekday::Friday),
        ("saturday", Weekday::Saturday),
        ("sunday", Weekday::Sunday),
    ];
    DAYS.iter().find(|(name, _)| *name == word).map(|(_, day)| *day)
}

fn year(token: &Token) -> Option<i16> {
    let value = number(token)?;
    (token.low.len() == 4 && (1900..2100).contains(&value)).then(|| i16::try_from(value).ok()).flatten()
}

/// Any way to name a day.
fn day(p: &Paragraph, ix: usize) -> Option<(Day, usize)> {
    let token = p.token(ix)?;
    if token.kind == Kind::Digits {
        return numeric(p, ix).or_else(|| day_month(p, ix)).or_else(|| bare_year(p, ix));
    }
    if token.capital
        && let Some(day) = weekday(token.base())
    {
        return Some((Day::Weekly(day), ix + 1));
    }
    let offset = match token.low.as_str() {
        "today" | "tonight" => Some(0),
        "yesterday" => Some(-1),
        "tomorrow" => Some(1),
        "day" if p.before(ix).is_some_and(|t| t.is("previous")) => Some(-1),
        "day" if p.before(ix).is_some_and(|t| t.is("the")) && p.at(ix + 1, &["before"]) => Some(-1),
        _ => None,
    };
    if let Some(offset) = offset {
        return Some((Day::Offset(offset), ix + 1));
    }
    month_day(p, ix)
}

/// "December 15, 2016", "Dec. 15", "December 2016", "in December".
fn month_day(p: &Paragraph, ix: usize) -> Option<(Day, usize)> {
    let token = p.token(ix).filter(|token| token.capital)?;
    let month = month(&token.low)?;
    let mut at = ix + 1 + usize::from(p.at(ix + 1, &["."]));
    if let Some(year) = p.token(at).and_then(year) {
        let _ = year;
        return Some((Day::Vague, at + 1));
    }
    let Some(day) = p.token(at).and_then(number).filter(|day| (1..=31).contains(day)) else {
        let led =
            p.before(ix).is_some_and(|t| t.any(&["in", "since", "last", "late", "early", "of", "mid", "by"]));
        return (led || !token.any(&["may", "march"])).then_some((Day::Vague, ix + 1));
    };
    at += 1;
    at += usize::from(p.at(at, &["st", "nd", "rd", "th"]));
    // "December 18-20", "December 13 and 14": the last day counts.
    let mut day = day;
    if p.at(at, &["-", "–", "and", "to"])
        && let Some(last) =
            p.token(at + 1).and_then(number).filter(|last| (1..=31).contains(last) && *last > day)
        && !p.token(at + 2).is_some_and(|t| t.kind == Kind::Word && p.at(at, &["and", "to"]))
    {
        (day, at) = (last, at + 2);
    }
    let comma = usize::from(p.at(at, &[","]));
    finish(p, month, day, at, comma)
}

/// "15 December 2016", "15th of December", "18-20 December".
fn day_month(p: &Paragraph, ix: usize) -> Option<(Day, usize)> {
    let mut day = number(p.token(ix)?).filter(|day| (1..=31).contains(day))?;
    let mut at = ix + 1;
    at += usize::from(p.at(at, &["st", "nd", "rd", "th"]));
    at += usize::from(p.at(at, &["of"]));
    if p.at(at, &["-", "–", "and", "to"]) && p.token(at + 1).is_some_and(|t| t.kind == Kind::Digits) {
        day = number(p.token(at + 1)?).filter(|day| (1..=31).contains(day))?;
        at += 2;
    }
    let month = p.token(at).filter(|token| token.capital).and_then(|token| month(&token.low))?;
    finish(
        p,
        month,
        day,
        at + 1 + usize::from(p.at(at + 1, &["."]) && p.token(at + 2).and_then(year).is_some()),
        0,
    )
}

/// Looks for the year.
fn finish(p: &Paragraph, month: i8, day: u32, at: usize, comma: usize) -> Option<(Day, usize)> {
    let day = i8::try_from(day).ok()?;
    if let Some(year) = p.token(at + comma).and_then(year)
        && let Ok(date) = Date::new(year, month, day)
    {
        return Some((Day::Full(date), at + comma + 1));
    }
    Some((Day::Yearly(month, day), at))
}

/// "2016-12-15", "22-12-2016", "15/12/2016", "15.12.2016".
fn numeric(p: &Paragraph, ix: usize) -> Option<(Day, usize)> {
    let pointed: Vec<&str> = p.token(ix)?.low.split('.').collect();
    let (parts, end) = if let [day, month, year] = pointed[..] {
        ([day, month, year].map(str::to_owned), ix + 1)
    } else {
        let mark = p.token(ix + 1).filter(|t| t.any(&["-", "/", "–"]) && !t.spaced)?;
        let second = p.token(ix + 3).filter(|t| t.low == mark.low && !t.spaced)?;
        let tokens = [p.token(ix)?, p.token(ix + 2)?, p.token(ix + 4)?];
        if second.spaced || tokens.iter().any(|t| t.kind != Kind::Digits) {
            return None;
        }
        (tokens.map(|token| token.low.clone()), ix + 5)
    };
    let [first, month, last] = parts.map(|part| part.parse::<i16>().unwrap_or(-1));
    let (year, day) = if first > 31 { (first, last) } else { (last, first) };
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    (1900..2100).contains(&year).then_some((Day::Full(date), end))
}

/// "in 2016".
fn bare_year(p: &Paragraph, ix: usize) -> Option<(Day, usize)> {
    year(p.token(ix)?)?;
    const LEADS: [&str; 17] = [
        "in", "since", "of", "until", "during", "late", "early", "mid", "from", "before", "after", "by",
        "year", "spring", "summer", "autumn", "winter",
    ];
    let led = p.before(ix).is_some_and(|t| t.any(&LEADS));
    let alone = p.token(ix + 1).is_none_or(|t| t.kind == Kind::Mark);
    (led || alone).then_some((Day::Vague, ix + 1))
}

/// The day that is meant, told from the day of the report; `ahead`: of what is still to come.
pub(crate) fn resolve(day: Day, report: Option<Date>, ahead: bool) -> Option<Date> {
    match (day, report) {
        (Day::Full(date), _) => Some(date),
        (Day::Yearly(month, day), Some(report)) => {
            let near = |year: i16| Date::new(year, month, day).ok();
            // Reports speak of what was: a month that is far ahead is last year's.
            let own = near(report.year());
            match own {
                Some(date) if !ahead && date > report.saturating_add(90.days()) => near(report.year() - 1),
                other => other,
            }
        }
        (Day::Weekly(weekday), Some(report)) => {
            let back = i64::from(weekday.until(report.weekday()).rem_euclid(7));
            let ahead_by = i64::from(report.weekday().until(weekday).rem_euclid(7));
            let days = if ahead { ahead_by } else { -back };
            report.checked_add(days.days()).ok()
        }
        (Day::Offset(days), Some(report)) => report.checked_add(i64::from(days).days()).ok(),
        _ => None,
    }
}

/// ISO day with the time of day, GMT marked by Z.
pub(crate) fn written(date: Option<Date>, clock: Option<(u8, u8, bool)>) -> String {
    let day = date.map_or_else(String::new, |date| date.to_string());
    match clock {
        Some((hour, minute, gmt)) if date.is_some() => {
            format!("{day}T{hour:02}:{minute:02}{}", if gmt { "Z" } else { "" })
        }
        _ => day,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sentence::paragraphs;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let report = Date::new(2016, 12, 16).ok();
        let read = |p: Paragraph| {
            let found: Vec<Time> = p.sentences.iter().flat_map(|s| times(&p, s)).collect();
            let show = |t: Time| match t.day {
                Some(day) => resolve(day, report, false).map_or("-".to_owned(), |d| d.to_string()),
                None => written(report, t.clock),
            };
            found.into_iter().map(show).collect::<Vec<_>>()
        };
        let found: Vec<String> = paragraphs(text).flat_map(read).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn days_and_times_are_read() {
        check("left on Thursday", &["2016-12-15"]);
        check("as of 20 December 2016", &["2016-12-20"]);
        check("on Dec. 14 and 9 April", &["2016-12-14", "2016-04-09"]);
        check("by 1200 GMT", &["2016-12-16T12:00Z"]);
        check("at 13:40hrs", &["2016-12-16T13:40"]);
        check("at around 11 a.m. (0900 GMT)", &["2016-12-16T11:00", "2016-12-16T09:00Z"]);
        check("2016-12-01 and 22-12-2016", &["2016-12-01", "2016-12-22"]);
        check("may leave, in 2016, 2,016 people", &["-"]);
    }
}
