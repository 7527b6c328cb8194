//! The medical compartment: what only clinicians read, sealed where it is written, and that somebody read it.
//!
//! Never here: a diagnosis in the clear, a name, or any key that opens something.

use super::EntryRef;
use crate::people::Token;
use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};

/// See [`super::Fact::NoteKey`].
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct NoteKey {
    /// The clinician's public key (X25519). Its secret never leaves the device.
    #[n(0)]
    pub key: ByteArray<32>,
}

/// One clinician's device that can open a note.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct NoteReader {
    /// The device.
    #[n(0)]
    pub device: ByteArray<32>,
    /// The note's key, sealed to the device's key: AES-256-GCM under HKDF-SHA-256 of X25519.
    #[n(1)]
    pub wrapped: ByteArray<48>,
}

/// See [`super::Fact::Note`].
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Note {
    /// Whom it is about.
    #[n(0)]
    pub token: Token,
    /// The public half of a key that was made for this note and thrown away.
    #[n(1)]
    pub ephemeral: ByteArray<32>,
    /// Who can open it.
    #[n(2)]
    pub to: Vec<NoteReader>,
    /// The note, padded and sealed with AES-256-GCM; its first 12 bytes are the nonce.
    #[cbor(n(3), with = "minicbor::bytes")]
    pub sealed: Vec<u8>,
    /// The note that this one repeats: a clinician who could open it seals it anew for those who came later.
    #[n(4)]
    pub of: Option<EntryRef>,
}

/// See [`super::Fact::ReadNote`].
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct ReadNote {
    /// Whose notes are read.
    #[n(0)]
    pub token: Token,
    /// What for.
    #[n(1)]
    pub why: String,
}
