//! The edges between crates that ARCHITECTURE.md allows; any other fails.

use serde_json::Value;

/// A crate and the siblings that it may depend on.
const ALLOWED: [(&str, &[&str]); 8] = [
    ("evacuation", &[]),
    ("ledger", &[]),
    ("reading", &[]),
    ("paper", &[]),
    ("planner", &["evacuation"]),
    ("simulator", &["evacuation"]),
    ("corridor", &["evacuation", "ledger", "paper", "planner", "reading", "simulator"]),
    ("xtask", &[]),
];

/// What pure crates must not link: sockets, runtimes, databases, clocks of their own.
const IMPURE: [&str; 10] =
    ["tokio", "axum", "hyper", "rusqlite", "rand", "getrandom", "chrono", "reqwest", "mio", "async-std"];

pub(super) fn findings(metadata: &Value) -> Vec<String> {
    let empty = Vec::new();
    let packages = metadata["packages"].as_array().unwrap_or(&empty);
    let members: Vec<&Value> = packages.iter().filter(|package| package["source"].is_null()).collect();
    let names: Vec<&str> = members.iter().filter_map(|package| package["name"].as_str()).collect();
    let mut findings = Vec::new();
    for package in members {
        let name = package["name"].as_str().unwrap_or_default();
        let Some((_, allowed)) = ALLOWED.iter().find(|(known, _)| *known == name) else {
            findings
                .push(format!("crate {name} is not on the map: add it to ARCHITECTURE.md and to this rule"));
            continue;
        };
        let dependencies = package["dependencies"].as_array().unwrap_or(&empty);
        for dependency in dependencies.iter().filter(|dependency| dependency["kind"].is_null()) {
            let to = dependency["name"].as_str().unwrap_or_default();
            if names.contains(&to) && !allowed.contains(&to) {
                findings.push(format!("crate {name} must not depend on {to}"));
            }
            if !["corridor", "xtask"].contains(&name) && IMPURE.contains(&to) {
                findings.push(format!("crate {name} is pure and must not depend on {to}"));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(name: &str, dependencies: &[&str]) -> Value {
        let list: Vec<Value> =
            dependencies.iter().map(|d| serde_json::json!({ "name": d, "kind": null })).collect();
        serde_json::json!({ "name": name, "source": null, "dependencies": list })
    }

    #[test]
    fn only_allowed_edges_pass() {
        let good = [package("evacuation", &[]), package("planner", &["evacuation"])];
        assert_eq!(findings(&serde_json::json!({ "packages": good })), Vec::<String>::new());
        let bad =
            [package("evacuation", &["ledger", "tokio"]), package("ledger", &[]), package("simulator", &[])];
        let found = findings(&serde_json::json!({ "packages": bad }));
        assert_eq!(found.len(), 2, "{found:?}");
        let unknown = [package("misc", &[])];
        assert_eq!(findings(&serde_json::json!({ "packages": unknown })).len(), 1);
    }
}
