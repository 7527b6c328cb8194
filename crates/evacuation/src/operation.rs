//! An operation as its file describes it: places, roads, fleets, escorts, people, and what is
//! to be made small. All references are checked indices; every number is within [`limits`].
//!
//! Never here: plans, statements, or anything that changes while the operation runs.

pub mod amend;
pub mod read;

use crate::fleet::{Escorts, Fleet};
use crate::people::People;
use crate::place::{Place, PlaceIx, Road};
use crate::quantity::{PerCategory, Persons, Span};

/// The largest numbers that an operation file may contain. They are far above any operation on
/// record and low enough that no sum in the program can overflow.
pub mod limits {
    /// Bytes of an operation file.
    pub const FILE_BYTES_MAX: usize = 16 * 1024 * 1024;
    /// Nesting of tables and lists.
    pub const DEPTH_MAX: usize = 32;
    /// Seconds in any duration: ten years.
    pub const SPAN_S_MAX: i64 = 10 * 366 * 86_400;
    /// Persons in the whole operation.
    pub const PERSONS_MAX: u64 = 50_000_000;
    /// Vehicles in the whole operation.
    pub const VEHICLES_MAX: u64 = 1_000_000;
    /// Places, roads, fleets, people groups and party classes: each at most.
    pub const ROWS_MAX: usize = 100_000;
}

/// What a plan makes small.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Minimise {
    /// Weighted person-hours until out of danger.
    Exposure,
    /// The latest arrival, after leaving as few people as can be.
    Makespan,
}

impl Minimise {
    /// As it stands in files: `exposure` or `makespan`.
    pub fn as_str(self) -> &'static str {
        match self {
            Minimise::Exposure => "exposure",
            Minimise::Makespan => "makespan",
        }
    }
}

/// What counts, and how much.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Objective {
    /// What a plan makes small.
    pub minimise: Minimise,
    /// What an hour of one person of this category counts. Default 8, 4, 1.
    pub weight: PerCategory<f64>,
    /// A person not delivered counts as delivered at this many horizons. Default 2.
    pub left_behind: f64,
}

impl Default for Objective {
    fn default() -> Self {
        let weight = PerCategory { stretcher: 8.0, wounded: 4.0, other: 1.0 };
        Objective { minimise: Minimise::Exposure, weight, left_behind: 2.0 }
    }
}

/// A figure or event said by someone outside, as entered with the operation.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportedClaim {
    /// Who said it, in the words of the source: "a regime source".
    pub claimant: String,
    /// What the figure counts: `people_out`, `wounded_out`, `people_inside`, ….
    pub figure: String,
    /// The lowest value that was said; equal to `high` for a single figure.
    pub low: i64,
    /// The highest value that was said.
    pub high: i64,
    /// What is counted: `people`, `buses`, ….
    pub unit: String,
    /// Of what: "first convoy", "whole operation".
    pub scope: String,
    /// `about`, `over`, `up to`; empty for none.
    pub qualifier: String,
    /// When it was said or holds for: an ISO date or date and time, as the source gives it.
    pub as_of: String,
    /// Admiralty grade: reliability A–F then credibility 1–6, such as `C3`; `F6` cannot be judged.
    pub grade: String,
    /// Where it can be read: an address or a title.
    pub source: String,
}

/// An operation. Built by [`read::read`] only from files without errors.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// Its name, also in plans.
    pub name: String,
    /// IANA time zone, for display.
    pub timezone: String,
    /// Time zero in seconds of Unix time.
    pub start_unix_s: i64,
    /// The plan ends here.
    pub horizon: Span,
    /// What a plan makes small.
    pub objective: Objective,
    /// All places; a `PlaceIx` counts from 0.
    pub places: Vec<Place>,
    /// All roads.
    pub roads: Vec<Road>,
    /// All fleets; vehicle ids are unique across them.
    pub fleets: Vec<Fleet>,
    /// The escorts; `None`: no limit.
    pub escorts: Option<Escorts>,
    /// All people.
    pub people: Vec<People>,
    /// What others said, entered with the operation.
    pub claims: Vec<ReportedClaim>,
    /// The parties to the agreement.
    pub parties: Vec<TruceParty>,
    /// What they agreed.
    pub clauses: Vec<crate::truce::Clause>,
    /// When somebody is told to look.
    pub alarms: Alarms,
}

/// After how long somebody is told to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alarms {
    /// A convoy that departs, passes or arrives this much after the plan is late. Default 10 minutes.
    pub late: Span,
    /// People not received this long after their vehicle's arrival, or nobody looking for a person this long
    /// after they were missed, leave a balance open. Default 20 minutes.
    pub balance_open: Span,
    /// A convoy that should have arrived this long ago, without a word for as long, is silent. Default 30
    /// minutes.
    pub silent: Span,
}

impl Default for Alarms {
    fn default() -> Alarms {
        Alarms { late: Span(10 * 60), balance_open: Span(20 * 60), silent: Span(30 * 60) }
    }
}

/// A party to the agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TruceParty {
    /// The id used in clauses and statements; unique.
    pub id: String,
    /// Names for people to read, by language code; may be empty, then the id is shown.
    pub name: std::collections::BTreeMap<String, String>,
}

impl Operation {
    /// The place with this index.
    pub fn place(&self, ix: PlaceIx) -> &Place {
        &self.places[ix.0]
    }

    /// The index of the place with this id.
    pub fn place_ix(&self, id: &str) -> Option<PlaceIx> {
        self.places.iter().position(|place| place.id == id).map(PlaceIx)
    }

    /// Everybody.
    pub fn persons(&self) -> Persons {
        self.people.iter().map(People::persons).sum()
    }

    /// Whether these people may be brought to this place: a destination, and one agreed to.
    pub fn may_go(&self, people: &People, to: PlaceIx) -> bool {
        self.place(to).kind.is_destination() && people.to.as_ref().is_none_or(|agreed| agreed.contains(&to))
    }
}
