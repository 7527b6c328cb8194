//! What a phone asks for: the list that it keeps, and how the hub knows it.

use crate::asking::{ask, get};
use crate::field::{Device, Field, Folder, register, token};
use crate::schema::{check_answer, document};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use corridor::store::Mode;
use evacuation::statement::{Accompany, Agree, Answer, Clear, Fact, Needs, OnTrip, Role, Split};
use serde_json::{Value, json};

fn said(phone: &mut Device) -> Vec<ledger::Signed> {
    let party = token(10);
    let (one, two) = (token(11), token(12));
    let agree = Agree {
        party,
        answer: Answer::Yes,
        destinations: vec!["camp".to_owned()],
        language: "ar".to_owned(),
        told: "to the camp".to_owned(),
    };
    let trip = || "bus-1.1".parse().unwrap();
    let place = || "square".to_owned();
    let board = OnTrip { tokens: vec![one, two], trip: trip(), place: place() };
    let clear =
        Clear { trip: trip(), place: place(), counted: 3, scanned: 2, reason: Some("a child".to_owned()) };
    let facts = [
        register(1),
        Fact::Agree(agree),
        Fact::Needs(Needs { token: one, oxygen: true, companion: Some(two) }),
        Fact::Accompany(Accompany { child: two, from: one.to_string(), to: "Agency".to_owned() }),
        Fact::Split(Split { party, members: vec![one, two], by: one }),
        Fact::Board(board),
        Fact::Clear(clear),
    ];
    let mut entries = vec![phone.enrol("Gate 2", Role::Gate)];
    entries.extend(facts.into_iter().enumerate().map(|(at, fact)| phone.say(at as i64, fact)));
    entries
}

#[tokio::test]
async fn a_phone_gets_everything_by_code_and_nothing_again() {
    let folder = Folder::founded(Mode::Live);
    let data = folder.0.clone();
    let field = tokio::task::spawn_blocking(move || Field::open(&data)).await.unwrap();
    let (_, router) = field.router(60);
    let mut phone = Device::new(field.intake().operation_id(), 20);
    let verdicts = field.intake().accept(said(&mut phone)).await.unwrap();
    assert!(
        verdicts.iter().all(|verdict| matches!(verdict, corridor::intake::Verdict::Taken { held: None, .. }))
    );

    let answer = get(&router, "/api/v1/field").await;
    assert_eq!(answer.status, StatusCode::OK);
    let view = answer.json();
    check_answer(&document(), "/api/v1/field", &view);
    assert_eq!(view["operation_id"], json!(field.intake().operation_id().to_string()));
    let row = &view["parties"][0];
    assert_eq!((&row[0], &row[1], &row[2]), (&json!(token(10)), &json!("square"), &json!(0)));
    assert_eq!((&row[3], &row[5]), (&json!(["camp"]), &json!([[token(11), token(12)]])));
    let member = |code: u64| {
        let rows = row[6].as_array().unwrap();
        rows.iter().find(|member| member[0] == json!(token(code))).unwrap().clone()
    };
    assert_eq!(member(11), json!([token(11), 2, 2, 4, "on", 0, true, token(12), null, null]));
    assert_eq!(member(12), json!([token(12), 2, 2, 4, "on", 0, false, null, token(11), "Agency"]));
    assert_eq!(member(13)[4], "waiting");
    let trip = &view["trips"][0];
    assert_eq!((&trip["id"], &trip["seats"], &trip["escorts"]), (&json!("bus-1.1"), &json!(50), &json!(1)));
    let clear = &trip["clears"][0];
    assert_eq!(
        (&clear["counted"], &clear["scanned"], &clear["reason"]),
        (&json!(3), &json!(2), &json!("a child"))
    );

    let again = Request::get("/api/v1/field").header("if-none-match", answer.header("etag"));
    assert_eq!(ask(&router, again.body(Body::empty()).unwrap()).await.status, StatusCode::NOT_MODIFIED);
    let standing = get(&router, &format!("/api/v1/field/devices/{}", phone.writer.log_id())).await.json();
    assert_eq!(
        (&standing["entries"], &standing["held"], &standing["revoked"]),
        (&json!(8), &json!(0), &json!(false))
    );
    // The clock comes with every meeting, news or none; this drill stands still.
    assert_eq!((&standing["now"], &standing["speed"]), (&json!(60), &json!(0)));
    let stranger = get(&router, &format!("/api/v1/field/devices/{}", "00".repeat(32))).await.json();
    assert_eq!((&stranger["entries"], &stranger["role"]), (&json!(0), &Value::Null));
    assert_eq!(get(&router, "/api/v1/field/devices/x").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn the_field_pages_are_served_where_their_worker_answers_for_them() {
    let folder = Folder::founded(Mode::Live);
    let data = folder.0.clone();
    let field = tokio::task::spawn_blocking(move || Field::open(&data)).await.unwrap();
    let (_, router) = field.router(60);
    let answer = get(&router, "/field").await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::PERMANENT_REDIRECT, "/field/"));
}
