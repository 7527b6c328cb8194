//! Verifying a bundle without keys, names or a server: by someone who trusts nobody who made it.
//!
//! The story: the bundle is read section by section; every entry's form, signature, place in its log
//! and answer to others is checked (`logs`); every seal is held against the entries that it covers, and
//! its cosignatures against the witnesses that the verifier names (`seals`); sealed data is held against what commits to it (`sealed`); the account is reckoned
//! anew from the statements alone; the report says all of it in words (`report`).
//!
//! Whatever gives reason for doubt is a [`Doubt`], and all of them are told. Never here: repairing anything.

mod logs;
mod report;
mod sealed;
mod seals;

use crate::carry::founding_from;
use crate::founding::Founded;
use crate::intake::{Book, read_statement};
use crate::store::Founding;
use evacuation::account::{DiscrepancyKind, OperationBalance, Quarantined, hex};
use ledger::bundle::{Piece, Unpacker};
use ledger::crypto::Sum;
use ledger::quorum::Policy;
use ledger::{LogId, OperationId, Signed, Verified, verify_all};
use logs::Chains;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::Read;

pub use report::text;

/// Bytes read at a time.
const PART: usize = 64 * 1024;
/// Entries verified together.
const GROUP: usize = 4096;

/// A reason not to rely on the record as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Doubt {
    /// A short fixed name for programs.
    pub code: &'static str,
    /// Where.
    #[serde(rename = "where")]
    pub place: String,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    #[serde(rename = "do")]
    pub remedy: &'static str,
}

/// How one device's log stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LogReport {
    /// The log, which is the device's key.
    pub log: String,
    /// What people call the device.
    pub label: String,
    /// What it is enrolled for; `None` if it is not.
    pub role: Option<&'static str>,
    /// How many entries are here.
    pub entries: u64,
    /// From which number on the device signed two histories.
    pub forked_at: Option<u64>,
    /// From which number on an enroller ended the device.
    pub revoked_from: Option<u64>,
    /// How many entries its newest good seal covers.
    pub sealed: Option<u64>,
    /// How many entries the newest seal covers that enough witnesses cosigned.
    pub cosigned: Option<u64>,
    /// Since when, in seconds of Unix time.
    pub cosigned_unix_s: Option<u64>,
    /// The witnesses of that seal, or of the newest one with any.
    pub witnesses: Vec<String>,
}

/// What was found.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Report {
    /// Whether there is no doubt.
    pub good: bool,
    /// The operation's name.
    pub operation: String,
    /// The id that every signature is bound to.
    pub operation_id: String,
    /// Whether it is a drill.
    pub drill: bool,
    /// SHA-256 of the bundle, byte by byte.
    pub bundle_sha256: String,
    /// Its length.
    pub bytes: u64,
    /// Statements whose signature and form are good.
    pub statements: u64,
    /// Seals whose signature is good.
    pub seals: u64,
    /// The roots of the founding, as words.
    pub roots: Vec<String>,
    /// The rule for witnesses, if one was given.
    pub quorum: Option<String>,
    /// Every log.
    pub logs: Vec<LogReport>,
    /// The balance that these statements give; `None` where the founding cannot be read.
    pub account: Option<OperationBalance>,
    /// What does not count in it for now.
    pub quarantined: Quarantined,
    /// SHA-256 of the whole picture, to be held against that of others.
    pub picture_sha256: Option<String>,
    /// Everything that gives reason for doubt.
    pub doubts: Vec<Doubt>,
    /// What is worth knowing and no reason for doubt.
    pub remarks: Vec<String>,
}

impl Report {
    fn doubt(
        &mut self,
        code: &'static str,
        place: impl Into<String>,
        what: impl Into<String>,
        remedy: &'static str,
    ) {
        self.doubts.push(Doubt { code, place: place.into(), what: what.into(), remedy });
    }
}

/// What a bundle holds, before anything is believed.
#[derive(Default)]
struct Held {
    operation: Option<OperationId>,
    founding: Option<Founding>,
    foundings: usize,
    entries: Vec<Signed>,
    seals: Vec<String>,
    blobs: Vec<Vec<u8>>,
    /// Records that no exported bundle has.
    strange: usize,
}

