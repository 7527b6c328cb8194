//! Text to tokens, each with where it stands in characters and in bytes, in one pass. Remnants of
//! HTML, line ends of any kind, marks of direction and other invisible signs are passed over.
//!
//! Never here: what a word means.

mod lines;

use std::iter::Peekable;
use std::str::CharIndices;

/// What kind of sign a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters, with apostrophes, hyphens and the points of abbreviations within.
    Word,
    /// Digits with their separators.
    Digits,
    /// Any other single sign.
    Mark,
}

/// A word, a number or a mark.
#[derive(Clone, Debug)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    /// In small letters, without invisible signs, apostrophes straight.
    pub(crate) low: String,
    /// First character, counted in characters of the whole text.
    pub(crate) start: usize,
    /// One past the last character.
    pub(crate) end: usize,
    /// The same in bytes.
    pub(crate) bytes: (usize, usize),
    /// It begins with a capital letter.
    pub(crate) capital: bool,
    /// All its letters are capitals, and it has two at least.
    pub(crate) acronym: bool,
    /// Space stands before it.
    pub(crate) spaced: bool,
    /// A paragraph begins with it.
    pub(crate) fresh: bool,
}

impl Token {
    pub(crate) fn is(&self, word: &str) -> bool {
        self.low == word
    }

    pub(crate) fn any(&self, words: &[&str]) -> bool {
        words.contains(&self.low.as_str())
    }

    /// Without the `'s` of possession.
    pub(crate) fn base(&self) -> &str {
        self.low.strip_suffix("'s").or_else(|| self.low.strip_suffix('\'')).unwrap_or(&self.low)
    }

    pub(crate) fn is_open_quote(&self) -> bool {
        self.kind == Kind::Mark && self.any(&["“", "«", "„", "\""])
    }

    pub(crate) fn is_close_quote(&self) -> bool {
        self.kind == Kind::Mark && self.any(&["”", "»", "\""])
    }
}

/// Lines shorter than this that are followed by a capital stand alone, as headings do.
const HEADING_CHARS_MAX: usize = 60;
/// How far a tag or an entity of HTML may reach.
const TAG_CHARS_MAX: usize = 300;
const ENTITY_CHARS_MAX: usize = 10;
/// How far away the end of ‘what is said’ is looked for.
const SPEECH_CHARS_MAX: usize = 600;

/// Reads tokens from a text.
pub(crate) struct Tokens<'t> {
    text: &'t str,
    chars: Peekable<CharIndices<'t>>,
    /// Characters passed.
    at: usize,
    line: usize,
    last: char,
    spaced: bool,
    fresh: bool,
    newline: bool,
}

impl<'t> Tokens<'t> {
    pub(crate) fn new(text: &'t str) -> Tokens<'t> {
        let chars = text.char_indices().peekable();
        Tokens { text, chars, at: 0, line: 0, last: '\n', spaced: true, fresh: true, newline: false }
    }

    fn peek(&mut self) -> Option<char> {
        self.chars.peek().map(|(_, c)| *c)
    }

    fn byte(&mut self) -> usize {
        self.chars.peek().map_or(self.text.len(), |(byte, _)| *byte)
    }

    fn bump(&mut self) -> Option<char> {
        let (_, c) = self.chars.next()?;
        self.at += 1;
        self.line += 1;
        Some(c)
    }

    fn pass(&mut self, characters: usize) {
        for _ in 0..characters {
            self.bump();
        }
    }

    fn rest(&mut self) -> &'t str {
        let byte = self.byte();
        self.text.get(byte..).unwrap_or_default()
    }

    /// Passes space, tags and invisible signs, and notes what they were.
    fn pass_space(&mut self) {
        while let Some(c) = self.peek() {
            if c == '\n' || c == '\r' || c == '\u{2028}' || c == '\u{2029}' || c == '\u{85}' {
                self.pass_line_end(c);
            } else if c.is_whitespace() || c.is_control() {
                self.spaced = true;
                self.bump();
            } else if invisible(c) {
                self.bump();
            } else if c == '<' {
                let Some((length, breaks)) = tag(self.rest()) else { return };
                self.pass(length);
                self.spaced = true;
                self.fresh |= breaks;
            } else {
                return;
            }
        }
    }

