//! Sealed blobs at the door: kept only where a stored entry commits to them, destroyed as soon as a
//! statement that counts says so, and never taken again after.
//!
//! Never here: opening them; nothing on a hub can.

use super::door::Door;
use super::verdict::Trouble;
use super::{Book, Intake};
use crate::store::{Commitment, StoreError};
use evacuation::statement::Fact;
use ledger::sealed;
use std::sync::{Arc, PoisonError, RwLock};

/// Blobs that are asked for at a time.
const WANTS_MAX: usize = 256;

/// What became of a blob.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlobVerdict {
    /// It is on disk.
    Kept,
    /// It was here already.
    Known,
    /// It was destroyed and is not taken again.
    Shredded,
    /// No entry here commits to it: send the entry first.
    Unasked,
    /// It is no sealed blob.
    NoBlob,
}

impl Intake {
    /// Keeps sealed blobs; one verdict each. Blocks until they are on disk.
    pub fn keep_blobs_blocking(&self, blobs: Vec<Vec<u8>>) -> Result<Vec<BlobVerdict>, Trouble> {
        let book = Arc::clone(&self.book);
        let verdicts = self.errand_blocking(move |holdings| -> Result<Vec<BlobVerdict>, StoreError> {
            blobs
                .into_iter()
                .map(|bytes| {
                    let commitment = sealed::commit(&bytes);
                    if let Some(refused) = refuse(&book, &commitment, &bytes) {
                        return Ok(refused);
                    }
                    let new = holdings.store.keep_blobs(&[(commitment, bytes)])?;
                    Ok(if new > 0 { BlobVerdict::Kept } else { BlobVerdict::Known })
                })
                .collect()
        })?;
        verdicts.map_err(|error| (&error).into())
    }

    /// The blob with this commitment.
    pub fn blob_blocking(&self, commitment: Commitment) -> Result<Option<Vec<u8>>, Trouble> {
        let blob = self.errand_blocking(move |holdings| holdings.store.blob(&commitment))?;
        blob.map_err(|error| (&error).into())
    }

    /// Commitments of entries here whose blobs are not here and not destroyed; some, if there are many.
    pub fn lacking_blobs_blocking(&self) -> Result<Vec<Commitment>, Trouble> {
        let book = Arc::clone(&self.book);
        let lacking = self.errand_blocking(move |holdings| -> Result<Vec<Commitment>, StoreError> {
            let book = book.read().unwrap_or_else(PoisonError::into_inner);
            let mut lacking = Vec::new();
            for commitment in book.committed() {
                if lacking.len() == WANTS_MAX {
                    break;
                }
                if !book.account().is_shredded(commitment) && !holdings.store.has_blob(commitment)? {
                    lacking.push(*commitment);
                }
            }
            Ok(lacking)
        })?;
        lacking.map_err(|error| (&error).into())
    }
}

fn refuse(book: &RwLock<Book>, commitment: &Commitment, bytes: &[u8]) -> Option<BlobVerdict> {
    let book = book.read().unwrap_or_else(PoisonError::into_inner);
    if book.account().is_shredded(commitment) {
        return Some(BlobVerdict::Shredded);
    }
    if sealed::Blob::read(bytes).is_err() {
        return Some(BlobVerdict::NoBlob);
    }
    (!book.commits_to(commitment)).then_some(BlobVerdict::Unasked)
}

/// Whether a statement can change what must be destroyed: by what it says, or by whom it lets count.
pub(super) fn is_about_shredding(fact: &Fact) -> bool {
    matches!(fact, Fact::Shred(_) | Fact::Admit(_) | Fact::Revoke(_) | Fact::Release(_))
}

impl Door {
    /// Destroys what must be destroyed. What fails is tried again with the next such statement, and
    /// at the next start.
    pub(super) fn shred_due(&mut self) {
        let due: Vec<Commitment> = {
            let book = self.book.read().unwrap_or_else(PoisonError::into_inner);
            book.account().shredded().copied().collect()
        };
        if due.is_empty() {
            return;
        }
        match self.store.shred(&due) {
            Ok(gone) if gone > 0 => tracing::info!(gone, "sealed blobs were destroyed"),
            Ok(_) => {}
            Err(error) => {
                tracing::error!(%error, "sealed blobs could not be destroyed; tried again at the next start")
            }
        }
    }
}
