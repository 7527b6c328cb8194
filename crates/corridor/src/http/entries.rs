//! `POST /entries`: signed entries come in, as JSON with base64 or as CBOR. Answered only when what
//! was taken is on disk.

use super::app::App;
use super::body::{Kind, bytes, json, kind};
use super::trouble::{ApiError, ErrorBody};
use crate::intake::Verdict;
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderMap, StatusCode};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use evacuation::enrolment::Held;
use ledger::Signed;
use minicbor::Decoder;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Entries in one submission at most.
const ENTRIES_MAX: usize = 4096;

/// A submission. In CBOR: an array of `[bytes, signature]` pairs of byte strings.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Submission {
    /// In the order of each log.
    entries: Vec<EncodedEntry>,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct EncodedEntry {
    /// The entry's bytes, base64.
    bytes: String,
    /// Its Ed25519 signature, base64.
    signature: String,
}

/// One verdict for each entry, in the same order.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct Verdicts {
    verdicts: Vec<VerdictView>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Verdict)]
struct VerdictView {
    /// `taken`: it is on disk, and counts unless `held` says why not; `known`: it was here already; `refused`.
    verdict: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    /// The device signed another entry with the same number; both are kept.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    forked: bool,
    /// Why it is in quarantine for now: `unenrolled`, `expired`, `role`, `place`, `revoked`, `forked`.
    #[serde(skip_serializing_if = "Option::is_none")]
    held: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<ErrorBody>,
    /// The number of this log that must be sent first.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<u64>,
}

/// Takes signed entries in.
#[utoipa::path(post, path = "/entries", operation_id = "submit_entries", request_body = Submission,
    responses((status = 200, body = Verdicts), (status = 400, body = ApiError), (status = 413, body = ApiError),
        (status = 415, body = ApiError), (status = 503, body = ApiError), (status = 507, body = ApiError)))]
pub(super) async fn post(
    State(app): State<App>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<Verdicts>, ApiError> {
    let kind = kind(&headers)?;
    let body = bytes(body)?;
    let entries = match kind {
        Kind::Json => from_json(&body)?,
        Kind::Cbor => from_cbor(&body).map_err(|error| {
            ApiError::bad_request("cbor", error.to_string(), "send an array of [bytes, signature] pairs")
                .at("body")
        })?,
    };
    if entries.len() > ENTRIES_MAX {
        return Err(ApiError::for_status(StatusCode::PAYLOAD_TOO_LARGE).at("entries"));
    }
    let verdicts = app.intake().accept(entries).await?;
    Ok(Json(Verdicts { verdicts: verdicts.into_iter().map(view).collect() }))
}

fn from_json(body: &[u8]) -> Result<Vec<Signed>, ApiError> {
    let submission: Submission = json(body)?;
    let wrong = |number: usize, what: &str| {
        let place = format!("entries[{number}]");
        ApiError::bad_request("base64", what, "write bytes and signature in base64 with padding").at(place)
    };
    let read = |(number, entry): (usize, EncodedEntry)| {
        let bytes = STANDARD.decode(&entry.bytes).map_err(|_| wrong(number, "the bytes are no base64"))?;
        let signature = STANDARD.decode(&entry.signature).ok().and_then(|bytes| bytes.try_into().ok());
        let signature = signature.ok_or_else(|| wrong(number, "the signature is not 64 bytes in base64"))?;
        Ok(Signed { bytes: bytes.into(), signature })
    };
    submission.entries.into_iter().enumerate().map(read).collect()
}

fn from_cbor(body: &[u8]) -> Result<Vec<Signed>, minicbor::decode::Error> {
    let wrong = |what: &'static str| minicbor::decode::Error::message(what);
    let mut d = Decoder::new(body);
    let length = d.array()?.ok_or_else(|| wrong("the array must say its length"))?;
    let mut entries = Vec::new();
    for _ in 0..length {
        if d.array()? != Some(2) {
            return Err(wrong("each entry is a pair"));
        }
        let bytes = d.bytes()?.to_vec();
        let signature = d.bytes()?.try_into().map_err(|_| wrong("a signature has 64 bytes"))?;
        entries.push(Signed { bytes: bytes.into(), signature });
    }
    if d.position() == body.len() { Ok(entries) } else { Err(wrong("something follows the array")) }
}

fn view(verdict: Verdict) -> VerdictView {
    let plain = |verdict, id: Option<String>| VerdictView {
        verdict,
        id,
        forked: false,
        held: None,
        error: None,
        next: None,
    };
    match verdict {
        Verdict::Taken { id, forked, held } => {
            let held = held.map(Held::code);
            VerdictView { forked, held, ..plain("taken", Some(id.to_string())) }
        }
        Verdict::Known { id } => plain("known", Some(id.to_string())),
        Verdict::Refused { code, what, remedy, next } => {
            let error = ErrorBody { code: code.to_owned(), what, place: None, remedy: remedy.to_owned() };
            VerdictView { error: Some(error), next, ..plain("refused", None) }
        }
    }
}
