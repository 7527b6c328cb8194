//! The store against a failing disk and a sudden end: no flipped bit goes unnoticed, and nothing that
//! was acknowledged is lost when the process is killed.
//!
//! `FLIPS` says how many bits outside of entries are flipped one by one (default 200), `ROUNDS` how many
//! bits of every entry (default 12), `ENTRIES` how many entries there are; `STORE_KILLS` how many kills (default 25).
//! `./corridor bench flip` and `./corridor bench kill` run them at length.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use corridor::founding::{found, read_founded};
use corridor::intake::{Intake, Opened, Verdict};
use corridor::store::{FILE_NAME, Mode, Shelf, Store};
use evacuation::operation::read::Format;
use evacuation::quantity::Moment;
use evacuation::statement::{Enrol, Fact, Headcount, Role, Statement};
use ledger::crypto::Key;
use ledger::sync::Give;
use ledger::{Draft, EntryId, Head, Logs, OperationId, Outcome, Signed, Verified, Writer};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc;
use std::time::Duration;

const OPERATION: &str = r#"
[operation]
name = "Store"
timezone = "UTC"
start = 2016-12-15T14:00:00Z
horizon = "10h"
[[place]]
id = "here"
kind = "staging"
[[place]]
id = "there"
kind = "reception"
[[road]]
from = "here"
to = "there"
travel = "1min"
distance_km = 1.0
[[fleet]]
id = "bus"
count = 1
at = "here"
seats = 1
escorts = 0
[[people]]
id = "people"
at = "here"
parties = [{ count = 1, other = 1 }]
"#;
const PLAN: &str = r#"{ "operation": "Store", "objective": "exposure", "exposure_person_h": 0.0, "makespan_s": 0,
    "delivered": 0, "left_behind": 0, "bound": 0.0, "gap": 0.0, "binding": [], "trips": [] }"#;
/// How long a process lives at most before it is killed, in millionths of a second.
const LIFE_US: u64 = 30_000;
const SEED: [u8; 32] = [1; 32];

fn setting(name: &str, default: usize) -> usize {
    std::env::var(name).map_or(default, |text| text.parse().unwrap())
}

struct Folder(PathBuf);

impl Folder {
    /// In memory where there is such a place: the disk itself is not what is tested here.
    fn founded(name: &str) -> Folder {
        let memory = Path::new("/dev/shm");
        let base = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let folder = Folder(base.join(format!("corridor-{name}-{}-{number}", std::process::id())));
        let _ = std::fs::remove_dir_all(&folder.0);
        let roots = [Key::from_seed(&SEED).log_id()];
        found(&folder.0, OPERATION.as_bytes(), Format::Toml, PLAN.as_bytes(), Mode::Live, &roots).unwrap();
        folder
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn open(data: &Path) -> Opened {
    let founded = read_founded(data).unwrap();
    Intake::open(data, &founded.operation, &founded.plan).unwrap()
}

/// The entries that go on after `head`, an enrolment first.
fn entries(operation: OperationId, head: Option<Head>, count: usize) -> Vec<Signed> {
    entries_of(operation, &SEED, head, count, 0)
}

/// The same of any device; `later`: milliseconds that make another history of it.
fn entries_of(
    operation: OperationId,
    seed: &[u8; 32],
    head: Option<Head>,
    count: usize,
    later: u64,
) -> Vec<Signed> {
    let mut writer = Writer::new(operation, seed, head);
    let mut say = || {
        let seq = writer.next_seq();
        let fact = match seq {
            0 => Fact::Enrol(Enrol { label: "Device".into(), role: Role::Coordinator }),
            _ => Fact::Headcount(Headcount {
                trip: "bus-1.1".parse().unwrap(),
                place: "here".into(),
                count: seq as u32 % 90,
            }),
        };
        let (kind, place) = (fact.kind().to_owned(), fact.place().map(str::to_owned));
        let body = Statement { at: Moment(seq as i64 % 1000), fact }.encode();
        writer
            .write(Draft { kind, place, body, ..Draft::default() }, 1_481_808_000_000 + seq + later)
            .unwrap()
    };
    (0..count).map(|_| say()).collect()
}

fn chance(state: &mut u64) -> usize {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*state >> 33) as usize
}

/// A store at rest: its bytes, the entries in it, and where each stands.
struct AtRest {
    folder: Folder,
    bytes: Vec<u8>,
    ids: BTreeSet<EntryId>,
    /// Where the bytes of each entry's bytes and signature stand.
    at: Vec<Vec<usize>>,
}

impl AtRest {
    fn new(count: usize) -> AtRest {
        let folder = Folder::founded("flip");
        let Opened { intake, thread, .. } = open(&folder.0);
        let said = entries(intake.operation_id(), None, count);
        intake.accept_blocking(said.clone()).unwrap();
        drop(intake);
        thread.join().unwrap();
        let bytes = std::fs::read(folder.0.join(FILE_NAME)).unwrap();
        let piece = |piece: &[u8]| {
            let at = bytes.windows(piece.len()).position(|window| window == piece);
            let at = at.expect("entries and signatures lie in one piece each");
            at..at + piece.len()
        };
        let find = |entry: &Signed| piece(&entry.bytes).chain(piece(&entry.signature)).collect();
        let ids = said.iter().map(|entry| ledger::crypto::entry_id(&entry.bytes)).collect();
        let at = said.iter().map(find).collect();
        AtRest { folder, bytes, ids, at }
    }

