//! Hybrid logical clocks (Kulkarni, Demirbas and others, 2014: "Logical Physical Clocks"): close to
//! physical time, and always later than everything that the device has seen.
//!
//! For display and tie-breaks only: nothing is ever refused for its clock. Physical time is passed in.

/// A moment of a hybrid clock; ordered by time, then counter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hlc {
    /// Milliseconds of Unix time.
    pub unix_ms: u64,
    /// Counts events within one millisecond, or while physical time lags behind.
    pub counter: u32,
}

/// A device follows others' clocks only this far ahead of its own: a device whose clock is years
/// wrong must not drag all others along.
pub const DRIFT_MS_MAX: u64 = 24 * 3600 * 1000;

/// A device's hybrid clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clock {
    last: Hlc,
}

impl Clock {
    /// Goes on after `last`.
    pub fn after(last: Hlc) -> Clock {
        Clock { last }
    }

    /// The next moment of this device; later than every one before, and than all that were observed.
    pub fn tick(&mut self, now_unix_ms: u64) -> Hlc {
        self.last = if now_unix_ms > self.last.unix_ms {
            Hlc { unix_ms: now_unix_ms, counter: 0 }
        } else {
            match self.last.counter.checked_add(1) {
                Some(counter) => Hlc { counter, ..self.last },
                None => Hlc { unix_ms: self.last.unix_ms.saturating_add(1), counter: 0 },
            }
        };
        self.last
    }

    /// Takes note of another device's moment, unless it is absurdly far ahead of `now_unix_ms`.
    pub fn observe(&mut self, other: Hlc, now_unix_ms: u64) {
        if other.unix_ms <= now_unix_ms.saturating_add(DRIFT_MS_MAX) {
            self.last = self.last.max(other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_clock_that_is_years_ahead_is_not_followed() {
        let mut clock = Clock::default();
        clock.observe(Hlc { unix_ms: 1_000 + DRIFT_MS_MAX + 1, counter: 0 }, 1_000);
        assert_eq!(clock.tick(1_000), Hlc { unix_ms: 1_000, counter: 0 });
    }

    proptest! {
        #[test]
        fn moments_only_grow_whatever_the_physical_clock_does(
            events in prop::collection::vec((0u64..5, prop::option::of((0u64..5, any::<u32>()))), 1..60)
        ) {
            let mut clock = Clock::default();
            let mut last = Hlc::default();
            for (now, seen) in events {
                if let Some((unix_ms, counter)) = seen {
                    let other = Hlc { unix_ms, counter };
                    clock.observe(other, now);
                    last = last.max(other);
                }
                let moment = clock.tick(now);
                prop_assert!(moment > last);
                last = moment;
            }
        }
    }
}
