//! What is written once, when an operation is founded in a data folder: the operation file as it
//! was given, the plan that was adopted, and what makes this founding unlike every other.

use super::StoreError;
use ledger::{OperationId, crypto};
use rusqlite::{Connection, OptionalExtension, params};
use std::path::Path;

/// Whether people or a simulator speak. Fixed at founding: a drill's folder never becomes the real
/// thing, nor the other way round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// The real operation.
    Live,
    /// A drill: simulated people, whose devices' keys grow from this seed.
    Drill {
        /// Same seed, same statements.
        seed: u64,
    },
}

/// Everything that is written at founding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Founding {
    /// The operation's name, as in the file.
    pub name: String,
    /// Time zero in seconds of Unix time, as in the file.
    pub start_unix_s: i64,
    /// The operation file, byte by byte.
    pub operation_file: Vec<u8>,
    /// Whether that file is JSON; else TOML.
    pub operation_is_json: bool,
    /// The plan that is adopted, JSON.
    pub plan_json: Vec<u8>,
    /// Live or drill.
    pub mode: Mode,
    /// 32 random bytes, drawn once: they make the operation's id unlike every other.
    pub random: [u8; 32],
    /// The devices that may enrol others from the start, by their keys.
    pub roots: Vec<[u8; 32]>,
}

/// SHA-256 of what was given, to see whether a folder holds the same operation and plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// Of the operation file.
    pub operation_sha256: [u8; 32],
    /// Of the plan's JSON.
    pub plan_sha256: [u8; 32],
}

impl Founding {
    /// See [`crypto::operation_id`]. The id rests on everything that was founded: whoever holds a
    /// signature that is bound to it and these values knows that none of them was exchanged.
    pub fn operation_id(&self) -> OperationId {
        let hashes = self.provenance();
        let (mode, seed) = self.mode_and_seed();
        let roots = self.roots.concat();
        let length = (self.roots.len() as u64).to_be_bytes();
        let founded = crypto::sha256(&[
            b"corridor/founding/v2\0",
            &self.random,
            &length,
            &roots,
            &hashes.operation_sha256,
            &[u8::from(self.operation_is_json)],
            &hashes.plan_sha256,
            &seed.to_be_bytes(),
            mode.as_bytes(),
        ]);
        crypto::operation_id(&self.name, self.start_unix_s, &founded)
    }

    fn mode_and_seed(&self) -> (&'static str, u64) {
        match self.mode {
            Mode::Live => ("live", 0),
            Mode::Drill { seed } => ("drill", seed),
        }
    }

    /// The hashes of what was given.
    pub fn provenance(&self) -> Provenance {
        Provenance {
            operation_sha256: crypto::sha256(&[&self.operation_file]),
            plan_sha256: crypto::sha256(&[&self.plan_json]),
        }
    }
}

pub(super) fn meta(connection: &Connection, key: &str) -> Result<Option<Vec<u8>>, rusqlite::Error> {
    let mut select = connection.prepare_cached("SELECT value FROM meta WHERE key = ?1")?;
    select.query_row([key], |row| row.get(0)).optional()
}

pub(super) fn set_meta(connection: &Connection, key: &str, value: &[u8]) -> Result<(), rusqlite::Error> {
    let insert = "INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2";
    connection.prepare_cached(insert)?.execute(params![key, value])?;
    Ok(())
}

pub(super) fn write(
    connection: &mut Connection,
    path: &Path,
    founding: &Founding,
    notes: &[(&str, Vec<u8>)],
) -> Result<(), StoreError> {
    let hashes = founding.provenance();
    let (mode, seed) = founding.mode_and_seed();
    let roots = founding.roots.concat();
    let rows: [(&str, &[u8]); 11] = [
        ("name", founding.name.as_bytes()),
        ("start_unix_s", &founding.start_unix_s.to_be_bytes()),
        ("operation_file", &founding.operation_file),
        ("operation_sha256", &hashes.operation_sha256),
        ("operation_format", if founding.operation_is_json { b"json" } else { b"toml" }),
        ("plan_json", &founding.plan_json),
        ("plan_sha256", &hashes.plan_sha256),
        ("mode", mode.as_bytes()),
        ("drill_seed", &seed.to_be_bytes()),
        ("random", &founding.random),
        ("roots", &roots),
    ];
    let mut write = || -> Result<(), rusqlite::Error> {
        let transaction = connection.transaction()?;
        for (key, value) in rows.into_iter().chain(notes.iter().map(|(key, value)| (*key, value.as_slice())))
        {
            set_meta(&transaction, key, value)?;
        }
        transaction.commit()
    };
    write().map_err(|error| StoreError::of(path, error))
}

/// What was founded here; `None` where nothing was. The stored hashes must fit the stored files.
pub(super) fn read(connection: &Connection, path: &Path) -> Result<Option<Founding>, StoreError> {
    let get = |key: &str| meta(connection, key).map_err(|error| StoreError::of(path, error));
    let damaged = |why: &str| StoreError::Damaged { path: path.to_owned(), why: why.to_owned() };
    let need = |key: &str| get(key)?.ok_or_else(|| damaged(&format!("'{key}' is missing")));
    let Some(name) = get("name")? else { return Ok(None) };
    let number = |key: &str| -> Result<[u8; 8], StoreError> {
        need(key)?.try_into().map_err(|_| damaged(&format!("'{key}' is no number")))
    };
    let founding = Founding {
        name: String::from_utf8(name).map_err(|_| damaged("the name is no text"))?,
        start_unix_s: i64::from_be_bytes(number("start_unix_s")?),
        operation_file: need("operation_file")?,
        operation_is_json: need("operation_format")? == b"json",
        plan_json: need("plan_json")?,
        mode: match need("mode")?.as_slice() {
            b"live" => Mode::Live,
            b"drill" => Mode::Drill { seed: u64::from_be_bytes(number("drill_seed")?) },
            _ => return Err(damaged("the mode is unknown")),
        },
        random: need("random")?.try_into().map_err(|_| damaged("'random' has not 32 bytes"))?,
        roots: get("roots")?.unwrap_or_default().as_chunks::<32>().0.to_vec(),
    };
    let hashes = founding.provenance();
    if need("operation_sha256")? != hashes.operation_sha256 || need("plan_sha256")? != hashes.plan_sha256 {
        return Err(damaged("the stored operation or plan has changed since it was founded"));
    }
    Ok(Some(founding))
}
