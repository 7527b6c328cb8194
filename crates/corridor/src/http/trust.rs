//! `/trust`: the hub's own authority, for those who are to trust it: its certificate, and its fingerprint to be
//! compared aloud.
//!
//! Never here: its key.

use super::app::App;
use super::trouble::ApiError;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use ledger::LogId;
use ledger::words::{Letters, words};
use serde::Serialize;
use utoipa::ToSchema;

/// The authority.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(super) struct TrustView {
    /// Whether this hub has encrypted pages.
    on: bool,
    /// Their port.
    port: Option<u16>,
    /// SHA-256 of the authority's certificate, in hexadecimal …
    fingerprint: Option<String>,
    /// … and as words to be read aloud, in Latin letters …
    words: Vec<String>,
    /// … and in Arabic ones.
    words_arabic: Vec<String>,
    /// Addresses and names in the certificate that is shown now.
    addresses: Vec<String>,
    /// Until when that stands; it is renewed before.
    until_unix_s: Option<i64>,
    /// Until when the authority stands.
    authority_until_unix_s: Option<i64>,
}

/// The hub's own authority.
#[utoipa::path(get, path = "/trust", operation_id = "trust", responses((status = 200, body = TrustView)))]
pub(super) async fn get(State(app): State<App>) -> Json<TrustView> {
    let Some((certificates, port)) = app.secure() else {
        return Json(TrustView {
            on: false,
            port: None,
            fingerprint: None,
            words: Vec::new(),
            words_arabic: Vec::new(),
            addresses: Vec::new(),
            until_unix_s: None,
            authority_until_unix_s: None,
        });
    };
    let fingerprint = certificates.authority.fingerprint();
    let in_words = |letters| words(&app.intake().operation_id(), &LogId(fingerprint), letters);
    let (addresses, until_unix_s) = certificates.shown();
    Json(TrustView {
        on: true,
        port: Some(*port),
        fingerprint: Some(evacuation::account::hex(&fingerprint)),
        words: in_words(Letters::Latin),
        words_arabic: in_words(Letters::Arabic),
        addresses,
        until_unix_s: Some(until_unix_s),
        authority_until_unix_s: Some(certificates.authority.until_unix_s()),
    })
}

/// The authority's certificate: `corridor-authority.crt` for devices, `corridor-authority.pem` for programs.
#[utoipa::path(get, path = "/trust/{file}", operation_id = "authority_certificate",
    params(("file" = String, Path, description = "corridor-authority.crt or corridor-authority.pem")),
    responses((status = 200, body = Vec<u8>, content_type = "application/x-x509-ca-cert"), (status = 404, body = ApiError)))]
pub(super) async fn certificate(
    State(app): State<App>,
    Path(file): Path<String>,
) -> Result<Response, ApiError> {
    let (certificates, _) =
        app.secure().ok_or_else(|| ApiError::not_found("this hub has no encrypted pages"))?;
    let (kind, body) = match file.as_str() {
        "corridor-authority.crt" => ("application/x-x509-ca-cert", certificates.authority.der.clone()),
        "corridor-authority.pem" => ("application/x-pem-file", certificates.authority.pem().into_bytes()),
        _ => return Err(ApiError::not_found("there is no such file").at("file")),
    };
    let mut response = body.into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    Ok(response)
}
