//! `GET /events`: the picture as server-sent events, whenever it changes.
//!
//! One task draws for everybody; each stream passes on the newest picture and skips those that it
//! was too slow for. Whoever reconnects gets the newest picture at once, so nothing is ever missed.

use super::app::App;
use super::drawn::Drawn;
use super::trouble::ApiError;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::{Stream, StreamExt, stream};
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, watch};
use tokio::time::{Instant, sleep, timeout_at};

/// Pictures are at least so far apart.
const APART: Duration = Duration::from_millis(500);
/// While a drill's clock runs, one is sent this often, for the convoys move.
const MOVING: Duration = Duration::from_secs(1);
/// One is sent this often in any case: pages take silence for a lost connection.
const CALM: Duration = Duration::from_secs(5);
/// A comment this often for whatever stands in between.
const KEEP_ALIVE: Duration = Duration::from_secs(10);

/// The live picture whenever it changes: events `picture`, whose id is the picture's version.
#[utoipa::path(get, path = "/events", operation_id = "events",
    responses((status = 200, content_type = "text/event-stream", body = String), (status = 503, body = ApiError)))]
pub(super) async fn get(
    State(app): State<App>,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, ApiError> {
    let Some(seat) = app.seat() else {
        let what = "too many pages are following already";
        let error =
            ApiError::new(StatusCode::SERVICE_UNAVAILABLE, "busy", what, "close some, or ask for /picture");
        return Err(error.retry_after(10));
    };
    // Draws now if what was sent last is no longer true, so that the first event is the newest.
    app.drawn().await?;
    let mut pictures = app.sent();
    pictures.mark_changed();
    let following = Following { pictures, stopping: app.stopping(), _seat: seat };
    let events = stream::unfold(following, next).map(Ok);
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(KEEP_ALIVE)))
}

struct Following {
    pictures: watch::Receiver<Option<Arc<Drawn>>>,
    stopping: watch::Receiver<bool>,
    _seat: OwnedSemaphorePermit,
}

async fn next(mut following: Following) -> Option<(Event, Following)> {
    loop {
        tokio::select! {
            _ = following.stopping.wait_for(|stop| *stop) => return None,
            changed = following.pictures.changed() => changed.ok()?,
        }
        let drawn = following.pictures.borrow_and_update().clone();
        if let Some(drawn) = drawn {
            let id = drawn.reckoned.version.to_string();
            return Some((Event::default().event("picture").id(id).data(&*drawn.json), following));
        }
    }
}

/// Draws for everybody until the server stops.
pub(super) async fn draw(app: App) {
    let (mut news, mut stopping) = (app.intake().news(), app.stopping());
    loop {
        if *stopping.borrow() || app.drawn().await.is_err() {
            return;
        }
        let drawn_at = Instant::now();
        tokio::select! {
            _ = stopping.wait_for(|stop| *stop) => return,
            () = sleep(APART) => {}
        }
        let face = app.clock().face();
        let calm = if face.drill && !face.paused { MOVING } else { CALM };
        tokio::select! {
            _ = stopping.wait_for(|stop| *stop) => return,
            _ = timeout_at(drawn_at + calm, news.changed()) => {}
        }
    }
}
