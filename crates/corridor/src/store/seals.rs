//! Seals on disk: a row for every head of a log that was sealed, with all cosignatures that came in.
//!
//! Never here: whether a seal fits its log (`intake::sealing`).

use super::{Store, StoreError};
use ledger::checkpoint::Seal;
use rusqlite::{Connection, OptionalExtension, params};

/// A seal, and when it was first kept here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptSeal {
    /// The seal.
    pub seal: Seal,
    /// This machine's clock then, in seconds of Unix time.
    pub kept_unix_s: i64,
}

impl Store {
    /// All seals, by log and size. A row that is no seal any more is left out; it can be sent again.
    pub fn seals(&self) -> Result<Vec<KeptSeal>, StoreError> {
        let read = || -> Result<Vec<KeptSeal>, rusqlite::Error> {
            let mut select =
                self.connection.prepare("SELECT note, kept_unix_s FROM seal ORDER BY log_id, size, root")?;
            let mut rows = select.query([])?;
            let mut all = Vec::new();
            while let Some(row) = rows.next()? {
                let (note, kept_unix_s): (String, i64) = (row.get(0)?, row.get(1)?);
                match Seal::read(note.as_bytes()) {
                    Ok(seal) => all.push(KeptSeal { seal, kept_unix_s }),
                    Err(error) => tracing::error!(%error, "a stored seal is damaged and is left out"),
                }
            }
            Ok(all)
        };
        read().map_err(|error| StoreError::of(&self.path, error))
    }

    /// Keeps these seals durably, all or none; cosignatures are added to those that are here already.
    pub fn keep_seals(&mut self, seals: &[KeptSeal]) -> Result<(), StoreError> {
        let write = |connection: &mut Connection| -> Result<(), rusqlite::Error> {
            let transaction = connection.transaction()?;
            for kept in seals {
                keep(&transaction, kept)?;
            }
            transaction.commit()
        };
        write(&mut self.connection).map_err(|error| StoreError::of(&self.path, error))
    }
}

fn keep(connection: &Connection, kept: &KeptSeal) -> Result<(), rusqlite::Error> {
    let checkpoint = kept.seal.checkpoint();
    let (log_id, root) = (checkpoint.origin.log_id.0, checkpoint.root);
    let size = i64::try_from(checkpoint.size).unwrap_or(i64::MAX);
    let known: Option<String> = connection
        .prepare_cached("SELECT note FROM seal WHERE log_id = ?1 AND size = ?2 AND root = ?3")?
        .query_row(params![log_id, size, root], |row| row.get(0))
        .optional()?;
    let mut seal = kept.seal.clone();
    if let Some(known) = known.and_then(|known| Seal::read(known.as_bytes()).ok()) {
        known.others().iter().for_each(|other| seal.add(other.clone()));
    }
    connection
        .prepare_cached(
            "INSERT INTO seal (log_id, size, root, note, kept_unix_s) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (log_id, size, root) DO UPDATE SET note = ?4",
        )?
        .execute(params![log_id, size, root, seal.write(), kept.kept_unix_s])?;
    Ok(())
}
