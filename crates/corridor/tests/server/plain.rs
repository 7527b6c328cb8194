//! The plain page: a post joins by a form, is admitted, and everything that it says is signed by the hub.

use crate::asking::{Answer, ask, get, post_json};
use crate::field::{Device, Field, Folder};
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode};
use axum::{Extension, Router};
use corridor::store::Mode;
use evacuation::people::Token;
use evacuation::statement::{Fact, NoteKey, Role};
use serde_json::json;
use std::fmt::Write;
use std::net::SocketAddr;

struct Browser {
    router: Router,
    cookie: String,
}

impl Browser {
    async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut body = String::new();
        for (name, value) in fields {
            let value: String = value.bytes().fold(String::new(), |mut text, byte| {
                let _ = write!(text, "%{byte:02X}");
                text
            });
            let _ = write!(body, "{name}={value}&");
        }
        let request = Request::post(path).header("content-type", "application/x-www-form-urlencoded");
        ask(&self.router, request.header("cookie", &self.cookie).body(Body::from(body)).unwrap()).await
    }
    /// What the page says, which is always a page.
    async fn said(&self, path: &str, fields: &[(&str, &str)]) -> String {
        let answer = self.post(path, fields).await;
        assert_eq!(answer.status, StatusCode::OK);
        String::from_utf8(answer.bytes).unwrap()
    }
}

async fn browser() -> (Folder, Field, Browser) {
    browser_of("gate").await
}

async fn browser_of(role: &str) -> (Folder, Field, Browser) {
    let folder = Folder::founded(Mode::Live);
    let data = folder.0.clone();
    let field = tokio::task::spawn_blocking(move || Field::open(&data)).await.unwrap();
    let (_, router) = field.router(60);
    let mut browser = Browser { router, cookie: String::new() };
    let join = [("label", "Door <1>"), ("role", role), ("place", "square")];
    let answer = browser.post("/plain/join", &join).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    browser.cookie = answer.header("set-cookie").split(';').next().unwrap().to_owned();
    (folder, field, browser)
}

/// The codes that a page shows.
fn codes(page: &str) -> Vec<Token> {
    let mut codes: Vec<Token> = Vec::new();
    for text in page.split(['>', '<']) {
        codes.extend(text.parse::<Token>().ok().filter(|code| !codes.contains(code)));
    }
    codes
}

#[tokio::test]
async fn a_post_registers_boards_and_receives_with_no_script_and_no_key_of_its_own() {
    let (_folder, field, browser) = browser().await;
    let device =
        field.intake().read(|book| book.devices().find(|(_, card)| card.label == "Door <1>").unwrap().0);
    let device = ledger::LogId(device).to_string();
    let page = browser.said("/plain/say", &[("say", "nonsense")]).await;
    assert!(page.contains("Nobody has admitted") && page.contains("nothing was said"), "{page}");
    let admit = json!({ "device": device, "role": "gate" });
    assert_eq!(post_json(&browser.router, "/api/v1/devices/admit", &admit).await.status, StatusCode::OK);

    let household = [
        ("say", "register"),
        ("who-woman", "1"),
        ("who-boy", "2"),
        ("need-wounded", "1"),
        ("to", "camp"),
        ("answer", "yes"),
    ];
    let page = browser.said("/plain/say", &household).await;
    let shown = codes(&page);
    assert_eq!(shown.len(), 4, "the party and three persons: {page}");
    let (party, child) = (shown[0].to_string(), shown[2].to_string());

    let door = |code: &str, escorts: &str| {
        [("trip", "bus-1.1".to_owned()), ("code", code.to_owned()), ("escorts", escorts.to_owned())]
    };
    let look = async |code: &str, escorts: &str| {
        let fields = door(code, escorts);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        browser.said("/plain/door", &fields).await
    };
    assert!(look(&party, "0").await.contains("The escort is not on board"));
    assert!(look(&child, "1").await.contains("The party is not complete"));
    assert!(look("22222222", "1").await.contains("does not know the code"));
    assert!(look("2222222A", "1").await.contains("Misread or mistyped"));
    let go = look(&party.to_lowercase(), "1").await;
    assert!(go.contains("GO") && go.contains("3 on board"), "{go}");

    let tokens: String = shown[1..].iter().map(|code| format!("{code} ")).collect();
    browser.said("/plain/say", &[("say", "board"), ("trip", "bus-1.1"), ("tokens", &tokens)]).await;
    assert!(look(&party, "1").await.contains("On board already"));
    let counted = [("trip", "bus-1.1"), ("count", "3"), ("to", "camp"), ("escorts", "1")];
    let leaves = |say| [&[("say", say)], &counted[..]].concat();
    let page = browser.said("/plain/say", &leaves("depart")).await;
    assert!(page.contains("does not leave") && page.contains("missing: gate confirms"), "{page}");
    assert!(page.contains("missing: convoy leader confirms") && !page.contains("missing: escort"), "{page}");
    browser.said("/plain/say", &leaves("clear")).await;
    let page = browser.said("/plain/say", &leaves("depart")).await;
    assert!(!page.contains("missing: gate") && page.contains("missing: convoy leader"), "{page}");
    assert!(!field.intake().read(|book| book.account().has_departed(&"bus-1.1".parse().unwrap())));
    // It is gone all the same: recorded, and flagged by the hub.
    browser.said("/plain/say", &[&leaves("depart")[..], &[("anyway", "1")]].concat()).await;
    let view = get(&browser.router, "/api/v1/reconciliation").await.json();
    assert_eq!(view["unconfirmed"][0]["lacks_leader"], true, "{view}");
    browser.said("/plain/say", &[("say", "receive"), ("trip", "bus-1.1"), ("tokens", &party)]).await;
    let picture = field.intake().read(|book| book.account().picture());
    assert_eq!(
        (picture.account.registered.total(), picture.account.out.total(), picture.quarantined.statements),
        (3, 3, 0)
    );
}

