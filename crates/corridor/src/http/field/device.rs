//! `GET /field/devices/{id}`: how the hub knows a phone.
//!
//! Never here: what the phone is told of people (`rows`).

use super::super::app::App;
use super::super::role_name;
use super::super::trouble::ApiError;
use axum::Json;
use axum::extract::{Path, State};
use serde::Serialize;
use utoipa::ToSchema;

/// How the hub knows a phone.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(in crate::http) struct StandingView {
    /// How many entries of its log are here.
    entries: u64,
    /// What it is admitted for; `null` while it asks.
    role: Option<&'static str>,
    place: Option<String>,
    /// Seconds after the operation's start.
    until: Option<i64>,
    revoked: bool,
    forked: bool,
    /// How many of its statements are in quarantine.
    held: usize,
    /// The operation's clock as this answer goes out, in seconds after its start. It comes with every
    /// meeting, whether or not there is news: a phone's own clock may have been set since the last.
    now: i64,
    /// Seconds of the operation in a second; 0 while a drill stands still.
    speed: u32,
}

/// How the hub knows a phone.
#[utoipa::path(get, path = "/field/devices/{id}", operation_id = "field_device",
    params(("id" = String, Path, description = "the device's key in hexadecimal")),
    responses((status = 200, body = StandingView), (status = 400, body = ApiError), (status = 503, body = ApiError)))]
pub(in crate::http) async fn device(
    State(app): State<App>,
    Path(id): Path<String>,
) -> Result<Json<StandingView>, ApiError> {
    let log: ledger::LogId = id.parse().map_err(|_| {
        ApiError::bad_request("device", "a device's key is 64 hexadecimal digits", "send the key").at("id")
    })?;
    let frontier = app.intake().frontier().await?;
    let known = frontier.iter().find(|line| line.log_id == log);
    let (member, held) = app.intake().read(|book| {
        let held =
            book.account().quarantine().into_iter().filter(|held| held.said.source.device == log.0).count();
        (book.account().member(&log.0), held)
    });
    let grant = member.grants.first();
    let face = app.clock().face();
    Ok(Json(StandingView {
        entries: known.map_or(0, |line| line.size),
        role: grant.map(|grant| role_name(grant.role)),
        place: grant.and_then(|grant| grant.place.clone()),
        until: grant.and_then(|grant| grant.until).map(|until| until.seconds()),
        revoked: member.revoked_from.is_some(),
        forked: member.forked_at.is_some(),
        held,
        now: app.clock().now().seconds(),
        speed: if face.paused { 0 } else { face.speed },
    }))
}
