//! All seals that are kept here, as the thread behind the door has them in memory: those that fit their
//! log, those that contradict it, and which of them are passed on to other hubs.
//!
//! Never here: whether a seal fits (`sealing`).

use crate::store::{Drawer, KeptSeal, Store, StoreError};
use ledger::LogId;
use ledger::checkpoint::Seal;
use ledger::quorum::Policy;
use ledger::sync::{SealLines, offered, seals_digest, seals_name};
use ledger::tree::Hash;
use std::collections::BTreeMap;

/// Heads of one log that contradict it that are kept at most: one proves as much as all.
const CONTRADICTIONS_MAX: usize = 8;
/// Cosignatures of witnesses that the policy does not name that are kept on one seal at most: enough to
/// pass them on to whoever knows them, and no room for a flood.
const STRANGERS_MAX: usize = 8;

/// What is sealed: a log, its length, its root.
type Head = (LogId, u64, Hash);
type Seals = BTreeMap<Head, KeptSeal>;

/// All seals.
#[derive(Debug, Default)]
pub struct SealBook {
    fits: Seals,
    contradicts: Seals,
    policy: Option<Policy>,
    /// For every log with seals: which are passed on, and their digest.
    offers: BTreeMap<LogId, (Vec<Head>, [u8; 8])>,
}

fn head(seal: &Seal) -> Head {
    let checkpoint = seal.checkpoint();
    (checkpoint.origin.log_id, checkpoint.size, checkpoint.root)
}

fn of_log<'a>(seals: &'a Seals, log_id: &LogId) -> impl DoubleEndedIterator<Item = &'a KeptSeal> + use<'a> {
    seals.range((*log_id, 0, [0; 32])..=(*log_id, u64::MAX, [255; 32])).map(|(_, kept)| kept)
}

impl SealBook {
    /// Reads all of them.
    pub(super) fn load(store: &Store) -> Result<SealBook, StoreError> {
        let read = |drawer| -> Result<Seals, StoreError> {
            Ok(store.seals(drawer)?.into_iter().map(|kept| (head(&kept.seal), kept)).collect())
        };
        let (fits, contradicts) = (read(Drawer::Fits)?, read(Drawer::Contradicts)?);
        let mut book = SealBook { fits, contradicts, ..SealBook::default() };
        let logs: Vec<LogId> = book.fits.keys().chain(book.contradicts.keys()).map(|head| head.0).collect();
        logs.iter().for_each(|log_id| book.offer(log_id));
        Ok(book)
    }

    /// Says which witnesses are known; cosignatures by others are kept as far as there is room.
    pub(super) fn trust(&mut self, policy: Policy) {
        self.policy = Some(policy);
    }

    /// Those that fit their log, by log and size.
    pub fn fits(&self) -> impl Iterator<Item = &KeptSeal> {
        self.fits.values()
    }

    /// Those that contradict their log: each is evidence that its device told two histories.
    pub fn contradicts(&self) -> impl Iterator<Item = &KeptSeal> {
        self.contradicts.values()
    }

    /// All of them, by log and size.
    pub fn all(&self) -> Vec<&KeptSeal> {
        let mut all: Vec<(&Head, &KeptSeal)> = self.fits.iter().chain(&self.contradicts).collect();
        all.sort_unstable_by_key(|(head, _)| **head);
        all.into_iter().map(|(_, kept)| kept).collect()
    }

    /// Whether exactly this head is among those that fit.
    pub(super) fn knows(&self, seal: &Seal) -> bool {
        self.fits.contains_key(&head(seal))
    }

    /// The newest seal that fits this log.
    pub fn newest(&self, log_id: &LogId) -> Option<&Seal> {
        of_log(&self.fits, log_id).next_back().map(|kept| &kept.seal)
    }

    /// The seal of this log at this size.
    pub fn at(&self, log_id: &LogId, size: u64) -> Option<&Seal> {
        of_log(&self.fits, log_id).find(|kept| kept.seal.checkpoint().size == size).map(|kept| &kept.seal)
    }

