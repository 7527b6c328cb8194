//! `corridor seal`: seals made and passed to witnesses, without a running server.

use super::folder::with_folder;
use super::{Failure, say};
use corridor::sealing::Sealer;
use std::path::PathBuf;
use std::process::ExitCode;

/// Seals every log of a data folder whose key this program holds, and asks witnesses to cosign. A
/// running server does the same every minute; `serve --witness URL` names its witnesses.
#[derive(clap::Args)]
pub(super) struct Args {
    /// The data folder; no server may be running on it.
    #[arg(long)]
    data: PathBuf,
    /// A witness to be asked, such as http://10.0.0.9:8441. May be repeated.
    #[arg(long)]
    witness: Vec<String>,
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let runtime = tokio::runtime::Runtime::new().map_err(|error| Failure(error.to_string()))?;
    let round = with_folder(&args.data, |intake, founded| {
        let (intake, mode, witnesses) = (intake.clone(), founded.founding.mode, args.witness.clone());
        let sealer = Sealer {
            intake,
            mode,
            witnesses,
            policy: None,
            last: Default::default(),
            heard: Default::default(),
        };
        runtime.block_on(sealer.round()).map_err(|trouble| Failure(trouble.to_string()))
    })?;
    say(&format!("{} logs sealed, {} cosignatures added\n", round.sealed, round.cosigned));
    round.troubles.iter().for_each(|trouble| say(&format!("{trouble}\n")));
    Ok(if round.troubles.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
