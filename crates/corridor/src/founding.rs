//! Founding an operation in a data folder, and reading back what was founded there.
//!
//! Never here: planning. The plan that is founded was made and judged before.

use crate::store::{Founding, Mode, Store, StoreError};
use evacuation::operation::Operation;
use evacuation::operation::read::{Format, Severity, read};
use evacuation::plan::Plan;
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
    /// The system gives no random bytes.
    #[error("the system gives no random bytes: {0}")]
    Random(String),
}

/// Founds an operation: writes the file, the plan that is adopted and the mode into an empty folder.
pub fn found(
    data: &Path,
    operation_file: &[u8],
    format: Format,
    plan_json: &[u8],
    mode: Mode,
) -> Result<(), FoundingError> {
    let operation = operation(operation_file, format)?;
    plan(plan_json)?;
    let mut random = [0; 32];
    getrandom::fill(&mut random).map_err(|error| FoundingError::Random(error.to_string()))?;
    let founding = Founding {
        name: operation.name,
        start_unix_s: operation.start_unix_s,
        operation_file: operation_file.to_vec(),
        operation_is_json: format == Format::Json,
        plan_json: plan_json.to_vec(),
        mode,
        random,
    };
    Ok(Store::found(data, &founding)?)
}

/// Reads what was founded in a folder.
pub fn read_founded(data: &Path) -> Result<Founded, FoundingError> {
    let Some(founding) = Store::peek(data)? else {
        return Err(StoreError::NotFounded { path: data.to_owned() }.into());
    };
    let format = if founding.operation_is_json { Format::Json } else { Format::Toml };
    let operation = Arc::new(operation(&founding.operation_file, format)?);
    let plan = Arc::new(plan(&founding.plan_json)?);
    Ok(Founded { founding, operation, plan })
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
