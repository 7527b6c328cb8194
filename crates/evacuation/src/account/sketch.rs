//! Each registered party in the few traits by which the same household can be known again when it was
//! registered twice, on two phones, under two codes.
//!
//! Never here: a name, or a judgement (`twins`).

use super::figure::AccountFigure;
use super::{Account, reckon, trip};
use crate::convoy::TripId;
use crate::people::Token;
use crate::quantity::Moment;
use crate::statement::{Fact, Member};
use std::collections::{BTreeMap, BTreeSet};

/// A party as it was registered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sketch {
    /// Its code.
    pub party: Token,
    /// The statement that registered it.
    pub entry: [u8; 32],
    /// The device that did.
    pub device: [u8; 32],
    /// When.
    pub at: Moment,
    /// Where.
    pub place: String,
    /// Who is in it.
    pub members: Vec<Member>,
    /// The trips that somebody of it was on.
    pub trips: BTreeSet<TripId>,
    /// Somebody of it still waits.
    pub waits: bool,
}

impl Account {
    /// Every party that was registered, by its own code, joined to another or not; a party that was registered
    /// twice under one code by its first statement.
    pub fn sketches(&self) -> Vec<Sketch> {
        let mut whereabouts: BTreeMap<Token, (BTreeSet<TripId>, bool)> = BTreeMap::new();
        let emptied = trip::emptied(&self.facts);
        reckon::each_person(self, |person, reading, legs| {
            let ids = legs.iter().filter_map(|leg| self.facts.trips.get(leg.trip as usize));
            let waits = reckon::term(self, reading, &emptied) == AccountFigure::Waiting;
            whereabouts.insert(person.token, (ids.map(|trip| trip.id.clone()).collect(), waits));
        });
        let mut sketches: BTreeMap<Token, Sketch> = BTreeMap::new();
        for (said, stands) in self.said.iter().zip(&self.stands) {
            let (Fact::Register(f), true) = (&said.statement.fact, *stands) else { continue };
            let mut sketch = Sketch {
                party: f.party,
                entry: said.source.entry,
                device: said.source.device,
                at: said.statement.at,
                place: f.place.clone(),
                members: f.members.clone(),
                trips: BTreeSet::new(),
                waits: false,
            };
            for member in &f.members {
                let known = whereabouts.get(&self.facts.joined.one(member.token));
                if let Some((trips, waits)) = known {
                    sketch.trips.extend(trips.iter().cloned());
                    sketch.waits |= waits;
                }
            }
            let known = sketches.entry(f.party).or_insert_with(|| sketch.clone());
            if (sketch.at, sketch.entry) < (known.at, known.entry) {
                *known = sketch;
            }
        }
        sketches.into_values().collect()
    }
}
