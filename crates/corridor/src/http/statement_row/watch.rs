//! The fields of statements about the truce, the road and aid, as they are called in JSON.
//!
//! Never here: the hash of a tracker's secret.

use super::Value;
use evacuation::statement::Fact;
use serde::Serialize;
use std::collections::BTreeMap;

/// Every name that a field can have.
const NAMES: [&str; 52] = [
    "kind",
    "place",
    "lat_e6",
    "lon_e6",
    "known",
    "by",
    "party",
    "reliability",
    "credibility",
    "trip",
    "tokens",
    "words",
    "source",
    "share",
    "from",
    "to",
    "why",
    "sha256",
    "bytes",
    "media",
    "about",
    "step",
    "holder",
    "note",
    "clause",
    "term",
    "parties",
    "until",
    "within_m",
    "opens_s",
    "closes_s",
    "vehicles",
    "most_s",
    "holding",
    "convoy",
    "route",
    "markings",
    "contact",
    "notification",
    "reply",
    "decision",
    "on",
    "request",
    "trucks",
    "goods",
    "due",
    "waybill",
    "vehicle",
    "tracker",
    "audience",
    "until_unix_s",
    "commodity",
];

/// The fields of this fact; none for one of another kind.
pub(super) fn values(fact: &Fact) -> BTreeMap<&'static str, Value> {
    match fact {
        Fact::Incident(f) => fields(f),
        Fact::Link(f) => fields(f),
        Fact::Evidence(f) => fields(f),
        Fact::Clause(f) => fields(f),
        Fact::ClauseWord(f) => fields(f),
        Fact::Notify(f) => fields(f),
        Fact::Acknowledge(f) => fields(f),
        Fact::Decide(f) => fields(f),
        Fact::AidRequest(f) => fields(f),
        Fact::AidAnswer(f) => fields(f),
        Fact::AidMove(f) => fields(f),
        Fact::Tracking(f) => fields(f),
        Fact::Tracker(f) => fields(f),
        Fact::Share(f) => fields(f),
        Fact::Unshare(f) => fields(f),
        _ => BTreeMap::new(),
    }
}

fn fields(fact: &impl Serialize) -> BTreeMap<&'static str, Value> {
    let Ok(serde_json::Value::Object(all)) = serde_json::to_value(fact) else { return BTreeMap::new() };
    let one = |(name, value): (String, serde_json::Value)| {
        let name = NAMES.into_iter().find(|known| **known == name)?;
        Some((name, plain(value)?))
    };
    all.into_iter().filter_map(one).collect()
}

fn plain(value: serde_json::Value) -> Option<Value> {
    use serde_json::Value as Json;
    match value {
        Json::Null => None,
        Json::String(text) if text.is_empty() => None,
        Json::String(text) => Some(Value::Text(text)),
        Json::Number(number) => number.as_i64().map(Value::Number),
        Json::Bool(flag) => Some(Value::Text(flag.to_string())),
        Json::Array(list) if list.is_empty() => None,
        Json::Array(list) => Some(Value::List(list.into_iter().map(words).collect())),
        object => Some(Value::Text(words(object))),
    }
}

/// Goods as a line: "flour, sack of 50 kg, 300".
fn words(value: serde_json::Value) -> String {
    use serde_json::Value as Json;
    match value {
        Json::String(text) => text,
        Json::Object(all) => {
            let parts = all.into_iter().map(|(_, value)| words(value)).filter(|part| !part.is_empty());
            parts.collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    }
}
