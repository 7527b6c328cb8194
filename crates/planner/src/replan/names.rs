//! The names in a plan as the planner's numbers.
//!
//! Never here: findings; the state's reader has them. What is not known gives `None`.

use crate::construct::Ground;
use crate::construct::pool::Load;
use crate::problem::{Problem, Seconds};
use evacuation::plan::Trip;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Times beyond this, or out of order, make a trip unreadable.
const FARTHEST: Seconds = 1 << 40;

pub(super) struct Names<'a> {
    stages: HashMap<&'a str, u32>,
    goals: HashMap<&'a str, u32>,
    gates: HashMap<&'a str, usize>,
    people: HashMap<&'a str, usize>,
    parties: HashMap<(usize, usize), u32>,
    fleets: HashMap<&'a str, (u32, u32)>,
    offset: Vec<u32>,
}

/// A trip of the plan in force whose names are all known.
#[derive(Clone, Debug)]
pub(super) struct Known<'a> {
    pub trip: &'a Trip,
    pub class: u32,
    pub vehicle: u32,
    pub stage: u32,
    pub goal: u32,
    pub load: Load,
    /// The control points of `trip.passages`.
    pub gates: Vec<usize>,
    /// The staging place of `trip.back`.
    pub back: Option<u32>,
}

impl<'a> Names<'a> {
    pub fn new(problem: &Problem<'a>) -> Self {
        let operation = problem.operation;
        let id = |place: evacuation::place::PlaceIx| operation.place(place).id.as_str();
        let parties = problem.parties.iter().enumerate();
        Names {
            stages: (0..).zip(&problem.stages).map(|(ix, stop)| (id(stop.place), ix)).collect(),
            goals: (0..).zip(&problem.goals).map(|(ix, stop)| (id(stop.place), ix)).collect(),
            gates: problem.gates.iter().enumerate().map(|(ix, gate)| (id(gate.place), ix)).collect(),
            people: operation.people.iter().enumerate().map(|(ix, it)| (it.id.as_str(), ix)).collect(),
            parties: parties.map(|(ix, party)| ((party.people, party.class), ix as u32)).collect(),
            fleets: (0..).zip(&operation.fleets).map(|(ix, it)| (it.id.as_str(), (ix, it.count))).collect(),
            offset: Ground::offsets(problem),
        }
    }

    /// All vehicles.
    pub fn vehicles(&self) -> usize {
        self.offset.last().copied().unwrap_or(0) as usize
    }

    /// Fleet and number of a vehicle.
    pub fn vehicle(&self, id: &str) -> Option<(u32, u32)> {
        let (fleet, number) = id.rsplit_once('-')?;
        let (class, count) = *self.fleets.get(fleet)?;
        let plain = !number.starts_with('0') && number.bytes().all(|byte| byte.is_ascii_digit());
        let number: u32 = number.parse().ok().filter(|number| plain && (1..=count).contains(number))?;
        Some((class, self.offset[class as usize] + number - 1))
    }

    pub fn gate(&self, id: &str) -> Option<usize> {
        self.gates.get(id).copied()
    }

    pub fn party(&self, people: &str, class: usize) -> Option<u32> {
        self.parties.get(&(*self.people.get(people)?, class)).copied()
    }

    /// The trip, if everything in it is known and its times make sense.
    pub fn trip<'b>(&self, trip: &'b Trip) -> Option<Known<'b>> {
        let (class, vehicle) = self.vehicle(&trip.vehicle)?;
        let mut load = BTreeMap::new();
        for part in trip.load.iter().filter(|part| part.count > 0) {
            let count: &mut u32 = load.entry(self.party(&part.people, part.party)?).or_default();
            *count = count.checked_add(part.count)?;
        }
        let gates = trip.passages.iter().map(|passage| self.gate(&passage.control_point));
        let back = match &trip.back {
            Some(back) => Some(*self.stages.get(back.to.as_str())?),
            None => None,
        };
        is_in_order(trip).then_some(())?;
        Some(Known {
            trip,
            class,
            vehicle,
            stage: *self.stages.get(trip.from.as_str())?,
            goal: *self.goals.get(trip.to.as_str())?,
            load: load.into_iter().collect(),
            gates: gates.collect::<Option<_>>()?,
            back,
        })
    }

    /// By vehicle: whether it is lost.
    pub fn lost(&self, ids: &[String]) -> Vec<bool> {
        let lost: BTreeSet<u32> = ids.iter().filter_map(|id| Some(self.vehicle(id)?.1)).collect();
        (0..self.vehicles() as u32).map(|vehicle| lost.contains(&vehicle)).collect()
    }
}

fn is_in_order(trip: &Trip) -> bool {
    let mut times = vec![trip.load_start.0, trip.load_end.0, trip.depart.0];
    times.extend(trip.passages.iter().flat_map(|passage| [passage.enter.0, passage.exit.0]));
    times.extend([trip.arrive.0, trip.unload_start.0, trip.unload_end.0]);
    times.extend(trip.back.iter().flat_map(|back| [back.depart.0, back.arrive.0]));
    times[0] >= 0 && times.is_sorted() && times.last().is_some_and(|last| *last <= FARTHEST)
}
