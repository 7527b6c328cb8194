//! `GET /statements`: the statements themselves, in the order in which they were taken in.

use super::app::App;
use super::figures::{LIMIT_MAX, bad_query};
use super::statement_row::{StatementRow, row};
use super::trouble::ApiError;
use crate::intake::Book;
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{self, State};
use evacuation::account::Query;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Some statements, and where to go on.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct StatementPage {
    statements: Vec<StatementRow>,
    /// Ask for `after` this to go on; `null` where there are no more now.
    next: Option<usize>,
}

/// Which statements.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Wanted {
    /// How many statements to pass over, counted from the first; `next` of the answer before.
    #[serde(default)]
    after: usize,
    /// How many, at most 500.
    limit: Option<usize>,
    /// Only this kind, such as `board`.
    kind: Option<String>,
    /// Only those that name this person or party.
    token: Option<String>,
    /// Only those about this trip, such as `bus-3.2`.
    trip: Option<String>,
}

/// Statements in the order in which they were taken in.
#[utoipa::path(get, path = "/statements", operation_id = "statements", params(Wanted),
    responses((status = 200, body = StatementPage), (status = 400, body = ApiError)))]
pub(super) async fn list(
    State(app): State<App>,
    wanted: Result<extract::Query<Wanted>, QueryRejection>,
) -> Result<Json<StatementPage>, ApiError> {
    let extract::Query(wanted) = wanted.map_err(|error| bad_query(&error))?;
    let query = query(&wanted)?;
    let limit = wanted.limit.unwrap_or(100).clamp(1, LIMIT_MAX);
    let looking = tokio::task::spawn_blocking(move || {
        app.intake().read(|book| look(book, &query, wanted.after, limit))
    });
    looking.await.map(Json).map_err(|_| ApiError::internal())
}

fn look(book: &Book, query: &Query, after: usize, limit: usize) -> StatementPage {
    let page = book.account().page(query, after, limit);
    StatementPage {
        statements: page.rows.iter().map(|found| row(book, found.said)).collect(),
        next: page.next,
    }
}

fn query(wanted: &Wanted) -> Result<Query, ApiError> {
    let wrong = |place, what: String| ApiError::bad_request("query", what, "read it again").at(place);
    let token = wanted.token.as_ref().map(|text| text.parse().map_err(|e| wrong("token", format!("{e}"))));
    let trip = wanted.trip.as_ref().map(|text| text.parse().map_err(|e| wrong("trip", format!("{e}"))));
    Ok(Query { kind: wanted.kind.clone(), token: token.transpose()?, trip: trip.transpose()? })
}
