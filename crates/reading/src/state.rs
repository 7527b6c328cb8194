//! In what state the counted are said to be, and whether it is said to have happened or only to come.
//!
//! Never here: numbers.

mod phrases;
mod standing;

use crate::sentence::Paragraph;
use phrases::of_words;
pub(crate) use standing::standing;
use std::ops::Range;

/// Whether it is said that it is so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It is said to be so.
    #[default]
    Reported,
    /// It is to come, or wanted, or depends on something.
    Planned,
    /// The claimant denies it.
    Denied,
}

/// A word, and the state that it tells of.
const STATES: [(&str, &[&str]); 18] = [
    (
        "killed",
        &[
            "killed",
            "killing",
            "died",
            "dead",
            "deaths",
            "executed",
            "massacred",
            "dying",
            "die",
            "kill",
            "fatalities",
            "corpses",
            "fatally",
            "slain",
            "toll",
            "drowned",
        ],
    ),
    (
        "wounded",
        &["wounded", "wounding", "injured", "injuring", "hurt", "wounds", "injuries", "injure", "shrapnel"],
    ),
    (
        "detained",
        &[
            "detained",
            "arrested",
            "abducted",
            "kidnapped",
            "custody",
            "detaining",
            "captured",
            "interrogated",
            "screening",
            "hostage",
            "arrest",
        ],
    ),
    ("released", &["released", "freed"]),
    ("missing", &["missing", "unaccounted", "disappeared", "disappearance", "disappearances", "whereabouts"]),
    ("still inside", &["inside", "trapped", "stranded", "besieged", "holed", "rubble", "encircled"]),
    ("remaining", &["remain", "remained", "remaining", "remains", "stayed"]),
    (
        "waiting",
        &[
            "waiting",
            "awaiting",
            "await",
            "wait",
            "waited",
            "gathered",
            "queueing",
            "queuing",
            "ready",
            "assembled",
            "queued",
            "stood",
            "standing",
        ],
    ),
    (
        "arrived",
        &[
            "arrived", "reached", "arriving", "arrivals", "arrive", "brought", "crossed", "received",
            "admitted",
        ],
    ),
    (
        "evacuated",
        &[
            "evacuated",
            "evacuate",
            "evacuating",
            "left",
            "leave",
            "leaving",
            "departed",
            "rescued",
            "moved",
            "escorted",
            "bused",
            "bussed",
            "taken",
            "transported",
            "exited",
            "transferred",
            "exit",
            "out",
            "move",
            "removed",
        ],
    ),
    ("displaced", &["displaced", "fled", "fleeing", "uprooted", "homeless", "flee", "displacing"]),
    ("hospitalised", &["referred", "treated", "hospitalised", "hospitalized", "operated"]),
    ("returned", &["returned", "returning"]),
    ("delivered", &["delivered", "distributed", "unloaded", "distributing"]),
    ("refused", &["refused", "denied", "blocked", "prevented", "barred"]),
    (
        "destroyed",
        &[
            "destroyed",
            "damaged",
            "burned",
            "burnt",
            "torched",
            "hit",
            "struck",
            "targeted",
            "bombed",
            "shelled",
        ],
    ),
    ("carrying", &["carrying", "aboard", "board", "boarded"]),
    ("entered", &["entered", "entering", "enter"]),
];

/// The state that a word tells of.
pub(crate) fn of_word(word: &str) -> Option<&'static str> {
    STATES.iter().find(|(_, words)| words.contains(&word)).map(|(state, _)| *state)
}

fn counts(token: &crate::text::Token) -> bool {
    token.kind == crate::text::Kind::Digits || crate::number::is_number_word(&token.low)
}

/// "killed more than 50 people who were waiting": what befell them stands right before.
fn befell(p: &Paragraph, sentence: &Range<usize>, from: usize) -> Option<(&'static str, usize)> {
    let at = from.checked_sub(1).filter(|at| *at >= sentence.start)?;
    let token = p.token(at)?;
    let state = of_word(&token.low)
        .filter(|state| matches!(*state, "killed" | "wounded" | "released" | "detained" | "evacuated"))?;
    crate::lexicon::BEFALL.has(&token.low).then_some((state, at))
}

/// The verb before: "shelling killed 12".
fn before(p: &Paragraph, sentence: &Range<usize>, from: usize) -> Option<(&'static str, usize)> {
    let floor = sentence.start.max(from.saturating_sub(6));
    let mut at = from;
    while at > floor {
        at -= 1;
        let token = p.token(at)?;
        if token.any(&[",", ";", ".", "that"]) {
            break;
        }
        if let Some(state) = of_word(&token.low) {
            return Some((state, at));
        }
    }
    None
}

/// "had been released": an auxiliary stands right before.
fn passive(p: &Paragraph, at: usize) -> bool {
    p.was(at, 1, &["was", "were", "been", "had", "have", "has", "are", "is"])
}

