//! Observers cosign from the page behind their link; what is handed out for tracing is sound PFIF.

use super::asking::{ask, get, post, post_json};
use super::field::{Field, Folder, signed_day};
use super::watch::{founded, location, say, tracked};
use corridor::witness::{CosignedFile, Witness, cosign_handed, open_file};
use serde_json::{Value, json};

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

/// Fetches the seals behind a link, cosigns them and hands them in; what the page answers.
async fn cosign(router: &axum::Router, token: &str, witness: &mut Witness, at: u64) -> (usize, Value) {
    let handed = get(router, &format!("/api/v1/share/{token}/seals")).await;
    assert_eq!(handed.status, 200);
    assert!(handed.header("content-disposition").contains("seals.json"));
    let done = cosign_handed(witness, &text(handed.bytes), at).unwrap();
    assert_eq!(done.declined, Vec::<String>::new());
    let answer = post_json(router, &format!("/api/v1/share/{token}/cosignatures"), &json!(done.file)).await;
    assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.bytes));
    (done.file.notes.len(), answer.json())
}

/// A link for monitors, with every log sealed as it stands.
async fn sealed_and_shared(router: &axum::Router) -> Value {
    let asked = json!({ "audience": "monitors", "hours": 1 });
    let made = post_json(router, "/api/v1/shares", &asked).await.json();
    post_json(router, "/api/v1/seals/now", &json!({})).await;
    made
}

