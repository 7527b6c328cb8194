//! The command line: one file a command. Each prints what a person needs to know and ends with an
//! exit code that a script can trust: 0 fine, 1 findings or failure, 2 wrong use of the command.
//!
//! Never here: rules of the domain.

mod check;
mod claims;
mod custody;
mod demo;
mod explain;
mod export;
mod files;
mod folder;
mod import;
mod intake;
mod judge;
mod matching;
mod paper;
mod plan;
mod review;
mod seal;
mod serve;
mod sync;
mod tickets;
mod verify;
mod witness;

use clap::{Parser, Subcommand};
use std::fmt;
use std::io::Write;
use std::process::ExitCode;

/// Plans, runs and accounts for a humanitarian evacuation by road.
#[derive(Parser)]
#[command(name = "corridor", version, about, max_term_width = 100)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Read an operation file and report everything that is wrong with it.
    Check(check::Args),
    /// Plan an operation: who leaves when with what, and how far from perfect it can be.
    Plan(plan::Args),
    /// Hold any plan against every rule and report every rule that it breaks.
    Judge(judge::Args),
    /// Say what one more of anything would buy, and why a convoy is not earlier.
    Explain(explain::Args),
    /// Run an operation as a drill with its console, simulated people and accelerated time.
    Demo(demo::Args),
    /// Put an operation and its plan into a data folder, ready to be served.
    Found(serve::FoundArgs),
    /// Serve the console and interface of a founded operation.
    Serve(serve::ServeArgs),
    /// Write everything that a data folder holds into one bundle file.
    Export(export::Args),
    /// Read a bundle file into a data folder, checking everything.
    Import(import::Args),
    /// Enter series of claims; show claimed against counted.
    Claims(claims::Args),
    /// Read a report and propose the claims and incidents in it; nothing enters by itself.
    Intake(intake::Args),
    /// Seal names to custodians; let somebody read them, with two custodians; destroy them.
    Custody(custody::Args),
    /// Promise everyone who does not leave now a later place: sign, print and check tickets.
    Tickets(tickets::Args),
    /// Print numbered sheets: cards with codes, blank manifests, boarding tallies.
    Paper(paper::Args),
    /// Bring a data folder and a running hub to the same statements.
    Sync(sync::Args),
    /// Seal the logs of a data folder, and ask witnesses to cosign.
    Seal(seal::Args),
    /// Run a witness: cosign the seals of logs that only grow.
    Witness(witness::Args),
    /// Check a bundle without trusting anybody who made it: for lawyers, auditors, delegations.
    Verify(verify::Args),
}

/// Why a command could not do its work, in words for the one who called it.
#[derive(Debug)]
pub(crate) struct Failure(pub(crate) String);

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Reads the arguments, runs the command, prints a failure.
pub(crate) fn run() -> ExitCode {
    log_to_stderr();
    let result = match Args::parse().command {
        Command::Check(args) => check::run(&args),
        Command::Plan(args) => plan::run(&args),
        Command::Judge(args) => judge::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Demo(args) => demo::run(&args),
        Command::Found(args) => serve::run_found(&args),
        Command::Serve(args) => serve::run_serve(&args),
        Command::Export(args) => export::run(&args),
        Command::Import(args) => import::run(&args),
        Command::Claims(args) => claims::run(&args),
        Command::Intake(args) => intake::run(&args),
        Command::Custody(args) => custody::run(&args),
        Command::Tickets(args) => tickets::run(&args),
        Command::Paper(args) => paper::run(&args),
        Command::Sync(args) => sync::run(&args),
        Command::Seal(args) => seal::run(&args),
        Command::Witness(args) => witness::run(&args),
        Command::Verify(args) => verify::run(&args),
    };
    result.unwrap_or_else(|failure| {
        eprintln!("corridor: {failure}");
        ExitCode::FAILURE
    })
}

/// Prints to standard output; a reader that has gone away (`| head`) is no failure.
pub(crate) fn say(text: &str) {
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
}

/// Diagnostics go to standard error; `RUST_LOG` says how much.
fn log_to_stderr() {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false).init();
}
