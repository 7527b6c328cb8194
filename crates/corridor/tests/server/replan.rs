//! Planning anew through the interface: asked for, shown, refused when overtaken, accepted, in force for
//! everybody and after a restart.

use crate::asking::{Answer, ask, get, post_json};
use crate::field::{Device, Field, Folder, signed_day};
use crate::schema::{check_answer, document};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use corridor::live::{Drill, DrillSettings, Script};
use corridor::store::Mode;
use evacuation::statement::{BreakDown, Corridor, Fact, Role};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// At half past the hour bus-1 and bus-2 have passed the gate; people of the third party onwards may
/// still be on their way.
const NOW: i64 = 900;

async fn field(mode: Mode, until: i64) -> (Folder, Field, Router) {
    let folder = Folder::founded(mode);
    let data = folder.0.clone();
    let field = tokio::task::spawn_blocking(move || Field::open(&data)).await.unwrap();
    field.intake().accept(signed_day(field.intake().operation_id(), until)).await.unwrap();
    let (_, router) = field.router(NOW);
    (folder, field, router)
}

async fn delete(router: &Router, path: &str) -> Answer {
    ask(router, Request::delete(path).body(Body::empty()).unwrap()).await
}

/// Asks for a plan and waits until it is there.
async fn proposed(router: &Router) -> Value {
    let begun = post_json(router, "/api/v1/replan", &json!({ "seconds": 0.2 })).await;
    assert_eq!(begun.status, StatusCode::OK, "{}", begun.json());
    let since = Instant::now();
    loop {
        let answer = get(router, "/api/v1/replan").await.json();
        check_answer(&document(), "/api/v1/replan", &answer);
        match answer["state"].as_str().unwrap() {
            "ready" => return answer,
            "running" => assert!(since.elapsed() < Duration::from_secs(30), "it never ends"),
            other => panic!("{other}: {answer}"),
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn a_broken_vehicle_leads_to_a_new_plan_that_everybody_works_by() {
    let (folder, field, router) = field(Mode::Live, NOW).await;
    assert_eq!(get(&router, "/api/v1/replan").await.json()["state"], "none");
    let mut leader = Device::new(field.intake().operation_id(), 37);
    let trip = "bus-2.1".parse().ok();
    let broken = BreakDown { vehicle: "bus-2".to_owned(), trip, place: "the bend".to_owned() };
    let entries =
        vec![leader.enrol("Leader 2", Role::ConvoyLeader), leader.say(890, Fact::BreakDown(broken))];
    field.intake().accept(entries).await.unwrap();

    let before = get(&router, "/api/v1/picture").await.json();
    let answer = proposed(&router).await;
    let proposal = &answer["proposal"];
    let kinds: Vec<&str> =
        proposal["assumptions"].as_array().unwrap().iter().map(|a| a["kind"].as_str().unwrap()).collect();
    assert!(kinds.contains(&"lost") && kinds.contains(&"stranded"), "{kinds:?}");
    assert_eq!(proposal["before"]["left_behind"], 40, "without a new plan bus-2's people stay at the road");
    assert_eq!(proposal["after"]["left_behind"], 0, "bus-1 fetches them");
    assert_eq!(proposal["changes"]["newly_out"], 40);

    let number = answer["number"].as_u64().unwrap();
    let wrong = post_json(&router, "/api/v1/replan/accept", &json!({ "number": number + 1 })).await;
    assert_eq!((wrong.status, wrong.error().as_str()), (StatusCode::CONFLICT, "superseded"));
    let accepted = post_json(&router, "/api/v1/replan/accept", &json!({ "number": number })).await;
    assert_eq!(accepted.status, StatusCode::OK, "{}", accepted.json());
    let again = post_json(&router, "/api/v1/replan/accept", &json!({ "number": number })).await;
    assert_eq!((again.status, again.error().as_str()), (StatusCode::CONFLICT, "nothing_proposed"));

    let plan = get(&router, "/api/v1/plan").await.json();
    assert_eq!(plan["left_behind"], 0);
    let trips: Vec<&str> = plan["convoys"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|convoy| convoy["trips"].as_array().unwrap().iter().map(|id| id.as_str().unwrap()))
        .collect();
    assert!(trips.contains(&"bus-1.1") && trips.contains(&"bus-1.2"), "{trips:?}");
    assert!(!trips.contains(&"bus-2.1"), "the trip of the lost vehicle is gone: {trips:?}");
    let picture = get(&router, "/api/v1/picture").await.json();
    assert_ne!(picture["plan"], before["plan"]);
    assert_eq!(picture["account"], before["account"], "a plan moves nobody");
    let places = get(&router, "/api/v1/operation").await.json();
    assert!(places["places"].as_array().unwrap().iter().any(|place| place["id"] == "road-bus-2.1"));
    let adopted = get(&router, "/api/v1/statements?kind=adopt").await.json();
    assert_eq!(adopted["statements"][0]["label"], "Operations room, console");

    drop(router);
    field.intake().stop().await;
    let data = folder.0.clone();
    let field = tokio::task::spawn_blocking(move || Field::open(&data)).await.unwrap();
    let (_, router) = field.router(NOW);
    assert_eq!(get(&router, "/api/v1/plan").await.json(), plan, "it is in force after a restart");
    assert_eq!(get(&router, "/api/v1/picture").await.json()["plan"], picture["plan"]);
}

#[tokio::test]
async fn what_has_happened_since_refuses_a_proposal() {
    let (_folder, field, router) = field(Mode::Live, NOW).await;
    let answer = proposed(&router).await;
    let mut monitor = Device::new(field.intake().operation_id(), 38);
    let closed = Corridor { control_point: Some("gate".to_owned()), reason: "shots".to_owned() };
    let entries = vec![monitor.enrol("Monitor", Role::Monitor), monitor.say(895, Fact::Suspend(closed))];
    field.intake().accept(entries).await.unwrap();
    let refused = post_json(&router, "/api/v1/replan/accept", &json!({ "number": answer["number"] })).await;
    assert_eq!((refused.status, refused.error().as_str()), (StatusCode::CONFLICT, "overtaken"));
    let anew = proposed(&router).await;
    let suspended = &anew["proposal"]["assumptions"][0];
    assert_eq!((&suspended["kind"], &suspended["values"]["place"]), (&json!("suspended"), &json!("gate")));
    assert_eq!(suspended["values"]["until"], NOW + 1 + 3600);
    let accepted = post_json(&router, "/api/v1/replan/accept", &json!({ "number": anew["number"] })).await;
    assert_eq!(accepted.status, StatusCode::OK);
    let operation = get(&router, "/api/v1/operation").await.json();
    let gate = operation["places"].as_array().unwrap().iter().find(|place| place["id"] == "gate").unwrap();
    assert_eq!(gate["open"], json!([[0, 32400]]), "windows are shown as agreed, not as guessed");
}

#[tokio::test]
async fn a_search_is_stopped_discarded_and_kept_within_limits() {
    let (_folder, _field, router) = field(Mode::Live, NOW).await;
    for (wish, code) in [
        (json!({ "seconds": 31 }), "seconds"),
        (json!({ "seconds": -1 }), "seconds"),
        (json!({ "reopens_in_min": 99_999 }), "reopens"),
        (json!({ "stability": -0.5 }), "stability"),
        (json!({ "speed": 3 }), "json"),
    ] {
        let refused = post_json(&router, "/api/v1/replan", &wish).await;
        assert_eq!((refused.status, refused.error().as_str()), (StatusCode::BAD_REQUEST, code), "{wish}");
    }
    let nothing = post_json(&router, "/api/v1/replan/stop", &json!({})).await;
    assert_eq!(nothing.status, StatusCode::NOT_FOUND);
    let nothing = post_json(&router, "/api/v1/replan/accept", &json!({ "number": 1 })).await;
    assert_eq!((nothing.status, nothing.error().as_str()), (StatusCode::CONFLICT, "nothing_proposed"));
    post_json(&router, "/api/v1/replan", &json!({ "seconds": 30 })).await;
    assert_eq!(post_json(&router, "/api/v1/replan/stop", &json!({})).await.status, StatusCode::OK);
    let since = Instant::now();
    while get(&router, "/api/v1/replan").await.json()["state"] != "ready" {
        assert!(since.elapsed() < Duration::from_secs(20), "a stopped search ends");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(delete(&router, "/api/v1/replan").await.json()["state"], "none");
    assert_eq!(get(&router, "/api/v1/replan").await.json()["state"], "none");
}

#[test]
fn a_drill_goes_on_under_the_plan_that_was_accepted_and_again_after_a_restart() {
    const SEED: u64 = 5;
    let folder = Folder::founded(Mode::Drill { seed: SEED });
    let prepare = |field: &Field, speed| {
        let plans = field.intake().read(|book| book.plans_since().to_vec());
        let script = Script::simulate(&field.founded, SEED, &plans);
        let start_unix_s = field.founded.operation.start_unix_s;
        let settings = DrillSettings { seed: SEED, speed: Some(speed), start_unix_s };
        let (frontier, heads) = (&field.opened.frontier, &field.opened.heads);
        let mut drill = Drill::prepare(field.intake().clone(), script, settings, frontier, heads).unwrap();
        drill.follow(field.founded.clone(), SEED, plans.len());
        drill
    };
    let field = Field::open(&folder.0);
    let drill = prepare(&field, 600);
    let clock = drill.clock();
    let running = drill.run().unwrap();
    let until = |seconds: i64| {
        let since = Instant::now();
        while clock.now().seconds() < seconds && !clock.face().finished {
            assert!(since.elapsed() < Duration::from_secs(30), "it stands still at {:?}", clock.now());
            std::thread::sleep(Duration::from_millis(10));
        }
    };
    until(300);
    let router = field.router_with(clock.clone());
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let accepted = runtime.block_on(async {
        clock.set(None, Some(true));
        // What was due before the clock stood still may be said a little later; then the answer asks for another plan.
        let mut tries = 0;
        loop {
            tries += 1;
            let number = proposed(&router).await["number"].clone();
            let accepted = post_json(&router, "/api/v1/replan/accept", &json!({ "number": number })).await;
            if tries == 5 || accepted.status != StatusCode::CONFLICT {
                break accepted;
            }
        }
    });
    assert_eq!(accepted.status, StatusCode::OK, "{}", accepted.json());
    clock.set(None, Some(false));
    until(2400);
    running.stop();
    assert_eq!(field.intake().read(|book| book.plans_since().len()), 1);
    drop(router);
    drop(runtime);
    field.crash();
    let field = Field::open(&folder.0);
    let drill = prepare(&field, 3600);
    let clock = drill.clock();
    assert!(clock.now().seconds() >= 2400, "time never goes back");
    let running = drill.run().unwrap();
    let since = Instant::now();
    while !clock.face().finished {
        assert!(since.elapsed() < Duration::from_secs(30), "it never ends");
        std::thread::sleep(Duration::from_millis(10));
    }
    running.stop();
    let picture = field.intake().read(|book| book.account().picture());
    assert!(picture.account.balances() && picture.account.out.total() > 0);
}
