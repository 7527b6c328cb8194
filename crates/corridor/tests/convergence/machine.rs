//! One device: what it holds durably, what it shows, what it says to others.

use evacuation::account::{Account, Said, Source};
use evacuation::operation::Operation;
use evacuation::statement::Statement;
use ledger::sync::{Answer, Message, Roots, compare};
use ledger::{Draft, EntryId, Frontier, Head, Logs, OperationId, Signed, Verified, Writer, verify_all};
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

pub const OPERATION: OperationId = OperationId([7; 32]);
/// Entries in one message at most.
const MOST: usize = 40;

/// Verdicts on bytes that were seen before: checking again gives the same and only takes time.
#[derive(Default)]
pub struct Checked(HashMap<(EntryId, [u8; 64]), Option<Rc<Verified>>>);

impl Checked {
    pub fn check(&mut self, all: &[Signed]) -> Vec<Option<Rc<Verified>>> {
        let key = |signed: &Signed| (ledger::crypto::entry_id(&signed.bytes), signed.signature);
        let mut new: Vec<Signed> =
            all.iter().filter(|signed| !self.0.contains_key(&key(signed))).cloned().collect();
        new.dedup();
        let verdicts = verify_all(&OPERATION, new.clone());
        for (signed, verdict) in new.iter().zip(verdicts) {
            self.0.insert(key(signed), verdict.ok().map(Rc::new));
        }
        all.iter().map(|signed| self.0[&key(signed)].clone()).collect()
    }
}

pub struct Machine {
    seed: [u8; 32],
    pub writer: Writer,
    pub clock_ms: u64,
    /// What is on its disk, in the order in which it came.
    disk: Vec<Rc<Verified>>,
    logs: Logs,
    roots: Roots,
    stored: BTreeMap<EntryId, Signed>,
    pub account: Account,
    pub partition: usize,
}

impl Machine {
    pub fn new(seed: [u8; 32], empty: Account, clock_ms: u64) -> Machine {
        Machine {
            seed,
            writer: Writer::new(OPERATION, &seed, None),
            clock_ms,
            disk: Vec::new(),
            logs: Logs::new(),
            roots: Roots::new(),
            stored: BTreeMap::new(),
            account: empty,
            partition: 0,
        }
    }

    /// Signs what it says. Nothing is on disk yet: a crash now must not show.
    pub fn sign(&mut self, statement: &Statement) -> Signed {
        let draft = Draft {
            kind: statement.fact.kind().to_owned(),
            place: statement.fact.place().map(str::to_owned),
            body: statement.encode(),
            ..Draft::default()
        };
        self.writer.write(draft, self.clock_ms).unwrap()
    }

    /// A second history: as a device does that was set back from a copy, or that lies.
    pub fn sign_from(&self, head: Option<Head>, statement: &Statement) -> Signed {
        let mut copy = Machine::new(self.seed, self.account.clone(), self.clock_ms);
        copy.writer = Writer::new(OPERATION, &self.seed, head);
        copy.sign(statement)
    }

    /// The program's way in: place, keep, count. `false` when it was not new or not taken.
    pub fn take(&mut self, entry: &Rc<Verified>) -> bool {
        let Ok(statement) = Statement::decode(entry.entry().body) else { return false };
        if self.logs.insert(entry).is_err() || self.stored.contains_key(&entry.id()) {
            return false;
        }
        self.disk.push(Rc::clone(entry));
        self.stored.insert(entry.id(), entry.signed().clone());
        let source = Source {
            entry: entry.id().0,
            device: entry.log_id().0,
            seq: entry.seq(),
            recorded_ms: entry.hlc().unix_ms,
        };
        self.account.insert(Said { source, statement });
        true
    }

    /// Everything but the disk is gone; it is read back as the program does.
    pub fn crash(&mut self, operation: &Operation, roots: &[[u8; 32]]) {
        let disk = std::mem::take(&mut self.disk);
        let own = self.writer.log_id();
        let last = disk.iter().filter(|entry| entry.log_id() == own).max_by_key(|e| e.seq());
        let head = last.map(|entry| Head::of(entry));
        let empty = Account::closed(operation, None, roots);
        let mut again = Machine::new(self.seed, empty, self.clock_ms);
        again.writer = Writer::new(OPERATION, &self.seed, head);
        again.partition = self.partition;
        let mut left = disk;
        left.sort_by_key(|entry| (entry.log_id(), entry.seq(), entry.id()));
        // A branch whose beginning has a larger id comes in the next round.
        while !left.is_empty() {
            let before = left.len();
            left.retain(|entry| !again.take(entry));
            assert!(left.len() < before, "an entry on disk was lost by a crash");
        }
        *self = again;
    }

    /// How far everything is known here: the beginning of a talk.
    pub fn hello(&mut self) -> Vec<u8> {
        let lines = self.roots.lines(&self.logs);
        Message { lines, ..Message::default() }.write(&OPERATION).unwrap()
    }

    /// Takes what came, whatever it is, and answers it; `None` for what is no message.
    pub fn hear(&mut self, bytes: &[u8], complete: bool, checked: &mut Checked) -> Option<(Vec<u8>, bool)> {
        let mut message = Message::read(&OPERATION, bytes).ok()?;
        let mut news = false;
        for entry in checked.check(&std::mem::take(&mut message.entries)).into_iter().flatten() {
            news |= self.take(&entry);
        }
        let answer = compare(&self.logs, &mut self.roots, &message.theirs(complete), MOST);
        let has_more = news || !answer.give.is_empty() || !answer.known.is_empty();
        Some((self.message(answer), has_more))
    }

    fn message(&self, answer: Answer) -> Vec<u8> {
        let entries = answer.give.iter().map(|give| self.stored[&give.id].clone()).collect();
        let message = Message { lines: answer.lines, known: answer.known, entries, ..Message::default() };
        message.write(&OPERATION).unwrap()
    }

    /// Asks with everything that is known here, and what the answer to it wants.
    pub fn ask_again(&mut self, heard: &[u8], checked: &mut Checked) -> Option<(Vec<u8>, bool)> {
        let mut message = Message::read(&OPERATION, heard).ok()?;
        let mut news = false;
        for entry in checked.check(&std::mem::take(&mut message.entries)).into_iter().flatten() {
            news |= self.take(&entry);
        }
        let mut answer = compare(&self.logs, &mut self.roots, &message.theirs(false), MOST);
        let has_more = news || !answer.give.is_empty() || !answer.known.is_empty();
        answer.lines = self.roots.lines(&self.logs);
        Some((self.message(answer), has_more))
    }

    pub fn held(&self) -> Vec<EntryId> {
        self.stored.keys().copied().collect()
    }
    pub fn stored(&self) -> impl Iterator<Item = &Signed> {
        self.stored.values()
    }
    pub fn frontier(&self) -> Vec<Frontier> {
        self.logs.frontier()
    }
    pub fn logs(&self) -> &Logs {
        &self.logs
    }
    pub fn entry(&self, id: &EntryId) -> &Signed {
        &self.stored[id]
    }
    pub fn drop_one(&mut self) {
        let id = *self.stored.keys().last().unwrap();
        self.stored.remove(&id);
    }
}
