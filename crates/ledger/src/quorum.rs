//! Whose cosignatures are enough: witnesses in groups, and a rule over the groups, such as
//! `all(any(party A), any(party B), 2 of observers)`, read from a file.
//!
//! ```text
//! # who watches, and for whom
//! witness party A    a1.example+0bcfc1d6+BAAB…
//! witness observers  o1.example+5f1d4a6e+BAAC…
//! quorum all(any(party A), any(party B), 2 of observers)
//! ```
//!
//! Never here: seals themselves (`checkpoint`). Field work never waits for a quorum.

use crate::checkpoint::{Seal, WitnessKey};
use std::collections::BTreeMap;
use std::fmt;

mod rule;

pub use rule::Rule;

/// Bytes of a policy file at most.
pub const POLICY_BYTES_MAX: usize = 64 * 1024;
/// Witnesses at most.
pub const WITNESSES_MAX: usize = 1000;

/// Something that is wrong with a policy file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The line, counted from 1; 0 for the file as a whole.
    pub line: usize,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub remedy: &'static str,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}; {}", self.line, self.what, self.remedy)
    }
}

/// Witnesses by group, and the rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    groups: BTreeMap<String, Vec<WitnessKey>>,
    rule: Rule,
}

/// How a seal stands with a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cosigned {
    /// For each group: its witnesses whose cosignature is there, with its time in Unix seconds.
    pub groups: Vec<(String, Vec<(WitnessKey, u64)>)>,
    /// The moment from which enough witnesses had cosigned, in Unix seconds; `None` while they are
    /// not enough.
    pub since: Option<u64>,
}

impl Policy {
    /// Reads a policy file: the policy, or everything that is wrong with it.
    pub fn read(text: &str) -> Result<Policy, Vec<Finding>> {
        if text.len() > POLICY_BYTES_MAX {
            let what = "the file has more than 64 KiB".to_owned();
            return Err(vec![Finding { line: 0, what, remedy: "name the policy file" }]);
        }
        let mut reader = Reader::default();
        for (number, line) in text.lines().enumerate() {
            reader.line(number + 1, line);
        }
        reader.finish()
    }

    /// The groups with their witnesses.
    pub fn groups(&self) -> &BTreeMap<String, Vec<WitnessKey>> {
        &self.groups
    }

    /// The rule.
    pub fn rule(&self) -> &Rule {
        &self.rule
    }

    /// Whether any group has this witness.
    pub fn knows(&self, name: &str) -> bool {
        self.groups.values().flatten().any(|witness| witness.name == name)
    }

    /// How a seal stands.
    pub fn judge(&self, seal: &Seal) -> Cosigned {
        let found = |witnesses: &[WitnessKey]| -> Vec<(WitnessKey, u64)> {
            witnesses.iter().filter_map(|w| Some((w.clone(), seal.cosigned_by(w)?))).collect()
        };
        let groups: Vec<(String, Vec<(WitnessKey, u64)>)> =
            self.groups.iter().map(|(name, witnesses)| (name.clone(), found(witnesses))).collect();
        let mut times: Vec<u64> = groups.iter().flat_map(|(_, found)| found).map(|(_, time)| *time).collect();
        times.sort_unstable();
        let enough = |until: &u64| {
            let present = |group: &str| {
                let group = groups.iter().find(|(name, _)| name == group);
                group.map_or(0, |(_, found)| found.iter().filter(|(_, time)| time <= until).count())
            };
            self.rule.holds(&present, &|group| self.groups.get(group).map_or(0, Vec::len))
        };
        let since = times.into_iter().find(enough);
        Cosigned { groups, since }
    }
}

#[derive(Default)]
struct Reader {
    groups: BTreeMap<String, Vec<WitnessKey>>,
    rule: Option<(usize, Rule)>,
    rule_lines: usize,
    findings: Vec<Finding>,
}

impl Reader {
    fn find(&mut self, line: usize, what: impl Into<String>, remedy: &'static str) {
        self.findings.push(Finding { line, what: what.into(), remedy });
    }

    fn line(&mut self, number: usize, line: &str) {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            return;
        }
        match line.split_once(char::is_whitespace) {
            Some(("witness", rest)) => self.witness(number, rest.trim()),
            Some(("quorum", rest)) => self.quorum(number, rest.trim()),
            _ => {
                let what = format!("'{}' is not understood", line.chars().take(40).collect::<String>());
                self.find(number, what, "begin the line with 'witness', 'quorum' or '#'");
            }
        }
    }

    fn witness(&mut self, number: usize, rest: &str) {
        let Some((group, key)) = rest.rsplit_once(char::is_whitespace) else {
            return self.find(number, "a group or a key is missing", "write: witness GROUP KEY");
        };
        let group = group.split_whitespace().collect::<Vec<_>>().join(" ");
        if !rule::sound_group(&group) {
            let what = format!("'{group}' cannot be the name of a group");
            return self.find(
                number,
                what,
                "use letters, digits, spaces and dashes, and begin with a letter",
            );
        }
        let witness = match WitnessKey::read(key) {
            Ok(witness) => witness,
            Err(what) => return self.find(number, what, "copy the line that `corridor witness` prints"),
        };
        let known = self.groups.values().flatten();
        if known.clone().any(|known| known.key == witness.key || known.name == witness.name) {
            let what = format!("{} or its key is named a second time", witness.name);
            return self.find(number, what, "let each witness stand in one group, once");
        }
        if known.count() >= WITNESSES_MAX {
            return self.find(number, "more than 1000 witnesses are named", "name fewer");
        }
        self.groups.entry(group).or_default().push(witness);
    }

    fn quorum(&mut self, number: usize, rest: &str) {
        self.rule_lines += 1;
        if self.rule_lines > 1 {
            return self.find(number, "a second quorum is given", "give one line 'quorum …'");
        }
        match Rule::read(rest) {
            Ok(rule) => self.rule = Some((number, rule)),
            Err(what) => self.find(number, what, "write it as in: all(any(party A), 2 of observers)"),
        }
    }

    fn finish(mut self) -> Result<Policy, Vec<Finding>> {
        let Some((number, rule)) = self.rule.take() else {
            if self.rule_lines == 0 {
                self.find(0, "no quorum is given", "add a line such as: quorum any(observers)");
            }
            return Err(self.findings);
        };
        for (group, needed) in rule.needs() {
            let present = self.groups.get(&group).map_or(0, Vec::len);
            if present == 0 {
                let what = format!("the quorum names the group '{group}', which has no witness");
                self.find(number, what, "add a line: witness GROUP KEY, or correct the name");
            } else if present < needed {
                let what = format!("the quorum wants {needed} of '{group}', which has {present}");
                self.find(number, what, "ask for fewer, or name more witnesses");
            }
        }
        if self.findings.is_empty() { Ok(Policy { groups: self.groups, rule }) } else { Err(self.findings) }
    }
}
