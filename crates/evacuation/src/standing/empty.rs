//! The way of an empty vehicle: at a control point it passes when the point is open, else it waits for
//! the next opening (rule 6 of the planning page).
//!
//! Never here: loaded vehicles (`passages`).

use crate::operation::Operation;
use crate::place::PlaceIx;
use crate::quantity::Moment;
use crate::route::Routes;

/// When a vehicle that leaves at `leaves` is there; `None` where no road leads or no window comes.
pub(super) fn arrives(
    operation: &Operation,
    routes: &mut Routes<'_>,
    from: PlaceIx,
    to: PlaceIx,
    leaves: Moment,
) -> Option<Moment> {
    if from == to {
        return Some(leaves);
    }
    let route = routes.get(from, to)?;
    let mut at = leaves;
    for (place, travel) in &route.control_points {
        at += *travel;
        let control = operation.place(*place).control.as_ref()?;
        if let Some(windows) = &control.open {
            at = windows.iter().find(|window| at < window.closes).map(|window| window.opens.max(at))?;
        }
    }
    Some(at + route.last_leg)
}
