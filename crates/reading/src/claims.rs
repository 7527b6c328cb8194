//! Claims: the figures of a paragraph with who says them, of what, where and for when.
//!
//! Never here: incidents.

use crate::Claim;
use crate::counted::{self, Counted, counted};
use crate::frame::dateline;
use crate::lexicon::singular;
use crate::number::{Number, numbers};
use crate::sentence::Paragraph;
use crate::speakers::{Sentence, Speakers, Voice};
use crate::state::{Standing, of_word, standing, state};
use crate::when::{resolve, written};
use crate::who::Manner;
use std::ops::Range;

/// Reads the claims of a paragraph.
pub(crate) fn claims(
    p: &Paragraph,
    text: &str,
    sentences: &[Sentence],
    speakers: &mut Speakers,
    out: &mut Vec<Claim>,
) {
    for (own, sentence) in sentences.iter().enumerate() {
        let taken: Vec<Range<usize>> = sentence.times.iter().map(|time| time.range.clone()).collect();
        let numbers = numbers(p, &sentence.range, &taken);
        let fences: Vec<usize> = numbers.iter().map(|number| number.whole.start).collect();
        // The figure of which the next may be a part, and whether it counts persons.
        let mut whole: Option<(i64, bool)> = None;
        speakers.earlier.here = false;
        let mut part_end = None;
        for number in &numbers {
            // "Two rebel officials said": they speak, they are not counted.
            if sentence.attributions.iter().any(|a| a.range.contains(&number.range.start)) {
                continue;
            }
            let Some(found) = counted(p, &sentence.range, number, &speakers.earlier) else { continue };
            let idle = number.small && number.low == 1 && !found.part && {
                let said = state(p, &sentence.range, number.whole.start, found.end, &fences);
                said.is_none_or(|(said, _)| matches!(said, "waiting" | "carrying" | "remaining"))
            };
            // "4,500 of the 15,000 had reached": the whole is not counted anew.
            let again = found.understood
                && p.was(number.whole.start, 1, &["the"])
                && p.was(number.whole.start, 2, &["of"]);
            // "two of them said": they speak.
            let speaks = found.understood && p.at(found.end, &["said", "told", "say"]);
            if idle || again || speaks || definite(p, number, &found) {
                continue;
            }
            let voice = speakers.voice(p, sentences, own, number.range.start);
            // "including 4,500 militants and 337 injured persons": both are parts.
            let goes_on =
                part_end.is_some_and(|end: usize| end + 1 == number.whole.start && p.at(end, &["and", ","]));
            let part = found.part || leads_part(p, number) || goes_on;
            part_end = part.then_some(found.end);
            let persons = counted::is_person(&found.unit);
            let of = whole.filter(|(_, of_persons)| part && *of_persons == persons).map(|(value, _)| value);
            let scope = Scope { part: of, fences: &fences };
            let claim = one(p, text, sentence, speakers, (number, &found, &voice), &scope);
            if !part {
                whole = Some((number.low, persons));
            }
            speakers.last = Some(claim.claimant.clone());
            speakers.earlier.note(&claim.unit, claim.low);
            out.push(claim);
        }
        nothing(p, text, sentences, own, speakers, &fences, out);
    }
}

/// "no casualties", "denied that any were killed": counts of nothing.
fn nothing(
    p: &Paragraph,
    text: &str,
    sentences: &[Sentence],
    own: usize,
    speakers: &Speakers,
    fences: &[usize],
    out: &mut Vec<Claim>,
) {
    let Some(sentence) = sentences.get(own) else { return };
    for ix in sentence.range.clone() {
        let Some(found) = counted::none(p, &sentence.range, ix) else { continue };
        let voice = speakers.voice(p, sentences, own, ix);
        // "denied that any were killed" counts none; "if any are killed" counts nothing.
        if p.at(ix, &["any"]) && voice.manner != Manner::Denies {
            continue;
        }
        // "Nobody tells us anything" counts nothing.
        if found.understood && !p.at(ix, &["none"]) && !none_befell(p, sentence, ix, found.end) {
            continue;
        }
        let denied = voice.manner == Manner::Denies;
        let voice = Voice {
            manner: if denied && !p.at(ix, &["any"]) { Manner::Denies } else { Manner::Says },
            ..voice
        };
        let number = Number {
            low: 0,
            high: 0,
            range: ix..ix + 1,
            whole: ix..ix + 1,
            qualifier: String::new(),
            small: false,
        };
        let scope = Scope { part: None, fences };
        out.push(one(p, text, sentence, speakers, (&number, &found, &voice), &scope));
    }
}

