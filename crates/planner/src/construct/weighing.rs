//! What a control point does next: let some in, and how many, or wait for the next vehicle. Decided by
//! weighing the delay of everyone in sight, one passage ahead.
//!
//! Never here: who is in sight (see `passage`).

use super::Run;
use super::tape::Kind;
use crate::problem::{Gate, NEVER, Seconds};

/// What to do at a control point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Choice {
    /// Let so many in now.
    Enter(usize),
    /// Look again at this moment.
    Wait(Seconds),
}

/// A vehicle as the weighing sees it: when it can be there, what a second of delay costs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weighed {
    pub ready: Seconds,
    pub rate: f64,
    pub tail: Option<Tail>,
}

/// What comes after a control point: for reckoning what it costs to leave it later.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tail {
    pub class: usize,
    pub stage: usize,
    pub goal: usize,
    /// Control points of the way up to this one.
    pub done: usize,
    pub unload: Seconds,
    pub weight: f64,
}

/// How far ahead and how many vehicles a decision looks at.
pub(super) const SIGHT_VEHICLES: usize = 96;
const WAITS_MOST: usize = 16;
const SIZES_MOST: usize = 8;

impl Run<'_> {
    pub(super) fn decide(
        &mut self,
        number: usize,
        now: Seconds,
        closes: Seconds,
        here: &[(usize, Weighed)],
        coming: &[Weighed],
    ) -> Choice {
        let gate = &self.problem.gates[number];
        let limit = self.convoy_limit(number, now, here);
        let here: Vec<Weighed> = here.iter().take(SIGHT_VEHICLES).map(|(_, weighed)| *weighed).collect();
        let mut choices: Vec<(f64, Choice)> = Vec::new();
        let most = here.len().min(gate.fitting(closes - now)).min(limit);
        for size in sizes(gate, most) {
            choices.push((self.weigh(gate, &here, coming, now, size), Choice::Enter(size)));
        }
        let patience = now + gate.spacing(most.max(1)).max(1) + gate.lasting(1);
        let mut together = here.clone();
        for (ix, next) in coming.iter().take(WAITS_MOST).enumerate() {
            if next.ready > patience || here.len() >= SIGHT_VEHICLES || next.ready + gate.lasting(1) > closes
            {
                break;
            }
            // In the order of urgency, as those here are.
            let at = together.partition_point(|known| known.rate >= next.rate);
            together.insert(at, *next);
            if coming.get(ix + 1).is_some_and(|after| after.ready == next.ready) {
                continue;
            }
            let size = together.len().min(gate.fitting(closes - next.ready)).min(limit);
            let cost = self.weigh(gate, &together, &coming[ix + 1..], next.ready, size);
            choices.push((cost, Choice::Wait(next.ready)));
        }
        choices.sort_by(|a, b| a.0.total_cmp(&b.0));
        if self.manner.full_convoys {
            let wanted = full_convoy(gate, &here, coming, (now, closes), limit);
            let at = choices.iter().position(|(_, choice)| *choice == wanted).unwrap_or(0);
            let first = choices.remove(at);
            choices.insert(0, first);
        }
        if self.in_step(number, now) {
            choices.insert(0, (0.0, Choice::Enter(most)));
        }
        self.looks[number] += 1;
        let name = self.named(Kind::Passage, (number as u32, self.looks[number]), (number, now));
        let choice = self.choose(name, choices.len());
        choices.get(choice).map_or(Choice::Enter(most), |(_, choice)| *choice)
    }

    /// How many may go together, as convoys leave now: who is on the road already, or keeps to the plan in force,
    /// goes with as many as the control point lets.
    fn convoy_limit(&self, number: usize, now: Seconds, here: &[(usize, Weighed)]) -> usize {
        let gate = &self.problem.gates[number];
        let most = gate.fitting(NEVER);
        let on_road = here.iter().any(|(ix, _)| self.lines[number].pending[*ix].on_road);
        if on_road || self.in_step(number, now) {
            return most;
        }
        self.tape.convoys_in(gate.window_opens(now)).most().min(most)
    }

    /// The weighted delay of everyone in sight when the first `size` of `here` enter at `start`.
    fn weigh(&self, gate: &Gate, here: &[Weighed], coming: &[Weighed], start: Seconds, size: usize) -> f64 {
        let size = size.max(1);
        let prospect = self.prospect();
        let cost_of = |weighed: &Weighed, exit: Seconds| match (prospect, &weighed.tail) {
            (Some(prospect), Some(tail)) => self.exit_cost(prospect, tail, exit),
            _ => weighed.rate * exit as f64,
        };
        let exit = start + gate.lasting(size);
        let mut cost: f64 = here.iter().take(size).map(|weighed| cost_of(weighed, exit)).sum();
        let rest = here.iter().skip(size).chain(coming.iter().take(SIGHT_VEHICLES));
        let batch = gate.fitting(NEVER).clamp(1, size.max(gate.control.lanes as usize).max(1));
        let (spacing, lasting) = (gate.spacing(batch), gate.lasting(batch));
        let mut next = start + gate.spacing(size);
        // Nobody enters before the one before: the windows are gone through once.
        let mut windows = gate.windows_from(next);
        for (ix, weighed) in rest.enumerate() {
            if ix > 0 && ix % batch == 0 {
                next += spacing;
            }
            let enter = weighed.ready.max(next);
            let enter = windows.next_passage(enter, lasting).unwrap_or(enter + 86_400);
            cost += cost_of(weighed, enter + lasting);
        }
        cost
    }
}

/// The sizes of a passage worth weighing: whole rounds of inspection, and all.
fn sizes(gate: &Gate, most: usize) -> Vec<usize> {
    let lanes = gate.control.lanes.max(1) as usize;
    let rounds = most.div_ceil(lanes);
    if gate.control.inspection.seconds() == 0 || rounds <= 1 {
        return vec![most];
    }
    let step = rounds.div_ceil(SIZES_MOST);
    let mut sizes: Vec<usize> = (1..).map(|n| n * step * lanes).take_while(|size| *size < most).collect();
    sizes.push(most);
    sizes
}

/// Everybody here now, or after the next who comes within half a headway where there is still room.
fn full_convoy(
    gate: &Gate,
    here: &[Weighed],
    coming: &[Weighed],
    (now, closes): (Seconds, Seconds),
    limit: usize,
) -> Choice {
    let most = here.len().min(gate.fitting(closes - now)).min(limit);
    let full = most < here.len() || here.len() >= limit;
    let patience = now + gate.control.headway.seconds().max(60) / 2;
    match coming.first() {
        Some(next) if !full && next.ready <= patience => {
            if next.ready + gate.lasting(here.len() + 1) <= closes {
                return Choice::Wait(next.ready);
            }
            Choice::Enter(most)
        }
        _ => Choice::Enter(most),
    }
}
