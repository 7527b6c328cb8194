//! The bounds of sealed notes and of readings.
//!
//! Never here: what a note says; nobody but a clinician's device can know.

use super::{Sound, absurd, text};
use crate::statement::Fact;
use std::collections::BTreeSet;

/// Clinicians' devices to which one note is sealed at most.
pub const NOTE_READERS_MAX: usize = 32;
/// Bytes of a sealed note at most: two thousand of text, padding, nonce and tag.
pub const NOTE_BYTES_MAX: usize = 2_400;
/// A nonce, a tag and one byte.
const NOTE_BYTES_MIN: usize = 29;

pub(super) fn check(fact: &Fact) -> Sound {
    match fact {
        Fact::Note(f) => {
            let devices: BTreeSet<[u8; 32]> = f.to.iter().map(|reader| *reader.device).collect();
            if f.to.is_empty() || f.to.len() > NOTE_READERS_MAX || devices.len() < f.to.len() {
                return absurd(format!("a note is sealed to 1 to {NOTE_READERS_MAX} different devices"));
            }
            if !(NOTE_BYTES_MIN..=NOTE_BYTES_MAX).contains(&f.sealed.len()) {
                return absurd(format!("a sealed note has {NOTE_BYTES_MIN} to {NOTE_BYTES_MAX} bytes"));
            }
            Ok(())
        }
        Fact::ReadNote(f) if f.why.trim().is_empty() => absurd("a reading says what for"),
        Fact::ReadNote(f) => text("why", &f.why),
        _ => Ok(()),
    }
}
