//! The operation as a whole: do roads, vehicles, room and time fit the people?
//!
//! What only means that people would be left behind is a warning: an operation with a cut road must
//! still be planned for all the others. Never here: a plan, or a proof that one exists.

use super::field::Path;
use super::finding::{Code, Findings, Shown, WHOLE_FILE, thousands};
use super::fleets::Fleets;
use super::limits;
use super::people::Groups;
use super::places::Places;
use super::reach::Reach;
use super::roads::Roads;
use crate::fleet::Escorts;
use crate::people::People;
use crate::place::PlaceIx;
use crate::quantity::{Moment, Persons, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Roads looked at for all lists of destinations together.
const SEARCH_STEPS_MAX: usize = 5_000_000;

/// Everything that was read.
pub(super) struct Whole<'a> {
    pub(super) places: &'a Places<'a>,
    pub(super) roads: &'a Roads,
    pub(super) fleets: &'a Fleets,
    pub(super) escorts: Option<&'a Escorts>,
    pub(super) people: &'a Groups,
    pub(super) horizon: Option<Span>,
}

/// Groups by the destinations they agreed to; `None` is any.
type Agreed<'a> = BTreeMap<Option<BTreeSet<PlaceIx>>, Vec<usize>>;

pub(super) fn check(whole: &Whole<'_>, findings: &Findings) {
    let agreed = agreed(whole);
    check_presence(whole, findings);
    check_totals(whole, findings);
    check_parties(whole, findings);
    check_escorts(whole, findings);
    check_capacity(whole, &agreed, findings);
    let reach = Reach::new(whole.places, whole.roads);
    check_people_roads(whole, &agreed, &reach, findings);
    check_fleet_roads(whole, &reach, findings);
}

fn agreed<'a>(whole: &Whole<'a>) -> Agreed<'a> {
    let mut agreed: Agreed<'_> = BTreeMap::new();
    for (ix, read) in whole.people.list.iter().enumerate() {
        // A list that could not be read whole says nothing about where they may go.
        if whole.people.to_known.get(ix) == Some(&true) {
            let to = read.item.to.as_ref().map(|to| to.iter().copied().collect());
            agreed.entry(to).or_default().push(ix);
        }
    }
    agreed
}

fn destinations<'a>(whole: &'a Whole<'_>) -> impl Iterator<Item = PlaceIx> + 'a {
    let places = whole.places.list.iter().enumerate();
    places.filter(|(_, read)| read.item.kind.is_destination()).map(|(ix, _)| PlaceIx(ix))
}

/// Persons as a sum that cannot overflow.
fn persons(people: &People) -> u64 {
    let class = |persons: Persons| {
        u64::from(persons.stretcher) + u64::from(persons.wounded) + u64::from(persons.other)
    };
    people.parties.iter().map(|party| u64::from(party.count) * class(party.persons)).sum()
}

fn check_presence(whole: &Whole<'_>, findings: &Findings) {
    let root = &Path::ROOT;
    let unknown_kind = whole.places.kind_unknown.contains(&true);
    if destinations(whole).next().is_none() && !unknown_kind {
        let action = format_args!("add a [[place]] of kind \"reception\" or \"hospital\"");
        findings.add(
            Code::NoDestination,
            WHOLE_FILE,
            root,
            format_args!("no place is a destination"),
            action,
        );
    }
    let errors = findings.errors() > 0;
    if whole.people.list.is_empty() && !errors {
        let action = format_args!("add [[people]]");
        findings.add(
            Code::NobodyToMove,
            WHOLE_FILE,
            root,
            format_args!("there is nobody to bring out"),
            action,
        );
    }
    if whole.fleets.list.is_empty() && whole.fleets.complete {
        let action = format_args!("add a [[fleet]]");
        findings.add(
            Code::NoVehicles,
            WHOLE_FILE,
            root,
            format_args!("there are no vehicles: everybody would be left behind"),
            action,
        );
    }
}

