//! The one door: every statement, whether a simulator's or a person's, comes in here and nowhere else.
//!
//! The story of an entry: its signature is verified and its statement read and judged by whoever brings it
//! (`check`, `sense`); its log says where it belongs; it is written durably; only then is it folded into the
//! [`Book`], acknowledged, and made known to those who wait for news. One thread does all this; what
//! comes in meanwhile waits in a bounded queue and is committed together with what comes next.
//!
//! Never here: what the statements add up to (`evacuation::account`) or how they came (`http`, `live`).

mod blobs;
mod book;
mod check;
mod door;
mod errand;
mod feed;
mod in_force;
mod seal_book;
mod sealing;
mod sense;
mod verdict;
mod voice;

pub use blobs::BlobVerdict;
pub use book::{Book, Contradicted, Kept, picture_digest};
pub use errand::Holdings;
pub use feed::Feed;
pub use in_force::InForce;
pub use seal_book::SealBook;
pub use sealing::{EntryProof, SealVerdict};
pub use sense::read_statement;
pub use verdict::{Trouble, Verdict};
pub use voice::{NOTE_CONSOLE_KEY, Voice};

use crate::store::{Damage, KeptSeal, Store, StoreError};
use check::{Checked, check};
use door::{Ask, Door};
use evacuation::operation::Operation;
use evacuation::plan::Plan;
use ledger::checkpoint::Seal;
use ledger::quorum::Policy;
use ledger::tree::Hash;
use ledger::{EntryId, Frontier, Head, LogId, OperationId, Signed, Verified};
use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};
use tokio::sync::{mpsc, oneshot, watch};

/// Entries whose signatures are verified at once where they come in; more get a thread of their own.
const FEW: usize = 16;
/// Submissions that may wait at most; more are told to come back.
const QUEUE: usize = 256;

/// The door, as others hold it. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Intake {
    asks: mpsc::Sender<Ask>,
    book: Arc<RwLock<Book>>,
    news: watch::Receiver<u64>,
    operation_id: OperationId,
}

/// Entries that were handed in and are not answered yet.
#[derive(Debug)]
struct Submitted(oneshot::Receiver<Result<Vec<Verdict>, Trouble>>);

impl Submitted {
    /// What became of them; see [`Intake::accept`].
    fn wait(self) -> Result<Vec<Verdict>, Trouble> {
        self.0.blocking_recv().unwrap_or_else(|_| Err(Trouble::stopped()))
    }
}

/// What was found when the store was opened.
#[derive(Debug)]
pub struct Opened {
    /// The door.
    pub intake: Intake,
    /// The thread behind it; it ends after [`Intake::stop`], with everything flushed.
    pub thread: std::thread::JoinHandle<()>,
    /// Rows that were damaged and are kept aside.
    pub damaged: Vec<Damage>,
    /// How far every log is known.
    pub frontier: Vec<Frontier>,
    /// The last entry of every log, for devices that this program itself plays.
    pub heads: HashMap<LogId, Head>,
}

impl Intake {
    /// Reads the whole store, rebuilds logs and account, and opens the door.
    pub fn open(data: &Path, operation: &Operation, plan: &Plan) -> Result<Opened, StoreError> {
        let (store, loaded) = Store::open(data)?;
        let operation_id = store.operation_id();
        let founding = store.founding();
        let mut book = Book::new(operation, plan, founding.provenance().plan_sha256, &founding.roots);
        let damaged = loaded.damaged.clone();
        let heads = heads(&loaded.entries);
        let logs = book.take_loaded(loaded);
        let frontier = logs.frontier();
        let (tell, news) = watch::channel(book.version());
        let book = Arc::new(RwLock::new(book));
        let (asks, queue) = mpsc::channel(QUEUE);
        let door = Door::new(store, logs, Arc::clone(&book), tell);
        let thread = std::thread::Builder::new().name("intake".to_owned()).spawn(move || door.run(queue));
        let thread =
            thread.map_err(|error| StoreError::Other { path: data.to_owned(), why: error.to_string() })?;
        Ok(Opened { intake: Intake { asks, book, news, operation_id }, thread, damaged, frontier, heads })
    }

    /// Takes entries in; one verdict each, in the same order. Whatever is `Taken` is on disk when
    /// this returns. An error means that nothing of them was acknowledged: send them again.
    pub async fn accept(&self, entries: Vec<Signed>) -> Result<Vec<Verdict>, Trouble> {
        let operation = self.operation_id;
        let entries = match entries.len() {
            0..=FEW => check(&operation, entries),
            _ => tokio::task::spawn_blocking(move || check(&operation, entries))
                .await
                .map_err(|_| Trouble::stopped())?,
        };
        let (answer, wait) = oneshot::channel();
        self.asks.try_send(Ask::Accept { entries, answer }).map_err(|error| match error {
            mpsc::error::TrySendError::Full(_) => Trouble::busy(),
            mpsc::error::TrySendError::Closed(_) => Trouble::stopped(),
        })?;
        wait.await.unwrap_or_else(|_| Err(Trouble::stopped()))
    }

    /// As [`Intake::accept`] for threads: waits for its turn instead of being told to come back.
    pub fn accept_blocking(&self, entries: Vec<Signed>) -> Result<Vec<Verdict>, Trouble> {
        self.submit_blocking(check(&self.operation_id, entries))?.wait()
    }

    fn submit_blocking(&self, entries: Vec<Checked>) -> Result<Submitted, Trouble> {
        let (answer, wait) = oneshot::channel();
        self.asks.blocking_send(Ask::Accept { entries, answer }).map_err(|_| Trouble::stopped())?;
        Ok(Submitted(wait))
    }