    fn pass_line_end(&mut self, c: char) {
        self.bump();
        if c == '\r' && self.peek() == Some('\n') {
            self.bump();
        }
        let length = self.line;
        self.line = 0;
        self.spaced = true;
        // A second line end without anything between: a paragraph ends.
        self.fresh |= self.newline || c == '\u{2029}';
        self.newline = true;
        let mut ahead = self.rest().chars().skip_while(|c| matches!(c, ' ' | '\t')).take(2);
        let (first, second) = (ahead.next().unwrap_or(' '), ahead.next().unwrap_or(' '));
        let bullet = matches!(first, '•' | '‣' | '▪' | '◦' | '·' | '●' | '■' | '*' | '-' | '–')
            && second.is_whitespace();
        let heading = length < HEADING_CHARS_MAX
            && (first.is_uppercase() || first.is_ascii_digit())
            && !matches!(self.last, ',' | ';' | '-' | '/');
        let entry = lines::log_entry(self.rest()) || lines::label(self.rest());
        self.fresh |= bullet || heading || entry;
    }

    fn word(&mut self, low: &mut String) {
        let mut single = true;
        while let Some(c) = self.peek() {
            let letters = low.chars().next_back().is_some_and(char::is_alphanumeric);
            let next = self.rest().chars().nth(1).unwrap_or(' ');
            if c.is_alphanumeric() || combining(c) {
                single &= low.is_empty() || low.ends_with('.');
                c.to_lowercase().for_each(|c| low.push(c));
            } else if invisible(c) {
            } else if matches!(c, '\'' | '’' | 'ʼ' | '`')
                && (letters || low.ends_with('.'))
                && next.is_alphabetic()
            {
                low.push('\'');
                single = false;
            } else if matches!(c, '-' | '‐' | '‑')
                && (letters || low.ends_with('.'))
                && next.is_alphanumeric()
            {
                low.push('-');
                single = false;
            } else if c == '.' && single && letters && (next.is_alphabetic() || low.contains('.')) {
                low.push('.');
            } else if c == '&' && letters {
                let Some((length, "'")) = entity(self.rest()) else { return };
                low.push('\'');
                self.pass(length - 1);
            } else {
                return;
            }
            self.bump();
        }
    }

    /// ‘Single’ quotation marks, as Britain writes them, become double ones where they open or close speech: the
    /// one that opens stands before a capital and is closed after a point or comma.
    fn single_quote(&mut self, c: char, before: char) -> char {
        if !matches!(c, '‘' | '’' | '\'') {
            return c;
        }
        let next = self.peek().unwrap_or(' ');
        if self.spaced && c != '’' && (next.is_uppercase() || next.is_ascii_digit()) {
            let ahead = self.rest().chars().take(SPEECH_CHARS_MAX);
            let mut last = ' ';
            for sign in ahead {
                match sign {
                    '’' | '\'' if matches!(last, ',' | '.' | '?' | '!') => return '“',
                    '‘' | '“' | '"' => return c,
                    other => last = other,
                }
            }
        } else if c != '‘' && matches!(before, ',' | '.' | '?' | '!') && !next.is_alphanumeric() {
            return '”';
        }
        c
    }

    fn digits(&mut self, low: &mut String) {
        while let Some(c) = self.peek() {
            let next = self.rest().chars().nth(1).and_then(digit);
            match digit(c) {
                Some(digit) => low.push(digit),
                None if invisible(c) => {}
                None if matches!(c, ',' | '.' | ':' | '٬' | '٫') && next.is_some() => low.push(match c {
                    '٬' => ',',
                    '٫' => '.',
                    other => other,
                }),
                None => return,
            }
            self.bump();
        }
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        self.pass_space();
        let c = self.peek()?;
        let (start, first_byte) = (self.at, self.byte());
        let mut low = String::new();
        let kind = if digit(c).is_some() {
            self.digits(&mut low);
            Kind::Digits
        } else if c.is_alphanumeric() {
            self.word(&mut low);
            Kind::Word
        } else if let ('&', Some((length, sign))) = (c, entity(self.rest())) {
            self.pass(length);
            if sign == " " {
                self.spaced = true;
                return self.next();
            }
            low.push_str(sign);
            Kind::Mark
        } else {
            let before = self.last;
            self.bump();
            low.push(self.single_quote(c, before));
            Kind::Mark
        };
        let bytes = (first_byte, self.byte());
        let raw = self.text.get(bytes.0..bytes.1).unwrap_or_default();
        let letters = || raw.chars().filter(|c| c.is_alphabetic());
        let token = Token {
            kind,
            low,
            start,
            end: self.at,
            bytes,
            capital: c.is_uppercase() || after_article(raw),
            acronym: letters().count() > 1 && letters().all(char::is_uppercase),
            spaced: self.spaced,
            fresh: self.fresh,
        };
        self.last = raw.chars().next_back().unwrap_or(' ');
        (self.spaced, self.fresh, self.newline) = (false, false, false);
        Some(token)
    }
}

