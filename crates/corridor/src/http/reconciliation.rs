//! `/reconciliation`: convoys on their way to being closed, people who are looked for, families apart; who has
//! each matter; closing.
//!
//! Never here: what closes a convoy (`evacuation::closing`).

use super::app::App;
use super::body::read_json;
use super::convoys::Balance;
use super::saying::{look, say};
use super::trouble::ApiError;
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderMap, StatusCode};
use evacuation::account::{Attended, FigureId, Picture, TripFigure, hex};
use evacuation::closing::{Apart, ConvoyClosing, Open, Search, TripClosing, apart, closings, searches};
use evacuation::confirmed::{Unconfirmed, unconfirmed};
use evacuation::statement::{Attend, Close, Fact};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Everything that is not settled.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct ReconciliationView {
    /// After how many seconds an open balance is an alarm, as the operation says.
    balance_open_s: i64,
    /// Convoys that have begun, in order.
    convoys: Vec<ClosingView>,
    /// People of whom nobody can say where they are, the longest missed first.
    searches: Vec<SearchView>,
    /// Families apart, and families of which an adult agreed that some travel apart.
    apart: Vec<ApartView>,
    /// Vehicles that left without the gate's or the convoy leader's confirmation.
    unconfirmed: Vec<UnconfirmedView>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
struct ClosingView {
    convoy: String,
    trips: Vec<TripClosingView>,
    /// Nothing is open: it may be closed.
    settled: bool,
    /// It was closed, and nothing has opened again.
    holds: bool,
    /// When it was last said to be closed, and the statement.
    closed_at: Option<i64>,
    closed_figure: Option<String>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
struct TripClosingView {
    trip: String,
    #[serde(flatten)]
    balance: Balance,
    open: Vec<OpenView>,
}

/// A reason why a convoy cannot be closed.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
struct OpenView {
    /// `not_left`, `on_the_way`, `broken_down`, `aboard`, `count_differs`, `nobody_looks`.
    what: &'static str,
    count: Option<u32>,
    expected: Option<u32>,
    token: Option<String>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
struct SearchView {
    matter: String,
    token: String,
    party: Option<String>,
    kind: &'static str,
    trip: Option<String>,
    vehicle: Option<String>,
    since: i64,
    seen_at: Option<i64>,
    seen_place: Option<String>,
    seen_kind: Option<&'static str>,
    /// Who saw: the device's label.
    seen_by: Option<String>,
    seen_figure: Option<String>,
    attended: Vec<AttendedView>,
    figure: String,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
struct AttendedView {
    at: i64,
    who: String,
    step: String,
    done: bool,
    figure: String,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
struct ApartView {
    matter: String,
    party: String,
    members: Vec<MemberView>,
    /// Agreements that some travel apart.
    agreed: Vec<AgreedView>,
    attended: Vec<AttendedView>,
    figure: String,
}

/// An adult's agreement that some of a party travel apart from the rest.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct AgreedView {
    at: i64,
    /// Who agreed.
    by: String,
    /// Who travels apart.
    members: Vec<String>,
    figure: String,
}

/// A vehicle that left without both confirmations.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct UnconfirmedView {
    matter: String,
    trip: String,
    convoy: Option<String>,
    departed: i64,
    lacks_gate: bool,
    lacks_leader: bool,
    attended: Vec<AttendedView>,
    figure: String,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
struct MemberView {
    token: String,
    state: &'static str,
    place: Option<String>,
    trip: Option<String>,
    figure: String,
}

/// A convoy to be closed.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CloseAsk {
    /// Its id.
    convoy: String,
}

/// Who has a matter now.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AttendAsk {
    /// The matter.
    matter: String,
    /// Who: a post, never a name.
    who: String,
    /// What is done next, or how it ended.
    step: String,
    /// Nothing more is to be done.
    #[serde(default)]
    done: bool,
}

/// Everything that is not settled.
#[utoipa::path(get, path = "/reconciliation", operation_id = "reconciliation",
    responses((status = 200, body = ReconciliationView), (status = 503, body = ApiError)))]
