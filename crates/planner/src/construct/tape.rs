//! The few decisions of a construction that differ from its own first choice.
//!
//! A construction asks the tape at every decision. Decisions are named by who decides and for the how
//! manieth time, so that later entries keep their meaning when everything shifts in time; or by what
//! sort of thing decides in which minute, so that they keep it where the operation falls back into
//! step (at the next opening of a control point, say). Which is better depends on the operation. With
//! habits (see `habit`) vehicles go where they went before, and only control points decide anew.
//!
//! Never here: what the choices are.

use super::Made;
use super::habit::Habits;
use super::prospect::Prospect;
use crate::problem::{Problem, Seconds};
use std::collections::BTreeMap;
use std::sync::Arc;

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

/// A decision's name: what decides, which one, and for the how manieth time.
pub(crate) type Key = (Kind, u32, u32);

/// How a construction goes about it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Manner {
    /// Decisions are named by the minute, not by turns.
    pub by_minute: bool,
    /// Where to go is decided with the queues at bays and control points in mind.
    pub heeds_queues: bool,
    /// Where escorts are short, those go first who bring out most per escort.
    pub per_escort: bool,
    /// Where to go is decided by the whole round trip, not by the way there.
    pub round_trips: bool,
    /// Who goes first is decided by who is on board, not by what the vehicle does later.
    pub own_load: bool,
    /// Where to go is decided by the fluid of this grain, where that is known.
    pub guide: Option<usize>,
    /// Nobody sets off long before the fluid would.
    pub on_time: bool,
    /// So many hundredths of the escorts whom vehicles at home need that bring out more are kept for them (see
    /// `reserve`).
    pub reserve: u32,
    /// Vehicles that make no more trips in the plan in force make trips nevertheless, where they find people.
    pub beyond_plan: bool,
    /// Passages wait half a headway for company and let in as many as they may.
    pub full_convoys: bool,
}

impl Manner {
    /// Whether it is another manner than all others in this operation.
    pub fn suits(&self, problem: &Problem) -> bool {
        self.reserve == 0 || problem.operation.escorts.is_some()
    }

    /// Manners that follow the fluid of this grain, the likeliest first.
    pub fn guided(grain: usize) -> [Manner; 10] {
        let plain = Manner { guide: Some(grain), ..Manner::default() };
        let own = Manner { own_load: true, ..plain };
        let full = Manner { full_convoys: true, ..own };
        let on_time = Manner { on_time: true, ..full };
        [
            on_time,
            full,
            own,
            Manner { own_load: false, ..on_time },
            Manner { full_convoys: false, ..on_time },
            Manner { per_escort: true, ..on_time },
            Manner { per_escort: true, heeds_queues: true, ..own },
            plain,
            Manner { per_escort: true, reserve: 50, ..on_time },
            Manner { per_escort: true, reserve: 75, ..full },
        ]
    }

    /// Manners to go by a prospect with, and by this fluid, too.
    pub fn prospective(grain: Option<usize>) -> [Manner; 3] {
        let guided = Manner { guide: grain, ..Manner::default() };
        [guided, Manner { on_time: true, ..guided }, Manner { heeds_queues: true, ..Manner::default() }]
    }

    /// Manners that were best for some operation, the likeliest first.
    pub fn all() -> [Manner; 11] {
        let plain = Manner::default();
        let own = Manner { own_load: true, ..plain };
        let heeding = Manner { heeds_queues: true, ..own };
        let full = Manner { full_convoys: true, ..plain };
        [
            plain,
            Manner { full_convoys: true, ..own },
            heeding,
            Manner { per_escort: true, round_trips: true, ..heeding },
            own,
            full,
            Manner { round_trips: true, ..heeding },
            Manner { per_escort: true, round_trips: true, ..plain },
            Manner { per_escort: true, reserve: 50, ..plain },
            Manner { per_escort: true, reserve: 75, ..plain },
            Manner { per_escort: true, reserve: 100, ..plain },
        ]
    }
}

/// How convoys leave, as far as control points let them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Convoys {
    /// At least so far apart, even where a control point would let them closer.
    pub pace: Seconds,
    /// At most so many vehicles each; 0: as many as may.
    pub size: usize,
}

