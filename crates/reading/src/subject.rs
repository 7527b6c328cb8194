//! The noun phrase that names a speaker, found from the verb backwards or forwards.
//!
//! Never here: what the speaker says, or which earlier speaker a pronoun means.

use crate::lexicon::{BARRIER, BETWEEN, DETERMINERS, FINITE, PREPOSITIONS, PRONOUNS, SPEAKERS};
use crate::sentence::Paragraph;
use crate::text::{Kind, Token};
use crate::when::{month, weekday};
use std::ops::Range;

/// No name and role together is longer.
const TOKENS_MAX: usize = 24;

/// The subject that ends before this verb.
pub(crate) fn before(p: &Paragraph, sentence: &Range<usize>, verb: usize) -> Option<Range<usize>> {
    let end = past_abbreviation(p, sentence, past_between(p, sentence, verb)?);
    if p.was(end, 1, &[","]) {
        return apposed(p, sentence, end - 1);
    }
    // "Russia, which says": the speaker stands before the comma.
    let relative = p.before(end).is_some_and(|t| t.any(&["which", "who"]) && !t.acronym);
    if relative && p.was(end, 2, &[","]) && end - 2 > sentence.start {
        // "Paula Genet, the agency's spokeswoman, who added".
        let apposed = apposed(p, sentence, end - 2)
            .filter(|range| p.at(range.end, &[","]) || person(p, &(range.start..range.start + 2)));
        return apposed.or_else(|| phrase(p, sentence, end - 2));
    }
    let own = phrase(p, sentence, end).or_else(|| determined(p, sentence, end, verb))?;
    // "An official in the region, Pavlo Rudenko said" and "X, an aide to Y, said" differ by one comma only.
    Some(own)
}

/// "The harbour master told": whoever is named with an article before a plain verb of saying, listed or not.
fn determined(p: &Paragraph, sentence: &Range<usize>, end: usize, verb: usize) -> Option<Range<usize>> {
    if !p.at(verb, &["said", "told", "says", "added", "recalled", "explained", "wrote"]) {
        return None;
    }
    let floor = sentence.start.max(end.saturating_sub(6));
    let start = (floor..end).rev().find(|at| p.at(*at, &["the", "a", "an", "one", "another"]))?;
    let plain = |at: usize| {
        p.token(at).is_some_and(|t| t.kind == Kind::Word && !FINITE.has(&t.low) && !BARRIER.has(&t.low))
    };
    let clear = start == sentence.start
        || p.before(start).is_some_and(|t| t.kind == Kind::Mark || t.any(&["and", "but", "while", "as"]));
    (start + 1 < end && clear && (start..end).all(plain)).then_some(start..end)
}

/// "The Red Crescent Society (PRCS) reported": the letters in brackets stand for the name before them.
fn past_abbreviation(p: &Paragraph, sentence: &Range<usize>, end: usize) -> usize {
    if !p.was(end, 1, &[")"]) {
        return end;
    }
    // Or describe those who speak: "Two women (both aged about 60) said".
    let open = (sentence.start.max(end.saturating_sub(12))..end - 1).rev().find(|at| p.at(*at, &["("]));
    open.filter(|open| *open > sentence.start).unwrap_or(end)
}

/// Steps back over adverbs, auxiliaries and days between subject and verb; the end of the subject.
fn past_between(p: &Paragraph, sentence: &Range<usize>, verb: usize) -> Option<usize> {
    let mut end = verb;
    const ASIDES: [&str; 4] = ["however", "too", "meanwhile", "though"];
    while end > sentence.start && verb - end < 8 {
        let token = p.before(end)?;
        let day = weekday(&token.low).is_some() || month(&token.low).is_some() && token.capital;
        if token.is(",") && p.was(end, 2, &ASIDES) && p.was(end, 3, &[","]) {
            // "The Observatory, however, said".
            end -= 3;
        } else if BETWEEN.has(&token.low) && !token.acronym || day || token.is("on") && verb > end {
            end -= 1;
        } else {
            break;
        }
    }
    if verb - end >= 3 && end < sentence.start {
        return None;
    }
    (end > sentence.start).then_some(end)
}

