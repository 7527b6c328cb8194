//! The devices page's resources, and a hub that seals and asks a real witness over HTTP.

use crate::asking::{get, post, post_json};
use crate::field::{Device, Field, Folder, register, roots, signed_day};
use crate::schema::{check_answer, document};
use axum::Router;
use axum::http::StatusCode;
use corridor::sealing::Sealer;
use corridor::store::Mode;
use corridor::witness::{WitnessSettings, open_file, serve};
use evacuation::statement::Role;
use ledger::quorum::Policy;
use ledger::{ForkProof, Signed};
use serde_json::{Value, json};
use std::sync::Arc;

async fn field() -> (Folder, Field) {
    let folder = Folder::founded_by(Mode::Live, &[]);
    let data = folder.0.clone();
    let field = tokio::task::spawn_blocking(move || Field::open(&data)).await.unwrap();
    (folder, field)
}

async fn devices(router: &Router) -> Value {
    let answer = get(router, "/api/v1/devices").await;
    assert_eq!(answer.status, StatusCode::OK, "{}", String::from_utf8_lossy(&answer.bytes));
    check_answer(&document(), "/api/v1/devices", &answer.json());
    answer.json()
}

fn find<'a>(view: &'a Value, device: &Device) -> &'a Value {
    let id = device.writer.log_id().to_string();
    view["devices"].as_array().unwrap().iter().find(|row| row["device"] == json!(id)).unwrap()
}

#[tokio::test]
async fn the_console_admits_ends_and_releases_and_each_is_a_statement() {
    let (_folder, field) = field().await;
    let (_, router) = field.router(0);
    let mut gate = Device::new(field.intake().operation_id(), 20);
    let id = gate.writer.log_id().to_string();
    field
        .intake()
        .accept(vec![gate.enrol("Gate 2", Role::Registrar), gate.say(0, register(1))])
        .await
        .unwrap();
    let view = devices(&router).await;
    let row = find(&view, &gate);
    assert_eq!((&row["asked"], &row["role"], &row["held"]), (&json!("registrar"), &Value::Null, &json!(1)));
    assert_eq!((row["words"].as_array().unwrap().len(), &view["quarantine"]["persons"]), (6, &json!(4)));
    assert_eq!(view["quarantine"]["rows"][0]["held"], "unenrolled");

    let admit =
        |role: &str, place: &str| json!({ "device": id, "role": role, "place": place, "until": 30000 });
    for (wrong, place) in [("king", "square"), ("gate", "moon")] {
        let answer = post_json(&router, "/api/v1/devices/admit", &admit(wrong, place)).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{wrong} {place}");
    }
    let weak = json!({ "device": format!("01{}", "00".repeat(31)), "role": "gate" });
    assert_eq!(post_json(&router, "/api/v1/devices/admit", &weak).await.json()["error"]["code"], "weak_key");
    let answer = post_json(&router, "/api/v1/devices/admit", &admit("registrar", "square")).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", String::from_utf8_lossy(&answer.bytes));
    let view = answer.json();
    assert_eq!(
        (&find(&view, &gate)["role"], &view["quarantine"]["statements"]),
        (&json!("registrar"), &json!(0))
    );

    let revoke = json!({ "device": id, "why": "lost" });
    let view = post_json(&router, "/api/v1/devices/revoke", &revoke).await.json();
    assert_eq!(find(&view, &gate)["revoked_from"], 2);
    field.intake().accept(vec![gate.say(5, register(2))]).await.unwrap();
    let view = devices(&router).await;
    assert_eq!(view["quarantine"]["rows"][0]["held"], "revoked");
    let entry = view["quarantine"]["rows"][0]["entry"].clone();
    let release = json!({ "entries": [entry], "why": "the phone is back" });
    let view = post_json(&router, "/api/v1/devices/release", &release).await.json();
    assert_eq!(view["quarantine"]["statements"], 0);
    let registered = field.intake().read(|book| book.account().picture()).account.registered.total();
    assert_eq!(registered, 8);
    let kinds = field.intake().read(|book| book.version());
    assert_eq!(kinds, 3 + 4, "three of the gate; the console's enrolment, admission, end and release");
}

