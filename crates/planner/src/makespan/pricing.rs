//! The best route of one vehicle at given prices: a dynamic programme over time and place, in whole
//! numbers, so that its result is exact.
//!
//! Loads of one kind in a row are counted: a route that fetches one kind more often than it has
//! loads, with nothing else in between, is no route (cycle elimination as by Christofides, Mingozzi
//! and Toth, *Networks* 11:255, 1981).
//!
//! Never here: where the prices come from.

use super::task::{Leg, Task};

/// Prices are whole multiples of one over this.
pub(crate) const SCALE: i64 = 1 << 24;
const NEVER: i64 = i64::MIN / 4;
/// No kind: the route ends.
const NONE: u32 = u32::MAX;

/// Rewards of the parts of a route, in units of 1 / [`SCALE`].
#[derive(Clone, Debug, Default)]
pub(crate) struct Rewards {
    /// `[kind][goal]`, flat.
    pub trip: Vec<i64>,
    /// `[goal][kind]`, flat.
    pub back: Vec<i64>,
    /// `[class][kind]`, flat.
    pub first: Vec<i64>,
    /// Per goal: for a route that ends there.
    pub end: Vec<i64>,
    /// Kind, moment, reward: for every load of the kind fetched at that moment or before.
    pub early: Vec<(u32, i64, i64)>,
}

/// Worth of being at a place at a moment.
#[derive(Debug, Default)]
pub(crate) struct Pricing {
    end: i64,
    /// States of every kind: loads of it that may still follow in a row. One more at the end.
    base: Vec<usize>,
    kind: Vec<i64>,
    goal: Vec<Next>,
    extra: Vec<i64>,
}

/// More loads of a kind than this are not counted in a row.
const COUNTED_MAX: i64 = 12;

fn counted(task: &Task, kind: usize) -> bool {
    task.loads[kind] <= COUNTED_MAX
}

/// States of a kind.
fn rows(task: &Task, kind: usize) -> usize {
    if counted(task, kind) { task.loads[kind].max(1) as usize } else { 1 }
}

/// Numbers that a run writes for every moment.
pub(crate) fn states(task: &Task) -> usize {
    (0..task.kinds()).map(|kind| rows(task, kind)).sum::<usize>() + 3 * task.goals()
}

/// The best way on from a goal, and the best that begins with another kind.
#[derive(Clone, Copy, Debug)]
struct Next {
    best: i64,
    by: u32,
    other: i64,
}

impl Next {
    fn after(&self, kind: usize) -> i64 {
        if self.by == kind as u32 { self.other } else { self.best }
    }
    fn offer(&mut self, worth: i64, by: u32) {
        if worth > self.best {
            self.other = self.best;
            (self.best, self.by) = (worth, by);
        } else if worth > self.other {
            self.other = worth;
        }
    }
}

impl Pricing {
    pub fn run(&mut self, task: &Task, able: &[bool], end: i64, rewards: &Rewards) {
        let (kinds, goals) = (task.kinds(), task.goals());
        let nodes = end as usize + 1;
        self.end = end;
        self.base.clear();
        self.base.push(0);
        for kind in 0..kinds {
            self.base.push(self.base[kind] + rows(task, kind));
        }
        let states = self.base[kinds];
        self.kind.clear();
        self.kind.resize(nodes * states, NEVER);
        self.goal.clear();
        self.goal.resize(nodes * goals, Next { best: NEVER, by: NONE, other: NEVER });
        let goals_first = task.out.iter().flatten().any(|lasting| *lasting == 0);
        self.extra.clear();
        self.extra.resize(kinds, 0);
        for at in (0..nodes).rev() {
            for (kind, moment, reward) in &rewards.early {
                if *moment == at as i64 {
                    self.extra[*kind as usize] += reward;
                }
            }
            if goals_first {
                self.goals_at(task, at, rewards);
            }
            for (kind, _) in able.iter().enumerate().filter(|(_, able)| **able) {
                self.kind_at(task, at, kind, rewards);
            }
            if !goals_first {
                self.goals_at(task, at, rewards);
            }
        }
    }

