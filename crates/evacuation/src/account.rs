//! The account: where everybody is, computed from what was said.
//!
//! [`Account`] holds a *set* of statements. [`Account::picture`] is a pure function of that set: the
//! same statements give the same picture, whatever the order of arrival, however often each came and
//! however they were split on the way. Nothing is decided by who came last. Statements that cannot all
//! be true give a dispute that names them; the person then counts as unaccounted, because nobody can
//! say where they are, until one of the statements is corrected (see [`Clash`]).
//!
//! A correction withdraws a statement when it is made by the device that made the statement or by a
//! coordinator's device; it counts whether it arrives before or after what it corrects. What is said
//! about devices and a correction cannot be withdrawn: whoever corrected in error says the thing again.
//! What a device says that may not say it is kept in quarantine and does not count (`enrolment`).
//!
//! Never here: a clock, an order of arrival, or "the last one wins".

mod bag;
mod balance;
mod browse;
mod care;
mod claimed;
mod clash;
mod codes;
mod custody;
mod discrepancy;
mod door;
mod entries;
mod facts;
mod families;
mod field;
mod figure;
mod joined;
mod journey;
mod medical;
mod mentions;
mod person;
mod picture;
mod quarantine;
mod reckon;
mod roll;
mod settle;
mod settling;
mod sketch;
mod sources;
mod surroundings;
mod trip;
mod values;
mod watch;

pub use balance::{OperationBalance, TripBalance};
pub use browse::{Page, PersonPicture, Query, Row};
pub use care::{Clearance, PersonCare, SplitSaid};
pub use clash::Clash;
pub use custody::{CUSTODIANS_MIN, Custodians, Unsealing};
pub use field::{FieldMember, FieldParty};
pub use figure::{
    AccountFigure, DiscrepancyKind, FigureId, FigureIdError, PlaceFigure, TripFigure, category_name,
};
pub use figure::{FIGURE_BYTES_MAX, hex, unhex};
pub use medical::{NoteSaid, SealedAgain};
pub use picture::{
    AdoptedPlan, Breakdown, ClaimPicture, ControlPointPicture, ConvoyPicture, CorridorPicture, Counted,
    Device, Discrepancy, PassagePicture, Picture, PlacePicture, Suspension, TripPicture, TripState,
    VehiclePosition,
};
pub use watch::Watched;

pub use quarantine::{Quarantine, Quarantined, Waiting};
pub use roll::{Doors, Roll, RollMember, RollParty, Whereabouts};
pub use settling::{Attended, Closed, TicketSaid, TwinSaid};
pub use sketch::Sketch;

use crate::convoy::{self, TripId};
use crate::enrolment::{DeviceId, Enrolments, Held, Membership};
use crate::operation::Operation;
use crate::people::Token;
use crate::place::PlaceKind;
use crate::plan::Plan;
use crate::quantity::Moment;
use crate::statement::{Fact, Role, Statement};
use entries::Entries;
use facts::{Facts, Ix};
use hashbrown::HashMap;
use mentions::Mentions;
use std::collections::{BTreeMap, BTreeSet};

/// Who said it and when it was recorded: the ledger's part of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The entry's id, a hash of it: equal ids are equal statements.
    pub entry: [u8; 32],
    /// The device's log id.
    pub device: [u8; 32],
    /// The entry's number in that log.
    pub seq: u64,
    /// The device's hybrid clock in milliseconds of Unix time; for display only.
    pub recorded_ms: u64,
}

/// A statement with its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Where it comes from.
    pub source: Source,
    /// What it says.
    pub statement: Statement,
}

/// A set of statements, ready to be added up.
#[derive(Clone, Debug)]
pub struct Account {
    map: Map,
    said: Vec<Said>,
    stands: Vec<bool>,
    by_entry: Entries,
    corrections: HashMap<[u8; 32], Vec<Ix>>,
    devices: BTreeMap<DeviceId, DeviceFacts>,
    enrolments: Enrolments,
    held: BTreeMap<Ix, Held>,
    facts: Facts,
    mentions: Mentions,
}

/// What the picture needs of the operation and the plan.
#[derive(Clone, Debug, Default)]
struct Map {
    places: Vec<(String, PlaceKind)>,
    kinds: BTreeMap<String, PlaceKind>,
    convoys: Vec<convoy::Convoy>,
    planned: BTreeMap<TripId, PlannedTrip>,
}

