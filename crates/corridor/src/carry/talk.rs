//! Talk between two hubs: each message says what is here and brings what the other lacks. Both sides
//! run the same step: take what came through the door, then say what the other still lacks.
//!
//! Never here: what is lacking (`ledger::sync`); the network.

use super::Tally;
use super::import::take_seals;
use crate::authority::ClientTrust;
use crate::http::BUNDLE_TYPE;
use crate::intake::{Intake, Trouble};
use crate::post::post_trusting;
use crate::store::{Commitment, StoreError};
use ledger::bundle::TooLarge;
use ledger::sealed::commit;
use ledger::sync::{Answer, Line, Message, NoMessage, SealLines, Session, compare, lacking};
use ledger::{Entry, LogId, Signed};
use std::collections::BTreeSet;

/// Bytes of entries in one message at most; the rest follows in the next.
const PAGE_BYTES: usize = 2 * 1024 * 1024;
/// Bytes of an answer at most: a page, and room for how far logs are known.
const ANSWER_BYTES_MAX: usize = 32 * 1024 * 1024;
/// Bytes of sealed blobs in one message at most.
const BLOBS_BYTES: usize = 1024 * 1024;
/// Bytes of seals in one message at most.
const SEALS_BYTES: usize = 256 * 1024;
/// Rounds of one talk at most: enough for tens of millions of entries; only who never means to end needs more.
const ROUNDS_MAX: usize = 4096;
/// Entries in one message at most.
const PAGE_ENTRIES: usize = 8192;

