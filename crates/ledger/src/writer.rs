//! A device's own log, as the device writes it.
//!
//! Never here: storage. A device must have stored an entry durably before it lets anybody see it,
//! or a crash would make it sign another entry with the same number: a fork.

use crate::crypto::Key;
use crate::entry::{Entry, EntryError, VERSION};
use crate::hlc::{Clock, Hlc};
use crate::id::{EntryId, LogId, OperationId};
use crate::signed::{Signed, Verified};

/// What is to be written; the writer adds the rest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// See [`Entry::kind`].
    pub kind: String,
    /// See [`Entry::place`].
    pub place: Option<String>,
    /// See [`Entry::body`].
    pub body: Vec<u8>,
    /// In any order, repetitions allowed.
    pub deps: Vec<EntryId>,
    /// See [`Entry::seal_commit`].
    pub seal_commit: Option<[u8; 32]>,
}

/// The last entry of a log, from which it goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its number.
    pub seq: u64,
    /// Its id.
    pub id: EntryId,
    /// Its clock.
    pub hlc: Hlc,
}

impl Head {
    /// The head that a log has once this entry is its last.
    pub fn of(entry: &Verified) -> Head {
        Head { seq: entry.seq(), id: entry.id(), hlc: entry.hlc() }
    }
}

/// Writes one log: one writer, one chain.
#[derive(Debug)]
pub struct Writer {
    key: Key,
    operation: OperationId,
    head: Option<Head>,
    clock: Clock,
}

impl Writer {
    /// Goes on after `head`; `None` begins the log.
    pub fn new(operation: OperationId, seed: &[u8; 32], head: Option<Head>) -> Writer {
        let clock = head.map_or_else(Clock::default, |head| Clock::after(head.hlc));
        Writer { key: Key::from_seed(seed), operation, head, clock }
    }

    /// The log that it writes.
    pub fn log_id(&self) -> LogId {
        self.key.log_id()
    }

    /// The number that the next entry will have.
    pub fn next_seq(&self) -> u64 {
        self.head.map_or(0, |head| head.seq + 1)
    }

    /// Takes note of another device's clock.
    pub fn observe(&mut self, other: Hlc, now_unix_ms: u64) {
        self.clock.observe(other, now_unix_ms);
    }

    /// Signs the next entry. On an error nothing has changed.
    pub fn write(&mut self, draft: Draft, now_unix_ms: u64) -> Result<Signed, EntryError> {
        let mut clock = self.clock;
        let mut deps = draft.deps;
        deps.sort_unstable();
        deps.dedup();
        let entry = Entry {
            kind: draft.kind,
            log_id: self.key.log_id(),
            seq: self.next_seq(),
            prev: self.head.map(|head| head.id),
            hlc: clock.tick(now_unix_ms),
            deps,
            place: draft.place,
            body: draft.body,
            seal_commit: draft.seal_commit,
        };
        entry.check()?;
        let bytes = entry.encode();
        debug_assert_eq!(bytes.get(1), Some(&VERSION));
        let signature = self.key.sign_entry(&self.operation, &bytes);
        self.head = Some(Head { seq: entry.seq, id: crate::crypto::entry_id(&bytes), hlc: entry.hlc });
        self.clock = clock;
        Ok(Signed { bytes: bytes.into(), signature })
    }
}
