//! Nouns that are not said: "killing 12", "951 were evacuated", "the toll rose to 40".
//!
//! Never here: nouns that stand after the number.

use super::{Counted, Earlier, IDLE, is_person, listed};
use crate::lexicon::{BEFALL, FINITE, PREPOSITIONS, STATES, singular};
use crate::number::Number;
use crate::sentence::Paragraph;
use crate::text::{Kind, Token};
use std::ops::Range;

/// "20,000 flee", "14,000 wait": what people do, as headlines tell it.
const HEADLINE: [&str; 12] = [
    "reach", "leave", "flee", "die", "arrive", "return", "board", "escape", "cross", "wait", "need", "await",
];

/// The noun is not said: "killing 12", "951 were evacuated", "the number at 8,200", "six died".
pub(super) fn understood(
    p: &Paragraph,
    sentence: &Range<usize>,
    number: &Number,
    at: usize,
    others: bool,
    earlier: &Earlier,
) -> Option<Counted> {
    let made = |unit: &str, part: bool| Some(Counted::understood(unit, at, part));
    if let Some(unit) = total(p, sentence, number, earlier) {
        return made(&unit, false);
    }
    if p.token(at).is_some_and(|t| IDLE.contains(singular(&t.low).as_str())) {
        return None;
    }
    let alone = alone(p, at);
    let answers = (alone && number.low >= 5).then(|| asked(p, sentence)).flatten();
    if let Some(unit) = answers.or_else(|| keyed(p, sentence, number, at, earlier)) {
        return made(&unit, false);
    }
    let befallen = p.before(number.whole.start).is_some_and(|t| BEFALL.has(&t.low));
    if befallen && (alone || others) {
        return made("people", false);
    }
    if let Some(found) = were(p, sentence, number, at) {
        return Some(found);
    }
    if let Some(unit) = acting(p, sentence, number, (at, others), earlier) {
        return made(unit, false);
    }
    if number.low >= 10 && p.token(at).is_some_and(does) {
        return made("people", false);
    }
    // "2,500 may leave, then 1,250 from Aleppo".
    let goes_on = p
        .before(number.whole.start)
        .is_some_and(|t| t.any(&[",", "and", "then", "plus", "had", "did", "were"]));
    if goes_on && earlier.here && number.low >= 10 && p.at(at, &["from"]) {
        return earlier.unit.as_deref().and_then(|unit| made(unit, false));
    }
    let another = number.qualifier.contains("another") && alone;
    if another || number.low >= 20 && to_go(p, at) {
        return made(earlier.persons.as_deref().filter(|_| !another).unwrap_or("people"), false);
    }
    let parts = p.before(number.whole.start).is_some_and(|t| t.any(&["whom", "which", "them", "including"]));
    if let Some(found) = by_verb(p, sentence, number, (at, parts, others), earlier) {
        return Some(found);
    }
    if others || parts {
        // "26 bodies in Bangui and 25 more in Bouar".
        let same = earlier.unit.as_deref().filter(|unit| {
            others
                && earlier.here
                && (!is_person(unit) || unit.ends_with("bodies") || unit.ends_with("deaths"))
        });
        if let Some(unit) = same {
            return made(unit, false);
        }
        return made(
            if others { "people" } else { earlier.fitting(p, sentence, at).unwrap_or("people") },
            parts,
        );
    }
    corrected(p, number, alone, earlier).and_then(|unit| made(unit, false))
}

/// "of these, 13,165 were fighters": the noun follows the verb.
fn were(p: &Paragraph, sentence: &Range<usize>, number: &Number, at: usize) -> Option<Counted> {
    let verb = p.at(at, &["were", "are"]);
    let found = verb.then(|| super::named(p, sentence, number, at + 1, true)).flatten()?;
    let noun = is_person(&found.unit) && !STATES.has(&found.unit) && listed_end(p, &found);
    (noun && found.end <= at + 4).then_some(found)
}

/// "951 left", "six died": what people do, said right after the number.
fn acting<'e>(
    p: &Paragraph,
    sentence: &Range<usize>,
    number: &Number,
    (at, others): (usize, bool),
    earlier: &'e Earlier,
) -> Option<&'e str> {
    let predicate = p.token(at).is_some_and(|t| {
        FINITE.has(&t.low)
            || t.any(&["also", "still", "already"])
            || t.any(&HEADLINE)
            || t.is("out") && !p.at(at + 1, &["of"])
    });
    let active = p.token(at).is_some_and(|t| {
        t.any(&[
            "left", "died", "arrived", "fled", "remain", "remained", "crossed", "reached", "were", "was",
            "are", "had", "have", "still", "did", "joined", "drowned", "escaped", "is", "returned",
            "boarded", "went", "came", "walked", "stayed", "entered", "moved", "got", "received", "waited",
            "out",
        ]) || t.any(&HEADLINE)
    });
    let active = active && (number.low > 1 || !p.at(at, &HEADLINE));
    if predicate && active && p.token(at).is_some_and(|t| t.kind == Kind::Word) {
        let object = (at..sentence.end.min(at + 8))
            .any(|n| p.at(n, &["fire", "burned", "burnt", "destroyed", "damaged", "empty", "departed"]));
        let tied = earlier.here || object;
        let unit = earlier
            .fitting(p, sentence, at)
            .filter(|unit| tied && !STATES.has(unit) && !(others && is_person(unit)));
        return Some(unit.unwrap_or("people"));
    }
    None
}

