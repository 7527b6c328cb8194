//! The durable store: one SQLite file in the data folder, with everything that must survive a crash.
//!
//! The story: [`Store::found`] writes an operation and its plan once; [`Store::open`] reads
//! everything back, checks every signature and keeps damaged rows aside; [`Store::commit`] writes a
//! group of entries in one durable transaction. One process at a time holds the file.
//!
//! Never here: what entries mean, and whether they may be taken (`intake`).

mod blobs;
mod error;
mod founding;
mod load;
mod originals;
mod rows;
mod run;
mod schema;
mod seals;
mod tally;

pub use blobs::Commitment;
pub use error::StoreError;
pub use founding::{Founding, Mode, Provenance};
pub use load::{Damage, Loaded};
pub use rows::After;
pub use seals::{Drawer, KeptSeal};

use ledger::{OperationId, Verified};
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use tally::Tally;

/// The file's name within the data folder.
pub const FILE_NAME: &str = "corridor.db";

/// Where an entry is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// The log's own entry with this number.
    Main,
    /// A second entry with a number that is taken: the other branch of a fork.
    Branch,
}

/// The open store. Dropping it closes the file; everything acknowledged is already on disk.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
    founding: Founding,
    operation_id: OperationId,
    tally: Tally,
}

impl Store {
    /// Whether this folder holds a founded operation, and which; without locking it for long.
    pub fn peek(data: &Path) -> Result<Option<Founding>, StoreError> {
        let path = data.join(FILE_NAME);
        if !path.exists() {
            return Ok(None);
        }
        let connection = schema::open(&path)?;
        founding::read(&connection, &path)
    }

    /// Writes an operation and its plan into a folder that holds none, and small values beside them
    /// (see [`Store::note`]).
    pub fn found(data: &Path, founding: &Founding, notes: &[(&str, Vec<u8>)]) -> Result<(), StoreError> {
        make_folder(data).map_err(|error| StoreError::folder(data, &error))?;
        let path = data.join(FILE_NAME);
        let mut connection = schema::open(&path)?;
        if founding::read(&connection, &path)?.is_some() {
            return Err(StoreError::Founded { path });
        }
        founding::write(&mut connection, &path, founding, notes)
    }

    /// Opens a founded folder and reads everything back.
    pub fn open(data: &Path) -> Result<(Store, Loaded), StoreError> {
        let path = data.join(FILE_NAME);
        if !path.exists() {
            return Err(StoreError::NotFounded { path });
        }
        let mut connection = schema::open(&path)?;
        let Some(founding) = founding::read(&connection, &path)? else {
            return Err(StoreError::NotFounded { path });
        };
        if founding.roots.is_empty() {
            return Err(StoreError::Older { path });
        }
        let operation_id = founding.operation_id();
        let loaded = load::load(&mut connection, &path, &operation_id)?;
        let tally = Tally::of(loaded.ids());
        Ok((Store { connection, path, founding, operation_id, tally }, loaded))
    }

    /// What was founded.
    pub fn founding(&self) -> &Founding {
        &self.founding
    }

    /// The id that every signature is bound to.
    pub fn operation_id(&self) -> OperationId {
        self.operation_id
    }

    /// Writes all of these entries, or none of them. When this returns `Ok` they are on disk and
    /// survive loss of power; on an error the caller must take what is stored as unknown and read
    /// it again with [`Store::reload`], for a failed commit may still have reached the disk.
    pub fn commit(&mut self, entries: &[(&Verified, Shelf)]) -> Result<(), StoreError> {
        let mut tally = self.tally;
        entries.iter().for_each(|(entry, _)| tally.add(&entry.id()));
        let write = |connection: &mut Connection| -> Result<(), rusqlite::Error> {
            let transaction = connection.transaction()?;
            rows::write(&transaction, entries)?;
            tally.write(&transaction)?;
            transaction.commit()
        };
        write(&mut self.connection).map_err(|error| StoreError::of(&self.path, error))?;
        self.tally = tally;
        Ok(())
    }

    /// Reads everything again, after a failed commit.
    pub fn reload(&mut self) -> Result<Loaded, StoreError> {
        let loaded = load::load(&mut self.connection, &self.path, &self.operation_id)?;
        self.tally = Tally::of(loaded.ids());
        Ok(loaded)
    }

    /// A small value that is not part of the ledger, such as how far a drill's clock is.
    pub fn note(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        founding::meta(&self.connection, key).map_err(|error| StoreError::of(&self.path, error))
    }

    /// Writes such a value durably.
    pub fn set_note(&self, key: &str, value: &[u8]) -> Result<(), StoreError> {
        founding::set_meta(&self.connection, key, value).map_err(|error| StoreError::of(&self.path, error))
    }

    /// Folds the write-ahead log into the file, so that the folder can be copied as it is.
    pub fn flush(&self) -> Result<(), StoreError> {
        let flush = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
        flush.map_err(|error| StoreError::of(&self.path, error))
    }

    /// Makes the disk look full: the file may have this many pages.
    #[cfg(test)]
    pub(crate) fn limit_pages(&self, pages: i64) {
        let limit = format!("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA max_page_count = {pages};");
        self.connection.execute_batch(&limit).unwrap_or_default();
    }
}

/// A folder that only its owner may enter: what it holds is about people, or a key.
pub(crate) fn make_folder(data: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(data)
}
