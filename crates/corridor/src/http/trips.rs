//! `GET /trips/{id}/manifest`: who has a place on a trip, who boarded, and how it ended for each. What
//! a door needs and no more: codes, sex and age band, what the seat must be.

use super::app::App;
use super::trouble::ApiError;
use axum::Json;
use axum::extract::{Path, State};
use evacuation::account::category_name;
use evacuation::convoy::{TripId, TripIdError};
use evacuation::manifest::{Manifest, ManifestRow};
use evacuation::statement::{AgeBand, Sex};
use serde::Serialize;
use utoipa::ToSchema;

/// The manifest of a trip: party by party.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Manifest)]
pub(super) struct ManifestView {
    trip: String,
    rows: Vec<RowView>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ManifestRow)]
struct RowView {
    party: Option<String>,
    token: String,
    category: &'static str,
    sex: &'static str,
    age: &'static str,
    assigned: bool,
    /// A term of the trip's balance, or `assigned` for who has not boarded.
    state: &'static str,
}

/// The manifest of a trip.
#[utoipa::path(get, path = "/trips/{id}/manifest", operation_id = "manifest",
    params(("id" = String, Path, description = "bus-3.2 …")),
    responses((status = 200, body = ManifestView), (status = 400, body = ApiError), (status = 404, body = ApiError)))]
pub(super) async fn manifest(
    State(app): State<App>,
    Path(id): Path<String>,
) -> Result<Json<ManifestView>, ApiError> {
    let id: TripId = id.parse().map_err(|error: TripIdError| {
        ApiError::bad_request("trip", error.to_string(), "take the id from the convoy's page").at("id")
    })?;
    let is_planned = app.convoys().iter().any(|convoy| convoy.trips.iter().any(|(trip, _)| *trip == id));
    let looking = tokio::task::spawn_blocking(move || app.intake().read(|book| book.account().manifest(&id)));
    let manifest = looking.await.map_err(|_| ApiError::internal())?;
    if manifest.rows.is_empty() && !is_planned {
        return Err(ApiError::not_found("nobody spoke of such a trip").at("id"));
    }
    Ok(Json(view(&manifest)))
}

fn view(manifest: &Manifest) -> ManifestView {
    ManifestView { trip: manifest.trip.to_string(), rows: manifest.rows.iter().map(row).collect() }
}

fn row(row: &ManifestRow) -> RowView {
    RowView {
        party: row.party.map(|party| party.to_string()),
        token: row.token.to_string(),
        category: category_name(row.category),
        sex: match row.sex {
            Sex::Female => "female",
            Sex::Male => "male",
            Sex::Unknown => "unknown",
        },
        age: match row.age {
            AgeBand::Infant => "infant",
            AgeBand::Child => "child",
            AgeBand::Adult => "adult",
            AgeBand::Older => "older",
            AgeBand::Unknown => "unknown",
        },
        assigned: row.assigned,
        state: row.state.as_str(),
    }
}