/// "nobody was hurt", "no one has left": said of what befell them; "nobody goes back" counts nothing.
fn none_befell(p: &Paragraph, sentence: &Sentence, ix: usize, end: usize) -> bool {
    let Some((said, at)) = state(p, &sentence.range, ix, end, &[]) else { return false };
    let human = matches!(said, "killed" | "wounded" | "detained" | "missing");
    if (at..at + 4).any(|n| p.at(n, &["except", "but", "besides"])) {
        return false;
    }
    let perfect = (end..at).any(|n| p.at(n, &["has", "had", "have", "was", "were", "been", "is"]));
    at >= end && at < end + 5 && (human || perfect)
}

/// "the two villages": places that are named by their number, not counted.
fn definite(p: &Paragraph, number: &Number, found: &Counted) -> bool {
    let one = singular(found.unit.split_whitespace().last().unwrap_or_default());
    // "two Shi'ite villages": a few of them are named by their number, with an article or without.
    if number.small
        && ["village", "town", "city", "block", "district", "suburb", "neighbourhood", "neighborhood"]
            .contains(&one.as_str())
    {
        return true;
    }
    let led = p.before(number.whole.start).is_some_and(|t| t.any(&["the", "these", "those", "both", "its"]));
    number.small && led && counted::THINGS.contains(one.as_str())
}

/// "including 108 wounded", "among them 12 women", "of whom 300 were".
fn leads_part(p: &Paragraph, number: &Number) -> bool {
    let before =
        |n: usize, words: &[&str]| number.whole.start.checked_sub(n).is_some_and(|at| p.at(at, words));
    before(1, &["including", "whom", "them", "which", "(", "incl"])
        || before(2, &["including", "among"])
        || before(1, &["."]) && before(2, &["incl"])
}

struct Scope<'f> {
    /// The value of which this is a part.
    part: Option<i64>,
    /// Where the figures of the sentence begin.
    fences: &'f [usize],
}

fn one(
    p: &Paragraph,
    text: &str,
    sentence: &Sentence,
    speakers: &Speakers,
    (number, found, voice): (&Number, &Counted, &Voice),
    scope: &Scope<'_>,
) -> Claim {
    let fences: Vec<usize> = scope.fences.iter().copied().filter(|at| *at != number.whole.start).collect();
    let said = state(p, &sentence.range, number.whole.start, found.end, &fences);
    // "two shells landed, wounding eight": shells are not wounded.
    let human = |state: &str| {
        matches!(state, "killed" | "wounded" | "detained" | "missing" | "displaced" | "hospitalised")
    };
    let said =
        said.filter(|(state, _)| counted::is_person(&found.unit) || found.unit == "deaths" || !human(state));
    let range = number.whole.start..found.end.max(number.range.end);
    let standing = match voice.manner {
        Manner::Denies => Standing::Denied,
        Manner::Asks => Standing::Planned,
        _ => standing(p, &sentence.range, &range),
    };
    let mut parts: Vec<String> = Vec::new();
    match standing {
        Standing::Planned => parts.push("planned".to_owned()),
        Standing::Denied => parts.push("denied".to_owned()),
        Standing::Reported => {}
    }
    parts.extend(
        (!found.modifiers.is_empty() && found.modifiers.len() < 5).then(|| found.modifiers.join(" ")),
    );
    // "1,300 injuries": the noun tells the state.
    let own = of_word(found.unit.rsplit(' ').next().unwrap_or_default());
    // "70 injured arrived, seven of whom died": what is said of a part comes first.
    let first = said.map(|(state, _)| state).filter(|state| found.part && found.understood && human(state));
    let said_of = first.or(own).or(said.map(|(state, _)| state));
    parts.extend(said_of.map(str::to_owned).filter(|state| *state != found.unit));
    parts.extend(scope.part.map(|whole| format!("of {whole}")));
    parts.extend(window(p, &sentence.range, text));
    let end = said
        .map_or(range.end, |(_, at)| if at >= range.end && at < range.end + 8 { at + 1 } else { range.end });
    // Of a part the words stop at its comma: "108 wounded", not "108 wounded, had left".
    let end = if scope.part.is_some() && p.at(range.end, &[","]) { range.end } else { end };
    let shown = range.start..end.min(sentence.range.end).max(range.end);
    Claim {
        claimant: voice.claimant.clone(),
        low: number.low,
        high: number.high,
        unit: found.unit.clone(),
        scope: parts.join(", "),
        qualifier: match number.qualifier.as_str() {
            "" => qualified_after(p, found.end),
            said => said.to_owned(),
        },
        as_of: as_of(p, text, sentence, speakers, &range, standing == Standing::Planned),
        place: place(p, text, sentence, speakers, &range),
        quote: quote(p, text, &shown),
        span: span(p, &shown),
        standing,
        how: voice.how(),
    }
}

