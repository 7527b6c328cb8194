//! Files that nobody should send: too large, too deep, not text, cut off, endless. Reading them ends
//! soon, with a finding that says what to do, and never with a panic.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use evacuation::operation::read::{Code, FINDINGS_PER_CODE_MAX, Format, Reading, format_of, read};
use proptest::prelude::*;
use std::fmt::Write as _;
use std::time::Instant;

const BOTH: [Format; 2] = [Format::Toml, Format::Json];

fn codes(reading: &Reading) -> Vec<Code> {
    reading.findings.iter().map(|finding| finding.code).collect()
}

fn only(bytes: &[u8], format: Format, code: Code) -> Reading {
    let reading = read(bytes, format);
    assert!(reading.operation.is_none());
    assert!(
        !reading.findings.is_empty() && codes(&reading).iter().all(|found| *found == code),
        "{reading:?}"
    );
    reading
}

#[test]
fn files_that_are_no_text() {
    for format in BOTH {
        only(b"", format, Code::Empty);
        only(b" \r\n\t\n", format, Code::Empty);
        only(b"\xEF\xBB\xBF", format, Code::Empty);
        only(b"name = \"\xFF\"", format, Code::NotUtf8);
        only(b"\xFF\xFEn\0a\0", format, Code::NotUtf8);
        only(&vec![b' '; 100_000_000], format, Code::TooLarge);
        only("x = [0,0]\n".repeat(1_400_000).as_bytes(), format, Code::TooLarge);
        let reading = only(b"[operation]\nname = \"a\0b\0\"\n", format, Code::ControlCharacter);
        assert_eq!(reading.findings.len(), 2);
        assert_eq!(reading.findings[0].line, Some(2));
        assert_eq!(reading.findings[0].column, Some(10));
    }
}

#[test]
fn files_that_are_not_of_their_format() {
    for text in ["}", "a", "a = ", "[operation", "x = [1, 2", "x = \"abc", "= 1", "x = 01", "\u{1F600} = 1"] {
        only(text.as_bytes(), Format::Toml, Code::NotToml);
    }
    for text in [
        "}",
        "{",
        "[1, 2",
        "{\"a\" 1}",
        "{\"a\": 1,}",
        "[1,]",
        "{a: 1}",
        "{'a': 1}",
        "01",
        "1.",
        "-",
        "+1",
        "NaN",
        "tru",
        "{\"a\": 1} x",
        "// no\n{}",
        "\"abc",
        "\"a\nb\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\uD800\"",
        "\"\\uDC00\"",
        "\"\\uD800\\u0041\"",
    ] {
        only(text.as_bytes(), Format::Json, Code::NotJson);
    }
    let reading = only(b"{\n  \"place\": [\n    {\"id\": \"a\",}\n  ]\n}", Format::Json, Code::NotJson);
    assert_eq!((reading.findings[0].line, reading.findings[0].column), (Some(3), Some(16)));
}

#[test]
fn three_mistakes_in_the_writing_are_three_findings() {
    let reading = only(b"a = \nb = 1\nc = [1,,2]\nd = \"x\n", Format::Toml, Code::NotToml);
    let lines: Vec<Option<u32>> = reading.findings.iter().map(|finding| finding.line).collect();
    assert_eq!(lines, [Some(1), Some(3), Some(4)]);
}

#[test]
fn a_key_given_twice() {
    let toml = b"[operation]\nname = \"a\"\nname = \"b\"\n";
    let json = b"{\"operation\": {\n\"name\": \"a\",\n\"name\": \"b\"}}";
    for (bytes, format) in [(&toml[..], Format::Toml), (&json[..], Format::Json)] {
        let reading = read(bytes, format);
        let twice: Vec<_> = reading.findings.iter().filter(|f| f.code == Code::KeyTwice).collect();
        assert_eq!(twice.len(), 1);
        assert_eq!(twice[0].line, Some(3));
        assert!(codes(&reading).contains(&Code::Missing), "the rest of the file is read all the same");
    }
}

#[test]
fn tops_of_the_wrong_kind() {
    for text in ["[]", "1", "\"x\"", "null", "true"] {
        only(text.as_bytes(), Format::Json, Code::WrongType);
    }
    for key in ["operation", "objective", "place", "road", "fleet", "escorts", "people", "claim"] {
        for value in ["1", "\"x\"", "[1, \"x\", []]", "[[]]", "{ x = 1 }", "[{ x = 1 }]", "true"] {
            let reading = read(format!("{key} = {value}").as_bytes(), Format::Toml);
            assert!(reading.operation.is_none());
        }
    }
}

#[test]
fn depth_without_end() {
    for count in [34, 79, 81, 10_000, 1_000_000] {
        for text in [
            "[".repeat(count),
            format!("{}{}", "[".repeat(count), "]".repeat(count)),
            "{\"a\":".repeat(count),
        ] {
            only(text.as_bytes(), Format::Json, Code::TooDeep);
        }
        let closed = format!("x = {}{}", "[".repeat(count), "]".repeat(count));
        only(closed.as_bytes(), Format::Toml, Code::TooDeep);
        let open = [format!("x = {}", "[".repeat(count)), format!("x = {}", "{a=".repeat(count))];
        for text in open.iter().chain([&"[".repeat(count), &format!("x{} = 1", ".x".repeat(count))]) {
            let reading = read(text.as_bytes(), Format::Toml);
            assert!(reading.operation.is_none());
        }
    }
}