/// It ends the noun phrase: "wounded" may describe people, "were" may not.
fn finite(token: &crate::text::Token) -> bool {
    crate::lexicon::FINITE.has(&token.low) && !crate::lexicon::STATES.has(&token.low)
}

/// How far a predicate may stand from what it is said of.
const REACH: usize = 14;

/// Another figure begins at this token: where what is said of the first goes on, and whether the other is an aside.
fn past_figure(p: &Paragraph, sentence: &Range<usize>, end: usize, at: usize) -> Option<(usize, bool)> {
    let rest = at..sentence.end.min(at + REACH);
    // "41 patients and 145 companions were taken out": said of both.
    if p.before(at).is_some_and(|t| t.is("and")) && !(end..at).any(|n| p.token(n).is_some_and(finite)) {
        let verb = |n: &usize| p.token(*n).is_some_and(|t| finite(t) || t.any(&[";", "."]));
        return rest.clone().find(verb).map(|verb| (verb, false));
    }
    // "951 evacuees, including 108 wounded, had left".
    let aside = p
        .before(at)
        .is_some_and(|t| t.any(&["including", "them", "whom", "(", "with", "carrying", "aboard"]))
        || (at..at + 5).any(|n| p.at(n, &["of"]) && p.at(n + 1, &["them", "whom", "those", "these"]));
    let close = rest.clone().find(|n| p.at(*n, &[",", ")"])).filter(|_| aside)?;
    Some((close + 1, true))
}

/// The state said of what is counted between `from` and `end`, and the token that says it. What
/// follows is asked first, past what is set between commas; then the verb before.
pub(crate) fn state(
    p: &Paragraph,
    sentence: &Range<usize>,
    from: usize,
    end: usize,
    fences: &[usize],
) -> Option<(&'static str, usize)> {
    if let Some(found) = befell(p, sentence, from) {
        return Some(found);
    }
    let mut at = end;
    let mut depth = 0i32;
    let mut weak = None;
    let mut reduced = None;
    while at < sentence.end.min(end + REACH) {
        let token = p.token(at)?;
        if token.any(&[";", "."]) || token.any(&["while", "but", "whereas"]) {
            break;
        }
        if fences.contains(&at) {
            let Some(beyond) = past_figure(p, sentence, end, at) else { break };
            depth += i32::from(beyond.1);
            at = beyond.0;
            continue;
        }
        let out = token.any(&["brought", "taken", "came", "got"]) && p.at(at + 1, &["out"]);
        // "three trucks out of 46": nobody is out.
        if token.is("out") && p.at(at + 1, &["of"]) && p.token(at + 2).is_some_and(counts) {
            at += 1;
            continue;
        }
        if let Some(state) = of_words(p, at).filter(|_| reduced.is_none() || passive(p, at)) {
            if at == end && p.at(at, &["held", "taken"]) {
                reduced = Some((state, at));
                at += 1;
                continue;
            }
            return Some((state, at));
        }
        match of_word(&token.low) {
            Some(_) if out => return Some(("evacuated", at)),
            // "30 buses carrying 1,908 people reached": another verb tells more.
            Some(state @ ("carrying" | "remaining")) => weak = weak.or(Some((state, at))),
            // "390 men held for screening had been released": what is said of them, not which they are.
            Some(state) if at == end && reduced.is_none() && token.low.ends_with("ed") => {
                reduced = Some((state, at))
            }
            Some(_) if reduced.is_some() && !passive(p, at) => return reduced,
            Some(state) => return Some((state, at)),
            None => {}
        }
        // "killed 270 men and destroyed 60 vehicles": another verb with an object of its own.
        let own = p.token(at + 1).is_some_and(|t| {
            t.any(&["the", "a", "that", "he", "she", "they", "it"]) || of_word(&t.low).is_some()
        });
        if token.is("and") && depth == 0 && own {
            break;
        }
        at += 1;
    }
    if weak.is_some() || reduced.is_some() {
        return reduced.or(weak);
    }
    before(p, sentence, from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sentence::paragraphs;

    #[track_caller]
    fn check(text: &str, from: usize, end: usize, expected: Option<&str>, standing_expected: Standing) {
        let found: Vec<_> = paragraphs(text)
            .map(|p| {
                let all = 0..p.tokens.len();
                (state(&p, &all, from, end, &[]).map(|(state, _)| state), standing(&p, &all, &(from..end)))
            })
            .collect();
        assert_eq!(found, [(expected, standing_expected)], "{text}");
    }

    #[test]
    fn states_are_found_after_and_before() {
        check("951 evacuees had left the city", 0, 2, Some("evacuated"), Standing::Reported);
        check("shelling killed 12 people in Homs", 2, 4, Some("killed"), Standing::Reported);
        check("5,000 people would be evacuated on Friday", 0, 2, Some("evacuated"), Standing::Planned);
        check("20 buses were to be sent", 0, 2, None, Standing::Planned);
    }
}
