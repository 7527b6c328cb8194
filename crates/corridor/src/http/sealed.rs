//! `POST /sealed`: a device hands in a sealed blob that one of its entries commits to.
//! `GET /custodians/{group}`: to whose keys a device seals.
//!
//! Never here: opening a blob; nothing on a hub can. No address gives one out: hubs and custodians
//! get them by sync, as ciphertext.

use super::app::App;
use super::body::bytes;
use super::trouble::ApiError;
use crate::intake::BlobVerdict;
use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use evacuation::account::hex;
use ledger::sealed::commit;
use serde::Serialize;
use tokio::task::spawn_blocking;
use utoipa::ToSchema;

/// What a sealed blob is called in a request.
const SEALED_TYPE: &str = "application/octet-stream";

/// What became of a sealed blob.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct Kept {
    /// What entries commit to.
    commitment: String,
    /// `kept`: it is on disk; `known`: it was here already; `shredded`: it was destroyed and is not taken again.
    verdict: &'static str,
}

/// Who keeps sealed data.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct CustodiansView {
    group: String,
    /// How many of them it takes to read.
    threshold: u32,
    /// Their public keys (X25519), in hexadecimal.
    keys: Vec<String>,
    /// The statement, so that it can be checked.
    entry: String,
}

/// Takes a sealed blob in.
#[utoipa::path(post, path = "/sealed", operation_id = "submit_sealed",
    request_body(content = String, content_type = "application/octet-stream"),
    responses((status = 200, body = Kept), (status = 400, body = ApiError), (status = 409, body = ApiError),
        (status = 413, body = ApiError), (status = 415, body = ApiError), (status = 503, body = ApiError), (status = 507, body = ApiError)))]
pub(super) async fn post(
    State(app): State<App>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<Kept>, ApiError> {
    if headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()) != Some(SEALED_TYPE) {
        return Err(ApiError::for_status(StatusCode::UNSUPPORTED_MEDIA_TYPE).at("Content-Type"));
    }
    let (body, intake) = (bytes(body)?.to_vec(), app.intake().clone());
    let commitment = hex(&commit(&body));
    let verdicts = spawn_blocking(move || intake.keep_blobs_blocking(vec![body])).await;
    let verdicts = verdicts.map_err(|_| ApiError::internal())??;
    let verdict = match verdicts.first() {
        Some(BlobVerdict::Kept) => "kept",
        Some(BlobVerdict::Known) => "known",
        Some(BlobVerdict::Shredded) => "shredded",
        Some(BlobVerdict::Unasked) => {
            let what = "no entry here commits to this blob";
            return Err(
                ApiError::new(StatusCode::CONFLICT, "blob_unasked", what, "send the entry first").at("body")
            );
        }
        Some(BlobVerdict::NoBlob) | None => {
            let what = "this is no sealed blob";
            return Err(ApiError::bad_request("no_blob", what, "see docs/sealed.md for the form").at("body"));
        }
    };
    Ok(Json(Kept { commitment, verdict }))
}

/// To whose keys the names of a convoy or day are sealed.
#[utoipa::path(get, path = "/custodians/{group}", operation_id = "custodians",
    params(("group" = String, Path, description = "A convoy or day")),
    responses((status = 200, body = CustodiansView), (status = 404, body = ApiError)))]
pub(super) async fn custodians(
    State(app): State<App>,
    Path(group): Path<String>,
) -> Result<Json<CustodiansView>, ApiError> {
    let custodians = app.intake().read(|book| book.account().custodians(&group).cloned());
    let custodians = custodians
        .ok_or_else(|| ApiError::not_found("sealed data of this group is entrusted to nobody").at("group"))?;
    let keys = custodians.keys.iter().map(hex).collect();
    let (threshold, entry) = (custodians.threshold, hex(&custodians.entry));
    Ok(Json(CustodiansView { group, threshold, keys, entry }))
}
