//! `GET /field`: what a phone keeps so that it can work alone: the operation, its trips, every party by
//! its code. A phone that knows the list of a version is told of the parties that changed since.
//!
//! Never here: names (there are none in the data), or what a phone decides from it (`boarding`).

mod device;
mod notes;
mod rows;

pub(super) use device::{__path_device, device};
pub(super) use notes::{__path_notes, notes};

use super::app::App;
use super::trouble::ApiError;
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use evacuation::account::{Account, Clearance, Picture, TripPicture, hex};
use evacuation::clearance::{self, Decided};
use evacuation::convoy::TripId;
use evacuation::place::{Place, PlaceKind};
use evacuation::statement::Role;
use rows::{PartyRow, Rows, Told, row};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::{Mutex, PoisonError};
use utoipa::{IntoParams, ToSchema};

/// The list as it was last told, and a name for this run of the hub: another hub, or this one begun anew, counts
/// versions on its own.
#[derive(Debug)]
pub(super) struct Listed {
    run: String,
    rows: Mutex<Rows>,
}

impl Default for Listed {
    fn default() -> Listed {
        let run = format!("{:016x}", RandomState::new().build_hasher().finish());
        Listed { run, rows: Mutex::default() }
    }
}

/// What a phone knows already.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Wanted {
    /// The `list` of the answer that it keeps; then only parties that changed since are told.
    since: Option<String>,
}

/// What phones keep.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct FieldView {
    /// What every signature is bound to.
    operation_id: String,
    /// The key that signs tickets.
    issuer: Option<String>,
    name: String,
    timezone: String,
    start_unix_s: i64,
    drill: bool,
    places: Vec<FieldPlace>,
    /// Control points through which nobody may go; `*`: the whole corridor.
    suspended: Vec<String>,
    trips: Vec<FieldTrip>,
    /// Devices of clinicians, each with the key to which medical notes are sealed for it; in hexadecimal.
    clinicians: Vec<(String, String)>,
    /// Names what the phone has of the parties when it has taken this answer.
    list: String,
    /// The `list` to which this adds; `null`: these are all parties.
    since: Option<String>,
    /// Parties that are no more.
    gone: Vec<String>,
    /// `[code, place, answer or -1, destinations, trip or -1, who travels apart, members]`
    #[schema(value_type = Vec<Vec<serde_json::Value>>)]
    parties: Vec<PartyRow>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
struct FieldPlace {
    id: String,
    name: BTreeMap<String, String>,
    #[schema(value_type = String)]
    kind: PlaceKind,
    /// When a control point lets through: `[opens, closes]`, in order; `null`: always, or it is none.
    windows: Option<Vec<(i64, i64)>>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
struct FieldTrip {
    id: String,
    vehicle: String,
    convoy: Option<String>,
    from: String,
    to: String,
    /// As planned.
    depart: i64,
    /// As planned.
    arrive: i64,
    seats: u32,
    stretchers: u32,
    /// Escorts that must be on board.
    escorts: u32,
    control_points: Vec<String>,
    /// Seconds from the departure to each of them, as planned.
    reach: Vec<i64>,
    /// Whether its convoy goes, as last decided; `null`: nobody has decided.
    decision: Option<FieldDecision>,
    departed: Option<i64>,
    arrived: Option<i64>,
    clears: Vec<ClearView>,
}

/// A person's decision about a convoy.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct FieldDecision {
    /// `go`, `hold` or `stop`.
    decision: &'static str,
    since: i64,
    why: String,
    by: String,
    /// It is about all convoys.
    whole: bool,
}

/// That a vehicle may go.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct ClearView {
    role: Option<&'static str>,
    device: String,
    at: i64,
    counted: u32,
    scanned: u32,
    reason: Option<String>,
}

/// What a phone needs to work alone. Answered with "not modified" while nothing was said since.
#[utoipa::path(get, path = "/field", operation_id = "field", params(Wanted),
    responses((status = 200, body = FieldView), (status = 304), (status = 400, body = ApiError), (status = 503, body = ApiError)))]
pub(super) async fn get(
    State(app): State<App>,
    wanted: Result<Query<Wanted>, QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let Query(wanted) = wanted.map_err(|error| super::figures::bad_query(&error))?;
    // The console's device asks to join if it has not yet: that comes before the version.
    let asking = app.clone();
    let issuer = tokio::task::spawn_blocking(move || asking.replanner().voice().log_id().ok());
    let issuer = issuer.await.map_err(|_| ApiError::internal())?.map(|key| key.to_string());
    let drawn = app.drawn().await?;
    let (version, run) = (drawn.reckoned.version, &app.listed().run);
    let tag = format!("\"{version}-{}-{}-{run}\"", drawn.face().drill, hex(&app.plan_sha256()));
    let is_known = headers
        .get(header::IF_NONE_MATCH)
        .is_some_and(|known| known.to_str().is_ok_and(|known| known.trim().trim_start_matches("W/") == tag));
    let mut response = if is_known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let made = tokio::task::spawn_blocking(move || {
            let known = wanted.since.as_deref().and_then(|since| known(&app, since));
            let (told, clears, clinicians) = tell(&app, known);
            let trips = trips(&app, &drawn.reckoned.picture, clears);
            FieldView { issuer, clinicians, ..view(&app, &drawn.reckoned.picture, trips, told) }
        });
        Json(made.await.map_err(|_| ApiError::internal())?).into_response()
    };
    response.headers_mut().extend(HeaderValue::from_str(&tag).ok().map(|tag| (header::ETAG, tag)));
    Ok(response)
}

