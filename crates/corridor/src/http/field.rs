//! `GET /field`: what a phone keeps so that it can work alone: the operation, its trips, every party by
//! its code. `GET /field/devices/{id}`: how the hub knows a phone.
//!
//! Never here: names (there are none in the data), or what a phone decides from it (`boarding`).

use super::app::App;
use super::trouble::ApiError;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use evacuation::account::{Clearance, FieldMember, FieldParty, Picture, TripPicture, Whereabouts, hex};
use evacuation::convoy::TripId;
use evacuation::place::PlaceKind;
use evacuation::statement::{Answer, Role};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use utoipa::ToSchema;

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
    /// The operation's clock.
    now: i64,
    /// Seconds of the operation in a second.
    speed: f64,
    drill: bool,
    places: Vec<FieldPlace>,
    /// Control points through which nobody may go; `*`: the whole corridor.
    suspended: Vec<String>,
    trips: Vec<FieldTrip>,
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
    departed: Option<i64>,
    arrived: Option<i64>,
    clears: Vec<ClearView>,
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

type PartyRow = (String, String, i8, Vec<String>, i64, Vec<Vec<String>>, Vec<MemberRow>);
/// Code, category, sex, age, where, trip or -1, oxygen, companion, who answers for a child at both ends.
type MemberRow =
    (String, u8, u8, u8, &'static str, i64, bool, Option<String>, Option<String>, Option<String>);

/// How the hub knows a phone.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct StandingView {
    /// How many entries of its log are here.
    entries: u64,
    /// What it is admitted for; `null` while it asks.
    role: Option<&'static str>,
    place: Option<String>,
    /// Seconds after the operation's start.
    until: Option<i64>,
    revoked: bool,
    forked: bool,
    /// How many of its statements are in quarantine.
    held: usize,
}

/// What a phone needs to work alone. Answered with "not modified" while nothing was said since.
#[utoipa::path(get, path = "/field", operation_id = "field",
    responses((status = 200, body = FieldView), (status = 304), (status = 503, body = ApiError)))]
pub(super) async fn get(State(app): State<App>, headers: HeaderMap) -> Result<Response, ApiError> {
    // The console's device asks to join if it has not yet: that comes before the version.
    let asking = app.clone();
    let issuer = tokio::task::spawn_blocking(move || asking.replanner().voice().log_id().ok());
    let issuer = issuer.await.map_err(|_| ApiError::internal())?;
    let drawn = app.drawn().await?;
    let plan = hex(&app.plan_sha256());
    let tag = format!("\"{}-{}-{plan}\"", drawn.reckoned.version, drawn.face().drill);
    let is_known = headers
        .get(header::IF_NONE_MATCH)
        .is_some_and(|known| known.to_str().is_ok_and(|known| known.trim().trim_start_matches("W/") == tag));
    let mut response = if is_known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let face = drawn.face();
        let made = tokio::task::spawn_blocking(move || {
            let (parties, clears) = app.intake().read(|book| {
                let account = book.account();
                (account.field_parties(), clearances(&app, account))
            });
            let speed = if face.paused { 0 } else { face.speed };
            let clock = (drawn.now.seconds(), speed, face.drill);
            let issuer = issuer.map(|key| key.to_string());
            FieldView { issuer, ..view(&app, &drawn.reckoned.picture, &parties, clears, clock) }
        });
        Json(made.await.map_err(|_| ApiError::internal())?).into_response()
    };
    response.headers_mut().extend(HeaderValue::from_str(&tag).ok().map(|tag| (header::ETAG, tag)));
    Ok(response)
}

type Clears = HashMap<TripId, Vec<(Option<Role>, Clearance)>>;

fn clearances(app: &App, account: &evacuation::account::Account) -> Clears {
    let trips = app.convoys().iter().flat_map(|convoy| convoy.trips.iter().map(|(id, _)| id.clone()));
    let said =
        |id: &TripId| account.clears(id).into_iter().map(|(role, said)| (role, said.clone())).collect();
    trips
        .map(|id| {
            let said = said(&id);
            (id, said)
        })
        .collect()
}

