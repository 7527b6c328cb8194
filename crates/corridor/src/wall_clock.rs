//! The clock of this machine, for what is dated by it: seals, cosignatures, the live operation.
//!
//! Never here: the operation's own time (`live::Clock`), which may be a drill's.

use std::time::{SystemTime, UNIX_EPOCH};

/// Milliseconds of Unix time; 0 on a clock that stands before 1970.
pub fn unix_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// Seconds of Unix time.
pub fn unix_s() -> i64 {
    unix_ms().div_euclid(1000)
}
