//! `POST /evidence`: a photograph or document is hashed as it comes in, kept untouched, and its capture is
//! stated; `GET /evidence/{sha256}`: the original, checked against its hash before it is given.
//!
//! Never here: a changed copy, or a way to delete.

use super::app::App;
use super::body::bytes;
use super::trouble::ApiError;
use super::watch::say;
use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use evacuation::account::{hex, unhex};
use evacuation::quantity::Moment;
use evacuation::statement::{CustodyStep, EntryRef, Evidence, Fact};
use ledger::crypto::sha256;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// What it is about, and who brings it.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct About {
    /// The statement that it bears on, by id.
    about: String,
    /// Who has it: an office or a function.
    holder: String,
    /// When it was taken, in seconds after the operation's start; now if absent.
    at: Option<i64>,
    /// Anything to add.
    note: Option<String>,
}

/// What was kept.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct KeptEvidence {
    sha256: String,
    bytes: u64,
    entry: String,
}

/// Takes a piece of evidence in.
#[utoipa::path(post, path = "/evidence", operation_id = "keep_evidence", params(About), request_body = String,
    responses((status = 200, body = KeptEvidence), (status = 400, body = ApiError), (status = 413, body = ApiError), (status = 503, body = ApiError)))]
pub(super) async fn post(
    State(app): State<App>,
    Query(about): Query<About>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<KeptEvidence>, ApiError> {
    let body = bytes(body)?;
    if body.is_empty() {
        return Err(
            ApiError::bad_request("empty", "there is nothing in it", "send the file as the body").at("body")
        );
    }
    let unknown = || {
        let remedy = "record the incident first, then what proves it";
        ApiError::bad_request("unknown", "there is no such statement", remedy).at("about")
    };
    let id = unhex(&about.about).ok_or_else(unknown)?;
    if app.intake().read(|book| book.account().said(&id).is_none()) {
        return Err(unknown());
    }
    let media = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let media = media.unwrap_or("application/octet-stream").chars().take(100).collect::<String>();
    let (hash, length) = (sha256(&[&body]), body.len() as u64);
    let kept = app.intake().errand(move |holdings| holdings.store.keep_original(&hash, &body)).await?;
    kept.map_err(|error| {
        tracing::error!(%error, "evidence could not be kept");
        ApiError::new(
            StatusCode::INSUFFICIENT_STORAGE,
            "store_full",
            error.to_string(),
            "make room on the disk",
        )
    })?;
    let fact = Fact::Evidence(Evidence {
        sha256: EntryRef(hash),
        bytes: length,
        media,
        about: EntryRef(id),
        step: CustodyStep::Captured,
        holder: about.holder,
        note: about.note.unwrap_or_default(),
    });
    let entry = say(&app, about.at.map_or(app.clock().now(), Moment), fact).await?;
    Ok(Json(KeptEvidence { sha256: hex(&hash), bytes: length, entry }))
}

/// The original.
#[utoipa::path(get, path = "/evidence/{sha256}", operation_id = "evidence",
    params(("sha256" = String, Path, description = "Its hash")),
    responses((status = 200, content_type = "application/octet-stream", body = String), (status = 404, body = ApiError), (status = 409, body = ApiError)))]
pub(super) async fn get(State(app): State<App>, Path(hash): Path<String>) -> Result<Response, ApiError> {
    let nothing = || ApiError::not_found("no such evidence is kept here").at("sha256");
    let hash = unhex(&hash).ok_or_else(nothing)?;
    let found = app.intake().errand(move |holdings| holdings.store.original(&hash)).await?;
    let found = found.map_err(|_| nothing())?;
    if sha256(&[&found]) != hash {
        let what = "the file that is kept here is not the one that was captured";
        return Err(ApiError::new(
            StatusCode::CONFLICT,
            "evidence_changed",
            what,
            "take the copy of another holder",
        ));
    }
    let name = format!("attachment; filename=\"{}\"", hex(&hash));
    // Never shown in the browser: it may be anything.
    let headers =
        [(header::CONTENT_TYPE, "application/octet-stream".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, found).into_response())
}
