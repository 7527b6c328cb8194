//! Asking a router as a client would.

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt;
use serde_json::Value;
use tower::ServiceExt;

/// An answer.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|error| {
            panic!("{error}: {}", String::from_utf8_lossy(&self.bytes));
        })
    }
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
    /// The code of a structured error, which must be whole.
    pub fn error(&self) -> String {
        let error = &self.json()["error"];
        for part in ["code", "what", "do"] {
            assert!(error[part].as_str().is_some_and(|text| !text.is_empty()), "{error}");
        }
        error["code"].as_str().unwrap().to_owned()
    }
}

/// Sends a request to this machine by its address, as a browser or program would.
pub async fn ask(router: &Router, request: Request<Body>) -> Answer {
    let mut request = request;
    request.headers_mut().entry("host").or_insert_with(|| "127.0.0.1:8440".parse().unwrap());
    let response = router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.unwrap().to_bytes().to_vec();
    Answer { status: parts.status, headers: parts.headers, bytes }
}

pub async fn get(router: &Router, path: &str) -> Answer {
    ask(router, Request::get(path).body(Body::empty()).unwrap()).await
}

pub async fn post(router: &Router, path: &str, kind: &str, body: impl Into<Body>) -> Answer {
    ask(router, Request::post(path).header("content-type", kind).body(body.into()).unwrap()).await
}

pub async fn post_json(router: &Router, path: &str, body: &Value) -> Answer {
    post(router, path, "application/json", body.to_string()).await
}
