//! Planning anew while the operation runs: how it stands is read from the account, a new plan is sought
//! in the background for so long and no longer, judged, and kept as a proposal until somebody accepts it,
//! discards it, or asks for another.
//!
//! Never here: HTTP, or a rule of the domain.

mod accept;
mod propose;

pub use accept::AcceptError;
pub use propose::{Ask, Proposal};

use crate::intake::{Intake, Voice};
use crate::live::Clock;
use evacuation::operation::Operation;
use planner::solve::Progress;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Planning takes so long unless said otherwise, and at most.
pub const SECONDS_DEFAULT: f64 = 1.0;
/// See [`SECONDS_DEFAULT`].
pub const SECONDS_MAX: f64 = 30.0;

/// The proposals of an operation: one at a time.
#[derive(Debug)]
pub struct Replanner {
    voice: Voice,
    job: Mutex<(u64, Option<Arc<Job>>)>,
}

/// One search for a new plan.
#[derive(Debug)]
pub struct Job {
    /// Its number; it grows with every search since the program started.
    pub number: u64,
    /// What was asked for.
    pub ask: Ask,
    begun: Instant,
    stop: AtomicBool,
    found: Mutex<Found>,
}

#[derive(Clone, Debug, Default)]
struct Found {
    progress: Option<Progress>,
    outcome: Option<Result<Arc<Proposal>, String>>,
}

impl Job {
    /// How far the search is.
    pub fn progress(&self) -> Option<Progress> {
        self.found().progress
    }
    /// What came of it, when it is over.
    pub fn outcome(&self) -> Option<Result<Arc<Proposal>, String>> {
        self.found().outcome.clone()
    }
    /// For how long it has been going on, or took.
    pub fn elapsed(&self) -> Duration {
        match self.outcome() {
            Some(Ok(proposal)) => proposal.took,
            _ => self.begun.elapsed(),
        }
    }
    /// Ends the search; the best plan so far is the proposal.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }
    fn is_over(&self) -> bool {
        self.stop.load(Ordering::Relaxed) || self.begun.elapsed() >= self.ask.limit
    }
    fn found(&self) -> MutexGuard<'_, Found> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Replanner {
    /// The console's own device.
    pub fn voice(&self) -> &Voice {
        &self.voice
    }

    /// Nothing is proposed yet. What is accepted is said with this voice.
    pub fn new(voice: Voice) -> Replanner {
        Replanner { voice, job: Mutex::new((0, None)) }
    }

    fn table(&self) -> MutexGuard<'_, (u64, Option<Arc<Job>>)> {
        self.job.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The present search or proposal.
    pub fn job(&self) -> Option<Arc<Job>> {
        self.table().1.clone()
    }

    /// Begins to plan anew, in a thread of its own; what was proposed before is discarded.
    pub fn begin(
        &self,
        intake: &Intake,
        founded: &Arc<Operation>,
        clock: &Arc<Clock>,
        ask: Ask,
    ) -> std::io::Result<Arc<Job>> {
        let job = {
            let mut table = self.table();
            if let Some(before) = table.1.take() {
                before.stop();
            }
            table.0 += 1;
            let (begun, stop) = (Instant::now(), AtomicBool::new(false));
            let job = Arc::new(Job { number: table.0, ask, begun, stop, found: Mutex::default() });
            table.1 = Some(Arc::clone(&job));
            job
        };
        let (working, intake) = (Arc::clone(&job), intake.clone());
        let (founded, clock) = (Arc::clone(founded), Arc::clone(clock));
        let work = move || {
            let outcome = propose::propose(&working, &intake, &founded, &clock).map(Arc::new);
            if let Err(why) = &outcome {
                tracing::error!(why, "planning anew failed");
            }
            working.found().outcome = Some(outcome);
        };
        std::thread::Builder::new().name("replan".to_owned()).spawn(work)?;
        Ok(job)
    }

    /// Throws away what is sought or proposed. `false` where there is nothing.
    pub fn discard(&self) -> bool {
        let job = self.table().1.take();
        job.inspect(|job| job.stop()).is_some()
    }
}
