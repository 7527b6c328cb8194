//! The small tree that both formats become, and what must hold of the bytes before that.
//!
//! Never here: anything about evacuations.

use super::field::Path;
use super::finding::{Code, Findings, thousands};
use super::limits;

/// A value and where it stands.
#[derive(Debug)]
pub(super) struct Node {
    /// Byte offset of its beginning; files are at most 16 MiB.
    pub(super) at: u32,
    pub(super) value: Value,
}

/// What a file can hold.
#[derive(Debug)]
pub(super) enum Value {
    Text(Box<str>),
    Whole(i64),
    /// A whole number beyond 64 bits.
    Huge,
    Real(f64),
    Flag(bool),
    /// A date or time that TOML writes without quotes, in its written form.
    Time(Box<str>),
    /// JSON's `null`.
    Nothing,
    List(Vec<Node>),
    Table(Vec<(Key, Node)>),
}

/// A key of a table and where it stands.
#[derive(Debug)]
pub(super) struct Key {
    pub(super) at: u32,
    pub(super) name: Box<str>,
}

impl Value {
    /// In words, for "expected …, found …".
    pub(super) fn type_name(&self) -> &'static str {
        match self {
            Value::Text(_) => "a text",
            Value::Whole(_) | Value::Huge => "a whole number",
            Value::Real(_) => "a number with a fraction",
            Value::Flag(_) => "true or false",
            Value::Time(_) => "a date or time",
            Value::Nothing => "null",
            Value::List(_) => "a list",
            Value::Table(_) => "a table",
        }
    }
}

/// A byte offset as it is kept.
pub(super) fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// The text of the file, if it can be read at all. A byte order mark is passed over.
pub(super) fn text_of<'a>(bytes: &'a [u8], findings: &Findings) -> Option<&'a str> {
    let root = &Path::ROOT;
    if bytes.len() > limits::FILE_BYTES_MAX {
        let what = format_args!(
            "the file has {} bytes; at most {} are read",
            thousands(bytes.len()),
            thousands(limits::FILE_BYTES_MAX)
        );
        findings.add(Code::TooLarge, 0, root, what, format_args!("divide the operation into several files"));
        return None;
    }
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        let what = format_args!("the file is written in UTF-16");
        findings.add(Code::NotUtf8, 0, root, what, format_args!("save it as UTF-8"));
        return None;
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let line = 1 + valid.iter().filter(|byte| **byte == b'\n').count();
            let what = format_args!("byte {} in line {line} is not UTF-8", error.valid_up_to());
            findings.add(Code::NotUtf8, 0, root, what, format_args!("save the file as UTF-8"));
            return None;
        }
    };
    if text.trim().is_empty() {
        let action = format_args!("begin with [operation]; scenarios/README.md shows a whole file");
        findings.add(Code::Empty, 0, root, format_args!("the file is empty"), action);
        return None;
    }
    let allowed = |byte: u8| byte >= 0x20 || matches!(byte, b'\n' | b'\r' | b'\t');
    for (at, byte) in text.bytes().enumerate().filter(|(_, byte)| !allowed(*byte)) {
        let name = if byte == 0 { "a NUL byte" } else { "a control character" };
        let what = format_args!("{name} (hexadecimal {byte:02X})");
        findings.add(Code::ControlCharacter, offset(at), root, what, format_args!("delete it"));
    }
    (findings.errors() == 0).then_some(text)
}

/// Adds the finding that tables or lists go too deep.
pub(super) fn too_deep(at: u32, findings: &Findings) {
    let what = format_args!("tables and lists are nested more than {} deep here", limits::DEPTH_MAX);
    let action = format_args!("an operation file needs five levels; look for a bracket that is never closed");
    findings.add(Code::TooDeep, at, &Path::ROOT, what, action);
}
