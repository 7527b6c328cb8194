//! "Did you mean …?": the known word that is nearest to a mistyped one.
//!
//! Never here: work that grows with a hostile file; long words and long lists are cut.

use std::fmt;

/// Words longer than this are not compared.
const WORD_MAX: usize = 40;
/// Only so many candidates are looked at.
const CANDIDATES_MAX: usize = 2_000;

/// `; did you mean 'rashidin'?`, or nothing.
pub(super) struct Near<'a, I>(pub(super) &'a str, pub(super) I);

impl<'a, I: Iterator<Item = &'a str> + Clone> fmt::Display for Near<'a, I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match nearest(self.0, self.1.clone()) {
            Some(word) => write!(f, "; did you mean '{word}'?"),
            None => Ok(()),
        }
    }
}

/// The nearest candidate, if it is near enough to be meant: a third of the letters wrong at most.
pub(super) fn nearest<'a>(word: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = word.to_lowercase().chars().take(WORD_MAX + 1).collect();
    if word.is_empty() || word.len() > WORD_MAX {
        return None;
    }
    candidates
        .take(CANDIDATES_MAX)
        .filter(|candidate| candidate.len() <= WORD_MAX)
        .map(|candidate| (distance(&word, &candidate.to_lowercase().chars().collect::<Vec<_>>()), candidate))
        .filter(|(distance, candidate)| distance * 3 <= word.len().max(candidate.chars().count()))
        .min()
        .map(|(_, candidate)| candidate)
}

/// Letters to insert, delete, replace, or swap with their neighbour (optimal string alignment).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = vec![0; b.len() + 1];
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1; b.len() + 1];
        for (j, y) in b.iter().enumerate() {
            let replaced = above[j] + usize::from(x != y);
            row[j + 1] = replaced.min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                row[j + 1] = row[j + 1].min(before[j - 1] + 1);
            }
        }
        before = above;
        above = row;
    }
    above[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_word_finds_its_own() {
        let known = ["travel", "distance_km", "one_way", "minimise"];
        assert_eq!(nearest("travle", known.into_iter()), Some("travel"));
        assert_eq!(nearest("minimize", known.into_iter()), Some("minimise"));
        assert_eq!(nearest("distance", known.into_iter()), Some("distance_km"));
        assert_eq!(nearest("colour", known.into_iter()), None);
        assert_eq!(nearest("", known.into_iter()), None);
    }
}
