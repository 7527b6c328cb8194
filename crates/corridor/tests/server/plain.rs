//! The plain page: a post joins by a form, is admitted, and everything that it says is signed by the hub.

use crate::asking::{Answer, ask, get, post_json};
use crate::field::{Field, Folder};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use corridor::store::Mode;
use evacuation::people::Token;
use serde_json::json;
use std::fmt::Write;

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
    let folder = Folder::founded(Mode::Live);
    let data = folder.0.clone();
    let field = tokio::task::spawn_blocking(move || Field::open(&data)).await.unwrap();
    let (_, router) = field.router(60);
    let mut browser = Browser { router, cookie: String::new() };
    let join = [("label", "Door <1>"), ("role", "gate"), ("place", "square")];
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
    assert!(look("2222222A", "1").await.contains("misread or mistyped"));
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
