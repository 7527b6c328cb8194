//! A drill of the watch: shelling near the road holds a convoy, three sources disagree about casualties, aid is
//! refused, one party answers and the other does not; and the console, the phones, the plan, the tickets and
//! the observers' view all tell the same story.

use super::asking::{get, post_json};
use super::field::{Field, signed_day};
use super::watch::{founded, say, shelling};
use axum::Router;
use serde_json::{Value, json};

async fn api(router: &Router, path: &str) -> Value {
    let answer = get(router, &format!("/api/v1/{path}")).await;
    assert_eq!(answer.status, 200, "{path}: {}", String::from_utf8_lossy(&answer.bytes));
    answer.json()
}

/// Both parties are told of the convoy; the first acknowledges, the other is silent.
async fn tell(router: &Router) {
    for (party, answers) in [("west", true), ("east", false)] {
        let entry = say(
            router,
            json!({ "say": "notify", "convoy": "C001", "party": party, "route": ["square", "gate", "camp"],
            "from": -600, "until": 7200, "vehicles": 2, "markings": "white", "contact": "channel 5" }),
        )
        .await;
        if answers {
            say(
                router,
                json!({ "say": "acknowledge", "notification": entry, "reply": "yes", "by": "liaison" }),
            )
            .await;
        }
    }
}

/// A doctor, an army and monitors count the hurt.
async fn disagree(router: &Router) {
    for (who, low, qualifier) in
        [("a doctor at the gate", 7, ""), ("the army", 0, ""), ("monitors at the crossing", 3, "at least")]
    {
        let claim = json!({ "claimant": who, "figure": "wounded", "low": low, "high": low, "unit": "wounded", "qualifier": qualifier,
            "as_of": "2016-12-15T11:50Z", "place": "gate", "reliability": "C", "credibility": 3, "observed": "told" });
        let answer = post_json(router, "/api/v1/claims", &claim).await;
        assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.bytes));
    }
}

async fn refuse_aid(router: &Router) {
    say(router, json!({ "say": "aid_request", "request": "A-1", "party": "east", "from": "camp", "to": "square", "trucks": 4,
        "goods": [{ "commodity": "flour", "unit": "sack", "quantity": 400, "batch": "" }], "due": null })).await;
    say(router, json!({ "say": "aid_answer", "request": "A-1", "reply": "no", "by": "liaison" })).await;
    say(router, json!({ "say": "incident", "kind": "aid_refused", "place": "gate", "known": "seen", "by": "drivers", "reliability": "B",
        "credibility": 2, "share": true })).await;
}

/// What the console shows, beginning with the check that was laid out before anybody decided.
async fn the_console_says_so(router: &Router) {
    let checks = api(router, "clearance/C001").await;
    let of = |item: &str, about: &str| {
        let all = checks["checks"].as_array().unwrap();
        let found = all.iter().find(|check| check["item"] == item && check["about"] == about);
        found.unwrap_or_else(|| panic!("{item} {about} in {checks}"))["why"].as_str().unwrap().to_owned()
    };
    assert_eq!(of("fire", ""), "fire_near");
    assert_eq!(
        (of("notified", "west").as_str(), of("notified", "east").as_str()),
        ("acknowledged", "not_acknowledged")
    );
    let watch = api(router, "watch").await;
    assert_eq!(watch["whole"]["decision"], "hold");
    let on = watch["whole"]["on"].as_array().unwrap();
    assert!(
        on.iter().any(|line| line == "notified east: unknown (not_acknowledged)"),
        "it rests on the check: {on:?}"
    );
    assert_eq!(watch["requests"][0]["answer"]["answer"], "refused");
    let kinds: Vec<&str> = watch["incidents"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["incident"]["kind"].as_str().unwrap())
        .collect();
    assert!(kinds.contains(&"shelling") && kinds.contains(&"aid_refused"), "{kinds:?}");
    let picture = api(router, "picture").await;
    assert_eq!(picture["convoys"][0]["clearance"], "hold");
    let needs: Vec<&str> =
        picture["attention"].as_array().unwrap().iter().map(|item| item["kind"].as_str().unwrap()).collect();
    assert!(needs.contains(&"held") && needs.contains(&"aid"), "{needs:?}");
}

