//! Whether it is said to have happened, or only to come.
//!
//! Never here: what happened.

use super::Standing;
use crate::sentence::Paragraph;
use std::ops::Range;

/// Before "to be" they tell what is, not what is to come.
const HEARSAY: [&str; 13] = [
    "seemed",
    "appeared",
    "believed",
    "thought",
    "reported",
    "said",
    "feared",
    "known",
    "estimated",
    "waiting",
    "hoping",
    "queuing",
    "queueing",
];

/// "set out to evacuate 500 people"; "managed to evacuate 500" did.
fn purpose(p: &Paragraph, from: usize) -> bool {
    const PURPOSES: [&str; 12] = [
        "evacuate",
        "collect",
        "rescue",
        "move",
        "transport",
        "bring",
        "take",
        "release",
        "free",
        "fetch",
        "carry",
        "transfer",
    ];
    const DONE: [&str; 8] =
        ["managed", "able", "helped", "began", "continued", "succeeded", "started", "used"];
    p.was(from, 1, &PURPOSES) && p.was(from, 2, &["to"]) && !p.was(from, 3, &DONE)
}

/// Whether the clause around these tokens speaks of what is to come, or only might be.
pub(crate) fn standing(p: &Paragraph, sentence: &Range<usize>, range: &Range<usize>) -> Standing {
    let stop = |at: usize| {
        p.at(at, &[";", ".", "“", "”", "\""])
            || p.at(at, &["while", "but", "said", "says", "that", "added", ","])
    };
    let start = (sentence.start..range.start)
        .rev()
        .take(14)
        .find(|at| stop(*at))
        .map_or_else(|| sentence.start.max(range.start.saturating_sub(14)), |at| at + 1);
    // "113 patients, among them children, are expected to": past what is set between commas.
    let aside = p.at(range.end, &[","])
        && p.at(
            range.end + 1,
            &["among", "including", "most", "many", "some", "of", "mostly", "nearly", "half"],
        );
    let from = aside
        .then(|| (range.end + 1..sentence.end.min(range.end + 16)).find(|at| p.at(*at, &[","])))
        .flatten()
        .map_or(range.end, |close| close + 1);
    let end = (from..sentence.end.min(from + 12))
        .find(|at| stop(*at))
        .unwrap_or_else(|| sentence.end.min(from + 12));
    let modal = (start..end).any(|at| {
        p.at(at, &["going"]) && p.at(at + 1, &["to"])
            || p.at(at, &["would", "will", "shall", "might", "could"])
            || p.at(at, &["to"]) && p.at(at + 1, &["be"]) && p.before(at).is_none_or(|t| !t.any(&HEARSAY))
            || p.at(
                at,
                &[
                    "due",
                    "expected",
                    "planned",
                    "plans",
                    "hopes",
                    "hoped",
                    "set",
                    "scheduled",
                    "planning",
                    "wants",
                    "wanted",
                    "intends",
                    "aims",
                    "prepared",
                    "ready",
                    "hoping",
                    "supposed",
                    "agreed",
                    "need",
                ],
            ) && p.at(at + 1, &["to", "on", "for"])
                && !(p.at(at, &["due"]) && p.at(at + 2, &["the", "a", "an", "lack", "its"]))
            || p.at(at, &["plan", "plans", "deal", "aim", "demand", "capacity", "ceasefire", "agreement"])
                && (p.at(at + 1, &["to", "for"]))
            || p.at(at, &["if", "unless"])
            || p.at(at, &["called"]) && p.at(at + 1, &["off"])
    });
    // "3,000 more to leave today".
    let to_come = (range.end..range.end + 2).any(|at| {
        p.at(at, &["to"]) && p.at(at + 1, &["leave", "go", "depart", "follow", "move", "be", "arrive"])
    });
    let purpose = to_come || purpose(p, range.start);
    if modal || purpose { Standing::Planned } else { Standing::Reported }
}