fn view(
    app: &App,
    picture: &Picture,
    parties: &[FieldParty],
    mut clears: Clears,
    (now, speed, drill): (i64, u32, bool),
) -> FieldView {
    let operation = app.operation();
    let by_id: HashMap<&TripId, &TripPicture> = picture.trips.iter().map(|trip| (&trip.id, trip)).collect();
    let mut numbers = HashMap::new();
    let mut trips = Vec::new();
    for convoy in app.convoys() {
        for (id, ix) in &convoy.trips {
            let Some(planned) = app.plan().trips.get(*ix) else { continue };
            let fleet = planned
                .vehicle
                .rsplit_once('-')
                .and_then(|(fleet, _)| operation.fleets.iter().find(|known| known.id == fleet));
            let real = by_id.get(id);
            numbers.insert(id.clone(), trips.len() as i64);
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
                control_points: planned
                    .passages
                    .iter()
                    .map(|passage| passage.control_point.clone())
                    .collect(),
                departed: real.and_then(|real| real.departed).map(|at| at.seconds()),
                arrived: real.and_then(|real| real.arrived).map(|at| at.seconds()),
                clears: clears.remove(id).unwrap_or_default().into_iter().map(clear).collect(),
            });
        }
    }
    let whole = picture.corridor.whole.iter().map(|_| "*".to_owned());
    let closed = picture.corridor.control_points.iter().filter(|point| point.suspended.is_some());
    FieldView {
        operation_id: app.intake().operation_id().to_string(),
        issuer: None,
        name: operation.name.clone(),
        timezone: operation.timezone.clone(),
        start_unix_s: operation.start_unix_s,
        now,
        speed: f64::from(speed),
        drill,
        places: operation.places.iter().map(place).collect(),
        suspended: whole.chain(closed.map(|point| point.id.clone())).collect(),
        trips,
        parties: parties.iter().map(|party| row(party, &numbers)).collect(),
    }
}

fn place(place: &evacuation::place::Place) -> FieldPlace {
    FieldPlace { id: place.id.clone(), name: place.name.clone(), kind: place.kind }
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

fn row(party: &FieldParty, numbers: &HashMap<TripId, i64>) -> PartyRow {
    let number = |trip: Option<&TripId>| trip.and_then(|trip| numbers.get(trip)).copied().unwrap_or(-1);
    let texts = |tokens: &Vec<evacuation::people::Token>| tokens.iter().map(ToString::to_string).collect();
    let answer = match party.answer {
        None => -1,
        Some(Answer::Yes) => 0,
        Some(Answer::Declined) => 1,
        Some(Answer::Stays) => 2,
        Some(Answer::Withdrawn) => 3,
    };
    let members = party.members.iter().map(|member| member_row(member, &number)).collect();
    (
        party.token.to_string(),
        party.place.clone(),
        answer,
        party.destinations.clone(),
        number(party.trip.as_ref()),
        party.apart.iter().map(texts).collect(),
        members,
    )
}

fn member_row(member: &FieldMember, number: &impl Fn(Option<&TripId>) -> i64) -> MemberRow {
    let (at, trip) = match &member.at {
        Whereabouts::Waiting(_) => ("waiting", None),
        Whereabouts::Declined => ("declined", None),
        Whereabouts::Aboard(trip) => ("on", Some(trip)),
        Whereabouts::Stranded(trip) => ("left", Some(trip)),
        Whereabouts::Out(trip) => ("out", trip.as_ref()),
        Whereabouts::Died => ("died", None),
        Whereabouts::Unaccounted => ("unaccounted", None),
    };
    let (from, to) = member.care.accompanied.clone().unzip();
    let companion = member.care.companion.map(|token| token.to_string());
    let (category, sex, age) = (member.category as u8, member.sex as u8, member.age as u8);
    (member.token.to_string(), category, sex, age, at, number(trip), member.care.oxygen, companion, from, to)
}

/// How the hub knows a phone.
#[utoipa::path(get, path = "/field/devices/{id}", operation_id = "field_device",
    params(("id" = String, Path, description = "the device's key in hexadecimal")),
    responses((status = 200, body = StandingView), (status = 400, body = ApiError), (status = 503, body = ApiError)))]
pub(super) async fn device(
    State(app): State<App>,
    Path(id): Path<String>,
) -> Result<Json<StandingView>, ApiError> {
    let log: ledger::LogId = id.parse().map_err(|_| {
        ApiError::bad_request("device", "a device's key is 64 hexadecimal digits", "send the key").at("id")
    })?;
    let frontier = app.intake().frontier().await?;
    let known = frontier.iter().find(|line| line.log_id == log);
    let (member, held) = app.intake().read(|book| {
        let held =
            book.account().quarantine().into_iter().filter(|held| held.said.source.device == log.0).count();
        (book.account().member(&log.0), held)
    });
    let grant = member.grants.first();
    Ok(Json(StandingView {
        entries: known.map_or(0, |line| line.size),
        role: grant.map(|grant| super::role_name(grant.role)),
        place: grant.and_then(|grant| grant.place.clone()),
        until: grant.and_then(|grant| grant.until).map(|until| until.seconds()),
        revoked: member.revoked_from.is_some(),
        forked: member.forked_at.is_some(),
        held,
    }))
}
