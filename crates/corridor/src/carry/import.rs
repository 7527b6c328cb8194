//! Reading a bundle into a data folder: everything is verified by the door as if its devices had
//! sent it, group by group, each wholly or not at all. Cut short, it can simply be read again.
//!
//! Never here: what is wrong with a bundle's bytes (`ledger::bundle`).

use super::{Tally, founding};
use crate::intake::{Feed, Intake, SealVerdict, Trouble, Verdict};
use crate::store::Founding;
use crate::wall_clock::unix_s;
use ledger::bundle::{Finding, Piece, Unpacker};
use ledger::checkpoint::Seal;
use ledger::{OperationId, Signed};
use std::io::Read;

/// Entries handed to the door at a time.
const GROUP: usize = 8192;
/// Bytes of sealed blobs handed in at a time.
const BLOBS_BYTES: usize = 1024 * 1024;
/// Bytes read at a time.
const PART: usize = 64 * 1024;

/// Why a bundle could not be read into this folder at all.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The store or the door. What was acknowledged before stays.
    #[error("{0}; what was taken before stays, import it again")]
    Trouble(#[from] Trouble),
    /// The file.
    #[error("the bundle cannot be read: {0}; what was taken before stays, import it again")]
    Read(#[from] std::io::Error),
    /// It is about something else.
    #[error("the bundle is of another operation ({0}); import it into that one's data folder")]
    Operation(OperationId),
}

/// Reads all of `from` into the folder behind the door. Gives what became of it and all findings.
pub fn import(intake: &Intake, from: &mut impl Read) -> Result<(Tally, Vec<Finding>), ImportError> {
    let mut unpacker = Unpacker::new();
    let (mut tally, mut come) = (Tally::default(), Come::new(intake));
    let mut part = vec![0; PART];
    loop {
        let length = match from.read(&mut part) {
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            length => length?,
        };
        unpacker.feed(part.get(..length).unwrap_or_default());
        if let Some(other) = unpacker.operation().filter(|id| *id != intake.operation_id()) {
            return Err(ImportError::Operation(other));
        }
        while let Some(piece) = unpacker.next_piece() {
            come.take(piece);
            if come.entries.len() >= GROUP || come.blobs_bytes >= BLOBS_BYTES {
                come.hand_in(&mut tally)?;
            }
        }
        if length == 0 {
            come.hand_in(&mut tally)?;
            come.settle(&mut tally)?;
            // Seals come last: they are held against the entries.
            take_seals(intake, come.seals, &mut tally)?;
            return Ok((tally, unpacker.finish()));
        }
    }
}

/// The founding at the head of a bundle, for a folder that holds nothing yet. It is what the bundle
/// says it is: the operation's id rests on it.
pub fn founding_of(from: &mut impl Read) -> Result<Option<Founding>, std::io::Error> {
    let mut unpacker = Unpacker::new();
    let mut part = vec![0; PART];
    loop {
        let length = from.read(&mut part)?;
        unpacker.feed(part.get(..length).unwrap_or_default());
        let operation = unpacker.operation();
        match unpacker.next_piece() {
            Some(Piece::Founding(bytes)) => {
                let founding = founding::read(&bytes);
                return Ok(founding.filter(|founding| Some(founding.operation_id()) == operation));
            }
            Some(_) => return Ok(None),
            None if length == 0 => return Ok(None),
            None => {}
        }
    }
}

/// What has come and is not in yet.
struct Come<'a> {
    intake: &'a Intake,
    feed: Feed<'a>,
    entries: Vec<Signed>,
    seals: Vec<String>,
    blobs: Vec<Vec<u8>>,
    blobs_bytes: usize,
}

impl<'a> Come<'a> {
    fn new(intake: &'a Intake) -> Come<'a> {
        let (entries, seals, blobs) = Default::default();
        Come { intake, feed: intake.feed(), entries, seals, blobs, blobs_bytes: 0 }
    }

    fn take(&mut self, piece: Piece) {
        match piece {
            Piece::Entry(entry) => self.entries.push(entry),
            Piece::Seal(seal) => self.seals.push(seal),
            Piece::Blob(blob) => {
                self.blobs_bytes += blob.len();
                self.blobs.push(blob);
            }
            _ => {}
        }
    }

    fn hand_in(&mut self, tally: &mut Tally) -> Result<(), Trouble> {
        if !self.entries.is_empty() {
            let verdicts = self.feed.give(std::mem::take(&mut self.entries))?;
            count(&verdicts, tally);
        }
        if !self.blobs.is_empty() {
            // Blobs are held against the entries that commit to them.
            self.settle(tally)?;
            self.blobs_bytes = 0;
            let verdicts = self.intake.keep_blobs_blocking(std::mem::take(&mut self.blobs))?;
            verdicts.iter().for_each(|verdict| tally.count_blob(*verdict));
        }
        Ok(())
    }

    /// Waits for what is under way.
    fn settle(&mut self, tally: &mut Tally) -> Result<(), Trouble> {
        count(&self.feed.settle()?, tally);
        Ok(())
    }
}

fn count(verdicts: &[Verdict], tally: &mut Tally) {
    for verdict in verdicts {
        let number = tally.new + tally.known + tally.refused();
        tally.count(verdict, || format!("entry {number}"));
    }
}

/// Hands seals in, some at a time; those that are none or do not fit are counted with the refused.
pub(super) fn take_seals(intake: &Intake, seals: Vec<String>, tally: &mut Tally) -> Result<(), Trouble> {
    let place = |seal: &Seal| {
        let checkpoint = seal.checkpoint();
        format!("the seal of {} at {} entries", checkpoint.origin.log_id, checkpoint.size)
    };
    let mut good = Vec::new();
    for seal in seals {
        match Seal::read(seal.as_bytes()) {
            Ok(seal) => good.push(seal),
            Err(error) => {
                let remedy = "ask its device to seal again";
                tally.refuse("bad_seal", &error.to_string(), remedy, || "a seal".to_owned());
            }
        }
    }
    for group in good.chunks(GROUP) {
        let verdicts = intake.take_seals_blocking(group.to_vec(), unix_s())?;
        for (seal, verdict) in group.iter().zip(verdicts) {
            match (verdict.refusal(), verdict) {
                (_, SealVerdict::Contradicts) => tally.contradicting += 1,
                (Some((code, what, remedy)), _) => tally.refuse(code, what, remedy, || place(seal)),
                (None, _) => tally.seals += 1,
            }
        }
    }
    Ok(())
}
