//! The document that is put in force when a plan is made anew: the plan, and what it takes as changed in
//! the operation. An `Adopt` statement names it by its hash, `PlanPart` statements carry its bytes, so
//! that whoever holds the statements has the same plan in force.
//!
//! Never here: which of several adopted plans is in force (`account`), or a hash.

use crate::operation::Operation;
use crate::operation::amend::{Amendment, AmendmentError};
use crate::plan::Plan;
use crate::quantity::Moment;
use serde::{Deserialize, Serialize};

/// A plan made anew, as it is written down.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Adopted {
    /// The moment from which it plans.
    pub at: Moment,
    /// What it takes as changed in the operation.
    pub amendment: Amendment,
    /// The whole plan, what has been driven included.
    pub plan: Plan,
}

/// Why bytes are no such document, or not one of this operation.
#[derive(Debug, thiserror::Error)]
pub enum AdoptedError {
    /// Not its JSON.
    #[error("the plan's document cannot be read: {0}")]
    Malformed(String),
    /// It belongs to another operation.
    #[error(transparent)]
    Amendment(#[from] AmendmentError),
}

impl Adopted {
    /// Its bytes.
    pub fn write(&self) -> Vec<u8> {
        // Writing into memory cannot fail: every key is a text and every number finite.
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// Reads a document, and the operation that it makes of the founded one.
    pub fn read(bytes: &[u8], operation: &Operation) -> Result<(Adopted, Operation), AdoptedError> {
        let adopted: Adopted =
            serde_json::from_slice(bytes).map_err(|error| AdoptedError::Malformed(error.to_string()))?;
        let amended = operation.amended(&adopted.amendment)?;
        Ok((adopted, amended))
    }
}
