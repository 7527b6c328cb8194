//! Decisions by what the bound says of the future (see `prospect`).
//!
//! Never here: decisions by rules of thumb.

use super::Run;
use super::passage::Pending;
use super::prospect::Prospect;
use super::weighing::Tail;
use crate::problem::Seconds;

/// Windows that a vehicle may let pass.
const WINDOWS_PASSED: usize = 2;

impl Run<'_> {
    /// What is gone by at control points, where anything is.
    pub(super) fn prospect(&self) -> Option<&Prospect> {
        self.tape.prospect.as_deref()
    }

    /// How to reckon what it costs a pending vehicle to be let through later.
    pub(super) fn tail(&self, pending: &Pending) -> Tail {
        let trip = &self.trips[pending.trip as usize];
        let goal = trip.goal as usize;
        let unload = self.problem.goals[goal].turnround.duration(trip.persons).seconds();
        Tail {
            class: trip.class as usize,
            stage: trip.stage as usize,
            goal,
            done: trip.passages.len() + 1,
            unload,
            weight: trip.weight,
        }
    }

    /// Weighted seconds that it costs a vehicle to leave its control point then.
    pub(super) fn exit_cost(&self, prospect: &Prospect, tail: &Tail, exit: Seconds) -> f64 {
        let Some(way) = &self.problem.ways[tail.stage][tail.goal] else { return 0.0 };
        let mut clock = exit;
        let mut tolls = 0.0;
        for (number, travel) in way.gates.iter().skip(tail.done) {
            let gate = &self.problem.gates[*number];
            let one = gate.lasting(1);
            let Some((enter, _)) = gate.next_passage(clock + travel, one) else { break };
            tolls += prospect.toll(*number, enter);
            clock = enter + one;
        }
        let arrive = clock + way.last;
        let late = self.problem.horizon < arrive;
        let weighs = if late { self.problem.late } else { arrive as f64 };
        let after = prospect.unloaded(tail.class, prospect.era(exit), tail.goal, arrive + tail.unload);
        tail.weight * weighs + tolls - after
    }

    /// When a vehicle that could go through now had better go through.
    pub(super) fn better_later(
        &self,
        prospect: &Prospect,
        number: usize,
        pending: &Pending,
        now: Seconds,
    ) -> Seconds {
        let gate = &self.problem.gates[number];
        let one = gate.lasting(1);
        let tail = self.tail(pending);
        let cost =
            |enter: Seconds| self.exit_cost(prospect, &tail, enter + one) + prospect.toll(number, enter);
        let (mut best, mut at) = (cost(now), now);
        let windows = gate.control.open.as_deref().unwrap_or_default();
        let next = windows.partition_point(|window| window.opens.seconds() <= now);
        for window in windows[next..].iter().take(WINDOWS_PASSED) {
            let opens = window.opens.seconds();
            if opens + one <= window.closes.seconds() && cost(opens) < best {
                (best, at) = (cost(opens), opens);
            }
        }
        at
    }
}
