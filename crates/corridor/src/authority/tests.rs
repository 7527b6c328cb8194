//! A hub and a client that trusts its authority, and nobody else.

use super::*;
use crate::post::post_trusting;
use std::sync::Arc;

const NOW: i64 = 1_800_000_000;

fn folder(name: &str) -> PathBuf {
    let path = std::env::temp_dir().join(format!("corridor-authority-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&path);
    std::fs::create_dir_all(&path).unwrap();
    path
}

#[test]
fn it_is_made_once_and_read_again_and_its_key_is_its_owners() {
    let data = folder("once");
    let first = Authority::open(&data, "Small town", &[], NOW).unwrap();
    let again = Authority::open(&data, "Small town", &[], NOW + 1000).unwrap();
    assert_eq!((first.fingerprint(), first.until_unix_s()), (again.fingerprint(), again.until_unix_s()));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &str| std::fs::metadata(data.join(path)).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode("authority"), mode("authority/authority.key")), (0o700, 0o600));
    }
    let shown = again.show(NOW).unwrap();
    assert!(shown.for_whom.contains("127.0.0.1") && shown.for_whom.contains("localhost"));
    assert!(!again.is_stale(&shown, NOW + 30 * DAY_S) && again.is_stale(&shown, NOW + 45 * DAY_S));
    std::fs::write(data.join("authority/authority.key"), "corridor authority 1\nx").unwrap();
    assert!(matches!(Authority::open(&data, "Small town", &[], NOW), Err(AuthorityError::Damaged(_))));
    let _ = std::fs::remove_dir_all(data);
}

#[tokio::test]
async fn who_trusts_the_authority_is_answered_and_nobody_else() {
    let data = folder("answered");
    let now = crate::wall_clock::unix_s();
    let authority = Authority::open(&data, "Small town", &[], now).unwrap();
    let other = Authority::open(&data.join("other"), "Small town", &[], now).unwrap();
    let file = |name: &str, text: String| {
        let path = data.join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let trusting = |path: PathBuf| ClientTrust::read(&[path]).unwrap();
    let (right, wrong) = (trusting(file("a.pem", authority.pem())), trusting(file("b.pem", other.pem())));
    assert!(ClientTrust::read(&[file("c.pem", "no certificate".to_owned())]).is_err());

    let certificates = Arc::new(Certificates::new(authority).unwrap());
    let acceptor = acceptor(&certificates).unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            let acceptor = acceptor.clone();
            tokio::spawn(async move {
                let Ok(stream) = acceptor.accept(stream).await else { return };
                let answer = hyper::service::service_fn(|_| async {
                    Ok::<_, std::convert::Infallible>(hyper::Response::new(axum::body::Body::from("here")))
                });
                let io = hyper_util::rt::TokioIo::new(stream);
                let _ = hyper::server::conn::http1::Builder::new().serve_connection(io, answer).await;
            });
        }
    });
    let ask = |trust: ClientTrust| {
        let url = url.clone();
        async move { post_trusting(&trust, &url, "/", "text/plain", Vec::new(), 1000).await }
    };
    assert_eq!(ask(right.clone()).await.unwrap().body, b"here");
    assert!(ask(wrong).await.is_err());
    assert!(ask(ClientTrust::default()).await.is_err());
    // Renewed, it is still the same authority's.
    assert!(certificates.renew(now + 50 * DAY_S).unwrap());
    assert_eq!(ask(right).await.unwrap().body, b"here");
    let _ = std::fs::remove_dir_all(data);
}
