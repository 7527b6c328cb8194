//! What was said about single persons' needs, children who travel without their family, parties that
//! travel apart, and vehicles that may go.
//!
//! Never here: where anybody is (`person`).

use super::Account;
use super::bag::Bag;
use crate::convoy::TripId;
use crate::people::Token;
use crate::quantity::Moment;
use crate::statement::{Accompany, Fact, Role, Split};
use std::collections::BTreeMap;

/// That a vehicle may go, as one device says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Clearance {
    /// When.
    pub at: Moment,
    /// The device.
    pub device: [u8; 32],
    /// Persons counted on board.
    pub counted: u32,
    /// Persons known by code to be on board.
    pub scanned: u32,
    /// Why it may go although something is amiss.
    pub reason: Option<String>,
    /// The statement.
    pub entry: [u8; 32],
}

/// What the field knows of a person besides their seat.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PersonCare {
    /// Needs oxygen, as last said; if several say so at once, yes.
    pub oxygen: bool,
    /// Must travel beside them, as last said.
    pub companion: Option<Token>,
    /// Who answers for a child without its family: at the start and at the end, as last said.
    pub accompanied: Option<(String, String)>,
}

/// An adult's agreement that some of a party travel apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SplitSaid {
    /// When.
    pub at: Moment,
    /// Who travels apart from whom, and who agreed.
    pub split: Split,
    /// The statement.
    pub entry: [u8; 32],
}

#[derive(Clone, Debug, Default)]
pub(super) struct CareFacts {
    /// When, oxygen, companion.
    needs: BTreeMap<Token, Bag<(Moment, bool, Option<Token>)>>,
    accompanied: BTreeMap<Token, Bag<(Moment, Accompany)>>,
    splits: BTreeMap<Token, Bag<(Moment, Split, [u8; 32])>>,
    clears: BTreeMap<TripId, Bag<Clearance>>,
    /// By the entry that they confirm: when, by which device.
    countersigns: BTreeMap<[u8; 32], Bag<(Moment, [u8; 32])>>,
}

impl CareFacts {
    pub(super) fn apply(
        &mut self,
        (at, fact): (Moment, &Fact),
        (device, entry): ([u8; 32], [u8; 32]),
        holds: bool,
    ) {
        match fact {
            Fact::Needs(f) => {
                self.needs.entry(f.token).or_default().apply((at, f.oxygen, f.companion), holds);
            }
            Fact::Accompany(f) => {
                self.accompanied.entry(f.child).or_default().apply((at, f.clone()), holds);
            }
            Fact::Split(f) => {
                self.splits.entry(f.party).or_default().apply((at, f.clone(), entry), holds);
            }
            Fact::Clear(f) => {
                let (counted, scanned, reason) = (f.counted, f.scanned, f.reason.clone());
                let clearance = Clearance { at, device, counted, scanned, reason, entry };
                self.clears.entry(f.trip.clone()).or_default().apply(clearance, holds);
            }
            Fact::Countersign(f) => {
                self.countersigns.entry(*f.entry).or_default().apply((at, device), holds);
            }
            _ => {}
        }
    }
}

impl CareFacts {
    /// Who of a party travels apart.
    pub(super) fn apart(&self, party: &Token) -> Vec<Vec<Token>> {
        let said = self.splits.get(party).into_iter().flat_map(Bag::iter);
        said.map(|(_, split, _)| split.members.clone()).collect()
    }
}

impl Account {
    /// What the field must know of a person.
    pub fn care(&self, token: &Token) -> PersonCare {
        let needs = self.facts.care.needs.get(token).and_then(|needs| needs.last());
        let accompanied = self.facts.care.accompanied.get(token).and_then(|said| said.last());
        PersonCare {
            oxygen: needs.is_some_and(|(_, oxygen, _)| *oxygen),
            companion: needs.and_then(|(.., companion)| *companion),
            accompanied: accompanied.map(|(_, said)| (said.from.clone(), said.to.clone())),
        }
    }

    /// Every agreement that some of a party travel apart, in order of party and time.
    pub fn splits(&self) -> impl Iterator<Item = SplitSaid> {
        let said = self.facts.care.splits.values().flat_map(Bag::iter);
        said.map(|(at, split, entry)| SplitSaid { at: *at, split: split.clone(), entry: *entry })
    }

    /// Who said that this trip may go, in order of time, with the role of each device.
    pub fn clears(&self, trip: &TripId) -> Vec<(Option<Role>, &Clearance)> {
        let said = self.facts.care.clears.get(trip).into_iter().flat_map(Bag::iter);
        said.map(|clearance| (self.role(&clearance.device), clearance)).collect()
    }

    /// Which devices confirmed this statement, and when.
    pub fn countersigned(&self, entry: &[u8; 32]) -> Vec<(Moment, [u8; 32])> {
        self.facts.care.countersigns.get(entry).into_iter().flat_map(Bag::iter).copied().collect()
    }
}
