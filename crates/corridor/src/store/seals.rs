//! Seals on disk: a row for every head of a log that was sealed, with all cosignatures that came in; and
//! apart from them the heads that contradict their log, which are evidence.
//!
//! Never here: whether a seal fits its log (`intake::sealing`).

use super::{Store, StoreError};
use ledger::checkpoint::Seal;
use rusqlite::{Connection, params};

/// A seal, and when it was first kept here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptSeal {
    /// The seal.
    pub seal: Seal,
    /// This machine's clock then, in seconds of Unix time.
    pub kept_unix_s: i64,
}

/// Where a seal is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawer {
    /// Seals that fit their log.
    Fits,
    /// Seals that contradict their log.
    Contradicts,
}

impl Drawer {
    fn table(self) -> &'static str {
        match self {
            Drawer::Fits => "seal",
            Drawer::Contradicts => "contradiction",
        }
    }
}

impl Store {
    /// All seals of a drawer, by log and size. A row that is no seal any more is left out; it can be sent again.
    pub fn seals(&self, drawer: Drawer) -> Result<Vec<KeptSeal>, StoreError> {
        let read = || -> Result<Vec<KeptSeal>, rusqlite::Error> {
            let select =
                format!("SELECT note, kept_unix_s FROM {} ORDER BY log_id, size, root", drawer.table());
            let mut select = self.connection.prepare(&select)?;
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

    /// Keeps these seals durably, all or none, each instead of one of the same head.
    pub fn keep_seals(&mut self, drawer: Drawer, seals: &[KeptSeal]) -> Result<(), StoreError> {
        let write = |connection: &mut Connection| -> Result<(), rusqlite::Error> {
            let transaction = connection.transaction()?;
            for kept in seals {
                keep(&transaction, drawer, kept)?;
            }
            transaction.commit()
        };
        write(&mut self.connection).map_err(|error| StoreError::of(&self.path, error))
    }
}

fn keep(connection: &Connection, drawer: Drawer, kept: &KeptSeal) -> Result<(), rusqlite::Error> {
    let checkpoint = kept.seal.checkpoint();
    let (log_id, root) = (checkpoint.origin.log_id.0, checkpoint.root);
    let size = i64::try_from(checkpoint.size).unwrap_or(i64::MAX);
    let insert = format!(
        "INSERT INTO {} (log_id, size, root, note, kept_unix_s) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (log_id, size, root) DO UPDATE SET note = ?4",
        drawer.table()
    );
    connection.prepare_cached(&insert)?.execute(params![
        log_id,
        size,
        root,
        kept.seal.write(),
        kept.kept_unix_s
    ])?;
    Ok(())
}
