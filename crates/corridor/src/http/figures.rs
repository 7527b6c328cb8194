//! `GET /figures/{id}`: the statements behind a number: who said them, when, from where, and what
//! others said of the same thing.

use super::app::App;
use super::claims::{self, ClaimView};
use super::shape::Seal;
use super::statement_row::{StatementRow, role_name, row};
use super::trouble::ApiError;
use crate::intake::Book;
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use evacuation::account::{FigureId, Said, hex};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};

/// Rows in one answer at most.
pub(super) const LIMIT_MAX: usize = 500;

/// A figure with the statements behind it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct FigureSources {
    figure: String,
    value: i64,
    rests_on: usize,
    seal: Seal,
    by_device: Vec<DeviceSources>,
    statements: Vec<StatementRow>,
    offset: usize,
    claims: Vec<ClaimView>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
struct DeviceSources {
    device: String,
    label: String,
    role: &'static str,
    statements: usize,
    first: i64,
    last: i64,
}

/// Which rows.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Page {
    /// Rows to skip, newest first.
    #[serde(default)]
    offset: usize,
    /// Rows wanted, at most 500.
    limit: Option<usize>,
}

/// The statements behind a figure, newest first.
#[utoipa::path(get, path = "/figures/{id}", operation_id = "figure",
    params(("id" = String, Path, description = "account.out, trip.bus-3.2.boarded, …"), Page),
    responses((status = 200, body = FigureSources), (status = 400, body = ApiError)))]
pub(super) async fn get(
    State(app): State<App>,
    Path(id): Path<String>,
    page: Result<Query<Page>, QueryRejection>,
) -> Result<Json<FigureSources>, ApiError> {
    let Query(page) = page.map_err(|error| bad_query(&error))?;
    let figure: FigureId = id.parse().map_err(|error: evacuation::account::FigureIdError| {
        ApiError::bad_request(
            "figure",
            error.to_string(),
            "take the id from the number that you want to open",
        )
        .at("id")
    })?;
    let drawn = app.drawn().await?;
    let reading = app.clone();
    let looked = tokio::task::spawn_blocking(move || {
        let found = reading.intake().read(|book| look(book, &figure, page));
        let picture = &drawn.reckoned.picture;
        let counted = picture.value(&figure).unwrap_or(found.rests_on as i64);
        FigureSources { value: counted, claims: claims::about(picture, &figure), ..found }
    });
    looked.await.map(Json).map_err(|_| ApiError::internal())
}

/// What a query rejection becomes.
pub(super) fn bad_query(error: &QueryRejection) -> ApiError {
    ApiError::bad_request("query", error.body_text(), "see /api/v1/openapi.json for what can be asked")
        .at("query")
}

fn look(book: &Book, figure: &FigureId, page: Page) -> FigureSources {
    let sources = book.account().sources(figure);
    let limit = page.limit.unwrap_or(50).min(LIMIT_MAX);
    FigureSources {
        figure: figure.to_string(),
        value: 0,
        rests_on: sources.len(),
        seal: Seal::default(),
        by_device: by_device(book, &sources),
        statements: sources.iter().rev().skip(page.offset).take(limit).map(|said| row(book, said)).collect(),
        offset: page.offset,
        claims: Vec::new(),
    }
}

fn by_device(book: &Book, sources: &[&Said]) -> Vec<DeviceSources> {
    let mut devices: BTreeMap<[u8; 32], (usize, i64, i64)> = BTreeMap::new();
    for said in sources {
        let at = said.statement.at.seconds();
        let (count, first, last) = devices.entry(said.source.device).or_insert((0, at, at));
        (*count, *first, *last) = (*count + 1, at.min(*first), at.max(*last));
    }
    let line = |(device, (statements, first, last)): ([u8; 32], (usize, i64, i64))| {
        let enrol = book.device(&device);
        DeviceSources {
            device: hex(&device),
            label: enrol.map(|enrol| enrol.label.clone()).unwrap_or_default(),
            role: book.account().role(&device).map_or("unknown", role_name),
            statements,
            first,
            last,
        }
    };
    let mut lines: Vec<DeviceSources> = devices.into_iter().map(line).collect();
    lines.sort_by_key(|line| std::cmp::Reverse(line.statements));
    lines
}