/// "X, head of Y, said": the comma before the verb closes what describes X.
fn apposed(p: &Paragraph, sentence: &Range<usize>, comma: usize) -> Option<Range<usize>> {
    let floor = sentence.start.max(comma.saturating_sub(TOKENS_MAX));
    let mut open = (floor..comma).rev().find(|at| p.at(*at, &[",", "”", "\"", ";", "–", "—", "("]))?;
    // A list within what describes: "X, a doctor, nurse and mother, said" is rare; one step only.
    if p.at(open, &[","]) && p.at(open + 1, &["and", "or"]) {
        open = (floor..open).rev().find(|at| p.at(*at, &[","]))?;
    }
    if !p.at(open, &[","]) {
        return phrase(p, sentence, comma);
    }
    let first = p.token(open + 1)?;
    let head = phrase(p, sentence, open)?;
    if first.any(&["citing", "quoting"]) {
        // "X, citing Y,": Y says it, X relays it; `shown` writes it so.
        return Some(head.start..comma);
    }
    let relative = first.any(&["who", "which", "whose", "where"]);
    // "The monitor, the Syrian Observatory for Human Rights, said": the name comes second.
    let role = p.tokens.get(head.clone()).unwrap_or_default().iter().skip(1).all(|t| !t.capital);
    let second = p.tokens.get(open + 1..comma).unwrap_or_default().iter().filter(|t| t.capital).count() >= 2;
    let keeps = person(p, &head) || role && second || role_then_name(p, &head, open + 1, comma);
    Some(if keeps && !relative { head.start..comma } else { head })
}

/// "an official in the region, Pavlo Rudenko": the name comes second.
fn role_then_name(p: &Paragraph, head: &Range<usize>, from: usize, to: usize) -> bool {
    let roles = p.tokens.get(head.clone()).unwrap_or_default().iter().any(|t| SPEAKERS.has(t.base()));
    let named = p.tokens.get(from..to).unwrap_or_default();
    roles
        && !named.is_empty()
        && named.len() <= 5
        && named.iter().all(|t| t.capital || t.any(&[".", "al", "-", "de", "van", "bin"]))
}

/// Two to four capitalised words without a role or organisation among them.
pub(crate) fn person(p: &Paragraph, range: &Range<usize>) -> bool {
    let tokens: Vec<&Token> =
        p.tokens.get(range.clone()).unwrap_or_default().iter().filter(|t| t.kind == Kind::Word).collect();
    let named = |t: &&Token| t.capital && !t.acronym && !SPEAKERS.has(t.base()) && !DETERMINERS.has(&t.low);
    (1..=4).contains(&tokens.len()) && tokens.iter().all(named)
        || tokens
            .first()
            .is_some_and(|t| t.any(&["dr", "mr", "ms", "mrs", "prof", "gen", "col", "president"]))
}

/// The noun phrase that ends before this token.
fn phrase(p: &Paragraph, sentence: &Range<usize>, end: usize) -> Option<Range<usize>> {
    let mut start = end;
    let mut relative = false;
    while start > sentence.start && end - start < TOKENS_MAX {
        let token = p.before(start)?;
        let point = token.is(".") && start.checked_sub(2).is_some_and(|at| titled(p, at));
        let mark = token.kind == Kind::Mark
            && (token.spaced || !token.any(&["'", "’", "-", "‑", "/", "&"]))
            && !point;
        let linking = token.any(&["that", "who", "which"])
            && !token.acronym
            && start >= 2
            && p.token(start - 2).is_some_and(|noun| SPEAKERS.has(noun.base()) || noun.acronym)
            && start < end;
        if mark
            || BARRIER.has(&token.low) && !linking && !token.acronym
            || FINITE.has(&token.low) && !relative && !runs_on(p, start, end)
        {
            break;
        }
        relative |= linking;
        start -= 1;
    }
    // "15 people it described as": the pronoun alone is the subject.
    let start = match p.before(end) {
        Some(last) if PRONOUNS.has(&last.low) && !last.acronym && end > start + 1 && !relative => end - 1,
        _ => start,
    };
    let start = cut_joined(p, start, end);
    let start = cut_adjunct(p, start, end);
    let range = start..end;
    speaks(p, &range).then_some(range)
}

/// A title or an initial, whose point ends nothing: "Dr.", "T. B.".
fn titled(p: &Paragraph, ix: usize) -> bool {
    const TITLES: [&str; 14] =
        ["dr", "mr", "mrs", "ms", "gen", "col", "lt", "maj", "prof", "st", "brig", "capt", "sgt", "gov"];
    p.token(ix).is_some_and(|t| {
        t.any(&TITLES)
            || t.low.rsplit('-').next().is_some_and(|last| last.chars().count() == 1) && t.low != "a"
    })
}

/// A verb may stand in what describes the speaker: "the charity that had sent it".
fn runs_on(p: &Paragraph, verb: usize, end: usize) -> bool {
    let from = verb.saturating_sub(5);
    (from..verb.saturating_sub(1)).any(|at| {
        p.at(at, &["who", "which", "that"])
            && at.checked_sub(1).and_then(|noun| p.token(noun)).is_some_and(|noun| SPEAKERS.has(noun.base()))
    }) && end - verb < 12
}

