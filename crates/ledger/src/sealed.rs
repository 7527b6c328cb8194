//! Sealed blobs: data that may be in no log and that nobody in the field can read, encrypted at the
//! device to several custodians. An entry commits to the blob; the blob itself can be destroyed, and
//! every entry, seal and proof stays as it is.
//!
//! A key drawn for one blob encrypts the content. It is split so that any `threshold` custodians
//! together have it and fewer have nothing; each share is wrapped for one custodian. A custodian who
//! agrees to a release wraps their share for the one who will read, and only for this blob.
//!
//! ```text
//! blob    = CBOR [1, group, threshold, [[custodian's key, wrapped share], …], content]
//! content = ChaCha20-Poly1305(length (4, big endian) ‖ data ‖ zeros up to a multiple of 256)
//! about   = "corridor/sealed/v1\0" ‖ operation ‖ SHA-256(group's length ‖ group ‖ threshold ‖ custodians' keys)
//! commit  = SHA-256("corridor/sealed/commit/v1\0" ‖ blob)
//! ```
//!
//! Never here: what the data is, randomness (seeds are passed in), whether a release is allowed.

use crate::crypto::{self, OpenKey};
use crate::id::OperationId;
use minicbor::{Decoder, Encoder};

/// Bytes of data in one blob at most.
pub const DATA_BYTES_MAX: usize = 128 * 1024;
/// Custodians of one blob at most.
pub const CUSTODIANS_MAX: usize = 16;
/// Bytes of a group's name at most.
pub const GROUP_BYTES_MAX: usize = 64;
/// Fewer than this many could read alone.
pub const THRESHOLD_MIN: u8 = 2;
/// Data is padded to a multiple of this, so that a length tells no name.
const PAD: usize = 256;

/// Bytes that were sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blob {
    /// Whose custodians: a convoy or a day.
    pub group: String,
    /// How many custodians it takes.
    pub threshold: u8,
    /// Each custodian's key with the share wrapped for it.
    pub shares: Vec<([u8; 32], Vec<u8>)>,
    content: Vec<u8>,
}

/// Why data cannot be sealed or a blob not be read or opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// Too few or too many custodians, or the same one twice.
    #[error("2 to {CUSTODIANS_MAX} different custodians are needed, and at least 2 of them to open")]
    Custodians,
    /// Too much data, or a group's name that is too long.
    #[error(
        "at most {DATA_BYTES_MAX} bytes are sealed in one blob, for a group named in at most {GROUP_BYTES_MAX}"
    )]
    TooLong,
    /// One of the keys is none.
    #[error("a custodian's or reader's key is none")]
    Key,
    /// Not a blob in its one form.
    #[error("this is no sealed blob")]
    NoBlob,
    /// The key is not one of its custodians', or the blob was altered.
    #[error("this key opens no share of this blob")]
    NotMine,
    /// Too few shares, shares of another blob, or the blob was altered.
    #[error("these shares do not open this blob: it takes as many as it says, each passed on for it")]
    Shares,
}

/// One custodian's share, opened. It is never stored: only wrapped for a reader ([`Share::pass_on`]).
pub struct Share(Vec<u8>);

impl std::fmt::Debug for Share {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Share")
    }
}

/// What an entry commits to.
pub fn commit(blob: &[u8]) -> [u8; 32] {
    crypto::sha256(&[b"corridor/sealed/commit/v1\0", blob])
}

/// Seals `data` to custodians, `threshold` of whom can open it together. `seed`: 32 bytes of
/// randomness, drawn for this and never used again.
pub fn seal(
    operation: &OperationId,
    (group, threshold, custodians): (&str, u8, &[[u8; 32]]),
    data: &[u8],
    seed: &[u8; 32],
) -> Result<Vec<u8>, SealError> {
    let about = check(operation, group, threshold, custodians)?;
    if data.len() > DATA_BYTES_MAX {
        return Err(SealError::TooLong);
    }
    let key = crypto::derive("sealed/key", seed, 0);
    let count = u8::try_from(custodians.len()).map_err(|_| SealError::Custodians)?;
    let parts = crypto::split(&key, threshold, count, &crypto::derive("sealed/split", seed, 0));
    let mut shares = Vec::new();
    for (number, (custodian, part)) in (0u64..).zip(custodians.iter().zip(&parts)) {
        let seed = crypto::derive("sealed/wrap", seed, number);
        let wrapped = crypto::wrap(custodian, &about, part, &seed).ok_or(SealError::Key)?;
        shares.push((*custodian, wrapped));
    }
    let mut padded = [&(data.len() as u32).to_be_bytes(), data].concat();
    padded.resize(padded.len().next_multiple_of(PAD), 0);
    let content = crypto::encrypt_once(&key, &about, &padded).ok_or(SealError::TooLong)?;
    Ok(Blob { group: group.to_owned(), threshold, shares, content }.write())
}

