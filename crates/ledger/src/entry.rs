//! An entry and its one byte form: the deterministic CBOR array (RFC 8949 §4.2)
//! `[version, kind, log_id, seq, prev, hlc, deps, place, body, seal_commit]`.
//!
//! Bytes that would not be written again exactly so are refused: one entry, one id. Never here:
//! what a body means, signatures, or how entries follow each other (`logs`).

use crate::crypto;
use crate::hlc::Hlc;
use crate::id::{EntryId, LogId};
use minicbor::{Decoder, Encoder};
use std::borrow::Cow;

/// The version that is written, and the only one that is read.
pub const VERSION: u8 = 1;
/// Bytes of a kind at most.
pub const KIND_BYTES_MAX: usize = 32;
/// Bytes of a place at most.
pub const PLACE_BYTES_MAX: usize = 128;
/// Bytes of a body at most.
pub const BODY_BYTES_MAX: usize = 32 * 1024;
/// Dependencies at most.
pub const DEPS_MAX: usize = 16;
/// Sequence numbers and milliseconds at most: what a double holds exactly, so that every
/// language reads the same number.
pub const NUMBER_MAX: u64 = (1 << 53) - 1;
/// Bytes of a whole entry at most: the parts above and what CBOR puts around them.
pub const ENTRY_BYTES_MAX: usize = BODY_BYTES_MAX + 1024;

/// One thing that one device recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What kind of body it has; 1 to [`KIND_BYTES_MAX`] bytes of UTF-8.
    pub kind: String,
    /// The log that it belongs to, which is also the key that signs it.
    pub log_id: LogId,
    /// Its number in the log, counted from 0.
    pub seq: u64,
    /// The entry before it in the log; `None` exactly for number 0.
    pub prev: Option<EntryId>,
    /// The device's hybrid clock.
    pub hlc: Hlc,
    /// Entries of other logs that it answers: sorted, none twice, at most [`DEPS_MAX`].
    pub deps: Vec<EntryId>,
    /// The place that it is about, so that a device can ask for one place's entries only.
    pub place: Option<String>,
    /// Opaque; at most [`BODY_BYTES_MAX`].
    pub body: Vec<u8>,
    /// Commitment to sealed data kept outside the ledger.
    pub seal_commit: Option<[u8; 32]>,
}

/// Why something is no entry.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EntryError {
    /// Not the CBOR of an entry.
    #[error("these bytes are no entry: {0}")]
    Malformed(String),
    /// Written by a newer program.
    #[error("the entry has version {0}; this program knows version {VERSION}")]
    Version(u64),
    /// Another way to write the same entry; only one is taken.
    #[error("the entry is not written in the one form that is taken (RFC 8949, deterministic)")]
    NotCanonical,
    /// A part that is too long, too large or out of order.
    #[error("{0}")]
    Absurd(&'static str),
}

/// An [`Entry`] as it stands in its bytes: nothing of it is copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryView<'a> {
    /// What kind of body it has.
    pub kind: &'a str,
    /// The log that it belongs to.
    pub log_id: LogId,
    /// Its number in the log.
    pub seq: u64,
    /// The entry before it.
    pub prev: Option<EntryId>,
    /// The device's hybrid clock.
    pub hlc: Hlc,
    /// Entries of other logs that it answers.
    pub deps: Cow<'a, [EntryId]>,
    /// The place that it is about.
    pub place: Option<&'a str>,
    /// Opaque.
    pub body: &'a [u8],
    /// Commitment to sealed data kept outside the ledger.
    pub seal_commit: Option<[u8; 32]>,
}

impl Entry {
    /// The same without a copy.
    pub fn view(&self) -> EntryView<'_> {
        EntryView {
            kind: &self.kind,
            log_id: self.log_id,
            seq: self.seq,
            prev: self.prev,
            hlc: self.hlc,
            deps: Cow::Borrowed(&self.deps),
            place: self.place.as_deref(),
            body: &self.body,
            seal_commit: self.seal_commit,
        }
    }

    /// Whether every part is within its limits.
    pub fn check(&self) -> Result<(), EntryError> {
        self.view().check()
    }

    /// The bytes that are signed, stored and sent.
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.body.len() + 160);
        // Writing into memory cannot fail; if it did, the empty result would be refused by every reader.
        if self.view().write(&mut Encoder::new(&mut bytes)).is_err() {
            bytes.clear();
        }
        bytes
    }

    /// Reads bytes; see [`EntryError`] for what is refused.
    pub fn decode(bytes: &[u8]) -> Result<Entry, EntryError> {
        EntryView::decode(bytes).map(EntryView::into_entry)
    }

    /// Its id.
    pub fn id(&self) -> EntryId {
        crypto::entry_id(&self.encode())
    }
}

impl<'a> EntryView<'a> {
    /// A copy that stands by itself.
    pub fn into_entry(self) -> Entry {
        Entry {
            kind: self.kind.to_owned(),
            log_id: self.log_id,
            seq: self.seq,
            prev: self.prev,
            hlc: self.hlc,
            deps: self.deps.into_owned(),
            place: self.place.map(str::to_owned),
            body: self.body.to_vec(),
            seal_commit: self.seal_commit,
        }
    }

