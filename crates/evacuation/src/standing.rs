//! How an operation stands at a moment, read so that it can be planned on from there: from the
//! operation, the plan in force and the account's facts to the operation as it now is and the plan in
//! force as it really went.
//!
//! The story: vehicles that do nothing more are set aside and the people on them wait at the road
//! (`roadside`); every trip that began is read as it went (`course`), convoys passing together
//! (`passages`); everybody is counted into the parties that still have to be planned or are on a trip
//! (`people`); what is suspended closes windows (`corridor`); what has not begun stays as planned
//! (`ahead`). Whatever had to be taken for so is named as an [`Assumption`].
//!
//! Real courses do not keep the rules of the planning page to the second: loading takes longer, buses
//! drive slower. They are read as the course nearest to them that keeps the rules, which is never
//! later than the real one where the rules allow (decisions/0033).
//!
//! Never here: a search for a better plan (`planner`), or the present time, which is an argument.

mod ahead;
mod assumption;
mod corridor;
mod course;
mod difference;
mod empty;
mod passages;
mod people;
mod proposal;
mod roadside;

pub use assumption::{Assumption, AssumptionKind};
pub use difference::{
    ConvoyChange, ConvoyFace, Difference, Moved, SAME_WITHIN, Total, difference, left_behind,
};
pub use proposal::{Overtaken, number, parked, still_stands};

use crate::account::{Picture, Roll};
use crate::operation::Operation;
use crate::operation::amend::{Amendment, AmendmentError};
use crate::plan::Plan;
use crate::quantity::Moment;
use course::Course;

/// What is known at a moment.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// The operation as founded.
    pub operation: &'a Operation,
    /// The operation that the plan in force was made for: the founded one, amended.
    pub planned_for: &'a Operation,
    /// The plan in force.
    pub plan: &'a Plan,
    /// What the statements add up to.
    pub picture: &'a Picture,
    /// Who is where.
    pub roll: &'a Roll,
    /// The moment: later than everything that was stated to have happened.
    pub at: Moment,
    /// When what is suspended is taken to open again; `None`: not before the horizon.
    pub reopens: Option<Moment>,
}

/// How it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// The moment.
    pub at: Moment,
    /// What has changed in the operation.
    pub amendment: Amendment,
    /// The operation with these changes.
    pub operation: Operation,
    /// The plan in force, times as they really came until `at`.
    pub plan: Plan,
    /// Vehicles that do nothing more.
    pub lost: Vec<String>,
    /// What was taken for so.
    pub assumptions: Vec<Assumption>,
}

/// Reads how it stands. An error means that the facts cannot be brought into an operation at all; it
/// is a fault of this module, never of the facts.
pub fn standing(known: &Known<'_>) -> Result<Standing, AmendmentError> {
    let mut assumptions = Vec::new();
    let mut lost = roadside::lost(known.picture);
    let waits = roadside::waits(known, &lost);
    let roadsides = Amendment { places: waits.places(), ..Amendment::default() };
    let ground = known.operation.amended(&roadsides)?;
    let begun = course::begun(known, &ground, &waits, &mut lost, &mut assumptions);
    let mut counted = people::count(known, &ground, &waits, &begun, &mut assumptions);
    let mut windows = corridor::windows(known, &ground, &mut assumptions);
    let mut courses: Vec<Course<'_>> = begun.courses;
    counted.seat(known, &ground, &mut courses, &mut assumptions);
    // What went through opens a point for it, and that may let an empty vehicle through earlier.
    for _ in 0..2 {
        let road = ground.amended(&Amendment { windows: windows.clone(), ..Amendment::default() })?;
        let passed = passages::drive(known, &road, &mut courses, &mut assumptions);
        corridor::as_passed(&passed, &road, &mut windows, &mut assumptions);
    }
    let mut amendment = Amendment { windows, escorts: corridor::escorts(known), ..roadsides };
    counted.write(&mut amendment, known);
    let operation = known.operation.amended(&amendment)?;
    let mut plan = course::kept(&courses, &counted, &operation);
    lost.retain(|vehicle| course::fleet_of(&operation, vehicle).is_some());
    ahead::add(known, &operation, &begun.spent, &lost, &mut plan);
    course::say(known, &courses, &mut assumptions);
    lost.sort();
    lost.dedup();
    assumptions.sort();
    assumptions.dedup();
    Ok(Standing { at: known.at, amendment, operation, plan, lost, assumptions })
}
