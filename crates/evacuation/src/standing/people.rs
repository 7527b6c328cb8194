//! Everybody counted into parties that still have to be planned or are on a trip.
//!
//! A party that is as its class in the operation file counts there, for planning needs no more. One that
//! is not (it lost somebody, stands at the road, was registered anew, agreed to another place) counts
//! among added people of its own shape. Children born on the way ride on a lap and are not counted.
//!
//! Never here: times.

use super::Known;
use super::assumption::{Assumption, AssumptionKind};
use super::course::{Begun, Course};
use super::roadside::Waits;
use crate::account::{RollParty, Whereabouts};
use crate::convoy::TripId;
use crate::operation::Operation;
use crate::operation::amend::{AddedPeople, Amendment};
use crate::place::PlaceIx;
use crate::plan::Load;
use crate::quantity::{Moment, Persons};
use std::collections::{BTreeMap, BTreeSet, HashMap};

type Shape = (u32, u32, u32);
type Places = Option<BTreeSet<String>>;

/// What added people have in common: where they come from, where they are, from when, where to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Group {
    origin: String,
    at: String,
    ready: Moment,
    to: Places,
}

/// The class that a party counts in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    Founded(usize, usize),
    Added(Group, Shape),
}

/// Where somebody of a party is, as far as a plan goes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Spot {
    On(TripId),
    At(String, Moment),
}

/// Everybody.
#[derive(Debug, Default)]
pub(super) struct Counted {
    founded: BTreeMap<usize, Vec<u32>>,
    added: BTreeMap<Group, BTreeMap<Shape, u32>>,
    on: BTreeMap<TripId, BTreeMap<Class, u32>>,
    ids: BTreeMap<Group, String>,
    founded_ids: Vec<String>,
}

fn shape(persons: Persons) -> Shape {
    (persons.stretcher, persons.wounded, persons.other)
}
fn persons((stretcher, wounded, other): Shape) -> Persons {
    Persons { stretcher, wounded, other }
}

/// Counts everybody on the roll, and whoever is still to be registered.
pub(super) fn count(
    known: &Known<'_>,
    ground: &Operation,
    waits: &Waits,
    begun: &Begun<'_>,
    assumptions: &mut Vec<Assumption>,
) -> Counted {
    let mut counted = Counted {
        founded_ids: ground.people.iter().map(|people| people.id.clone()).collect(),
        ..Counted::default()
    };
    let courses: HashMap<&TripId, &Course<'_>> =
        begun.courses.iter().map(|course| (&course.id, course)).collect();
    let mut still_to_come = expected(ground);
    let mut tally = Tally { unaccounted: known.roll.unlisted, ..Tally::default() };
    for party in &known.roll.parties {
        let class = founded_class(ground, party);
        if let Some(left) = class.and_then(|class| still_to_come.get_mut(&class)) {
            *left = left.saturating_sub(1);
        }
        for (spot, members) in spots(party, waits, &courses, &mut tally) {
            let class = counted.class(ground, party, class, (&spot, members), &courses);
            match &class {
                Class::Founded(people, class) => counted.founded_mut(ground, *people)[*class] += 1,
                Class::Added(group, shape) => {
                    *counted.added.entry(group.clone()).or_default().entry(*shape).or_default() += 1;
                }
            }
            match spot {
                Spot::On(trip) => *counted.on.entry(trip).or_default().entry(class).or_default() += 1,
                Spot::At(place, _) => tally.waits(&place, party.class.is_none(), members),
            }
        }
    }
    for (people, group) in ground.people.iter().enumerate() {
        let mut missing = Persons::NONE;
        for class in 0..group.parties.len() {
            let left = still_to_come.get(&(people, class)).copied().unwrap_or(0);
            counted.founded_mut(ground, people)[class] += left;
            missing += group.parties[class].persons.times(left);
        }
        if missing.total() > 0 {
            let assumption = Assumption::new(AssumptionKind::NotRegistered).with("people", group.id.as_str());
            assumptions.push(assumption.with("count", missing.total()));
        }
    }
    tally.say(waits, assumptions);
    counted
}

/// How many parties of each class the operation file has.
fn expected(operation: &Operation) -> BTreeMap<(usize, usize), u32> {
    let classes = operation.people.iter().enumerate().flat_map(|(people, group)| {
        group.parties.iter().enumerate().map(move |(class, parties)| ((people, class), parties.count))
    });
    classes.collect()
}

fn founded_class(operation: &Operation, party: &RollParty) -> Option<(usize, usize)> {
    let (people, class) = party.class.as_ref()?;
    let ix = operation.people.iter().position(|group| group.id == *people)?;
    (*class < operation.people[ix].parties.len()).then_some((ix, *class))
}

