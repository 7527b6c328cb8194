//! The rules of the tree that no compiler checks. Each file here is one rule; all findings are
//! printed, not only the first.

mod edges;
mod heads;
mod lengths;
mod licences;
mod map;
mod words;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// A file of the tree that git knows.
struct Source {
    /// Path from the root, with `/`.
    path: String,
    /// Its text; files that are no text are left out.
    text: String,
}

pub(crate) fn run(root: &Path) -> ExitCode {
    let (sources, metadata) = match (sources(root), metadata(root)) {
        (Ok(sources), Ok(metadata)) => (sources, metadata),
        (Err(error), _) | (_, Err(error)) => {
            eprintln!("tidy: {error}");
            return ExitCode::FAILURE;
        }
    };
    let findings: Vec<String> = [
        heads::findings(&sources),
        lengths::findings(&sources),
        words::findings(&sources),
        edges::findings(&metadata),
        licences::findings(&metadata, &sources),
        map::findings(&sources),
    ]
    .concat();
    for finding in &findings {
        println!("{finding}");
    }
    println!("tidy: {} files, {} findings", sources.len(), findings.len());
    if findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Every text file that git tracks, or would: new files count too.
fn sources(root: &Path) -> Result<Vec<Source>, String> {
    let output = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(root)
        .output()
        .map_err(|error| format!("git does not answer: {error}"))?;
    let list = String::from_utf8_lossy(&output.stdout).into_owned();
    let read = |path: &str| {
        let text = fs::read_to_string(root.join(PathBuf::from(path))).ok()?;
        Some(Source { path: path.to_owned(), text })
    };
    Ok(list.split('\0').filter(|path| !path.is_empty()).filter_map(read).collect())
}

fn metadata(root: &Path) -> Result<serde_json::Value, String> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(root)
        .output()
        .map_err(|error| format!("cargo does not answer: {error}"))?;
    serde_json::from_slice(&output.stdout).map_err(|error| format!("cargo metadata: {error}"))
}