/// "five hundred people at most", "40 wounded or more".
fn qualified_after(p: &Paragraph, at: usize) -> String {
    for pair in [["at", "most"], ["at", "least"], ["or", "more"], ["or", "so"]] {
        if p.at(at, &[pair[0]]) && p.at(at + 1, &[pair[1]]) {
            return pair.join(" ");
        }
    }
    String::new()
}

/// "since 15 December", "in the past 24 hours", "so far", "the first convoy".
fn window(p: &Paragraph, sentence: &Range<usize>, text: &str) -> Option<String> {
    for at in sentence.clone() {
        let end = if p.at(at, &["since"]) {
            match since(p, sentence, at) {
                end if end > at + 1 => end,
                _ => continue,
            }
        } else if p.at(at, &["overnight"]) {
            at + 1
        } else if p.at(at, &["so"]) && p.at(at + 1, &["far"]) {
            at + 2
        } else if p.at(at, &["past", "last", "previous"]) && p.at(at + 2, &["hours", "days", "weeks"]) {
            at + 3
        } else if p.at(at, &["first", "second", "third", "last", "next", "final"])
            && p.at(at + 1, &["convoy", "batch", "group", "stage"])
        {
            at + 2
        } else {
            continue;
        };
        return Some(p.words(text, &(at..end)));
    }
    None
}

/// "since 15 December", "since the start of the truce": as far as the time, or the noun, goes.
fn since(p: &Paragraph, sentence: &Range<usize>, at: usize) -> usize {
    let rest = at + 1..sentence.end.min(at + 12);
    let plain = |time: &&crate::when::Time| {
        (at + 1..time.range.start).all(|n| p.token(n).is_some_and(|t| t.kind == crate::text::Kind::Word))
    };
    if let Some(time) = crate::when::times(p, &rest).first().filter(plain) {
        return time.range.end;
    }
    let goes_on = |n: &usize| {
        p.token(*n).is_some_and(|t| {
            t.kind == crate::text::Kind::Word
                && !crate::lexicon::BARRIER.has(&t.low)
                && !t.any(&["and", "in", "at", "by", "with", "to", "on"])
        })
    };
    rest.take_while(goes_on).last().map_or(at + 1, |last| last + 1)
}

/// The exact words of a range, as they stand in the text.
pub(crate) fn quote(p: &Paragraph, text: &str, range: &Range<usize>) -> String {
    let ends = p.token(range.start).zip(range.end.checked_sub(1).and_then(|last| p.token(last)));
    ends.and_then(|(first, last)| text.get(first.bytes.0..last.bytes.1)).unwrap_or_default().to_owned()
}

/// Where a range stands, in characters.
pub(crate) fn span(p: &Paragraph, range: &Range<usize>) -> [usize; 2] {
    let ends = p.token(range.start).zip(range.end.checked_sub(1).and_then(|last| p.token(last)));
    ends.map_or([0, 0], |(first, last)| [first.start, last.end])
}

