//! What every resource can reach: the door, the operation and its plan, the clock, the picture.
//!
//! Never here: HTTP.

use super::drawn::Pictures;
use super::field::Listed;
use super::settling::Settling;
use super::way::{Way, Ways, ways};
use crate::authority::Certificates;
use crate::intake::{InForce, Intake, Voice};
use crate::live::Clock;
use crate::replanning::{AcceptError, Ask, Job, Replanner};
use crate::sealing::Sealer;
use crate::store::Founding;
use crate::tracking::Desk;
use axum::extract::FromRef;
use evacuation::axis::{Axis, axis};
use evacuation::convoy::{Convoy, convoys};
use evacuation::observers::Shown;
use evacuation::operation::Operation;
use evacuation::plan::Plan;
use evacuation::statement::Enrol;
use ledger::quorum::Policy;
use ledger::{Head, LogId};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

/// Pages that follow the picture at most.
const SEATS: usize = 512;

/// Shared by all requests, together with the plan that was in force when the request came. Cheap to clone.
#[derive(Clone, Debug)]
pub struct App(Arc<Parts>, Arc<Force>);

#[derive(Debug)]
struct Parts {
    intake: Intake,
    founding: Arc<Founding>,
    founded: Arc<Operation>,
    force: RwLock<Arc<Force>>,
    replanner: Replanner,
    sealer: Sealer,
    clock: Arc<Clock>,
    pictures: Pictures,
    settling: Settling,
    listed: Listed,
    damaged: usize,
    posts: Mutex<HashMap<[u8; 32], Arc<Voice>>>,
    secure: Option<(Arc<Certificates>, u16)>,
    stop: watch::Sender<bool>,
    seats: Arc<Semaphore>,
    desk: Desk,
    shown: Mutex<Option<Shown>>,
}

/// A plan in force and what is made of it for every page.
#[derive(Debug)]
struct Force {
    plan: Arc<InForce>,
    convoys: Vec<Convoy>,
    axis: Axis,
    ways: Ways,
}

impl Force {
    fn new(plan: Arc<InForce>) -> Force {
        let convoys = convoys(&plan.operation, &plan.plan);
        let axis = axis(&plan.operation);
        let ways = ways(&plan.operation, &plan.plan, &axis);
        Force { plan, convoys, axis, ways }
    }
}

/// What the routes hold: every request takes the plan that is in force when it comes.
#[derive(Clone, Debug)]
pub(super) struct Shared(pub(super) App);

impl FromRef<Shared> for App {
    fn from_ref(shared: &Shared) -> App {
        shared.0.current()
    }
}

/// What an [`App`] is made of.
#[derive(Debug)]
pub struct AppParts {
    /// The door.
    pub intake: Intake,
    /// What was founded, as it is written.
    pub founding: Arc<Founding>,
    /// The operation as founded.
    pub operation: Arc<Operation>,
    /// The last entry of every log, as found when the store was opened.
    pub heads: HashMap<LogId, Head>,
    /// The operation's clock.
    pub clock: Arc<Clock>,
    /// How many damaged rows the store keeps aside since this start.
    pub damaged: usize,
    /// The hub's own authority and the port of its encrypted pages, where it has them.
    pub secure: Option<(Arc<Certificates>, u16)>,
    /// Witnesses to be asked for cosignatures.
    pub witnesses: Vec<String>,
    /// Which of them must have cosigned.
    pub policy: Option<Policy>,
}

impl App {
    /// Puts it together.
    pub fn new(parts: AppParts) -> App {
        let AppParts { intake, founding, operation, heads, clock, damaged, secure, witnesses, policy } =
            parts;
        let force = Arc::new(Force::new(intake.read(|book| Arc::clone(book.in_force()))));
        let voice = Voice::new(intake.clone(), operation.start_unix_s, heads);
        let (stop, _) = watch::channel(false);
        let sealer = Sealer {
            intake: intake.clone(),
            mode: founding.mode,
            witnesses,
            policy,
            last: Arc::default(),
            heard: Arc::default(),
        };
        let parts = Parts {
            intake,
            founding,
            founded: operation,
            force: RwLock::new(Arc::clone(&force)),
            replanner: Replanner::new(voice),
            sealer,
            clock,
            pictures: Pictures::default(),
            settling: Settling::default(),
            listed: Listed::default(),
            damaged,
            posts: Mutex::default(),
            secure,
            stop,
            seats: Arc::new(Semaphore::new(SEATS)),
            desk: Desk::default(),
            shown: Mutex::default(),
        };
        App(Arc::new(parts), force)
    }

