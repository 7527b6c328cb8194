//! Who speaks where in a text: pronouns and short names resolved, quotations given to their speakers.
//!
//! Never here: figures and events.

mod actor;
mod kind;

use crate::How;
use crate::counted::Earlier;
use crate::frame::{Frame, UNATTRIBUTED, titled};
use crate::lexicon::SPEAKERS;
use crate::places::{Place, places};
use crate::sentence::Paragraph;
use crate::when::{Time, times};
use crate::who::{Attribution, Manner, Side, attributions};
use kind::{female, male, personal, plural};
use std::ops::Range;

/// How many speakers are remembered.
const SPEAKERS_MAX: usize = 12;

/// What is read of one sentence before its figures.
pub(crate) struct Sentence {
    pub(crate) range: Range<usize>,
    pub(crate) times: Vec<Time>,
    pub(crate) places: Vec<Place>,
    pub(crate) attributions: Vec<Attribution>,
}

/// Who says a thing, and how.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Voice {
    pub(crate) claimant: String,
    pub(crate) manner: Manner,
    /// Nobody is named in the sentence itself.
    pub(crate) unnamed: bool,
}

impl Voice {
    pub(crate) fn how(&self) -> How {
        match self.manner {
            Manner::Sees => How::Seen,
            Manner::Hears => How::Heard,
            _ => How::Told,
        }
    }
}

/// Who has spoken so far.
pub(crate) struct Speakers {
    pub(crate) frame: Frame,
    recent: Vec<String>,
    /// The speaker of a quotation that goes on in the next paragraph.
    quoting: Option<String>,
    /// The claimant of the figure before.
    pub(crate) last: Option<String>,
    /// The units counted before.
    pub(crate) earlier: Earlier,
    /// The place named last in this paragraph.
    pub(crate) place: String,
}

impl Speakers {
    pub(crate) fn new(frame: Frame) -> Speakers {
        Speakers {
            frame,
            recent: Vec::new(),
            quoting: None,
            last: None,
            earlier: Earlier::default(),
            place: String::new(),
        }
    }

    /// Reads times, places and speakers of a paragraph.
    pub(crate) fn listen(&mut self, p: &Paragraph, text: &str) -> Vec<Sentence> {
        if self.frame.place.is_empty() {
            self.frame.place = titled(p, text).unwrap_or_default();
        }
        self.place.clear();
        let mut sentences = Vec::new();
        for range in &p.sentences {
            let mut found = attributions(p, text, range);
            for attribution in &mut found {
                let start = range.start + usize::from(p.at(range.start, &["the"]));
                let own = p.token(start).filter(|t| t.acronym && attribution.range.start > start + 1);
                attribution.speaker = match own {
                    // "The ICRC team turned around, it said".
                    Some(own) if attribution.speaker == "it" => own.low.to_uppercase(),
                    _ => self.resolve(attribution),
                };
                self.remember(&attribution.speaker);
            }
            let sentence = Sentence {
                range: range.clone(),
                times: times(p, range),
                places: places(p, range),
                attributions: found,
            };
            sentences.push(sentence);
        }
        sentences
    }

    /// Keeps what the next paragraph needs.
    pub(crate) fn leave(&mut self, p: &Paragraph, sentences: &[Sentence]) {
        let all = sentences.iter().flat_map(|s| &s.attributions);
        self.quoting = p
            .open
            .then(|| all.last().map(|a| a.speaker.clone()))
            .flatten()
            .or_else(|| p.open.then(|| self.quoting.clone()).flatten());
    }

    fn remember(&mut self, speaker: &str) {
        self.recent.retain(|known| known != speaker);
        self.recent.push(speaker.to_owned());
        if self.recent.len() > SPEAKERS_MAX {
            self.recent.remove(0);
        }
    }

    /// A pronoun, or a short name for one who was named before.
    fn resolve(&self, attribution: &Attribution) -> String {
        let speaker = attribution.speaker.clone();
        let last = || self.recent.last().cloned();
        if attribution.pronoun {
            let fits = |known: &&String| match speaker.to_lowercase().as_str() {
                "it" => !personal(known),
                "he" | "him" => personal(known) && !female(known),
                "she" | "her" => personal(known) && !male(known),
                "they" | "them" => plural(known),
                _ => true,
            };
            let near = self.recent.iter().rev().take(4).find(fits).cloned();
            return near.or_else(last).unwrap_or_else(|| self.frame.outlet.clone());
        }
        let short: Vec<&str> = speaker.split_whitespace().collect();
        if short.len() > 2 || speaker.starts_with("a ") || speaker.starts_with("an ") {
            return speaker;
        }
        let lower: Vec<String> = short.iter().map(|word| word.to_lowercase()).collect();
        // "officials" are others than "hospital officials" unless they are named by name.
        if lower.last().is_some_and(|word| word.ends_with('s') && SPEAKERS.has(word)) {
            return speaker;
        }
        let named = |known: &&String| {
            let words: Vec<String> =
                known.split_whitespace().map(|word| word.trim_matches(',').to_lowercase()).collect();
            words.len() > short.len()
                && lower.iter().all(|word| {
                    // "the monitor" is "a monitoring group".
                    let stem = |other: &String| word.len() >= 6 && other.starts_with(word.as_str());
                    words.contains(word) || SPEAKERS.has(word) && words.iter().any(stem)
                })
                && !known.contains(" via ")
        };
        let found = self.recent.iter().rev().find(named).cloned();
        // "the organisation": the one that spoke last.
        const GENERIC: [&str; 9] = [
            "organisation",
            "organization",
            "agency",
            "group",
            "charity",
            "watchdog",
            "monitor",
            "institution",
            "body",
        ];
        let generic = matches!(&lower[..], [only] if GENERIC.contains(&only.as_str()));
        let named = |known: &&String| {
            known.contains(char::is_uppercase) && !personal(known) && !known.contains(" via ")
        };
        found
            .or_else(|| generic.then(|| self.recent.iter().rev().find(named).cloned()).flatten())
            .unwrap_or(speaker)
    }

