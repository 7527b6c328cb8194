//! Numbers and what measures, by example. Never here: the labelled texts (`bench/intake`).

use super::*;
use crate::sentence::paragraphs;

fn read(text: &str) -> Vec<(i64, i64, String)> {
    let found = |p: Paragraph| {
        let sentences = p.sentences.clone();
        let all: Vec<Number> = sentences.iter().flat_map(|s| numbers(&p, s, &[])).collect();
        all.into_iter().map(|n| (n.low, n.high, n.qualifier)).collect::<Vec<_>>()
    };
    paragraphs(text).flat_map(found).collect()
}

#[track_caller]
fn check(text: &str, low: i64, high: i64, qualifier: &str) {
    assert_eq!(read(text), [(low, high, qualifier.to_owned())], "{text}");
}

#[test]
fn words_and_digits() {
    check("some 50,000 people", 50_000, 50_000, "some");
    check("nearly 1,000 left", 1000, 1000, "nearly");
    check("twenty-one buses", 21, 21, "");
    check("a hundred more", 100, 100, "");
    check("three hundred and six men", 306, 306, "");
    check("half a million people", 500_000, 500_000, "");
    check("1.2 million people", 1_200_000, 1_200_000, "");
    check("at least a dozen people", 12, 12, "at least");
    check("two dozen people", 24, 24, "");
    check("15 000 people", 15_000, 15_000, "");
    check("no fewer than 12 people", 12, 12, "no fewer than");
}

#[test]
fn spans_and_vague_numbers() {
    check("between 250 and 300 children", 250, 300, "");
    check("60 to 70 patients", 60, 70, "");
    check("250-300 children", 250, 300, "");
    check("between ten and fifteen thousand people", 10_000, 15_000, "");
    check("10–15,000 people", 10_000, 15_000, "");
    check("15 to 1,000 people", 15, 1000, "");
    check("dozens of men", 24, 99, "dozens");
    check("tens of thousands of men", 20_000, 99_999, "tens of thousands");
    check("hundreds of people", 200, 999, "hundreds");
}

#[test]
fn measures_are_no_counts() {
    for text in [
        "$4 million",
        "30 percent",
        "38 per cent",
        "21 km",
        "6.8 km long",
        "5 hours",
        "a 12-year-old",
        "No. 9",
        "12:30",
        "between the ages of 15 and 55",
        "aged 15 to 55",
    ] {
        assert_eq!(read(text), [], "{text}");
    }
}
