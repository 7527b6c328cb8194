//! The rule of a quorum: `all(…)`, `any(…)`, `N of GROUP`, `N of (…)`, nested a few levels deep.
//!
//! Never here: keys and witnesses; a rule only counts.

use std::fmt;

/// Rules within rules at most.
const DEPTH_MAX: usize = 8;
/// Rules side by side at most.
const BREADTH_MAX: usize = 64;

/// Who must have cosigned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// At least so many witnesses of a group; `None` means every one.
    Group(Option<usize>, String),
    /// At least so many of these rules; `None` means every one.
    Rules(Option<usize>, Vec<Rule>),
}

/// Whether a group may have this name.
pub(super) fn sound_group(name: &str) -> bool {
    name.len() <= 64
        && name.starts_with(char::is_alphabetic)
        && name.chars().all(|c| c.is_alphanumeric() || c == ' ' || c == '-')
}

impl Rule {
    /// Reads a rule; says in words what is wrong.
    pub fn read(text: &str) -> Result<Rule, String> {
        let mut parser = Parser { rest: text.trim(), depth: 0 };
        let rule = parser.rule()?;
        match parser.rest.trim_start() {
            "" => Ok(rule),
            rest => Err(format!("'{}' follows the rule", short(rest))),
        }
    }

    /// Whether it holds, given how many witnesses of a group are there and how many it has.
    pub fn holds(&self, present: &dyn Fn(&str) -> usize, size: &dyn Fn(&str) -> usize) -> bool {
        match self {
            Rule::Group(needed, group) => {
                let size = size(group);
                size > 0 && present(group) >= needed.unwrap_or(size)
            }
            Rule::Rules(needed, rules) => {
                let holding = rules.iter().filter(|rule| rule.holds(present, size)).count();
                holding >= needed.unwrap_or(rules.len())
            }
        }
    }

    /// The groups that it names, each with how many of it are wanted at most.
    pub(super) fn needs(&self) -> Vec<(String, usize)> {
        match self {
            Rule::Group(needed, group) => vec![(group.clone(), needed.unwrap_or(1))],
            Rule::Rules(_, rules) => rules.iter().flat_map(Rule::needs).collect(),
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (needed, inner) = match self {
            Rule::Group(needed, group) => (needed, group.clone()),
            Rule::Rules(needed, rules) => {
                (needed, rules.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))
            }
        };
        match needed {
            None => write!(f, "all({inner})"),
            Some(1) => write!(f, "any({inner})"),
            Some(n) => write!(f, "{n} of ({inner})"),
        }
    }
}

struct Parser<'a> {
    rest: &'a str,
    depth: usize,
}

fn short(text: &str) -> String {
    text.chars().take(30).collect()
}

impl Parser<'_> {
    /// The next word or sign that is taken, if it is this one.
    fn eat(&mut self, sign: &str) -> bool {
        match self.rest.trim_start().strip_prefix(sign) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn rule(&mut self) -> Result<Rule, String> {
        let start = self.rest.trim_start();
        if let Some(needed) = self.number_of()? {
            return if self.eat("(") { self.inside(Some(needed)) } else { self.group(Some(needed)) };
        }
        for (word, needed) in [("all", None), ("any", Some(1))] {
            if self.eat(word) && self.eat("(") {
                return self.inside(needed);
            }
            self.rest = start;
        }
        Err(format!("at '{}': all(…), any(…) or 'N of GROUP' is expected", short(start)))
    }

    /// Reads `N of`, if it stands here.
    fn number_of(&mut self) -> Result<Option<usize>, String> {
        let start = self.rest.trim_start();
        let digits = start.len() - start.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        if digits == 0 {
            return Ok(None);
        }
        let (number, rest) = start.split_at(digits);
        let number: usize =
            number.parse().map_err(|_| format!("'{}' is too large a number", short(number)))?;
        self.rest = rest;
        if number == 0 {
            return Err("'0 of' asks for nothing".to_owned());
        }
        if !self.eat("of") {
            return Err(format!("'of' is expected after {number}"));
        }
        Ok(Some(number))
    }

    /// A group's name, up to a comma or a bracket.
    fn group(&mut self, needed: Option<usize>) -> Result<Rule, String> {
        let text = self.rest.trim_start();
        let end = text.find([',', ')', '(']).unwrap_or(text.len());
        let (name, rest) = text.split_at(end);
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if !sound_group(&name) {
            return Err(format!("'{}' cannot be the name of a group", short(&name)));
        }
        self.rest = rest;
        Ok(Rule::Group(needed, name))
    }

    /// What stands in brackets: one group's name, or rules with commas between them.
    fn inside(&mut self, needed: Option<usize>) -> Result<Rule, String> {
        self.depth += 1;
        if self.depth > DEPTH_MAX {
            return Err("rules stand more than 8 deep within each other".to_owned());
        }
        let start = self.rest;
        let mut rules = Vec::new();
        loop {
            match self.rule() {
                Ok(rule) => rules.push(rule),
                // Not a rule: then it is a group, if it is the only thing here.
                Err(_) if rules.is_empty() && !nested(start) => {
                    self.rest = start;
                    let group = self.group(needed)?;
                    self.close()?;
                    return Ok(group);
                }
                Err(what) => return Err(what),
            }
            if !self.eat(",") {
                break;
            }
        }
        self.close()?;
        match needed {
            Some(needed) if needed > rules.len() => {
                Err(format!("{needed} of {} rules can never hold", rules.len()))
            }
            _ if rules.len() > BREADTH_MAX => Err("more than 64 rules stand side by side".to_owned()),
            _ => Ok(Rule::Rules(needed, rules)),
        }
    }

    fn close(&mut self) -> Result<(), String> {
        self.depth = self.depth.saturating_sub(1);
        if self.eat(")") { Ok(()) } else { Err("a closing bracket is missing".to_owned()) }
    }
}

/// Whether brackets open before the next closing one: then these are rules, not a group.
fn nested(text: &str) -> bool {
    text.find('(').is_some_and(|open| text.find(')').is_none_or(|close| open < close))
}
