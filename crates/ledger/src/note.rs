//! Signed notes (C2SP signed-note): a text, an empty line, and a line for each signature:
//! `— name base64(key id ‖ signature)`. Seals travel as such notes.
//!
//! Never here: what the text says (`checkpoint`), or whether a signature is good (`crypto`).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::fmt::Write;

/// Bytes of a note at most.
pub const NOTE_BYTES_MAX: usize = 16 * 1024;
/// Signatures of a note at most.
pub const SIGNATURES_MAX: usize = 64;
/// Bytes of a key's name at most.
pub const NAME_BYTES_MAX: usize = 200;

/// Why something is no note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no signed note: {0}")]
pub struct NoteError(pub &'static str);

/// One signature line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NoteSignature {
    /// The key's name.
    pub name: String,
    /// The key's id: four bytes of a hash of its name, kind and bytes. Not unique, a hint only.
    pub key_id: [u8; 4],
    /// What follows the id.
    pub bytes: Vec<u8>,
}

/// A text and its signatures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The text; ends with a line feed.
    pub text: String,
    /// Its signatures, in order.
    pub signatures: Vec<NoteSignature>,
}

/// Whether a key may have this name: no white space, no plus sign, not empty.
pub fn sound_name(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= NAME_BYTES_MAX
        && !name.chars().any(|c| c.is_whitespace() || c.is_control() || c == '+')
}

impl NoteSignature {
    /// Reads a line without its line feed.
    pub fn read(line: &str) -> Result<NoteSignature, NoteError> {
        let malformed = NoteError("a signature line is '— name base64'");
        let (name, rest) = line.strip_prefix("— ").and_then(|rest| rest.split_once(' ')).ok_or(malformed)?;
        let bytes = STANDARD.decode(rest).map_err(|_| NoteError("a signature is not in base64"))?;
        let (key_id, bytes) = bytes.split_first_chunk::<4>().ok_or(malformed)?;
        if !sound_name(name) || bytes.is_empty() {
            return Err(malformed);
        }
        Ok(NoteSignature { name: name.to_owned(), key_id: *key_id, bytes: bytes.to_vec() })
    }

    /// The line without its line feed.
    pub fn line(&self) -> String {
        let bytes = [&self.key_id[..], &self.bytes].concat();
        format!("— {} {}", self.name, STANDARD.encode(bytes))
    }
}

impl Note {
    /// Reads a whole note; one that would not be written again exactly so is refused.
    pub fn read(bytes: &[u8]) -> Result<Note, NoteError> {
        if bytes.len() > NOTE_BYTES_MAX {
            return Err(NoteError("it has more than 16 KiB"));
        }
        let whole = std::str::from_utf8(bytes).map_err(|_| NoteError("it is not UTF-8"))?;
        if whole.chars().any(|c| c.is_control() && c != '\n') {
            return Err(NoteError("it has control characters"));
        }
        let split = whole.rfind("\n\n").ok_or(NoteError("no empty line stands before signatures"))?;
        let (text, lines) = whole.split_at(split + 1);
        let lines = lines.strip_prefix('\n').and_then(|lines| lines.strip_suffix('\n'));
        let lines = lines.ok_or(NoteError("its last line is not ended"))?;
        let signatures: Vec<NoteSignature> =
            lines.split('\n').map(NoteSignature::read).collect::<Result<_, _>>()?;
        if signatures.len() > SIGNATURES_MAX {
            return Err(NoteError("it has more than 64 signatures"));
        }
        let note = Note { text: text.to_owned(), signatures };
        if note.write().as_bytes() == bytes { Ok(note) } else { Err(NoteError("it is not in its one form")) }
    }

    /// The note as it travels.
    pub fn write(&self) -> String {
        let mut whole = self.text.clone();
        whole.push('\n');
        for signature in &self.signatures {
            // Writing into a string cannot fail.
            let _ = writeln!(whole, "{}", signature.line());
        }
        whole
    }
}
