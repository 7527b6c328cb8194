//! What will be said in a drill, by whom, in order of time; and the keys of the simulated devices.
//!
//! Never here: how the simulated people come to say it (`simulator`).

use crate::founding::Founded;
use evacuation::statement::Statement;
use ledger::crypto::{derive, sha256};

/// Everything that will be said in a drill.
#[derive(Clone, Debug, Default)]
pub struct Script {
    /// Each with the number of its device; in order of time.
    sayings: Vec<(usize, Statement)>,
    devices: usize,
}

impl Script {
    /// What the simulator says of this operation and plan with this seed.
    pub fn simulate(founded: &Founded, seed: u64) -> Script {
        let plan_sha256 = founded.founding.provenance().plan_sha256;
        let settings = simulator::Settings::new(seed);
        let drill = simulator::simulate(&founded.operation, &founded.plan, plan_sha256, &settings);
        let sayings = drill.sayings.into_iter().map(|saying| (saying.device, saying.statement));
        Script::new(drill.devices.len(), sayings.collect())
    }

    /// Sayings of so many devices. Each device must enrol with its first.
    pub fn new(devices: usize, mut sayings: Vec<(usize, Statement)>) -> Script {
        sayings.retain(|(device, _)| *device < devices);
        sayings.sort_by_key(|(_, statement)| statement.at);
        Script { sayings, devices }
    }

    /// The sayings.
    pub fn sayings(&self) -> &[(usize, Statement)] {
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
