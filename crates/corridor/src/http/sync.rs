//! `POST /sync`: another hub says what it holds and brings what is lacking here; it is answered with
//! what it lacks. `GET /sync`: what is said first in such a talk. `GET /bundle`: everything that is
//! here, to be carried away in a file; `POST /bundle`: what was carried here.
//!
//! Never here: what is lacking (`carry`).

use super::app::App;
use super::body::bytes;
use super::trouble::ApiError;
use crate::carry::{self, ImportError, TalkError};
use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use ledger::sync::NoMessage;
use serde::Serialize;
use std::io::Write;
use tokio::sync::mpsc;
use tokio::task::spawn_blocking;

/// What a bundle is called in a request.
pub const BUNDLE_TYPE: &str = "application/vnd.corridor.bundle";
/// Parts of a download that wait for a slow reader at most.
const PARTS: usize = 4;

/// Takes what another hub brings and answers with what it lacks.
#[utoipa::path(post, path = "/sync", operation_id = "sync",
    request_body(content = String, content_type = "application/vnd.corridor.bundle", description = "A bundle; see docs/bundle.md"),
    responses((status = 200, content_type = "application/vnd.corridor.bundle", body = String), (status = 400, body = ApiError),
        (status = 409, body = ApiError), (status = 413, body = ApiError), (status = 415, body = ApiError), (status = 503, body = ApiError)))]
pub(super) async fn post(
    State(app): State<App>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, ApiError> {
    let (body, intake) = (bundle(&headers, body)?, app.intake().clone());
    let reply = spawn_blocking(move || carry::answer(&intake, &body)).await;
    let reply = reply.map_err(|_| ApiError::internal())?.map_err(refuse)?;
    Ok(([(header::CONTENT_TYPE, BUNDLE_TYPE)], reply).into_response())
}

/// What this hub holds of every log, as another hub's `POST /sync` takes it.
#[utoipa::path(get, path = "/sync", operation_id = "held",
    responses((status = 200, content_type = "application/vnd.corridor.bundle", body = String), (status = 503, body = ApiError)))]
pub(super) async fn held(State(app): State<App>) -> Result<Response, ApiError> {
    let intake = app.intake().clone();
    let said = spawn_blocking(move || carry::held(&intake)).await;
    let said = said.map_err(|_| ApiError::internal())?.map_err(refuse)?;
    Ok(([(header::CONTENT_TYPE, BUNDLE_TYPE)], said).into_response())
}

/// What became of a bundle that was brought.
#[derive(Serialize, utoipa::ToSchema)]
pub(super) struct Taken {
    /// Statements that are new here.
    new: usize,
    /// Statements that were here already.
    known: usize,
    /// Of the new ones, those that contradict another of their device.
    forked: usize,
    /// Whatever was refused.
    refused: usize,
    /// Seals that fit.
    seals: usize,
    /// Seals that contradict the log of their device: kept as evidence.
    contradicting: usize,
    /// Sealed blobs that are new here.
    blobs: usize,
    /// What was refused and what is damaged: where, what, what to do.
    findings: Vec<String>,
}

/// Takes a bundle in, as `corridor import` does.
#[utoipa::path(post, path = "/bundle", operation_id = "take_bundle",
    request_body(content = String, content_type = "application/vnd.corridor.bundle", description = "A bundle; see docs/bundle.md"),
    responses((status = 200, body = Taken), (status = 400, body = ApiError), (status = 409, body = ApiError),
        (status = 413, body = ApiError), (status = 415, body = ApiError), (status = 503, body = ApiError)))]
pub(super) async fn take(
    State(app): State<App>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<Taken>, ApiError> {
    let (body, intake) = (bundle(&headers, body)?, app.intake().clone());
    let taken = spawn_blocking(move || carry::import(&intake, &mut body.as_ref())).await;
    let (tally, flaws) = taken.map_err(|_| ApiError::internal())?.map_err(not_taken)?;
    let mut findings = tally.refusals();
    findings.extend(flaws.iter().map(ToString::to_string));
    if let (Some(finding), true) = (flaws.first(), tally == carry::Tally::default()) {
        return Err(no_bundle(finding.to_string()));
    }
    let refused = tally.refused();
    let carry::Tally { new, known, forked, seals, contradicting, blobs, .. } = tally;
    Ok(Json(Taken { new, known, forked, refused, seals, contradicting, blobs, findings }))
}

/// Everything that is here, as a bundle.
#[utoipa::path(get, path = "/bundle", operation_id = "bundle",
    responses((status = 200, content_type = "application/vnd.corridor.bundle", body = String)))]
pub(super) async fn download(State(app): State<App>) -> Response {
    let (parts, mut ready) = mpsc::channel(PARTS);
    let (intake, founding) = (app.intake().clone(), app.founding().clone());
    // Its end is seen by the reader: a bundle without its last section is none.
    drop(spawn_blocking(move || {
        if let Err(error) = carry::export(&intake, &founding, &mut Parts(parts)) {
            tracing::warn!(%error, "a bundle was not downloaded to its end");
        }
    }));
    let body = stream::poll_fn(move |context| ready.poll_recv(context));
    let name = "attachment; filename=\"corridor.bundle\"";
    let headers = [(header::CONTENT_TYPE, BUNDLE_TYPE), (header::CONTENT_DISPOSITION, name)];
    (headers, Body::from_stream(body)).into_response()
}

/// Writes into the body of an answer.
struct Parts(mpsc::Sender<Result<Bytes, std::io::Error>>);

impl Write for Parts {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let gone = |_| std::io::Error::from(std::io::ErrorKind::BrokenPipe);
        self.0.blocking_send(Ok(Bytes::copy_from_slice(bytes))).map_err(gone)?;
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The body, if it says that it is a bundle.
fn bundle(headers: &HeaderMap, body: Result<Bytes, BytesRejection>) -> Result<Bytes, ApiError> {
    let said = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if said != Some(BUNDLE_TYPE) {
        return Err(ApiError::for_status(StatusCode::UNSUPPORTED_MEDIA_TYPE).at("Content-Type"));
    }
    bytes(body)
}

fn no_bundle(what: String) -> ApiError {
    ApiError::bad_request("bundle", what, "send it again; see docs/bundle.md for the form").at("body")
}

fn other_operation(what: String) -> ApiError {
    ApiError::new(StatusCode::CONFLICT, "operation", what, "sync hubs of one operation only").at("body")
}

fn not_taken(error: ImportError) -> ApiError {
    match error {
        ImportError::Trouble(trouble) => trouble.into(),
        ImportError::Operation(_) => other_operation(error.to_string()),
        ImportError::Read(_) => ApiError::internal(),
    }
}

fn refuse(error: TalkError) -> ApiError {
    match error {
        TalkError::Trouble(trouble) => trouble.into(),
        TalkError::Message(NoMessage::Operation(_)) => other_operation(error.to_string()),
        TalkError::Message(_) => no_bundle(error.to_string()),
        TalkError::TooLarge(_) | TalkError::Other(_) => ApiError::internal(),
    }
}
