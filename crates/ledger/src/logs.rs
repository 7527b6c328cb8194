//! Where a verified entry belongs: the shape of all logs, without their contents.
//!
//! A log is the tree of its entries by `prev`. An honest device's tree is a chain. Two entries with
//! one number are a fork: both branches are kept, and from that number on the log is quarantined.
//! The state is a function of the *set* of entries taken: every order of arrival that can be taken
//! at all gives the same state.
//!
//! Never here: bytes, signatures, storage.

use crate::id::{EntryId, LogId};
use crate::signed::Verified;
use std::collections::BTreeMap;

/// What became of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is the next of its log.
    Appended,
    /// It was here already; nothing changed.
    Known,
    /// It was taken, and it has the same number as another entry of its log: `first` is the one
    /// that was here before. Together they are a proof of fork.
    Forked {
        /// The entry that was here before.
        first: EntryId,
    },
}

/// Why an entry was not taken. Nothing changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Entries before it are missing: send them first, from `next` on.
    #[error("entries of this log are missing; send number {next} and those after it first")]
    Gap {
        /// The first number that is missing.
        next: u64,
    },
    /// The entry before it is not the one that it names. Either that one is on another branch, and
    /// must be sent first, or it does not exist.
    #[error("it follows an entry number {seq} that is not here: {named}; send that one first")]
    Prev {
        /// The number before its own.
        seq: u64,
        /// The id that it names.
        named: EntryId,
    },
}

/// How far one log is known; devices compare these to find what the other is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frontier {
    /// The log.
    pub log_id: LogId,
    /// How many numbers are known, from 0 without a gap.
    pub size: u64,
    /// From which number on it is quarantined.
    pub forked_at: Option<u64>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Log {
    /// The entry that came first for each number.
    first: Vec<EntryId>,
    /// Entries that came later for a number that was taken.
    others: BTreeMap<u64, Vec<EntryId>>,
}

impl Log {
    fn size(&self) -> u64 {
        self.first.len() as u64
    }
    fn first_at(&self, seq: u64) -> Option<&EntryId> {
        self.first.get(usize::try_from(seq).ok()?)
    }
    fn has(&self, seq: u64, id: &EntryId) -> bool {
        self.first_at(seq) == Some(id) || self.others.get(&seq).is_some_and(|others| others.contains(id))
    }
    fn insert(&mut self, seq: u64, prev: Option<&EntryId>, id: EntryId) -> Result<Outcome, Refusal> {
        if seq > self.size() {
            return Err(Refusal::Gap { next: self.size() });
        }
        if self.has(seq, &id) {
            return Ok(Outcome::Known);
        }
        if let (Some(before), Some(named)) = (seq.checked_sub(1), prev)
            && !self.has(before, named)
        {
            return Err(Refusal::Prev { seq: before, named: *named });
        }
        match self.first_at(seq).copied() {
            None => {
                self.first.push(id);
                Ok(Outcome::Appended)
            }
            Some(first) => {
                self.others.entry(seq).or_default().push(id);
                Ok(Outcome::Forked { first })
            }
        }
    }
}

/// All logs of an operation.
#[derive(Clone, Debug, Default)]
pub struct Logs {
    logs: BTreeMap<LogId, Log>,
}

impl Logs {
    /// No log yet.
    pub fn new() -> Logs {
        Logs::default()
    }

    /// Takes a verified entry, or says why not. Taking it again changes nothing.
    pub fn insert(&mut self, entry: &Verified) -> Result<Outcome, Refusal> {
        let (id, entry) = (entry.id(), entry.entry());
        // An entry that is refused must not leave an empty log behind.
        match self.logs.get_mut(&entry.log_id) {
            Some(log) => log.insert(entry.seq, entry.prev.as_ref(), id),
            None => {
                let mut log = Log::default();
                let outcome = log.insert(entry.seq, entry.prev.as_ref(), id)?;
                self.logs.insert(entry.log_id, log);
                Ok(outcome)
            }
        }
    }

    /// How many numbers of this log are known, from 0 without a gap.
    pub fn size(&self, log_id: &LogId) -> u64 {
        self.logs.get(log_id).map_or(0, Log::size)
    }

    /// From which number on this log is quarantined: the first that has two entries.
    pub fn forked_at(&self, log_id: &LogId) -> Option<u64> {
        self.logs.get(log_id)?.others.keys().next().copied()
    }

    /// The entries with this number, smallest id first; more than one in a fork.
    pub fn at(&self, log_id: &LogId, seq: u64) -> Vec<EntryId> {
        let Some(log) = self.logs.get(log_id) else { return Vec::new() };
        let mut at: Vec<EntryId> = log.first_at(seq).copied().into_iter().collect();
        at.extend(log.others.get(&seq).into_iter().flatten());
        at.sort_unstable();
        at
    }

    /// How far each log is known, in order of log id.
    pub fn frontier(&self) -> Vec<Frontier> {
        let line = |(log_id, log): (&LogId, &Log)| Frontier {
            log_id: *log_id,
            size: log.size(),
            forked_at: log.others.keys().next().copied(),
        };
        self.logs.iter().map(line).collect()
    }
}
