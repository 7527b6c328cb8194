//! Simulated annealing on routes (Kirkpatrick, Gelatt and Vecchi, *Science* 220:671, 1983): trips
//! move between routes, change places and goals, and routes swap their ends, until no route is longer
//! than the best makespan known less one unit; then again from there.
//!
//! Never here: bounds.

use super::task::{FAR, Leg, Routes, Task};
use crate::dice::Dice;

/// One search.
pub(crate) struct Anneal<'a> {
    task: &'a Task,
    dice: Dice,
    class: Vec<usize>,
    routes: Vec<Vec<Leg>>,
    length: Vec<i64>,
    room: Vec<i64>,
    target: i64,
    /// The shortest makespan found, and its routes.
    pub best: (i64, Routes),
    moves: u64,
    /// What a unit of any route costs beside a unit over the target.
    weight: f64,
    heat: f64,
    /// The mean drive.
    usual: f64,
}

/// Moves from hot to cold.
const CYCLE: u64 = 400_000;
/// Orders of loads to try before it is held impossible to find goals for all.
const ORDERS: usize = 30;

impl<'a> Anneal<'a> {
    /// Routes built load by load; `None` where no goals are found for all loads.
    pub fn new(task: &'a Task, seed: u64) -> Option<Self> {
        let class = task.vehicles();
        let drives = task.out.iter().flatten().chain(task.back.iter().flatten()).filter(|it| **it < FAR);
        let (sum, count) = drives.fold((0.0, 0.0), |(sum, count), it| (sum + *it as f64, count + 1.0));
        let mut it = Anneal {
            task,
            dice: Dice::new(seed),
            routes: vec![Vec::new(); class.len()],
            length: vec![0; class.len()],
            class,
            room: task.room.clone(),
            target: FAR,
            best: (FAR, Vec::new()),
            moves: 0,
            weight: 0.2,
            heat: 1.0,
            usual: f64::max(sum / f64::max(count, 1.0), 1e-3),
        };
        (0..ORDERS).any(|_| it.start()).then_some(it)
    }

    /// Every load to where it arrives soonest, in an order by chance.
    fn start(&mut self) -> bool {
        self.routes.iter_mut().for_each(Vec::clear);
        self.room = self.task.room.clone();
        self.length.fill(0);
        let mut loads: Vec<usize> =
            (0..self.task.kinds()).flat_map(|kind| vec![kind; self.task.loads[kind] as usize]).collect();
        for at in (1..loads.len()).rev() {
            loads.swap(at, self.dice.below(at + 1));
        }
        for kind in loads {
            let mut best = (FAR, 0, 0);
            for v in (0..self.routes.len()).filter(|v| self.is_able(*v, kind as u32)) {
                let to = self.length[v] + self.to(v, self.routes[v].len(), kind as u32);
                for goal in 0..self.task.goals() {
                    if self.room[goal] >= self.task.takes[kind] {
                        best = best.min((to + self.task.out[kind][goal], v, goal));
                    }
                }
            }
            if best.0 >= FAR {
                return false;
            }
            self.routes[best.1].push((kind as u32, best.2 as u32));
            self.length[best.1] = best.0;
            self.room[best.2] -= self.task.takes[kind];
        }
        self.settle();
        true
    }

    /// Looks for less than this from now on.
    pub fn aim(&mut self, below: i64) {
        self.target = self.target.min(below - 1);
    }

    fn is_able(&self, v: usize, kind: u32) -> bool {
        self.task.classes[self.class[v]].able[kind as usize]
    }

    fn are_able(&self, v: usize, legs: &[Leg]) -> bool {
        self.task.classes.len() == 1 || legs.iter().all(|leg| self.is_able(v, leg.0))
    }

    fn energy(&self, length: i64) -> f64 {
        let over = (length - self.target).max(0);
        over as f64 + self.weight * length as f64
    }

    /// From the end of trip `at - 1` (or the start) to the place of `kind`.
    fn to(&self, v: usize, at: usize, kind: u32) -> i64 {
        if at == 0 {
            self.task.classes[self.class[v]].first[kind as usize]
        } else {
            self.task.back[self.routes[v][at - 1].1 as usize][kind as usize]
        }
    }

    /// From `goal` on to trip `at`, or nothing at the end.
    fn on(&self, v: usize, goal: u32, at: usize) -> i64 {
        self.routes[v].get(at).map_or(0, |(kind, _)| self.task.back[goal as usize][*kind as usize])
    }

