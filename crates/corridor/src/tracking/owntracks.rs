//! OwnTracks JSON as its apps post it: one message or several. What the upstream schema refuses is
//! refused, with every reason; of the rest only locations and transitions are positions.
//!
//! Never here: what is enrolled (`desk`).

use super::Sent;
use serde_json::{Map, Value};

/// Messages in one request at most.
const MESSAGES_MAX: usize = 1_000;
const TYPES: [&str; 12] = [
    "beacon",
    "card",
    "cmd",
    "configuration",
    "location",
    "lwt",
    "request",
    "status",
    "steps",
    "transition",
    "waypoint",
    "waypoints",
];
const ACTIONS: [&str; 10] = [
    "action",
    "clearWaypoints",
    "dump",
    "reportLocation",
    "reportSteps",
    "response",
    "setConfiguration",
    "setWaypoints",
    "status",
    "waypoints",
];

/// What was sent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Owntracks {
    /// Positions, in the order of the request.
    pub positions: Vec<Sent>,
    /// How many messages there were.
    pub messages: usize,
    /// How many of them were encrypted: their positions cannot be read.
    pub encrypted: usize,
}

/// Where and why a message is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// Such as `[2].lat`.
    pub place: String,
    /// What is wrong.
    pub what: String,
}

/// Reads a request's body.
pub fn read(body: &[u8]) -> Result<Owntracks, Vec<Wrong>> {
    let wrong = |what: String| vec![Wrong { place: "body".to_owned(), what }];
    let value: Value = serde_json::from_slice(body).map_err(|error| wrong(error.to_string()))?;
    let messages: Vec<(String, &Value)> = match &value {
        Value::Array(list) if list.len() > MESSAGES_MAX => {
            return Err(wrong(format!("{} messages; at most {MESSAGES_MAX} are taken at once", list.len())));
        }
        Value::Array(list) => list.iter().enumerate().map(|(ix, one)| (format!("[{ix}]"), one)).collect(),
        one => vec![(String::new(), one)],
    };
    let (mut read, mut wrongs) = (Owntracks::default(), Vec::new());
    for (at, message) in messages {
        read.messages += 1;
        let before = wrongs.len();
        let kind = check(message, &at, &mut wrongs);
        if wrongs.len() > before {
            continue;
        }
        match kind {
            Some("encrypted") => read.encrypted += 1,
            Some("location" | "transition") => read.positions.extend(position(message)),
            _ => {}
        }
    }
    if wrongs.is_empty() { Ok(read) } else { Err(wrongs) }
}

/// The rules of upstream's schema for one message; gives its type.
fn check<'v>(value: &'v Value, at: &str, wrongs: &mut Vec<Wrong>) -> Option<&'v str> {
    let mut say = |name: &str, what: &str| {
        let dot = if name.is_empty() { "" } else { "." };
        wrongs.push(Wrong { place: format!("{at}{dot}{name}"), what: what.to_owned() });
    };
    let Value::Object(message) = value else {
        say("", "a message is an object");
        return None;
    };
    let Some(kind) = message.get("_type").and_then(Value::as_str) else {
        say("_type", "a message says its type");
        return None;
    };
    if kind == "encrypted" {
        match message.get("data").and_then(Value::as_str) {
            Some(data) if is_base64(data) => {}
            _ => say("data", "an encrypted message has its data in base64"),
        }
        return Some(kind);
    }
    if !TYPES.contains(&kind) {
        say("_type", "no message has this type");
    }
    for (name, is_right, what) in [
        ("lat", Value::is_number as fn(&Value) -> bool, "is a number of degrees"),
        ("lon", Value::is_number, "is a number of degrees"),
        ("tst", is_whole, "is whole seconds of Unix time"),
        ("ntours", is_whole, "is a whole number"),
        ("tours", Value::is_array, "is a list"),
        ("uuid", is_uuid, "is a UUID"),
    ] {
        if message.get(name).is_some_and(|value| !is_right(value)) {
            say(name, what);
        }
    }
    for (name, known) in [("action", &ACTIONS[..]), ("request", &["tour", "tours", "untour"][..])] {
        if message.get(name).is_some_and(|value| value.as_str().is_none_or(|text| !known.contains(&text))) {
            say(name, "is none of those known");
        }
    }
    if message.get("ntours").and_then(Value::as_i64).is_some_and(|count| count < 0) {
        say("ntours", "is not below zero");
    }
    for name in needed(kind, message) {
        if !message.contains_key(*name) {
            say(name, "is missing");
        }
    }
    check_kind(kind, message, &mut say);
    Some(kind)
}

