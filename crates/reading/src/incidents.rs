//! Incidents by the words that tell of them; what is denied, feared, asked for or has stopped is none.
//! That fire has stopped is a claim: a count of nothing.
//!
//! Never here: figures.

use crate::claims::{as_of, place, quote, span};
use crate::lexicon::UNREAL;
use crate::sentence::Paragraph;
use crate::speakers::{Sentence, Speakers};
use crate::state::Standing;
use crate::who::Manner;
use crate::{Claim, Incident, IncidentKind, Reading};
use std::ops::Range;

mod triggers;

use triggers::trigger;

/// Reads the incidents of a paragraph, and the claims that fire has stopped.
pub(crate) fn incidents(
    p: &Paragraph,
    text: &str,
    sentences: &[Sentence],
    speakers: &Speakers,
    out: &mut Reading,
) {
    for (own, sentence) in sentences.iter().enumerate() {
        if heading(p, &sentence.range) {
            continue;
        }
        let mut seen: Vec<IncidentKind> = Vec::new();
        let mut stopped: Option<Range<usize>> = None;
        for ix in sentence.range.clone() {
            let Some((kind, width)) = trigger(p, &sentence.range, ix) else { continue };
            let range = ix..ix + width;
            if fire(kind) && ceased(p, &sentence.range, &range) {
                stopped = Some(stopped.map_or(range.clone(), |earlier| earlier.start..range.end));
                continue;
            }
            let voice = speakers.voice(p, sentences, own, ix);
            let denied = matches!(voice.manner, Manner::Denies | Manner::Asks);
            if seen.contains(&kind) || denied || unreal(p, &sentence.range, &range) {
                continue;
            }
            seen.push(kind);
            let shown = clause(p, sentence, &range);
            out.incidents.push(Incident {
                kind,
                claimant: voice.claimant.clone(),
                how: voice.how(),
                as_of: as_of(p, text, sentence, speakers, &range, false),
                place: place(p, text, sentence, speakers, &range),
                quote: quote(p, text, &shown),
                span: span(p, &shown),
            });
        }
        if let Some(range) = stopped {
            out.claims.push(cessation(p, text, sentences, (own, &range), speakers));
        }
    }
}

/// "UN CONVOY ATTACKED": a title tells what the text tells again.
fn heading(p: &Paragraph, sentence: &Range<usize>) -> bool {
    let words =
        || sentence.clone().filter_map(|at| p.token(at)).filter(|t| t.kind == crate::text::Kind::Word);
    sentence.len() <= 12 && words().all(|t| t.acronym) && words().count() >= 2
}

fn fire(kind: IncidentKind) -> bool {
    matches!(kind, IncidentKind::Shelling | IncidentKind::Airstrike | IncidentKind::ShotAt)
}

const STOPS: [&str; 16] = [
    "stopped",
    "ceased",
    "subsided",
    "ended",
    "halted",
    "eased",
    "abated",
    "stop",
    "cease",
    "stops",
    "silent",
    "ceasing",
    "paused",
    "lulled",
    "quietened",
    "stopping",
];

/// "airstrikes had stopped", "the shelling died down": said of the fire itself.
fn ceased(p: &Paragraph, sentence: &Range<usize>, range: &Range<usize>) -> bool {
    let mut at = range.end;
    while at < sentence.end.min(range.end + 9) {
        if p.at(at, &[",", ";", ".", "that", "which", "who", "but", "while", "as", "when"]) {
            return false;
        }
        let stops = p.at(at, &STOPS)
            && !p.before(at).is_some_and(|t| t.any(&["not", "never", "must", "to", "should"]));
        if stops || p.at(at, &["died", "dying"]) && p.at(at + 1, &["down"]) {
            // "shelling stopped the convoy": what was stopped was something else.
            let object = p.at(
                at + 1,
                &["the", "a", "an", "them", "it", "us", "him", "her", "convoys", "ambulances", "buses"],
            );
            return !object;
        }
        at += 1;
    }
    let lull = (sentence.start.max(range.start.saturating_sub(5))..range.start)
        .any(|at| p.at(at, &["halt", "end", "lull", "pause", "respite"]) && p.at(at + 1, &["to", "in"]));
    lull && (sentence.start..range.start)
        .any(|at| p.at(at, &["was", "is", "been", "came", "there", "brought", "saw"]))
}

