//! All cryptography of the ledger, in one file so that one person can review it in one sitting.
//!
//! - Signing: Ed25519 (RFC 8032) by `ed25519-dalek`.
//! - Verifying: the ZIP215 rules by `ed25519-zebra`, under which checking many at once and checking
//!   one by one always agree; with other rules two machines could disagree about one entry.
//! - Keys of small order (they sign anything) and keys not written in the one canonical way (two
//!   names for one log) are refused.
//! - Sealing: content under ChaCha20-Poly1305 (RFC 8439) with a key for this one time; that key split
//!   by Shamir's scheme by `blahaj`; each share to one recipient by HPKE (RFC 9180: X25519, HKDF-SHA256,
//!   ChaCha20-Poly1305) by `hpke`.
//! - Hashing: SHA-256; an entry's id is the leaf hash of RFC 6962, so that it can stand in a Merkle tree.
//!
//! Never here: what is signed means nothing to this file. No randomness from outside.

use crate::id::{EntryId, LogId, OperationId};
use blahaj::{Share, Sharks};
use chacha20poly1305::ChaCha20Poly1305;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use ed25519_dalek::Signer;
use ed25519_zebra::{Signature, VerificationKey, VerificationKeyBytes, batch};
use hpke::{Deserializable, Kem, Serializable};
use rand_core::{TryCryptoRng, TryRng};
use sha2::{Digest, Sha256};
use std::convert::Infallible;

/// What every signature of an entry begins with: it can never be taken for one of another purpose.
pub const ENTRY_CONTEXT: &[u8] = b"corridor/entry/v1\0";

/// Signatures verified together at most; beyond that the gain is small and one bad one costs more.
const BATCH_MAX: usize = 4096;

/// SHA-256 of all parts, one after the other.
pub fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    parts.iter().for_each(|part| hasher.update(part));
    hasher.finalize().into()
}

/// SHA-256 of bytes that come in parts.
#[derive(Clone, Debug, Default)]
pub struct Sum(Sha256);

impl Sum {
    /// Adds the next bytes.
    pub fn add(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }
    /// The hash of all of them.
    pub fn finish(self) -> [u8; 32] {
        self.0.finalize().into()
    }
}

/// The id of an entry with these bytes: SHA-256(0x00 ‖ bytes).
pub fn entry_id(bytes: &[u8]) -> EntryId {
    EntryId(sha256(&[&[0], bytes]))
}

/// A node of a Merkle tree (RFC 6962): SHA-256(0x01 ‖ left ‖ right).
pub fn tree_node(left: &[u8; 32], right: &[u8; 32]) -> [u8; 32] {
    sha256(&[&[1], left, right])
}

/// The id of a key in signed notes: the first four bytes of SHA-256(name ‖ "\n" ‖ kind ‖ key).
pub fn note_key_id(name: &str, kind: u8, key: &[u8; 32]) -> [u8; 4] {
    let [a, b, c, d, ..] = sha256(&[name.as_bytes(), b"\n", &[kind], key]);
    [a, b, c, d]
}

/// The id of an operation: what it is called, when it starts and 32 random bytes drawn when it is
/// founded. Two foundings of one operation file are two operations: a drill's entries can never
/// be played into the real one.
pub fn operation_id(name: &str, start_unix_s: i64, founding: &[u8; 32]) -> OperationId {
    let length = (name.len() as u64).to_be_bytes();
    let start = start_unix_s.to_be_bytes();
    OperationId(sha256(&[b"corridor/operation/v1\0", &length, name.as_bytes(), &start, founding]))
}

/// A secret for one purpose and number out of a longer-lived secret.
pub fn derive(purpose: &str, secret: &[u8; 32], number: u64) -> [u8; 32] {
    let length = (purpose.len() as u64).to_be_bytes();
    sha256(&[b"corridor/derive/v1\0", &length, purpose.as_bytes(), secret, &number.to_be_bytes()])
}

/// A signing key. Wiped from memory when dropped; its secret is never printed.
pub struct Key(ed25519_dalek::SigningKey);

