//! Seals over HTTP: devices send theirs, anybody fetches them and proofs; the hub is told to seal now.
//!
//! Never here: making or judging them (`sealing`, `intake`).

use super::app::App;
use super::body::bytes;
use super::trouble::ApiError;
use crate::intake::SealVerdict;
use crate::store::KeptSeal;
use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::{BytesRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use evacuation::account::{hex, unhex};
use ledger::checkpoint::Seal;
use ledger::tree::root;
use ledger::{EntryId, LogId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

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

/// Between which sizes of a log.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Sizes {
    /// How many entries the older seal covers.
    old: u64,
    /// How many entries the newer one covers, which must be kept here; the newest if absent.
    new: Option<u64>,
}

/// A proof that a sealed log only grew.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ConsistencyProof)]
pub(super) struct GrowthView {
    /// The log, which is the device's key.
    device: String,
    /// How many entries the older head covers.
    old: u64,
    /// The root of the tree over them as it is here, base64: what the older seal must say.
    old_root: String,
    /// How many entries the newer head covers.
    new: u64,
    /// The proof, base64 (RFC 6962, section 2.1.2).
    hashes: Vec<String>,
    /// The newer head's seal, a C2SP signed note, with its cosignatures.
    seal: String,
}

/// Seals that contradict the log of their device.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Contradictions)]
pub(super) struct ContradictionsView {
    /// What all signatures are bound to.
    operation_id: String,
    /// The log, which is the device's key.
    device: String,
    seals: Vec<ContradictionView>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Contradiction)]
struct ContradictionView {
    /// How many entries it covers.
    size: u64,
    /// When it came in, in seconds of Unix time.
    kept_unix_s: i64,
    /// The seal: a C2SP signed note, signed by the device.
    seal: String,
    /// The root over as many entries of this device as they are here, base64.
    root_here: Option<String>,
    /// The device's own other seal of as many entries, if it made one that fits: the two notes alone are proof.
    other: Option<String>,
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
    let proof = app.intake().prove(log_id, seq, EntryId(id.unwrap_or_default())).await?;
    let proof = proof.ok_or_else(|| ApiError::not_found("no seal covers this statement yet"))?;
    Ok(Json(ProofView {
        entry: hex(&id.unwrap_or_default()),
        index: proof.index,
        hashes: proof.hashes.iter().map(|hash| STANDARD.encode(hash)).collect(),
        seal: proof.seal.write(),
    }))
}

/// The proof that a device's sealed log only grew: for whoever holds an older seal of it.
#[utoipa::path(get, path = "/seals/{device}/consistency", operation_id = "consistency",
    params(("device" = String, Path, description = "The device's key in hexadecimal"), Sizes),
    responses((status = 200, body = GrowthView), (status = 400, body = ApiError), (status = 404, body = ApiError), (status = 503, body = ApiError)))]
pub(super) async fn consistency(
    State(app): State<App>,
    Path(device): Path<String>,
    query: Result<Query<Sizes>, QueryRejection>,
) -> Result<Json<GrowthView>, ApiError> {
    let remedy = "ask for ?old=SIZE, or ?old=SIZE&new=SIZE, with the sizes of two seals";
    let Query(Sizes { old, new }) =
        query.map_err(|error| ApiError::bad_request("query", error.body_text(), remedy).at("query"))?;
    let log_id: LogId = device.parse().map_err(|_| ApiError::not_found("this log is not sealed"))?;
    let found = app.intake().errand(move |holdings| {
        let seal = match new {
            Some(new) => holdings.seals.at(&log_id, new),
            None => holdings.seals.newest(&log_id),
        }?;
        let leaves = holdings.logs.leaves(&log_id, 0, seal.checkpoint().size)?;
        Some((seal.clone(), leaves))
    });
    let found = found.await.map_err(ApiError::from)?;
    let (seal, leaves) =
        found.ok_or_else(|| ApiError::not_found("no seal of this log has this size here"))?;
    let new = seal.checkpoint().size;
    let older = usize::try_from(old).ok().and_then(|old| leaves.get(..old));
    let (Some(older), Some(hashes)) = (older, ledger::proof::consistency(&leaves, old)) else {
        let what = format!("the older size, {old}, is above the newer one, {new}");
        return Err(ApiError::bad_request("sizes", what, remedy).at("old"));
    };
    let old_root = STANDARD.encode(root(older));
    let hashes = hashes.iter().map(|hash| STANDARD.encode(hash)).collect();
    Ok(Json(GrowthView { device: log_id.to_string(), old, old_root, new, hashes, seal: seal.write() }))
}

/// Seals that contradict the log of their device, to be carried away. The entries that they contradict are in
/// the bundle, and `corridor verify` shows it.
#[utoipa::path(get, path = "/seals/{device}/contradictions", operation_id = "contradictions",
    params(("device" = String, Path, description = "The device's key in hexadecimal")),
    responses((status = 200, body = ContradictionsView), (status = 404, body = ApiError), (status = 503, body = ApiError)))]
pub(super) async fn contradictions(
    State(app): State<App>,
    Path(device): Path<String>,
) -> Result<Json<ContradictionsView>, ApiError> {
    let nothing = || ApiError::not_found("no seal here contradicts the log of this device");
    let log_id: LogId = device.parse().map_err(|_| nothing())?;
    let seals = app.intake().errand(move |holdings| {
        let of_log =
            holdings.seals.contradicts().filter(|kept| kept.seal.checkpoint().origin.log_id == log_id);
        let view = |kept: &KeptSeal| {
            let size = kept.seal.checkpoint().size;
            ContradictionView {
                size,
                kept_unix_s: kept.kept_unix_s,
                seal: kept.seal.write(),
                root_here: holdings
                    .logs
                    .leaves(&log_id, 0, size)
                    .map(|leaves| STANDARD.encode(root(&leaves))),
                other: holdings.seals.at(&log_id, size).map(Seal::write),
            }
        };
        of_log.map(view).collect::<Vec<_>>()
    });
    let seals = Some(seals.await.map_err(ApiError::from)?).filter(|seals| !seals.is_empty());
    let operation_id = app.intake().operation_id().to_string();
    Ok(Json(ContradictionsView {
        operation_id,
        device: log_id.to_string(),
        seals: seals.ok_or_else(nothing)?,
    }))
}
