//! `POST /clock`: speed and pause of a drill.

use super::app::App;
use super::body::read_json;
use super::picture::ClockView;
use super::trouble::ApiError;
use crate::live::SPEED_MAX;
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderMap, StatusCode};
use serde::Deserialize;
use utoipa::ToSchema;

/// What to change.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ClockChange {
    /// Seconds of the operation in one real second: 1 to 3600.
    speed: Option<u32>,
    /// Whether it stands still.
    paused: Option<bool>,
}

/// Sets a drill's clock.
#[utoipa::path(post, path = "/clock", operation_id = "set_clock", request_body = ClockChange,
    responses((status = 200, body = ClockView), (status = 400, body = ApiError), (status = 409, body = ApiError)))]
pub(super) async fn post(
    State(app): State<App>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<ClockView>, ApiError> {
    let change: ClockChange = read_json(&headers, body)?;
    if change.speed.is_some_and(|speed| speed == 0 || speed > SPEED_MAX) {
        let what = format!("the speed must be from 1 to {SPEED_MAX}");
        return Err(ApiError::bad_request("speed", what, "take a speed within these limits").at("speed"));
    }
    if !app.clock().set(change.speed, change.paused) {
        let what = "this is the real operation; nobody sets its clock";
        return Err(ApiError::new(StatusCode::CONFLICT, "not_a_drill", what, "set clocks in drills only"));
    }
    Ok(Json(app.clock().face().into()))
}
