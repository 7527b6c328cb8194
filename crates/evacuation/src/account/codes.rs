//! What is known of every code that a statement names: one place to look it up, for every statement does.
//!
//! Never here: which codes are one by decision (`joined`); the numbers are given in order of arrival and
//! must never decide anything.

use super::facts::{Ix, NONE};
use crate::people::Token;
use hashbrown::HashMap;

/// See the module.
#[derive(Clone, Debug, Default)]
pub(super) struct Codes(HashMap<Token, Code>);

/// Where what a code stands for is kept; [`NONE`] where it stands for no such thing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Code {
    pub(super) person: Ix,
    pub(super) party: Ix,
    /// The last statement that names it, in [`super::mentions::Mentions`].
    pub(super) mention: Ix,
}

const NOTHING: Code = Code { person: NONE, party: NONE, mention: NONE };

impl Codes {
    /// To write what is known of a code.
    pub(super) fn of(&mut self, token: Token) -> &mut Code {
        self.0.entry(token).or_insert(NOTHING)
    }

    /// What is known of a code.
    pub(super) fn known(&self, token: &Token) -> Code {
        self.0.get(token).copied().unwrap_or(NOTHING)
    }
}
