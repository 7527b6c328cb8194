//! Every error is structured, every answer guarded.

use crate::asking::{Answer, ask, get, post};
use crate::field::{Field, Folder};
use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use corridor::store::Mode;
use proptest::prelude::*;

async fn router() -> (Folder, Field, Router) {
    let folder = Folder::founded(Mode::Live);
    let data = folder.0.clone();
    let field = tokio::task::spawn_blocking(move || Field::open(&data)).await.unwrap();
    let (_, router) = field.router(0);
    (folder, field, router)
}

fn expect(answer: &Answer, status: StatusCode, code: &str) {
    assert_eq!((answer.status, answer.error().as_str()), (status, code));
    assert!(answer.header("content-security-policy").contains("default-src 'self'"), "headers on errors too");
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
}

#[tokio::test]
async fn unknown_addresses_and_methods() {
    let (_folder, _field, router) = router().await;
    for path in ["/api/v1/nothing", "/api/v2/picture", "/api", "/api/v1/convoys/C1/x", "/assets/none.js"] {
        expect(&get(&router, path).await, StatusCode::NOT_FOUND, "not_found");
    }
    for (method, path) in
        [(Method::DELETE, "/api/v1/picture"), (Method::GET, "/api/v1/clock"), (Method::PUT, "/")]
    {
        let request = Request::builder().method(method).uri(path).body(Body::empty()).unwrap();
        expect(&ask(&router, request).await, StatusCode::METHOD_NOT_ALLOWED, "method");
    }
}

#[tokio::test]
async fn bodies_that_cannot_be_taken() {
    let (_folder, _field, router) = router().await;
    let entries = "/api/v1/entries";
    let (json, cbor) = ("application/json", "application/cbor");
    expect(&post(&router, entries, json, "{").await, StatusCode::BAD_REQUEST, "json");
    expect(&post(&router, entries, json, "[".repeat(100_000)).await, StatusCode::BAD_REQUEST, "json");
    expect(&post(&router, entries, json, vec![0xff, 0]).await, StatusCode::BAD_REQUEST, "json");
    let wrong = r#"{"entries":[{"bytes":"*","signature":"AA=="}]}"#;
    expect(&post(&router, entries, json, wrong).await, StatusCode::BAD_REQUEST, "base64");
    // An array that claims 2^60 entries and holds none.
    let huge = vec![0x9b, 0x10, 0, 0, 0, 0, 0, 0, 0];
    expect(&post(&router, entries, cbor, huge).await, StatusCode::BAD_REQUEST, "cbor");
    expect(
        &post(&router, entries, "text/plain", "{}").await,
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "media_type",
    );
    let form = "application/x-www-form-urlencoded";
    expect(&post(&router, entries, form, "a=b").await, StatusCode::UNSUPPORTED_MEDIA_TYPE, "media_type");
    let announced = Request::post(entries).header("content-type", json).header("content-length", "99999999");
    let never = Body::from_stream(futures_util::stream::pending::<Result<Vec<u8>, std::io::Error>>());
    let refused = ask(&router, announced.body(never).unwrap()).await;
    expect(&refused, StatusCode::PAYLOAD_TOO_LARGE, "too_large");
    let large = vec![b' '; 5 * 1024 * 1024];
    expect(&post(&router, entries, json, large).await, StatusCode::PAYLOAD_TOO_LARGE, "too_large");
}

#[tokio::test]
async fn other_hosts_and_other_sites() {
    let (_folder, _field, router) = router().await;
    let with = |method: Method, name: &str, value: &str| {
        let kind = ("content-type", "application/json");
        let request = Request::builder().method(method).uri("/api/v1/clock").header(kind.0, kind.1);
        request.header(name, value).body(Body::from("{}")).unwrap()
    };
    for host in ["evil.example", "evil.example:8440", ""] {
        let answer = ask(&router, with(Method::POST, "host", host)).await;
        expect(&answer, StatusCode::MISDIRECTED_REQUEST, "host");
    }
    for origin in ["http://evil.example", "null", "http://127.0.0.1:9999", "file://127.0.0.1:8440"] {
        expect(&ask(&router, with(Method::POST, "origin", origin)).await, StatusCode::FORBIDDEN, "origin");
    }
    let cross = ask(&router, with(Method::POST, "sec-fetch-site", "cross-site")).await;
    expect(&cross, StatusCode::FORBIDDEN, "origin");
    let own = ask(&router, with(Method::POST, "origin", "http://127.0.0.1:8440")).await;
    assert_eq!(own.status, StatusCode::OK);
}

