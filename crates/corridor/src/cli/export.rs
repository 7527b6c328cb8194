//! `corridor export`: everything that a data folder holds, as one bundle file.

use super::folder::with_folder;
use super::{Failure, say};
use corridor::carry::export;
use std::fs::{File, rename};
use std::io::BufWriter;
use std::path::PathBuf;
use std::process::ExitCode;

/// Writes everything that a data folder holds into one bundle file, to be carried to another machine.
/// While a server runs on the folder, download http://HOST:PORT/api/v1/bundle instead.
#[derive(clap::Args)]
pub(super) struct Args {
    /// The file to write; it appears only when it is whole.
    file: PathBuf,
    /// The data folder.
    #[arg(long)]
    data: PathBuf,
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let failed = |error: &dyn std::fmt::Display| Failure(format!("{}: {error}", args.file.display()));
    let part = args.file.with_extension("part");
    let exported = with_folder(&args.data, |intake, founded| {
        let file = File::create(&part).map_err(|error| failed(&error))?;
        let mut out = BufWriter::new(file);
        let exported = export(intake, &founded.founding, &mut out).map_err(|error| failed(&error))?;
        out.get_ref().sync_all().map_err(|error| failed(&error))?;
        Ok(exported)
    })?;
    rename(&part, &args.file).map_err(|error| failed(&error))?;
    let (file, entries, bytes) = (args.file.display(), exported.entries, exported.bytes);
    say(&format!(
        "{file}: {entries} statements, {bytes} bytes. Next, there: corridor import {file} --data FOLDER\n"
    ));
    Ok(ExitCode::SUCCESS)
}
