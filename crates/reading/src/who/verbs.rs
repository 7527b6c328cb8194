//! Which words are verbs of saying where they stand: "reports" may be a noun, "raised" may raise anything.
//!
//! Never here: whose verb it is.

use crate::lexicon::SAYING;
use crate::sentence::Paragraph;
use crate::subject::before;
use crate::text::Token;
use std::ops::Range;

/// Words that are also nouns count as verbs only before what they say.
pub(super) fn is_verb(p: &Paragraph, sentence: &Range<usize>, token: &Token, ix: usize) -> bool {
    let next = p.token(ix + 1);
    let next_is = |words: &[&str]| next.is_some_and(|t| t.any(words));
    let passive = p
        .before(ix)
        .is_some_and(|t| t.any(&["be", "been", "being", "was", "were", "is", "are", "to", "not"]));
    if passive && !token.any(&["quoted", "cited", "saying"]) && !p.at(ix + 1, &["by"]) {
        return false;
    }
    match token.low.as_str() {
        "counts" | "records" | "registers" | "documents" | "lists" | "highlights" | "witnesses"
        | "tallies" | "quotes" | "related" | "relates" | "repeats" | "briefs" | "remarks" | "repeated"
        | "thought" | "highlighted" | "mentioned" | "reports" | "estimates" | "claims" | "states"
        | "notes" | "fears" | "hopes" | "demands" | "shows" => {
            !next_is(&[
                "of", "from", "about", "on", "said", "say", "were", "are", "have", "by", "as", "for", ",",
                ".",
            ]) || next_is(&[",", "."])
                && (p.before(ix).is_some_and(|t| t.acronym || t.capital) || closes(p, sentence, ix))
        }
        "assessed" | "assesses" => !next_is(&["as", "at", "to"]),
        "admitted" | "admits" => {
            next_is(&["that", "it", "he", "she", "they", "there", "to", "its", "having", "some"])
        }
        "threatened" => next_is(&["to", "that"]),
        "tell" | "think" | "reckon" => !p
            .before(ix)
            .is_some_and(|t| t.any(&["to", "not", "can", "could", "cannot", "will", "would", "must"])),
        "put" | "puts" => (1..18).any(|n| p.at(ix + n, &["at"])),
        "received" => {
            (1..6).any(|n| p.at(ix + n, &["reports", "report", "allegations", "information", "accounts"]))
        }
        "registered" | "recorded" | "counted" | "documented" | "listed" | "expected" | "feared"
        | "estimated" | "believed" => !next_is(&["by", "in", "at", "as", "with", ",", "."]),
        // "denied 18 missions": refused them.
        "denied" | "rejected" => !next
            .is_some_and(|t| t.kind == crate::text::Kind::Digits || crate::number::is_number_word(&t.low)),
        "found" => next_is(&["that", ".", ","]),
        "spoke" | "spoken" | "speaks" | "speak" | "talked" => next_is(&["of"]),
        "raised" | "revised" | "lowered" | "updated" => {
            (1..5).any(|n| p.at(ix + n, &["figure", "number", "toll", "total", "count", "tally", "estimate"]))
        }
        "show" => p.before(ix).is_some_and(|t| {
            t.any(&[
                "data",
                "figures",
                "records",
                "documents",
                "statistics",
                "numbers",
                "reports",
                "estimates",
            ])
        }),
        "gave" | "gives" => (1..6).any(|n| p.at(ix + n, &["figure", "number", "toll", "total", "figures"])),
        "estimate" | "claim" | "report" | "believe" | "fear" | "confirm" | "admit" | "insist" | "deny"
        | "suggest" | "acknowledge" => plural_says(p, token, ix),
        _ => true,
    }
}

/// "…, the reconciliation centre reports.": the subject stands after a comma, the verb at the end.
fn closes(p: &Paragraph, sentence: &Range<usize>, ix: usize) -> bool {
    before(p, sentence, ix).is_some_and(|subject| {
        p.before(subject.start).is_some_and(|t| t.any(&[",", "”", "\""]))
            && p.at(subject.start, &["the", "a", "an"])
    })
}

/// "Residents report", "officials estimate": the plural of the verb, not the noun.
fn plural_says(p: &Paragraph, token: &Token, ix: usize) -> bool {
    let next = p.token(ix + 1);
    let next_is = |words: &[&str]| next.is_some_and(|t| t.any(words));
    let noun = p.before(ix).is_some_and(|t| {
        t.any(&[
            "to",
            "the",
            "a",
            "an",
            "of",
            "this",
            "their",
            "its",
            "would",
            "not",
            "could",
            "will",
            "did",
            "may",
            "situation",
        ])
    });
    let says = next.is_some_and(|t| t.kind == crate::text::Kind::Digits)
        || next_is(&[
            "that", "some", "about", "at", "over", "more", "up", "the", "nearly", "between", "around",
            "there",
        ]);
    // "Residents in Douma report sporadic shelling".
    let subject = p.before(ix).is_some_and(|t| {
        (t.capital && !t.acronym || t.low.ends_with('s')) && !t.any(&["this", "news", "press"])
    });
    let object = next.is_some_and(|t| t.kind == crate::text::Kind::Word && !SAYING.has(&t.low))
        && !next_is(&["of", "on", "no", "by", "from", "for", "in", "is", "was", "has", "as", "and", "to"]);
    !noun && (says || token.is("report") && subject && object)
}
