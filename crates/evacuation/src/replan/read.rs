//! Reading a state file (JSON) against the operation that it belongs to: everything that is wrong with
//! it at once, each finding with where, what, and what to do.
//!
//! A trip of the plan in force is *kept* if it began to load before `at`, unless its vehicle is lost and it
//! had not arrived. Kept trips must be understood in full. A later trip that names what the operation
//! no longer has is only left out of account.
//!
//! Never here: files; a panic, whatever the bytes.

mod trips;

use super::State;
use crate::operation::Operation;
use crate::operation::limits::SPAN_S_MAX;
use crate::operation::read::{FINDINGS_PER_CODE_MAX, Severity};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// The kind of a finding; prints as `E0801`. Numbers are never given to another meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u16)]
pub enum Code {
    /// Not JSON, or not a state.
    NotAState = 801,
    /// The moment is before the start or after the horizon.
    MomentOutside = 802,
    /// The price is negative or no number.
    BadStability = 803,
    /// A lost vehicle that the operation does not have.
    UnknownLost = 804,
    /// A vehicle is listed as lost twice.
    LostTwice = 805,
    /// A kept trip names what the operation does not have.
    UnknownName = 806,
    /// A later trip names what the operation does not have; it is not followed.
    UnknownLater = 807,
    /// The times of a trip run backwards, or are beyond every limit.
    BadTimes = 808,
    /// A vehicle makes two kept trips at once.
    TripsOverlap = 809,
    /// Kept trips carry a party more often than the operation has it.
    CarriedTooOften = 810,
    /// A kept trip begins, ends or passes at a place of the wrong kind.
    WrongKind = 811,
}

impl Code {
    /// Whether a state with such a finding can be used.
    pub fn severity(self) -> Severity {
        match self {
            Code::LostTwice | Code::UnknownLater => Severity::Warning,
            _ => Severity::Error,
        }
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "E{:04}", *self as u16)
    }
}

/// One thing that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Its kind.
    pub code: Code,
    /// Where in the structure, counted from 0: `plan.trips[3].load_start`; for a file that is no state
    /// its line and column.
    pub at: String,
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub action: String,
}

impl Finding {
    /// Whether the state can be used all the same.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

impl fmt::Display for Finding {
    /// `E0802 error, at: …` and, below it, `    do: …`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code, self.severity())?;
        if !self.at.is_empty() {
            write!(f, ", {}", self.at)?;
        }
        write!(f, ": {}\n    do: {}", self.what, self.action)
    }
}

/// What came of reading a state file.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The state; `Some` exactly when no finding is an error.
    pub state: Option<State>,
    /// Everything found; of each code at most [`FINDINGS_PER_CODE_MAX`], then one that says how many more.
    pub findings: Vec<Finding>,
}

/// Reads a state file and holds it against the operation.
pub fn read(bytes: &[u8], operation: &Operation) -> Reading {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match serde_json::from_slice::<State>(bytes) {
        Ok(state) => {
            let findings = findings(operation, &state);
            let usable = findings.iter().all(|finding| finding.severity() == Severity::Warning);
            Reading { state: usable.then_some(state), findings }
        }
        Err(error) => {
            let what: String =
                error.to_string().chars().filter(|sign| !sign.is_control()).take(300).collect();
            let finding = Finding {
                code: Code::NotAState,
                at: format!("line {}, column {}", error.line(), error.column()),
                what,
                action:
                    "write JSON such as {\"at\": 7200, \"plan\": {\"trips\": […]}, \"lost\": [\"bus-3\"]}"
                        .to_owned(),
            };
            Reading { state: None, findings: vec![finding] }
        }
    }
}

/// Everything that is wrong with a state of this operation; errors make it unusable.
pub fn findings(operation: &Operation, state: &State) -> Vec<Finding> {
    let mut findings = Findings::default();
    let horizon = operation.horizon.seconds();
    let at = state.at.seconds();
    if !(0..=horizon).contains(&at) {
        findings.add(
            Code::MomentOutside,
            || "at".to_owned(),
            || format!("{at} s is not within 0 to the horizon, {horizon} s"),
            "give whole seconds after the start of the operation",
        );
    }
    if !(0.0..=1e9).contains(&state.stability) {
        findings.add(
            Code::BadStability,
            || "stability".to_owned(),
            || format!("{} is no price", state.stability),
            "give person-hours for each party told a new departure, such as 0.25",
        );
    }
    let vehicles = trips::Vehicles::of(operation);
    let mut lost = BTreeSet::new();
    for (ix, id) in state.lost.iter().enumerate() {
        let spot = || format!("lost[{ix}]");
        if vehicles.find(id).is_none() {
            let what = || format!("the operation has no vehicle {}", shown(id));
            findings.add(Code::UnknownLost, spot, what, "name it as in the plan, such as bus-3");
        } else if !lost.insert(id.as_str()) {
            findings.add(Code::LostTwice, spot, || format!("{} is listed twice", shown(id)), "list it once");
        }
    }
    trips::check(operation, state, &vehicles, &lost, &mut findings);
    findings.finish()
}

/// Longest time from the start that is read, before or after it.
const FARTHEST_S: i64 = SPAN_S_MAX;

/// The findings so far, few of each code.
#[derive(Default)]
struct Findings {
    list: Vec<Finding>,
    counts: BTreeMap<Code, usize>,
}

impl Findings {
    fn add(&mut self, code: Code, at: impl FnOnce() -> String, what: impl FnOnce() -> String, action: &str) {
        let count = self.counts.entry(code).or_default();
        *count = count.saturating_add(1);
        if *count <= FINDINGS_PER_CODE_MAX {
            self.list.push(Finding { code, at: at(), what: what(), action: action.to_owned() });
        }
    }

    fn finish(mut self) -> Vec<Finding> {
        for (code, count) in self.counts {
            let more = count.saturating_sub(FINDINGS_PER_CODE_MAX);
            if more > 0 {
                self.list.push(Finding {
                    code,
                    at: String::new(),
                    what: format!("and {more} more like this"),
                    action: "correct those listed above, then check again".to_owned(),
                });
            }
        }
        self.list
    }
}

/// Text out of the file, shortened and with nothing invisible in it.
fn shown(text: &str) -> String {
    let safe: String = text.chars().take(40).flat_map(char::escape_debug).collect();
    format!("'{safe}'")
}
