//! The operation's clock: the wall clock for the real thing, a clock with speed and pause for drills.
//!
//! A drill's clock only says where time *should* be; the pump says how far it *is* ([`Clock::reached`]),
//! so that nobody ever sees a moment whose statements are not yet counted.

use crate::wall_clock::unix_s;
use evacuation::quantity::Moment;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

/// The fastest drill: an hour in a second.
pub const SPEED_MAX: u32 = 3600;

/// How a clock stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Face {
    /// Whether it is a drill's.
    pub drill: bool,
    /// Seconds of the operation in one real second; 1 for the real thing.
    pub speed: u32,
    /// Whether it stands still.
    pub paused: bool,
    /// A drill in which everything has been said: the clock stands still for good.
    pub finished: bool,
}

/// The operation's clock.
#[derive(Debug)]
pub struct Clock {
    start_unix_s: i64,
    drill: Option<Mutex<Hands>>,
    held: Mutex<()>,
}

#[derive(Debug)]
struct Hands {
    /// Where it stood, in milliseconds after the operation's start …
    at_ms: i64,
    /// … when it was last set.
    set: Instant,
    speed: u32,
    paused: bool,
    end_ms: i64,
    reached_ms: i64,
}

impl Hands {
    fn should_be_ms(&self) -> i64 {
        if self.paused {
            return self.at_ms;
        }
        let real = i64::try_from(self.set.elapsed().as_millis()).unwrap_or(i64::MAX);
        self.at_ms.saturating_add(real.saturating_mul(self.speed.into())).min(self.end_ms.max(self.at_ms))
    }
    fn finished(&self) -> bool {
        self.reached_ms >= self.end_ms
    }
}

impl Clock {
    /// The wall clock.
    pub fn live(start_unix_s: i64) -> Clock {
        Clock { start_unix_s, drill: None, held: Mutex::new(()) }
    }

    /// A drill's clock that goes on from `at_ms` and stops at `end_ms`, both in milliseconds after
    /// the operation's start.
    pub fn drill(start_unix_s: i64, at_ms: i64, end_ms: i64, speed: u32, paused: bool) -> Clock {
        let hands = Hands {
            at_ms,
            set: Instant::now(),
            speed: speed.clamp(1, SPEED_MAX),
            paused,
            end_ms,
            reached_ms: at_ms,
        };
        Clock { start_unix_s, drill: Some(Mutex::new(hands)), held: Mutex::new(()) }
    }

    fn hands(drill: &Mutex<Hands>) -> MutexGuard<'_, Hands> {
        drill.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The present moment of the operation.
    pub fn now(&self) -> Moment {
        match &self.drill {
            Some(drill) => Moment(Clock::hands(drill).reached_ms.div_euclid(1000)),
            None => Moment(unix_s().saturating_sub(self.start_unix_s)),
        }
    }

    /// How it stands.
    pub fn face(&self) -> Face {
        match &self.drill {
            Some(drill) => {
                let hands = Clock::hands(drill);
                let finished = hands.finished();
                Face { drill: true, speed: hands.speed, paused: hands.paused || finished, finished }
            }
            None => Face { drill: false, speed: 1, paused: false, finished: false },
        }
    }

    /// Changes speed or pause; `false` for the real thing, whose clock nobody sets.
    pub fn set(&self, speed: Option<u32>, paused: Option<bool>) -> bool {
        let Some(drill) = &self.drill else { return false };
        let mut hands = Clock::hands(drill);
        hands.at_ms = hands.should_be_ms();
        hands.set = Instant::now();
        hands.speed = speed.map_or(hands.speed, |speed| speed.clamp(1, SPEED_MAX));
        hands.paused = paused.unwrap_or(hands.paused);
        true
    }

    /// While somebody holds this, a drill says nothing and its time does not go on.
    pub fn hold(&self) -> MutexGuard<'_, ()> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Where a drill should be now, in milliseconds after the operation's start.
    pub fn should_be_ms(&self) -> i64 {
        self.drill.as_ref().map_or(0, |drill| Clock::hands(drill).should_be_ms())
    }

    /// There is something to say until then.
    pub fn ends(&self, end_ms: i64) {
        if let Some(drill) = &self.drill {
            Clock::hands(drill).end_ms = end_ms;
        }
    }

    /// Up to where everything has been said, in milliseconds after the operation's start.
    pub fn reached_ms(&self) -> i64 {
        self.drill.as_ref().map_or(0, |drill| Clock::hands(drill).reached_ms)
    }

    /// Everything up to this moment has been said and counted.
    pub fn reached(&self, at_ms: i64) {
        if let Some(drill) = &self.drill {
            let mut hands = Clock::hands(drill);
            hands.reached_ms = hands.reached_ms.max(at_ms);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paused_drill_stands_still_and_never_passes_its_end() {
        let clock = Clock::drill(0, 5_000, 9_000, 3600, true);
        assert_eq!(clock.should_be_ms(), 5_000);
        assert!(clock.set(None, Some(false)));
        std::thread::sleep(std::time::Duration::from_millis(5));
        assert_eq!(clock.should_be_ms(), 9_000);
        assert_eq!(clock.now(), Moment(5), "nobody sees a moment that was not reached");
        assert!(!clock.face().finished);
        clock.reached(9_000);
        assert_eq!((clock.now(), clock.face().finished, clock.face().paused), (Moment(9), true, true));
    }

    #[test]
    fn nobody_sets_the_real_clock() {
        let clock = Clock::live(0);
        assert!(!clock.set(Some(60), Some(true)));
        assert_eq!(clock.face(), Face { drill: false, speed: 1, paused: false, finished: false });
        assert!(clock.now().seconds() > 1_700_000_000);
    }
}
