//! Another plan comes into force while the drill runs: what has begun goes on, what has not is replaced.
//! Whoever is on the road keeps their destination and follows the new times ahead; people who stand at
//! the road are fetched by the vehicle that the new plan sends.
//!
//! Never here: why the plan was changed. The world before the change is left as it was, to the letter.

use crate::chance::Chance;
use crate::crowd::Fate;
use crate::world::{Event, Ride, World};
use evacuation::convoy::{self, TripId};
use evacuation::operation::Operation;
use evacuation::plan::{Plan, Trip};
use evacuation::quantity::{Moment, Span};
use evacuation::route::Routes;
use evacuation::statement::{Fact, OnTrip};
use std::collections::{BTreeMap, HashMap};

/// A plan that comes into force after the first.
#[derive(Clone, Copy, Debug)]
pub struct Change<'a> {
    /// From this moment on; what happens in that very second still happens as before.
    pub at: Moment,
    /// The operation with the plan's people and places, and the windows as they really are.
    pub operation: &'a Operation,
    /// The plan.
    pub plan: &'a Plan,
}

/// The ids of places at which people of a broken vehicle wait begin so; the trip's id follows.
const ROADSIDE: &str = "road-";

impl<'a> World<'a> {
    pub(crate) fn change(&mut self, change: &Change<'a>) {
        let Change { at, operation, plan } = *change;
        self.operation = operation;
        self.routes = Routes::new(operation);
        self.bays.resize_with(operation.places.len(), Default::default);
        self.reserved.resize(operation.places.len(), 0);
        self.crew.not_before(at + Span(1));
        self.cancel();
        let begun: HashMap<TripId, usize> = (0..self.rides.len())
            .filter(|ride| self.rides[*ride].has_begun)
            .map(|ride| (self.rides[ride].id.clone(), ride))
            .collect();
        let ids = convoy::trip_ids(plan);
        let mut convoy_of: BTreeMap<usize, usize> = BTreeMap::new();
        for (number, convoy) in convoy::convoys(operation, plan).iter().enumerate() {
            convoy_of.extend(convoy.trips.iter().map(|(_, trip)| (*trip, number)));
        }
        let mut order: Vec<usize> = (0..plan.trips.len()).collect();
        order.sort_by_key(|trip| (plan.trips[*trip].load_start, *trip));
        for ix in order {
            let (trip, convoy) = (&plan.trips[ix], convoy_of.get(&ix).copied().unwrap_or_default());
            match begun.get(&ids[ix]) {
                Some(ride) => self.goes_on(at, *ride, trip, convoy),
                None => self.take_trip(trip, ids[ix].clone(), convoy),
            }
        }
        self.regroup();
        self.leave_fetching_to_the_plan();
        for vehicle in 0..self.vehicles.len() {
            let waits = match self.vehicles[vehicle].turned_to {
                Some(ride) => self.rides[ride].is_cancelled,
                None => true,
            };
            if waits && self.vehicles[vehicle].idle_at.is_none() {
                self.next_ride(vehicle, at);
            }
        }
    }

    /// Nothing that has not begun happens.
    fn cancel(&mut self) {
        for ride in 0..self.rides.len() {
            if self.rides[ride].has_begun {
                self.rides[ride].load.clear();
                continue;
            }
            if !self.rides[ride].is_cancelled {
                let persons = u64::from(self.planned(&self.rides[ride]).total());
                let reserved = &mut self.reserved[self.rides[ride].to.0];
                *reserved = reserved.saturating_sub(persons);
            }
            self.rides[ride].load.clear();
            self.rides[ride].is_cancelled = true;
            self.rides[ride].is_expected = false;
        }
        let rides = &self.rides;
        for bays in &mut self.bays {
            bays.queue.retain(|(ride, _)| !rides[*ride].is_cancelled);
        }
        for vehicle in &mut self.vehicles {
            vehicle.rides.clear();
        }
    }

