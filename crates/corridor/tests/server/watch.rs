//! The watch over HTTP: the truce, incidents and evidence, go and hold, trackers, aid, and what outsiders see.

use super::asking::{ask, get, post, post_json};
use super::field::{Field, Folder, OPERATION, PLAN, roots, signed_day};
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use corridor::founding::found;
use corridor::store::Mode;
use evacuation::operation::read::Format;
use serde_json::{Value, json};
use std::net::SocketAddr;

const START: i64 = 1_481_803_200;

pub(crate) fn founded() -> Folder {
    let folder = Folder::new();
    let terms = "\n[[party]]\nid = \"west\"\n[[party]]\nid = \"east\"\n[[clause]]\nid = \"fire\"\nterm = \"no_fire\"\nwithin_km = 2.0\n";
    let operation = format!("{OPERATION}{terms}");
    found(&folder.0, operation.as_bytes(), Format::Toml, PLAN.as_bytes(), Mode::Live, &roots(1..40)).unwrap();
    folder
}

pub(crate) async fn say(router: &Router, fact: Value) -> String {
    let answer = post_json(router, "/api/v1/watch", &json!({ "fact": fact })).await;
    assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.bytes));
    answer.json()["entry"].as_str().unwrap().to_owned()
}

pub(crate) fn shelling(share: bool) -> Value {
    json!({ "say": "incident", "kind": "shelling", "place": "gate", "known": "seen", "by": "monitors", "reliability": "B",
        "credibility": 2, "share": share, "words": "SECRET" })
}

