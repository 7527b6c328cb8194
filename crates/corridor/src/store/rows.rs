//! Writing rows, and reading entries back as they were signed: some by name, or all in order, page by page.
//!
//! Never here: verifying them; whoever gets them does.

use super::run::{self, Run, number};
use super::{Shelf, Store, StoreError};
use bytes::Bytes;
use ledger::sync::Give;
use ledger::{LogId, Signed, Verified, crypto};
use rusqlite::{Connection, OptionalExtension, Row, params};

/// Where a page ended: the next one begins after it.
pub type After = (LogId, u64);

impl Store {
    /// These entries as far as they fit into `bytes_max`, but at least the first. One that is not
    /// here any more is left out.
    pub fn rows(&self, gives: &[Give], bytes_max: usize) -> Result<Vec<Signed>, StoreError> {
        let mut rows = Vec::new();
        let mut bytes = 0;
        let mut reader = Reader { connection: &self.connection, last: None };
        for give in gives {
            let row = reader.one(give).map_err(|error| StoreError::of(&self.path, error))?;
            let Some(signed) = row else { continue };
            bytes += signed.bytes.len() + 64;
            if bytes > bytes_max && !rows.is_empty() {
                break;
            }
            rows.push(signed);
        }
        Ok(rows)
    }

    /// The entries after `after` in the order of log, number and id: some `most` numbers, each
    /// with all its entries. Also where the page ended; `None` after the last.
    pub fn page(
        &self,
        after: Option<After>,
        most: usize,
    ) -> Result<(Vec<Signed>, Option<After>), StoreError> {
        page(&self.connection, after, most).map_err(|error| StoreError::of(&self.path, error))
    }
}

/// Writes these entries: those of a log that follow each other together.
pub(super) fn write(connection: &Connection, entries: &[(&Verified, Shelf)]) -> Result<(), rusqlite::Error> {
    let mut rest = entries;
    while let Some((first, shelf)) = rest.first() {
        let (now, after) = rest.split_at(run::length(rest));
        match shelf {
            Shelf::Branch => insert_branch(connection, first)?,
            Shelf::Main => {
                Run::of(now.iter().map(|(entry, _)| *entry))
                    .map_or(Ok(()), |run| insert(connection, &run))?;
            }
        }
        rest = after;
    }
    Ok(())
}

pub(super) fn insert(connection: &Connection, run: &Run) -> Result<(), rusqlite::Error> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO entry (log_id, seq, bytes, signature, ends) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    insert.execute(params![run.log_id.0, run.seq, run.bytes, run.signature, run.ends])?;
    Ok(())
}

fn insert_branch(connection: &Connection, verified: &Verified) -> Result<(), rusqlite::Error> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO branch (log_id, seq, id, bytes, signature) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    let (log_id, signed) = (verified.log_id(), verified.signed());
    let seq = number(verified.seq());
    insert.execute(params![log_id.0, seq, verified.id().0, &signed.bytes[..], signed.signature])?;
    Ok(())
}

/// Reads entries by their names. They are mostly asked for in order: a row is read once for all in it.
struct Reader<'a> {
    connection: &'a Connection,
    last: Option<Stretch>,
}

/// The entries of a row.
struct Stretch {
    log_id: LogId,
    /// The number of the first.
    first: u64,
    entries: Vec<Signed>,
}

impl Stretch {
    fn find(&self, give: &Give) -> Option<&Signed> {
        let at = give.seq.checked_sub(self.first).filter(|_| self.log_id == give.log_id)?;
        self.entries.get(usize::try_from(at).ok()?)
    }
}

