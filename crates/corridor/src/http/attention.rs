//! What needs somebody's attention, as `evacuation::attention` finds it.
//!
//! Never here: sentences; the console makes them in its language.

use super::app::App;
use super::statement_row::role_name;
use crate::intake::Contradicted;
use evacuation::account::{Picture, TripState, hex};
use evacuation::attention::{self, Attention, Urgency, Value};
use evacuation::quantity::Moment;
use evacuation::statement::Role;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A matter that needs attention. The console makes the sentence from `kind` and `values`.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Attention)]
pub(super) struct AttentionView {
    id: String,
    kind: &'static str,
    urgency: &'static str,
    since: i64,
    owner: &'static str,
    values: BTreeMap<&'static str, AttentionValue>,
    figure: Option<String>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(untagged)]
enum AttentionValue {
    Text(String),
    Number(i64),
}

/// All matters at a moment, most urgent first.
pub(super) fn all(app: &App, picture: &Picture, now: Moment) -> Vec<AttentionView> {
    let mut matters = attention::attention(app.operation(), Some(app.plan()), picture, now);
    let tracked = app.desk().read(app.operation(), picture, now).into_iter().filter_map(|reading| {
        let trip = picture.trip(&reading.trip?).filter(|trip| trip.state == TripState::OnTheWay)?;
        let aboard = trip.balance.aboard;
        attention::of_track(&reading.vehicle, Some(trip.id.to_string()), &reading.course?, aboard)
    });
    matters.extend(tracked);
    let after = app.founded().alarms.balance_open;
    matters.extend(attention::unsettled(&app.settling().known(app, picture, now), picture, (now, after)));
    attention::in_order(&mut matters);
    let mut all: Vec<AttentionView> = matters.into_iter().map(view).collect();
    // With what must be decided, after what is about people.
    let at = all.iter().take_while(|matter| matter.urgency == "people").count();
    all.splice(at..at, contradicted(app, now));
    all
}

/// Devices that sealed another history than the statements here. Seals are no statements: the picture does
/// not know of them.
fn contradicted(app: &App, now: Moment) -> Vec<AttentionView> {
    let start = app.operation().start_unix_s;
    app.intake().read(|book| {
        let matter = |(device, one): (&[u8; 32], &Contradicted)| {
            let short = || hex(device).chars().take(12).collect();
            let label = book.device(device).map_or_else(short, |enrol| enrol.label.clone());
            let size = i64::try_from(one.size).unwrap_or(i64::MAX);
            AttentionView {
                id: format!("contradicted.{}", hex(device)),
                kind: "contradicted",
                urgency: "decision",
                since: one.since_unix_s.saturating_sub(start).min(now.seconds()),
                owner: role_name(Role::Coordinator),
                values: BTreeMap::from([
                    ("by", AttentionValue::Text(label)),
                    ("count", AttentionValue::Number(size)),
                ]),
                figure: None,
            }
        };
        book.contradicted().iter().map(matter).collect()
    })
}

fn view(matter: Attention) -> AttentionView {
    let value = |value| match value {
        Value::Text(text) => AttentionValue::Text(text),
        Value::Number(number) => AttentionValue::Number(number),
    };
    AttentionView {
        id: matter.id,
        kind: matter.kind.as_str(),
        urgency: match matter.urgency {
            Urgency::People => "people",
            Urgency::Decision => "decision",
            Urgency::Note => "note",
        },
        since: matter.since.seconds(),
        owner: role_name(matter.owner),
        values: matter.values.into_iter().map(|(name, inner)| (name, value(inner))).collect(),
        figure: matter.figure.map(|figure| figure.to_string()),
    }
}
