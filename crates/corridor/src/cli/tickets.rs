//! `corridor tickets`: signing promises of a later place, printing them, checking one with a key alone.

use super::folder::with_voice;
use super::{Failure, say};
use clap::Subcommand;
use corridor::printing;
use corridor::settling::{check_ticket, issue, to_tell};
use corridor::wall_clock::unix_s;
use evacuation::quantity::Moment;
use evacuation::tickets::{Promise, Standing, promises};
use ledger::LogId;
use paper::Lang;
use std::path::PathBuf;
use std::process::ExitCode;

/// Promises of a next place: signed tickets for everyone who does not leave now.
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Say what every waiting party was promised, and who must be told that it has changed.
    List {
        /// The data folder; no server may be running on it.
        #[arg(long)]
        data: PathBuf,
    },
    /// Sign a ticket for every waiting party that has a place in the plan and no ticket for it.
    Issue {
        /// The data folder; no server may be running on it.
        #[arg(long)]
        data: PathBuf,
        /// Only parties that wait here.
        #[arg(long)]
        place: Option<String>,
        /// Print the tickets into this PDF.
        #[arg(long)]
        pdf: Option<PathBuf>,
        /// Language of the PDF: ar, en, fr.
        #[arg(long, default_value = "en", value_parser = lang)]
        lang: Lang,
    },
    /// Check the text of a ticket's QR code. Needs the issuer's public key and nothing else.
    Check {
        /// The issuer's public key, as the tickets page shows it. May be repeated.
        #[arg(long, required = true)]
        key: Vec<LogId>,
        /// The text of the code.
        code: String,
    },
}

pub(super) fn lang(code: &str) -> Result<Lang, String> {
    Lang::of(code).ok_or_else(|| "ar, en or fr".to_owned())
}

fn failed(error: impl std::fmt::Display) -> Failure {
    Failure(error.to_string())
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Failure> {
    match &args.command {
        Command::List { data } => with_voice(data, |intake, founded, _| {
            let now = Moment(unix_s().saturating_sub(founded.operation.start_unix_s));
            let (all, tell) = intake.read(|book| {
                let force = book.in_force();
                let planned = (force.operation.as_ref(), force.plan.as_ref());
                let all = promises(book.account(), &book.account().picture(), planned, now);
                let tell = to_tell(book.account(), &all);
                (all, tell)
            });
            for promise in &all {
                say(&format!("{}\n", line(promise)));
            }
            say(&format!(
                "{} waiting parties; {} must be told that something has changed\n",
                all.len(),
                tell.len()
            ));
            Ok(ExitCode::SUCCESS)
        }),
        Command::Issue { data, place, pdf, lang } => with_voice(data, |intake, founded, voice| {
            let start = founded.operation.start_unix_s;
            let now = Moment(unix_s().saturating_sub(start));
            let mut all = intake.read(|book| {
                let force = book.in_force();
                let planned = (force.operation.as_ref(), force.plan.as_ref());
                promises(book.account(), &book.account().picture(), planned, now)
            });
            all.retain(|promise| place.as_ref().is_none_or(|place| promise.place == *place));
            let operation = intake.operation_id();
            let issued = issue(&voice, &all, &operation, start, now).map_err(|error| failed(error.what))?;
            say(&format!("{issued} tickets signed\n"));
            if let Some(pdf) = pdf {
                let list = intake.read(|book| {
                    let force = book.in_force();
                    printing::tickets(book.account(), &force.operation, &operation, *lang, place.as_deref())
                });
                let fonts = printing::fonts().map_err(failed)?;
                let bytes = paper::tickets(&fonts, *lang, &founded.operation.name, &list).map_err(failed)?;
                std::fs::write(pdf, bytes).map_err(failed)?;
                say(&format!("{} tickets are in {}\n", list.len(), pdf.display()));
            }
            Ok(ExitCode::SUCCESS)
        }),
        Command::Check { key, code } => {
            let checked = check_ticket(code, key.iter().copied()).map_err(failed)?;
            let ticket = &checked.ticket;
            say(&format!(
                "party {}, {} persons, trip {} from {} to {}, departs {}, issued {}\n",
                ticket.party,
                ticket.persons,
                ticket.trip,
                ticket.place,
                ticket.to,
                written(ticket.depart_unix_s),
                written(ticket.issued_unix_s)
            ));
            match checked.signed_by {
                Some(key) => say(&format!("good: signed by {key}\n")),
                None => say("not signed by any of these keys: do not trust it\n"),
            }
            Ok(if checked.signed_by.is_some() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
        }
    }
}

fn written(unix_s: i64) -> String {
    jiff::Timestamp::from_second(unix_s).map_or_else(|_| unix_s.to_string(), |at| at.to_string())
}

fn line(promise: &Promise) -> String {
    let standing = match promise.standing {
        Standing::Lost => "lost",
        Standing::Moved => "changed",
        Standing::New => "no ticket yet",
        Standing::Without => "no place in the plan",
        Standing::Called => "called to board",
        Standing::Kept => "ticket holds",
    };
    let seat =
        |trip: &evacuation::convoy::TripId, depart: Moment| format!("{trip} at {} s", depart.seconds());
    let held = promise.held.as_ref().map(|held| seat(&held.ticket.trip, held.ticket.depart));
    let planned = promise.seat.as_ref().map(|planned| seat(&planned.trip, planned.depart));
    let or_none = |text: Option<String>| text.unwrap_or_else(|| "–".to_owned());
    format!("{}  {}  {standing}  {} → {}", promise.party, promise.place, or_none(held), or_none(planned))
}
