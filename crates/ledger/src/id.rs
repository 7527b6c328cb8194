//! The three 32-byte names of the ledger, and how they are written in hexadecimal.
//!
//! Never here: how they are computed (`crypto`).

use std::fmt;
use std::str::FromStr;

/// A text that is not 64 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an id is 64 hexadecimal digits")]
pub struct HexError;

macro_rules! name_of_32_bytes {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; 32]);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({self})", stringify!($name))
            }
        }
        impl FromStr for $name {
            type Err = HexError;
            fn from_str(text: &str) -> Result<Self, HexError> {
                from_hex(text).map($name)
            }
        }
    };
}

name_of_32_bytes! {
    /// An entry: the RFC 6962 leaf hash of its bytes, SHA-256(0x00 ‖ bytes).
    EntryId
}
name_of_32_bytes! {
    /// A log: the Ed25519 verifying key of the device that writes it.
    LogId
}
name_of_32_bytes! {
    /// An operation; every signature is bound to one, so that no entry can be carried into another.
    OperationId
}

fn from_hex(text: &str) -> Result<[u8; 32], HexError> {
    let digits = text.as_bytes();
    if digits.len() != 64 {
        return Err(HexError);
    }
    let mut bytes = [0u8; 32];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        let pair = std::str::from_utf8(pair).map_err(|_| HexError)?;
        if !pair.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(HexError);
        }
        *byte = u8::from_str_radix(pair, 16).map_err(|_| HexError)?;
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hexadecimal_reads_back_and_nothing_else_is_taken() {
        let id = EntryId([0xab; 32]);
        assert_eq!(id.to_string().parse(), Ok(id));
        for wrong in ["", "ab", &"+a".repeat(32), &"zz".repeat(32), &"é".repeat(32), &"a".repeat(65)] {
            assert_eq!(wrong.parse::<EntryId>(), Err(HexError), "{wrong}");
        }
    }
}
