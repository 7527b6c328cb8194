//! The shape of every log: numbers without gaps, each entry after the one that it names, in the order
//! of the bundle; forks; and what entries of other logs they answer.
//!
//! Never here: seals (`seals`).

use super::{LogReport, Report};
use ledger::tree::Hash;
use ledger::{EntryId, LogId, Verified};
use std::collections::{BTreeMap, HashSet};

/// Branches of one log that are followed at most.
const BRANCHES_MAX: usize = 32;

/// Where an entry stands, in words.
pub(super) fn place(entry: &Verified) -> String {
    format!("entry {} of log {}", entry.seq(), short(&entry.log_id()))
}

/// The beginning of a log's id: enough to find it in the list of logs.
pub(super) fn short(log_id: &LogId) -> String {
    log_id.to_string().chars().take(12).collect()
}

/// One way from the beginning of a log to one of its ends: ids, which are the leaves of its tree.
pub(super) type Chain = Vec<Hash>;

/// All logs, each as the chains that its entries form; more than one for a forked log.
pub(super) struct Chains {
    pub(super) logs: BTreeMap<LogId, LogShape>,
}

/// One log.
#[derive(Default)]
pub(super) struct LogShape {
    /// For each number the entries with it, and what each names as the one before.
    numbers: BTreeMap<u64, Vec<(EntryId, Option<EntryId>)>>,
    /// Every way through it that begins with number 0 and has no gap.
    pub(super) chains: Vec<Chain>,
}

impl LogShape {
    /// Entries.
    pub(super) fn entries(&self) -> u64 {
        self.numbers.values().map(|at| at.len() as u64).sum()
    }
    /// The first number with two entries.
    fn forked_at(&self) -> Option<u64> {
        self.numbers.iter().find(|(_, at)| at.len() > 1).map(|(seq, _)| *seq)
    }

    fn follow(&mut self) {
        let mut open: Vec<Chain> = self.at(0, None).into_iter().map(|id| vec![id.0]).collect();
        while let Some(mut chain) = open.pop() {
            loop {
                let last = chain.last().map(|id| EntryId(*id));
                let mut next = self.at(chain.len() as u64, last).into_iter();
                let Some(id) = next.next() else { break };
                // Other branches go on from a copy of what is common.
                let room = BRANCHES_MAX.saturating_sub(open.len() + self.chains.len());
                open.extend(next.take(room).map(|id| [&chain[..], &[id.0]].concat()));
                chain.push(id.0);
            }
            self.chains.push(chain);
        }
    }

    fn at(&self, seq: u64, prev: Option<EntryId>) -> Vec<EntryId> {
        let at = self.numbers.get(&seq).into_iter().flatten();
        at.filter(|(_, named)| *named == prev).map(|(id, _)| *id).collect()
    }
}

impl Chains {
    pub(super) fn new(entries: &[Verified]) -> Chains {
        let mut logs: BTreeMap<LogId, LogShape> = BTreeMap::new();
        for verified in entries {
            let (id, entry) = (verified.id(), verified.entry());
            let at = logs.entry(entry.log_id).or_default().numbers.entry(entry.seq).or_default();
            if !at.iter().any(|(known, _)| *known == id) {
                at.push((id, entry.prev));
            }
        }
        logs.values_mut().for_each(LogShape::follow);
        Chains { logs }
    }
}

/// Checks all logs and lists them in the report.
pub(super) fn check(chains: &Chains, entries: &[Verified], report: &mut Report) {
    check_order(entries, report);
    check_deps(entries, report);
    for (log_id, log) in &chains.logs {
        check_log(log_id, log, report);
        report.logs.push(LogReport {
            log: log_id.to_string(),
            label: String::new(),
            role: None,
            entries: log.entries(),
            forked_at: log.forked_at(),
            revoked_from: None,
            sealed: None,
            cosigned: None,
            cosigned_unix_s: None,
            witnesses: Vec::new(),
        });
    }
}

fn check_log(log_id: &LogId, log: &LogShape, report: &mut Report) {
    let name = format!("log {}", short(log_id));
    let mut next = 0;
    for (seq, at) in &log.numbers {
        if *seq > next {
            let what = match seq - next {
                1 => format!("statement {next} is missing"),
                _ => format!("statements {next} to {} are missing", seq - 1),
            };
            report.doubt(
                "missing",
                &name,
                what,
                "ask for a bundle that holds them; until then the record is incomplete",
            );
        }
        if at.len() > 1 {
            let what = format!("its device signed {} different statements with number {seq}", at.len());
            let remedy = "both are proof that it told two histories: do not rely on it from there on";
            report.doubt("fork", &name, what, remedy);
        }
        let orphans = at.iter().filter(|(_, named)| !names_known(log, *seq, named.as_ref())).count();
        if orphans > 0 && *seq == next {
            let what = format!("statement {seq} does not follow the one before it");
            report.doubt(
                "broken_chain",
                &name,
                what,
                "ask for the statement that it names as the one before",
            );
        }
        next = seq + 1;
    }
}

fn names_known(log: &LogShape, seq: u64, named: Option<&EntryId>) -> bool {
    match (seq.checked_sub(1), named) {
        (None, None) => true,
        (Some(before), Some(named)) => {
            log.numbers.get(&before).is_some_and(|at| at.iter().any(|(id, _)| id == named))
        }
        _ => false,
    }
}

/// A bundle holds entries by log, number and id: whoever wrote it otherwise did not merely export it.
fn check_order(entries: &[Verified], report: &mut Report) {
    let key = |entry: &Verified| (entry.log_id(), entry.seq(), entry.id());
    for pair in entries.windows(2) {
        let [one, other] = pair else { continue };
        if key(one) == key(other) {
            report.doubt(
                "repeated",
                place(other),
                "it is in the bundle twice",
                "ask for a bundle as `corridor export` makes it",
            );
        } else if key(one) > key(other) {
            let what = format!("it stands after {}", place(one));
            report.doubt("reordered", place(other), what, "ask for a bundle as `corridor export` makes it");
        }
    }
}

fn check_deps(entries: &[Verified], report: &mut Report) {
    let here: HashSet<EntryId> = entries.iter().map(Verified::id).collect();
    for entry in entries {
        for dep in entry.entry().deps.iter().filter(|dep| !here.contains(dep)) {
            let what = format!("it answers statement {dep}, which is not in the bundle");
            report.doubt("missing_answered", place(entry), what, "ask for a bundle that holds it");
        }
    }
}
