//! The witness by its protocol: every answer that C2SP tlog-witness knows, and its memory.

use super::*;
use crate::witness::open_file;
use axum::body::Body;
use axum::http::Request as HttpRequest;
use http_body_util::BodyExt;
use ledger::crypto::{Key, entry_id};
use ledger::tree::root;
use ledger::{LogId, proof};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use tower::ServiceExt;

const OPERATION: OperationId = OperationId([7; 32]);

struct Folder(PathBuf);

impl Folder {
    fn new() -> Folder {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("corridor-witness-{}-{number}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        Folder(path)
    }
    fn open(&self) -> Witness {
        open_file(&self.0, Some("observer.example/1"), vec![OPERATION]).unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn leaves(count: u64, branch: u8) -> Vec<Hash> {
    (0..count).map(|n| entry_id(&[n as u8, if n < 5 { 0 } else { branch }]).0).collect()
}

fn seal(size: u64, branch: u8) -> Seal {
    Seal::make(&Key::from_seed(&[1; 32]), OPERATION, size, root(&leaves(size, branch)))
}

fn grown(old: u64, size: u64, branch: u8) -> String {
    request(old, &proof::consistency(&leaves(size, branch), old).unwrap(), &seal(size, branch))
}

async fn ask(router: &Router, body: impl Into<Body>) -> (u16, String, String) {
    let request = HttpRequest::post("/add-checkpoint").body(body.into()).unwrap();
    let answer = router.clone().oneshot(request).await.unwrap();
    let kind = answer.headers().get("content-type").map(|kind| kind.to_str().unwrap().to_owned());
    let status = answer.status().as_u16();
    let body = answer.into_body().collect().await.unwrap().to_bytes();
    (status, kind.unwrap_or_default(), String::from_utf8(body.to_vec()).unwrap())
}

#[tokio::test]
async fn a_log_that_only_grows_is_cosigned_and_everything_else_is_not() {
    let folder = Folder::new();
    let witness = folder.open();
    let public = witness.public();
    let router = router(witness);
    let (status, _, line) = ask(&router, grown(0, 7, 0)).await;
    assert_eq!(status, 200);
    let mut sealed = seal(7, 0);
    sealed.add(ledger::note::NoteSignature::read(line.trim_end()).unwrap());
    assert!(sealed.cosigned_by(&public).is_some_and(|time| time > 1_700_000_000));

    // The size that was cosigned last, for whoever starts elsewhere.
    assert_eq!(ask(&router, grown(0, 9, 0)).await, (409, "text/x.tlog.size".into(), "7\n".into()));
    assert_eq!(ask(&router, grown(5, 9, 0)).await.0, 409);
    // The same size with another root, and a longer history that forgot what was there.
    assert_eq!(ask(&router, grown(7, 7, 1)).await, (409, "text/x.tlog.size".into(), "7\n".into()));
    assert_eq!(ask(&router, grown(7, 9, 1)).await.0, 422);
    assert_eq!(ask(&router, request(7, &[[3; 32]], &seal(9, 0))).await.0, 422);
    assert_eq!(ask(&router, request(8, &[], &seal(7, 0))).await.0, 400);
    assert_eq!(ask(&router, grown(7, 12, 0)).await.0, 200);
    assert_eq!(ask(&router, grown(12, 12, 0)).await.0, 200, "the same again is cosigned again");
}

#[tokio::test]
async fn strangers_forgeries_and_nonsense_are_told_so() {
    let folder = Folder::new();
    let router = router(folder.open());
    let elsewhere = Seal::make(&Key::from_seed(&[1; 32]), OperationId([8; 32]), 7, root(&leaves(7, 0)));
    assert_eq!(ask(&router, request(0, &[], &elsewhere)).await.0, 404);
    let forged = grown(0, 7, 0).replace("\n7\n", "\n6\n");
    assert_eq!(ask(&router, forged).await.0, 403);
    let other_key = LogId(Key::from_seed(&[2; 32]).log_id().0);
    let renamed =
        grown(0, 7, 0).replace(&Key::from_seed(&[1; 32]).log_id().to_string(), &other_key.to_string());
    assert_eq!(ask(&router, renamed).await.0, 403);
    for nonsense in ["", "old 1\n", "old 01\n\nx", "new 0\n\nx\n", "old 0\nAAAA\n\nx\n\n"] {
        assert_eq!(ask(&router, nonsense).await.0 / 100, 4, "{nonsense}");
    }
    assert_eq!(ask(&router, vec![0xff; 100]).await.0, 400);
    assert_eq!(ask(&router, vec![b'a'; 1 << 20]).await.0, 413);
    let other = axum::http::Request::get("/add-checkpoint").body(Body::empty()).unwrap();
    assert_eq!(router.clone().oneshot(other).await.unwrap().status().as_u16(), 405);
}

#[test]
fn what_was_cosigned_is_remembered_by_the_next_life_and_the_key_stays() {
    let folder = Folder::new();
    let mut witness = folder.open();
    let public = witness.public();
    witness.consider(0, &[], &seal(7, 0), 1).unwrap();
    drop(witness);
    let mut witness = open_file(&folder.0, None, vec![OPERATION]).unwrap();
    assert_eq!(witness.public(), public);
    assert!(matches!(witness.consider(0, &[], &seal(7, 1), 2), Err(Declined::Conflict { size: 7, .. })));
    assert!(matches!(
        witness.consider(7, &[], &seal(7, 1), 2),
        Err(Declined::Conflict { contradicts: true, .. })
    ));
    drop(witness);
    assert!(open_file(&folder.0, Some("another.example"), Vec::new()).is_err(), "a name stays with its key");
}

#[test]
fn entries_alone_are_enough_to_cosign_from_a_file() {
    let folder = Folder::new();
    let mut witness = folder.open();
    let from = |branch| move |_: &LogId| leaves(20, branch);
    witness.consider_with_entries(&seal(7, 0), from(0), 1).unwrap();
    witness.consider_with_entries(&seal(12, 0), from(0), 2).unwrap();
    assert!(witness.consider_with_entries(&seal(14, 1), from(1), 3).is_err(), "it forgot five entries");
    assert!(witness.consider_with_entries(&seal(14, 1), from(0), 3).is_err(), "the entries are others");
    assert!(witness.consider_with_entries(&seal(30, 0), from(0), 3).is_err(), "entries are missing");
}
