//! `GET /field/notes/{reading}`: sealed medical notes, given out only against a reading that a clinician's device
//! has said before: the reading is on disk first, then there is something to read.
//!
//! Never here: opening a note; nothing on a hub can.

use super::super::app::App;
use super::super::trouble::ApiError;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use evacuation::account::{NoteSaid, hex, unhex};
use serde::Serialize;
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// The notes that a reading covers, as far as its device can open them.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(in crate::http) struct NotesView {
    notes: Vec<NoteView>,
    /// Notes that were sealed before this device could read any.
    closed: usize,
    /// Whose devices can open them, and seal them anew for this one.
    ask: Vec<String>,
}

/// A sealed note.
#[derive(Clone, Debug, Serialize, ToSchema)]
struct NoteView {
    at: i64,
    /// Whose device wrote it.
    by: String,
    /// The statement that it was written with.
    entry: String,
    /// Whose device sealed it anew for this one; `null`: it was sealed to it from the start.
    again: Option<String>,
    /// Devices that can open it.
    readers: Vec<String>,
    token: String,
    /// Base64, all three.
    ephemeral: String,
    wrapped: String,
    sealed: String,
}

/// Sealed notes, for a clinician whose reading is recorded.
#[utoipa::path(get, path = "/field/notes/{reading}", operation_id = "field_notes",
    params(("reading" = String, Path, description = "the id of the statement that the notes are read")),
    responses((status = 200, body = NotesView), (status = 400, body = ApiError), (status = 403, body = ApiError)))]
pub(in crate::http) async fn notes(
    State(app): State<App>,
    Path(reading): Path<String>,
) -> Result<Json<NotesView>, ApiError> {
    let id = unhex(&reading).ok_or_else(|| {
        let what = "a statement's id is 64 hexadecimal digits";
        ApiError::bad_request("reading", what, "send the reading first, then its id").at("reading")
    })?;
    let found = app.intake().read(|book| {
        let (reader, notes) = book.account().notes_for(&id)?;
        let label = |device: &[u8; 32]| {
            let label = book.device(device).map(|enrol| enrol.label.clone());
            label.unwrap_or_else(|| hex(device).chars().take(12).collect())
        };
        let given: Vec<NoteView> = notes.iter().filter_map(|said| view(said, &reader, label)).collect();
        let closed = notes.iter().filter(|said| said.for_reader(&reader).is_none());
        let can: BTreeSet<[u8; 32]> = closed.flat_map(NoteSaid::readers).collect();
        let can = can.iter().filter(|device| book.account().is_clinician(device));
        Some(NotesView { closed: notes.len() - given.len(), notes: given, ask: can.map(label).collect() })
    });
    found.map(Json).ok_or_else(|| {
        let what = "no clinician's device has said that it reads notes under this id";
        let remedy = "a clinician's phone that is admitted says so first; every reading is recorded";
        ApiError::new(StatusCode::FORBIDDEN, "not_read", what, remedy).at("reading")
    })
}

fn view(said: &NoteSaid<'_>, reader: &[u8; 32], label: impl Fn(&[u8; 32]) -> String) -> Option<NoteView> {
    let (note, again) = said.for_reader(reader)?;
    let own = note.to.iter().find(|to| *to.device == *reader)?;
    Some(NoteView {
        at: said.at.seconds(),
        by: label(&said.device),
        entry: hex(&said.entry),
        again: again.as_ref().map(&label),
        readers: said.readers().iter().map(hex).collect(),
        token: note.token.to_string(),
        ephemeral: STANDARD.encode(*note.ephemeral),
        wrapped: STANDARD.encode(*own.wrapped),
        sealed: STANDARD.encode(&note.sealed),
    })
}
