//! A run: entries of one log that follow each other, in one row. A row costs as much to write as
//! several entries, and what comes from another hub or a bundle comes in long rows.
//!
//! Of the row of a run, `bytes` are all entries one after the other, `signature` all signatures, and
//! `ends` where each entry ends in `bytes` (two bytes each, big endian). `ends` is NULL for a run of one.
//!
//! Never here: whether an entry is good (`load`).

use super::Shelf;
use bytes::Bytes;
use ledger::{LogId, Signed, Verified};

/// Bytes of a run at most, so that its row fits into a quarter of a page, the most that SQLite keeps
/// in one piece. An entry that is longer is a run of its own.
const RUN_BYTES: usize = 1900;
/// Bytes that an entry takes beside its own.
const BESIDE: usize = 64 + 2;

/// A row as it is written.
pub(super) struct Run {
    pub(super) log_id: LogId,
    /// The number of the first entry.
    pub(super) seq: i64,
    pub(super) bytes: Vec<u8>,
    pub(super) signature: Vec<u8>,
    pub(super) ends: Option<Vec<u8>>,
}

impl Run {
    /// The run of these entries, which follow each other; `None` of none.
    pub(super) fn of<'a>(entries: impl IntoIterator<Item = &'a Verified>) -> Option<Run> {
        let mut entries = entries.into_iter();
        let first = entries.next()?;
        let seq = number(first.seq());
        let (bytes, signature) = (first.signed().bytes.to_vec(), first.signed().signature.to_vec());
        let mut run = Run { log_id: first.log_id(), seq, bytes, signature, ends: None };
        for entry in entries {
            let ends = run.ends.get_or_insert_with(|| end_of(&run.bytes).to_vec());
            run.bytes.extend_from_slice(&entry.signed().bytes);
            run.signature.extend_from_slice(&entry.signed().signature);
            ends.extend(end_of(&run.bytes));
        }
        Some(run)
    }
}

/// Where the last of these entries ends, as it is written.
fn end_of(bytes: &[u8]) -> [u8; 2] {
    u16::try_from(bytes.len()).unwrap_or(u16::MAX).to_be_bytes()
}

/// A number as SQLite keeps it; those beyond are no entry's.
pub(super) fn number(seq: u64) -> i64 {
    i64::try_from(seq).unwrap_or(i64::MAX)
}

/// How many of these entries, at least one of any, make the next run. Each names the one before it:
/// of a fork both branches stand in a row by its number, and are read back in an order that can be taken.
pub(super) fn length(entries: &[(&Verified, Shelf)]) -> usize {
    let mut bytes = 0;
    let fits = |entry: &Verified, bytes: &mut usize| {
        *bytes += entry.signed().bytes.len() + BESIDE;
        *bytes <= RUN_BYTES
    };
    let Some((first, rest)) = entries.split_first() else { return 0 };
    if first.1 == Shelf::Branch || !fits(first.0, &mut bytes) {
        return 1;
    }
    let pairs = entries.iter().zip(rest);
    1 + pairs
        .take_while(|((before, _), (entry, shelf))| {
            *shelf == Shelf::Main && follows(before, entry) && fits(entry, &mut bytes)
        })
        .count()
}

/// Whether one entry is the next of the other's log and names it.
pub(super) fn follows(before: &Verified, entry: &Verified) -> bool {
    before.log_id() == entry.log_id()
        && before.seq().checked_add(1) == Some(entry.seq())
        && entry.prev() == Some(before.id())
}

/// The entries of a row; `None` where its parts do not fit together.
pub(super) fn entries(bytes: &Bytes, signature: &[u8], ends: Option<&[u8]>) -> Option<Vec<Signed>> {
    let (signatures, rest) = signature.as_chunks::<64>();
    let Some(ends) = ends else {
        let [signature] = signatures else { return None };
        return rest.is_empty().then(|| vec![Signed { bytes: bytes.clone(), signature: *signature }]);
    };
    let (ends, odd) = ends.as_chunks::<2>();
    if !(rest.is_empty() && odd.is_empty() && ends.len() == signatures.len()) {
        return None;
    }
    let mut from = 0;
    let mut all = Vec::with_capacity(ends.len());
    for (end, signature) in ends.iter().zip(signatures) {
        let end = usize::from(u16::from_be_bytes(*end));
        all.push(Signed { bytes: bytes.slice_ref(bytes.get(from..end)?), signature: *signature });
        from = end;
    }
    (from == bytes.len()).then_some(all)
}