/// "Twelve were hurt and the army said": what stands before "and" is no speaker.
fn cut_joined(p: &Paragraph, start: usize, end: usize) -> usize {
    let joint = (start..end).rev().find(|at| p.at(*at, &["and", "but", "or"]));
    let Some(joint) = joint else { return start };
    let left = start..joint;
    let verbs = p.tokens.get(left.clone()).unwrap_or_default().iter().any(|t| {
        FINITE.has(&t.low)
            || t.low.len() > 4
                && t.low.ends_with("ed")
                && !t.any(&["united", "armed", "so-called", "unnamed", "allied", "displaced", "retired"])
    });
    let number = p.token(start).is_some_and(|t| t.kind == Kind::Digits);
    if left.is_empty() || verbs || number || !speaks(p, &left) || !speaks(p, &(joint + 1..end)) {
        // "the defence and interior ministers": a determiner before, none after.
        let shared = !verbs
            && p.token(start).is_some_and(|t| DETERMINERS.has(&t.low))
            && !p.token(joint + 1).is_some_and(|t| DETERMINERS.has(&t.low));
        return if shared { start } else { joint + 1 };
    }
    start
}

/// "In Geneva a spokeswoman", "On Thursday the army": the adjunct is cut off.
fn cut_adjunct(p: &Paragraph, start: usize, end: usize) -> usize {
    let mut start = start;
    while start < end
        && p.token(start).is_some_and(|t| {
            t.kind == Kind::Mark || t.any(&["and", "but", "or", "so", "also", "still", "earlier", "later"])
        })
    {
        start += 1;
    }
    // "Hours earlier Syria's ambassador".
    if p.at(start, &["hours", "days", "minutes", "moments", "shortly", "weeks"])
        && p.at(start + 1, &["earlier", "later", "before", "after"])
        && start + 2 < end
    {
        return start + 2;
    }
    let leads = p.token(start).is_some_and(|t| PREPOSITIONS.has(&t.low) && !t.acronym);
    if !leads {
        return start;
    }
    (start + 1..end)
        .find(|at| {
            p.token(*at).is_some_and(|t| {
                DETERMINERS.has(&t.low) || SPEAKERS.has(t.base()) && !t.capital || PRONOUNS.has(&t.low)
            }) && *at > start + 1
        })
        .unwrap_or(end)
}

/// Somebody who can speak: a pronoun, a role, an organisation, a name.
fn speaks(p: &Paragraph, range: &Range<usize>) -> bool {
    let tokens = p.tokens.get(range.clone()).unwrap_or_default();
    if let [only] = tokens
        && PRONOUNS.has(&only.low)
    {
        return true;
    }
    if tokens.first().is_some_and(|t| {
        t.any(&["there", "this", "these", "those", "what", "nobody", "nothing", "everyone", "i"])
    }) && tokens.len() == 1
    {
        return false;
    }
    tokens.iter().any(|token| {
        let named = token.capital
            && token.kind == Kind::Word
            && !DETERMINERS.has(&token.low)
            && !PREPOSITIONS.has(&token.low)
            && (!BARRIER.has(&token.low) || token.acronym)
            && !FINITE.has(&token.low)
            && weekday(&token.low).is_none()
            && month(&token.low).is_none()
            && !token.any(&[
                "some", "all", "most", "many", "there", "about", "around", "more", "another", "no", "nobody",
                "and", "but",
            ]);
        named
            || SPEAKERS.has(token.base())
            || token.low.split('-').next_back().is_some_and(|last| SPEAKERS.has(last))
    })
}

/// The noun phrase that begins here and names a speaker, for "said X" and "according to X".
pub(crate) fn after(p: &Paragraph, start: usize, limit: usize) -> Option<Range<usize>> {
    let mut end = plain_after(p, start, limit);
    let head = start..end;
    if head.is_empty() || !speaks(p, &head) {
        return None;
    }
    // "Karim Dallo, a spokesman for the civil defence": the role belongs to the name.
    if p.at(end, &[","]) && person(p, &head) {
        let role = plain_after(p, end + 1, limit);
        let first = p.token(end + 1);
        let describes = first.is_some_and(|t| {
            t.any(&["a", "an", "the", "its", "head", "director", "spokesman", "spokeswoman"])
                || SPEAKERS.has(&t.low)
        });
        if describes && role > end + 1 && p.token(role).is_none_or(|t| t.kind == Kind::Mark) {
            end = role;
        }
    } else if p.at(end, &[","]) {
        // "the mayor, Oleh Hnatyuk": the name belongs to the role.
        let name = (end + 1..limit.min(end + 6)).take_while(|at| {
            p.token(*at).is_some_and(|t| t.capital && t.kind == Kind::Word && weekday(&t.low).is_none())
        });
        let name = end + 1..name.last().map_or(end + 1, |last| last + 1);
        let role = p
            .tokens
            .get(head.clone())
            .unwrap_or_default()
            .iter()
            .any(|t| crate::lexicon::ROLES.has(t.base()));
        let closed = p.token(name.end).is_none_or(|t| t.kind == Kind::Mark);
        if role && closed && (2..=4).contains(&name.len()) && person(p, &name) {
            end = name.end;
        }
    }
    Some(start..end)
}

