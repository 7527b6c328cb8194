//! The corridor program. Only here are a clock, a disk and a network; everything that decides
//! anything lives in the crates below and is pure.

mod cli;
mod report;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
