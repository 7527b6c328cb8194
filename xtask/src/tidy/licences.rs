//! Every package that is built in has a licence on the list (from the lock files alone, so it
//! works without a network; advisories need one and are not checked here).

use super::Source;
use serde_json::Value;

const ALLOWED: [&str; 18] = [
    "Apache-2.0",
    "MIT",
    "MIT-0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "0BSD",
    "CC0-1.0",
    "Unlicense",
    "BlueOak-1.0.0",
    "BSL-1.0",
    "Unicode-3.0",
    "Apache-2.0 WITH LLVM-exception",
    "MPL-2.0",
    "OFL-1.1",
    "CC-BY-4.0",
    "CC-BY-3.0",
];

/// `A OR B`: one suffices; `A AND B`: both are needed. `A/B` is an old way to write OR.
fn allowed(expression: &str) -> bool {
    let bare = expression.replace(['(', ')'], "").replace('/', " OR ");
    bare.split(" AND ").all(|part| part.split(" OR ").any(|licence| ALLOWED.contains(&licence.trim())))
        || bare.split(" OR ").any(|part| part.split(" AND ").all(|licence| ALLOWED.contains(&licence.trim())))
}

pub(super) fn findings(metadata: &Value, sources: &[Source]) -> Vec<String> {
    let mut findings = Vec::new();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let licence = package["license"].as_str().unwrap_or("none stated");
        if !allowed(licence) {
            let (name, version) = (&package["name"], &package["version"]);
            findings.push(format!("crate {name} {version}: licence {licence} is not on the list"));
        }
    }
    let lock = sources.iter().find(|source| source.path == "web/package-lock.json");
    let lock: Value = lock.and_then(|source| serde_json::from_str(&source.text).ok()).unwrap_or_default();
    for (path, package) in
        lock["packages"].as_object().into_iter().flatten().filter(|(path, _)| !path.is_empty())
    {
        let licence = package["license"].as_str().unwrap_or("none stated");
        if !allowed(licence) {
            findings.push(format!("{path}: licence {licence} is not on the list"));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::allowed;

    #[test]
    fn expressions_are_read() {
        for good in ["MIT OR Apache-2.0", "(MIT OR GPL-3.0) AND Unicode-3.0", "MIT/Apache-2.0", "ISC"] {
            assert!(allowed(good), "{good}");
        }
        for bad in ["GPL-3.0", "MIT AND GPL-3.0", "none stated", "SSPL-1.0"] {
            assert!(!allowed(bad), "{bad}");
        }
    }
}
