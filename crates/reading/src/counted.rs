//! What a number counts: the noun after it, or the noun that is understood.
//!
//! Never here: in what state the counted are.

mod head;
#[cfg(test)]
mod tests;
mod understood;

use crate::lexicon::{BARRIER, FINITE, PREPOSITIONS, STATES, singular};
use crate::number::Number;
use crate::sentence::Paragraph;
use crate::text::{Kind, Token};
use head::{between_acronyms, modifiers, with_head};
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
        recruit conscript deserter holder official aide cleric priest nun farmer shopper worshipper mourner protester
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

/// What was counted before.
#[derive(Clone, Debug, Default)]
pub(crate) struct Earlier {
    pub(crate) unit: Option<String>,
    /// The last unit of persons.
    pub(crate) persons: Option<String>,
    /// It was in the same sentence.
    pub(crate) here: bool,
}

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

    pub(crate) fn note(&mut self, unit: &str) {
        if is_person(unit) {
            self.persons = Some(unit.to_owned());
        }
        (self.unit, self.here) = (Some(unit.to_owned()), true);
    }
}

pub(crate) fn is_person(unit: &str) -> bool {
    unit.split_whitespace().any(|word| PERSONS.contains(singular(word).as_str()) || STATES.has(word))
}

fn listed(token: &Token) -> bool {
    let one = singular(token.base());
    let tail = one.rsplit('-').next().unwrap_or_default();
    [one.as_str(), tail].iter().any(|word| {
        PERSONS.contains(word) || VEHICLES.contains(word) || EVENTS.contains(word) || THINGS.contains(word)
    })
}

/// What this number counts; `earlier`: the unit counted last, for what is understood.
pub(crate) fn counted(
    p: &Paragraph,
    sentence: &Range<usize>,
    number: &Number,
    earlier: &Earlier,
) -> Option<Counted> {
    let mut at = number.range.end;
    let mut part = false;
    let mut others = false;
    while p.at(at, &["more", "other", "others", "additional", "further", "such", "so-called", "new"]) {
        others |= p.at(at, &["more", "others"]);
        at += 1;
    }
    let dash = p.at(at, &["–", "-"]) && p.token(at).is_some_and(|t| !t.spaced);
    if dash || p.at(number.range.end, &["the", "a"]) {
        return None;
    }
    if p.at(at, &["of"]) {
        if p.at(at + 1, &["us"]) {
            return Some(Counted {
                unit: "people".to_owned(),
                modifiers: Vec::new(),
                end: at + 2,
                understood: true,
                part: false,
            });
        }
        if p.at(at + 1, &["them", "whom", "those", "these", "us", "which"]) {
            return of_them(p, sentence, number, at + 2, earlier);
        }
        part = number.low == number.high;
        at += 1;
        while p.at(at, &["the", "its", "his", "her", "their", "our", "those", "these", "all"]) {
            at += 1;
        }
        // "12 of the 26 buses", "55 of their own".
        while p.token(at).is_some_and(|t| t.kind == Kind::Digits || crate::number::is_number_word(&t.low)) {
            at += 1;
        }
        if p.at(at, &["own"]) {
            let unit = "people".to_owned();
            return Some(Counted { unit, modifiers: Vec::new(), end: at + 1, understood: true, part: true });
        }
        // "one of the drivers said": a speaker, no count.
        if part && number.small && number.low == 1 && !counts_a_thing(p, at) {
            return None;
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
            let unit = unit.to_owned();
            return Some(Counted { unit, modifiers: Vec::new(), end: whole, understood: true, part: true });
        }
        let from = number.range.start;
        (!part)
            .then(|| understood(p, sentence, number, at, others, earlier))
            .flatten()
            .filter(|_| from > 0 || at > 0)
    })
}

/// "five of the dead were children": children are counted.
fn of_state(p: &Paragraph, sentence: &Range<usize>, number: &Number, found: &Counted) -> Option<Counted> {
    if !STATES.has(&found.unit) || !p.at(found.end, &["were", "are"]) {
        return None;
    }
    let is = named(p, sentence, number, found.end + 1, true)?;
    (is_person(&is.unit) && !STATES.has(&is.unit) && is.end <= found.end + 4).then_some(is)
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
    if let Some(found) = noun.filter(|found| skip == 0 || !STATES.has(&found.unit)) {
        return Some(found);
    }
    let unit = earlier.fitting(p, sentence, at).unwrap_or("people").to_owned();
    Some(Counted { unit, modifiers: Vec::new(), end: at, understood: true, part: true })
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
            || crate::number::is_number_word(&token.low) && at > from;
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
    if let Some(state) = p.token(from + hedged).filter(|token| STATES.has(&token.low)) {
        let modifiers =
            p.tokens.get(from..from + hedged).unwrap_or_default().iter().map(|t| t.low.clone()).collect();
        return Some(Counted {
            unit: state.low.clone(),
            modifiers,
            end: from + hedged + 1,
            understood: false,
            part,
        });
    }
    unlisted(p, number, from, at, part)
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

/// "no casualties", "nobody", "none of the buses": a count of nothing.
pub(crate) fn none(p: &Paragraph, sentence: &Range<usize>, ix: usize) -> Option<Counted> {
    let token = p.token(ix)?;
    let any_denied = token.is("any");
    if token.any(&["nobody"]) || token.is("no") && p.at(ix + 1, &["one"]) || token.is("no-one") {
        let end = ix + 1 + usize::from(token.is("no"));
        return Some(Counted {
            unit: "people".to_owned(),
            modifiers: Vec::new(),
            end,
            understood: true,
            part: false,
        });
    }
    if !(token.is("no") || any_denied) {
        return None;
    }
    let found = named(
        p,
        sentence,
        &Number {
            low: 0,
            high: 0,
            range: ix..ix + 1,
            whole: ix..ix + 1,
            qualifier: String::new(),
            small: true,
        },
        ix + 1,
        false,
    )?;
    let counts = is_person(&found.unit) || VEHICLES.contains(singular(&found.unit).as_str());
    (counts && found.end <= ix + 3 && !PERSONS_IN_GENERAL.contains(&found.unit.as_str())).then_some(found)
}

/// "no official", "no staff": mostly said of other things.
const PERSONS_IN_GENERAL: [&str; 12] = [
    "official",
    "officials",
    "staff",
    "personnel",
    "name",
    "names",
    "case",
    "member",
    "head",
    "team",
    "monitor",
    "life",
];