fn check(
    operation: &OperationId,
    group: &str,
    threshold: u8,
    custodians: &[[u8; 32]],
) -> Result<Vec<u8>, SealError> {
    let mut distinct = custodians.to_vec();
    distinct.sort_unstable();
    distinct.dedup();
    let enough = threshold >= THRESHOLD_MIN && usize::from(threshold) <= custodians.len();
    if !enough || custodians.len() > CUSTODIANS_MAX || distinct.len() != custodians.len() {
        return Err(SealError::Custodians);
    }
    if group.len() > GROUP_BYTES_MAX {
        return Err(SealError::TooLong);
    }
    let length = (group.len() as u64).to_be_bytes();
    let hash = crypto::sha256(&[&length, group.as_bytes(), &[threshold], &custodians.concat()]);
    Ok([b"corridor/sealed/v1\0".as_slice(), &operation.0, &hash].concat())
}

impl Blob {
    fn write(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        // Writing into memory cannot fail; if it did, the empty result would be refused by every reader.
        if self.encode(&mut bytes).is_none() {
            bytes.clear();
        }
        bytes
    }

    fn encode(&self, bytes: &mut Vec<u8>) -> Option<()> {
        let mut e = Encoder::new(bytes);
        e.array(5).ok()?.u8(1).ok()?.str(&self.group).ok()?.u8(self.threshold).ok()?;
        e.array(self.shares.len() as u64).ok()?;
        for (custodian, wrapped) in &self.shares {
            e.array(2).ok()?.bytes(custodian).ok()?.bytes(wrapped).ok()?;
        }
        e.bytes(&self.content).ok().map(drop)
    }

    /// Reads bytes that anybody may have made. What they seal, only custodians can see.
    pub fn read(bytes: &[u8]) -> Result<Blob, SealError> {
        let blob = Blob::decode(bytes).ok_or(SealError::NoBlob)?;
        let sound = check(&OperationId([0; 32]), &blob.group, blob.threshold, &blob.custodians()).is_ok();
        if sound && blob.write() == bytes { Ok(blob) } else { Err(SealError::NoBlob) }
    }

    fn decode(bytes: &[u8]) -> Option<Blob> {
        let mut d = Decoder::new(bytes);
        if d.array().ok()?? != 5 || d.u8().ok()? != 1 {
            return None;
        }
        let (group, threshold) = (d.str().ok()?.to_owned(), d.u8().ok()?);
        let length = d.array().ok()?.filter(|length| *length <= CUSTODIANS_MAX as u64)?;
        let mut share = || -> Option<([u8; 32], Vec<u8>)> {
            (d.array().ok()?? == 2).then_some(())?;
            Some((d.bytes().ok()?.try_into().ok()?, d.bytes().ok()?.to_vec()))
        };
        let shares = (0..length).map(|_| share()).collect::<Option<Vec<_>>>()?;
        Some(Blob { group, threshold, shares, content: d.bytes().ok()?.to_vec() })
    }

    fn custodians(&self) -> Vec<[u8; 32]> {
        self.shares.iter().map(|(custodian, _)| *custodian).collect()
    }

    fn about(&self, operation: &OperationId) -> Result<Vec<u8>, SealError> {
        check(operation, &self.group, self.threshold, &self.custodians())
    }

    /// Opens the share of the custodian with this key.
    pub fn share(&self, operation: &OperationId, key: &OpenKey) -> Result<Share, SealError> {
        let mine = self.shares.iter().find(|(custodian, _)| *custodian == key.public());
        let (_, wrapped) = mine.ok_or(SealError::NotMine)?;
        key.unwrap(&self.about(operation)?, wrapped).map(Share).ok_or(SealError::NotMine)
    }

    /// The data, for a reader to whom enough custodians passed their shares on.
    pub fn open(
        &self,
        operation: &OperationId,
        reader: &OpenKey,
        passed: &[Vec<u8>],
    ) -> Result<Vec<u8>, SealError> {
        let info = passing(operation, &commit(&self.write()), &reader.public());
        let shares: Vec<Vec<u8>> = passed.iter().filter_map(|passed| reader.unwrap(&info, passed)).collect();
        let key = crypto::join(self.threshold, &shares).ok_or(SealError::Shares)?;
        let padded =
            crypto::decrypt_once(&key, &self.about(operation)?, &self.content).ok_or(SealError::Shares)?;
        let (length, data) = padded.split_first_chunk::<4>().ok_or(SealError::NoBlob)?;
        data.get(..u32::from_be_bytes(*length) as usize).map(<[u8]>::to_vec).ok_or(SealError::NoBlob)
    }
}

impl Share {
    /// Wraps the share for one reader and the blob with this commitment.
    pub fn pass_on(
        &self,
        operation: &OperationId,
        commit: &[u8; 32],
        reader: &[u8; 32],
        seed: &[u8; 32],
    ) -> Result<Vec<u8>, SealError> {
        crypto::wrap(reader, &passing(operation, commit, reader), &self.0, seed).ok_or(SealError::Key)
    }
}

fn passing(operation: &OperationId, commit: &[u8; 32], reader: &[u8; 32]) -> Vec<u8> {
    [b"corridor/sealed/pass/v1\0".as_slice(), &operation.0, commit, reader].concat()
}
