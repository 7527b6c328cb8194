//! Who may speak, and from when to when: which statements of which devices count.
//!
//! A device asks with the first entry of its log (`Enrol`); an enroller answers with `Admit`: a role, a
//! place, an expiry. The roots named at the founding enrol from the start; whoever they admit as
//! coordinator may enrol too. Privileged roles take two enrollers. `Revoke` ends a device from a
//! number of its log on. What a stranger, an expired or revoked device or one of the wrong role says
//! is kept in quarantine: it does not count until its device is admitted or an enroller releases it.
//!
//! Everything here is a function of the *set* of statements: no order of arrival changes a verdict.
//! - Revocations by a root come first; they hold whatever is said of the root.
//! - Those by other enrollers hold unless a root revoked their author before that entry. Two enrollers
//!   who revoke each other are both out: the roots decide.
//! - Admissions hold as far as their author was an enroller at that entry.
//! - In a log that forked, what stands from the fork on is in quarantine, but the persons that it
//!   registers stay registered: a forked source never erases a person.
//!
//! Never here: keys, signatures, a clock. A device's own recorded time is held against an expiry.

mod reckon;
mod rule;

pub use rule::{PRIVILEGED, may_say};

use crate::account::Source;
use crate::quantity::Moment;
use crate::statement::{Admit, Fact, Release, Revoke, Role, Statement};
use std::collections::{BTreeMap, BTreeSet};

/// A device's log id.
pub type DeviceId = [u8; 32];
type EntryId = [u8; 32];

/// Roots that an operation may have.
pub const ROOTS_MAX: usize = 64;

/// Why a statement does not count for now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Held {
    /// No enroller, or not enough of them, admitted the device.
    Unenrolled,
    /// It was recorded after the device's enrolment ended.
    Expired,
    /// The device is enrolled for something else.
    Role,
    /// The device is enrolled for another place.
    Place,
    /// The device was revoked before it.
    Revoked,
    /// The device had signed two histories before it or with it.
    Forked,
}

impl Held {
    /// A short fixed name for programs.
    pub fn code(self) -> &'static str {
        match self {
            Held::Unenrolled => "unenrolled",
            Held::Expired => "expired",
            Held::Role => "role",
            Held::Place => "place",
            Held::Revoked => "revoked",
            Held::Forked => "forked",
        }
    }
}

/// What a device is enrolled for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Grant {
    /// For what.
    pub role: Role,
    /// Where; everywhere if `None`.
    pub place: Option<String>,
    /// Until when; without end if `None`.
    pub until: Option<Moment>,
}

/// How a device stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Membership {
    /// Named at the founding.
    pub root: bool,
    /// What it is enrolled for; normally one thing.
    pub grants: BTreeSet<Grant>,
    /// What an enroller granted and another one must grant too; with those who did.
    pub waiting: BTreeMap<Grant, BTreeSet<DeviceId>>,
    /// Revoked from this number of its log on.
    pub revoked_from: Option<u64>,
    /// The first number for which it signed two entries.
    pub forked_at: Option<u64>,
}

/// Everything that was said about who may speak.
#[derive(Clone, Debug, Default)]
pub struct Enrolments {
    /// `None`: everybody counts, as what they say they are.
    roots: Option<BTreeSet<DeviceId>>,
    start_unix_ms: i64,
    admits: BTreeMap<EntryId, (Source, Admit)>,
    revokes: BTreeMap<EntryId, (Source, Revoke)>,
    releases: BTreeMap<EntryId, (Source, Release)>,
    forks: BTreeMap<DeviceId, u64>,
    members: BTreeMap<DeviceId, Membership>,
    released: BTreeSet<EntryId>,
}

/// Whose statements must be looked at again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// All of these devices.
    pub devices: BTreeSet<DeviceId>,
    /// These entries.
    pub entries: BTreeSet<EntryId>,
}

impl Enrolments {
    /// Everybody counts: for sets of statements that come from one source.
    pub fn open() -> Enrolments {
        Enrolments::default()
    }

    /// Only those count whom the roots, directly or not, admitted.
    pub fn closed(roots: &[DeviceId], start_unix_s: i64) -> Enrolments {
        let mut enrolments = Enrolments {
            roots: Some(roots.iter().copied().collect()),
            start_unix_ms: start_unix_s.saturating_mul(1000),
            ..Enrolments::default()
        };
        enrolments.reckon();
        enrolments
    }

