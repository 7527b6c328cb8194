//! What goes wrong, at most once each: chosen before the drill begins, early enough in it that whoever
//! watches sees it within the first hours; and the relief of a vehicle that broke down.
//!
//! Never here: delays, no-shows and whoever declines; those can befall anybody (`settings`).

use crate::chance::Chance;
use crate::crowd::Fate;
use crate::world::{Event, Leg, Ride, World};
use evacuation::place::PlaceIx;
use evacuation::quantity::{Category, Moment, Span};
use evacuation::statement::{AgeBand, Born, BreakDown, Corridor, Depart, Die, Fact, Member, OnTrip, Sex};
use std::collections::BTreeMap;

/// What befalls which ride; taken out once it has happened.
#[derive(Clone, Debug, Default)]
pub(crate) struct Mishaps {
    pub(crate) breakdown: Option<usize>,
    pub(crate) breakdown_leg: usize,
    pub(crate) breakdown_permille: i64,
    /// The first vehicle to arrive with two people or more has lost one on the way.
    pub(crate) missing: bool,
    pub(crate) miscount: Option<usize>,
    pub(crate) birth: Option<usize>,
    pub(crate) death: Option<usize>,
    pub(crate) removal: Option<usize>,
    /// The control point (`None`: the whole corridor), and from when until when.
    pub(crate) suspension: Option<(Option<PlaceIx>, Moment, Moment)>,
}

impl Mishaps {
    /// Until when this control point, or with `None` the corridor as a whole, is suspended at `at`.
    pub(crate) fn suspended_until(&self, place: Option<PlaceIx>, at: Moment) -> Option<Moment> {
        let (scope, from, until) = self.suspension?;
        (scope == place && from <= at && at < until).then_some(until)
    }

    /// Chooses among the rides of the first hours. Each mishap takes another ride where there are enough.
    pub(crate) fn choose(world: &World<'_>) -> Mishaps {
        let settings = world.settings;
        let mut chance = Chance::new(settings.seed, "mishaps");
        let mut early: Vec<usize> = (0..world.rides.len()).collect();
        early.sort_by_key(|ride| (world.rides[*ride].depart, *ride));
        let first = early.first().map(|ride| world.rides[*ride].depart).unwrap_or_default();
        let seats = |ride: &usize| {
            let ride = &world.rides[*ride];
            ride.load.iter().map(|(_, _, count)| *count).sum::<u32>() > 1
        };
        let is_soon = |ride: &usize| world.rides[*ride].depart <= first + Span(90 * 60);
        let mut soon: Vec<usize> = early.iter().copied().filter(seats).filter(is_soon).collect();
        if soon.len() < 8 {
            soon = early.iter().copied().filter(seats).take(8).collect();
        }
        let suspension = suspension(world, settings.suspension, &mut chance);
        let mut mishaps = Mishaps { suspension, missing: settings.missing, ..Mishaps::default() };
        if settings.breakdown {
            mishaps.breakdown = pick(&mut soon, &mut chance);
            mishaps.breakdown_leg =
                mishaps.breakdown.map_or(0, |ride| leg(world, ride, suspension, &mut chance));
            mishaps.breakdown_permille = chance.between(300, 700);
        }
        if settings.miscount {
            mishaps.miscount = pick(&mut soon, &mut chance);
        }
        let mut maybe = |permille: u32, among: &mut Vec<usize>| {
            if chance.hits(permille) { pick(among, &mut chance) } else { None }
        };
        mishaps.removal = maybe(settings.removal_permille, &mut soon);
        let mut any = early;
        any.retain(|ride| Some(*ride) != mishaps.breakdown);
        mishaps.birth = maybe(settings.birth_permille, &mut any);
        mishaps.death = maybe(settings.death_permille, &mut any);
        mishaps
    }
}

/// The leg on which a ride breaks down: any that it reaches before the suspension holds it up.
fn leg(
    world: &World<'_>,
    ride: usize,
    suspension: Option<(Option<PlaceIx>, Moment, Moment)>,
    chance: &mut Chance,
) -> usize {
    let ride = &world.rides[ride];
    let held_from = suspension.map_or(Moment(i64::MAX), |(_, from, _)| from);
    let passed = ride.enters.values().filter(|enter| **enter + world.settings.patience < held_from).count();
    chance.below(passed as u64 + 1) as usize
}

/// Takes one out.
fn pick(among: &mut Vec<usize>, chance: &mut Chance) -> Option<usize> {
    let which = chance.below(among.len() as u64) as usize;
    (which < among.len()).then(|| among.remove(which))
}

