//! `POST /proposals`: what a pasted or dropped report proposes. Nothing is entered by it.
//!
//! Never here: rules of reading (`reading`).

use super::app::App;
use super::body::read_json;
use super::trouble::ApiError;
use crate::proposals::{figure_of, place_of, tidy};
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::HeaderMap;
use reading::{Date, How, Standing};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A report.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReportAsk {
    /// Its text.
    text: String,
    /// The day of the report, YYYY-MM-DD, when its head does not name one.
    date: Option<String>,
}

/// What a report proposes.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Proposals)]
pub(super) struct ProposalsView {
    claims: Vec<ProposedClaim>,
    incidents: Vec<ProposedIncident>,
}

/// A figure that somebody is reported to have said.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct ProposedClaim {
    claimant: String,
    /// The figure that it seems to be.
    figure_name: String,
    low: i64,
    high: i64,
    unit: String,
    scope: String,
    qualifier: String,
    as_of: String,
    place: String,
    quote: String,
    /// In characters of the text.
    span: [usize; 2],
    #[schema(value_type = String)]
    standing: Standing,
    #[schema(value_type = String)]
    observed: How,
}

/// Something that is said to have happened.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct ProposedIncident {
    kind: &'static str,
    claimant: String,
    as_of: String,
    place: String,
    /// The place of the operation that these words name.
    place_id: Option<String>,
    quote: String,
    span: [usize; 2],
    #[schema(value_type = String)]
    observed: How,
}

/// Reads a report.
#[utoipa::path(post, path = "/proposals", operation_id = "read_report", request_body = ReportAsk,
    responses((status = 200, body = ProposalsView), (status = 400, body = ApiError), (status = 413, body = ApiError)))]
pub(super) async fn post(
    State(app): State<App>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<ProposalsView>, ApiError> {
    let ReportAsk { text, date } = read_json(&headers, body)?;
    let wrong = |date: &str| {
        ApiError::bad_request(
            "date",
            format!("'{date}' is no day"),
            "write it as 2016-12-15, or leave it out",
        )
        .at("date")
    };
    let date = date.filter(|date| !date.is_empty());
    let date: Option<Date> = date.map(|date| date.parse().map_err(|_| wrong(&date))).transpose()?;
    let read = tokio::task::spawn_blocking(move || view(app.operation(), reading::read(&text, date)));
    Ok(Json(read.await.map_err(|_| ApiError::internal())?))
}

fn view(operation: &evacuation::operation::Operation, reading: reading::Reading) -> ProposalsView {
    let claim = |claim: reading::Claim| ProposedClaim {
        figure_name: figure_of(&claim),
        claimant: claim.claimant,
        low: claim.low,
        high: claim.high,
        unit: claim.unit,
        scope: claim.scope,
        qualifier: claim.qualifier,
        as_of: claim.as_of,
        place: claim.place,
        quote: claim.quote,
        span: claim.span,
        standing: claim.standing,
        observed: claim.how,
    };
    let incident = |incident: reading::Incident| ProposedIncident {
        kind: incident.kind.as_str(),
        claimant: incident.claimant,
        as_of: incident.as_of,
        place_id: place_of(operation, &tidy(&incident.place)).map(str::to_owned),
        place: incident.place,
        quote: incident.quote,
        span: incident.span,
        observed: incident.how,
    };
    ProposalsView {
        claims: reading.claims.into_iter().map(claim).collect(),
        incidents: reading.incidents.into_iter().map(incident).collect(),
    }
}