    /// What outsiders were shown; `None` until it is read from the store.
    pub(super) fn shown(&self) -> std::sync::MutexGuard<'_, Option<Shown>> {
        self.0.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The same with the plan that is in force now.
    pub(super) fn current(&self) -> App {
        let plan = self.intake().read(|book| Arc::clone(book.in_force()));
        let known = Arc::clone(&self.0.force.read().unwrap_or_else(PoisonError::into_inner));
        if Arc::ptr_eq(&known.plan, &plan) {
            return App(Arc::clone(&self.0), known);
        }
        let force = Arc::new(Force::new(plan));
        *self.0.force.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&force);
        App(Arc::clone(&self.0), force)
    }
    /// The operation as founded: what was agreed, whatever a plan takes as changed.
    pub(super) fn founded(&self) -> &Operation {
        &self.0.founded
    }
    /// What was founded, as it is written.
    pub(super) fn founding(&self) -> &Arc<Founding> {
        &self.0.founding
    }
    /// Begins to plan anew.
    pub(super) fn begin_replan(&self, ask: Ask) -> std::io::Result<Arc<Job>> {
        self.0.replanner.begin(&self.0.intake, &self.0.founded, &self.0.clock, ask)
    }
    /// Puts a proposal in force.
    pub(super) fn accept_replan(&self, number: u64) -> Result<(), AcceptError> {
        self.0.replanner.accept(number, &self.0.intake, &self.0.clock)
    }
    pub(super) fn replanner(&self) -> &Replanner {
        &self.0.replanner
    }
    pub(super) fn sealer(&self) -> &Sealer {
        &self.0.sealer
    }
    pub(super) fn intake(&self) -> &Intake {
        &self.0.intake
    }
    pub(super) fn operation(&self) -> &Operation {
        &self.1.plan.operation
    }
    pub(super) fn plan(&self) -> &Plan {
        &self.1.plan.plan
    }
    pub(super) fn plan_sha256(&self) -> [u8; 32] {
        self.1.plan.sha256
    }
    pub(super) fn convoys(&self) -> &[Convoy] {
        &self.1.convoys
    }
    pub(super) fn axis(&self) -> &Axis {
        &self.1.axis
    }
    /// The way between two places that the plan uses.
    pub(super) fn way(&self, from: &str, to: &str) -> Option<&Way> {
        self.1.ways.get(&(from.to_owned(), to.to_owned()))
    }
    pub(super) fn clock(&self) -> &Clock {
        &self.0.clock
    }
    pub(super) fn pictures(&self) -> &Pictures {
        &self.0.pictures
    }
    pub(super) fn secure(&self) -> Option<&(Arc<Certificates>, u16)> {
        self.0.secure.as_ref()
    }
    pub(super) fn settling(&self) -> &Settling {
        &self.0.settling
    }
    /// The list of parties as phones were last told it.
    pub(super) fn listed(&self) -> &Listed {
        &self.0.listed
    }
    /// Where positions come in.
    pub(super) fn desk(&self) -> &Desk {
        &self.0.desk
    }
    pub(super) fn damaged(&self) -> usize {
        self.0.damaged
    }
    /// The voice of a post whose key this hub keeps; one for each key, so that it writes one log.
    pub(super) fn post_voice(&self, seed: &[u8; 32], card: Enrol) -> Arc<Voice> {
        let mut posts = self.0.posts.lock().unwrap_or_else(PoisonError::into_inner);
        let make = || Arc::new(self.0.replanner.voice().beside(seed, card));
        Arc::clone(posts.entry(*seed).or_insert_with(make))
    }
    /// A seat for one more page that follows; `None` when all are taken.
    pub(super) fn seat(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.0.seats).try_acquire_owned().ok()
    }
    /// Becomes `true` when the server stops: streams end then.
    pub(super) fn stopping(&self) -> watch::Receiver<bool> {
        self.0.stop.subscribe()
    }
    /// Ends all streams.
    pub fn stop(&self) {
        self.0.stop.send_replace(true);
    }
}
