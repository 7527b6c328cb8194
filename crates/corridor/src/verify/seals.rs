//! Seals against the entries that they cover, and cosignatures against the witnesses that are known.
//!
//! Never here: entries (`logs`).

use super::logs::{Chain, Chains, LogShape, short};
use super::{LogReport, Report};
use ledger::checkpoint::Seal;
use ledger::quorum::Policy;
use ledger::tree::{Hash, Tree};
use ledger::{LogId, OperationId};
use std::collections::{BTreeMap, BTreeSet};

/// Holds all seals against the logs.
pub(super) fn check(
    chains: &Chains,
    notes: &[String],
    (operation, policy): (OperationId, Option<&Policy>),
    report: &mut Report,
) {
    let mut by_log: BTreeMap<LogId, Vec<Seal>> = BTreeMap::new();
    for (number, note) in notes.iter().enumerate() {
        match Seal::read(note.as_bytes()) {
            Ok(seal) if seal.checkpoint().origin.operation == operation => {
                report.seals += 1;
                by_log.entry(seal.checkpoint().origin.log_id).or_default().push(seal);
            }
            Ok(_) => {
                let place = format!("seal {number} of the bundle");
                report.doubt("other_operation", place, "it is of another operation", "leave it out");
            }
            Err(error) => {
                let remedy = "it was altered, or signed by another key: ask for the original";
                report.doubt("bad_seal", format!("seal {number} of the bundle"), error.to_string(), remedy);
            }
        }
    }
    two_heads(&by_log, report);
    let nothing = LogShape::default();
    let logs: BTreeSet<LogId> = chains.logs.keys().chain(by_log.keys()).copied().collect();
    for log_id in logs {
        let log = chains.logs.get(&log_id).unwrap_or(&nothing);
        let seals = by_log.remove(&log_id).unwrap_or_default();
        check_log(&log_id, log, (&seals, policy), report);
    }
    if policy.is_none() {
        let remark =
            "no policy was given: this says nothing about whether anybody else saw these logs in time";
        report.remarks.push(remark.to_owned());
    }
}

/// Two heads of one size with different roots prove two histories, with or without the entries.
fn two_heads(by_log: &BTreeMap<LogId, Vec<Seal>>, report: &mut Report) {
    for (log_id, seals) in by_log {
        let mut roots: BTreeMap<u64, BTreeSet<Hash>> = BTreeMap::new();
        for seal in seals {
            roots.entry(seal.checkpoint().size).or_default().insert(seal.checkpoint().root);
        }
        for (size, roots) in roots.into_iter().filter(|(_, roots)| roots.len() > 1) {
            let what = format!("its device sealed {} different histories of {size} statements", roots.len());
            let remedy = "both seals are proof that it told two histories: do not rely on it";
            report.doubt("forked_head", format!("log {}", short(log_id)), what, remedy);
        }
    }
}

fn check_log(
    log_id: &LogId,
    log: &LogShape,
    (seals, policy): (&[Seal], Option<&Policy>),
    report: &mut Report,
) {
    let name = format!("log {}", short(log_id));
    let longest = log.chains.iter().map(|chain| chain.len() as u64).max().unwrap_or(0);
    let mut found = Found::default();
    let sizes: BTreeSet<u64> = seals.iter().map(|seal| seal.checkpoint().size).collect();
    let roots: BTreeSet<(u64, Hash)> = log.chains.iter().flat_map(|chain| roots_at(chain, &sizes)).collect();
    for seal in seals {
        let checkpoint = seal.checkpoint();
        if checkpoint.size > longest {
            let what = format!(
                "its device sealed {} statements, and the bundle holds {longest} without a gap",
                checkpoint.size
            );
            report.doubt(
                "dropped",
                &name,
                what,
                "statements were left out: ask for a bundle that holds them",
            );
        } else if !roots.contains(&(checkpoint.size, checkpoint.root)) {
            let what = format!(
                "its device sealed another history of {} statements than the bundle holds",
                checkpoint.size
            );
            let remedy = "statements were exchanged, or the device told two histories: do not rely on it";
            report.doubt("contradicted", &name, what, remedy);
        } else {
            found.sealed = found.sealed.max(Some(checkpoint.size));
            found.cosigned(seal, policy);
        }
        strangers(&name, seal, policy, report);
    }
    stale(&name, longest, &found, policy, report);
    if let Some(line) = report.logs.iter_mut().find(|line| line.log == log_id.to_string()) {
        found.write(line);
    }
}

