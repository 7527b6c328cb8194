//! Entries as they travel: the original bytes and a signature; and entries whose signature was
//! checked. A [`Verified`] entry cannot be made in any other way.
//!
//! Never here: whether an entry fits its log (`logs`).

use crate::crypto::{self, Claimed};
use crate::entry::{Entry, EntryError};
use crate::id::{EntryId, LogId, OperationId};
use std::collections::BTreeMap;

/// An entry as it is stored and sent: the bytes that its device signed, never written anew.
#[derive(Clone, PartialEq, Eq)]
pub struct Signed {
    /// The entry's bytes.
    pub bytes: Vec<u8>,
    /// Ed25519 over `"corridor/entry/v1\0" ‖ operation_id ‖ bytes`.
    pub signature: [u8; 64],
}

impl std::fmt::Debug for Signed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Signed({}, {} bytes)", crypto::entry_id(&self.bytes), self.bytes.len())
    }
}

/// Why a signed entry is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignedError {
    /// The bytes are no entry.
    #[error(transparent)]
    Entry(#[from] EntryError),
    /// The key may write no log.
    #[error("the key {0} is weak or not written in the canonical way; no device may use it")]
    Key(LogId),
    /// The signature was not made by this key over these bytes for this operation.
    #[error("the signature does not fit the entry, its device and this operation")]
    Signature,
}

/// An entry whose bytes and signature are good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    entry: Entry,
    id: EntryId,
    signed: Signed,
}

impl Verified {
    /// Checks one signed entry.
    pub fn check(operation: &OperationId, signed: Signed) -> Result<Verified, SignedError> {
        verify_all(operation, vec![signed]).pop().unwrap_or(Err(SignedError::Signature))
    }
    /// What was signed.
    pub fn entry(&self) -> &Entry {
        &self.entry
    }
    /// Its id.
    pub fn id(&self) -> EntryId {
        self.id
    }
    /// The bytes and signature.
    pub fn signed(&self) -> &Signed {
        &self.signed
    }
    /// The bytes and signature, taken out.
    pub fn into_signed(self) -> Signed {
        self.signed
    }
}

/// Checks many at once: several times faster than one by one, with the same verdicts in the same order.
pub fn verify_all(operation: &OperationId, all: Vec<Signed>) -> Vec<Result<Verified, SignedError>> {
    let mut sound = BTreeMap::new();
    let read: Vec<Result<Entry, SignedError>> =
        all.iter().map(|signed| read(&signed.bytes, &mut sound)).collect();
    let claimed: Vec<Claimed<'_>> = read
        .iter()
        .zip(&all)
        .filter_map(|(entry, signed)| {
            let log_id = &entry.as_ref().ok()?.log_id;
            Some(Claimed { log_id, bytes: &signed.bytes, signature: &signed.signature })
        })
        .collect();
    let mut good = crypto::verify_entries(operation, &claimed).into_iter();
    let good: Vec<bool> = read.iter().map(|entry| entry.is_ok() && good.next().unwrap_or(false)).collect();
    read.into_iter()
        .zip(all)
        .zip(good)
        .map(|((entry, signed), good)| match entry {
            Ok(entry) if good => Ok(Verified { entry, id: crypto::entry_id(&signed.bytes), signed }),
            Ok(_) => Err(SignedError::Signature),
            Err(error) => Err(error),
        })
        .collect()
}

/// `sound`: keys that were judged already; judging one costs as much as verifying a signature.
fn read(bytes: &[u8], sound: &mut BTreeMap<LogId, bool>) -> Result<Entry, SignedError> {
    let entry = Entry::decode(bytes)?;
    let sound = *sound.entry(entry.log_id).or_insert_with(|| crypto::sound_key(&entry.log_id));
    if sound { Ok(entry) } else { Err(SignedError::Key(entry.log_id)) }
}

/// Two entries with which a device contradicts itself: anyone can check it, without the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForkProof {
    /// The one with the smaller id.
    pub one: Signed,
    /// The other.
    pub other: Signed,
}

/// Why two entries prove no fork.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ForkProofError {
    /// One of them is not even a good entry.
    #[error(transparent)]
    Refused(#[from] SignedError),
    /// They are of different logs or numbers, or the same entry.
    #[error("the two entries do not contradict each other")]
    NoFork,
}

impl ForkProof {
    /// Puts two entries in order; the proof is the same whoever makes it.
    pub fn new(a: Signed, b: Signed) -> ForkProof {
        let (one, other) =
            if crypto::entry_id(&a.bytes) <= crypto::entry_id(&b.bytes) { (a, b) } else { (b, a) };
        ForkProof { one, other }
    }

    /// Whether it proves that one device signed two histories, and where: the log and the number.
    pub fn check(&self, operation: &OperationId) -> Result<(LogId, u64), ForkProofError> {
        let one = Verified::check(operation, self.one.clone())?;
        let other = Verified::check(operation, self.other.clone())?;
        let place = |verified: &Verified| (verified.entry.log_id, verified.entry.seq);
        if one.id == other.id || place(&one) != place(&other) {
            return Err(ForkProofError::NoFork);
        }
        Ok(place(&one))
    }
}
