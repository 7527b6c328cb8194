//! The linear programme that an operation is as a fluid, for holding its solution against other solvers'.
//!
//! Never here: how it is put together (see `fluid`), or what plans make of it.

pub use crate::fluid::{Columns, Optimum};

use crate::bound;
use crate::construct::tape::Tape;
use crate::construct::{Ground, construct};
use crate::fluid::Unsolved;
use crate::problem::Problem;
use evacuation::operation::Operation;

/// The operation in so many slots of time; `None` where a first plan brings nobody out.
pub fn programme(operation: &Operation, slots: usize) -> Option<Columns> {
    let problem = Problem::new(operation);
    let first = construct(&Ground::new(&problem), &Tape::default());
    let end = bound::end(&problem, &first)?;
    Some(Unsolved::in_slots(&problem, end, slots).columns())
}
