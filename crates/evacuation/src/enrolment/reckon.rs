//! How every device stands, from all that was said about devices.
//!
//! Never here: single statements of other kinds.

use super::{DeviceId, Enrolments, EntryId, Grant, Membership, PRIVILEGED, Touched};
use crate::account::Source;
use crate::statement::{Admit, Fact, Role};
use std::collections::{BTreeMap, BTreeSet};

type Enrollers = BTreeMap<(DeviceId, Grant), BTreeSet<DeviceId>>;

impl Enrolments {
    /// Reckons everything anew, and says what has changed.
    pub(super) fn reckon(&mut self) -> Touched {
        let was = std::mem::take(&mut self.members);
        let were_released = std::mem::take(&mut self.released);
        let revoked = self.revoked();
        self.members = self.fences(&revoked);
        self.admit_all();
        self.released = self.all_released();
        let devices = was.keys().chain(self.members.keys());
        let devices = devices.filter(|device| was.get(*device) != self.members.get(*device));
        let entries = were_released.symmetric_difference(&self.released);
        Touched { devices: devices.copied().collect(), entries: entries.copied().collect() }
    }

    fn is_root(&self, device: &DeviceId) -> bool {
        self.roots.as_ref().is_some_and(|roots| roots.contains(device))
    }

    /// How many enrollers a grant takes, given who they are. A founding with one root trusts that one.
    fn is_enough(&self, grant: &Grant, enrollers: &BTreeSet<DeviceId>) -> bool {
        let only = self.roots.as_ref().is_some_and(|roots| roots.len() == 1);
        let trusted = only && enrollers.iter().any(|enroller| self.is_root(enroller));
        enrollers.len() >= 2 || (!enrollers.is_empty() && (trusted || !PRIVILEGED.contains(&grant.role)))
    }

    /// Every device that was ever admitted as an enroller, whatever was said of it later.
    fn ever_enrollers(&self) -> BTreeSet<DeviceId> {
        let mut ever = self.roots.clone().unwrap_or_default();
        loop {
            let mut signed = Enrollers::new();
            for (source, admit) in self.admits.values() {
                if admit.role == Role::Coordinator && ever.contains(&source.device) {
                    let enrollers = signed.entry((admit.device, grant(admit))).or_default();
                    enrollers.insert(source.device);
                }
            }
            let before = ever.len();
            let enough = signed.iter().filter(|((_, grant), by)| self.is_enough(grant, by));
            ever.extend(enough.map(|((device, _), _)| *device).collect::<Vec<_>>());
            if ever.len() == before {
                return ever;
            }
        }
    }

    /// From which number on each device is revoked.
    fn revoked(&self) -> BTreeMap<DeviceId, u64> {
        let mut by_roots = BTreeMap::new();
        for (_, revoke) in self.revokes.values().filter(|(source, _)| self.is_root(&source.device)) {
            earliest(&mut by_roots, revoke.device, revoke.from);
        }
        let (ever, mut all) = (self.ever_enrollers(), by_roots.clone());
        for (source, revoke) in self.revokes.values() {
            let out = |ends: &BTreeMap<DeviceId, u64>| {
                ends.get(&source.device).is_some_and(|from| source.seq >= *from)
            };
            let may = ever.contains(&source.device) && !out(&by_roots) && !out(&self.forks);
            if may && !self.is_root(&revoke.device) {
                earliest(&mut all, revoke.device, revoke.from);
            }
        }
        all
    }

    /// Roots, revocations and forks, before anybody is admitted.
    fn fences(&self, revoked: &BTreeMap<DeviceId, u64>) -> BTreeMap<DeviceId, Membership> {
        let mut all: BTreeMap<DeviceId, Membership> = BTreeMap::new();
        for root in self.roots.iter().flatten() {
            all.entry(*root).or_default().root = true;
        }
        for (device, from) in revoked {
            all.entry(*device).or_default().revoked_from = Some(*from);
        }
        for (device, seq) in &self.forks {
            all.entry(*device).or_default().forked_at = Some(*seq);
        }
        all
    }

    /// Admits whom standing enrollers admitted, until nothing more follows.
    fn admit_all(&mut self) {
        loop {
            let mut signed = Enrollers::new();
            for (source, admit) in self.admits.values() {
                if self.counts(source, &Fact::Admit(admit.clone())) && source.device != admit.device {
                    signed.entry((admit.device, grant(admit))).or_default().insert(source.device);
                }
            }
            let mut more = false;
            for ((device, grant), enrollers) in signed {
                let enough = self.is_enough(&grant, &enrollers);
                let standing = self.members.entry(device).or_default();
                if enough {
                    standing.waiting.remove(&grant);
                    more |= standing.grants.insert(grant);
                } else {
                    standing.waiting.insert(grant, enrollers);
                }
            }
            if !more {
                return;
            }
        }
    }

    fn counts(&self, source: &Source, fact: &Fact) -> bool {
        self.barred(source, fact).is_none()
    }

    fn all_released(&self) -> BTreeSet<EntryId> {
        let counting = self
            .releases
            .values()
            .filter(|(source, release)| self.counts(source, &Fact::Release(release.clone())));
        counting.flat_map(|(_, release)| release.entries.iter().map(|id| **id)).collect()
    }
}

fn grant(admit: &Admit) -> Grant {
    Grant { role: admit.role, place: admit.place.clone(), until: admit.until }
}

fn earliest(ends: &mut BTreeMap<DeviceId, u64>, device: DeviceId, from: u64) {
    let end = ends.entry(device).or_insert(from);
    *end = from.min(*end);
}
