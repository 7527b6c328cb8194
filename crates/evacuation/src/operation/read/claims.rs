//! `[[claim]]`: figures that others said, kept beside the operation with who said them.
//!
//! Never here: a judgement of who is right.

use super::field::Row;
use super::finding::{Code, Shown};
use crate::operation::ReportedClaim;

const KEYS: [&str; 11] =
    ["claimant", "figure", "value", "low", "high", "unit", "scope", "qualifier", "as_of", "grade", "source"];
/// The grade of what cannot be judged.
const UNJUDGED: &str = "F6";
const VALUE_MAX: i64 = 1_000_000_000_000;
/// Characters: a long web address fits.
const TEXT_MAX: usize = 500;

pub(super) fn read_claims(file: &Row<'_, '_>) -> Vec<ReportedClaim> {
    let claims = file.rows("claim", &KEYS, |row| {
        let needed = |key, example: &str| row.need(key, example).and_then(|spot| spot.words(TEXT_MAX));
        let optional = |key| {
            let text = row.get(key).and_then(|spot| spot.words(TEXT_MAX));
            text.unwrap_or_default().to_owned()
        };
        let claimant = needed("claimant", "\"a regime source\"");
        let figure = needed("figure", "\"people_out\"");
        let value = read_value(row);
        let claim = ReportedClaim {
            claimant: claimant.unwrap_or_default().to_owned(),
            figure: figure.unwrap_or_default().to_owned(),
            low: value.map_or(0, |(low, _)| low),
            high: value.map_or(0, |(_, high)| high),
            unit: optional("unit"),
            scope: optional("scope"),
            qualifier: optional("qualifier"),
            as_of: read_as_of(row),
            grade: read_grade(row),
            source: optional("source"),
        };
        Some(claim)
    });
    claims.into_iter().map(|read| read.item).collect()
}

/// `value = N`, or `low = N` and `high = N`.
fn read_value(row: &Row<'_, '_>) -> Option<(i64, i64)> {
    let number = |key| row.get(key).and_then(|spot| spot.whole(0..=VALUE_MAX));
    if row.has("value") {
        if let Some(spot) = row.get("low").or(row.get("high")) {
            let what = format_args!("a claim has either 'value', or 'low' and 'high'");
            spot.say(Code::WrongType, what, format_args!("delete one or the other"));
        }
        return number("value").map(|value| (value, value));
    }
    if !row.has("low") && !row.has("high") {
        row.need("value", "951")?;
    }
    let (low, high) =
        (row.need("low", "15000").and(number("low")), row.need("high", "40000").and(number("high")));
    let (low, high) = (low?, high?);
    if low > high {
        let what = format_args!("low is {low}, high is {high}");
        row.get("low").unwrap_or(row.spot).say(Code::ClaimBackwards, what, format_args!("exchange the two"));
    }
    Some((low, high))
}

/// TOML writes a date without quotes; it is kept as it is written.
fn read_as_of(row: &Row<'_, '_>) -> String {
    let Some(spot) = row.get("as_of") else { return String::new() };
    match &spot.node.value {
        super::document::Value::Time(time) => time.to_string(),
        _ => spot.words(TEXT_MAX).unwrap_or_default().to_owned(),
    }
}

fn read_grade(row: &Row<'_, '_>) -> String {
    let Some(spot) = row.get("grade") else { return UNJUDGED.to_owned() };
    let grade = spot.text().unwrap_or(UNJUDGED);
    if !crate::statement::is_grade(grade) {
        let what = format_args!("{} is no Admiralty grade", Shown(grade));
        spot.say(
            Code::BadGrade,
            what,
            format_args!("write A to F, then 1 to 6, such as \"C3\"; \"F6\" cannot be judged"),
        );
    }
    grade.to_owned()
}
