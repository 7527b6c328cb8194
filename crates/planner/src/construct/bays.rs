//! Bays of one place, taken in order of arrival.
//!
//! Never here: who arrives when.

use crate::problem::Seconds;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Bays: when each one in use comes free.
#[derive(Clone, Debug)]
pub(super) struct Bays {
    most: Option<u32>,
    busy: BinaryHeap<Reverse<Seconds>>,
}

impl Bays {
    /// All free; `None`: as many as are wanted.
    pub fn new(most: Option<u32>) -> Self {
        Bays { most, busy: BinaryHeap::new() }
    }

    /// Takes a bay from `from` or later for `lasting`; the start.
    pub fn take(&mut self, from: Seconds, lasting: Seconds) -> Seconds {
        let Some(most) = self.most.filter(|_| lasting > 0) else { return from };
        let mut start = from;
        // More than one has to leave first only where bays were taken away while in use.
        while self.busy.len() >= most as usize {
            let Some(Reverse(free)) = self.busy.pop() else { break };
            start = start.max(free);
        }
        self.busy.push(Reverse(start + lasting));
        start
    }

    /// A bay is in use until then.
    pub fn hold(&mut self, until: Seconds) {
        if self.most.is_some() {
            self.busy.push(Reverse(until));
        }
    }

    pub fn usable(&self) -> bool {
        self.most != Some(0)
    }

    /// How long one who comes at `at` would wait for a bay, when so much work comes before.
    pub fn wait(&self, ahead: Seconds, now: Seconds, at: Seconds) -> Seconds {
        let Some(most) = self.most.filter(|most| *most > 0) else { return 0 };
        let busy: Seconds = self.busy.iter().map(|Reverse(free)| (free - now).max(0)).sum();
        ((ahead + busy) / Seconds::from(most) - (at - now)).max(0)
    }
}
