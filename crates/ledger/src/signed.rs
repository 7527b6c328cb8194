//! Entries as they travel: the original bytes and a signature; and entries whose signature was
//! checked. A [`Verified`] entry cannot be made in any other way.
//!
//! Never here: whether an entry fits its log (`logs`).

use crate::crypto::{self, Claimed};
use crate::entry::{EntryError, EntryView};
use crate::hlc::Hlc;
use crate::id::{EntryId, LogId, OperationId};
use bytes::Bytes;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// An entry as it is stored and sent: the bytes that its device signed, never written anew.
#[derive(Clone, PartialEq, Eq)]
pub struct Signed {
    /// The entry's bytes: shared with whatever they came in, for very many come at once.
    pub bytes: Bytes,
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
    parts: Parts,
    id: EntryId,
    signed: Signed,
}

/// What an entry says, without what can be looked up in its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Parts {
    log_id: LogId,
    seq: u64,
    prev: Option<EntryId>,
    hlc: Hlc,
    deps: Vec<EntryId>,
    seal_commit: Option<[u8; 32]>,
    kind: Span,
    place: Option<Span>,
    body: Span,
}

/// Where a part stands in an entry's bytes, of which there are fewer than 65,536.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Span(u16, u16);

impl Span {
    /// Of a part of `whole`, by where the two stand in memory.
    fn of(whole: &[u8], part: &[u8]) -> Span {
        let start = part.as_ptr().addr().saturating_sub(whole.as_ptr().addr());
        let at = |at: usize| u16::try_from(at).unwrap_or(u16::MAX);
        Span(at(start), at(start.saturating_add(part.len())))
    }
    fn bytes(self, whole: &[u8]) -> &[u8] {
        whole.get(usize::from(self.0)..usize::from(self.1)).unwrap_or_default()
    }
    fn text(self, whole: &[u8]) -> &str {
        std::str::from_utf8(self.bytes(whole)).unwrap_or_default()
    }
}

impl Parts {
    fn of(whole: &[u8], entry: EntryView<'_>) -> Parts {
        Parts {
            kind: Span::of(whole, entry.kind.as_bytes()),
            place: entry.place.map(|place| Span::of(whole, place.as_bytes())),
            body: Span::of(whole, entry.body),
            log_id: entry.log_id,
            seq: entry.seq,
            prev: entry.prev,
            hlc: entry.hlc,
            deps: entry.deps.into_owned(),
            seal_commit: entry.seal_commit,
        }
    }
}

impl Verified {
    /// Checks one signed entry.
    pub fn check(operation: &OperationId, signed: Signed) -> Result<Verified, SignedError> {
        verify_all(operation, vec![signed]).next().unwrap_or(Err(SignedError::Signature))
    }
    /// What was signed.
    pub fn entry(&self) -> EntryView<'_> {
        let (parts, bytes) = (&self.parts, &self.signed.bytes);
        EntryView {
            kind: parts.kind.text(bytes),
            log_id: parts.log_id,
            seq: parts.seq,
            prev: parts.prev,
            hlc: parts.hlc,
            deps: Cow::Borrowed(&parts.deps),
            place: parts.place.map(|place| place.text(bytes)),
            body: parts.body.bytes(bytes),
            seal_commit: parts.seal_commit,
        }
    }
    /// The log that it belongs to.
    pub fn log_id(&self) -> LogId {
        self.parts.log_id
    }
    /// Its number in the log.
    pub fn seq(&self) -> u64 {
        self.parts.seq
    }
    /// The entry before it in the log.
    pub fn prev(&self) -> Option<EntryId> {
        self.parts.prev
    }
    /// The device's hybrid clock.
    pub fn hlc(&self) -> Hlc {
        self.parts.hlc
    }
    /// Commitment to sealed data kept outside the ledger.
    pub fn seal_commit(&self) -> Option<[u8; 32]> {
        self.parts.seal_commit
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
pub fn verify_all(
    operation: &OperationId,
    all: Vec<Signed>,
) -> impl Iterator<Item = Result<Verified, SignedError>> + use<> {
    let mut sound = BTreeMap::new();
    let read: Vec<Result<Parts, SignedError>> =
        all.iter().map(|signed| read(&signed.bytes, &mut sound)).collect();
    let claimed: Vec<Claimed<'_>> = read
        .iter()
        .zip(&all)
        .filter_map(|(parts, signed)| {
            let log_id = &parts.as_ref().ok()?.log_id;
            Some(Claimed { log_id, bytes: &signed.bytes, signature: &signed.signature })
        })
        .collect();
    let mut ids = crypto::verify_entries(operation, &claimed).into_iter();
    let verified = move |(parts, signed): (Result<Parts, SignedError>, Signed)| {
        let parts = parts?;
        let id = ids.next().flatten().ok_or(SignedError::Signature)?;
        Ok(Verified { parts, id, signed })
    };
    read.into_iter().zip(all).map(verified)
}

/// `sound`: keys that were judged already; judging one costs as much as verifying a signature.
fn read(bytes: &[u8], sound: &mut BTreeMap<LogId, bool>) -> Result<Parts, SignedError> {
    let entry = EntryView::decode(bytes)?;
    let sound = *sound.entry(entry.log_id).or_insert_with(|| crypto::sound_key(&entry.log_id));
    if sound { Ok(Parts::of(bytes, entry)) } else { Err(SignedError::Key(entry.log_id)) }
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
        let place = |verified: &Verified| (verified.log_id(), verified.seq());
        if one.id == other.id || place(&one) != place(&other) {
            return Err(ForkProofError::NoFork);
        }
        Ok(place(&one))
    }
}
