//! `corridor sync`: a data folder and a running hub brought to the same statements.

use super::folder::with_folder;
use super::{Failure, say};
use corridor::authority::ClientTrust;
use corridor::carry::{Talked, ask_hub, sync_with};
use std::path::PathBuf;
use std::process::ExitCode;

/// Brings a data folder and a running hub to the same statements: each gets what it lacks. May be
/// interrupted and repeated at will. A hub does the same by itself with `serve --sync URL`.
#[derive(clap::Args)]
pub(super) struct Args {
    /// The hub, such as http://10.0.0.5:8440.
    url: String,
    /// The data folder; no server may be running on it.
    #[arg(long)]
    data: PathBuf,
    /// For a hub at https://: its authority's certificate, as its trust page hands it out. May be repeated.
    #[arg(long)]
    trust: Vec<PathBuf>,
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let runtime = tokio::runtime::Runtime::new().map_err(|error| Failure(error.to_string()))?;
    let trust = ClientTrust::read(&args.trust).map_err(|error| Failure(error.to_string()))?;
    let talked: Talked = with_folder(&args.data, |intake, _| {
        let ask = |request| ask_hub(runtime.handle(), &trust, &args.url, request);
        sync_with(intake, ask).map_err(|error| {
            Failure(format!("{}: {error}; what was exchanged stays, run it again to go on", args.url))
        })
    })?;
    talked.tally.lines().iter().for_each(|line| say(&format!("{line}\n")));
    let Talked { sent, rounds, bytes, stuck, tally } = talked;
    say(&format!("{sent} statements sent there, {bytes} bytes in {rounds} rounds\n"));
    for log in &stuck {
        say(&format!(
            "log {log} is not the same on both sides: one of them holds what the other cannot take; compare `corridor verify` there and here\n"
        ));
    }
    let clean = stuck.is_empty() && tally.refused.is_empty();
    Ok(if clean { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
