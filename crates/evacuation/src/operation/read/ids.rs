//! Ids: the names by which rows refer to each other, and by which plans and statements refer to them.
//!
//! Never here: normalisation. An id is taken as it is written, or refused.

use super::field::{Row, Spot};
use super::finding::{Code, Shown, is_invisible};
use std::collections::BTreeMap;

/// Bytes of an id; with `-1000000` and a trip number it stays within what a trip id may have.
const BYTES_MAX: usize = 64;

/// The key `id` of a row. One that cannot be used gets a finding and is still the row's id, so that
/// the rows that refer to it get none.
pub(super) fn own_id<'d>(row: &Row<'d, '_>, example: &str) -> Option<&'d str> {
    let spot = row.need("id", example)?;
    let text = spot.text()?;
    check_id(&spot, text);
    Some(text)
}

fn check_id(spot: &Spot<'_, '_>, text: &str) {
    let wrong = |why: std::fmt::Arguments<'_>| {
        let what = format_args!("{} cannot be an id: {why}", Shown(text));
        spot.say(Code::BadId, what, format_args!("use letters, digits, '-' and '_'"));
    };
    if text.is_empty() {
        wrong(format_args!("it is empty"));
    } else if text.len() > BYTES_MAX {
        wrong(format_args!("it has {} bytes, at most {BYTES_MAX} are allowed", text.len()));
    } else if let Some(sign) = text.chars().find(|sign| is_invisible(*sign)) {
        wrong(format_args!("it contains the invisible character U+{:04X}", u32::from(sign)));
    } else if text.trim() != text {
        wrong(format_args!("it begins or ends with a space"));
    }
}

/// The ids of one kind of row, each with the row that has it.
#[derive(Debug, Default)]
pub(super) struct Ids<'d> {
    known: BTreeMap<&'d str, usize>,
}

impl<'d> Ids<'d> {
    /// Notes that the row at `index` has this id; a second row gets a finding.
    pub(super) fn note(&mut self, id: &'d str, index: usize, row: &Row<'_, '_>, twice: Code, noun: &str) {
        if self.known.contains_key(id) {
            let what = format_args!("there is already a {noun} with the id {}", Shown(id));
            let action = format_args!("give each {noun} an id of its own, or join the two rows");
            match row.get("id") {
                Some(spot) => spot.say(twice, what, action),
                None => row.spot.say(twice, what, action),
            }
        } else {
            self.known.insert(id, index);
        }
    }

    pub(super) fn get(&self, id: &str) -> Option<usize> {
        self.known.get(id).copied()
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &'d str> + Clone + '_ {
        self.known.keys().copied()
    }
}
