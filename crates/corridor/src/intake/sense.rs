//! Whether a verified entry says something that can be taken: a statement in its one written form,
//! of the kind and place that the entry names, within sane limits, from a device that may say so.
//!
//! Every rule here looks only at the entry itself and at the first entry of its log, so that the
//! order of arrival changes no verdict. Whether a statement is *true* is never judged here.

use super::verdict::Verdict;
use evacuation::operation::limits::SPAN_S_MAX;
use evacuation::statement::{Fact, Role, Statement, TOKENS_MAX};
use ledger::Entry;

/// Reads the statement of an entry. `role` is what the device enrolled as, if it has.
pub(super) fn read(entry: &Entry, role: Option<Role>) -> Result<Statement, Verdict> {
    let statement = Statement::decode(&entry.body).map_err(|error| {
        refuse("statement_malformed", error.to_string(), "write it as the documentation of statements says")
    })?;
    let fact = &statement.fact;
    if fact.kind() != entry.kind || fact.place() != entry.place.as_deref() {
        let what = format!("the entry says '{}', its body says '{}'", entry.kind, fact.kind());
        return Err(refuse("statement_mismatch", what, "let kind and place be those of the body"));
    }
    sane(&statement)?;
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
        (Role::Viewer, _) | (_, Fact::Adopt(_)) => false,
        (Role::Registrar, Fact::Pass(_) | Fact::Depart(_) | Fact::Arrive(_)) => false,
        (role, Fact::Suspend(_) | Fact::Reopen(_)) => matches!(role, Role::Monitor | Role::ConvoyLeader),
        _ => true,
    }
}

fn sane(statement: &Statement) -> Result<(), Verdict> {
    let absurd =
        |what: &str| Err(refuse("statement_absurd", what.to_owned(), "check the device and its clock"));
    if statement.at.seconds().checked_abs().is_none_or(|at| at > SPAN_S_MAX) {
        return absurd("it is said to have happened more than ten years away from the operation");
    }
    let tokens = match &statement.fact {
        Fact::Register(f) => f.members.len(),
        Fact::Assign(f) => f.parties.len(),
        Fact::Board(f) | Fact::Alight(f) => f.tokens.len(),
        Fact::Receive(f) => f.tokens.len(),
        Fact::HandOver(f) => f.tokens.len(),
        Fact::Remove(f) => f.tokens.len(),
        Fact::Position(f) => {
            let on_earth = (-90_000_000..=90_000_000).contains(&f.lat_e6)
                && (-180_000_000..=180_000_000).contains(&f.lon_e6);
            return if on_earth { Ok(()) } else { absurd("the position is not on Earth") };
        }
        _ => 0,
    };
    if tokens > TOKENS_MAX {
        absurd("it names more than 512 people; no vehicle holds so many")
    } else {
        Ok(())
    }
}

pub(super) fn refuse(code: &'static str, what: String, remedy: &'static str) -> Verdict {
    Verdict::Refused { code, what, remedy, next: None }
}
