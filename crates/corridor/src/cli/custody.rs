//! `corridor custody`: sealed names, from the custodians' keys to their destruction. Works on a data
//! folder on which no server runs; a custodian keeps one of their own with `corridor sync`.
//!
//! Never here: names, except on their way from standard input into a seal and out of one to the reader.

use super::folder::with_voice;
use super::{Failure, say};
use clap::Subcommand;
use corridor::intake::{BlobVerdict, Intake, Voice};
use corridor::sealed::{Custodian, Private, SharePassed, random};
use corridor::wall_clock::unix_s;
use evacuation::account::{hex, unhex};
use evacuation::operation::Operation;
use evacuation::quantity::Moment;
use evacuation::statement::{Enrol, Entrust, Fact, Role, Shred, Statement, Unseal};
use ledger::sealed::commit;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Sealed names: who keeps them, sealing, reading with two custodians and a purpose, destroying.
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Draw a custodian's or reader's key. Keep the file off every device in the field.
    Keygen {
        /// The file to write; it must not be there yet.
        file: PathBuf,
    },
    /// State who keeps the sealed data of a convoy or day.
    Entrust {
        /// The data folder of a coordinator.
        #[arg(long)]
        data: PathBuf,
        /// The convoy or day: C004, 2016-12-15.
        #[arg(long)]
        group: String,
        /// How many custodians it takes to read.
        #[arg(long, default_value_t = 2)]
        threshold: u32,
        /// A custodian's public key, as keygen prints it. Repeat it for each.
        #[arg(long, required = true, value_parser = key)]
        key: Vec<[u8; 32]>,
    },
    /// Seal lines of TOKEN, tab, name, tab, note from standard input into a blob, and print what the
    /// entry must commit to.
    Seal {
        /// The data folder, which says who the custodians are.
        #[arg(long)]
        data: PathBuf,
        /// The convoy or day.
        #[arg(long)]
        group: String,
        /// The blob's file.
        #[arg(long)]
        out: PathBuf,
    },
    /// Put sealed blobs into a data folder that holds the entries which commit to them.
    Keep {
        /// The data folder.
        #[arg(long)]
        data: PathBuf,
        /// The blobs' files.
        blobs: Vec<PathBuf>,
    },
    /// As a custodian: state that somebody may read a blob and what for, and pass the share on.
    Release {
        /// The custodian's own data folder.
        #[arg(long)]
        data: PathBuf,
        /// The custodian's key file.
        #[arg(long)]
        custodian: PathBuf,
        /// The reader's public key.
        #[arg(long, value_parser = key)]
        reader: [u8; 32],
        /// What for.
        #[arg(long)]
        purpose: String,
        /// The file for the reader; worth nothing to anybody else.
        #[arg(long)]
        out: PathBuf,
        /// The blob's commitment.
        #[arg(value_parser = key)]
        blob: [u8; 32],
    },
    /// As a reader: read a blob that two custodians released for one purpose.
    Open {
        /// A data folder that holds the blob and the custodians' statements.
        #[arg(long)]
        data: PathBuf,
        /// The reader's key file.
        #[arg(long)]
        reader: PathBuf,
        /// What for, as the custodians stated it.
        #[arg(long)]
        purpose: String,
        /// A share that was passed on. Repeat it for each.
        #[arg(long, required = true)]
        share: Vec<PathBuf>,
        /// The blob's commitment.
        #[arg(value_parser = key)]
        blob: [u8; 32],
    },
    /// As a custodian who was let read blobs for this purpose: compare the names in them, in Arabic and Latin
    /// spelling, and state which parties look alike. Prints codes, never a name.
    Match {
        /// The custodian's own data folder, with the blobs and the statements that released them.
        #[arg(long)]
        data: PathBuf,
        /// The custodian's key file, to which the shares were passed.
        #[arg(long)]
        custodian: PathBuf,
        /// What for, as the custodians stated it.
        #[arg(long)]
        purpose: String,
        /// A share that was passed on. Repeat it for each blob and custodian.
        #[arg(long, required = true)]
        share: Vec<PathBuf>,
        /// The blobs' commitments.
        #[arg(required = true, value_parser = key)]
        blobs: Vec<[u8; 32]>,
    },
    /// Destroy blobs for good and state it. Every proof still verifies.
    Shred {
        /// The data folder of a coordinator.
        #[arg(long)]
        data: PathBuf,
        /// Why.
        #[arg(long)]
        why: String,
        /// The blobs' commitments.
        #[arg(required = true, value_parser = key)]
        blobs: Vec<[u8; 32]>,
    },
}

fn key(text: &str) -> Result<[u8; 32], String> {
    unhex(text).ok_or_else(|| "64 hexadecimal digits are expected".to_owned())
}

