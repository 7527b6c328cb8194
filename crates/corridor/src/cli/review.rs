//! A person goes through the proposals of a report on the command line: accepts, edits or refuses each.
//! Answers are read line by line, so that a script can give them too. Only what is accepted is entered.
//!
//! Never here: reading the report.

use super::claims::state;
use super::folder::with_voice;
use super::intake::{claim_line, incident_line};
use super::{Failure, say};
use corridor::proposals::{claim_of, tidy};
use evacuation::quantity::Moment;
use evacuation::statement::{Claim, Fact, Statement};
use reading::Reading;
use std::io::BufRead;
use std::path::Path;
use std::process::ExitCode;

const HELP: &str = "a accept · r refuse · e FIELD VALUE edit (claimant figure low high unit scope qualifier as_of place grade source) · q stop";

/// Asks for each claim; enters the accepted ones together at the end.
pub(super) fn review(
    data: &Path,
    reading: &Reading,
    (source, grade): (&str, &str),
) -> Result<ExitCode, Failure> {
    let mut answers = std::io::stdin().lock().lines();
    let mut accepted = Vec::new();
    say(&format!("{HELP}\n"));
    'proposals: for (ix, proposal) in reading.claims.iter().enumerate() {
        say(&claim_line(ix + 1, proposal));
        let mut claim = claim_of(proposal, source, grade);
        loop {
            say(&format!("      {} {}  a, r, e, q? ", claim.figure, claim.grade));
            let Some(answer) = answers.next() else { break 'proposals };
            let answer = answer.map_err(|error| Failure(error.to_string()))?;
            match answer.trim().split_once(' ').unwrap_or((answer.trim(), "")) {
                ("a", "") => match sound(&claim) {
                    Ok(()) => {
                        accepted.push(claim);
                        break;
                    }
                    Err(what) => say(&format!("      {what}; edit it, or refuse it\n")),
                },
                ("r", "") => break,
                ("q", "") => break 'proposals,
                ("e", edit) => match edited(&mut claim, edit) {
                    Ok(()) => {}
                    Err(what) => say(&format!("      {what}\n")),
                },
                _ => say(&format!("      {HELP}\n")),
            }
        }
    }
    let first = reading.claims.len() + 1;
    for (ix, incident) in reading.incidents.iter().enumerate() {
        say(&incident_line(first + ix, incident));
    }
    if !reading.incidents.is_empty() {
        say("      incidents are entered on the console, where they are graded and placed\n");
    }
    let count = accepted.len();
    with_voice(data, |_, founded, voice| state(&voice, &founded.operation, accepted))?;
    say(&format!("{count} of {} claims are entered\n", reading.claims.len()));
    Ok(ExitCode::SUCCESS)
}

fn sound(claim: &Claim) -> Result<(), String> {
    let statement = Statement { at: Moment(0), fact: Fact::Claim(Box::new(claim.clone())) };
    statement.check().map_err(|error| error.to_string())
}

/// `FIELD VALUE`; an empty value empties the field.
fn edited(claim: &mut Claim, edit: &str) -> Result<(), String> {
    let (field, value) = edit.trim().split_once(' ').unwrap_or((edit.trim(), ""));
    let number =
        || value.replace([',', ' '], "").parse::<i64>().map_err(|_| format!("'{value}' is no whole number"));
    let text = tidy(value);
    match field {
        "claimant" => claim.claimant = text,
        "figure" => claim.figure = text,
        "low" => claim.low = number()?,
        "high" => claim.high = number()?,
        "value" => (claim.low, claim.high) = (number()?, number()?),
        "unit" => claim.unit = text,
        "scope" => claim.scope = text,
        "qualifier" => claim.qualifier = text,
        "as_of" => claim.as_of = text,
        "grade" => claim.grade = text.to_uppercase(),
        "source" => claim.source = text,
        "place" => claim.said.get_or_insert_default().place = text,
        _ => return Err(format!("there is no field '{field}'")),
    }
    Ok(())
}
