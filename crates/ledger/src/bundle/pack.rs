//! Writing a bundle, section by section, so that one of any size needs little memory.
//!
//! Never here: in which order things are packed within a kind; whoever packs sees to that.

use super::{CHECK_BYTES, Kind, LENGTH_BYTES_MAX, MAGIC, SECTION_BYTES, TAG_END, varint};
use crate::crypto::sha256;
use crate::id::OperationId;
use crate::signed::Signed;

/// A record that no reader would take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a record of this kind ({kind:?}) may have {max} bytes, and this one has {bytes}")]
pub struct TooLarge {
    /// The kind.
    pub kind: Kind,
    /// What it has.
    pub bytes: usize,
    /// What it may have.
    pub max: usize,
}

/// Writes one bundle. Kinds must come in their order; a kind that comes too late is still written
/// and read, only not in the one canonical form.
#[derive(Debug)]
pub struct Packer {
    out: Vec<u8>,
    open: Option<Kind>,
    payload: Vec<u8>,
    sections: u64,
    chain: [u8; 32],
}

impl Packer {
    /// Begins a bundle of this operation.
    pub fn new(operation: &OperationId) -> Packer {
        let head = [MAGIC.as_slice(), &operation.0].concat();
        let chain = sha256(&[&head]);
        Packer { out: head, open: None, payload: Vec::new(), sections: 0, chain }
    }

    /// Adds an entry.
    pub fn entry(&mut self, entry: &Signed) -> Result<(), TooLarge> {
        self.parts(Kind::Entry, &[&entry.bytes, &entry.signature])
    }

    /// Adds any record.
    pub fn record(&mut self, kind: Kind, record: &[u8]) -> Result<(), TooLarge> {
        self.parts(kind, &[record])
    }

    fn parts(&mut self, kind: Kind, parts: &[&[u8]]) -> Result<(), TooLarge> {
        let bytes = parts.iter().map(|part| part.len()).sum();
        if bytes > kind.bytes_max() {
            return Err(TooLarge { kind, bytes, max: kind.bytes_max() });
        }
        if self.open != Some(kind) || self.payload.len() + bytes + LENGTH_BYTES_MAX > SECTION_BYTES {
            self.close();
        }
        self.open = Some(kind);
        varint::write(&mut self.payload, bytes);
        parts.iter().for_each(|part| self.payload.extend_from_slice(part));
        Ok(())
    }

    /// Bytes written so far and not yet taken, the open section included.
    pub fn pending(&self) -> usize {
        self.out.len() + self.payload.len()
    }

    /// Takes the bytes that are ready, to be written out before more is packed.
    pub fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.out)
    }

    /// Ends the bundle and returns its last bytes.
    pub fn finish(mut self) -> Vec<u8> {
        self.close();
        let payload = [self.sections.to_be_bytes().as_slice(), &self.chain].concat();
        self.section(TAG_END, &payload);
        self.out
    }

    fn close(&mut self) {
        if let Some(kind) = self.open.take() {
            let payload = std::mem::take(&mut self.payload);
            self.section(kind.tag(), &payload);
        }
    }

    fn section(&mut self, tag: u8, payload: &[u8]) {
        let begin = self.out.len();
        self.out.push(tag);
        // A payload is bounded by the sizes of its records, far below 2^32.
        self.out.extend_from_slice(&(payload.len() as u32).to_be_bytes());
        self.out.extend_from_slice(payload);
        let hash = sha256(&[&self.out[begin..]]);
        self.out.extend_from_slice(&hash[..CHECK_BYTES]);
        self.sections += 1;
        self.chain = sha256(&[&self.chain, &hash]);
    }
}