/// Why a message could not be taken or answered.
#[derive(Debug, thiserror::Error)]
pub enum TalkError {
    /// It is none, or of another operation.
    #[error("{0}")]
    Message(#[from] NoMessage),
    /// The store or the door.
    #[error(transparent)]
    Trouble(#[from] Trouble),
    /// Something stored that no message may hold.
    #[error(transparent)]
    TooLarge(#[from] TooLarge),
    /// The other side did not answer as it should.
    #[error("{0}")]
    Other(String),
}

/// What a whole talk came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Talked {
    /// What came.
    pub tally: Tally,
    /// Entries that were sent.
    pub sent: usize,
    /// Rounds.
    pub rounds: usize,
    /// Bytes of bodies, both ways.
    pub bytes: usize,
    /// Logs that could not be made the same on both sides.
    pub stuck: Vec<LogId>,
}

/// Answers a request of another hub. Blocks: call it where that is allowed.
pub fn answer(intake: &Intake, request: &[u8]) -> Result<Vec<u8>, TalkError> {
    let mut message = Message::read(&intake.operation_id(), request)?;
    take(intake, &mut message, &mut Tally::default())?;
    keep_blobs(intake, &mut message, &mut Tally::default())?;
    take_seals(intake, std::mem::take(&mut message.seals), &mut Tally::default())?;
    let (blobs, wants) = (wanted(intake, &message.wants)?, intake.lacking_blobs_blocking()?);
    let (theirs, their_seals) = (message.theirs(true), message.sealed);
    let reply = intake.errand_blocking(move |holdings| {
        let Answer { lines, known, give } = compare(holdings.logs, holdings.roots, &theirs, PAGE_ENTRIES);
        let entries = holdings.store.rows(&give, PAGE_BYTES)?;
        let sealed = lacking(&holdings.seals.lines(), &their_seals);
        // Seals go with the last of the entries that they cover, not before; who has more entries has newer ones.
        let whole = entries.len() == give.len() && give.len() < PAGE_ENTRIES;
        let more = |line: &Line| theirs.lines.get(&line.log_id).is_some_and(|their| their.count > line.count);
        let open = lines.iter().filter(|line| !whole || more(line)).map(|line| line.log_id);
        let open: BTreeSet<LogId> = open.collect();
        let seals = holdings.seals.passed_on(&sealed).filter(|(log_id, _)| !open.contains(log_id));
        let seals = fitting(seals.map(|(_, note)| note));
        Ok(Message { lines, known, entries, seals, blobs, wants, sealed })
    })?;
    let reply = reply.map_err(|error: StoreError| Trouble::from(&error))?;
    Ok(reply.write(&intake.operation_id())?)
}

/// What is said first in a talk: what is here, for another hub to [`answer`] by whatever way it is carried.
pub fn held(intake: &Intake) -> Result<Vec<u8>, TalkError> {
    let (lines, sealed) = here(intake)?;
    let said = Message { lines, sealed, wants: intake.lacking_blobs_blocking()?, ..Message::default() };
    Ok(said.write(&intake.operation_id())?)
}

/// Talks with another hub until both hold the same. `ask` carries a request there and brings the
/// answer back; it may fail at any moment, and a later talk goes on from where this one stood.
pub fn sync_with(
    intake: &Intake,
    mut ask: impl FnMut(Vec<u8>) -> Result<Vec<u8>, String>,
) -> Result<Talked, TalkError> {
    let (mut session, mut talked) = (Session::new(), Talked::default());
    let (mut blobs, mut seals) = (Blobs::default(), Seals::default());
    let (lines, sealed) = here(intake)?;
    let mut next = Message { lines, sealed, wants: blobs.wants(intake)?, ..Message::default() };
    loop {
        let request = next.write(&intake.operation_id())?;
        talked.rounds += 1;
        if talked.rounds > ROUNDS_MAX {
            return Err(TalkError::Other("the talk does not come to an end; what came stays".to_owned()));
        }
        talked.sent += next.entries.len();
        talked.bytes += request.len();
        let reply = ask(request).map_err(TalkError::Other)?;
        talked.bytes += reply.len();
        let mut message = Message::read(&intake.operation_id(), &reply)?;
        let (came, news) = take(intake, &mut message, &mut talked.tally)?;
        keep_blobs(intake, &mut message, &mut talked.tally)?;
        let more_seals = seals.take(intake, &mut message, &mut talked.tally)?;
        let (given, wants) = (blobs.give(intake, &message.wants)?, blobs.wants(intake)?);
        let theirs = message.theirs(false);
        let asked = theirs.clone();
        let mut answer: Answer = intake
            .errand_blocking(move |holdings| compare(holdings.logs, holdings.roots, &asked, PAGE_ENTRIES))?;
        let more = session.go_on(&theirs, &came, &news, &mut answer);
        let passed_on = seals.give(intake, message.sealed)?;
        if !(more || more_seals || !passed_on.is_empty() || !given.is_empty() || !wants.is_empty()) {
            talked.stuck = session.stuck().collect();
            return Ok(talked);
        }
        let give = answer.give;
        let entries = intake.errand_blocking(move |holdings| holdings.store.rows(&give, PAGE_BYTES))?;
        let entries = entries.map_err(|error| Trouble::from(&error))?;
        let (lines, sealed) = here(intake)?;
        let lines = session.lines(lines);
        let known = answer.known;
        next = Message { lines, known, entries, seals: passed_on, blobs: given, wants, sealed };
    }
}

/// Carries a request to a hub at `url` and its answer back, for [`sync_with`]. Call it from a thread
/// that is not one of the runtime's.
pub fn ask_hub(
    runtime: &tokio::runtime::Handle,
    trust: &ClientTrust,
    url: &str,
    request: Vec<u8>,
) -> Result<Vec<u8>, String> {
    let answer =
        runtime.block_on(post_trusting(trust, url, "/api/v1/sync", BUNDLE_TYPE, request, ANSWER_BYTES_MAX));
    let answer = answer.map_err(|error| error.to_string())?;
    if answer.status == 200 {
        return Ok(answer.body);
    }
    Err(format!("it answered {}: {}", answer.status, String::from_utf8_lossy(&answer.body)))
}

/// How far logs and their seals are known here.
fn here(intake: &Intake) -> Result<(Vec<Line>, SealLines), Trouble> {
    intake.errand_blocking(|holdings| (holdings.roots.lines(holdings.logs), holdings.seals.lines()))
}

/// As many as one message takes.
fn fitting(notes: impl Iterator<Item = String>) -> Vec<String> {
    let mut bytes = 0;
    notes
        .take_while(|note| {
            bytes += note.len();
            bytes <= SEALS_BYTES
        })
        .collect()
}

/// Seals in one talk: each is given once, and what comes again moves nothing, so that the talk ends.
#[derive(Default)]
struct Seals {
    heard: BTreeSet<String>,
    given: BTreeSet<String>,
}

impl Seals {
    /// Takes in what came; says whether any of it was of use and not heard before.
    fn take(&mut self, intake: &Intake, message: &mut Message, tally: &mut Tally) -> Result<bool, Trouble> {
        let mut came = std::mem::take(&mut message.seals);
        came.retain(|note| self.heard.insert(note.clone()));
        let before = tally.seals + tally.contradicting;
        take_seals(intake, came, tally)?;
        Ok(tally.seals + tally.contradicting > before)
    }

    /// What the other lacks, by what it says that it holds where the two differ.
    fn give(&mut self, intake: &Intake, theirs: SealLines) -> Result<Vec<String>, Trouble> {
        if theirs.is_empty() {
            return Ok(Vec::new());
        }
        let ours = intake.errand_blocking(move |holdings| {
            let differ = lacking(&holdings.seals.lines(), &theirs);
            let differ: SealLines =
                differ.into_iter().filter(|(name, _)| theirs.contains_key(name)).collect();
            holdings.seals.passed_on(&differ).map(|(_, note)| note).collect::<Vec<String>>()
        })?;
        let open = ours.into_iter().filter(|note| !self.heard.contains(note) && !self.given.contains(note));
        let give = fitting(open);
        self.given.extend(give.iter().cloned());
        Ok(give)
    }
}

/// Sealed blobs in one talk: asked for as long as some come, each given at most once, so that the talk ends.
#[derive(Default)]
struct Blobs {
    asked: Vec<Commitment>,
    given: BTreeSet<Commitment>,
}

impl Blobs {
    fn wants(&mut self, intake: &Intake) -> Result<Vec<Commitment>, Trouble> {
        let lacking = intake.lacking_blobs_blocking()?;
        if lacking == self.asked {
            return Ok(Vec::new());
        }
        self.asked.clone_from(&lacking);
        Ok(lacking)
    }

    fn give(&mut self, intake: &Intake, wants: &[Commitment]) -> Result<Vec<Vec<u8>>, Trouble> {
        let open: Vec<Commitment> = wants.iter().copied().filter(|want| !self.given.contains(want)).collect();
        let blobs = wanted(intake, &open)?;
        self.given.extend(blobs.iter().map(|blob| commit(blob)));
        Ok(blobs)
    }
}

/// Those of the wanted blobs that are here, as far as they fit.
fn wanted(intake: &Intake, wants: &[Commitment]) -> Result<Vec<Vec<u8>>, Trouble> {
    let (mut blobs, mut bytes) = (Vec::new(), 0);
    for commitment in wants {
        let Some(blob) = intake.blob_blocking(*commitment)? else { continue };
        bytes += blob.len();
        if bytes > BLOBS_BYTES && !blobs.is_empty() {
            break;
        }
        blobs.push(blob);
    }
    Ok(blobs)
}

fn keep_blobs(intake: &Intake, message: &mut Message, tally: &mut Tally) -> Result<(), Trouble> {
    let blobs = std::mem::take(&mut message.blobs);
    if !blobs.is_empty() {
        intake.keep_blobs_blocking(blobs)?.iter().for_each(|verdict| tally.count_blob(*verdict));
    }
    Ok(())
}

/// Hands the entries of a message in; gives the logs they are of, and those of which some were new.
fn take(
    intake: &Intake,
    message: &mut Message,
    tally: &mut Tally,
) -> Result<(BTreeSet<LogId>, BTreeSet<LogId>), Trouble> {
    let entries: Vec<Signed> = std::mem::take(&mut message.entries);
    let (mut came, mut news) = (BTreeSet::new(), BTreeSet::new());
    if entries.is_empty() {
        return Ok((came, news));
    }
    // Entries that cannot even be read belong to no log; the door says what is wrong with them.
    let of = |entry: &Signed| Entry::decode(&entry.bytes).ok().map(|entry| (entry.log_id, entry.seq));
    let places: Vec<Option<(LogId, u64)>> = entries.iter().map(of).collect();
    for (verdict, place) in intake.accept_blocking(entries)?.iter().zip(places) {
        let before = tally.new;
        let name =
            || place.map_or("an unreadable entry".to_owned(), |(log, seq)| format!("log {log} number {seq}"));
        tally.count(verdict, name);
        let Some((log_id, _)) = place else { continue };
        came.insert(log_id);
        if tally.new > before {
            news.insert(log_id);
        }
    }
    Ok((came, news))
}
