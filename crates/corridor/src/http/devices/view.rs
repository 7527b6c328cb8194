//! The shape of the devices page.
//!
//! Never here: deciding anything.

use super::state::{Sealed, sealed};
use crate::http::app::App;
use crate::http::statement_row::{StatementRow, role_name, row};
use crate::http::trouble::ApiError;
use crate::intake::Book;
use evacuation::account::hex;
use evacuation::enrolment::{DeviceId, Membership};
use evacuation::quantity::Moment;
use ledger::words::{Letters, words};
use ledger::{LogId, OperationId};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use utoipa::ToSchema;

/// Rows of quarantine that are shown at most; the rest is counted.
const ROWS_MAX: usize = 200;

/// Every device, and what is in quarantine.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Devices)]
pub(crate) struct DevicesView {
    /// The server's clock, in seconds of Unix time: ages are counted from it.
    now_unix_s: i64,
    /// Who must have cosigned a seal; absent where no policy was given.
    quorum: Option<String>,
    /// Roles that can be given.
    roles: Vec<&'static str>,
    /// Those of them that take two enrollers.
    privileged: Vec<&'static str>,
    devices: Vec<DeviceView>,
    quarantine: QuarantineView,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = DeviceState)]
struct DeviceView {
    /// Its key.
    device: String,
    label: String,
    /// What it asked to be; absent before it asked.
    asked: Option<&'static str>,
    /// What it is enrolled for; absent while it is not.
    role: Option<&'static str>,
    /// Named at the founding.
    root: bool,
    grants: Vec<GrantView>,
    /// What one enroller granted and another must grant too.
    waiting: Vec<GrantView>,
    /// The number from which on it no longer counts.
    revoked_from: Option<u64>,
    /// The first number for which it signed two statements.
    forked_at: Option<u64>,
    /// It sealed another history of this many statements than the one here.
    contradicted_at: Option<u64>,
    /// Its key as words to be read aloud, in Latin letters …
    words: Vec<String>,
    /// … and in Arabic ones.
    words_arabic: Vec<String>,
    statements: usize,
    /// Of these, in quarantine.
    held: usize,
    /// How far its newest seal reaches, and since when it is here.
    sealed: Option<SealedView>,
    /// How far a known witness has cosigned, the last time.
    cosigned: Option<SealedView>,
    /// How far enough witnesses have cosigned, and since when.
    enough: Option<SealedView>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Grant)]
struct GrantView {
    role: &'static str,
    place: Option<String>,
    until: Option<i64>,
    /// Who granted it, where more are needed.
    by: Vec<String>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = SealedUpTo)]
struct SealedView {
    size: u64,
    unix_s: i64,
    witnesses: Vec<String>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = QuarantineState)]
struct QuarantineView {
    /// Statements that do not count for now.
    statements: u64,
    /// Persons of whom only such statements speak.
    persons: u64,
    /// The first of them.
    rows: Vec<StatementRow>,
}

pub(super) async fn devices(app: &App) -> Result<DevicesView, ApiError> {
    let seals = app.intake().seals().await.map_err(ApiError::from)?;
    let policy = app.sealer().policy.as_ref();
    let logs = sealed(&seals, policy);
    let operation = app.intake().operation_id();
    Ok(app.intake().read(|book| DevicesView {
        now_unix_s: crate::wall_clock::unix_s(),
        quorum: policy.map(|policy| policy.rule().to_string()),
        roles: super::roles().map(role_name).collect(),
        privileged: evacuation::enrolment::PRIVILEGED.into_iter().map(role_name).collect(),
        devices: all(book, &logs, &operation),
        quarantine: quarantine(book),
    }))
}

fn all(book: &Book, logs: &BTreeMap<LogId, Sealed>, operation: &OperationId) -> Vec<DeviceView> {
    let mut ids: BTreeSet<DeviceId> = book.devices().map(|(device, _)| device).collect();
    ids.extend(book.account().enrolments().devices().map(|(device, _)| *device));
    let mut held: BTreeMap<DeviceId, usize> = BTreeMap::new();
    for one in book.account().quarantine() {
        *held.entry(one.said.source.device).or_default() += 1;
    }
    ids.into_iter()
        .map(|id| {
            let held = held.get(&id).copied().unwrap_or(0);
            device(book, id, held, logs.get(&LogId(id)), operation)
        })
        .collect()
}

fn device(
    book: &Book,
    id: DeviceId,
    held: usize,
    sealed: Option<&Sealed>,
    operation: &OperationId,
) -> DeviceView {
    let Membership { root, grants, waiting, revoked_from, forked_at } = book.account().member(&id);
    let label = |device: &DeviceId| book.device(device).map(|enrol| enrol.label.clone()).unwrap_or_default();
    let grant = |grant: &evacuation::enrolment::Grant, by: Vec<String>| GrantView {
        role: role_name(grant.role),
        place: grant.place.clone(),
        until: grant.until.map(Moment::seconds),
        by,
    };
    let seconds = |unix_s: u64| i64::try_from(unix_s).unwrap_or(i64::MAX);
    let up_to = |size, unix_s, witnesses| SealedView { size, unix_s, witnesses };
    let say = |letters| words(operation, &LogId(id), letters);
    DeviceView {
        device: hex(&id),
        label: label(&id),
        asked: book.device(&id).map(|enrol| role_name(enrol.role)),
        role: book.account().role(&id).map(role_name),
        root,
        grants: grants.iter().map(|one| grant(one, Vec::new())).collect(),
        waiting: waiting.iter().map(|(one, by)| grant(one, by.iter().map(label).collect())).collect(),
        revoked_from,
        forked_at,
        contradicted_at: book.contradicted().get(&id).map(|one| one.size),
        words: say(Letters::Latin),
        words_arabic: say(Letters::Arabic),
        statements: book.account().statements_of(&id),
        held,
        sealed: sealed.and_then(|s| s.sealed).map(|(size, at)| up_to(size, at, Vec::new())),
        cosigned: sealed
            .and_then(|s| s.cosigned.clone())
            .map(|(size, at, names)| up_to(size, seconds(at), names)),
        enough: sealed.and_then(|s| s.enough).map(|(size, at)| up_to(size, seconds(at), Vec::new())),
    }
}

fn quarantine(book: &Book) -> QuarantineView {
    let quarantined = book.account().quarantined();
    let rows = book.account().quarantine().into_iter().take(ROWS_MAX).map(|one| row(book, one.said));
    QuarantineView { statements: quarantined.statements, persons: quarantined.persons, rows: rows.collect() }
}
