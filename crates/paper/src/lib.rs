//! Sheets to print: cards with codes, blank manifests, boarding tallies, tickets. A4, in Arabic, English or
//! French; Arabic is shaped, joined and runs from right to left; the fonts are embedded.
//!
//! Never here: a name, a clock, a disk, or where codes come from. The caller brings fonts, codes and words.

mod cards;
mod forms;
mod page;
mod tickets;
mod typeset;
mod words;

pub use cards::{Card, cards};
pub use forms::{FormHead, manifest, tally};
pub use tickets::{ON_PAGE as TICKETS_ON_PAGE, PrintedTicket, tickets};
pub use typeset::{FontBytes, Fonts};
pub use words::Lang;

/// Why there is no sheet.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PaperError {
    /// The fonts are not there or damaged.
    #[error("the fonts for printing are missing: build with ./corridor, which takes them along")]
    Fonts,
    /// A code is too long for a QR code.
    #[error("a code is too long to be printed")]
    Code,
    /// The PDF could not be written.
    #[error("the sheet could not be written: {0}")]
    Pdf(String),
}
