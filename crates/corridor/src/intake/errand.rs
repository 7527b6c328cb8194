//! Errands: short work that the thread behind the door does between two groups, where the store and
//! the shape of the logs are at hand and hold still.
//!
//! Never here: what the errands are; taking statements in.

use super::Intake;
use super::door::Ask;
use super::seal_book::SealBook;
use super::verdict::Trouble;
use crate::store::Store;
use ledger::Logs;
use ledger::sync::Roots;
use tokio::sync::oneshot;

/// What an errand may use.
#[derive(Debug)]
pub struct Holdings<'a> {
    /// The store. An errand never writes entries: those come in through the door alone.
    pub store: &'a mut Store,
    /// The shape of all logs.
    pub logs: &'a Logs,
    /// The roots of the logs, remembered.
    pub roots: &'a mut Roots,
    /// All seals.
    pub seals: &'a SealBook,
}

/// An errand on its way.
pub(super) struct Errand(pub(super) Box<dyn FnOnce(&mut Holdings<'_>) + Send>);

impl std::fmt::Debug for Errand {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Errand")
    }
}

impl Intake {
    /// Runs an errand and waits for what it brings. While it runs nothing is taken in: keep it short.
    pub async fn errand<T: Send + 'static>(
        &self,
        run: impl FnOnce(&mut Holdings<'_>) -> T + Send + 'static,
    ) -> Result<T, Trouble> {
        let (ask, wait) = ask(run);
        self.asks.send(ask).await.map_err(|_| Trouble::stopped())?;
        wait.await.map_err(|_| Trouble::stopped())
    }

    /// As [`Intake::errand`], for threads.
    pub fn errand_blocking<T: Send + 'static>(
        &self,
        run: impl FnOnce(&mut Holdings<'_>) -> T + Send + 'static,
    ) -> Result<T, Trouble> {
        let (ask, wait) = ask(run);
        self.asks.blocking_send(ask).map_err(|_| Trouble::stopped())?;
        wait.blocking_recv().map_err(|_| Trouble::stopped())
    }
}

fn ask<T: Send + 'static>(
    run: impl FnOnce(&mut Holdings<'_>) -> T + Send + 'static,
) -> (Ask, oneshot::Receiver<T>) {
    let (answer, wait) = oneshot::channel();
    let errand = move |holdings: &mut Holdings<'_>| drop(answer.send(run(holdings)));
    (Ask::Errand(Errand(Box::new(errand))), wait)
}
