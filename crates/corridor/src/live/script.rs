//! What will be said in a drill, by whom, in order of time; and the keys of the simulated devices.
//!
//! Never here: how the simulated people come to say it (`simulator`).

use evacuation::statement::{Enrol, Fact, Statement};
use ledger::crypto::{derive, sha256};
use std::collections::BTreeMap;

/// Everything that will be said in a drill.
#[derive(Clone, Debug, Default)]
pub struct Script {
    /// Each with the number of its device; in order of time.
    sayings: Vec<(usize, Statement)>,
    devices: usize,
}

impl Script {
    /// Puts sayings in order of time. A device that does not enrol with its first saying is enrolled
    /// as its card says, before anything else happens.
    pub fn new(cards: &[Enrol], mut sayings: Vec<(usize, Statement)>) -> Script {
        sayings.retain(|(device, _)| *device < cards.len());
        sayings.sort_by_key(|(_, statement)| statement.at);
        let mut first: BTreeMap<usize, bool> = BTreeMap::new();
        for (device, statement) in &sayings {
            first.entry(*device).or_insert(matches!(statement.fact, Fact::Enrol(_)));
        }
        let begin = sayings.first().map(|(_, statement)| statement.at).unwrap_or_default();
        let missing = first.into_iter().filter(|(_, enrols)| !enrols).filter_map(|(device, _)| {
            let card = cards.get(device)?.clone();
            Some((device, Statement { at: begin, fact: Fact::Enrol(card) }))
        });
        let mut all: Vec<(usize, Statement)> = missing.collect();
        all.extend(sayings);
        Script { sayings: all, devices: cards.len() }
    }

    /// The sayings.
    pub(super) fn sayings(&self) -> &[(usize, Statement)] {
        &self.sayings
    }

    /// How many devices speak.
    pub(super) fn devices(&self) -> usize {
        self.devices
    }

    /// The moment of a saying, in milliseconds after the operation's start.
    pub(super) fn at_ms(&self, number: usize) -> Option<i64> {
        self.sayings.get(number).map(|(_, statement)| statement.at.seconds().saturating_mul(1000))
    }

    /// The moment of the last saying.
    pub(super) fn end_ms(&self) -> i64 {
        self.sayings.len().checked_sub(1).and_then(|last| self.at_ms(last)).unwrap_or(0).max(0)
    }

    /// SHA-256 of everything: the same drill goes on after a restart, another one does not.
    pub(super) fn digest(&self) -> [u8; 32] {
        let mut bytes = Vec::new();
        for (device, statement) in &self.sayings {
            let body = statement.encode();
            bytes.extend((*device as u64).to_be_bytes());
            bytes.extend((body.len() as u64).to_be_bytes());
            bytes.extend(body);
        }
        sha256(&[&bytes])
    }
}

/// The key of a simulated device. Anyone who knows the seed, which is no secret, can make it: it is
/// good for drills only, and a drill's statements can never count in a real operation, whose id is
/// another.
pub(super) fn drill_key(seed: u64, device: usize) -> [u8; 32] {
    let secret = sha256(&[b"corridor/drill/seed/v1\0", &seed.to_be_bytes()]);
    derive("DRILL ONLY device key", &secret, device as u64)
}