/// The day, and the time of day, for which it is said.
pub(crate) fn as_of(
    p: &Paragraph,
    text: &str,
    sentence: &Sentence,
    speakers: &Speakers,
    range: &Range<usize>,
    ahead: bool,
) -> String {
    let report = speakers.frame.day;
    let away = |time: &Range<usize>| {
        if time.start >= range.end { time.start - range.end } else { range.start.saturating_sub(time.end) }
    };
    let days = sentence.times.iter().filter(|time| time.day.is_some() && !time.bounds);
    // The day of the dateline is the last to be taken: "GAZA, Oct 23 - Forty were taken out on Wednesday".
    let day = days
        .filter(|t| t.day != Some(crate::when::Day::Vague))
        .min_by_key(|time| (dateline(p, &time.range), away(&time.range)));
    let clocks = || sentence.times.iter().filter(|time| time.clock.is_some());
    let nearest = clocks().filter(|t| away(&t.range) < 24).min_by_key(|time| away(&time.range));
    // "2:30 pm (1230 GMT)": the same moment, and only the second says in which zone.
    let gmt = nearest.and_then(|near| {
        let same = |time: &&crate::when::Time| {
            time.clock.is_some_and(|(_, _, gmt)| gmt)
                && time.range.start >= near.range.end
                && time.range.start <= near.range.end + 3
                && (near.range.end..time.range.start).any(|at| p.at(at, &["("]))
        };
        clocks().find(same)
    });
    let clock = gmt.or(nearest).and_then(|time| time.clock);
    let meant = day.and_then(|time| time.day);
    match meant.map(|day| resolve(day, report, ahead)) {
        Some(Some(date)) => written(Some(date), clock),
        // Without a day of the report the words stay.
        Some(None) => day.map_or_else(String::new, |time| p.words(text, &time.range)),
        None => written(report, clock),
    }
}

/// "a nurse in the Amiriya district told": where the speaker is, when the sentence names no other place.
fn named_with_speaker(sentence: &Sentence) -> Option<Range<usize>> {
    let within = |place: &&crate::places::Place| {
        sentence.attributions.iter().any(|a| a.range.contains(&place.range.start) && a.range.len() > 4)
    };
    sentence.places.iter().find(within).map(|place| place.range.clone())
}

/// The place nearest to it, else the one named last, else that of the dateline.
pub(crate) fn place(
    p: &Paragraph,
    text: &str,
    sentence: &Sentence,
    speakers: &Speakers,
    range: &Range<usize>,
) -> String {
    let spoken = |at: &Range<usize>| {
        // "told reporters in Paris": where it was said.
        let told = |a: &crate::who::Attribution| {
            (a.range.end..a.range.end + 6).contains(&at.start)
                && (a.range.end..at.start).all(|n| !p.at(n, &[",", "that"]))
                && (a.side != crate::who::Side::After
                    || (at.end..at.end + 4).any(|n| p.at(n, &["that", ":"])))
        };
        sentence.attributions.iter().any(|a| a.range.contains(&at.start) || told(a))
            || p.token(at.end - 1).is_some_and(|t| t.low.ends_with("'s"))
    };
    let led = |at: &Range<usize>| {
        p.before(at.start).is_some_and(|t| {
            t.any(&[
                "in", "at", "near", "from", "to", "into", "outside", "inside", "reached", "of", "around",
                "left", "the", "entered", "for",
            ])
        })
    };
    let away = |at: &Range<usize>| {
        if at.start >= range.end { at.start - range.end } else { range.start.saturating_sub(at.end) + 2 }
    };
    let candidates = sentence.places.iter().filter(|place| {
        place.range.end > 0
            && !spoken(&place.range)
            && !dateline(p, &place.range)
            && !p.was(place.range.start, 1, &["for"])
    });
    // "people from Foua were stuck at Rashidin": where they are from is not where they are.
    let origin = |at: &Range<usize>| {
        at.start == range.end + 1
            && p.at(range.end, &["from"])
            && p.at(at.end, &["had", "have", "has", "was", "were", "are", "who"])
    };
    let near = candidates.min_by_key(|place| {
        away(&place.range)
            + if led(&place.range) { 0 } else { 8 }
            + if place.known { 0 } else { 3 }
            + if origin(&place.range) { 24 } else { 0 }
    });
    match near {
        Some(place) => p.words(text, &place.range),
        None if !speakers.place.is_empty() => speakers.place.clone(),
        None if named_with_speaker(sentence).is_some() => {
            named_with_speaker(sentence).map(|place| p.words(text, &place)).unwrap_or_default()
        }
        None => speakers.frame.place.clone(),
    }
}
