//! Any bytes are read as an operation file, or refused with findings; never a panic, and an operation
//! exactly when nothing found is an error.

#![no_main]

use evacuation::operation::read::{Format, Severity, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    // The first byte chooses the format, so that one corpus serves both.
    let (format, bytes) = match bytes.split_first() {
        Some((b'j', rest)) => (Format::Json, rest),
        Some((_, rest)) => (Format::Toml, rest),
        None => (Format::Toml, bytes),
    };
    let reading = read(bytes, format);
    assert_eq!(reading.operation.is_some(), reading.count(Severity::Error) == 0);
    for finding in &reading.findings {
        assert!(finding.to_string().len() < 2_000);
    }
});
