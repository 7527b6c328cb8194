//! Reading a bundle that anybody may have made: in whatever pieces its bytes arrive, with all that
//! is wrong reported, and never more memory than one section may take.
//!
//! Never here: whether what a record says is true.

use super::{CHECK_BYTES, END_BYTES, Kind, MAGIC, SECTION_HEAD, TAG_END, varint};
use crate::crypto::sha256;
use crate::id::OperationId;
use crate::signed::Signed;
use bytes::Bytes;
use std::collections::VecDeque;

/// Findings kept at most; a flood of them says no more than these.
const FINDINGS_MAX: usize = 1000;

/// A record that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// See [`Kind::Founding`].
    Founding(Vec<u8>),
    /// See [`Kind::Frontier`].
    Frontier(Vec<u8>),
    /// See [`Kind::Entry`]; not verified yet.
    Entry(Signed),
    /// See [`Kind::Seal`].
    Seal(String),
    /// See [`Kind::Cosignature`].
    Cosignature(String),
    /// See [`Kind::Blob`].
    Blob(Vec<u8>),
    /// See [`Kind::Ids`].
    Ids(Vec<u8>),
    /// See [`Kind::Want`].
    Want([u8; 32]),
    /// See [`Kind::Seals`].
    Seals([u8; 16]),
}

/// Something that is wrong with a bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    /// At which byte the section begins that has it, counted from 0.
    pub at: u64,
    /// What is wrong.
    pub flaw: Flaw,
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "byte {}: {}; {}", self.at, self.flaw, self.flaw.remedy())
    }
}

/// What can be wrong with a bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// It does not begin like one.
    #[error("this is no bundle of version 1")]
    NoBundle,
    /// It stops in the middle.
    #[error("the bundle ends early")]
    CutShort,
    /// A section's bytes are not those that were written.
    #[error("a section is damaged; nothing of it was taken")]
    Damaged,
    /// A section longer than any that is written.
    #[error("a section says that it has {0} bytes, more than any may have; nothing after it was read")]
    TooLong(u64),
    /// A kind of section that this program does not know.
    #[error("a section is of kind {0}, which this program does not know; it was passed over")]
    Unknown(u8),
    /// A kind that stands after one that must come later.
    #[error("a section of kind {0} stands after one that must come later")]
    Order(u8),
    /// A record that cannot be one.
    #[error("record {0} of a section cannot be read; it and those after it in the section were not taken")]
    Record(u64),
    /// The end does not fit what came before it.
    #[error("the end does not fit the sections before it: some are missing, added or in another order")]
    End,
    /// There are bytes after the end.
    #[error("there is something after the end; it was not read")]
    Trailing,
}

impl Flaw {
    /// What to do about it.
    pub fn remedy(&self) -> &'static str {
        match self {
            Flaw::NoBundle => "check that it is the file that was exported",
            Flaw::Unknown(_) => "use a newer program to read all of it",
            Flaw::Order(_) | Flaw::Record(_) => "ask whoever made it to export it anew",
            _ => "copy or export it anew; what was good has been read and need not come again",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Head,
    Sections,
    Ended,
    Broken,
}

/// Reads one bundle.
#[derive(Debug)]
pub struct Unpacker {
    buffer: Vec<u8>,
    /// How many bytes were read before those in the buffer.
    at: u64,
    state: State,
    operation: Option<OperationId>,
    pieces: VecDeque<Piece>,
    findings: Vec<Finding>,
    last_tag: u8,
    sections: u64,
    chain: [u8; 32],
}

impl Default for Unpacker {
    fn default() -> Unpacker {
        Unpacker {
            buffer: Vec::new(),
            at: 0,
            state: State::Head,
            operation: None,
            pieces: VecDeque::new(),
            findings: Vec::new(),
            last_tag: 0,
            sections: 0,
            chain: [0; 32],
        }
    }
}

impl Unpacker {
    /// A reader that has read nothing yet.
    pub fn new() -> Unpacker {
        Unpacker::default()
    }

    /// Everything that is in a bundle in memory, and what is wrong with it.
    pub fn read_all(bytes: &[u8]) -> (Option<OperationId>, Vec<Piece>, Vec<Finding>) {
        let mut unpacker = Unpacker::new();
        let mut pieces = Vec::new();
        for part in bytes.chunks(super::SECTION_BYTES) {
            unpacker.feed(part);
            pieces.extend(std::iter::from_fn(|| unpacker.next_piece()));
        }
        (unpacker.operation(), pieces, unpacker.finish())
    }

    /// Takes the next bytes. Take out all pieces before the next ones are fed.
    pub fn feed(&mut self, bytes: &[u8]) {
        if self.state == State::Broken {
            return;
        }
        self.buffer.extend_from_slice(bytes);
        let mut used = 0;
        while let Some(length) = self.step(used) {
            used += length;
        }
        self.buffer.drain(..used.min(self.buffer.len()));
        self.at += used as u64;
    }

    /// The next record, in the order of the bundle.
    pub fn next_piece(&mut self) -> Option<Piece> {
        self.pieces.pop_front()
    }

    /// The operation that the bundle is of, once its head was read.
    pub fn operation(&self) -> Option<OperationId> {
        self.operation
    }