/// Soon after the first convoy is through the first control point, or on the road where there is none.
fn suspension(
    world: &World<'_>,
    length: Option<Span>,
    chance: &mut Chance,
) -> Option<(Option<PlaceIx>, Moment, Moment)> {
    let length = length?.seconds();
    let enters =
        world.rides.iter().flat_map(|ride| ride.enters.iter()).map(|(place, enter)| (*enter, *place)).min();
    let (scope, after) = match enters {
        Some((enter, place)) => {
            let vehicles = world.groups.get(&(place, enter)).map_or(1, Vec::len);
            let control = world.operation.place(place).control.as_ref()?;
            let through = enter + control.passage_duration(u32::try_from(vehicles).unwrap_or(u32::MAX));
            (Some(place), through + world.settings.patience)
        }
        None => (None, world.rides.iter().map(|ride| ride.depart).min()? + Span(30 * 60)),
    };
    let from = after + Span(chance.between(5 * 60, 20 * 60));
    let until = from + Span(chance.between(length * 2 / 3, length * 4 / 3));
    Some((scope, from, until))
}

/// People on a broken vehicle, and who fetches them.
#[derive(Clone, Debug)]
pub(crate) struct Relief {
    pub(crate) broken: usize,
    /// What is left of the leg on which it stands, in thousandths driven.
    pub(crate) driven_permille: i64,
    pub(crate) place: String,
    pub(crate) vehicle: Option<usize>,
}

