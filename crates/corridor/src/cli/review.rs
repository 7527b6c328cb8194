//! A person goes through the proposals of a report on the command line: accepts, edits or refuses each.
//! Answers are read line by line, so that a script can give them too. Only what is accepted is entered.
//!
//! Never here: reading the report.

use super::claims::{entered_now, state};
use super::folder::with_voice;
use super::intake::{claim_line, counted, figure, incident_line, one_line};
use super::{Failure, say};
use corridor::proposals::{claim_of, incident_of, past_moment_of, tidy};
use evacuation::operation::Operation;
use evacuation::quantity::Moment;
use evacuation::statement::{Claim, Fact, Incident, IncidentKind, Known, Statement};
use reading::Reading;
use std::io::BufRead;
use std::path::Path;
use std::process::ExitCode;

const HELP: &str = "a accept · r refuse · e FIELD VALUE edit, such as: e value 120 · q stop here, with what is accepted so far\n\
    fields of a claim: claimant value low high unit scope qualifier as_of place figure grade source\n\
    fields of an incident: kind when place claimant known grade source share";

/// Asks for each proposal; enters the accepted ones together at the end.
pub(super) fn review(
    data: &Path,
    reading: &Reading,
    (source, grade): (&str, &str),
) -> Result<ExitCode, Failure> {
    // The folder is opened first: a server that uses it is found before anybody has gone through the report.
    with_voice(data, |_, founded, voice| {
        let (claims, happened, stopped) = decided(&founded.operation, reading, (source, grade))?;
        let (entered, said) = (claims.len(), happened.len());
        state(&voice, &founded.operation, claims)?;
        voice.say(happened).map_err(|error| Failure(error.to_string()))?;
        let of = |count: usize, all: usize, noun: &str| format!("{count} of {}", counted(all, noun));
        say(&format!(
            "{}{} and {} entered{}\n",
            if stopped { "\nstopped; " } else { "" },
            of(entered, reading.claims.len(), "claim"),
            of(said, reading.incidents.len(), "incident"),
            if entered > 0 {
                format!("; see: corridor claims show --data {}", data.display())
            } else {
                String::new()
            },
        ));
        Ok(ExitCode::SUCCESS)
    })
}

/// What a person accepts, and whether the person stopped before the end.
fn decided(
    operation: &Operation,
    reading: &Reading,
    (source, grade): (&str, &str),
) -> Result<(Vec<Claim>, Vec<Statement>, bool), Failure> {
    let mut answers = std::io::stdin().lock().lines();
    say(&format!("{HELP}\n"));
    let claims: Vec<Claim> =
        reading.claims.iter().map(|proposal| claim_of(proposal, source, grade)).collect();
    let lines = reading.claims.iter().enumerate().map(|(ix, proposal)| claim_line(ix + 1, proposal));
    let (claims, stopped) = gone_through(&mut answers, lines.zip(claims), claim_face, sound, edited)?;
    let first = reading.claims.len() + 1;
    let lines = reading.incidents.iter().enumerate().map(|(ix, one)| incident_line(first + ix, one));
    let drafts = reading.incidents.iter().map(|proposal| Draft::of(operation, proposal, source, grade));
    let drafts: Vec<Draft> = if stopped { Vec::new() } else { drafts.collect() };
    let (drafts, stopped_later) = gone_through(
        &mut answers,
        lines.zip(drafts),
        Draft::face,
        |draft| draft.statement(operation).map(drop),
        |draft, edit| draft.edited(edit),
    )?;
    let happened = drafts.iter().filter_map(|draft| draft.statement(operation).ok()).collect();
    Ok((claims, happened, stopped || stopped_later))
}

