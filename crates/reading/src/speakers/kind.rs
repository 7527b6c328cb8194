//! What kind of speaker a name stands for: one human being, a woman or a man, or several.
//!
//! Never here: which of them a pronoun means.

use crate::lexicon::{ROLES, SPEAKERS};

/// One human being, by name or role.
pub(super) fn personal(speaker: &str) -> bool {
    let words: Vec<String> =
        speaker.split_whitespace().map(|w| w.trim_matches([',', '.']).to_lowercase()).collect();
    let organised = words.iter().any(|word| SPEAKERS.has(word) && !ROLES.has(word));
    // "Ingrid Halvorsen of the Committee": the name comes first.
    let name: Vec<&str> = speaker
        .split([','])
        .next()
        .unwrap_or_default()
        .split(" of ")
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .collect();
    let proper = |word: &&str| named_word(word) && !SPEAKERS.has(&word.to_lowercase());
    let named = (2..=3).contains(&name.len()) && name.iter().all(proper) && name.len() < words.len();
    // "Nara": a name that is no place and no organisation.
    let single = match speaker.split_once(' ') {
        None => {
            let low = speaker.to_lowercase();
            proper(&speaker)
                && speaker.chars().skip(1).any(char::is_lowercase)
                && !ORGANISATIONS.contains(&low.as_str())
                && !crate::places::listed(&low)
        }
        Some(_) => false,
    };
    named
        || single
        || words.iter().any(|word| ROLES.has(word))
        || !organised && words.len() >= 2 && words.len() <= 4 && speaker.split_whitespace().all(named_word)
}

/// More than one.
pub(super) fn plural(speaker: &str) -> bool {
    let head = speaker.split([',']).next().unwrap_or_default();
    head.contains(" and ")
        || head.split_whitespace().any(|word| word.ends_with('s') && SPEAKERS.has(&word.to_lowercase()))
}

/// Names of one word that are no human being's.
const ORGANISATIONS: [&str; 30] = [
    "hamas",
    "hezbollah",
    "taliban",
    "unicef",
    "reuters",
    "interfax",
    "tass",
    "xinhua",
    "sana",
    "anadolu",
    "wagner",
    "nato",
    "kremlin",
    "pentagon",
    "ahrar",
    "fatah",
    "ocha",
    "ria",
    "al-manar",
    "al-mayadeen",
    "al-jazeera",
    "al-arabiya",
    "israel",
    "oxfam",
    "caritas",
    "amnesty",
    "state",
    "france",
    "germany",
    "britain",
];

/// "Munir al-Sayyal", "Jan van Dam": the small words belong to the name.
fn named_word(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        || ["al-", "el-", "as-", "ash-", "an-", "ad-", "ar-", "at-", "az-", "ul-"]
            .iter()
            .any(|article| word.starts_with(article))
        || ["al", "el", "bin", "ibn", "abu", "de", "van", "von", "der", "di"].contains(&word)
}

fn says_of_itself(speaker: &str, words: &[&str]) -> bool {
    // What describes the speaker counts, what it belongs to does not: "a doctor at the women's hospital".
    let own = speaker.split(" of ").next().unwrap_or_default().split(" at ").next().unwrap_or_default();
    own.split_whitespace()
        .map(|word| word.trim_matches([',', '.']).to_lowercase())
        .any(|word| words.contains(&word.as_str()))
}

/// Said of women only.
pub(super) fn female(speaker: &str) -> bool {
    const WOMEN: [&str; 18] = [
        "woman",
        "spokeswoman",
        "mother",
        "sister",
        "daughter",
        "wife",
        "girl",
        "grandmother",
        "midwife",
        "nun",
        "ms",
        "mrs",
        "chairwoman",
        "policewoman",
        "ombudswoman",
        "countrywoman",
        "widow",
        "aunt",
    ];
    says_of_itself(speaker, &WOMEN)
}

/// Said of men only.
pub(super) fn male(speaker: &str) -> bool {
    const MEN: [&str; 19] = [
        "man",
        "spokesman",
        "father",
        "brother",
        "son",
        "husband",
        "boy",
        "grandfather",
        "priest",
        "monk",
        "mr",
        "king",
        "chairman",
        "policeman",
        "imam",
        "sheikh",
        "bishop",
        "patriarch",
        "uncle",
    ];
    says_of_itself(speaker, &MEN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_roles_are_told_apart() {
        assert!(personal("Munir al-Sayyal") && personal("a doctor") && personal("Jan van Dam"));
        assert!(!personal("Syrian Observatory for Human Rights") && !personal("ICRC"));
        assert!(female("ICRC spokeswoman Lina Sadek") && !female("a doctor at the women's hospital"));
        assert!(male("a priest") && !male("a nurse"));
        assert!(plural("residents") && plural("a nurse and a driver") && !plural("a nurse"));
    }
}