/// Persons who are not planned, or planned elsewhere than in the operation file.
#[derive(Debug, Default)]
struct Tally {
    declined: u32,
    unaccounted: u32,
    at: BTreeMap<String, u32>,
    added: BTreeMap<String, u32>,
}

impl Tally {
    fn waits(&mut self, place: &str, is_new: bool, members: Persons) {
        *self.at.entry(place.to_owned()).or_default() += members.total();
        if is_new {
            *self.added.entry(place.to_owned()).or_default() += members.total();
        }
    }

    fn say(self, waits: &Waits, assumptions: &mut Vec<Assumption>) {
        let mut add = |kind, count: u32| {
            if count > 0 {
                assumptions.push(Assumption::new(kind).with("count", count));
            }
        };
        add(AssumptionKind::Declined, self.declined);
        add(AssumptionKind::Unaccounted, self.unaccounted);
        for (place, count) in self.added {
            assumptions
                .push(Assumption::new(AssumptionKind::Added).with("place", place).with("count", count));
        }
        for (trip, wait) in &waits.0 {
            if let Some(count) = self.at.get(&wait.place).filter(|_| wait.place.starts_with("road-")) {
                let stranded = Assumption::new(AssumptionKind::Stranded).with("trip", trip.to_string());
                let stranded = stranded.with("vehicle", trip.vehicle.as_str()).with("since", wait.since);
                assumptions.push(stranded.with("place", wait.stated.as_str()).with("count", *count));
            }
        }
    }
}

/// Where the members of a party are. Usually at one spot, all of them.
fn spots(
    party: &RollParty,
    waits: &Waits,
    courses: &HashMap<&TripId, &Course<'_>>,
    tally: &mut Tally,
) -> BTreeMap<Spot, Persons> {
    let mut spots: BTreeMap<Spot, Persons> = BTreeMap::new();
    for member in party.members.iter().filter(|member| !member.born) {
        let spot = match &member.at {
            Whereabouts::Waiting(place) => Some(Spot::At(place.clone(), Moment::START)),
            Whereabouts::Aboard(trip) | Whereabouts::Stranded(trip) if waits.0.contains_key(trip) => {
                waits.0.get(trip).map(|wait| Spot::At(wait.place.clone(), wait.since))
            }
            Whereabouts::Aboard(trip) | Whereabouts::Out(Some(trip)) if courses.contains_key(trip) => {
                Some(Spot::On(trip.clone()))
            }
            Whereabouts::Declined => {
                tally.declined += 1;
                None
            }
            Whereabouts::Stranded(_) | Whereabouts::Unaccounted => {
                tally.unaccounted += 1;
                None
            }
            Whereabouts::Aboard(_) | Whereabouts::Out(_) | Whereabouts::Died => None,
        };
        if let Some(spot) = spot {
            spots.entry(spot).or_default()[member.category] += 1;
        }
    }
    spots
}

impl Counted {
    fn founded_mut(&mut self, operation: &Operation, people: usize) -> &mut Vec<u32> {
        self.founded.entry(people).or_insert_with(|| vec![0; operation.people[people].parties.len()])
    }

    /// The class that these members of a party count in.
    fn class(
        &self,
        operation: &Operation,
        party: &RollParty,
        founded: Option<(usize, usize)>,
        (spot, members): (&Spot, Persons),
        courses: &HashMap<&TripId, &Course<'_>>,
    ) -> Class {
        let ids = |places: &Vec<PlaceIx>| places.iter().map(|ix| operation.place(*ix).id.clone()).collect();
        let group = founded.map(|(people, _)| &operation.people[people]);
        let of_file: Places = group.and_then(|group| group.to.as_ref()).map(ids);
        let mut to = party.to.clone().or_else(|| of_file.clone());
        if let Some(to) = &mut to {
            to.retain(|id| operation.place_ix(id).is_some());
        }
        let (at, mut ready) = match spot {
            Spot::On(trip) => {
                let course = courses[trip];
                // Who was brought elsewhere than they agreed to has been brought there.
                if let Some(to) = &mut to {
                    to.insert(operation.place(course.to).id.clone());
                }
                (operation.place(course.from).id.clone(), Moment::START)
            }
            Spot::At(place, since) => (place.clone(), *since),
        };
        if let (Some((people, class)), Some(group)) = (founded, group) {
            let is_there = operation.place(group.at).id == at;
            let early = matches!(spot, Spot::On(trip) if courses[trip].start < group.ready);
            let is_whole = group.parties[class].persons == members;
            if is_there && is_whole && to == of_file && !early {
                return Class::Founded(people, class);
            }
            if is_there && !early {
                ready = ready.max(group.ready);
            }
        }
        let origin = group.map_or_else(|| "registered".to_owned(), |group| group.id.clone());
        Class::Added(Group { origin, at, ready, to }, shape(members))
    }

