//! The parties still waiting at the staging places, and how a vehicle is filled from them.
//!
//! Never here: which vehicle comes when.

use crate::problem::{Problem, Seconds};
use evacuation::quantity::Persons;

/// Parties taken on board: index of the party class, and how many.
pub(crate) type Load = Vec<(u32, u32)>;

/// What a fill would bring.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fill {
    pub load: Load,
    pub persons: Persons,
    pub weight: f64,
}

/// In which order parties are offered a place, fixed for the whole plan.
#[derive(Debug)]
pub(crate) struct Order {
    /// For every stage: parties with stretchers, heaviest per place first; then all the others.
    lying: Vec<Vec<u32>>,
    seated: Vec<Vec<u32>>,
    /// `seated`: the fewest seats of any party from there on.
    smallest: Vec<Vec<u32>>,
}

/// What is left.
#[derive(Clone, Debug)]
pub(crate) struct Pool {
    pub waiting: Vec<u32>,
    /// Per stage: seats that seated parties still need, and their weight.
    pub seats: Vec<u64>,
    pub lying: Vec<u64>,
    /// Weight of the seated parties, and of the parties with stretchers, everywhere.
    pub seated_weight: f64,
    pub lying_weight: f64,
    /// Persons each destination still takes.
    pub room: Vec<u32>,
}

impl Order {
    pub fn new(problem: &Problem) -> Self {
        let mut order = Order {
            lying: vec![Vec::new(); problem.stages.len()],
            seated: vec![Vec::new(); problem.stages.len()],
            smallest: Vec::new(),
        };
        for (ix, party) in problem.parties.iter().enumerate() {
            let list = if party.persons.stretcher > 0 { &mut order.lying } else { &mut order.seated };
            if party.total > 0 && party.count > 0 {
                list[party.stage].push(ix as u32);
            }
        }
        for list in order.lying.iter_mut().chain(order.seated.iter_mut()) {
            list.sort_by(|a, b| {
                let (one, two) = (&problem.parties[*a as usize], &problem.parties[*b as usize]);
                let density = |p: &crate::problem::Party| p.weight / f64::from(p.total);
                density(two).total_cmp(&density(one)).then(two.total.cmp(&one.total)).then(a.cmp(b))
            });
        }
        order.smallest = order.seated.iter().map(|list| smallest_from(problem, list)).collect();
        order
    }
}

fn smallest_from(problem: &Problem, list: &[u32]) -> Vec<u32> {
    let mut fewest = u32::MAX;
    let mut out: Vec<u32> = list
        .iter()
        .rev()
        .map(|ix| {
            fewest = fewest.min(problem.parties[*ix as usize].seats);
            fewest
        })
        .collect();
    out.reverse();
    out
}

/// What is held for trips still to come: parties by class, and room by destination.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Held<'a> {
    pub parties: &'a [u32],
    pub room: &'a [u32],
}

/// A vehicle at a staging place, to be filled for one destination.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asking {
    pub class: usize,
    pub stage: usize,
    pub goal: usize,
    pub at: Seconds,
}

impl Pool {
    pub fn new(problem: &Problem) -> Self {
        let mut pool = Pool {
            waiting: problem.parties.iter().map(|party| party.count).collect(),
            seats: vec![0; problem.stages.len()],
            lying: vec![0; problem.stages.len()],
            seated_weight: 0.0,
            lying_weight: 0.0,
            room: problem.goals.iter().map(|goal| goal.capacity.unwrap_or(u32::MAX)).collect(),
        };
        for (ix, party) in problem.parties.iter().enumerate() {
            pool.count(problem, ix, i64::from(party.count));
        }
        pool
    }

    fn count(&mut self, problem: &Problem, party: usize, change: i64) {
        let it = &problem.parties[party];
        let weight = it.weight * change as f64;
        if it.persons.stretcher > 0 {
            let places = &mut self.lying[it.stage];
            *places = places.saturating_add_signed(change * i64::from(it.persons.stretcher));
            self.lying_weight += weight;
        } else {
            let places = &mut self.seats[it.stage];
            *places = places.saturating_add_signed(change * i64::from(it.seats));
            self.seated_weight += weight;
        }
    }

    /// Takes the parties off the pool.
    pub fn take(&mut self, problem: &Problem, goal: usize, fill: &Fill) {
        for (party, count) in &fill.load {
            self.waiting[*party as usize] -= count;
            self.count(problem, *party as usize, -i64::from(*count));
        }
        if problem.goals[goal].capacity.is_some() {
            self.room[goal] -= fill.persons.total();
        }
    }

    /// Takes parties off who are on the way already.
    pub fn take_off(&mut self, problem: &Problem, load: &Load) {
        for (party, count) in load {
            self.waiting[*party as usize] = self.waiting[*party as usize].saturating_sub(*count);
            self.count(problem, *party as usize, -i64::from(*count));
        }
    }

    /// So many persons are to come to the destination, or no longer.
    pub fn occupy(&mut self, problem: &Problem, goal: usize, persons: u32) {
        if problem.goals[goal].capacity.is_some() {
            self.room[goal] = self.room[goal].saturating_sub(persons);
        }
    }
    pub fn vacate(&mut self, problem: &Problem, goal: usize, persons: u32) {
        if problem.goals[goal].capacity.is_some() {
            self.room[goal] = self.room[goal].saturating_add(persons);
        }
    }

