//! Tickets, closing, parties that may be one and the search for people, as the console's pages ask for them.

use crate::asking::{get, post_json};
use crate::field::{Device, Field, Folder, register, signed_day, token};
use crate::schema::{check_answer, document};
use axum::Router;
use axum::http::StatusCode;
use corridor::settling::check_ticket;
use corridor::store::Mode;
use evacuation::statement::{Fact, Role};
use ledger::LogId;
use serde_json::{Value, json};

/// A founded folder with what was said until then.
pub(crate) async fn field(until: i64) -> (Folder, Field) {
    let folder = Folder::founded(Mode::Live);
    let data = folder.0.clone();
    let field = tokio::task::spawn_blocking(move || Field::open(&data)).await.unwrap();
    let day = signed_day(field.intake().operation_id(), until);
    field.intake().accept(day).await.unwrap();
    (folder, field)
}

async fn ask(router: &Router, path: &str) -> Value {
    let answer = get(router, &format!("/api/v1/{path}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", String::from_utf8_lossy(&answer.bytes));
    let plain = path.split('?').next().unwrap();
    let named = if plain.starts_with("tickets/") { "tickets/{party}" } else { plain };
    check_answer(&document(), &format!("/api/v1/{named}"), &answer.json());
    answer.json()
}

pub(crate) async fn tell(router: &Router, path: &str, body: Value) -> Value {
    let answer = post_json(router, &format!("/api/v1/{path}"), &body).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", String::from_utf8_lossy(&answer.bytes));
    answer.json()
}

#[tokio::test]
async fn everyone_who_waits_gets_a_ticket_that_is_checked_with_the_key_alone() {
    // Registered and agreed; nobody has been called yet.
    let (_folder, field) = field(-3500).await;
    let (_, router) = field.router(-3400);
    let view = ask(&router, "tickets").await;
    assert_eq!(view["counts"]["new"], json!({ "parties": 20, "persons": 80 }));
    let view = tell(&router, "tickets", json!({})).await;
    assert_eq!(view["counts"]["kept"], json!({ "parties": 20, "persons": 80 }));
    assert_eq!(view["to_tell"], json!([]));
    let issuer: LogId = view["issuer"].as_str().unwrap().parse().unwrap();

    let party = token(10).to_string();
    let ticket = ask(&router, &format!("tickets/{party}")).await;
    let code = ticket["code"].as_str().unwrap();
    assert!(ticket["qr"].as_str().unwrap().contains("<svg"));
    // Offline: the code and the key, nothing else.
    let checked = check_ticket(code, [issuer]).unwrap();
    assert_eq!(checked.signed_by, Some(issuer));
    assert_eq!((checked.ticket.persons, checked.ticket.depart_unix_s), (4, 1_481_803_200));
    let stranger =
        check_ticket(code, [Device::new(field.intake().operation_id(), 77).writer.log_id()]).unwrap();
    assert_eq!(stranger.signed_by, None);

    let check = |code: String| {
        let router = router.clone();
        async move { tell(&router, "tickets/check", json!({ "code": code })).await["verdict"].clone() }
    };
    assert_eq!(check(code.to_owned()).await, "good");
    let other = ask(&router, &format!("tickets/{}", token(20))).await["code"].as_str().unwrap().to_owned();
    // The promise of one with the signature of another.
    let forged = format!("{}{}", &code[..code.len() - 20], &other[other.len() - 20..]);
    assert_eq!(check(forged).await, "stranger");
    let answer = post_json(&router, "/api/v1/tickets/check", &json!({ "code": party })).await;
    assert_eq!((answer.status, answer.error().as_str()), (StatusCode::BAD_REQUEST, "ticket"));
    assert_eq!(get(&router, "/api/v1/tickets/22222222").await.status, StatusCode::NOT_FOUND);
    // Nothing is promised twice.
    let said = field.intake().read(|book| book.version());
    tell(&router, "tickets", json!({})).await;
    assert_eq!(field.intake().read(|book| book.version()), said);
    // It stands with the party where people look for it.
    let people = ask(&router, &format!("people?q={party}")).await;
    assert_eq!(
        (&people["found"], &people["parties"][0]["ticket"]["trip"]),
        (&json!("party"), &ticket["trip"])
    );
}

#[tokio::test]
async fn a_convoy_closes_only_when_the_missing_one_is_somebodys_task() {
    let (_folder, field) = field(99_999).await;
    let (_, router) = field.router(9_000);
    let close = json!({ "convoy": "C001" });
    let answer = post_json(&router, "/api/v1/reconciliation/close", &close).await;
    assert_eq!((answer.status, answer.error().as_str()), (StatusCode::CONFLICT, "open"));
    let missing = token(14).to_string();
    assert!(answer.json()["error"]["what"].as_str().unwrap().contains(&missing));
    let view = ask(&router, "reconciliation").await;
    let search = &view["searches"][0];
    assert_eq!(
        (&search["token"], &search["kind"], &search["vehicle"]),
        (&json!(missing), &json!("missing"), &json!("bus-1"))
    );
    assert_eq!((&search["seen_kind"], &search["seen_by"]), (&json!("board"), &json!("Gate, square")));
    assert_eq!(view["convoys"][0]["settled"], false);
    // A family is apart: three are out, one is not accounted for.
    assert_eq!(view["apart"][0]["party"], json!(token(10).to_string()));
    let alarms = ask(&router, "picture").await["attention"].clone();
    let kinds: Vec<&str> =
        alarms.as_array().unwrap().iter().filter_map(|item| item["kind"].as_str()).collect();
    assert!(
        kinds.contains(&"nobody_looks") && kinds.contains(&"split") && kinds.contains(&"unclosed"),
        "{kinds:?}"
    );

    let attend = json!({ "matter": search["matter"], "who": "tracing", "step": "ask the camp again" });
    let view = tell(&router, "reconciliation/attend", attend).await;
    assert_eq!(view["searches"][0]["attended"][0]["who"], "tracing");
    let view = tell(&router, "reconciliation/close", close).await;
    assert_eq!((&view["convoys"][0]["settled"], &view["convoys"][0]["holds"]), (&json!(true), &json!(true)));
    let trip = &view["convoys"][0]["trips"][0];
    let value = |term: &str| trip[term]["value"].as_i64().unwrap();
    assert_eq!(value("boarded"), value("received") + value("unaccounted"));
    let sources =
        get(&router, &format!("/api/v1/figures/{}", trip["received"]["figure"].as_str().unwrap())).await;
    assert!(sources.json()["statements"].as_array().is_some_and(|list| !list.is_empty()));
    let answer = post_json(&router, "/api/v1/reconciliation/close", &json!({ "convoy": "C999" })).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn two_parties_are_one_when_a_person_says_so_and_count_once() {
    let (_folder, field) = field(-3500).await;
    let (_, router) = field.router(-3400);
    let mut phone = Device::new(field.intake().operation_id(), 30);
    let mut again = vec![phone.enrol("Registrar 2", Role::Registrar)];
    let Fact::Register(twice) = register(50) else { unreachable!() };
    again.push(phone.say(-3450, Fact::Register(twice)));
    field.intake().accept(again).await.unwrap();
    let registered = || field.intake().read(|book| book.account().picture().account.registered.total());
    assert_eq!(registered(), 84);
    let [a, b] = [token(10), token(500)].map(|token| token.to_string());
    let suspect = json!({ "parties": [a, b], "likeness": "suspected", "why": "names agree (0.94)" });
    let view = tell(&router, "twins", suspect).await;
    assert_eq!((view["total"].clone(), registered()), (json!(1), 84));
    let found = &view["candidates"][0];
    assert_eq!(found["pairs"].as_array().unwrap().len(), 4);
    let wrong = json!({ "parties": [a, b], "likeness": "same", "pairs": [[token(11).to_string(), token(21).to_string()]], "why": "" });
    assert_eq!(post_json(&router, "/api/v1/twins", &wrong).await.status, StatusCode::BAD_REQUEST);
    let same = json!({ "parties": [a, b], "likeness": "same", "pairs": found["pairs"], "why": "the mother says so" });
    let view = tell(&router, "twins", same).await;
    assert_eq!(
        (registered(), &view["decided"][0]["likeness"], &view["total"]),
        (80, &json!("same"), &json!(0))
    );
    ask(&router, "twins").await;
    let people = ask(&router, &format!("people?q={b}")).await;
    assert_eq!(people["same_as"], json!([a]));
    assert_eq!(ask(&router, "people?q=nobody").await["found"], "nothing");
    assert_eq!(ask(&router, "people?q=bus-9").await["found"], "vehicle");
}
