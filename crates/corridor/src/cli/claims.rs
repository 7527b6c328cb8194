//! `corridor claims`: series of claims into a data folder, and claimed against counted as a table. Works on
//! a data folder on which no server runs.
//!
//! Never here: which claim is right.

use super::folder::{with_folder, with_voice};
use super::intake::figure;
use super::{Failure, say};
use clap::Subcommand;
use corridor::claims_file::{COLUMNS, read_claims};
use corridor::intake::Voice;
use corridor::report_text::decoded;
use corridor::wall_clock::unix_s;
use evacuation::account::ClaimPicture;
use evacuation::compared::{Compared, compared};
use evacuation::operation::Operation;
use evacuation::quantity::Moment;
use evacuation::statement::{Claim, Fact, Statement};
use std::path::PathBuf;
use std::process::ExitCode;

/// Claims of others: load a series, show claimed against counted.
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Enter every row of a CSV file as a claim. Rows that are entered already change nothing.
    #[command(after_help = format!("Columns, in any order: {COLUMNS}"))]
    Load {
        /// The file.
        file: PathBuf,
        /// The data folder.
        #[arg(long)]
        data: PathBuf,
        /// The Admiralty grade of rows without one: reliability A–F and credibility 1–6, each judged for itself.
        #[arg(long, default_value = "F6")]
        grade: String,
    },
    /// Every figure that is claimed: each claimant's line beside our own count, contradictions named.
    Show {
        /// The data folder.
        #[arg(long)]
        data: PathBuf,
        /// Only this figure.
        #[arg(long)]
        figure: Option<String>,
        /// Only claims of this day, such as 2016-12-16.
        #[arg(long)]
        day: Option<String>,
    },
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Failure> {
    match &args.command {
        Command::Load { file, data, grade } => load(file, data, grade),
        Command::Show { data, figure, day } => show(data, figure.as_deref(), day.as_deref()),
    }
}

/// Now, in the operation's time; statements are made when they are entered.
pub(super) fn entered_now(operation: &Operation) -> Moment {
    Moment(unix_s().saturating_sub(operation.start_unix_s).clamp(-300_000_000, 300_000_000))
}

pub(super) fn state(voice: &Voice, operation: &Operation, claims: Vec<Claim>) -> Result<(), Failure> {
    let at = entered_now(operation);
    let statements =
        claims.into_iter().map(|claim| Statement { at, fact: Fact::Claim(Box::new(claim)) }).collect();
    voice.say(statements).map(drop).map_err(|error| Failure(error.to_string()))
}

fn load(file: &PathBuf, data: &std::path::Path, grade: &str) -> Result<ExitCode, Failure> {
    let path = file.display();
    let bytes = std::fs::read(file).map_err(|error| Failure(format!("{path}: {error}")))?;
    let text = decoded(&bytes).map_err(|error| Failure(format!("{path}: {error}")))?;
    let (claims, findings) = read_claims(&text, grade);
    findings.iter().for_each(|finding| say(&format!("{path}: {finding}\n")));
    if !findings.is_empty() {
        say("nothing is entered: correct the file and load it again\n");
        return Ok(ExitCode::FAILURE);
    }
    let rows = claims.len();
    let mut fresh = 0;
    with_voice(data, |intake, founded, voice| {
        let known: Vec<Claim> =
            intake.read(|book| book.account().picture().claims.into_iter().map(|one| one.claim).collect());
        let claims: Vec<Claim> = claims.into_iter().filter(|claim| !known.contains(claim)).collect();
        fresh = claims.len();
        state(&voice, &founded.operation, claims)
    })?;
    say(&format!("{rows} claims in {path}: {fresh} entered, {} were there already\n", rows - fresh));
    Ok(ExitCode::SUCCESS)
}

fn show(data: &std::path::Path, figure: Option<&str>, day: Option<&str>) -> Result<ExitCode, Failure> {
    let picture = with_folder(data, |intake, _| Ok(intake.read(|book| book.account().picture())))?;
    let chosen: Vec<ClaimPicture> = picture
        .claims
        .iter()
        .filter(|one| figure.is_none_or(|figure| one.claim.figure == figure))
        .filter(|one| day.is_none_or(|day| one.claim.as_of.starts_with(day)))
        .cloned()
        .collect();
    let mut text = String::new();
    for one in compared(&chosen, &picture.watch) {
        text.push_str(&table(&chosen, &one, one.counted.as_ref().and_then(|id| picture.value(id))));
    }
    if text.is_empty() {
        text = "nobody has claimed such a figure here; enter claims with `corridor claims load` or `corridor intake`\n".to_owned();
    }
    say(&text);
    Ok(ExitCode::SUCCESS)
}

fn table(claims: &[ClaimPicture], one: &Compared, counted: Option<i64>) -> String {
    let (low, high) = one.spread;
    let ours = counted.map_or("we count nothing of the kind".to_owned(), |count| format!("we count {count}"));
    let mut text = format!("{}: {} claims, from {low} to {high}; {ours}\n", one.figure, one.claims.len());
    for ix in &one.claims {
        let Some(claimed) = claims.get(*ix) else { continue };
        let claim = &claimed.claim;
        let value = figure((claim.low, claim.high), "–");
        let said = format!("{} {value}", claim.qualifier);
        let old = if one.superseded.contains(ix) { " (superseded)" } else { "" };
        text.push_str(&format!(
            "  {:<12} {:>18} {}  {}  {}{old}\n",
            claim.as_of,
            said.trim(),
            claim.grade,
            claim.claimant,
            claim.scope
        ));
    }
    for (a, b) in &one.contradictions {
        let name = |ix: &usize| claims.get(*ix).map_or("", |claimed| claimed.claim.claimant.as_str());
        let value = |ix: &usize| claims.get(*ix).map_or(0, |claimed| claimed.claim.low);
        text.push_str(&format!(
            "  cannot both hold: {} ({}) and {} ({})\n",
            name(a),
            value(a),
            name(b),
            value(b)
        ));
    }
    text
}
