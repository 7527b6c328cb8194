//! `corridor import`: a bundle file into a data folder, checked as if its devices had sent it.

use super::folder::with_folder;
use super::{Failure, say};
use corridor::carry::{founding_of, import};
use corridor::store::Store;
use std::fs::File;
use std::path::PathBuf;
use std::process::ExitCode;

/// Reads a bundle file into a data folder. Everything is verified; what is there already changes
/// nothing; it can be repeated at will. A folder that holds nothing yet is founded from the bundle.
#[derive(clap::Args)]
pub(super) struct Args {
    /// The bundle file.
    file: PathBuf,
    /// The data folder.
    #[arg(long)]
    data: PathBuf,
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let failed = |error: &dyn std::fmt::Display| Failure(format!("{}: {error}", args.file.display()));
    let open = || File::open(&args.file).map_err(|error| failed(&error));
    let known = Store::peek(&args.data).map_err(|error| Failure(format!("{error}; {}", error.remedy())))?;
    if known.is_none() {
        let founding = founding_of(&mut open()?).map_err(|error| failed(&error))?;
        let founding = founding.ok_or_else(|| {
            Failure(format!("{} holds no operation, and the bundle none that it could begin with; found it there first with `corridor found`, or export the bundle anew", args.data.display()))
        })?;
        Store::found(&args.data, &founding, &[])
            .map_err(|error| Failure(format!("{error}; {}", error.remedy())))?;
        say(&format!("{} is founded in {}.\n", founding.name, args.data.display()));
    }
    let (tally, findings) =
        with_folder(&args.data, |intake, _| import(intake, &mut open()?).map_err(|error| failed(&error)))?;
    tally.lines().iter().for_each(|line| say(&format!("{line}\n")));
    findings.iter().for_each(|finding| say(&format!("{}: {finding}\n", args.file.display())));
    let clean = findings.is_empty() && tally.refused.is_empty();
    Ok(if clean { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
