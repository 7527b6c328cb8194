//! Words that must not stand in the tree: unfinished marks, hosts of package registries.

use super::Source;

/// Split so that this file does not find itself.
const FORBIDDEN: [(&str, &str); 8] = [
    ("todo", "!("),
    ("unimplemented", "!("),
    ("FIX", "ME"),
    ("registry.npm", "js.org"),
    ("static.crates", ".io"),
    ("index.crates", ".io"),
    ("files.python", "hosted.org"),
    ("deb.debian", ".org"),
];

pub(super) fn findings(sources: &[Source]) -> Vec<String> {
    let mut findings = Vec::new();
    for Source { path, text } in sources {
        for (a, b) in FORBIDDEN {
            let word = format!("{a}{b}");
            for (ix, _) in text.lines().enumerate().filter(|(_, line)| line.contains(&word)) {
                findings.push(format!("{path}:{}: '{word}' must not stand in the tree", ix + 1));
            }
        }
    }
    findings
}