    fn accept(&mut self, delta: f64) -> bool {
        if delta <= 0.0 {
            return true;
        }
        let x = delta / self.heat;
        if x > 12.0 {
            return false;
        }
        let roll = self.dice.below(1 << 30) as f64 / (1u64 << 30) as f64;
        roll < (-x).exp()
    }

    /// So many moves.
    pub fn run(&mut self, moves: u64) {
        for _ in 0..moves {
            let at = self.moves % CYCLE;
            if at == 0 {
                self.weight = [0.2, 0.1, 0.4, 0.05][self.dice.below(4)];
            }
            if at.is_multiple_of(256) {
                let share = at as f64 / CYCLE as f64;
                self.heat = self.usual * 0.4 * (0.02f64).powf(share);
            }
            self.moves += 1;
            match self.dice.below(8) {
                0 | 1 => self.relocate(),
                2 | 3 => self.swap(),
                4 => self.regoal(),
                5 => self.swap_goals(),
                _ => self.tails(),
            }
        }
    }

    fn settle(&mut self) {
        let most = self.length.iter().copied().max().unwrap_or(0);
        if most <= self.target {
            self.best = (most, self.routes.clone());
            self.target = most - 1;
        }
    }

    fn pick(&mut self) -> Option<(usize, usize)> {
        let v = self.dice.below(self.routes.len());
        if self.routes[v].is_empty() {
            return None;
        }
        Some((v, self.dice.below(self.routes[v].len())))
    }

    fn relocate(&mut self) {
        let Some((v, p)) = self.pick() else { return };
        let w = self.dice.below(self.routes.len());
        let (kind, goal) = self.routes[v][p];
        let without = self.length[v]
            - self.to(v, p, kind)
            - self.task.out[kind as usize][goal as usize]
            - self.on(v, goal, p + 1)
            + self.link(v, p);
        let takes = self.task.takes[kind as usize];
        if w == v {
            // Within the route: remove, then insert.
            self.routes[v].remove(p);
            let q = self.dice.below(self.routes[v].len() + 1);
            let (add, to) = self.best_goal(v, q, kind, goal, takes);
            let length = without + add;
            let delta = self.energy(length) - self.energy(self.length[v]);
            if self.accept(delta) {
                self.routes[v].insert(q, (kind, to));
                self.length[v] = length;
                self.room[goal as usize] += takes;
                self.room[to as usize] -= takes;
                self.settle();
            } else {
                self.routes[v].insert(p, (kind, goal));
            }
            return;
        }
        if !self.is_able(w, kind) {
            return;
        }
        let q = self.dice.below(self.routes[w].len() + 1);
        let (add, to) = self.best_goal(w, q, kind, goal, takes);
        let length = self.length[w] + add;
        let delta = self.energy(without) - self.energy(self.length[v]) + self.energy(length)
            - self.energy(self.length[w]);
        if self.accept(delta) {
            self.routes[v].remove(p);
            self.routes[w].insert(q, (kind, to));
            self.length[v] = without;
            self.length[w] = length;
            self.room[goal as usize] += takes;
            self.room[to as usize] -= takes;
            self.settle();
        }
    }

    /// The drive between trips `p - 1` and `p + 1` once `p` is gone.
    fn link(&self, v: usize, p: usize) -> i64 {
        match self.routes[v].get(p + 1) {
            None => 0,
            Some((kind, _)) => self.to(v, p, *kind),
        }
    }

    /// The cheapest goal for a load put in before trip `at`, and what it adds.
    fn best_goal(&mut self, v: usize, at: usize, kind: u32, has: u32, takes: i64) -> (i64, u32) {
        let to = self.to(v, at, kind);
        let gone = self.routes[v].get(at).map_or(0, |(next, _)| self.to(v, at, *next));
        let mut best = (FAR, has);
        let out = &self.task.out[kind as usize];
        for goal in 0..self.task.goals() as u32 {
            if goal != has && self.room[goal as usize] < takes {
                continue;
            }
            let add = out[goal as usize] + self.on(v, goal, at);
            if add < best.0 {
                best = (add, goal);
            }
        }
        (best.0 + to - gone, best.1)
    }

    fn swap(&mut self) {
        let Some((v, p)) = self.pick() else { return };
        let Some((w, q)) = self.pick() else { return };
        if v == w {
            if p == q {
                return;
            }
            self.routes[v].swap(p, q);
            let length = self.task.length(self.class[v], &self.routes[v]);
            let delta = self.energy(length) - self.energy(self.length[v]);
            if self.accept(delta) {
                self.length[v] = length;
                self.settle();
            } else {
                self.routes[v].swap(p, q);
            }
            return;
        }
        let (a, b) = (self.routes[v][p], self.routes[w][q]);
        if a == b || !self.is_able(v, b.0) || !self.is_able(w, a.0) {
            return;
        }
        let lv = self.length[v] - self.around(v, p, a) + self.around(v, p, b);
        let lw = self.length[w] - self.around(w, q, b) + self.around(w, q, a);
        let delta =
            self.energy(lv) - self.energy(self.length[v]) + self.energy(lw) - self.energy(self.length[w]);
        if self.accept(delta) {
            self.routes[v][p] = b;
            self.routes[w][q] = a;
            self.length[v] = lv;
            self.length[w] = lw;
            self.settle();
        }
    }

