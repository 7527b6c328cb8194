//! A little more of something, and the operation that has it.
//!
//! Never here: what it is worth.

use evacuation::operation::Operation;
use evacuation::operation::limits::{PERSONS_MAX, VEHICLES_MAX};
use evacuation::place::{Place, PlaceKind, Window};
use evacuation::quantity::Span;
use std::fmt;

/// Something that a coordinator can ask for. Ids are those of the operation file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// So many more vehicles of a fleet, where and when the fleet begins.
    Vehicles {
        /// The fleet's id.
        fleet: String,
        /// How many more.
        count: u32,
    },
    /// So many more escorts, from the start to the end.
    Escorts {
        /// How many more.
        count: u32,
    },
    /// So many more lanes at a control point.
    Lanes {
        /// The control point's id.
        control_point: String,
        /// How many more.
        count: u32,
    },
    /// So many more vehicles in a passage.
    ConvoyPlaces {
        /// The control point's id.
        control_point: String,
        /// How many more.
        count: u32,
    },
    /// The first window that closes before the horizon closes so much later.
    Hours {
        /// The control point's id.
        control_point: String,
        /// By how much.
        longer: Span,
    },
    /// So many more bays.
    Bays {
        /// The place's id.
        place: String,
        /// How many more.
        count: u32,
    },
    /// Room for so many more persons.
    Capacity {
        /// The place's id.
        place: String,
        /// For how many more.
        persons: u32,
    },
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let s = |count: &u32| if *count == 1 { "" } else { "s" };
        match self {
            Change::Vehicles { fleet, count } => write!(f, "{count} more {fleet}"),
            Change::Escorts { count } => write!(f, "{count} more escort{}", s(count)),
            Change::Lanes { control_point, count } => {
                write!(f, "{count} more lane{} at {control_point}", s(count))
            }
            Change::ConvoyPlaces { control_point, count } => {
                write!(f, "{count} more vehicle{} in a passage of {control_point}", s(count))
            }
            Change::Hours { control_point, longer } => write!(f, "{control_point} open {longer} longer"),
            Change::Bays { place, count } => write!(f, "{count} more bay{} at {place}", s(count)),
            Change::Capacity { place, persons } => write!(f, "room for {persons} more at {place}"),
        }
    }
}

impl Change {
    /// Reads `bus=10`, `escorts=2`, or `PLACE.WHAT=N` with `lanes`, `convoy`, `hours`, `bays` or `capacity`.
    ///
    /// # Errors
    /// In words: what cannot be read, and what can.
    pub fn read(operation: &Operation, text: &str) -> Result<Change, String> {
        let (what, number) = text.split_once('=').ok_or_else(|| {
            format!("'{text}' asks for nothing; write what and how many more, such as bus=10 or escorts=2")
        })?;
        let count: u32 = number
            .parse()
            .ok()
            .filter(|n| (1..=1_000_000).contains(n))
            .ok_or_else(|| format!("'{number}' in '{text}' is no whole number from 1 to 1000000"))?;
        let change = if operation.fleets.iter().any(|fleet| fleet.id == what) {
            Change::Vehicles { fleet: what.to_owned(), count }
        } else if what == "escorts" {
            Change::Escorts { count }
        } else {
            let (place, kind) = what.rsplit_once('.').ok_or_else(|| unknown(operation, what))?;
            let id = place.to_owned();
            match kind {
                "lanes" => Change::Lanes { control_point: id, count },
                "convoy" => Change::ConvoyPlaces { control_point: id, count },
                "hours" => Change::Hours { control_point: id, longer: Span(3600).times(count.into()) },
                "bays" => Change::Bays { place: id, count },
                "capacity" => Change::Capacity { place: id, persons: count },
                _ => return Err(unknown(operation, what)),
            }
        };
        change.apply(operation).map(|_| change)
    }

