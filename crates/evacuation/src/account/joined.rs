//! Codes that stand for one: two parties that somebody decided are one, and the persons in both. The
//! smallest code of each group stands for all of them, so that the set of decisions alone says which.
//!
//! Never here: whether parties are one (people decide that), or a name.

use crate::people::Token;
use std::collections::{BTreeMap, BTreeSet};

/// See the module.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Joined {
    /// Only codes that are not their own.
    one: BTreeMap<Token, Token>,
    /// Everybody else whom a code stands for.
    others: BTreeMap<Token, BTreeSet<Token>>,
}

impl Joined {
    /// The groups that these pairs make.
    pub(super) fn of(pairs: impl Iterator<Item = [Token; 2]>) -> Joined {
        let mut joined = Joined::default();
        for [a, b] in pairs {
            let (a, b) = (joined.one(a), joined.one(b));
            if a != b {
                joined.join(a.min(b), a.max(b));
            }
        }
        joined
    }

    fn join(&mut self, stays: Token, goes: Token) {
        let mut group = self.others.remove(&goes).unwrap_or_default();
        group.insert(goes);
        for token in &group {
            self.one.insert(*token, stays);
        }
        self.others.entry(stays).or_default().extend(group);
    }

    /// The code that stands for this one.
    pub(super) fn one(&self, token: Token) -> Token {
        self.one.get(&token).copied().unwrap_or(token)
    }

    /// Every code that is the same as this one, itself included.
    pub(super) fn all(&self, token: &Token) -> Vec<Token> {
        let one = self.one(*token);
        std::iter::once(one).chain(self.others.get(&one).into_iter().flatten().copied()).collect()
    }

    /// Codes that stand for others here than there.
    pub(super) fn changed(&self, other: &Joined) -> BTreeSet<Token> {
        let known = self.one.keys().chain(other.one.keys()).copied();
        known.filter(|token| self.one(*token) != other.one(*token)).collect()
    }

    /// Whether another code stands for this one.
    pub(super) fn is_other(&self, token: &Token) -> bool {
        self.one.contains_key(token)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_order_of_decisions_does_not_matter(
            mut pairs in proptest::collection::vec((0u64..12, 0u64..12), 0..12),
        ) {
            let joined = |pairs: &[(u64, u64)]| {
                Joined::of(pairs.iter().map(|(a, b)| [Token::from_number(*a), Token::from_number(*b)]))
            };
            let before = joined(&pairs);
            pairs.reverse();
            prop_assert_eq!(joined(&pairs), before.clone());
            for (a, b) in pairs {
                let (a, b) = (Token::from_number(a), Token::from_number(b));
                prop_assert_eq!(before.one(a), before.one(b));
                prop_assert!(before.all(&a).contains(&b));
                prop_assert_eq!(before.one(before.one(a)), before.one(a));
            }
        }
    }
}
