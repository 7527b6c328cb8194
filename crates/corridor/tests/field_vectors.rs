//! Entries as a phone writes them, byte by byte, both ways: the file made here is checked by the phone's
//! own tests (`web/tests/field/vectors.test.ts`), and the file made there is read here. Each side writes its
//! file anew when run with CORRIDOR_WRITE_VECTORS=1.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use evacuation::people::Token;
use evacuation::quantity::{Category, Moment};
use evacuation::statement::{
    Accompany, AgeBand, Agree, Answer, Assign, AtPlace, Born, Clear, Correct, Countersign, Decide, Decision,
    Depart, Die, Enrol, EntryRef, Fact, HandOver, Headcount, Member, Needs, Note, NoteKey, NoteReader,
    OnTrip, Pass, ReadNote, Receive, Register, Remove, Role, Sex, Split, Statement,
};
use ledger::{Draft, EntryId, OperationId, Signed, Verified, Writer};
use serde_json::{Value, json};

const FROM_RUST: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors/field-from-rust.json");
const FROM_PHONE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors/field-from-phone.json");

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
fn unhex(text: &str) -> Vec<u8> {
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
}
fn token(number: u64) -> Token {
    Token::from_number(number * 7_654_321)
}
fn member(number: u64, category: Category, sex: Sex, age: AgeBand) -> Member {
    Member { token: token(number), category, sex, age }
}

type Told = (i64, Fact, Value);
fn trip() -> evacuation::convoy::TripId {
    "bus-1.2".parse().unwrap()
}
fn place() -> String {
    "الراموسة".to_owned()
}

/// Every kind of statement that a phone makes: the statement, and the same as the phone's code writes it down.
fn said() -> Vec<Told> {
    [before_boarding(), on_the_way(), at_the_end(), medical()].into_iter().flatten().collect()
}

fn before_boarding() -> Vec<Told> {
    let (a, b, c) = (token(1), token(2), token(3));
    let members = vec![
        member(2, Category::Stretcher, Sex::Female, AgeBand::Older),
        member(3, Category::Other, Sex::Unknown, AgeBand::Infant),
    ];
    let members_json = json!([{ "token": b, "category": "stretcher", "sex": "female", "age": "older" },
        { "token": c, "category": "other", "sex": "unknown", "age": "infant" }]);
    vec![
        (
            -7200,
            Fact::Enrol(Enrol { label: "Gate 2".to_owned(), role: Role::ConvoyLeader }),
            json!({ "kind": "enrol", "label": "Gate 2", "role": "convoy_leader" }),
        ),
        (
            -1,
            Fact::Register(Register {
                party: a,
                members: members.clone(),
                place: place(),
                people: None,
                class: None,
            }),
            json!({ "kind": "register", "party": a, "members": members_json, "place": place() }),
        ),
        (
            0,
            Fact::Register(Register {
                party: a,
                members,
                place: place(),
                people: Some("families".to_owned()),
                class: Some(3),
            }),
            json!({ "kind": "register", "party": a, "members": members_json, "place": place(), "people": "families", "class": 3 }),
        ),
        (
            23,
            Fact::Agree(Agree {
                party: a,
                answer: Answer::Withdrawn,
                destinations: vec!["camp".to_owned(), place()],
                language: "ar".to_owned(),
                told: "é — where to".to_owned(),
            }),
            json!({ "kind": "agree", "party": a, "answer": "withdrawn", "destinations": ["camp", place()], "language": "ar", "told": "é — where to" }),
        ),
        (
            24,
            Fact::Assign(Assign { parties: vec![a], trip: trip() }),
            json!({ "kind": "assign", "parties": [a], "trip": "bus-1.2" }),
        ),
    ]
}

