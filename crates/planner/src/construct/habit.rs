//! Which staging place and which destination every vehicle has got used to, trip by trip, and when it
//! entered its first control point: where a construction goes by it, changing one trip changes nothing
//! else but what depends on it.
//!
//! Never here: whether a trip of them can still be made.

use super::{Made, Trip};
use crate::problem::Seconds;
use std::sync::Arc;

/// Staging place and destination of one trip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Habit {
    pub stage: u32,
    pub goal: u32,
    /// Of its first passage; 0 on a way without control points. Counts only in a timetable (see `timetable`).
    pub enter: Seconds,
}

impl Habit {
    /// What a trip did.
    pub fn of(trip: &Trip) -> Self {
        let enter = trip.passages.first().map_or(0, |(enter, _)| *enter);
        Habit { stage: trip.stage, goal: trip.goal, enter }
    }
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
                list.push((trip.load_start, Habit::of(trip)));
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

    /// The trips of one vehicle.
    pub fn list(&self, vehicle: usize) -> &[Habit] {
        self.0.get(vehicle).map_or(&[], |list| list)
    }

    /// How many those are.
    pub fn turns(&self, vehicle: usize) -> usize {
        self.0.get(vehicle).map_or(0, |list| list.len())
    }

    pub fn vehicles(&self) -> usize {
        self.0.len()
    }

    /// The trips of all vehicles, one vehicle after another.
    pub fn all(&self) -> impl Iterator<Item = &Habit> {
        self.0.iter().flat_map(|list| list.iter())
    }

    /// From now on the vehicle makes these trips.
    pub fn set(&mut self, vehicle: usize, trips: Vec<Habit>) {
        if let Some(list) = Arc::make_mut(&mut self.0).get_mut(vehicle) {
            *list = Arc::new(trips);
        }
    }

    /// The trips of one vehicle, to be changed.
    pub fn of_vehicle(&mut self, vehicle: usize) -> Option<&mut Vec<Habit>> {
        Arc::make_mut(&mut self.0).get_mut(vehicle).map(Arc::make_mut)
    }
}
