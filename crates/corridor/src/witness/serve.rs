//! The witness's one resource, `POST /add-checkpoint`, as C2SP tlog-witness has it.
//!
//! Answers: 200 with the cosignature; 400 not a request; 403 not signed by the log's key; 404 an
//! operation that is not followed; 409 with the size that was cosigned last; 422 a proof that proves
//! nothing. Never here: the decision (`witness`).

use super::{Declined, Witness};
use crate::wall_clock::unix_s;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ledger::OperationId;
use ledger::checkpoint::{Origin, Seal, SealError};
use ledger::note::NOTE_BYTES_MAX;
use ledger::proof::PROOF_MAX;
use ledger::tree::Hash;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::net::TcpListener;

/// Bytes of a request at most: a note, and 63 hashes in base64.
const BODY_BYTES_MAX: usize = NOTE_BYTES_MAX + 64 * 64;

/// How to serve.
#[derive(Clone, Debug)]
pub struct WitnessSettings {
    /// The address.
    pub listen: SocketAddr,
}

/// Answers until told to stop. `ready` is called once with the address.
pub fn serve(
    witness: Witness,
    settings: &WitnessSettings,
    ready: impl FnOnce(SocketAddr),
) -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind(settings.listen).await?;
        ready(listener.local_addr()?);
        let stop = async {
            if tokio::signal::ctrl_c().await.is_err() {
                std::future::pending::<()>().await;
            }
        };
        axum::serve(listener, router(witness)).with_graceful_shutdown(stop).await
    })
}

/// The witness as a router.
pub(super) fn router(witness: Witness) -> Router {
    Router::new()
        .route("/add-checkpoint", post(add_checkpoint))
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
        .with_state(Arc::new(Mutex::new(witness)))
}

async fn add_checkpoint(State(witness): State<Arc<Mutex<Witness>>>, body: Bytes) -> Response {
    // The file is written while the lock is held: looking and writing are one step.
    let answered = tokio::task::spawn_blocking(move || {
        let mut witness = witness.lock().unwrap_or_else(PoisonError::into_inner);
        answer(&mut witness, &body, u64::try_from(unix_s()).unwrap_or(0))
    });
    answered.await.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

fn answer(witness: &mut Witness, body: &[u8], now_unix_s: u64) -> Response {
    let request = match read(body, witness.operations()) {
        Ok(request) => request,
        Err(Refused { status, what }) => return (status, format!("{what}\n")).into_response(),
    };
    match witness.consider(request.old, &request.proof, &request.seal, now_unix_s) {
        Ok(cosignature) => format!("{}\n", cosignature.line()).into_response(),
        Err(Declined::Conflict { size, .. }) => {
            let kind = [(header::CONTENT_TYPE, "text/x.tlog.size")];
            (StatusCode::CONFLICT, kind, format!("{size}\n")).into_response()
        }
        Err(declined) => {
            let status = match &declined {
                Declined::Unknown(_) => StatusCode::NOT_FOUND,
                Declined::Unproven { .. } => StatusCode::UNPROCESSABLE_ENTITY,
                Declined::Backwards { .. } => StatusCode::BAD_REQUEST,
                _ => StatusCode::SERVICE_UNAVAILABLE,
            };
            (status, format!("{declined}\n")).into_response()
        }
    }
}

/// What is asked of the witness.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Request {
    old: u64,
    proof: Vec<Hash>,
    seal: Seal,
}

struct Refused {
    status: StatusCode,
    what: String,
}

fn read(body: &[u8], followed: &[OperationId]) -> Result<Request, Refused> {
    let bad = |what: &str| Refused { status: StatusCode::BAD_REQUEST, what: what.to_owned() };
    let text = std::str::from_utf8(body).map_err(|_| bad("the request is not UTF-8"))?;
    let (head, note) = text.split_once("\n\n").ok_or_else(|| bad("no empty line stands before the note"))?;
    let mut lines = head.split('\n');
    let old = lines.next().and_then(|line| line.strip_prefix("old "));
    let old = old.and_then(|old| old.parse().ok().filter(|size: &u64| size.to_string() == old));
    let old = old.ok_or_else(|| bad("the first line is not 'old SIZE'"))?;
    let hash = |line: &str| STANDARD.decode(line).ok().and_then(|hash| hash.try_into().ok());
    let proof: Option<Vec<Hash>> = lines.map(hash).collect();
    let proof = proof.filter(|proof| proof.len() <= PROOF_MAX);
    let proof = proof.ok_or_else(|| bad("the proof is not at most 63 hashes in base64"))?;
    // Whose log it is comes before who signed it, as the protocol wants it.
    let origin = note.split('\n').next().and_then(Origin::read);
    if !origin.is_some_and(|origin| followed.contains(&origin.operation)) {
        let what = "this witness does not follow this log's operation".to_owned();
        return Err(Refused { status: StatusCode::NOT_FOUND, what });
    }
    let seal = Seal::read(note.as_bytes()).map_err(|error| {
        let status = match error {
            SealError::Signature | SealError::Key(_) => StatusCode::FORBIDDEN,
            SealError::Text(_) | SealError::Note(_) => StatusCode::BAD_REQUEST,
        };
        Refused { status, what: error.to_string() }
    })?;
    Ok(Request { old, proof, seal })
}

/// The body of a request to a witness.
pub fn request(old: u64, proof: &[Hash], seal: &Seal) -> String {
    let lines: String = proof.iter().map(|hash| format!("{}\n", STANDARD.encode(hash))).collect();
    format!("old {old}\n{lines}\n{}", seal.write())
}

#[cfg(test)]
mod tests;