/// A number that corrects or repeats one said before: "a commander said five".
fn corrected<'e>(p: &Paragraph, number: &Number, alone: bool, earlier: &'e Earlier) -> Option<&'e str> {
    // "earlier he had spoken of 12,000": a large number that stands alone counts what was counted before.
    let says = p.before(number.whole.start).is_some_and(|t| t.any(&["said", "says", "reported", "counted"]));
    let spoken = p.was(number.whole.start, 1, &["of"])
        && p.was(number.whole.start, 2, &["spoke", "spoken", "speaks", "speak", "talked"]);
    if spoken && alone {
        return earlier.alike(number.low).or(earlier.persons.as_deref());
    }
    // "six buses were destroyed; a commander said five".
    if says
        && alone
        && let Some(unit) = earlier.alike(number.low).or(earlier.unit.as_deref().filter(|_| earlier.here))
    {
        return Some(unit);
    }
    let led = p
        .before(number.whole.start)
        .is_some_and(|t| t.any(&["of", "to", "at", "was", "than", "from", "with"]));
    if led
        && alone
        && earlier.here
        && (number.low >= 100 || p.was(number.whole.start, 2, &["up", "down"]))
        && p.token(number.range.start).is_some_and(|t| t.kind == Kind::Digits)
    {
        return earlier.unit.as_deref();
    }
    None
}

/// 'Asked how many people were left, he said: "At least 80,000"'.
fn asked(p: &Paragraph, sentence: &Range<usize>) -> Option<String> {
    let many = (sentence.start..sentence.end).find(|at| p.at(*at, &["how"]) && p.at(at + 1, &["many"]))?;
    p.token(many + 2).filter(|t| listed(t)).map(|t| t.base().to_owned())
}

/// "Moved in period: 212 (cumulative 1,904)", "Buses: 20": what the words before the colon name.
fn keyed(
    p: &Paragraph,
    sentence: &Range<usize>,
    number: &Number,
    at: usize,
    earlier: &Earlier,
) -> Option<String> {
    const LABEL_TOKENS_MAX: usize = 8;
    let lead = number.whole.start;
    if p.was(lead, 1, &["cumulative", "cumulatively", "altogether"]) && earlier.here {
        return earlier.unit.clone();
    }
    let closed = p.token(at).is_none_or(|t| t.kind == Kind::Mark || PREPOSITIONS.has(&t.low));
    if !closed || !p.was(lead, 1, &[":"]) {
        return None;
    }
    let colon = lead - 1;
    let start = (sentence.start.max(colon.saturating_sub(LABEL_TOKENS_MAX))..colon)
        .rev()
        .find(|at| p.at(*at, &[".", ";", ",", ")", "•", "-", "–", "|"]))
        .map_or(sentence.start.max(colon.saturating_sub(LABEL_TOKENS_MAX)), |at| at + 1);
    let words = || (start..colon).filter_map(|at| p.token(at));
    let own = |at: &usize| {
        p.token(*at).is_some_and(listed)
            && !p.before(*at).is_some_and(|t| PREPOSITIONS.has(&t.low) || t.is("the"))
    };
    let noun = (start..colon).find(own).and_then(|at| p.token(at)).map(|t| t.base().to_owned());
    let people = || words().any(|t| crate::state::of_word(&t.low).is_some() || t.any(&["moved", "still"]));
    noun.or_else(|| people().then(|| "people".to_owned()))
}

/// "24 million facing hunger", "more than 2,000 needing treatment": what only people do.
fn does(token: &Token) -> bool {
    token.any(&[
        "facing",
        "needing",
        "requiring",
        "suffering",
        "living",
        "sheltering",
        "fleeing",
        "awaiting",
        "waiting",
        "seeking",
        "trying",
        "hiding",
        "queuing",
        "queueing",
        "sleeping",
        "returning",
        "walking",
    ])
}

/// "expects between 10,000 and 15,000 to go".
fn to_go(p: &Paragraph, at: usize) -> bool {
    p.at(at, &["to"]) && p.at(at + 1, &["go", "leave", "be", "come", "follow", "remain", "stay", "arrive"])
}

