//! Reading everything back: every row is verified as if it had just come in. The normal path is the
//! recovery path: nothing distinguishes a start after a crash from any other.
//!
//! A row that is no longer a good entry is moved to the table `damaged`, so that its device can send
//! it again, and reported. The entries after it stay: each stands by its own signature.

use super::run::{self, Run};
use super::tally::Tally;
use super::{StoreError, rows};
use bytes::Bytes;
use ledger::{
    EntryId, LogId, Logs, OperationId, Outcome, Refusal, Signed, SignedError, Verified, verify_all,
};
use rusqlite::{Connection, Row, params};
use std::path::Path;

/// Entries verified at a time, so that memory stays small.
const GROUP: usize = 4096;

/// Everything that was stored.
#[derive(Debug, Default)]
pub struct Loaded {
    /// Good entries, by log and number.
    pub entries: Vec<Verified>,
    /// Their logs.
    pub logs: Logs,
    /// What was found damaged this time, and is kept aside.
    pub damaged: Vec<Damage>,
}

impl Loaded {
    /// The ids of the good entries.
    pub(super) fn ids(&self) -> impl Iterator<Item = EntryId> + '_ {
        self.entries.iter().map(Verified::id)
    }
}

/// What is no longer a good entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// The log that it stood in, in hexadecimal.
    pub log_id: String,
    /// Its number there.
    pub seq: i64,
    /// What is wrong with it.
    pub why: String,
}

/// A row with its entries. `signed` is empty where it is no run at all.
struct Stored {
    log_id: Vec<u8>,
    seq: i64,
    bytes: Bytes,
    signature: Vec<u8>,
    signed: Vec<Signed>,
    branch: bool,
}

/// A row in which something is wrong.
struct Bad {
    row: Stored,
    /// Number, bytes, signature, and what is wrong.
    damaged: Vec<(i64, Bytes, Vec<u8>, String)>,
    /// What is good of it, as runs.
    left: Vec<Run>,
}

/// Branches come after the row with their number and before the next number.
const SELECT: &str = "
    SELECT log_id, seq, bytes, signature, ends, 0 AS branch FROM entry
    UNION ALL SELECT log_id, seq, bytes, signature, NULL AS ends, 1 AS branch FROM branch
    ORDER BY log_id, seq, branch";

pub(super) fn load(
    connection: &mut Connection,
    path: &Path,
    operation: &OperationId,
) -> Result<Loaded, StoreError> {
    let mut loaded = Loaded::default();
    let mut bad = Vec::new();
    let mut read = || -> Result<(), rusqlite::Error> {
        let mut select = connection.prepare(SELECT)?;
        let mut rows = select.query([])?;
        let (mut group, mut entries) = (Vec::new(), 0);
        while let Some(row) = rows.next()? {
            let row = stored(row)?;
            entries += row.signed.len();
            group.push(row);
            if entries >= GROUP {
                take(operation, std::mem::take(&mut group), &mut loaded, &mut bad);
                entries = 0;
            }
        }
        take(operation, group, &mut loaded, &mut bad);
        Ok(())
    };
    read().map_err(|error| StoreError::of(path, error))?;
    if !bad.is_empty() {
        set_aside(connection, &bad).map_err(|error| StoreError::of(path, error))?;
    }
    let damaged = bad.into_iter().flat_map(|Bad { row, damaged, .. }| {
        damaged.into_iter().map(move |(seq, .., why)| Damage { log_id: hex(&row.log_id), seq, why })
    });
    loaded.damaged = damaged.collect();
    let vanished = vanished(connection, &loaded).map_err(|error| StoreError::of(path, error))?;
    loaded.damaged.extend(vanished);
    Ok(loaded)
}