    /// How many damaged rows are reported when this is opened; `None` where it cannot be. Panics where
    /// the store holds anything else than what was written, and says nothing.
    fn reported(&self, flipped: &[u8], what: &str) -> Option<usize> {
        for end in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(self.folder.0.join(format!("{FILE_NAME}{end}")));
        }
        std::fs::write(self.folder.0.join(FILE_NAME), flipped).unwrap();
        let (store, loaded) = Store::open(&self.folder.0).ok()?;
        let ids: BTreeSet<EntryId> = loaded.entries.iter().map(Verified::id).collect();
        assert!(ids.is_subset(&self.ids), "{what}: something was made up");
        assert!(
            !loaded.damaged.is_empty() || ids == self.ids,
            "{what}: {} of {} entries, and nobody noticed",
            ids.len(),
            self.ids.len()
        );
        drop(store);
        Some(loaded.damaged.len())
    }
}

#[test]
fn no_flipped_bit_goes_unnoticed() {
    let store = AtRest::new(setting("ENTRIES", 1000));
    assert_eq!(store.reported(&store.bytes, "nothing flipped"), Some(0));
    // One bit in every entry at once, the next one each round: each entry stands for itself.
    let longest = store.at.iter().map(|row| row.len() * 8).max().unwrap();
    let rounds = setting("ROUNDS", 12).min(longest);
    let mut bits = 0usize;
    for round in 0..rounds {
        let bit = round * longest / rounds;
        let mut flipped = store.bytes.clone();
        let rows = store.at.iter().filter(|row| bit < row.len() * 8);
        let count = rows.map(|row| flipped[row[bit / 8]] ^= 1 << (bit % 8)).count();
        assert_eq!(store.reported(&flipped, &format!("bit {bit} of every entry")), Some(count));
        bits += count;
    }
    // Everything between: keys, lengths, pages, what was founded.
    let mut covered = vec![false; store.bytes.len()];
    store.at.iter().flatten().for_each(|byte| covered[*byte] = true);
    let between: Vec<usize> = (0..store.bytes.len() * 8).filter(|bit| !covered[bit / 8]).collect();
    let flips = setting("FLIPS", 200).min(between.len());
    let (mut harmless, mut unopened, mut state) = (0, 0, 1u64);
    for flip in 0..flips {
        let step = between.len() / flips;
        let bit = between[flip * step + chance(&mut state) % step];
        let mut flipped = store.bytes.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        match store.reported(&flipped, &format!("byte {} bit {}", bit / 8, bit % 8)) {
            Some(0) => harmless += 1,
            Some(_) => {}
            None => unopened += 1,
        }
    }
    println!(
        "{} bytes, {} entries: {bits} bits in entries flipped, all noticed; {flips} of {} bits between them: {harmless} harmless, {unopened} refused to open, {} reported, 0 unnoticed",
        store.bytes.len(),
        store.at.len(),
        between.len(),
        flips - harmless - unopened
    );
}

