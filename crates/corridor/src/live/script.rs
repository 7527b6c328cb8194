//! What will be said in a drill, by whom, in order of time; and the keys of the simulated devices.
//!
//! Never here: how the simulated people come to say it (`simulator`).

use crate::founding::Founded;
use crate::intake::InForce;
use evacuation::quantity::Moment;
use evacuation::statement::{Admit, Fact, Statement};
use ledger::LogId;
use ledger::crypto::{Key, derive, sha256};
use simulator::Change;
use std::sync::Arc;

/// Everything that will be said in a drill.
#[derive(Clone, Debug, Default)]
pub struct Script {
    /// Each with the number of its device; in order of time.
    sayings: Vec<(usize, Statement)>,
    devices: usize,
    /// The digest of what would be said with the founding plan alone.
    digest: [u8; 32],
}

/// Plans that came into force while a drill runs, each with the moment from which it was.
pub type Plans = [(Moment, Arc<InForce>)];

impl Script {
    /// What the simulator says of this operation with this seed, by the founding plan and those that
    /// came into force later. What was said until then stays as it was.
    pub fn simulate(founded: &Founded, seed: u64, plans: &Plans) -> Script {
        let plan_sha256 = founded.founding.provenance().plan_sha256;
        let settings = simulator::Settings::new(seed);
        let play = |plans: &Plans| {
            let changes: Vec<Change<'_>> = plans
                .iter()
                .map(|(at, plan)| Change { at: *at, operation: &plan.operation, plan: &plan.plan })
                .collect();
            let (operation, plan) = (&founded.operation, &founded.plan);
            let drill = simulator::simulate_changed(operation, plan, plan_sha256, &settings, &changes);
            let sayings = drill.sayings.into_iter().map(|saying| (saying.device, saying.statement));
            Script::new(seed, drill.devices.len(), sayings.collect())
        };
        let founding = play(&[]);
        if plans.is_empty() {
            return founding;
        }
        Script { digest: founding.digest, ..play(plans) }
    }

    /// Sayings of so many devices whose keys grow from a seed. Each device must enrol with its first;
    /// the first of them is the drill's root and admits the others as soon as they ask.
    pub fn new(seed: u64, devices: usize, mut sayings: Vec<(usize, Statement)>) -> Script {
        sayings.retain(|(device, _)| *device < devices);
        sayings.sort_by_key(|(_, statement)| statement.at);
        let answered = sayings.into_iter().flat_map(|(device, statement)| {
            let answer = answer(seed, device, &statement);
            std::iter::once((device, statement)).chain(answer.map(|answer| (ROOT, answer)))
        });
        let mut script = Script { sayings: answered.collect(), devices, digest: [0; 32] };
        script.digest = script.sum();
        script
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

    /// SHA-256 of everything that would be said without another plan: the same drill goes on after a
    /// restart, another one does not.
    pub(super) fn digest(&self) -> [u8; 32] {
        self.digest
    }

    fn sum(&self) -> [u8; 32] {
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

/// The device that enrols the others.
const ROOT: usize = 0;

/// The log of a drill's simulated operations room, which is a root of the drill.
pub fn drill_root(seed: u64) -> LogId {
    Key::from_seed(&drill_key(seed, ROOT)).log_id()
}

/// The keys of a drill's simulated devices, without end, each with its log.
pub fn drill_keys(seed: u64) -> impl Iterator<Item = ([u8; 32], LogId)> {
    (0..).map(move |device| drill_key(seed, device)).map(|key| (key, Key::from_seed(&key).log_id()))
}

/// The root's answer to a device that asks to join.
fn answer(seed: u64, device: usize, statement: &Statement) -> Option<Statement> {
    let Fact::Enrol(enrol) = &statement.fact else { return None };
    let LogId(log) = Key::from_seed(&drill_key(seed, device)).log_id();
    let admit = Admit { device: log, role: enrol.role, place: None, until: None };
    (device != ROOT).then_some(Statement { at: statement.at, fact: Fact::Admit(admit) })
}

/// The key of a simulated device. Anyone who knows the seed, which is no secret, can make it: it is
/// good for drills only, and a drill's statements can never count in a real operation, whose id is
/// another.
pub(super) fn drill_key(seed: u64, device: usize) -> [u8; 32] {
    let secret = sha256(&[b"corridor/drill/seed/v1\0", &seed.to_be_bytes()]);
    derive("DRILL ONLY device key", &secret, device as u64)
}
