//! Fluids solved aside, each finer than the one before: what is guided by them need not wait for the
//! finest, and each can be given up at once.
//!
//! Never here: what they are for.

use super::{Fluid, GRAINS, Guide, Unsolved};
use crate::bound;
use crate::construct::{Ground, Made};
use crate::problem::Seconds;
use evacuation::operation::Minimise;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;

/// A fluid with no more columns is there so soon that a coarser one before it would only be in the way.
const PROMPT: usize = 4500;

/// The fluids of one operation that are not known yet.
pub(crate) struct Fluids {
    /// By grain; the last comes next.
    waiting: Vec<(usize, Unsolved)>,
    solving: Option<Solving>,
}

struct Solving {
    grain: usize,
    columns: usize,
    over: Arc<AtomicBool>,
    thread: JoinHandle<Option<Fluid>>,
}

impl Fluids {
    /// None at all where waiting is not what counts, or where they are known.
    pub fn of(ground: &Ground, first: &Made) -> Self {
        let counts = |_: &Seconds| ground.problem.minimise == Minimise::Exposure;
        let mut fluids = Fluids { waiting: Vec::new(), solving: None };
        let end = bound::end(ground.problem, first).filter(counts);
        if let Some(end) = end.filter(|_| ground.fluid().is_none()) {
            for grain in (0..GRAINS).rev() {
                let unsolved = Unsolved::new(ground.problem, end, grain);
                // One that is about as fine as the next would say the same.
                let finer = fluids.waiting.last().map(|(_, finer)| finer.slots.count);
                if finer.is_none_or(|finer| unsolved.slots.count * 4 <= finer * 3) {
                    fluids.waiting.push((grain, unsolved));
                }
            }
            if fluids.waiting.first().is_some_and(|(_, finest)| finest.program.columns() <= PROMPT) {
                fluids.waiting.reverse();
            }
        }
        fluids.begin();
        fluids
    }

    /// Whether there is another to wait for.
    pub fn is_coming(&self) -> bool {
        self.solving.is_some()
    }

    /// Whether there is another, and it is solved so soon that it does not pay to go on without it.
    pub fn is_near(&self) -> bool {
        self.solving.as_ref().is_some_and(|solving| solving.columns <= PROMPT)
    }

    /// Takes up one that is solved and begins the next; whether it is the finest so far.
    pub fn look(&mut self, ground: &Ground) -> bool {
        let Some(solving) = self.solving.take_if(|solving| solving.thread.is_finished()) else {
            return false;
        };
        self.begin();
        let Some(fluid) = solving.thread.join().ok().flatten() else { return false };
        let guide = Guide::new(ground.problem, &fluid);
        let _ = ground.fluids[solving.grain].set((fluid, guide));
        (solving.grain + 1..GRAINS).all(|finer| ground.guide(finer).is_none())
    }

    fn begin(&mut self) {
        self.solving = self.waiting.pop().map(|(grain, unsolved)| {
            let over = Arc::new(AtomicBool::new(false));
            let asked = Arc::clone(&over);
            let columns = unsolved.program.columns();
            Solving { grain, columns, over, thread: std::thread::spawn(move || unsolved.solve(&asked)) }
        });
    }
}

impl Drop for Fluids {
    fn drop(&mut self) {
        if let Some(solving) = &self.solving {
            solving.over.store(true, Ordering::Relaxed);
        }
    }
}