    fn around(&self, v: usize, p: usize, leg: Leg) -> i64 {
        self.to(v, p, leg.0) + self.task.out[leg.0 as usize][leg.1 as usize] + self.on(v, leg.1, p + 1)
    }

    fn regoal(&mut self) {
        let Some((v, p)) = self.pick() else { return };
        let (kind, goal) = self.routes[v][p];
        let takes = self.task.takes[kind as usize];
        let to = self.dice.below(self.task.goals()) as u32;
        if to == goal || self.room[to as usize] < takes {
            return;
        }
        let length = self.length[v] - self.around(v, p, (kind, goal)) + self.around(v, p, (kind, to));
        let delta = self.energy(length) - self.energy(self.length[v]);
        if self.accept(delta) {
            self.routes[v][p].1 = to;
            self.length[v] = length;
            self.room[goal as usize] += takes;
            self.room[to as usize] -= takes;
            self.settle();
        }
    }

    fn swap_goals(&mut self) {
        let Some((v, p)) = self.pick() else { return };
        let Some((w, q)) = self.pick() else { return };
        let (a, b) = (self.routes[v][p], self.routes[w][q]);
        if a.1 == b.1 || self.task.takes[a.0 as usize] != self.task.takes[b.0 as usize] {
            return;
        }
        if v == w {
            self.routes[v][p].1 = b.1;
            self.routes[v][q].1 = a.1;
            let length = self.task.length(self.class[v], &self.routes[v]);
            let delta = self.energy(length) - self.energy(self.length[v]);
            if self.accept(delta) {
                self.length[v] = length;
                self.settle();
            } else {
                self.routes[v][p].1 = a.1;
                self.routes[v][q].1 = b.1;
            }
            return;
        }
        let lv = self.length[v] - self.around(v, p, a) + self.around(v, p, (a.0, b.1));
        let lw = self.length[w] - self.around(w, q, b) + self.around(w, q, (b.0, a.1));
        let delta =
            self.energy(lv) - self.energy(self.length[v]) + self.energy(lw) - self.energy(self.length[w]);
        if self.accept(delta) {
            self.routes[v][p].1 = b.1;
            self.routes[w][q].1 = a.1;
            self.length[v] = lv;
            self.length[w] = lw;
            self.settle();
        }
    }

    /// The length of the route up to the end of trip `at - 1`.
    fn prefix(&self, v: usize, at: usize) -> i64 {
        self.task.length(self.class[v], &self.routes[v][..at])
    }

    fn tails(&mut self) {
        let (v, w) = (self.dice.below(self.routes.len()), self.dice.below(self.routes.len()));
        if v == w {
            return;
        }
        let p = self.dice.below(self.routes[v].len() + 1);
        let q = self.dice.below(self.routes[w].len() + 1);
        let (pv, pw) = (self.prefix(v, p), self.prefix(w, q));
        // The tails without the drive to their first place.
        let (tv, tw) = (self.tail(v, p, pv), self.tail(w, q, pw));
        let lv = pv + self.routes[w].get(q).map_or(0, |(kind, _)| self.to(v, p, *kind)) + tw;
        let lw = pw + self.routes[v].get(p).map_or(0, |(kind, _)| self.to(w, q, *kind)) + tv;
        let delta =
            self.energy(lv) - self.energy(self.length[v]) + self.energy(lw) - self.energy(self.length[w]);
        let able = self.are_able(v, &self.routes[w][q..]) && self.are_able(w, &self.routes[v][p..]);
        if able && self.accept(delta) {
            let one: Vec<Leg> = self.routes[v].split_off(p);
            let two: Vec<Leg> = self.routes[w].split_off(q);
            self.routes[v].extend(two);
            self.routes[w].extend(one);
            self.length[v] = lv;
            self.length[w] = lw;
            self.settle();
        }
    }

    fn tail(&self, v: usize, p: usize, prefix: i64) -> i64 {
        self.routes[v].get(p).map_or(0, |(kind, _)| self.length[v] - prefix - self.to(v, p, *kind))
    }
}