    /// Who says what stands at this token.
    pub(crate) fn voice(&self, p: &Paragraph, sentences: &[Sentence], own: usize, ix: usize) -> Voice {
        let Some(sentence) = sentences.get(own) else { return self.narrator() };
        let named = |a: &Attribution| Voice { claimant: a.speaker.clone(), manner: a.manner, unnamed: false };
        let quote = p.quote_at(ix);
        if let Some(quote) = quote {
            let all = || sentences.iter().flat_map(|s| &s.attributions);
            // "OCHA says that “…”. The envoy said": who stands before it, in its own sentence.
            let led = all().rfind(|a| a.side != Side::Before && a.range.end <= quote.start).filter(|a| {
                let away = quote.start - a.range.end;
                away <= 3 || away <= 7 && p.was(quote.start, 2, &[":"])
            });
            if let Some(led) = led {
                return named(led);
            }
            // "…," said X; and X said: "…".
            if let Some(after) = all()
                .find(|a| {
                    a.range.start >= quote.end && a.range.start <= quote.end + 2 && a.side != Side::After
                })
                .or_else(|| all().find(|a| a.range.start >= quote.end && a.range.start <= quote.end + 1))
            {
                return named(after);
            }
        }
        if let Some(found) = governing(p, sentence, ix) {
            return named(found);
        }
        if let Some(quote) = quote {
            let before = sentences.iter().flat_map(|s| &s.attributions).rfind(|a| a.range.end <= quote.start);
            if let Some(before) = before {
                return named(before);
            }
            let last = self.quoting.clone().or_else(|| self.recent.last().cloned());
            if let Some(claimant) = last.filter(|_| quote.len() > 3) {
                return Voice { claimant, manner: Manner::Says, unnamed: false };
            }
        }
        self.labelled(p, sentences)
            .or_else(|| self.continued(p, sentence))
            .or_else(|| actor::actor(p, sentence))
            .unwrap_or_else(|| self.narrator())
    }

    /// "Spokesman: We do not have a number. …": the label stands for the whole paragraph.
    fn labelled(&self, p: &Paragraph, sentences: &[Sentence]) -> Option<Voice> {
        let first = sentences.first()?.attributions.first()?;
        let label = first.range.end.checked_sub(1).is_some_and(|last| p.at(last, &[":"]));
        let opens = first.range.start <= p.sentences.first()?.start + 1;
        (label && opens).then(|| Voice {
            claimant: first.speaker.clone(),
            manner: Manner::Says,
            unnamed: true,
        })
    }

    /// "They included …", "Among them were …", "The figure …": still the one who gave the figure before.
    fn continued(&self, p: &Paragraph, sentence: &Sentence) -> Option<Voice> {
        let claimant = self.last.as_ref()?;
        let start = sentence.range.start;
        let anaphor = p.at(start, &["they", "these", "those"])
            || p.at(start, &["among", "of"]) && p.at(start + 1, &["them", "those", "these"])
            || p.at(start, &["the", "that", "this"])
                && p.at(start + 1, &["figure", "number", "total", "toll", "count"])
            || p.at(start, &["of"])
                && p.at(start + 1, &["the"])
                && p.at(start + 2, &["latter", "former", "rest", "total"])
            || (start..(start + 5).min(sentence.range.end))
                .any(|at| p.at(at, &["of"]) && p.at(at + 1, &["them", "those", "these"]));
        let first = p.sentences.first().is_some_and(|first| first.start == start);
        (anaphor && !first).then(|| Voice { claimant: claimant.clone(), manner: Manner::Says, unnamed: true })
    }

    fn narrator(&self) -> Voice {
        let claimant = if self.frame.outlet.is_empty() { UNATTRIBUTED } else { &self.frame.outlet };
        Voice { claimant: claimant.to_owned(), manner: Manner::Says, unnamed: true }
    }
}

/// The attribution of the sentence under which a token stands.
fn governing<'s>(p: &Paragraph, sentence: &'s Sentence, ix: usize) -> Option<&'s Attribution> {
    let found = &sentence.attributions;
    let before = found.iter().rfind(|a| a.range.end <= ix && a.side != Side::Before);
    let after = found.iter().find(|a| a.range.start > ix && a.side != Side::After);
    match (before, after) {
        (Some(before), Some(after)) => {
            // "X said five; six died, Y said": the semicolon parts them.
            // "Gunmen threatened the drivers and opened fire, he added": who asks or threatens tells nothing.
            if before.manner == Manner::Asks && after.manner != Manner::Asks {
                return Some(after);
            }
            let parted = (before.range.end..ix).any(|at| p.at(at, &[";"]));
            Some(if parted || before.side == Side::Both {
                if parted { after } else { before }
            } else {
                before
            })
        }
        (before, after) => before.or(after),
    }
}