fn on_the_way() -> Vec<Told> {
    let (b, c) = (token(2), token(3));
    vec![
        (
            255,
            Fact::Board(OnTrip { tokens: vec![b, c], trip: trip(), place: place() }),
            json!({ "kind": "board", "tokens": [b, c], "trip": "bus-1.2", "place": place() }),
        ),
        (
            256,
            Fact::Alight(OnTrip { tokens: vec![c], trip: trip(), place: place() }),
            json!({ "kind": "alight", "tokens": [c], "trip": "bus-1.2", "place": place() }),
        ),
        (
            65_536,
            Fact::Depart(Depart { trip: trip(), place: place(), to: "camp".to_owned(), escorts: 2 }),
            json!({ "kind": "depart", "trip": "bus-1.2", "place": place(), "to": "camp", "escorts": 2 }),
        ),
        (
            65_535,
            Fact::Pass(Pass { trip: trip(), place: "gate".to_owned(), through: true, headcount: Some(44) }),
            json!({ "kind": "pass", "trip": "bus-1.2", "place": "gate", "through": true, "headcount": 44 }),
        ),
        (
            100_000,
            Fact::Pass(Pass { trip: trip(), place: "gate".to_owned(), through: false, headcount: None }),
            json!({ "kind": "pass", "trip": "bus-1.2", "place": "gate", "through": false }),
        ),
        (
            100_001,
            Fact::Arrive(AtPlace { trip: trip(), place: "camp".to_owned() }),
            json!({ "kind": "arrive", "trip": "bus-1.2", "place": "camp" }),
        ),
        (
            100_002,
            Fact::Receive(Receive { tokens: vec![b], trip: None, place: "camp".to_owned() }),
            json!({ "kind": "receive", "tokens": [b], "place": "camp" }),
        ),
        (
            100_003,
            Fact::HandOver(Box::new(HandOver {
                tokens: vec![b],
                trip: Some(trip()),
                place: "camp".to_owned(),
                to: "Field hospital".to_owned(),
            })),
            json!({ "kind": "hand_over", "tokens": [b], "trip": "bus-1.2", "place": "camp", "to": "Field hospital" }),
        ),
        (
            100_004,
            Fact::Remove(Box::new(Remove {
                tokens: vec![c],
                trip: trip(),
                place: "gate".to_owned(),
                by: "armed men".to_owned(),
                grade: "B2".to_owned(),
                witness: Some("Escort, bus 1".to_owned()),
            })),
            json!({ "kind": "remove", "tokens": [c], "trip": "bus-1.2", "place": "gate", "by": "armed men", "grade": "B2", "witness": "Escort, bus 1" }),
        ),
    ]
}

fn at_the_end() -> Vec<Told> {
    let (a, b, c) = (token(1), token(2), token(3));
    vec![
        (
            100_005,
            Fact::Die(Die { token: b, trip: Some(trip()), place: "gate".to_owned() }),
            json!({ "kind": "die", "token": b, "trip": "bus-1.2", "place": "gate" }),
        ),
        (
            100_006,
            Fact::Born(Born {
                child: member(9, Category::Other, Sex::Male, AgeBand::Infant),
                party: Some(a),
                trip: None,
                place: "camp".to_owned(),
            }),
            json!({ "kind": "born", "child": { "token": token(9), "category": "other", "sex": "male", "age": "infant" }, "party": a, "place": "camp" }),
        ),
        (
            100_007,
            Fact::Headcount(Headcount { trip: trip(), place: "camp".to_owned(), count: 0 }),
            json!({ "kind": "headcount", "trip": "bus-1.2", "place": "camp", "count": 0 }),
        ),
        (
            100_008,
            Fact::Correct(Correct { entry: [7; 32], why: "mistyped".to_owned() }),
            json!({ "kind": "correct", "entry": hex(&[7; 32]), "why": "mistyped" }),
        ),
        (
            100_009,
            Fact::Needs(Needs { token: b, oxygen: true, companion: Some(c) }),
            json!({ "kind": "needs", "token": b, "oxygen": true, "companion": c }),
        ),
        (
            100_010,
            Fact::Accompany(Accompany { child: c, from: b.to_string(), to: "Red Crescent".to_owned() }),
            json!({ "kind": "accompany", "child": c, "from": b, "to": "Red Crescent" }),
        ),
        (
            100_011,
            Fact::Split(Split { party: a, members: vec![c], by: b }),
            json!({ "kind": "split", "party": a, "members": [c], "by": b }),
        ),
        (
            100_012,
            Fact::Clear(Clear {
                trip: trip(),
                place: place(),
                counted: 44,
                scanned: 43,
                reason: Some("a birth".to_owned()),
            }),
            json!({ "kind": "clear", "trip": "bus-1.2", "place": place(), "counted": 44, "scanned": 43, "reason": "a birth" }),
        ),
        (
            100_013,
            Fact::Countersign(Countersign { entry: [8; 32].into() }),
            json!({ "kind": "countersign", "entry": hex(&[8; 32]) }),
        ),
    ]
}

