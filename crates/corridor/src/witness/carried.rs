//! Witnessing from file to file: a bundle comes on a stick, and one with cosigned seals goes back.
//!
//! Never here: whether statements are sound; a witness only sees that logs grow.

use super::{Declined, Witness};
use ledger::bundle::{Kind, Packer, Piece, TooLarge, Unpacker};
use ledger::checkpoint::Seal;
use ledger::tree::Hash;
use ledger::{Entry, LogId, OperationId};
use std::collections::BTreeMap;
use std::io::Read;

/// What came of a bundle.
#[derive(Debug, Default)]
pub struct Carried {
    /// A bundle with the cosigned seals.
    pub bundle: Vec<u8>,
    /// How many seals were cosigned.
    pub cosigned: usize,
    /// What was not, and why.
    pub declined: Vec<String>,
}

/// Why a bundle could not be witnessed at all.
#[derive(Debug, thiserror::Error)]
pub enum CarriedError {
    /// The file.
    #[error("it cannot be read: {0}")]
    Read(#[from] std::io::Error),
    /// No bundle.
    #[error("it is no bundle; name one that `corridor export` made")]
    NoBundle,
    /// It grew too large.
    #[error(transparent)]
    TooLarge(#[from] TooLarge),
}

/// Cosigns the newest seal that fits of every log in a bundle that only grew since this witness saw it last.
pub fn cosign_bundle(
    witness: &mut Witness,
    from: &mut impl Read,
    now_unix_s: u64,
) -> Result<Carried, CarriedError> {
    let (operation, leaves, seals, mut declined) = read(from)?;
    let mut packer = Packer::new(&operation);
    let mut cosigned = 0;
    for (log_id, mut all_seals) in seals {
        let all = leaves.get(&log_id).cloned().unwrap_or_default();
        all_seals.sort_by_key(|seal| seal.checkpoint().size);
        // A bundle also brings seals that contradict their log: those are evidence, not for cosigning.
        let (fits, against): (Vec<Seal>, Vec<Seal>) =
            all_seals.into_iter().partition(|seal| fits(seal, &all));
        for seal in &against {
            let size = seal.checkpoint().size;
            declined.push(format!(
                "log {log_id}: its seal of {size} entries does not fit the entries in the bundle"
            ));
        }
        let Some(mut seal) = fits.into_iter().next_back() else { continue };
        match witness.consider_with_entries(&seal, |_| all.clone(), now_unix_s) {
            Ok(line) => {
                seal.add(line);
                packer.record(Kind::Seal, seal.write().as_bytes())?;
                cosigned += 1;
            }
            // What it cosigned before at this size or a larger one is no fault of anybody.
            Err(Declined::Conflict { size, contradicts: false }) if size > seal.checkpoint().size => {}
            Err(why) => declined.push(format!("log {log_id} at {} entries: {why}", seal.checkpoint().size)),
        }
    }
    Ok(Carried { bundle: packer.finish(), cosigned, declined })
}

/// Whether a seal is of the beginning of these entries.
fn fits(seal: &Seal, leaves: &[Hash]) -> bool {
    let upto = usize::try_from(seal.checkpoint().size).ok().and_then(|size| leaves.get(..size));
    upto.is_some_and(|upto| ledger::tree::root(upto) == seal.checkpoint().root)
}

type Brought = (OperationId, BTreeMap<LogId, Vec<Hash>>, BTreeMap<LogId, Vec<Seal>>, Vec<String>);

fn read(from: &mut impl Read) -> Result<Brought, CarriedError> {
    let mut bytes = Vec::new();
    let (mut unpacker, mut declined) = (Unpacker::new(), Vec::new());
    let mut leaves: BTreeMap<LogId, Vec<Hash>> = BTreeMap::new();
    let mut seals: BTreeMap<LogId, Vec<Seal>> = BTreeMap::new();
    loop {
        bytes.resize(64 * 1024, 0);
        let length = from.read(&mut bytes)?;
        unpacker.feed(bytes.get(..length).unwrap_or_default());
        while let Some(piece) = unpacker.next_piece() {
            match piece {
                Piece::Entry(signed) => {
                    if let Ok(entry) = Entry::decode(&signed.bytes) {
                        let log = leaves.entry(entry.log_id).or_default();
                        // Of a forked log the branch that comes first; its seal decides whether it is the one.
                        if entry.seq == log.len() as u64 {
                            log.push(ledger::crypto::entry_id(&signed.bytes).0);
                        }
                    }
                }
                Piece::Seal(note) => match Seal::read(note.as_bytes()) {
                    Ok(seal) => seals.entry(seal.checkpoint().origin.log_id).or_default().push(seal),
                    Err(error) => declined.push(error.to_string()),
                },
                _ => {}
            }
        }
        if length == 0 {
            let operation = unpacker.operation().ok_or(CarriedError::NoBundle)?;
            declined.extend(unpacker.finish().iter().map(ToString::to_string));
            return Ok((operation, leaves, seals, declined));
        }
    }
}
