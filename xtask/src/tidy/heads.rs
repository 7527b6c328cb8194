//! Every Rust module begins with `//!`, and no module is called by a word that says nothing.

use super::Source;

const EMPTY_NAMES: [&str; 7] = ["common", "utils", "util", "core", "types", "helpers", "misc"];

pub(super) fn findings(sources: &[Source]) -> Vec<String> {
    let mut findings = Vec::new();
    for Source { path, text } in sources.iter().filter(|source| source.path.ends_with(".rs")) {
        let inner =
            text.lines().find(|line| !line.is_empty() && !line.starts_with("#![")).unwrap_or_default();
        if !inner.starts_with("//!") && !path.contains("/fuzz_targets/") {
            findings.push(format!("{path}:1: begin with `//!`: what lives here and what must never"));
        }
        let mut names = path.trim_end_matches(".rs").split('/');
        if let Some(name) = names.find(|name| EMPTY_NAMES.contains(name)) {
            findings.push(format!("{path}: '{name}' says nothing; name the module by what it knows"));
        }
    }
    findings
}
