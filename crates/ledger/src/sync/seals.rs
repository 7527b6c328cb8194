//! Which seals of a log are passed on, and how two machines see without sending any that both hold the same.
//!
//! A hub that seals every minute has thousands of seals, and few of them say anything that the others do
//! not: the newest, for every witness the newest that it cosigned, and the one that most cosigned. Seals
//! that contradict their log are all passed on.
//!
//! Never here: whether a seal fits its log.

use crate::checkpoint::Seal;
use crate::crypto::sha256;
use crate::id::LogId;
use std::collections::{BTreeMap, BTreeSet};

/// Seals of one log that are passed on at most.
const OFFERED_MAX: usize = 16;

/// For logs, by the first 8 bytes of their id: 8 bytes of a hash of the seals that would be passed on; zeros
/// for none. Logs with colliding names and seals with colliding hashes can be made, and win no more than that
/// seals of theirs are not passed on here.
pub type SealLines = BTreeMap<[u8; 8], [u8; 8]>;

/// What a log is called in [`SealLines`].
pub fn seals_name(log_id: &LogId) -> [u8; 8] {
    first(&log_id.0)
}

/// Of one log's seals those that matter, in the same order. `seals` come in order of size.
pub fn offered<'a>(seals: &[&'a Seal]) -> Vec<&'a Seal> {
    let mut witnesses = BTreeMap::new();
    for (ix, seal) in seals.iter().enumerate() {
        witnesses.extend(seal.others().iter().map(|other| ((&other.name, other.key_id), ix)));
    }
    let most = seals.iter().enumerate().max_by_key(|(ix, seal)| (seal.others().len(), *ix));
    let mut chosen: BTreeSet<usize> = witnesses.into_values().collect();
    while chosen.len() + 2 > OFFERED_MAX {
        chosen.pop_first();
    }
    chosen.extend(most.map(|(ix, _)| ix));
    chosen.extend(seals.len().checked_sub(1));
    chosen.into_iter().filter_map(|ix| seals.get(ix).copied()).collect()
}

/// What [`SealLines`] says of these seals of one log. Of the device's own signature nothing is in it: it may
/// have signed one head in several ways, and either is as good.
pub fn seals_digest(offered: &[&Seal]) -> [u8; 8] {
    if offered.is_empty() {
        return [0; 8];
    }
    let mut texts: Vec<String> = Vec::new();
    for seal in offered {
        let lines: String = seal.others().iter().map(|other| format!("{}\n", other.line())).collect();
        texts.push(format!("{}\n{lines}\n", seal.checkpoint().text()));
    }
    texts.sort_unstable();
    first(&sha256(&[texts.concat().as_bytes()]))
}

/// Where two machines do not hold the same seals: how far they are known here.
pub fn lacking(mine: &SealLines, theirs: &SealLines) -> SealLines {
    let names: BTreeSet<&[u8; 8]> = mine.keys().chain(theirs.keys()).collect();
    let digest = |lines: &SealLines, name: &[u8; 8]| lines.get(name).copied().unwrap_or_default();
    let differ = names.into_iter().filter(|name| digest(mine, name) != digest(theirs, name));
    differ.map(|name| (*name, digest(mine, name))).collect()
}

fn first(bytes: &[u8; 32]) -> [u8; 8] {
    let mut first = [0; 8];
    first.copy_from_slice(&bytes[..8]);
    first
}
