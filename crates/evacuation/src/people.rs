//! People as the planner sees them: parties of one shape at one place. And the tokens by which
//! single persons are known everywhere else.
//!
//! Never here: names, birth dates, faces, diagnoses (protection rule 1 and 2).

use crate::place::PlaceIx;
use crate::quantity::{Moment, Persons};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// People at one staging place who are ready at one time and agreed to the same destinations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct People {
    /// The id used in files and plans; unique.
    pub id: String,
    /// The staging place where they board.
    pub at: PlaceIx,
    /// They may not board before.
    pub ready: Moment,
    /// Destinations agreed to; `None`: any reception or hospital.
    pub to: Option<Vec<PlaceIx>>,
    /// Their parties; a plan names one by its index here.
    pub parties: Vec<PartyClass>,
}

/// Parties of the same make-up. A party travels together and is never split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartyClass {
    /// How many such parties.
    pub count: u32,
    /// Who is in each.
    pub persons: Persons,
}

impl People {
    /// Everybody in all parties.
    pub fn persons(&self) -> Persons {
        self.parties.iter().map(|class| class.persons.times(class.count)).sum()
    }
}

/// The 31 signs of a token: no 0/O, 1/I/L, no U; safe to read aloud and to type.
const SIGNS: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTVWXYZ-";
const BASE: u64 = 30;

/// A person's or party's code: seven random signs and a check sign, eight characters in all.
/// It says nothing about the person. Any single wrong sign and any swap of neighbours is noticed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Token([u8; 8]);

/// Why a text is no token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// Not eight characters.
    #[error("a code has 8 characters; read it again from the card")]
    Length,
    /// A character that no code contains.
    #[error("the character '{0}' is in no code; 0, 1, I, L, O and U are never used")]
    Sign(char),
    /// The check sign does not fit the other seven.
    #[error("the code was misread or mistyped: its last sign does not fit the others")]
    Check,
}

impl Token {
    /// A code as people type it: with blanks, in Arabic-Indic, Persian or full-width digits, with any dash, and with
    /// the invisible signs that phones put around text of another direction. Nothing else is guessed.
    pub fn typed(text: &str) -> Result<Token, TokenError> {
        let sign = |c: char| match c {
            '\u{660}'..='\u{669}' => char::from_digit(u32::from(c) - 0x660, 10),
            '\u{6F0}'..='\u{6F9}' => char::from_digit(u32::from(c) - 0x6F0, 10),
            '\u{FF10}'..='\u{FF19}' => char::from_digit(u32::from(c) - 0xFF10, 10),
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{640}' => Some('-'),
            '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' => None,
            c if c.is_whitespace() => None,
            c => Some(c),
        };
        text.chars().filter_map(sign).collect::<String>().parse()
    }

    /// How many different tokens there are: 30⁷.
    pub const COUNT: u64 = BASE.pow(7);

    /// The token for a number, taken modulo [`Token::COUNT`]. Callers bring the randomness.
    pub fn from_number(number: u64) -> Token {
        let mut signs = [0u8; 8];
        let mut rest = number % Token::COUNT;
        for sign in signs[..7].iter_mut() {
            *sign = SIGNS[(rest % BASE) as usize];
            rest /= BASE;
        }
        signs[7] = check_sign(&signs[..7]);
        Token(signs)
    }

    /// The eight characters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// A weighted sum modulo the prime 31: weights 1 to 7 are all different and invertible, so a wrong
/// sign or a swap always changes it. The 31st sign, `-`, appears only as a check sign.
fn check_sign(signs: &[u8]) -> u8 {
    let sum: usize = signs.iter().enumerate().map(|(i, s)| (i + 1) * value(*s).unwrap_or(0)).sum();
    SIGNS[sum % 31]
}

fn value(sign: u8) -> Option<usize> {
    SIGNS.iter().position(|s| *s == sign)
}

impl FromStr for Token {
    type Err = TokenError;
    /// Lower case is accepted; nothing is guessed.
    fn from_str(text: &str) -> Result<Token, TokenError> {
        let mut signs = [0u8; 8];
        let mut length = 0;
        for c in text.chars() {
            let upper = c.to_ascii_uppercase();
            let known =
                u8::try_from(upper).ok().filter(|s| value(*s).is_some()).ok_or(TokenError::Sign(c))?;
            *signs.get_mut(length).ok_or(TokenError::Length)? = known;
            length += 1;
        }
        if length != 8 {
            return Err(TokenError::Length);
        }
        if let Some(dash) = signs[..7].iter().find(|s| **s == b'-') {
            return Err(TokenError::Sign(char::from(*dash)));
        }
        if check_sign(&signs[..7]) == signs[7] { Ok(Token(signs)) } else { Err(TokenError::Check) }
    }
}

impl TryFrom<String> for Token {
    type Error = TokenError;
    fn try_from(text: String) -> Result<Token, TokenError> {
        text.parse()
    }
}
impl From<Token> for String {
    fn from(token: Token) -> String {
        token.as_str().to_owned()
    }
}
impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_token_reads_back(number in 0..Token::COUNT) {
            let token = Token::from_number(number);
            prop_assert_eq!(token.as_str().to_lowercase().parse::<Token>(), Ok(token));
        }

        #[test]
        fn a_token_is_read_from_any_keyboard(number in 0..Token::COUNT, zero in prop::sample::select(vec![0x660u32, 0x6F0, 0xFF10, 0x30])) {
            let token = Token::from_number(number);
            let digit = |c: char| match c.to_digit(10) {
                Some(digit) => char::from_u32(zero + digit).unwrap(),
                None if c == '-' => '\u{2013}',
                None => c.to_ascii_lowercase(),
            };
            let (head, tail) = token.as_str().split_at(4);
            let on = |text: &str| text.chars().map(digit).collect::<String>();
            let text = format!("\u{200F} {}\u{A0}{}\u{2069}", on(head), on(tail));
            prop_assert_eq!(Token::typed(&text), Ok(token));
            prop_assert!(Token::typed(&text.replace(|c: char| c.is_ascii_lowercase(), "o")).is_err() || !text.chars().any(|c| c.is_ascii_lowercase()));
        }

        #[test]
        fn one_wrong_sign_is_noticed(number in 0..Token::COUNT, at in 0usize..8, with in 0usize..30) {
            let mut text = Token::from_number(number).as_str().as_bytes().to_vec();
            prop_assume!(text[at] != SIGNS[with]);
            text[at] = SIGNS[with];
            prop_assert!(String::from_utf8(text).unwrap().parse::<Token>().is_err());
        }

        #[test]
        fn a_swap_of_neighbours_is_noticed(number in 0..Token::COUNT, at in 0usize..6) {
            let mut text = Token::from_number(number).as_str().as_bytes().to_vec();
            prop_assume!(text[at] != text[at + 1]);
            text.swap(at, at + 1);
            prop_assert!(String::from_utf8(text).unwrap().parse::<Token>().is_err());
        }
    }
}