    fn check(&self) -> Result<(), EntryError> {
        let absurd = |what| Err(EntryError::Absurd(what));
        if self.kind.is_empty() || self.kind.len() > KIND_BYTES_MAX {
            return absurd("the kind must have 1 to 32 bytes");
        }
        if self.seq > NUMBER_MAX || self.hlc.unix_ms > NUMBER_MAX {
            return absurd("a number is above 2^53 - 1");
        }
        if (self.seq == 0) != self.prev.is_none() {
            return absurd("the first entry of a log has no previous one, and every other has");
        }
        if self.deps.len() > DEPS_MAX || !self.deps.is_sorted_by(|a, b| a < b) {
            return absurd("dependencies must be sorted, none twice, at most 16");
        }
        if self.place.is_some_and(|place| place.len() > PLACE_BYTES_MAX) {
            return absurd("the place has more than 128 bytes");
        }
        if self.body.len() > BODY_BYTES_MAX {
            return absurd("the body has more than 32 KiB");
        }
        Ok(())
    }

    /// Whether writing it would give these bytes; nothing is written for it.
    fn encodes_to(&self, bytes: &[u8]) -> bool {
        let mut expected = Expected(bytes);
        self.write(&mut Encoder::new(&mut expected)).is_ok() && expected.0.is_empty()
    }

    fn write<W: minicbor::encode::Write>(
        &self,
        e: &mut Encoder<W>,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        e.array(10)?.u8(VERSION)?.str(self.kind)?.bytes(&self.log_id.0)?.u64(self.seq)?;
        write_optional(e, self.prev.as_ref().map(|id| &id.0))?;
        e.array(2)?.u64(self.hlc.unix_ms)?.u32(self.hlc.counter)?;
        e.array(self.deps.len() as u64)?;
        for dep in self.deps.iter() {
            e.bytes(&dep.0)?;
        }
        match self.place {
            Some(place) => e.str(place)?,
            None => e.null()?,
        };
        e.bytes(self.body)?;
        write_optional(e, self.seal_commit.as_ref())
    }

    /// Reads bytes; see [`EntryError`] for what is refused.
    pub fn decode(bytes: &'a [u8]) -> Result<EntryView<'a>, EntryError> {
        if bytes.len() > ENTRY_BYTES_MAX {
            return Err(EntryError::Absurd("the entry has more than 33 KiB"));
        }
        let mut d = Decoder::new(bytes);
        if d.array().map_err(malformed)? != Some(10) {
            return Err(EntryError::Malformed("an entry is an array of ten".to_owned()));
        }
        let version = d.u64().map_err(malformed)?;
        if version != u64::from(VERSION) {
            return Err(EntryError::Version(version));
        }
        let entry = read(&mut d).map_err(malformed)?;
        entry.check()?;
        if !entry.encodes_to(bytes) {
            return Err(EntryError::NotCanonical);
        }
        Ok(entry)
    }
}

/// What is still to be written; anything else is refused.
struct Expected<'a>(&'a [u8]);

impl minicbor::encode::Write for Expected<'_> {
    type Error = ();
    fn write_all(&mut self, bytes: &[u8]) -> Result<(), ()> {
        self.0 = match (bytes, self.0) {
            // Most of what is written is one byte.
            ([byte], [expected, rest @ ..]) if byte == expected => rest,
            _ => self.0.strip_prefix(bytes).ok_or(())?,
        };
        Ok(())
    }
}

fn malformed(error: minicbor::decode::Error) -> EntryError {
    EntryError::Malformed(error.to_string())
}

fn write_optional<W: minicbor::encode::Write>(
    e: &mut Encoder<W>,
    bytes: Option<&[u8; 32]>,
) -> Result<(), minicbor::encode::Error<W::Error>> {
    match bytes {
        Some(bytes) => e.bytes(bytes)?.ok(),
        None => e.null()?.ok(),
    }
}

fn read<'a>(d: &mut Decoder<'a>) -> Result<EntryView<'a>, minicbor::decode::Error> {
    Ok(EntryView {
        kind: d.str()?,
        log_id: LogId(read_32(d)?),
        seq: d.u64()?,
        prev: read_optional(d, read_32)?.map(EntryId),
        hlc: read_hlc(d)?,
        deps: Cow::Owned(read_deps(d)?),
        place: read_optional(d, |d| d.str())?,
        body: d.bytes()?,
        seal_commit: read_optional(d, read_32)?,
    })
}

fn read_hlc(d: &mut Decoder<'_>) -> Result<Hlc, minicbor::decode::Error> {
    if d.array()? != Some(2) {
        return Err(minicbor::decode::Error::message("the clock is an array of two"));
    }
    Ok(Hlc { unix_ms: d.u64()?, counter: d.u32()? })
}

fn read_deps(d: &mut Decoder<'_>) -> Result<Vec<EntryId>, minicbor::decode::Error> {
    let length = d.array()?.filter(|length| *length <= DEPS_MAX as u64);
    let length = length.ok_or_else(|| minicbor::decode::Error::message("at most 16 dependencies"))?;
    (0..length).map(|_| read_32(d).map(EntryId)).collect()
}

fn read_32(d: &mut Decoder<'_>) -> Result<[u8; 32], minicbor::decode::Error> {
    d.bytes()?.try_into().map_err(|_| minicbor::decode::Error::message("32 bytes expected"))
}

fn read_optional<'a, T>(
    d: &mut Decoder<'a>,
    some: impl FnOnce(&mut Decoder<'a>) -> Result<T, minicbor::decode::Error>,
) -> Result<Option<T>, minicbor::decode::Error> {
    if d.datatype()? == minicbor::data::Type::Null {
        d.null()?;
        return Ok(None);
    }
    some(d).map(Some)
}
