//! `GET /devices`: every device, how it is enrolled, sealed and cosigned, and what is in quarantine;
//! `POST /devices/…`: what an enroller decides, said with the console's own key as a statement.
//!
//! Never here: who counts (`evacuation::enrolment`).

mod state;
mod view;

use super::app::App;
use super::body::read_json;
use super::saying;
use super::trouble::ApiError;
use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use evacuation::account::unhex;
use evacuation::quantity::Moment;
use evacuation::statement::{Admit, Fact, Release, Revoke, Role};
use ledger::{ForkProof, LogId, Signed};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use view::DevicesView;

/// Whom an enroller admits.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AdmitAsk {
    /// The device's key in hexadecimal.
    device: String,
    /// For what.
    role: String,
    /// Where; everywhere if absent.
    place: Option<String>,
    /// Until when, in seconds after the operation's start; without end if absent.
    until: Option<i64>,
}

/// Whom an enroller ends.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RevokeAsk {
    /// The device's key in hexadecimal.
    device: String,
    /// The first number of its log that no longer counts; if absent, what is not here yet.
    from: Option<u64>,
    /// Why.
    why: String,
}

/// What an enroller lets count after all.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReleaseAsk {
    /// The entries' ids in hexadecimal.
    entries: Vec<String>,
    /// Why they are believed.
    why: String,
}

/// A proof, for anybody, that a device told two histories.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct ForkView {
    /// What both signatures are bound to.
    operation_id: String,
    /// The log, which is the device's key.
    log: String,
    /// The number that was signed twice.
    seq: u64,
    /// Both entries.
    entries: Vec<SignedView>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
struct SignedView {
    /// The entry's bytes, base64.
    bytes: String,
    /// The signature over them, base64.
    signature: String,
}

/// How another hub's console comes to know this one: its request to join, as a code to be scanned.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct OwnView {
    /// This console's key.
    device: String,
    /// The key as words to be read aloud, in Latin letters …
    words: Vec<String>,
    /// … and in Arabic ones.
    words_arabic: Vec<String>,
    /// Its signed request: entry and signature, base64, with a dot between them.
    code: String,
    /// The same as a QR code, an SVG document.
    qr: String,
}

/// This console's own request to join, to be shown to an enroller elsewhere.
#[utoipa::path(get, path = "/devices/own", operation_id = "own_device",
    responses((status = 200, body = OwnView), (status = 503, body = ApiError)))]
pub(super) async fn own(State(app): State<App>) -> Result<Json<OwnView>, ApiError> {
    let asking = app.clone();
    let log_id = tokio::task::spawn_blocking(move || asking.replanner().voice().log_id()).await;
    let log_id = log_id.map_err(|_| ApiError::internal())?.map_err(ApiError::from)?;
    let first = app.intake().errand(move |holdings| {
        let id = holdings.logs.at(&log_id, 0).first().copied()?;
        holdings.store.rows(&[ledger::sync::Give { log_id, seq: 0, id }], usize::MAX).ok()?.pop()
    });
    let first = first.await.map_err(ApiError::from)?.ok_or_else(ApiError::internal)?;
    let code = format!("{}.{}", STANDARD.encode(&first.bytes), STANDARD.encode(first.signature));
    let qr = qrcode::QrCode::new(&code).map_err(|_| ApiError::internal())?;
    let words = |letters| ledger::words::words(&app.intake().operation_id(), &log_id, letters);
    Ok(Json(OwnView {
        device: log_id.to_string(),
        words: words(ledger::words::Letters::Latin),
        words_arabic: words(ledger::words::Letters::Arabic),
        qr: qr.render::<qrcode::render::svg::Color<'_>>().min_dimensions(240, 240).build(),
        code,
    }))
}

/// Every device.
#[utoipa::path(get, path = "/devices", operation_id = "devices",
    responses((status = 200, body = DevicesView), (status = 503, body = ApiError)))]
pub(super) async fn list(State(app): State<App>) -> Result<Json<DevicesView>, ApiError> {
    Ok(Json(view::devices(&app).await?))
}

/// Admits a device.
#[utoipa::path(post, path = "/devices/admit", operation_id = "admit_device", request_body = AdmitAsk,
    responses((status = 200, body = DevicesView), (status = 400, body = ApiError), (status = 503, body = ApiError)))]
