//! `/replan`: a new plan is sought, shown with what it changes, and put in force or discarded.
//!
//! Never here: how it is found (`replanning`).

use super::app::App;
use super::body::read_json;
use super::proposal::{self, ReplanView};
use super::trouble::ApiError;
use crate::intake::Trouble;
use crate::replanning::{AcceptError, Ask, SECONDS_DEFAULT, SECONDS_MAX};
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderMap, StatusCode};
use evacuation::quantity::Span;
use evacuation::replan::STABILITY_DEFAULT;
use serde::Deserialize;
use std::time::Duration;
use utoipa::ToSchema;

/// The longest time after which something suspended may be taken to open again: ten days.
const REOPENS_MIN_MAX: u32 = 14_400;

/// What to plan.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReplanAsk {
    /// How long to look: 0 to 30 seconds. Default 1.
    seconds: Option<f64>,
    /// After how many minutes what is suspended is taken to open again; 0: not before the operation ends. Default 60.
    reopens_in_min: Option<u32>,
    /// Price of each party told a new departure, in person-hours. Default 0.25.
    stability: Option<f64>,
}

/// Which proposal.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Which {
    /// Its number, as `GET /replan` says.
    number: u64,
}

/// The present search or proposal.
#[utoipa::path(get, path = "/replan", operation_id = "replan", responses((status = 200, body = ReplanView)))]
pub(super) async fn get(State(app): State<App>) -> Json<ReplanView> {
    Json(proposal::view(app.replanner().job().as_deref()))
}

/// Begins to plan anew; what was proposed before is discarded.
#[utoipa::path(post, path = "/replan", operation_id = "begin_replan", request_body = ReplanAsk,
    responses((status = 200, body = ReplanView), (status = 400, body = ApiError)))]
pub(super) async fn post(
    State(app): State<App>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<ReplanView>, ApiError> {
    let ask = ask(read_json(&headers, body)?)?;
    let job = app.begin_replan(ask).map_err(|error| {
        tracing::error!(%error, "no thread to plan with");
        ApiError::internal()
    })?;
    Ok(Json(proposal::view(Some(&job))))
}

fn ask(asked: ReplanAsk) -> Result<Ask, ApiError> {
    let seconds = asked.seconds.unwrap_or(SECONDS_DEFAULT);
    if !(0.0..=SECONDS_MAX).contains(&seconds) {
        let what = format!("{seconds} s is not from 0 to {SECONDS_MAX}");
        return Err(ApiError::bad_request("seconds", what, "take a time within these limits").at("seconds"));
    }
    let minutes = asked.reopens_in_min.unwrap_or(60);
    if minutes > REOPENS_MIN_MAX {
        let what = format!("{minutes} min is more than {REOPENS_MIN_MAX}");
        return Err(
            ApiError::bad_request("reopens", what, "0 means: not before the end").at("reopens_in_min")
        );
    }
    let stability = asked.stability.unwrap_or(STABILITY_DEFAULT);
    if !(0.0..=1e6).contains(&stability) {
        let what = format!("{stability} is no price in person-hours");
        return Err(ApiError::bad_request("stability", what, "take a number such as 0.25").at("stability"));
    }
    let reopens_in = (minutes > 0).then_some(Span(i64::from(minutes) * 60));
    Ok(Ask { limit: Duration::from_secs_f64(seconds), reopens_in, stability })
}

/// Ends the search; the best plan so far is proposed.
#[utoipa::path(post, path = "/replan/stop", operation_id = "stop_replan",
    responses((status = 200, body = ReplanView), (status = 404, body = ApiError)))]
pub(super) async fn stop(State(app): State<App>) -> Result<Json<ReplanView>, ApiError> {
    let job = app.replanner().job().ok_or_else(|| ApiError::not_found("nothing is being planned"))?;
    job.stop();
    Ok(Json(proposal::view(Some(&job))))
}

/// Discards what is sought or proposed.
#[utoipa::path(delete, path = "/replan", operation_id = "discard_replan", responses((status = 200, body = ReplanView)))]
pub(super) async fn delete(State(app): State<App>) -> Json<ReplanView> {
    app.replanner().discard();
    Json(proposal::view(None))
}

/// Puts the proposal in force: its plan becomes statements, as everything else.
#[utoipa::path(post, path = "/replan/accept", operation_id = "accept_replan", request_body = Which,
    responses((status = 200, body = ReplanView), (status = 400, body = ApiError), (status = 409, body = ApiError),
        (status = 503, body = ApiError), (status = 507, body = ApiError)))]
pub(super) async fn accept(
    State(app): State<App>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<ReplanView>, ApiError> {
    let Which { number } = read_json(&headers, body)?;
    let accepting = tokio::task::spawn_blocking(move || app.accept_replan(number));
    accepting.await.map_err(|_| ApiError::internal())?.map_err(refused)?;
    Ok(Json(proposal::view(None)))
}

fn refused(error: AcceptError) -> ApiError {
    let conflict = |code: &str| {
        ApiError::new(
            StatusCode::CONFLICT,
            code,
            error.to_string(),
            "plan anew, then decide on the new proposal",
        )
    };
    match error {
        AcceptError::Nothing => conflict("nothing_proposed"),
        AcceptError::Superseded => conflict("superseded"),
        AcceptError::Overtaken(_) => conflict("overtaken"),
        AcceptError::TooLarge => conflict("too_large"),
        AcceptError::Trouble(Trouble { code, what, remedy }) => Trouble { code, what, remedy }.into(),
    }
}
