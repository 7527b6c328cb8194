//! Seals: the head of a log, signed by its device as a C2SP tlog-checkpoint and cosigned by
//! witnesses (C2SP tlog-cosignature, `cosignature/v1`).
//!
//! The first line names operation and log: `corridor/<operation id>/<log id>`. The log id is the
//! key, so whoever reads a seal can check it without any directory of keys. Never here: whether the
//! head fits the entries (`proof`), or which witnesses matter (`quorum`).

use crate::crypto::{self, Key};
use crate::id::{LogId, OperationId};
use crate::note::{NOTE_BYTES_MAX, Note, NoteError, NoteSignature, SIGNATURES_MAX, sound_name};
use crate::tree::Hash;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::fmt;

/// What a note's key id says of the signature: plain Ed25519.
const ED25519: u8 = 1;
/// What a note's key id says of the signature: a timestamped cosignature.
const COSIGNATURE_V1: u8 = 4;
/// Entries of a log at most.
const SIZE_MAX: u64 = crate::NUMBER_MAX + 1;

/// Why something is no seal.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// Not even a note.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// Not the text of a seal.
    #[error("this is no seal: {0}")]
    Text(&'static str),
    /// The key may write no log.
    #[error("the key {0} is weak or not written in the canonical way; no device may use it")]
    Key(LogId),
    /// Not signed by the device whose log it is.
    #[error("the seal is not signed by the device whose log it is")]
    Signature,
}

/// The operation and the log that a seal is about: its first line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// The operation.
    pub operation: OperationId,
    /// The log, which is also the key.
    pub log_id: LogId,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "corridor/{}/{}", self.operation, self.log_id)
    }
}

impl Origin {
    /// Reads the first line of a seal.
    pub fn read(line: &str) -> Option<Origin> {
        let (operation, log_id) = line.strip_prefix("corridor/")?.split_once('/')?;
        let origin = Origin { operation: operation.parse().ok()?, log_id: log_id.parse().ok()? };
        (origin.to_string() == line).then_some(origin)
    }
}

/// How long a log is and what its tree's root is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Whose log.
    pub origin: Origin,
    /// How many entries it has.
    pub size: u64,
    /// The root of the tree over them.
    pub root: Hash,
}

impl Checkpoint {
    /// The text that is signed.
    pub fn text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, STANDARD.encode(self.root))
    }

    /// Reads the text; extension lines are not taken.
    pub fn read(text: &str) -> Result<Checkpoint, SealError> {
        let mut lines = text.split('\n');
        let mut next = || lines.next().unwrap_or_default();
        let origin = Origin::read(next())
            .ok_or(SealError::Text("its first line is not 'corridor/<operation id>/<log id>'"))?;
        let size = next().parse().map_err(|_| SealError::Text("its second line is no size"))?;
        let root = STANDARD.decode(next()).ok().and_then(|root| root.try_into().ok());
        let root = root.ok_or(SealError::Text("its third line is no hash in base64"))?;
        if size > SIZE_MAX {
            return Err(SealError::Text("it seals more entries than a log can have"));
        }
        let checkpoint = Checkpoint { origin, size, root };
        if checkpoint.text() == text {
            Ok(checkpoint)
        } else {
            Err(SealError::Text("it has lines or digits that do not belong there"))
        }
    }
}

/// A log's head, signed by its device. It cannot be made without that signature being good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seal {
    checkpoint: Checkpoint,
    own: NoteSignature,
    others: Vec<NoteSignature>,
}

impl Seal {
    /// Seals the log that this key writes.
    pub fn make(key: &Key, operation: OperationId, size: u64, root: Hash) -> Seal {
        let origin = Origin { operation, log_id: key.log_id() };
        let checkpoint = Checkpoint { origin, size, root };
        let name = origin.to_string();
        let key_id = crypto::note_key_id(&name, ED25519, &origin.log_id.0);
        let bytes = key.sign_text(&checkpoint.text()).to_vec();
        Seal { checkpoint, own: NoteSignature { name, key_id, bytes }, others: Vec::new() }
    }

    /// Reads a seal and checks its device's signature. Of signatures by others only their form is
    /// looked at; see [`Seal::cosigned_by`].
    pub fn read(bytes: &[u8]) -> Result<Seal, SealError> {
        let note = Note::read(bytes)?;
        let checkpoint = Checkpoint::read(&note.text)?;
        let log_id = checkpoint.origin.log_id;
        if !crypto::sound_key(&log_id) {
            return Err(SealError::Key(log_id));
        }
        let name = checkpoint.origin.to_string();
        let key_id = crypto::note_key_id(&name, ED25519, &log_id.0);
        let (own, others): (Vec<_>, Vec<_>) =
            note.signatures.into_iter().partition(|s| s.name == name && s.key_id == key_id);
        let good = |own: &NoteSignature| {
            let signature = own.bytes.as_slice().try_into();
            signature.is_ok_and(|signature| crypto::verify_text(&log_id, note.text.as_bytes(), signature))
        };
        match own.as_slice() {
            [own] if good(own) => {
                let mut seal = Seal { checkpoint, own: own.clone(), others: Vec::new() };
                others.into_iter().for_each(|other| seal.add(other));
                Ok(seal)
            }
            _ => Err(SealError::Signature),
        }
    }

