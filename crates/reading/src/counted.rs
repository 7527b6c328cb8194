//! What a number counts: the noun after it, or the noun that is understood.
//!
//! Never here: in what state the counted are.

mod head;
mod nothing;
#[cfg(test)]
mod tests;
mod understood;

use crate::lexicon::{BARRIER, FINITE, PREPOSITIONS, STATES, singular};
use crate::number::Number;
use crate::sentence::Paragraph;
use crate::text::{Kind, Token};
use head::{between_acronyms, modifiers, with_head};
pub(crate) use nothing::none;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;
use understood::understood;

macro_rules! nouns {
    ($($name:ident = $text:literal;)*) => {
        $(pub(crate) static $name: LazyLock<HashSet<&'static str>> = LazyLock::new(|| $text.split_whitespace().collect());)*
    };
}

nouns! {
    // In the singular.
    PERSONS = "person civilian evacuee woman man child infant baby boy girl orphan fighter militant rebel insurgent gunman
        soldier troop serviceman patient refugee resident family household passenger prisoner detainee hostage victim
        casualty body corpse death fatality injury survivor returnee foreigner national citizen worker volunteer staff
        staffer doctor nurse medic rescuer driver journalist teacher student policeman officer peacekeeper
        monitor observer delegate elder villager inhabitant adult minor teenager youth amputee arrival departure idp
        dependant dependent relative companion caregiver captive pow employee member personnel crew team paramedic
        firefighter local migrant pilgrim expatriate diplomat engineer mother father son daughter brother sister
        combatant mercenary jihadist militiaman traveller newborn toddler pensioner bedridden case commuter tourist
        recruit conscript deserter guard sniper shepherd bystander pedestrian marshal loader holder official aide cleric priest nun farmer shopper worshipper mourner protester
        demonstrator suspect pupil surgeon midwife life soul name remains head human individual escapee";
    VEHICLES = "bus ambulance truck lorry car vehicle van minibus pickup convoy trailer tank helicopter aircraft plane
        drone warplane jet boat ship train flight taxi motorcycle tractor bulldozer coach wagon tanker ferry vessel
        batch pick-up minivan wheelchair stretcher cart barge cruiser";
    EVENTS = "airstrike strike raid attack explosion blast shell rocket missile mortar bomb violation breach incident clash
        abduction arrest disappearance kidnapping execution shooting mission request permit operation trip target visit
        sortie detonation burst evacuation detention amputation surgery birth projectile bullet round mine";
    THINGS = "ton tonne mt parcel litre liter gallon box kit pallet dose blanket tent mattress meal ration sack bag carton crate
        barrel basket treatment supply item hospital school house home building village town location site shelter checkpoint
        clinic bakery mosque church district neighbourhood neighborhood camp bed apartment block shop tunnel facility
        settlement grave warehouse depot theatre theater roadblock crossing unit tonnage consultation building ward flat well generator incubator";
    // Counted, but nothing that an account of an operation asks for.
    IDLE = "side party country nation point reason phase stage round part kind way thing front occasion half quarter third
        corridor route paragraph article term condition demand option meeting session day hour week month year minute
        second time dollar euro pound mile metre meter kilometre kilometer percent degree decade century storey floor
        step issue question aspect area place sentence word vote other resolution language hand eye foot leg edge
        zone region power province governorate";
}

/// What is counted.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Counted {
    /// As the text names it, in small letters.
    pub(crate) unit: String,
    /// Words between number and noun: "wounded", "critically ill".
    pub(crate) modifiers: Vec<String>,
    /// One past the last token of the noun.
    pub(crate) end: usize,
    /// The noun is only understood.
    pub(crate) understood: bool,
    /// "N of them": a part of what was counted before.
    pub(crate) part: bool,
}

impl Counted {
    /// Counted without a noun of its own.
    fn understood(unit: &str, end: usize, part: bool) -> Counted {
        Counted { unit: unit.to_owned(), modifiers: Vec::new(), end, understood: true, part }
    }
}

/// What was counted before.
#[derive(Clone, Debug, Default)]
pub(crate) struct Earlier {
    pub(crate) unit: Option<String>,
    /// The last unit of persons.
    pub(crate) persons: Option<String>,
    /// It was in the same sentence.
    pub(crate) here: bool,
    /// The last units with their values.
    recent: Vec<(String, i64)>,
}

