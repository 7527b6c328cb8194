//! Whether two names, in Arabic or in Latin letters, may be the same person's: however they were spelled.
//!
//! A name is read as the sounds that every spelling of it keeps: consonants, of which some are easily taken for
//! one another (ق and k, ث and s, ج and Egyptian g); vowels weigh little, for scripts and ears differ on them. Words
//! are compared by the least that must change between their sounds, names by their words in order.
//!
//! Only a custodian's machine calls this, on names that two custodians released (decisions/0066). Never here: where names
//! come from, storage, or anything that prints one.

mod sounds;

use sounds::{Sound, sounds, weight};

/// From this likeness on, two whole names are taken to agree.
pub const AGREE_FROM: f64 = 0.80;
/// From this likeness on, two words are.
const WORD_AGREES_FROM: f64 = 0.70;

/// A name, ready to be compared. Holds sounds only, but they tell the name: handle it as one.
#[derive(Clone, PartialEq)]
pub struct Heard(Vec<Vec<Sound>>);

impl Heard {
    /// Reads a name; empty where there is nothing that sounds.
    pub fn of(name: &str) -> Heard {
        Heard(sounds(name))
    }

    /// A key that likely spellings of a name share: names with different keys need not be compared.
    pub fn bucket(&self) -> Option<char> {
        self.0.first()?.iter().find(|sound| weight(**sound) >= 1.0).map(|sound| sounds::folded(*sound))
    }

    /// How alike two names are: 1 the same, 0 nothing in common.
    pub fn likeness(&self, other: &Heard) -> f64 {
        // صلاح الدين is two words to one clerk and Salaheddine to the next.
        let (a, b) = (&joined(&self.0, &other.0), &joined(&other.0, &self.0));
        if a.is_empty() || b.is_empty() {
            return 0.0;
        }
        // The best that words of one are matched with words of the other in order.
        let mut best = vec![vec![(0.0f64, 0u32); b.len() + 1]; a.len() + 1];
        for i in 1..=a.len() {
            for j in 1..=b.len() {
                let same = word_likeness(&a[i - 1], &b[j - 1]);
                let (sum, count) = best[i - 1][j - 1];
                let matched = if same >= WORD_AGREES_FROM { (sum + same, count + 1) } else { (sum, count) };
                let skipped =
                    if best[i - 1][j].0 >= best[i][j - 1].0 { best[i - 1][j] } else { best[i][j - 1] };
                best[i][j] = if matched.0 >= skipped.0 { matched } else { skipped };
            }
        }
        let (sum, matched) = best[a.len()][b.len()];
        let (short, long) = (a.len().min(b.len()), a.len().max(b.len()));
        // One word in common is not a name in common, unless both have only one. A middle name may be left out.
        if matched < 2 && long > 1 {
            return sum / long as f64 * 0.7;
        }
        let missing = (long - short) as f64;
        sum / (short as f64 + 0.25 * missing)
    }
}

/// The words of one name, two of them as one where the other name has them as one.
fn joined(words: &[Vec<Sound>], other: &[Vec<Sound>]) -> Vec<Vec<Sound>> {
    let mut joined: Vec<Vec<Sound>> = Vec::new();
    let mut rest = words.iter().peekable();
    while let Some(word) = rest.next() {
        let both = rest.peek().map(|next| [word.as_slice(), next.as_slice()].concat());
        let fits = |both: &Vec<Sound>| {
            other.iter().any(|one| {
                let alone =
                    word_likeness(one, word).max(rest.peek().map_or(0.0, |next| word_likeness(one, next)));
                word_likeness(one, both) >= WORD_AGREES_FROM.max(alone + 0.1)
            })
        };
        match both.filter(fits) {
            Some(both) => {
                rest.next();
                joined.push(both);
            }
            None => joined.push(word.clone()),
        }
    }
    joined
}

/// How alike two words sound.
fn word_likeness(a: &[Sound], b: &[Sound]) -> f64 {
    let (whole_a, whole_b) =
        (a.iter().copied().map(weight).sum::<f64>(), b.iter().copied().map(weight).sum::<f64>());
    let whole = whole_a.max(whole_b);
    if whole == 0.0 {
        return 0.0;
    }
    let mut row: Vec<f64> = std::iter::once(0.0)
        .chain(b.iter().scan(0.0, |sum, sound| {
            *sum += weight(*sound);
            Some(*sum)
        }))
        .collect();
    for one in a {
        let mut diagonal = row[0];
        row[0] += weight(*one);
        for (at, other) in b.iter().enumerate() {
            let changed = diagonal + sounds::apart(*one, *other);
            diagonal = row[at + 1];
            row[at + 1] = changed.min(row[at + 1] + weight(*one)).min(row[at] + weight(*other));
        }
    }
    let changed = row.last().copied().unwrap_or(whole);
    (1.0 - changed / whole.max(1.5)).max(0.0)
}

#[cfg(test)]
mod tests;