/// What a message of this type must say.
fn needed(kind: &str, message: &Map<String, Value>) -> &'static [&'static str] {
    let is = |name: &str, text: &str| message.get(name).and_then(Value::as_str) == Some(text);
    match kind {
        "location" => &["lat", "lon", "tst"],
        "lwt" => &["tst"],
        "steps" => &["from", "steps", "to", "tst"],
        "transition" => &["acc", "event", "lat", "lon", "tst", "wtst"],
        "cmd" if is("action", "response") && message.contains_key("response") => &["action", "request"],
        "cmd" => &["action"],
        _ if is("request", "untour") => &["uuid"],
        _ => &[],
    }
}

fn check_kind(kind: &str, message: &Map<String, Value>, say: &mut impl FnMut(&str, &str)) {
    if kind == "steps" {
        for name in ["distance", "floorsdown", "floorsup", "from", "steps", "to"] {
            if message.get(name).is_some_and(|value| !is_whole(value)) {
                say(name, "is a whole number");
            }
        }
    }
    if kind == "card" {
        if message.get("face").is_some_and(|face| face.as_str().is_none_or(|face| !is_base64(face))) {
            say("face", "is a picture in base64");
        }
        if message.get("name").is_some_and(|name| !name.is_string()) {
            say("name", "is a text");
        }
    }
}

fn is_whole(value: &Value) -> bool {
    value.is_i64() || value.is_u64() || value.as_f64().is_some_and(|number| number.fract() == 0.0)
}

fn is_uuid(value: &Value) -> bool {
    let groups = value.as_str().map(|text| text.split('-').collect::<Vec<_>>()).unwrap_or_default();
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    lengths == [8, 4, 4, 4, 12]
        && groups.iter().all(|group| group.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// As upstream's pattern: letters, digits, `+`, `/`, `-`, then at most three `=`.
fn is_base64(text: &str) -> bool {
    let bare = text.trim_end_matches('=');
    text.len() - bare.len() <= 3
        && bare.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'-'))
}

fn position(message: &Value) -> Option<Sent> {
    let number = |name: &str| message.get(name).and_then(Value::as_f64);
    Some(Sent {
        unix_s: number("tst").map(|seconds| seconds as i64),
        lat: number("lat")?,
        lon: number("lon")?,
        // iOS says -1 where it does not know.
        accuracy_m: number("acc").filter(|metres| *metres >= 0.0),
        // Kilometres an hour.
        speed_mps: number("vel").filter(|speed| *speed >= 0.0).map(|speed| speed / 3.6),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_location_is_read_and_a_broken_one_says_all_that_is_wrong() {
        let read_one = |text: &str| read(text.as_bytes());
        let good =
            read_one(r#"{"_type":"location","lat":36.1,"lon":37.1,"tst":1481810400,"acc":15,"vel":36}"#);
        let sent = good.unwrap().positions[0];
        assert_eq!(
            (sent.unix_s, sent.lat, sent.accuracy_m, sent.speed_mps),
            (Some(1_481_810_400), 36.1, Some(15.0), Some(10.0))
        );
        let wrong = read_one(r#"[{"_type":"location","lat":"36"},{"_type":"ufo"}]"#).unwrap_err();
        let places: Vec<&str> = wrong.iter().map(|wrong| wrong.place.as_str()).collect();
        assert_eq!(places, ["[0].lat", "[0].lon", "[0].tst", "[1]._type"]);
        assert!(read_one("").is_err() && read_one("{}").is_err() && read_one("7").is_err());
        assert_eq!(read_one("[]").unwrap(), Owntracks::default());
        assert_eq!(read_one(r#"{"_type":"encrypted","data":"YWJjZGUK"}"#).unwrap().encrypted, 1);
        assert!(read_one(r#"{"_type":"lwt"}"#).is_err());
        assert!(read_one(r#"{"_type":"card","face":"abcd!?&%"}"#).is_err());
    }
}
