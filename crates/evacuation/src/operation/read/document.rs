//! The small tree that both formats become, and what must hold of the bytes before that.
//!
//! Never here: anything about evacuations.

use super::field::Path;
use super::finding::{Code, Findings, WHOLE_FILE, thousands};
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

/// Each of these signs can cost a hundred bytes of memory: 100,000 rows have about a million of them.
const SIGNS_MAX: usize = 4_000_000;

/// A byte offset as it is kept.
pub(super) fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// The text of the file as far as it can be read; worth parsing when there is no error then. A byte
/// order mark is passed over.
pub(super) fn text_of<'a>(bytes: &'a [u8], findings: &Findings) -> &'a str {
    let root = &Path::ROOT;
    if bytes.len() > limits::FILE_BYTES_MAX {
        let (size, most) = (thousands(bytes.len() as u64), thousands(limits::FILE_BYTES_MAX as u64));
        let what = format_args!("the file has {size} bytes; at most {most} are read");
        let action = format_args!("write people of the same make-up once, with their count");
        findings.add(Code::TooLarge, WHOLE_FILE, root, what, action);
        return "";
    }
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        let what = format_args!("the file is written in UTF-16");
        findings.add(Code::NotUtf8, WHOLE_FILE, root, what, format_args!("save it as UTF-8"));
        return "";
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).unwrap_or_else(|error| {
        let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let byte = bytes.get(error.valid_up_to()).copied().unwrap_or_default();
        let what = format_args!("a byte that is not UTF-8 (hexadecimal {byte:02X})");
        findings.add(Code::NotUtf8, offset(valid.len()), root, what, format_args!("save the file as UTF-8"));
        std::str::from_utf8(valid).unwrap_or_default()
    });
    if text.trim().is_empty() && findings.errors() == 0 {
        let action = format_args!("begin with [operation]; scenarios/README.md shows a whole file");
        findings.add(Code::Empty, WHOLE_FILE, root, format_args!("the file is empty"), action);
    }
    let signs = text.bytes().filter(|byte| b"[]{},.:=".contains(byte)).count();
    if signs > SIGNS_MAX {
        let (signs, most) = (thousands(signs as u64), thousands(SIGNS_MAX as u64));
        let what = format_args!(
            "the file has {signs} brackets, commas, colons, dots and equals signs; at most {most} are read"
        );
        let action = format_args!("write people of the same make-up once, with their count");
        findings.add(Code::TooLarge, WHOLE_FILE, root, what, action);
    }
    let allowed = |byte: u8| byte >= 0x20 || matches!(byte, b'\n' | b'\r' | b'\t');
    for (at, byte) in text.bytes().enumerate().filter(|(_, byte)| !allowed(*byte)) {
        let name = if byte == 0 { "a NUL byte" } else { "a control character" };
        let what = format_args!("{name} (hexadecimal {byte:02X})");
        findings.add(Code::ControlCharacter, offset(at), root, what, format_args!("delete it"));
    }
    text
}

/// Adds the finding that tables or lists go too deep.
pub(super) fn too_deep(at: u32, findings: &Findings) {
    let what = format_args!("tables and lists are nested more than {} deep here", limits::DEPTH_MAX);
    let action = format_args!("an operation file needs five levels; look for a bracket that is never closed");
    findings.add(Code::TooDeep, at, &Path::ROOT, what, action);
}
