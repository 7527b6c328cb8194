//! Reading the files that commands are given, and writing results whole or not at all.

use super::Failure;
use evacuation::operation::Operation;
use evacuation::operation::limits::FILE_BYTES_MAX;
use evacuation::operation::read::{Reading, Severity, format_of, read};
use evacuation::plan::Plan;
use evacuation::replan::State;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::Path;

/// Bytes of a plan file at most: far above a million people's plan.
const PLAN_BYTES_MAX: u64 = 1 << 30;

/// The bytes of a file, refused when there are more than `most`.
pub(crate) fn bytes(path: &Path, most: u64) -> Result<Vec<u8>, Failure> {
    let fail = |error: std::io::Error| Failure(format!("{}: {error}", path.display()));
    let file = File::open(path).map_err(fail)?;
    if file.metadata().map_err(fail)?.is_dir() {
        return Err(Failure(format!("{}: is a folder; name a file", path.display())));
    }
    let mut bytes = Vec::new();
    file.take(most + 1).read_to_end(&mut bytes).map_err(fail)?;
    if bytes.len() as u64 > most {
        let what = format!("{}: the file is larger than {} MB", path.display(), most >> 20);
        return Err(Failure(format!("{what}; an operation on record needs less than one: check what it is")));
    }
    Ok(bytes)
}

/// An operation file with everything that was found in it.
pub(crate) fn reading(path: &Path) -> Result<(Vec<u8>, Reading), Failure> {
    let bytes = bytes(path, FILE_BYTES_MAX as u64)?;
    let reading = read(&bytes, format_of(&path.to_string_lossy(), &bytes));
    Ok((bytes, reading))
}

/// An operation without errors; otherwise its errors, and what to do.
pub(crate) fn operation(path: &Path) -> Result<(Vec<u8>, Operation), Failure> {
    let (bytes, reading) = reading(path)?;
    match reading.operation {
        Some(operation) => Ok((bytes, operation)),
        None => {
            let errors = reading.findings.iter().filter(|finding| finding.severity == Severity::Error);
            let list: Vec<String> = errors.take(10).map(ToString::to_string).collect();
            let (path, list) = (path.display(), list.join("\n"));
            Err(Failure(format!("{path} has errors; `corridor check {path}` shows all of them\n{list}")))
        }
    }
}

/// A plan file.
pub(crate) fn plan(path: &Path) -> Result<Plan, Failure> {
    let bytes = bytes(path, PLAN_BYTES_MAX)?;
    serde_json::from_slice(&bytes).map_err(|error| {
        let path = path.display();
        Failure(format!("{path} is no plan: {error}; `corridor plan FILE --json {path}` writes one"))
    })
}

/// A state without errors, from which a plan is made anew; otherwise its errors, and what to do. Warnings
/// go to standard error.
pub(crate) fn state(path: &Path, operation: &Operation) -> Result<State, Failure> {
    let bytes = bytes(path, PLAN_BYTES_MAX)?;
    let reading = evacuation::replan::read::read(&bytes, operation);
    let list: Vec<String> = reading.findings.iter().map(ToString::to_string).collect();
    let (path, list) = (path.display(), list.join("\n"));
    match reading.state {
        Some(state) => {
            if !list.is_empty() {
                eprintln!("{path}:\n{list}");
            }
            Ok(state)
        }
        None => Err(Failure(format!("{path} is no state of this operation\n{list}"))),
    }
}

/// Writes beside the target first, so that the target is the old file or the whole new one.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let fail = |error: std::io::Error| Failure(format!("{}: cannot write: {error}", path.display()));
    if fs::symlink_metadata(path).is_ok_and(|found| !found.is_file()) {
        // A pipe or a device: there is nothing to keep whole.
        return fs::write(path, bytes).map_err(fail);
    }
    let mut beside = path.as_os_str().to_owned();
    beside.push(format!(".part-{}", std::process::id()));
    let written = File::create(&beside).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&beside, path)
    });
    written.map_err(|error| {
        let _ = fs::remove_file(&beside);
        fail(error)
    })
}