    /// What is sealed.
    pub fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// Signatures besides the device's own, good or not.
    pub fn others(&self) -> &[NoteSignature] {
        &self.others
    }

    /// Adds a signature by another; one that is there already, or one too many for a note, changes nothing.
    pub fn add(&mut self, other: NoteSignature) {
        if let Err(at) = self.others.binary_search(&other)
            && self.others.len() + 1 < SIGNATURES_MAX
            && self.write().len() + other.line().len() < NOTE_BYTES_MAX
        {
            self.others.insert(at, other);
        }
    }

    /// Leaves out signatures by others that are not to be kept.
    pub fn retain(&mut self, keep: impl FnMut(&NoteSignature) -> bool) {
        self.others.retain(keep);
    }

    /// The seal as it travels: the device's signature first, the others in order.
    pub fn write(&self) -> String {
        let signatures = std::iter::once(&self.own).chain(&self.others).cloned().collect();
        Note { text: self.checkpoint.text(), signatures }.write()
    }

    /// When this witness cosigned it, in seconds of Unix time: the first time, if it did so more
    /// than once. `None` when no good cosignature of this witness is there.
    pub fn cosigned_by(&self, witness: &WitnessKey) -> Option<u64> {
        self.others.iter().filter_map(|other| witness.check(&self.checkpoint, other)).min()
    }
}

/// A witness as others know it: a name and a key. Written `name+key id+base64(kind ‖ key)`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WitnessKey {
    /// Its name.
    pub name: String,
    /// Its Ed25519 key.
    pub key: LogId,
}

impl WitnessKey {
    /// Reads the written form. A weak key is refused.
    pub fn read(text: &str) -> Result<WitnessKey, &'static str> {
        let mut parts = text.splitn(3, '+');
        let (Some(name), Some(_id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err("a witness is written name+key id+key, as `corridor witness` prints it");
        };
        let bytes = STANDARD.decode(key).map_err(|_| "the key is not in base64")?;
        let key: [u8; 32] = match bytes.split_first() {
            Some((&COSIGNATURE_V1, key)) => key.try_into().map_err(|_| "the key has not 32 bytes")?,
            _ => return Err("the key is not one for cosignatures (its first byte is not 4)"),
        };
        let witness = WitnessKey { name: name.to_owned(), key: LogId(key) };
        if !sound_name(name) || !crypto::sound_key(&witness.key) {
            return Err("the name or the key may not be used");
        }
        if witness.to_string() == text { Ok(witness) } else { Err("the key id does not fit name and key") }
    }

    fn key_id(&self) -> [u8; 4] {
        crypto::note_key_id(&self.name, COSIGNATURE_V1, &self.key.0)
    }

    /// When this cosignature was made, if it is a good one of this witness over this checkpoint.
    pub fn check(&self, checkpoint: &Checkpoint, signature: &NoteSignature) -> Option<u64> {
        if signature.name != self.name || signature.key_id != self.key_id() {
            return None;
        }
        let (time, bytes) = signature.bytes.split_first_chunk::<8>()?;
        let time = u64::from_be_bytes(*time);
        let message = cosigned_message(checkpoint, time);
        crypto::verify_text(&self.key, message.as_bytes(), bytes.try_into().ok()?).then_some(time)
    }
}

impl fmt::Display for WitnessKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id: String = self.key_id().iter().map(|byte| format!("{byte:02x}")).collect();
        let key = [&[COSIGNATURE_V1][..], &self.key.0].concat();
        write!(f, "{}+{id}+{}", self.name, STANDARD.encode(key))
    }
}

/// Cosigns: this witness saw this head, and it only adds to every head that it saw before. Whoever
/// calls this has checked exactly that and stored it durably.
pub fn cosign(key: &Key, name: &str, checkpoint: &Checkpoint, unix_s: u64) -> NoteSignature {
    let witness = WitnessKey { name: name.to_owned(), key: key.log_id() };
    let signature = key.sign_text(&cosigned_message(checkpoint, unix_s));
    let bytes = [&unix_s.to_be_bytes()[..], &signature].concat();
    NoteSignature { key_id: witness.key_id(), name: witness.name, bytes }
}

fn cosigned_message(checkpoint: &Checkpoint, unix_s: u64) -> String {
    format!("cosignature/v1\ntime {unix_s}\n{}", checkpoint.text())
}
