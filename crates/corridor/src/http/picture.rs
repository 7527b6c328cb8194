//! `GET /picture`: the live picture, also sent by `events`.

use super::app::App;
use super::attention::{self, AttentionView};
use super::claims::{self, ClaimView};
use super::corridor_state::{self, CorridorView};
use super::drawn::Reckoned;
use super::live_convoy::{self, LiveConvoy};
use super::shape::{ConvoyState, Figure, FigureByCategory, Seal};
use super::trouble::ApiError;
use crate::live::Face;
use axum::extract::State;
use axum::http::{HeaderName, header};
use evacuation::account::{AccountFigure, FigureId, OperationBalance, Picture, PlaceFigure, hex};
use evacuation::operation::Operation;
use evacuation::place::PlaceKind;
use evacuation::quantity::{Moment, Persons};
use serde::Serialize;
use utoipa::ToSchema;

/// The live picture.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Picture)]
pub(super) struct PictureView {
    version: u64,
    /// SHA-256 of the plan in force.
    plan: String,
    now: i64,
    statements: u64,
    clock: ClockView,
    corridor: CorridorView,
    seal: Seal,
    next_convoy: Option<NextConvoy>,
    account: AccountView,
    places: Vec<PlaceFigures>,
    convoys: Vec<LiveConvoy>,
    attention: Vec<AttentionView>,
    claims: Vec<ClaimView>,
}

/// How the operation's clock stands.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[schema(as = Clock)]
pub(super) struct ClockView {
    drill: bool,
    speed: u32,
    paused: bool,
    /// A drill in which everything has been said.
    finished: bool,
}

impl From<Face> for ClockView {
    fn from(face: Face) -> ClockView {
        ClockView { drill: face.drill, speed: face.speed, paused: face.paused, finished: face.finished }
    }
}

#[derive(Clone, Debug, Serialize, ToSchema)]
struct NextConvoy {
    id: String,
    depart: i64,
    state: ConvoyState,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Account)]
struct AccountView {
    registered: FigureByCategory,
    waiting: FigureByCategory,
    on_the_way: FigureByCategory,
    out: FigureByCategory,
    declined: FigureByCategory,
    died: FigureByCategory,
    unaccounted: FigureByCategory,
    balances: bool,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
struct PlaceFigures {
    id: String,
    waiting: Figure,
    received: Figure,
}

/// The live picture. `events` sends the same whenever it changes.
#[utoipa::path(get, path = "/picture", operation_id = "picture", responses((status = 200, body = PictureView)))]
pub(super) async fn get(
    State(app): State<App>,
) -> Result<([(HeaderName, &'static str); 1], String), ApiError> {
    let drawn = app.drawn().await?;
    Ok(([(header::CONTENT_TYPE, "application/json")], drawn.json.to_string()))
}

/// The picture at a moment.
/// The last seal that enough witnesses cosigned. A drill's clock is not theirs, so of a drill only its
/// age is told.
fn seal(app: &App, face: Face) -> Seal {
    let last = app.sealer().last_cosigned();
    let moment = last.filter(|_| !face.drill).map(|last| last.saturating_sub(app.operation().start_unix_s));
    let age_s = Some(last.map(|last| crate::wall_clock::unix_s().saturating_sub(last).max(0)));
    Seal { cosigned: last.is_some(), moment, age_s }
}

pub(super) fn view(app: &App, reckoned: &Reckoned, now: Moment, face: Face) -> PictureView {
    let picture = &reckoned.picture;
    let convoys = live_convoy::all(app, picture, now);
    PictureView {
        version: reckoned.version,
        plan: hex(&app.plan_sha256()),
        now: now.seconds(),
        statements: picture.statements,
        clock: face.into(),
        corridor: corridor_state::view(app, picture, now),
        seal: seal(app, face),
        next_convoy: convoys.iter().find(|convoy| convoy.is_to_leave()).map(|convoy| NextConvoy {
            id: convoy.id.clone(),
            depart: convoy.depart.planned,
            state: convoy.state,
        }),
        account: account(&picture.account),
        places: places(app.operation(), picture),
        convoys,
        attention: attention::all(app, picture, now),
        claims: picture.claims.iter().map(|claim| claims::view(picture, claim)).collect(),
    }
}

fn account(balance: &OperationBalance) -> AccountView {
    let figure = |figure, persons: Persons| FigureByCategory {
        figure: FigureId::Account(figure, None).to_string(),
        persons: persons.into(),
        total: persons.total(),
    };
    AccountView {
        registered: figure(AccountFigure::Registered, balance.registered),
        waiting: figure(AccountFigure::Waiting, balance.waiting),
        on_the_way: figure(AccountFigure::OnTheWay, balance.on_the_way),
        out: figure(AccountFigure::Out, balance.out),
        declined: figure(AccountFigure::Declined, balance.declined),
        died: figure(AccountFigure::Died, balance.died),
        unaccounted: figure(AccountFigure::Unaccounted, balance.unaccounted),
        balances: balance.balances(),
    }
}

/// Staging places and destinations, and every other place where somebody is.
fn places(operation: &Operation, picture: &Picture) -> Vec<PlaceFigures> {
    let kind = |id: &str| operation.place_ix(id).map(|ix| operation.place(ix).kind);
    let counts = |id: &str| kind(id).is_none_or(|kind| kind == PlaceKind::Staging || kind.is_destination());
    let shown = picture.places.iter().filter(|place| {
        counts(&place.id) || place.waiting != Persons::NONE || place.received != Persons::NONE
    });
    let figure = |id: &str, which, persons: Persons| {
        Figure::new(&FigureId::Place(id.to_owned(), which), persons.total())
    };
    shown
        .map(|place| PlaceFigures {
            id: place.id.clone(),
            waiting: figure(&place.id, PlaceFigure::Waiting, place.waiting),
            received: figure(&place.id, PlaceFigure::Received, place.received),
        })
        .collect()
}
