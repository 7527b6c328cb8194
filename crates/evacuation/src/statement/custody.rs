//! What can be said about sealed data: who keeps it, that a custodian lets somebody read it and what
//! for, that it is destroyed. Blobs are known by what entries commit to; nothing here says what is in them.
//!
//! Never here: a name, a key to anything, or whether enough custodians agreed (`account`).

use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};

/// See [`super::Fact::Entrust`].
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Entrust {
    /// A convoy or a day: "C004", "2016-12-15".
    #[n(0)]
    pub group: String,
    /// How many of the custodians it takes to read; two at least.
    #[n(1)]
    pub threshold: u32,
    /// The custodians' public sealing keys.
    #[n(2)]
    pub keys: Vec<ByteArray<32>>,
}

/// See [`super::Fact::Unseal`]. Each custodian says it for themselves.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Unseal {
    /// The blobs, by their commitments.
    #[n(0)]
    pub blobs: Vec<ByteArray<32>>,
    /// What for: "tracing request of family 7Q2M-9KTA".
    #[n(1)]
    pub purpose: String,
    /// The public sealing key of the one who will read.
    #[n(2)]
    pub reader: ByteArray<32>,
}

/// See [`super::Fact::Shred`].
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Shred {
    /// The blobs, by their commitments.
    #[n(0)]
    pub blobs: Vec<ByteArray<32>>,
    /// Why.
    #[n(1)]
    pub why: String,
}