/// How many units are remembered with their values, and how far apart two figures of one thing may be.
const RECENT_MAX: usize = 6;
const ALIKE_TIMES: i64 = 2;

impl Earlier {
    /// The unit of which this is more likely said: only persons die.
    fn fitting(&self, p: &Paragraph, sentence: &Range<usize>, at: usize) -> Option<&str> {
        let human = (at..sentence.end.min(at + 10))
            .map_while(|n| p.token(n).filter(|t| !t.any(&[";", "."])))
            .any(|t| {
                t.any(&[
                    "died", "killed", "wounded", "injured", "children", "women", "dead", "detained",
                    "missing",
                ])
            });
        if human { self.persons.as_deref().or(self.unit.as_deref()) } else { self.unit.as_deref() }
    }

    /// The unit of the last figure of about this size: a count that is corrected counts the same thing.
    fn alike(&self, value: i64) -> Option<&str> {
        let near = |known: i64| {
            known <= value.saturating_mul(ALIKE_TIMES) && value <= known.saturating_mul(ALIKE_TIMES)
        };
        self.recent.iter().rev().find(|(_, known)| near(*known)).map(|(unit, _)| unit.as_str())
    }

    pub(crate) fn note(&mut self, unit: &str, value: i64) {
        if self.recent.len() == RECENT_MAX {
            self.recent.remove(0);
        }
        self.recent.push((unit.to_owned(), value));
        if is_person(unit) {
            self.persons = Some(unit.to_owned());
        }
        (self.unit, self.here) = (Some(unit.to_owned()), true);
    }
}

pub(crate) fn is_person(unit: &str) -> bool {
    unit.split_whitespace().any(|word| PERSONS.contains(singular(word).as_str()) || STATES.has(word))
}

pub(crate) fn listed(token: &Token) -> bool {
    let one = singular(token.base());
    let tail = one.rsplit('-').next().unwrap_or_default();
    [one.as_str(), tail].iter().any(|word| {
        PERSONS.contains(word) || VEHICLES.contains(word) || EVENTS.contains(word) || THINGS.contains(word)
    })
}

/// "wounded", "war-wounded".
fn state_word(token: &Token) -> bool {
    STATES.has(&token.low) || token.low.rsplit_once('-').is_some_and(|(_, tail)| STATES.has(tail))
}

/// "wounded and sick": one group, told by two words.
fn between_states(p: &Paragraph, at: usize) -> bool {
    p.at(at, &["and"]) && p.before(at).is_some_and(state_word) && p.token(at + 1).is_some_and(state_word)
}

/// What this number counts; `earlier`: the unit counted last, for what is understood.
pub(crate) fn counted(
    p: &Paragraph,
    sentence: &Range<usize>,
    number: &Number,
    earlier: &Earlier,
) -> Option<Counted> {
    let mut at = number.range.end;
    // 'says that "more than 500" remain'.
    let quoted = p.before(number.whole.start).is_some_and(Token::is_open_quote);
    at += usize::from(quoted && p.token(at).is_some_and(Token::is_close_quote));
    let mut part = false;
    let mut others = false;
    while p.at(at, &["more", "other", "others", "additional", "further", "such", "so-called", "new"]) {
        others |= p.at(at, &["more", "others"]);
        at += 1;
    }
    let dash = p.at(at, &["–", "-"]) && p.token(at).is_some_and(|t| !t.spaced);
    let as_the = at + usize::from(p.at(at, &["as"]));
    if p.at(as_the, &["the"]) && p.at(as_the + 1, &["number"]) {
        return the_number(p, sentence, number, as_the + 2);
    }
    if dash || p.at(number.range.end, &["the", "a"]) {
        return None;
    }
    if p.at(at, &["of"]) {
        match of_whole(p, sentence, number, at, earlier) {
            Of::Noun(noun) => (at, part) = (noun, number.low == number.high),
            Of::Found(found) => return found,
        }
    }
    let whole = at;
    let own = named(p, sentence, number, at, part);
    if let Some(is) = own.as_ref().filter(|_| part).and_then(|found| of_state(p, sentence, number, found)) {
        return Some(is);
    }
    own.or_else(|| {
        // "only 4,500 of the 15,000 had reached": of those counted before.
        let of_number = part && p.before(whole).is_some_and(|t| t.kind == Kind::Digits);
        if of_number && let Some(unit) = earlier.fitting(p, sentence, whole) {
            return Some(Counted::understood(unit, whole, true));
        }
        let from = number.range.start;
        (!part)
            .then(|| understood(p, sentence, number, at, others, earlier))
            .flatten()
            .filter(|_| from > 0 || at > 0)
    })
}

