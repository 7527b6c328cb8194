//! JSON (RFC 8259, nothing more) into the tree. Our own parser, because every value must know its
//! line and because the first mistake should be told in words that help.
//!
//! Never here: comments, trailing commas, numbers such as `01`, `NaN`; deep recursion.

use super::document::{Key, Node, Value, offset, too_deep};
use super::field::Path;
use super::finding::{Code, Findings, Shown};
use super::limits;
use std::collections::BTreeSet;

/// The tree, or `None` when the text is not JSON. A key given twice keeps its first value.
pub(super) fn parse(text: &str, findings: &Findings) -> Option<Node> {
    let mut parser = Parser { text, at: 0, findings };
    parser.whole_text().map_err(|stop| parser.tell(stop)).ok()
}

/// Why reading stops.
enum Stop {
    /// Not JSON: what was expected instead.
    Expected(&'static str),
    /// Already told.
    Told,
}

type Parsed<T> = Result<T, Stop>;

struct Parser<'a> {
    text: &'a str,
    at: usize,
    findings: &'a Findings,
}

impl Parser<'_> {
    fn tell(&self, stop: Stop) {
        let Stop::Expected(expected) = stop else { return };
        let found = match self.text.get(self.at..).and_then(|rest| rest.chars().next()) {
            Some(sign) => Shown(sign.encode_utf8(&mut [0; 4])).to_string(),
            None => "the end of the file".to_owned(),
        };
        let what = format_args!("this is not JSON: expected {expected}, found {found}");
        let action = format_args!(
            "correct the writing here; JSON has no comments, no comma after the last item, and keys in double quotes"
        );
        self.findings.add(Code::NotJson, offset(self.at), &Path::ROOT, what, action);
    }

    fn whole_text(&mut self) -> Parsed<Node> {
        let node = self.value(0)?;
        self.skip_space();
        if self.at < self.text.len() { Err(Stop::Expected("nothing more")) } else { Ok(node) }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn value(&mut self, depth: usize) -> Parsed<Node> {
        self.skip_space();
        let at = offset(self.at);
        if depth > limits::DEPTH_MAX {
            too_deep(at, self.findings);
            return Err(Stop::Told);
        }
        let value = match self.peek() {
            Some(b'{') => self.table(depth)?,
            Some(b'[') => self.list(depth)?,
            Some(b'"') => Value::Text(self.string()?.into()),
            Some(b'-' | b'0'..=b'9') => self.number()?,
            Some(b't') => self.word("true", Value::Flag(true))?,
            Some(b'f') => self.word("false", Value::Flag(false))?,
            Some(b'n') => self.word("null", Value::Nothing)?,
            _ => return Err(Stop::Expected("a value")),
        };
        Ok(Node { at, value })
    }

    fn word(&mut self, word: &str, value: Value) -> Parsed<Value> {
        if !self.text.get(self.at..).is_some_and(|rest| rest.starts_with(word)) {
            return Err(Stop::Expected("a value"));
        }
        self.at += word.len();
        Ok(value)
    }

    fn list(&mut self, depth: usize) -> Parsed<Value> {
        self.at += 1;
        let mut items = Vec::new();
        self.skip_space();
        if self.take(b']') {
            return Ok(Value::List(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            self.skip_space();
            if self.take(b']') {
                return Ok(Value::List(items));
            }
            if !self.take(b',') {
                return Err(Stop::Expected("',' or ']'"));
            }
        }
    }

    fn table(&mut self, depth: usize) -> Parsed<Value> {
        self.at += 1;
        let mut rows: Vec<(Key, Node)> = Vec::new();
        let mut seen: BTreeSet<Box<str>> = BTreeSet::new();
        self.skip_space();
        if self.take(b'}') {
            return Ok(Value::Table(rows));
        }
        loop {
            self.skip_space();
            let at = offset(self.at);
            if self.peek() != Some(b'"') {
                return Err(Stop::Expected("a key in double quotes"));
            }
            let name: Box<str> = self.string()?.into();
            self.skip_space();
            if !self.take(b':') {
                return Err(Stop::Expected("':'"));
            }
            let value = self.value(depth + 1)?;
            if seen.insert(name.clone()) {
                rows.push((Key { at, name }, value));
            } else {
                let what = format_args!("{} is given twice", Shown(&name));
                self.findings.add(Code::KeyTwice, at, &Path::ROOT, what, format_args!("keep one of them"));
            }
            self.skip_space();
            if self.take(b'}') {
                return Ok(Value::Table(rows));
            }
            if !self.take(b',') {
                return Err(Stop::Expected("',' or '}'"));
            }
        }
    }

    fn digits(&mut self) -> Parsed<()> {
        if !matches!(self.peek(), Some(b'0'..=b'9')) {
            return Err(Stop::Expected("a digit"));
        }
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        Ok(())
    }

    fn number(&mut self) -> Parsed<Value> {
        let from = self.at;
        self.take(b'-');
        if !self.take(b'0') {
            self.digits()?;
        } else if matches!(self.peek(), Some(b'0'..=b'9')) {
            return Err(Stop::Expected("no digit after a leading 0"));
        }
        let mut whole = true;
        if self.take(b'.') {
            whole = false;
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            whole = false;
            self.at += 1;
            if !self.take(b'+') {
                self.take(b'-');
            }
            self.digits()?;
        }
        let written = self.text.get(from..self.at).unwrap_or_default();
        Ok(if whole {
            written.parse().map_or(Value::Huge, Value::Whole)
        } else {
            Value::Real(written.parse().unwrap_or(f64::NAN))
        })
    }

    fn string(&mut self) -> Parsed<String> {
        self.at += 1;
        let mut text = String::new();
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let plain = rest.find(['"', '\\', '\n', '\r', '\t']).unwrap_or(rest.len());
            text.push_str(rest.get(..plain).unwrap_or_default());
            self.at += plain;
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(text);
                }
                Some(b'\\') => text.push(self.escape()?),
                _ => return Err(Stop::Expected("'\"' at the end of the text, in the same line")),
            }
        }
    }

    fn escape(&mut self) -> Parsed<char> {
        self.at += 1;
        let sign = match self.peek() {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{C}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode_escape(),
            _ => return Err(Stop::Expected("one of \" \\ / b f n r t u after '\\'")),
        };
        self.at += 1;
        Ok(sign)
    }

    /// `\uXXXX`, two of them for a character beyond the first 65,536; half of such a pair is refused.
    fn unicode_escape(&mut self) -> Parsed<char> {
        let first = self.four_digits()?;
        let number = if (0xD800..0xDC00).contains(&first) {
            if !self.take(b'\\') || self.peek() != Some(b'u') {
                return Err(Stop::Expected("the second half of a \\u pair"));
            }
            let second = self.four_digits()?;
            if !(0xDC00..0xE000).contains(&second) {
                return Err(Stop::Expected("the second half of a \\u pair"));
            }
            0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)
        } else {
            first
        };
        char::from_u32(number).ok_or(Stop::Expected("the first half of a \\u pair"))
    }

    fn four_digits(&mut self) -> Parsed<u32> {
        self.at += 1;
        let digits = self.text.get(self.at..self.at + 4).unwrap_or_default();
        if digits.len() != 4 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(Stop::Expected("four hexadecimal digits after '\\u'"));
        }
        self.at += 4;
        u32::from_str_radix(digits, 16).map_err(|_| Stop::Expected("four hexadecimal digits after '\\u'"))
    }
}