#[tokio::test]
async fn a_child_alone_needs_somebody_at_both_ends_and_an_empty_household_is_none() {
    let (_folder, field, browser) = browser().await;
    let child = [("say", "register"), ("who-girl", "1"), ("to", "camp"), ("answer", "yes")];
    let before = field.intake().read(|book| book.version());
    for some in
        [&[][..], &[("alone-from", "Red Crescent")], &[("alone-from", "Red Crescent"), ("alone-to", " ")]]
    {
        let page = browser.said("/plain/say", &[&child[..], some].concat()).await;
        assert!(page.contains("at both ends"), "{page}");
    }
    assert_eq!(field.intake().read(|book| book.version()), before);
    let device = field.intake().read(|book| book.devices().find(|(_, c)| c.label == "Door <1>").unwrap().0);
    let admit = json!({ "device": ledger::LogId(device).to_string(), "role": "gate" });
    assert_eq!(post_json(&browser.router, "/api/v1/devices/admit", &admit).await.status, StatusCode::OK);
    let ends = [("alone-from", "Red Crescent"), ("alone-to", "Children’s agency")];
    let page = browser.said("/plain/say", &[&child[..], &ends].concat()).await;
    let shown = codes(&page);
    let care = field.intake().read(|book| book.account().care(&shown[1]));
    assert_eq!(care.accompanied, Some(("Red Crescent".to_owned(), "Children’s agency".to_owned())));
    let before = field.intake().read(|book| book.version());
    browser.said("/plain/say", &[("say", "register"), ("to", "camp")]).await;
    browser.said("/plain/say", &[("say", "board"), ("trip", "bus"), ("tokens", "x")]).await;
    assert_eq!(field.intake().read(|book| book.version()), before);
}

#[tokio::test]
async fn a_stranger_is_asked_who_they_are() {
    let (_folder, _field, mut browser) = browser().await;
    browser.cookie = "corridor-plain=bm9uc2Vuc2U".to_owned();
    for path in ["/plain/say", "/plain/door"] {
        assert_eq!(browser.post(path, &[("code", "22222222")]).await.status, StatusCode::SEE_OTHER, "{path}");
    }
    let page = browser.post("/plain/join", &[("label", ""), ("role", "gate"), ("place", "square")]).await;
    assert!(String::from_utf8_lossy(&page.bytes).contains("label is empty"));
}

