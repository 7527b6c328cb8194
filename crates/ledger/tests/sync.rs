//! What sync promises: whatever is lost, repeated, late or out of order on the way, all machines end
//! with the same entries; what goes over the wire is hardly more than what was missing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use ledger::sync::{Answer, Message, Roots, Session, compare};
use ledger::{Draft, EntryId, Head, LogId, Logs, OperationId, Signed, Verified, Writer};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

const OPERATION: OperationId = OperationId([7; 32]);
const MOST: usize = 5;

fn chain(seed: u8, head: Option<Head>, length: usize, say: u8, body: usize) -> Vec<Verified> {
    let mut writer = Writer::new(OPERATION, &[seed; 32], head);
    let draft = Draft { kind: "note".to_owned(), body: vec![say; body], ..Draft::default() };
    let mut write = |n| Verified::check(&OPERATION, writer.write(draft.clone(), n).unwrap()).unwrap();
    (0..length as u64).map(&mut write).collect()
}

/// A machine: what it holds, and what it says to others.
#[derive(Default)]
struct Machine {
    logs: Logs,
    roots: Roots,
    stored: BTreeMap<EntryId, Signed>,
}

impl Machine {
    fn holding<'a>(entries: impl IntoIterator<Item = &'a Verified>) -> Machine {
        let mut machine = Machine::default();
        for entry in entries {
            machine.take(entry.clone());
        }
        machine
    }

    /// Whether it was new.
    fn take(&mut self, entry: Verified) -> bool {
        let taken = self.logs.insert(&entry).is_ok();
        let id = entry.id();
        taken && self.stored.insert(id, entry.into_signed()).is_none()
    }

    /// As a store that has lost a row does.
    fn lose(&mut self, id: &EntryId) {
        self.stored.remove(id);
        let left: Vec<Signed> = self.stored.values().cloned().collect();
        (self.logs, self.roots) = (Logs::new(), Roots::new());
        let mut left: Vec<Verified> =
            left.into_iter().map(|entry| Verified::check(&OPERATION, entry).unwrap()).collect();
        left.sort_by_key(|entry| (entry.log_id(), entry.seq()));
        for entry in &left {
            if self.logs.insert(entry).is_err() {
                let _ = self.logs.insert_after_loss(entry);
            }
        }
    }

    fn message(&mut self, answer: Answer) -> Message {
        let entries = answer.give.iter().map(|give| self.stored[&give.id].clone()).collect();
        Message { lines: answer.lines, known: answer.known, entries, ..Message::default() }
    }

    /// The first thing to say: everything that is here, in short.
    fn hello(&mut self) -> Vec<u8> {
        let lines = self.roots.lines(&self.logs);
        Message { lines, ..Message::default() }.write(&OPERATION).unwrap()
    }

    /// Takes what came and answers it. `complete`: whether it was a request, which names all logs.
    fn hear(&mut self, bytes: &[u8], complete: bool, most: usize) -> Message {
        self.hear_in(&mut Session::new(), bytes, complete, most).0
    }

    fn hear_in(
        &mut self,
        session: &mut Session,
        bytes: &[u8],
        complete: bool,
        most: usize,
    ) -> (Message, bool) {
        let mut message = Message::read(&OPERATION, bytes).unwrap();
        let (mut came, mut news) = (BTreeSet::new(), BTreeSet::<LogId>::new());
        for entry in std::mem::take(&mut message.entries) {
            let entry = Verified::check(&OPERATION, entry).unwrap();
            let log_id = entry.log_id();
            came.insert(log_id);
            if self.take(entry) {
                news.insert(log_id);
            }
        }
        let theirs = message.theirs(complete);
        let mut answer = compare(&self.logs, &mut self.roots, &theirs, most);
        let go_on = session.go_on(&theirs, &came, &news, &mut answer);
        (self.message(answer), go_on)
    }

    fn request(&mut self, session: &Session, mut answer: Message) -> Vec<u8> {
        answer.lines = session.lines(self.roots.lines(&self.logs));
        answer.write(&OPERATION).unwrap()
    }
}

/// Talks until nothing moves any more; returns the bytes that went over the wire, and stuck logs.
fn talk(client: &mut Machine, server: &mut Machine, most: usize) -> (usize, usize) {
    let (mut session, mut request, mut wire) = (Session::new(), client.hello(), 0);
    for _ in 0..10_000 {
        let answer = server.hear(&request, true, most).write(&OPERATION).unwrap();
        wire += request.len() + answer.len();
        let (next, go_on) = client.hear_in(&mut session, &answer, false, most);
        if !go_on {
            return (wire, session.stuck().count());
        }
        request = client.request(&session, next);
    }
    panic!("they never came to an end");
}

fn held(machine: &Machine) -> Vec<EntryId> {
    machine.stored.keys().copied().collect()
}

