//! What becomes of an entry, and of a submission as a whole.

use crate::store::StoreError;
use evacuation::enrolment::Held;
use ledger::EntryId;

/// What became of one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is on disk; it counts unless it is held.
    Taken {
        /// Its id.
        id: EntryId,
        /// Its device signed another entry with the same number: both are kept.
        forked: bool,
        /// Why it is in quarantine for now.
        held: Option<Held>,
    },
    /// It was here already; nothing changed.
    Known {
        /// Its id.
        id: EntryId,
    },
    /// It was not taken.
    Refused {
        /// A short fixed name for programs.
        code: &'static str,
        /// What is wrong.
        what: String,
        /// What to do about it.
        remedy: &'static str,
        /// The number of this log that must be sent first, where that is what is wrong.
        next: Option<u64>,
    },
}

/// Why a whole submission could not be taken. Nothing of it was acknowledged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what}; {remedy}")]
pub struct Trouble {
    /// A short fixed name for programs.
    pub code: &'static str,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub remedy: &'static str,
}

impl Trouble {
    pub(super) fn busy() -> Trouble {
        let what = "too many submissions are waiting to be written".to_owned();
        Trouble { code: "busy", what, remedy: "keep the entries and send them again in a second" }
    }
    pub(super) fn stopped() -> Trouble {
        let what = "the server is stopping".to_owned();
        Trouble { code: "stopping", what, remedy: "keep the entries and send them again when it runs" }
    }
}

impl From<&StoreError> for Trouble {
    fn from(error: &StoreError) -> Trouble {
        Trouble { code: error.code(), what: error.to_string(), remedy: error.remedy() }
    }
}
