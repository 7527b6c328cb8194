//! What is claimed to be the least makespan is the least: held against a search through everything.

use super::race::{Known, Race, Role};
use super::task::{Class, FAR, Leg, Task};
use crate::dice::Dice;
use std::sync::Mutex;

/// Small, with ways that are missing, vehicles that cannot carry a kind, and room that is scarce.
fn invent(dice: &mut Dice) -> Task {
    let (kinds, goals) = (1 + dice.below(3), 1 + dice.below(2));
    let classes = 1 + dice.below(2);
    let drive = |dice: &mut Dice| if dice.below(12) == 0 { FAR } else { 1 + dice.below(7) as i64 };
    let loads: Vec<i64> = (0..kinds).map(|_| 1 + dice.below(2) as i64).collect();
    let takes: Vec<i64> = (0..kinds).map(|_| 1 + i64::from(dice.below(4) == 0)).collect();
    let total: i64 = loads.iter().zip(&takes).map(|(loads, takes)| loads * takes).sum();
    let share = total / goals as i64;
    Task {
        room: (0..goals).map(|_| share + dice.below(3) as i64).collect(),
        out: (0..kinds).map(|_| (0..goals).map(|_| drive(dice)).collect()).collect(),
        back: (0..goals).map(|_| (0..kinds).map(|_| drive(dice)).collect()).collect(),
        classes: (0..classes)
            .map(|_| Class {
                count: 1 + dice.below(2) / classes,
                first: (0..kinds).map(|_| drive(dice)).collect(),
                able: (0..kinds).map(|_| dice.below(8) > 0).collect(),
            })
            .collect(),
        loads,
        takes,
    }
}

/// Every way to give the vehicles trips one after the other.
struct Everything<'a> {
    task: &'a Task,
    best: i64,
}

impl Everything<'_> {
    fn least(task: &Task) -> i64 {
        let mut all = Everything { task, best: FAR };
        let routes = vec![Vec::new(); task.vehicles().len()];
        all.from(0, &task.vehicles(), routes);
        all.best
    }

    fn from(&mut self, v: usize, vehicles: &[usize], routes: Vec<Vec<Leg>>) {
        if let Some(most) = self.task.most(&routes) {
            self.best = self.best.min(most);
        }
        for v in v..vehicles.len() {
            for kind in 0..self.task.kinds() {
                let used = routes.iter().flatten().filter(|leg| leg.0 as usize == kind).count() as i64;
                for goal in (0..self.task.goals()).filter(|_| used < self.task.loads[kind]) {
                    let mut routes = routes.clone();
                    routes[v].push((kind as u32, goal as u32));
                    if self.task.length(vehicles[v], &routes[v]) < self.best {
                        self.from(v, vehicles, routes);
                    }
                }
            }
        }
    }
}

fn race(task: &Task, role: Role) -> Known {
    let known = Mutex::default();
    let asked = std::cell::Cell::new(0);
    let stop = || {
        asked.set(asked.get() + 1);
        asked.get() > 3000
    };
    Race { task, direct: None, horizon: FAR, known: &known, stop: &stop, told: &|_, _| {} }
        .work(role, 1, None);
    known.into_inner().unwrap()
}

#[test]
fn the_least_makespan_is_the_least() {
    let mut settled = 0;
    for seed in 0..250 {
        let task = invent(&mut Dice::new(seed));
        let least = Everything::least(&task);
        for role in [Role::Alone, Role::Prover] {
            let known = race(&task, role);
            assert!(known.bound <= least, "seed {seed}: a bound of {} above {least}: {task:?}", known.bound);
            assert!(known.most >= least, "seed {seed}: {} below {least}: {task:?}", known.most);
            if known.most < FAR {
                assert_eq!(task.most(&known.routes), Some(known.most), "seed {seed}");
                assert_eq!(known.bound, known.most, "seed {seed}: not settled: {task:?}");
                settled += 1;
            }
        }
    }
    assert!(settled > 150, "only {settled} of the invented tasks have a plan");
}

#[test]
fn a_coarse_grid_of_time_never_proves_too_much() {
    for seed in 1000..1100 {
        let task = invent(&mut Dice::new(seed));
        let least = Everything::least(&task);
        if least >= FAR {
            continue;
        }
        let coarse = task.coarse(2);
        if coarse.stands_still() {
            continue;
        }
        let known = race(&coarse, Role::Alone);
        assert!(known.bound * 2 <= least, "seed {seed}: {} twice is above {least}", known.bound);
    }
}