fn check_totals(whole: &Whole<'_>, findings: &Findings) {
    let root = &Path::ROOT;
    let everybody: u64 = whole.people.list.iter().map(|read| persons(&read.item)).sum();
    if everybody > limits::PERSONS_MAX {
        let what =
            format_args!("the file has {everybody} persons; at most {} are planned for", limits::PERSONS_MAX);
        findings.add(
            Code::TooManyPersons,
            WHOLE_FILE,
            &root.key("people"),
            what,
            format_args!("correct the counts"),
        );
    }
    let vehicles: u64 = whole.fleets.list.iter().map(|read| u64::from(read.item.count)).sum();
    if vehicles > limits::VEHICLES_MAX {
        let what = format_args!(
            "the file has {vehicles} vehicles; at most {} are planned for",
            limits::VEHICLES_MAX
        );
        findings.add(
            Code::TooManyVehicles,
            WHOLE_FILE,
            &root.key("fleet"),
            what,
            format_args!("correct the counts"),
        );
    }
}

/// The largest vehicles: for every number of stretcher places the most seats beside as many or more.
struct Largest(Vec<(u32, u32)>);

impl Largest {
    fn of(fleets: &Fleets) -> Largest {
        let vehicles = fleets.list.iter().filter(|read| read.item.count > 0);
        let mut sizes: Vec<_> = vehicles.map(|read| (read.item.stretchers, read.item.seats)).collect();
        sizes.sort_unstable();
        let mut most_seats = 0;
        for size in sizes.iter_mut().rev() {
            most_seats = most_seats.max(size.1);
            size.1 = most_seats;
        }
        Largest(sizes)
    }

    fn holds(&self, persons: Persons) -> bool {
        let from = self.0.partition_point(|(stretchers, _)| *stretchers < persons.stretcher);
        self.0.get(from).is_some_and(|(_, seats)| persons.seats() <= *seats)
    }
}

fn check_parties(whole: &Whole<'_>, findings: &Findings) {
    let largest = Largest::of(whole.fleets);
    if !whole.fleets.complete || largest.0.is_empty() {
        return;
    }
    let root = Path::ROOT;
    let list = root.key("people");
    for (read, standing) in whole.people.list.iter().zip(&whole.people.parties_at) {
        let row = list.index(read.row);
        let parties = row.key("parties");
        for (party, (at, ix)) in read.item.parties.iter().zip(standing) {
            if !largest.holds(party.persons) {
                let Persons { stretcher, .. } = party.persons;
                let seats = party.persons.seats();
                let what = format_args!(
                    "a party with {stretcher} on stretchers and {seats} on seats fits no vehicle: it would be left behind"
                );
                let action =
                    format_args!("add a vehicle that holds it; divide the party only if its people agree");
                findings.add(Code::PartyFitsNowhere, *at, &parties.index(*ix), what, action);
            }
        }
    }
}

fn check_escorts(whole: &Whole<'_>, findings: &Findings) {
    let Some(escorts) = whole.escorts else { return };
    let most = escorts.changes.iter().map(|(_, count)| *count).fold(escorts.count, u32::max);
    let root = Path::ROOT;
    let list = root.key("fleet");
    for read in whole.fleets.list.iter().filter(|read| read.item.escorts > most) {
        let what = format_args!(
            "each vehicle needs {} escorts, and there are never more than {most}",
            read.item.escorts
        );
        let action = format_args!("correct 'escorts' here or in [escorts]");
        findings.add(Code::TooFewEscorts, read.at, &list.index(read.row), what, action);
    }
}

