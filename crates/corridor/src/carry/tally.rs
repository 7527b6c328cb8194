//! What became of everything that came, counted, with one example of each reason for a refusal.
//!
//! Never here: deciding it.

use crate::intake::{BlobVerdict, Verdict};
use std::collections::BTreeMap;

/// What became of what came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Entries that are new here.
    pub new: usize,
    /// Entries that were here already.
    pub known: usize,
    /// Of the new ones, those whose device signed another entry with the same number.
    pub forked: usize,
    /// Sealed blobs that are new here.
    pub blobs: usize,
    /// Seals that fit the entries here.
    pub seals: usize,
    /// Seals that contradict the entries here: kept as evidence.
    pub contradicting: usize,
    /// Refusals by their code.
    pub refused: BTreeMap<&'static str, Refused>,
}

/// Why some were refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// How many for this reason.
    pub count: usize,
    /// Where the first one was.
    pub first: String,
    /// What is wrong with the first.
    pub what: String,
    /// What to do about it.
    pub remedy: &'static str,
}

impl Tally {
    /// Counts a verdict. `place` says where the entry came from, for the first refusal of its kind.
    pub fn count(&mut self, verdict: &Verdict, place: impl FnOnce() -> String) {
        match verdict {
            Verdict::Taken { forked, .. } => {
                self.new += 1;
                self.forked += usize::from(*forked);
            }
            Verdict::Known { .. } => self.known += 1,
            Verdict::Refused { code, what, remedy, .. } => self.refuse(code, what, remedy, place),
        }
    }

    /// Counts what became of a sealed blob. One that was destroyed here is no finding.
    pub fn count_blob(&mut self, verdict: BlobVerdict) {
        let name = || "a sealed blob".to_owned();
        match verdict {
            BlobVerdict::Kept => self.blobs += 1,
            BlobVerdict::Known | BlobVerdict::Shredded => {}
            BlobVerdict::Unasked => {
                self.refuse(
                    "blob_unasked",
                    "no entry here commits to it",
                    "send the entry that does first",
                    name,
                );
            }
            BlobVerdict::NoBlob => {
                self.refuse("no_blob", "it is no sealed blob", "ask whoever sent it to seal it anew", name);
            }
        }
    }

    /// Counts a refusal.
    pub fn refuse(
        &mut self,
        code: &'static str,
        what: &str,
        remedy: &'static str,
        place: impl FnOnce() -> String,
    ) {
        let first = || Refused { count: 0, first: place(), what: what.to_owned(), remedy };
        self.refused.entry(code).or_insert_with(first).count += 1;
    }

    /// How many were refused.
    pub fn refused(&self) -> usize {
        self.refused.values().map(|refused| refused.count).sum()
    }

    /// What is told to a person, line by line.
    pub fn lines(&self) -> Vec<String> {
        let (new, known, refused) = (self.new, self.known, self.refused());
        let mut lines = vec![format!("{new} statements new, {known} known already, {refused} refused")];
        if self.forked > 0 {
            lines.push(format!(
                "{} of the new ones contradict another entry of their device: both are kept",
                self.forked
            ));
        }
        if self.contradicting > 0 {
            lines.push(format!(
                "{} seals contradict the log of their device: kept as evidence, see the page Devices and `corridor verify`",
                self.contradicting
            ));
        }
        if self.blobs + self.seals > 0 {
            lines.push(format!("{} seals fit, {} sealed blobs new", self.seals, self.blobs));
        }
        lines.extend(self.refusals());
        lines
    }

    /// Of these, what was refused: a line for each reason.
    pub fn refusals(&self) -> Vec<String> {
        let line = |(code, refused): (&&str, &Refused)| {
            let Refused { count, first, what, remedy } = refused;
            format!("refused {count} ({code}), the first at {first}: {what}; {remedy}")
        };
        self.refused.iter().map(line).collect()
    }
}
