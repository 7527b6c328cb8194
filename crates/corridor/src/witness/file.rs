//! The witness's file: its key, its name, and the last head of every log that it cosigned.
//!
//! Never here: cosigning.

use super::Witness;
use crate::store::make_folder;
use ledger::OperationId;
use ledger::crypto::Key;
use ledger::note::sound_name;
use rusqlite::{Connection, OptionalExtension, params};
use std::path::{Path, PathBuf};
use std::time::Duration;

const FILE_NAME: &str = "witness.db";
const PATIENCE: Duration = Duration::from_secs(2);

const TABLES: &str = "
    CREATE TABLE IF NOT EXISTS self (
        one INTEGER PRIMARY KEY CHECK (one = 1), name TEXT NOT NULL, key BLOB NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS head (
        origin TEXT PRIMARY KEY, size INTEGER NOT NULL, root BLOB NOT NULL, note TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
";

/// Why a witness cannot start.
#[derive(Debug, thiserror::Error)]
pub enum WitnessError {
    /// The folder or file.
    #[error("{path}: {why}; name another folder with --data, or stop the other witness that uses it")]
    File {
        /// Where.
        path: PathBuf,
        /// What is wrong.
        why: String,
    },
    /// No name, another name than before, or one that no key may have.
    #[error("{0}")]
    Name(String),
    /// The system gives no random bytes.
    #[error("the system gives no random bytes: {0}")]
    Random(String),
}

/// Opens the witness's file in a folder, and makes it with a key of its own if it is not there. The
/// name is given once and kept.
pub fn open_file(
    data: &Path,
    name: Option<&str>,
    operations: Vec<OperationId>,
) -> Result<Witness, WitnessError> {
    let path = data.join(FILE_NAME);
    let fail = |why: String| WitnessError::File { path: path.clone(), why };
    make_folder(data).map_err(|error| fail(error.to_string()))?;
    let connection = open(&path).map_err(|error| fail(error.to_string()))?;
    let known = read_self(&connection).map_err(|error| fail(error.to_string()))?;
    let (known_name, key) = match known {
        Some(known) => known,
        None => draw_self(&connection, name, &path)?,
    };
    if let Some(name) = name.filter(|name| *name != known_name) {
        let what = format!("this witness is called {known_name}, not {name}; a name stays with its key");
        return Err(WitnessError::Name(what));
    }
    Ok(Witness { connection, key: Key::from_seed(&key), name: known_name, operations })
}

fn open(path: &Path) -> Result<Connection, rusqlite::Error> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(PATIENCE)?;
    connection.execute_batch(
        "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
         PRAGMA trusted_schema = OFF; BEGIN IMMEDIATE; COMMIT;",
    )?;
    connection.execute_batch(TABLES)?;
    Ok(connection)
}

fn read_self(connection: &Connection) -> Result<Option<(String, [u8; 32])>, rusqlite::Error> {
    let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
    connection.query_row("SELECT name, key FROM self WHERE one = 1", [], row).optional()
}

fn draw_self(
    connection: &Connection,
    name: Option<&str>,
    path: &Path,
) -> Result<(String, [u8; 32]), WitnessError> {
    let name = name.ok_or_else(|| {
        WitnessError::Name("give the new witness a name: --name observer-1.example".to_owned())
    })?;
    if !sound_name(name) {
        let what =
            format!("'{name}' cannot be a witness's name; use letters, digits, dots, dashes and slashes");
        return Err(WitnessError::Name(what));
    }
    let mut key = [0; 32];
    getrandom::fill(&mut key).map_err(|error| WitnessError::Random(error.to_string()))?;
    connection
        .execute("INSERT INTO self (one, name, key) VALUES (1, ?1, ?2)", params![name, key])
        .map_err(|error| WitnessError::File { path: path.to_owned(), why: error.to_string() })?;
    Ok((name.to_owned(), key))
}
