//! Trips that cannot arrive before the horizon (rule 9): given up before they set out, ruled out of the
//! next run when they were on the road already.
//!
//! Never here: trips that could still arrive.

use super::tape::Tape;
use super::{Ground, Run};
use crate::problem::{NEVER, Problem, Seconds};
use std::sync::Arc;

/// By staging place and destination: trips that would enter their first control point then or later are not made.
pub(super) type Cutoffs = Vec<Vec<Seconds>>;

/// Trips that had begun, went through a control point in a run before, and could not arrive then. They may not be
/// given up because others were waited for or went first: in the next run they are urgent, and only who is late
/// even so is hopeless.
#[derive(Clone, Debug, Default)]
pub(super) struct Unlucky {
    /// Go through control points as soon as they are there, with nobody who is not.
    urgent: Vec<u32>,
    /// Stay where they are.
    pub hopeless: Vec<u32>,
}

/// A whole run under the tape. Trips that cannot arrive in time because of what happens after their first passage
/// are ruled out, and the operation is run again.
pub(super) fn in_time<'a>(ground: &'a Ground<'a>, tape: &Arc<Tape>) -> Run<'a> {
    let mut cutoffs = no_cutoffs(ground.problem);
    let (mut step, mut unlucky) = (1, Unlucky::default());
    loop {
        let mut run = Run::new(ground, Arc::clone(tape), cutoffs);
        run.unlucky = unlucky;
        run.open();
        run.all();
        if run.holds() {
            return run;
        }
        (cutoffs, unlucky) = (run.cutoffs, run.unlucky);
        let tighter = Arc::make_mut(&mut cutoffs);
        for (stage, goal, enter) in run.late {
            let cutoff = &mut tighter[stage as usize][goal as usize];
            *cutoff = (*cutoff).min(enter.saturating_sub(step - 1));
        }
        step *= 4;
    }
}

pub(super) fn no_cutoffs(problem: &Problem) -> Arc<Cutoffs> {
    Arc::new(vec![vec![NEVER; problem.goals.len()]; problem.stages.len()])
}

impl Run<'_> {
    /// Trips that could not arrive before the horizon even if they went alone are given up.
    pub(super) fn drop_late(&mut self, number: usize, now: Seconds) {
        let mut kept = Vec::with_capacity(self.lines[number].pending.len());
        for pending in std::mem::take(&mut self.lines[number].pending) {
            let trip = &self.trips[pending.trip as usize];
            let (stage, goal, done) = (trip.stage as usize, trip.goal as usize, trip.passages.len());
            let Some(way) = &self.problem.ways[stage][goal] else { continue };
            let enter = pending.ready.max(now);
            let rest: Seconds = way
                .gates
                .iter()
                .skip(done + 1)
                .map(|(gate, travel)| travel + self.problem.gates[*gate].lasting(1))
                .sum();
            // A passage may be as long as the control point lets it: only the first round is sure.
            let most = self.problem.gates[number].lasting(1);
            let in_time = enter + most + rest + way.last <= self.problem.horizon;
            let begun = self.is_begun(pending.trip);
            if in_time && (done > 0 || begun || enter < self.cutoffs[stage][goal]) {
                kept.push(pending);
            } else if done > 0 {
                self.too_late(pending.trip);
            } else {
                self.give_up(pending.trip);
            }
        }
        self.lines[number].pending = kept;
    }

    pub(super) fn close_for_good(&mut self, number: usize) {
        for pending in std::mem::take(&mut self.lines[number].pending) {
            if pending.on_road {
                self.too_late(pending.trip);
            } else {
                self.give_up(pending.trip);
            }
        }
    }

    /// The people go back to waiting; the vehicle has no use any more. Those of a trip that had begun
    /// before the plan stay with it.
    fn give_up(&mut self, trip: u32) {
        if self.is_begun(trip) {
            return;
        }
        let it = &mut self.trips[trip as usize];
        let load = std::mem::take(&mut it.load);
        self.pool.give_back(self.problem, it.goal as usize, &load);
    }

    /// A trip that had begun cannot arrive. Those who went through a control point with it in this run must not
    /// have: the operation is run again.
    fn lose(&mut self, trip: u32) {
        let Some(opening) = &self.problem.opening else { return };
        let made = opening.begun[trip as usize].trip.passages.len();
        if self.trips[trip as usize].passages.len() <= made {
            return;
        }
        let is_urgent = self.unlucky.urgent.contains(&trip);
        let list = if is_urgent { &mut self.unlucky.hopeless } else { &mut self.unlucky.urgent };
        list.push(trip);
        self.is_void = true;
    }

    /// The urgent ones at a control point.
    pub(super) fn urgent_here(&self, number: usize, now: Seconds) -> Vec<usize> {
        if self.unlucky.urgent.is_empty() {
            return Vec::new();
        }
        let pending = self.lines[number].pending.iter().enumerate();
        let urgent = pending
            .filter(|(_, it)| it.ready <= now && !it.blocked && self.unlucky.urgent.contains(&it.trip));
        urgent.map(|(ix, _)| ix).collect()
    }

    /// Already on the road, and cannot arrive in time: this run is void.
    pub(super) fn too_late(&mut self, trip: u32) {
        if self.is_begun(trip) {
            self.lose(trip);
            return;
        }
        let it = &self.trips[trip as usize];
        let enter = it.passages.first().map_or(0, |(enter, _)| *enter);
        self.late.push((it.stage, it.goal, enter));
    }
}
