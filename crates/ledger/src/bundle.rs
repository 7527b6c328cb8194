//! The bundle: everything about an operation that one machine hands to another, as bytes that are
//! the same in a file on a stick, in the body of a request and in a row of pictures.
//!
//! ```text
//! bundle  = "corridor bundle 1\n" ‖ operation id (32) ‖ section* ‖ end
//! section = tag (1) ‖ length (4, big endian) ‖ payload ‖ check (8)
//! payload = (length (1–5, LEB128) ‖ record)*
//! end     = a section with tag 255; payload = number of sections (8) ‖ chain (32)
//! check   = the first 8 bytes of SHA-256(tag ‖ length ‖ payload)
//! chain   = SHA-256 over the chain before and the whole SHA-256 of the section, from that of the head on
//! ```
//!
//! Sections come in the order of their tags; what is packed in the same order gives the same bytes.
//! A damaged section is reported and nothing of it is handed out; the others are still good.
//!
//! Never here: whether an entry is verified or fits its log, what a founding document or a seal says;
//! files and sockets.

mod pack;
mod unpack;
mod varint;

pub use pack::{Packer, TooLarge};
pub use unpack::{Finding, Flaw, Piece, Unpacker};

/// What every bundle of this version begins with; the operation's id follows.
pub const MAGIC: &[u8; 18] = b"corridor bundle 1\n";
/// Bytes of a section's payload from which on the next one is begun.
pub const SECTION_BYTES: usize = 64 * 1024;
/// Bytes before a section's payload: its tag and its length.
const SECTION_HEAD: usize = 5;
/// Bytes of a section's check.
const CHECK_BYTES: usize = 8;
/// Bytes of a record's length at most.
const LENGTH_BYTES_MAX: usize = 5;
/// The tag of the end.
const TAG_END: u8 = 255;
/// Bytes of the end's payload.
const END_BYTES: usize = 40;

/// What a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// What the operation is: opaque here.
    Founding,
    /// A line of a frontier; see [`crate::sync`].
    Frontier,
    /// An entry's bytes and its signature after them.
    Entry,
    /// The signed head of a log or of many: a note of text.
    Seal,
    /// What a witness says of a seal: text.
    Cosignature,
    /// Sealed data kept outside the logs.
    Blob,
    /// Which entries of a log are known where a frontier does not say enough; see [`crate::sync`].
    Ids,
    /// The commitment of a sealed blob that the writer lacks: 32 bytes.
    Want,
    /// How far a log's seals are known; see [`crate::sync`].
    Seals,
}

impl Kind {
    const ALL: [Kind; 9] = [
        Kind::Founding,
        Kind::Frontier,
        Kind::Entry,
        Kind::Seal,
        Kind::Cosignature,
        Kind::Blob,
        Kind::Ids,
        Kind::Want,
        Kind::Seals,
    ];

    fn tag(self) -> u8 {
        match self {
            Kind::Founding => 1,
            Kind::Frontier => 2,
            Kind::Entry => 3,
            Kind::Seal => 4,
            Kind::Cosignature => 5,
            Kind::Blob => 6,
            Kind::Ids => 7,
            Kind::Want => 8,
            Kind::Seals => 9,
        }
    }

    fn of_tag(tag: u8) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.tag() == tag)
    }

    /// Bytes of one record at most.
    pub fn bytes_max(self) -> usize {
        match self {
            Kind::Founding => 32 << 20,
            Kind::Frontier => 128,
            Kind::Want => 32,
            Kind::Seals => 16,
            Kind::Entry => crate::ENTRY_BYTES_MAX + 64,
            Kind::Seal | Kind::Cosignature => 64 << 10,
            Kind::Blob => 256 << 10,
            Kind::Ids => 128 << 10,
        }
    }

    /// Bytes of a section's payload at most.
    fn payload_max(self) -> usize {
        SECTION_BYTES.max(self.bytes_max() + LENGTH_BYTES_MAX)
    }
}
