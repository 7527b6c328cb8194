//! ARCHITECTURE.md stays true: every path that it names exists, and every module at the top of a
//! crate is named on it. GLOSSARY.md stays true: every type that it names exists.

use super::Source;

pub(super) fn findings(sources: &[Source]) -> Vec<String> {
    let Some(map) = sources.iter().find(|source| source.path == "ARCHITECTURE.md") else {
        return vec!["ARCHITECTURE.md is missing".to_owned()];
    };
    let mut findings = Vec::new();
    for (ix, line) in map.text.lines().enumerate() {
        for name in
            line.split('`').skip(1).step_by(2).filter(|name| name.contains('/') && !name.contains(' '))
        {
            let known = sources
                .iter()
                .any(|s| s.path == name || s.path.starts_with(&format!("{}/", name.trim_end_matches('/'))));
            if looks_like_a_path(name) && !known {
                findings.push(format!("ARCHITECTURE.md:{}: there is no {name}", ix + 1));
            }
        }
    }
    for source in sources {
        let Some((crate_path, module)) = source.path.split_once("/src/") else { continue };
        if !crate_path.starts_with("crates/") && crate_path != "xtask" {
            continue;
        }
        let name = module.split('/').next().unwrap_or_default();
        let stem = name.trim_end_matches(".rs");
        if ["lib", "main"].contains(&stem) {
            continue;
        }
        let named = [
            format!("`{crate_path}/src/{stem}.rs`"),
            format!("`{crate_path}/src/{stem}`"),
            format!("`{crate_path}/src/{stem}/`"),
        ];
        if !named.iter().any(|name| map.text.contains(name)) {
            findings.push(format!("ARCHITECTURE.md does not name {crate_path}/src/{stem}"));
        }
    }
    findings.extend(glossary(sources));
    findings.sort();
    findings.dedup();
    findings
}

/// The second column of each row names a type or function of the crates.
fn glossary(sources: &[Source]) -> Vec<String> {
    let Some(glossary) = sources.iter().find(|source| source.path == "GLOSSARY.md") else {
        return Vec::new();
    };
    let code: Vec<&Source> =
        sources.iter().filter(|s| s.path.starts_with("crates/") && s.path.ends_with(".rs")).collect();
    let exists = |name: &str| {
        let heads = ["struct", "enum", "trait", "type", "fn"].map(|word| format!("pub {word} {name}"));
        code.iter().any(|source| heads.iter().any(|head| source.text.contains(head.as_str())))
    };
    let rows = glossary.text.lines().filter(|line| line.starts_with('|')).skip(2);
    rows.filter_map(|row| row.split('|').nth(2)?.trim().strip_prefix('`')?.strip_suffix('`'))
        .filter(|name| !exists(name))
        .map(|name| format!("GLOSSARY.md: there is no {name} in the crates"))
        .collect()
}

/// Routes such as `/api/v1` and ids such as `a/b` are no paths of the tree.
fn looks_like_a_path(name: &str) -> bool {
    let roots = ["crates/", "web/", "xtask/", "bench/", "scenarios/", "decisions/", "fuzz/", ".ci/"];
    roots.iter().any(|root| name.starts_with(root)) && !name.contains(['*', '{', '<', '…'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(path: &str, text: &str) -> Source {
        Source { path: path.into(), text: text.into() }
    }

    #[test]
    fn the_map_and_the_tree_must_agree() {
        let tree = |map: &str| vec![source("ARCHITECTURE.md", map), source("crates/a/src/plan.rs", "")];
        assert_eq!(findings(&tree("`crates/a/src/plan.rs` plans")), Vec::<String>::new());
        assert_eq!(findings(&tree("nothing")).len(), 1);
        assert_eq!(findings(&tree("`crates/a/src/plan.rs` and `crates/a/src/gone.rs`")).len(), 1);
    }
}
