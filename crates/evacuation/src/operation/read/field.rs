//! Typed access to the tree: a value with its path, a table with its known keys. Whatever is wrong
//! is added to the findings here, so that the modules that know about evacuations read like a list.
//!
//! Never here: what a key means.

use super::document::{Key, Node, Value};
use super::finding::{Code, Findings, Shown, is_invisible, thousands};
use super::near::Near;
use super::{ReadRow, limits};
use crate::quantity::Span;
use std::fmt;
use std::ops::RangeInclusive;

/// Where a value is in the structure: `place[3].open[1]`. Made into text only for a finding.
#[derive(Clone, Copy, Debug)]
pub(super) struct Path<'p> {
    parent: Option<&'p Path<'p>>,
    step: Step<'p>,
}

#[derive(Clone, Copy, Debug)]
enum Step<'p> {
    File,
    Key(&'p str),
    Index(usize),
}

impl<'p> Path<'p> {
    /// The file itself.
    pub(super) const ROOT: Path<'static> = Path { parent: None, step: Step::File };

    pub(super) fn key(&'p self, key: &'p str) -> Path<'p> {
        Path { parent: Some(self), step: Step::Key(key) }
    }

    pub(super) fn index(&'p self, index: usize) -> Path<'p> {
        Path { parent: Some(self), step: Step::Index(index) }
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(parent) = self.parent {
            parent.fmt(f)?;
        }
        match self.step {
            Step::File => Ok(()),
            Step::Index(index) => write!(f, "[{index}]"),
            Step::Key(key) => {
                let inside = self.parent.is_some_and(|parent| !matches!(parent.step, Step::File));
                if inside {
                    f.write_str(".")?;
                }
                let plain =
                    key.len() <= 40 && key.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b));
                if plain { f.write_str(key) } else { write!(f, "{}", Shown(key)) }
            }
        }
    }
}

/// A value, its path, and where findings go.
#[derive(Clone, Copy)]
pub(super) struct Spot<'d, 'p> {
    pub(super) node: &'d Node,
    pub(super) path: Path<'p>,
    pub(super) findings: &'p Findings,
}

