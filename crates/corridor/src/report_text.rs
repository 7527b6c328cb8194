//! The bytes of a report as text: UTF-8, UTF-16 with its mark, else Windows-1252, in which old bulletins come.
//!
//! Never here: what the text says.

/// No report is longer; a book is not read by mistake.
const BYTES_MAX: usize = 64 * 1024 * 1024;

/// Why bytes are no text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextTrouble {
    /// Another kind of file.
    #[error("this is {0}, not text; save or export it as plain text and try again")]
    Other(&'static str),
    /// Too long.
    #[error("the text has {0} bytes, at most {BYTES_MAX} are read; split it")]
    TooLong(usize),
}

/// Reads bytes as text. The mark at the beginning of UTF-8
/// stays: places in the text are counted with it.
pub fn decoded(bytes: &[u8]) -> Result<String, TextTrouble> {
    if bytes.len() > BYTES_MAX {
        return Err(TextTrouble::TooLong(bytes.len()));
    }
    const OTHERS: [(&[u8], &str); 5] = [
        (b"%PDF", "a PDF"),
        (b"PK\x03\x04", "an office document or archive"),
        (b"\xD0\xCF\x11\xE0", "an office document"),
        (b"\x89PNG", "a picture"),
        (b"\xFF\xD8\xFF", "a picture"),
    ];
    if let Some((_, what)) = OTHERS.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(TextTrouble::Other(what));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        return Ok(utf16(rest, u16::from_le_bytes));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        return Ok(utf16(rest, u16::from_be_bytes));
    }
    if bytes.len() >= 4 && bytes.iter().skip(1).step_by(2).take(64).all(|byte| *byte == 0) {
        return Ok(utf16(bytes, u16::from_le_bytes));
    }
    if binary(bytes) {
        return Err(TextTrouble::Other("a binary file"));
    }
    Ok(match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| windows_1252(*byte)).collect(),
    })
}

/// Signs that no text has, more than one in fifty of the beginning.
fn binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(8192)];
    let odd = head.iter().filter(|byte| matches!(byte, 0..=8 | 11 | 14..=26 | 28..=31 | 127)).count();
    odd * 50 > head.len()
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).map(|sign| sign.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_of_every_usual_kind_are_read() {
        assert_eq!(decoded("\u{feff}Idlib – 5".as_bytes()).as_deref(), Ok("\u{feff}Idlib – 5"));
        assert_eq!(decoded(b"\xFF\xFE5\0 \0b\0").as_deref(), Ok("5 b"));
        assert_eq!(decoded(b"\x93five\x94 caf\xe9s").as_deref(), Ok("“five” cafés"));
        assert!(decoded(b"%PDF-1.7").is_err());
        assert_eq!(decoded(b"5\0 \0b\0").as_deref(), Ok("5 b"));
        let noise: Vec<u8> = (0..=255).cycle().take(3000).collect();
        assert_eq!(decoded(&noise), Err(TextTrouble::Other("a binary file")));
        assert_eq!(decoded(b"").as_deref(), Ok(""));
    }
}
