//! `corridor intake FILE`: what a report proposes, claims and incidents, each with the words it was read
//! from. Reading alone states nothing.
//!
//! Never here: rules of reading (`reading`), or statements made without a person.

use super::{Failure, say};
use corridor::report_text::{TextTrouble, decoded};
use evacuation::statement::{NO_GRADE, is_grade};
use reading::{Claim, Date, Incident, Reading, Standing};
use std::io::Read;
use std::path::PathBuf;
use std::process::ExitCode;

/// Exit code 0: it was read, whatever it proposes. 1: it cannot be read.
#[derive(clap::Args)]
pub(super) struct Args {
    /// The report: plain text, or HTML saved from a page; `-` reads standard input.
    file: PathBuf,
    /// Print the proposals as JSON.
    #[arg(long)]
    json: bool,
    /// The day of the report, YYYY-MM-DD, when its head does not name one with its year.
    #[arg(long, value_parser = day)]
    date: Option<Date>,
    /// Go through the proposals one by one: accept, edit or refuse each; what is accepted is entered into
    /// this data folder, on which no server runs.
    #[arg(long, conflicts_with = "json")]
    data: Option<PathBuf>,
    /// Where the report can be read: an address or a title.
    #[arg(long, default_value = "")]
    source: String,
    /// The Admiralty grade of what is accepted, unless edited.
    #[arg(long, default_value = "F6", value_parser = grade)]
    grade: String,
}

fn grade(text: &str) -> Result<String, String> {
    let text = text.to_uppercase();
    if is_grade(&text) { Ok(text) } else { Err(NO_GRADE.to_owned()) }
}

fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "a day is written 2016-12-15".to_owned())
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let text = text(&args.file)?;
    let reading = reading::read(&text, args.date);
    if let Some(data) = &args.data {
        if args.file.as_os_str() == "-" {
            return Err(Failure(
                "the answers come from standard input, so the report must be a file".to_owned(),
            ));
        }
        return super::review::review(data, &reading, (&args.source, &args.grade));
    }
    if args.json {
        let json = serde_json::to_string_pretty(&reading).map_err(|error| Failure(error.to_string()))?;
        say(&format!("{json}\n"));
    } else {
        say(&shown(&reading));
    }
    Ok(ExitCode::SUCCESS)
}

fn text(path: &PathBuf) -> Result<String, Failure> {
    let at = path.display();
    let bytes = if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        std::fs::read(path)
    };
    let bytes = bytes
        .map_err(|error| Failure(format!("{at}: {error}; name a text file, or - for standard input")))?;
    decoded(&bytes).map_err(|trouble: TextTrouble| Failure(format!("{at}: {trouble}")))
}

fn shown(reading: &Reading) -> String {
    let mut text = String::new();
    for (ix, claim) in reading.claims.iter().enumerate() {
        text.push_str(&claim_line(ix + 1, claim));
    }
    for (ix, incident) in reading.incidents.iter().enumerate() {
        text.push_str(&incident_line(reading.claims.len() + ix + 1, incident));
    }
    let (claims, incidents) =
        (counted(reading.claims.len(), "claim"), counted(reading.incidents.len(), "incident"));
    text.push_str(&format!("{claims} and {incidents} proposed; nothing is entered.\n"));
    text.push_str(if reading.claims.is_empty() && reading.incidents.is_empty() {
        "Only English is read. Without the day of the report days of the week stay words: --date YYYY-MM-DD.\n"
    } else {
        "To accept, edit or refuse them one by one: --data FOLDER; for programs: --json.\n"
    });
    text
}

/// "1 claim", "2 claims".
pub(super) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// A figure, or from where to where it lies.
pub(super) fn figure((low, high): (i64, i64), between: &str) -> String {
    if low == high { low.to_string() } else { format!("{low}{between}{high}") }
}

pub(super) fn claim_line(number: usize, claim: &Claim) -> String {
    let value = figure((claim.low, claim.high), " to ");
    let standing = match claim.standing {
        Standing::Reported => "",
        Standing::Planned => " [not yet: planned or wanted]",
        Standing::Denied => " [denied]",
    };
    let lead = if claim.qualifier.is_empty() { String::new() } else { format!("{} ", claim.qualifier) };
    let mut line = format!("{number:>4}  {lead}{value} {}", claim.unit);
    for (name, value) in [("scope", &claim.scope), ("place", &claim.place), ("as of", &claim.as_of)] {
        if !value.is_empty() {
            line.push_str(&format!("; {name}: {value}"));
        }
    }
    format!(
        "{line}{standing}\n      {}: “{}” ({}–{})\n",
        claim.claimant,
        one_line(&claim.quote),
        claim.span[0],
        claim.span[1]
    )
}

pub(super) fn incident_line(number: usize, incident: &Incident) -> String {
    let mut line = format!("{number:>4}  incident: {}", incident.kind.as_str().replace('_', " "));
    for (name, value) in [("place", &incident.place), ("as of", &incident.as_of)] {
        if !value.is_empty() {
            line.push_str(&format!("; {name}: {value}"));
        }
    }
    let [start, end] = incident.span;
    format!("{line}\n      {}: “{}” ({start}–{end})\n", incident.claimant, one_line(&incident.quote))
}

/// A report must not steer the terminal: signs that do are left out.
pub(super) fn one_line(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !c.is_control() || c.is_whitespace()).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
