//! Writing a bundle of everything that a data folder holds: the founding, every entry, seals, sealed
//! blobs. The same holdings give the same bytes.
//!
//! Never here: reading one (`import`).

use super::founding;
use crate::intake::{Intake, Trouble};
use crate::store::{Founding, KeptSeal, StoreError};
use ledger::bundle::{Kind, Packer};
use std::io::Write;

/// Entries read at a time.
const PAGE: usize = 4096;

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    /// Entries.
    pub entries: usize,
    /// Seals.
    pub seals: usize,
    /// Sealed blobs.
    pub blobs: usize,
    /// Bytes.
    pub bytes: usize,
}

/// Why a bundle could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The store or the door.
    #[error(transparent)]
    Trouble(#[from] Trouble),
    /// The file.
    #[error("the bundle cannot be written: {0}; what was written is no whole bundle, export it anew")]
    Write(#[from] std::io::Error),
    /// Something stored that no bundle may hold.
    #[error(transparent)]
    TooLarge(#[from] ledger::bundle::TooLarge),
}

/// Writes everything. `founding`: what the folder holds.
pub fn export(intake: &Intake, founding: &Founding, out: &mut impl Write) -> Result<Exported, ExportError> {
    let mut packer = Packer::new(&intake.operation_id());
    let mut exported = Exported::default();
    packer.record(Kind::Founding, &founding::write(founding))?;
    let mut after = None;
    loop {
        let page = intake.errand_blocking(move |holdings| holdings.store.page(after, PAGE))?;
        let (entries, next) = page.map_err(|error: StoreError| Trouble::from(&error))?;
        exported.entries += entries.len();
        entries.iter().try_for_each(|entry| packer.entry(entry))?;
        exported.bytes += write_out(out, &packer.take())?;
        match next {
            Some(next) => after = Some(next),
            None => break,
        }
    }
    // Those that contradict their log too: they are evidence.
    let notes =
        |seals: Vec<&KeptSeal>| seals.into_iter().map(|kept| kept.seal.write()).collect::<Vec<String>>();
    for note in intake.errand_blocking(move |holdings| notes(holdings.seals.all()))? {
        packer.record(Kind::Seal, note.as_bytes())?;
        exported.seals += 1;
    }
    let commitments = intake.errand_blocking(|holdings| holdings.store.blobs())?;
    for commitment in commitments.map_err(|error| Trouble::from(&error))? {
        // One that was destroyed meanwhile is left out.
        if let Some(blob) = intake.blob_blocking(commitment)? {
            packer.record(Kind::Blob, &blob)?;
            exported.blobs += 1;
            exported.bytes += write_out(out, &packer.take())?;
        }
    }
    exported.bytes += write_out(out, &packer.finish())?;
    out.flush()?;
    Ok(exported)
}

fn write_out(out: &mut impl Write, bytes: &[u8]) -> std::io::Result<usize> {
    out.write_all(bytes)?;
    Ok(bytes.len())
}
