//! The value of a figure by its name.
//!
//! Never here: figures that the picture does not contain; nothing is counted a second time.

use evacuation::account::{
    AccountFigure, FigureId, OperationBalance, Picture, PlaceFigure, TripBalance, TripFigure, TripPicture,
};
use evacuation::quantity::{Category, Persons};

/// The value of a figure; `None` for one that counts nothing (a person, a claim, an entry) and for a
/// trip, convoy or place that nobody knows.
pub(super) fn value(picture: &Picture, figure: &FigureId) -> Option<i64> {
    match figure {
        FigureId::Account(figure, category) => {
            let persons = account(&picture.account, *figure);
            Some(category.map_or(persons.total(), |category: Category| persons[category]).into())
        }
        FigureId::Trip(id, figure) => trip_value(picture.trips.iter().find(|trip| trip.id == *id)?, *figure),
        FigureId::Convoy(id, figure) => {
            let convoy = picture.convoys.iter().find(|convoy| convoy.id == *id)?;
            match figure {
                TripFigure::Assigned => Some(convoy.assigned.into()),
                TripFigure::Escorts => Some(convoy.escorts.into()),
                TripFigure::Depart => Some(convoy.departed?.seconds()),
                TripFigure::Arrive => Some(convoy.arrived?.seconds()),
                figure => balance(&convoy.balance, *figure),
            }
        }
        FigureId::Place(id, figure) => {
            let place = picture.places.iter().find(|place| place.id == *id)?;
            let persons = match figure {
                PlaceFigure::Waiting => place.waiting,
                PlaceFigure::Received => place.received,
            };
            Some(persons.total().into())
        }
        FigureId::Discrepancy(..) => {
            let found = picture.discrepancies.iter().find(|found| found.figure == *figure)?;
            i64::try_from(found.tokens.len()).ok()
        }
        FigureId::Statements => i64::try_from(picture.statements).ok(),
        FigureId::Person(_) | FigureId::Vehicle(_) | FigureId::Corridor(_) => None,
        FigureId::Claim(_) | FigureId::Entry(_) => None,
    }
}

fn account(balance: &OperationBalance, figure: AccountFigure) -> Persons {
    match figure {
        AccountFigure::Registered => balance.registered,
        AccountFigure::Waiting => balance.waiting,
        AccountFigure::OnTheWay => balance.on_the_way,
        AccountFigure::Out => balance.out,
        AccountFigure::Declined => balance.declined,
        AccountFigure::Died => balance.died,
        AccountFigure::Unaccounted => balance.unaccounted,
        AccountFigure::Born => balance.born,
        AccountFigure::Unlisted => balance.unlisted,
    }
}

fn trip_value(trip: &TripPicture, figure: TripFigure) -> Option<i64> {
    match figure {
        TripFigure::Assigned => Some(trip.assigned.into()),
        TripFigure::Escorts => Some(trip.escorts?.into()),
        TripFigure::Depart => Some(trip.departed?.seconds()),
        TripFigure::Arrive => Some(trip.arrived?.seconds()),
        TripFigure::Headcount => Some(trip.headcounts.last()?.count.into()),
        TripFigure::Pass => i64::try_from(trip.passages.len()).ok(),
        figure => balance(&trip.balance, figure),
    }
}

/// A term of a trip's or convoy's balance.
fn balance(balance: &TripBalance, figure: TripFigure) -> Option<i64> {
    let persons = match figure {
        TripFigure::Boarded => balance.boarded,
        TripFigure::Born => balance.born,
        TripFigure::Unlisted => balance.unlisted,
        TripFigure::Received => balance.received,
        TripFigure::HandedOver => balance.handed_over,
        TripFigure::Delivered => balance.delivered(),
        TripFigure::Removed => balance.removed,
        TripFigure::Left => balance.left,
        TripFigure::Died => balance.died,
        TripFigure::Aboard => balance.aboard,
        TripFigure::Unaccounted => balance.unaccounted,
        _ => return None,
    };
    Some(persons.into())
}