impl World<'_> {
    /// Suspension and reopening are stated by the operations room.
    pub(crate) fn state_suspension(&mut self) {
        let Some((scope, from, until)) = self.mishaps.suspension else { return };
        let control_point = scope.map(|place| self.place_id(place));
        let corridor =
            |reason: &str| Corridor { control_point: control_point.clone(), reason: reason.to_owned() };
        let (closed, open) =
            (corridor("Shots reported near the road"), corridor("Both sides confirm that it is quiet"));
        self.crew.say(self.crew.coordinator, from, Fact::Suspend(closed));
        self.crew.say(self.crew.coordinator, until, Fact::Reopen(open));
    }

    pub(crate) fn breaks_down(&mut self, now: Moment, ride: usize) {
        self.mishaps.breakdown = None;
        let driven_permille = self.mishaps.breakdown_permille;
        let place = self.stretch_of_road(ride);
        let vehicle = self.rides[ride].vehicle;
        self.state_position(now, ride);
        let broken = BreakDown {
            vehicle: self.vehicles[vehicle].id.clone(),
            trip: Some(self.rides[ride].id.clone()),
            place: place.clone(),
        };
        self.crew.say(self.leader(ride), now, Fact::BreakDown(broken));
        self.vehicles[vehicle].is_broken = true;
        self.rides[ride].is_expected = false;
        while let Some(later) = self.vehicles[vehicle].rides.pop_front() {
            self.call_off(now, later);
        }
        self.reliefs.push(Relief { broken: ride, driven_permille, place, vehicle: None });
        let idle = (0..self.vehicles.len()).find_map(|vehicle| {
            let at = self.vehicles[vehicle].idle_at?;
            self.holds_riders(vehicle, ride).then_some((vehicle, at))
        });
        if let Some((vehicle, at)) = idle {
            self.send_relief(now, self.reliefs.len() - 1, vehicle, at);
        }
    }

    fn stretch_of_road(&self, ride: usize) -> String {
        let ride = &self.rides[ride];
        let ends = ride.legs.get(ride.leg).and_then(|leg| Some((*leg.places.first()?, *leg.places.last()?)));
        match ends {
            Some((from, to)) => format!("road {} – {}", self.place_id(from), self.place_id(to)),
            None => ride.from_text.clone(),
        }
    }

    fn holds_riders(&self, vehicle: usize, ride: usize) -> bool {
        let vehicle = &self.vehicles[vehicle];
        !vehicle.is_broken && self.operation.fleets[vehicle.fleet].holds(self.count(&self.rides[ride].riders))
    }

    /// A vehicle that has just been emptied goes to people who stand at the road.
    pub(crate) fn goes_to_relief(&mut self, now: Moment, emptied: usize) -> bool {
        let (vehicle, at) = (self.rides[emptied].vehicle, self.rides[emptied].to);
        let needs = |relief: &Relief| relief.vehicle.is_none() && self.holds_riders(vehicle, relief.broken);
        match self.reliefs.iter().position(needs) {
            Some(relief) => self.send_relief(now, relief, vehicle, at),
            None => false,
        }
    }

    /// Drives to where the people stand: the legs ahead of them backwards, empty. `false` where it
    /// cannot get there.
    fn send_relief(&mut self, now: Moment, relief: usize, vehicle: usize, at: PlaceIx) -> bool {
        let Relief { broken, driven_permille, .. } = self.reliefs[relief];
        let (to, ahead) = (self.rides[broken].to, self.rides[broken].legs[self.rides[broken].leg..].to_vec());
        let Some(mut arrives) = self.empty_way(now, at, to) else { return false };
        for (number, leg) in ahead.iter().enumerate().rev() {
            if number == 0 {
                arrives += Span(leg.travel.seconds() * (1000 - driven_permille) / 1000);
            } else {
                arrives += leg.travel;
                let Some(stop) = leg.places.first() else { continue };
                let Some(opens) = self.opens_for_empty(*stop, arrives) else { return false };
                arrives = opens;
            }
        }
        self.vehicles[vehicle].idle_at = None;
        self.reliefs[relief].vehicle = Some(vehicle);
        self.at(arrives, Event::ReliefComes(relief));
        true
    }

    /// People get off the broken vehicle and onto the other, and go on.
    pub(crate) fn relief_comes(&mut self, now: Moment, relief: usize) {
        let Relief { broken, driven_permille, place, vehicle } = self.reliefs[relief].clone();
        let Some(vehicle) = vehicle else { return };
        let riders = std::mem::take(&mut self.rides[broken].riders);
        let leader = self.leader(broken);
        let ride = self.relief_ride(broken, vehicle, &place, now);
        let mut at = now;
        for some in riders.chunks(12) {
            let tokens = self.crowd.tokens(some);
            let trip = self.rides[broken].id.clone();
            let off = OnTrip { tokens: tokens.clone(), trip, place: place.clone() };
            let on = OnTrip { tokens, trip: self.rides[ride].id.clone(), place: place.clone() };
            self.crew.say(leader, at, Fact::Alight(off));
            self.crew.say(leader, at + Span(60), Fact::Board(on));
            at += Span(60);
        }
        let leaves = at + Span(120);
        self.rides[ride].riders = riders;
        let count = self.headcount(ride);
        self.rides[ride].got_on = count;
        self.state_headcount(leaves, ride, leader, place.clone(), count);
        let depart = Depart {
            trip: self.rides[ride].id.clone(),
            place,
            to: self.place_id(self.rides[ride].to),
            escorts: self.vehicles[vehicle].escorts_held,
        };
        // No gate stands at the roadside.
        self.state_clear(leaves, ride, &depart.place, &[leader]);
        self.crew.say(leader, leaves, Fact::Depart(depart));
        self.drive_from(leaves, ride, driven_permille);
        self.at(leaves, Event::Position(ride));
    }

    /// The trip of the vehicle that fetches them: the rest of the broken one's way. Afterwards it goes
    /// back where its own last trip would have taken it.
    fn relief_ride(&mut self, broken: usize, vehicle: usize, place: &str, now: Moment) -> usize {
        self.vehicles[vehicle].numbers_given += 1;
        self.vehicles[vehicle].turned_to = Some(self.rides.len());
        let next_from = self.vehicles[vehicle].rides.front().map(|next| (self.rides[*next].from, now));
        let legs: Vec<Leg> = self.rides[broken].legs[self.rides[broken].leg..].to_vec();
        let ride = Ride {
            id: evacuation::convoy::TripId {
                vehicle: self.vehicles[vehicle].id.clone(),
                number: self.vehicles[vehicle].numbers_given,
            },
            vehicle,
            from_text: place.to_owned(),
            load: Vec::new(),
            load_start: now,
            depart: now,
            enters: BTreeMap::new(),
            back: next_from,
            legs,
            leg: 0,
            motion: None,
            riders: Vec::new(),
            leads: true,
            is_expected: true,
            has_left: true,
            has_begun: true,
            got_on: 0,
            counted: 0,
            came_through: 0,
            ..self.rides[broken].clone()
        };
        self.rides.push(ride);
        self.rides.len() - 1
    }

    pub(crate) fn born(&mut self, now: Moment, ride: usize) {
        let adults = |rider: &&usize| {
            let member = self.crowd.persons[**rider].member;
            member.sex == Sex::Female && member.age == AgeBand::Adult
        };
        let Some(mother) = self.rides[ride].riders.iter().find(adults).copied() else { return };
        self.mishaps.birth = None;
        let party = self.crowd.parties.iter().position(|party| party.members.contains(&mother));
        let sex = if self.road.hits(500) { Sex::Female } else { Sex::Male };
        let token = self.crowd.code(&mut self.road);
        let child = Member { token, category: Category::Other, sex, age: AgeBand::Infant };
        let baby = self.crowd.add(child, Fate::Aboard);
        self.rides[ride].riders.push(baby);
        self.rides[ride].got_on += 1;
        let born = Born {
            child,
            party: party.map(|party| self.crowd.parties[party].token),
            trip: Some(self.rides[ride].id.clone()),
            place: self.stretch_of_road(ride),
        };
        self.crew.say(self.leader(ride), now, Fact::Born(born));
    }

    pub(crate) fn dies(&mut self, now: Moment, ride: usize) {
        let riders = &self.rides[ride].riders;
        let Some(which) = (0..riders.len()).min_by_key(|at| self.crowd.persons[riders[*at]].member.category)
        else {
            return;
        };
        self.mishaps.death = None;
        let dead = self.rides[ride].riders.remove(which);
        self.set_fate(&[dead], Fate::Died);
        let die = Die {
            token: self.crowd.persons[dead].member.token,
            trip: Some(self.rides[ride].id.clone()),
            place: self.stretch_of_road(ride),
        };
        self.crew.say(self.leader(ride), now, Fact::Die(die));
    }
}