#[tokio::test(flavor = "multi_thread")]
async fn an_observer_cosigns_from_the_shared_page() {
    let folder = founded();
    let field = Field::open(&folder.0);
    let operation = field.intake().operation_id();
    field.intake().accept(signed_day(operation, 2400)).await.unwrap();
    let (_app, router) = field.router(4500);
    let made = sealed_and_shared(&router).await;
    let token = made["token"].as_str().unwrap();
    let watching = Folder::new();
    let mut witness = open_file(&watching.0, Some("observer.example/1"), vec![operation]).unwrap();
    let (count, answer) = cosign(&router, token, &mut witness, 1_481_900_000).await;
    assert!(count > 0);
    assert_eq!(
        (answer["cosigned"].as_u64(), answer["refused"].as_array().unwrap().len()),
        (Some(count as u64), 0)
    );
    let seen = get(&router, &format!("/api/v1/share/{token}")).await.json();
    let note = seen["seals"][0]["note"].as_str().unwrap();
    assert!(note.contains("— observer.example/1 "), "{note}");
    // The log grows: the next file carries the proof from what was cosigned.
    say(&router, json!({ "say": "incident", "kind": "shelling", "place": "gate", "known": "seen", "by": "m", "reliability": "B", "credibility": 2 })).await;
    post_json(&router, "/api/v1/seals/now", &json!({})).await;
    let (_, answer) = cosign(&router, token, &mut witness, 1_481_900_600).await;
    assert!(answer["cosigned"].as_u64().unwrap() > 0);
    // A witness that lost its file would be another one: it begins anew, and is no less welcome.
    let anew = Folder::new();
    let mut other = open_file(&anew.0, Some("observer.example/2"), vec![operation]).unwrap();
    let (_, answer) = cosign(&router, token, &mut other, 1_481_900_700).await;
    assert!(answer["cosigned"].as_u64().unwrap() > 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_handed_in_must_be_good() {
    let folder = founded();
    let field = Field::open(&folder.0);
    let operation = field.intake().operation_id();
    field.intake().accept(signed_day(operation, 2400)).await.unwrap();
    let (_app, router) = field.router(4500);
    let made = sealed_and_shared(&router).await;
    let token = made["token"].as_str().unwrap();
    let watching = Folder::new();
    let mut witness = open_file(&watching.0, Some("observer.example/1"), vec![operation]).unwrap();
    let handed = text(get(&router, &format!("/api/v1/share/{token}/seals")).await.bytes);
    let good = cosign_handed(&mut witness, &handed, 1_481_900_000).unwrap().file;
    let path = format!("/api/v1/share/{token}/cosignatures");
    let refused = |file: CosignedFile| {
        let (router, path) = (router.clone(), path.clone());
        async move { post_json(&router, &path, &json!(file)).await }
    };
    let mut foreign = good.clone();
    let stranger = Folder::new();
    foreign.witness =
        open_file(&stranger.0, Some("observer.example/1"), vec![operation]).unwrap().public().to_string();
    let answer = refused(foreign).await.json();
    assert_eq!(
        (answer["cosigned"].as_u64(), answer["refused"].as_array().unwrap().len()),
        (Some(0), good.notes.len())
    );
    let mut no_key = good.clone();
    no_key.witness = "observer.example/1".to_owned();
    assert_eq!(refused(no_key).await.error(), "cosigned");
    let mut elsewhere = good.clone();
    elsewhere.operation = "00".repeat(32);
    assert_eq!(refused(elsewhere).await.status, 400);
    let mut garbled = good.clone();
    garbled.notes = vec!["nothing".to_owned(), good.notes[0].replace('\n', "\r\n")];
    assert_eq!(refused(garbled).await.json()["refused"].as_array().unwrap().len(), 2);
    assert_eq!(post(&router, &path, "application/json", "{").await.status, 400);
    assert_eq!(get(&router, "/api/v1/share/x/seals").await.status, 401);
    assert_eq!(post_json(&router, "/api/v1/share/x/cosignatures", &json!(good)).await.status, 401);
    say(&router, json!({ "say": "unshare", "share": made["share"], "why": "over" })).await;
    assert_eq!(refused(good).await.status, 410);
    // A witness that saw another history declines.
    let mut liar: Value = serde_json::from_str(&handed).unwrap();
    liar["seals"][0]["note"] = json!("corridor/0/0\n1\nAAAA\n\n— x AAAA\n");
    assert_eq!(cosign_handed(&mut witness, &liar.to_string(), 1).unwrap().declined.len(), 1);
    assert!(cosign_handed(&mut witness, "{}", 1).is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_shown_stays_and_is_kept_for_the_next_start() {
    let folder = founded();
    let field = Field::open(&folder.0);
    field.intake().accept(signed_day(field.intake().operation_id(), 1800)).await.unwrap();
    let (_app, router) = field.router(4500);
    let made = post_json(&router, "/api/v1/shares", &json!({ "audience": "m", "hours": 1 })).await.json();
    let path = format!("/api/v1/share/{}", made["token"].as_str().unwrap());
    let first = get(&router, &path).await.json();
    // What comes in late does not change a step that was shown; a hub that starts again finds it in its store.
    field.intake().accept(signed_day(field.intake().operation_id(), 2400)).await.unwrap();
    let again = get(&router, &path).await.json();
    assert_eq!(first["view"]["totals"], again["view"]["totals"]);
    let intake = field.intake().clone();
    let kept =
        tokio::task::spawn_blocking(move || intake.note_blocking("observers.shown")).await.unwrap().unwrap();
    let kept: Value = serde_json::from_slice(&kept.unwrap()).unwrap();
    assert_eq!((kept["as_of"].as_i64(), kept["counts"]["out.total"].is_u64()), (Some(2400), true), "{kept}");
}

#[tokio::test(flavor = "multi_thread")]
async fn both_parties_see_the_same_squares_late_and_coarse() {
    let folder = founded();
    let field = Field::open(&folder.0);
    field.intake().accept(signed_day(field.intake().operation_id(), 130)).await.unwrap();
    let (_app, router) = field.router(2600);
    let wanted = json!({ "tracker": "phone-1", "vehicle": "bus-1" });
    let made = post_json(&router, "/api/v1/tracking/trackers", &wanted).await.json();
    let secret = made["secret"].as_str().unwrap();
    // Two positions of half an hour ago, and one of just now, far away.
    for (at, along) in [(300, 0.3), (700, 0.5), (2500, 30.0)] {
        assert_eq!(ask(&router, tracked("phone-1", secret, location(at, along))).await.status, 200);
    }
    let mut seen = Vec::new();
    for party in [json!("west"), json!("east"), Value::Null] {
        let wish = json!({ "audience": "them", "party": party, "hours": 1 });
        let token =
            post_json(&router, "/api/v1/shares", &wish).await.json()["token"].as_str().unwrap().to_owned();
        let view = get(&router, &format!("/api/v1/share/{token}")).await.json();
        assert_eq!(view["party"], party);
        seen.push(view["squares"].clone());
    }
    assert!(seen.iter().all(|squares| *squares == seen[0]), "{seen:?}");
    assert_eq!(
        (seen[0].as_array().unwrap().len(), seen[0][0]["vehicles"].as_u64()),
        (1, Some(1)),
        "{seen:?}"
    );
    let (lat, lon) = (seen[0][0]["lat"].as_f64().unwrap(), seen[0][0]["lon"].as_f64().unwrap());
    assert!(
        (lat - 36.165).abs() < 0.06 && (lon - 37.12).abs() < 0.06,
        "where it was half an hour ago: {lat}, {lon}"
    );
    assert!((lat, lon) != (36.165, 37.12), "no exact position");
    say(&router, json!({ "say": "tracking", "on": false, "why": "a device was taken" })).await;
    let token =
        post_json(&router, "/api/v1/shares", &json!({ "audience": "m", "hours": 1 })).await.json()["token"]
            .as_str()
            .unwrap()
            .to_owned();
    assert_eq!(get(&router, &format!("/api/v1/share/{token}")).await.json()["squares"], json!([]));
}

/// Fields of PFIF 1.4 (zesty.ca/pfif/1.4): of a person, of a note.
const PERSON: &[&str] = &[
    "person_record_id",
    "entry_date",
    "expiry_date",
    "author_name",
    "author_email",
    "author_phone",
    "source_name",
    "source_date",
    "source_url",
    "full_name",
    "given_name",
    "family_name",
    "alternate_names",
    "description",
    "sex",
    "date_of_birth",
    "age",
    "home_street",
    "home_neighborhood",
    "home_city",
    "home_state",
    "home_postal_code",
    "home_country",
    "photo_url",
    "profile_urls",
];
const NOTE: &[&str] = &[
    "note_record_id",
    "person_record_id",
    "linked_person_record_id",
    "entry_date",
    "author_name",
    "author_email",
    "author_phone",
    "source_date",
    "author_made_contact",
    "status",
    "email_of_found_person",
    "phone_of_found_person",
    "last_known_location",
    "text",
    "photo_url",
];
const STATUS: &[&str] =
    &["information_sought", "is_note_author", "believed_alive", "believed_missing", "believed_dead"];

/// The fields of one record in order: `<pfif:name>text</pfif:name>`.
fn fields(record: &str) -> Vec<(String, String)> {
    let mut rest = record;
    let mut found = Vec::new();
    while let Some(at) = rest.find("<pfif:") {
        let (name, after) = rest[at + 6..].split_once('>').unwrap_or_default();
        let Some((text, behind)) = after.split_once(&format!("</pfif:{name}>")) else { break };
        found.push((name.to_owned(), text.trim().to_owned()));
        rest = behind;
    }
    found
}

fn is_date(text: &str) -> bool {
    let form: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    form == "0000-00-00T00:00:00Z"
}

/// A domain by RFC 1034, a slash, and what tells the record apart there.
fn is_record_id(text: &str) -> bool {
    let Some((domain, own)) = text.split_once('/') else { return false };
    let label = |label: &str| {
        label.len() <= 63
            && label.starts_with(|c: char| c.is_ascii_alphabetic())
            && label.ends_with(|c: char| c.is_ascii_alphanumeric())
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    !own.is_empty() && domain.split('.').all(label)
}

/// Everything in which a document breaks the published rules of PFIF 1.4.
fn breaches(xml: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut broken = |is: bool, what: String| {
        if is {
            all.push(what);
        }
    };
    broken(!xml.contains("xmlns:pfif=\"http://zesty.ca/pfif/1.4\""), "namespace".to_owned());
    let (Some((_, body)), true) = (xml.split_once("<pfif:person>"), xml.contains("</pfif:person>")) else {
        return vec!["no person".to_owned()];
    };
    let (person, mut notes) = match body.split_once("<pfif:note>") {
        Some((person, notes)) => (person, Some(notes)),
        None => (body.split("</pfif:person>").next().unwrap(), None),
    };
    let mut records = vec![(fields(person), PERSON, &["person_record_id", "source_date", "full_name"][..])];
    let required = &["note_record_id", "author_name", "source_date", "text"][..];
    while let Some(rest) = notes {
        let (note, after) = rest.split_once("</pfif:note>").unwrap_or((rest, ""));
        records.push((fields(note), NOTE, required));
        notes = after.split_once("<pfif:note>").map(|(_, next)| next);
    }
    let of = |record: &[(String, String)], name: &str| {
        record.iter().find(|(n, _)| n == name).map(|(_, t)| t.clone())
    };
    let whose = of(&records[0].0, "person_record_id");
    let mut ids = std::collections::BTreeSet::new();
    for (record, known, required) in &records {
        for name in *required {
            broken(of(record, name).is_none_or(|text| text.is_empty()), format!("{name} is missing"));
        }
        for (ix, (name, text)) in record.iter().enumerate() {
            broken(!known.contains(&name.as_str()), format!("{name} is no field"));
            broken(record[..ix].iter().any(|(other, _)| other == name), format!("{name} twice"));
            broken(name.ends_with("_date") && !is_date(text), format!("{name}: {text} is no date"));
            broken(name.ends_with("_record_id") && !is_record_id(text), format!("{name}: {text} is no id"));
            broken(
                name == "status" && !text.is_empty() && !STATUS.contains(&text.as_str()),
                format!("status {text}"),
            );
        }
        let own = record
            .iter()
            .find(|(name, _)| name == if known == &PERSON { "person_record_id" } else { "note_record_id" });
        broken(own.is_some_and(|(_, id)| !ids.insert(id.clone())), "an id twice".to_owned());
        broken(
            of(record, "person_record_id").is_some_and(|id| Some(id) != whose),
            "a note of somebody else".to_owned(),
        );
    }
    let (entered, expires) = (of(&records[0].0, "entry_date"), of(&records[0].0, "expiry_date"));
    broken(expires.is_some() && expires <= entered, "it expires before it begins".to_owned());
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn tracing_notes_are_sound_pfif() {
    let folder = founded();
    let field = Field::open(&folder.0);
    let (_app, router) = field.router(100);
    let code = super::field::token(77);
    say(
        &router,
        json!({ "say": "incident", "kind": "disappearance", "place": "gate", "known": "told", "by": "escort",
        "reliability": "B", "credibility": 3, "tokens": [code.as_str()], "words": "NAME" }),
    )
    .await;
    let xml = text(get(&router, &format!("/api/v1/tracing/{}", code.as_str())).await.bytes);
    assert_eq!(breaches(&xml), Vec::<String>::new(), "{xml}");
    // The rules bite.
    for (from, to, what) in [
        ("<pfif:full_name>", "<pfif:name>", "full_name is missing"),
        ("believed_missing", "lost", "status lost"),
        (">op-", ">7", "is no id"),
        ("Z</pfif:source_date>", "</pfif:source_date>", "is no date"),
        ("<pfif:text>", "<pfif:txt>", "text is missing"),
        ("pfif/1.4", "pfif/1.1", "namespace"),
        (
            ".1</pfif:note_record_id>",
            ".1</pfif:note_record_id><pfif:status>believed_alive</pfif:status>",
            "status twice",
        ),
    ] {
        let close = |text: &str| text.replace('<', "</");
        let bad = xml.replace(from, to);
        let bad = if from.starts_with('<') { bad.replace(&close(from), &close(to)) } else { bad };
        assert!(breaches(&bad).iter().any(|breach| breach.contains(what)), "{what}: {:?}", breaches(&bad));
    }
    // Upstream's own sample of 1.4 passes, its broken record of 1.2 does not.
    let samples = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/xml/pfif");
    let Ok(sample) = std::fs::read_to_string(samples.join("test.pfif-1.4.xml")) else { return };
    let known = |breach: &String| !breach.ends_with("is missing");
    assert_eq!(breaches(&sample).into_iter().filter(known).collect::<Vec<_>>(), Vec::<String>::new());
    let broken = std::fs::read_to_string(samples.join("test.pfif-1.2-badrecord.xml")).unwrap();
    assert!(!breaches(&broken).is_empty());
}
