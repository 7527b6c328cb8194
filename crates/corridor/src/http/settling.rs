//! What is unsettled, looked for anew a few seconds after statements came: looking goes through everybody.
//!
//! Never here: what is unsettled (`crate::settling`).

use super::app::App;
use crate::settling::unsettled;
use evacuation::account::Picture;
use evacuation::attention::Unsettled;
use evacuation::quantity::Moment;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// It is not looked for more often.
const SELDOM: Duration = Duration::from_secs(3);
/// What takes longer than this part of the time waits longer.
const SHARE: u32 = 10;

/// The last that was found.
#[derive(Debug, Default)]
pub(super) struct Settling(Mutex<Option<Found>>);

#[derive(Debug)]
struct Found {
    version: u64,
    at: Instant,
    took: Duration,
    unsettled: Arc<Unsettled>,
}

impl Settling {
    /// What is unsettled, as it was known a few seconds ago at the latest.
    pub(super) fn known(&self, app: &App, picture: &Picture, now: Moment) -> Arc<Unsettled> {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let version = app.intake().read(|book| book.version());
        if let Some(found) = last.as_ref() {
            let wait = SELDOM.max(found.took * SHARE);
            if found.version == version || found.at.elapsed() < wait {
                return Arc::clone(&found.unsettled);
            }
        }
        let at = Instant::now();
        let planned = (app.operation(), app.plan());
        let found = app.intake().read(|book| unsettled(book.account(), picture, planned, now));
        let unsettled = Arc::new(found);
        *last = Some(Found { version, at, took: at.elapsed(), unsettled: Arc::clone(&unsettled) });
        unsettled
    }
}