/// The roots over the beginnings of a chain that have these sizes.
fn roots_at(chain: &Chain, sizes: &BTreeSet<u64>) -> Vec<(u64, Hash)> {
    let (mut tree, mut leaves) = (Tree::new(), chain.iter());
    let mut roots = Vec::new();
    for size in sizes.iter().take_while(|size| **size <= chain.len() as u64) {
        let more = usize::try_from(size - tree.size()).unwrap_or(usize::MAX);
        leaves.by_ref().take(more).for_each(|leaf| tree.push(*leaf));
        roots.push((*size, tree.root()));
    }
    roots
}

/// Cosignatures of nobody whom the verifier knows are worth nothing, and somebody meant them to be.
fn strangers(name: &str, seal: &Seal, policy: Option<&Policy>, report: &mut Report) {
    for other in seal.others() {
        let size = seal.checkpoint().size;
        let place = format!("{name}, the seal of {size} statements");
        let Some(policy) = policy else {
            let what = format!("it carries a cosignature of {}, and no witnesses were named", other.name);
            return report.doubt(
                "unknown_witness",
                place,
                what,
                "name the witnesses whom you know with --quorum FILE",
            );
        };
        let known = policy.groups().values().flatten();
        if known.clone().any(|witness| witness.check(seal.checkpoint(), other).is_some()) {
            continue;
        }
        let what = match policy.knows(&other.name) {
            true => format!("the cosignature in the name of {} is not by its key", other.name),
            false => format!("it carries a cosignature of an unknown witness, {}", other.name),
        };
        report.doubt("unknown_witness", place, what, "ask who this is; the policy file says whom to trust");
    }
}

/// Whatever stands after the last seal can still be exchanged by its device without anybody noticing.
fn stale(name: &str, longest: u64, found: &Found, policy: Option<&Policy>, report: &mut Report) {
    if found.sealed.is_none_or(|sealed| sealed < longest) && longest > 0 {
        let what = match found.sealed {
            Some(sealed) => format!("its newest seal covers {sealed} of {longest} statements"),
            None => format!("none of its {longest} statements is sealed"),
        };
        let remedy = "let its device seal and export again; until then those statements could be exchanged";
        report.doubt("stale_seal", name, what, remedy);
    } else if policy.is_some() && longest > 0 && found.enough.is_none_or(|(size, _)| size < longest) {
        let what = match found.enough {
            Some((size, _)) => format!("enough witnesses saw {size} of its {longest} statements"),
            None => "not enough witnesses cosigned any of its seals".to_owned(),
        };
        report.doubt(
            "not_witnessed",
            name,
            what,
            "let the witnesses cosign the newest seal and export again",
        );
    }
}

#[derive(Default)]
struct Found {
    sealed: Option<u64>,
    /// The newest seal that enough witnesses cosigned: its size, and since when.
    enough: Option<(u64, u64)>,
    witnesses: BTreeMap<u64, Vec<String>>,
}

impl Found {
    fn cosigned(&mut self, seal: &Seal, policy: Option<&Policy>) {
        let Some(judged) = policy.map(|policy| policy.judge(seal)) else { return };
        let size = seal.checkpoint().size;
        if let Some(since) = judged.since {
            self.enough = self.enough.max(Some((size, since)));
        }
        let names = judged.groups.into_iter().flat_map(|(_, found)| found).map(|(witness, _)| witness.name);
        let names: Vec<String> = names.collect();
        if !names.is_empty() {
            self.witnesses.insert(size, names);
        }
    }

    fn write(self, line: &mut LogReport) {
        line.sealed = self.sealed;
        line.cosigned = self.enough.map(|(size, _)| size);
        line.cosigned_unix_s = self.enough.map(|(_, since)| since);
        line.witnesses = self.witnesses.into_values().next_back().unwrap_or_default();
    }
}
