//! A construction remembered at some moments, so that another one that is the same up to some moment need not
//! begin at the beginning.
//!
//! Never here: what differs.

use super::late::{Cutoffs, in_time, no_cutoffs};
use super::tape::Tape;
use super::{Decision, Ground, Made, Run};
use crate::problem::Seconds;
use std::sync::Arc;

/// So many moments, with as many decisions between each and the next.
const MOMENTS: usize = 8;

/// The construction that others are compared with.
#[derive(Default)]
pub(crate) struct Milestones<'a> {
    /// In order of time, at least half as many decisions apart: what is before the moment has happened, and nothing
    /// else.
    known: Vec<(Seconds, Run<'a>)>,
    /// What it was made with; `None`: nothing is ruled out.
    cutoffs: Option<Arc<Cutoffs>>,
    /// What the last construction was made with, where that was not the same.
    others: Option<Arc<Cutoffs>>,
}

impl<'a> Milestones<'a> {
    /// What the tape gives, if before `from` it decides as the construction known, whose decisions these are.
    pub fn construct(
        &mut self,
        ground: &'a Ground<'a>,
        tape: &Arc<Tape>,
        decisions: &[Decision],
        from: Seconds,
    ) -> Made {
        let mut run = match self.known.iter().rev().find(|(moment, _)| *moment <= from) {
            Some((_, run)) => {
                let mut run = run.clone();
                (run.tape, run.turns_at) = (Arc::clone(tape), run.now);
                run
            }
            None => {
                let cutoffs = self.cutoffs.clone().unwrap_or_else(|| no_cutoffs(ground.problem));
                let mut run = Run::new(ground, Arc::clone(tape), cutoffs);
                run.open();
                run
            }
        };
        for part in 1..MOMENTS {
            let number = decisions.len() * part / MOMENTS;
            let Some(moment) = decisions.get(number).map(|it| it.at) else { continue };
            let (last, before) =
                self.known.last().map_or((0, 0), |(moment, run)| (*moment, run.decisions.len()));
            let is_apart = last < moment && before + decisions.len() / (2 * MOMENTS) <= number;
            if is_apart && moment <= from {
                run.until(moment);
                self.known.push((moment, run.clone()));
            }
        }
        run.all();
        self.others = None;
        if !run.holds() {
            run = in_time(ground, tape);
            self.others = Some(Arc::clone(&run.cutoffs));
        }
        run.finish()
    }

    /// From now on the last construction is the one known; it was the same before `from`.
    pub fn take_over(&mut self, from: Seconds) {
        match self.others.take() {
            None => self.known.retain(|(moment, _)| *moment <= from),
            Some(cutoffs) => {
                self.known.clear();
                self.cutoffs = Some(cutoffs);
            }
        }
    }

    /// Another one is.
    pub fn forget(&mut self) {
        self.known.clear();
    }
}