    /// For very many entries in a row: they are checked on all cores while earlier ones are written.
    pub fn feed(&self) -> Feed<'_> {
        Feed::new(self)
    }

    /// Writes a small value durably; see [`Store::set_note`].
    pub fn set_note_blocking(&self, key: &'static str, value: Vec<u8>) -> Result<(), Trouble> {
        let (answer, wait) = oneshot::channel();
        self.asks.blocking_send(Ask::SetNote { key, value, answer }).map_err(|_| Trouble::stopped())?;
        wait.blocking_recv().unwrap_or_else(|_| Err(Trouble::stopped()))
    }

    /// Reads a small value; see [`Store::note`].
    pub fn note_blocking(&self, key: &'static str) -> Result<Option<Vec<u8>>, Trouble> {
        let (answer, wait) = oneshot::channel();
        self.asks.blocking_send(Ask::Note { key, answer }).map_err(|_| Trouble::stopped())?;
        wait.blocking_recv().unwrap_or_else(|_| Err(Trouble::stopped()))
    }

    /// How far every log is known.
    pub async fn frontier(&self) -> Result<Vec<Frontier>, Trouble> {
        let (answer, wait) = oneshot::channel();
        self.asks.send(Ask::Frontier { answer }).await.map_err(|_| Trouble::stopped())?;
        wait.await.map_err(|_| Trouble::stopped())
    }

    /// Says which witnesses are known: room on seals is kept for their cosignatures.
    pub async fn trust(&self, policy: Policy) -> Result<(), Trouble> {
        self.asks.send(Ask::Trust { policy: Box::new(policy) }).await.map_err(|_| Trouble::stopped())
    }

    /// All seals that fit their log, by log and size.
    pub async fn seals(&self) -> Result<Vec<KeptSeal>, Trouble> {
        let (answer, wait) = oneshot::channel();
        self.ask(Ask::Seals { answer }, wait).await
    }

    /// Seals the logs that these keys write, as far as they have grown since their last seal.
    pub async fn make_seals(&self, seeds: Vec<[u8; 32]>, now_unix_s: i64) -> Result<Vec<Seal>, Trouble> {
        let (answer, wait) = oneshot::channel();
        self.ask(Ask::MakeSeals { seeds, now_unix_s, answer }, wait).await?
    }

    /// Takes seals in, and cosignatures on seals that are here; one verdict each.
    pub async fn take_seals(&self, seals: Vec<Seal>, now_unix_s: i64) -> Result<Vec<SealVerdict>, Trouble> {
        let (answer, wait) = oneshot::channel();
        self.ask(Ask::TakeSeals { seals, now_unix_s, answer }, wait).await?
    }

    /// As [`Intake::take_seals`], for threads.
    pub fn take_seals_blocking(
        &self,
        seals: Vec<Seal>,
        now_unix_s: i64,
    ) -> Result<Vec<SealVerdict>, Trouble> {
        let (answer, wait) = oneshot::channel();
        let ask = Ask::TakeSeals { seals, now_unix_s, answer };
        self.asks.blocking_send(ask).map_err(|_| Trouble::stopped())?;
        wait.blocking_recv().map_err(|_| Trouble::stopped())?
    }

    /// As [`Intake::make_seals`], for threads.
    pub fn make_seals_blocking(&self, seeds: Vec<[u8; 32]>, now_unix_s: i64) -> Result<Vec<Seal>, Trouble> {
        let (answer, wait) = oneshot::channel();
        let ask = Ask::MakeSeals { seeds, now_unix_s, answer };
        self.asks.blocking_send(ask).map_err(|_| Trouble::stopped())?;
        wait.blocking_recv().map_err(|_| Trouble::stopped())?
    }

    /// That an entry is in the newest seal of its log; `None` while none covers it.
    pub async fn prove(&self, log_id: LogId, seq: u64, id: EntryId) -> Result<Option<EntryProof>, Trouble> {
        let (answer, wait) = oneshot::channel();
        self.ask(Ask::Prove { log_id, seq, id, answer }, wait).await
    }

    /// That a log of size `new` only added to what it was at size `old`.
    pub async fn prove_growth(
        &self,
        log_id: LogId,
        old: u64,
        new: u64,
    ) -> Result<Option<Vec<Hash>>, Trouble> {
        let (answer, wait) = oneshot::channel();
        self.ask(Ask::ProveGrowth { log_id, old, new, answer }, wait).await
    }

    async fn ask<T>(&self, ask: Ask, wait: oneshot::Receiver<T>) -> Result<T, Trouble> {
        self.asks.send(ask).await.map_err(|_| Trouble::stopped())?;
        wait.await.map_err(|_| Trouble::stopped())
    }

    /// Reads the book. While `look` runs nothing is taken in: keep it short.
    pub fn read<T>(&self, look: impl FnOnce(&Book) -> T) -> T {
        look(&self.book.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The book's version, whenever it grows.
    pub fn news(&self) -> watch::Receiver<u64> {
        self.news.clone()
    }

    /// The id that signatures are bound to.
    pub fn operation_id(&self) -> OperationId {
        self.operation_id
    }

    /// Closes the door after what waits before it: flushes the store and ends the thread.
    pub async fn stop(&self) {
        let (answer, wait) = oneshot::channel();
        if self.asks.send(Ask::Stop { answer }).await.is_ok() {
            let _ = wait.await;
        }
    }
}

fn heads(entries: &[Verified]) -> HashMap<LogId, Head> {
    let mut heads: HashMap<LogId, Head> = HashMap::new();
    for entry in entries {
        let head = heads.entry(entry.log_id()).or_insert_with(|| Head::of(entry));
        if entry.seq() > head.seq {
            *head = Head::of(entry);
        }
    }
    heads
}