/// Histories of three devices, two of which may have forked.
fn histories(forks: &[(usize, usize, u8)]) -> Vec<Verified> {
    let main = chain(1, None, 9, 0, 3);
    let mut all = main.clone();
    all.extend(chain(2, None, 6, 0, 3));
    all.extend(chain(3, None, 1, 0, 3));
    for (at, length, say) in forks {
        let head = at.checked_sub(1).map(|before| Head::of(&main[before]));
        all.extend(chain(1, head, *length, *say, 3));
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn two_machines_end_with_the_same(
        forks in prop::collection::vec((0usize..9, 1usize..6, 1u8..4), 0..3),
        mine in any::<u64>(), theirs in any::<u64>(), lost in prop::option::of(any::<prop::sample::Index>())
    ) {
        let all = histories(&forks);
        let part = |bits: u64| all.iter().enumerate().filter(move |(ix, _)| bits >> (ix % 64) & 1 == 1).map(|(_, e)| e);
        let (mut client, mut server) = (Machine::holding(part(mine)), Machine::holding(part(theirs)));
        let common: Vec<EntryId> = held(&client).into_iter().filter(|id| server.stored.contains_key(id)).collect();
        // A fork that lost a row may lose what stood on it too; see below for what cannot be mended.
        if let Some(lost) = lost.filter(|_| !common.is_empty() && forks.is_empty()) {
            client.lose(&common[lost.index(common.len())]);
        }
        let mut everything: Vec<EntryId> = held(&client).into_iter().chain(held(&server)).collect();
        everything.sort_unstable();
        everything.dedup();
        prop_assert_eq!(talk(&mut client, &mut server, MOST).1, 0);
        prop_assert_eq!(held(&client), everything.clone());
        prop_assert_eq!(held(&server), everything);
        prop_assert_eq!(client.roots.lines(&client.logs), server.roots.lines(&server.logs));
    }

    /// Messages between four machines are lost, repeated and overtake each other; in the end one
    /// quiet round brings all together, and nothing was ever taken that nobody said.
    #[test]
    fn a_bad_network_only_delays(
        forks in prop::collection::vec((0usize..9, 1usize..6, 1u8..4), 0..2),
        steps in prop::collection::vec((0usize..4, 0usize..4, 0u8..10, any::<prop::sample::Index>()), 0..120)
    ) {
        let all = histories(&forks);
        let mut machines: Vec<Machine> =
            (0..4).map(|n| Machine::holding(all.iter().enumerate().filter(|(ix, _)| ix % 4 >= n).map(|(_, e)| e))).collect();
        let mut wire: VecDeque<(usize, usize, Vec<u8>, bool)> = VecDeque::new();
        for (from, to, what, which) in steps {
            if from == to { continue; }
            match what {
                0..3 => wire.push_back((from, to, machines[from].hello(), true)),
                3 if !wire.is_empty() => drop(wire.remove(which.index(wire.len()))),
                4 if !wire.is_empty() => { let again = wire[which.index(wire.len())].clone(); wire.push_back(again); }
                _ if !wire.is_empty() => {
                    let (from, to, bytes, complete) = wire.remove(which.index(wire.len())).unwrap();
                    let answer = machines[to].hear(&bytes, complete, MOST);
                    let again = if complete { answer.write(&OPERATION).unwrap() } else { machines[to].request(&Session::new(), answer) };
                    wire.push_back((to, from, again, !complete));
                }
                _ => {}
            }
        }
        for _ in 0..2 {
            for server in 1..4 {
                let (first, rest) = machines.split_at_mut(1);
                talk(&mut first[0], &mut rest[server - 1], MOST);
            }
        }
        let everything = held(&machines[0]);
        prop_assert_eq!(everything.len(), {
            let mut ids: Vec<EntryId> = all.iter().map(Verified::id).collect();
            ids.sort_unstable();
            ids.dedup();
            ids.len()
        });
        for machine in &machines {
            prop_assert_eq!(held(machine), everything.clone());
        }
    }

    #[test]
    fn hostile_bytes_are_no_message(noise in prop::collection::vec(any::<u8>(), 0..300), at in any::<prop::sample::Index>()) {
        let mut machine = Machine::holding(&histories(&[]));
        let mut bytes = machine.hello();
        prop_assert!(Message::read(&OPERATION, &noise).is_err());
        let at = at.index(bytes.len());
        bytes[at] ^= 0x10;
        prop_assert!(Message::read(&OPERATION, &bytes).is_err());
        prop_assert!(Message::read(&OperationId([8; 32]), &machine.hello()).is_err());
    }
}

/// What a log lost on the one machine that had it cannot come back, and what follows it cannot be
/// taken elsewhere: that is said, and holds up nothing else.
#[test]
fn a_log_that_cannot_be_mended_holds_up_no_other() {
    let (broken, whole) = (chain(1, None, 40, 0, 3), chain(2, None, 40, 0, 3));
    for client_is_broken in [true, false] {
        let mut one = Machine::holding(broken.iter().chain(&whole));
        one.lose(&broken[0].id());
        let mut other = Machine::default();
        let (client, server) = if client_is_broken { (&mut one, &mut other) } else { (&mut other, &mut one) };
        assert_eq!(talk(client, server, MOST).1, 1);
        assert_eq!(other.stored.len(), 40);
    }
}

/// 20 devices with 500 entries each; the other machine lacks the last 25 of each: what goes over the
/// wire, both ways and everything counted, is at most 1.1 times what was missing.
#[test]
fn the_wire_carries_hardly_more_than_what_is_missing() {
    let logs: Vec<Vec<Verified>> = (0..20).map(|seed| chain(seed, None, 500, 0, 60)).collect();
    let mut full = Machine::holding(logs.iter().flatten());
    let short = || Machine::holding(logs.iter().flat_map(|log| &log[..475]));
    let missing = logs.iter().flat_map(|log| &log[475..]).map(Verified::signed);
    let missing: usize = missing.map(|signed| signed.bytes.len() + 64).sum();
    for (wire, _) in [talk(&mut short(), &mut full, 4096), talk(&mut full, &mut short(), 4096)] {
        let ratio = wire as f64 / missing as f64;
        println!("{wire} bytes for {missing} missing: {ratio:.3}");
        assert!(ratio <= 1.1, "{wire} bytes for {missing} missing: {ratio:.3}");
    }
}