fn medical() -> Vec<Told> {
    let note = Note {
        token: token(2),
        ephemeral: [3; 32].into(),
        to: vec![
            NoteReader { device: [4; 32].into(), wrapped: [5; 48].into() },
            NoteReader { device: [6; 32].into(), wrapped: [7; 48].into() },
        ],
        sealed: (0..=255).collect(),
        of: None,
    };
    let again = Note { of: Some(EntryRef([2; 32])), ..note.clone() };
    let sealed: Vec<u8> = (0..=255).collect();
    let to = json!([{ "device": hex(&[4; 32]), "wrapped": hex(&[5; 48]) }, { "device": hex(&[6; 32]), "wrapped": hex(&[7; 48]) }]);
    vec![
        (
            100_014,
            Fact::NoteKey(NoteKey { key: [9; 32].into() }),
            json!({ "kind": "note_key", "key": hex(&[9; 32]) }),
        ),
        (
            100_015,
            Fact::Note(note),
            json!({ "kind": "note", "token": token(2), "ephemeral": hex(&[3; 32]), "to": to, "sealed": hex(&sealed) }),
        ),
        (
            100_015,
            Fact::Note(again),
            json!({ "kind": "note", "token": token(2), "ephemeral": hex(&[3; 32]), "to": to, "sealed": hex(&sealed), "of": hex(&[2; 32]) }),
        ),
        (
            100_016,
            Fact::ReadNote(ReadNote { token: token(2), why: "علاج".to_owned() }),
            json!({ "kind": "read_note", "token": token(2), "why": "علاج" }),
        ),
        (
            100_017,
            Fact::Decide(Decide {
                convoy: Some("C001".to_owned()),
                decision: Decision::Stop,
                why: "إطلاق نار قرب الطريق".to_owned(),
                by: "Leader".to_owned(),
                on: Vec::new(),
            }),
            json!({ "kind": "decide", "convoy": "C001", "decision": "stop", "why": "إطلاق نار قرب الطريق", "by": "Leader" }),
        ),
    ]
}

fn make() -> Value {
    let (operation, seed) = (OperationId([0x11; 32]), [0x42; 32]);
    let mut writer = Writer::new(operation, &seed, None);
    let log_id = writer.log_id().to_string();
    let mut now = 1_481_803_200_000;
    let mut line = |(at, fact, phone): (i64, Fact, Value)| {
        // The watch goes back once, and stands still once.
        now = if at == 24 { now - 5_000 } else { now + u64::from(at != 23) * 777 };
        let statement = Statement { at: Moment(at), fact };
        statement.check().unwrap();
        let (kind, place) = (statement.fact.kind().to_owned(), statement.fact.place().map(str::to_owned));
        let deps =
            if at == 0 { vec![EntryId([9; 32]), EntryId([2; 32]), EntryId([9; 32])] } else { Vec::new() };
        let draft = Draft { kind, place, body: statement.encode(), deps: deps.clone(), seal_commit: None };
        let signed = writer.write(draft, now).unwrap();
        let id = ledger::crypto::entry_id(&signed.bytes).to_string();
        let deps: Vec<String> = deps.iter().map(ToString::to_string).collect();
        json!({ "at": at, "now": now, "deps": deps, "fact": phone, "body": hex(&statement.encode()),
            "bytes": hex(&signed.bytes), "signature": hex(&signed.signature), "id": id })
    };
    let entries: Vec<Value> = said().into_iter().map(&mut line).collect();
    let words = ledger::words::words(&operation, &writer.log_id(), ledger::words::Letters::Latin);
    let arabic = ledger::words::words(&operation, &writer.log_id(), ledger::words::Letters::Arabic);
    let tokens: Vec<String> = (0..40).map(|n| token(n * 31).to_string()).collect();
    json!({ "operation_id": operation.to_string(), "seed": hex(&seed), "log_id": log_id, "words": words,
        "words_arabic": arabic, "tokens": tokens, "entries": entries })
}

#[test]
fn the_phones_statements_are_written_as_they_were() {
    let made = make();
    if std::env::var_os("CORRIDOR_WRITE_VECTORS").is_some() {
        std::fs::create_dir_all(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors")).unwrap();
        std::fs::write(FROM_RUST, serde_json::to_string_pretty(&made).unwrap() + "\n").unwrap();
    }
    let kept: Value = serde_json::from_str(&std::fs::read_to_string(FROM_RUST).unwrap()).unwrap();
    assert_eq!(kept, made);
}

#[test]
fn what_a_phone_wrote_is_read_here() {
    let kept: Value = serde_json::from_str(&std::fs::read_to_string(FROM_PHONE).unwrap()).unwrap();
    let operation: OperationId = kept["operation_id"].as_str().unwrap().parse().unwrap();
    let mut logs = ledger::Logs::new();
    let mut kinds = std::collections::BTreeSet::new();
    for line in kept["entries"].as_array().unwrap() {
        let bytes = unhex(line["bytes"].as_str().unwrap());
        let signature = unhex(line["signature"].as_str().unwrap()).try_into().unwrap();
        let verified = Verified::check(&operation, Signed { bytes: bytes.into(), signature }).unwrap();
        let statement = corridor::intake::read_statement(&verified.entry()).unwrap();
        assert_eq!(statement.at.seconds(), line["at"].as_i64().unwrap());
        kinds.insert(statement.fact.kind());
        assert_eq!(verified.id().to_string(), line["id"].as_str().unwrap());
        logs.insert(&verified).unwrap();
    }
    assert!(kinds.len() >= 24, "only {kinds:?}");
}