/// "al-Eis": the name after the article begins with a capital.
fn after_article(raw: &str) -> bool {
    raw.split_once('-').is_some_and(|(article, name)| {
        matches!(article, "al" | "el" | "ar" | "as" | "ash" | "at" | "an" | "ad" | "az" | "ul")
            && name.starts_with(char::is_uppercase)
    })
}

/// A digit of any script that reports use, as ASCII.
fn digit(c: char) -> Option<char> {
    let value = match c {
        '0'..='9' => return Some(c),
        '\u{660}'..='\u{669}' => u32::from(c) - 0x660,
        '\u{6F0}'..='\u{6F9}' => u32::from(c) - 0x6F0,
        '\u{FF10}'..='\u{FF19}' => u32::from(c) - 0xFF10,
        _ => return None,
    };
    char::from_digit(value, 10)
}

/// Signs that show nothing: joiners, marks of direction, the byte order mark.
fn invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}')
        || matches!(c, '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206F}' | '\u{FEFF}' | '\u{FE00}'..='\u{FE0F}')
}

fn combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{64B}'..='\u{65F}' | '\u{670}')
}

/// How many characters the tag takes with which this begins, and whether it ends a paragraph.
fn tag(rest: &str) -> Option<(usize, bool)> {
    let second = rest.chars().nth(1)?;
    if !(second.is_ascii_alphabetic() || matches!(second, '/' | '!')) {
        return None;
    }
    let length = rest.chars().take(TAG_CHARS_MAX).position(|c| c == '>')? + 1;
    let name: String = rest
        .chars()
        .skip(1)
        .take(TAG_CHARS_MAX)
        .skip_while(|c| *c == '/')
        .take_while(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    let breaks = ["p", "br", "div", "li", "tr", "td", "th", "h1", "h2", "h3", "h4", "ul", "ol", "title"];
    Some((length, breaks.contains(&name.as_str())))
}

/// How many characters the entity takes with which this begins, and the sign that it stands for.
fn entity(rest: &str) -> Option<(usize, &'static str)> {
    let inside = rest.strip_prefix('&')?;
    let name: String = inside.chars().take(ENTITY_CHARS_MAX).take_while(|c| *c != ';').collect();
    if !inside.get(name.len()..)?.starts_with(';') {
        return None;
    }
    let length = name.chars().count() + 2;
    let sign = match name.as_str() {
        "amp" | "#38" => "&",
        "quot" | "#34" => "\"",
        "ldquo" | "#8220" | "#x201C" => "“",
        "rdquo" | "#8221" | "#x201D" => "”",
        "lsquo" | "rsquo" | "apos" | "#39" | "#8216" | "#8217" | "#x27" | "#x2019" => "'",
        "ndash" | "mdash" | "#8211" | "#8212" => "–",
        _ if !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#') => " ",
        _ => return None,
    };
    Some((length, sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        Tokens::new(text).map(|token| token.low).collect()
    }

    #[test]
    fn words_keep_what_belongs_to_them() {
        assert_eq!(
            words("The U.N.'s 1,014 (rebel-held)"),
            ["the", "u.n.'s", "1,014", "(", "rebel-held", ")"]
        );
        assert_eq!(words("at 13:40hrs. 5\u{200f}0km"), ["at", "13:40", "hrs", ".", "50", "km"]);
        assert_eq!(words("<p>Isn&rsquo;t &ldquo;it&rdquo;&nbsp;so"), ["isn't", "“", "it", "”", "so"]);
        assert_eq!(words("٥٠ people"), ["50", "people"]);
    }

    #[test]
    fn offsets_are_characters_whatever_the_bytes() {
        let text = "عاجل — «50» ma\u{301}n\r\n\r\nNew";
        let chars: Vec<char> = text.chars().collect();
        for token in Tokens::new(text) {
            let by_chars: String = chars[token.start..token.end].iter().collect();
            assert_eq!(by_chars, text[token.bytes.0..token.bytes.1]);
        }
        assert!(Tokens::new(text).last().is_some_and(|last| last.fresh));
    }
}
