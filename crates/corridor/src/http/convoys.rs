//! `GET /convoys` and `GET /convoys/{id}`: a convoy's page: trips, timeline, balance.

use super::app::App;
use super::live_convoy::{self, LiveConvoy};
use super::plan::ends;
use super::shape::{ConvoyState, Figure, Persons, PlannedActual};
use super::trouble::ApiError;
use axum::Json;
use axum::extract::{Path, State};
use evacuation::account::{Clearance, FigureId, Picture, TripBalance, TripFigure, TripPicture};
use evacuation::confirmed::{Confirmed, confirmed};
use evacuation::convoy::{Convoy, TripId};
use evacuation::fleet::Fleet;
use evacuation::plan::Trip;
use evacuation::quantity::Moment;
use serde::Serialize;
use utoipa::ToSchema;

/// A convoy's page.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct ConvoyPage {
    #[serde(flatten)]
    live: LiveConvoy,
    control_point: Option<String>,
    from: Vec<String>,
    to: Vec<String>,
    persons: Persons,
    trips: Vec<TripRow>,
    timeline: Vec<Step>,
    balance: Balance,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
struct TripRow {
    id: String,
    vehicle: String,
    from: String,
    to: String,
    state: ConvoyState,
    seats: u32,
    stretchers: u32,
    escorts_needed: u32,
    escorts_on_board: Figure,
    assigned: Figure,
    boarded: Figure,
    headcount: Option<Figure>,
    received: Figure,
    unaccounted: Figure,
    depart: PlannedActual,
    arrive: PlannedActual,
    /// Who confirmed that it may go; `null`: nobody of that post has.
    gate: Option<ConfirmView>,
    leader: Option<ConfirmView>,
    missing_tokens: Vec<String>,
}

/// That a vehicle may go, as a device said.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct ConfirmView {
    at: i64,
    /// The device's label.
    by: String,
    counted: u32,
    scanned: u32,
    /// Why it may go although the count differs.
    reason: Option<String>,
    figure: String,
}

/// Something that happened to a convoy.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct Step {
    moment: i64,
    kind: &'static str,
    place: Option<String>,
    trip: Option<String>,
    figure: String,
    count: Option<i64>,
}

/// boarded + born + unlisted = received + handed_over + removed + left + died + aboard + unaccounted
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct Balance {
    boarded: Figure,
    born: Figure,
    unlisted: Figure,
    received: Figure,
    handed_over: Figure,
    removed: Figure,
    left: Figure,
    died: Figure,
    aboard: Figure,
    unaccounted: Figure,
    balances: bool,
}

/// Every planned convoy as it really goes.
#[utoipa::path(get, path = "/convoys", operation_id = "convoys", responses((status = 200, body = Vec<LiveConvoy>)))]
pub(super) async fn list(State(app): State<App>) -> Result<Json<Vec<LiveConvoy>>, ApiError> {
    let drawn = app.drawn().await?;
    Ok(Json(live_convoy::all(&app, &drawn.reckoned.picture, drawn.now)))
}

/// One convoy's page.
#[utoipa::path(get, path = "/convoys/{id}", operation_id = "convoy", params(("id" = String, Path, description = "C001 …")),
    responses((status = 200, body = ConvoyPage), (status = 404, body = ApiError)))]
pub(super) async fn get(
    State(app): State<App>,
    Path(id): Path<String>,
) -> Result<Json<ConvoyPage>, ApiError> {
    let drawn = app.drawn().await?;
    let page = page(&app, &drawn.reckoned.picture, &id, drawn.now);
    page.map(Json).ok_or_else(|| ApiError::not_found("there is no such convoy in the plan").at("id"))
}

fn page(app: &App, picture: &Picture, id: &str, now: Moment) -> Option<ConvoyPage> {
    let convoy = app.convoys().iter().find(|convoy| convoy.id == id)?;
    let real = picture.convoys.iter().find(|convoy| convoy.id == id)?;
    let by_id = live_convoy::trips(picture);
    let (from, to) = ends(app, convoy);
    let trips: Vec<(&Trip, &TripPicture)> = convoy
        .trips
        .iter()
        .filter_map(|(id, ix)| Some((app.plan().trips.get(*ix)?, *by_id.get(id)?)))
        .collect();
    Some(ConvoyPage {
        live: live_convoy::live(app, picture, &by_id, (convoy, real), now),
        control_point: convoy.control_point.clone(),
        from,
        to,
        persons: convoy.persons.into(),
        trips: trips.iter().map(|(planned, real)| row(app, planned, real)).collect(),
        timeline: timeline(picture, convoy, &trips),
        balance: Balance::of(&real.balance, |figure| FigureId::Convoy(convoy.id.clone(), figure)),
    })
}

