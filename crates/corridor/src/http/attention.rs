//! What needs somebody's attention, as `evacuation::attention` finds it.
//!
//! Never here: sentences; the console makes them in its language.

use super::app::App;
use super::statement_row::role_name;
use evacuation::account::Picture;
use evacuation::attention::{self, Attention, Urgency, Value};
use evacuation::quantity::Moment;
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
    attention::attention(app.operation(), Some(app.plan()), picture, now).into_iter().map(view).collect()
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