#[test]
fn the_list_of_findings_stays_short() {
    let mut text = String::new();
    for row in 0..3_432 {
        writeln!(text, "[[place]]\nid = \"p{row}\"\nkind = \"harbour\"\nlat = {}", "9".repeat(1 + row % 300))
            .unwrap();
    }
    let reading = read(text.as_bytes(), Format::Toml);
    let kinds: Vec<_> = reading.findings.iter().filter(|finding| finding.code == Code::UnknownKind).collect();
    assert_eq!(kinds.len(), FINDINGS_PER_CODE_MAX + 1);
    assert_eq!(kinds.last().unwrap().what, "and 3,412 more like this (no such kind of place)");
    assert!(reading.findings.iter().map(|finding| finding.to_string().len()).sum::<usize>() < 100_000);
    let hostile = format!("[\"{}\"]\nx = 1", "\\u202E".repeat(100_000));
    let reading = read(hostile.as_bytes(), Format::Toml);
    let shown: String = reading.findings.iter().map(ToString::to_string).collect();
    assert!(shown.len() < 5_000 && !shown.contains('\u{202E}'), "{shown}");
}

/// 100,000 rows; each group of people with its own list of destinations, the worst case for the roads.
fn large(rows: usize) -> String {
    let mut text = String::from(
        "[operation]\nname = \"Large\"\ntimezone = \"UTC\"\nstart = 2026-01-01T00:00:00Z\nhorizon = \"48h\"\n",
    );
    for row in 0..rows / 4 {
        let kind = if row % 2 == 0 { "staging" } else { "reception" };
        let next = (row + 1) % (rows / 4);
        let staging = row - row % 2;
        writeln!(
            text,
            "[[place]]\nid = \"p{row}\"\nkind = \"{kind}\"\n[[road]]\nfrom = \"p{row}\"\nto = \"p{next}\"\ntravel = 60\n\
             [[fleet]]\nid = \"f{row}\"\ncount = 1\nat = \"p{staging}\"\nseats = 50\n\
             [[people]]\nid = \"g{row}\"\nat = \"p{staging}\"\nto = [\"p{}\"]\nparties = [{{ count = 3, other = 4 }}]",
            staging + 1
        )
        .unwrap();
    }
    text
}

#[test]
fn a_hundred_thousand_rows_read_soon() {
    let text = large(100_000);
    let start = Instant::now();
    let reading = read(text.as_bytes(), Format::Toml);
    let took = start.elapsed();
    println!("{} bytes in {took:?}; {:?}", text.len(), codes(&reading));
    assert_eq!(codes(&reading), [Code::RoadsNotAllChecked]);
    assert_eq!(reading.operation.unwrap().places.len(), 25_000);
    // Generous: tests run beside each other on slow machines. Quadratic work would take minutes.
    assert!(took.as_secs() < 20, "{took:?}");
}

#[test]
fn endless_repetition_ends_soon() {
    let start = Instant::now();
    let bytes = 200_000;
    let patterns = [
        "\n",
        "=",
        "a",
        ".",
        ",",
        "\"",
        "'",
        "#",
        "{",
        "[",
        "]",
        "[[",
        "[[a]]\n",
        "[a]\n",
        "a=1\n",
        "\"a\"=1\n",
        "x.",
        "{}",
        "[],",
        "\\",
        "1e9",
        "\u{1F600}",
        "0,",
        "\"\",",
        "{\"a\":1},",
        "\"\\u0061\",",
        "[place]\n",
        "[[place]]\nid=1\n",
        "x=[1,2]\n",
        "\r\n",
        "\u{FEFF}",
    ];
    for pattern in patterns {
        for (before, after) in [("", ""), ("x = [", "]"), ("{\"place\":[", "0]}"), ("{", "\"z\":1}")] {
            let text = format!("{before}{}{after}", pattern.repeat(bytes / pattern.len()));
            for format in BOTH {
                let reading = read(text.as_bytes(), format);
                assert!(reading.operation.is_none());
            }
        }
    }
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

#[test]
fn the_format_by_name_and_by_first_sign() {
    assert_eq!(format_of("a/B.JSON", b"x = 1"), Format::Json);
    assert_eq!(format_of("a.toml", b"{}"), Format::Toml);
    assert_eq!(format_of("-", b"\xEF\xBB\xBF \n{}"), Format::Json);
    assert_eq!(format_of("", b"[operation]"), Format::Toml);
    assert_eq!(format_of("", b""), Format::Toml);
}

/// Texts near JSON: what our parser takes must be what the standard's does.
fn near_json() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("{"),
        Just("}"),
        Just("["),
        Just("]"),
        Just(","),
        Just(":"),
        Just("\"a\""),
        Just("\"b\\n\""),
        Just("\"\\uD83D\\uDE00\""),
        Just("1"),
        Just("-0"),
        Just("1.5e-3"),
        Just("01"),
        Just("1."),
        Just("true"),
        Just("null"),
        Just(" "),
        Just("\n"),
        Just("\"\t\""),
        Just("\"\\u00e9\""),
        Just("\"\\uDE00\""),
        Just("1E+5"),
        Just("nul"),
        Just("-"),
        Just("\""),
        Just("\\"),
    ];
    proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn the_json_parser_takes_what_the_standard_does(text in near_json()) {
        let reading = read(text.as_bytes(), Format::Json);
        let refused = codes(&reading).iter().any(|code| matches!(code, Code::NotJson | Code::Empty | Code::ControlCharacter));
        let judge = serde_json::from_str::<serde_json::Value>(&text);
        // The one difference: a number beyond all floating point is JSON, and then no number for us.
        prop_assume!(!judge.as_ref().is_err_and(|error| error.to_string().contains("out of range")));
        prop_assert_eq!(refused, judge.is_err(), "{:?} {:?}", reading.findings, judge);
    }
}
