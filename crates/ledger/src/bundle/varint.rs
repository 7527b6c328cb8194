//! Lengths as LEB128 in their shortest form; any other form is refused.
//!
//! Never here: what the lengths are of.

use super::LENGTH_BYTES_MAX;

/// Writes a length; 2^35 − 1 at most, which no record comes near.
pub(super) fn write(out: &mut Vec<u8>, length: usize) {
    let mut rest = length;
    while rest >= 0x80 {
        out.push((rest & 0x7f) as u8 | 0x80);
        rest >>= 7;
    }
    out.push(rest as u8);
}

/// Reads a length and says how many bytes it took; `None` for one cut short or not shortest.
pub(super) fn read(bytes: &[u8]) -> Option<(usize, usize)> {
    let mut length = 0usize;
    for (ix, byte) in bytes.iter().take(LENGTH_BYTES_MAX).enumerate() {
        length |= usize::from(byte & 0x7f).checked_shl(7 * ix as u32)?;
        if byte & 0x80 == 0 {
            return (ix == 0 || *byte != 0).then_some((length, ix + 1));
        }
    }
    None
}
