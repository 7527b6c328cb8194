//! A key's fingerprint as words that two people can read to each other aloud, in Latin or in Arabic
//! letters: six words of two syllables. Every syllable is one of 48, of sounds and letters that both
//! scripts have, so both say the same.
//!
//! Six words hold 67 bits: a key with the same words as another cannot be found in practice. Never
//! here: the whole key; whoever needs it reads the QR code.

use crate::crypto::sha256;
use crate::id::{LogId, OperationId};

const CONSONANTS: [(&str, char); 16] = [
    ("b", 'ب'),
    ("t", 'ت'),
    ("j", 'ج'),
    ("d", 'د'),
    ("r", 'ر'),
    ("z", 'ز'),
    ("s", 'س'),
    ("sh", 'ش'),
    ("f", 'ف'),
    ("k", 'ك'),
    ("l", 'ل'),
    ("m", 'م'),
    ("n", 'ن'),
    ("h", 'ه'),
    ("w", 'و'),
    ("y", 'ي'),
];
const VOWELS: [(&str, char); 3] = [("a", 'ا'), ("i", 'ي'), ("u", 'و')];
const SYLLABLES: usize = CONSONANTS.len() * VOWELS.len();
const WORDS: usize = 6;

/// The script in which words are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letters {
    /// Latin letters.
    Latin,
    /// Arabic letters.
    Arabic,
}

/// The six words of a key within an operation.
pub fn words(operation: &OperationId, key: &LogId, letters: Letters) -> Vec<String> {
    let syllables = syllables(operation, key);
    syllables.chunks(2).map(|word| word.iter().map(|s| spell(*s, letters)).collect()).collect()
}

/// Even draws: bytes that would favour some syllables are skipped.
fn syllables(operation: &OperationId, key: &LogId) -> Vec<usize> {
    let even = SYLLABLES * (256 / SYLLABLES);
    let blocks = (0u8..).map(|block| sha256(&[b"corridor/words/v1\0", &operation.0, &key.0, &[block]]));
    let bytes = blocks.flatten().map(usize::from).filter(|byte| *byte < even);
    bytes.map(|byte| byte % SYLLABLES).take(WORDS * 2).collect()
}

fn spell(syllable: usize, letters: Letters) -> String {
    let (consonant, vowel) = (CONSONANTS[syllable / VOWELS.len()], VOWELS[syllable % VOWELS.len()]);
    match letters {
        Letters::Latin => [consonant.0, vowel.0].concat(),
        Letters::Arabic => [consonant.1, vowel.1].iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_scripts_say_the_same_and_another_key_or_operation_says_another_thing() {
        let (operation, key) = (OperationId([1; 32]), LogId([2; 32]));
        let latin = words(&operation, &key, Letters::Latin);
        assert_eq!(latin.len(), 6);
        assert_eq!(words(&operation, &key, Letters::Arabic).len(), 6);
        assert_ne!(latin, words(&operation, &LogId([3; 32]), Letters::Latin));
        assert_ne!(latin, words(&OperationId([3; 32]), &key, Letters::Latin));
        let all: std::collections::BTreeSet<String> =
            (0..SYLLABLES).flat_map(|s| [spell(s, Letters::Latin), spell(s, Letters::Arabic)]).collect();
        assert_eq!(all.len(), 2 * SYLLABLES, "every syllable is written in one way of its own");
    }
}
