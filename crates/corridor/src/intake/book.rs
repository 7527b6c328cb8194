//! What has been taken in, ready to be read: the account and the devices.
//!
//! Never here: bytes and signatures (`store`), verdicts (`door`).

use crate::store::Loaded;
use evacuation::account::{Account, Said, Source};
use evacuation::operation::Operation;
use evacuation::plan::Plan;
use evacuation::statement::{Enrol, Fact, Statement};
use ledger::{Logs, Verified};
use std::collections::BTreeMap;

/// A statement on its way from the store to the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept(Said);

impl Kept {
    /// An entry together with what it was found to say.
    pub(super) fn new(entry: &Verified, statement: Statement) -> Kept {
        let source = Source {
            entry: entry.id().0,
            device: entry.entry().log_id.0,
            seq: entry.entry().seq,
            recorded_ms: entry.entry().hlc.unix_ms,
        };
        Kept(Said { source, statement })
    }

    /// An entry that the store holds. `None` for a body that this program cannot read: it was taken
    /// by a newer one, and stays stored and signed.
    pub(super) fn read(entry: &Verified) -> Option<Kept> {
        Statement::decode(&entry.entry().body).ok().map(|statement| Kept::new(entry, statement))
    }
}

/// Everything that was taken in.
#[derive(Debug)]
pub struct Book {
    account: Account,
    devices: BTreeMap<[u8; 32], (u64, [u8; 32], Enrol)>,
}

impl Book {
    /// An empty book.
    pub fn new(operation: &Operation, plan: &Plan) -> Book {
        Book { account: Account::new(operation, Some(plan)), devices: BTreeMap::new() }
    }

    /// Fills the book with what was stored, in the order in which it was recorded.
    pub(super) fn take_loaded(&mut self, loaded: Loaded) -> Logs {
        let mut entries = loaded.entries;
        entries.sort_by_key(|entry| (entry.entry().hlc, entry.entry().log_id, entry.entry().seq));
        let stored = entries.len();
        entries.iter().filter_map(Kept::read).for_each(|kept| self.insert(kept));
        let unread = stored - self.account.len();
        if unread > 0 {
            tracing::error!(
                unread,
                "stored statements that this program cannot read do not count; use a newer one"
            );
        }
        loaded.logs
    }

    /// Takes a statement in; one that is here already changes nothing.
    pub(super) fn insert(&mut self, Kept(said): Kept) {
        let (entry, device, seq) = (said.source.entry, said.source.device, said.source.seq);
        if let Fact::Enrol(enrol) = &said.statement.fact {
            let known = self.devices.get(&device);
            if known.is_none_or(|(first, id, _)| (seq, entry) < (*first, *id)) {
                self.devices.insert(device, (seq, entry, enrol.clone()));
            }
        }
        self.account.insert(said);
    }

    /// Grows with every statement; the same set of statements has the same version.
    pub fn version(&self) -> u64 {
        self.account.len() as u64
    }

    /// The set of statements.
    pub fn account(&self) -> &Account {
        &self.account
    }

    /// Every device that enrolled, with what it said it is.
    pub fn devices(&self) -> impl Iterator<Item = ([u8; 32], &Enrol)> {
        self.devices.iter().map(|(device, (_, _, enrol))| (*device, enrol))
    }

    /// What a device said it is.
    pub fn device(&self, device: &[u8; 32]) -> Option<&Enrol> {
        self.devices.get(device).map(|(_, _, enrol)| enrol)
    }
}
