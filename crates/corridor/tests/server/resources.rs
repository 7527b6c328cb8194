//! Every resource over a real day: its values, and its form against the OpenAPI document.

use crate::asking::{Answer, ask, get, post, post_json};
use crate::field::{Device, Field, Folder, register, signed_day, token};
use crate::schema::{check_answer, document};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use corridor::http::App;
use corridor::store::Mode;
use evacuation::statement::{Admit, Fact, Role};
use ledger::Signed;
use serde_json::{Value, json};

struct Day {
    app: App,
    router: Router,
    field: Field,
    _folder: Folder,
}

/// The good day up to `now`.
async fn day(now: i64) -> Day {
    let folder = Folder::founded(Mode::Drill { seed: 1 });
    let data = folder.0.clone();
    let field = tokio::task::spawn_blocking(move || Field::open(&data)).await.unwrap();
    let entries = signed_day(field.intake().operation_id(), now);
    field.intake().accept(entries).await.unwrap();
    let (app, router) = field.router(now);
    Day { app, router, field, _folder: folder }
}

async fn checked(day: &Day, path: &str, template: &str) -> Value {
    let answer = get(&day.router, path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", String::from_utf8_lossy(&answer.bytes));
    check_answer(&document(), template, &answer.json());
    answer.json()
}

#[tokio::test]
async fn the_operation_and_its_plan() {
    let day = day(-4000).await;
    let operation = checked(&day, "/api/v1/operation", "/api/v1/operation").await;
    assert_eq!((&operation["name"], &operation["drill"]), (&json!("Small town"), &json!(true)));
    assert_eq!(operation["axis_unit"], "km");
    assert_eq!(operation["places"][1]["axis_km"], 3.0);
    assert_eq!(operation["places"][1]["open"], json!([[0, 32400]]));
    assert_eq!(operation["places"][0]["open"], Value::Null);
    assert_eq!(operation["persons"], json!({ "stretcher": 0, "wounded": 0, "other": 80 }));
    let plan = checked(&day, "/api/v1/plan", "/api/v1/plan").await;
    assert_eq!(plan["convoys"][0]["line"], json!([[0, 0.0], [600, 3.0], [600, 3.0], [1800, 11.0]]));
    assert_eq!(plan["convoys"][0]["trips"], json!(["bus-1.1", "bus-2.1"]));
    assert_eq!(plan["convoys"][0]["persons"]["other"], 80);
}

#[tokio::test]
async fn the_picture_follows_the_day() {
    let before = checked(&day(-4000).await, "/api/v1/picture", "/api/v1/picture").await;
    assert_eq!((&before["statements"], &before["account"]["registered"]["total"]), (&json!(4), &json!(0)));
    assert_eq!(before["corridor"]["state"], "closed");
    assert_eq!(before["corridor"]["until"], 0);
    assert_eq!(before["next_convoy"]["id"], "C001");

    let leaving = checked(&day(300).await, "/api/v1/picture", "/api/v1/picture").await;
    assert_eq!(leaving["corridor"]["state"], "open");
    assert_eq!(leaving["account"]["on_the_way"]["total"], 80);
    let convoy = &leaving["convoys"][0];
    assert_eq!((&convoy["state"], &convoy["late_s"]), (&json!("on_the_way"), &json!(120)));
    assert_eq!(convoy["depart"], json!({ "planned": 0, "actual": 120 }));
    assert_eq!(convoy["arrive"]["expected"], 1920);
    // 180 of the 600 seconds to the gate, which is 3 km away, to the west.
    assert_eq!(convoy["position"]["axis_km"], 0.9);
    let heading = convoy["position"]["heading_deg"].as_f64().unwrap();
    assert!((225.0..270.0).contains(&heading), "{heading}");
    assert_eq!(convoy["line"], json!([[120, 0.0], [300, 0.9]]));

    let after = checked(&day(10_000).await, "/api/v1/picture", "/api/v1/picture").await;
    assert_eq!(after["account"]["out"]["total"], 79);
    assert_eq!(after["account"]["unaccounted"]["total"], 1);
    assert_eq!(after["account"]["balances"], true);
    assert_eq!(
        after["places"][1],
        json!({ "id": "camp",
        "waiting": { "figure": "place.camp.waiting", "value": 0 },
        "received": { "figure": "place.camp.received", "value": 79 } })
    );
    let convoy = &after["convoys"][0];
    assert_eq!((&convoy["state"], &convoy["position"]), (&json!("open_balance"), &Value::Null));
    assert_eq!(convoy["arrive"], json!({ "planned": 1800, "actual": 1980, "expected": null }));
    assert_eq!(convoy["unaccounted"], json!({ "figure": "convoy.C001.unaccounted", "value": 1 }));
    assert_eq!(after["next_convoy"], Value::Null);
}

#[tokio::test]
async fn a_convoy_s_page_names_who_is_missing() {
    let day = day(10_000).await;
    checked(&day, "/api/v1/convoys", "/api/v1/convoys").await;
    let page = checked(&day, "/api/v1/convoys/C001", "/api/v1/convoys/{id}").await;
    assert_eq!(page["trips"][0]["missing_tokens"], json!([token(14).to_string()]));
    assert_eq!(page["trips"][1]["missing_tokens"], json!([]));
    assert_eq!(page["trips"][0]["seats"], 50);
    assert_eq!(page["balance"]["boarded"]["value"], 80);
    assert_eq!(page["balance"]["unaccounted"]["value"], 1);
    assert_eq!(page["balance"]["balances"], true);
    let kinds: Vec<&str> =
        page["timeline"].as_array().unwrap().iter().map(|step| step["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds[..4], ["board", "board", "headcount", "headcount"]);
    assert!(kinds.contains(&"arrive") && kinds.contains(&"pass"));
    assert_eq!(get(&day.router, "/api/v1/convoys/C999").await.error(), "not_found");
}

#[tokio::test]
async fn a_manifest_has_codes_and_how_it_ended_for_each() {
    let day = day(10_000).await;
    let manifest = checked(&day, "/api/v1/trips/bus-1.1/manifest", "/api/v1/trips/{id}/manifest").await;
    let rows = manifest["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 40);
    let lost: Vec<&Value> = rows.iter().filter(|row| row["state"] != "received").collect();
    assert_eq!(lost.len(), 1);
    assert_eq!(lost[0]["token"], token(14).to_string());
    assert_eq!(lost[0]["state"], "unaccounted");
    assert_eq!(get(&day.router, "/api/v1/trips/bus-9.9/manifest").await.error(), "not_found");
    assert_eq!(get(&day.router, "/api/v1/trips/nonsense/manifest").await.error(), "trip");
}

#[tokio::test]
async fn every_figure_of_the_picture_opens_its_sources() {
    let day = day(10_000).await;
    let picture = checked(&day, "/api/v1/picture", "/api/v1/picture").await;
    let mut figures = Vec::new();
    collect_figures(&picture, &mut figures);
    assert!(figures.len() > 12, "{figures:?}");
    for (figure, value) in figures {
        let sources =
            checked(&day, &format!("/api/v1/figures/{figure}?limit=5"), "/api/v1/figures/{id}").await;
        assert_eq!(sources["value"], value, "{figure}");
        let rests_on = sources["rests_on"].as_u64().unwrap();
        assert!(rests_on > 0 || value == 0, "{figure} is {value} and rests on nothing");
        let rows = sources["statements"].as_array().unwrap();
        assert_eq!(rows.len() as u64, rests_on.min(5), "{figure}");
        let by_device = sources["by_device"].as_array().unwrap();
        assert_eq!(by_device.iter().map(|d| d["statements"].as_u64().unwrap()).sum::<u64>(), rests_on);
    }
}

/// Every `{ figure, value }` and `{ figure, total }` in an answer.
fn collect_figures(value: &Value, figures: &mut Vec<(String, Value)>) {
    if let (Some(figure), Some(number)) =
        (value["figure"].as_str(), value.get("value").or(value.get("total")))
    {
        figures.push((figure.to_owned(), number.clone()));
    }
    match value {
        Value::Array(list) => list.iter().for_each(|inner| collect_figures(inner, figures)),
        Value::Object(map) => map.values().for_each(|inner| collect_figures(inner, figures)),
        _ => {}
    }
}

#[tokio::test]
async fn sources_say_who_when_and_from_where() {
    let day = day(10_000).await;
    let path = format!("/api/v1/figures/person.{}", token(14));
    let sources = checked(&day, &path, "/api/v1/figures/{id}").await;
    let kinds: Vec<&str> =
        sources["statements"].as_array().unwrap().iter().map(|row| row["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds.first(), Some(&"board"), "newest first; nobody received them");
    assert!(kinds.contains(&"register"));
    let row = &sources["statements"][0];
    assert_eq!(
        (&row["label"], &row["role"], &row["place"]),
        (&json!("Gate, square"), &json!("gate"), &json!("square"))
    );
    assert_eq!((&row["at"], &row["stands"]), (&json!(0), &json!(true)));
    assert!(row["values"]["tokens"].as_array().unwrap().contains(&json!(token(14).to_string())));
    for wrong in ["nonsense", "trip.bus-1.1.nothing", "account.out.%F0%9F%92%A9", "entry.00"] {
        let answer = get(&day.router, &format!("/api/v1/figures/{wrong}")).await;
        assert_eq!((answer.status, answer.error().as_str()), (StatusCode::BAD_REQUEST, "figure"), "{wrong}");
    }
}

#[tokio::test]
async fn statements_are_paged_and_filtered() {
    let day = day(10_000).await;
    let mut after = 0;
    let mut entries = Vec::new();
    loop {
        let page =
            checked(&day, &format!("/api/v1/statements?after={after}&limit=50"), "/api/v1/statements").await;
        entries.extend(page["statements"].as_array().unwrap().iter().map(|row| row["entry"].clone()));
        match page["next"].as_u64() {
            Some(next) => after = next,
            None => break,
        }
    }
    assert_eq!(entries.len(), 116);
    entries.sort_by_key(Value::to_string);
    entries.dedup();
    assert_eq!(entries.len(), 116, "none twice");
    let filtered = |query: &str| format!("/api/v1/statements?{query}");
    let boards = checked(&day, &filtered("kind=board&trip=bus-1.1"), "/api/v1/statements").await;
    assert_eq!(boards["statements"].as_array().unwrap().len(), 10);
    let person = checked(&day, &filtered(&format!("token={}", token(21))), "/api/v1/statements").await;
    assert_eq!(person["statements"].as_array().unwrap().len(), 3, "registered, boarded, received");
    for wrong in ["token=AAAA", "trip=x", "limit=-1", "after=many"] {
        assert_eq!(get(&day.router, &filtered(wrong)).await.status, StatusCode::BAD_REQUEST, "{wrong}");
    }
}

async fn submit(day: &Day, entries: &[Signed]) -> Answer {
    let line = |signed: &Signed| json!({ "bytes": STANDARD.encode(&signed.bytes), "signature": STANDARD.encode(signed.signature) });
    let body = json!({ "entries": entries.iter().map(line).collect::<Vec<_>>() });
    post_json(&day.router, "/api/v1/entries", &body).await
}

#[tokio::test]
async fn entries_come_in_as_json_and_cbor_and_the_picture_shows_them_at_once() {
    let day = day(-4000).await;
    let all = signed_day(day.field.intake().operation_id(), 10_000);
    let (first, second) = all[4..].split_at(30);
    let answer = submit(&day, first).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(
        answer.json()["verdicts"].as_array().unwrap().iter().all(|verdict| verdict["verdict"] == "taken")
    );
    let mut cbor = minicbor::Encoder::new(Vec::new());
    cbor.array(second.len() as u64).unwrap();
    for signed in second {
        cbor.array(2).unwrap().bytes(&signed.bytes).unwrap().bytes(&signed.signature).unwrap();
    }
    let answer = post(&day.router, "/api/v1/entries", "application/cbor", cbor.into_writer()).await;
    assert_eq!(answer.json()["verdicts"].as_array().unwrap().len(), second.len());
    let picture = get(&day.router, "/api/v1/picture").await.json();
    assert_eq!((&picture["version"], &picture["account"]["out"]["total"]), (&json!(116), &json!(79)));
    assert_eq!(submit(&day, &all[..1]).await.json()["verdicts"][0]["verdict"], "known");
    let bad = Signed { signature: [1; 64], ..all[5].clone() };
    let refused = &submit(&day, &[bad]).await.json()["verdicts"][0];
    assert_eq!(
        (&refused["verdict"], &refused["error"]["code"]),
        (&json!("refused"), &json!("bad_signature"))
    );
}

#[tokio::test]
async fn two_hundred_devices_send_at_once_and_all_are_taken() {
    let day = day(-4000).await;
    let operation = day.field.intake().operation_id();
    let mut root = Device::new(operation, 30);
    let mut admissions = vec![root.enrol("Office", Role::Coordinator)];
    for seed in 0..200 {
        let device = Device::new(operation, seed + 50).writer.log_id().0;
        let admit = Admit { device, role: Role::Gate, place: None, until: None };
        admissions.push(root.say(0, Fact::Admit(admit)));
    }
    submit(&day, &admissions).await;
    let sends = (0..200u8).map(|seed| {
        let mut gate = Device::new(operation, seed + 50);
        let entries = [gate.enrol("Gate", Role::Gate), gate.say(0, register(u64::from(seed) + 1))];
        let day = &day;
        async move { submit(day, &entries).await }
    });
    for answer in futures_util::future::join_all(sends).await {
        assert_eq!(answer.json()["verdicts"][1]["verdict"], "taken");
    }
    let picture = get(&day.router, "/api/v1/picture").await.json();
    assert_eq!((&picture["version"], &picture["account"]["registered"]["total"]), (&json!(605), &json!(800)));
}

#[tokio::test]
async fn health_has_a_digest_that_only_statements_change() {
    let (early, late) = (day(1000).await, day(10_000).await);
    let health = checked(&early, "/api/v1/health", "/api/v1/health").await;
    assert_eq!(
        (&health["status"], &health["devices"], &health["damaged"]),
        (&json!("ok"), &json!(4), &json!(0))
    );
    assert_ne!(health["picture_sha256"], get(&late.router, "/api/v1/health").await.json()["picture_sha256"]);
    let (_, later_clock) = early.field.router(9000);
    assert_eq!(health["picture_sha256"], get(&later_clock, "/api/v1/health").await.json()["picture_sha256"]);
}

#[tokio::test]
async fn a_drill_s_clock_is_set_and_the_real_one_is_not() {
    let day = day(300).await;
    let clock = post_json(&day.router, "/api/v1/clock", &json!({ "speed": 600, "paused": true })).await;
    assert_eq!(clock.json(), json!({ "drill": true, "speed": 600, "paused": true, "finished": false }));
    let picture = get(&day.router, "/api/v1/picture").await.json();
    assert_eq!(picture["clock"]["speed"], 600);
    for wrong in
        [json!({ "speed": 0 }), json!({ "speed": 3601 }), json!({ "speed": "fast" }), json!({ "sped": 1 })]
    {
        let answer = post_json(&day.router, "/api/v1/clock", &wrong).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{wrong}");
        answer.error();
    }
}

#[tokio::test]
async fn events_begin_with_the_newest_picture_and_end_with_the_server() {
    let day = day(300).await;
    let stopping = day.app.clone();
    tokio::spawn(async move {
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        stopping.stop();
    });
    let request = Request::get("/api/v1/events").header("last-event-id", "3").body(Body::empty()).unwrap();
    let answer = ask(&day.router, request).await;
    assert!(answer.header("content-type").starts_with("text/event-stream"));
    let text = String::from_utf8(answer.bytes).unwrap();
    let version = get(&day.router, "/api/v1/picture").await.json()["version"].clone();
    assert!(text.contains("event: picture"), "{text}");
    assert!(text.contains(&format!("id: {version}")), "{text}");
    let data = text.lines().find_map(|line| line.strip_prefix("data: ")).unwrap();
    let picture: Value = serde_json::from_str(data).unwrap();
    check_answer(&document(), "/api/v1/picture", &picture);
}