    /// Puts them back.
    pub fn give_back(&mut self, problem: &Problem, goal: usize, load: &Load) {
        for (party, count) in load {
            self.waiting[*party as usize] += count;
            self.count(problem, *party as usize, i64::from(*count));
            self.vacate(problem, goal, count * problem.parties[*party as usize].total);
        }
    }

    /// Fills the vehicle: heaviest parties per place first, larger before smaller, so that small
    /// ones close the last gaps (first-fit decreasing). Parties held for others stay.
    pub fn fill(&self, problem: &Problem, order: &Order, asking: Asking, held: Option<Held>) -> Fill {
        let mut fill = Fill::default();
        let mut free = self.free(problem, asking);
        free.room = free.room.saturating_sub(held.map_or(0, |held| held.room[asking.goal]));
        self.fill_up(problem, order, asking, &mut free, &mut fill, held);
        fill
    }

    /// Fills the vehicle with the parties planned for it, then, where asked, with others who are held for nobody.
    pub fn fill_planned(
        &self,
        problem: &Problem,
        order: &Order,
        asking: Asking,
        planned: &Load,
        topped_up: Option<Held>,
    ) -> Fill {
        let mut fill = Fill::default();
        let mut free = self.free(problem, asking);
        for (party, count) in planned {
            self.offer(problem, asking, *party, *count, &mut free, &mut fill);
        }
        if let Some(held) = topped_up {
            free.room = free.room.saturating_sub(held.room[asking.goal]);
            self.fill_up(problem, order, asking, &mut free, &mut fill, Some(held));
        }
        fill
    }

    fn free(&self, problem: &Problem, asking: Asking) -> Free {
        let class = &problem.classes[asking.class];
        Free { seats: class.seats, stretchers: class.stretchers, room: self.room[asking.goal] }
    }

    fn fill_up(
        &self,
        problem: &Problem,
        order: &Order,
        asking: Asking,
        free: &mut Free,
        fill: &mut Fill,
        held: Option<Held>,
    ) {
        let most = |party: u32| {
            let waiting = self.waiting[party as usize];
            held.map_or(waiting, |held| waiting.saturating_sub(held.parties[party as usize]))
        };
        if free.stretchers > 0 {
            for party in &order.lying[asking.stage] {
                if free.stretchers == 0 {
                    break;
                }
                self.offer(problem, asking, *party, most(*party), free, fill);
            }
        }
        let smallest = &order.smallest[asking.stage];
        for (party, fewest) in order.seated[asking.stage].iter().zip(smallest) {
            if free.seats < *fewest || free.room == 0 {
                break;
            }
            self.offer(problem, asking, *party, most(*party), free, fill);
        }
    }

    /// Takes on up to `most` of these parties, as far as they wait and fit.
    fn offer(
        &self,
        problem: &Problem,
        asking: Asking,
        party: u32,
        most: u32,
        free: &mut Free,
        fill: &mut Fill,
    ) {
        let ix = party as usize;
        let it = &problem.parties[ix];
        if most == 0 || it.ready > asking.at || it.stage != asking.stage || !problem.agrees(ix, asking.goal) {
            return;
        }
        let mut count = most.min(self.waiting[ix]);
        let known = fill.load.iter_mut().find(|(known, _)| *known == party);
        if let Some((_, on_board)) = &known {
            // The planned ones are no longer held, and may not be counted twice.
            count = count.min(most.saturating_sub(*on_board));
        }
        count = count.min(free.seats.checked_div(it.seats).unwrap_or(count));
        count = count.min(free.stretchers.checked_div(it.persons.stretcher).unwrap_or(count));
        count = count.min(free.room / it.total);
        if count > 0 {
            free.seats -= count * it.seats;
            free.stretchers -= count * it.persons.stretcher;
            free.room -= count * it.total;
            match known {
                Some((_, on_board)) => *on_board += count,
                None => fill.load.push((party, count)),
            }
            fill.persons += it.persons.times(count);
            fill.weight += it.weight * f64::from(count);
        }
    }

    /// The earliest moment after `at` when parties waiting at the stage become ready.
    /// Seats and stretcher places that those need who are waiting and ready by then.
    pub fn ready_by(&self, problem: &Problem, order: &Order, stage: usize, at: Seconds) -> (u64, u64) {
        let need = |list: &[u32], of: fn(&crate::problem::Party) -> u32| -> u64 {
            let ready = list.iter().map(|ix| *ix as usize).filter(|ix| problem.parties[*ix].ready <= at);
            ready.map(|ix| u64::from(self.waiting[ix]) * u64::from(of(&problem.parties[ix]))).sum()
        };
        let seats = need(&order.seated[stage], |party| party.seats);
        (seats, need(&order.lying[stage], |party| party.persons.stretcher))
    }

    pub fn next_ready(&self, problem: &Problem, order: &Order, stage: usize, at: Seconds) -> Option<Seconds> {
        let lists = order.lying[stage].iter().chain(&order.seated[stage]);
        lists
            .filter(|party| self.waiting[**party as usize] > 0)
            .map(|party| problem.parties[*party as usize].ready)
            .filter(|ready| *ready > at)
            .min()
    }
}

struct Free {
    seats: u32,
    stretchers: u32,
    room: u32,
}
