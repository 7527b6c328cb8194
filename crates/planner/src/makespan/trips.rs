//! Routes as the trips of a plan, every time by the rules.
//!
//! Never here: choices, but for which party of a kind is the next, and whether a vehicle with time to
//! spare drives directly.

use super::race::Known;
use super::read::{Hop, Links, Reading};
use super::task::{FAR, Leg};
use crate::construct::{Ground, Made, Trip};
use crate::problem::{NEVER, Problem, Seconds, Way};
use evacuation::quantity::Persons;

/// The plan in which vehicles take the routes known, and are all there by the makespan known.
pub(crate) fn made(ground: &Ground, reading: &Reading, links: &Links, known: &Known) -> Made {
    let routes = &known.routes;
    let problem = ground.problem;
    let mut waiting: Vec<u32> = problem.parties.iter().map(|party| party.count).collect();
    let vehicles = reading.task.vehicles();
    let most = known.most * reading.unit;
    let mut trips = Vec::new();
    let mut number = 0;
    for (at, route) in routes.iter().enumerate() {
        let class = reading.classes[vehicles[at]];
        number = if at > 0 && vehicles[at - 1] == vehicles[at] { number + 1 } else { 0 };
        let driver = Driver {
            problem,
            links,
            class,
            vehicle: ground.offset[class] + number,
            spare: most - reading.task.length(vehicles[at], route) * reading.unit,
            at: None,
            trips: &mut trips,
        };
        driver.drive(reading, route, &mut waiting);
    }
    Made { trips, waiting, decisions: Vec::new() }
}

/// One vehicle on its route.
struct Driver<'a> {
    problem: &'a Problem<'a>,
    links: &'a Links,
    class: usize,
    vehicle: u32,
    /// Seconds by which the route is shorter than the longest one.
    spare: Seconds,
    /// Goal and moment when unloaded; `None` before the first trip.
    at: Option<(usize, Seconds)>,
    trips: &'a mut Vec<Trip>,
}

impl Driver<'_> {
    fn drive(mut self, reading: &Reading, route: &[Leg], waiting: &mut [u32]) {
        for (kind, goal) in route {
            let kind = &reading.kinds[*kind as usize];
            let Some((party, _)) = kind.parties.iter().find(|(party, _)| waiting[*party] > 0) else {
                continue;
            };
            waiting[*party] -= 1;
            for (stage, goal) in self.hops(kind.stage) {
                self.trip(stage, goal, None);
            }
            self.trip(kind.stage, *goal as usize, Some(*party));
        }
    }

    /// The trips without people on the way to a stage: none where there is time to drive directly.
    fn hops(&mut self, stage: usize) -> Vec<Hop> {
        let direct = |stage: usize| self.directly(stage).unwrap_or(FAR);
        let quickest = match self.at {
            None => self.links.first[self.class][stage],
            Some((goal, _)) => self.links.back[goal][stage],
        };
        let longer = direct(stage) - quickest;
        if longer <= self.spare {
            self.spare -= longer;
            return Vec::new();
        }
        self.links.hops(&direct, stage)
    }

    /// How long the vehicle takes to a stage on the roads alone; from its start, when it is there.
    fn directly(&self, stage: usize) -> Option<Seconds> {
        match self.at {
            None => self.problem.classes[self.class].first[stage],
            Some((goal, free)) => {
                let way = self.problem.backs[goal][stage].as_ref()?;
                Some(self.problem.empty_arrival(way, free)? - free)
            }
        }
    }

    /// One trip, with a party or nobody.
    fn trip(&mut self, stage: usize, goal: usize, party: Option<usize>) {
        let there = self.directly(stage).map(|lasting| lasting + self.at.map_or(0, |(_, free)| free));
        let (Some(there), Some(way)) = (there, self.problem.ways[stage][goal].as_ref()) else { return };
        if let (Some((_, free)), Some(before)) = (self.at, self.trips.last_mut()) {
            before.back = Some((stage as u32, free, there));
        }
        let party_of = |ix: usize| &self.problem.parties[ix];
        let persons = party.map_or(Persons::NONE, |ix| party_of(ix).persons);
        let load_end = there + self.problem.stages[stage].turnround.duration(persons).seconds();
        let (passages, arrive) = pass(way, load_end);
        let unload_end = arrive + self.problem.goals[goal].turnround.duration(persons).seconds();
        self.trips.push(Trip {
            class: self.class as u32,
            vehicle: self.vehicle,
            stage: stage as u32,
            goal: goal as u32,
            load: party.map(|ix| (ix as u32, 1)).into_iter().collect(),
            weight: party.map_or(0.0, |ix| party_of(ix).weight),
            persons,
            load_start: there,
            load_end,
            depart: load_end,
            held: 0,
            passages,
            arrive: arrive.min(NEVER),
            unload_start: arrive,
            unload_end,
            back: None,
        });
        self.at = Some((goal, unload_end));
    }
}

/// Entries and exits of control points that hold nobody up, and the arrival.
fn pass(way: &Way, depart: Seconds) -> (Vec<(Seconds, Seconds)>, Seconds) {
    let mut clock = depart;
    let mut passages = Vec::with_capacity(way.gates.len());
    for (_, travel) in &way.gates {
        clock += travel;
        passages.push((clock, clock));
    }
    (passages, clock + way.last)
}
