//! What happens when the disk fails under the door.

use super::super::check::check;
use super::*;
use crate::founding::{found, read_founded};
use crate::store::Mode;
use evacuation::operation::read::Format;
use evacuation::quantity::Moment;
use evacuation::statement::{Enrol, Fact, Headcount, Role, Statement};
use ledger::{Draft, OperationId, Signed, Writer};
use std::path::PathBuf;

/// The device that speaks; it is a root.
const SEED: [u8; 32] = [1; 32];

const OPERATION: &str = r#"
[operation]
name = "Full disk"
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
travel = "10min"
[[fleet]]
id = "bus"
count = 1
at = "here"
seats = 50
[[people]]
id = "all"
at = "here"
parties = [{ count = 1, other = 1 }]
"#;

struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn folder(name: &str) -> Folder {
    let path = std::env::temp_dir().join(format!("corridor-door-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&path);
    let root = ledger::crypto::Key::from_seed(&SEED).log_id();
    found(&path, OPERATION.as_bytes(), Format::Toml, b"{}", Mode::Live, &[root]).unwrap();
    Folder(path)
}

fn open(folder: &Folder) -> Door {
    let founded = read_founded(&folder.0).unwrap();
    let (store, loaded) = Store::open(&folder.0).unwrap();
    let mut book = Book::new(&founded.operation, &founded.plan, [0; 32], &founded.founding.roots);
    let logs = book.take_loaded(loaded);
    Door::new(store, logs, Arc::new(RwLock::new(book)), watch::channel(0).0)
}

fn version(door: &Door) -> u64 {
    door.book.read().unwrap().version()
}

/// An enrolment and so many counts, some of them long.
fn accept(door: &mut Door, entries: &[Signed]) -> Result<Vec<Verdict>, Trouble> {
    let operation = door.store.operation_id();
    door.accept(check(&operation, entries.to_vec()))
}

fn entries(operation: OperationId, number: u32) -> Vec<Signed> {
    let mut writer = Writer::new(operation, &SEED, None);
    let mut say = |fact: Fact| {
        let (kind, place) = (fact.kind().to_owned(), fact.place().map(str::to_owned));
        let body = Statement { at: Moment(0), fact }.encode();
        writer.write(Draft { kind, place, body, ..Draft::default() }, 0).unwrap()
    };
    let mut all = vec![say(Fact::Enrol(Enrol { label: "Gate".to_owned(), role: Role::Gate }))];
    for count in 0..number {
        let place = "p".repeat(100);
        all.push(say(Fact::Headcount(Headcount { trip: "bus-1.1".parse().unwrap(), place, count })));
    }
    all
}

#[test]
fn on_a_full_disk_nothing_is_acknowledged_and_everything_works_again_afterwards() {
    let folder = folder("full");
    let mut door = open(&folder);
    let all = entries(door.store.operation_id(), 2000);
    let (first, rest) = all.split_at(100);
    assert_eq!(accept(&mut door, first).unwrap().len(), 100);
    door.store.limit_pages(20);
    let trouble = accept(&mut door, rest).unwrap_err();
    assert_eq!(trouble.code, "store_full");
    assert_eq!(version(&door), 100, "nothing half taken");
    let again = accept(&mut door, rest);
    assert_eq!(again.unwrap_err().code, "store_full", "never taken for known");
    door.store.limit_pages(100_000);
    let verdicts = accept(&mut door, &all).unwrap();
    assert!(verdicts[..100].iter().all(|verdict| matches!(verdict, Verdict::Known { .. })));
    assert!(verdicts[100..].iter().all(|verdict| matches!(verdict, Verdict::Taken { .. })));
    drop(door);
    assert_eq!(version(&open(&folder)), all.len() as u64);
}

#[test]
fn what_reached_the_disk_although_the_commit_failed_counts_and_is_known() {
    let folder = folder("persisted");
    let mut door = open(&folder);
    let all = entries(door.store.operation_id(), 10);
    // As if the answer to the commit had been lost: the rows are there and the door does not know it.
    let operation = door.store.operation_id();
    let verified: Vec<Verified> =
        all.iter().map(|s| Verified::check(&operation, s.clone()).unwrap()).collect();
    let rows: Vec<(&Verified, Shelf)> = verified.iter().map(|entry| (entry, Shelf::Main)).collect();
    door.store.commit(&rows).unwrap();
    let trouble = accept(&mut door, &all).unwrap_err();
    assert_eq!(trouble.code, "store_failed", "{trouble}");
    assert_eq!(version(&door), 11, "it was read again");
    let verdicts = accept(&mut door, &all).unwrap();
    assert!(verdicts.iter().all(|verdict| matches!(verdict, Verdict::Known { .. })));
}

#[test]
fn submissions_that_wait_are_written_together_and_answered_apart() {
    let folder = folder("group");
    let door = open(&folder);
    let operation = door.store.operation_id();
    let all = entries(operation, 59);
    let (asks, queue) = mpsc::channel(100);
    let waits: Vec<_> = all
        .chunks(7)
        .map(|part| {
            let (answer, wait) = oneshot::channel();
            asks.try_send(Ask::Accept { entries: check(&operation, part.to_vec()), answer }).unwrap();
            wait
        })
        .collect();
    drop(asks);
    let book = Arc::clone(&door.book);
    door.run(queue);
    let lengths: Vec<usize> =
        waits.into_iter().map(|wait| wait.blocking_recv().unwrap().unwrap().len()).collect();
    assert_eq!(lengths, [7, 7, 7, 7, 7, 7, 7, 7, 4]);
    assert_eq!(book.read().unwrap().version(), 60);
}
