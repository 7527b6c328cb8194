//! Reading entries back as they were signed: some by name, or all in order, page by page.
//!
//! Never here: verifying them; whoever gets them does.

use super::{Store, StoreError};
use ledger::sync::Give;
use ledger::{LogId, Signed, crypto};
use rusqlite::{Connection, OptionalExtension, Row, params};

/// Where a page ended: the next one begins after it.
pub type After = (LogId, u64);

impl Store {
    /// These entries as far as they fit into `bytes_max`, but at least the first. One that is not
    /// here any more is left out.
    pub fn rows(&self, gives: &[Give], bytes_max: usize) -> Result<Vec<Signed>, StoreError> {
        let mut rows = Vec::new();
        let mut bytes = 0;
        for give in gives {
            let row = one(&self.connection, give).map_err(|error| StoreError::of(&self.path, error))?;
            let Some(signed) = row else { continue };
            bytes += signed.bytes.len() + 64;
            if bytes > bytes_max && !rows.is_empty() {
                break;
            }
            rows.push(signed);
        }
        Ok(rows)
    }

    /// The entries after `after` in the order of log, number and id: `most` numbers at most, each
    /// with all its entries. Also where the page ended; `None` after the last.
    pub fn page(
        &self,
        after: Option<After>,
        most: usize,
    ) -> Result<(Vec<Signed>, Option<After>), StoreError> {
        page(&self.connection, after, most).map_err(|error| StoreError::of(&self.path, error))
    }
}

fn one(connection: &Connection, give: &Give) -> Result<Option<Signed>, rusqlite::Error> {
    let seq = i64::try_from(give.seq).unwrap_or(i64::MAX);
    let mut main =
        connection.prepare_cached("SELECT bytes, signature FROM entry WHERE log_id = ?1 AND seq = ?2")?;
    let row = main.query_row(params![give.log_id.0, seq], signed).optional()?;
    if let Some(row) = row.filter(|row| crypto::entry_id(&row.bytes) == give.id) {
        return Ok(Some(row));
    }
    let mut branch = connection
        .prepare_cached("SELECT bytes, signature FROM branch WHERE log_id = ?1 AND seq = ?2 AND id = ?3")?;
    branch.query_row(params![give.log_id.0, seq, give.id.0], signed).optional()
}

type Place = (Vec<u8>, i64);

fn page(
    connection: &Connection,
    after: Option<After>,
    most: usize,
) -> Result<(Vec<Signed>, Option<After>), rusqlite::Error> {
    // The empty blob sorts before every log.
    let (log, seq) =
        after.map_or((Vec::new(), -1), |(log, seq)| (log.0.to_vec(), i64::try_from(seq).unwrap_or(i64::MAX)));
    let mut main = connection.prepare_cached(
        "SELECT bytes, signature, log_id, seq FROM entry WHERE (log_id, seq) > (?1, ?2) ORDER BY log_id, seq LIMIT ?3",
    )?;
    let limit = i64::try_from(most).unwrap_or(i64::MAX);
    let rows = main.query_map(params![log, seq, limit], placed)?;
    let mut rows: Vec<(Place, Signed)> = rows.collect::<Result<_, _>>()?;
    let last = (rows.len() >= most).then(|| rows.last().map(|(place, _)| place.clone())).flatten();
    // Branches up to the end of the page; after the last page, all that are left.
    let end = last.clone().unwrap_or((vec![0xff; 33], i64::MAX));
    let mut branch = connection.prepare_cached(
        "SELECT bytes, signature, log_id, seq FROM branch
         WHERE (log_id, seq) > (?1, ?2) AND (log_id, seq) <= (?3, ?4) ORDER BY log_id, seq",
    )?;
    let branches = branch.query_map(params![log, seq, end.0, end.1], placed)?;
    let branches: Vec<(Place, Signed)> = branches.collect::<Result<_, _>>()?;
    if !branches.is_empty() {
        rows.extend(branches);
        rows.sort_by_cached_key(|(place, signed)| (place.clone(), crypto::entry_id(&signed.bytes)));
    }
    let next = last.and_then(|(log, seq)| Some((LogId(log.try_into().ok()?), u64::try_from(seq).ok()?)));
    Ok((rows.into_iter().map(|(_, signed)| signed).collect(), next))
}

fn signed(row: &Row<'_>) -> Result<Signed, rusqlite::Error> {
    let signature: Vec<u8> = row.get(1)?;
    // A signature of another length can only be refused; so can all zeros.
    Ok(Signed { bytes: row.get(0)?, signature: signature.try_into().unwrap_or([0; 64]) })
}

fn placed(row: &Row<'_>) -> Result<(Place, Signed), rusqlite::Error> {
    Ok(((row.get(2)?, row.get(3)?), signed(row)?))
}
