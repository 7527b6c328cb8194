//! The thread behind the door. It owns the store and the shape of the logs; nobody else writes.
//!
//! Never here: anything asynchronous.

use super::blobs::is_about_shredding;
use super::book::{Book, Kept};
use super::check::Checked;
use super::errand::{Errand, Holdings};
use super::seal_book::SealBook;
use super::sealing::{EntryProof, SealVerdict, Trees};
use super::sense::refuse;
use super::verdict::{Trouble, Verdict};
use crate::store::{KeptSeal, Shelf, Store, StoreError};
use ledger::checkpoint::Seal;
use ledger::quorum::Policy;
use ledger::sync::Roots;
use ledger::tree::Hash;
use ledger::{EntryId, Frontier, LogId, Logs, Outcome, Refusal, Verified};
use std::sync::{Arc, PoisonError, RwLock};
use tokio::sync::{mpsc, oneshot, watch};

/// Entries committed together at most. Larger groups are only slower to answer, not faster to write.
const GROUP_ENTRIES: usize = 4096;

type Answer<T> = oneshot::Sender<Result<T, Trouble>>;

/// Logs of devices that nobody admitted that are kept at most.
const STRANGERS_MAX: usize = 1024;
/// Entries of such a log that are kept at most: a lost phone's whole week, but no flood.
const STRANGERS_ENTRIES_MAX: u64 = 20_000;