#[derive(Clone, Debug)]
struct PlannedTrip {
    convoy: usize,
    from: String,
    to: String,
}

#[derive(Clone, Debug, Default)]
struct DeviceFacts {
    /// By the number in the device's log: the first says what the device is.
    enrolments: BTreeSet<(u64, [u8; 32], Role, String)>,
    /// Its statements by their number in its log; a second one with a number is a fork.
    numbers: BTreeMap<u64, Ix>,
    /// Those second ones.
    branches: Vec<Ix>,
    corrections: Vec<Ix>,
}

impl DeviceFacts {
    fn statements(&self) -> impl Iterator<Item = Ix> {
        self.numbers.values().chain(&self.branches).copied()
    }
    fn role(&self) -> Option<Role> {
        self.enrolments.first().map(|(_, _, role, _)| *role)
    }
}

impl Account {
    /// An empty set in which every device counts as what it says it is: for statements from one source.
    /// The plan gives trips and convoys their planned ends; it may be absent.
    pub fn new(operation: &Operation, plan: Option<&Plan>) -> Account {
        Account::with(operation, plan, Enrolments::open())
    }

    /// An empty set in which only those devices count that these roots, directly or not, admitted.
    pub fn closed(operation: &Operation, plan: Option<&Plan>, roots: &[DeviceId]) -> Account {
        Account::with(operation, plan, Enrolments::closed(roots, operation.start_unix_s))
    }

    fn with(operation: &Operation, plan: Option<&Plan>, enrolments: Enrolments) -> Account {
        Account {
            map: Map::new(operation, plan),
            said: Vec::new(),
            stands: Vec::new(),
            by_entry: Entries::default(),
            corrections: HashMap::default(),
            devices: BTreeMap::new(),
            enrolments,
            held: BTreeMap::new(),
            facts: Facts::default(),
            mentions: Mentions::default(),
        }
    }

    /// The same operation, plan and roots without a statement.
    fn emptied(&self) -> Account {
        let (map, enrolments) = (self.map.clone(), self.enrolments.emptied());
        let said = Vec::new();
        let (stands, facts, mentions) = (Vec::new(), Facts::default(), Mentions::default());
        let (by_entry, corrections, devices) = Default::default();
        Account {
            map,
            said,
            stands,
            by_entry,
            corrections,
            devices,
            enrolments,
            held: BTreeMap::new(),
            facts,
            mentions,
        }
    }

    /// Adds a statement. `false` when it was there already: nothing changes then.
    pub fn insert(&mut self, said: Said) -> bool {
        let ix = self.said.len() as Ix;
        if !self.by_entry.add(&self.said, &said.source.entry) {
            return false;
        }
        self.mentions.add(&mut self.facts.codes, &said.statement.fact, ix);
        self.said.push(said);
        self.stands.push(false);
        self.settle(ix);
        self.answer(ix);
        self.judge_devices(ix);
        true
    }

    /// Says which plan gives trips and convoys their planned ends from now on.
    pub fn follow(&mut self, operation: &Operation, plan: &Plan) {
        self.map = Map::new(operation, Some(plan));
    }

    /// The plans that were adopted and not taken back, in order of time, with the statement.
    pub fn adopted(&self) -> impl DoubleEndedIterator<Item = (Moment, [u8; 32])> {
        self.facts.plans.iter().map(|(at, sha256, _)| (*at, *sha256))
    }

    /// The document of a plan, put together from its pieces; `None` while one is missing. That it has
    /// the hash is for the caller to see.
    pub fn document(&self, plan_sha256: &[u8; 32]) -> Option<Vec<u8>> {
        let pieces = self.facts.plan_parts.get(plan_sha256)?;
        let (_, parts, _) = pieces.first()?;
        let mut whole = Vec::new();
        for part in 0..*parts {
            let (.., bytes) = pieces.iter().find(|(number, of, _)| (*number, *of) == (part, *parts))?;
            whole.extend_from_slice(bytes);
        }
        Some(whole)
    }

    /// The picture that the set gives.
    pub fn picture(&self) -> Picture {
        reckon::picture(self)
    }

    /// The statement with this entry id.
    pub fn said(&self, entry: &[u8; 32]) -> Option<&Said> {
        self.ix(entry).map(|ix| &self.said[ix as usize])
    }

    /// Whether the statement with this entry id is there and no correction has withdrawn it.
    pub fn stands(&self, entry: &[u8; 32]) -> bool {
        self.ix(entry).is_some_and(|ix| self.stands[ix as usize])
    }