    /// The operation with this change.
    ///
    /// # Errors
    /// In words, where there is nothing to be changed: the place is not known, or has no such limit.
    pub fn apply(&self, operation: &Operation) -> Result<Operation, String> {
        let mut changed = operation.clone();
        match self {
            Change::Vehicles { fleet, count } => {
                let all: u64 = operation.fleets.iter().map(|fleet| u64::from(fleet.count)).sum();
                if all + u64::from(*count) > VEHICLES_MAX {
                    return Err(format!("there can be no more than {VEHICLES_MAX} vehicles"));
                }
                let found = changed.fleets.iter_mut().find(|known| known.id == *fleet);
                found.ok_or_else(|| format!("no fleet '{fleet}'"))?.count += count;
            }
            Change::Escorts { count } => {
                let escorts = changed.escorts.as_mut().ok_or("escorts have no limit in this operation")?;
                escorts.count = escorts.count.saturating_add(*count);
                for (_, there_are) in &mut escorts.changes {
                    *there_are = there_are.saturating_add(*count);
                }
            }
            Change::Lanes { control_point, count } => {
                let control = control(&mut changed, control_point)?;
                control.lanes = control.lanes.saturating_add(*count);
            }
            Change::ConvoyPlaces { control_point, count } => {
                let most = &mut control(&mut changed, control_point)?.convoy_max;
                let limit = most.as_mut().ok_or_else(|| format!("{control_point} has no convoy_max"))?;
                *limit = limit.saturating_add(*count);
            }
            Change::Hours { control_point, longer } => {
                let horizon = operation.horizon;
                let windows = &mut control(&mut changed, control_point)?.open;
                let windows = windows.as_mut().ok_or_else(|| format!("{control_point} is always open"))?;
                extend(windows, *longer, horizon)
                    .ok_or_else(|| format!("no window of {control_point} closes before the horizon"))?;
            }
            Change::Bays { place, count } => {
                let bays = &mut find(&mut changed, place)?.bays;
                let bays = bays.as_mut().ok_or_else(|| format!("bays have no limit at {place}"))?;
                *bays = bays.saturating_add(*count);
            }
            Change::Capacity { place, persons } => {
                let it = find(&mut changed, place)?;
                if !it.kind.is_destination() {
                    return Err(format!("{place} is no destination"));
                }
                let room = it.capacity.as_mut().ok_or_else(|| format!("capacity has no limit at {place}"))?;
                *room = room.saturating_add(*persons).min(u32::try_from(PERSONS_MAX).unwrap_or(u32::MAX));
            }
        }
        Ok(changed)
    }
}

/// The first window that ends before the horizon ends later, over others if need be.
fn extend(windows: &mut Vec<Window>, longer: Span, horizon: Span) -> Option<()> {
    let closes_early = |window: &Window| window.opens < window.closes && window.closes.0 < horizon.0;
    let ix = windows.iter().position(closes_early)?;
    windows[ix].closes += longer;
    while let Some(next) = windows.get(ix + 1).copied().filter(|next| next.opens <= windows[ix].closes) {
        windows[ix].closes = windows[ix].closes.max(next.closes);
        windows.remove(ix + 1);
    }
    Some(())
}

fn find<'a>(operation: &'a mut Operation, id: &str) -> Result<&'a mut Place, String> {
    operation.places.iter_mut().find(|place| place.id == id).ok_or_else(|| format!("no place '{id}'"))
}

fn control<'a>(operation: &'a mut Operation, id: &str) -> Result<&'a mut evacuation::place::Control, String> {
    find(operation, id)?.control.as_mut().ok_or_else(|| format!("{id} is no control point"))
}

fn unknown(operation: &Operation, what: &str) -> String {
    let fleets: Vec<&str> = operation.fleets.iter().take(8).map(|fleet| fleet.id.as_str()).collect();
    format!(
        "there is no '{what}' to have more of; say a fleet ({}), escorts, or PLACE.lanes, .convoy, .hours, .bays, .capacity",
        fleets.join(", ")
    )
}

/// One more of everything that has a limit.
pub(super) fn one_more(operation: &Operation) -> Vec<Change> {
    let mut all: Vec<Change> = Vec::new();
    for fleet in operation.fleets.iter().filter(|fleet| fleet.seats + fleet.stretchers > 0) {
        all.push(Change::Vehicles { fleet: fleet.id.clone(), count: 1 });
    }
    all.push(Change::Escorts { count: 1 });
    let load = operation.fleets.iter().map(|fleet| fleet.seats.saturating_add(fleet.stretchers)).max();
    for place in &operation.places {
        let id = || place.id.clone();
        match place.kind {
            PlaceKind::ControlPoint => {
                if place.control.as_ref().is_some_and(|control| control.inspection > Span::ZERO) {
                    all.push(Change::Lanes { control_point: id(), count: 1 });
                }
                all.push(Change::ConvoyPlaces { control_point: id(), count: 1 });
                all.push(Change::Hours { control_point: id(), longer: Span(3600) });
            }
            PlaceKind::Staging => all.push(Change::Bays { place: id(), count: 1 }),
            PlaceKind::Reception | PlaceKind::Hospital => {
                all.push(Change::Bays { place: id(), count: 1 });
                all.push(Change::Capacity { place: id(), persons: load.unwrap_or(1).max(1) });
            }
            PlaceKind::Depot | PlaceKind::Junction => {}
        }
    }
    all.retain(|change| change.apply(operation).is_ok());
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use evacuation::quantity::Moment;

    #[test]
    fn a_window_grows_over_the_next() {
        let window = |opens, closes| Window { opens: Moment(opens), closes: Moment(closes) };
        let mut windows = vec![window(0, 100), window(150, 200), window(500, 600)];
        assert_eq!(extend(&mut windows, Span(60), Span(600)), Some(()));
        assert_eq!(windows, [window(0, 200), window(500, 600)]);
        assert_eq!(extend(&mut windows, Span(60), Span(200)), None);
    }
}
