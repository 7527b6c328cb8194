//! What was said about sealed data and counts: who keeps it, which releases stand, what is destroyed.
//!
//! Never here: blobs, keys, or anything that was sealed.

use super::Account;
use super::bag::Bag;
use crate::quantity::Moment;
use crate::statement::{Fact, Role};
use std::collections::{BTreeMap, BTreeSet};

/// Custodians that must agree to a release.
pub const CUSTODIANS_MIN: usize = 2;

type Hash = [u8; 32];

/// One custodian's word that a blob may be read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unsealing {
    /// What for.
    pub purpose: String,
    /// Who will read, by their public sealing key.
    pub reader: Hash,
    /// The custodian's device.
    pub custodian: Hash,
    /// When.
    pub at: Moment,
    /// The statement.
    pub entry: Hash,
}

/// Who keeps the sealed data of a convoy or day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Custodians {
    /// From when on.
    pub at: Moment,
    /// How many it takes.
    pub threshold: u32,
    /// Their public sealing keys.
    pub keys: Vec<Hash>,
    /// The statement.
    pub entry: Hash,
}

#[derive(Clone, Debug, Default)]
pub(super) struct CustodyFacts {
    entrusted: BTreeMap<String, Bag<Custodians>>,
    unsealed: BTreeMap<Hash, Bag<Unsealing>>,
    shredded: BTreeMap<Hash, Bag<Hash>>,
}

impl CustodyFacts {
    pub(super) fn apply(&mut self, (at, fact): (Moment, &Fact), custodian: Hash, entry: Hash, holds: bool) {
        match fact {
            Fact::Entrust(f) => {
                let keys = f.keys.iter().map(|key| **key).collect();
                let custodians = Custodians { at, threshold: f.threshold, keys, entry };
                self.entrusted.entry(f.group.clone()).or_default().apply(custodians, holds);
            }
            Fact::Unseal(f) => {
                for blob in &f.blobs {
                    let (purpose, reader) = (f.purpose.clone(), *f.reader);
                    let unsealing = Unsealing { purpose, reader, custodian, at, entry };
                    self.unsealed.entry(**blob).or_default().apply(unsealing, holds);
                }
            }
            Fact::Shred(f) => {
                f.blobs.iter().for_each(|blob| self.shredded.entry(**blob).or_default().apply(entry, holds));
            }
            _ => {}
        }
    }
}

impl Account {
    /// Who keeps the sealed data of this convoy or day: what was said last about it. Which one is used
    /// stands in each blob; two that were said for one moment are ordered by their statements' ids.
    pub fn custodians(&self, group: &str) -> Option<&Custodians> {
        self.facts.custody.entrusted.get(group)?.last()
    }

    /// All custodians' words that this blob may be read.
    pub fn unsealings(&self, blob: &Hash) -> impl Iterator<Item = &Unsealing> {
        self.facts.custody.unsealed.get(blob).into_iter().flat_map(Bag::iter)
    }

    /// Whether two custodians, each with a device of their own, let this reader read it for this purpose.
    pub fn is_released(&self, blob: &Hash, reader: &Hash, purpose: &str) -> bool {
        let agreed = self.unsealings(blob).filter(|word| word.reader == *reader && word.purpose == purpose);
        let custodians: BTreeSet<Hash> = agreed.map(|word| word.custodian).collect();
        let custodians = custodians.iter().filter(|device| self.role(device) == Some(Role::Custodian));
        custodians.count() >= CUSTODIANS_MIN
    }

    /// Whether a blob is to be, or was, destroyed.
    pub fn is_shredded(&self, blob: &Hash) -> bool {
        self.facts.custody.shredded.get(blob).is_some_and(|words| !words.is_empty())
    }

    /// The blobs that are to be, or were, destroyed.
    pub fn shredded(&self) -> impl Iterator<Item = &Hash> {
        self.facts.custody.shredded.iter().filter(|(_, words)| !words.is_empty()).map(|(blob, _)| blob)
    }
}
