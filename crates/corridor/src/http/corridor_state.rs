//! The corridor's state in words: open until when, closed until when, suspended since when by whom.

use super::app::App;
use evacuation::account::{Picture, Suspension};
use evacuation::attention::{Schedule, schedule};
use evacuation::place::{Control, Place};
use evacuation::quantity::Moment;
use serde::Serialize;
use utoipa::ToSchema;

/// The corridor: the control point that matters most now, and all of them.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Corridor)]
pub(super) struct CorridorView {
    #[serde(flatten)]
    all: Gate,
    control_points: Vec<ControlPointView>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ControlPoint)]
struct ControlPointView {
    id: String,
    #[serde(flatten)]
    gate: Gate,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
struct Gate {
    state: GateState,
    until: Option<i64>,
    since: Option<i64>,
    by: Option<String>,
    reason: Option<String>,
}

/// In order of how much it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum GateState {
    Open,
    Closed,
    Suspended,
}

impl Gate {
    fn open(until: Option<Moment>) -> Gate {
        Gate {
            state: GateState::Open,
            until: until.map(Moment::seconds),
            since: None,
            by: None,
            reason: None,
        }
    }
    fn closed(until: Option<Moment>) -> Gate {
        Gate { state: GateState::Closed, ..Gate::open(until) }
    }
    fn suspended(app: &App, suspension: &Suspension) -> Gate {
        let label = |by| app.intake().read(|book| book.device(by).map(|enrol| enrol.label.clone()));
        Gate {
            state: GateState::Suspended,
            until: None,
            since: Some(suspension.since.seconds()),
            by: label(&suspension.by),
            reason: Some(suspension.reason.clone()).filter(|reason| !reason.is_empty()),
        }
    }
}

/// The corridor at a moment.
pub(super) fn view(app: &App, picture: &Picture, now: Moment) -> CorridorView {
    let points = app.operation().places.iter().filter_map(|place| Some((place, place.control.as_ref()?)));
    let suspended = |place: &Place| {
        let point = picture.corridor.control_points.iter().find(|point| point.id == place.id);
        point.and_then(|point| point.suspended.as_ref()).or(picture.corridor.whole.as_ref())
    };
    let control_points: Vec<ControlPointView> = points
        .map(|(place, control)| ControlPointView {
            id: place.id.clone(),
            gate: suspended(place).map_or_else(|| scheduled(control, now), |s| Gate::suspended(app, s)),
        })
        .collect();
    let whole = picture.corridor.whole.as_ref().map(|suspension| Gate::suspended(app, suspension));
    let used = |point: &&ControlPointView| {
        app.convoys().iter().any(|convoy| convoy.control_point.as_deref() == Some(point.id.as_str()))
    };
    // The worst state; among equals what changes first.
    let worst = control_points.iter().filter(used).map(|point| &point.gate);
    let worst = worst.min_by_key(|gate| (std::cmp::Reverse(gate.state), gate.until.unwrap_or(i64::MAX)));
    let all = whole.or_else(|| worst.cloned()).unwrap_or_else(|| Gate::open(None));
    CorridorView { all, control_points }
}

/// By its windows.
fn scheduled(control: &Control, now: Moment) -> Gate {
    match schedule(control, now) {
        Schedule::Open(until) => Gate::open(until),
        Schedule::Closed(until) => Gate::closed(until),
    }
}
