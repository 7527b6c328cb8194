//! The value of each figure, looked up in a picture.
//!
//! Never here: a sum that the picture does not already hold.

use super::balance::{OperationBalance, TripBalance};
use super::figure::{AccountFigure, FigureId, PlaceFigure, TripFigure};
use super::picture::{Picture, TripPicture};
use crate::quantity::Persons;

impl OperationBalance {
    /// One term of it.
    pub fn term(&self, figure: AccountFigure) -> Persons {
        match figure {
            AccountFigure::Registered => self.registered,
            AccountFigure::Waiting => self.waiting,
            AccountFigure::OnTheWay => self.on_the_way,
            AccountFigure::Out => self.out,
            AccountFigure::Declined => self.declined,
            AccountFigure::Died => self.died,
            AccountFigure::Unaccounted => self.unaccounted,
            AccountFigure::Born => self.born,
            AccountFigure::Unlisted => self.unlisted,
        }
    }
}

impl TripBalance {
    /// One term of it; `None` for what is no term of a balance.
    pub fn term(&self, figure: TripFigure) -> Option<u32> {
        Some(match figure {
            TripFigure::Boarded => self.boarded,
            TripFigure::Born => self.born,
            TripFigure::Unlisted => self.unlisted,
            TripFigure::Received => self.received,
            TripFigure::HandedOver => self.handed_over,
            TripFigure::Delivered => self.delivered(),
            TripFigure::Removed => self.removed,
            TripFigure::Left => self.left,
            TripFigure::Died => self.died,
            TripFigure::Aboard => self.aboard,
            TripFigure::Unaccounted => self.unaccounted,
            TripFigure::Assigned | TripFigure::Headcount | TripFigure::Escorts => return None,
            TripFigure::Depart | TripFigure::Pass | TripFigure::Arrive => return None,
        })
    }
}

impl TripPicture {
    /// The value of one of its figures: persons, escorts, or for moments seconds after the start.
    pub fn value(&self, figure: TripFigure) -> Option<i64> {
        match figure {
            TripFigure::Assigned => Some(self.assigned.into()),
            TripFigure::Headcount => self.headcounts.last().map(|counted| counted.count.into()),
            TripFigure::Escorts => self.escorts.map(i64::from),
            TripFigure::Depart => self.departed.map(|at| at.seconds()),
            TripFigure::Arrive => self.arrived.map(|at| at.seconds()),
            TripFigure::Pass => i64::try_from(self.passages.len()).ok(),
            _ => self.balance.term(figure).map(i64::from),
        }
    }
}

impl Picture {
    /// The value of a figure; `None` where the picture has no such figure.
    pub fn value(&self, figure: &FigureId) -> Option<i64> {
        match figure {
            FigureId::Account(figure, None) => Some(self.account.term(*figure).total().into()),
            FigureId::Account(figure, Some(category)) => Some(self.account.term(*figure)[*category].into()),
            FigureId::Trip(id, figure) => self.trip(id)?.value(*figure),
            FigureId::Convoy(id, figure) => self.convoy_value(id, *figure),
            FigureId::Place(id, figure) => {
                let place = self.places.iter().find(|place| place.id == *id)?;
                Some(match figure {
                    PlaceFigure::Waiting => place.waiting.total().into(),
                    PlaceFigure::Received => place.received.total().into(),
                })
            }
            FigureId::Claim(entry) => {
                self.claims.iter().find(|claim| claim.entry == *entry).map(|claim| claim.claim.low)
            }
            FigureId::Discrepancy(..) => {
                let item = self.discrepancies.iter().find(|item| item.figure == *figure)?;
                match &item.counted {
                    Some(counted) => Some(counted.count.into()),
                    None => i64::try_from(item.tokens.len()).ok(),
                }
            }
            FigureId::Statements => i64::try_from(self.statements).ok(),
            FigureId::Person(_) | FigureId::Entry(_) => Some(1),
            FigureId::Vehicle(id) => {
                let breakdown = self.breakdowns.iter().find(|breakdown| breakdown.vehicle == *id);
                Some(
                    breakdown
                        .map_or(0, |breakdown| breakdown.aboard.saturating_add(breakdown.stranded))
                        .into(),
                )
            }
            FigureId::Corridor(scope) => {
                let suspended = match scope {
                    None => self.corridor.whole.is_some(),
                    Some(id) => {
                        self.corridor.control_points.iter().find(|point| point.id == *id)?.suspended.is_some()
                    }
                };
                Some(suspended.into())
            }
        }
    }

    /// One trip.
    pub fn trip(&self, id: &crate::convoy::TripId) -> Option<&TripPicture> {
        self.trips.binary_search_by(|trip| trip.id.cmp(id)).ok().map(|at| &self.trips[at])
    }

    fn convoy_value(&self, id: &str, figure: TripFigure) -> Option<i64> {
        let convoy = self.convoys.iter().find(|convoy| convoy.id == id)?;
        let members = || convoy.trips.iter().filter_map(|trip| self.trip(trip));
        match figure {
            TripFigure::Assigned => Some(convoy.assigned.into()),
            TripFigure::Escorts => Some(convoy.escorts.into()),
            TripFigure::Depart => convoy.departed.map(|at| at.seconds()),
            TripFigure::Arrive => convoy.arrived.map(|at| at.seconds()),
            TripFigure::Headcount | TripFigure::Pass => {
                Some(members().filter_map(|trip| trip.value(figure)).sum())
            }
            _ => convoy.balance.term(figure).map(i64::from),
        }
    }
}