/// Verifies a bundle. An error is one of reading the file; everything else is in the report.
pub fn verify(bundle: &mut impl Read, policy: Option<&Policy>) -> std::io::Result<Report> {
    let mut report = Report { quorum: policy.map(|policy| policy.rule().to_string()), ..Report::default() };
    let held = read(bundle, &mut report)?;
    let Some(operation) = held.operation else {
        report.doubt(
            "no_bundle",
            "the file",
            "it is no bundle",
            "name a bundle, as `corridor export` makes it",
        );
        return Ok(report);
    };
    report.operation_id = operation.to_string();
    not_exported(&held, &mut report);
    let founding = founded(held.founding, operation, &mut report);
    let entries = entries(operation, held.entries, &mut report);
    let chains = Chains::new(&entries);
    logs::check(&chains, &entries, &mut report);
    seals::check(&chains, &held.seals, (operation, policy), &mut report);
    let book = founding.and_then(|founding| reckon(&founding, &entries, &mut report));
    sealed::check(&held.blobs, &entries, book.as_ref(), &mut report);
    report.good = report.doubts.is_empty();
    Ok(report)
}

fn read(bundle: &mut impl Read, report: &mut Report) -> std::io::Result<Held> {
    let (mut held, mut unpacker) = (Held::default(), Unpacker::new());
    let (mut part, mut digest) = (vec![0; PART], Sum::default());
    loop {
        let length = match bundle.read(&mut part) {
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            length => length?,
        };
        let bytes = part.get(..length).unwrap_or_default();
        digest.add(bytes);
        report.bytes += length as u64;
        unpacker.feed(bytes);
        while let Some(piece) = unpacker.next_piece() {
            match piece {
                // The first counts, as for whoever begins a folder with this bundle.
                Piece::Founding(bytes) if held.foundings == 0 => {
                    (held.foundings, held.founding) = (1, founding_from(&bytes));
                }
                Piece::Founding(_) => held.foundings += 1,
                Piece::Entry(entry) => held.entries.push(entry),
                Piece::Seal(seal) => held.seals.push(seal),
                Piece::Blob(blob) => held.blobs.push(blob),
                _ => held.strange += 1,
            }
        }
        if length == 0 {
            break;
        }
    }
    held.operation = unpacker.operation();
    report.bundle_sha256 = hex(&digest.finish());
    for finding in unpacker.finish() {
        let place = format!("byte {} of the bundle", finding.at);
        report.doubt("damaged", place, finding.flaw.to_string(), finding.flaw.remedy());
    }
    Ok(held)
}

/// What no bundle holds that `corridor export` made.
fn not_exported(held: &Held, report: &mut Report) {
    let remedy = "ask for a bundle as `corridor export` makes it";
    if held.foundings > 1 {
        let what = format!(
            "it says {} times what the operation is, and only the first was looked at",
            held.foundings
        );
        report.doubt("repeated_founding", "the bundle", what, remedy);
    }
    if held.strange > 0 {
        let what =
            format!("it holds {} records that belong to a talk between hubs, not to a record", held.strange);
        report.doubt("strange_records", "the bundle", what, remedy);
    }
}

/// The founding, if it is the one that the operation's id rests on.
fn founded(founding: Option<Founding>, operation: OperationId, report: &mut Report) -> Option<Founding> {
    let remedy = "ask for a bundle that `corridor export` made, and do not rely on the account of this one";
    let Some(founding) = founding else {
        report.doubt("no_founding", "the bundle", "it does not say what the operation is", remedy);
        return None;
    };
    if founding.operation_id() != operation {
        let what = "the operation, plan or roots in it are not those that the signatures are bound to";
        report.doubt("other_founding", "the bundle's founding", what, remedy);
        return None;
    }
    report.operation.clone_from(&founding.name);
    report.drill = matches!(founding.mode, crate::store::Mode::Drill { .. });
    let words = |root: &[u8; 32]| {
        ledger::words::words(&operation, &LogId(*root), ledger::words::Letters::Latin).join(" ")
    };
    report.roots = founding.roots.iter().map(words).collect();
    Some(founding)
}

