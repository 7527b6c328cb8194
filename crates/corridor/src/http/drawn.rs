//! The picture as it is sent: reckoned from the statements when there are new ones, drawn with the
//! present moment, written out once for everybody.
//!
//! Never here: what the picture says (`picture`).

use super::app::App;
use super::picture;
use crate::live::Face;
use evacuation::account::Picture;
use evacuation::quantity::Moment;
use ledger::crypto::sha256;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::watch;

/// A picture in which only the clock has moved is not drawn again within this time.
const FRESH: Duration = Duration::from_millis(400);

/// What the statements up to a version add up to.
#[derive(Debug)]
pub(super) struct Reckoned {
    /// How many statements it rests on.
    pub(super) version: u64,
    /// What they add up to.
    pub(super) picture: Picture,
    digest: OnceLock<[u8; 32]>,
}

impl Reckoned {
    /// SHA-256 of the picture written as JSON: the same set of statements has the same digest,
    /// whatever the clock says.
    pub(super) fn digest(&self) -> [u8; 32] {
        *self.digest.get_or_init(|| sha256(&[&serde_json::to_vec(&self.picture).unwrap_or_default()]))
    }
}

/// A picture at a moment, ready to be sent.
#[derive(Debug)]
pub(super) struct Drawn {
    /// What it shows.
    pub(super) reckoned: Arc<Reckoned>,
    /// The operation's clock.
    pub(super) now: Moment,
    /// JSON.
    pub(super) json: Arc<str>,
    face: Face,
    at: Instant,
}

impl Drawn {
    /// How the clock stood.
    pub(super) fn face(&self) -> Face {
        self.face
    }
}

/// The last picture; drawn anew when it is asked for and no longer true.
#[derive(Debug)]
pub(super) struct Pictures {
    last: Mutex<Option<Arc<Drawn>>>,
    sent: watch::Sender<Option<Arc<Drawn>>>,
}

impl Default for Pictures {
    fn default() -> Pictures {
        Pictures { last: Mutex::default(), sent: watch::Sender::new(None) }
    }
}

impl Pictures {
    /// The present picture. May take a while: not for asynchronous code, see [`App::drawn`].
    fn current(&self, app: &App) -> Arc<Drawn> {
        // Whoever comes meanwhile waits here for the one picture.
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let (now, face) = (app.clock().now(), app.clock().face());
        let version = app.intake().read(|book| book.version());
        let reckoned = match last.as_ref() {
            Some(drawn) if drawn.reckoned.version == version => {
                if drawn.face == face && (drawn.now == now || drawn.at.elapsed() < FRESH) {
                    return Arc::clone(drawn);
                }
                Arc::clone(&drawn.reckoned)
            }
            _ => Arc::new(app.intake().read(|book| Reckoned {
                version: book.version(),
                picture: book.account().picture(),
                digest: OnceLock::new(),
            })),
        };
        let view = picture::view(app, &reckoned, now, face);
        let json = serde_json::to_string(&view).unwrap_or_default().into();
        let drawn = Arc::new(Drawn { reckoned, now, json, face, at: Instant::now() });
        *last = Some(Arc::clone(&drawn));
        self.sent.send_replace(Some(Arc::clone(&drawn)));
        drawn
    }
}

impl App {
    /// Every picture that is drawn, newest only.
    pub(super) fn sent(&self) -> watch::Receiver<Option<Arc<Drawn>>> {
        self.pictures().sent.subscribe()
    }

    /// The present picture.
    pub(super) async fn drawn(&self) -> Result<Arc<Drawn>, super::trouble::ApiError> {
        let app = self.clone();
        let drawing = tokio::task::spawn_blocking(move || app.pictures().current(&app));
        drawing.await.map_err(|error| {
            tracing::error!(%error, "the picture could not be drawn");
            super::trouble::ApiError::internal()
        })
    }
}
