//! Promises of a next place: which waiting party has a place on which later trip of the plan in force, and
//! whose ticket the plan no longer keeps.
//!
//! A plan knows parties only by their make-up. Here each waiting party is given one of the places that the
//! plan has for its kind: a party that holds a ticket keeps its trip as long as the plan has a place for it
//! there, whatever else changes; else the place whose departure is nearest to what it was promised; who holds
//! nothing gets the earliest that is left, in order of registration code. So a plan made anew, which
//! itself pays for every departure that it moves, tells as few as can be that theirs has changed.
//!
//! Never here: signatures (`ticket`), a clock (the present moment is given), or making a plan.

use crate::account::{Account, Picture, RollParty, TicketSaid, TripState, Whereabouts};
use crate::convoy::{self, TripId};
use crate::operation::Operation;
use crate::people::Token;
use crate::plan::Plan;
use crate::quantity::{Moment, Persons, Span};
use crate::standing::SAME_WITHIN;
use serde::Serialize;
use std::collections::BTreeMap;

/// A place on a trip.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Seat {
    /// The trip.
    pub trip: TripId,
    /// Where it goes.
    pub to: String,
    /// When it departs.
    pub depart: Moment,
}

/// How it stands with what a party was promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It held a ticket, and the plan has no place for it any more: to be told at once.
    Lost,
    /// Its ticket names another departure, vehicle, destination or number of persons: to be told.
    Moved,
    /// It holds no ticket yet, and the plan has a place.
    New,
    /// It holds no ticket, and the plan has no place.
    Without,
    /// It has been called to a trip that has not left.
    Called,
    /// Its ticket holds.
    Kept,
}

/// What one waiting party has and should have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    /// The party.
    pub party: Token,
    /// Who of it waits.
    pub persons: Persons,
    /// Where.
    pub place: String,
    /// The ticket that it holds.
    pub held: Option<TicketSaid>,
    /// The place that the plan has for it.
    pub seat: Option<Seat>,
    /// How it stands.
    pub standing: Standing,
}

impl Promise {
    /// Whether the party must be told that what it was promised has changed.
    pub fn must_be_told(&self) -> bool {
        matches!(self.standing, Standing::Lost | Standing::Moved)
    }
    /// Whether it departs earlier than it was promised, and by how much; negative: later.
    pub fn sooner(&self) -> Option<Span> {
        Some(self.held.as_ref()?.ticket.depart - self.seat.as_ref()?.depart)
    }
}

struct Waits<'a> {
    party: &'a RollParty,
    place: String,
    persons: Persons,
    classes: Vec<(usize, usize)>,
    held: Option<TicketSaid>,
    called: Option<TripId>,
    seat: Option<Seat>,
}

struct Slot {
    seat: Seat,
    left: u32,
}

type Slots = BTreeMap<(usize, usize), Vec<Slot>>;

/// What every waiting party has and should have at `now`, whoever must be told first.
pub fn promises(
    account: &Account,
    picture: &Picture,
    (operation, plan): (&Operation, &Plan),
    now: Moment,
) -> Vec<Promise> {
    let roll = account.roll();
    let held: BTreeMap<Token, TicketSaid> = account.tickets_in_force().collect();
    let mut waiting: Vec<Waits<'_>> =
        roll.parties.iter().filter_map(|party| waits(account, operation, party, &held)).collect();
    let mut slots = slots(picture, operation, plan, now);
    seat(&mut waiting, &mut slots);
    let mut promises: Vec<Promise> = waiting.into_iter().map(|waits| promise(waits, picture)).collect();
    promises.sort_by_key(|promise| (promise.standing, promise.place.clone(), depart(promise), promise.party));
    promises
}

fn depart(promise: &Promise) -> Option<Moment> {
    promise.seat.as_ref().map(|seat| seat.depart)
}

fn waits<'a>(
    account: &Account,
    operation: &Operation,
    party: &'a RollParty,
    held: &BTreeMap<Token, TicketSaid>,
) -> Option<Waits<'a>> {
    let mut place = None;
    let mut persons = Persons::NONE;
    for member in party.members.iter().filter(|member| !member.born) {
        if let Whereabouts::Waiting(at) = &member.at {
            place.get_or_insert(at.clone());
            persons[member.category] += 1;
        }
    }
    let place = place?;
    let classes = classes(operation, party, &place, persons);
    let held = held.get(&party.token).cloned();
    Some(Waits {
        party,
        place,
        persons,
        classes,
        held,
        called: account.last_called(&party.token),
        seat: None,
    })
}

/// The people groups of the operation that a party can be one of, its own first.
fn classes(operation: &Operation, party: &RollParty, place: &str, persons: Persons) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (people, group) in operation.people.iter().enumerate() {
        if operation.place(group.at).id != place {
            continue;
        }
        for (class, _) in group.parties.iter().enumerate().filter(|(_, shape)| shape.persons == persons) {
            let own = party.class.as_ref().is_some_and(|(id, ix)| *id == group.id && *ix == class);
            found.push((!own, people, class));
        }
    }
    found.sort_unstable();
    found.into_iter().map(|(_, people, class)| (people, class)).collect()
}

