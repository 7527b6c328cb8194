//! Moments of an operation as people read them on a clock.

use evacuation::operation::Operation;
use evacuation::quantity::Moment;
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// Turns moments into the local time of an operation.
pub(crate) struct LocalClock {
    start_unix_s: i64,
    zone: TimeZone,
}

impl LocalClock {
    /// In the operation's time zone; UTC if the zone is not known.
    pub(crate) fn of(operation: &Operation) -> LocalClock {
        let zone = TimeZone::get(&operation.timezone).unwrap_or(TimeZone::UTC);
        LocalClock { start_unix_s: operation.start_unix_s, zone }
    }

    /// `16 Dec 08:05`.
    pub(crate) fn day_time(&self, moment: Moment) -> String {
        self.format(moment, "%-d %b %H:%M")
    }

    /// `08:05`.
    pub(crate) fn time(&self, moment: Moment) -> String {
        self.format(moment, "%H:%M")
    }

    /// Seconds since local midnight.
    pub(crate) fn second_of_day(&self, moment: Moment) -> i64 {
        self.zoned(moment).map_or(0, |zoned| {
            i64::from(zoned.hour()) * 3600 + i64::from(zoned.minute()) * 60 + i64::from(zoned.second())
        })
    }

    fn format(&self, moment: Moment, pattern: &str) -> String {
        self.zoned(moment)
            .map_or_else(|| format!("{} s", moment.seconds()), |z| z.strftime(pattern).to_string())
    }

    fn zoned(&self, moment: Moment) -> Option<jiff::Zoned> {
        let second = self.start_unix_s.checked_add(moment.seconds())?;
        Some(Timestamp::from_second(second).ok()?.to_zoned(self.zone.clone()))
    }
}
