//! Asking another machine over HTTP: one request, one answer, bounded in size and time.
//!
//! Over `https://` only an authority that somebody pinned is trusted. Never here: what is asked. What is
//! carried is signed: over `http://` it can be seen but not altered.

use crate::authority::ClientTrust;
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Bytes;
use hyper::{Method, Request, header};
use hyper_util::rt::TokioIo;
use rustls::pki_types::ServerName;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;

/// A whole exchange must be over by then.
const PATIENCE: Duration = Duration::from_secs(60);

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// The body.
    pub body: Vec<u8>,
}

/// Why nothing came back.
#[derive(Debug, thiserror::Error)]
pub enum PostError {
    /// Not an address that can be asked.
    #[error("'{0}' is no address such as http://10.0.0.5:8440")]
    Address(String),
    /// Encrypted, and nobody said whom to trust.
    #[error(
        "{0} is encrypted: give its authority's certificate with --trust, as its trust page hands it out"
    )]
    Untrusted(String),
    /// Nobody answers there.
    #[error("{0} cannot be reached: {1}; check that it runs and that the network is up")]
    Unreachable(String, String),
    /// The answer is none, or larger than is taken.
    #[error("{0} did not answer as it should: {1}; try again")]
    Answer(String, String),
    /// It took too long.
    #[error("{0} did not answer in time; try again")]
    Timeout(String),
}

/// Posts `body` to `path` at `url` (`http://host:port`). An answer of more than `answer_max` bytes
/// is refused.
pub async fn post(
    url: &str,
    path: &str,
    content_type: &str,
    body: Vec<u8>,
    answer_max: usize,
) -> Result<Answer, PostError> {
    post_trusting(&ClientTrust::default(), url, path, content_type, body, answer_max).await
}

/// The same, also to `https://host:port` of a hub whose authority is trusted.
pub async fn post_trusting(
    trust: &ClientTrust,
    url: &str,
    path: &str,
    content_type: &str,
    body: Vec<u8>,
    answer_max: usize,
) -> Result<Answer, PostError> {
    let (secure, authority) = authority(url).ok_or_else(|| PostError::Address(url.to_owned()))?;
    let request = Request::builder()
        .method(Method::POST)
        .uri(path)
        .header(header::HOST, &authority)
        .header(header::CONTENT_TYPE, content_type)
        .body(Full::new(Bytes::from(body)))
        .map_err(|_| PostError::Address(url.to_owned()))?;
    let exchange = async {
        let unreachable =
            |error: &dyn std::fmt::Display| PostError::Unreachable(url.to_owned(), error.to_string());
        let stream = TcpStream::connect(with_port(secure, &authority)).await;
        let stream = stream.map_err(|error| unreachable(&error))?;
        if !secure {
            return exchange(url, stream, request, answer_max).await;
        }
        let connector = trust.connector().ok_or_else(|| PostError::Untrusted(url.to_owned()))?;
        let name =
            ServerName::try_from(host_of(&authority)).map_err(|_| PostError::Address(url.to_owned()))?;
        let stream = connector.connect(name, stream).await.map_err(|error| unreachable(&error))?;
        exchange(url, stream, request, answer_max).await
    };
    tokio::time::timeout(PATIENCE, exchange).await.map_err(|_| PostError::Timeout(url.to_owned()))?
}

async fn exchange(
    url: &str,
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    request: Request<Full<Bytes>>,
    answer_max: usize,
) -> Result<Answer, PostError> {
    let unreachable =
        |error: &dyn std::fmt::Display| PostError::Unreachable(url.to_owned(), error.to_string());
    let wrong = |error: &dyn std::fmt::Display| PostError::Answer(url.to_owned(), error.to_string());
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream))
        .await
        .map_err(|error| unreachable(&error))?;
    let running = tokio::spawn(connection);
    let response = sender.send_request(request).await.map_err(|error| wrong(&error))?;
    let status = response.status().as_u16();
    let body = Limited::new(response.into_body(), answer_max).collect().await;
    running.abort();
    let body = body.map_err(|error| wrong(&error))?.to_bytes().to_vec();
    Ok(Answer { status, body })
}

/// Whether it is encrypted; host and, where given, port.
fn authority(url: &str) -> Option<(bool, String)> {
    let plain = url.strip_prefix("http://").map(|rest| (false, rest));
    let (secure, rest) = plain.or_else(|| Some((true, url.strip_prefix("https://")?)))?;
    let authority = rest.split_once('/').map_or(rest, |(authority, _)| authority);
    let sound = !authority.is_empty()
        && authority.bytes().all(|b| b.is_ascii_alphanumeric() || b".-:[]_".contains(&b));
    sound.then(|| (secure, authority.to_owned()))
}

/// The host alone, without the brackets of an IPv6 address.
fn host_of(authority: &str) -> String {
    let host = match authority.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|digit| digit.is_ascii_digit()) && !host.ends_with(':') => {
            host
        }
        _ => authority,
    };
    host.trim_start_matches('[').trim_end_matches(']').to_owned()
}

fn with_port(secure: bool, authority: &str) -> String {
    let has_port = authority.rsplit_once(':').is_some_and(|(host, port)| {
        !port.is_empty() && port.bytes().all(|digit| digit.is_ascii_digit()) && !host.ends_with(':')
    });
    let port = if secure { 443 } else { 80 };
    if has_port { authority.to_owned() } else { format!("{authority}:{port}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_addresses_are_taken() {
        assert_eq!(authority("http://10.0.0.5:8440/x"), Some((false, "10.0.0.5:8440".to_owned())));
        assert_eq!(authority("https://[::1]:8440"), Some((true, "[::1]:8440".to_owned())));
        assert_eq!(host_of("[::1]:8440"), "::1");
        assert_eq!(host_of("10.0.0.5"), "10.0.0.5");
        for wrong in ["", "10.0.0.5", "ftp://a", "http://", "http:///x", "http://a b", "http://a@b"] {
            assert_eq!(authority(wrong), None, "{wrong}");
        }
        assert_eq!(with_port(false, "hub"), "hub:80");
        assert_eq!(with_port(false, "[::1]"), "[::1]:80");
        assert_eq!(with_port(true, "[::1]:81"), "[::1]:81");
    }
}