/// The places that the plan has on trips that are still to leave, in order of departure.
fn slots(picture: &Picture, operation: &Operation, plan: &Plan, now: Moment) -> Slots {
    let mut slots = Slots::new();
    for (id, trip) in convoy::trip_ids(plan).into_iter().zip(&plan.trips) {
        let real = picture.trip(&id);
        let to_come = real.is_none_or(|real| matches!(real.state, TripState::Planned | TripState::Boarding));
        let missed = trip.depart < now && real.is_none_or(|real| real.state == TripState::Planned);
        if !to_come || missed && now - trip.depart > Span(3600) {
            continue;
        }
        for load in &trip.load {
            let people = operation.people.iter().position(|people| people.id == load.people);
            if let Some(people) = people {
                let seat = Seat { trip: id.clone(), to: trip.to.clone(), depart: trip.depart };
                slots.entry((people, load.party)).or_default().push(Slot { seat, left: load.count });
            }
        }
    }
    slots.values_mut().for_each(|list| list.sort_by_key(|slot| slot.seat.depart));
    slots
}

/// Gives the places out, in rounds: called, kept, nearest to what was promised, the rest.
fn seat(waiting: &mut [Waits<'_>], slots: &mut Slots) {
    for waits in waiting.iter_mut() {
        let called = waits.called.clone();
        waits.seat = take(waits, slots, |seat| (Some(&seat.trip) == called.as_ref()).then_some(0));
    }
    for waits in waiting.iter_mut().filter(|waits| waits.seat.is_none()) {
        let held = waits.held.as_ref().map(|held| held.ticket.trip.clone());
        waits.seat = take(waits, slots, |seat| (Some(&seat.trip) == held.as_ref()).then_some(0));
    }
    let mut promised: Vec<(Moment, &mut Waits<'_>)> = waiting
        .iter_mut()
        .filter(|waits| waits.seat.is_none())
        .filter_map(|waits| Some((waits.held.as_ref()?.ticket.depart, waits)))
        .collect();
    promised.sort_by_key(|(depart, waits)| (*depart, waits.party.token));
    for (depart, waits) in promised {
        waits.seat = take(waits, slots, |seat| Some((seat.depart - depart).seconds().abs()));
    }
    for waits in waiting.iter_mut().filter(|waits| waits.seat.is_none()) {
        waits.seat = take(waits, slots, |seat| Some(seat.depart.seconds()));
    }
}

/// Takes the place of the least cost among those that have one.
fn take(waits: &Waits<'_>, slots: &mut Slots, cost: impl Fn(&Seat) -> Option<i64>) -> Option<Seat> {
    let allowed = |seat: &Seat| waits.party.to.as_ref().is_none_or(|to| to.contains(&seat.to));
    let places = waits.classes.iter().flat_map(|class| {
        let of_class = slots.get(class).into_iter().flatten().enumerate();
        of_class.map(move |(ix, slot)| (*class, ix, slot))
    });
    let open = places.filter(|(.., slot)| slot.left > 0 && allowed(&slot.seat));
    let (_, class, ix) = open.filter_map(|(class, ix, slot)| Some((cost(&slot.seat)?, class, ix))).min()?;
    let slot = slots.get_mut(&class)?.get_mut(ix)?;
    slot.left -= 1;
    Some(slot.seat.clone())
}

fn promise(waits: Waits<'_>, picture: &Picture) -> Promise {
    let Waits { party, place, persons, held, called, seat, .. } = waits;
    let has_left = |trip: &TripId| picture.trip(trip).is_some_and(|trip| trip.departed.is_some());
    let standing = match (&held, &seat) {
        _ if called.as_ref().is_some_and(|trip| !has_left(trip)) => Standing::Called,
        (Some(held), Some(seat)) if keeps(held, seat, persons) => Standing::Kept,
        (Some(_), Some(_)) => Standing::Moved,
        (Some(_), None) => Standing::Lost,
        (None, Some(_)) => Standing::New,
        (None, None) => Standing::Without,
    };
    Promise { party: party.token, persons, place, held, seat, standing }
}

/// A departure within ten minutes of what was promised is the same to those who wait for it.
fn keeps(held: &TicketSaid, seat: &Seat, persons: Persons) -> bool {
    let ticket = &held.ticket;
    let apart = (ticket.depart - seat.depart).seconds().abs();
    (&ticket.trip, &ticket.to, ticket.persons) == (&seat.trip, &seat.to, persons.total())
        && apart <= SAME_WITHIN.seconds()
}

#[cfg(test)]
mod tests;
