//! The road: driving, where the leading vehicle is, arrival, reception, and the way back.
//!
//! Never here: who may enter a control point (`line`).

use crate::chance::Chance;
use crate::crowd::Fate;
use crate::world::{Event, Leg, Motion, Ride, World};
use evacuation::place::PlaceIx;
use evacuation::quantity::{Category, Moment, Span};
use evacuation::statement::{AtPlace, Fact, HandOver, Position, Receive};

/// However long a leg is, the road holds nobody up for longer than this, in seconds.
const DELAY_S_MAX: i64 = 20 * 60;
/// Persons in one statement at a reception, about.
const BATCH: usize = 12;

impl World<'_> {
    /// Drives the present leg, from its beginning.
    pub(crate) fn drive(&mut self, now: Moment, ride: usize) {
        self.drive_from(now, ride, 0);
    }

    /// Drives what is left of the present leg, from so many thousandths on.
    pub(crate) fn drive_from(&mut self, now: Moment, ride: usize, from_permille: i64) {
        let leg = self.rides[ride].leg;
        let travel = self.rides[ride].legs.get(leg).map_or(0, |leg| leg.travel.seconds());
        let left = travel.saturating_mul(1000 - from_permille) / 1000;
        let end = now + self.driving(ride, left);
        self.rides[ride].motion = Some(Motion { start: now, end, from_permille });
        let part = |permille: i64| now + Span((end - now).seconds().saturating_mul(permille) / 1000);
        if self.mishaps.breakdown == Some(ride) && leg == self.mishaps.breakdown_leg {
            let at = part(self.mishaps.breakdown_permille);
            return self.at(at, Event::BreaksDown(ride));
        }
        if self.rides[ride].is_on_last_leg() {
            if self.mishaps.birth == Some(ride) {
                self.at(part(400), Event::Born(ride));
            }
            if self.mishaps.death == Some(ride) {
                self.at(part(600), Event::Dies(ride));
            }
        }
        self.at(end, Event::Reach(ride));
    }

    /// How long a leg really takes. The vehicles of a convoy drive behind each other: the road slows
    /// them all alike.
    fn driving(&self, ride: usize, travel: i64) -> Span {
        let Ride { convoy, leg, .. } = &self.rides[ride];
        let mut chance = Chance::new(self.settings.seed, &format!("convoy {convoy} leg {leg}"));
        Span(
            chance
                .stretched(travel, self.settings.driving_longer_percent)
                .min(travel.saturating_add(DELAY_S_MAX)),
        )
    }

    /// At the end of a leg: a control point, or the destination.
    pub(crate) fn reach(&mut self, now: Moment, ride: usize) {
        self.rides[ride].motion = None;
        if self.rides[ride].is_on_last_leg() {
            self.arrive(now, ride);
        } else {
            let stop = self.rides[ride].next_stop();
            self.reach_line(now, stop, ride);
        }
    }

    fn arrive(&mut self, now: Moment, ride: usize) {
        self.rides[ride].is_expected = false;
        let to = self.rides[ride].to;
        let arrive = AtPlace { trip: self.rides[ride].id.clone(), place: self.place_id(to) };
        self.crew.say(self.leader(ride), now, Fact::Arrive(arrive));
        if self.mishaps.missing && self.headcount(ride) > 1 {
            self.mishaps.missing = false;
            let which = self.road.below(u64::from(self.headcount(ride))) as usize;
            let gone = self.rides[ride].riders.remove(which);
            self.set_fate(&[gone], Fate::Missing);
        }
        self.wants_bay(now, ride, false);
    }

    /// People are received a few at a time; the wounded are handed over.
    pub(crate) fn unload(&mut self, now: Moment, ride: usize) {
        let to = self.rides[ride].to;
        let riders = std::mem::take(&mut self.rides[ride].riders);
        let persons = self.count(&riders);
        let needed = self.operation.place(to).turnround.duration(persons).seconds();
        let takes = self.doors.stretched(needed, self.settings.loading_longer_percent);
        let receiver = self.crew.receiver(to);
        let total = i64::try_from(riders.len()).unwrap_or(i64::MAX).max(1);
        let mut done: i64 = 0;
        for some in riders.chunks(BATCH) {
            done += i64::try_from(some.len()).unwrap_or(0);
            let at = now + Span(takes.saturating_mul(done) / total);
            let receive = Receive {
                tokens: self.crowd.tokens(some),
                trip: Some(self.rides[ride].id.clone()),
                place: self.place_id(to),
            };
            self.crew.say(receiver, at, Fact::Receive(receive));
        }
        let is_wounded = |rider: &usize| self.crowd.persons[*rider].member.category != Category::Other;
        let wounded: Vec<usize> = riders.iter().copied().filter(is_wounded).collect();
        for some in wounded.chunks(BATCH) {
            let hand_over = HandOver {
                tokens: self.crowd.tokens(some),
                trip: Some(self.rides[ride].id.clone()),
                place: self.place_id(to),
                to: "Hospital admission".to_owned(),
            };
            let at = now + Span(takes + self.doors.between(5 * 60, 15 * 60));
            self.crew.say(receiver, at, Fact::HandOver(Box::new(hand_over)));
        }
        self.set_fate(&riders, Fate::Out);
        self.rides[ride].came_through = persons.total();
        self.at(now + Span(takes), Event::UnloadDone(ride));
    }

    /// The vehicle is empty: counted so, and it goes where it is needed.
    pub(crate) fn unload_done(&mut self, now: Moment, ride: usize) {
        let to = self.rides[ride].to;
        self.state_headcount(now, ride, self.crew.receiver(to), self.place_id(to), 0);
        self.frees_bay(now, to);
        if self.goes_to_relief(now, ride) {
            return;
        }
        match self.rides[ride].back {
            Some((place, planned)) => {
                let leaves = planned.max(now);
                if let Some(arrives) = self.empty_way(leaves, to, place) {
                    self.at(arrives, Event::Back(ride));
                }
            }
            None => self.vehicles[self.rides[ride].vehicle].idle_at = Some(to),
        }
    }

    pub(crate) fn back(&mut self, now: Moment, ride: usize) {
        let vehicle = self.rides[ride].vehicle;
        self.escorts_back(now, vehicle);
        self.next_ride(vehicle, now);
    }

    /// When an empty vehicle is there: at a control point it waits until it is open, and no more.
    pub(crate) fn empty_way(&mut self, leaves: Moment, from: PlaceIx, to: PlaceIx) -> Option<Moment> {
        if from == to {
            return Some(leaves);
        }
        let route = self.routes.get(from, to)?.clone();
        let mut at = leaves;
        for (place, travel) in &route.control_points {
            at += self.driving_empty(*travel);
            at = self.opens_for_empty(*place, at)?;
        }
        Some(at + self.driving_empty(route.last_leg))
    }

    fn driving_empty(&mut self, travel: Span) -> Span {
        let takes = self.road.stretched(travel.seconds(), self.settings.driving_longer_percent);
        Span(takes.min(travel.seconds().saturating_add(DELAY_S_MAX)))
    }

    pub(crate) fn opens_for_empty(&self, place: PlaceIx, from: Moment) -> Option<Moment> {
        let control = self.operation.place(place).control.as_ref()?;
        let mut at = from;
        for _ in 0..=control.open.as_ref().map_or(1, Vec::len) {
            if let Some(windows) = &control.open {
                at = windows.iter().find(|window| at < window.closes).map(|window| window.opens.max(at))?;
            }
            match self.mishaps.suspended_until(Some(place), at) {
                None => return Some(at),
                Some(until) => at = until,
            }
        }
        None
    }

    /// The vehicle at the head of a convoy says where it is, now and then.
    pub(crate) fn position(&mut self, now: Moment, ride: usize) {
        let this = &self.rides[ride];
        let is_under_way = this.is_expected && !self.vehicles[this.vehicle].is_broken;
        if !this.leads || !is_under_way || self.settings.position_every.seconds() <= 0 {
            return;
        }
        self.state_position(now, ride);
        // Who is held for good at a line that does not open again falls silent.
        if now < Moment::START + self.operation.horizon {
            self.at(now + self.settings.position_every, Event::Position(ride));
        }
    }

    pub(crate) fn state_position(&mut self, now: Moment, ride: usize) {
        if let Some((lat_e6, lon_e6)) = self.whereabouts(now, ride) {
            let vehicle = self.vehicles[self.rides[ride].vehicle].id.clone();
            let position = Position { vehicle, lat_e6, lon_e6 };
            self.crew.say(self.leader(ride), now, Fact::Position(position));
        }
    }

    /// Where a vehicle is, in millionths of a degree; on a leg between the places whose position is known.
    fn whereabouts(&mut self, now: Moment, ride: usize) -> Option<(i32, i32)> {
        let this = &self.rides[ride];
        let Some(motion) = this.motion else {
            return self.operation.place(this.next_stop()).position.and_then(in_millionths);
        };
        let (passed, whole) = ((now - motion.start).seconds(), (motion.end - motion.start).seconds().max(1));
        let done = motion.from_permille + (1000 - motion.from_permille).saturating_mul(passed) / whole;
        let leg = this.legs.get(this.leg)?.clone();
        self.on_leg(&leg, done.clamp(0, 1000))
    }

    fn on_leg(&self, leg: &Leg, done_permille: i64) -> Option<(i32, i32)> {
        let mut known: Vec<(i64, (f64, f64))> = Vec::new();
        let mut driven = 0;
        for (number, place) in leg.places.iter().enumerate() {
            if let Some(before) = number.checked_sub(1).and_then(|before| leg.places.get(before)) {
                driven += self.quickest_road(*before, *place);
            }
            known.extend(self.operation.place(*place).position.map(|position| (driven, position)));
        }
        let target = driven.saturating_mul(done_permille) / 1000;
        let after = known.iter().find(|(at, _)| *at >= target)?;
        let before = known.iter().rev().find(|(at, _)| *at <= target)?;
        let part =
            if after.0 == before.0 { 0.0 } else { (target - before.0) as f64 / (after.0 - before.0) as f64 };
        let between = |a: f64, b: f64| a + (b - a) * part;
        in_millionths((between(before.1.0, after.1.0), between(before.1.1, after.1.1)))
    }

    fn quickest_road(&self, from: PlaceIx, to: PlaceIx) -> i64 {
        let roads = self.operation.roads.iter().filter(|road| {
            (road.from, road.to) == (from, to) || !road.one_way && (road.to, road.from) == (from, to)
        });
        roads.map(|road| road.travel.seconds()).min().unwrap_or(0)
    }
}

fn in_millionths((lat, lon): (f64, f64)) -> Option<(i32, i32)> {
    let is_on_earth = (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon);
    is_on_earth.then(|| ((lat * 1e6).round() as i32, (lon * 1e6).round() as i32))
}
