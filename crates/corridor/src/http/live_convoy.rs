//! A convoy as it really goes, against its plan.

use super::app::App;
use super::progress::Progress;
use super::shape::{ConvoyState, Figure, PlannedActual};
use super::way::Position;
use evacuation::account::{ConvoyPicture, FigureId, Picture, TripFigure, TripPicture, TripState};
use evacuation::attention::late;
use evacuation::clearance;
use evacuation::convoy::{Convoy, TripId};
use evacuation::quantity::Moment;
use serde::Serialize;
use std::collections::HashMap;
use utoipa::ToSchema;

/// A convoy as it really goes.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct LiveConvoy {
    pub(super) id: String,
    pub(super) state: ConvoyState,
    late_s: i64,
    vehicles: usize,
    assigned: Figure,
    boarded: Figure,
    aboard: Figure,
    received: Figure,
    unaccounted: Figure,
    escorts: u32,
    pub(super) depart: PlannedActual,
    arrive: Arrival,
    position: Option<Position>,
    /// `go`, `hold`, `stop` or `undecided`.
    clearance: &'static str,
    line: Vec<(i64, f64)>,
}

/// Planned, actual, and expected while it is still to come.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
struct Arrival {
    planned: i64,
    actual: Option<i64>,
    expected: Option<i64>,
}

impl LiveConvoy {
    /// Whether it is still to leave.
    pub(super) fn is_to_leave(&self) -> bool {
        matches!(self.state, ConvoyState::Planned | ConvoyState::Boarding)
    }
}

impl From<TripState> for ConvoyState {
    fn from(state: TripState) -> ConvoyState {
        match state {
            TripState::Planned => ConvoyState::Planned,
            TripState::Boarding => ConvoyState::Boarding,
            TripState::OnTheWay => ConvoyState::OnTheWay,
            TripState::BrokenDown => ConvoyState::BrokenDown,
            TripState::Arrived => ConvoyState::Arrived,
            TripState::Closed => ConvoyState::Closed,
            TripState::OpenBalance => ConvoyState::OpenBalance,
        }
    }
}

/// Trips of a picture by their id.
pub(super) type Trips<'a> = HashMap<&'a TripId, &'a TripPicture>;

/// Indexes a picture's trips.
pub(super) fn trips(picture: &Picture) -> Trips<'_> {
    picture.trips.iter().map(|trip| (&trip.id, trip)).collect()
}

/// Every planned convoy, in order.
pub(super) fn all(app: &App, picture: &Picture, now: Moment) -> Vec<LiveConvoy> {
    let trips = trips(picture);
    let real: HashMap<&str, &ConvoyPicture> =
        picture.convoys.iter().map(|convoy| (convoy.id.as_str(), convoy)).collect();
    let pairs = app.convoys().iter().filter_map(|convoy| Some((convoy, *real.get(convoy.id.as_str())?)));
    pairs.map(|(convoy, real)| live(app, picture, &trips, (convoy, real), now)).collect()
}

/// A convoy's trips against their plan.
pub(super) fn progress<'a>(
    app: &'a App,
    picture: &'a Picture,
    trips: &Trips<'a>,
    convoy: &'a Convoy,
    now: Moment,
) -> Vec<Progress<'a>> {
    let each = convoy.trips.iter().filter_map(|(id, ix)| {
        let (real, planned) = (*trips.get(id)?, app.plan().trips.get(*ix)?);
        let breakdown = match real.state {
            TripState::BrokenDown => picture.breakdowns.iter().find(|b| b.trip.as_ref() == Some(id)),
            _ => None,
        };
        Some(Progress { planned, real, way: app.way(&planned.from, &planned.to), breakdown, now })
    });
    each.collect()
}

/// One convoy.
pub(super) fn live(
    app: &App,
    picture: &Picture,
    trips: &Trips<'_>,
    (convoy, real): (&Convoy, &ConvoyPicture),
    now: Moment,
) -> LiveConvoy {
    let progress = progress(app, picture, trips, convoy, now);
    let figure = |figure, value: u32| Figure::new(&FigureId::Convoy(convoy.id.clone(), figure), value);
    let actual = real.arrived.map(Moment::seconds);
    let state = match ConvoyState::from(real.state) {
        ConvoyState::BrokenDown => ConvoyState::OnTheWay,
        state => state,
    };
    LiveConvoy {
        id: convoy.id.clone(),
        state,
        late_s: late(app.plan(), convoy, picture, now).seconds(),
        vehicles: convoy.trips.len(),
        assigned: figure(TripFigure::Assigned, real.assigned),
        boarded: figure(TripFigure::Boarded, real.balance.boarded),
        aboard: figure(TripFigure::Aboard, real.balance.aboard),
        received: figure(TripFigure::Delivered, real.balance.delivered()),
        unaccounted: figure(TripFigure::Unaccounted, real.balance.unaccounted),
        escorts: real.escorts,
        depart: PlannedActual {
            planned: convoy.depart.seconds(),
            actual: real.departed.map(Moment::seconds),
        },
        arrive: Arrival {
            planned: convoy.arrive.seconds(),
            actual,
            expected: progress.iter().filter_map(Progress::expected).max().filter(|_| actual.is_none()),
        },
        // The one switch cuts off every position, estimated ones too.
        position: foremost(&progress)
            .filter(|_| state == ConvoyState::OnTheWay && crate::tracking::is_on(picture)),
        clearance: clearance::decision(picture, &convoy.id)
            .map_or("undecided", |decided| decided.decision.as_str()),
        line: progress.iter().map(Progress::line).max_by_key(Vec::len).unwrap_or_default(),
    }
}

/// A convoy is where its first vehicle is that still drives.
fn foremost(progress: &[Progress<'_>]) -> Option<Position> {
    let driving = progress.iter().filter(|trip| trip.real.state == TripState::OnTheWay);
    let first = driving.filter_map(Progress::position).max_by(|a, b| a.axis_km.total_cmp(&b.axis_km));
    first.or_else(|| progress.iter().find_map(Progress::position))
}
