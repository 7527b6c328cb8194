//! The guide in `scenarios/README.md` says what the reader does: its example is sound and its table of
//! findings is the reader's own.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use evacuation::operation::read::{Code, Format, Severity, read};
use std::path::PathBuf;

fn file(path: &str) -> Option<String> {
    std::fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)).ok()
}

fn toml_block(text: &str) -> &str {
    let after = text.split_once("```toml\n").unwrap().1;
    after.split_once("```").unwrap().0
}

#[test]
fn the_table_of_findings_is_complete() {
    let guide = file("scenarios/README.md").unwrap();
    let rows: Vec<Vec<&str>> = guide
        .lines()
        .filter(|line| line.starts_with("| E0"))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    let expected: Vec<[String; 3]> = Code::ALL
        .iter()
        .map(|code| [code.to_string(), code.severity().to_string(), code.meaning().to_owned()])
        .collect();
    assert_eq!(rows.len(), expected.len());
    for (row, expected) in rows.iter().zip(&expected) {
        assert_eq!(&row[..3], expected);
        assert!(row[3].len() > 5, "{row:?}");
    }
}

#[test]
fn the_guides_example_is_sound() {
    let guide = file("scenarios/README.md").unwrap();
    let reading = read(toml_block(&guide).as_bytes(), Format::Toml);
    assert!(reading.findings.is_empty(), "{:?}", reading.findings);
    assert_eq!(reading.operation.unwrap().persons().total(), 256);
}

#[test]
fn the_contracts_example_has_no_error() {
    let Some(contract) = file("../shared/spec/planning.md") else { return };
    let reading = read(toml_block(&contract).as_bytes(), Format::Toml);
    assert_eq!(reading.count(Severity::Error), 0, "{:?}", reading.findings);
    let codes: Vec<Code> = reading.findings.iter().map(|finding| finding.code).collect();
    // It shows one road of two, and a bus without stretcher places.
    assert_eq!(codes, [Code::NoRoad, Code::PartyFitsNowhere]);
}

#[test]
fn numbers_of_findings_rise_and_group() {
    let numbers: Vec<u16> = Code::ALL.iter().map(|code| *code as u16).collect();
    assert!(numbers.windows(2).all(|pair| pair[0] < pair[1]));
    assert!(numbers.iter().all(|number| (1..=7).contains(&(number / 100))));
    assert_eq!(Code::ControlCharacter.to_string(), "E0103");
}
