//! Carrying the record between machines: as a bundle file on a stick, or in talk with another hub.
//! Whatever comes goes through the one door; whatever was there already changes nothing.
//!
//! Never here: how bundles and messages are written (`ledger`), or what statements mean.

mod export;
mod founding;
mod import;
mod talk;
mod tally;
mod touch;

pub use export::{ExportError, Exported, export};
pub use founding::read as founding_from;
pub use import::{ImportError, founding_of, import};
pub use talk::{TalkError, Talked, answer, ask_hub, held, sync_with};
pub use tally::{Refused, Tally};
pub use touch::keep_in_touch;
