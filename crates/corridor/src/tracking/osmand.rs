//! The OsmAnd form that Traccar's apps and many trackers send: a query, or JSON of the newer app.
//! In a query `speed` is in knots, and a time is seconds, milliseconds, or a date and time in UTC.
//!
//! Never here: what is enrolled (`desk`).

use super::Sent;
use serde_json::Value;

/// Fields of one request at most.
const FIELDS_MAX: usize = 200;
const KNOT_MPS: f64 = 1852.0 / 3600.0;

/// What was sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Osmand {
    /// What the tracker calls itself.
    pub id: String,
    /// Where it is; `None` where it only tells cells or its state.
    pub position: Option<Sent>,
    /// A secret in the query, where the tracker cannot send it otherwise.
    pub key: Option<String>,
}

/// Why it is nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OsmandError {
    /// Nobody says who sends.
    #[error("the tracker does not say its id")]
    NoId,
    /// A field that cannot be read.
    #[error("'{0}' cannot be read")]
    Field(&'static str),
    /// Not JSON of that form.
    #[error("this is no position in JSON: {0}")]
    Json(String),
    /// Too much.
    #[error("the request has more than {FIELDS_MAX} fields")]
    TooLong,
}

/// Reads a query, also where it came as a form.
pub fn read_query(query: &str) -> Result<Osmand, OsmandError> {
    let (mut id, mut key, mut unix_s) = (None, None, None);
    let (mut lat, mut lon, mut accuracy_m, mut speed_mps) = (None, None, None, None);
    for (number, pair) in
        query.trim_start_matches(['/', '?']).split('&').filter(|pair| !pair.is_empty()).enumerate()
    {
        if number >= FIELDS_MAX {
            return Err(OsmandError::TooLong);
        }
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let value = decode(value);
        let number = |field| degrees(&value).ok_or(OsmandError::Field(field));
        match name {
            "id" | "deviceid" => id = Some(value).filter(|id| !id.trim().is_empty()),
            "key" | "secret" => key = Some(value),
            "timestamp" => unix_s = Some(time(&value).ok_or(OsmandError::Field("timestamp"))?),
            "lat" => lat = Some(number("lat")?),
            "lon" => lon = Some(number("lon")?),
            "location" => {
                let (a, b) = value.split_once(',').ok_or(OsmandError::Field("location"))?;
                lat = Some(degrees(a).ok_or(OsmandError::Field("location"))?);
                lon = Some(degrees(b).ok_or(OsmandError::Field("location"))?);
            }
            "accuracy" | "hacc" => accuracy_m = degrees(&value).filter(|metres| *metres >= 0.0),
            "speed" => {
                speed_mps = degrees(&value).filter(|knots| *knots >= 0.0).map(|knots| knots * KNOT_MPS)
            }
            _ => {}
        }
    }
    let position = match (lat, lon) {
        (Some(lat), Some(lon)) => Some(Sent { unix_s, lat, lon, accuracy_m, speed_mps }),
        (None, None) => None,
        (None, _) => return Err(OsmandError::Field("lat")),
        (_, None) => return Err(OsmandError::Field("lon")),
    };
    Ok(Osmand { id: id.ok_or(OsmandError::NoId)?, position, key })
}

/// Reads JSON: `{ "device_id": …, "location": { "timestamp": …, "coords": { … } } }`.
pub fn read_json(body: &[u8]) -> Result<Osmand, OsmandError> {
    let value: Value = serde_json::from_slice(body).map_err(|error| OsmandError::Json(error.to_string()))?;
    let id = match &value["device_id"] {
        Value::String(id) if !id.trim().is_empty() => id.clone(),
        Value::Number(id) => id.to_string(),
        _ => return Err(OsmandError::NoId),
    };
    let location = &value["location"];
    let coords = &location["coords"];
    let unix_s = match &location["timestamp"] {
        Value::Null => None,
        Value::String(text) => Some(time(text).ok_or(OsmandError::Field("timestamp"))?),
        Value::Number(number) => Some(time(&number.to_string()).ok_or(OsmandError::Field("timestamp"))?),
        _ => return Err(OsmandError::Field("timestamp")),
    };
    // Unknown is said as -1.
    let known = |name: &str| coords[name].as_f64().filter(|value| *value >= 0.0);
    let position = if coords.is_null() {
        None
    } else {
        let lat = coords["latitude"].as_f64().ok_or(OsmandError::Field("latitude"))?;
        let lon = coords["longitude"].as_f64().ok_or(OsmandError::Field("longitude"))?;
        Some(Sent { unix_s, lat, lon, accuracy_m: known("accuracy"), speed_mps: known("speed") })
    };
    Ok(Osmand { id, position, key: None })
}

