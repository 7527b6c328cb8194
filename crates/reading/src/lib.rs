//! From the text of a report to proposals: who said what figure of what, where and when, and what is said
//! to have happened. Every proposal carries the words that it was read from and where they stand. Nothing
//! here decides: a person accepts, edits or refuses each proposal.
//!
//! Never here: files, clocks, networks, statements of an operation. The same text gives the same proposals.
//!
//! The text is read paragraph by paragraph and once, so that the time grows with the length.

mod claims;
mod counted;
mod frame;
mod incidents;
mod lexicon;
mod number;
mod places;
mod sentence;
mod speakers;
mod state;
mod subject;
mod table;
mod text;
mod when;
mod who;

pub use jiff::civil::Date;
pub use lexicon::singular;
pub use state::Standing;

use serde::Serialize;

/// A figure that somebody said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Who said it, in the words of the text; the outlet itself, or `unattributed`, when nobody is named.
    pub claimant: String,
    /// The lowest value said.
    pub low: i64,
    /// The highest value said; equal to `low` for a single figure.
    pub high: i64,
    /// What is counted, as the text names it: `evacuees`, `wounded`, `buses`.
    pub unit: String,
    /// In what state, and of what: `evacuated`, `of 951`, `planned, evacuated`.
    pub scope: String,
    /// How exact it is said to be, in the words of the text; empty for none.
    pub qualifier: String,
    /// ISO date, or date and time (`Z`: GMT), for which it is said; words when the day cannot be told.
    pub as_of: String,
    /// The place in the words of the text; empty for none.
    pub place: String,
    /// The words that it was read from.
    pub quote: String,
    /// Where they stand, in characters of the text.
    pub span: [usize; 2],
    /// Whether it is said to be so, to come, or is denied.
    pub standing: Standing,
    /// Whether the claimant saw it.
    pub how: How,
}

/// How the claimant knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// Was there and saw it.
    Seen,
    /// Was there and heard it.
    Heard,
    /// Says so; how the claimant knows is not told.
    #[default]
    Told,
}

/// The kinds of incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum IncidentKind {
    /// Artillery, mortars, rockets.
    Shelling,
    /// From the air, missiles included.
    Airstrike,
    /// Small arms.
    ShotAt,
    /// Movement stopped, turned back, delayed.
    Obstruction,
    /// Persons detained or taken off.
    Detention,
    /// Persons whose whereabouts nobody tells.
    Disappearance,
    /// Goods or belongings taken.
    Confiscation,
    /// Aid not let through.
    AidRefused,
}

/// Something that is said to have happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Incident {
    /// What.
    pub kind: IncidentKind,
    /// Who said so.
    pub claimant: String,
    /// How the claimant knows.
    pub how: How,
    /// As for a claim.
    pub as_of: String,
    /// The place in the words of the text; empty for none.
    pub place: String,
    /// The words that it was read from.
    pub quote: String,
    /// Where they stand, in characters of the text.
    pub span: [usize; 2],
}

/// What a text proposes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Reading {
    /// Figures, in the order of the text.
    pub claims: Vec<Claim>,
    /// Incidents, in the order of the text.
    pub incidents: Vec<Incident>,
}

/// Reads a text. `report`: the day of the report, if it is known from elsewhere; a full date in the head of
/// the text is used otherwise. Without either, days of the week stay words.
pub fn read(text: &str, report: Option<Date>) -> Reading {
    let mut reading = Reading::default();
    let mut speakers = speakers::Speakers::new(frame::frame(text, report));
    let mut heading = 0;
    for (ix, paragraph) in sentence::paragraphs(text).enumerate() {
        if ix == 0 {
            heading = paragraph.heading_end();
        }
        let sentences = speakers.listen(&paragraph, text);
        claims::claims(&paragraph, text, &sentences, &mut speakers, &mut reading.claims);
        incidents::incidents(&paragraph, text, &sentences, &speakers, &mut reading);
        speakers.leave(&paragraph, &sentences);
    }
    said_again(&mut reading, heading, &speakers.frame.outlet);
    let (figures, tables) = table::tables(text, &speakers.frame);
    reading.claims.retain(|claim| !tables.iter().any(|table| table.contains(&claim.span[0])));
    reading.claims.extend(figures);
    reading.claims.sort_by_key(|claim| claim.span);
    reading
}

/// What a headline says and the text says again is proposed once: from the text, which tells who says so.
fn said_again(reading: &mut Reading, heading: usize, outlet: &str) {
    let body: Vec<(i64, i64)> =
        reading.claims.iter().filter(|c| c.span[0] >= heading).map(|c| (c.low, c.high)).collect();
    reading.claims.retain(|c| {
        c.span[0] >= heading || !(body.contains(&(c.low, c.high)) || c.claimant == outlet && c.low < c.high)
    });
    let kinds: Vec<IncidentKind> =
        reading.incidents.iter().filter(|i| i.span[0] >= heading).map(|i| i.kind).collect();
    reading.incidents.retain(|i| i.span[0] >= heading || i.claimant != outlet || !kinds.contains(&i.kind));
}

/// Ids as they stand in files and addresses.
impl IncidentKind {
    /// `shelling`, `shot_at`, ….
    pub fn as_str(self) -> &'static str {
        match self {
            IncidentKind::Shelling => "shelling",
            IncidentKind::Airstrike => "airstrike",
            IncidentKind::ShotAt => "shot_at",
            IncidentKind::Obstruction => "obstruction",
            IncidentKind::Detention => "detention",
            IncidentKind::Disappearance => "disappearance",
            IncidentKind::Confiscation => "confiscation",
            IncidentKind::AidRefused => "aid_refused",
        }
    }
}

#[derive(Serialize)]
#[serde(untagged)]
enum Value {
    One { value: i64 },
    Span { low: i64, high: i64 },
}

/// A claim as it is exchanged: `value`, or `low` and `high`.
impl Serialize for Claim {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Row<'c> {
            claimant: &'c str,
            #[serde(flatten)]
            value: Value,
            unit: &'c str,
            scope: &'c str,
            qualifier: &'c str,
            as_of: &'c str,
            place: &'c str,
            quote: &'c str,
            span: [usize; 2],
        }
        let value = if self.low == self.high {
            Value::One { value: self.low }
        } else {
            Value::Span { low: self.low, high: self.high }
        };
        let Claim { claimant, unit, scope, qualifier, as_of, place, quote, span, .. } = self;
        Row { claimant, value, unit, scope, qualifier, as_of, place, quote, span: *span }
            .serialize(serializer)
    }
}

#[cfg(test)]
mod tests;
