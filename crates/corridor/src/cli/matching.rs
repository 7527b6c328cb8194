//! `corridor custody match`: names that two custodians released for it are compared, and which parties look alike is
//! stated. Codes and likenesses leave this file, never a name.

use super::Failure;
use corridor::names::{AGREE_FROM, Heard};
use evacuation::account::Account;
use evacuation::people::Token;
use evacuation::statement::{Fact, Likeness, Twin};
use std::collections::{BTreeMap, BTreeSet};

/// Parties of which one person's name agrees are not yet alike, unless they have only one.
const PERSONS_MIN: usize = 2;

/// What two parties have in common.
#[derive(Debug, Default)]
struct Common {
    persons: usize,
    likeness: f64,
}

/// Reads opened blobs, lines of `TOKEN`, tab, name, and answers what is to be stated.
pub(super) fn suspects(opened: &[Vec<u8>], account: &Account) -> Result<Vec<Fact>, Failure> {
    let mut heard: Vec<(Token, Token, Heard)> = Vec::new();
    for text in opened {
        let text = std::str::from_utf8(text).map_err(|_| Failure("a blob holds no text".to_owned()))?;
        for line in text.lines() {
            let mut fields = line.split('\t');
            let (Some(token), Some(name)) = (fields.next(), fields.next()) else { continue };
            let Ok(token) = token.parse::<Token>() else { continue };
            let party = account.person(&token).and_then(|person| person.parties.first().copied());
            if let Some(party) = party {
                heard.push((party, token, Heard::of(name)));
            }
        }
    }
    let sizes = heard.iter().fold(BTreeMap::<Token, usize>::new(), |mut sizes, (party, ..)| {
        *sizes.entry(*party).or_default() += 1;
        sizes
    });
    let known: BTreeSet<[Token; 2]> = account.twins().map(|(parties, _)| parties).collect();
    let mut facts = Vec::new();
    for (parties, common) in in_common(&heard) {
        let least = parties.iter().filter_map(|party| sizes.get(party)).min().copied().unwrap_or(0);
        if known.contains(&parties) || common.persons < PERSONS_MIN.min(least) {
            continue;
        }
        let mean = common.likeness / common.persons as f64;
        let why = format!("names agree: {} of {least}, likeness {mean:.2}", common.persons);
        facts.push(Fact::Twin(Twin { parties, likeness: Likeness::Suspected, pairs: Vec::new(), why }));
    }
    Ok(facts)
}

fn in_common(heard: &[(Token, Token, Heard)]) -> BTreeMap<[Token; 2], Common> {
    let mut buckets: BTreeMap<char, Vec<usize>> = BTreeMap::new();
    for (ix, (.., name)) in heard.iter().enumerate() {
        if let Some(bucket) = name.bucket() {
            buckets.entry(bucket).or_default().push(ix);
        }
    }
    let mut best: BTreeMap<[Token; 2], BTreeMap<Token, f64>> = BTreeMap::new();
    for bucket in buckets.values() {
        for (at, a) in bucket.iter().enumerate() {
            for b in &bucket[at + 1..] {
                let ((one, token, a), (other, _, b)) = (&heard[*a], &heard[*b]);
                if one == other {
                    continue;
                }
                let likeness = a.likeness(b);
                if likeness >= AGREE_FROM {
                    let parties = [*one.min(other), *one.max(other)];
                    let known = best.entry(parties).or_default().entry(*token).or_default();
                    *known = known.max(likeness);
                }
            }
        }
    }
    let sum =
        |persons: BTreeMap<Token, f64>| Common { persons: persons.len(), likeness: persons.values().sum() };
    best.into_iter().map(|(parties, persons)| (parties, sum(persons))).collect()
}