/// The version of the list that a phone names, if it is of this run of the hub.
fn known(app: &App, since: &str) -> Option<u64> {
    let (run, version) = since.split_once('.')?;
    version.parse().ok().filter(|_| run == app.listed().run)
}

type Clears = HashMap<TripId, Vec<(Option<Role>, Clearance)>>;

/// The parties as far as a phone lacks them, and what else is read from the account.
fn tell(app: &App, known: Option<u64>) -> (Told, Clears, Vec<(String, String)>) {
    let mut rows = app.listed().rows.lock().unwrap_or_else(PoisonError::into_inner);
    let numbers: HashMap<TripId, i64> = trip_ids(app).zip(0..).collect();
    let (clears, clinicians) = app.intake().read(|book| {
        let (account, version, plan) = (book.account(), book.version(), app.plan_sha256());
        if !rows.are_of(version, plan) {
            let parties = account.field_parties();
            rows.take(version, plan, parties.iter().map(|party| (party.token, row(party, &numbers))));
        }
        let clinicians = account.clinicians();
        (clearances(app, account), clinicians.iter().map(|(device, key)| (hex(device), hex(key))).collect())
    });
    (rows.tell(known), clears, clinicians)
}

/// Every trip that is planned, in the order in which rows number them.
fn trip_ids(app: &App) -> impl Iterator<Item = TripId> + '_ {
    let has_plan = |ix: &usize| app.plan().trips.get(*ix).is_some();
    let all = app.convoys().iter().flat_map(|convoy| &convoy.trips);
    all.filter(move |(_, ix)| has_plan(ix)).map(|(id, _)| id.clone())
}

fn clearances(app: &App, account: &Account) -> Clears {
    let said =
        |id: &TripId| account.clears(id).into_iter().map(|(role, said)| (role, said.clone())).collect();
    trip_ids(app)
        .map(|id| {
            let said = said(&id);
            (id, said)
        })
        .collect()
}

fn trips(app: &App, picture: &Picture, mut clears: Clears) -> Vec<FieldTrip> {
    let operation = app.operation();
    let by_id: HashMap<&TripId, &TripPicture> = picture.trips.iter().map(|trip| (&trip.id, trip)).collect();
    let mut trips = Vec::new();
    for convoy in app.convoys() {
        let decided = clearance::decision(picture, &convoy.id);
        for (id, ix) in &convoy.trips {
            let Some(planned) = app.plan().trips.get(*ix) else { continue };
            let fleet = planned
                .vehicle
                .rsplit_once('-')
                .and_then(|(fleet, _)| operation.fleets.iter().find(|known| known.id == fleet));
            let real = by_id.get(id);
            let passages = || planned.passages.iter();
            trips.push(FieldTrip {
                id: id.to_string(),
                vehicle: planned.vehicle.clone(),
                convoy: Some(convoy.id.clone()),
                from: planned.from.clone(),
                to: planned.to.clone(),
                depart: planned.depart.seconds(),
                arrive: planned.arrive.seconds(),
                seats: fleet.map_or(0, |fleet| fleet.seats),
                stretchers: fleet.map_or(0, |fleet| fleet.stretchers),
                escorts: fleet.map_or(0, |fleet| fleet.escorts),
                control_points: passages().map(|passage| passage.control_point.clone()).collect(),
                reach: passages().map(|passage| (passage.enter - planned.depart).seconds()).collect(),
                decision: decided.as_ref().map(decision),
                departed: real.and_then(|real| real.departed).map(|at| at.seconds()),
                arrived: real.and_then(|real| real.arrived).map(|at| at.seconds()),
                clears: clears.remove(id).unwrap_or_default().into_iter().map(clear).collect(),
            });
        }
    }
    trips
}

fn decision(decided: &Decided) -> FieldDecision {
    FieldDecision {
        decision: decided.decision.as_str(),
        since: decided.since.seconds(),
        why: decided.why.clone(),
        by: decided.by.clone(),
        whole: decided.whole,
    }
}

fn view(app: &App, picture: &Picture, trips: Vec<FieldTrip>, told: Told) -> FieldView {
    let operation = app.operation();
    let whole = picture.corridor.whole.iter().map(|_| "*".to_owned());
    let closed = picture.corridor.control_points.iter().filter(|point| point.suspended.is_some());
    let named = |version: u64| format!("{}.{version}", app.listed().run);
    FieldView {
        operation_id: app.intake().operation_id().to_string(),
        issuer: None,
        name: operation.name.clone(),
        timezone: operation.timezone.clone(),
        start_unix_s: operation.start_unix_s,
        drill: app.clock().face().drill,
        places: operation.places.iter().map(place).collect(),
        suspended: whole.chain(closed.map(|point| point.id.clone())).collect(),
        trips,
        clinicians: Vec::new(),
        list: named(told.version),
        since: told.since.map(named),
        gone: told.gone,
        parties: told.rows,
    }
}

fn place(place: &Place) -> FieldPlace {
    let windows = place.control.as_ref().and_then(|control| control.open.as_ref());
    let windows =
        windows.map(|all| all.iter().map(|one| (one.opens.seconds(), one.closes.seconds())).collect());
    FieldPlace { id: place.id.clone(), name: place.name.clone(), kind: place.kind, windows }
}

fn clear((role, said): (Option<Role>, Clearance)) -> ClearView {
    ClearView {
        role: role.map(super::role_name),
        device: hex(&said.device),
        at: said.at.seconds(),
        counted: said.counted,
        scanned: said.scanned,
        reason: said.reason,
    }
}