    /// A ride that has begun follows the new times that are still ahead of it.
    fn goes_on(&mut self, now: Moment, ride: usize, trip: &Trip, convoy: usize) {
        let operation = self.operation;
        let passages = trip.passages.iter();
        let enters = passages.filter_map(|it| Some((operation.place_ix(&it.control_point)?, it.enter)));
        self.rides[ride].enters = enters.collect();
        self.rides[ride].convoy = convoy;
        self.rides[ride].depart = trip.depart;
        let back = trip.back.as_ref().and_then(|back| Some((operation.place_ix(&back.to)?, back.depart)));
        self.rides[ride].back = back;
        let vehicle = self.rides[ride].vehicle;
        let stands_there = self.vehicles[vehicle].turned_to == Some(ride);
        let idle_at = self.vehicles[vehicle].idle_at.filter(|_| stands_there);
        if let (Some(from), Some((to, leaves))) = (idle_at, back)
            && let Some(arrives) = self.empty_way(leaves.max(now), from, to)
        {
            self.vehicles[vehicle].idle_at = None;
            self.at(arrives, Event::Back(ride));
        }
    }

    /// Who planned to enter a control point together.
    fn regroup(&mut self) {
        self.groups.clear();
        for (number, ride) in self.rides.iter().enumerate().filter(|(_, ride)| !ride.is_cancelled) {
            for (place, enter) in &ride.enters {
                self.groups.entry((*place, *enter)).or_default().push(number);
            }
        }
    }

    /// Where the new plan fetches people from the road, nobody else is sent who is not on the way yet.
    fn leave_fetching_to_the_plan(&mut self) {
        for relief in 0..self.reliefs.len() {
            let broken = self.reliefs[relief].broken;
            let planned =
                self.rides.iter().find(|ride| !ride.has_begun && self.fetches(ride) == Some(broken));
            if let Some(vehicle) = planned.map(|ride| ride.vehicle) {
                self.reliefs[relief].vehicle.get_or_insert(vehicle);
            }
        }
    }

    /// The broken vehicle's ride whose people this ride fetches.
    pub(crate) fn fetches(&self, ride: &Ride) -> Option<usize> {
        let broken = ride.from_text.strip_prefix(ROADSIDE)?;
        self.rides.iter().position(|other| other.id.to_string() == broken)
    }

    /// Those who stand at the road get on, as many as there are places for, and are counted.
    pub(crate) fn fetch(&mut self, now: Moment, ride: usize, broken: usize) {
        let fleet = &self.operation.fleets[self.vehicles[self.rides[ride].vehicle].fleet];
        let mut riders: Vec<usize> = Vec::new();
        for person in std::mem::take(&mut self.rides[broken].riders) {
            riders.push(person);
            if !fleet.holds(self.count(&riders)) {
                riders.pop();
                self.rides[broken].riders.push(person);
            }
        }
        let leader = self.leader(broken);
        let mut at = now;
        for some in riders.chunks(12) {
            let tokens = self.crowd.tokens(some);
            let place = self.rides[ride].from_text.clone();
            let off =
                OnTrip { tokens: tokens.clone(), trip: self.rides[broken].id.clone(), place: place.clone() };
            let on = OnTrip { tokens, trip: self.rides[ride].id.clone(), place };
            self.crew.say(leader, at, Fact::Alight(off));
            at += Span(60);
            self.crew.say(leader, at, Fact::Board(on));
        }
        self.set_fate(&riders, Fate::Aboard);
        self.rides[ride].riders = riders;
        self.rides[ride].got_on = self.headcount(ride);
        self.at(at + Span(60), Event::LoadDone(ride));
    }

    /// Chance after a change draws from streams of its own, so that the past draws as it did.
    pub(crate) fn draw_anew(&mut self, number: usize) {
        self.doors = Chance::new(self.settings.seed, &format!("doors {number}"));
        self.road = Chance::new(self.settings.seed, &format!("road {number}"));
    }
}
