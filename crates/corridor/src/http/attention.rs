//! What needs somebody's attention, as `evacuation::attention` finds it.

use super::app::App;
use evacuation::account::Picture;
use evacuation::quantity::Moment;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A matter that needs attention. The console makes the sentence from `kind` and `values`.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Attention)]
pub(super) struct AttentionView {
    id: String,
    kind: String,
    urgency: String,
    since: i64,
    owner: String,
    values: BTreeMap<String, AttentionValue>,
    figure: Option<String>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(untagged)]
enum AttentionValue {
    Text(String),
    Number(i64),
}

/// All matters at a moment, most urgent first.
pub(super) fn all(_app: &App, _picture: &Picture, _now: Moment) -> Vec<AttentionView> {
    Vec::new()
}