impl Key {
    /// The key that grows from this seed.
    pub fn from_seed(seed: &[u8; 32]) -> Key {
        Key(ed25519_dalek::SigningKey::from_bytes(seed))
    }
    /// The log that this key writes.
    pub fn log_id(&self) -> LogId {
        LogId(self.0.verifying_key().to_bytes())
    }
    /// Signs an entry's bytes for one operation.
    pub fn sign_entry(&self, operation: &OperationId, bytes: &[u8]) -> [u8; 64] {
        self.0.sign(&entry_message(operation, bytes)).to_bytes()
    }
    /// Signs the text of a seal or a cosignature. Their first words keep them apart from entries and
    /// from each other: `corridor/<64 digits>`, `cosignature/v1`, [`ENTRY_CONTEXT`].
    pub fn sign_text(&self, text: &str) -> [u8; 64] {
        self.0.sign(text.as_bytes()).to_bytes()
    }
    /// Signs a ticket. Its first bytes, `corridor/ticket/v1`, keep it apart from everything else.
    pub fn sign_ticket(&self, message: &[u8]) -> [u8; 64] {
        self.0.sign(message).to_bytes()
    }
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Key({})", self.log_id())
    }
}

/// A signature to check.
#[derive(Clone, Copy, Debug)]
pub struct Claimed<'a> {
    /// Who is said to have signed.
    pub log_id: &'a LogId,
    /// The entry's bytes.
    pub bytes: &'a [u8],
    /// The signature.
    pub signature: &'a [u8; 64],
}

/// Whether a key may write a log at all: a point of the curve, canonically written, not of small order.
pub fn sound_key(log_id: &LogId) -> bool {
    ed25519_dalek::VerifyingKey::from_bytes(&log_id.0)
        .is_ok_and(|key| !key.is_weak() && key.to_edwards().compress().to_bytes() == log_id.0)
}

/// The id of each entry whose signature is good, in the order given. Keys are not judged; see [`sound_key`].
pub fn verify_entries(operation: &OperationId, claimed: &[Claimed<'_>]) -> Vec<Option<EntryId>> {
    claimed.chunks(BATCH_MAX).flat_map(|chunk| verify_chunk(operation, chunk)).collect()
}

/// Whether a text's signature is good, by the same rules as those of entries.
pub fn verify_text(key: &LogId, text: &[u8], signature: &[u8; 64]) -> bool {
    let signature = Signature::from_bytes(signature);
    VerificationKey::try_from(key.0).is_ok_and(|key| key.verify(&signature, text).is_ok())
}

fn verify_chunk(operation: &OperationId, chunk: &[Claimed<'_>]) -> Vec<Option<EntryId>> {
    let ids: Vec<EntryId> = chunk.iter().map(|claimed| entry_id(claimed.bytes)).collect();
    if chunk.len() > 1 && verify_together(operation, chunk, &ids) {
        return ids.into_iter().map(Some).collect();
    }
    let one = |(id, claimed)| verify_one(operation, claimed).then_some(id);
    ids.into_iter().zip(chunk).map(one).collect()
}

fn verify_one(operation: &OperationId, claimed: &Claimed<'_>) -> bool {
    let signature = Signature::from_bytes(claimed.signature);
    VerificationKey::try_from(claimed.log_id.0)
        .is_ok_and(|key| key.verify(&signature, &entry_message(operation, claimed.bytes)).is_ok())
}

/// Batch verification needs coefficients that nobody could foresee when signing. They are drawn
/// from a hash of everything in the batch (Fiat–Shamir; an id stands for an entry's bytes), so no
/// outside randomness is needed.
fn verify_together(operation: &OperationId, chunk: &[Claimed<'_>], ids: &[EntryId]) -> bool {
    let mut together = batch::Verifier::new();
    let mut transcript = Sha256::new();
    transcript.update(b"corridor/batch/v1\0");
    transcript.update(operation.0);
    let mut message = Vec::new();
    for (claimed, id) in chunk.iter().zip(ids) {
        transcript.update(claimed.log_id.0);
        transcript.update(claimed.signature);
        transcript.update(id.0);
        let key = VerificationKeyBytes::from(claimed.log_id.0);
        message.clear();
        put_message(&mut message, operation, claimed.bytes);
        together.queue((key, Signature::from_bytes(claimed.signature), &message));
    }
    together.verify(Coefficients { seed: transcript.finalize().into(), drawn: 0 }).is_ok()
}

fn entry_message(operation: &OperationId, bytes: &[u8]) -> Vec<u8> {
    let mut message = Vec::new();
    put_message(&mut message, operation, bytes);
    message
}

/// What a device signs of an entry.
fn put_message(message: &mut Vec<u8>, operation: &OperationId, bytes: &[u8]) {
    [ENTRY_CONTEXT, &operation.0, bytes].iter().for_each(|part| message.extend_from_slice(part));
}

/// SHA-256 in counter mode over a transcript or a secret seed.
struct Coefficients {
    seed: [u8; 32],
    drawn: u64,
}

impl TryRng for Coefficients {
    type Error = Infallible;
    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }
    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }
    fn try_fill_bytes(&mut self, to: &mut [u8]) -> Result<(), Infallible> {
        for part in to.chunks_mut(32) {
            let block = sha256(&[&self.seed, &self.drawn.to_be_bytes()]);
            self.drawn += 1;
            part.copy_from_slice(&block[..part.len()]);
        }
        Ok(())
    }
}
impl TryCryptoRng for Coefficients {}

/// A key with which sealed shares are opened. Wiped from memory when dropped; never printed.
pub struct OpenKey(<SealKem as Kem>::PrivateKey, [u8; 32]);

type SealKem = hpke::kem::X25519HkdfSha256;
type SealKdf = hpke::kdf::HkdfSha256;
type SealAead = hpke::aead::ChaCha20Poly1305;

impl OpenKey {
    /// The key that grows from this seed.
    pub fn from_seed(seed: &[u8; 32]) -> OpenKey {
        let (private, public) = SealKem::derive_keypair(seed);
        OpenKey(private, public.to_bytes().into())
    }
    /// What others seal to.
    pub fn public(&self) -> [u8; 32] {
        self.1
    }
    /// Opens what was wrapped for this key under the same `info`.
    pub fn unwrap(&self, info: &[u8], wrapped: &[u8]) -> Option<Vec<u8>> {
        let (enc, sealed) = wrapped.split_first_chunk::<32>()?;
        let enc = <SealKem as Kem>::EncappedKey::from_bytes(enc).ok()?;
        let mode = hpke::OpModeR::Base;
        hpke::single_shot_open::<SealAead, SealKdf, SealKem>(&mode, &self.0, &enc, info, sealed, &[]).ok()
    }
}

impl std::fmt::Debug for OpenKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OpenKey")
    }
}