/// Room at the destinations for everybody, and for those who agreed to the same ones.
fn check_capacity(whole: &Whole<'_>, agreed: &Agreed<'_>, findings: &Findings) {
    if whole.places.kind_unknown.contains(&true) {
        return;
    }
    let room = |to: &mut dyn Iterator<Item = PlaceIx>| {
        to.map(|ix| whole.places.get(ix)?.capacity.map(u64::from)).sum::<Option<u64>>()
    };
    let root = Path::ROOT;
    let list = root.key("people");
    let action =
        format_args!("correct the capacities, or add a destination: the others would be left behind");
    let mut said = false;
    for (to, groups) in agreed {
        let (Some(to), Some(first)) = (to, groups.first().and_then(|ix| whole.people.list.get(*ix))) else {
            continue;
        };
        let bound: u64 =
            groups.iter().filter_map(|ix| whole.people.list.get(*ix)).map(|read| persons(&read.item)).sum();
        if let Some(room) = room(&mut to.iter().copied()).filter(|room| *room < bound) {
            said = true;
            let (room, bound) = (thousands(room), thousands(bound));
            let what = format_args!(
                "the destinations agreed to have room for {room} persons; {bound} agreed to just these"
            );
            findings.add(Code::CapacityTooSmall, first.at, &list.index(first.row).key("to"), what, action);
        }
    }
    let everybody: u64 = whole.people.list.iter().map(|read| persons(&read.item)).sum();
    let room = room(&mut destinations(whole)).filter(|room| *room < everybody);
    if let Some(room) = room.filter(|_| !said && destinations(whole).next().is_some()) {
        let (room, everybody) = (thousands(room), thousands(everybody));
        let what =
            format_args!("all destinations together have room for {room} persons; {everybody} are to come");
        findings.add(Code::CapacityTooSmall, WHOLE_FILE, &root.key("place"), what, action);
    }
}

fn check_people_roads(whole: &Whole<'_>, agreed: &Agreed<'_>, reach: &Reach, findings: &Findings) {
    if destinations(whole).next().is_none() {
        return;
    }
    let searches = (SEARCH_STEPS_MAX / reach.size().max(1)).max(1);
    for (to, groups) in agreed.iter().take(searches) {
        let times = match to {
            Some(to) => reach.times_to(to.iter().copied()),
            None => reach.times_to(destinations(whole)),
        };
        for ix in groups {
            check_group_roads(whole, *ix, &times, findings);
        }
    }
    let left_out = agreed.len().saturating_sub(searches);
    if left_out > 0 {
        let what = format_args!(
            "the roads were not checked for {} of the lists of destinations",
            thousands(left_out as u64)
        );
        let action = format_args!("nothing has to be done; fewer different lists are checked in full");
        findings.add(Code::RoadsNotAllChecked, WHOLE_FILE, &Path::ROOT, what, action);
    }
}

fn check_group_roads(whole: &Whole<'_>, ix: usize, times: &[Option<Span>], findings: &Findings) {
    let Some(read) = whole.people.list.get(ix) else { return };
    let Some(place) = whole.places.get(read.item.at) else { return };
    let root = Path::ROOT;
    let list = root.key("people");
    let path = list.index(read.row);
    match times.get(read.item.at.0).copied().flatten() {
        None => {
            let destination =
                if read.item.to.is_some() { "any destination they agreed to" } else { "any destination" };
            let what = format_args!(
                "no road leads from {} to {destination}: they would be left behind",
                Shown(&place.id)
            );
            let action =
                format_args!("add the missing [[road]]; a way leads over junctions and control points only");
            findings.add(Code::NoRoad, read.at, &path, what, action);
        }
        Some(travel) => {
            let soonest = read.item.ready + travel;
            if whole.horizon.is_some_and(|horizon| {
                read.item.ready < Moment::START + horizon && soonest > Moment::START + horizon
            }) {
                let what = format_args!("the drive takes {travel}: they cannot arrive before the horizon");
                findings.add(
                    Code::HorizonTooShort,
                    read.at,
                    &path,
                    what,
                    format_args!("make the horizon longer, or correct the roads"),
                );
            }
        }
    }
}

fn check_fleet_roads(whole: &Whole<'_>, reach: &Reach, findings: &Findings) {
    if whole.people.list.is_empty() {
        return;
    }
    let times = reach.times_to(whole.people.list.iter().map(|read| read.item.at));
    let root = Path::ROOT;
    let list = root.key("fleet");
    for read in &whole.fleets.list {
        if times.get(read.item.at.0).copied().flatten().is_none() {
            let id = whole.places.get(read.item.at).map(|place| place.id.as_str()).unwrap_or_default();
            let what = format_args!("no road leads from {} to a staging place with people", Shown(id));
            let action = format_args!("add the missing [[road]], or correct 'at'");
            findings.add(Code::FleetCutOff, read.at, &list.index(read.row), what, action);
        }
    }
}