impl<'d> Spot<'d, '_> {
    pub(super) fn say(&self, code: Code, what: fmt::Arguments<'_>, action: fmt::Arguments<'_>) {
        self.findings.add(code, self.node.at, &self.path, what, action);
    }

    fn wrong_type(&self, expected: &str, action: fmt::Arguments<'_>) {
        let found = self.node.value.type_name();
        self.say(Code::WrongType, format_args!("expected {expected}, found {found}"), action);
    }

    /// A text as it stands.
    pub(super) fn text(&self) -> Option<&'d str> {
        match &self.node.value {
            Value::Text(text) => Some(text),
            _ => {
                self.wrong_type("a text", format_args!("write it in double quotes"));
                None
            }
        }
    }

    /// A text for people: not empty, at most `longest` characters, nothing invisible in it.
    pub(super) fn words(&self, longest: usize) -> Option<&'d str> {
        let text = self.text()?;
        if text.trim().is_empty() {
            self.say(
                Code::BadText,
                format_args!("the text is empty"),
                format_args!("write something, or leave the key out"),
            );
            return None;
        }
        // Joiners and marks of direction belong to the spelling of some languages.
        let spelling = |sign: char| matches!(sign, '\u{200C}'..='\u{200F}' | '\u{61C}' | '\u{AD}');
        if let Some(sign) = text.chars().find(|sign| is_invisible(*sign) && !spelling(*sign)) {
            let what = format_args!("the text contains the invisible character U+{:04X}", u32::from(sign));
            self.say(Code::BadText, what, format_args!("delete it"));
            return None;
        }
        let length = text.chars().count();
        if length > longest {
            let what = format_args!(
                "the text has {} characters; at most {longest} are read",
                thousands(length as u64)
            );
            self.say(Code::BadText, what, format_args!("shorten it"));
            return None;
        }
        Some(text)
    }

    pub(super) fn flag(&self) -> Option<bool> {
        match self.node.value {
            Value::Flag(flag) => Some(flag),
            _ => {
                self.wrong_type("true or false", format_args!("write true or false, without quotes"));
                None
            }
        }
    }

    /// A whole number within bounds.
    pub(super) fn whole(&self, bounds: RangeInclusive<i64>) -> Option<i64> {
        let number = match self.node.value {
            Value::Whole(number) => number,
            Value::Huge => {
                let what = format_args!("the number is beyond every limit");
                self.say(Code::TooBig, what, format_args!("write at most {}", bounds.end()));
                return None;
            }
            _ => {
                self.wrong_type(
                    "a whole number",
                    format_args!("write it without quotes and without a fraction"),
                );
                return None;
            }
        };
        if number < *bounds.start() {
            let what = format_args!("{number} is too small");
            self.say(Code::TooSmall, what, format_args!("write {} or more", bounds.start()));
            return None;
        }
        if number > *bounds.end() {
            let what = format_args!("{number} is beyond every limit");
            self.say(Code::TooBig, what, format_args!("write at most {}", bounds.end()));
            return None;
        }
        Some(number)
    }

    /// A whole number that counts something.
    pub(super) fn count(&self, bounds: RangeInclusive<u32>) -> Option<u32> {
        let number = self.whole(i64::from(*bounds.start())..=i64::from(*bounds.end()))?;
        u32::try_from(number).ok()
    }

    /// A number, with or without a fraction, within bounds.
    pub(super) fn real(&self, low: f64, high: f64) -> Option<f64> {
        let number = self.any_number()?;
        if number < low {
            let what = format_args!("{number} is too small");
            self.say(Code::TooSmall, what, format_args!("write {low} or more"));
            return None;
        }
        if number > high {
            let what = format_args!("{number} is beyond every limit");
            self.say(Code::TooBig, what, format_args!("write at most {high}"));
            return None;
        }
        Some(number)
    }

    /// Any finite number.
    pub(super) fn any_number(&self) -> Option<f64> {
        let number = match self.node.value {
            // Exact up to 2⁵³, far beyond every limit.
            Value::Whole(number) => number as f64,
            Value::Huge => f64::INFINITY,
            Value::Real(number) => number,
            _ => {
                self.wrong_type("a number", format_args!("write it without quotes"));
                return None;
            }
        };
        if !number.is_finite() {
            self.say(
                Code::NotFinite,
                format_args!("the number is not finite"),
                format_args!("write a number such as 2.0"),
            );
            return None;
        }
        Some(number)
    }

    /// A duration: whole seconds, or a text such as `1h 30min`.
    pub(super) fn span(&self) -> Option<Span> {
        match &self.node.value {
            Value::Text(text) => match super::span_text::parse(text) {
                Ok(seconds) if seconds <= limits::SPAN_S_MAX => Some(Span(seconds)),
                Ok(_) => {
                    let what = format_args!("{} is longer than ten years", Shown(text));
                    self.say(Code::TooBig, what, format_args!("write a shorter duration"));
                    None
                }
                Err(why) => {
                    let what = format_args!("{} is no duration: {}", Shown(text), why.what());
                    self.say(Code::BadSpan, what, format_args!("{}", why.action()));
                    None
                }
            },
            Value::Whole(_) | Value::Huge => self.whole(0..=limits::SPAN_S_MAX).map(Span),
            _ => {
                self.wrong_type(
                    "a duration",
                    format_args!("write whole seconds, or a text such as \"1h 30min\""),
                );
                None
            }
        }
    }

    /// The items of a list, at most [`limits::ROWS_MAX`] of them.
    pub(super) fn items(&self) -> Option<&'d [Node]> {
        let Value::List(items) = &self.node.value else {
            self.wrong_type("a list", format_args!("write it in square brackets"));
            return None;
        };
        if items.len() > limits::ROWS_MAX {
            let what = format_args!("the list has {} items", thousands(items.len() as u64));
            self.say(
                Code::TooManyRows,
                what,
                format_args!("at most {} are read", thousands(limits::ROWS_MAX as u64)),
            );
        }
        Some(items.get(..limits::ROWS_MAX).unwrap_or(items))
    }

    /// A list of exactly two items, such as a window.
    pub(super) fn pair(&self, example: &str) -> Option<(&'d Node, &'d Node)> {
        if let Value::List(items) = &self.node.value
            && let [first, second] = items.as_slice()
        {
            return Some((first, second));
        }
        if let Value::List(items) = &self.node.value {
            let what = format_args!("expected two items, found {}", items.len());
            self.say(Code::WrongType, what, format_args!("write a pair such as {example}"));
        } else {
            self.wrong_type("a pair", format_args!("write a pair such as {example}"));
        }
        None
    }
}