/// Whether rows are missing, or others are there, than were written; from now on what is here counts.
fn vanished(connection: &Connection, loaded: &Loaded) -> Result<Option<Damage>, rusqlite::Error> {
    let (written, here, bad) = (Tally::read(connection)?, Tally::of(loaded.ids()), loaded.damaged.len());
    if written == Some(here) {
        return Ok(None);
    }
    here.write(connection)?;
    // A store from before, or one in which broken rows explain the difference.
    let Some(written) = written.filter(|written| bad == 0 || written.count() > here.count() + bad as u64)
    else {
        return Ok(None);
    };
    let (was, is) = (written.count(), here.count());
    let why = format!(
        "{was} statements were written here and {is} are left: get them back by sync or from a bundle"
    );
    Ok(Some(Damage { log_id: String::new(), seq: -1, why }))
}

fn stored(row: &Row<'_>) -> Result<Stored, rusqlite::Error> {
    let (bytes, signature) = (Bytes::from(row.get::<_, Vec<u8>>(2)?), row.get::<_, Vec<u8>>(3)?);
    let ends = row.get_ref(4)?.as_blob_or_null()?;
    let signed = run::entries(&bytes, &signature, ends).unwrap_or_default();
    let (log_id, seq, branch) = (row.get(0)?, row.get(1)?, row.get(5)?);
    Ok(Stored { log_id, seq, bytes, signature, signed, branch })
}

fn take(operation: &OperationId, group: Vec<Stored>, loaded: &mut Loaded, bad: &mut Vec<Bad>) {
    let signed = |row: &Stored| row.signed.clone();
    let mut verdicts = verify_all(operation, group.iter().flat_map(signed).collect());
    for row in group {
        let (mut good, mut damaged) = (Vec::new(), Vec::new());
        if row.signed.is_empty() {
            let why = "the parts of the row do not fit together".to_owned();
            damaged.push((row.seq, row.bytes.clone(), row.signature.clone(), why));
        }
        for (seq, signed) in (row.seq..).zip(&row.signed) {
            let verdict = verdicts.next().unwrap_or(Err(SignedError::Signature));
            let verdict = verdict.map_err(|error| error.to_string());
            match verdict.and_then(|entry| place((&row, seq), entry, &mut loaded.logs)) {
                Ok(entry) => good.push(entry),
                Err(why) => damaged.push((seq, signed.bytes.clone(), signed.signature.to_vec(), why)),
            }
        }
        if !damaged.is_empty() {
            let runs = good.chunk_by(run::follows).filter_map(Run::of).collect();
            bad.push(Bad { row, damaged, left: runs });
        }
        loaded.entries.extend(good);
    }
}

fn place((row, seq): (&Stored, i64), entry: Verified, logs: &mut Logs) -> Result<Verified, String> {
    let LogId(log_id) = entry.log_id();
    if row.log_id != log_id || u64::try_from(seq) != Ok(entry.seq()) {
        return Err("the row is not the one that its entry belongs to".to_owned());
    }
    let outcome = match logs.insert(&entry) {
        Err(Refusal::Gap { .. } | Refusal::Prev { .. }) => logs.insert_after_loss(&entry),
        outcome => outcome,
    };
    match outcome {
        Ok(Outcome::Known) => Err("the entry is stored twice".to_owned()),
        Ok(Outcome::Forked { .. }) if !row.branch => {
            Err("another row has an entry with its number".to_owned())
        }
        Ok(_) => Ok(entry),
        Err(refusal) => Err(refusal.to_string()),
    }
}

/// Moves what is damaged aside and leaves the rest of its row where it was.
fn set_aside(connection: &mut Connection, all: &[Bad]) -> Result<(), rusqlite::Error> {
    let transaction = connection.transaction()?;
    for Bad { row, damaged, .. } in all {
        let table = if row.branch { "branch" } else { "entry" };
        let delete = format!("DELETE FROM {table} WHERE log_id = ?1 AND seq = ?2 AND bytes = ?3");
        transaction.execute(&delete, params![row.log_id, row.seq, &row.bytes[..]])?;
        for (seq, bytes, signature, why) in damaged {
            transaction.execute(
                "INSERT INTO damaged (log_id, seq, bytes, signature, why) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![row.log_id, seq, &bytes[..], signature, why],
            )?;
        }
    }
    for run in all.iter().flat_map(|bad| &bad.left) {
        rows::insert(&transaction, run)?;
    }
    transaction.commit()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
