//! `corridor paper`: sheets to print.

use super::folder::with_voice;
use super::{Failure, say};
use clap::ValueEnum;
use corridor::intake::NOTE_CONSOLE_KEY;
use corridor::printing::{SHEETS_MAX, Sheet, print};
use paper::{FormHead, Lang};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Clone, Copy, ValueEnum)]
enum Kind {
    /// Cards with QR code and eight-character code.
    Cards,
    /// A blank manifest.
    Manifest,
    /// A boarding tally.
    Tally,
}

/// Print numbered sheets as a PDF: cards with codes, blank manifests, boarding tallies.
#[derive(clap::Args)]
pub(super) struct Args {
    /// What.
    kind: Kind,
    /// The data folder; no server may be running on it.
    #[arg(long)]
    data: PathBuf,
    /// The PDF.
    #[arg(long)]
    out: PathBuf,
    /// Language: ar, en, fr.
    #[arg(long, default_value = "en", value_parser = super::tickets::lang)]
    lang: Lang,
    /// The number of the first sheet. A number prints the same codes again.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=9999))]
    first: u32,
    /// How many sheets.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=i64::from(SHEETS_MAX)))]
    sheets: u32,
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let failed = |error: &dyn std::fmt::Display| Failure(error.to_string());
    let pdf = with_voice(&args.data, |intake, founded, voice| {
        voice.log_id().map_err(|error| Failure(error.what))?;
        let key = intake.note_blocking(NOTE_CONSOLE_KEY).map_err(|error| Failure(error.what))?;
        let secret = key.and_then(|key| <[u8; 32]>::try_from(key).ok());
        let secret = secret
            .ok_or_else(|| Failure("this folder has no key of its own yet; serve it once".to_owned()))?;
        let form = FormHead { operation: founded.operation.name.clone(), ..FormHead::default() };
        let sheet = match args.kind {
            Kind::Cards => Sheet::Cards,
            Kind::Manifest => Sheet::Manifest(form),
            Kind::Tally => Sheet::Tally(form),
        };
        print(&sheet, args.lang, &founded.operation.name, &secret, (args.first, args.sheets))
            .map_err(|error| failed(&error))
    })?;
    let fail = |error| Failure(format!("{}: {error}", args.out.display()));
    std::fs::write(&args.out, pdf).map_err(fail)?;
    let are = if args.sheets == 1 { "sheet is" } else { "sheets are" };
    say(&format!("{} {are} in {}\n", args.sheets, args.out.display()));
    Ok(ExitCode::SUCCESS)
}
