//! Reading the bodies of requests. A body must say what it is: browsers let other sites post plain
//! forms and text, never these two.

use super::trouble::ApiError;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderMap, StatusCode, header};
use serde::de::DeserializeOwned;

/// How a body is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Json,
    Cbor,
}

/// The kind that a request says it is.
pub(super) fn kind(headers: &HeaderMap) -> Result<Kind, ApiError> {
    let said = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    match said.split(';').next().unwrap_or_default().trim().to_ascii_lowercase().as_str() {
        "application/json" => Ok(Kind::Json),
        "application/cbor" => Ok(Kind::Cbor),
        _ => Err(ApiError::for_status(StatusCode::UNSUPPORTED_MEDIA_TYPE).at("Content-Type")),
    }
}

/// The bytes, unless there are too many.
pub(super) fn bytes(body: Result<Bytes, BytesRejection>) -> Result<Bytes, ApiError> {
    body.map_err(|error| ApiError::for_status(error.status()).at("body"))
}

/// A JSON body.
pub(super) fn read_json<T: DeserializeOwned>(
    headers: &HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<T, ApiError> {
    if kind(headers)? != Kind::Json {
        return Err(ApiError::for_status(StatusCode::UNSUPPORTED_MEDIA_TYPE).at("Content-Type"));
    }
    json(&bytes(body)?)
}

/// Reads JSON.
pub(super) fn json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ApiError> {
    serde_json::from_slice(bytes).map_err(|error| {
        ApiError::bad_request("json", error.to_string(), "see /api/v1/openapi.json for the form").at("body")
    })
}
