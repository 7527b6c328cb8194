//! What can go wrong with the store, each with what a person must do about it.

use rusqlite::ErrorCode;
use std::path::{Path, PathBuf};

/// Why the store could not do its work. Whatever was asked was done wholly or not at all.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The folder holds no operation.
    #[error("{path} holds no operation")]
    NotFounded {
        /// The file.
        path: PathBuf,
    },
    /// The folder holds an operation already.
    #[error("{path} holds an operation already")]
    Founded {
        /// The file.
        path: PathBuf,
    },
    /// Another process holds the file.
    #[error("{path} is in use by another process")]
    Locked {
        /// The file.
        path: PathBuf,
    },
    /// The disk is full.
    #[error("the disk that holds {path} is full")]
    Full {
        /// The file.
        path: PathBuf,
    },
    /// The file or its folder cannot be written.
    #[error("{path} cannot be written: {why}")]
    ReadOnly {
        /// The file.
        path: PathBuf,
        /// What the system says.
        why: String,
    },
    /// The file is no database, or its pages are damaged.
    #[error("{path} is damaged: {why}")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        why: String,
    },
    /// A newer program wrote the file.
    #[error("{path} was written by a newer program (form {found}; this one knows {known})")]
    Newer {
        /// The file.
        path: PathBuf,
        /// The form of the file.
        found: i64,
        /// The newest form that this program knows.
        known: i64,
    },
    /// An older program founded it, which let every device enrol itself.
    #[error("{path} was founded by an older program, which let every device enrol itself")]
    Older {
        /// The file.
        path: PathBuf,
    },
    /// Anything else that the system or SQLite reports.
    #[error("{path}: {why}")]
    Other {
        /// The file.
        path: PathBuf,
        /// What was reported.
        why: String,
    },
}

impl StoreError {
    pub(super) fn of(path: &Path, error: rusqlite::Error) -> StoreError {
        let (path, why) = (path.to_owned(), error.to_string());
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Locked { path },
            Some(ErrorCode::DiskFull) => StoreError::Full { path },
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                StoreError::ReadOnly { path, why }
            }
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => StoreError::Damaged { path, why },
            _ => StoreError::Other { path, why },
        }
    }

    pub(super) fn folder(path: &Path, error: &std::io::Error) -> StoreError {
        StoreError::ReadOnly { path: path.to_owned(), why: error.to_string() }
    }

    /// A short fixed name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            StoreError::NotFounded { .. } => "store_not_founded",
            StoreError::Founded { .. } => "store_founded",
            StoreError::Locked { .. } => "store_locked",
            StoreError::Full { .. } => "store_full",
            StoreError::ReadOnly { .. } => "store_read_only",
            StoreError::Damaged { .. } => "store_damaged",
            StoreError::Newer { .. } => "store_newer",
            StoreError::Older { .. } => "store_older",
            StoreError::Other { .. } => "store_failed",
        }
    }

    /// What to do about it.
    pub fn remedy(&self) -> &'static str {
        match self {
            StoreError::NotFounded { .. } => "start it with an operation file, or name another data folder",
            StoreError::Founded { .. } => "name another data folder for another operation",
            StoreError::Locked { .. } => {
                "stop the other corridor process that uses this folder, then try again"
            }
            StoreError::Full { .. } => "free space on this disk and send again; nothing of this was kept",
            StoreError::ReadOnly { .. } => "let this user write the data folder, then try again",
            StoreError::Damaged { .. } => {
                "copy the folder aside, then restore it from a bundle or another machine"
            }
            StoreError::Newer { .. } => "use the program that wrote it, or a newer one",
            StoreError::Older { .. } => {
                "found the operation anew in another folder (a drill: --fresh), or serve it with the older program"
            }
            StoreError::Other { .. } => "try again; if it stays so, look at the program's log and the disk",
        }
    }
}
