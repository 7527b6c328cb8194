//! The side that asks: when to go on, when all is said, and which logs no asking brings together.
//!
//! A log can be stuck for good reasons: the other holds entries whose beginning nobody has any more,
//! or that this program refuses. It is then left out, so that it never holds up the others.
//!
//! Never here: what is given (`compare`).

use super::{Answer, Line, Theirs};
use crate::id::LogId;
use std::collections::{BTreeMap, BTreeSet};

/// Rounds in which a log was talked about and nothing moved, after which it is stuck.
const STILL_MAX: u8 = 2;

/// One talk with one other machine.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Session {
    before: BTreeMap<LogId, Line>,
    said: BTreeSet<LogId>,
    still: BTreeMap<LogId, u8>,
    stuck: BTreeMap<LogId, Line>,
}

impl Session {
    /// Nothing said yet.
    pub fn new() -> Session {
        Session::default()
    }

    /// How far logs are known here, as it is to be told: of a stuck log, that it is as theirs.
    pub fn lines(&self, mine: Vec<Line>) -> Vec<Line> {
        let stuck = |log_id: &LogId| self.stuck.get(log_id).copied();
        let mut lines: Vec<Line> = mine.into_iter().map(|line| stuck(&line.log_id).unwrap_or(line)).collect();
        lines.extend(self.stuck.values().filter(|line| line.count > 0));
        lines.sort_by_key(|line| line.log_id);
        lines.dedup_by_key(|line| line.log_id);
        lines
    }

    /// Takes note of what was heard, and takes stuck logs out of what is to be said next. `came`:
    /// logs of which entries came; `news`: those of which some were new here. Says whether to go on.
    pub fn go_on(
        &mut self,
        theirs: &Theirs,
        came: &BTreeSet<LogId>,
        news: &BTreeSet<LogId>,
        answer: &mut Answer,
    ) -> bool {
        let talked: BTreeSet<LogId> =
            came.iter().chain(&self.said).chain(theirs.known.keys()).copied().collect();
        for log_id in talked {
            let line = theirs.lines.get(&log_id).copied();
            let moved = news.contains(&log_id) || self.before.get(&log_id).copied() != line;
            let still = self.still.entry(log_id).or_default();
            *still = if moved { 0 } else { *still + 1 };
            if *still >= STILL_MAX {
                self.stuck.insert(log_id, line.unwrap_or(Line::nothing(log_id)));
            }
        }
        self.before = theirs.lines.clone();
        answer.give.retain(|give| !self.stuck.contains_key(&give.log_id));
        answer.known.retain(|log_id, _| !self.stuck.contains_key(log_id));
        self.said = answer.give.iter().map(|give| give.log_id).chain(answer.known.keys().copied()).collect();
        !(came.is_empty() && self.said.is_empty())
    }

    /// Logs that could not be made the same on both sides.
    pub fn stuck(&self) -> impl Iterator<Item = LogId> {
        self.stuck.keys().copied()
    }
}