/// Not a test by itself: the process that is killed. It says how far its log is, then writes and says
/// what was acknowledged, until it is killed.
#[test]
fn writer_that_is_killed() {
    let Ok(data) = std::env::var("KILLED_WRITER") else { return };
    let opened = open(Path::new(&data));
    let log_id = Key::from_seed(&SEED).log_id();
    let size = opened.frontier.iter().find(|line| line.log_id == log_id).map_or(0, |line| line.size);
    let say = |text: String| {
        let mut out = std::io::stdout().lock();
        out.write_all(text.as_bytes()).and_then(|()| out.flush()).unwrap();
    };
    say(format!("\nOPEN {size} {}\n", opened.damaged.len()));
    let operation = opened.intake.operation_id();
    let (mut head, mut state) = (opened.heads.get(&log_id).copied(), size + 1);
    loop {
        let group = entries(operation, head, 1 + chance(&mut state) % 8);
        let last = Verified::check(&operation, group.last().unwrap().clone()).unwrap();
        let verdicts = opened.intake.accept_blocking(group).unwrap();
        assert!(verdicts.iter().all(|verdict| matches!(verdict, Verdict::Taken { .. })), "{verdicts:?}");
        head = Some(Head::of(&last));
        say(format!("ACK {}\n", last.seq() + 1));
    }
}

#[test]
fn nothing_acknowledged_is_lost_by_a_kill() {
    let kills = setting("STORE_KILLS", 25);
    let (mut folder, mut acknowledged, mut total, mut state) = (Folder::founded("kill"), 0u64, 0u64, 7u64);
    // Kills that came before the store was open, while it was, and after something was acknowledged.
    let (mut before, mut open_then, mut writing) = (0, 0, 0);
    for kill in 0..kills {
        // A fresh folder now and then, so that opening stays quick.
        if acknowledged > 4000 {
            folder = Folder::founded("kill");
            total += acknowledged;
            acknowledged = 0;
        }
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "writer_that_is_killed", "--nocapture"])
            .env("KILLED_WRITER", &folder.0)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let out = child.stdout.take().unwrap();
        let (tell, told) = mpsc::channel();
        std::thread::spawn(move || {
            BufReader::new(out).lines().map_while(Result::ok).try_for_each(|line| tell.send(line).ok())
        });
        let mut lines = Vec::new();
        // Every other time from when the store is open, else from when the process begins.
        while kill % 2 == 0 && !lines.iter().any(|line: &String| line.starts_with("OPEN")) {
            lines.push(told.recv_timeout(Duration::from_secs(60)).expect("it opens its store"));
        }
        std::thread::sleep(Duration::from_micros(chance(&mut state) as u64 % LIFE_US));
        child.kill().unwrap();
        child.wait().unwrap();
        lines.extend(told);
        let said = |word: &str| lines.iter().any(|line| line.starts_with(word));
        match (said("OPEN"), said("ACK")) {
            (false, _) => before += 1,
            (true, false) => open_then += 1,
            (true, true) => writing += 1,
        }
        for line in lines {
            let mut words = line.split(' ');
            let (word, number) = (words.next(), words.next().and_then(|number| number.parse::<u64>().ok()));
            match (word, number) {
                (Some("OPEN"), Some(size)) => {
                    assert!(
                        size >= acknowledged,
                        "kill {kill}: {acknowledged} were acknowledged, {size} are there"
                    );
                    assert_eq!(words.next(), Some("0"), "kill {kill}: damaged rows");
                }
                (Some("ACK"), Some(size)) => acknowledged = size,
                _ => {}
            }
        }
    }
    let opened = open(&folder.0);
    let size = opened.frontier.first().map_or(0, |line| line.size);
    assert!(size >= acknowledged && opened.damaged.is_empty());
    assert!(writing * 5 >= kills, "too few kills while it wrote: {writing} of {kills}");
    let all = total + acknowledged;
    println!(
        "{kills} kills ({before} before the store was open, {open_then} then, {writing} while it wrote), {all} statements acknowledged, 0 lost"
    );
}