#[tokio::test(flavor = "multi_thread")]
async fn shelling_breaches_the_truce_and_a_hold_reaches_the_plan() {
    let folder = founded();
    let field = Field::open(&folder.0);
    field.intake().accept(signed_day(field.intake().operation_id(), -2000)).await.unwrap();
    let (_app, router) = field.router(-600);
    let watch = get(&router, "/api/v1/watch").await.json();
    assert_eq!(watch["clauses"][0]["all"]["state"], "unknown", "nobody watches: it cannot be judged");
    say(&router, json!({ "say": "clause_word", "clause": "fire", "from": -600, "holding": "held", "by": "monitors", "party": null,
        "reliability": "A", "credibility": 1 })).await;
    let entry = say(&router, shelling(true)).await;
    assert_eq!(
        get(&router, "/api/v1/watch").await.json()["clauses"][0]["all"]["state"],
        "unknown",
        "before it began"
    );
    let figure = get(&router, &format!("/api/v1/figures/entry.{entry}")).await.json();
    assert_eq!(figure["statements"][0]["values"]["credibility"], 2);
    let checks = get(&router, "/api/v1/clearance/C001").await.json();
    let fire =
        checks["checks"].as_array().unwrap().iter().find(|check| check["item"] == "fire").unwrap().clone();
    assert_eq!((fire["light"].as_str(), fire["why"].as_str()), (Some("not"), Some("fire_near")));
    say(
        &router,
        json!({ "say": "decide", "convoy": null, "decision": "hold", "why": "shells", "by": "coordinator" }),
    )
    .await;
    let clearance = get(&router, "/api/v1/clearance").await.json();
    assert_eq!(clearance["convoys"][0]["decision"], "hold");
    assert!(
        clearance["whole"]["on"].as_array().unwrap().iter().any(|line| line == "fire: not (fire_near)"),
        "{clearance}"
    );
    let picture = get(&router, "/api/v1/picture").await.json();
    assert_eq!(picture["convoys"][0]["clearance"], "hold");
    assert!(picture["attention"].as_array().unwrap().iter().any(|item| item["kind"] == "held"));
    // The hold asked for a new plan by itself: nobody leaves before it may be lifted.
    for _ in 0..200 {
        let replan = get(&router, "/api/v1/replan").await.json();
        if replan["proposal"].is_object() {
            let text = replan.to_string();
            assert!(text.contains("suspended"), "{text}");
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("no plan was proposed");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_named_must_be_there_and_errors_say_where() {
    let folder = founded();
    let field = Field::open(&folder.0);
    let (_app, router) = field.router(0);
    for (fact, place) in [
        (
            json!({ "say": "decide", "convoy": "C099", "decision": "go", "why": "x", "by": "y" }),
            "fact.convoy",
        ),
        (
            json!({ "say": "clause_word", "clause": "none", "from": 0, "holding": "held", "by": "m", "party": null, "reliability": "A", "credibility": 1 }),
            "fact.clause",
        ),
        (json!({ "say": "aid_answer", "request": "A", "reply": "yes", "by": "m" }), "fact.request"),
        (
            json!({ "say": "acknowledge", "notification": "00".repeat(32), "reply": "yes", "by": "m" }),
            "fact.notification",
        ),
        (json!({ "say": "incident", "kind": "ufo" }), "fact"),
        (
            json!({ "say": "incident", "kind": "shelling", "known": "seen", "by": "m", "reliability": "G", "credibility": 2 }),
            "fact",
        ),
        (
            json!({ "say": "incident", "kind": "shelling", "known": "seen", "by": "m", "reliability": "A", "credibility": 7 }),
            "fact",
        ),
        (json!({ "say": "tracker", "tracker": "t" }), "fact"),
    ] {
        let answer = post_json(&router, "/api/v1/watch", &json!({ "fact": fact })).await;
        assert_eq!(answer.status, 400, "{fact}");
        answer.error();
        assert_eq!(answer.json()["error"]["where"], place, "{fact}");
    }
    let future = post_json(&router, "/api/v1/watch", &json!({ "at": 5000, "fact": shelling(false) })).await;
    assert_eq!(future.error(), "future");
}

#[tokio::test(flavor = "multi_thread")]
async fn evidence_is_hashed_kept_and_given_untouched() {
    let folder = founded();
    let field = Field::open(&folder.0);
    let (_app, router) = field.router(0);
    let incident = say(&router, shelling(false)).await;
    let photo = b"\xff\xd8 not really a photograph".to_vec();
    let path = format!("/api/v1/evidence?about={incident}&holder=monitors");
    let kept = post(&router, &path, "image/jpeg", photo.clone()).await;
    assert_eq!(kept.status, 200, "{}", String::from_utf8_lossy(&kept.bytes));
    let sha = kept.json()["sha256"].as_str().unwrap().to_owned();
    assert_eq!(sha, evacuation::account::hex(&ledger::crypto::sha256(&[&photo])));
    let given = get(&router, &format!("/api/v1/evidence/{sha}")).await;
    assert_eq!(given.bytes, photo);
    let shown = get(&router, "/api/v1/watch").await.json();
    let exhibit = &shown["incidents"][0]["exhibits"][0];
    assert_eq!(
        (exhibit["whole"].as_bool(), exhibit["chain"][0]["step"].as_str()),
        (Some(true), Some("captured"))
    );
    std::fs::write(folder.0.join("evidence").join(&sha), b"changed").unwrap();
    assert_eq!(get(&router, &format!("/api/v1/evidence/{sha}")).await.error(), "evidence_changed");
    let nothing = post(&router, "/api/v1/evidence?about=00&holder=m", "image/jpeg", photo).await;
    assert_eq!(nothing.error(), "unknown");
}

pub(crate) fn tracked(user: &str, password: &str, body: Value) -> Request<Body> {
    let basic = STANDARD.encode(format!("{user}:{password}"));
    Request::post("/api/v1/tracking/owntracks")
        .header("authorization", format!("Basic {basic}"))
        .header("content-type", "application/json")
        .body(Body::from(body.to_string()))
        .unwrap()
}

pub(crate) fn location(at: i64, along: f64) -> Value {
    // From the square (36.17, 37.13) towards the gate (36.16, 37.11).
    json!({ "_type": "location", "lat": 36.17 - 0.01 * along, "lon": 37.13 - 0.02 * along, "tst": START + at, "acc": 10 })
}

#[tokio::test(flavor = "multi_thread")]
async fn only_an_enrolled_tracker_counts_and_one_switch_cuts_all_off() {
    let folder = founded();
    let field = Field::open(&folder.0);
    field.intake().accept(signed_day(field.intake().operation_id(), 130)).await.unwrap();
    let (_app, router) = field.router(600);
    let wanted = json!({ "tracker": "phone-1", "vehicle": "bus-1" });
    let made = post_json(&router, "/api/v1/tracking/trackers", &wanted).await.json();
    let secret = made["secret"].as_str().unwrap();
    assert_eq!(ask(&router, tracked("phone-1", "guess", location(200, 0.2))).await.status, 401);
    assert_eq!(ask(&router, tracked("phone-2", secret, location(200, 0.2))).await.status, 401);
    for (at, along) in [(200, 0.1), (300, 0.3), (400, 0.5), (300, 0.3), (-99_999_999, 0.9), (99_999, 0.9)] {
        assert_eq!(ask(&router, tracked("phone-1", secret, location(at, along))).await.status, 200);
    }
    let osmand = format!(
        "/api/v1/tracking/osmand/{secret}?id=phone-1&lat=36.164&lon=37.118&timestamp={}",
        START + 500
    );
    assert_eq!(get(&router, &osmand).await.json()["taken"], "kept");
    assert_eq!(get(&router, &osmand).await.json()["taken"], "known");
    assert_eq!(get(&router, "/api/v1/tracking/osmand/x?id=phone-1&lat=36&lon=37").await.status, 401);
    assert_eq!(get(&router, "/api/v1/tracking/osmand/x?lat=36&lon=37").await.status, 400);
    let track = get(&router, "/api/v1/tracking").await.json();
    let course = &track["tracks"][0]["course"];
    assert_eq!(
        (course["pace"].as_str(), course["crossed"].as_array().unwrap().len()),
        (Some("moving"), 0),
        "{track}"
    );
    assert_eq!(course["last"]["at"], 500);
    assert!(track["expected"][0]["expected"]["early"].is_i64(), "{track}");
    // Somebody on the network who is not at the hub sees squares of half an hour ago: none yet.
    let mut outside =
        Request::get("/api/v1/tracking").header("host", "10.0.0.5").body(Body::empty()).unwrap();
    outside.extensions_mut().insert(ConnectInfo(SocketAddr::from(([10, 0, 0, 77], 4000))));
    let seen = ask(&router, outside).await.json();
    assert_eq!(
        (seen["staff"].as_bool(), seen["squares"].as_array().unwrap().len()),
        (Some(false), 0),
        "{seen}"
    );
    assert!(!seen.to_string().contains("36.164"));
    say(&router, json!({ "say": "tracking", "on": false, "why": "a device was taken" })).await;
    assert_eq!(get(&router, &osmand).await.json()["taken"], "cut_off");
    let cut = get(&router, "/api/v1/tracking").await.json();
    assert_eq!((cut["on"].as_bool(), cut["tracks"].as_array().unwrap().len()), (Some(false), 0));
    let picture = get(&router, "/api/v1/picture").await.json();
    assert!(picture["convoys"][0]["position"].is_null());
    let everything = std::fs::read(folder.0.join("corridor.db")).unwrap();
    assert!(!everything.windows(secret.len()).any(|part| part == secret.as_bytes()), "the secret is on disk");
}

#[tokio::test(flavor = "multi_thread")]
async fn outsiders_see_totals_late_and_rounded_until_the_link_ends() {
    let folder = founded();
    let field = Field::open(&folder.0);
    field.intake().accept(signed_day(field.intake().operation_id(), 2400)).await.unwrap();
    let (_app, router) = field.router(4500);
    say(&router, shelling(true)).await;
    assert_eq!(
        post_json(&router, "/api/v1/shares", &json!({ "audience": "m", "hours": 0 })).await.status,
        400
    );
    assert_eq!(
        post_json(&router, "/api/v1/shares", &json!({ "audience": "m", "party": "north", "hours": 1 }))
            .await
            .status,
        400
    );
    let made =
        post_json(&router, "/api/v1/shares", &json!({ "audience": "monitors", "hours": 1 })).await.json();
    let token = made["token"].as_str().unwrap().to_owned();
    let seen = get(&router, &format!("/api/v1/share/{token}")).await;
    assert_eq!(seen.status, 200, "{}", String::from_utf8_lossy(&seen.bytes));
    let seen = seen.json();
    assert_eq!(seen["view"]["as_of"], 2400);
    assert_eq!(seen["view"]["totals"]["out"]["total"], 80);
    assert!(seen["view"]["totals"]["unaccounted"]["total"].is_null(), "one person is fewer than five");
    assert!(seen["view"]["incidents"].as_array().unwrap().is_empty(), "it is told half an hour later");
    let text = seen.to_string();
    assert!(!text.contains("SECRET") && !text.contains("bus-1"), "{text}");
    for party in 1..=20u64 {
        for code in super::field::tokens(party) {
            assert!(!text.contains(code.as_str()));
        }
    }
    let mut broken = token.clone().into_bytes();
    broken[10] = if broken[10] == b'A' { b'B' } else { b'A' };
    let broken = String::from_utf8(broken).unwrap();
    assert_eq!(get(&router, &format!("/api/v1/share/{broken}")).await.status, 401);
    assert_eq!(get(&router, "/api/v1/share/x").await.error(), "share");
    say(&router, json!({ "say": "unshare", "share": made["share"], "why": "over" })).await;
    assert_eq!(get(&router, &format!("/api/v1/share/{token}")).await.error(), "share_over");
}

#[tokio::test(flavor = "multi_thread")]
async fn aid_is_asked_for_refused_delivered_and_balances() {
    let folder = founded();
    let field = Field::open(&folder.0);
    let (_app, router) = field.router(100);
    let goods = |n: u32| json!([{ "commodity": "flour", "unit": "sack", "quantity": n, "batch": "B1" }]);
    say(&router, json!({ "say": "aid_request", "request": "A-1", "party": "west", "from": "camp", "to": "square", "trucks": 2, "goods": goods(10), "due": null })).await;
    say(&router, json!({ "say": "aid_answer", "request": "A-1", "reply": "no", "by": "office" })).await;
    for (step, place, n) in [("loaded", "camp", 10), ("confiscated", "gate", 3), ("delivered", "square", 6)] {
        say(&router, json!({ "say": "aid_move", "waybill": "W", "step": step, "place": place, "request": "A-1", "vehicle": "bus-1",
            "to": "square", "trip": "bus-1.1", "goods": goods(n) })).await;
    }
    let watch = get(&router, "/api/v1/watch").await.json();
    assert_eq!(watch["requests"][0]["answer"]["answer"], "refused");
    let bill = &watch["waybills"][0];
    assert_eq!(
        (bill["state"].as_str(), bill["lines"][0]["unaccounted"].as_i64()),
        (Some("open"), Some(1)),
        "{bill}"
    );
    let empty = json!({ "say": "aid_move", "waybill": "W", "step": "loaded", "place": "camp", "request": null, "vehicle": null, "to": null, "trip": null });
    assert_eq!(
        post_json(&router, "/api/v1/watch", &json!({ "fact": empty })).await.error(),
        "statement_absurd"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_notification_is_no_permission_and_its_answer_is_recorded() {
    let folder = founded();
    let field = Field::open(&folder.0);
    let (_app, router) = field.router(100);
    let entry = say(
        &router,
        json!({ "say": "notify", "convoy": "C001", "party": "west", "route": ["square", "gate", "camp"],
        "from": 0, "until": 7200, "vehicles": 2, "markings": "<b>white</b>", "contact": "channel 5" }),
    )
    .await;
    let paper = get(&router, &format!("/api/v1/notifications/{entry}/paper")).await;
    let text = String::from_utf8(paper.bytes).unwrap();
    assert!(text.contains("No guarantee of safety") && text.contains("لا ضمان للسلامة"), "{text}");
    assert!(text.contains("&lt;b&gt;white"), "{text}");
    say(
        &router,
        json!({ "say": "acknowledge", "notification": entry, "reply": "yes", "by": "liaison, by radio" }),
    )
    .await;
    let watch = get(&router, "/api/v1/watch").await.json();
    assert_eq!(watch["notifications"][0]["state"], "acknowledged");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disappearance_opens_tracing_with_a_note_without_a_name() {
    let folder = founded();
    let field = Field::open(&folder.0);
    let (_app, router) = field.router(100);
    let code = super::field::token(77);
    say(&router, json!({ "say": "incident", "kind": "disappearance", "place": "gate", "known": "told", "by": "escort", "reliability": "B",
        "credibility": 3, "tokens": [code.as_str()], "words": "NAME" })).await;
    let note = get(&router, &format!("/api/v1/tracing/{}", code.as_str())).await;
    let text = String::from_utf8(note.bytes).unwrap();
    assert!(
        text.contains("believed_missing") && text.contains("pfif/1.4") && !text.contains("NAME"),
        "{text}"
    );
    assert_eq!(get(&router, "/api/v1/tracing/22222222").await.status, 404);
}
