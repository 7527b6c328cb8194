//! `corridor tickets`: signing promises of a later place, printing them, checking one with a key alone.

use super::folder::{now, staging, with_voice};
use super::{Failure, say};
use clap::Subcommand;
use corridor::founding::Founded;
use corridor::intake::{Book, Intake};
use corridor::printing;
use corridor::settling::{Holds, check_ticket, issue, to_tell};
use evacuation::convoy::{TripId, convoys};
use evacuation::operation::Operation;
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
        /// Only parties that wait here.
        #[arg(long)]
        place: Option<String>,
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
        Command::List { data, place } => with_voice(data, |intake, founded, _| {
            staging(founded, place.as_deref())?;
            list(intake, founded, place.as_deref());
            Ok(ExitCode::SUCCESS)
        }),
        Command::Issue { data, place, pdf, lang } => with_voice(data, |intake, founded, voice| {
            staging(founded, place.as_deref())?;
            // Nothing is signed for a file that cannot be written.
            if let Some(pdf) = pdf {
                std::fs::File::create(pdf).map_err(|error| Failure(format!("{}: {error}", pdf.display())))?;
            }
            let (mut all, now) = promised(intake, founded);
            all.retain(|promise| place.as_ref().is_none_or(|place| promise.place == *place));
            let operation = intake.operation_id();
            let issued = issue(&voice, &all, &operation, founded.operation.start_unix_s, now);
            say(&format!("{} tickets signed\n", issued.map_err(|error| failed(error.what))?));
            if let Some(pdf) = pdf {
                let count = print(intake, founded, *lang, place.as_deref(), pdf)?;
                say(&format!("{count} tickets are in {}\n", pdf.display()));
            }
            Ok(ExitCode::SUCCESS)
        }),
        Command::Check { key, code } => check(key, code),
    }
}

/// What every waiting party has and should have, and as of when.
fn promised(intake: &Intake, founded: &Founded) -> (Vec<Promise>, Moment) {
    let now = now(intake, founded);
    let all = intake.read(|book| {
        let force = book.in_force();
        let planned = (force.operation.as_ref(), force.plan.as_ref());
        promises(book.account(), &book.account().picture(), planned, now)
    });
    (all, now)
}

fn list(intake: &Intake, founded: &Founded, place: Option<&str>) {
    let (all, _) = promised(intake, founded);
    let (tell, holds) = intake.read(|book| (to_tell(book.account(), &all), holds(book)));
    let mine: Vec<&Promise> =
        all.iter().filter(|promise| place.is_none_or(|place| promise.place == place)).collect();
    for promise in &mine {
        say(&format!("{}\n", line(promise, &founded.operation, &holds)));
    }
    let told = mine.iter().filter(|promise| tell.contains(&promise.party)).count();
    say(&format!("{} waiting parties; {told} must be told that something has changed\n", mine.len()));
}

fn holds(book: &Book) -> Holds {
    let force = book.in_force();
    Holds::of(&convoys(&force.operation, &force.plan), &book.account().picture())
}

fn print(
    intake: &Intake,
    founded: &Founded,
    lang: Lang,
    place: Option<&str>,
    pdf: &std::path::Path,
) -> Result<usize, Failure> {
    let operation = intake.operation_id();
    let list = intake.read(|book| {
        let (force, holds) = (book.in_force(), holds(book));
        let held = |trip: &TripId| holds.get(trip).is_some();
        printing::tickets(book.account(), &force.operation, &operation, lang, place, held)
    });
    let fonts = printing::fonts().map_err(failed)?;
    let bytes = paper::tickets(&fonts, lang, &founded.operation.name, &list).map_err(failed)?;
    std::fs::write(pdf, bytes).map_err(|error| Failure(format!("{}: {error}", pdf.display())))?;
    Ok(list.len())
}

fn check(keys: &[LogId], code: &str) -> Result<ExitCode, Failure> {
    let checked = check_ticket(code, keys.iter().copied()).map_err(failed)?;
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

fn written(unix_s: i64) -> String {
    jiff::Timestamp::from_second(unix_s).map_or_else(|_| unix_s.to_string(), |at| at.to_string())
}

fn line(promise: &Promise, operation: &Operation, holds: &Holds) -> String {
    let standing = match promise.standing {
        Standing::Lost => "lost",
        Standing::Moved => "changed",
        Standing::New => "no ticket yet",
        Standing::Without => "no place in the plan",
        Standing::Called => "called to board",
        Standing::Kept => "ticket holds",
    };
    let seat = |trip: &TripId, depart: Moment| {
        let held = holds.get(trip).map_or(String::new(), |held| format!(" ({held})"));
        format!("{trip} at {}{held}", printing::local_time(operation, depart))
    };
    let held = promise.held.as_ref().map(|held| seat(&held.ticket.trip, held.ticket.depart));
    let planned = promise.seat.as_ref().map(|planned| seat(&planned.trip, planned.depart));
    let or_none = |text: Option<String>| text.unwrap_or_else(|| "–".to_owned());
    format!("{}  {}  {standing}  {} → {}", promise.party, promise.place, or_none(held), or_none(planned))
}