impl Convoys {
    /// The most vehicles of one.
    pub fn most(self) -> usize {
        if self.size == 0 { usize::MAX } else { self.size }
    }
}

/// When the passages of a timetable begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Timing {
    /// At their time.
    Kept,
    /// As soon as all of it are there.
    Early,
}

/// Decision → rank of the choice to take; 0, the construction's own first choice, is not stored.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tape {
    entries: BTreeMap<Key, u8>,
    /// How convoys leave, except in some windows.
    convoys: Convoys,
    /// How decisions are named, and by which rules of thumb they are made.
    pub manner: Manner,
    /// What the bound says of the future, where control points decide by it.
    pub prospect: Option<Arc<Prospect>>,
    /// Where vehicles go unless an entry says otherwise.
    pub habits: Option<Habits>,
    /// Control points go by the passages of the habits, too.
    pub timing: Option<Timing>,
    /// Another manner from each of these moments on.
    turns: BTreeMap<Seconds, Manner>,
    /// How they leave in single windows, by the moment at which those open.
    window_convoys: BTreeMap<Seconds, Convoys>,
}

impl Tape {
    /// No decision differs; convoys leave like this.
    pub fn of(convoys: Convoys, manner: Manner) -> Tape {
        Tape { convoys, manner, ..Tape::default() }
    }

    /// The manner in force, and when the next one is.
    pub fn manner_at(&self, at: Seconds) -> (Manner, Seconds) {
        let manner = self.turns.range(..=at).next_back().map_or(self.manner, |(_, manner)| *manner);
        (manner, self.turns.range(at + 1..).next().map_or(Seconds::MAX, |(next, _)| *next))
    }

    /// From one moment to the other things are done in this manner.
    pub fn turn(&mut self, (from, until): (Seconds, Seconds), manner: Manner) {
        let after = self.manner_at(until).0;
        self.turns.insert(from, manner);
        self.turns.insert(until, after);
    }

    /// Nothing is done differently at other times.
    pub fn is_the_same_throughout(&self) -> bool {
        self.turns.is_empty() && self.window_convoys.is_empty()
    }

    pub fn rank(&self, key: Key) -> usize {
        if self.entries.is_empty() { 0 } else { self.entries.get(&key).copied().unwrap_or(0).into() }
    }

    /// How convoys leave in all windows of which nothing else is said.
    pub fn convoys(&self) -> Convoys {
        self.convoys
    }

    /// How convoys leave in the window that opens at this moment.
    pub fn convoys_in(&self, opens: Seconds) -> Convoys {
        self.window_convoys.get(&opens).copied().unwrap_or(self.convoys)
    }

    /// In this window, or in all others for `None`, they leave like that.
    pub fn set_convoys(&mut self, opens: Option<Seconds>, convoys: Convoys) {
        match opens {
            Some(opens) => _ = self.window_convoys.insert(opens, convoys),
            None => self.convoys = convoys,
        }
    }

    pub fn set(&mut self, key: Key, rank: u8) {
        if rank == 0 {
            self.entries.remove(&key);
        } else {
            self.entries.insert(key, rank);
        }
    }

    /// From now on vehicles go where they went in this plan.
    pub fn get_used_to(&mut self, made: &Made) {
        self.entries.retain(|(kind, ..), _| *kind == Kind::Passage);
        let vehicles = made.trips.iter().map(|trip| trip.vehicle as usize + 1).max().unwrap_or(0);
        self.habits = Some(Habits::of(made, vehicles));
    }

    /// This plan as a timetable: vehicles go where they went, and through control points with whom they went.
    pub fn timetable(made: &Made, vehicles: usize, timing: Timing) -> Tape {
        Tape { habits: Some(Habits::of(made, vehicles)), timing: Some(timing), ..Tape::default() }
    }

    /// The decisions that differ, in order.
    pub fn keys(&self) -> impl Iterator<Item = Key> {
        self.entries.keys().copied()
    }

    pub fn len(&self) -> usize {
        self.entries.len()
    }
}
