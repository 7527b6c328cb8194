//! The tables, how they grew, and how the file is opened.
//!
//! Rows are keyed by `(log_id, seq)` in the order in which they are written and read; there is no
//! index over random hashes, which would make every insert touch a page of its own.

use super::StoreError;
use rusqlite::Connection;
use std::path::Path;
use std::time::Duration;

/// How long another process may hold the file before we give up.
const PATIENCE: Duration = Duration::from_secs(2);

/// Each step leads from the form with its number to the next; steps are never changed, only added.
const STEPS: &[&str] = &["
    CREATE TABLE meta (
        key TEXT PRIMARY KEY, value BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE entry (
        log_id BLOB NOT NULL, seq INTEGER NOT NULL, bytes BLOB NOT NULL, signature BLOB NOT NULL,
        PRIMARY KEY (log_id, seq)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE branch (
        log_id BLOB NOT NULL, seq INTEGER NOT NULL, id BLOB NOT NULL, bytes BLOB NOT NULL, signature BLOB NOT NULL,
        PRIMARY KEY (log_id, seq, id)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE damaged (
        number INTEGER PRIMARY KEY, log_id BLOB NOT NULL, seq INTEGER NOT NULL,
        bytes BLOB NOT NULL, signature BLOB NOT NULL, why TEXT NOT NULL
    ) STRICT;
", "
    CREATE TABLE seal (
        log_id BLOB NOT NULL, size INTEGER NOT NULL, root BLOB NOT NULL,
        note TEXT NOT NULL, kept_unix_s INTEGER NOT NULL,
        PRIMARY KEY (log_id, size, root)
    ) STRICT, WITHOUT ROWID;
", "
    CREATE TABLE blob (
        commitment BLOB PRIMARY KEY, bytes BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;
", "
    CREATE TABLE contradiction (
        log_id BLOB NOT NULL, size INTEGER NOT NULL, root BLOB NOT NULL,
        note TEXT NOT NULL, kept_unix_s INTEGER NOT NULL,
        PRIMARY KEY (log_id, size, root)
    ) STRICT, WITHOUT ROWID;
", "
    ALTER TABLE entry ADD COLUMN ends BLOB;
"];

/// In this order: four rows of several entries to a page (a file that exists keeps its own size); nobody beside us; a
/// write-ahead log that is on disk before anything is acknowledged, folded into the file every 32 MB;
/// nothing executable from the file; what is deleted is overwritten; 16 MB of pages kept in memory.
const PRAGMAS: &str = "
    PRAGMA page_size = 8192;
    PRAGMA locking_mode = EXCLUSIVE;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA trusted_schema = OFF;
    PRAGMA secure_delete = ON;
    PRAGMA cache_size = -16384;
    PRAGMA wal_autocheckpoint = 4000;
    BEGIN IMMEDIATE; COMMIT;
";

/// Opens the file, takes it for this process alone, and brings it to the newest form.
pub(super) fn open(path: &Path) -> Result<Connection, StoreError> {
    let fail = |error| StoreError::of(path, error);
    let mut connection = Connection::open(path).map_err(fail)?;
    connection.busy_timeout(PATIENCE).map_err(fail)?;
    connection.execute_batch(PRAGMAS).map_err(fail)?;
    let known = STEPS.len() as i64;
    let found: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(fail)?;
    let Some(missing) = usize::try_from(found).ok().and_then(|found| STEPS.get(found..)) else {
        return Err(StoreError::Newer { path: path.to_owned(), found, known });
    };
    if !missing.is_empty() {
        grow(&mut connection, missing, known).map_err(fail)?;
    }
    Ok(connection)
}

fn grow(connection: &mut Connection, missing: &[&str], known: i64) -> Result<(), rusqlite::Error> {
    let transaction = connection.transaction()?;
    for step in missing {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "user_version", known)?;
    transaction.commit()
}
