//! Following the plan in force as far as it can still be followed: each vehicle has its next trips, each
//! control point the moments of its next passages.
//!
//! What cannot be followed any more (the vehicle is lost, the people are gone, the road is cut) is passed
//! over, and its people are free for whatever vehicle comes. People of trips still to come are held for them.
//! Vehicles without a trip in it do nothing unless the tape or the manner in force says so: they would take
//! escorts, bays and places in passages that trips in it need.
//!
//! Never here: whether following is wise; the improvement takes decisions back where it is not.

use super::Run;
use super::pool::{Asking, Fill, Held, Load};
use super::tape::Key;
use crate::problem::{Problem, Seconds};

/// A trip of the plan in force that has not arrived.
#[derive(Clone, Debug)]
pub(crate) struct Planned {
    pub stage: u32,
    pub goal: u32,
    pub load: Load,
    /// How many are on board.
    pub persons: u32,
    pub load_start: Seconds,
    pub depart: Seconds,
    /// Control point and entry.
    pub enters: Vec<(usize, Seconds)>,
}

/// The plan in force, from the moment on at which a plan is made anew.
#[derive(Clone, Debug, Default)]
pub(crate) struct Script {
    pub trips: Vec<Planned>,
    /// By vehicle: its trips still to begin, first and one past the last.
    pub of_vehicle: Vec<(u32, u32)>,
    /// By trip that had begun: where it stands in `trips`.
    pub of_begun: Vec<Option<u32>>,
    /// By control point: when passages begin, in order.
    pub enters: Vec<Vec<Seconds>>,
}

/// How far a construction has followed.
#[derive(Clone, Debug)]
pub(super) struct Followed<'a> {
    script: &'a Script,
    next: Vec<(u32, u32)>,
    of_trip: Vec<Option<u32>>,
    /// By party class: how many are held for trips to come.
    held: Vec<u32>,
    /// By destination: room for how many.
    held_room: Vec<u32>,
}

impl<'a> Followed<'a> {
    pub(super) fn new(script: &'a Script, problem: &Problem) -> Self {
        let mut held = vec![0u32; problem.parties.len()];
        let mut held_room = vec![0u32; problem.goals.len()];
        for (first, end) in &script.of_vehicle {
            for planned in &script.trips[*first as usize..*end as usize] {
                let room = &mut held_room[planned.goal as usize];
                *room = room.saturating_add(planned.persons);
                for (party, count) in &planned.load {
                    held[*party as usize] = held[*party as usize].saturating_add(*count);
                }
            }
        }
        let (next, of_trip) = (script.of_vehicle.clone(), script.of_begun.clone());
        Followed { script, next, of_trip, held, held_room }
    }

    fn next(&self, vehicle: u32) -> Option<&'a Planned> {
        let (first, end) = self.next.get(vehicle as usize).copied()?;
        (first < end).then(|| &self.script.trips[first as usize])
    }

    /// The vehicle's next trip is made, or will not be: its people are held no longer.
    fn advance(&mut self, vehicle: u32) {
        let Some(planned) = self.next(vehicle) else { return };
        for (party, count) in &planned.load {
            let held = &mut self.held[*party as usize];
            *held = held.saturating_sub(*count);
        }
        let room = &mut self.held_room[planned.goal as usize];
        *room = room.saturating_sub(planned.persons);
        self.next[vehicle as usize].0 += 1;
    }
}

