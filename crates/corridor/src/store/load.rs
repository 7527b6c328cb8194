//! Reading everything back: every row is verified as if it had just come in. The normal path is the
//! recovery path: nothing distinguishes a start after a crash from any other.
//!
//! A row that is no longer a good entry is moved to the table `damaged`, so that its device can send
//! it again, and reported. The entries after it stay: each stands by its own signature.

use super::StoreError;
use super::tally::Tally;
use ledger::{EntryId, LogId, Logs, OperationId, Outcome, Refusal, Signed, Verified, verify_all};
use rusqlite::{Connection, Row, params};
use std::path::Path;

/// Rows verified at a time, so that memory stays small.
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

/// A row that is no longer a good entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// The log that it stood in, in hexadecimal.
    pub log_id: String,
    /// Its number there.
    pub seq: i64,
    /// What is wrong with it.
    pub why: String,
}

struct Stored {
    log_id: Vec<u8>,
    seq: i64,
    bytes: Vec<u8>,
    signature: Vec<u8>,
    branch: bool,
}

/// Branches come after the row with their number and before the next number.
const SELECT: &str = "
    SELECT log_id, seq, bytes, signature, 0 AS branch FROM entry
    UNION ALL SELECT log_id, seq, bytes, signature, 1 AS branch FROM branch
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
        let mut group = Vec::with_capacity(GROUP);
        while let Some(row) = rows.next()? {
            group.push(stored(row)?);
            if group.len() == GROUP {
                take(operation, std::mem::take(&mut group), &mut loaded, &mut bad);
            }
        }
        take(operation, group, &mut loaded, &mut bad);
        Ok(())
    };
    read().map_err(|error| StoreError::of(path, error))?;
    if !bad.is_empty() {
        set_aside(connection, &bad).map_err(|error| StoreError::of(path, error))?;
    }
    let vanished = vanished(connection, &loaded, bad.len()).map_err(|error| StoreError::of(path, error))?;
    let damaged = bad.into_iter().map(|(row, why)| Damage { log_id: hex(&row.log_id), seq: row.seq, why });
    loaded.damaged = damaged.chain(vanished).collect();
    Ok(loaded)
}

/// Whether rows are missing, or others are there, than were written; from now on what is here counts.
fn vanished(connection: &Connection, loaded: &Loaded, bad: usize) -> Result<Option<Damage>, rusqlite::Error> {
    let (written, here) = (Tally::read(connection)?, Tally::of(loaded.ids()));
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
    Ok(Stored {
        log_id: row.get(0)?,
        seq: row.get(1)?,
        bytes: row.get(2)?,
        signature: row.get(3)?,
        branch: row.get(4)?,
    })
}

fn take(operation: &OperationId, group: Vec<Stored>, loaded: &mut Loaded, bad: &mut Vec<(Stored, String)>) {
    let signed = |row: &Stored| Signed {
        bytes: row.bytes.clone(),
        // A signature of another length can only be refused; so can all zeros.
        signature: row.signature.as_slice().try_into().unwrap_or([0; 64]),
    };
    let verdicts = verify_all(operation, group.iter().map(signed).collect());
    for (row, verdict) in group.into_iter().zip(verdicts) {
        match verdict
            .map_err(|error| error.to_string())
            .and_then(|entry| place(&row, entry, &mut loaded.logs))
        {
            Ok(entry) => loaded.entries.push(entry),
            Err(why) => bad.push((row, why)),
        }
    }
}

fn place(row: &Stored, entry: Verified, logs: &mut Logs) -> Result<Verified, String> {
    let LogId(log_id) = entry.entry().log_id;
    if row.log_id != log_id || u64::try_from(row.seq) != Ok(entry.entry().seq) {
        return Err("the row is not the one that its entry belongs to".to_owned());
    }
    let outcome = match logs.insert(&entry) {
        Err(Refusal::Gap { .. } | Refusal::Prev { .. }) => logs.insert_after_loss(&entry),
        outcome => outcome,
    };
    match outcome {
        Ok(Outcome::Known) => Err("the entry is stored twice".to_owned()),
        Ok(_) => Ok(entry),
        Err(refusal) => Err(refusal.to_string()),
    }
}

fn set_aside(connection: &mut Connection, bad: &[(Stored, String)]) -> Result<(), rusqlite::Error> {
    let transaction = connection.transaction()?;
    for (row, why) in bad {
        transaction.execute(
            "INSERT INTO damaged (log_id, seq, bytes, signature, why) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![row.log_id, row.seq, row.bytes, row.signature, why],
        )?;
        let table = if row.branch { "branch" } else { "entry" };
        let delete = format!("DELETE FROM {table} WHERE log_id = ?1 AND seq = ?2 AND bytes = ?3");
        transaction.execute(&delete, params![row.log_id, row.seq, row.bytes])?;
    }
    transaction.commit()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
