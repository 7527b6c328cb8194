//! How many entries are stored and which, in 40 bytes, written with every group of them: rows that
//! vanish without leaving a broken one behind are noticed all the same.
//!
//! Never here: what is done about it (`load`).

use super::founding::{meta, set_meta};
use ledger::EntryId;
use rusqlite::Connection;

const KEY: &str = "entries";

/// The number of entries and the exclusive or of their ids.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    count: u64,
    xor: [u8; 32],
}

impl Tally {
    pub(super) fn of(ids: impl IntoIterator<Item = EntryId>) -> Tally {
        let mut tally = Tally::default();
        ids.into_iter().for_each(|id| tally.add(&id));
        tally
    }

    pub(super) fn add(&mut self, id: &EntryId) {
        self.count += 1;
        self.xor.iter_mut().zip(id.0).for_each(|(sum, byte)| *sum ^= byte);
    }

    /// How many entries it is of.
    pub(super) fn count(&self) -> u64 {
        self.count
    }

    /// `None` in a store from before, or where it is no tally.
    pub(super) fn read(connection: &Connection) -> Result<Option<Tally>, rusqlite::Error> {
        let Some(bytes) = meta(connection, KEY)? else { return Ok(None) };
        let split = bytes.split_first_chunk::<8>();
        Ok(split.and_then(|(count, xor)| {
            Some(Tally { count: u64::from_be_bytes(*count), xor: xor.try_into().ok()? })
        }))
    }

    pub(super) fn write(&self, connection: &Connection) -> Result<(), rusqlite::Error> {
        set_meta(connection, KEY, &[self.count.to_be_bytes().as_slice(), &self.xor].concat())
    }
}
