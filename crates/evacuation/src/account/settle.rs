//! Which statements stand: not withdrawn by a correction, not in quarantine. Whatever comes in later may
//! change it, both ways.
//!
//! Never here: who may speak (`enrolment`), or what standing statements add up to (`reckon`).

use super::facts::Ix;
use super::{Account, DeviceFacts, Said, Source};
use crate::enrolment::Touched;
use crate::statement::{Fact, Role};
use std::collections::BTreeSet;
use std::collections::btree_map::Entry;

impl Account {
    /// What a statement changes about others: a correction withdraws one, an enrolment may give
    /// earlier corrections of the same device their weight.
    pub(super) fn answer(&mut self, ix: Ix) {
        let Said { source, statement } = &self.said[ix as usize];
        match &statement.fact {
            Fact::Enrol(enrol) => {
                let device = self.devices.entry(source.device).or_default();
                let was = device.role();
                device.enrolments.insert((source.seq, source.entry, enrol.role, enrol.label.clone()));
                if device.role() != was {
                    for correction in device.corrections.clone() {
                        self.settle_target(correction);
                    }
                }
            }
            Fact::Correct(correct) => {
                self.devices.entry(source.device).or_default().corrections.push(ix);
                self.corrections.entry(correct.entry).or_default().push(ix);
                self.settle_target(ix);
            }
            _ => {}
        }
    }

    /// What a statement changes about who may speak: that it is there may show a fork, and it may
    /// admit, revoke or release.
    pub(super) fn judge_devices(&mut self, ix: Ix) {
        let Said { source, statement } = &self.said[ix as usize];
        let (device, seq) = (source.device, source.seq);
        let mut touched = self.enrolments.take(source, &statement.fact);
        let facts = self.devices.entry(device).or_default();
        match facts.numbers.entry(seq) {
            Entry::Vacant(vacant) => drop(vacant.insert(ix)),
            Entry::Occupied(_) => {
                facts.branches.push(ix);
                let Touched { devices, entries } = self.enrolments.fork(device, seq);
                touched.devices.extend(devices);
                touched.entries.extend(entries);
            }
        }
        let devices = touched.devices.iter().filter_map(|device| self.devices.get(device));
        let entries = touched.entries.iter().filter_map(|entry| self.ix(entry));
        let all: Vec<Ix> = devices.flat_map(DeviceFacts::statements).chain(entries).collect();
        for ix in all {
            self.settle(ix);
            self.settle_target(ix);
        }
    }

    fn settle_target(&mut self, correction: Ix) {
        if let Fact::Correct(correct) = &self.said[correction as usize].statement.fact
            && let Some(target) = self.ix(&correct.entry)
        {
            self.settle(target);
        }
    }

    /// Brings the facts into line with whether this statement stands.
    pub(super) fn settle(&mut self, ix: Ix) {
        let said = &self.said[ix as usize];
        match self.enrolments.held(&said.source, &said.statement) {
            Some(held) => drop(self.held.insert(ix, held)),
            None => drop(self.held.remove(&ix)),
        }
        let stands = !self.held.contains_key(&ix) && !self.is_withdrawn(ix);
        if self.stands[ix as usize] != stands {
            self.stands[ix as usize] = stands;
            let Said { source, statement } = &self.said[ix as usize];
            self.facts.apply((statement, source.device, source.entry), stands);
            if matches!(statement.fact, Fact::Twin(_)) {
                self.rejoin();
            }
        }
    }

    /// Brings codes into line with which parties are decided to be one: whatever speaks of a code that is
    /// now another's, or its own again, is taken back and taken up anew.
    fn rejoin(&mut self) {
        let joined = self.facts.settling.joined();
        let changed = self.facts.joined.changed(&joined);
        let mentions = changed.iter().flat_map(|token| self.mentions.of_token(&self.facts.codes, token));
        let speaking: BTreeSet<Ix> = mentions.filter(|ix| self.stands[*ix as usize]).collect();
        for (joined, holds) in [(None, false), (Some(joined), true)] {
            if let Some(joined) = joined {
                self.facts.joined = joined;
            }
            for ix in &speaking {
                let Said { source, statement } = &self.said[*ix as usize];
                self.facts.apply((statement, source.device, source.entry), holds);
            }
        }
    }

    fn is_withdrawn(&self, ix: Ix) -> bool {
        let said = &self.said[ix as usize];
        let fact = &said.statement.fact;
        if matches!(fact, Fact::Enrol(_) | Fact::Correct(_)) || is_about_devices(fact) {
            return false;
        }
        let corrections = self.corrections.get(&said.source.entry).map_or(&[][..], Vec::as_slice);
        corrections.iter().any(|correction| {
            let by = &self.said[*correction as usize].source;
            let own = by.device == said.source.device;
            !self.held.contains_key(correction) && (own || self.is_by_coordinator(by))
        })
    }

    fn is_by_coordinator(&self, source: &Source) -> bool {
        if self.enrolments.is_open() {
            return self.devices.get(&source.device).and_then(DeviceFacts::role) == Some(Role::Coordinator);
        }
        self.enrolments.by_coordinator(source)
    }
}

fn is_about_devices(fact: &Fact) -> bool {
    matches!(fact, Fact::Admit(_) | Fact::Revoke(_) | Fact::Release(_))
}
