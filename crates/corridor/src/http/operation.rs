//! `GET /operation`: the operation as its file describes it, with places on the distance axis.

use super::app::App;
use super::shape::Persons;
use axum::Json;
use axum::extract::State;
use evacuation::axis::Unit;
use evacuation::operation::Operation;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// The operation.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Operation)]
pub(super) struct OperationView {
    name: String,
    timezone: String,
    start_unix_s: i64,
    horizon_s: i64,
    drill: bool,
    axis_unit: AxisUnit,
    places: Vec<PlaceView>,
    roads: Vec<RoadView>,
    fleets: Vec<FleetView>,
    escorts: Option<u32>,
    persons: Persons,
}

#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum AxisUnit {
    Km,
    Min,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Place)]
struct PlaceView {
    id: String,
    name: BTreeMap<String, String>,
    /// staging, reception, hospital, control_point, depot or junction
    #[schema(value_type = String)]
    kind: evacuation::place::PlaceKind,
    lat: Option<f64>,
    lon: Option<f64>,
    axis_km: Option<f64>,
    open: Option<Vec<(i64, i64)>>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Road)]
struct RoadView {
    from: String,
    to: String,
    distance_km: Option<f64>,
    travel_s: i64,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Fleet)]
struct FleetView {
    id: String,
    count: u32,
    seats: u32,
    stretchers: u32,
    escorts: u32,
    at: String,
}

/// The operation as its file describes it.
#[utoipa::path(get, path = "/operation", operation_id = "operation", responses((status = 200, body = OperationView)))]
pub(super) async fn get(State(app): State<App>) -> Json<OperationView> {
    Json(view(&app))
}

fn view(app: &App) -> OperationView {
    let operation = app.operation();
    let id = |ix| operation.place(ix).id.clone();
    let roads = operation.roads.iter().map(|road| RoadView {
        from: id(road.from),
        to: id(road.to),
        distance_km: road.distance_km,
        travel_s: road.travel.seconds(),
    });
    let fleets = operation.fleets.iter().map(|fleet| FleetView {
        id: fleet.id.clone(),
        count: fleet.count,
        seats: fleet.seats,
        stretchers: fleet.stretchers,
        escorts: fleet.escorts,
        at: id(fleet.at),
    });
    OperationView {
        name: operation.name.clone(),
        timezone: operation.timezone.clone(),
        start_unix_s: operation.start_unix_s,
        horizon_s: operation.horizon.seconds(),
        drill: app.clock().face().drill,
        axis_unit: match app.axis().unit {
            Unit::Kilometres => AxisUnit::Km,
            Unit::Minutes => AxisUnit::Min,
        },
        places: places(operation, &app.axis().at),
        roads: roads.collect(),
        fleets: fleets.collect(),
        escorts: operation.escorts.as_ref().map(|escorts| escorts.count),
        persons: app.founded().persons().into(),
    }
}

fn places(operation: &Operation, axis: &[Option<f64>]) -> Vec<PlaceView> {
    let places = operation.places.iter().enumerate().map(|(ix, place)| PlaceView {
        id: place.id.clone(),
        name: place.name.clone(),
        kind: place.kind,
        lat: place.position.map(|(lat, _)| lat),
        lon: place.position.map(|(_, lon)| lon),
        axis_km: axis.get(ix).copied().flatten(),
        open: place.control.as_ref().and_then(|control| control.open.as_ref()).map(|windows| {
            windows.iter().map(|window| (window.opens.seconds(), window.closes.seconds())).collect()
        }),
    });
    places.collect()
}
