//! The console's files, inside the binary. What has a hash in its name is kept for ever by browsers,
//! the rest is asked for again each time and mostly answered with "not modified".
//!
//! Never here: files from the disk.

use super::trouble::ApiError;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "$OUT_DIR/webdist"]
struct Assets;

/// A font for printing, as it was built in.
pub(crate) fn font(name: &str) -> Option<Vec<u8>> {
    Assets::get(&format!("fonts/{name}")).map(|file| file.data.into_owned())
}

/// Serves a file; `index.html` for every address that the console routes itself.
pub(super) async fn serve(method: Method, uri: Uri, headers: HeaderMap) -> Response {
    if !matches!(method, Method::GET | Method::HEAD) {
        return ApiError::for_status(StatusCode::METHOD_NOT_ALLOWED).at(uri.path()).into_response();
    }
    let path = uri.path().trim_start_matches('/');
    if path == "api" || path.starts_with("api/") {
        return ApiError::not_found("nothing has this address").at(uri.path()).into_response();
    }
    let is_route = !path.rsplit('/').next().unwrap_or_default().contains('.');
    if path == "field" {
        // The service worker of the field pages answers for what is below this address only.
        return Redirect::permanent("/field/").into_response();
    }
    let name = match path {
        "" => "index.html",
        "field/" => "field/index.html",
        path => path,
    };
    let found = Assets::get(name).map(|file| (name, file));
    let found = found.or_else(|| Some(("index.html", Assets::get("index.html").filter(|_| is_route)?)));
    let Some((name, file)) = found else {
        return ApiError::not_found("no such file").at(uri.path()).into_response();
    };
    let tag = format!("\"{}\"", hex(&file.metadata.sha256_hash()[..16]));
    let lasting =
        if name.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
    let known = headers.get(header::IF_NONE_MATCH).is_some_and(|tags| {
        tags.to_str()
            .is_ok_and(|tags| tags.split(',').any(|known| known.trim().trim_start_matches("W/") == tag))
    });
    let (status, body) = match known {
        true => (StatusCode::NOT_MODIFIED, Body::empty()),
        false => (StatusCode::OK, Body::from(file.data)),
    };
    let mut response = (status, body).into_response();
    let kind = HeaderValue::from_str(file.metadata.mimetype());
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(lasting));
    headers.extend(HeaderValue::from_str(&tag).ok().map(|tag| (header::ETAG, tag)));
    headers.extend(kind.ok().map(|kind| (header::CONTENT_TYPE, kind)));
    response
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