/// What the verb after the number tells of what it counts.
fn by_verb(
    p: &Paragraph,
    sentence: &Range<usize>,
    number: &Number,
    (at, parts, others): (usize, bool, bool),
    earlier: &Earlier,
) -> Option<Counted> {
    // "2 missions denied, 1 impeded": the noun is the one before.
    let verbal =
        p.token(at).is_some_and(|t| t.kind == Kind::Word && t.low.len() > 4 && t.low.ends_with("ed"));
    if verbal && earlier.here && !others && p.token(at + 1).is_none_or(|t| t.kind == Kind::Mark) {
        let unit = earlier.fitting(p, sentence, at).filter(|unit| !STATES.has(unit));
        if let Some(unit) = unit {
            return Some(Counted::understood(unit, at, false));
        }
    }
    // "of whom fifty are stretcher cases".
    if parts
        && p.at(at, &["are", "were"])
        && let Some(found) = super::named(p, sentence, number, at + 1, true)
    {
        let plain = !STATES.has(&found.unit) && found.end <= at + 4;
        let people = found.unit.starts_with(char::is_uppercase);
        if plain && (people || listed_end(p, &found)) {
            return Some(found);
        }
    }
    None
}

/// Its noun is on a list: "are stretcher cases", not "were in transit".
fn listed_end(p: &Paragraph, found: &Counted) -> bool {
    found.end.checked_sub(1).and_then(|last| p.token(last)).is_some_and(listed)
}

/// Nothing follows that could be what is counted.
fn alone(p: &Paragraph, at: usize) -> bool {
    const CLOSES: [&str; 23] = [
        "and",
        "or",
        "in",
        "on",
        "at",
        "from",
        "with",
        "near",
        "as",
        "when",
        "who",
        "while",
        "by",
        "to",
        "for",
        "after",
        "during",
        "earlier",
        "before",
        "previously",
        "tomorrow",
        "today",
        "yesterday",
    ];
    let closes = |t: &Token| t.kind == Kind::Mark || t.any(&CLOSES) || FINITE.has(&t.low);
    p.token(at).is_none_or(closes)
}

/// "put the day's dead at 27", "puts it at several hundred": what is put there, or what was counted before.
fn put_at(p: &Paragraph, range: Range<usize>, earlier: &Earlier) -> Option<String> {
    let put = range.clone().rev().find(|at| p.at(*at, &["put", "puts", "putting"]))?;
    if !(range.end.saturating_sub(2)..range.end).any(|at| p.at(at, &["at"])) || range.end - put > 9 {
        return None;
    }
    let inner = put + 1..range.end;
    if inner.clone().any(|at| p.at(at, &["number", "toll", "total", "figure", "count", "tally", "numbers"])) {
        return None;
    }
    let named = inner.clone().rev().filter_map(|at| p.token(at));
    let named = named.into_iter().find(|t| STATES.has(&t.low) || listed(t)).map(|t| t.low.clone());
    let it = inner.clone().any(|at| p.at(at, &["it", "this", "that", "them"]));
    named.or_else(|| it.then(|| earlier.persons.clone().or_else(|| earlier.unit.clone())).flatten())
}

/// "the number of evacuees at 8,200", "the death toll has risen to 126", "raised the figure to 40".
fn total(p: &Paragraph, sentence: &Range<usize>, number: &Number, earlier: &Earlier) -> Option<String> {
    // 'put the figure at "over 600"'.
    let quoted = p.before(number.whole.start).is_some_and(Token::is_open_quote);
    let led = p.token((number.whole.start - usize::from(quoted)).wrapping_sub(1)).is_some_and(|t| {
        t.any(&[
            "at",
            "to",
            "of",
            "was",
            "is",
            "reached",
            "were",
            "exceeded",
            "passed",
            "topped",
            "hit",
            "numbered",
            "numbering",
            ":",
        ])
    });
    if !led {
        return None;
    }
    if p.before(number.whole.start).is_some_and(|t| t.any(&["numbered", "numbering"])) {
        return Some("people".to_owned());
    }
    let from = sentence.start.max(number.whole.start.saturating_sub(18));
    if let Some(unit) = put_at(p, from..number.whole.start, earlier) {
        return Some(unit);
    }
    let noun = (from..number.whole.start).rev().find(|at| {
        p.at(*at, &["number", "toll", "total", "figure", "count", "tally", "average", "numbers"])
    })?;
    if p.at(noun, &["toll", "tally"]) {
        return Some("deaths".to_owned());
    }
    // "the number evacuated had reached 20,000".
    if p.at(
        noun + 1,
        &["evacuated", "rescued", "displaced", "killed", "moved", "leaving", "left", "detained"],
    ) {
        return Some("people".to_owned());
    }
    let of = (noun + 1..(noun + 5).min(number.whole.start)).find(|at| p.at(*at, &["of", "for"]));
    let unit = of.and_then(|of| {
        (of + 1..(of + 7).min(number.whole.start)).find_map(|at| {
            p.token(at).filter(|t| listed(t) || STATES.has(&t.low)).map(|t| t.base().to_owned())
        })
    });
    let here = earlier.unit.clone().filter(|_| earlier.here);
    let before = || earlier.alike(number.low).map(str::to_owned).or_else(|| earlier.persons.clone());
    Some(
        unit.or(here).or_else(before).or_else(|| earlier.unit.clone()).unwrap_or_else(|| "people".to_owned()),
    )
}
