//! `GET /statements`: the statements themselves, in the order in which they were taken in.

use super::app::App;
use super::figures::{LIMIT_MAX, bad_query};
use super::statement_row::{StatementRow, row};
use super::trouble::ApiError;
use crate::intake::Book;
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use evacuation::account::{Said, tokens_of};
use evacuation::convoy::TripId;
use evacuation::people::Token;
use evacuation::statement::Fact;
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
    wanted: Result<Query<Wanted>, QueryRejection>,
) -> Result<Json<StatementPage>, ApiError> {
    let Query(wanted) = wanted.map_err(|error| bad_query(&error))?;
    let filter = Filter::new(&wanted)?;
    let limit = wanted.limit.unwrap_or(100).clamp(1, LIMIT_MAX);
    let looking = tokio::task::spawn_blocking(move || {
        app.intake().read(|book| look(book, wanted.after, limit, &filter))
    });
    looking.await.map(Json).map_err(|_| ApiError::internal())
}

fn look(book: &Book, after: usize, limit: usize, filter: &Filter) -> StatementPage {
    let mut found = book.said_from(after).filter(|(_, said)| filter.takes(said));
    let mut statements = Vec::new();
    let mut next = None;
    for (number, said) in found.by_ref().take(limit) {
        statements.push(row(book, said));
        next = Some(number + 1);
    }
    let more = found.next().is_some();
    StatementPage { statements, next: next.filter(|_| more) }
}

struct Filter {
    kind: Option<String>,
    token: Option<Token>,
    trip: Option<TripId>,
}

impl Filter {
    fn new(wanted: &Wanted) -> Result<Filter, ApiError> {
        let wrong = |place, what: String| ApiError::bad_request("query", what, "read it again").at(place);
        let token =
            wanted.token.as_ref().map(|text| text.parse().map_err(|e| wrong("token", format!("{e}"))));
        let trip = wanted.trip.as_ref().map(|text| text.parse().map_err(|e| wrong("trip", format!("{e}"))));
        Ok(Filter { kind: wanted.kind.clone(), token: token.transpose()?, trip: trip.transpose()? })
    }
    fn takes(&self, said: &Said) -> bool {
        let fact = &said.statement.fact;
        self.kind.as_ref().is_none_or(|kind| fact.kind() == kind)
            && self.token.is_none_or(|token| tokens_of(fact).contains(&token))
            && self.trip.as_ref().is_none_or(|trip| trip_of(fact) == Some(trip))
    }
}

fn trip_of(fact: &Fact) -> Option<&TripId> {
    match fact {
        Fact::Assign(f) => Some(&f.trip),
        Fact::Board(f) | Fact::Alight(f) => Some(&f.trip),
        Fact::Depart(f) => Some(&f.trip),
        Fact::Pass(f) => Some(&f.trip),
        Fact::Arrive(f) => Some(&f.trip),
        Fact::Receive(f) => f.trip.as_ref(),
        Fact::HandOver(f) => f.trip.as_ref(),
        Fact::Remove(f) => Some(&f.trip),
        Fact::Die(f) => f.trip.as_ref(),
        Fact::Born(f) => f.trip.as_ref(),
        Fact::BreakDown(f) => f.trip.as_ref(),
        Fact::Headcount(f) => Some(&f.trip),
        _ => None,
    }
}
