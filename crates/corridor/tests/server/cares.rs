//! What the field rests on besides boarding: a hold that phones and tickets show, only changes told to who knows the
//! rest, departures that nobody confirmed, families that agreed to travel apart, notes that only clinicians read.

use crate::asking::get;
use crate::field::{Device, register, token};
use crate::schema::{check_answer, document};
use crate::settling::{field, tell};
use axum::Router;
use axum::http::StatusCode;
use corridor::intake::Verdict;
use evacuation::statement::{Clear, EntryRef, Fact, Note, NoteKey, NoteReader, ReadNote, Role, Split};
use serde_json::{Value, json};

async fn ask(router: &Router, path: &str) -> Value {
    let answer = get(router, &format!("/api/v1/{path}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", String::from_utf8_lossy(&answer.bytes));
    let plain = path.split('?').next().unwrap();
    let named = match plain.rsplit_once('/') {
        Some(("convoys", _)) => "convoys/{id}",
        Some(("field/notes", _)) => "field/notes/{reading}",
        _ => plain,
    };
    check_answer(&document(), &format!("/api/v1/{named}"), &answer.json());
    answer.json()
}

async fn decide(router: &Router, decision: &str) {
    let fact = json!({ "say": "decide", "convoy": "C001", "decision": decision, "why": "fire on the road", "by": "Operations room" });
    tell(router, "watch", json!({ "fact": fact })).await;
}

#[tokio::test]
async fn a_hold_stands_on_phones_and_on_tickets_until_it_is_lifted() {
    let (_folder, field) = field(-3500).await;
    let (_, router) = field.router(-3400);
    tell(&router, "tickets", json!({})).await;
    let view = ask(&router, "field").await;
    assert_eq!(view["trips"][0]["decision"], Value::Null);
    let gate = view["places"].as_array().unwrap().iter().find(|place| place["id"] == "gate").unwrap();
    assert_eq!(gate["windows"], json!([[0, 32_400]]));
    assert_eq!(view["trips"][0]["control_points"], json!(["gate"]));
    assert!(view["trips"][0]["reach"][0].as_i64().unwrap() >= 600);

    decide(&router, "hold").await;
    let view = ask(&router, "field").await;
    let decision = &view["trips"][0]["decision"];
    assert_eq!(
        (&decision["decision"], &decision["why"], &decision["by"]),
        (&json!("hold"), &json!("fire on the road"), &json!("Operations room"))
    );
    let tickets = ask(&router, "tickets?convoy=C001").await;
    assert!(tickets["total"].as_u64().unwrap() > 0);
    assert_eq!(tickets["rows"][0]["held"]["held"], "hold");
    let party = tickets["rows"][0]["party"].as_str().unwrap();
    let ticket = get(&router, &format!("/api/v1/tickets/{party}")).await.json();
    assert_eq!(ticket["held"], "hold");
    let checked = tell(&router, "tickets/check", json!({ "code": ticket["code"] })).await;
    assert_eq!((&checked["verdict"], &checked["held"]), (&json!("good"), &json!("hold")));
    decide(&router, "go").await;
    assert_eq!(ask(&router, "field").await["trips"][0]["decision"]["decision"], "go");
    assert_eq!(ask(&router, "tickets?convoy=C001").await["rows"][0]["held"]["held"], Value::Null);
    assert_eq!(get(&router, "/api/v1/tickets?convoy=C999").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_phone_that_knows_the_list_is_told_what_changed() {
    let (_folder, field) = field(-3600).await;
    let (_, router) = field.router(60);
    let whole = ask(&router, "field").await;
    assert_eq!((whole["parties"].as_array().unwrap().len(), &whole["since"]), (20, &Value::Null));
    let list = whole["list"].as_str().unwrap().to_owned();
    let mut phone = Device::new(field.intake().operation_id(), 20);
    let said = vec![phone.enrol("Gate 2", Role::Gate), phone.say(5, register(77))];
    field.intake().accept(said).await.unwrap();
    let more = ask(&router, &format!("field?since={list}")).await;
    assert_eq!((more["parties"].as_array().unwrap().len(), &more["since"]), (1, &json!(list)));
    assert_eq!(more["parties"][0][0], json!(token(770)));
    // Of another run, made up, or of nothing: everybody.
    for since in ["0123456789abcdef.5", "x", "", "%00.9", &format!("{list}9")] {
        let all = ask(&router, &format!("field?since={since}")).await;
        assert_eq!((all["parties"].as_array().unwrap().len(), &all["since"]), (21, &Value::Null), "{since}");
    }
}

#[tokio::test]
async fn a_departure_without_both_confirmations_stands_until_somebody_says_what_was_found() {
    let (_folder, field) = field(700).await;
    let (_, router) = field.router(700);
    let clear = |trip: &str| {
        let (trip, place) = (trip.parse().unwrap(), "square".to_owned());
        Fact::Clear(Clear { trip, place, counted: 40, scanned: 40, reason: None })
    };
    let operation = field.intake().operation_id();
    let (mut gate, mut leader) = (Device::new(operation, 21), Device::new(operation, 22));
    let said = vec![
        gate.enrol("Gate 2", Role::Gate),
        gate.say(110, clear("bus-1.1")),
        gate.say(112, clear("bus-2.1")),
        leader.enrol("Leader 2", Role::ConvoyLeader),
        leader.say(115, clear("bus-1.1")),
    ];
    field.intake().accept(said).await.unwrap();
    let view = ask(&router, "reconciliation").await;
    let lacking = view["unconfirmed"].as_array().unwrap();
    assert_eq!(lacking.len(), 1);
    assert_eq!(
        (&lacking[0]["trip"], &lacking[0]["lacks_gate"], &lacking[0]["lacks_leader"]),
        (&json!("bus-2.1"), &json!(false), &json!(true))
    );
    let page = ask(&router, "convoys/C001").await;
    let trips = page["trips"].as_array().unwrap();
    let trip = |id: &str| trips.iter().find(|trip| trip["id"] == id).unwrap();
    assert_eq!(trip("bus-1.1")["leader"]["by"], "Leader 2");
    assert_eq!((&trip("bus-2.1")["gate"]["counted"], &trip("bus-2.1")["leader"]), (&json!(40), &Value::Null));
    let done = json!({ "matter": lacking[0]["matter"], "who": "Operations room", "step": "the leader drove ahead", "done": true });
    let view = tell(&router, "reconciliation/attend", done).await;
    assert_eq!(view["unconfirmed"][0]["attended"][0]["done"], true);
}

#[tokio::test]
async fn a_family_that_agreed_to_travel_apart_is_a_task_beside_the_others() {
    let (_folder, field) = field(-3500).await;
    let (_, router) = field.router(60);
    let mut phone = Device::new(field.intake().operation_id(), 20);
    let split = Split { party: token(10), members: vec![token(11)], by: token(12) };
    let said = vec![phone.enrol("Gate 2", Role::Gate), phone.say(-3000, Fact::Split(split))];
    field.intake().accept(said).await.unwrap();
    let view = ask(&router, "reconciliation").await;
    let apart = view["apart"].as_array().unwrap();
    assert_eq!(apart.len(), 1);
    let agreed = &apart[0]["agreed"][0];
    assert_eq!((&apart[0]["party"], &agreed["by"]), (&json!(token(10)), &json!(token(12))));
    assert_eq!(agreed["members"], json!([token(11)]));
    let attention = ask(&router, "picture").await["attention"].clone();
    let item = attention.as_array().unwrap().iter().find(|item| item["kind"] == "split").unwrap().clone();
    assert_eq!(item["id"], format!("split.{}", token(10)));
}

#[tokio::test]
async fn notes_are_given_to_a_clinician_whose_reading_is_recorded_and_to_nobody_else() {
    let (_folder, field) = field(-3600).await;
    let (_, router) = field.router(60);
    let operation = field.intake().operation_id();
    let (mut clinic, mut gate, mut desk) =
        (Device::new(operation, 71), Device::new(operation, 72), Device::new(operation, 73));
    let (own, other) = (clinic.writer.log_id().0, gate.writer.log_id().0);
    let note = |device: [u8; 32], wrapped: u8| {
        let to = vec![NoteReader { device: device.into(), wrapped: [wrapped; 48].into() }];
        Fact::Note(Note { token: token(11), ephemeral: [1; 32].into(), to, sealed: vec![7; 284], of: None })
    };
    let read = || Fact::ReadNote(ReadNote { token: token(11), why: "treatment".to_owned() });
    let cards = [
        (&mut clinic, "Clinic", Role::Clinician),
        (&mut desk, "Desk", Role::Registrar),
        (&mut gate, "Gate 2", Role::Gate),
    ];
    for (device, label, role) in cards {
        let (asks, log) = (device.enrol(label, role), device.writer.log_id().to_string());
        field.intake().accept(vec![asks]).await.unwrap();
        let role = serde_json::to_value(role).unwrap();
        tell(&router, "devices/admit", json!({ "device": log, "role": role })).await;
    }
    let first = vec![
        clinic.say(1, Fact::NoteKey(NoteKey { key: [5; 32].into() })),
        desk.say(2, note(own, 9)),
        desk.say(3, note(other, 8)),
        clinic.say(4, read()),
        desk.say(400, note(own, 6)),
        gate.say(5, Fact::NoteKey(NoteKey { key: [4; 32].into() })),
        gate.say(6, read()),
    ];
    let verdicts = field.intake().accept(first).await.unwrap();
    let held: Vec<bool> =
        verdicts.iter().map(|verdict| matches!(verdict, Verdict::Taken { held: Some(_), .. })).collect();
    assert_eq!(held, [false, false, false, false, false, true, true]);
    assert_eq!(ask(&router, "field").await["clinicians"].as_array().unwrap().len(), 1);

    let readings = ask(&router, "statements?kind=read_note").await["statements"].clone();
    let by = |label: &str| {
        let all = readings.as_array().unwrap();
        all.iter().find(|row| row["label"] == label).unwrap()["entry"].as_str().unwrap().to_owned()
    };
    // What it covers: of two notes that were there, the one that this device can open; not the one written later.
    let given = ask(&router, &format!("field/notes/{}", by("Clinic"))).await;
    assert_eq!((given["notes"].as_array().unwrap().len(), &given["closed"]), (1, &json!(1)));
    assert_eq!(given["notes"][0]["by"], "Desk");
    for id in [by("Gate 2"), "00".repeat(32)] {
        let answer = get(&router, &format!("/api/v1/field/notes/{id}")).await;
        assert_eq!((answer.status, answer.error().as_str()), (StatusCode::FORBIDDEN, "not_read"));
    }
    assert_eq!(get(&router, "/api/v1/field/notes/x").await.status, StatusCode::BAD_REQUEST);
    // Nothing of a note stands in any list.
    let row = &ask(&router, "statements?kind=note").await["statements"][0];
    assert_eq!(row["values"], json!({ "tokens": [token(11)], "readers": 1 }));
    // A phone that is ended gets nothing any more.
    let end = json!({ "device": clinic.writer.log_id().to_string(), "why": "lost" });
    tell(&router, "devices/revoke", end).await;
    let answer = get(&router, &format!("/api/v1/field/notes/{}", by("Clinic"))).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_clinician_who_came_later_reads_what_another_sealed_anew_and_nothing_that_a_stranger_did() {
    let (_folder, field) = field(-3600).await;
    let (_, router) = field.router(60);
    let operation = field.intake().operation_id();
    let (mut first, mut later, mut desk) =
        (Device::new(operation, 71), Device::new(operation, 72), Device::new(operation, 73));
    let (one, two) = (first.writer.log_id().0, later.writer.log_id().0);
    let note = |to: &[[u8; 32]], bytes: usize, of: Option<EntryRef>| {
        let to = to.iter().map(|device| NoteReader { device: (*device).into(), wrapped: [9; 48].into() });
        let (token, ephemeral, sealed) = (token(11), [1; 32].into(), vec![7; bytes]);
        Fact::Note(Note { token, ephemeral, to: to.collect(), sealed, of })
    };
    for (device, label, role) in [
        (&mut first, "Clinic 1", Role::Clinician),
        (&mut later, "Clinic 2", Role::Clinician),
        (&mut desk, "Desk", Role::Registrar),
    ] {
        let (asks, log) = (device.enrol(label, role), device.writer.log_id().to_string());
        field.intake().accept(vec![asks]).await.unwrap();
        let role = serde_json::to_value(role).unwrap();
        tell(&router, "devices/admit", json!({ "device": log, "role": role })).await;
    }
    let read = || Fact::ReadNote(ReadNote { token: token(11), why: "treatment".to_owned() });
    let said = vec![desk.say(2, note(&[one], 284, None)), later.say(3, read())];
    field.intake().accept(said).await.unwrap();
    let reading = ask(&router, "statements?kind=read_note").await["statements"][0]["entry"].clone();
    let given = async || ask(&router, &format!("field/notes/{}", reading.as_str().unwrap())).await;
    let before = given().await;
    assert_eq!(
        (&before["notes"], &before["closed"], &before["ask"]),
        (&json!([]), &json!(1), &json!(["Clinic 1"]))
    );

    let id =
        ask(&router, "statements?kind=note").await["statements"][0]["entry"].as_str().unwrap().to_owned();
    let of = Some(EntryRef::try_from(id.clone()).unwrap());
    // Who could not open it repeats nothing: that is a note of its own.
    field.intake().accept(vec![desk.say(4, note(&[two], 540, of))]).await.unwrap();
    let strange = given().await;
    assert_eq!((&strange["notes"][0]["by"], &strange["closed"]), (&json!("Desk"), &json!(1)));
    assert_eq!(strange["notes"][0]["again"], Value::Null);
    field.intake().accept(vec![first.say(5, note(&[two], 796, of))]).await.unwrap();
    let after = given().await;
    assert_eq!((after["notes"].as_array().unwrap().len(), &after["closed"]), (2, &json!(0)));
    let own = after["notes"].as_array().unwrap().iter().find(|note| note["entry"] == json!(id)).unwrap();
    assert_eq!((&own["by"], &own["again"], &own["at"]), (&json!("Desk"), &json!("Clinic 1"), &json!(2)));
    assert_eq!(own["readers"].as_array().unwrap().len(), 2);
}
