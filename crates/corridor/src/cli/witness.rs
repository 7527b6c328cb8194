//! `corridor witness`: an observer's laptop that cosigns, over HTTP or from file to file.

use super::{Failure, files, say};
use corridor::witness::{Witness, WitnessSettings, cosign_bundle, cosign_handed, open_file, serve};
use ledger::OperationId;
use std::fs::File;
use std::io::BufReader;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Cosigns the seals of logs that only ever grow, by the rules of C2SP tlog-witness. What it cosigned
/// is on disk before anybody sees it. Without --bundle it answers POST /add-checkpoint.
#[derive(clap::Args)]
pub(super) struct Args {
    /// The witness's own folder: its key and what it cosigned.
    #[arg(long)]
    data: PathBuf,
    /// Its name, given once: like a web address without https://, such as observer.example/1.
    #[arg(long)]
    name: Option<String>,
    /// The operation that it follows, by its id; may be repeated.
    #[arg(long, required = true)]
    operation: Vec<OperationId>,
    /// Address and port to listen on.
    #[arg(long, default_value = "127.0.0.1:8441")]
    listen: SocketAddr,
    /// A bundle whose seals are to be cosigned.
    #[arg(long, requires = "out")]
    bundle: Option<PathBuf>,
    /// A file of seals from the page that observers have; what is cosigned is handed in there.
    #[arg(long, requires = "out", conflicts_with = "bundle")]
    seals: Option<PathBuf>,
    /// Where the cosigned seals go: of a bundle as a bundle to be imported, of a file of seals as one to be handed in.
    #[arg(long)]
    out: Option<PathBuf>,
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let witness = open_file(&args.data, args.name.as_deref(), args.operation.clone());
    let witness = witness.map_err(|error| Failure(error.to_string()))?;
    say(&format!("For the policy file:\nwitness GROUP {}\n", witness.public()));
    match (&args.bundle, &args.seals, &args.out) {
        (Some(bundle), _, Some(out)) => from_file(witness, bundle, out),
        (None, Some(seals), Some(out)) => from_page(witness, seals, out),
        (None, None, Some(_)) => Err(Failure("--out needs --seals FILE or --bundle FILE".to_owned())),
        _ => {
            let settings = WitnessSettings { listen: args.listen };
            let ready = |address| say(&format!("Witnessing at http://{address}/ (Ctrl-C stops it)\n"));
            serve(witness, &settings, ready).map_err(|error| Failure(error.to_string()))?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn from_file(mut witness: Witness, bundle: &Path, out: &Path) -> Result<ExitCode, Failure> {
    let failed = |error: &dyn std::fmt::Display| Failure(format!("{}: {error}", bundle.display()));
    let file = File::open(bundle).map_err(|error| failed(&error))?;
    let now = u64::try_from(corridor::wall_clock::unix_s()).unwrap_or(0);
    let done = cosign_bundle(&mut witness, &mut BufReader::new(file), now).map_err(|error| failed(&error))?;
    files::write_whole(out, &done.bundle)?;
    done.declined.iter().for_each(|what| say(&format!("not cosigned: {what}\n")));
    let out = out.display();
    say(&format!("{} seals cosigned; next, there: corridor import {out} --data FOLDER\n", done.cosigned));
    Ok(if done.declined.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn from_page(mut witness: Witness, seals: &Path, out: &Path) -> Result<ExitCode, Failure> {
    let failed = |error: &dyn std::fmt::Display| Failure(format!("{}: {error}", seals.display()));
    let text = std::fs::read_to_string(seals).map_err(|error| failed(&error))?;
    let now = u64::try_from(corridor::wall_clock::unix_s()).unwrap_or(0);
    let done = cosign_handed(&mut witness, &text, now).map_err(|error| failed(&error))?;
    let file = serde_json::to_string_pretty(&done.file).map_err(|error| failed(&error))?;
    files::write_whole(out, format!("{file}\n").as_bytes())?;
    done.declined.iter().for_each(|what| say(&format!("not cosigned: {what}\n")));
    let (cosigned, out) = (done.file.notes.len(), out.display());
    say(&format!("{cosigned} seals cosigned; hand in {out} on the page that the seals came from\n"));
    Ok(if done.declined.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
