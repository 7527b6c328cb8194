//! Proofs about a log's tree that need no more than a few hashes: that an entry is in it
//! (inclusion), and that a later tree only added to an earlier one (consistency). RFC 6962, section
//! 2.1; checked as RFC 9162, section 2.1.3.2 and 2.1.4.2, says.
//!
//! Never here: signatures. A proof is worth as much as the roots that it is held against.

use crate::crypto::tree_node;
use crate::tree::{Hash, root};

/// Hashes in a proof at most: what a tree of 2^63 leaves needs.
pub const PROOF_MAX: usize = 63;

/// The proof that leaf number `index` is in the tree over these leaves; `None` where there is none.
pub fn inclusion(leaves: &[Hash], index: u64) -> Option<Vec<Hash>> {
    let mut index = usize::try_from(index).ok().filter(|index| *index < leaves.len())?;
    let (mut part, mut proof) = (leaves, Vec::new());
    while part.len() > 1 {
        let (left, right) = part.split_at(left_size(part.len()));
        (part, index) = if index < left.len() {
            proof.push(root(right));
            (left, index)
        } else {
            proof.push(root(left));
            (right, index - left.len())
        };
    }
    proof.reverse();
    Some(proof)
}

/// Whether `leaf` is leaf number `index` of the tree with this size and root.
pub fn includes(proof: &[Hash], size: u64, whole: &Hash, index: u64, leaf: &Hash) -> bool {
    if index >= size || proof.len() > PROOF_MAX {
        return false;
    }
    let (mut node, mut last, mut hash) = (index, size - 1, *leaf);
    for beside in proof {
        if last == 0 {
            return false;
        }
        if node & 1 == 1 || node == last {
            hash = tree_node(beside, &hash);
            while node & 1 == 0 && node != 0 {
                (node, last) = (node >> 1, last >> 1);
            }
        } else {
            hash = tree_node(&hash, beside);
        }
        (node, last) = (node >> 1, last >> 1);
    }
    last == 0 && hash == *whole
}

/// The proof that the tree over these leaves only added to the tree over the first `old` of them;
/// `None` where it has not so many. Empty for no leaves and for all of them.
pub fn consistency(leaves: &[Hash], old: u64) -> Option<Vec<Hash>> {
    let mut old = usize::try_from(old).ok().filter(|old| *old <= leaves.len())?;
    let (mut part, mut proof, mut complete) = (leaves, Vec::new(), true);
    if old == 0 {
        return Some(proof);
    }
    while old < part.len() {
        let (left, right) = part.split_at(left_size(part.len()));
        (part, old) = if old <= left.len() {
            proof.push(root(right));
            (left, old)
        } else {
            proof.push(root(left));
            complete = false;
            (right, old - left.len())
        };
    }
    if !complete {
        proof.push(root(part));
    }
    proof.reverse();
    Some(proof)
}

/// A size and the root that a tree of this size has.
pub type Sized<'a> = (u64, &'a Hash);

/// Whether the newer tree only added to the older one.
pub fn extends(proof: &[Hash], (old, old_root): Sized<'_>, (new, new_root): Sized<'_>) -> bool {
    if old > new || proof.len() > PROOF_MAX {
        return false;
    }
    if old == 0 || old == new {
        return proof.is_empty() && (old == 0 || old_root == new_root);
    }
    // A complete older tree is itself the first node.
    let (first, rest) = match proof.split_first() {
        _ if old.is_power_of_two() => (*old_root, proof),
        Some((first, rest)) => (*first, rest),
        None => return false,
    };
    let (mut node, mut last) = (old - 1, new - 1);
    while node & 1 == 1 {
        (node, last) = (node >> 1, last >> 1);
    }
    let (mut older, mut newer) = (first, first);
    for beside in rest {
        if last == 0 {
            return false;
        }
        if node & 1 == 1 || node == last {
            (older, newer) = (tree_node(beside, &older), tree_node(beside, &newer));
            while node & 1 == 0 && node != 0 {
                (node, last) = (node >> 1, last >> 1);
            }
        } else {
            newer = tree_node(&newer, beside);
        }
        (node, last) = (node >> 1, last >> 1);
    }
    last == 0 && older == *old_root && newer == *new_root
}

/// The size of the left part: the largest power of two below `size`, which is above 1.
fn left_size(size: usize) -> usize {
    1 << (size - 1).ilog2()
}