async fn admit(field: &Field, browser: &Browser, role: &str) {
    let device = field.intake().read(|book| book.devices().find(|(_, c)| c.label == "Door <1>").unwrap().0);
    let admit = json!({ "device": ledger::LogId(device).to_string(), "role": role });
    assert_eq!(post_json(&browser.router, "/api/v1/devices/admit", &admit).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_leader_holds_on_the_plain_page_and_people_get_off_by_codes_of_any_keyboard() {
    let (_folder, field, browser) = browser_of("convoy_leader").await;
    admit(&field, &browser, "convoy_leader").await;
    let household =
        [("say", "register"), ("who-woman", "1"), ("who-boy", "1"), ("to", "camp"), ("answer", "yes")];
    let shown = codes(&browser.said("/plain/say", &household).await);
    let party = shown[0].to_string();
    let arabic: String =
        party.chars().map(|c| c.to_digit(10).map_or(c, |d| char::from_u32(0x660 + d).unwrap())).collect();
    let on = [("trip", "bus-1.1"), ("tokens", &*arabic)];
    let everybody: String = shown[1..].iter().map(|code| format!("{code} ")).collect();
    browser.said("/plain/say", &[("say", "board"), ("trip", "bus-1.1"), ("tokens", &everybody)]).await;
    let aboard = || field.intake().read(|book| book.account().picture().account.on_the_way.total());
    assert_eq!(aboard(), 2);
    browser.said("/plain/say", &[&[("say", "off"), ("point", "square")][..], &on].concat()).await;
    assert_eq!(aboard(), 0);

    let hold = [("say", "hold"), ("trip", "bus-1.1")];
    let page = browser.said("/plain/say", &[&hold[..], &[("why", "fire near the road")]].concat()).await;
    assert!(page.contains("Recorded and signed"), "{page}");
    let view = get(&browser.router, "/api/v1/field").await.json();
    let trip = view["trips"].as_array().unwrap().iter().find(|trip| trip["id"] == "bus-1.1").unwrap();
    assert_eq!(
        (&trip["decision"]["decision"], &trip["decision"]["by"]),
        (&json!("hold"), &json!("Door <1>"))
    );
    // Without a reason nothing is said, and a vehicle that is none holds nobody.
    let before = field.intake().read(|book| book.version());
    let page = browser.said("/plain/say", &[("say", "hold"), ("trip", "bus-9.9"), ("why", "fire")]).await;
    assert!(page.contains("No vehicle fits"), "{page}");
    browser.said("/plain/say", &[&hold[..], &[("why", " ")]].concat()).await;
    assert_eq!(field.intake().read(|book| book.version()), before);
    // What is wrong with a code is said in the reader's language.
    let typed = |code| [("lang", "ar"), ("trip", "bus-1.1"), ("code", code)];
    assert!(browser.said("/plain/door", &typed("٢٢٢٢٢٢٢A")).await.contains("الحرف الأخير لا يوافق"));
    assert!(browser.said("/plain/door", &typed("O2222222")).await.contains("ليس في أي رمز"));
}

#[tokio::test]
async fn a_note_is_taken_only_where_nobody_can_read_along_and_stands_nowhere_in_the_clear() {
    let (folder, field, browser) = browser_of("registrar").await;
    admit(&field, &browser, "registrar").await;
    let household = [("say", "register"), ("who-woman", "1"), ("to", "camp"), ("answer", "yes")];
    let code = codes(&browser.said("/plain/say", &household).await)[1].to_string();
    let note = [("say", "note"), ("code", &*code), ("note", "insulin twice a day")];
    let notes = || field.intake().read(|book| book.account().notes_of(&code.parse().unwrap()).0);
    let page = browser.said("/plain/say", &note).await;
    assert!(page.contains("could read along") && notes() == 0, "{page}");
    let near = SocketAddr::from(([127, 0, 0, 1], 50_000));
    let private = Browser { router: browser.router.clone().layer(Extension(ConnectInfo(near))), ..browser };
    let page = private.said("/plain/say", &note).await;
    assert!(page.contains("No clinician’s phone is admitted") && notes() == 0, "{page}");

    let mut clinic = Device::new(field.intake().operation_id(), 71);
    let (asks, log) = (clinic.enrol("Clinic", Role::Clinician), clinic.writer.log_id().to_string());
    let key = clinic.say(1, Fact::NoteKey(NoteKey { key: [5; 32].into() }));
    field.intake().accept(vec![asks, key]).await.unwrap();
    let clinician = json!({ "device": log, "role": "clinician" });
    assert_eq!(post_json(&private.router, "/api/v1/devices/admit", &clinician).await.status, StatusCode::OK);
    let empty = [("say", "note"), ("code", &*code), ("note", " ")];
    assert!(private.said("/plain/say", &empty).await.contains("The note is empty") && notes() == 0);
    let page = private.said("/plain/say", &note).await;
    assert!(page.contains("Recorded and signed") && !page.contains("insulin") && notes() == 1, "{page}");
    drop(private);
    for file in std::fs::read_dir(&folder.0).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap_or_default();
        assert!(!bytes.windows(7).any(|window| window == b"insulin"));
    }
}

#[tokio::test]
async fn a_party_whose_bus_was_swapped_gets_a_place_on_the_other_at_its_door() {
    let (_folder, field, browser) = browser().await;
    admit(&field, &browser, "gate").await;
    let household = [("say", "register"), ("who-woman", "2"), ("to", "camp"), ("answer", "yes")];
    let party = codes(&browser.said("/plain/say", &household).await)[0].to_string();
    let give = |trip| [("say", "move"), ("code", &*party), ("trip", trip)];
    let page = browser.said("/plain/say", &give("bus-1.1")).await;
    assert!(!page.contains("does not count yet"), "{page}");
    // A gate holds no convoy: it is kept, and said that it does not count.
    let hold = [("say", "hold"), ("trip", "bus-1.1"), ("why", "fire")];
    let page = browser.said("/plain/say", &hold).await;
    assert!(page.contains("Recorded and signed") && page.contains("does not count yet"), "{page}");
    let view = get(&browser.router, "/api/v1/field").await.json();
    assert!(view["trips"].as_array().unwrap().iter().all(|trip| trip["decision"].is_null()));
    let door = [("trip", "bus-2.1"), ("code", &*party), ("escorts", "1")];
    let page = browser.said("/plain/door", &door).await;
    assert!(page.contains("Their place is on another vehicle") && page.contains("was swapped"), "{page}");
    browser.said("/plain/say", &give("bus-2.1")).await;
    let page = browser.said("/plain/door", &door).await;
    assert!(page.contains("GO") && !page.contains("was swapped"), "{page}");
}
