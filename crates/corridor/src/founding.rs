//! Founding an operation in a data folder, and reading back what was founded there.
//!
//! Never here: planning. The plan that is founded was made and judged before.

use crate::intake::NOTE_CONSOLE_KEY;
use crate::live::drill_root;
use crate::store::{Founding, Mode, Store, StoreError};
use evacuation::enrolment::ROOTS_MAX;
use evacuation::operation::Operation;
use evacuation::operation::read::{Format, Severity, read};
use evacuation::plan::Plan;
use ledger::LogId;
use ledger::crypto::{Key, sound_key};
use std::path::Path;
use std::sync::Arc;

/// What a founded folder holds, read into the nouns of the domain.
#[derive(Clone, Debug)]
pub struct Founded {
    /// As it is written.
    pub founding: Founding,
    /// The operation.
    pub operation: Arc<Operation>,
    /// The adopted plan.
    pub plan: Arc<Plan>,
}

/// Why an operation cannot be founded, or what was founded cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum FoundingError {
    /// The store.
    #[error("{0}; {remedy}", remedy = .0.remedy())]
    Store(#[from] StoreError),
    /// The operation file has errors.
    #[error("the operation file has errors: {0}; `corridor check FILE` shows all of them")]
    Operation(String),
    /// The plan is none.
    #[error("the plan cannot be read: {0}; make it anew with `corridor plan`")]
    Plan(String),
    /// A root that cannot be one.
    #[error("{0} cannot be a root: {1}")]
    Root(LogId, &'static str),
    /// The system gives no random bytes.
    #[error("the system gives no random bytes: {0}")]
    Random(String),
}

/// Founds an operation: writes the file, the plan that is adopted and the mode into an empty folder.
/// The console's own key is drawn and is a root, one of those that may enrol other devices; `roots`
/// are more of them. A drill's simulated operations room is a root too.
pub fn found(
    data: &Path,
    operation_file: &[u8],
    format: Format,
    plan_json: &[u8],
    mode: Mode,
    roots: &[LogId],
) -> Result<(), FoundingError> {
    let operation = operation(operation_file, format)?;
    plan(plan_json)?;
    let (random, console) = (draw()?, draw()?);
    let mut all = vec![Key::from_seed(&console).log_id()];
    if let Mode::Drill { seed } = mode {
        all.push(drill_root(seed));
    }
    for root in roots {
        if !sound_key(root) {
            return Err(FoundingError::Root(*root, "the key is weak; let the device make a new one"));
        }
        if all.len() == ROOTS_MAX {
            return Err(FoundingError::Root(*root, "there are 64 roots already; name fewer"));
        }
        if !all.contains(root) {
            all.push(*root);
        }
    }
    let founding = Founding {
        name: operation.name,
        start_unix_s: operation.start_unix_s,
        operation_file: operation_file.to_vec(),
        operation_is_json: format == Format::Json,
        plan_json: plan_json.to_vec(),
        mode,
        random,
        roots: all.into_iter().map(|LogId(key)| key).collect(),
    };
    Ok(Store::found(data, &founding, &[(NOTE_CONSOLE_KEY, console.to_vec())])?)
}

/// Reads what was founded in a folder.
pub fn read_founded(data: &Path) -> Result<Founded, FoundingError> {
    let Some(founding) = Store::peek(data)? else {
        return Err(StoreError::NotFounded { path: data.to_owned() }.into());
    };
    Founded::of(founding)
}

impl Founded {
    /// Reads what was founded into the nouns of the domain.
    pub fn of(founding: Founding) -> Result<Founded, FoundingError> {
        let format = if founding.operation_is_json { Format::Json } else { Format::Toml };
        let operation = Arc::new(operation(&founding.operation_file, format)?);
        let plan = Arc::new(plan(&founding.plan_json)?);
        Ok(Founded { founding, operation, plan })
    }
}

fn draw() -> Result<[u8; 32], FoundingError> {
    let mut random = [0; 32];
    getrandom::fill(&mut random).map_err(|error| FoundingError::Random(error.to_string()))?;
    Ok(random)
}

fn operation(file: &[u8], format: Format) -> Result<Operation, FoundingError> {
    let reading = read(file, format);
    let errors = reading.findings.iter().filter(|finding| finding.severity == Severity::Error);
    let first = errors.map(ToString::to_string).next().unwrap_or_default();
    reading.operation.ok_or(FoundingError::Operation(first))
}

fn plan(json: &[u8]) -> Result<Plan, FoundingError> {
    serde_json::from_slice(json).map_err(|error| FoundingError::Plan(error.to_string()))
}
