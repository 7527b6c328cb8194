//! Evidence as it came in: a file each in the data folder, named by its hash, never written twice.
//!
//! Never here: what it proves, or a way to change or delete it.

use super::{Store, make_folder};
use crate::store::StoreError;
use std::io::{ErrorKind, Write};
use std::path::PathBuf;

impl Store {
    fn original_path(&self, sha256: &[u8; 32]) -> PathBuf {
        let folder = self.path.parent().map(PathBuf::from).unwrap_or_default().join("evidence");
        folder.join(evacuation::account::hex(sha256))
    }

    /// Keeps an original durably; one that is here already stays as it is.
    pub fn keep_original(&mut self, sha256: &[u8; 32], bytes: &[u8]) -> std::io::Result<()> {
        let path = self.original_path(sha256);
        if path.exists() {
            return Ok(());
        }
        let folder = path.parent().map(PathBuf::from).unwrap_or_default();
        make_folder(&folder)?;
        // Written whole beside its place, then put there: a crash leaves no half of it.
        let part = path.with_extension("part");
        let mut file = std::fs::File::create(&part)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        std::fs::rename(&part, &path)?;
        std::fs::File::open(&folder)?.sync_all()
    }

    /// An original.
    pub fn original(&self, sha256: &[u8; 32]) -> Result<Vec<u8>, StoreError> {
        let path = self.original_path(sha256);
        std::fs::read(&path).map_err(|error| match error.kind() {
            ErrorKind::NotFound => StoreError::Other { path, why: "it is not here".to_owned() },
            _ => StoreError::Other { path, why: error.to_string() },
        })
    }
}
