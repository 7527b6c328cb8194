//! A witness: cosigns the heads of logs that only ever grow, by the rules of C2SP tlog-witness. It
//! runs on an observer's laptop with a file of its own and trusts nobody.
//!
//! The story: [`Witness::open`] draws a key once; [`Witness::consider`] holds a seal and its proof
//! against the last head that it cosigned of that log, writes the new head durably, and only then
//! cosigns. A witness that is killed at any moment has cosigned nothing that it does not remember.
//!
//! Never here: sockets (`serve`), or what the statements say.

mod carried;
mod file;
mod handed;
mod serve;

pub use carried::{Carried, CarriedError, cosign_bundle};
pub use file::{WitnessError, open_file};
pub use handed::{
    COSIGNED_FORM, CosignedFile, Growth, Handed, HandedSeal, SEALS_FORM, SealsFile, cosign_handed,
};
pub use serve::{WitnessSettings, request, serve};

use ledger::checkpoint::{Checkpoint, Seal, WitnessKey, cosign};
use ledger::crypto::Key;
use ledger::note::NoteSignature;
use ledger::tree::Hash;
use ledger::{LogId, OperationId, proof};
use rusqlite::{Connection, OptionalExtension, params};

/// Logs that a witness follows at most.
const LOGS_MAX: i64 = 100_000;

/// A witness with its file open. One process at a time holds the file.
#[derive(Debug)]
pub struct Witness {
    connection: Connection,
    key: Key,
    name: String,
    operations: Vec<OperationId>,
}

/// Why a witness does not cosign.
#[derive(Debug, thiserror::Error)]
pub enum Declined {
    /// The log belongs to no operation that it follows.
    #[error("this witness does not follow the operation {0}")]
    Unknown(OperationId),
    /// The head that it cosigned last has another size than the proof starts from, or the same size and
    /// another root.
    #[error("the last head that was cosigned has {size} entries{}", if *.contradicts { ", and another root" } else { "" })]
    Conflict {
        /// The size of that head.
        size: u64,
        /// The same size with another root: the log has two histories.
        contradicts: bool,
    },
    /// The proof does not show that the log only grew.
    #[error("the proof does not show that the log only grew from {old} to {new} entries")]
    Unproven {
        /// From.
        old: u64,
        /// To.
        new: u64,
    },
    /// Its proof starts after its end.
    #[error("the old size {old} is above the new one, {new}")]
    Backwards {
        /// From.
        old: u64,
        /// To.
        new: u64,
    },
    /// It follows too many logs already.
    #[error("this witness follows {LOGS_MAX} logs already")]
    Full,
    /// Its file could not be written; nothing was cosigned.
    #[error("the witness's file could not be written: {0}")]
    File(#[from] rusqlite::Error),
}

impl Witness {
    /// What others must know of it, for their policy file.
    pub fn public(&self) -> WitnessKey {
        WitnessKey { name: self.name.clone(), key: self.key.log_id() }
    }

    /// The operations that it follows.
    pub fn operations(&self) -> &[OperationId] {
        &self.operations
    }

    /// The last head that it cosigned of a log.
    pub fn last(&self, origin: &str) -> Result<Option<(u64, Hash)>, rusqlite::Error> {
        let mut select = self.connection.prepare_cached("SELECT size, root FROM head WHERE origin = ?1")?;
        let row = select.query_row([origin], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Hash>(1)?)));
        Ok(row.optional()?.map(|(size, root)| (size.unsigned_abs(), root)))
    }

    /// Cosigns a seal if `proof` shows that its log only grew from `old` entries, and `old` is what this
    /// witness cosigned last. The new head is on disk before this returns.
    pub fn consider(
        &mut self,
        old: u64,
        proof: &[Hash],
        seal: &Seal,
        now_unix_s: u64,
    ) -> Result<NoteSignature, Declined> {
        let checkpoint = seal.checkpoint();
        let (origin, new) = (checkpoint.origin.to_string(), checkpoint.size);
        if !self.operations.contains(&checkpoint.origin.operation) {
            return Err(Declined::Unknown(checkpoint.origin.operation));
        }
        if old > new {
            return Err(Declined::Backwards { old, new });
        }
        let last = self.last(&origin)?;
        let (size, root) = last.unwrap_or((0, ledger::tree::root(&[])));
        if size != old {
            return Err(Declined::Conflict { size, contradicts: false });
        }
        if old == new && root != checkpoint.root {
            return Err(Declined::Conflict { size, contradicts: true });
        }
        let grew = proof::extends(proof, (old, &root), (new, &checkpoint.root));
        if !grew {
            return Err(Declined::Unproven { old, new });
        }
        if last.is_none() && self.followed()? >= LOGS_MAX {
            return Err(Declined::Full);
        }
        self.remember(&origin, checkpoint, &seal.write())?;
        Ok(cosign(&self.key, &self.name, checkpoint, now_unix_s))
    }

    fn followed(&self) -> Result<i64, rusqlite::Error> {
        self.connection.query_row("SELECT count(*) FROM head", [], |row| row.get(0))
    }

    /// How many logs it follows, and how many entries their heads cover.
    pub fn summary(&self) -> Result<(u64, u64), rusqlite::Error> {
        let sum = "SELECT count(*), coalesce(sum(size), 0) FROM head";
        let row =
            self.connection.query_row(sum, [], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)));
        row.map(|(logs, entries)| (logs.unsigned_abs(), entries.unsigned_abs()))
    }

    fn remember(&self, origin: &str, checkpoint: &Checkpoint, note: &str) -> Result<(), rusqlite::Error> {
        let size = i64::try_from(checkpoint.size).unwrap_or(i64::MAX);
        self.connection
            .prepare_cached(
                "INSERT INTO head (origin, size, root, note) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (origin) DO UPDATE SET size = ?2, root = ?3, note = ?4",
            )?
            .execute(params![origin, size, checkpoint.root, note])?;
        Ok(())
    }

    /// Cosigns what a bundle brings: `leaves` gives the ids of a log's entries, from which this witness
    /// reckons the heads itself. Seals of one log must come in order of size.
    pub fn consider_with_entries(
        &mut self,
        seal: &Seal,
        leaves: impl Fn(&LogId) -> Vec<Hash>,
        now_unix_s: u64,
    ) -> Result<NoteSignature, Declined> {
        let checkpoint = seal.checkpoint();
        let size = self.last(&checkpoint.origin.to_string())?.map_or(0, |(size, _)| size);
        let all = leaves(&checkpoint.origin.log_id);
        let upto = usize::try_from(checkpoint.size).ok().and_then(|new| all.get(..new));
        let proof = upto.and_then(|upto| proof::consistency(upto, size));
        let whole = upto.map(ledger::tree::root);
        if whole != Some(checkpoint.root) {
            return Err(Declined::Unproven { old: size, new: checkpoint.size });
        }
        self.consider(size, &proof.unwrap_or_default(), seal, now_unix_s)
    }
}
