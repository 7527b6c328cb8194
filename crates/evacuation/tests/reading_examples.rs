//! The examples of the planning problem read without an error, and mean what they say.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use evacuation::operation::Minimise;
use evacuation::operation::read::{Format, Severity, format_of, read};
use std::path::PathBuf;

fn examples() -> Vec<(String, Vec<u8>)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/spec/examples");
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.flatten().map(|entry| entry.path());
    let operations = paths.filter(|path| path.to_string_lossy().ends_with(".operation.json"));
    operations.map(|path| (path.to_string_lossy().into_owned(), std::fs::read(path).unwrap())).collect()
}

#[test]
fn every_example_reads_without_an_error() {
    for (name, bytes) in examples() {
        assert_eq!(format_of(&name, &bytes), Format::Json);
        let reading = read(&bytes, Format::Json);
        for finding in &reading.findings {
            println!("{name}: {finding}");
        }
        assert_eq!(reading.count(Severity::Error), 0, "{name}");
        let operation = reading.operation.unwrap();
        assert!(operation.persons().total() > 1_000, "{name}");
        let makespan = name.contains("bep-14");
        assert_eq!(operation.objective.minimise == Minimise::Makespan, makespan, "{name}");
    }
}
