//! At the staging place: bays, who boards, the count at the door, escorts, departure. And the bays of
//! destinations, which work the same way.
//!
//! Never here: the road.

use crate::crowd::Fate;
use crate::world::{Event, World};
use evacuation::place::PlaceIx;
use evacuation::quantity::{Moment, Persons, Span};
use evacuation::statement::{Assign, Clear, Depart, Fact, Headcount, OnTrip, TOKENS_MAX};

/// Persons in one statement at a door, about.
const BATCH: usize = 10;
/// Parties in one assignment at most.
const ASSIGNED_MAX: usize = 200;

impl World<'_> {
    /// Takes a bay of the staging place (`loading`) or the destination, or queues for one.
    pub(crate) fn wants_bay(&mut self, now: Moment, ride: usize, loading: bool) {
        if loading && self.rides[ride].is_cancelled {
            return;
        }
        if loading && !self.can_still_arrive(now, ride) {
            return self.call_off(now, ride);
        }
        let place = if loading { self.rides[ride].from } else { self.rides[ride].to };
        let limit = self.operation.place(place).bays;
        let bays = &mut self.bays[place.0];
        if limit.is_some_and(|limit| bays.taken >= limit.max(1)) {
            bays.queue.push_back((ride, loading));
            return;
        }
        bays.taken += 1;
        if loading { self.load(now, ride) } else { self.unload(now, ride) }
    }

    pub(crate) fn frees_bay(&mut self, now: Moment, place: PlaceIx) {
        let bays = &mut self.bays[place.0];
        bays.taken = bays.taken.saturating_sub(1);
        if let Some((ride, loading)) = bays.queue.pop_front() {
            self.wants_bay(now, ride, loading);
        }
    }

    /// A trip that cannot arrive before the horizon is not made.
    fn can_still_arrive(&self, now: Moment, ride: usize) -> bool {
        let ride = &self.rides[ride];
        let persons = self.planned(ride);
        let mut at = now + self.operation.place(ride.from).turnround.duration(persons);
        for leg in &ride.legs {
            at += leg.travel;
            let Some(stop) = leg.places.last() else { continue };
            if let Some(control) = &self.operation.place(*stop).control {
                let Some((opens, _)) = self.window(*stop, control, at, 1) else { return false };
                at = opens + control.passage_duration(1);
            }
        }
        at <= Moment::START + self.operation.horizon
    }

    /// The trip is not made; its parties wait for a free seat.
    pub(crate) fn call_off(&mut self, now: Moment, ride: usize) {
        self.rides[ride].is_expected = false;
        let load = std::mem::take(&mut self.rides[ride].load);
        for (people, class, count) in load {
            for _ in 0..count {
                if let Some(party) = self.take_agreed(people, class) {
                    self.stand_by(party, now);
                    self.release(ride, party);
                }
            }
        }
        self.next_ride(self.rides[ride].vehicle, now);
    }

    fn take_agreed(&mut self, people: usize, class: usize) -> Option<usize> {
        self.crowd.agreed.get_mut(&(people, class))?.pop_front()
    }

    fn stand_by(&mut self, party: usize, back_from: Moment) {
        let ready = self.crowd.parties[party].ready;
        self.crowd.parties[party].back_from = back_from.max(ready);
        self.standby.entry(self.crowd.parties[party].place).or_default().push(party);
    }

    /// The destination need not keep places for this party any more.
    fn release(&mut self, ride: usize, party: usize) {
        let persons = u64::from(self.crowd.parties[party].persons.total());
        let reserved = &mut self.reserved[self.rides[ride].to.0];
        *reserved = reserved.saturating_sub(persons);
    }

    /// Calls the parties, lets those who are there board, and fills free seats.
    fn load(&mut self, now: Moment, ride: usize) {
        self.rides[ride].has_begun = true;
        if let Some(broken) = self.fetches(&self.rides[ride]) {
            return self.fetch(now, ride, broken);
        }
        let load = self.rides[ride].load.clone();
        let mut called = Vec::new();
        let mut boarding = Vec::new();
        let mut persons = Persons::NONE;
        for (people, class, count) in load {
            for _ in 0..count {
                let Some(party) = self.take_agreed(people, class) else { break };
                called.push(party);
                if self.doors.hits(self.settings.no_show_permille) {
                    let away = Span(self.doors.between(20 * 60, 120 * 60));
                    self.stand_by(party, now + away);
                    self.release(ride, party);
                } else {
                    persons += self.crowd.parties[party].persons;
                    boarding.push(party);
                }
            }
        }
        self.fill_seats(now, ride, &mut persons, &mut called, &mut boarding);
        self.state_assigned(now, ride, &called);
        let needed = self.operation.place(self.rides[ride].from).turnround.duration(persons);
        let takes = self.doors.stretched(needed.seconds(), self.settings.loading_longer_percent);
        self.board(now, ride, &boarding, takes);
        self.at(now + Span(takes), Event::LoadDone(ride));
    }

    /// Who missed an earlier bus boards this one, where there are seats and a place at its destination.
    fn fill_seats(
        &mut self,
        now: Moment,
        ride: usize,
        persons: &mut Persons,
        called: &mut Vec<usize>,
        boarding: &mut Vec<usize>,
    ) {
        let (from, to) = (self.rides[ride].from, self.rides[ride].to);
        let fleet = &self.operation.fleets[self.vehicles[self.rides[ride].vehicle].fleet];
        let capacity = self.operation.place(to).capacity.map_or(u64::MAX, u64::from);
        let standby = std::mem::take(self.standby.entry(from).or_default());
        let mut stay = Vec::new();
        for party in standby {
            let waits = &self.crowd.parties[party];
            let more = *persons + waits.persons;
            let total = u64::from(waits.persons.total());
            let has_place = self.reserved[to.0].saturating_add(total) <= capacity;
            let agreed = self.operation.may_go(&self.operation.people[waits.people], to);
            // Called a few minutes ahead, so it must have been back by then.
            if waits.back_from + CALLED_BEFORE <= now && fleet.holds(more) && has_place && agreed {
                *persons = more;
                self.reserved[to.0] += total;
                called.push(party);
                boarding.push(party);
            } else {
                stay.push(party);
            }
        }
        self.standby.insert(from, stay);
    }

    fn state_assigned(&mut self, now: Moment, ride: usize, called: &[usize]) {
        for some in called.chunks(ASSIGNED_MAX) {
            let assign = Assign {
                parties: some.iter().map(|party| self.crowd.parties[*party].token).collect(),
                trip: self.rides[ride].id.clone(),
            };
            self.crew.say(self.crew.coordinator, now - CALLED_BEFORE, Fact::Assign(assign));
        }
    }

    /// Party after party goes through the door; every few people make a statement.
    fn board(&mut self, now: Moment, ride: usize, parties: &[usize], takes: i64) {
        let members: Vec<Vec<usize>> =
            parties.iter().map(|party| self.crowd.parties[*party].members.clone()).collect();
        let everybody: Vec<usize> = members.iter().flatten().copied().collect();
        let total = i64::try_from(everybody.len()).unwrap_or(i64::MAX).max(1);
        let gate = self.crew.gate(self.rides[ride].from);
        let mut through_the_door: i64 = 0;
        let mut batch: Vec<usize> = Vec::new();
        let last = members.len().saturating_sub(1);
        for (number, party) in members.into_iter().enumerate() {
            through_the_door += i64::try_from(party.len()).unwrap_or(0);
            batch.extend(party);
            if batch.len() >= BATCH || number == last {
                let at = now + Span(takes.saturating_mul(through_the_door) / total);
                for some in std::mem::take(&mut batch).chunks(TOKENS_MAX) {
                    let board = OnTrip {
                        tokens: self.crowd.tokens(some),
                        trip: self.rides[ride].id.clone(),
                        place: self.rides[ride].from_text.clone(),
                    };
                    self.crew.say(gate, at, Fact::Board(board));
                }
            }
        }
        self.set_fate(&everybody, Fate::Aboard);
        self.rides[ride].riders = everybody;
        self.rides[ride].got_on = self.headcount(ride);
    }

    /// The bay is free; the people are counted.
    pub(crate) fn load_done(&mut self, now: Moment, ride: usize) {
        let from = self.rides[ride].from;
        self.frees_bay(now, from);
        if self.rides[ride].riders.is_empty() {
            // Nobody came: the vehicle stays for its next trip.
            self.rides[ride].is_expected = false;
            return self.next_ride(self.rides[ride].vehicle, now);
        }
        let mut count = self.headcount(ride);
        if self.mishaps.miscount == Some(ride) {
            count = if count > 1 && self.doors.hits(500) { count - 1 } else { count + 1 };
        }
        self.rides[ride].counted = count;
        self.state_headcount(now, ride, self.crew.gate(from), self.place_id(from), count);
        let depart = self.rides[ride].depart.max(now);
        self.at(depart, Event::WantsToLeave(ride));
    }

    pub(crate) fn state_headcount(
        &mut self,
        at: Moment,
        ride: usize,
        device: usize,
        place: String,
        count: u32,
    ) {
        let headcount = Headcount { trip: self.rides[ride].id.clone(), place, count };
        self.crew.say(device, at, Fact::Headcount(headcount));
    }

    /// Leaves when there are escorts for it, and the corridor as a whole is not suspended.
    pub(crate) fn wants_to_leave(&mut self, now: Moment, ride: usize) {
        if self.rides[ride].has_left {
            return;
        }
        if let Some(until) = self.mishaps.suspended_until(None, now) {
            return self.at(until, Event::WantsToLeave(ride));
        }
        let vehicle = self.rides[ride].vehicle;
        let needed = self.operation.fleets[self.vehicles[vehicle].fleet].escorts;
        if let Some(escorts) = &self.operation.escorts
            && self.escorts_out.saturating_add(needed) > escorts.in_force(now)
        {
            if !self.waiting_for_escorts.contains(&ride) {
                self.waiting_for_escorts.push(ride);
            }
            // A later change may bring more; those who come back ask again as well.
            if let Some((more, _)) = escorts.changes.iter().find(|(at, _)| *at > now) {
                self.at(*more, Event::WantsToLeave(ride));
            }
            return;
        }
        self.waiting_for_escorts.retain(|waiting| *waiting != ride);
        self.escorts_out += needed;
        self.vehicles[vehicle].escorts_held = needed;
        self.leave(now, ride);
    }

    fn leave(&mut self, now: Moment, ride: usize) {
        self.rides[ride].has_left = true;
        let depart = Depart {
            trip: self.rides[ride].id.clone(),
            place: self.rides[ride].from_text.clone(),
            to: self.place_id(self.rides[ride].to),
            escorts: self.vehicles[self.rides[ride].vehicle].escorts_held,
        };
        let convoy = self.rides[ride].convoy;
        let gate = self.crew.gate(self.rides[ride].from);
        let both = [gate, self.leader(ride)];
        self.state_clear(now, ride, &self.rides[ride].from_text.clone(), &both);
        self.crew.say(gate, now, Fact::Depart(depart));
        self.rides[ride].leads = !self.rides.iter().any(|other| other.convoy == convoy && other.leads);
        self.drive(now, ride);
        self.at(now, Event::Position(ride));
    }

    /// These devices say that it may go, counted as it was counted.
    pub(crate) fn state_clear(&mut self, now: Moment, ride: usize, place: &str, devices: &[usize]) {
        let scanned = self.headcount(ride);
        let counted = if self.rides[ride].counted == 0 { scanned } else { self.rides[ride].counted };
        let reason = (counted != scanned).then(|| "by code they are all there".to_owned());
        for device in devices {
            let (trip, place) = (self.rides[ride].id.clone(), place.to_owned());
            let clear = Clear { trip, place, counted, scanned, reason: reason.clone() };
            self.crew.say(*device, now, Fact::Clear(clear));
        }
    }

    pub(crate) fn escorts_back(&mut self, now: Moment, vehicle: usize) {
        let held = std::mem::take(&mut self.vehicles[vehicle].escorts_held);
        self.escorts_out = self.escorts_out.saturating_sub(held);
        for ride in std::mem::take(&mut self.waiting_for_escorts) {
            self.at(now, Event::WantsToLeave(ride));
        }
    }
}

/// People are called so long before their bus loads.
const CALLED_BEFORE: Span = Span(5 * 60);
