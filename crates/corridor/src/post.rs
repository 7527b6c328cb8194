//! Asking another machine over HTTP: one request, one answer, bounded in size and time.
//!
//! Never here: what is asked. TLS is not spoken yet: between hubs use a network or tunnel that is
//! your own; what is carried is signed, so that it can be seen but not altered.

use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Bytes;
use hyper::{Method, Request, header};
use hyper_util::rt::TokioIo;
use std::time::Duration;
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
    let authority = authority(url).ok_or_else(|| PostError::Address(url.to_owned()))?;
    let request = Request::builder()
        .method(Method::POST)
        .uri(path)
        .header(header::HOST, &authority)
        .header(header::CONTENT_TYPE, content_type)
        .body(Full::new(Bytes::from(body)))
        .map_err(|_| PostError::Address(url.to_owned()))?;
    let exchange = exchange(url, &authority, request, answer_max);
    tokio::time::timeout(PATIENCE, exchange).await.map_err(|_| PostError::Timeout(url.to_owned()))?
}

async fn exchange(
    url: &str,
    authority: &str,
    request: Request<Full<Bytes>>,
    answer_max: usize,
) -> Result<Answer, PostError> {
    let unreachable =
        |error: &dyn std::fmt::Display| PostError::Unreachable(url.to_owned(), error.to_string());
    let wrong = |error: &dyn std::fmt::Display| PostError::Answer(url.to_owned(), error.to_string());
    let stream = TcpStream::connect(with_port(authority)).await.map_err(|error| unreachable(&error))?;
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

/// Host and, where given, port.
fn authority(url: &str) -> Option<String> {
    let rest = url.strip_prefix("http://")?;
    let authority = rest.split_once('/').map_or(rest, |(authority, _)| authority);
    let sound = !authority.is_empty()
        && authority.bytes().all(|b| b.is_ascii_alphanumeric() || b".-:[]_".contains(&b));
    sound.then(|| authority.to_owned())
}

fn with_port(authority: &str) -> String {
    let has_port = authority.rsplit_once(':').is_some_and(|(host, port)| {
        !port.is_empty() && port.bytes().all(|digit| digit.is_ascii_digit()) && !host.ends_with(':')
    });
    if has_port { authority.to_owned() } else { format!("{authority}:80") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_addresses_are_taken() {
        assert_eq!(authority("http://10.0.0.5:8440/x").as_deref(), Some("10.0.0.5:8440"));
        assert_eq!(authority("http://[::1]:8440").as_deref(), Some("[::1]:8440"));
        for wrong in ["", "10.0.0.5", "https://a", "http://", "http:///x", "http://a b", "http://a@b"] {
            assert_eq!(authority(wrong), None, "{wrong}");
        }
        assert_eq!(with_port("hub"), "hub:80");
        assert_eq!(with_port("[::1]"), "[::1]:80");
        assert_eq!(with_port("[::1]:81"), "[::1]:81");
    }
}
