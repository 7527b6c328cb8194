//! The roots of all logs, remembered as far as they were computed: a log that only grows costs two
//! hashes for each new entry, however often it is asked for.
//!
//! Never here: anything that is not a function of the logs given.

use super::Line;
use crate::id::LogId;
use crate::logs::Logs;
use crate::tree::Tree;
use std::collections::BTreeMap;

/// Remembers trees. Always use one with the same logs; after these were read anew, begin a new one.
#[derive(Clone, Debug, Default)]
pub struct Roots {
    trees: BTreeMap<LogId, Tree>,
}

impl Roots {
    /// Nothing remembered yet.
    pub fn new() -> Roots {
        Roots::default()
    }

    /// How far this log is known.
    pub fn line(&mut self, logs: &Logs, log_id: &LogId) -> Line {
        let line = |tree: &Tree| Line { log_id: *log_id, count: tree.size(), root: tree.root() };
        if !logs.is_chain(log_id) {
            self.trees.remove(log_id);
            let mut tree = Tree::new();
            logs.entries(log_id).for_each(|entry| tree.push(entry.id.0));
            return line(&tree);
        }
        let tree = self.trees.entry(*log_id).or_default();
        let known = usize::try_from(tree.size()).unwrap_or(usize::MAX);
        logs.entries(log_id).skip(known).for_each(|entry| tree.push(entry.id.0));
        line(tree)
    }

    /// How far every log is known, in order of log id.
    pub fn lines(&mut self, logs: &Logs) -> Vec<Line> {
        logs.ids().map(|log_id| self.line(logs, &log_id)).collect()
    }
}
