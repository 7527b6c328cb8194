//! `/tracking`: positions come in from phones and trackers, and are shown: to the operation's staff as
//! they are, to others late and coarse, to nobody while they are cut off.
//!
//! A phone gets 200 for whatever it cannot better by sending again, or it would send it for ever.
//! Never here: how a track is read (`evacuation::tracking`).

use super::app::App;
use super::body::{bytes, read_json};
use super::trouble::ApiError;
use super::watch::say;
use crate::tracking::{
    Desk, OsmandError, Reading, Sent, Taken, read_gpx, read_osmand_json, read_osmand_query, read_owntracks,
    secret_sha256,
};
use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{ConnectInfo, Path, Query, RawQuery, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use evacuation::account::Picture;
use evacuation::quantity::Moment;
use evacuation::statement::{EntryRef, Fact, Tracker};
use evacuation::tracking::{Fix, OUTSIDE_DELAY, coarse, expected, follow, samples};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::net::SocketAddr;
use utoipa::ToSchema;

/// In a drill, a tracker whose clock is this near the real one reports for the drill's present.
const DRILL_WITHIN_S: i64 = 3600;

/// A tracker for a vehicle.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TrackerAsk {
    /// What it calls itself: a user name, or a device's number.
    tracker: String,
    /// The vehicle; if absent it reports for none any more.
    vehicle: Option<String>,
    /// Its secret, where it has one; else one is drawn.
    secret: Option<String>,
    /// Until when, in seconds after the operation's start.
    until: Option<i64>,
}

/// What is set up on the phone. The secret is shown once and kept nowhere.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct TrackerView {
    entry: String,
    tracker: String,
    secret: String,
    /// For OwnTracks in HTTP mode: user name and password are the tracker and its secret.
    owntracks_path: String,
    /// For Traccar's apps: the address, which has the secret in it.
    osmand_path: String,
}

/// Says which vehicle a tracker rides on, and gives its secret.
#[utoipa::path(post, path = "/tracking/trackers", operation_id = "enrol_tracker", request_body = TrackerAsk,
    responses((status = 200, body = TrackerView), (status = 400, body = ApiError), (status = 503, body = ApiError)))]
pub(super) async fn enrol(
    State(app): State<App>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<TrackerView>, ApiError> {
    let TrackerAsk { tracker, vehicle, secret, until } = read_json(&headers, body)?;
    if let Some(vehicle) = &vehicle
        && evacuation_vehicle(&app, vehicle).is_none()
    {
        let what = format!("the operation has no vehicle '{vehicle}'");
        return Err(ApiError::bad_request("vehicle", what, "name one such as bus-3").at("vehicle"));
    }
    let secret = match secret {
        Some(secret) if secret.len() >= 12 && secret.len() <= 200 => secret,
        Some(_) => {
            let remedy = "give one of 12 to 200 signs, or leave it out and one is drawn";
            return Err(
                ApiError::bad_request("secret", "the secret is too short or too long", remedy).at("secret")
            );
        }
        None => {
            let mut random = [0; 18];
            getrandom::fill(&mut random).map_err(|_| ApiError::internal())?;
            URL_SAFE_NO_PAD.encode(random)
        }
    };
    let secret_sha256 = EntryRef(secret_sha256(&tracker, &secret));
    let fact =
        Fact::Tracker(Tracker { tracker: tracker.clone(), vehicle, secret_sha256, until: until.map(Moment) });
    let entry = say(&app, app.clock().now(), fact).await?;
    let osmand_path = format!("/api/v1/tracking/osmand/{secret}");
    let owntracks_path = "/api/v1/tracking/owntracks".to_owned();
    Ok(Json(TrackerView { entry, tracker, secret, owntracks_path, osmand_path }))
}

/// A vehicle of the operation.
fn evacuation_vehicle(app: &App, vehicle: &str) -> Option<()> {
    app.operation().fleets.iter().find_map(|fleet| {
        let number: u32 = vehicle.strip_prefix(fleet.id.as_str())?.strip_prefix('-')?.parse().ok()?;
        ((1..=fleet.count).contains(&number) && fleet.vehicle_id(number) == vehicle).then_some(())
    })
}

/// Positions from OwnTracks in HTTP mode.
#[utoipa::path(post, path = "/tracking/owntracks", operation_id = "track_owntracks", request_body = String,
    responses((status = 200, body = Vec<Object>), (status = 400, body = ApiError), (status = 401, body = ApiError)))]
pub(super) async fn owntracks(
    State(app): State<App>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, ApiError> {
    let drawn = app.drawn().await?;
    let picture = &drawn.reckoned.picture;
    let (user, password) = basic(&headers).ok_or_else(stranger)?;
    if !Desk::knows(picture, &user, &password, app.clock().now()) {
        return Err(stranger());
    }
    let read = read_owntracks(&bytes(body)?).map_err(|wrongs| {
        let all: Vec<String> =
            wrongs.iter().map(|wrong| format!("{}: {}", wrong.place, wrong.what)).collect();
        ApiError::bad_request("owntracks", all.join("; "), "send messages as OwnTracks' schema has them")
            .at("body")
    })?;
    for sent in &read.positions {
        take(&app, picture, &user, sent);
    }
    // The app takes an empty list as: nothing for you.
    Ok(Json(json!([])).into_response())
}

/// Positions in OsmAnd's form, from Traccar's apps and other trackers.
#[utoipa::path(get, path = "/tracking/osmand/{key}", operation_id = "track_osmand_get",
    params(("key" = String, Path, description = "The tracker's secret, or - where it is sent otherwise")),
    responses((status = 200, body = Object), (status = 400, body = ApiError), (status = 401, body = ApiError)))]