    /// What is wrong, once there are no more bytes.
    pub fn finish(mut self) -> Vec<Finding> {
        match self.state {
            State::Head => self.found(0, Flaw::NoBundle),
            State::Sections => self.found(0, Flaw::CutShort),
            State::Ended | State::Broken => {}
        }
        self.findings
    }

    fn found(&mut self, used: usize, flaw: Flaw) {
        if self.findings.len() < FINDINGS_MAX {
            self.findings.push(Finding { at: self.at + used as u64, flaw });
        }
    }

    fn give_up(&mut self, used: usize, flaw: Flaw) -> Option<usize> {
        self.found(used, flaw);
        self.state = State::Broken;
        self.buffer.clear();
        None
    }

    /// Reads one head or section from `used` on, and says how long it was; `None` waits for more.
    fn step(&mut self, used: usize) -> Option<usize> {
        let rest = self.buffer.get(used..).filter(|rest| !rest.is_empty())?;
        match self.state {
            State::Broken => None,
            State::Ended => self.give_up(used, Flaw::Trailing),
            State::Head => {
                let known = rest.len().min(MAGIC.len());
                if rest[..known] != MAGIC[..known] {
                    return self.give_up(used, Flaw::NoBundle);
                }
                let length = MAGIC.len() + 32;
                let operation = rest.get(MAGIC.len()..length)?.try_into().ok()?;
                self.chain = sha256(&[&rest[..length]]);
                self.operation = Some(OperationId(operation));
                self.state = State::Sections;
                Some(length)
            }
            State::Sections => self.section(used),
        }
    }

    fn section(&mut self, used: usize) -> Option<usize> {
        let rest = self.buffer.get(used..)?;
        let (tag, length) = (*rest.first()?, rest.get(1..SECTION_HEAD)?);
        let length = u32::from_be_bytes(length.try_into().ok()?) as usize;
        let kind = Kind::of_tag(tag);
        let max = match (kind, tag) {
            (Some(kind), _) => kind.payload_max(),
            (None, TAG_END) => END_BYTES,
            (None, _) => super::SECTION_BYTES,
        };
        if length > max {
            return self.give_up(used, Flaw::TooLong(length as u64));
        }
        let (checked, whole) = (SECTION_HEAD + length, SECTION_HEAD + length + CHECK_BYTES);
        let section = rest.get(..whole)?;
        let hash = sha256(&[&section[..checked]]);
        if hash[..CHECK_BYTES] != section[checked..] {
            self.sections += 1;
            self.chain = [0; 32];
            self.found(used, Flaw::Damaged);
            return Some(whole);
        }
        let payload = Bytes::copy_from_slice(&section[SECTION_HEAD..checked]);
        if tag == TAG_END {
            self.end(used, &payload);
            return Some(whole);
        }
        self.sections += 1;
        self.chain = sha256(&[&self.chain, &hash]);
        if tag < self.last_tag {
            self.found(used, Flaw::Order(tag));
        }
        self.last_tag = self.last_tag.max(tag);
        match kind {
            Some(kind) => self.records(used, kind, &payload),
            None => self.found(used, Flaw::Unknown(tag)),
        }
        Some(whole)
    }

    fn end(&mut self, used: usize, payload: &[u8]) {
        let expected = [self.sections.to_be_bytes().as_slice(), &self.chain].concat();
        // Where a section was damaged, that was said already, and the chain cannot be right.
        let damaged = self.findings.iter().any(|finding| finding.flaw == Flaw::Damaged);
        if payload != expected && !(damaged && payload.get(..8) == expected.get(..8)) {
            self.found(used, Flaw::End);
        }
        self.state = State::Ended;
    }

    fn records(&mut self, used: usize, kind: Kind, payload: &Bytes) {
        let (mut rest, mut number) = (&payload[..], 0);
        while !rest.is_empty() {
            // What is longer than a section ordinarily is can only be one long record.
            let crowded = number > 0 && payload.len() > super::SECTION_BYTES;
            let read = split(rest).filter(|_| !crowded);
            match read.and_then(|(record, after)| Some((piece(kind, record, payload)?, after))) {
                Some((piece, after)) => (self.pieces.push_back(piece), rest = after),
                None => return self.found(used, Flaw::Record(number)),
            };
            number += 1;
        }
    }
}

/// The first record, and what follows it.
fn split(payload: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, head) = varint::read(payload)?;
    payload.get(head..)?.split_at_checked(length)
}

/// What a record of this payload is.
fn piece(kind: Kind, record: &[u8], payload: &Bytes) -> Option<Piece> {
    if record.is_empty() || record.len() > kind.bytes_max() {
        return None;
    }
    let text = || String::from_utf8(record.to_vec()).ok();
    Some(match kind {
        Kind::Founding => Piece::Founding(record.to_vec()),
        Kind::Frontier => Piece::Frontier(record.to_vec()),
        Kind::Entry => {
            let (bytes, signature) = record.split_last_chunk::<64>()?;
            Piece::Entry(Signed { bytes: payload.slice_ref(bytes), signature: *signature })
        }
        Kind::Seal => Piece::Seal(text()?),
        Kind::Cosignature => Piece::Cosignature(text()?),
        Kind::Blob => Piece::Blob(record.to_vec()),
        Kind::Ids => Piece::Ids(record.to_vec()),
        Kind::Want => Piece::Want(record.try_into().ok()?),
        Kind::Seals => Piece::Seals(record.try_into().ok()?),
    })
}