/// A table with the keys that it may have.
#[derive(Clone, Copy)]
pub(super) struct Row<'d, 'p> {
    pub(super) spot: Spot<'d, 'p>,
    entries: &'d [(Key, Node)],
}

impl<'d, 'p> Row<'d, 'p> {
    /// The table at a spot; keys that are not `known` get a warning.
    pub(super) fn of(spot: Spot<'d, 'p>, known: &[&str]) -> Option<Self> {
        let entries = Self::any(spot)?;
        for (key, _) in entries.entries.iter().filter(|(key, _)| !known.contains(&key.name.as_ref())) {
            let what = format_args!(
                "{} is not known here{}",
                Shown(&key.name),
                Near(&key.name, known.iter().copied())
            );
            let action =
                format_args!("it is not read; correct or delete it (known here: {})", known.join(", "));
            spot.findings.add(Code::UnknownKey, key.at, &spot.path.key(&key.name), what, action);
        }
        Some(entries)
    }

    /// The table at a spot, whatever its keys.
    pub(super) fn any(spot: Spot<'d, 'p>) -> Option<Self> {
        match &spot.node.value {
            Value::Table(entries) => Some(Row { spot, entries }),
            _ => {
                spot.wrong_type(
                    "a table",
                    format_args!("write keys and values, such as {{ key = 1 }} or [name]"),
                );
                None
            }
        }
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|(known, _)| known.name.as_ref() == key)
    }

    /// All keys and their values.
    pub(super) fn each(&self) -> impl Iterator<Item = (&'d str, Spot<'d, '_>)> {
        let Spot { path, findings, .. } = &self.spot;
        self.entries
            .iter()
            .map(|(key, node)| (key.name.as_ref(), Spot { node, path: path.key(&key.name), findings }))
    }

    /// The value of a key, where it is given.
    pub(super) fn get<'s>(&'s self, key: &'static str) -> Option<Spot<'d, 's>> {
        let (_, node) = self.entries.iter().find(|(known, _)| known.name.as_ref() == key)?;
        Some(Spot { node, path: self.spot.path.key(key), findings: self.spot.findings })
    }

    /// The value of a key that must be given.
    pub(super) fn need<'s>(&'s self, key: &'static str, example: &str) -> Option<Spot<'d, 's>> {
        let found = self.get(key);
        if found.is_none() {
            let action = format_args!("add it, such as {key} = {example}");
            self.spot.say(Code::Missing, format_args!("'{key}' is missing"), action);
        }
        found
    }

    pub(super) fn span_or_zero(&self, key: &'static str) -> Span {
        self.get(key).and_then(|spot| spot.span()).unwrap_or_default()
    }

    pub(super) fn count_or(&self, key: &'static str, absent: u32, bounds: RangeInclusive<u32>) -> u32 {
        self.get(key).and_then(|spot| spot.count(bounds)).unwrap_or(absent)
    }

    /// Reads every row of a list of tables, `[[key]]` in TOML.
    pub(super) fn rows<T>(
        &self,
        key: &'static str,
        known: &[&str],
        mut read: impl FnMut(&Row<'d, '_>) -> Option<T>,
    ) -> Vec<ReadRow<T>> {
        let Some(list) = self.get(key) else { return Vec::new() };
        let Value::List(_) = list.node.value else {
            list.wrong_type(
                "a list of tables",
                format_args!("write [[{key}]] in TOML, \"{key}\": [ … ] in JSON"),
            );
            return Vec::new();
        };
        let mut rows = Vec::new();
        for (row, node) in list.items().unwrap_or_default().iter().enumerate() {
            let spot = Spot { node, path: list.path.index(row), findings: list.findings };
            let item = Row::of(spot, known).and_then(|row| read(&row));
            rows.extend(item.map(|item| ReadRow { row, at: node.at, item }));
        }
        rows
    }
}
