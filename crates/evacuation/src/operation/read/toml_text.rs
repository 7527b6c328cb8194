//! TOML into the tree. The parser is the `toml` crate's, which recovers after a mistake, so that a
//! file with three of them gets three findings.
//!
//! Never here: deep recursion; that parser stops at 80 levels, this module at fewer.

use super::document::{Key, Node, Value, offset, too_deep};
use super::field::Path;
use super::finding::{Code, Findings, Shown};
use super::limits;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// In larger files only the first mistake is told: a list of all could be larger than the file.
const RECOVER_BYTES_MAX: usize = 1 << 20;

/// The tree, or `None` when the text is not TOML. A key given twice keeps its first value.
pub(super) fn parse(text: &str, findings: &Findings) -> Option<Node> {
    let (table, errors) = if text.len() <= RECOVER_BYTES_MAX {
        DeTable::parse_recoverable(text)
    } else {
        match DeTable::parse(text) {
            Ok(table) => (table, Vec::new()),
            Err(error) => (Spanned::new(0..0, DeTable::new()), vec![error]),
        }
    };
    let mut readable = true;
    for error in &errors {
        readable &= tell(error, text, findings);
    }
    let root = Spanned::new(0..0, DeValue::Table(table.into_inner()));
    if readable { convert(root, 0, findings) } else { None }
}

/// Adds one mistake; answers whether the rest of the file can be made sense of all the same.
fn tell(error: &toml::de::Error, text: &str, findings: &Findings) -> bool {
    let span = error.span().unwrap_or_default();
    let at = offset(span.start);
    match error.message() {
        "duplicate key" => {
            let key = text.get(span).unwrap_or_default();
            let what = format_args!("{} is given twice", Shown(key.trim_matches(['"', '\''])));
            let action = format_args!("keep one of them; a new row of a list begins with [[…]]");
            findings.add(Code::KeyTwice, at, &Path::ROOT, what, action);
            text.len() <= RECOVER_BYTES_MAX
        }
        message if message.contains("recursion limit") || message.contains("max recursion") => {
            too_deep(at, findings);
            false
        }
        message => {
            let what = format_args!("this is not TOML: {message}");
            let action = format_args!("correct the writing here; texts stand in quotes, lists in [ ]");
            findings.add(Code::NotToml, at, &Path::ROOT, what, action);
            false
        }
    }
}

fn convert(value: Spanned<DeValue<'_>>, depth: usize, findings: &Findings) -> Option<Node> {
    let at = offset(value.span().start);
    if depth > limits::DEPTH_MAX {
        too_deep(at, findings);
        return None;
    }
    let value = match value.into_inner() {
        DeValue::String(text) => Value::Text(text.into()),
        DeValue::Integer(number) => {
            i64::from_str_radix(number.as_str(), number.radix()).map_or(Value::Huge, Value::Whole)
        }
        DeValue::Float(number) => Value::Real(number.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::Boolean(flag) => Value::Flag(flag),
        DeValue::Datetime(time) => Value::Time(time.to_string().into()),
        DeValue::Array(items) => {
            let items = items.into_iter().map(|item| convert(item, depth + 1, findings));
            Value::List(items.collect::<Option<_>>()?)
        }
        DeValue::Table(table) => {
            let rows = table.into_iter().map(|(key, value)| {
                let key = Key { at: offset(key.span().start), name: key.into_inner().into() };
                Some((key, convert(value, depth + 1, findings)?))
            });
            Value::Table(rows.collect::<Option<_>>()?)
        }
    };
    Some(Node { at, value })
}
