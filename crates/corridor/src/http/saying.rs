//! What is decided on the console becomes statements: checked, said with the console's voice, on disk.
//!
//! Never here: what is decided.

use super::app::App;
use super::trouble::ApiError;
use evacuation::statement::{Fact, Statement};
use ledger::EntryId;

/// Says these, all of them or none, as of now; the ids of their entries.
pub(super) async fn say(app: &App, facts: Vec<Fact>) -> Result<Vec<EntryId>, ApiError> {
    let at = app.clock().now();
    say_all(app, facts.into_iter().map(|fact| Statement { at, fact }).collect()).await
}

/// Says these, all of them or none, each of its own moment; the ids of their entries.
pub(super) async fn say_all(app: &App, statements: Vec<Statement>) -> Result<Vec<EntryId>, ApiError> {
    for statement in &statements {
        statement.check().map_err(|error| {
            let remedy = "check what was entered";
            ApiError::bad_request("statement_absurd", error.to_string(), remedy).at("body")
        })?;
    }
    let saying = app.clone();
    let said = tokio::task::spawn_blocking(move || {
        let _still = saying.clock().hold();
        saying.replanner().voice().say(statements)
    });
    said.await.map_err(|_| ApiError::internal())?.map_err(ApiError::from)
}

/// Reads something of the account; not for what takes long.
pub(super) async fn look<T: Send + 'static>(
    app: &App,
    look: impl FnOnce(&App) -> T + Send + 'static,
) -> Result<T, ApiError> {
    let looking = app.clone();
    tokio::task::spawn_blocking(move || look(&looking)).await.map_err(|_| ApiError::internal())
}