#[tokio::test]
async fn whoever_asks_too_often_is_told_when_to_come_back() {
    let (_folder, _field, router) = router().await;
    let from = std::net::SocketAddr::from(([192, 0, 2, 7], 5000));
    let mut limited = None;
    for _ in 0..400 {
        let mut request = Request::get("/api/v1/operation").body(Body::empty()).unwrap();
        request.extensions_mut().insert(axum::extract::ConnectInfo(from));
        let answer = ask(&router, request).await;
        if answer.status != StatusCode::OK {
            limited = Some(answer);
            break;
        }
    }
    let limited = limited.expect("nobody was ever refused");
    expect(&limited, StatusCode::TOO_MANY_REQUESTS, "rate");
    assert!(limited.header("retry-after").parse::<u32>().unwrap() >= 1);
    assert_eq!(
        get(&router, "/api/v1/operation").await.status,
        StatusCode::OK,
        "this machine is another address"
    );
}

#[tokio::test]
async fn a_door_that_is_closed_says_so_and_acknowledges_nothing() {
    let (_folder, field, router) = router().await;
    field.intake().stop().await;
    let answer = post(&router, "/api/v1/entries", "application/json", r#"{"entries":[]}"#).await;
    expect(&answer, StatusCode::SERVICE_UNAVAILABLE, "stopping");
    assert_eq!(answer.header("retry-after"), "1");
}

#[tokio::test]
async fn pages_are_served_for_the_console_s_own_addresses() {
    let (_folder, _field, router) = router().await;
    let page = get(&router, "/convoys/C001").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.header("content-type").starts_with("text/html"));
    let tag = page.header("etag").to_owned();
    let again = Request::get("/").header("if-none-match", &tag).body(Body::empty()).unwrap();
    assert_eq!(ask(&router, again).await.status, StatusCode::NOT_MODIFIED);
    for path in ["/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd.txt", "/assets/..%2f..%2fCargo.toml"] {
        let answer = get(&router, path).await;
        let is_page = answer.header("content-type").starts_with("text/html");
        assert!(answer.status == StatusCode::NOT_FOUND || is_page, "{path}");
    }
}

/// Bytes near a good submission, and bytes near nothing.
fn any_body() -> impl Strategy<Value = (bool, Vec<u8>)> {
    let near_json = r#"{"entries":[{"bytes":"oAAA","signature":"AAAA"}]}"#.as_bytes().to_vec();
    let near_cbor = vec![0x81, 0x82, 0x43, 1, 2, 3, 0x58, 64];
    let cbor = [near_cbor, vec![7; 64]].concat();
    let near = prop_oneof![Just(near_json), Just(cbor)];
    let bent = (near, any::<prop::sample::Index>(), any::<u8>()).prop_map(|(mut bytes, at, with)| {
        let at = at.index(bytes.len());
        bytes[at] = with;
        bytes
    });
    (any::<bool>(), prop_oneof![bent, prop::collection::vec(any::<u8>(), 0..200)])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn no_body_makes_the_server_fail(bodies in prop::collection::vec(any_body(), 1..4)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let (_folder, field, router) = router().await;
            for (is_json, body) in bodies {
                let kind = if is_json { "application/json" } else { "application/cbor" };
                let answer = post(&router, "/api/v1/entries", kind, body).await;
                assert!(!answer.status.is_server_error(), "{}", answer.status);
                answer.json();
            }
            assert_eq!(field.intake().read(|book| book.version()), 0);
        });
    }
}
