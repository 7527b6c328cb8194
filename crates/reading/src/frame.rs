//! What the head of a text says of the whole: the outlet, the day, the place.
//!
//! Never here: what single sentences say.

use crate::places::places;
use crate::sentence::{Paragraph, paragraphs};
use crate::text::Kind;
use crate::when::{Day, resolve, times};
use jiff::civil::Date;
use std::ops::Range;

/// Paragraphs that count as the head.
const HEAD_PARAGRAPHS: usize = 8;
/// Paragraphs in which the place of the story is looked for.
const STORY_PARAGRAPHS: usize = 24;
const HEAD_TOKENS: usize = 60;

const SIGNED_LINES_MAX: usize = 2_000;

/// Who speaks when nobody is named.
pub(crate) const UNATTRIBUTED: &str = "unattributed";

/// The head of a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Frame {
    /// The outlet, or [`UNATTRIBUTED`].
    pub(crate) outlet: String,
    /// The day of the report.
    pub(crate) day: Option<Date>,
    /// The place of the dateline or title.
    pub(crate) place: String,
}

pub(crate) fn frame(text: &str, known: Option<Date>) -> Frame {
    let mut frame = Frame { outlet: String::new(), day: known, place: String::new() };
    for paragraph in paragraphs(text).take(HEAD_PARAGRAPHS) {
        if frame.outlet.is_empty() {
            frame.outlet = outlet(&paragraph, text).unwrap_or_default();
        }
        for sentence in paragraph.sentences.iter().take(3) {
            if frame.day.is_none() {
                frame.day = times(&paragraph, sentence).iter().find_map(|time| match time.day {
                    Some(Day::Full(_)) => resolve(time.day?, None, false),
                    _ => None,
                });
            }
        }
        if frame.place.is_empty() {
            frame.place = place(&paragraph, text).unwrap_or_default();
        }
    }
    if frame.outlet.is_empty() {
        frame.outlet = signed(text).unwrap_or_default();
    }
    if frame.outlet.is_empty() {
        frame.outlet = UNATTRIBUTED.to_owned();
    }
    if frame.place.is_empty() {
        frame.place = paragraphs(text).take(2).find_map(|p| titled(&p, text)).unwrap_or_default();
    } else if let Some(story) = story(text, &frame.place) {
        frame.place = story;
    }
    frame
}

/// Bureaus write of other places: when the place of the dateline is named nowhere else and another is named
/// twice at least, that other place is the story's.
fn story(text: &str, dateline_place: &str) -> Option<String> {
    let mut named: Vec<(String, usize)> = Vec::new();
    for paragraph in paragraphs(text).take(STORY_PARAGRAPHS) {
        for place in
            paragraph.sentences.iter().flat_map(|s| places(&paragraph, s)).filter(|place| place.known)
        {
            let words = paragraph.words(text, &place.range);
            if dateline(&paragraph, &place.range) || words.ends_with("'s") || words.ends_with("’s") {
                continue;
            }
            match named.iter_mut().find(|(name, _)| *name == words) {
                Some((_, count)) => *count += 1,
                None => named.push((words, 1)),
            }
        }
    }
    let own = named.iter().filter(|(name, _)| name.to_lowercase().contains(&dateline_place.to_lowercase()));
    let own: usize = own.map(|(_, count)| *count).sum();
    let most = named.iter().map(|(_, count)| *count).max()?;
    // Of those named most often, the one named first.
    let (most, count) = named.iter().find(|(_, count)| *count == most)?;
    (own == 0 && *count >= 2).then(|| most.clone())
}