    /// Keeps seals durably; cosignatures are added to those that are here already. Gives how many changed anything.
    pub(super) fn keep(
        &mut self,
        store: &mut Store,
        drawer: Drawer,
        seals: &[Seal],
        kept_unix_s: i64,
    ) -> Result<usize, StoreError> {
        let mut rows: Seals = BTreeMap::new();
        for seal in seals {
            let log_id = seal.checkpoint().origin.log_id;
            let here = if drawer == Drawer::Fits { &self.fits } else { &self.contradicts };
            let known = rows.get(&head(seal)).or_else(|| here.get(&head(seal)));
            let fresh = rows.keys().filter(|(log, ..)| *log == log_id).count();
            let full = of_log(here, &log_id).count() + fresh >= CONTRADICTIONS_MAX;
            if drawer == Drawer::Contradicts && known.is_none() && full {
                continue;
            }
            let merged = self.merge(known, seal, kept_unix_s);
            if known != Some(&merged) {
                rows.insert(head(seal), merged);
            }
        }
        if rows.is_empty() {
            return Ok(0);
        }
        store.keep_seals(drawer, &rows.values().cloned().collect::<Vec<_>>())?;
        let (changed, logs) = (rows.len(), rows.keys().map(|head| head.0).collect::<Vec<_>>());
        let here = if drawer == Drawer::Fits { &mut self.fits } else { &mut self.contradicts };
        here.extend(rows);
        logs.iter().for_each(|log_id| self.offer(log_id));
        Ok(changed)
    }

    fn merge(&self, known: Option<&KeptSeal>, seal: &Seal, kept_unix_s: i64) -> KeptSeal {
        let mut merged = known.cloned().unwrap_or_else(|| {
            let mut bare = seal.clone();
            bare.retain(|_| false);
            KeptSeal { seal: bare, kept_unix_s }
        });
        let checkpoint = *seal.checkpoint();
        let is_known = |other: &_| {
            let witnesses = self.policy.iter().flat_map(|policy| policy.groups().values().flatten());
            witnesses.clone().any(|witness| witness.check(&checkpoint, other).is_some())
        };
        let old: Vec<_> = merged.seal.others().to_vec();
        merged.seal.retain(|_| false);
        let all = || old.iter().chain(seal.others());
        all().filter(|other| is_known(other)).for_each(|other| merged.seal.add(other.clone()));
        let room =
            if self.policy.is_some() { merged.seal.others().len() + STRANGERS_MAX } else { usize::MAX };
        for other in all() {
            if merged.seal.others().len() < room {
                merged.seal.add(other.clone());
            }
        }
        merged
    }

    fn offer(&mut self, log_id: &LogId) {
        let fits: Vec<&Seal> = of_log(&self.fits, log_id).map(|kept| &kept.seal).collect();
        let mut chosen = offered(&fits);
        chosen.extend(of_log(&self.contradicts, log_id).map(|kept| &kept.seal));
        let offer = (chosen.iter().map(|seal| head(seal)).collect(), seals_digest(&chosen));
        self.offers.insert(*log_id, offer);
    }

    /// How far the seals of all logs are known here.
    pub fn lines(&self) -> SealLines {
        self.offers.iter().map(|(log_id, (_, digest))| (seals_name(log_id), *digest)).collect()
    }

    /// What is passed on of the logs with these names, as notes.
    pub fn passed_on<'a>(&'a self, names: &'a SealLines) -> impl Iterator<Item = (LogId, String)> + 'a {
        let named = self.offers.iter().filter(|(log_id, _)| names.contains_key(&seals_name(log_id)));
        named.flat_map(move |(log_id, (heads, _))| {
            let kept = |head: &Head| self.fits.get(head).or_else(|| self.contradicts.get(head));
            heads.iter().filter_map(kept).map(|kept| (*log_id, kept.seal.write()))
        })
    }
}