/// Denied, feared, asked for, to come, or named only as a topic.
fn unreal(p: &Paragraph, sentence: &Range<usize>, range: &Range<usize>) -> bool {
    const NOT: [&str; 8] = ["no", "not", "never", "without", "nobody", "none", "neither", "nor"];
    if p.at(range.end, &["nobody", "none", "no-one"])
        || p.at(range.end, &["no"]) && p.at(range.end + 1, &["one"])
    {
        return true;
    }
    let floor = sentence.start.max(range.start.saturating_sub(7));
    let mut at = range.start;
    while at > floor {
        at -= 1;
        if p.at(at, &[";", ".", ":"])
            || p.at(at, &[","]) && range.start - at > 2
            || p.at(at, &["but", "while", "although", "though", "because", "when", "after"])
        {
            break;
        }
        let near = range.start - at <= 4;
        // "could not reach", "would not let", "not allowed": the refusal is the event.
        let own = p.at(
            range.start,
            &[
                "reach",
                "allow",
                "allowed",
                "let",
                "permitted",
                "able",
                "pass",
                "seen",
                "heard",
                "returned",
                "clearance",
                "permission",
                "permits",
                "approval",
            ],
        );
        if near && p.at(at, &NOT) && !own
            || p.token(at).is_some_and(|t| UNREAL.has(&t.low)) && !own && !p.at(at + 1, &["not"])
        {
            return true;
        }
    }
    false
}

/// The part of the sentence around the event, without the words of attribution.
fn clause(p: &Paragraph, sentence: &Sentence, range: &Range<usize>) -> Range<usize> {
    let inside = |at: usize| sentence.attributions.iter().any(|a| a.range.contains(&at));
    let stop = |at: usize| inside(at) || p.at(at, &[";", ".", ":", "“", "”", "\""]);
    let mut start = range.start;
    while start > sentence.range.start && range.start - start < 24 && !stop(start - 1) {
        start -= 1;
    }
    // The dateline does not belong to it.
    let dash = |at: &usize| p.at(*at, &["-", "–", "—"]) && p.token(*at).is_some_and(|t| t.spaced) && *at < 14;
    start = (start..range.start).find(dash).map_or(start, |at| at + 1);
    let mut end = range.end;
    while end < sentence.range.end && end - range.end < 24 && !stop(end) {
        end += 1;
    }
    // "told Al Jazeera that": whom it was told is no part of what was told.
    let told = start > sentence.range.start && inside(start - 1);
    start = (start..range.start.min(start + 6))
        .rev()
        .find(|at| told && p.at(*at, &["that"]))
        .map_or(start, |at| at + 1);
    while start < range.start && p.at(start, &[",", "that", "and", "but", "•", "-", "–", "—", "*", "(", ")"])
    {
        start += 1;
    }
    while end > range.end && p.at(end - 1, &[",", "and", "but", "the", "-", "–", "—"]) {
        end -= 1;
    }
    start..end
}

fn cessation(
    p: &Paragraph,
    text: &str,
    sentences: &[Sentence],
    (own, range): (usize, &Range<usize>),
    speakers: &Speakers,
) -> Claim {
    let sentence = &sentences[own];
    let voice = speakers.voice(p, sentences, own, range.start);
    const HEDGES: [&str; 8] =
        ["appeared", "apparently", "seemed", "reportedly", "seemingly", "appears", "seems", "largely"];
    let hedge = sentence.range.clone().find(|at| p.at(*at, &HEDGES)).and_then(|at| p.token(at));
    let end = (range.end..sentence.range.end.min(range.end + 9))
        .find(|at| p.at(*at, &STOPS))
        .map_or(range.end, |at| at + 1);
    let shown = range.start..end;
    Claim {
        claimant: voice.claimant.clone(),
        low: 0,
        high: 0,
        unit: p.words(text, range).to_lowercase(),
        scope: "stopped".to_owned(),
        qualifier: hedge.map_or_else(String::new, |token| token.low.clone()),
        as_of: as_of(p, text, sentence, speakers, range, false),
        place: place(p, text, sentence, speakers, range),
        quote: quote(p, text, &shown),
        span: span(p, &shown),
        standing: Standing::Reported,
        how: voice.how(),
    }
}
