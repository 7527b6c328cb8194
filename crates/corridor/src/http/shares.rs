//! `POST /shares`: a link for those outside, signed and with an end; `GET /share/{token}`: what they see.
//!
//! The link is its own proof: a text signed with a key that grows from the console's. That it was ended
//! early is a statement. Never here: anything that `evacuation::observers` does not hold.

mod cosign;

pub(super) use cosign::{__path_hand_in, __path_seals, hand_in, seals};

use super::app::App;
use super::body::read_json;
use super::positions::squares;
use super::trouble::ApiError;
use super::watch::say;
use crate::intake::{NOTE_CONSOLE_KEY, Trouble};
use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use evacuation::observers::{self, Shown};
use evacuation::statement::{Fact, Share};
use ledger::crypto::{Key, derive, verify_text};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

/// The longest time for which a link is good: a month.
const HOURS_MAX: u32 = 31 * 24;
/// Under this name the store keeps what outsiders were shown.
const NOTE_SHOWN: &str = "observers.shown";
/// The first line of what is signed.
const FORM: &str = "corridor-share/v1";

/// Whom to let see.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ShareAsk {
    /// For whom: "monitors".
    audience: String,
    /// The party whose view it is, by id; absent for monitors.
    party: Option<String>,
    /// For how many hours; 1 to 744.
    hours: u32,
}

/// A link; it is shown once.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct ShareView {
    entry: String,
    share: String,
    token: String,
    /// To be put behind this server's address.
    path: String,
    until_unix_s: i64,
}

/// Makes a link for those outside.
#[utoipa::path(post, path = "/shares", operation_id = "share", request_body = ShareAsk,
    responses((status = 200, body = ShareView), (status = 400, body = ApiError), (status = 503, body = ApiError)))]
pub(super) async fn post(
    State(app): State<App>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<ShareView>, ApiError> {
    let ShareAsk { audience, party, hours } = read_json(&headers, body)?;
    if hours == 0 || hours > HOURS_MAX {
        let what = format!("{hours} hours is not from 1 to {HOURS_MAX}");
        return Err(ApiError::bad_request("hours", what, "a link ends; make another one then").at("hours"));
    }
    if let Some(party) = &party
        && !app.operation().parties.iter().any(|known| known.id == *party)
    {
        let what = format!("the operation has no party '{party}'");
        return Err(ApiError::bad_request("party", what, "name one of the agreement's parties").at("party"));
    }
    let mut random = [0; 12];
    getrandom::fill(&mut random).map_err(|_| ApiError::internal())?;
    let share = URL_SAFE_NO_PAD.encode(random);
    let until_unix_s = crate::wall_clock::unix_s().saturating_add(i64::from(hours) * 3600);
    let said = Share { share: share.clone(), audience, party, until_unix_s };
    let entry = say(&app, app.clock().now(), Fact::Share(said)).await?;
    let key = key(&app).await?;
    let text = text(&app, &share, until_unix_s);
    let token = format!("{}.{}", URL_SAFE_NO_PAD.encode(&text), URL_SAFE_NO_PAD.encode(key.sign_text(&text)));
    let path = format!("/#/share/{token}");
    Ok(Json(ShareView { entry, share, token, path, until_unix_s }))
}

fn text(app: &App, share: &str, until_unix_s: i64) -> String {
    format!("{FORM}\n{}\n{share}\n{until_unix_s}\n", app.intake().operation_id())
}

async fn key(app: &App) -> Result<Key, ApiError> {
    let app = app.clone();
    let known = tokio::task::spawn_blocking(move || {
        // The console has its key once it has spoken.
        app.replanner().voice().log_id()?;
        app.intake().note_blocking(NOTE_CONSOLE_KEY)
    });
    let known = known.await.map_err(|_| ApiError::internal())?.map_err(ApiError::from)?;
    let secret = known.and_then(|key| <[u8; 32]>::try_from(key).ok()).ok_or_else(ApiError::internal)?;
    Ok(Key::from_seed(&derive("corridor share links v1", &secret, 0)))
}

/// What those see who have the link.
#[utoipa::path(get, path = "/share/{token}", operation_id = "shared_view",
    params(("token" = String, Path, description = "The link's token")),
    responses((status = 200, body = Object), (status = 401, body = ApiError), (status = 410, body = ApiError)))]