/// Goes through proposals one by one, each shown by its line; gives those accepted, and whether a person stopped.
fn gone_through<T>(
    answers: &mut impl Iterator<Item = std::io::Result<String>>,
    proposals: impl Iterator<Item = (String, T)>,
    face: impl Fn(&T) -> String,
    sound: impl Fn(&T) -> Result<(), String>,
    edited: impl Fn(&mut T, &str) -> Result<(), String>,
) -> Result<(Vec<T>, bool), Failure> {
    let mut accepted = Vec::new();
    for (line, mut one) in proposals {
        say(&line);
        loop {
            say(&format!("      {}  a, r, e, q? ", face(&one)));
            let Some(answer) = answers.next() else { return Ok((accepted, true)) };
            let answer = answer.map_err(|error| Failure(error.to_string()))?;
            match answer.trim().split_once(' ').unwrap_or((answer.trim(), "")) {
                ("a", "") => match sound(&one) {
                    Ok(()) => {
                        accepted.push(one);
                        break;
                    }
                    Err(what) => say(&format!("      {what}; edit it, or refuse it\n")),
                },
                ("r", "") => break,
                ("q", "") => return Ok((accepted, true)),
                ("e", edit) => {
                    if let Err(what) = edited(&mut one, edit) {
                        say(&format!("      {what}\n"));
                    }
                }
                _ => say(&format!("      {HELP}\n")),
            }
        }
    }
    Ok((accepted, false))
}

/// A claim as it would be entered, so that what was edited is seen.
fn claim_face(claim: &Claim) -> String {
    let value = figure((claim.low, claim.high), "-");
    let place = claim.said.as_ref().map_or("", |said| said.place.as_str());
    let words = [claim.qualifier.as_str(), &value, &claim.unit, &claim.scope, place, &claim.as_of];
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    one_line(&format!("{} [{}; {}; {}]", words.join(" "), claim.claimant, claim.figure, claim.grade))
}

/// An incident as a person edits it: when it happened stays in words until it is entered.
struct Draft {
    when: String,
    incident: Incident,
}

impl Draft {
    fn of(operation: &Operation, proposal: &reading::Incident, source: &str, grade: &str) -> Draft {
        let credibility = grade.get(1..).and_then(|digit| digit.parse().ok()).unwrap_or(6);
        let grade = (grade.get(..1).unwrap_or("F"), credibility);
        Draft { when: proposal.as_of.clone(), incident: incident_of(operation, proposal, source, grade) }
    }

    fn face(&self) -> String {
        let Incident { kind, place, reliability, credibility, .. } = &self.incident;
        let when = if self.when.is_empty() { "no time" } else { &self.when };
        let (by, share) = (&self.incident.by, if self.incident.share { ", may be shared" } else { "" });
        one_line(&format!("{} {place} {when} [{by}; {reliability}{credibility}{share}]", kind.as_str()))
    }

    fn statement(&self, operation: &Operation) -> Result<Statement, String> {
        let at = past_moment_of(operation, &self.when, entered_now(operation))?;
        let statement = Statement { at, fact: Fact::Incident(Box::new(self.incident.clone())) };
        statement.check().map_err(|error| error.to_string()).map(|()| statement)
    }

    /// `FIELD VALUE`.
    fn edited(&mut self, edit: &str) -> Result<(), String> {
        let (field, value) = edit.trim().split_once(' ').unwrap_or((edit.trim(), ""));
        let incident = &mut self.incident;
        match field {
            "when" | "as_of" => self.when = tidy(value),
            "place" => incident.place = tidy(value),
            "claimant" | "by" => incident.by = tidy(value),
            "source" => incident.source = tidy(value),
            "kind" => incident.kind = one_of(IncidentKind::ALL, IncidentKind::as_str, value)?,
            "known" => incident.known = one_of(Known::ALL, Known::as_str, value)?,
            "share" => incident.share = value == "yes",
            "grade" => {
                let grade = value.to_uppercase();
                let digit = grade.get(1..).and_then(|digit| digit.parse().ok());
                let digit = digit.ok_or_else(|| format!("'{value}' is no grade such as C3"))?;
                incident.reliability = grade.get(..1).unwrap_or_default().to_owned();
                incident.credibility = digit;
            }
            _ => return Err(format!("there is no field '{field}'")),
        }
        Ok(())
    }
}

fn one_of<T: Copy>(all: &[T], name: fn(T) -> &'static str, wanted: &str) -> Result<T, String> {
    let names = || all.iter().map(|one| name(*one)).collect::<Vec<_>>().join(", ");
    all.iter().copied().find(|one| name(*one) == wanted).ok_or_else(|| format!("one of {}", names()))
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
