//! Sealed blobs on disk, by what entries commit to; and their destruction, after which no page of the
//! store holds a byte of them.
//!
//! Never here: what is in them, or whether they may be kept or must go (`intake::blobs`).

use super::{Store, StoreError};
use rusqlite::{Connection, OptionalExtension, params};

/// What an entry commits to.
pub type Commitment = [u8; 32];

impl Store {
    /// Keeps these blobs durably, all or none; gives how many were new.
    pub fn keep_blobs(&mut self, blobs: &[(Commitment, Vec<u8>)]) -> Result<usize, StoreError> {
        let write = |connection: &mut Connection| -> Result<usize, rusqlite::Error> {
            let transaction = connection.transaction()?;
            let mut new = 0;
            for (commitment, bytes) in blobs {
                let insert = "INSERT OR IGNORE INTO blob (commitment, bytes) VALUES (?1, ?2)";
                new += transaction.prepare_cached(insert)?.execute(params![commitment, bytes])?;
            }
            transaction.commit()?;
            Ok(new)
        };
        write(&mut self.connection).map_err(|error| StoreError::of(&self.path, error))
    }

    /// The blob with this commitment.
    pub fn blob(&self, commitment: &Commitment) -> Result<Option<Vec<u8>>, StoreError> {
        let read = || -> Result<Option<Vec<u8>>, rusqlite::Error> {
            let mut select =
                self.connection.prepare_cached("SELECT bytes FROM blob WHERE commitment = ?1")?;
            select.query_row([commitment], |row| row.get(0)).optional()
        };
        read().map_err(|error| StoreError::of(&self.path, error))
    }

    /// Whether the blob with this commitment is here.
    pub fn has_blob(&self, commitment: &Commitment) -> Result<bool, StoreError> {
        let read = || {
            self.connection.prepare_cached("SELECT 1 FROM blob WHERE commitment = ?1")?.exists([commitment])
        };
        read().map_err(|error| StoreError::of(&self.path, error))
    }

    /// The commitments of all blobs that are here, in order.
    pub fn blobs(&self) -> Result<Vec<Commitment>, StoreError> {
        let read = || -> Result<Vec<Commitment>, rusqlite::Error> {
            let mut select = self.connection.prepare("SELECT commitment FROM blob ORDER BY commitment")?;
            let rows = select.query_map([], |row| row.get(0))?;
            rows.collect()
        };
        read().map_err(|error| StoreError::of(&self.path, error))
    }

    /// Destroys these blobs: deleted pages are overwritten (`secure_delete`), and the write-ahead log,
    /// which still has them, is folded in and cut to nothing. Gives how many were here.
    pub fn shred(&mut self, commitments: &[Commitment]) -> Result<usize, StoreError> {
        let write = |connection: &mut Connection| -> Result<usize, rusqlite::Error> {
            let transaction = connection.transaction()?;
            let mut gone = 0;
            for commitment in commitments {
                let delete = "DELETE FROM blob WHERE commitment = ?1";
                gone += transaction.prepare_cached(delete)?.execute([commitment])?;
            }
            transaction.commit()?;
            Ok(gone)
        };
        let gone = write(&mut self.connection).map_err(|error| StoreError::of(&self.path, error))?;
        if gone > 0 {
            self.flush()?;
        }
        Ok(gone)
    }
}
