//! The Merkle tree over one log (RFC 6962, section 2.1): its leaves are the entries' ids, which are
//! already leaf hashes; its root is what a seal signs.
//!
//! Never here: proofs (`proof`), signatures (`checkpoint`), or a tree over several logs: logs are
//! never merged.

use crate::crypto;

/// A node of the tree.
pub type Hash = [u8; 32];

/// A tree that grows: the roots of its complete subtrees, largest first. Adding a leaf costs two
/// hashes on average; the whole takes a few hundred bytes whatever the log's length.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    size: u64,
    peaks: Vec<Hash>,
}

impl Tree {
    /// No leaf yet.
    pub fn new() -> Tree {
        Tree::default()
    }

    /// The tree over these leaves.
    pub fn of(leaves: &[Hash]) -> Tree {
        let mut tree = Tree::new();
        leaves.iter().for_each(|leaf| tree.push(*leaf));
        tree
    }

    /// How many leaves it has.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Adds a leaf at the end.
    pub fn push(&mut self, leaf: Hash) {
        let mut node = leaf;
        // Every one-bit at the end of the old size is a subtree that is now complete.
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.peaks.pop() {
                node = crypto::tree_node(&left, &node);
            }
        }
        self.peaks.push(node);
        self.size = self.size.saturating_add(1);
    }

    /// The root; for no leaves the hash of nothing, as RFC 6962 has it.
    pub fn root(&self) -> Hash {
        let mut peaks = self.peaks.iter().rev();
        let Some(last) = peaks.next() else { return crypto::sha256(&[]) };
        peaks.fold(*last, |right, left| crypto::tree_node(left, &right))
    }
}

/// The root over these leaves.
pub fn root(leaves: &[Hash]) -> Hash {
    Tree::of(leaves).root()
}