fn failed(error: impl std::fmt::Display) -> Failure {
    Failure(error.to_string())
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Failure> {
    match &args.command {
        Command::Keygen { file } => {
            let custodian = Custodian::create(file).map_err(failed)?;
            say(&format!("{}\n", hex(&custodian.public())));
        }
        Command::Entrust { data, group, threshold, key } => {
            let keys = key.iter().map(|key| (*key).into()).collect();
            let fact = Fact::Entrust(Entrust { group: group.clone(), threshold: *threshold, keys });
            with_voice(data, |_, founded, voice| state(&voice, &founded.operation, fact))?;
            say(&format!(
                "{group} is entrusted to {} custodians, {threshold} of whom read together\n",
                key.len()
            ));
        }
        Command::Seal { data, group, out } => return seal(data, group, out),
        Command::Keep { data, blobs } => return keep(data, blobs),
        Command::Release { data, custodian, reader, purpose, out, blob } => {
            let custodian = Custodian::read(custodian).map_err(failed)?;
            with_voice(data, |intake, founded, voice| {
                let share = custodian.pass_on(&intake.operation_id(), &stored(intake, blob)?, reader);
                let share = share.map_err(failed)?;
                let unseal = Unseal {
                    blobs: vec![(*blob).into()],
                    purpose: purpose.clone(),
                    reader: (*reader).into(),
                };
                let card = Enrol { label: "Custodian".to_owned(), role: Role::Custodian };
                let voice = voice.of_device(custodian.sign_seed(), card);
                // The statement first: no share leaves without it.
                state(&voice, &founded.operation, Fact::Unseal(unseal))?;
                std::fs::write(out, share.to_text()).map_err(failed)
            })?;
            say(&format!(
                "stated; {} is for the reader, together with that of another custodian\n",
                out.display()
            ));
        }
        Command::Open { data, reader, purpose, share, blob } => {
            return open(data, reader, purpose, share, blob);
        }
        Command::Match { data, custodian, purpose, share, blobs } => {
            return match_names(data, custodian, purpose, share, blobs);
        }
        Command::Shred { data, why, blobs } => return shred(data, why, blobs),
    }
    Ok(ExitCode::SUCCESS)
}

fn state(voice: &Voice, operation: &Operation, fact: Fact) -> Result<(), Failure> {
    let at = unix_s().saturating_sub(operation.start_unix_s);
    let at = Moment(at.clamp(-300_000_000, 300_000_000));
    voice.say(vec![Statement { at, fact }]).map(drop).map_err(failed)
}

fn stored(intake: &Intake, blob: &[u8; 32]) -> Result<Vec<u8>, Failure> {
    let stored = intake.blob_blocking(*blob).map_err(failed)?;
    stored.ok_or_else(|| {
        Failure("this folder does not hold the blob, or it was destroyed; sync it first".to_owned())
    })
}

fn seal(data: &std::path::Path, group: &str, out: &std::path::Path) -> Result<ExitCode, Failure> {
    let mut text = String::new();
    std::io::stdin().lock().read_to_string(&mut text).map_err(failed)?;
    let private = Private::read(&text).map_err(failed)?;
    let (operation, custodians) = with_voice(data, |intake, _, _| {
        Ok((intake.operation_id(), intake.read(|book| book.account().custodians(group).cloned())))
    })?;
    let custodians = custodians.ok_or_else(|| {
        Failure(format!(
            "nobody keeps sealed data of {group} yet; `corridor custody entrust` states who does"
        ))
    })?;
    let threshold = u8::try_from(custodians.threshold).map_err(failed)?;
    let blob = private.seal(&operation, (group, threshold, &custodians.keys), &random().map_err(failed)?);
    let blob = blob.map_err(failed)?;
    std::fs::write(out, &blob).map_err(failed)?;
    say(&format!("{}\n", hex(&commit(&blob))));
    Ok(ExitCode::SUCCESS)
}

fn shred(data: &std::path::Path, why: &str, blobs: &[[u8; 32]]) -> Result<ExitCode, Failure> {
    let said = with_voice(data, |intake, founded, voice| {
        let here = |blob: &[u8; 32]| Ok(intake.blob_blocking(*blob).map_err(failed)?.is_some());
        let committed = |blob: &&[u8; 32]| intake.read(|book| book.commits_to(blob));
        let mut held = Vec::new();
        for blob in blobs {
            held.extend(here(blob)?.then_some(*blob));
        }
        let unknown: Vec<String> =
            blobs.iter().filter(|blob| !held.contains(blob) && !committed(blob)).map(hex).collect();
        if !unknown.is_empty() {
            return Err(Failure(format!(
                "nothing was stated or destroyed: no blob is here and no statement commits to {}; copy the commitment whole, or sync this folder first",
                unknown.join(", ")
            )));
        }
        let open: Vec<[u8; 32]> = blobs
            .iter()
            .filter(|blob| !intake.read(|book| book.account().is_shredded(blob)))
            .copied()
            .collect();
        if open.is_empty() {
            return Ok("destroyed already; nothing was stated anew\n".to_owned());
        }
        let fact = Shred { blobs: open.iter().map(|b| (*b).into()).collect(), why: why.to_owned() };
        state(&voice, &founded.operation, Fact::Shred(fact))?;
        for blob in &held {
            if here(blob)? {
                return Err(Failure("it was stated, but this folder's own device is not one that may destroy; let a coordinator's do it".to_owned()));
            }
        }
        let elsewhere = match open.len().saturating_sub(held.len()) {
            0 => String::new(),
            n => format!("; {n} were stated to be destroyed and had no copy here"),
        };
        Ok(format!(
            "{} destroyed here{elsewhere}; every hub that learns of it destroys its copy. Destroy bundles and backups that hold one\n",
            held.len()
        ))
    })?;
    say(&said);
    Ok(ExitCode::SUCCESS)
}

fn keep(data: &std::path::Path, blobs: &[PathBuf]) -> Result<ExitCode, Failure> {
    let read =
        |path: &PathBuf| std::fs::read(path).map_err(|error| Failure(format!("{}: {error}", path.display())));
    let bytes = blobs.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let mut tally = corridor::carry::Tally::default();
    let verdicts = with_voice(data, |intake, _, _| intake.keep_blobs_blocking(bytes).map_err(failed))?;
    for (verdict, path) in verdicts.iter().zip(blobs) {
        tally.count_blob(*verdict);
        if *verdict == BlobVerdict::Shredded {
            let remedy = "destroy this file too";
            tally.refuse("blob_shredded", "it was destroyed here and is not taken again", remedy, || {
                path.display().to_string()
            });
        }
    }
    tally.lines().iter().for_each(|line| say(&format!("{line}\n")));
    Ok(if tally.refused.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn open(
    data: &std::path::Path,
    reader: &std::path::Path,
    purpose: &str,
    shares: &[PathBuf],
    blob: &[u8; 32],
) -> Result<ExitCode, Failure> {
    let reader = Custodian::read(reader).map_err(failed)?;
    let shares =
        shares.iter().map(|path| SharePassed::read(path)).collect::<Result<Vec<_>, _>>().map_err(failed)?;
    let opened = with_voice(data, |intake, _, _| {
        if !intake.read(|book| book.account().is_released(blob, &reader.public(), purpose)) {
            return Err(Failure("no two custodians have stated here that this key may read it for this purpose; sync the folder, or ask them".to_owned()));
        }
        reader.open(&intake.operation_id(), &stored(intake, blob)?, &shares).map_err(failed)
    })?;
    std::io::stdout().lock().write_all(&opened).map_err(failed)?;
    Ok(ExitCode::SUCCESS)
}

fn match_names(
    data: &std::path::Path,
    custodian: &std::path::Path,
    purpose: &str,
    shares: &[PathBuf],
    blobs: &[[u8; 32]],
) -> Result<ExitCode, Failure> {
    let custodian = Custodian::read(custodian).map_err(failed)?;
    let shares =
        shares.iter().map(|path| SharePassed::read(path)).collect::<Result<Vec<_>, _>>().map_err(failed)?;
    let said = with_voice(data, |intake, founded, voice| {
        let mut opened = Vec::new();
        for blob in blobs {
            if !intake.read(|book| book.account().is_released(blob, &custodian.public(), purpose)) {
                return Err(Failure(format!("{} is not released to this key for this purpose", hex(blob))));
            }
            let bytes = stored(intake, blob)?;
            // Which shares belong to which blob is found out by trying: there are few.
            let pairs = (0..shares.len()).flat_map(|a| (a + 1..shares.len()).map(move |b| (a, b)));
            let pairs = pairs.map(|(a, b)| vec![shares[a].clone(), shares[b].clone()]);
            let mut tries = pairs.chain([shares.clone()]);
            let read = tries.find_map(|some| custodian.open(&intake.operation_id(), &bytes, &some).ok());
            opened.push(read.ok_or_else(|| Failure(format!("{}: the shares do not open it", hex(blob))))?);
        }
        let facts = intake.read(|book| super::matching::suspects(&opened, book.account()))?;
        opened.iter_mut().for_each(|text| text.fill(0));
        let card = Enrol { label: "Custodian".to_owned(), role: Role::Custodian };
        let voice = voice.of_device(custodian.sign_seed(), card);
        for fact in &facts {
            state(&voice, &founded.operation, fact.clone())?;
        }
        Ok(facts)
    })?;
    for fact in &said {
        if let Fact::Twin(twin) = fact {
            say(&format!("{} {}  {}\n", twin.parties[0], twin.parties[1], twin.why));
        }
    }
    let pairs = if said.len() == 1 { "pair of parties looks" } else { "pairs of parties look" };
    say(&format!("{} {pairs} alike; stated, for people to decide\n", said.len()));
    Ok(ExitCode::SUCCESS)
}