    /// Puts everybody who is on a trip, or still to board it, into its load.
    pub(super) fn seat(
        &mut self,
        known: &Known<'_>,
        operation: &Operation,
        courses: &mut [Course<'_>],
        assumptions: &mut Vec<Assumption>,
    ) {
        for course in courses.iter_mut().filter(|course| !course.is_loaded()) {
            self.expect(operation, course);
        }
        for course in courses.iter_mut() {
            let fleet = &operation.fleets[course.fleet];
            let on = self.on.entry(course.id.clone()).or_default();
            let total = |on: &BTreeMap<Class, u32>| -> Persons {
                on.iter().map(|(class, count)| persons_of(operation, class).times(*count)).sum()
            };
            let before = total(on).total();
            while !fleet.holds(total(on)) {
                let Some((class, count)) = on.iter_mut().next_back() else { break };
                *count -= 1;
                if *count == 0 {
                    let class = class.clone();
                    on.remove(&class);
                }
            }
            course.persons = total(on);
            let over = before - course.persons.total();
            if over > 0 && known.at > course.start {
                let overfull = Assumption::new(AssumptionKind::Overfull).with("trip", course.id.to_string());
                assumptions.push(overfull.with("count", over));
            }
        }
    }

    /// The parties that the plan puts on a trip that is loading and who have not boarded yet.
    fn expect(&mut self, operation: &Operation, course: &Course<'_>) {
        let Some(twin) = course.twin else { return };
        let fleet = &operation.fleets[course.fleet];
        for load in &twin.load {
            let Some(people) = operation.people.iter().position(|people| people.id == load.people) else {
                continue;
            };
            let Some(class) = operation.people[people].parties.get(load.party) else { continue };
            let key = Class::Founded(people, load.party);
            let used: u32 = self.on.values().filter_map(|on| on.get(&key)).sum();
            let all =
                self.founded.get(&people).and_then(|counts| counts.get(load.party)).copied().unwrap_or(0);
            let on = self.on.entry(course.id.clone()).or_default();
            let aboard = on.get(&key).copied().unwrap_or(0);
            let mut more = load.count.saturating_sub(aboard).min(all.saturating_sub(used));
            let seated: Persons =
                on.iter().map(|(class, count)| persons_of(operation, class).times(*count)).sum();
            while more > 0 && !fleet.holds(seated + class.persons.times(more)) {
                more -= 1;
            }
            if more > 0 {
                *on.entry(key).or_default() += more;
            }
        }
    }

    /// The load of a trip, as plans write it.
    pub(super) fn written(&self, trip: &TripId) -> Vec<Load> {
        let Some(on) = self.on.get(trip) else { return Vec::new() };
        let load = |(class, count): (&Class, &u32)| match class {
            Class::Founded(people, class) => {
                Some(Load { people: self.founded_ids.get(*people)?.clone(), party: *class, count: *count })
            }
            Class::Added(group, shape) => {
                let party = self.added.get(group)?.keys().position(|known| known == shape)?;
                Some(Load { people: self.ids.get(group)?.clone(), party, count: *count })
            }
        };
        on.iter().filter_map(load).collect()
    }

    /// Writes everybody into the amendment.
    pub(super) fn write(&mut self, amendment: &mut Amendment, known: &Known<'_>) {
        for (people, counts) in &self.founded {
            let Some(group) = known.operation.people.get(*people) else { continue };
            if group.parties.iter().map(|class| class.count).ne(counts.iter().copied()) {
                amendment.counts.insert(group.id.clone(), counts.clone());
            }
        }
        let mut taken: BTreeSet<String> = self.founded_ids.iter().cloned().collect();
        for (group, shapes) in &self.added {
            let name = format!("{}@{}", group.origin, group.at);
            let names =
                std::iter::once(name.clone()).chain((2u32..).map(|number| format!("{name}/{number}")));
            let id = names.into_iter().find(|id| !taken.contains(id)).unwrap_or(name);
            taken.insert(id.clone());
            self.ids.insert(group.clone(), id.clone());
            amendment.people.push(AddedPeople {
                id,
                at: group.at.clone(),
                ready: group.ready,
                to: group.to.as_ref().map(|to| to.iter().cloned().collect()),
                parties: shapes.iter().map(|(shape, count)| (*count, persons(*shape))).collect(),
            });
        }
    }
}

fn persons_of(operation: &Operation, class: &Class) -> Persons {
    match class {
        Class::Founded(people, class) => operation.people[*people].parties[*class].persons,
        Class::Added(_, shape) => persons(*shape),
    }
}