impl Reader<'_> {
    fn one(&mut self, give: &Give) -> Result<Option<Signed>, rusqlite::Error> {
        if self.last.as_ref().is_none_or(|last| last.find(give).is_none()) {
            self.last = self.read(give)?;
        }
        let found = self.last.as_ref().and_then(|last| last.find(give));
        if let Some(entry) = found.filter(|entry| crypto::entry_id(&entry.bytes) == give.id) {
            return Ok(Some(entry.clone()));
        }
        let mut branch = self.connection.prepare_cached(
            "SELECT bytes, signature, NULL AS ends FROM branch WHERE log_id = ?1 AND seq = ?2 AND id = ?3",
        )?;
        let row = branch.query_row(params![give.log_id.0, number(give.seq), give.id.0], of_row).optional()?;
        Ok(row.and_then(|mut entries| entries.pop()))
    }

    /// The row in which an entry with this number would stand.
    fn read(&self, give: &Give) -> Result<Option<Stretch>, rusqlite::Error> {
        let mut select = self.connection.prepare_cached(
            "SELECT bytes, signature, ends, seq FROM entry WHERE log_id = ?1 AND seq <= ?2 ORDER BY seq DESC LIMIT 1",
        )?;
        let stretch = |row: &Row<'_>| {
            let first = u64::try_from(row.get::<_, i64>(3)?).unwrap_or(u64::MAX);
            Ok(Stretch { log_id: give.log_id, first, entries: of_row(row)? })
        };
        select.query_row(params![give.log_id.0, number(give.seq)], stretch).optional()
    }
}

/// Log and number.
type Place = (Vec<u8>, i64);

fn page(
    connection: &Connection,
    after: Option<After>,
    most: usize,
) -> Result<(Vec<Signed>, Option<After>), rusqlite::Error> {
    // The empty blob sorts before every log.
    let (log, seq) = after.map_or((Vec::new(), -1), |(log, seq)| (log.0.to_vec(), number(seq)));
    let mut main = connection.prepare_cached(
        "SELECT bytes, signature, ends, log_id, seq FROM entry WHERE (log_id, seq) > (?1, ?2) ORDER BY log_id, seq",
    )?;
    let mut rows = main.query(params![log, seq])?;
    let mut page: Vec<(Place, Signed)> = Vec::new();
    let mut last = None;
    while let Some(row) = rows.next()? {
        let (entries, log, first): (_, Vec<u8>, i64) = (of_row(row)?, row.get(3)?, row.get(4)?);
        page.extend((first..).zip(entries).map(|(seq, entry)| ((log.clone(), seq), entry)));
        if page.len() >= most {
            last = page.last().map(|(place, _)| place.clone());
            break;
        }
    }
    // Branches up to the end of the page; after the last page, all that are left.
    let end = last.clone().unwrap_or((vec![0xff; 33], i64::MAX));
    let mut branch = connection.prepare_cached(
        "SELECT bytes, signature, NULL AS ends, log_id, seq FROM branch
         WHERE (log_id, seq) > (?1, ?2) AND (log_id, seq) <= (?3, ?4) ORDER BY log_id, seq",
    )?;
    let branches = branch
        .query_map(params![log, seq, end.0, end.1], |row| Ok((of_row(row)?, (row.get(3)?, row.get(4)?))))?;
    let length = page.len();
    for branch in branches {
        let (entries, place): (_, Place) = branch?;
        page.extend(entries.into_iter().map(|entry| (place.clone(), entry)));
    }
    if page.len() > length {
        page.sort_by_cached_key(|(place, signed)| (place.clone(), crypto::entry_id(&signed.bytes)));
    }
    let next = last.and_then(|(log, seq)| Some((LogId(log.try_into().ok()?), u64::try_from(seq).ok()?)));
    Ok((page.into_iter().map(|(_, signed)| signed).collect(), next))
}

/// The entries of a row that begins with `bytes, signature, ends`; none where they do not fit together.
fn of_row(row: &Row<'_>) -> Result<Vec<Signed>, rusqlite::Error> {
    let (bytes, signature) = (Bytes::copy_from_slice(row.get_ref(0)?.as_blob()?), row.get_ref(1)?.as_blob()?);
    Ok(run::entries(&bytes, signature, row.get_ref(2)?.as_blob_or_null()?).unwrap_or_default())
}
