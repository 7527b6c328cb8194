//! Sealed data in a bundle: only what a statement commits to, and nothing that was to be destroyed. What it
//! says nobody can see here, and nobody needs to.
//!
//! Never here: keys.

use super::Report;
use crate::intake::Book;
use evacuation::account::hex;
use ledger::Verified;
use ledger::sealed::{Blob, commit};
use std::collections::BTreeSet;

pub(super) fn check(blobs: &[Vec<u8>], entries: &[Verified], book: Option<&Book>, report: &mut Report) {
    let committed: BTreeSet<[u8; 32]> = entries.iter().filter_map(|entry| entry.seal_commit()).collect();
    for blob in blobs {
        let commitment = commit(blob);
        let place = format!("sealed data {}", hex(&commitment).chars().take(12).collect::<String>());
        if Blob::read(blob).is_err() {
            report.doubt("no_blob", place, "it is no sealed data", "ask for the original");
        } else if !committed.contains(&commitment) {
            let what = "no statement in the bundle commits to it: it was altered, exchanged or added";
            report.doubt("unasked_blob", place, what, "ask for the original");
        } else if book.is_some_and(|book| book.account().is_shredded(&commitment)) {
            let what = "it was to be destroyed, and here it still is";
            report.doubt("not_destroyed", place, what, "destroy this file, and ask who kept a copy");
        }
    }
}