#[tokio::test]
async fn a_fork_is_a_proof_that_anybody_can_carry_away() {
    use base64::Engine;
    let folder = Folder::founded_by(Mode::Live, &roots(1..3));
    let data = folder.0.clone();
    let field = tokio::task::spawn_blocking(move || Field::open(&data)).await.unwrap();
    let (_, router) = field.router(0);
    let operation = field.intake().operation_id();
    let (mut one, mut other) = (Device::new(operation, 1), Device::new(operation, 1));
    let first = one.enrol("Gate", Role::Gate);
    other.enrol("Gate", Role::Gate);
    field.intake().accept(vec![first, one.say(0, register(1)), other.say(0, register(2))]).await.unwrap();
    let path = format!("/api/v1/devices/{}/fork", one.writer.log_id());
    let answer = get(&router, &path).await.json();
    check_answer(&document(), "/api/v1/devices/{device}/fork", &answer);
    let base64 =
        |text: &Value| base64::engine::general_purpose::STANDARD.decode(text.as_str().unwrap()).unwrap();
    let signed = |row: &Value| Signed {
        bytes: base64(&row["bytes"]).into(),
        signature: base64(&row["signature"]).try_into().unwrap(),
    };
    let proof = ForkProof::new(signed(&answer["entries"][0]), signed(&answer["entries"][1]));
    assert_eq!(proof.check(&operation), Ok((one.writer.log_id(), 1)));
    assert_eq!(find(&devices(&router).await, &one)["forked_at"], 1);
    let nobody = format!("/api/v1/devices/{}/fork", "00".repeat(32));
    assert_eq!(get(&router, &nobody).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn seals_come_in_go_out_and_are_refused_when_they_do_not_fit() {
    let (_folder, field) = field().await;
    let (_, router) = field.router(0);
    let operation = field.intake().operation_id();
    field.intake().accept(signed_day(operation, 10_000)).await.unwrap();
    let gate = Device::new(operation, 2);
    let size = field.intake().read(|book| book.account().statements_of(&gate.writer.log_id().0)) as u64;
    let key = ledger::crypto::Key::from_seed(&[2; 32]);
    let seal = |size, root| ledger::checkpoint::Seal::make(&key, operation, size, root).write();
    let send = async |note: String| post(&router, "/api/v1/seals", "text/plain", note.into_bytes()).await;
    assert_eq!(send(seal(size, [1; 32])).await.json()["verdict"], "seal_contradicts");
    let early = send(seal(size + 1, [1; 32])).await.json();
    assert_eq!((&early["verdict"], &early["next"]), (&json!("seal_early"), &json!(size)));
    assert_eq!(send("nonsense".to_owned()).await.status, StatusCode::BAD_REQUEST);
    let leaves =
        field.intake().errand(move |holdings| holdings.logs.leaves(&key_id(2), 0, size)).await.unwrap();
    let good = seal(size, ledger::tree::root(&leaves.unwrap()));
    assert_eq!(send(good.clone()).await.json()["verdict"], "kept");
    let back = get(&router, &format!("/api/v1/seals/{}", gate.writer.log_id())).await;
    assert_eq!(back.bytes, good.as_bytes());
    let entry = field.intake().errand(|holdings| holdings.logs.at(&key_id(2), 3)[0]).await.unwrap();
    let proof = get(&router, &format!("/api/v1/proofs/{entry}")).await.json();
    check_answer(&document(), "/api/v1/proofs/{entry}", &proof);
    assert_eq!((&proof["index"], &proof["seal"]), (&json!(3), &json!(good)));
}

fn key_id(seed: u8) -> ledger::LogId {
    ledger::crypto::Key::from_seed(&[seed; 32]).log_id()
}

/// A witness in a thread of its own, as it runs on an observer's laptop.
fn watching(folder: &Folder, operation: ledger::OperationId) -> (String, String) {
    let witness = open_file(&folder.0, Some("observer.example/1"), vec![operation]).unwrap();
    let public = witness.public().to_string();
    let (tell, told) = std::sync::mpsc::channel();
    let settings = WitnessSettings { listen: "127.0.0.1:0".parse().unwrap() };
    std::thread::spawn(move || serve(witness, &settings, |address| tell.send(address).unwrap()));
    (format!("http://{}", told.recv().unwrap()), public)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hub_seals_its_logs_and_gets_them_cosigned_as_they_grow() {
    let (_folder, field) = field().await;
    let laptop = Folder::new();
    let operation = field.intake().operation_id();
    let (url, public) = watching(&laptop, operation);
    let policy = Policy::read(&format!("witness observers {public}\nquorum any(observers)\n")).unwrap();
    let (_, router) = field.router(0);
    let gone = "http://127.0.0.1:9".to_owned();
    let witnesses = vec![gone, url.clone()];
    let sealer = Sealer {
        intake: field.intake().clone(),
        mode: Mode::Live,
        witnesses,
        policy: Some(policy.clone()),
        last: Arc::default(),
        heard: Default::default(),
    };
    for round in 1..=3u8 {
        let admit = json!({ "device": key_id(40 + round).to_string(), "role": "gate" });
        post_json(&router, "/api/v1/devices/admit", &admit).await;
        let done = sealer.round().await.unwrap();
        assert_eq!((done.sealed, done.cosigned), (1, 1), "round {round}: {done:?}");
        assert!(done.troubles[0].contains("127.0.0.1:9"), "the one that is gone is told: {done:?}");
        let newest = field.intake().seals().await.unwrap().pop().unwrap();
        assert!(policy.judge(&newest.seal).since.is_some());
    }
    let quiet = sealer.round().await.unwrap();
    assert_eq!((quiet.sealed, quiet.cosigned), (0, 0), "nothing grew");
}
