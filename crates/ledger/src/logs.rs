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
use crate::sync::Give;
use std::collections::BTreeMap;

/// Entries that can be lost in a row and still be bridged; a number beyond is no loss but nonsense.
const LOSS_MAX: usize = 1 << 20;

/// What became of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is the next of its log.
    Appended,
    /// It was here already; nothing changed.
    Known,
    /// It had been lost here and is back.
    Restored,
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frontier {
    /// The log.
    pub log_id: LogId,
    /// The number after the last one known.
    pub size: u64,
    /// Numbers below `size` whose entries were lost here and must be sent again.
    pub holes: Vec<u64>,
    /// From which number on it is quarantined.
    pub forked_at: Option<u64>,
}

/// A number of a log. Normally its entry is here and its id known. Where the entry was lost, the
/// id is still known if the entry after it, which names it, is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Slot {
    id: Option<EntryId>,
    here: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Log {
    /// The entry that came first for each number.
    first: Vec<Slot>,
    /// Entries that came later for a number that was taken.
    others: BTreeMap<u64, Vec<EntryId>>,
}

impl Log {
    fn size(&self) -> u64 {
        self.first.len() as u64
    }
    fn slot(&self, seq: u64) -> Option<Slot> {
        self.first.get(usize::try_from(seq).ok()?).copied()
    }
    /// Whether an entry with this number and id may be followed.
    fn has(&self, seq: u64, id: &EntryId) -> bool {
        self.slot(seq).is_some_and(|slot| slot.id.is_none() || slot.id == Some(*id))
            || self.others.get(&seq).is_some_and(|others| others.contains(id))
    }
    fn insert(&mut self, seq: u64, prev: Option<&EntryId>, id: EntryId) -> Result<Outcome, Refusal> {
        if seq > self.size() {
            return Err(Refusal::Gap { next: self.size() });
        }
        let slot = self.slot(seq);
        if slot == Some(Slot { id: Some(id), here: true })
            || self.others.get(&seq).is_some_and(|o| o.contains(&id))
        {
            return Ok(Outcome::Known);
        }
        if let (Some(before), Some(named)) = (seq.checked_sub(1), prev)
            && !self.has(before, named)
        {
            return Err(Refusal::Prev { seq: before, named: *named });
        }
        let taken = Slot { id: Some(id), here: true };
        match (slot, usize::try_from(seq).ok().and_then(|seq| self.first.get_mut(seq))) {
            (Some(Slot { id: known, here: false }), Some(slot)) if known.is_none_or(|known| known == id) => {
                *slot = taken;
                Ok(Outcome::Restored)
            }
            (Some(Slot { id: Some(first), .. }), _) => {
                self.others.entry(seq).or_default().push(id);
                Ok(Outcome::Forked { first })
            }
            _ => {
                self.first.push(taken);
                Ok(Outcome::Appended)
            }
        }
    }
    /// Makes room for an entry whose predecessors were lost here.
    fn bridge(&mut self, seq: u64, prev: Option<&EntryId>) {
        let (Ok(length), Some(prev)) = (usize::try_from(seq), prev) else { return };
        if length > self.first.len().saturating_add(LOSS_MAX) {
            return;
        }
        if length > self.first.len() {
            self.first.resize(length, Slot { id: None, here: false });
        }
        if let Some(before) = length.checked_sub(1).and_then(|before| self.first.get_mut(before)) {
            before.id.get_or_insert(*prev);
        }
    }
    /// The entries with this number that are here, smallest id first.
    fn at(&self, seq: u64) -> Vec<EntryId> {
        let first = self.slot(seq).filter(|slot| slot.here).and_then(|slot| slot.id);
        let mut at: Vec<EntryId> = first.into_iter().collect();
        at.extend(self.others.get(&seq).into_iter().flatten());
        at.sort_unstable();
        at
    }
    fn frontier(&self, log_id: &LogId) -> Frontier {
        let holes = self.first.iter().enumerate().filter(|(_, slot)| !slot.here);
        Frontier {
            log_id: *log_id,
            size: self.size(),
            holes: holes.map(|(seq, _)| seq as u64).collect(),
            forked_at: self.others.keys().next().copied(),
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
        let (id, log_id, seq, prev) = (entry.id(), entry.log_id(), entry.seq(), entry.prev());
        // An entry that is refused must not leave an empty log behind.
        match self.logs.get_mut(&log_id) {
            Some(log) => log.insert(seq, prev.as_ref(), id),
            None => {
                let mut log = Log::default();
                let outcome = log.insert(seq, prev.as_ref(), id)?;
                self.logs.insert(log_id, log);
                Ok(outcome)
            }
        }
    }

    /// Takes an entry out of a damaged store, where entries before it may be lost. `seq` must be
    /// one that the store really holds: room is made for all numbers before it.
    pub fn insert_after_loss(&mut self, entry: &Verified) -> Result<Outcome, Refusal> {
        let log = self.logs.entry(entry.log_id()).or_default();
        log.bridge(entry.seq(), entry.prev().as_ref());
        self.insert(entry)
    }

    /// The number after the last one known of this log.
    pub fn size(&self, log_id: &LogId) -> u64 {
        self.logs.get(log_id).map_or(0, Log::size)
    }

    /// The ids of a log's entries from number `from` up to `to`, which are the leaves of its tree; of a
    /// fork the branch that came first. `None` where one is missing.
    pub fn leaves(&self, log_id: &LogId, from: u64, to: u64) -> Option<Vec<[u8; 32]>> {
        let (from, to) = (usize::try_from(from).ok()?, usize::try_from(to).ok()?);
        let slots = match self.logs.get(log_id) {
            Some(log) => log.first.get(from..to)?,
            None if to == 0 => &[],
            None => return None,
        };
        slots.iter().map(|slot| slot.id.filter(|_| slot.here).map(|id| id.0)).collect()
    }

    /// From which number on this log is quarantined: the first that has two entries.
    pub fn forked_at(&self, log_id: &LogId) -> Option<u64> {
        self.logs.get(log_id)?.others.keys().next().copied()
    }

    /// The entries with this number, smallest id first; more than one in a fork.
    pub fn at(&self, log_id: &LogId, seq: u64) -> Vec<EntryId> {
        self.logs.get(log_id).map(|log| log.at(seq)).unwrap_or_default()
    }

    /// All logs, in order.
    pub fn ids(&self) -> impl Iterator<Item = LogId> {
        self.logs.keys().copied()
    }

    /// Whether this log never forked and has lost nothing here.
    pub fn is_chain(&self, log_id: &LogId) -> bool {
        self.logs
            .get(log_id)
            .is_none_or(|log| log.others.is_empty() && log.first.iter().all(|slot| slot.here))
    }

    /// All entries of this log that are here, by number and then id.
    pub fn entries<'a>(&'a self, log_id: &'a LogId) -> impl Iterator<Item = Give> + 'a {
        let log = self.logs.get(log_id).into_iter();
        let at =
            move |log: &'a Log, seq| log.at(seq).into_iter().map(move |id| Give { log_id: *log_id, seq, id });
        log.flat_map(move |log| (0..log.size()).flat_map(move |seq| at(log, seq)))
    }

    /// How far each log is known, in order of log id.
    pub fn frontier(&self) -> Vec<Frontier> {
        self.logs.iter().map(|(log_id, log)| log.frontier(log_id)).collect()
    }
}