fn row(app: &App, planned: &Trip, real: &TripPicture) -> TripRow {
    let fleet = fleet_of(app, &planned.vehicle);
    let (gate, leader) = confirmations(app, real);
    let figure = |figure, value: u32| trip_figure(&real.id, figure, value);
    let moments = |planned: Moment, actual: Option<Moment>| PlannedActual {
        planned: planned.seconds(),
        actual: actual.map(Moment::seconds),
    };
    TripRow {
        id: real.id.to_string(),
        vehicle: planned.vehicle.clone(),
        from: real.from.clone().unwrap_or_else(|| planned.from.clone()),
        to: real.to.clone().unwrap_or_else(|| planned.to.clone()),
        state: real.state.into(),
        seats: fleet.map_or(0, |fleet| fleet.seats),
        stretchers: fleet.map_or(0, |fleet| fleet.stretchers),
        escorts_needed: fleet.map_or(0, |fleet| fleet.escorts),
        escorts_on_board: figure(TripFigure::Escorts, real.escorts.unwrap_or(0)),
        assigned: figure(TripFigure::Assigned, real.assigned),
        boarded: figure(TripFigure::Boarded, real.balance.boarded),
        headcount: real.headcounts.last().map(|counted| figure(TripFigure::Headcount, counted.count)),
        received: figure(TripFigure::Delivered, real.balance.delivered()),
        unaccounted: figure(TripFigure::Unaccounted, real.balance.unaccounted),
        depart: moments(planned.depart, real.departed),
        arrive: moments(planned.arrive, real.arrived),
        gate,
        leader,
        missing_tokens: real.missing.iter().map(ToString::to_string).collect(),
    }
}

/// The gate's and the convoy leader's.
fn confirmations(app: &App, real: &TripPicture) -> (Option<ConfirmView>, Option<ConfirmView>) {
    app.intake().read(|book| {
        let view = |said: Clearance| ConfirmView {
            at: said.at.seconds(),
            by: book.device(&said.device).map(|enrol| enrol.label.clone()).unwrap_or_default(),
            counted: said.counted,
            scanned: said.scanned,
            reason: said.reason,
            figure: FigureId::Entry(said.entry).to_string(),
        };
        let Confirmed { gate, leader } = confirmed(book.account(), &real.id, real.departed);
        (gate.map(view), leader.map(view))
    })
}

fn trip_figure(trip: &TripId, figure: TripFigure, value: u32) -> Figure {
    Figure::new(&FigureId::Trip(trip.clone(), figure), value)
}

/// A vehicle's id is its fleet's and a number.
fn fleet_of<'a>(app: &'a App, vehicle: &str) -> Option<&'a Fleet> {
    let (fleet, _) = vehicle.rsplit_once('-')?;
    app.operation().fleets.iter().find(|known| known.id == fleet)
}

/// What happened to all its vehicles, in order of time.
fn timeline(picture: &Picture, convoy: &Convoy, trips: &[(&Trip, &TripPicture)]) -> Vec<Step> {
    let mut steps: Vec<Step> = trips.iter().flat_map(|(_, trip)| trip_steps(trip)).collect();
    for breakdown in &picture.breakdowns {
        let trip = breakdown.trip.as_ref().filter(|trip| convoy.trips.iter().any(|(id, _)| id == *trip));
        steps.extend(trip.map(|trip| Step {
            moment: breakdown.at.seconds(),
            kind: "break_down",
            place: Some(breakdown.place.clone()),
            trip: Some(trip.to_string()),
            figure: FigureId::Vehicle(breakdown.vehicle.clone()).to_string(),
            count: Some(i64::from(breakdown.aboard)),
        }));
    }
    steps.sort_by(|a, b| (a.moment, &a.trip).cmp(&(b.moment, &b.trip)));
    steps
}

fn trip_steps(trip: &TripPicture) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut step = |moment: Option<Moment>, kind, place: Option<&String>, figure, count: Option<u32>| {
        steps.extend(moment.map(|moment| Step {
            moment: moment.seconds(),
            kind,
            place: place.cloned(),
            trip: Some(trip.id.to_string()),
            figure: FigureId::Trip(trip.id.clone(), figure).to_string(),
            count: count.map(i64::from),
        }));
    };
    step(trip.first_boarded, "board", trip.from.as_ref(), TripFigure::Boarded, Some(trip.balance.boarded));
    step(trip.departed, "depart", trip.from.as_ref(), TripFigure::Depart, None);
    for passage in &trip.passages {
        step(passage.entered, "enter", Some(&passage.control_point), TripFigure::Pass, None);
        step(passage.through, "pass", Some(&passage.control_point), TripFigure::Pass, None);
    }
    for counted in &trip.headcounts {
        let count = Some(counted.count);
        step(Some(counted.at), "headcount", Some(&counted.place), TripFigure::Headcount, count);
    }
    step(
        trip.arrived,
        "arrive",
        trip.arrived_at.as_ref(),
        TripFigure::Arrive,
        Some(trip.balance.delivered()),
    );
    steps
}

impl Balance {
    /// A balance whose terms open their sources under the figures that `id` names.
    pub(super) fn of(terms: &TripBalance, id: impl Fn(TripFigure) -> FigureId) -> Balance {
        let figure = |figure, value: u32| Figure::new(&id(figure), value);
        Balance {
            boarded: figure(TripFigure::Boarded, terms.boarded),
            born: figure(TripFigure::Born, terms.born),
            unlisted: figure(TripFigure::Unlisted, terms.unlisted),
            received: figure(TripFigure::Received, terms.received),
            handed_over: figure(TripFigure::HandedOver, terms.handed_over),
            removed: figure(TripFigure::Removed, terms.removed),
            left: figure(TripFigure::Left, terms.left),
            died: figure(TripFigure::Died, terms.died),
            aboard: figure(TripFigure::Aboard, terms.aboard),
            unaccounted: figure(TripFigure::Unaccounted, terms.unaccounted),
            balances: terms.balances(),
        }
    }
}