/// Three devices, one of which also writes a second history, in groups of any size and order.
#[test]
fn entries_are_read_back_however_they_came_in_groups() {
    let (one, other) = ([2; 32], [3; 32]);
    for seed in 1..=40u64 {
        let folder = Folder::founded("groups");
        let (mut store, _) = Store::open(&folder.0).unwrap();
        let operation = store.operation_id();
        let mut state = seed;
        let check = |signed: &Signed| Verified::check(&operation, signed.clone()).unwrap();
        let main = entries_of(operation, &SEED, None, 40, 0);
        let split = 1 + chance(&mut state) % 38;
        let head = Head::of(&check(&main[split]));
        let branch = entries_of(operation, &SEED, Some(head), 30, 7);
        let mut queues = [
            main,
            branch,
            entries_of(operation, &one, None, 50, 0),
            entries_of(operation, &other, None, 3, 0),
        ];
        queues.iter_mut().for_each(|queue| queue.reverse());
        let (mut logs, mut written, mut group) = (Logs::new(), Vec::new(), Vec::new());
        while queues.iter().any(|queue| !queue.is_empty()) {
            let queue = chance(&mut state) % queues.len();
            // The second history can only follow where its first entry was written.
            if queue == 1 && logs.size(&Key::from_seed(&SEED).log_id()) <= split as u64 {
                continue;
            }
            let some = chance(&mut state) % 20;
            for _ in 0..some {
                let Some(signed) = queues[queue].pop() else { break };
                let entry = check(&signed);
                let forked = matches!(logs.insert(&entry).unwrap(), Outcome::Forked { .. });
                group.push((entry, if forked { Shelf::Branch } else { Shelf::Main }));
            }
            if chance(&mut state).is_multiple_of(3) {
                commit(&mut store, &mut group, &mut written);
            }
        }
        commit(&mut store, &mut group, &mut written);
        drop(store);
        let (store, loaded) = Store::open(&folder.0).unwrap();
        assert_eq!(loaded.damaged, [], "seed {seed}");
        let ids = |entries: &[Verified]| entries.iter().map(Verified::id).collect::<BTreeSet<EntryId>>();
        assert_eq!(ids(&loaded.entries), ids(&written), "seed {seed}");
        assert_eq!(loaded.logs.frontier(), logs.frontier(), "seed {seed}");
        read_back(&store, &written, &mut state);
    }
}

fn commit(store: &mut Store, group: &mut Vec<(Verified, Shelf)>, written: &mut Vec<Verified>) {
    let rows: Vec<(&Verified, Shelf)> = group.iter().map(|(entry, shelf)| (entry, *shelf)).collect();
    store.commit(&rows).unwrap();
    written.extend(group.drain(..).map(|(entry, _)| entry));
}

/// Page by page, each entry after the one that it names; and each by its name, in any order.
fn read_back(store: &Store, written: &[Verified], state: &mut u64) {
    let (mut after, mut seen) = (None, Vec::new());
    loop {
        let (page, next) = store.page(after, 1 + chance(state) % 30).unwrap();
        seen.extend(page);
        after = next;
        if after.is_none() {
            break;
        }
    }
    let mut logs = Logs::new();
    for signed in &seen {
        let entry = Verified::check(&store.operation_id(), signed.clone()).unwrap();
        assert!(!matches!(logs.insert(&entry), Ok(Outcome::Known) | Err(_)));
    }
    assert_eq!(seen.len(), written.len());
    for _ in 0..40 {
        let entry = &written[chance(state) % written.len()];
        let give = Give { log_id: entry.log_id(), seq: entry.seq(), id: entry.id() };
        let next = Give { seq: give.seq + 1, ..give };
        let rows = store.rows(&[give, next, give], usize::MAX).unwrap();
        assert_eq!(rows, [entry.signed().clone(), entry.signed().clone()]);
    }
}