/// What follows "of": the noun of the whole, or already the answer.
enum Of {
    Noun(usize),
    Found(Option<Counted>),
}

/// "12 of the 26 buses", "55 of their own", "65 of them".
fn of_whole(p: &Paragraph, sentence: &Range<usize>, number: &Number, of: usize, earlier: &Earlier) -> Of {
    let people = |end: usize, part: bool| Of::Found(Some(Counted::understood("people", end, part)));
    let mut at = of + 1;
    if p.at(at, &["us", "theirs", "ours", "mine", "his", "hers"]) && !p.token(at + 1).is_some_and(listed) {
        return people(at + 1, false);
    }
    if p.at(at, &["them", "whom", "those", "these", "us", "which"]) {
        return Of::Found(of_them(p, sentence, number, at + 1, earlier));
    }
    while p.at(at, &["the", "its", "his", "her", "their", "our", "those", "these", "all"]) {
        at += 1;
    }
    while p.token(at).is_some_and(|t| t.kind == Kind::Digits || crate::number::is_number_word(&t.low)) {
        at += 1;
    }
    if p.at(at, &["own"]) {
        return match named(p, sentence, number, at + 1, true) {
            Some(found) => Of::Found(Some(found)),
            None => people(at + 1, true),
        };
    }
    // "one of the drivers said": a speaker, no count.
    let one = number.small && number.low == 1;
    if one && !counts_a_thing(p, at) && !came_to_harm(p, at) {
        return Of::Found(None);
    }
    Of::Noun(at)
}

/// "put at 160,000 the number of residents", "brings to 1,400 the number evacuated".
fn the_number(p: &Paragraph, sentence: &Range<usize>, number: &Number, at: usize) -> Option<Counted> {
    let of = p.at(at, &["of"]);
    if of {
        return named(p, sentence, number, at + 1, false);
    }
    let who = p
        .token(at)
        .is_some_and(|t| t.low.ends_with("ed") || t.any(&["taken", "brought", "still", "who", "held"]));
    who.then(|| Counted::understood("people", at, false))
}

/// "five of the dead were children": children are counted.
fn of_state(p: &Paragraph, sentence: &Range<usize>, number: &Number, found: &Counted) -> Option<Counted> {
    if !STATES.has(&found.unit) || !p.at(found.end, &["were", "are"]) {
        return None;
    }
    let is = named(p, sentence, number, found.end + 1, true)?;
    (is_person(&is.unit) && !STATES.has(&is.unit) && is.end <= found.end + 4).then_some(is)
}

/// "one of its drivers was wounded".
fn came_to_harm(p: &Paragraph, at: usize) -> bool {
    (at..at + 4).find(|n| p.at(*n, &["was", "were", "had", "has", "died"])).is_some_and(|verb| {
        (verb..verb + 4).any(|n| p.token(n).is_some_and(|t| STATES.has(&t.low) || t.is("died")))
    })
}

/// "one of its ambulances": what cannot speak is counted.
fn counts_a_thing(p: &Paragraph, at: usize) -> bool {
    (at..at + 3).any(|n| {
        p.token(n).is_some_and(|t| {
            let one = singular(t.base());
            one != "convoy" && VEHICLES.contains(one.as_str())
        })
    })
}

/// "65 of them children", "93 of whom were in critical condition".
fn of_them(
    p: &Paragraph,
    sentence: &Range<usize>,
    number: &Number,
    at: usize,
    earlier: &Earlier,
) -> Option<Counted> {
    let skip = usize::from(p.at(at, &["were", "are", "was", "is", ","]))
        + usize::from(p.at(at, &[","]) && p.at(at + 1, &["were"]));
    let direct = at + skip;
    let mostly = usize::from(p.at(direct, &["mostly", "all"]));
    let noun =
        named(p, sentence, number, direct + mostly, true).filter(|found| found.end <= direct + mostly + 4);
    // "two of those released were arrested again": people are counted, not releases.
    let of_those = p.was(at, 1, &["those"]);
    if let Some(found) = noun.filter(|found| skip == 0 && !of_those || !STATES.has(&found.unit)) {
        return Some(found);
    }
    let named = (!earlier.here).then(|| subject_before(p, sentence, number.whole.start)).flatten();
    let unit = named.as_deref().or_else(|| earlier.fitting(p, sentence, at)).unwrap_or("people");
    Some(Counted::understood(unit, at, true))
}