/// "ALEPPO, Syria (Reuters) -", "This report is produced by OCHA", "ICRC operational update".
fn outlet(p: &Paragraph, text: &str) -> Option<String> {
    let head = p.tokens.len().min(HEAD_TOKENS);
    for at in 0..head.min(20) {
        let close = (at + 1..head.min(at + 6)).find(|n| p.at(*n, &[")"]));
        if let Some(close) =
            close.filter(|close| p.at(at, &["("]) && p.at(close + 1, &["-", "–", "—"]) && *close > at + 1)
        {
            return Some(p.words(text, &(at + 1..close)));
        }
    }
    // "MOSCOW, December 16. /TASS/."
    let slashed = (0..head.min(14)).find(|at| {
        p.at(*at, &["/"])
            && p.at(at + 2, &["/"])
            && p.token(at + 1).is_some_and(|t| t.acronym)
            && p.token(*at).is_some_and(|t| t.spaced)
    });
    if let Some(at) = slashed {
        return Some(p.words(text, &(at + 1..at + 2)));
    }
    if let Some(named) = credited(p, text, head) {
        return Some(named);
    }
    if let Some(named) = titled_by(p, text) {
        return Some(named);
    }
    // "OCHA | Hostilities | Flash Update".
    if p.token(0).is_some_and(|t| t.acronym && !t.any(&OF_TITLES)) && p.at(1, &["|"]) {
        return Some(p.words(text, &(0..1)));
    }
    let title = (1..head.min(5)).find(|at| {
        const KINDS: [&str; 11] = [
            "operational",
            "press",
            "news",
            "flash",
            "situation",
            "statement",
            "update",
            "daily",
            "weekly",
            "spot",
            "monthly",
        ];
        p.at(*at, &KINDS) && p.at(at + 1, &["update", "release", "report", ".", ":"])
    })?;
    let all = (0..title).all(|at| p.token(at).is_some_and(|t| t.acronym && !t.any(&OF_TITLES)));
    all.then(|| p.words(text, &(0..title)))
}

/// "RED CROSS COMMITTEE OF …", "OSCE Special Monitoring Mission to Ukraine": a line that is a name and nothing else.
fn titled_by(p: &Paragraph, text: &str) -> Option<String> {
    const KINDS: [&str; 16] = [
        "committee",
        "mission",
        "organization",
        "organisation",
        "office",
        "crescent",
        "cross",
        "agency",
        "observatory",
        "centre",
        "center",
        "ministry",
        "cluster",
        "programme",
        "council",
        "network",
    ];
    const SMALL: [&str; 8] = ["of", "for", "to", "the", "and", "in", "on", "&"];
    let tokens = &p.tokens;
    let name = tokens.iter().all(|t| {
        t.any(&SMALL)
            || t.kind == Kind::Word
                && t.capital
                && !crate::lexicon::FINITE.has(&t.low)
                && !crate::lexicon::SAYING.has(&t.low)
                && crate::state::of_word(&t.low).is_none()
                && !t.low.ends_with("ing")
    });
    let kind = tokens.iter().any(|t| KINDS.contains(&t.low.as_str()));
    (name && kind && (2..=10).contains(&tokens.len())).then(|| p.words(text, &(0..tokens.len())))
}

/// "Reported by: movement desk" on a line of its own, wherever it stands.
fn signed(text: &str) -> Option<String> {
    const LABELS: [&str; 7] =
        ["reported by:", "source:", "prepared by:", "from:", "author:", "compiled by:", "submitted by:"];
    let line = |line: &str| {
        let low = line.trim().to_lowercase();
        let label = LABELS.iter().find(|label| low.starts_with(**label))?;
        let name = line.trim().get(label.len()..)?.trim().trim_end_matches('.');
        let name = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
        (!name.is_empty() && name.split_whitespace().count() <= 8).then(|| name.to_owned())
    };
    text.lines().take(SIGNED_LINES_MAX).find_map(line)
}

/// Words of shouted titles that name nobody.
const OF_TITLES: [&str; 22] = [
    "daily",
    "weekly",
    "monthly",
    "final",
    "interim",
    "emergency",
    "humanitarian",
    "joint",
    "field",
    "access",
    "security",
    "convoy",
    "evacuation",
    "operations",
    "operational",
    "operation",
    "urgent",
    "internal",
    "public",
    "the",
    "spot",
    "incident",
];