/// Every claimant's line stands, and who contradicts whom is named; none of them is averaged.
async fn three_sources_stand_apart(router: &Router) {
    let claims = api(router, "claims").await;
    let figures = claims["figures"].as_array().unwrap();
    let wounded = figures.iter().find(|one| one["name"] == "wounded").unwrap();
    assert_eq!(wounded["claims"].as_array().unwrap().len(), 3);
    assert_eq!((wounded["low"].as_i64(), wounded["high"].as_i64()), (Some(0), Some(7)));
    let who = |id: &Value| {
        let all = wounded["claims"].as_array().unwrap();
        all.iter().find(|claim| claim["id"] == *id).unwrap()["claimant"].as_str().unwrap().to_owned()
    };
    let clashes = wounded["contradictions"].as_array().unwrap().iter();
    let mut clashes: Vec<[String; 2]> = clashes
        .map(|pair| {
            let mut pair = [who(&pair[0]), who(&pair[1])];
            pair.sort();
            pair
        })
        .collect();
    clashes.sort();
    let pair = |a: &str, b: &str| [a.to_owned(), b.to_owned()];
    // The army's nought cannot hold with either; the monitors' "at least 3" has room for the doctor's seven.
    assert_eq!(
        clashes,
        [pair("a doctor at the gate", "the army"), pair("monitors at the crossing", "the army")]
    );
}

/// The phones at the door and at the road get the decision with the trips, the tickets say that they are held.
async fn phones_and_tickets_say_so(router: &Router) {
    let field = api(router, "field").await;
    let trips = field["trips"].as_array().unwrap();
    assert!(!trips.is_empty());
    for trip in trips {
        assert_eq!(
            (trip["decision"]["decision"].as_str(), trip["decision"]["by"].as_str()),
            (Some("hold"), Some("coordinator")),
            "{trip}"
        );
        assert_eq!(trip["decision"]["why"], "shells at the gate");
    }
    let tickets = api(router, "tickets").await;
    let rows = tickets["rows"].as_array().unwrap();
    assert!(!rows.is_empty(), "{tickets}");
    let held =
        rows.iter().filter(|row| row["held"]["held"] == "hold" || row["seat"]["held"] == "hold").count();
    assert_eq!(held, rows.len(), "every promised place is held: {tickets}");
}

/// A new plan was sought by itself, and nobody leaves in it before the hold may be lifted.
async fn the_plan_waits(router: &Router) -> Value {
    for _ in 0..400 {
        let replan = api(router, "replan").await;
        if replan["proposal"].is_object() {
            let text = replan.to_string();
            assert!(text.contains("suspended"), "the plan names what it takes for closed: {text}");
            return replan;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("no plan was proposed");
}

/// An hour later those outside see the same, late and without a word that anybody typed.
async fn observers_see_it(router: &Router, token: &str) {
    let seen = api(router, &format!("share/{token}")).await;
    let view = &seen["view"];
    assert_eq!((view["as_of"].as_i64(), view["decision"].as_str()), (Some(1200), Some("hold")), "{seen}");
    let kinds: Vec<&str> =
        view["incidents"].as_array().unwrap().iter().map(|row| row["kind"].as_str().unwrap()).collect();
    assert!(kinds.contains(&"shelling") && kinds.contains(&"aid_refused"), "{kinds:?}");
    assert_eq!((view["aid"]["requests"].as_u64(), view["aid"]["refused"].as_u64()), (Some(1), Some(1)));
    assert_eq!(view["convoys"], json!([0, 0]), "nobody left");
    let text = seen.to_string();
    for hidden in ["SECRET", "bus-1", "coordinator", "shells at the gate", "a doctor", "liaison"] {
        assert!(!text.contains(hidden), "{hidden} is told outside: {text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn shelling_holds_a_convoy_and_everybody_is_told_the_same() {
    let folder = founded();
    let field = Field::open(&folder.0);
    field.intake().accept(signed_day(field.intake().operation_id(), -2000)).await.unwrap();
    let (_app, router) = field.router(-600);
    let issued = post_json(&router, "/api/v1/tickets", &json!({})).await;
    assert_eq!(issued.status, 200, "{}", String::from_utf8_lossy(&issued.bytes));
    tell(&router).await;
    say(&router, shelling(true)).await;
    disagree(&router).await;
    refuse_aid(&router).await;
    say(&router, json!({ "say": "decide", "convoy": null, "decision": "hold", "why": "shells at the gate", "by": "coordinator" })).await;
    the_console_says_so(&router).await;
    three_sources_stand_apart(&router).await;
    phones_and_tickets_say_so(&router).await;
    the_plan_waits(&router).await;
    let wish = json!({ "audience": "monitors", "hours": 2 });
    let made = post_json(&router, "/api/v1/shares", &wish).await.json();
    let (_later, later) = field.router(3000);
    observers_see_it(&later, made["token"].as_str().unwrap()).await;
    // Lifted, everybody is told that too.
    say(&router, json!({ "say": "decide", "convoy": null, "decision": "go", "why": "quiet for an hour", "by": "coordinator" })).await;
    assert_eq!(api(&router, "clearance").await["convoys"][0]["decision"], "go");
    assert_eq!(api(&router, "field").await["trips"][0]["decision"]["decision"], "go");
}