pub(super) async fn admit(
    State(app): State<App>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<DevicesView>, ApiError> {
    let AdmitAsk { device, role, place, until } = read_json(&headers, body)?;
    let device = key(&device)?;
    if !ledger::crypto::sound_key(&LogId(device)) {
        let remedy = "let the device make a new key";
        return Err(ApiError::bad_request("weak_key", "no device may use this key", remedy).at("device"));
    }
    let role = super::statement_row::role_of(&role).ok_or_else(|| {
        ApiError::bad_request("role", format!("'{role}' is no role"), "name a role such as gate").at("role")
    })?;
    if let Some(place) = &place
        && !app.operation().places.iter().any(|known| known.id == *place)
    {
        let what = format!("the operation has no place '{place}'");
        return Err(ApiError::bad_request("place", what, "name a place of the operation").at("place"));
    }
    say(app, Fact::Admit(Admit { device, role, place, until: until.map(Moment) })).await
}

/// Ends a device.
#[utoipa::path(post, path = "/devices/revoke", operation_id = "revoke_device", request_body = RevokeAsk,
    responses((status = 200, body = DevicesView), (status = 400, body = ApiError), (status = 503, body = ApiError)))]
pub(super) async fn revoke(
    State(app): State<App>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<DevicesView>, ApiError> {
    let RevokeAsk { device, from, why } = read_json(&headers, body)?;
    let device = key(&device)?;
    let from = match from {
        Some(from) => from,
        None => {
            let size = app.intake().errand(move |holdings| holdings.logs.size(&LogId(device))).await;
            size.map_err(ApiError::from)?
        }
    };
    say(app, Fact::Revoke(Revoke { device, from, why })).await
}

/// Lets statements in quarantine count.
#[utoipa::path(post, path = "/devices/release", operation_id = "release_statements", request_body = ReleaseAsk,
    responses((status = 200, body = DevicesView), (status = 400, body = ApiError), (status = 503, body = ApiError)))]
pub(super) async fn release(
    State(app): State<App>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<DevicesView>, ApiError> {
    let ReleaseAsk { entries, why } = read_json(&headers, body)?;
    let entries: Vec<[u8; 32]> = entries.iter().map(|entry| key(entry)).collect::<Result<_, _>>()?;
    say(app, Fact::Release(Release { entries: entries.into_iter().map(Into::into).collect(), why })).await
}

/// The proof that a device told two histories, to be carried away.
#[utoipa::path(get, path = "/devices/{device}/fork", operation_id = "fork_proof",
    params(("device" = String, Path, description = "The device's key in hexadecimal")),
    responses((status = 200, body = ForkView), (status = 400, body = ApiError), (status = 404, body = ApiError), (status = 503, body = ApiError)))]
pub(super) async fn fork(
    State(app): State<App>,
    Path(device): Path<String>,
) -> Result<Json<ForkView>, ApiError> {
    let log_id = LogId(key(&device)?);
    let both = app.intake().errand(move |holdings| {
        let seq = holdings.logs.forked_at(&log_id)?;
        let give = |id| ledger::sync::Give { log_id, seq, id };
        let ids: Vec<_> = holdings.logs.at(&log_id, seq).into_iter().take(2).map(give).collect();
        Some((seq, holdings.store.rows(&ids, usize::MAX).ok()?))
    });
    let nothing = || ApiError::not_found("this device is not known to have told two histories");
    let (seq, both) = both.await.map_err(ApiError::from)?.ok_or_else(nothing)?;
    let [one, other] = <[Signed; 2]>::try_from(both).map_err(|_| nothing())?;
    let proof = ForkProof::new(one, other);
    proof.check(&app.intake().operation_id()).map_err(|_| nothing())?;
    let view = |signed: &Signed| SignedView {
        bytes: STANDARD.encode(&signed.bytes),
        signature: STANDARD.encode(signed.signature),
    };
    Ok(Json(ForkView {
        operation_id: app.intake().operation_id().to_string(),
        log: log_id.to_string(),
        seq,
        entries: vec![view(&proof.one), view(&proof.other)],
    }))
}

async fn say(app: App, fact: Fact) -> Result<Json<DevicesView>, ApiError> {
    saying::say(&app, vec![fact]).await?;
    Ok(Json(view::devices(&app).await?))
}

fn key(text: &str) -> Result<[u8; 32], ApiError> {
    unhex(text).ok_or_else(|| {
        ApiError::bad_request("id", format!("'{text}' is not 64 hexadecimal digits"), "copy it whole")
            .at("body")
    })
}

/// Roles that can be given, with their names.
pub(super) fn roles() -> impl Iterator<Item = Role> {
    use Role::{
        Adjudicator, Clinician, ConvoyLeader, Coordinator, Custodian, Gate, Monitor, Receiver, Registrar,
        Viewer, Witness,
    };
    [
        Registrar,
        Gate,
        ConvoyLeader,
        Receiver,
        Clinician,
        Monitor,
        Viewer,
        Witness,
        Coordinator,
        Custodian,
        Adjudicator,
    ]
    .into_iter()
}
