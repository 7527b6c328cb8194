//! Files of at most 400 lines and functions of at most 70: would you know your way around?

use super::Source;

const FILE_LINES_MAX: usize = 400;
const FUNCTION_LINES_MAX: usize = 70;

pub(super) fn findings(sources: &[Source]) -> Vec<String> {
    let mut findings = Vec::new();
    for source in sources {
        let code = [".rs", ".ts", ".svelte", ".mjs"].iter().any(|end| source.path.ends_with(end));
        let lines: Vec<&str> = source.text.lines().collect();
        if code && lines.len() > FILE_LINES_MAX {
            let (path, n) = (&source.path, lines.len());
            findings.push(format!("{path}: {n} lines, at most {FILE_LINES_MAX}; split it by meaning"));
        }
        if source.path.ends_with(".rs") {
            functions(&source.path, &lines, &mut findings);
        }
    }
    findings
}

/// rustfmt closes a function at the indentation at which it began.
fn functions(path: &str, lines: &[&str], findings: &mut Vec<String>) {
    for (start, line) in lines.iter().enumerate() {
        let indent = line.len() - line.trim_start().len();
        let words = line.trim_start().split("fn ").next().unwrap_or_default();
        let is_head = line.contains("fn ")
            && words
                .split_whitespace()
                .all(|w| w.starts_with("pub") || ["const", "async", "super)"].contains(&w));
        if !is_head {
            continue;
        }
        let close = format!("{}}}", " ".repeat(indent));
        let end = lines[start..].iter().position(|line| *line == close || line.trim_end().ends_with(';'));
        let length = end.map_or(0, |end| end + 1);
        let body = lines[start..].iter().take(length).any(|line| line.contains('{'));
        let length =
            if body { lines[start..].iter().position(|l| *l == close).map_or(0, |e| e + 1) } else { 0 };
        if length > FUNCTION_LINES_MAX {
            let at = start + 1;
            findings.push(format!("{path}:{at}: a function of {length} lines, at most {FUNCTION_LINES_MAX}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_function_is_found() {
        let mut text = "impl X {\n    pub(super) fn long() {\n".to_owned();
        text.push_str(&"        let x = 1;\n".repeat(70));
        text.push_str("    }\n    fn short() {}\n}\n");
        let source = Source { path: "a.rs".into(), text };
        let found = findings(std::slice::from_ref(&source));
        assert_eq!(found.len(), 1);
        assert!(found[0].starts_with("a.rs:2: a function of 72 lines"), "{found:?}");
    }
}
