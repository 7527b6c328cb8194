//! How far a trip is at a moment: what was stated, carried on with the planned driving
//! times up to the next place where something must be stated.
//!
//! Never here: counts of people.

use super::shape::LinePoint;
use super::way::{Position, Way};
use evacuation::account::{Breakdown, TripPicture, TripState};
use evacuation::attention::trip_late;
use evacuation::plan::Trip;
use evacuation::quantity::Moment;

/// A trip at a moment.
pub(super) struct Progress<'a> {
    pub(super) planned: &'a Trip,
    pub(super) real: &'a TripPicture,
    pub(super) way: Option<&'a Way>,
    pub(super) breakdown: Option<&'a Breakdown>,
    pub(super) now: Moment,
}

impl Progress<'_> {
    /// When it is expected, while it is under way or to come.
    pub(super) fn expected(&self) -> Option<i64> {
        let coming =
            matches!(self.real.state, TripState::Planned | TripState::Boarding | TripState::OnTheWay);
        let late = trip_late(self.planned, Some(self.real), self.now);
        (coming && self.real.arrived.is_none()).then(|| (self.planned.arrive + late).seconds())
    }

    /// Where it is, while it is on the way.
    pub(super) fn position(&self) -> Option<Position> {
        if !matches!(self.real.state, TripState::OnTheWay | TripState::BrokenDown) {
            return None;
        }
        let until = self.breakdown.map_or(self.now, |breakdown| breakdown.at.min(self.now));
        self.way?.at(self.driven_s(until)?)
    }

    /// How long it had driven at a moment.
    fn driven_s(&self, at: Moment) -> Option<f64> {
        let way = self.way?;
        let mut last = (self.real.departed?, 0.0);
        let mut limit = way.travel_s;
        for (id, driven) in &way.control_points {
            match self.real.passages.iter().find(|passage| passage.control_point == *id) {
                Some(passage) => match passage.through.filter(|through| *through <= at) {
                    Some(through) => last = (through, *driven),
                    // It stands there.
                    None => return Some(*driven),
                },
                None => {
                    limit = *driven;
                    break;
                }
            }
        }
        let since = (at - last.0).seconds().max(0) as f64;
        Some((last.1 + since).min(limit))
    }

    /// The line that it has drawn up to now.
    pub(super) fn line(&self) -> Vec<LinePoint> {
        let (Some(way), Some(departed)) = (self.way, self.real.departed) else { return Vec::new() };
        let mut line = Vec::new();
        let mut put = |at: Moment, driven: f64| {
            line.extend(way.axis_at(driven).map(|axis| (at.seconds(), axis)));
        };
        put(departed, 0.0);
        for (id, driven) in &way.control_points {
            let real = self.real.passages.iter().find(|passage| passage.control_point == *id);
            for at in real.into_iter().flat_map(|real| [real.entered, real.through]).flatten() {
                put(at, *driven);
            }
        }
        if let Some(arrived) = self.real.arrived {
            put(arrived, way.travel_s);
        }
        if let Some(position) = self.position() {
            line.push((self.now.seconds(), position.axis_km));
        }
        line.sort_by_key(|(at, _)| *at);
        line
    }
}
