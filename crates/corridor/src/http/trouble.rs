//! Errors as they leave the server: always `{ error: { code, what, where?, do } }`, whatever went wrong.
//!
//! Never here: anything that tells a stranger more than they need (no paths, no backtraces).

use crate::intake::Trouble;
use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

/// An error.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ApiError {
    /// What went wrong.
    pub error: ErrorBody,
    #[serde(skip)]
    status: StatusCodeNumber,
    #[serde(skip)]
    retry_after_s: Option<u32>,
}

/// See [`ApiError`].
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ErrorBody {
    /// A short fixed name for programs.
    pub code: String,
    /// What is wrong, for people.
    pub what: String,
    /// Which part of the request.
    #[serde(rename = "where", skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// What to do about it.
    #[serde(rename = "do")]
    pub remedy: String,
}

type StatusCodeNumber = u16;

impl ApiError {
    /// An error with this status.
    pub fn new(status: StatusCode, code: &str, what: impl Into<String>, remedy: &str) -> ApiError {
        let error =
            ErrorBody { code: code.to_owned(), what: what.into(), place: None, remedy: remedy.to_owned() };
        ApiError { error, status: status.as_u16(), retry_after_s: None }
    }

    /// Says which part of the request is meant.
    pub fn at(mut self, place: impl Into<String>) -> ApiError {
        self.error.place = Some(place.into());
        self
    }

    /// Says when to come back.
    pub fn retry_after(mut self, seconds: u32) -> ApiError {
        self.retry_after_s = Some(seconds);
        self
    }

    /// There is no such thing.
    pub fn not_found(what: impl Into<String>) -> ApiError {
        ApiError::new(
            StatusCode::NOT_FOUND,
            "not_found",
            what,
            "check the address; /api/v1/openapi.json lists all",
        )
    }

    /// The request cannot be read.
    pub fn bad_request(code: &str, what: impl Into<String>, remedy: &str) -> ApiError {
        ApiError::new(StatusCode::BAD_REQUEST, code, what, remedy)
    }

    /// Something failed here that is not the caller's doing.
    pub fn internal() -> ApiError {
        let what = "the server failed on this request; the others go on";
        ApiError::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal",
            what,
            "try again; if it stays so, report it",
        )
    }

    /// For a response that some layer made without saying more than its status.
    pub fn for_status(status: StatusCode) -> ApiError {
        let (code, what, remedy) = match status {
            StatusCode::NOT_FOUND => return ApiError::not_found("nothing has this address"),
            StatusCode::METHOD_NOT_ALLOWED => {
                ("method", "this address does not take this method", "see /api/v1/openapi.json")
            }
            StatusCode::PAYLOAD_TOO_LARGE => {
                ("too_large", "the request is larger than is taken", "send it in several smaller ones")
            }
            StatusCode::REQUEST_TIMEOUT => ("timeout", "the request took too long", "try again in a moment"),
            StatusCode::UNSUPPORTED_MEDIA_TYPE => {
                ("media_type", "this kind of body is not taken", "send application/json or application/cbor")
            }
            status if status.is_server_error() => {
                return ApiError { status: status.as_u16(), ..ApiError::internal() };
            }
            _ => ("bad_request", "the request cannot be read", "see /api/v1/openapi.json"),
        };
        ApiError::new(status, code, what, remedy)
    }
}

impl From<Trouble> for ApiError {
    fn from(trouble: Trouble) -> ApiError {
        let status = match trouble.code {
            "store_full" => StatusCode::INSUFFICIENT_STORAGE,
            _ => StatusCode::SERVICE_UNAVAILABLE,
        };
        ApiError::new(status, trouble.code, trouble.what, trouble.remedy).retry_after(1)
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let retry = self.retry_after_s;
        let mut response = (status, Json(self)).into_response();
        if let Some(seconds) = retry {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