pub(super) async fn get(State(app): State<App>, Path(token): Path<String>) -> Result<Json<Value>, ApiError> {
    let share = open(&app, &token).await?;
    let now = app.clock().now();
    let as_of = observers::as_of(now);
    let seeing = app.clone();
    let view = tokio::task::spawn_blocking(move || {
        let start = seeing.operation().start_unix_s;
        let then = seeing.intake().read(|book| observers::account_as_of(book.account(), start, as_of));
        remembered(&seeing, |shown| observers::view(seeing.operation(), &then.picture(), as_of, shown))
    });
    let view = view.await.map_err(|_| ApiError::internal())?.map_err(ApiError::from)?;
    let drawn = app.drawn().await?;
    let seals = app.intake().seals().await.map_err(ApiError::from)?;
    let latest: std::collections::BTreeMap<String, (u64, String)> = seals
        .into_iter()
        .map(|kept| {
            (
                kept.seal.checkpoint().origin.log_id.to_string(),
                (kept.seal.checkpoint().size, kept.seal.write()),
            )
        })
        .fold(std::collections::BTreeMap::new(), |mut all, (log, seal)| {
            let known = all.entry(log).or_insert_with(|| seal.clone());
            if seal.0 > known.0 {
                *known = seal;
            }
            all
        });
    let seals: Vec<Value> = latest
        .into_iter()
        .map(|(log, (size, note))| json!({ "log": log, "size": size, "note": note }))
        .collect();
    let parties: Vec<Value> =
        app.operation().parties.iter().map(|party| json!({ "id": party.id, "name": party.name })).collect();
    let places: std::collections::BTreeMap<&str, _> =
        app.operation().places.iter().map(|place| (place.id.as_str(), &place.name)).collect();
    Ok(Json(json!({
        "places": places,
        "operation": app.operation().name, "timezone": app.operation().timezone,
        "start_unix_s": app.operation().start_unix_s, "drill": app.clock().face().drill,
        "audience": share.audience, "party": share.party, "until_unix_s": share.until_unix_s,
        "parties": parties, "cell": observers::CELL, "view": view,
        "squares": squares(&app, &drawn.reckoned.picture, now), "seals": seals,
    })))
}

/// Makes a view by what outsiders were shown before; what it adds to that is on disk before anybody sees it.
fn remembered<T>(app: &App, view: impl FnOnce(&mut Shown) -> T) -> Result<T, Trouble> {
    let mut kept = app.shown();
    let mut shown = match kept.take() {
        Some(shown) => shown,
        None => {
            let note = app.intake().note_blocking(NOTE_SHOWN)?;
            note.and_then(|note| serde_json::from_slice(&note).ok()).unwrap_or_default()
        }
    };
    let before = shown.clone();
    let made = view(&mut shown);
    if shown != before {
        let note = serde_json::to_vec(&shown).unwrap_or_default();
        app.intake().set_note_blocking(NOTE_SHOWN, note)?;
    }
    *kept = Some(shown);
    Ok(made)
}

/// The share that a token proves; refused once it is over.
async fn open(app: &App, token: &str) -> Result<Share, ApiError> {
    let wrong = || {
        let what = "this link was not made here, or was copied in part";
        ApiError::new(StatusCode::UNAUTHORIZED, "share", what, "ask for the whole link again").at("token")
    };
    let over = |what: &str| {
        Err(ApiError::new(StatusCode::GONE, "share_over", what, "ask the operations room for another")
            .at("token"))
    };
    if token.len() > 2_000 {
        return Err(wrong());
    }
    let (text, signature) = token.split_once('.').ok_or_else(wrong)?;
    let text = URL_SAFE_NO_PAD.decode(text).map_err(|_| wrong())?;
    let signature = URL_SAFE_NO_PAD.decode(signature).ok().and_then(|bytes| <[u8; 64]>::try_from(bytes).ok());
    let signature = signature.ok_or_else(wrong)?;
    let key = key(app).await?;
    if !verify_text(&key.log_id(), &text, &signature) {
        return Err(wrong());
    }
    let text = String::from_utf8(text).map_err(|_| wrong())?;
    let lines: Vec<&str> = text.split('\n').collect();
    let [form, operation, share, _, _] = lines.as_slice() else { return Err(wrong()) };
    if *form != FORM || *operation != app.intake().operation_id().to_string() {
        return Err(wrong());
    }
    let drawn = app.drawn().await?;
    let watch = &drawn.reckoned.picture.watch;
    let known = watch.iter().find_map(|said| match &said.fact {
        Fact::Share(f) if f.share == *share => Some(f.clone()),
        _ => None,
    });
    let Some(known) = known else { return over("this link was taken back") };
    if watch.iter().any(|said| matches!(&said.fact, Fact::Unshare(f) if f.share == *share)) {
        return over("this link was ended by the operations room");
    }
    if known.until_unix_s <= crate::wall_clock::unix_s() {
        return over("this link has expired");
    }
    Ok(known)
}
