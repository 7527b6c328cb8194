//! Who may ask: only pages that this server served, and programs.
//!
//! A page of another site must not read or write here through somebody's browser. It could not read
//! answers anyway, but it could name this machine by a host name of its own (DNS rebinding) or post
//! blindly; so the host must be an address or a name that we know, and a post must come from a page
//! of the same host.

use crate::http::trouble::ApiError;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::net::IpAddr;
use std::sync::Arc;

/// Host names, besides addresses and `localhost`, by which people call this server.
pub(crate) type Hosts = Arc<Vec<String>>;

/// Refuses host names that are not ours.
pub(crate) async fn check_host(State(hosts): State<Hosts>, request: Request, next: Next) -> Response {
    let host = match request.headers().get(header::HOST) {
        Some(host) => host.to_str().unwrap_or_default().to_owned(),
        None => request.uri().authority().map(|authority| authority.to_string()).unwrap_or_default(),
    };
    if is_ours(&host, &hosts) {
        return next.run(request).await;
    }
    let what = "this server is not known by the host name that was asked for";
    let remedy = "open it by its address, or start it with --host NAME";
    ApiError::new(StatusCode::MISDIRECTED_REQUEST, "host", what, remedy).at("Host").into_response()
}

/// An address cannot be made to point elsewhere; a name can.
fn is_ours(host: &str, hosts: &[String]) -> bool {
    let name = without_port(host).to_ascii_lowercase();
    let bare = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(&name);
    bare.parse::<IpAddr>().is_ok()
        || name == "localhost"
        || name.ends_with(".localhost")
        || hosts.iter().any(|known| known.eq_ignore_ascii_case(&name))
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|digit| digit.is_ascii_digit()) && !name.ends_with(':') => {
            name
        }
        _ => host,
    }
}

/// Refuses whatever changes something and comes from a page of another site.
pub(crate) async fn check_origin(request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if reads || is_same_site(request.headers()) {
        return next.run(request).await;
    }
    let what = "this was sent by a page of another site";
    let remedy = "use this server's own pages, or a program that sends no Origin";
    ApiError::new(StatusCode::FORBIDDEN, "origin", what, remedy).at("Origin").into_response()
}

fn is_same_site(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    if text(header::HeaderName::from_static("sec-fetch-site")).is_some_and(|site| site == "cross-site") {
        return false;
    }
    let Some(origin) = text(header::ORIGIN) else { return true };
    let host = text(header::HOST).unwrap_or_default();
    origin.split_once("://").is_some_and(|(scheme, at)| {
        matches!(scheme, "http" | "https") && !at.is_empty() && at.eq_ignore_ascii_case(host)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_and_known_names_are_ours() {
        let hosts = vec!["hub.field".to_owned()];
        for ours in [
            "localhost",
            "LOCALHOST:8440",
            "127.0.0.1:8440",
            "[::1]:8440",
            "[::1]",
            "10.0.0.5",
            "hub.field:80",
        ] {
            assert!(is_ours(ours, &hosts), "{ours}");
        }
        for not in ["", "evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8440", "a:b:c"] {
            assert!(!is_ours(not, &hosts), "{not}");
        }
    }
}
