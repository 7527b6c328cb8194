//! The few decisions of a construction that differ from its own first choice.
//!
//! A construction asks the tape at every decision. Decisions are named by what decides and by the
//! minute, so that a change early on leaves the meaning of later entries intact wherever the
//! operation falls back into step (at the next opening of a control point, say).
//!
//! Never here: what the choices are.

use crate::problem::Seconds;
use std::collections::BTreeMap;

/// What decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    /// A control point: let them in now, how many, or wait for more.
    Passage,
    /// A vehicle at a staging place: where to bring people.
    Goal,
    /// An empty vehicle: which staging place to go to.
    Stage,
}

/// A decision's name: what decides, which one, and in which minute.
pub(crate) type Key = (Kind, u32, Seconds);

/// The key of a decision.
pub(crate) fn key(kind: Kind, which: usize, at: Seconds) -> Key {
    (kind, which as u32, at.div_euclid(60))
}

/// Decision → rank of the choice to take; 0, the construction's own first choice, is not stored.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tape {
    entries: BTreeMap<Key, u8>,
    /// Convoys leave at least so far apart, even where a control point would let them closer.
    pub pace: Seconds,
    /// The same for single windows, by the moment at which they open.
    window_paces: BTreeMap<Seconds, Seconds>,
}

impl Tape {
    /// No decision differs; convoys leave at this pace.
    pub fn at_pace(pace: Seconds) -> Tape {
        Tape { pace, ..Tape::default() }
    }

    pub fn rank(&self, key: Key) -> usize {
        if self.entries.is_empty() { 0 } else { self.entries.get(&key).copied().unwrap_or(0).into() }
    }

    /// How far apart convoys leave in the window that opens at this moment.
    pub fn pace_in(&self, opens: Seconds) -> Seconds {
        self.window_paces.get(&opens).copied().unwrap_or(self.pace)
    }

    pub fn set_pace_in(&mut self, opens: Seconds, pace: Seconds) {
        self.window_paces.insert(opens, pace);
    }

    pub fn set(&mut self, key: Key, rank: u8) {
        if rank == 0 {
            self.entries.remove(&key);
        } else {
            self.entries.insert(key, rank);
        }
    }

    /// The decisions that differ, in order.
    pub fn keys(&self) -> impl Iterator<Item = Key> {
        self.entries.keys().copied()
    }

    pub fn len(&self) -> usize {
        self.entries.len()
    }
}
