//! Very many entries in a row: while some are read, others are checked on all cores and others are written.
//!
//! Never here: another order than the one in which they were given.

use super::check::{Checkers, Checking};
use super::verdict::{Trouble, Verdict};
use super::{Intake, Submitted};
use ledger::Signed;
use std::collections::VecDeque;

/// Groups that may be on their way to be checked, and as many that may be on their way to the disk.
const UNDER_WAY: usize = 8;

/// Hands groups of entries in, one after the other; see [`Intake::feed`].
#[derive(Debug)]
pub struct Feed<'a> {
    intake: &'a Intake,
    checkers: Checkers,
    checking: VecDeque<Checking>,
    writing: VecDeque<Submitted>,
}

impl<'a> Feed<'a> {
    pub(super) fn new(intake: &'a Intake) -> Feed<'a> {
        let checkers = Checkers::new(intake.operation_id);
        Feed { intake, checkers, checking: VecDeque::new(), writing: VecDeque::new() }
    }

    /// Gives a group, and what became of groups given before it as far as it must be waited for. An
    /// error means that one of those was not acknowledged; it and what follows may be given again.
    pub fn give(&mut self, entries: Vec<Signed>) -> Result<Vec<Verdict>, Trouble> {
        self.checking.push_back(self.checkers.put(entries));
        self.advance(UNDER_WAY)
    }

    /// Waits for everything that was given; what became of the groups that no one was told of yet.
    pub fn settle(&mut self) -> Result<Vec<Verdict>, Trouble> {
        self.advance(0)
    }

    fn advance(&mut self, most: usize) -> Result<Vec<Verdict>, Trouble> {
        let mut told = Vec::new();
        while self.checking.len() > most {
            let Some(checking) = self.checking.pop_front() else { break };
            self.writing.push_back(self.intake.submit_blocking(checking.wait()?)?);
        }
        while self.writing.len() > most {
            let Some(writing) = self.writing.pop_front() else { break };
            told.extend(writing.wait()?);
        }
        Ok(told)
    }
}
