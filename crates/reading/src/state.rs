//! In what state the counted are said to be, and whether it is said to have happened or only to come.
//!
//! Never here: numbers.

use crate::sentence::Paragraph;
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

/// How far a predicate may stand from what it is said of.
const REACH: usize = 14;

/// The state said of what is counted between `from` and `end`, and the token that says it. What
/// follows is asked first, past what is set between commas; then the verb before.
pub(crate) fn state(
    p: &Paragraph,
    sentence: &Range<usize>,
    from: usize,
    end: usize,
    fences: &[usize],
) -> Option<(&'static str, usize)> {
    let mut at = end;
    let mut depth = 0i32;
    let mut weak = None;
    while at < sentence.end.min(end + REACH) {
        let token = p.token(at)?;
        if token.any(&[";", "."]) || token.any(&["while", "but", "whereas"]) {
            break;
        }
        if fences.contains(&at) {
            // Another figure begins: "951 evacuees, including 108 wounded, had left".
            let aside = p
                .before(at)
                .is_some_and(|t| t.any(&["including", "them", "whom", "(", "with", "carrying", "aboard"]))
                || (at..at + 5).any(|n| p.at(n, &["of"]) && p.at(n + 1, &["them", "whom", "those", "these"]));
            let Some(close) =
                aside.then(|| (at..sentence.end.min(at + REACH)).find(|n| p.at(*n, &[",", ")"]))).flatten()
            else {
                break;
            };
            at = close + 1;
            depth += 1;
            continue;
        }
        let out = token.any(&["brought", "taken", "came", "got"]) && p.at(at + 1, &["out"]);
        if token.any(&["led", "taken", "marched"]) && p.at(at + 1, &["away"]) {
            return Some(("detained", at));
        }
        match of_word(&token.low) {
            Some(_) if out => return Some(("evacuated", at)),
            // "30 buses carrying 1,908 people reached": another verb tells more.
            Some(state @ ("carrying" | "remaining")) => weak = weak.or(Some((state, at))),
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
    if weak.is_some() {
        return weak;
    }
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
    let end = (range.end..sentence.end.min(range.end + 12))
        .find(|at| stop(*at))
        .unwrap_or_else(|| sentence.end.min(range.end + 12));
    let modal = (start..end).any(|at| {
        p.at(at, &["would", "will", "shall", "might", "could"])
            || p.at(at, &["to"])
                && p.at(at + 1, &["be"])
                && p.before(at).is_none_or(|t| {
                    !t.any(&[
                        "seemed",
                        "appeared",
                        "believed",
                        "thought",
                        "reported",
                        "said",
                        "feared",
                        "known",
                        "estimated",
                    ])
                })
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
    if modal { Standing::Planned } else { Standing::Reported }
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
