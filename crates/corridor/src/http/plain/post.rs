//! A post at the plain page: what a browser that can keep no key says it is, and the key that the hub
//! keeps for it. The browser holds a secret in a cookie; the post's key grows from that secret and one
//! that never leaves the data folder, so neither alone can sign.
//!
//! Never here: what a post says.

use super::super::app::App;
use super::super::connections::is_private;
use super::Fields;
use super::page::Page;
use crate::intake::Voice;
use axum::http::{Extensions, HeaderMap, header};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use evacuation::statement::{Enrol, Fact, Role, Statement};
use ledger::LogId;
use ledger::crypto::sha256;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

const COOKIE: &str = "corridor-plain";
const CONTEXT: &[u8] = b"corridor/plain/v1\0";
/// Where the data folder keeps the hub's part of every post's key.
const NOTE: &str = "plain_key";

/// What the cookie holds.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Card {
    secret: [u8; 32],
    label: String,
    role: String,
    place: String,
}

/// A post that has asked to join.
#[derive(Clone, Debug)]
pub(super) struct Post {
    pub(super) voice: Arc<Voice>,
    pub(super) log: LogId,
    pub(super) place: String,
    /// What it is called.
    pub(super) label: String,
    /// What it asked to be admitted for.
    pub(super) asks: Role,
    pub(super) role: Option<Role>,
    /// Nobody between the browser and the hub can read along.
    pub(super) is_private: bool,
}

impl Post {
    /// The post whose cookie this is.
    pub(super) async fn of(app: &App, headers: &HeaderMap, extensions: &Extensions) -> Option<Post> {
        let is_private = is_private(extensions);
        let cookies = headers.get(header::COOKIE)?.to_str().ok()?;
        let value = cookies.split(';').find_map(|one| one.trim().strip_prefix(COOKIE)?.strip_prefix('='))?;
        let card: Card = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(value).ok()?).ok()?;
        let app = app.clone();
        let post = tokio::task::spawn_blocking(move || of_card(&app, &card)).await.ok()??;
        Some(Post { is_private, ..post })
    }

    /// Begins a post; answers the cookie that it is known by.
    pub(super) async fn begin(app: &App, fields: &Fields) -> Result<String, String> {
        let field = |name: &str| fields.get(name).map(|text| text.trim().to_owned()).unwrap_or_default();
        let mut secret = [0; 32];
        getrandom::fill(&mut secret).map_err(|error| error.to_string())?;
        let card = Card { secret, label: field("label"), role: field("role"), place: field("place") };
        let enrol = Enrol { label: card.label.clone(), role: role(&card.role).unwrap_or(Role::Viewer) };
        let statement = Statement { at: app.clock().now(), fact: Fact::Enrol(enrol) };
        statement.check().map_err(|error| error.to_string())?;
        let value = serde_json::to_vec(&card).map_err(|error| error.to_string())?;
        let app = app.clone();
        let asked = tokio::task::spawn_blocking(move || of_card(&app, &card).is_some()).await;
        match asked {
            Ok(true) => Ok(format!(
                "{COOKIE}={}; Path=/plain; HttpOnly; SameSite=Strict; Max-Age=2592000",
                URL_SAFE_NO_PAD.encode(value)
            )),
            _ => Err("the hub could not take the request to join; try again".to_owned()),
        }
    }
}

/// The post of a card; it has asked to join then. Blocks.
fn of_card(app: &App, card: &Card) -> Option<Post> {
    let intake = app.intake();
    let own: [u8; 32] = match intake.note_blocking(NOTE).ok()? {
        Some(own) => own.try_into().ok()?,
        None => {
            let mut own = [0; 32];
            getrandom::fill(&mut own).ok()?;
            intake.set_note_blocking(NOTE, own.to_vec()).ok()?;
            own
        }
    };
    let seed = sha256(&[CONTEXT, &own, &card.secret]);
    let enrol = Enrol { label: card.label.clone(), role: role(&card.role)? };
    Statement { at: app.clock().now(), fact: Fact::Enrol(enrol.clone()) }.check().ok()?;
    let (asks, label) = (enrol.role, enrol.label.clone());
    let voice = app.post_voice(&seed, enrol);
    let log = voice.log_id().ok()?;
    let role = intake.read(|book| book.account().member(&log.0).grants.first().map(|grant| grant.role));
    Some(Post { voice, log, place: card.place.clone(), label, asks, role, is_private: false })
}

fn role(name: &str) -> Option<Role> {
    OFFERED.iter().find(|(known, _)| *known == name).map(|(_, role)| *role)
}

const OFFERED: [(&str, Role); 5] = [
    ("registrar", Role::Registrar),
    ("gate", Role::Gate),
    ("convoy_leader", Role::ConvoyLeader),
    ("receiver", Role::Receiver),
    ("clinician", Role::Clinician),
];

/// What a new post is called and for.
pub(super) fn ask(page: &mut Page, app: &App) {
    let roles: Vec<(String, String)> =
        OFFERED.iter().map(|(name, _)| ((*name).to_owned(), page.t(&format!("post-{name}")))).collect();
    let lang = page.lang();
    let places = super::said::places(app, lang, |_| true);
    let intro = page.t("plain-intro");
    page.line(&intro);
    page.form("/plain/join", &[], false);
    let labels = ["phone-role", "phone-place", "phone-label", "phone-enrol"].map(|key| page.t(key));
    page.choice("role", &labels[0], &roles, "gate");
    page.choice("place", &labels[1], &places, "");
    page.field("label", &labels[2], "text", "");
    page.button("join", "1", &labels[3]);
    page.end_form();
}
