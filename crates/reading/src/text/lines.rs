//! How a line begins that is a paragraph of its own.
//!
//! Never here: what stands in it.

/// A line that begins like an entry of a list or a log: "1. ", "2) ", "08:40 ", "13/10 ".
pub(super) fn log_entry(rest: &str) -> bool {
    let line = rest.trim_start_matches([' ', '\t']);
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let mut after = line.chars().skip(digits);
    let (sign, next) = (after.next().unwrap_or(' '), after.next().unwrap_or(' '));
    match digits {
        1 | 2 => {
            matches!(sign, '.' | ')') && next.is_whitespace()
                || matches!(sign, ':' | '/') && next.is_ascii_digit()
        }
        _ => false,
    }
}

/// A line that begins with who speaks or what it is about: "Question: ", "Red Crescent: ".
pub(super) fn label(rest: &str) -> bool {
    const LABEL_CHARS_MAX: usize = 40;
    const LABEL_WORDS_MAX: usize = 4;
    let line = rest.trim_start_matches([' ', '\t']);
    let Some(colon) =
        line.char_indices().take(LABEL_CHARS_MAX).find(|(_, c)| matches!(c, ':' | '\n' | '.' | ','))
    else {
        return false;
    };
    let label = line.get(..colon.0).unwrap_or_default();
    colon.1 == ':'
        && label.starts_with(char::is_uppercase)
        && label.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '/' | '\'' | '’'))
        && label.split_whitespace().count() <= LABEL_WORDS_MAX
        && line.get(colon.0 + 1..).is_some_and(|after| after.starts_with(char::is_whitespace))
}
