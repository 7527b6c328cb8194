//! How far each log is sealed and cosigned, and since when.
//!
//! Never here: JSON.

use crate::store::KeptSeal;
use ledger::LogId;
use ledger::quorum::Policy;
use std::collections::BTreeMap;

/// How far one log is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sealed {
    /// Entries that the newest seal covers, and when it was kept here.
    pub(super) sealed: Option<(u64, i64)>,
    /// Entries that the newest seal covers that any known witness cosigned, when, and by whom.
    pub(super) cosigned: Option<(u64, u64, Vec<String>)>,
    /// Entries that the newest seal covers that enough witnesses cosigned, and since when.
    pub(super) enough: Option<(u64, u64)>,
}

/// All logs. Without a policy no witness is known.
pub(super) fn sealed(seals: &[KeptSeal], policy: Option<&Policy>) -> BTreeMap<LogId, Sealed> {
    let mut logs: BTreeMap<LogId, Sealed> = BTreeMap::new();
    // Seals come in order of size: a later one is newer.
    for KeptSeal { seal, kept_unix_s } in seals {
        let checkpoint = seal.checkpoint();
        let log = logs.entry(checkpoint.origin.log_id).or_default();
        log.sealed = Some((checkpoint.size, *kept_unix_s));
        let Some(judged) = policy.map(|policy| policy.judge(seal)) else { continue };
        let found = judged.groups.iter().flat_map(|(_, found)| found);
        let names: Vec<String> = found.clone().map(|(witness, _)| witness.name.clone()).collect();
        if let Some(last) = found.map(|(_, time)| *time).max() {
            log.cosigned = Some((checkpoint.size, last, names));
        }
        if let Some(since) = judged.since {
            log.enough = Some((checkpoint.size, since));
        }
    }
    logs
}
