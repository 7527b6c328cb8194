//! Seals handed to an observer in a file, and cosignatures handed back: neither holds a statement, so both may
//! pass through the page that outsiders have.
//!
//! Never here: which seals are handed out, or who may hand cosignatures in (`http`).

use super::{Declined, Witness};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ledger::OperationId;
use ledger::checkpoint::Seal;
use ledger::proof::PROOF_MAX;
use ledger::tree::Hash;
use serde::{Deserialize, Serialize};

/// The form of the file that goes to the observer.
pub const SEALS_FORM: &str = "corridor-seals/v1";
/// The form of the file that comes back.
pub const COSIGNED_FORM: &str = "corridor-cosigned/v1";

/// The newest seal of every log, with proofs that it only added to earlier ones.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SealsFile {
    /// [`SEALS_FORM`].
    pub form: String,
    /// The operation.
    pub operation: String,
    /// One for each log.
    pub seals: Vec<HandedSeal>,
}

/// A seal to be cosigned.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct HandedSeal {
    /// The note, as the log's device signed it.
    pub note: String,
    /// Proofs of growth, from sizes that a witness may have cosigned last.
    pub growth: Vec<Growth>,
}

/// The proof that a log only grew since it had `old` entries.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Growth {
    /// The size.
    pub old: u64,
    /// RFC 6962, 2.1.2, base64.
    pub hashes: Vec<String>,
}

/// What a witness cosigned.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CosignedFile {
    /// [`COSIGNED_FORM`].
    pub form: String,
    /// The operation.
    pub operation: String,
    /// The witness, as it stands in a policy file.
    pub witness: String,
    /// The notes with its signature.
    pub notes: Vec<String>,
}

/// What came of a file of seals.
#[derive(Debug)]
pub struct Handed {
    /// To be handed in.
    pub file: CosignedFile,
    /// What was not cosigned, and why.
    pub declined: Vec<String>,
}

/// Cosigns every seal in a file whose log only grew since this witness saw it last.
pub fn cosign_handed(witness: &mut Witness, text: &str, now_unix_s: u64) -> Result<Handed, String> {
    let file: SealsFile = serde_json::from_str(text)
        .map_err(|error| format!("it is no file of seals ({error}); fetch it again from the shared page"))?;
    let operation: Option<OperationId> = file.operation.parse().ok();
    if file.form != SEALS_FORM || operation.is_none() {
        return Err(format!(
            "it is no file of seals of the form {SEALS_FORM}; fetch it again from the shared page"
        ));
    }
    let (mut notes, mut declined) = (Vec::new(), Vec::new());
    for handed in &file.seals {
        match one(witness, handed, now_unix_s) {
            Ok(note) => notes.push(note),
            Err(why) => declined.push(why),
        }
    }
    let witness = witness.public().to_string();
    let file = CosignedFile { form: COSIGNED_FORM.to_owned(), operation: file.operation, witness, notes };
    Ok(Handed { file, declined })
}

fn one(witness: &mut Witness, handed: &HandedSeal, now_unix_s: u64) -> Result<String, String> {
    let mut seal = Seal::read(handed.note.as_bytes()).map_err(|error| error.to_string())?;
    let checkpoint = *seal.checkpoint();
    let log = checkpoint.origin.log_id;
    let last = witness.last(&checkpoint.origin.to_string()).map_err(|error| error.to_string())?;
    let old = last.map_or(0, |(size, _)| size);
    if old > checkpoint.size {
        return Err(format!(
            "log {log}: {old} entries are cosigned already; this seal, of {}, is older",
            checkpoint.size
        ));
    }
    let proof = match handed.growth.iter().find(|growth| growth.old == old) {
        Some(growth) => hashes(&growth.hashes)
            .ok_or_else(|| format!("log {log}: the proof from {old} entries cannot be read"))?,
        // Nothing, and the same again, need none.
        None if old == 0 || old == checkpoint.size => Vec::new(),
        None => {
            return Err(format!(
                "log {log}: the file has no proof from the {old} entries that are cosigned here; hand in what was cosigned \
                 then, and fetch the seals again"
            ));
        }
    };
    let line = witness
        .consider(old, &proof, &seal, now_unix_s)
        .map_err(|why: Declined| format!("log {log} at {} entries: {why}", checkpoint.size))?;
    seal.add(line);
    Ok(seal.write())
}

fn hashes(lines: &[String]) -> Option<Vec<Hash>> {
    if lines.len() > PROOF_MAX {
        return None;
    }
    lines.iter().map(|line| STANDARD.decode(line).ok()?.try_into().ok()).collect()
}
