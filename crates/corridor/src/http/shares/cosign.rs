//! `GET /share/{token}/seals`: the seals for an observer to cosign, as a file; `POST /share/{token}/cosignatures`:
//! what was cosigned, handed in. Neither holds a statement.
//!
//! Never here: whether a log only grew; the observer's witness holds the proof against what it saw before.

use super::open;
use crate::http::app::App;
use crate::http::body::read_json;
use crate::http::trouble::ApiError;
use crate::witness::{COSIGNED_FORM, CosignedFile, Growth, HandedSeal, SEALS_FORM, SealsFile};
use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ledger::LogId;
use ledger::checkpoint::{Seal, WitnessKey};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Earlier sizes of a log from which growth is proved: the newest seals, and the newest that somebody cosigned.
const EARLIER_MAX: usize = 12;
/// Notes that are taken in at once.
const NOTES_MAX: usize = 2_000;

/// The newest seal of every log with proofs of growth, to be cosigned by an observer's witness.
#[utoipa::path(get, path = "/share/{token}/seals", operation_id = "shared_seals",
    params(("token" = String, Path, description = "The link's token")),
    responses((status = 200, body = Object), (status = 401, body = ApiError), (status = 410, body = ApiError)))]
pub(in crate::http) async fn seals(
    State(app): State<App>,
    Path(token): Path<String>,
) -> Result<Response, ApiError> {
    open(&app, &token).await?;
    let mut by_log: BTreeMap<LogId, Vec<Seal>> = BTreeMap::new();
    for kept in app.intake().seals().await.map_err(ApiError::from)? {
        by_log.entry(kept.seal.checkpoint().origin.log_id).or_default().push(kept.seal);
    }
    let mut seals = Vec::new();
    for (log_id, mut known) in by_log {
        known.sort_by_key(|seal| seal.checkpoint().size);
        let Some(newest) = known.pop() else { continue };
        let new = newest.checkpoint().size;
        let sizes = |seals: &mut dyn Iterator<Item = &Seal>| -> Vec<u64> {
            seals.take(EARLIER_MAX).map(|seal| seal.checkpoint().size).collect()
        };
        let mut earlier = sizes(&mut known.iter().rev());
        earlier.extend(sizes(&mut known.iter().rev().filter(|seal| !seal.others().is_empty())));
        earlier.sort_unstable();
        earlier.dedup();
        let mut growth = Vec::new();
        for old in earlier.into_iter().filter(|old| *old > 0 && *old < new) {
            // A seal that contradicts its log has no proof.
            if let Some(proof) = app.intake().prove_growth(log_id, old, new).await.map_err(ApiError::from)? {
                let hashes = proof.iter().map(|hash| STANDARD.encode(hash)).collect();
                growth.push(Growth { old, hashes });
            }
        }
        seals.push(HandedSeal { note: newest.write(), growth });
    }
    let operation = app.intake().operation_id().to_string();
    let file = SealsFile { form: SEALS_FORM.to_owned(), operation, seals };
    let name = [(header::CONTENT_DISPOSITION, "attachment; filename=\"seals.json\"")];
    Ok((name, Json(file)).into_response())
}

/// Takes cosignatures in: `{cosigned, refused: [why]}`.
#[utoipa::path(post, path = "/share/{token}/cosignatures", operation_id = "hand_in_cosignatures",
    params(("token" = String, Path, description = "The link's token")), request_body = Object,
    responses((status = 200, body = Object), (status = 400, body = ApiError), (status = 401, body = ApiError), (status = 410, body = ApiError)))]
pub(in crate::http) async fn hand_in(
    State(app): State<App>,
    Path(token): Path<String>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<Value>, ApiError> {
    open(&app, &token).await?;
    let file: CosignedFile = read_json(&headers, body)?;
    let wrong = |what: String| {
        ApiError::bad_request("cosigned", what, "hand in the file that `corridor witness --seals` wrote")
    };
    if file.form != COSIGNED_FORM || file.operation != app.intake().operation_id().to_string() {
        return Err(wrong("this is no file of cosigned seals of this operation".to_owned()).at("form"));
    }
    if file.notes.len() > NOTES_MAX {
        return Err(wrong(format!("{} notes are more than {NOTES_MAX}", file.notes.len())).at("notes"));
    }
    let witness = WitnessKey::read(&file.witness).map_err(|what| wrong(what.to_owned()).at("witness"))?;
    let kept = app.intake().seals().await.map_err(ApiError::from)?;
    let here: BTreeMap<(LogId, u64), &Seal> = kept
        .iter()
        .map(|kept| ((kept.seal.checkpoint().origin.log_id, kept.seal.checkpoint().size), &kept.seal))
        .collect();
    let (mut good, mut refused) = (Vec::new(), Vec::new());
    for note in &file.notes {
        match cosigned(note, &witness, &here) {
            Ok(seal) => good.push(seal),
            Err(why) => refused.push(why),
        }
    }
    let cosigned = good.len();
    if cosigned > 0 {
        app.intake().take_seals(good, crate::wall_clock::unix_s()).await.map_err(ApiError::from)?;
    }
    Ok(Json(json!({ "witness": witness.name, "cosigned": cosigned, "refused": refused })))
}

/// The seal that is here, with this witness's good cosignature from the note and nothing else of it.
fn cosigned(note: &str, witness: &WitnessKey, here: &BTreeMap<(LogId, u64), &Seal>) -> Result<Seal, String> {
    let brought = Seal::read(note.as_bytes()).map_err(|error| error.to_string())?;
    let checkpoint = *brought.checkpoint();
    let (log, size) = (checkpoint.origin.log_id, checkpoint.size);
    let known = here.get(&(log, size)).filter(|known| *known.checkpoint() == checkpoint);
    let mut seal =
        known.ok_or_else(|| format!("log {log}: no such seal of {size} entries is here"))?.to_owned().clone();
    let line = brought.others().iter().find(|line| witness.check(&checkpoint, line).is_some());
    let line = line.ok_or_else(|| format!("log {log}: no good signature of {} is on it", witness.name))?;
    seal.add(line.clone());
    Ok(seal)
}
