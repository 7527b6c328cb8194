//! Sealed medical notes, who can open them, and who read them. A reading is said before anything is given out;
//! it covers the notes that were there when it was said.
//!
//! Never here: what a note says.

use super::bag::Bag;
use super::joined::Joined;
use super::{Account, Said};
use crate::confirmed::CLOCKS_DIFFER;
use crate::people::Token;
use crate::quantity::Moment;
use crate::statement::{Fact, Note, Role};
use std::collections::{BTreeMap, BTreeSet};

type Id = [u8; 32];

#[derive(Clone, Debug, Default)]
pub(super) struct MedicalFacts {
    /// By device.
    keys: BTreeMap<Id, Bag<(Moment, Id)>>,
    /// By the code that stands for the person.
    notes: BTreeMap<Token, Bag<(Moment, Id)>>,
    readings: BTreeMap<Token, Bag<(Moment, Id)>>,
}

impl MedicalFacts {
    pub(super) fn apply(
        &mut self,
        (at, fact): (Moment, &Fact),
        (device, entry): (Id, Id),
        holds: bool,
        joined: &Joined,
    ) {
        match fact {
            Fact::NoteKey(f) => self.keys.entry(device).or_default().apply((at, *f.key), holds),
            Fact::Note(f) => {
                self.notes.entry(joined.one(f.token)).or_default().apply((at, entry), holds);
            }
            Fact::ReadNote(f) => {
                self.readings.entry(joined.one(f.token)).or_default().apply((at, entry), holds);
            }
            _ => {}
        }
    }
}

/// A sealed note that may be given out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteSaid<'a> {
    /// When it was written.
    pub at: Moment,
    /// By which device.
    pub device: Id,
    /// The statement.
    pub entry: Id,
    /// As it was sealed.
    pub note: &'a Note,
    /// The same note, sealed anew by clinicians who could open it for those who came later.
    pub again: Vec<SealedAgain<'a>>,
}

/// A note that was sealed anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedAgain<'a> {
    /// By which device.
    pub device: Id,
    /// As it was sealed then.
    pub note: &'a Note,
}

impl<'a> NoteSaid<'a> {
    /// The form in which this device can open it, with the device that sealed it anew if it is not the first form.
    pub fn for_reader(&self, device: &Id) -> Option<(&'a Note, Option<Id>)> {
        let first = can_open(self.note, device).then_some((self.note, None));
        let later = || self.again.iter().find(|again| can_open(again.note, device));
        first.or_else(|| later().map(|again| (again.note, Some(again.device))))
    }
    /// Every device that can open it in one form or another.
    pub fn readers(&self) -> BTreeSet<Id> {
        let forms = std::iter::once(self.note).chain(self.again.iter().map(|again| again.note));
        forms.flat_map(|note| note.to.iter().map(|to| *to.device)).collect()
    }
}

fn can_open(note: &Note, device: &Id) -> bool {
    note.to.iter().any(|to| *to.device == *device)
}

/// Puts what was sealed anew beside the notes that it repeats. Only who could open a note repeats it; what is said
/// to repeat another one stands for itself.
fn gathered(mut all: Vec<NoteSaid<'_>>) -> Vec<NoteSaid<'_>> {
    let (mut notes, mut left): (Vec<NoteSaid<'_>>, Vec<NoteSaid<'_>>) =
        all.drain(..).partition(|said| said.note.of.is_none());
    // Somebody who has a note sealed anew may seal it anew themselves.
    loop {
        let before = left.len();
        left.retain(|said| {
            let of = said.note.of.and_then(|of| notes.iter_mut().find(|note| note.entry == of.0));
            match of.filter(|note| note.readers().contains(&said.device)) {
                Some(note) => note.again.push(SealedAgain { device: said.device, note: said.note }),
                None => return true,
            }
            false
        });
        if left.len() == before {
            break;
        }
    }
    notes.append(&mut left);
    notes
}

impl Account {
    /// Devices of clinicians with the keys to which notes are sealed now.
    pub fn clinicians(&self) -> Vec<(Id, Id)> {
        let keys =
            self.facts.medical.keys.iter().filter_map(|(device, said)| Some((*device, said.last()?.1)));
        keys.filter(|(device, _)| self.is_clinician(device)).collect()
    }

    /// Whether this device may read notes now: a clinician's, neither revoked nor found with two histories.
    pub fn is_clinician(&self, device: &Id) -> bool {
        let member = self.member(device);
        let is_good = member.revoked_from.is_none() && member.forked_at.is_none();
        let granted = member.grants.iter().any(|grant| grant.role == Role::Clinician);
        is_good && (granted || self.role(device) == Some(Role::Clinician))
    }

    /// How many notes there are of a person, and how often they were read.
    pub fn notes_of(&self, token: &Token) -> (usize, usize) {
        let medical = &self.facts.medical;
        let count = |facts: &BTreeMap<Token, Bag<(Moment, Id)>>| {
            facts.get(&self.facts.joined.one(*token)).map_or(0, |said| said.iter().count())
        };
        (count(&medical.notes), count(&medical.readings))
    }

    /// The device that said this reading, and the notes that it covers; `None` where it is no reading that counts,
    /// or where its device is no clinician's any more.
    pub fn notes_for(&self, reading: &Id) -> Option<(Id, Vec<NoteSaid<'_>>)> {
        let said: &Said = self.said(reading).filter(|said| self.stands(&said.source.entry))?;
        let Fact::ReadNote(read) = &said.statement.fact else { return None };
        let reader = said.source.device;
        if !self.is_clinician(&reader) {
            return None;
        }
        let until = said.statement.at + CLOCKS_DIFFER;
        let notes = self.facts.medical.notes.get(&self.facts.joined.one(read.token));
        let there = notes.into_iter().flat_map(Bag::iter).filter(|(at, _)| *at <= until);
        let given = there.filter_map(|(at, entry)| {
            let said = self.said(entry)?;
            let Fact::Note(note) = &said.statement.fact else { return None };
            Some(NoteSaid { at: *at, device: said.source.device, entry: *entry, note, again: Vec::new() })
        });
        Some((reader, gathered(given.collect())))
    }
}