pub(super) async fn get(State(app): State<App>) -> Result<Json<ReconciliationView>, ApiError> {
    let drawn = app.drawn().await?;
    Ok(Json(look(&app, move |app| view(app, &drawn.reckoned.picture)).await?))
}

fn view(app: &App, picture: &Picture) -> ReconciliationView {
    app.intake().read(|book| {
        let account = book.account();
        let searches = searches(account, picture);
        let closings = closings(account, picture, &searches);
        let label = |device: &[u8; 32]| {
            let label = book.device(device).map(|enrol| enrol.label.clone());
            label.unwrap_or_else(|| hex(device)[..12].to_owned())
        };
        ReconciliationView {
            balance_open_s: app.founded().alarms.balance_open.seconds(),
            convoys: closings.iter().filter(|closing| closing.begun).map(closing_view).collect(),
            searches: searches.iter().map(|search| search_view(search, &label)).collect(),
            apart: apart(account, picture).iter().map(apart_view).collect(),
            unconfirmed: unconfirmed(account, app.operation(), picture)
                .iter()
                .map(unconfirmed_view)
                .collect(),
        }
    })
}

fn closing_view(closing: &ConvoyClosing) -> ClosingView {
    ClosingView {
        convoy: closing.convoy.clone(),
        trips: closing.trips.iter().map(trip_view).collect(),
        settled: closing.is_settled(),
        holds: closing.holds(),
        closed_at: closing.closed.as_ref().map(|closed| closed.at.seconds()),
        closed_figure: closing.closed.as_ref().map(|closed| FigureId::Entry(closed.entry).to_string()),
    }
}

fn trip_view(closing: &TripClosing) -> TripClosingView {
    TripClosingView {
        trip: closing.trip.to_string(),
        balance: Balance::of(&closing.balance, |figure| FigureId::Trip(closing.trip.clone(), figure)),
        open: closing.open.iter().map(open_view).collect(),
    }
}

fn open_view(open: &Open) -> OpenView {
    let plain = |what| OpenView { what, count: None, expected: None, token: None };
    match open {
        Open::NotLeft => plain("not_left"),
        Open::OnTheWay => plain("on_the_way"),
        Open::BrokenDown => plain("broken_down"),
        Open::Aboard { count } => OpenView { count: Some(*count), ..plain("aboard") },
        Open::CountDiffers { counted, expected } => {
            OpenView { count: Some(*counted), expected: Some(*expected), ..plain("count_differs") }
        }
        Open::NobodyLooks { token } => OpenView { token: Some(token.to_string()), ..plain("nobody_looks") },
    }
}

fn attended_view(attended: &Attended) -> AttendedView {
    AttendedView {
        at: attended.at.seconds(),
        who: attended.who.clone(),
        step: attended.step.clone(),
        done: attended.done,
        figure: FigureId::Entry(attended.entry).to_string(),
    }
}

fn search_view(search: &Search, label: &impl Fn(&[u8; 32]) -> String) -> SearchView {
    let seen = search.seen.as_ref();
    SearchView {
        matter: search.matter(),
        token: search.token.to_string(),
        party: search.party.map(|party| party.to_string()),
        kind: search.kind.as_str(),
        trip: search.trip.as_ref().map(ToString::to_string),
        vehicle: search.trip.as_ref().map(|trip| trip.vehicle.clone()),
        since: search.since.seconds(),
        seen_at: seen.map(|seen| seen.at.seconds()),
        seen_place: seen.and_then(|seen| seen.place.clone()),
        seen_kind: seen.map(|seen| seen.kind),
        seen_by: seen.map(|seen| label(&seen.device)),
        seen_figure: seen.map(|seen| FigureId::Entry(seen.entry).to_string()),
        attended: search.attended.iter().map(attended_view).collect(),
        figure: FigureId::Person(search.token).to_string(),
    }
}

