//! Which statement has which entry id: eight bytes each, for a million of them are looked up all the time.
//!
//! Never here: the ids themselves. They stand in the statements, which whoever asks brings along.

use super::Said;
use super::facts::Ix;
use hashbrown::{DefaultHashBuilder, HashTable};
use std::hash::BuildHasher;

/// Statements by their entry id.
#[derive(Clone, Debug, Default)]
pub(super) struct Entries {
    table: HashTable<Slot>,
    hasher: DefaultHashBuilder,
}

/// Where a statement stands, and a part of its id's hash: growing needs no look at the statements.
#[derive(Clone, Copy, Debug)]
struct Slot {
    hash: u32,
    ix: Ix,
}

impl Entries {
    /// Where the statement with this id stands in `said`.
    pub(super) fn find(&self, said: &[Said], entry: &[u8; 32]) -> Option<Ix> {
        let hash = self.hash(entry);
        let found = self.table.find(spread(hash), |slot| is(slot, hash, said, entry));
        found.map(|slot| slot.ix)
    }

    /// Says that the next statement after `said` will have this id. `false` if one of these has it.
    pub(super) fn add(&mut self, said: &[Said], entry: &[u8; 32]) -> bool {
        let hash = self.hash(entry);
        let is = |slot: &Slot| is(slot, hash, said, entry);
        match self.table.entry(spread(hash), is, |slot| spread(slot.hash)) {
            hashbrown::hash_table::Entry::Occupied(_) => false,
            hashbrown::hash_table::Entry::Vacant(vacant) => {
                vacant.insert(Slot { hash, ix: said.len() as Ix });
                true
            }
        }
    }

    fn hash(&self, entry: &[u8; 32]) -> u32 {
        self.hasher.hash_one(entry) as u32
    }
}

fn is(slot: &Slot, hash: u32, said: &[Said], entry: &[u8; 32]) -> bool {
    slot.hash == hash && said.get(slot.ix as usize).is_some_and(|said| said.source.entry == *entry)
}

/// The table takes its place from the lowest bits and a first test from the highest.
fn spread(hash: u32) -> u64 {
    u64::from(hash).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}
