//! `corridor check FILE`: every finding at once, each with where, what and what to do.

use super::{Failure, files, say};
use evacuation::operation::read::Severity;
use std::path::PathBuf;
use std::process::ExitCode;

/// Exit code 0: nothing to say. 1: findings (with --allow-warnings: errors).
#[derive(clap::Args)]
pub(super) struct Args {
    /// The operation file, TOML or JSON.
    file: PathBuf,
    /// Warnings alone do not fail the check.
    #[arg(long)]
    allow_warnings: bool,
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let (_, reading) = files::reading(&args.file)?;
    let mut text = String::new();
    for finding in &reading.findings {
        text.push_str(&format!("{finding}\n"));
    }
    let errors = reading.findings.iter().filter(|finding| finding.severity == Severity::Error).count();
    let warnings = reading.findings.len() - errors;
    let path = args.file.display();
    text.push_str(&match (&reading.operation, warnings) {
        (Some(operation), 0) => {
            let (people, fleets) = (operation.persons().total(), operation.fleets.iter());
            let vehicles: u64 = fleets.map(|fleet| u64::from(fleet.count)).sum();
            format!("{path}: no findings. {}: {people} people, {vehicles} vehicles.\n", operation.name)
        }
        (Some(_), n) => format!("{path}: {n} warnings; it can be planned.\n"),
        (None, n) => format!("{path}: {errors} errors, {n} warnings; it cannot be planned.\n"),
    });
    say(&text);
    let fine = errors == 0 && (warnings == 0 || args.allow_warnings);
    Ok(if fine { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
