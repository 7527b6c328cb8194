//! `GET /health`: that it runs, and what it rests on. The digest of the picture depends on the set
//! of statements alone: two machines with the same statements show the same one.

use super::app::App;
use super::trouble::ApiError;
use axum::Json;
use axum::extract::State;
use evacuation::account::hex;
use serde::Serialize;
use utoipa::ToSchema;

/// That it runs, and on what.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct Health {
    status: &'static str,
    /// The program's version.
    program: &'static str,
    /// The operation's name.
    operation: String,
    /// What every signature is bound to.
    operation_id: String,
    /// How many statements are stored and count.
    statements: u64,
    /// How many devices enrolled.
    devices: usize,
    /// SHA-256 of the picture that these statements give, whatever the clock says.
    picture_sha256: String,
    /// Rows that were found damaged at this start and are kept aside.
    damaged: usize,
    /// Logs whose device signed two histories.
    forked_logs: usize,
    /// The operation's clock.
    now: i64,
    drill: bool,
}

/// That it runs, and what it rests on.
#[utoipa::path(get, path = "/health", operation_id = "health", responses((status = 200, body = Health), (status = 503, body = ApiError)))]
pub(super) async fn get(State(app): State<App>) -> Result<Json<Health>, ApiError> {
    let drawn = app.drawn().await?;
    let frontier = app.intake().frontier().await?;
    Ok(Json(Health {
        status: "ok",
        program: env!("CARGO_PKG_VERSION"),
        operation: app.operation().name.clone(),
        operation_id: app.intake().operation_id().to_string(),
        statements: drawn.reckoned.version,
        devices: frontier.len(),
        picture_sha256: hex(&drawn.reckoned.digest()),
        damaged: app.damaged(),
        forked_logs: frontier.iter().filter(|log| log.forked_at.is_some()).count(),
        now: drawn.now.seconds(),
        drill: drawn.face().drill,
    }))
}
