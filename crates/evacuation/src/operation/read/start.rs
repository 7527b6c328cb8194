//! `operation.start`: the moment from which a plan counts its seconds.
//!
//! Never here: a guess that is not told. Without an offset the time is read in the operation's time
//! zone, with a warning that says which offset that gave; where clocks were set forward or back at
//! that hour it is refused.

use super::document::Value;
use super::field::Spot;
use super::finding::{Code, Shown};
use jiff::civil::DateTime;
use jiff::fmt::temporal::Pieces;
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};
use jiff::{Timestamp, Zoned};
use std::fmt;

const EXAMPLE: &str = "2016-12-15T14:00:00+02:00";

/// Seconds of Unix time.
pub(super) fn read(spot: &Spot<'_, '_>, zone: Option<&TimeZone>) -> Option<i64> {
    let (Value::Text(text) | Value::Time(text)) = &spot.node.value else {
        let found = spot.node.value.type_name();
        let what = format_args!("expected a date and time, found {found}");
        spot.say(Code::WrongType, what, format_args!("write it like {EXAMPLE}"));
        return None;
    };
    let text = text.trim();
    let timestamp = match text.parse::<Timestamp>() {
        Ok(timestamp) => timestamp,
        Err(_) => local(spot, text, zone)?,
    };
    if timestamp.subsec_nanosecond() != 0 {
        let what = format_args!("{} has a fraction of a second", Shown(text));
        spot.say(Code::BadStart, what, format_args!("write whole seconds, like {EXAMPLE}"));
        return None;
    }
    let seconds = timestamp.as_second();
    if !(FIRST_UNIX_S..LAST_UNIX_S).contains(&seconds) {
        let what = format_args!("{} is not between the years 1900 and 2200", Shown(text));
        spot.say(Code::BadStart, what, format_args!("correct the year"));
        return None;
    }
    check_offset(spot, text, timestamp, zone);
    Some(seconds)
}

/// 1900-01-01 and 2200-01-01 in UTC.
const FIRST_UNIX_S: i64 = -2_208_988_800;
const LAST_UNIX_S: i64 = 7_258_118_400;

/// A written offset other than UTC's should be the one of the time zone at that moment.
fn check_offset(spot: &Spot<'_, '_>, text: &str, timestamp: Timestamp, zone: Option<&TimeZone>) {
    let Some(zone) = zone else { return };
    let Ok(written) = Pieces::parse(text) else { return };
    let Some(written) = written.to_numeric_offset() else { return };
    let there = zone.to_offset(timestamp);
    if written.seconds() != 0 && written != there {
        let (written, there) = (Written(written), Written(there));
        let what = format_args!(
            "the start is given with the offset {written}, but clocks there showed {there} at that moment"
        );
        let action = format_args!("if the local time is right, write {there}");
        spot.say(Code::StartOffsetOdd, what, action);
    }
}

/// An offset as it is written in a file: `+02:00`.
struct Written(Offset);

impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let minutes = self.0.seconds() / 60;
        let sign = if minutes < 0 { '-' } else { '+' };
        write!(f, "{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
    }
}

fn local(spot: &Spot<'_, '_>, text: &str, zone: Option<&TimeZone>) -> Option<Timestamp> {
    let refuse = |why: &str| {
        let what = format_args!("{} {why}", Shown(text));
        spot.say(Code::BadStart, what, format_args!("write date, time and offset, like {EXAMPLE}"));
    };
    // A date alone also parses as midnight, and a time alone not at all: neither says when to start.
    let Some(civil) = text.parse::<DateTime>().ok().filter(|_| text.contains(':')) else {
        refuse("is no date with a time");
        return None;
    };
    // Without a time zone that finding is enough.
    let zone = zone?;
    let ambiguous = zone.to_ambiguous_timestamp(civil);
    if !matches!(ambiguous.offset(), AmbiguousOffset::Unambiguous { .. }) {
        refuse("has no offset, and clocks were changed there in that hour");
        return None;
    }
    let timestamp = match ambiguous.compatible() {
        Ok(timestamp) => timestamp,
        Err(_) => {
            refuse("is beyond all calendars");
            return None;
        }
    };
    let zoned = Zoned::new(timestamp, zone.clone());
    let what = format_args!(
        "{} has no offset from UTC; it is read as local time, {}",
        Shown(text),
        Written(zoned.offset())
    );
    spot.say(Code::StartWithoutOffset, what, format_args!("write the offset too, like {EXAMPLE}"));
    Some(timestamp)
}
