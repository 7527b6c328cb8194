//! The devices of a drill and what they say: a few posts and leaders, each with a role, all their
//! statements in order of time.
//!
//! Never here: what really happens.

use evacuation::operation::Operation;
use evacuation::place::{PlaceIx, PlaceKind};
use evacuation::quantity::Moment;
use evacuation::statement::{Enrol, Fact, Role, Statement};
use std::collections::BTreeMap;

/// A device of the drill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceCard {
    /// What people call it.
    pub label: String,
    /// What it is for.
    pub role: Role,
}

/// A statement and which device makes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saying {
    /// Index into the drill's devices.
    pub device: usize,
    /// What it says.
    pub statement: Statement,
}

/// Convoy leaders at most; each leads one convoy after another.
const LEADERS_MAX: usize = 12;

/// A longer name of a place makes no good label; its id is taken then.
const NAME_BYTES_MAX: usize = 100;

/// Who is there to speak.
#[derive(Clone, Debug, Default)]
pub(crate) struct Crew {
    cards: Vec<DeviceCard>,
    sayings: Vec<Saying>,
    not_before: Option<Moment>,
    registrars: BTreeMap<PlaceIx, usize>,
    gates: BTreeMap<PlaceIx, usize>,
    receivers: BTreeMap<PlaceIx, usize>,
    leaders: Vec<usize>,
    pub(crate) coordinator: usize,
    pub(crate) monitor: usize,
}

impl Crew {
    /// A coordinator, a monitor, a registrar and a gate at each staging place, a receiver at each
    /// destination, and as many leaders as there are convoys, within reason. Each enrols at `at`.
    pub(crate) fn assemble(operation: &Operation, convoys: usize, at: Moment) -> Crew {
        let mut crew = Crew::default();
        crew.coordinator = crew.enrol("Operations room".to_owned(), Role::Coordinator, at);
        crew.monitor = crew.enrol("Monitor".to_owned(), Role::Monitor, at);
        for (ix, place) in operation.places.iter().enumerate() {
            let ix = PlaceIx(ix);
            let name = place.name.get("en").filter(|name| name.len() <= NAME_BYTES_MAX).unwrap_or(&place.id);
            if place.kind == PlaceKind::Staging {
                let registrar = crew.enrol(format!("Registration, {name}"), Role::Registrar, at);
                let gate = crew.enrol(format!("Gate, {name}"), Role::Gate, at);
                crew.registrars.insert(ix, registrar);
                crew.gates.insert(ix, gate);
            } else if place.kind.is_destination() {
                let receiver = crew.enrol(format!("Reception, {name}"), Role::Receiver, at);
                crew.receivers.insert(ix, receiver);
            }
        }
        for number in 1..=convoys.clamp(1, LEADERS_MAX) {
            let leader = crew.enrol(format!("Convoy leader {number}"), Role::ConvoyLeader, at);
            crew.leaders.push(leader);
        }
        crew
    }

    fn enrol(&mut self, label: String, role: Role, at: Moment) -> usize {
        let device = self.cards.len();
        self.cards.push(DeviceCard { label: label.clone(), role });
        self.say(device, at, Fact::Enrol(Enrol { label, role }));
        device
    }

    /// Nothing is said any more of the time before this.
    pub(crate) fn not_before(&mut self, at: Moment) {
        self.not_before = Some(at);
    }

    pub(crate) fn say(&mut self, device: usize, at: Moment, fact: Fact) {
        let at = self.not_before.map_or(at, |from| at.max(from));
        self.sayings.push(Saying { device, statement: Statement { at, fact } });
    }

    pub(crate) fn registrar(&self, place: PlaceIx) -> usize {
        self.registrars.get(&place).copied().unwrap_or(self.coordinator)
    }
    pub(crate) fn gate(&self, place: PlaceIx) -> usize {
        self.gates.get(&place).copied().unwrap_or(self.coordinator)
    }
    pub(crate) fn receiver(&self, place: PlaceIx) -> usize {
        self.receivers.get(&place).copied().unwrap_or(self.coordinator)
    }
    pub(crate) fn leader(&self, convoy: usize) -> usize {
        self.leaders.get(convoy % self.leaders.len().max(1)).copied().unwrap_or(self.coordinator)
    }

    /// The devices, and everything said in order of time; at one moment in the order of saying.
    pub(crate) fn finish(mut self) -> (Vec<DeviceCard>, Vec<Saying>) {
        self.sayings.sort_by_key(|saying| saying.statement.at);
        (self.cards, self.sayings)
    }
}