/// What can be asked of the thread. Entries are checked by whoever brings them: it has other things to do.
#[derive(Debug)]
pub(super) enum Ask {
    Accept { entries: Vec<Checked>, answer: Answer<Vec<Verdict>> },
    SetNote { key: &'static str, value: Vec<u8>, answer: Answer<()> },
    Note { key: &'static str, answer: Answer<Option<Vec<u8>>> },
    Frontier { answer: oneshot::Sender<Vec<Frontier>> },
    Seals { answer: oneshot::Sender<Vec<KeptSeal>> },
    MakeSeals { seeds: Vec<[u8; 32]>, now_unix_s: i64, answer: Answer<Vec<Seal>> },
    TakeSeals { seals: Vec<Seal>, now_unix_s: i64, answer: Answer<Vec<SealVerdict>> },
    Trust { policy: Box<Policy> },
    Prove { log_id: LogId, seq: u64, id: EntryId, answer: oneshot::Sender<Option<EntryProof>> },
    ProveGrowth { log_id: LogId, old: u64, new: u64, answer: oneshot::Sender<Option<Vec<Hash>>> },
    Errand(Errand),
    Stop { answer: oneshot::Sender<()> },
}

pub(super) struct Door {
    pub(super) store: Store,
    pub(super) logs: Logs,
    pub(super) trees: Trees,
    pub(super) seals: SealBook,
    roots: Roots,
    pub(super) book: Arc<RwLock<Book>>,
    tell: watch::Sender<u64>,
    /// A commit failed and the store could not be read since: `logs` may name entries that are not stored.
    unsure: bool,
}

impl Door {
    pub(super) fn new(store: Store, logs: Logs, book: Arc<RwLock<Book>>, tell: watch::Sender<u64>) -> Door {
        let seals = SealBook::load(&store).unwrap_or_else(|error| {
            tracing::error!(%error, "the seals cannot be read");
            SealBook::default()
        });
        book.write().unwrap_or_else(PoisonError::into_inner).note_contradictions(&seals);
        let (trees, roots) = (Trees::default(), Roots::new());
        Door { store, logs, trees, seals, roots, book, tell, unsure: false }
    }

    /// Works until it is told to stop or nobody holds the door any more.
    pub(super) fn run(mut self, mut asks: mpsc::Receiver<Ask>) {
        self.shred_due();
        let mut stopped = None;
        while stopped.is_none() {
            let Some(ask) = asks.blocking_recv() else { break };
            stopped = self.serve(ask, &mut asks);
        }
        asks.close();
        if let Err(error) = self.store.flush() {
            tracing::warn!(%error, "the store could not be folded into one file; nothing is lost");
        }
        drop(self);
        if let Some(answer) = stopped {
            let _ = answer.send(());
        }
    }

    fn serve(&mut self, ask: Ask, asks: &mut mpsc::Receiver<Ask>) -> Option<oneshot::Sender<()>> {
        let mut next = Some(ask);
        while let Some(ask) = next.take() {
            match ask {
                Ask::Accept { entries, answer } => next = self.accept_group(entries, answer, asks),
                Ask::SetNote { key, value, answer } => {
                    let _ = answer.send(self.store.set_note(key, &value).map_err(|error| (&error).into()));
                }
                Ask::Note { key, answer } => {
                    let _ = answer.send(self.store.note(key).map_err(|error| (&error).into()));
                }
                Ask::Frontier { answer } => {
                    let _ = answer.send(self.logs.frontier());
                }
                Ask::Errand(Errand(run)) => {
                    let Door { store, logs, roots, seals, .. } = self;
                    run(&mut Holdings { store, logs, roots, seals });
                }
                Ask::Stop { answer } => return Some(answer),
                ask => self.serve_seals(ask),
            }
        }
        None
    }

    fn serve_seals(&mut self, ask: Ask) {
        match ask {
            Ask::Seals { answer } => drop(answer.send(self.seals.fits().cloned().collect())),
            Ask::Trust { policy } => self.seals.trust(*policy),
            Ask::MakeSeals { seeds, now_unix_s, answer } => {
                drop(answer.send(self.make_seals(&seeds, now_unix_s)));
            }
            Ask::TakeSeals { seals, now_unix_s, answer } => {
                drop(answer.send(self.take_seals(seals, now_unix_s)));
            }
            Ask::Prove { log_id, seq, id, answer } => drop(answer.send(self.prove(&log_id, seq, &id))),
            Ask::ProveGrowth { log_id, old, new, answer } => {
                drop(answer.send(self.prove_growth(&log_id, old, new)));
            }
            _ => {}
        }
    }

    /// Takes this submission together with all that wait behind it. Returns the first other ask.
    fn accept_group(
        &mut self,
        entries: Vec<Checked>,
        answer: Answer<Vec<Verdict>>,
        asks: &mut mpsc::Receiver<Ask>,
    ) -> Option<Ask> {
        let mut lengths = vec![(entries.len(), answer)];
        let mut all = entries;
        let mut other = None;
        while all.len() < GROUP_ENTRIES && other.is_none() {
            match asks.try_recv() {
                Ok(Ask::Accept { entries, answer }) => {
                    lengths.push((entries.len(), answer));
                    all.extend(entries);
                }
                Ok(ask) => other = Some(ask),
                Err(_) => break,
            }
        }
        match self.accept(all) {
            Ok(verdicts) => {
                let mut verdicts = verdicts.into_iter();
                for (length, answer) in lengths {
                    let _ = answer.send(Ok(verdicts.by_ref().take(length).collect()));
                }
            }
            Err(trouble) => {
                for (_, answer) in lengths {
                    let _ = answer.send(Err(trouble.clone()));
                }
            }
        }
        other
    }

    fn accept(&mut self, all: Vec<Checked>) -> Result<Vec<Verdict>, Trouble> {
        if self.unsure {
            self.start_over().map_err(|error| Trouble::from(&error))?;
        }
        let judged = all.iter().map(|checked| match checked {
            Ok((entry, _)) => self.judge(entry).unwrap_or_else(|refused| (refused, None)),
            Err(refused) => (refused.clone(), None),
        });
        let (mut verdicts, shelves): (Vec<Verdict>, Vec<Option<Shelf>>) = judged.unzip();
        if shelves.iter().any(Option::is_some) {
            self.write(all, &shelves)?;
            self.tell_held(&mut verdicts);
        }
        Ok(verdicts)
    }

    /// Says of what was taken whether it counts, now that all of it is counted.
    fn tell_held(&self, verdicts: &mut [Verdict]) {
        let book = self.book.read().unwrap_or_else(PoisonError::into_inner);
        for verdict in verdicts {
            if let Verdict::Taken { id, held, .. } = verdict {
                *held = book.account().held(&id.0);
            }
        }
    }

    /// Places one entry; says on which shelf it will be written, if on any.
    fn judge(&mut self, entry: &Verified) -> Result<(Verdict, Option<Shelf>), Verdict> {
        let (id, log_id) = (entry.id(), entry.log_id());
        self.keep_out_floods(entry)?;
        let outcome = self.logs.insert(entry).map_err(|refusal| refuse_place(&refusal))?;
        let shelf = match outcome {
            Outcome::Known => return Ok((Verdict::Known { id }, None)),
            Outcome::Appended | Outcome::Restored => Shelf::Main,
            Outcome::Forked { first } => {
                let seq = entry.seq();
                tracing::warn!(%log_id, seq, %first, other = %id, "a device signed two histories; both are kept");
                Shelf::Branch
            }
        };
        Ok((Verdict::Taken { id, forked: shelf == Shelf::Branch, held: None }, Some(shelf)))
    }

    /// Anybody may ask to join and is kept in quarantine; nobody fills the disk with it.
    fn keep_out_floods(&self, entry: &Verified) -> Result<(), Verdict> {
        let (log_id, full) = (entry.log_id(), entry.seq() >= STRANGERS_ENTRIES_MAX);
        if !(full || entry.seq() == 0) {
            return Ok(());
        }
        let book = self.book.read().unwrap_or_else(PoisonError::into_inner);
        if book.account().role(&log_id.0).is_some() {
            return Ok(());
        }
        let is_new = || book.account().device(&log_id.0).is_none();
        let strangers = || book.devices().filter(|(id, _)| book.account().role(id).is_none()).count();
        if full || (is_new() && strangers() >= STRANGERS_MAX) {
            let what = "too much is kept already of devices that nobody admitted".to_owned();
            return Err(refuse("strangers", what, "let an enroller admit the device, then send it again"));
        }
        Ok(())
    }

    /// Writes what has a shelf: durable first, then counted, then told.
    fn write(&mut self, all: Vec<Checked>, shelves: &[Option<Shelf>]) -> Result<(), Trouble> {
        let entries = all.iter().map(|checked| checked.as_ref().map(|(entry, _)| entry).ok());
        let rows: Vec<(&Verified, Shelf)> =
            entries.zip(shelves).filter_map(|(entry, shelf)| Some((entry?, (*shelf)?))).collect();
        if let Err(error) = self.store.commit(&rows) {
            tracing::error!(%error, "statements could not be written; nothing was acknowledged");
            if let Err(error) = self.start_over() {
                tracing::error!(%error, "the store cannot be read; nothing is taken until it can");
            }
            return Err((&error).into());
        }
        let mut shredding = false;
        let kept = all.into_iter().zip(shelves).filter_map(|row| match row {
            (Ok((entry, statement)), Some(_)) => {
                shredding |= is_about_shredding(&statement.fact);
                Some(Kept::new(&entry, statement))
            }
            _ => None,
        });
        self.fold(kept);
        if shredding {
            self.shred_due();
        }
        Ok(())
    }

    fn fold(&mut self, kept: impl Iterator<Item = Kept>) {
        let version = {
            let mut book = self.book.write().unwrap_or_else(PoisonError::into_inner);
            book.insert_all(kept);
            book.version()
        };
        self.tell.send_replace(version);
    }

    /// After a failed commit nobody knows what reached the disk: read it again. What is there and
    /// good counts, acknowledged or not.
    fn start_over(&mut self) -> Result<(), StoreError> {
        self.unsure = true;
        let loaded = self.store.reload()?;
        self.logs = loaded.logs;
        self.trees.forget();
        self.roots = Roots::new();
        self.fold(loaded.entries.iter().filter_map(Kept::read));
        self.unsure = false;
        Ok(())
    }
}

fn refuse_place(refusal: &Refusal) -> Verdict {
    let (code, remedy, next) = match refusal {
        Refusal::Gap { next } => ("gap", "send the missing entries first", Some(*next)),
        Refusal::Prev { seq, .. } => ("wrong_prev", "send the branch that it belongs to first", Some(*seq)),
    };
    Verdict::Refused { code, what: refusal.to_string(), remedy, next }
}

#[cfg(test)]
mod tests;
