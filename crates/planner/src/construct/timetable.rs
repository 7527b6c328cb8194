//! Passages that are kept: who went through a control point together does so again, in the same order, and
//! nobody decides anew. The next passage begins as soon as all of it are there, be it before its time; at
//! its time it goes without those who are much too late for it.
//!
//! Never here: which passages there should be (see `improve::reroute`).

use super::Run;
use super::habit::{Habit, Habits};
use super::passage::Pending;
use super::tape::Timing;
use crate::problem::{NEVER, Problem, Seconds};

/// The passages of a plan, at every control point the first of somebody's way.
#[derive(Clone, Debug, Default)]
pub(super) struct Timetable {
    /// By control point, in order of time.
    passages: Vec<Vec<Together>>,
    /// By control point: the first passage that has not begun.
    next: Vec<usize>,
}

/// Vehicles that are to enter together.
#[derive(Clone, Copy, Debug)]
struct Together {
    enter: Seconds,
    count: usize,
    /// Of them loading or loaded, and when the last of those can be there.
    known: usize,
    latest: Seconds,
}

impl Timetable {
    pub fn new(problem: &Problem, habits: &Habits) -> Self {
        let mut enters: Vec<Vec<Seconds>> = vec![Vec::new(); problem.gates.len()];
        for habit in habits.all() {
            if let Some(gate) = first_gate(problem, habit) {
                enters[gate].push(habit.enter);
            }
        }
        let passages = enters.into_iter().map(|mut enters| {
            enters.sort_unstable();
            let same = enters.chunk_by(|one, two| one == two);
            same.map(|all| Together { enter: all[0], count: all.len(), known: 0, latest: 0 }).collect()
        });
        Timetable { passages: passages.collect(), next: vec![0; problem.gates.len()] }
    }

    fn of(&self, gate: usize, enter: Seconds) -> Option<usize> {
        self.passages[gate].binary_search_by_key(&enter, |it| it.enter).ok()
    }

    /// Somebody of this passage can be there at `ready`.
    fn join(&mut self, gate: usize, enter: Seconds, ready: Seconds) {
        if let Some(at) = self.of(gate, enter) {
            let it = &mut self.passages[gate][at];
            it.known += 1;
            it.latest = it.latest.max(ready);
        }
    }

    /// What comes next, of what is not due yet.
    fn next(&mut self, gate: usize, now: Seconds) -> Option<&Together> {
        let next = &mut self.next[gate];
        let list = &self.passages[gate];
        while list.get(*next).is_some_and(|it| it.enter <= now) {
            *next += 1;
        }
        list.get(*next)
    }

    /// This passage has begun.
    fn has_begun(&mut self, gate: usize, enter: Seconds) {
        if let Some(at) = self.of(gate, enter) {
            self.next[gate] = self.next[gate].max(at + 1);
        }
    }
}

fn first_gate(problem: &Problem, habit: &Habit) -> Option<usize> {
    let way = problem.ways.get(habit.stage as usize)?.get(habit.goal as usize)?.as_ref()?;
    way.gates.first().map(|(gate, _)| *gate)
}

impl Run<'_> {
    /// When this trip, which can be there at `ready`, is to enter its first control point; `None` where that is
    /// not laid down.
    pub(super) fn timetabled(&mut self, gate: usize, trip: u32, ready: Seconds) -> Option<Seconds> {
        let it = &self.trips[trip as usize];
        let turn = self.begun[it.vehicle as usize].saturating_sub(1);
        let habit = self.tape.habits.as_ref()?.get(it.vehicle, turn)?;
        let timetable = self.timetable.as_mut()?;
        if (habit.stage, habit.goal) != (it.stage, it.goal) {
            return None;
        }
        timetable.join(gate, habit.enter, ready);
        Some(habit.enter)
    }

    /// Lets those in whose turn it is, or says when to look again.
    pub(super) fn enter_by_timetable(&mut self, number: usize, now: Seconds, closes: Seconds) {
        let Some(timetable) = self.timetable.as_mut() else { return };
        let next = timetable.next(number, now).filter(|it| it.known >= it.count).copied();
        // Who is due goes first; if nobody is, the next passage may begin before its time.
        let at = |it: &Pending| match it.planned {
            _ if it.blocked => NEVER,
            Some(planned) if planned > now => planned.max(it.ready),
            _ => it.ready,
        };
        let pending = &self.lines[number].pending;
        let mut here: Vec<usize> = (0..pending.len()).filter(|ix| at(&pending[*ix]) <= now).collect();
        let mut coming = pending.iter().map(at).filter(|at| *at > now).min();
        if let Some(next) = next.filter(|_| here.is_empty() && self.tape.timing == Some(Timing::Early)) {
            if next.latest <= now {
                let is_next = |it: &Pending| it.planned == Some(next.enter) && !it.blocked;
                here = (0..pending.len()).filter(|ix| is_next(&pending[*ix])).collect();
            } else {
                coming = Some(coming.map_or(next.latest, |at| at.min(next.latest)));
            }
        }
        // To wait for who is late costs all others the delay; not to, costs who is late a passage.
        let late =
            pending.iter().filter(|it| it.planned.is_some_and(|planned| planned <= now) && it.ready > now);
        let late =
            late.map(|it| it.ready).filter(|_| !pending.iter().any(|it| it.on_road && it.ready <= now)).min();
        let spacing = self.problem.gates[number].spacing(here.len().max(1));
        if let Some(late) = late.filter(|late| (late - now) * here.len() as Seconds <= spacing) {
            self.call_gate(number, late);
            return;
        }
        if here.is_empty() {
            if let Some(coming) = coming {
                self.call_gate(number, coming);
            }
            return;
        }
        let rates: Vec<f64> = pending.iter().map(|it| self.rate(it)).collect();
        here.sort_by(|a, b| rates[*b].total_cmp(&rates[*a]).then(a.cmp(b)));
        let most = here.len().min(self.problem.gates[number].fitting(closes - now));
        let begun: Vec<Seconds> = here.iter().filter_map(|ix| pending[*ix].planned).collect();
        if let Some(timetable) = self.timetable.as_mut() {
            begun.into_iter().for_each(|enter| timetable.has_begun(number, enter));
        }
        self.enter(number, now, most, &here);
    }
}