pub(super) async fn osmand_get(
    State(app): State<App>,
    Path(key): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Json<Value>, ApiError> {
    osmand(&app, &key, read_osmand_query(query.as_deref().unwrap_or_default()), &headers).await
}

/// The same, posted: the query in the address, as a form, or JSON.
#[utoipa::path(post, path = "/tracking/osmand/{key}", operation_id = "track_osmand", request_body = String,
    params(("key" = String, Path, description = "The tracker's secret, or - where it is sent otherwise")),
    responses((status = 200, body = Object), (status = 400, body = ApiError), (status = 401, body = ApiError)))]
pub(super) async fn osmand_post(
    State(app): State<App>,
    Path(key): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<Value>, ApiError> {
    let body = bytes(body)?;
    let read = match query.filter(|query| query.contains('=')) {
        Some(query) => read_osmand_query(&query),
        None if body.first() == Some(&b'{') => read_osmand_json(&body),
        None => read_osmand_query(&String::from_utf8_lossy(&body)),
    };
    osmand(&app, &key, read, &headers).await
}

async fn osmand(
    app: &App,
    key: &str,
    read: Result<crate::tracking::Osmand, OsmandError>,
    headers: &HeaderMap,
) -> Result<Json<Value>, ApiError> {
    let read = read.map_err(|error| {
        ApiError::bad_request("osmand", error.to_string(), "send id, lat, lon and timestamp").at("query")
    })?;
    let drawn = app.drawn().await?;
    let picture = &drawn.reckoned.picture;
    let secret = basic(headers).map(|(_, password)| password).or(read.key).unwrap_or_else(|| key.to_owned());
    if !Desk::knows(picture, &read.id, &secret, app.clock().now()) {
        return Err(stranger());
    }
    let taken = read.position.map(|sent| word(take(app, picture, &read.id, &sent)));
    Ok(Json(json!({ "taken": taken })))
}

fn word(taken: Taken) -> Value {
    match taken {
        Taken::Kept => json!("kept"),
        Taken::Known => json!("known"),
        Taken::Doubted(doubt) => json!({ "doubted": doubt }),
        Taken::CutOff => json!("cut_off"),
        Taken::Stranger => json!("stranger"),
    }
}

fn take(app: &App, picture: &Picture, tracker: &str, sent: &Sent) -> Taken {
    let now = app.clock().now();
    let at = sent.unix_s.map_or(now, |unix_s| moment(app, unix_s, now));
    app.desk().take(picture, tracker, sent, at, now)
}

/// A tracker's clock in the operation's time.
fn moment(app: &App, unix_s: i64, now: Moment) -> Moment {
    let wall = crate::wall_clock::unix_s();
    let behind = wall.saturating_sub(unix_s);
    if app.clock().face().drill && behind.abs() <= DRILL_WITHIN_S {
        return now - evacuation::quantity::Span(behind);
    }
    Moment(unix_s.saturating_sub(app.operation().start_unix_s))
}

/// User name and password of the request.
fn basic(headers: &HeaderMap) -> Option<(String, String)> {
    let said = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, coded) = said.split_once(' ')?;
    let plain = STANDARD.decode(coded.trim()).ok().filter(|_| scheme.eq_ignore_ascii_case("basic"))?;
    let plain = String::from_utf8(plain).ok()?;
    plain.split_once(':').map(|(user, password)| (user.to_owned(), password.to_owned()))
}

fn stranger() -> ApiError {
    let what = "this tracker is not enrolled, or its secret is another";
    ApiError::new(
        StatusCode::UNAUTHORIZED,
        "tracker",
        what,
        "enrol it in the operations room, and set its secret",
    )
}

/// Which vehicle a file is of.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct GpxOf {
    vehicle: String,
}

/// A track from a file: what it shows of the vehicle's trip. Its recent points are kept as a tracker's.
#[utoipa::path(post, path = "/tracking/gpx", operation_id = "track_gpx", request_body = String,
    params(("vehicle" = String, Query, description = "The vehicle that the track is of")),
    responses((status = 200, body = Object), (status = 400, body = ApiError), (status = 403, body = ApiError)))]