fn degrees(text: &str) -> Option<f64> {
    text.trim().parse().ok().filter(|number: &f64| number.is_finite())
}

/// Seconds or milliseconds of Unix time, or a date and time in UTC where it says no zone.
fn time(text: &str) -> Option<i64> {
    let text = text.trim();
    if let Ok(number) = text.parse::<i64>() {
        // As upstream: what is beyond these seconds is milliseconds.
        return Some(if number.unsigned_abs() > 99_999_999_999 { number.div_euclid(1000) } else { number });
    }
    if let Ok(number) = text.parse::<f64>() {
        return (number.abs() < 1e15)
            .then(|| if number.abs() > 1e11 { (number / 1000.0) as i64 } else { number as i64 });
    }
    if let Ok(stamp) = text.parse::<jiff::Timestamp>() {
        return Some(stamp.as_second());
    }
    let civil: jiff::civil::DateTime = text.parse().ok()?;
    Some(civil.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp().as_second())
}

/// Undoes the escapes of a query.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'+' => bytes.push(b' '),
            b'%' => {
                let pair = rest.as_slice_hex();
                match pair {
                    Some(value) => {
                        bytes.push(value);
                        rest.nth(1);
                    }
                    None => bytes.push(b'%'),
                }
            }
            byte => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The next two signs as a byte.
trait HexAhead {
    fn as_slice_hex(&self) -> Option<u8>;
}
impl HexAhead for std::str::Bytes<'_> {
    fn as_slice_hex(&self) -> Option<u8> {
        let mut ahead = self.clone();
        let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
        let (high, low) = (digit(ahead.next())?, digit(ahead.next())?);
        u8::try_from(high * 16 + low).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_of_every_form() {
        let sent = |query: &str| read_query(query).unwrap().position.unwrap();
        let plain = sent("/?id=1&timestamp=1377177267&lat=60.0&lon=30.0&speed=10&hacc=5");
        assert_eq!((plain.unix_s, plain.lat, plain.accuracy_m), (Some(1_377_177_267), 60.0, Some(5.0)));
        assert!((plain.speed_mps.unwrap() - 5.1444).abs() < 1e-3, "knots");
        assert_eq!(sent("id=1&timestamp=1442068686579&location=60.0,30.0").unix_s, Some(1_442_068_686));
        assert_eq!(sent("id=1&lat=1&lon=2&timestamp=2016-01-27T18%3A55%3A47Z").unix_s, Some(1_453_920_947));
        assert_eq!(sent("id=1&lat=1&lon=2&timestamp=2014-06-04+09%3A10%3A11").unix_s, Some(1_401_873_011));
        assert_eq!(read_query("id=1&cell=257,02,16,2224").unwrap().position, None);
        assert_eq!(read_query("lat=1&lon=2"), Err(OsmandError::NoId));
        assert_eq!(read_query("id=1&lat=1"), Err(OsmandError::Field("lon")));
        assert_eq!(read_query("id=1&lat=NaN&lon=2"), Err(OsmandError::Field("lat")));
        assert_eq!(read_query("id=%zz%4&lat=1&lon=2").unwrap().id, "%zz%4");
    }

    #[test]
    fn json_of_the_newer_app() {
        let text = br#"{"location":{"timestamp":"2025-06-15T13:45:12.862Z","coords":{"latitude":37.4,"longitude":-122.0,"accuracy":5,"speed":-1}},"device_id":"48241179"}"#;
        let read = read_json(text).unwrap();
        let sent = read.position.unwrap();
        assert_eq!((read.id.as_str(), sent.unix_s, sent.speed_mps), ("48241179", Some(1_749_995_112), None));
        assert_eq!(read_json(b"{}"), Err(OsmandError::NoId));
        assert!(matches!(read_json(b"["), Err(OsmandError::Json(_))));
    }
}