/// "men were separated from their families and around 100 of them": those of whom the clause before speaks.
fn subject_before(p: &Paragraph, sentence: &Range<usize>, before: usize) -> Option<String> {
    (sentence.start..before).rev().find_map(|at| {
        let token = p.token(at)?;
        let many = PERSONS.contains(singular(&token.low).as_str()) && singular(&token.low) != token.low;
        let acts = p.at(at + 1, &["were", "had", "have", "are", "was"]);
        (many && acts).then(|| token.low.clone())
    })
}

/// The noun phrase that begins here.
fn named(
    p: &Paragraph,
    sentence: &Range<usize>,
    number: &Number,
    from: usize,
    part: bool,
) -> Option<Counted> {
    let mut head: Option<usize> = None;
    let mut at = from;
    while at < sentence.end.min(from + 7) {
        let Some(token) = p.token(at) else { break };
        let stops = token.kind != Kind::Word
            || (PREPOSITIONS.has(&token.low) && !token.acronym)
            || BARRIER.has(&token.low) && !token.acronym
            || FINITE.has(&token.low)
                && !STATES.has(&token.low)
                && !(token.is("planned") && p.token(at + 1).is_some_and(listed))
            || token.any(&["and", "or", "the", "a", "an", "their", "his", "her", "its", "including"])
                && !between_acronyms(p, at)
                && !between_states(p, at)
            || crate::number::is_number_word(&token.low) && at > from
            || predicates(p, from, at, head);
        if stops || head.is_some() && !listed(token) {
            break;
        }
        if listed(token) {
            head = Some(at);
        }
        at += 1;
    }
    if let Some(head) = head {
        return Some(with_head(p, sentence, from, head, part));
    }
    let first = p.token(from)?;
    let hedged = usize::from(first.low.ends_with("ly") || first.any(&["reported", "feared"]));
    if let Some(state) = p.token(from + hedged).filter(|token| state_word(token)) {
        let modifiers =
            p.tokens.get(from..from + hedged).unwrap_or_default().iter().map(|t| t.low.clone()).collect();
        let joined = between_states(p, from + hedged + 1);
        let second = joined.then(|| p.token(from + hedged + 2)).flatten();
        return Some(Counted {
            unit: second.map_or_else(|| state.low.clone(), |t| format!("{} and {}", state.low, t.low)),
            modifiers,
            end: from + hedged + 1 + if joined { 2 } else { 0 },
            understood: false,
            part,
        });
    }
    unlisted(p, number, from, at, part)
}

/// "20 buses crossing into", "10,000 Palestinians need": a verb after the noun, not more of the noun.
fn predicates(p: &Paragraph, from: usize, at: usize, head: Option<usize>) -> bool {
    const BASE: [&str; 16] = [
        "need", "needs", "want", "wants", "face", "live", "require", "seek", "try", "report", "use", "get",
        "suffer", "lack", "await", "wait",
    ];
    let Some(token) = p.token(at) else { return false };
    let gerund = token.low.len() > 5 && token.low.ends_with("ing");
    let plural = at.checked_sub(1).filter(|last| *last >= from).and_then(|last| p.token(last));
    gerund && head.is_some()
        || token.any(&BASE) && plural.is_some_and(|t| singular(t.base()) != t.base() || head.is_some())
}

/// A plural that is on no list: "1,200 tarpaulins".
fn unlisted(p: &Paragraph, number: &Number, from: usize, end: usize, part: bool) -> Option<Counted> {
    let last = end.checked_sub(1).filter(|last| *last >= from)?;
    let token = p.token(last)?;
    let one = singular(&token.low);
    let plural =
        one != token.low && token.low.len() > 3 && !token.low.ends_with("ous") && !token.low.contains('\'');
    if !plural || number.small && !token.capital || end - from > 3 || IDLE.contains(one.as_str()) {
        return None;
    }
    // "1,000 Muslims": names of peoples keep their capital.
    let mut letters = token.low.chars();
    let first =
        letters.next().map(|c| if token.capital { c.to_uppercase().collect() } else { c.to_string() });
    let unit = first.unwrap_or_default() + letters.as_str();
    Some(Counted { unit, modifiers: modifiers(p, from, last), end, understood: false, part })
}
