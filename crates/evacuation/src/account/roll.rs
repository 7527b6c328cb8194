//! The roll: who is where, party by party, and when the doors of each trip were open. Planning anew
//! starts from it.
//!
//! Never here: a plan, or what is made of people of whom nobody can say where they are (`standing`).

use super::Account;
use super::facts::{Ix, NONE, Party, Person};
use super::figure::AccountFigure;
use super::journey::Leg;
use super::person::{self, Reading, State};
use super::reckon;
use super::trip;
use crate::convoy::TripId;
use crate::people::Token;
use crate::quantity::{Category, Moment};
use crate::statement::Fact;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Where a person is, as far as planning goes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whereabouts {
    /// Waits at this place.
    Waiting(String),
    /// Does not go.
    Declined,
    /// Not known to have come off this trip, which may still carry them.
    Aboard(TripId),
    /// Got off this trip on the way, at no staging place, and was not heard of since.
    Stranded(TripId),
    /// Out; on this trip, where it is known.
    Out(Option<TripId>),
    /// Died.
    Died,
    /// Nobody can say where.
    Unaccounted,
}

/// One person of a party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RollMember {
    /// What the seat must be.
    pub category: Category,
    /// Born during the operation: rides on a lap.
    pub born: bool,
    /// Where they are.
    pub at: Whereabouts,
}

/// A registered party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RollParty {
    /// Its code.
    pub token: Token,
    /// The people group of the operation file and the class in it, as registered.
    pub class: Option<(String, usize)>,
    /// Where it was registered.
    pub place: String,
    /// Destinations that its latest yes names; `None`: any.
    pub to: Option<BTreeSet<String>>,
    /// Who is in it.
    pub members: Vec<RollMember>,
}

/// When people went through the doors of a trip.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Doors {
    /// The first boarded.
    pub first_on: Option<Moment>,
    /// The last boarded.
    pub last_on: Option<Moment>,
    /// The first was received.
    pub first_off: Option<Moment>,
    /// Nobody was on it any more.
    pub emptied: Option<Moment>,
}

/// Everybody, and every trip on which somebody was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roll {
    /// Registered parties, in order of code.
    pub parties: Vec<RollParty>,
    /// Every trip that anything was said of.
    pub doors: BTreeMap<TripId, Doors>,
    /// Persons who were seen and never registered.
    pub unlisted: u32,
}

impl Account {
    /// The roll.
    pub fn roll(&self) -> Roll {
        let emptied = trip::emptied(&self.facts);
        let mut roll = Roll { doors: doors(self), ..Roll::default() };
        let mut parties: BTreeMap<Token, RollParty> = BTreeMap::new();
        let classes = classes(self);
        reckon::each_person(self, |person, reading, legs| {
            note_receptions(self, legs, &mut roll.doors);
            let registered = person.registrations.last().filter(|last| last.party != NONE);
            let Some(registered) = registered else {
                roll.unlisted += 1;
                return;
            };
            let token = self.facts.parties[registered.party as usize].token;
            let party = parties.entry(token).or_insert_with(|| RollParty {
                token,
                class: classes.get(&token).cloned(),
                place: registered.place.to_string(),
                to: destinations(person, &self.facts.parties),
                members: Vec::new(),
            });
            let at = whereabouts(self, reading, legs, &emptied);
            party.members.push(RollMember { category: reading.category, born: reading.born, at });
        });
        for party in parties.values_mut() {
            party.members.sort_by(|a, b| (a.category, a.born, &a.at).cmp(&(b.category, b.born, &b.at)));
        }
        roll.parties = parties.into_values().collect();
        roll
    }
}

/// The class of the operation file that each party was registered as.
fn classes(account: &Account) -> HashMap<Token, (String, usize)> {
    let mut classes: HashMap<Token, (String, usize)> = HashMap::new();
    for (said, stands) in account.said.iter().zip(&account.stands) {
        if let (Fact::Register(f), true) = (&said.statement.fact, *stands)
            && let (Some(people), Some(class)) = (&f.people, f.class)
        {
            let class = (people.clone(), class as usize);
            // Two registrations that differ are a dispute; the smaller is as good as the other here.
            let party = account.facts.joined.one(f.party);
            let known = classes.entry(party).or_insert_with(|| class.clone());
            if class < *known {
                *known = class;
            }
        }
    }
    classes
}

fn destinations(person: &Person, parties: &[Party]) -> Option<BTreeSet<String>> {
    person::agreed_to(person, parties).map(|places| places.into_iter().map(ToString::to_string).collect())
}

pub(super) fn whereabouts(
    account: &Account,
    reading: &Reading<'_>,
    legs: &[Leg],
    emptied: &[bool],
) -> Whereabouts {
    let id = |trip: Ix| account.facts.trips[trip as usize].id.clone();
    match (reckon::term(account, reading, emptied), reading.state) {
        (AccountFigure::Waiting, _) => {
            Whereabouts::Waiting(reading.waits_at.map(ToString::to_string).unwrap_or_default())
        }
        (AccountFigure::OnTheWay, State::OnTrip(trip)) => Whereabouts::Aboard(id(trip)),
        (AccountFigure::Out, _) => {
            let last = legs.iter().take_while(|leg| leg.entered().is_some()).last();
            Whereabouts::Out(last.map(|leg| id(leg.trip)))
        }
        (AccountFigure::Declined, _) => Whereabouts::Declined,
        (AccountFigure::Died, _) => Whereabouts::Died,
        (_, State::Left(trip)) if trip != NONE => Whereabouts::Stranded(id(trip)),
        _ => Whereabouts::Unaccounted,
    }
}

fn doors(account: &Account) -> BTreeMap<TripId, Doors> {
    let spoken_of = account.facts.trips.iter().filter(|trip| !trip.words.is_empty());
    let one = |trip: &super::facts::Trip| {
        let emptied = trip::emptied_at(trip);
        let (first_on, last_on) = (trip.boards.first().copied(), trip.boards.last().copied());
        (trip.id.clone(), Doors { first_on, last_on, first_off: None, emptied })
    };
    spoken_of.map(one).collect()
}

fn note_receptions(account: &Account, legs: &[Leg], doors: &mut BTreeMap<TripId, Doors>) {
    for leg in legs.iter().filter(|leg| leg.trip != NONE) {
        let Some(off) = leg.delivered() else { continue };
        if let Some(doors) = doors.get_mut(&account.facts.trips[leg.trip as usize].id) {
            doors.first_off = Some(doors.first_off.map_or(off.first, |known| known.min(off.first)));
        }
    }
}