/// "This report is produced by OCHA", "Prepared by the Logistics Cluster for …", "Source: crossing team B".
fn credited(p: &Paragraph, text: &str, head: usize) -> Option<String> {
    const MADE: [&str; 8] =
        ["produced", "issued", "compiled", "prepared", "published", "authored", "drafted", "submitted"];
    if let Some(at) = (0..head).find(|at| p.at(*at, &MADE) && p.at(at + 1, &["by"])) {
        let named =
            |n: &usize| p.token(*n).is_some_and(|t| t.capital || t.any(&["of", "for"]) && of_name(p, *n));
        let start = at + 2 + usize::from(p.at(at + 2, &["the"]));
        let end = (start..head).take_while(named).last()? + 1;
        return Some(p.words(text, &(start..end)));
    }
    let labelled = |at: usize| {
        p.at(at, &["source", "sources", "from", "author", "reporter"]) && p.at(at + 1, &[":"])
            || p.at(at, &["reported", "by"]) && p.at(at + 1, &["by", ":"]) && p.at(at + 2, &[":"])
    };
    // In a heading; "(source: X)" behind a sentence is that sentence's own.
    let heads = p.tokens.len() <= 16 && !p.at(0, &["•", "*", "-", "–"]) && p.sentences.len() == 1;
    let opens = |at: usize| at == 0 || heads && p.at(at - 1, &["(", "|"]);
    let at = (0..head).find(|at| opens(*at) && labelled(*at))?;
    let colon = (at..at + 3).find(|n| p.at(*n, &[":"]))?;
    let start = colon + 1 + usize::from(p.at(colon + 1, &["the"]));
    let ends = |n: &usize| {
        p.token(*n).is_none_or(|t| t.kind == Kind::Mark && t.any(&[")", ";", ",", "|", ".", "("]))
    };
    let end = (start..head + 1).find(ends)?;
    (end > start && end - start <= 8).then(|| p.words(text, &(start..end)))
}

/// "Ministry of Health": the small word belongs to a name that goes on; "for the" does not.
fn of_name(p: &Paragraph, at: usize) -> bool {
    p.at(at, &["of"]) && p.token(at + 1).is_some_and(|t| t.capital)
}

/// "HOMS, Syria (AFP) -", "Khartoum —": capitals before a dash; else the first listed place of a title.
fn place(p: &Paragraph, text: &str) -> Option<String> {
    let dash = (1..p.tokens.len().min(14))
        .find(|at| p.at(*at, &["-", "–", "—"]) && p.token(*at).is_some_and(|t| t.spaced))?;
    let first = p.token(0).filter(|t| t.kind == Kind::Word && t.capital)?;
    let _ = first;
    // "BEIRUT/GENEVA": bureaus, not the place of the story.
    if (0..dash).any(|at| p.at(at, &["/"])) {
        return None;
    }
    let end = (0..dash).find(|at| p.at(*at, &[",", "(", "/", "-", "–", "—"])).unwrap_or(dash);
    if !p.tokens.get(0..end)?.iter().all(|t| t.capital) || end > 4 {
        return None;
    }
    let words = p.words(text, &(0..end));
    let shouted = words.chars().all(|c| !c.is_lowercase());
    Some(if shouted { capitalised(&words) } else { words })
}

fn capitalised(words: &str) -> String {
    let word = |word: &str| {
        let mut chars = word.chars();
        let first = chars.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default();
        first + &chars.as_str().to_lowercase()
    };
    words.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// The first listed place of a title, when no dateline names one.
pub(crate) fn titled(p: &Paragraph, text: &str) -> Option<String> {
    let found = p
        .sentences
        .iter()
        .take(2)
        .flat_map(|s| places(p, s))
        .find(|place| place.known && !dateline(p, &place.range))?;
    let words = p.words(text, &found.range);
    Some(if words.chars().all(|c| !c.is_lowercase()) { capitalised(&words) } else { words })
}

/// "ALEPPO, Dec 15 -": the dateline tells where it was written.
pub(crate) fn dateline(p: &Paragraph, range: &Range<usize>) -> bool {
    let dash = |at: usize| p.at(at, &["-", "–", "—"]) && p.token(at).is_some_and(|t| t.spaced);
    range.start < 5 && range.end < 12 && (range.end..14).any(dash)
}