pub(super) async fn gpx(
    State(app): State<App>,
    Query(GpxOf { vehicle }): Query<GpxOf>,
    request: Request,
) -> Result<Json<Value>, ApiError> {
    if !is_staff(&request) {
        let what = "tracks are taken from files in the operations room only";
        return Err(ApiError::new(StatusCode::FORBIDDEN, "outside", what, "upload it on the hub itself"));
    }
    let body = axum::body::to_bytes(request.into_body(), super::guard::BODY_BYTES_MAX).await;
    let body = body.map_err(|_| ApiError::for_status(StatusCode::PAYLOAD_TOO_LARGE).at("body"))?;
    if evacuation_vehicle(&app, &vehicle).is_none() {
        let what = format!("the operation has no vehicle '{vehicle}'");
        return Err(ApiError::bad_request("vehicle", what, "name one such as bus-3").at("vehicle"));
    }
    let points = read_gpx(&body).map_err(|error| {
        ApiError::bad_request("gpx", error.to_string(), "export the track again").at("body")
    })?;
    let drawn = app.drawn().await?;
    let picture = &drawn.reckoned.picture;
    if !crate::tracking::is_on(picture) {
        return Ok(Json(json!({ "points": points.len(), "cut_off": true })));
    }
    let now = app.clock().now();
    let e6 = |degrees: f64| (degrees * 1e6).round() as i32;
    let timed = points.iter().filter_map(|point| {
        let at = moment(&app, point.unix_s?, now);
        Some(Fix { at, lat_e6: e6(point.lat), lon_e6: e6(point.lon), accuracy_m: None })
    });
    let fixes: BTreeSet<Fix> = timed.filter(|fix| fix.at <= now).collect();
    let joined = app.desk().join(picture, &vehicle, fixes.iter().copied(), now);
    let trips = picture.trips.iter().filter(|trip| trip.id.vehicle == vehicle);
    let courses: Vec<Value> = trips
        .filter_map(|trip| {
            let mut routes = evacuation::route::Routes::new(app.operation());
            let way = crate::tracking::way(app.operation(), &mut routes, trip)?;
            let (from, to) = (trip.departed?, trip.arrived.unwrap_or(now));
            let own: BTreeSet<Fix> = fixes.iter().filter(|fix| fix.at <= to).copied().collect();
            let course = follow(&way, &own, from, to);
            course.last.is_some().then(|| json!({ "trip": trip.id, "course": course }))
        })
        .collect();
    let later = points.iter().filter(|point| point.unix_s.is_some()).count() - fixes.len();
    Ok(Json(
        json!({ "points": points.len(), "timed": fixes.len(), "joined": joined, "later_than_now": later, "trips": courses }),
    ))
}

/// The operation's staff sit at the hub itself.
fn is_staff(request: &Request) -> bool {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    peer.is_none_or(|ConnectInfo(peer)| peer.ip().to_canonical().is_loopback())
}

/// Where vehicles are, and when they may be expected.
#[utoipa::path(get, path = "/tracking", operation_id = "tracking", responses((status = 200, body = Object)))]
pub(super) async fn get(State(app): State<App>, request: Request) -> Result<Json<Value>, ApiError> {
    let drawn = app.drawn().await?;
    let (picture, now) = (&drawn.reckoned.picture, drawn.now);
    let on = crate::tracking::is_on(picture);
    if !is_staff(&request) {
        return Ok(Json(
            json!({ "on": on, "staff": false, "as_of": now - OUTSIDE_DELAY, "squares": squares(&app, picture, now) }),
        ));
    }
    let one = |reading: Reading| {
        json!({
            "tracker": reading.tracker, "vehicle": reading.vehicle, "trip": reading.trip, "course": reading.course,
            "heard": reading.heard, "doubted": reading.doubted.map(|(doubt, at)| json!({ "why": doubt, "at": at })),
        })
    };
    let tracks: Vec<Value> = app.desk().read(app.operation(), picture, now).into_iter().map(one).collect();
    Ok(Json(json!({ "on": on, "staff": true, "tracks": tracks, "expected": coming(&app, picture, now) })))
}

/// When every trip under way may be expected, whoever reports it.
fn coming(app: &App, picture: &Picture, now: Moment) -> Vec<Value> {
    let seen = samples(app.plan(), picture);
    let mut all = Vec::new();
    for convoy in app.convoys() {
        for (id, ix) in &convoy.trips {
            let Some(planned) = app.plan().trips.get(*ix) else { continue };
            if let Some(interval) = expected(planned, id, picture, &seen, now) {
                all.push(json!({
                    "trip": id, "convoy": convoy.id, "to": planned.to, "planned": planned.arrive, "expected": interval,
                }));
            }
        }
    }
    all
}

/// Late and coarse: how many vehicles were in which square half an hour ago.
pub(super) fn squares(app: &App, picture: &Picture, now: Moment) -> Vec<Value> {
    let mut all = std::collections::BTreeMap::new();
    for (_, lat, lon) in app.desk().before(picture, now - OUTSIDE_DELAY, now) {
        let (lat, lon) = coarse((lat, lon));
        *all.entry(((lat * 1000.0).round() as i64, (lon * 1000.0).round() as i64)).or_insert(0u32) += 1;
    }
    let one = |((lat, lon), vehicles)| json!({ "lat": lat as f64 / 1000.0, "lon": lon as f64 / 1000.0, "vehicles": vehicles });
    all.into_iter().map(one).collect()
}
