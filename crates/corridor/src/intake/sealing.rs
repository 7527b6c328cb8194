//! Seals at the door: making them for the logs whose keys this program holds, and taking those that
//! devices and witnesses send. Only seals that fit the entries here are taken.
//!
//! Never here: who must have cosigned (`seals`), HTTP.

use super::door::Door;
use super::verdict::Trouble;
use crate::store::Drawer;
use ledger::checkpoint::Seal;
use ledger::crypto::Key;
use ledger::tree::{Hash, Tree};
use ledger::{EntryId, LogId, Logs, proof};
use std::collections::HashMap;
use std::sync::PoisonError;

/// What became of a seal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SealVerdict {
    /// It fits the entries here and is on disk.
    Kept,
    /// It seals entries that are not here yet: send them first, from this number on.
    Early {
        /// The first number that is missing.
        next: u64,
    },
    /// It does not fit the entries here: its device signed two histories. It is kept as evidence.
    Contradicts,
    /// It is of another operation.
    Elsewhere,
}

impl SealVerdict {
    /// Why it was not kept: a short name for programs, what is wrong, what to do.
    pub fn refusal(&self) -> Option<(&'static str, &'static str, &'static str)> {
        match self {
            SealVerdict::Kept => None,
            SealVerdict::Early { .. } => {
                Some(("seal_early", "it seals entries that are not here", "send the entries first"))
            }
            SealVerdict::Contradicts => Some((
                "seal_contradicts",
                "it does not fit the entries here: its device signed two histories; it is kept as evidence",
                "ask whoever holds the device, and end it",
            )),
            SealVerdict::Elsewhere => {
                Some(("seal_elsewhere", "it is of another operation", "send it to that operation's server"))
            }
        }
    }
}

/// A proof that an entry is in a sealed log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryProof {
    /// The seal.
    pub seal: Seal,
    /// The entry's number in the log.
    pub index: u64,
    /// The proof (RFC 6962, section 2.1.1).
    pub hashes: Vec<Hash>,
}

/// The trees of the logs, as far as they were needed.
#[derive(Debug, Default)]
pub(super) struct Trees(HashMap<LogId, Tree>);

impl Trees {
    /// The root over the first `size` entries of a log; `None` where one is missing.
    fn root(&mut self, logs: &Logs, log_id: &LogId, size: u64) -> Option<Hash> {
        let known = self.0.remove(log_id).filter(|tree| tree.size() <= size);
        let mut tree = known.unwrap_or_default();
        logs.leaves(log_id, tree.size(), size)?.into_iter().for_each(|leaf| tree.push(leaf));
        let root = tree.root();
        self.0.insert(*log_id, tree);
        Some(root)
    }

    /// What was reckoned may no longer hold.
    pub(super) fn forget(&mut self) {
        self.0.clear();
    }
}

impl Door {
    /// Seals the logs of these keys as far as they have grown, and keeps the seals.
    pub(super) fn make_seals(&mut self, seeds: &[[u8; 32]], now_unix_s: i64) -> Result<Vec<Seal>, Trouble> {
        let operation = self.store.operation_id();
        let mut made = Vec::new();
        for seed in seeds {
            let key = Key::from_seed(seed);
            let (log_id, size) = (key.log_id(), self.logs.size(&key.log_id()));
            let sealed = self.seals.newest(&log_id).map_or(0, |seal| seal.checkpoint().size);
            if size <= sealed {
                continue;
            }
            if let Some(root) = self.trees.root(&self.logs, &log_id, size) {
                made.push(Seal::make(&key, operation, size, root));
            }
        }
        self.keep(Drawer::Fits, &made, now_unix_s)?;
        Ok(made)
    }

    /// Takes seals in; one verdict each.
    pub(super) fn take_seals(
        &mut self,
        seals: Vec<Seal>,
        now_unix_s: i64,
    ) -> Result<Vec<SealVerdict>, Trouble> {
        let verdicts: Vec<SealVerdict> = seals.iter().map(|seal| self.judge_seal(seal)).collect();
        for (drawer, kept) in
            [(Drawer::Fits, SealVerdict::Kept), (Drawer::Contradicts, SealVerdict::Contradicts)]
        {
            let judged = seals.iter().zip(&verdicts).filter(|(_, verdict)| **verdict == kept);
            let seals: Vec<Seal> = judged.map(|(seal, _)| seal.clone()).collect();
            self.keep(drawer, &seals, now_unix_s)?;
        }
        Ok(verdicts)
    }

    fn judge_seal(&mut self, seal: &Seal) -> SealVerdict {
        let checkpoint = seal.checkpoint();
        let log_id = checkpoint.origin.log_id;
        if checkpoint.origin.operation != self.store.operation_id() {
            return SealVerdict::Elsewhere;
        }
        // Old seals come again and again: they are not reckoned anew each time.
        if self.seals.knows(seal) {
            return SealVerdict::Kept;
        }
        let size = self.logs.size(&log_id);
        if checkpoint.size > size {
            return SealVerdict::Early { next: size };
        }
        match self.trees.root(&self.logs, &log_id, checkpoint.size) {
            Some(root) if root == checkpoint.root => SealVerdict::Kept,
            Some(_) => {
                tracing::warn!(%log_id, size = checkpoint.size, "a seal contradicts the entries of its log");
                SealVerdict::Contradicts
            }
            None => SealVerdict::Early { next: 0 },
        }
    }

    fn keep(&mut self, drawer: Drawer, seals: &[Seal], kept_unix_s: i64) -> Result<(), Trouble> {
        let kept = self.seals.keep(&mut self.store, drawer, seals, kept_unix_s);
        let changed = kept.map_err(|error| Trouble::from(&error))?;
        if changed > 0 && drawer == Drawer::Contradicts {
            self.book.write().unwrap_or_else(PoisonError::into_inner).note_contradictions(&self.seals);
        }
        Ok(())
    }

    /// That an entry is in the newest seal of its log that covers it; `None` for one that none covers, such
    /// as one of the other branch of a fork.
    pub(super) fn prove(&self, log_id: &LogId, seq: u64, id: &EntryId) -> Option<EntryProof> {
        let seal = self.seals.newest(log_id).filter(|seal| seal.checkpoint().size > seq)?;
        let leaves = self.logs.leaves(log_id, 0, seal.checkpoint().size)?;
        if leaves.get(usize::try_from(seq).ok()?) != Some(&id.0) {
            return None;
        }
        Some(EntryProof { seal: seal.clone(), index: seq, hashes: proof::inclusion(&leaves, seq)? })
    }

    /// That a log's tree of size `new` only added to that of size `old`.
    pub(super) fn prove_growth(&self, log_id: &LogId, old: u64, new: u64) -> Option<Vec<Hash>> {
        proof::consistency(&self.logs.leaves(log_id, 0, new)?, old)
    }
}