fn plain_after(p: &Paragraph, start: usize, limit: usize) -> usize {
    let limit = limit.min(start + TOKENS_MAX);
    let mut end = start;
    while end < limit {
        let Some(token) = p.token(end) else { break };
        let point = token.is(".") && end.checked_sub(1).is_some_and(|at| titled(p, at));
        let mark = token.kind == Kind::Mark
            && (token.spaced || !token.any(&["'", "’", "-", "‑", "/", "&"]))
            && !point;
        let relative = token.any(&["who", "that"]) && end > start && !token.acronym;
        let relayed = token.is("by") && p.before(end).is_some_and(|t| t.any(&["cited", "quoted", "run"]));
        let adjunct = token.any(&["on", "in", "by", "at"])
            && !relayed
            && p.token(end + 1).is_some_and(|t| {
                weekday(&t.low).is_some()
                    || month(&t.low).is_some()
                    || t.any(&[
                        "twitter",
                        "x",
                        "telegram",
                        "facebook",
                        "phone",
                        "telephone",
                        "a",
                        "an",
                        "whatsapp",
                    ])
            });
        if mark
            || adjunct && end > start
            || BARRIER.has(&token.low) && !relative && !token.acronym
            || FINITE.has(&token.low)
            || weekday(&token.low).is_some()
            || token.any(&["today", "yesterday"])
        {
            break;
        }
        end += 1;
    }
    end
}

/// The subject that opens a sentence, for "X rejected it, saying".
pub(crate) fn opening(p: &Paragraph, text: &str, sentence: &Range<usize>, limit: usize) -> Option<String> {
    let range = after(p, sentence.start, limit)?;
    let end = (range.start..range.end)
        .find(|at| p.token(*at).is_some_and(|t| t.low.ends_with("ed") && t.low.len() > 4));
    let range = range.start..end.unwrap_or(range.end);
    speaks(p, &range).then(|| shown(p, text, &range))
}

/// A speaker as it is written down: the words of the text, "the" left out, a relay as "Y via X".
pub(crate) fn shown(p: &Paragraph, text: &str, range: &Range<usize>) -> String {
    let relay = range.clone().find(|at| {
        p.at(*at, &["citing", "quoting"]) && p.before(*at).is_some_and(|t| t.is(","))
            || p.at(*at, &["cited", "quoted"]) && p.at(at + 1, &["by"])
    });
    if let Some(at) = relay {
        let active = p.at(at, &["citing", "quoting"]);
        let first = strip(&p.words(text, &(range.start..at - usize::from(active))));
        let second = strip(&p.words(text, &(at + if active { 1 } else { 2 }..range.end)));
        return if active { format!("{second} via {first}") } else { format!("{first} via {second}") };
    }
    strip(&p.words(text, range))
}

/// "a joint statement from WFP and Unicef": they speak, not the paper.
fn from_statement(words: &str) -> &str {
    ["a joint statement from ", "a joint statement by ", "a statement from ", "a statement by ", "a post by "]
        .iter()
        .find_map(|lead| words.strip_prefix(lead))
        .unwrap_or(words)
}

fn strip(words: &str) -> String {
    let words = from_statement(words);
    let words =
        words.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '“' | '”' | '"' | ':' | ';'));
    let rest = ["The ", "the ", "THE "].iter().find_map(|article| words.strip_prefix(article));
    let rest = rest.unwrap_or(words);
    let lower =
        ["A ", "An ", "One ", "Some ", "Two ", "Several ", "Local ", "State ", "Another ", "Both ", "Three "]
            .iter()
            .any(|first| rest.starts_with(first));
    // "Residents said": a role at the beginning of a sentence is no name.
    let first = rest.split_whitespace().next().unwrap_or_default().to_lowercase();
    let role = first.ends_with('s') && SPEAKERS.has(&first)
        || ["relief", "hospital", "human", "rescue", "aid"].contains(&first.as_str());
    let lower = lower || role && !rest.starts_with("Human Rights");
    if lower && !rest.starts_with("State Department") {
        let mut chars = rest.chars();
        return chars.next().map_or_else(String::new, |c| c.to_lowercase().chain(chars).collect());
    }
    rest.to_owned()
}
