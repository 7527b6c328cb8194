//! Whether a verified entry says something that can be taken: a statement in its one written form,
//! of the kind and place that the entry names.
//!
//! Every rule here looks only at the entry itself, so that the order of arrival changes no verdict.
//! Whether its device may say so is not judged here: what a stranger says is kept in quarantine
//! (`evacuation::enrolment`), for a gap in a log would keep out everything that follows. Whether a
//! statement is *true* is never judged.

use super::verdict::Verdict;
use evacuation::statement::{Fact, Statement, StatementError};
use ledger::EntryView;

/// Reads the statement of an entry; says in words why it has none that can be taken.
pub fn read_statement(entry: &EntryView<'_>) -> Result<Statement, String> {
    read(entry).map_err(|verdict| match verdict {
        Verdict::Refused { what, .. } => what,
        _ => String::new(),
    })
}

/// Reads the statement of an entry.
pub(super) fn read(entry: &EntryView<'_>) -> Result<Statement, Verdict> {
    let statement = Statement::decode(entry.body).map_err(|error| refuse_statement(&error))?;
    let fact = &statement.fact;
    if fact.kind() != entry.kind || fact.place() != entry.place {
        let what = format!("the entry says '{}', its body says '{}'", entry.kind, fact.kind());
        return Err(refuse("statement_mismatch", what, "let kind and place be those of the body"));
    }
    if matches!(fact, Fact::Enrol(_)) != (entry.seq == 0) {
        let what = "a device enrols with the first entry of its log, and only there".to_owned();
        return Err(refuse("enrol_first", what, "begin the log with an enrolment"));
    }
    Ok(statement)
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