fn apart_view(apart: &Apart) -> ApartView {
    let member = |member: &evacuation::closing::MemberAt| MemberView {
        token: member.token.to_string(),
        state: member.state.as_str(),
        place: member.place.clone(),
        trip: member.trip.as_ref().map(ToString::to_string),
        figure: FigureId::Person(member.token).to_string(),
    };
    let agreed = |said: &evacuation::account::SplitSaid| AgreedView {
        at: said.at.seconds(),
        by: said.split.by.to_string(),
        members: said.split.members.iter().map(ToString::to_string).collect(),
        figure: FigureId::Entry(said.entry).to_string(),
    };
    ApartView {
        matter: apart.matter(),
        party: apart.party.to_string(),
        members: apart.members.iter().map(member).collect(),
        agreed: apart.agreed.iter().map(agreed).collect(),
        attended: apart.attended.iter().map(attended_view).collect(),
        figure: FigureId::Person(apart.party).to_string(),
    }
}

fn unconfirmed_view(left: &Unconfirmed) -> UnconfirmedView {
    UnconfirmedView {
        matter: left.matter(),
        trip: left.trip.to_string(),
        convoy: left.convoy.clone(),
        departed: left.departed.seconds(),
        lacks_gate: left.lacks_gate,
        lacks_leader: left.lacks_leader,
        attended: left.attended.iter().map(attended_view).collect(),
        figure: FigureId::Trip(left.trip.clone(), TripFigure::Depart).to_string(),
    }
}

/// Closes a convoy. Refused, with every reason, while anything is open.
#[utoipa::path(post, path = "/reconciliation/close", operation_id = "close_convoy", request_body = CloseAsk,
    responses((status = 200, body = ReconciliationView), (status = 400, body = ApiError), (status = 404, body = ApiError),
        (status = 409, body = ApiError), (status = 503, body = ApiError)))]
pub(super) async fn close(
    State(app): State<App>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<ReconciliationView>, ApiError> {
    let CloseAsk { convoy } = read_json(&headers, body)?;
    let (asked, drawn) = (convoy.clone(), app.drawn().await?);
    let closing = look(&app, move |app| {
        app.intake().read(|book| {
            let picture = &drawn.reckoned.picture;
            let searches = searches(book.account(), picture);
            let all = closings(book.account(), picture, &searches);
            all.into_iter().find(|closing| closing.convoy == asked)
        })
    });
    let closing =
        closing.await?.ok_or_else(|| ApiError::not_found("there is no such convoy").at("convoy"))?;
    if !closing.is_settled() {
        let remedy =
            "settle each; a person of whom nobody can say where they are needs somebody who looks for them";
        return Err(ApiError::new(StatusCode::CONFLICT, "open", reasons(&closing), remedy).at("convoy"));
    }
    let trips = closing.trips.iter().map(|trip| trip.trip.clone()).collect();
    say(&app, vec![Fact::Close(Close { convoy, trips })]).await?;
    get(State(app)).await
}

/// Every reason, in words.
pub(super) fn reasons(closing: &ConvoyClosing) -> String {
    if !closing.begun {
        return format!("{} has not begun", closing.convoy);
    }
    let open = closing.trips.iter().flat_map(|trip| trip.open.iter().map(move |open| (&trip.trip, open)));
    let words: Vec<String> = open.map(|(trip, open)| format!("{trip}: {}", in_words(open))).collect();
    words.join("; ")
}

fn in_words(open: &Open) -> String {
    match open {
        Open::NotLeft => "has not left".to_owned(),
        Open::OnTheWay => "is on the way".to_owned(),
        Open::BrokenDown => "stands broken down with people on it".to_owned(),
        Open::Aboard { count } => {
            format!("{count} were not received, handed over, or otherwise said to have come off")
        }
        Open::CountDiffers { counted, expected } => {
            format!("{counted} were counted, {expected} are known by code")
        }
        Open::NobodyLooks { token } => format!("nobody looks for {token}"),
    }
}

/// Says who has a matter, and what is done next.
#[utoipa::path(post, path = "/reconciliation/attend", operation_id = "attend", request_body = AttendAsk,
    responses((status = 200, body = ReconciliationView), (status = 400, body = ApiError), (status = 503, body = ApiError)))]
pub(super) async fn attend(
    State(app): State<App>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<ReconciliationView>, ApiError> {
    let AttendAsk { matter, who, step, done } = read_json(&headers, body)?;
    say(&app, vec![Fact::Attend(Attend { matter, who, step, done })]).await?;
    get(State(app)).await
}
