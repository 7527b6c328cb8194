//! From a report's words to the ledger: what is accepted enters with its moment and place, claims hang
//! together by links said later, a track from a file joins the live one.

use super::asking::{get, post, post_json};
use super::field::{Field, signed_day};
use super::watch::{founded, say};
use axum::Router;
use serde_json::{Value, json};

const REPORT: &str = "SQUARE, Dec 15 2016 (Reuters) - Shells hit the Gate crossing at 1210 GMT, wounding four people, a doctor at the scene said. \
    A rebel official said 951 evacuees had left. “It was quiet — اليوم — 🚌 until noon,” he said.";

async fn proposed(router: &Router) -> Value {
    post_json(router, "/api/v1/proposals", &json!({ "text": REPORT })).await.json()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_accepted_incident_enters_with_its_own_moment_and_place() {
    let folder = founded();
    let field = Field::open(&folder.0);
    let (_app, router) = field.router(4000);
    let found = proposed(&router).await;
    let signs: Vec<char> = REPORT.chars().collect();
    for one in found["claims"].as_array().unwrap().iter().chain(found["incidents"].as_array().unwrap()) {
        let (from, to) = (one["span"][0].as_u64().unwrap(), one["span"][1].as_u64().unwrap());
        let words: String = signs[from as usize..to as usize].iter().collect();
        assert_eq!(one["quote"], json!(words), "offsets count characters");
    }
    let incident = &found["incidents"][0];
    assert_eq!((incident["kind"].as_str(), incident["place_id"].as_str()), (Some("shelling"), Some("gate")));
    assert_eq!(
        get(&router, "/api/v1/watch").await.json()["incidents"],
        json!([]),
        "nothing enters by itself"
    );
    let fact = json!({ "say": "incident", "kind": incident["kind"], "place": incident["place_id"], "known": incident["observed"],
        "by": incident["claimant"], "reliability": "C", "credibility": 3, "words": incident["quote"], "source": "a wire" });
    let accepted = json!({ "when": incident["as_of"], "fact": fact });
    let answer = post_json(&router, "/api/v1/watch", &accepted).await;
    assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.bytes));
    let shown = get(&router, "/api/v1/watch").await.json();
    let entered = &shown["incidents"][0];
    // 12:10 GMT is ten minutes after the start.
    assert_eq!((entered["at"].as_i64(), entered["distance_m"].as_i64()), (Some(600), Some(0)), "{entered}");
    assert_eq!(entered["incident"]["by"], "a doctor at the scene");
    for when in ["Thursday", "", "2036-12-15", "2016-12-15T23:59Z"] {
        let refused = post_json(&router, "/api/v1/watch", &json!({ "when": when, "fact": fact })).await;
        assert_eq!((refused.status.as_u16(), refused.error().as_str()), (400, "when"), "{when}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn links_said_later_show_what_is_replaced_and_contradicted() {
    let folder = founded();
    let field = Field::open(&folder.0);
    let (_app, router) = field.router(4000);
    for (who, value, day) in [("a", 951, "2016-12-15"), ("b", 1400, "2016-12-16"), ("c", 3000, "2016-12-17")]
    {
        let claim = json!({ "claimant": who, "figure": "people_out", "low": value, "high": value, "unit": "people", "as_of": day,
            "reliability": "F", "credibility": 6 });
        assert_eq!(post_json(&router, "/api/v1/claims", &claim).await.status, 200);
    }
    let figure = |page: &Value| page["figures"][0].clone();
    let before = figure(&get(&router, "/api/v1/claims").await.json());
    assert_eq!((before["contradictions"].clone(), before["superseded"].clone()), (json!([]), json!([])));
    let id = |ix: usize| before["claims"][ix]["id"].as_str().unwrap().to_owned();
    say(
        &router,
        json!({ "say": "link", "from": id(1), "to": id(0), "kind": "supersedes", "why": "recounted" }),
    )
    .await;
    say(&router, json!({ "say": "link", "from": id(1), "to": id(2), "kind": "contradicts", "why": "" }))
        .await;
    let after = figure(&get(&router, "/api/v1/claims").await.json());
    assert_eq!(after["superseded"], json!([id(0)]));
    assert_eq!(after["contradictions"], json!([[id(1), id(2)]]));
    assert_eq!((after["low"].as_i64(), after["ties"].as_array().unwrap().len()), (Some(1400), 2));
    let source = after["ties"][0]["figure"].as_str().unwrap();
    let opened = get(&router, &format!("/api/v1/figures/{source}")).await.json();
    assert_eq!(opened["statements"].as_array().unwrap().len(), 1, "a link opens its statement: {opened}");
    let incident = say(&router, super::watch::shelling(true)).await;
    for (from, to) in [(incident.clone(), id(0)), (id(0), incident.clone()), (id(0), id(0))] {
        let fact = json!({ "say": "link", "from": from, "to": to, "kind": "supersedes", "why": "" });
        assert_eq!(post_json(&router, "/api/v1/watch", &json!({ "fact": fact })).await.error(), "unknown");
    }
}

/// From the square (36.17, 37.13) to the gate (36.16, 37.11) and on, a fix a minute.
fn track(minutes: std::ops::Range<i64>) -> String {
    let point = |minute: i64| {
        let along = minute as f64 / 10.0;
        let at = format!("2016-12-15T12:{:02}:00Z", 3 + minute);
        format!(
            "<trkpt lat=\"{}\" lon=\"{}\"><time>{at}</time></trkpt>",
            36.17 - 0.01 * along,
            37.13 - 0.02 * along
        )
    };
    let points: String = minutes.map(point).collect();
    format!(
        "<gpx version=\"1.1\" creator=\"t\" xmlns=\"http://www.topografix.com/GPX/1/1\"><trk><trkseg>{points}</trkseg></trk></gpx>"
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn a_track_from_a_file_joins_the_live_track_and_the_switch_takes_it_too() {
    let folder = founded();
    let field = Field::open(&folder.0);
    field.intake().accept(signed_day(field.intake().operation_id(), 130)).await.unwrap();
    let (_app, router) = field.router(1200);
    let upload =
        |body: String| post(&router, "/api/v1/tracking/gpx?vehicle=bus-1", "application/gpx+xml", body);
    let joined = upload(track(0..5)).await.json();
    assert_eq!((joined["timed"].as_i64(), joined["joined"].as_i64()), (Some(5), Some(5)), "{joined}");
    let live = get(&router, "/api/v1/tracking").await.json();
    let row = &live["tracks"][0];
    assert_eq!((row["vehicle"].as_str(), row["tracker"].as_str()), (Some("bus-1"), Some("gpx")), "{live}");
    assert_eq!(row["course"]["last"]["at"], 420);
    // A tracker on the same vehicle: one track, the file's positions in it.
    let made = json!({ "tracker": "phone-1", "vehicle": "bus-1" });
    let secret = post_json(&router, "/api/v1/tracking/trackers", &made).await.json()["secret"].clone();
    let at = 1_481_803_200 + 900;
    let path = format!(
        "/api/v1/tracking/osmand/{}?id=phone-1&lat=36.162&lon=37.114&timestamp={at}",
        secret.as_str().unwrap()
    );
    assert_eq!(get(&router, &path).await.json()["taken"], "kept");
    assert_eq!(upload(track(0..8)).await.json()["joined"], 3, "doubles are no news");
    let live = get(&router, "/api/v1/tracking").await.json();
    assert_eq!(live["tracks"].as_array().unwrap().len(), 1, "{live}");
    assert_eq!(live["tracks"][0]["course"]["last"]["at"], 900);
    say(&router, json!({ "say": "tracking", "on": false, "why": "taken" })).await;
    assert_eq!(upload(track(0..8)).await.json()["cut_off"], true);
    say(&router, json!({ "say": "tracking", "on": true, "why": "back" })).await;
    let live = get(&router, "/api/v1/tracking").await.json();
    assert!(live["tracks"][0]["course"]["last"].is_null(), "nothing of before is left: {live}");
}
