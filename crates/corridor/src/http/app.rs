//! What every resource can reach: the door, the operation and its plan, the clock, the picture.
//!
//! Never here: HTTP.

use super::drawn::Pictures;
use super::way::{Way, Ways, ways};
use crate::intake::Intake;
use crate::live::Clock;
use evacuation::axis::{Axis, axis};
use evacuation::convoy::{Convoy, convoys};
use evacuation::operation::Operation;
use evacuation::plan::Plan;
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

/// Pages that follow the picture at most.
const SEATS: usize = 512;

/// Shared by all requests. Cheap to clone.
#[derive(Clone, Debug)]
pub struct App(Arc<Parts>);

#[derive(Debug)]
struct Parts {
    intake: Intake,
    operation: Arc<Operation>,
    plan: Arc<Plan>,
    convoys: Vec<Convoy>,
    axis: Axis,
    ways: Ways,
    clock: Arc<Clock>,
    pictures: Pictures,
    damaged: usize,
    stop: watch::Sender<bool>,
    seats: Arc<Semaphore>,
}

/// What an [`App`] is made of.
#[derive(Debug)]
pub struct AppParts {
    /// The door.
    pub intake: Intake,
    /// The operation.
    pub operation: Arc<Operation>,
    /// The plan in force.
    pub plan: Arc<Plan>,
    /// The operation's clock.
    pub clock: Arc<Clock>,
    /// How many damaged rows the store keeps aside since this start.
    pub damaged: usize,
}

impl App {
    /// Puts it together.
    pub fn new(parts: AppParts) -> App {
        let AppParts { intake, operation, plan, clock, damaged } = parts;
        let convoys = convoys(&operation, &plan);
        let axis = axis(&operation);
        let ways = ways(&operation, &plan, &axis);
        let (stop, _) = watch::channel(false);
        let seats = Arc::new(Semaphore::new(SEATS));
        let pictures = Pictures::default();
        App(Arc::new(Parts {
            intake,
            operation,
            plan,
            convoys,
            axis,
            ways,
            clock,
            pictures,
            damaged,
            stop,
            seats,
        }))
    }
    pub(super) fn intake(&self) -> &Intake {
        &self.0.intake
    }
    pub(super) fn operation(&self) -> &Operation {
        &self.0.operation
    }
    pub(super) fn plan(&self) -> &Plan {
        &self.0.plan
    }
    pub(super) fn convoys(&self) -> &[Convoy] {
        &self.0.convoys
    }
    pub(super) fn axis(&self) -> &Axis {
        &self.0.axis
    }
    /// The way between two places that the plan uses.
    pub(super) fn way(&self, from: &str, to: &str) -> Option<&Way> {
        self.0.ways.get(&(from.to_owned(), to.to_owned()))
    }
    pub(super) fn clock(&self) -> &Clock {
        &self.0.clock
    }
    pub(super) fn pictures(&self) -> &Pictures {
        &self.0.pictures
    }
    pub(super) fn damaged(&self) -> usize {
        self.0.damaged
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