/// The entries whose bytes and signature are good, in the order of the bundle.
fn entries(operation: OperationId, all: Vec<Signed>, report: &mut Report) -> Vec<Verified> {
    let mut good = Vec::with_capacity(all.len());
    let mut number = 0;
    for group in all.chunks(GROUP) {
        for verdict in verify_all(&operation, group.to_vec()) {
            match verdict {
                Ok(entry) => match read_statement(&entry.entry()) {
                    Ok(_) => good.push(entry),
                    Err(what) => {
                        let place = logs::place(&entry);
                        report.doubt("unreadable", place, what, "use a newer program, or ask its device");
                    }
                },
                Err(error) => {
                    let remedy = "the statement was altered, or signed by another key: ask for the original";
                    report.doubt(
                        "bad_entry",
                        format!("entry {number} of the bundle"),
                        error.to_string(),
                        remedy,
                    );
                }
            }
            number += 1;
        }
    }
    report.statements = good.len() as u64;
    good
}

/// Reckons the account from the statements alone.
fn reckon(founding: &Founding, entries: &[Verified], report: &mut Report) -> Option<Book> {
    let founded = match Founded::of(founding.clone()) {
        Ok(founded) => founded,
        Err(error) => {
            let remedy = "use the program that founded the operation, or a newer one";
            report.doubt("no_operation", "the bundle's founding", error.to_string(), remedy);
            return None;
        }
    };
    let plan_sha256 = founding.provenance().plan_sha256;
    let book = Book::of(&founded.operation, &founded.plan, plan_sha256, &founding.roots, entries);
    let picture = book.account().picture();
    report.account = Some(picture.account);
    report.quarantined = picture.quarantined;
    report.picture_sha256 = Some(hex(&crate::intake::picture_digest(&picture)));
    for log in &mut report.logs {
        let Some(device) = log.log.parse::<LogId>().ok() else { continue };
        log.revoked_from = book.account().member(&device.0).revoked_from;
        log.role = book.account().role(&device.0).map(crate::http::role_name);
        log.label = book.device(&device.0).map(|enrol| enrol.label.clone()).unwrap_or_default();
    }
    let mut held: BTreeMap<(&str, &str), u64> = BTreeMap::new();
    let quarantine = book.account().quarantine();
    for one in &quarantine {
        let label = book.device(&one.said.source.device).map_or("a stranger", |enrol| enrol.label.as_str());
        *held.entry((label, one.held.code())).or_default() += 1;
    }
    for ((label, why), count) in held {
        report
            .remarks
            .push(format!("{count} statements of \"{label}\" are in quarantine ({why}) and do not count"));
    }
    let disputed = picture.discrepancies.iter().filter(|d| d.kind == DiscrepancyKind::Disputed).count();
    if disputed > 0 {
        report
            .remarks
            .push(format!("{disputed} matters are disputed: statements about them cannot both hold"));
    }
    absent(&book, founding, report);
    Some(book)
}

/// A log that is not there at all leaves no gap: only who let its device in shows that it is missing.
fn absent(book: &Book, founding: &Founding, report: &mut Report) {
    let here = |device: &[u8; 32]| book.account().statements_of(device) > 0;
    let members = book.account().enrolments().devices();
    let admitted = members.filter(|(_, member)| !member.grants.is_empty()).map(|(device, _)| device);
    for device in admitted.filter(|device| !here(device) && !founding.roots.contains(*device)) {
        let what = "its device was admitted, and nothing that it said is in the bundle";
        let remedy = "ask for its log; if the device never spoke, ask whoever admitted it";
        report.doubt("missing_log", format!("log {}", logs::short(&LogId(*device))), what, remedy);
    }
    for root in founding.roots.iter().filter(|root| !here(root)) {
        let short = logs::short(&LogId(*root));
        report
            .remarks
            .push(format!("the device {short} could admit others from the start, and said nothing"));
    }
}
