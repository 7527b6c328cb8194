//! Whether a verified entry says something that can be taken: a statement in its one written form,
//! of the kind and place that the entry names, from a device that may say so.
//!
//! Every rule here looks only at the entry itself and at the first entry of its log, so that the
//! order of arrival changes no verdict. Whether a statement is *true* is never judged here.

use super::verdict::Verdict;
use evacuation::statement::{Fact, Role, Statement, StatementError};
use ledger::Entry;

/// Reads the statement of an entry. `role` is what the device enrolled as, if it has.
pub(super) fn read(entry: &Entry, role: Option<Role>) -> Result<Statement, Verdict> {
    let statement = Statement::decode(&entry.body).map_err(|error| refuse_statement(&error))?;
    let fact = &statement.fact;
    if fact.kind() != entry.kind || fact.place() != entry.place.as_deref() {
        let what = format!("the entry says '{}', its body says '{}'", entry.kind, fact.kind());
        return Err(refuse("statement_mismatch", what, "let kind and place be those of the body"));
    }
    if matches!(fact, Fact::Enrol(_)) != (entry.seq == 0) {
        let what = "a device enrols with the first entry of its log, and only there".to_owned();
        return Err(refuse("enrol_first", what, "begin the log with an enrolment"));
    }
    match role {
        Some(role) if !may_say(role, fact) => {
            let what = format!("a device enrolled as {role:?} may not say '{}'", fact.kind());
            Err(refuse("role", what, "record it with a device that is enrolled for this"))
        }
        None if entry.seq > 0 => {
            let what = "the enrolment of this device is not here".to_owned();
            let remedy = "send the log from its first entry on";
            Err(Verdict::Refused { code: "gap", what, remedy, next: Some(0) })
        }
        _ => Ok(statement),
    }
}

/// What a device may say. A first simple rule: those who run the operation say anything, those who
/// only read say nothing, and only a coordinator adopts a plan or takes back what others said.
pub fn may_say(role: Role, fact: &Fact) -> bool {
    match (role, fact) {
        (Role::Coordinator, _) | (_, Fact::Enrol(_)) => true,
        (Role::Viewer, _) | (_, Fact::Adopt(_) | Fact::PlanPart(_)) => false,
        (Role::Registrar, Fact::Pass(_) | Fact::Depart(_) | Fact::Arrive(_)) => false,
        (role, Fact::Suspend(_) | Fact::Reopen(_)) => matches!(role, Role::Monitor | Role::ConvoyLeader),
        _ => true,
    }
}

fn refuse_statement(error: &StatementError) -> Verdict {
    let (code, remedy) = match error {
        StatementError::Absurd(_) => ("statement_absurd", "check what was entered, and the device's clock"),
        _ => ("statement_malformed", "write it as docs/entries.md says"),
    };
    refuse(code, error.to_string(), remedy)
}

pub(super) fn refuse(code: &'static str, what: String, remedy: &'static str) -> Verdict {
    Verdict::Refused { code, what, remedy, next: None }
}