    fn goals_at(&mut self, task: &Task, at: usize, rewards: &Rewards) {
        let (kinds, goals) = (task.kinds(), task.goals());
        let states = self.base[kinds];
        let left = self.end - at as i64;
        for goal in 0..goals {
            let mut next = Next { best: rewards.end[goal], by: NONE, other: NEVER };
            let row = &task.back[goal];
            for (kind, lasting) in row.iter().copied().enumerate() {
                if lasting <= left {
                    let worth = rewards.back[goal * kinds + kind]
                        + self.kind[(at + lasting as usize) * states + self.base[kind + 1] - 1];
                    next.offer(worth, if counted(task, kind) { kind as u32 } else { NONE });
                }
            }
            self.goal[at * goals + goal] = next;
        }
    }

    fn kind_at(&mut self, task: &Task, at: usize, kind: usize, rewards: &Rewards) {
        let (kinds, goals) = (task.kinds(), task.goals());
        let states = self.base[kinds];
        let left = self.end - at as i64;
        let (first, last) = (self.base[kind], self.base[kind + 1]);
        for goal in 0..goals {
            let lasting = task.out[kind][goal];
            if lasting > left {
                continue;
            }
            let there = at + lasting as usize;
            let reward = rewards.trip[kind * goals + goal] + self.extra[kind];
            let on = self.goal[there * goals + goal].after(kind);
            let again = lasting + task.back[goal][kind];
            let worth = reward + on;
            if again <= left {
                let next = (at + again as usize) * states + first;
                let reward = reward + rewards.back[goal * kinds + kind];
                let here = at * states + first;
                self.kind[here] = self.kind[here].max(worth);
                for more in 1..last - first {
                    let worth = worth.max(reward + self.kind[next + more - 1]);
                    self.kind[here + more] = self.kind[here + more].max(worth);
                }
            } else {
                for state in &mut self.kind[at * states + first..at * states + last] {
                    *state = (*state).max(worth);
                }
            }
        }
    }

    /// Worth of the best route of a class that begins at a kind's place.
    pub fn start(&self, task: &Task, rewards: &Rewards, class: usize, kind: usize) -> Option<i64> {
        let there = task.classes[class].first[kind];
        if there > self.end {
            return None;
        }
        let states = self.base[task.kinds()];
        let worth = self.kind[there as usize * states + self.base[kind + 1] - 1];
        (worth > NEVER / 2).then(|| worth + rewards.first[class * task.kinds() + kind])
    }

    /// The best route of a class that begins at a kind's place.
    pub fn route(&self, task: &Task, rewards: &Rewards, class: usize, kind: usize) -> Vec<Leg> {
        let (kinds, goals) = (task.kinds(), task.goals());
        let states = self.base[kinds];
        let (mut at, mut kind) = (task.classes[class].first[kind], kind);
        let mut state = self.base[kind + 1] - 1;
        let mut route = Vec::new();
        'trips: loop {
            let early = rewards.early.iter().filter(|(of, moment, _)| *of == kind as u32 && *moment >= at);
            let extra: i64 = early.map(|(_, _, reward)| reward).sum();
            let here = self.kind[at as usize * states + state] - extra;
            for goal in 0..goals {
                let there = at + task.out[kind][goal];
                if there > self.end {
                    continue;
                }
                let here = here - rewards.trip[kind * goals + goal];
                let next = &self.goal[there as usize * goals + goal];
                if next.after(kind) == here {
                    route.push((kind as u32, goal as u32));
                    if rewards.end[goal] == here {
                        return route;
                    }
                    let by = (0..kinds).find(|by| {
                        let to = there + task.back[goal][*by];
                        (*by != kind || !counted(task, kind))
                            && to <= self.end
                            && rewards.back[goal * kinds + by]
                                + self.kind[to as usize * states + self.base[by + 1] - 1]
                                == here
                    });
                    let Some(by) = by else { return route };
                    at = there + task.back[goal][by];
                    kind = by;
                    state = self.base[kind + 1] - 1;
                    continue 'trips;
                }
                let again = there + task.back[goal][kind];
                if state > self.base[kind]
                    && again <= self.end
                    && rewards.back[goal * kinds + kind] + self.kind[again as usize * states + state - 1]
                        == here
                {
                    route.push((kind as u32, goal as u32));
                    at = again;
                    state -= 1;
                    continue 'trips;
                }
            }
            return route;
        }
    }
}