    /// The same roots, and nothing said yet.
    pub(crate) fn emptied(&self) -> Enrolments {
        let (roots, start_unix_ms) = (self.roots.clone(), self.start_unix_ms);
        let mut enrolments = Enrolments { roots, start_unix_ms, ..Enrolments::default() };
        enrolments.reckon();
        enrolments
    }

    /// Takes note of a statement; says whose statements must be looked at again.
    pub fn take(&mut self, source: &Source, fact: &Fact) -> Touched {
        let (entry, at) = (source.entry, source.clone());
        match fact {
            Fact::Admit(f) => drop(self.admits.insert(entry, (at, f.clone()))),
            Fact::Revoke(f) => drop(self.revokes.insert(entry, (at, f.clone()))),
            Fact::Release(f) => drop(self.releases.insert(entry, (at, f.clone()))),
            _ => return Touched::default(),
        }
        self.reckon()
    }

    /// Takes note that a device signed two entries with this number.
    pub fn fork(&mut self, device: DeviceId, seq: u64) -> Touched {
        if self.forks.get(&device).is_some_and(|known| *known <= seq) {
            return Touched::default();
        }
        self.forks.insert(device, seq);
        self.reckon()
    }

    /// How a device stands.
    pub fn member(&self, device: &DeviceId) -> Membership {
        self.members.get(device).cloned().unwrap_or_default()
    }

    /// Every device of which something is known.
    pub fn devices(&self) -> impl Iterator<Item = (&DeviceId, &Membership)> {
        self.members.iter()
    }

    /// Whether everybody counts.
    pub fn is_open(&self) -> bool {
        self.roots.is_none()
    }

    /// Why a statement does not count for now; `None` when it does.
    pub fn held(&self, source: &Source, statement: &Statement) -> Option<Held> {
        let fact = &statement.fact;
        if self.released.contains(&source.entry) && !rule::is_about_devices(fact) {
            return None;
        }
        self.barred(source, fact)
    }

    /// Whether this was said by a device that was a coordinator then.
    pub fn by_coordinator(&self, source: &Source) -> bool {
        let Some(standing) = self.members.get(&source.device) else { return false };
        let grant = |grant: &Grant| grant.role == Role::Coordinator && !self.is_over(grant, source);
        standing.root || standing.grants.iter().any(grant)
    }

    fn barred(&self, source: &Source, fact: &Fact) -> Option<Held> {
        let standing = self.members.get(&source.device);
        let from = |seq: Option<u64>| seq.is_some_and(|from| source.seq >= from);
        let registers = matches!(fact, Fact::Register(_) | Fact::Born(_));
        let forked = standing.is_some_and(|standing| from(standing.forked_at)) && !registers;
        if self.is_open() || matches!(fact, Fact::Enrol(_)) {
            return None;
        }
        if forked {
            return Some(Held::Forked);
        }
        let Some(standing) = standing else { return Some(Held::Unenrolled) };
        if from(standing.revoked_from) {
            return Some(Held::Revoked);
        }
        if standing.root {
            return None;
        }
        let bars = standing.grants.iter().map(|grant| self.bar(grant, source, fact));
        // The grant that lets it through, or else the one that comes nearest to it.
        bars.min_by_key(|bar| match bar {
            None => 0,
            Some(Held::Expired) => 1,
            Some(Held::Place) => 2,
            Some(_) => 3,
        })
        .unwrap_or(Some(Held::Unenrolled))
    }

    /// What one grant has against a statement.
    fn bar(&self, grant: &Grant, source: &Source, fact: &Fact) -> Option<Held> {
        if !may_say(grant.role, fact) {
            return Some(Held::Role);
        }
        if let (Some(own), Some(place)) = (grant.place.as_deref(), fact.place())
            && own != place
        {
            return Some(Held::Place);
        }
        self.is_over(grant, source).then_some(Held::Expired)
    }

    fn is_over(&self, grant: &Grant, source: &Source) -> bool {
        let recorded = i64::try_from(source.recorded_ms).unwrap_or(i64::MAX);
        let end = |until: Moment| self.start_unix_ms.saturating_add(until.seconds().saturating_mul(1000));
        grant.until.is_some_and(|until| recorded > end(until))
    }
}

#[cfg(test)]
mod tests;
