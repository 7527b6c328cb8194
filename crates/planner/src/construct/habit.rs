//! Which staging place and which destination every vehicle has got used to, trip by trip: where a
//! construction goes by it, changing one trip changes nothing else but what depends on it.
//!
//! Never here: whether a trip of them can still be made.

use super::Made;
use std::sync::Arc;

/// Staging place and destination of one trip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Habit {
    pub stage: u32,
    pub goal: u32,
}

/// The trips of every vehicle, in order; shared until they are changed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Habits(Arc<Vec<Arc<Vec<Habit>>>>);

impl Habits {
    /// What was done in a plan.
    pub fn of(made: &Made, vehicles: usize) -> Self {
        let mut trips: Vec<Vec<(i64, Habit)>> = vec![Vec::new(); vehicles];
        for trip in &made.trips {
            if let Some(list) = trips.get_mut(trip.vehicle as usize) {
                list.push((trip.load_start, Habit { stage: trip.stage, goal: trip.goal }));
            }
        }
        let in_order = trips.into_iter().map(|mut list| {
            list.sort_by_key(|(start, _)| *start);
            Arc::new(list.into_iter().map(|(_, habit)| habit).collect())
        });
        Habits(Arc::new(in_order.collect()))
    }

    pub fn get(&self, vehicle: u32, turn: u32) -> Option<Habit> {
        self.0.get(vehicle as usize)?.get(turn as usize).copied()
    }

    /// Trips of the vehicle.
    pub fn turns(&self, vehicle: usize) -> usize {
        self.0.get(vehicle).map_or(0, |list| list.len())
    }

    pub fn vehicles(&self) -> usize {
        self.0.len()
    }

    /// The trips of one vehicle, to be changed.
    pub fn of_vehicle(&mut self, vehicle: usize) -> Option<&mut Vec<Habit>> {
        Arc::make_mut(&mut self.0).get_mut(vehicle).map(Arc::make_mut)
    }
}
