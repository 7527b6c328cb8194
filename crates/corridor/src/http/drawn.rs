//! The picture as it is sent: reckoned from the statements when there are new ones, drawn with the
//! present moment, written out once for everybody.
//!
//! Never here: what the picture says (`picture`).

use super::app::App;
use super::picture;
use super::trouble::ApiError;
use crate::intake::picture_digest;
use crate::live::Face;
use evacuation::account::Picture;
use evacuation::quantity::Moment;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};
use tokio::sync::{Mutex, watch};

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
        *self.digest.get_or_init(|| picture_digest(&self.picture))
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
    /// The last picture, if it is still true.
    fn fresh(last: &Option<Arc<Drawn>>, version: u64, now: Moment, face: Face) -> Option<Arc<Drawn>> {
        let is_true = |drawn: &&Arc<Drawn>| {
            drawn.reckoned.version == version
                && drawn.face == face
                && (drawn.now == now || drawn.at.elapsed() < FRESH)
        };
        last.as_ref().filter(is_true).cloned()
    }
}

/// Draws a picture; not for asynchronous code.
fn draw(app: &App, last: Option<Arc<Drawn>>, now: Moment, face: Face) -> Drawn {
    let reckoned = app.intake().read(|book| match last {
        Some(drawn) if drawn.reckoned.version == book.version() => Arc::clone(&drawn.reckoned),
        _ => Arc::new(Reckoned {
            version: book.version(),
            picture: book.account().picture(),
            digest: OnceLock::new(),
        }),
    });
    let view = picture::view(app, &reckoned, now, face);
    let json = serde_json::to_string(&view).unwrap_or_default().into();
    Drawn { reckoned, now, json, face, at: Instant::now() }
}

impl App {
    /// Every picture that is drawn, newest only.
    pub(super) fn sent(&self) -> watch::Receiver<Option<Arc<Drawn>>> {
        self.pictures().sent.subscribe()
    }

    /// The present picture. However many ask at once, it is drawn once.
    pub(super) async fn drawn(&self) -> Result<Arc<Drawn>, ApiError> {
        let mut last = self.pictures().last.lock().await;
        let (now, face) = (self.clock().now(), self.clock().face());
        let this = self.current();
        let version = self.intake().read(|book| book.version());
        if let Some(drawn) = Pictures::fresh(&last, version, now, face) {
            return Ok(drawn);
        }
        let (app, before) = (this, last.clone());
        let drawing = tokio::task::spawn_blocking(move || draw(&app, before, now, face));
        let drawn = Arc::new(drawing.await.map_err(|error| {
            tracing::error!(%error, "the picture could not be drawn");
            ApiError::internal()
        })?);
        *last = Some(Arc::clone(&drawn));
        self.pictures().sent.send_replace(Some(Arc::clone(&drawn)));
        Ok(drawn)
    }
}
