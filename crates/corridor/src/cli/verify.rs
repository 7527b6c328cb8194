//! `corridor verify`: a bundle checked by someone who trusts nobody who made it.

use super::{Failure, files, say};
use corridor::verify::{text, verify};
use ledger::quorum::{POLICY_BYTES_MAX, Policy};
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Checks a bundle: every signature, chain, fork, seal and cosignature, and the account. Needs no
/// server, no keys and no names. Ends with 1 if there is any doubt; all doubts are told.
#[derive(clap::Args)]
pub(super) struct Args {
    /// The bundle file.
    file: PathBuf,
    /// Which witnesses you know, and which of them must have cosigned.
    #[arg(long)]
    quorum: Option<PathBuf>,
    /// The report as JSON.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let failed = |error: &dyn std::fmt::Display| Failure(format!("{}: {error}", args.file.display()));
    let policy = args.quorum.as_deref().map(policy).transpose()?;
    let file = File::open(&args.file).map_err(|error| failed(&error))?;
    let report = verify(&mut BufReader::new(file), policy.as_ref()).map_err(|error| failed(&error))?;
    match args.json {
        true => {
            let json = serde_json::to_string_pretty(&report).map_err(|error| failed(&error))?;
            say(&format!("{json}\n"));
        }
        false => say(&text(&report, &args.file.display().to_string())),
    }
    Ok(if report.good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// A policy file, or everything that is wrong with it.
pub(super) fn policy(path: &Path) -> Result<Policy, Failure> {
    let bytes = files::bytes(path, POLICY_BYTES_MAX as u64)?;
    let text = String::from_utf8(bytes)
        .map_err(|_| Failure(format!("{}: it is not UTF-8; name the policy file", path.display())))?;
    Policy::read(&text).map_err(|findings| {
        let list: Vec<String> = findings.iter().map(|f| format!("{}: {f}", path.display())).collect();
        Failure(list.join("\n"))
    })
}
