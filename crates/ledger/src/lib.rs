//! Signed, append-only entries whose bodies are opaque. Each device writes its own log: one writer,
//! one chain. What an operation knows is the *set* of all entries of all logs; logs are never merged.
//!
//! The story: a [`Writer`] signs an [`Entry`] into [`Signed`] bytes; whoever receives them turns
//! them into a [`Verified`] entry or refuses; [`Logs`] says where it belongs: appended, known
//! already, too early (something must be sent first), or proof that its writer signed two histories.
//!
//! Never here: people, places, statements; files, sockets, clocks, randomness. Physical time and
//! key seeds are passed in. All cryptography is in [`crypto`].
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod bundle;
pub mod checkpoint;
pub mod crypto;
mod entry;
mod hlc;
mod id;
mod logs;
pub mod note;
pub mod proof;
pub mod quorum;
pub mod sealed;
mod signed;
pub mod sync;
pub mod tree;
pub mod words;
mod writer;

pub use entry::{
    BODY_BYTES_MAX, DEPS_MAX, ENTRY_BYTES_MAX, Entry, EntryError, EntryView, KIND_BYTES_MAX, NUMBER_MAX,
    PLACE_BYTES_MAX, VERSION,
};
pub use hlc::{Clock, DRIFT_MS_MAX, Hlc};
pub use id::{EntryId, HexError, LogId, OperationId};
pub use logs::{Frontier, Logs, Outcome, Refusal};
pub use signed::{ForkProof, ForkProofError, Signed, SignedError, Verified, verify_all};
pub use writer::{Draft, Head, Writer};
