//! Seals over HTTP: devices send theirs, anybody fetches them and proofs; the hub is told to seal now.
//!
//! Never here: making or judging them (`sealing`, `intake`).

use super::app::App;
use super::body::bytes;
use super::trouble::ApiError;
use crate::intake::SealVerdict;
use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use evacuation::account::{hex, unhex};
use ledger::LogId;
use ledger::checkpoint::Seal;
use serde::Serialize;
use utoipa::ToSchema;

const TEXT: &str = "text/plain; charset=utf-8";

/// What became of a seal.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct SealAnswer {
    /// `kept`, or why not: `seal_early`, `seal_contradicts`, `seal_elsewhere`.
    verdict: &'static str,
    /// The number of this log to send first, where entries are missing.
    next: Option<u64>,
}

/// What sealing came to.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct RoundView {
    /// Logs that were sealed.
    sealed: usize,
    /// Cosignatures that came in.
    cosigned: usize,
    /// What witnesses answered otherwise.
    troubles: Vec<String>,
}

/// A proof that an entry is in a sealed log.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = InclusionProof)]
pub(super) struct ProofView {
    /// The entry's id, which is the leaf.
    entry: String,
    /// Its number in the log.
    index: u64,
    /// The proof, base64 (RFC 6962, section 2.1.1).
    hashes: Vec<String>,
    /// The seal, a C2SP signed note, with its cosignatures.
    seal: String,
}

/// A device's seal, or one with more cosignatures: the text of a signed note.
#[utoipa::path(post, path = "/seals", operation_id = "submit_seal",
    request_body(content = String, content_type = "text/plain"),
    responses((status = 200, body = SealAnswer), (status = 400, body = ApiError), (status = 415, body = ApiError), (status = 503, body = ApiError)))]
pub(super) async fn post(
    State(app): State<App>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<SealAnswer>, ApiError> {
    // Plain text can be posted by pages of other sites: the guard before this one looks at the origin.
    let said = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !said.starts_with("text/plain") {
        return Err(ApiError::for_status(StatusCode::UNSUPPORTED_MEDIA_TYPE).at("Content-Type"));
    }
    let seal = Seal::read(&bytes(body)?).map_err(|error| {
        ApiError::bad_request("bad_seal", error.to_string(), "send the note as its device signed it")
            .at("body")
    })?;
    let verdicts = app.intake().take_seals(vec![seal], crate::wall_clock::unix_s()).await?;
    let verdict = verdicts.first().cloned().unwrap_or(SealVerdict::Elsewhere);
    let next = if let SealVerdict::Early { next } = verdict { Some(next) } else { None };
    Ok(Json(SealAnswer { verdict: verdict.refusal().map_or("kept", |(code, ..)| code), next }))
}

/// Seals now, and asks the witnesses.
#[utoipa::path(post, path = "/seals/now", operation_id = "seal_now",
    responses((status = 200, body = RoundView), (status = 503, body = ApiError)))]
pub(super) async fn now(State(app): State<App>) -> Result<Json<RoundView>, ApiError> {
    let round = app.sealer().round().await?;
    Ok(Json(RoundView { sealed: round.sealed, cosigned: round.cosigned, troubles: round.troubles }))
}

/// The newest seal of a device's log, as the note that was signed.
#[utoipa::path(get, path = "/seals/{device}", operation_id = "seal",
    params(("device" = String, Path, description = "The device's key in hexadecimal")),
    responses((status = 200, content_type = "text/plain", body = String), (status = 404, body = ApiError), (status = 503, body = ApiError)))]
pub(super) async fn get(State(app): State<App>, Path(device): Path<String>) -> Result<Response, ApiError> {
    let log_id: Option<LogId> = device.parse().ok();
    let seals = app.intake().seals().await?;
    let newest = seals.into_iter().rev().find(|kept| Some(kept.seal.checkpoint().origin.log_id) == log_id);
    let newest = newest.ok_or_else(|| ApiError::not_found("this log is not sealed"))?;
    Ok(([(header::CONTENT_TYPE, TEXT)], newest.seal.write()).into_response())
}

/// The proof that a statement is in the sealed log of its device.
#[utoipa::path(get, path = "/proofs/{entry}", operation_id = "proof",
    params(("entry" = String, Path, description = "The entry's id in hexadecimal")),
    responses((status = 200, body = ProofView), (status = 404, body = ApiError), (status = 503, body = ApiError)))]
pub(super) async fn proof(
    State(app): State<App>,
    Path(entry): Path<String>,
) -> Result<Json<ProofView>, ApiError> {
    let id: Option<[u8; 32]> = unhex(&entry);
    let found = app.intake().read(|book| {
        let source = &book.account().said(&id?)?.source;
        Some((LogId(source.device), source.seq))
    });
    let (log_id, seq) = found.ok_or_else(|| ApiError::not_found("there is no such statement"))?;
    let proof = app.intake().prove(log_id, seq).await?;
    let proof = proof.ok_or_else(|| ApiError::not_found("no seal covers this statement yet"))?;
    Ok(Json(ProofView {
        entry: hex(&id.unwrap_or_default()),
        index: proof.index,
        hashes: proof.hashes.iter().map(|hash| STANDARD.encode(hash)).collect(),
        seal: proof.seal.write(),
    }))
}
