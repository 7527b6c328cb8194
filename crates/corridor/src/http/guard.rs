//! What stands before every resource: who may ask from where, how often, how much, how long; and
//! what every answer carries.
//!
//! Never here: what a resource says.

mod origin;
mod rate;

pub(super) use origin::{Hosts, check_host, check_origin};
pub(super) use rate::{Rates, limit_rate};

use super::trouble::ApiError;
use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Response, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state, map_response};
use axum::response::IntoResponse;
use std::any::Any;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

/// Bytes of a request's body at most.
pub(super) const BODY_BYTES_MAX: usize = 4 * 1024 * 1024;
/// Bodies that are in memory at once; whoever comes then waits before sending theirs.
const BODIES_MAX: usize = 64;
/// A request that is not answered by then is given up.
const TIMEOUT: Duration = Duration::from_secs(20);

/// Nothing is loaded from anywhere but this server, nothing may frame it, no form leaves it. Styles
/// that scripts set on elements need no exception; style elements and attributes would. WebAssembly may be
/// compiled, for the reader of QR codes, which comes from this server too; `eval` stays forbidden.
const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; \
    object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const HEADERS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    // Not "no-referrer": a form of the plain page would then not say where it comes from.
    (header::REFERRER_POLICY, "same-origin"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// Puts everything around the resources; what comes in meets the last layer first.
pub(super) fn around(router: Router, hosts: Hosts, rates: Arc<Rates>) -> Router {
    router
        // One limit, which also refuses at once what only announces too much.
        .layer(DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(BODY_BYTES_MAX))
        .layer(from_fn_with_state(Arc::new(Semaphore::new(BODIES_MAX)), await_turn))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, TIMEOUT))
        .layer(from_fn(check_origin))
        .layer(from_fn_with_state(rates, limit_rate))
        .layer(from_fn_with_state(hosts, check_host))
        .layer(CatchPanicLayer::custom(after_panic))
        .layer(from_fn(structured))
        .layer(CompressionLayer::new())
        .layer(map_response(with_headers))
}

async fn await_turn(
    State(turns): State<Arc<Semaphore>>,
    request: Request,
    next: Next,
) -> axum::response::Response {
    if request.method() == Method::GET {
        return next.run(request).await;
    }
    // Fails only for a closed semaphore, and nobody closes it.
    let _turn = turns.acquire().await;
    next.run(request).await
}

fn after_panic(panic: Box<dyn Any + Send + 'static>) -> axum::response::Response {
    let what = panic.downcast_ref::<String>().map(String::as_str);
    let what = what.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no message");
    tracing::error!(what, "a request panicked");
    ApiError::internal().into_response()
}

/// Some layers below answer errors in words of their own; here they become like all others.
async fn structured(request: Request, next: Next) -> axum::response::Response {
    let path = request.uri().path().to_owned();
    let response = next.run(request).await;
    let status = response.status();
    let is_error = status.is_client_error() || status.is_server_error();
    if !is_error || is_json(response.headers()) {
        return response;
    }
    let mut error = ApiError::for_status(status).at(path).into_response();
    if let Some(allow) = response.headers().get(header::ALLOW) {
        error.headers_mut().insert(header::ALLOW, allow.clone());
    }
    error
}

fn is_json(headers: &HeaderMap) -> bool {
    headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"application/json"))
}

async fn with_headers(mut response: Response<Body>) -> Response<Body> {
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    // Nothing about people is kept by a browser or a proxy unless a resource says that it may be.
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}
