//! What has been taken in, ready to be read: the account, the plan in force, the devices.
//!
//! Never here: bytes and signatures (`store`), verdicts (`door`).

use super::in_force::{InForce, Plans};
use super::seal_book::SealBook;
use crate::store::Loaded;
use evacuation::account::{Account, Picture, Said, Source};
use evacuation::operation::Operation;
use evacuation::plan::Plan;
use evacuation::quantity::Moment;
use evacuation::statement::{Enrol, Fact, Statement};
use ledger::crypto::sha256;
use ledger::{Logs, Verified};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A statement on its way from the store to the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept(Said, Option<[u8; 32]>);

impl Kept {
    /// An entry together with what it was found to say.
    pub(super) fn new(entry: &Verified, statement: Statement) -> Kept {
        let (device, seq, recorded_ms) = (entry.log_id().0, entry.seq(), entry.hlc().unix_ms);
        let source = Source { entry: entry.id().0, device, seq, recorded_ms };
        Kept(Said { source, statement }, entry.seal_commit())
    }

    /// An entry that the store holds. `None` for a body that this program cannot read: it was taken
    /// by a newer one, and stays stored and signed.
    pub(super) fn read(entry: &Verified) -> Option<Kept> {
        Statement::decode(entry.entry().body).ok().map(|statement| Kept::new(entry, statement))
    }
}

/// SHA-256 of a picture written as JSON: the same set of statements has the same digest, whatever the
/// clock says.
pub fn picture_digest(picture: &Picture) -> [u8; 32] {
    sha256(&[&serde_json::to_vec(picture).unwrap_or_default()])
}

/// Everything that was taken in.
#[derive(Debug)]
pub struct Book {
    account: Account,
    plans: Plans,
    devices: BTreeMap<[u8; 32], (u64, [u8; 32], Enrol)>,
    committed: BTreeSet<[u8; 32]>,
    contradicted: BTreeMap<[u8; 32], Contradicted>,
}

/// That a device sealed another history than the entries here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contradicted {
    /// How many entries the smallest such seal covers.
    pub size: u64,
    /// When the first came in, in seconds of Unix time.
    pub since_unix_s: i64,
}

impl Book {
    /// An empty book. `roots` may enrol others from the start.
    pub fn new(operation: &Operation, plan: &Plan, plan_sha256: [u8; 32], roots: &[[u8; 32]]) -> Book {
        let plans = Plans::new(operation, plan, plan_sha256);
        let account = Account::closed(operation, Some(plan), roots);
        let (devices, committed, contradicted) = Default::default();
        Book { account, plans, devices, committed, contradicted }
    }

    /// The book that these entries give; those whose body this program cannot read are left out.
    pub fn of(
        operation: &Operation,
        plan: &Plan,
        plan_sha256: [u8; 32],
        roots: &[[u8; 32]],
        entries: &[Verified],
    ) -> Book {
        let mut book = Book::new(operation, plan, plan_sha256, roots);
        book.insert_all(entries.iter().filter_map(Kept::read));
        book
    }

    /// Fills the book with what was stored, in the order in which it was recorded.
    pub(super) fn take_loaded(&mut self, loaded: Loaded) -> Logs {
        let mut entries = loaded.entries;
        entries.sort_by_key(|entry| (entry.hlc(), entry.log_id(), entry.seq()));
        let stored = entries.len();
        self.insert_all(entries.iter().filter_map(Kept::read));
        let unread = stored - self.account.len();
        if unread > 0 {
            tracing::error!(
                unread,
                "stored statements that this program cannot read do not count; use a newer one"
            );
        }
        loaded.logs
    }

    /// Takes statements in; one that is here already changes nothing.
    pub(super) fn insert_all(&mut self, kept: impl IntoIterator<Item = Kept>) {
        let mut about_plans = false;
        for kept in kept {
            let fact = &kept.0.statement.fact;
            about_plans |= matches!(fact, Fact::Adopt(_) | Fact::PlanPart(_) | Fact::Correct(_));
            about_plans |= matches!(fact, Fact::Admit(_) | Fact::Revoke(_) | Fact::Release(_));
            self.insert(kept);
        }
        if about_plans && self.plans.look(&self.account) {
            let in_force = self.plans.in_force();
            self.account.follow(&in_force.operation, &in_force.plan);
        }
    }

    /// The plan in force.
    pub fn in_force(&self) -> &Arc<InForce> {
        self.plans.in_force()
    }

    /// Plans that came into force after the founding one, each with the moment from which it was.
    pub fn plans_since(&self) -> &[(Moment, Arc<InForce>)] {
        self.plans.since()
    }

    fn insert(&mut self, Kept(said, commitment): Kept) {
        self.committed.extend(commitment);
        let (entry, device, seq) = (said.source.entry, said.source.device, said.source.seq);
        if let Fact::Enrol(enrol) = &said.statement.fact {
            let known = self.devices.get(&device);
            if known.is_none_or(|(first, id, _)| (seq, entry) < (*first, *id)) {
                self.devices.insert(device, (seq, entry, enrol.clone()));
            }
        }
        self.account.insert(said);
    }

    /// Whether an entry here commits to this sealed blob.
    pub fn commits_to(&self, commitment: &[u8; 32]) -> bool {
        self.committed.contains(commitment)
    }

    /// Devices that sealed another history than the entries here.
    pub fn contradicted(&self) -> &BTreeMap<[u8; 32], Contradicted> {
        &self.contradicted
    }

    /// Takes note of the seals that contradict their log.
    pub(super) fn note_contradictions(&mut self, seals: &SealBook) {
        self.contradicted.clear();
        for kept in seals.contradicts() {
            let checkpoint = kept.seal.checkpoint();
            let new = Contradicted { size: checkpoint.size, since_unix_s: kept.kept_unix_s };
            let known = self.contradicted.entry(checkpoint.origin.log_id.0).or_insert(new);
            known.since_unix_s = known.since_unix_s.min(new.since_unix_s);
        }
    }

    /// All sealed blobs that entries here commit to.
    pub fn committed(&self) -> impl Iterator<Item = &[u8; 32]> {
        self.committed.iter()
    }

    /// Grows with every statement; the same set of statements has the same version.
    pub fn version(&self) -> u64 {
        self.account.len() as u64
    }

    /// The set of statements.
    pub fn account(&self) -> &Account {
        &self.account
    }

    /// Every device that asked to join, with what it says it is.
    pub fn devices(&self) -> impl Iterator<Item = ([u8; 32], &Enrol)> {
        self.devices.iter().map(|(device, (_, _, enrol))| (*device, enrol))
    }

    /// What a device said it is.
    pub fn device(&self, device: &[u8; 32]) -> Option<&Enrol> {
        self.devices.get(device).map(|(_, _, enrol)| enrol)
    }
}
