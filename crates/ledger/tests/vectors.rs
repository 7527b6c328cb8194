//! Entries from fixed seeds, byte by byte, so that every other program that writes or reads entries
//! can hold itself to the same bytes. The file is made by running with CORRIDOR_WRITE_VECTORS=1.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use ledger::{Draft, Entry, EntryId, LogId, OperationId, Signed, Verified, Writer, crypto};
use serde_json::{Value, json};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors/entries.json");

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Vec<u8> {
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
}

fn drafts() -> Vec<(u64, Draft)> {
    let draft = |kind: &str, place: Option<&str>, body: &[u8]| Draft {
        kind: kind.to_owned(),
        place: place.map(str::to_owned),
        body: body.to_vec(),
        ..Draft::default()
    };
    let sealed = Draft {
        deps: vec![EntryId([9; 32]), EntryId([2; 32]), EntryId([9; 32])],
        seal_commit: Some([0xcc; 32]),
        ..draft("register", Some("amiriyah"), &[0; 300])
    };
    vec![
        (1_481_803_200_000, draft("enrol", None, b"\xa0")),
        (1_481_803_200_000, sealed),
        (
            1_481_803_199_000,
            draft("board", Some("\u{627}\u{644}\u{639}\u{627}\u{645}\u{631}\u{64a}\u{629}"), b""),
        ),
        (1_481_806_800_123, draft("headcount", Some(""), &(0..=255).collect::<Vec<u8>>())),
    ]
}

fn make() -> Value {
    let (founding, seed) = ([0x11; 32], [0x42; 32]);
    let operation = crypto::operation_id("East Aleppo, December 2016", 1_481_803_200, &founding);
    let mut writer = Writer::new(operation, &seed, None);
    let log_id = writer.log_id();
    let line = |(now, draft): (u64, Draft)| {
        let signed = writer.write(draft, now).unwrap();
        let entry = Entry::decode(&signed.bytes).unwrap();
        json!({
            "kind": entry.kind, "seq": entry.seq, "prev": entry.prev.map(|id| id.to_string()),
            "hlc": [entry.hlc.unix_ms, entry.hlc.counter],
            "deps": entry.deps.iter().map(EntryId::to_string).collect::<Vec<_>>(),
            "place": entry.place, "body": hex(&entry.body), "seal_commit": entry.seal_commit.map(|c| hex(&c)),
            "bytes": hex(&signed.bytes), "id": entry.id().to_string(), "signature": hex(&signed.signature),
        })
    };
    let entries: Vec<Value> = drafts().into_iter().map(line).collect();
    json!({
        "operation": { "name": "East Aleppo, December 2016", "start_unix_s": 1_481_803_200,
            "founding": hex(&founding), "id": operation.to_string() },
        "seed": hex(&seed), "log_id": log_id.to_string(), "entries": entries,
    })
}

#[test]
fn the_writer_still_writes_the_same_bytes() {
    let made = make();
    if std::env::var_os("CORRIDOR_WRITE_VECTORS").is_some() {
        std::fs::write(FILE, serde_json::to_string_pretty(&made).unwrap() + "\n").unwrap();
    }
    let kept: Value = serde_json::from_str(&std::fs::read_to_string(FILE).unwrap()).unwrap();
    assert_eq!(kept, made);
}

#[test]
fn the_kept_entries_are_good() {
    let kept: Value = serde_json::from_str(&std::fs::read_to_string(FILE).unwrap()).unwrap();
    let operation: OperationId = kept["operation"]["id"].as_str().unwrap().parse().unwrap();
    let log_id: LogId = kept["log_id"].as_str().unwrap().parse().unwrap();
    for line in kept["entries"].as_array().unwrap() {
        let bytes = unhex(line["bytes"].as_str().unwrap());
        let signature = unhex(line["signature"].as_str().unwrap()).try_into().unwrap();
        let verified = Verified::check(&operation, Signed { bytes: bytes.into(), signature }).unwrap();
        assert_eq!(verified.id().to_string(), line["id"].as_str().unwrap());
        assert_eq!(verified.log_id(), log_id);
        assert_eq!(verified.seq(), line["seq"].as_u64().unwrap());
    }
}