    fn ix(&self, entry: &[u8; 32]) -> Option<Ix> {
        self.by_entry.find(&self.said, entry)
    }

    /// How many different statements there are.
    pub fn len(&self) -> usize {
        self.said.len()
    }

    /// Whether nothing was said yet.
    pub fn is_empty(&self) -> bool {
        self.said.is_empty()
    }

    /// How a device stands: root, enrolled, revoked, forked.
    pub fn member(&self, device: &DeviceId) -> Membership {
        self.enrolments.member(device)
    }

    /// What is known of who may speak.
    pub fn enrolments(&self) -> &Enrolments {
        &self.enrolments
    }
}

impl Map {
    fn kind(&self, place: &str) -> Option<PlaceKind> {
        self.kinds.get(place).copied()
    }

    fn is_destination(&self, place: &str) -> bool {
        self.kind(place).is_some_and(PlaceKind::is_destination)
    }

    fn new(operation: &Operation, plan: Option<&Plan>) -> Map {
        let places: Vec<_> = operation.places.iter().map(|place| (place.id.clone(), place.kind)).collect();
        let kinds = places.iter().cloned().collect();
        let Some(plan) = plan else { return Map { places, kinds, ..Map::default() } };
        let convoys = convoy::convoys(operation, plan);
        let mut planned = BTreeMap::new();
        for (number, convoy) in convoys.iter().enumerate() {
            for (id, trip) in &convoy.trips {
                let trip = &plan.trips[*trip];
                let ends = PlannedTrip { convoy: number, from: trip.from.clone(), to: trip.to.clone() };
                planned.insert(id.clone(), ends);
            }
        }
        Map { places, kinds, convoys, planned }
    }
}

/// The codes of persons and parties that a fact names.
pub fn tokens_of(fact: &Fact) -> Vec<Token> {
    let mut tokens = Vec::new();
    each_token(fact, |token| tokens.push(token));
    tokens
}

fn each_token(fact: &Fact, mut each: impl FnMut(Token)) {
    match fact {
        Fact::Register(f) => {
            each(f.party);
            f.members.iter().for_each(|member| each(member.token));
        }
        Fact::Agree(f) => each(f.party),
        Fact::Assign(f) => f.parties.iter().copied().for_each(each),
        Fact::Board(f) | Fact::Alight(f) => f.tokens.iter().copied().for_each(each),
        Fact::Receive(f) => f.tokens.iter().copied().for_each(each),
        Fact::HandOver(f) => f.tokens.iter().copied().for_each(each),
        Fact::Remove(f) => f.tokens.iter().copied().for_each(each),
        Fact::Die(f) => each(f.token),
        Fact::Born(f) => std::iter::once(f.child.token).chain(f.party).for_each(each),
        Fact::Enrol(_) | Fact::Adopt(_) | Fact::Depart(_) | Fact::Pass(_) | Fact::Arrive(_) => {}
        Fact::BreakDown(_) | Fact::Suspend(_) | Fact::Reopen(_) | Fact::Position(_) => {}
        Fact::Headcount(_) | Fact::Claim(_) | Fact::Correct(_) | Fact::PlanPart(_) => {}
        Fact::Admit(_) | Fact::Revoke(_) | Fact::Release(_) => {}
        Fact::Entrust(_) | Fact::Unseal(_) | Fact::Shred(_) => {}
        Fact::Needs(f) => std::iter::once(f.token).chain(f.companion).for_each(each),
        Fact::Accompany(f) => each(f.child),
        Fact::Split(f) => std::iter::once(f.party).chain(f.members.iter().copied()).for_each(each),
        Fact::Clear(_) | Fact::Countersign(_) | Fact::NoteKey(_) => {}
        Fact::Note(f) => each(f.token),
        Fact::ReadNote(f) => each(f.token),
        Fact::Ticket(f) => each(f.party),
        Fact::Twin(f) => f.parties.iter().chain(f.pairs.iter().flatten()).copied().for_each(each),
        Fact::Attend(f) => f.matter.split('.').filter_map(|part| part.parse().ok()).for_each(each),
        Fact::Close(_) | Fact::Transcribe(_) => {}
        Fact::Incident(f) => f.tokens.iter().copied().for_each(each),
        _ => {}
    }
}

#[cfg(test)]
pub(crate) mod tests;