impl Run<'_> {
    /// Who and what is held for trips to come.
    pub(super) fn held(&self) -> Option<Held<'_>> {
        let followed = self.followed.as_ref()?;
        Some(Held { parties: &followed.held, room: &followed.held_room })
    }

    /// The staging place at which the vehicle is to load next; trips to which it cannot get are passed over.
    pub(super) fn planned_stage(
        &mut self,
        vehicle: u32,
        there: impl Fn(&Self, usize) -> Option<Seconds>,
    ) -> Option<(usize, Seconds)> {
        loop {
            let stage = self.followed.as_ref()?.next(vehicle)?.stage as usize;
            match there(self, stage).filter(|there| *there <= self.problem.horizon) {
                Some(there) => return Some((stage, there)),
                None => self.followed.as_mut()?.advance(vehicle),
            }
        }
    }

    /// Whether the tape leaves this decision to the plan; it is noted as one with so many choices.
    pub(super) fn goes_by_plan(&mut self, name: Key, choices: usize) -> bool {
        let by_plan = self.tape.rank(name) == 0;
        if by_plan && choices > 1 {
            self.decided(name, choices);
        }
        by_plan
    }

    /// Whether the vehicle has nothing more to do in the plan in force, and is to do nothing else.
    pub(super) fn is_done(&self, vehicle: u32) -> bool {
        let followed = self.followed.as_ref().filter(|_| !self.manner.beyond_plan);
        followed.is_some_and(|followed| followed.next(vehicle).is_none())
    }

    /// The trip that the vehicle is to make next from here, and when it is to load.
    pub(super) fn planned_here(&self, vehicle: u32, stage: usize) -> Option<&Planned> {
        self.followed.as_ref()?.next(vehicle).filter(|planned| planned.stage as usize == stage)
    }

    /// Passes to the vehicle's next trip and gives what the one before is to bring: destination and load,
    /// topped up with people who are held for nobody. `None` where it cannot be made any more.
    pub(super) fn planned_fill(
        &mut self,
        vehicle: u32,
        class: usize,
        now: Seconds,
    ) -> Option<(usize, u32, Fill)> {
        let followed = self.followed.as_mut()?;
        let number = followed.next.get(vehicle as usize)?.0;
        let planned = followed.next(vehicle)?;
        followed.advance(vehicle);
        let (stage, goal) = (planned.stage as usize, planned.goal as usize);
        let way = self.problem.ways[stage][goal].as_ref()?;
        if !self.goal_bays[goal].usable() {
            return None;
        }
        let asking = Asking { class, stage, goal, at: now };
        let held = self.held().filter(|_| self.manner.beyond_plan);
        let fill = self.pool.fill_planned(self.problem, &self.ground.order, asking, &planned.load, held);
        let ready = now + self.problem.stages[stage].turnround.duration(fill.persons).seconds();
        let in_time = now <= planned.load_start
            || self.estimate(way, ready).is_some_and(|at| at <= self.problem.horizon);
        (in_time && !fill.load.is_empty()).then_some((goal, number, fill))
    }

    /// Notes which trip of the plan in force the newest trip is.
    pub(super) fn follow(&mut self, planned: Option<u32>) {
        let trips = self.trips.len();
        if let Some(followed) = &mut self.followed {
            followed.of_trip.resize(trips.saturating_sub(1), None);
            followed.of_trip.push(planned);
        }
    }

    fn planned_of(&self, trip: u32) -> Option<&Planned> {
        let followed = self.followed.as_ref()?;
        let number = followed.of_trip.get(trip as usize).copied().flatten()?;
        followed.script.trips.get(number as usize)
    }

    /// When the trip is to depart, if that is later than `ready`.
    pub(super) fn planned_departure(&self, trip: u32, ready: Seconds) -> Seconds {
        self.planned_of(trip).map_or(ready, |planned| planned.depart.max(ready))
    }

    /// When a vehicle that could be at the control point at `ready` is to be there: for its own passage;
    /// or, when it is late or has none, for the next one, unless it gets through without holding that up.
    pub(super) fn planned_ready(&self, gate: usize, trip: u32, ready: Seconds) -> Seconds {
        let Some(followed) = &self.followed else { return ready };
        let enters = self.planned_of(trip).map(|planned| &planned.enters);
        let own = enters.and_then(|enters| enters.iter().find(|(known, _)| *known == gate));
        if let Some((_, enter)) = own.filter(|(_, enter)| *enter >= ready) {
            return *enter;
        }
        let list = &followed.script.enters[gate];
        let alone = ready.max(self.lines[gate].free) + self.problem.gates[gate].spacing(1);
        let next = list.get(list.partition_point(|enter| *enter < ready));
        next.copied().filter(|enter| *enter < alone).unwrap_or(ready)
    }

    /// Whether a passage is to begin at this very moment.
    pub(super) fn in_step(&self, gate: usize, now: Seconds) -> bool {
        let followed = self.followed.as_ref();
        followed.is_some_and(|followed| followed.script.enters[gate].binary_search(&now).is_ok())
    }
}
