//! What can be judged of an entry by itself, before its place is known: its signature and its statement.
//! It takes most of the time that an entry takes, so whoever brings very many has [`Checkers`] do it.
//!
//! Never here: whether an entry fits its log (`door`).

use super::sense::{self, refuse};
use super::verdict::{Trouble, Verdict};
use evacuation::statement::Statement;
use ledger::{OperationId, Signed, SignedError, Verified, verify_all};
use std::sync::{Arc, Mutex, PoisonError, mpsc};

/// An entry whose signature is good, with the statement that it makes; or why it cannot be taken.
pub(super) type Checked = Result<(Verified, Statement), Verdict>;

/// Judges each entry by itself, in the same order.
pub(super) fn check(operation: &OperationId, entries: Vec<Signed>) -> Vec<Checked> {
    let read = |verified: Verified| sense::read(&verified.entry()).map(|statement| (verified, statement));
    let verified = verify_all(operation, entries);
    verified.map(|verified| verified.map_err(|error| refuse_signed(&error)).and_then(read)).collect()
}

fn refuse_signed(error: &SignedError) -> Verdict {
    let (code, remedy) = match error {
        SignedError::Entry(_) => ("entry_malformed", "write it as docs/entries.md says"),
        SignedError::Key(_) => ("weak_key", "let the device make a new key and enrol again"),
        SignedError::Signature => ("bad_signature", "check that the device is enrolled in this operation"),
    };
    refuse(code, error.to_string(), remedy)
}

/// A thread for each core that checks what is put before them. They end with this.
#[derive(Debug)]
pub(super) struct Checkers(mpsc::Sender<Job>);

#[derive(Debug)]
struct Job {
    entries: Vec<Signed>,
    answer: mpsc::Sender<Vec<Checked>>,
}

/// Entries that are being checked.
#[derive(Debug)]
pub(super) struct Checking(mpsc::Receiver<Vec<Checked>>);

impl Checkers {
    /// Starts the threads.
    pub(super) fn new(operation: OperationId) -> Checkers {
        let (jobs, queue) = mpsc::channel::<Job>();
        let queue = Arc::new(Mutex::new(queue));
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            let queue = Arc::clone(&queue);
            let next = move || queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let work = move || {
                while let Ok(Job { entries, answer }) = next() {
                    // Nobody waits for it any more where the import was broken off.
                    let _ = answer.send(check(&operation, entries));
                }
            };
            // Without any thread there is nobody to answer, and whoever waits is told.
            if let Err(error) = std::thread::Builder::new().name("check".to_owned()).spawn(work) {
                tracing::error!(%error, "entries cannot be checked on another thread");
            }
        }
        Checkers(jobs)
    }

    /// Has these entries checked; what is put first is begun first.
    pub(super) fn put(&self, entries: Vec<Signed>) -> Checking {
        let (answer, wait) = mpsc::channel();
        let _ = self.0.send(Job { entries, answer });
        Checking(wait)
    }
}

impl Checking {
    /// What was found, in the order of the entries.
    pub(super) fn wait(self) -> Result<Vec<Checked>, Trouble> {
        self.0.recv().map_err(|_| Trouble::stopped())
    }
}