/// Wraps a short secret for one recipient. `seed`: 32 bytes of randomness, never used again.
/// `None` for a recipient that is no key.
pub fn wrap(recipient: &[u8; 32], info: &[u8], secret: &[u8], seed: &[u8; 32]) -> Option<Vec<u8>> {
    let recipient = <SealKem as Kem>::PublicKey::from_bytes(recipient).ok()?;
    let mut chance = Coefficients { seed: derive("wrap", seed, 0), drawn: 0 };
    let mode = hpke::OpModeS::Base;
    let sealed = hpke::single_shot_seal_with_rng::<SealAead, SealKdf, SealKem>(
        &mode,
        &recipient,
        info,
        secret,
        &[],
        &mut chance,
    );
    let (enc, sealed) = sealed.ok()?;
    Some([enc.to_bytes().as_slice(), &sealed].concat())
}

/// Splits a key into `shares` parts, any `threshold` of which give it back and fewer say nothing.
pub fn split(key: &[u8; 32], threshold: u8, shares: u8, seed: &[u8; 32]) -> Vec<Vec<u8>> {
    let mut chance = Coefficients { seed: derive("split", seed, 0), drawn: 0 };
    let dealer = Sharks(threshold).dealer_rng(key, &mut chance);
    dealer.take(usize::from(shares)).map(|share| Vec::from(&share)).collect()
}

/// Puts a key together again; wrong shares give a wrong key. `None` for too few, or none of this kind.
pub fn join(threshold: u8, shares: &[Vec<u8>]) -> Option<[u8; 32]> {
    let mut distinct: Vec<Share> = Vec::new();
    for bytes in shares {
        // The first byte says which share it is; number 0 would be the key itself.
        let named = bytes.first().filter(|number| **number != 0)?;
        if bytes.len() == 33 && !distinct.iter().any(|known| Vec::from(known).first() == Some(named)) {
            distinct.push(Share::try_from(bytes.as_slice()).ok()?);
        }
    }
    Sharks(threshold).recover(&distinct).ok()?.try_into().ok()
}

/// Encrypts content under a key that is used for nothing else; `about` is bound to it, not hidden.
pub fn encrypt_once(key: &[u8; 32], about: &[u8], content: &[u8]) -> Option<Vec<u8>> {
    let payload = Payload { msg: content, aad: about };
    ChaCha20Poly1305::new(key.into()).encrypt(&Default::default(), payload).ok()
}

/// Decrypts it; `None` where anything was altered or the key is another.
pub fn decrypt_once(key: &[u8; 32], about: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
    let payload = Payload { msg: sealed, aad: about };
    ChaCha20Poly1305::new(key.into()).decrypt(&Default::default(), payload).ok()
}
