//! What the ledger promises about single entries: one byte form, no panic, no change unnoticed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use ledger::{
    Draft, Entry, EntryError, EntryId, Hlc, LogId, OperationId, SignedError, Verified, Writer, crypto,
};
use proptest::prelude::*;

const OPERATION: OperationId = OperationId([7; 32]);

fn any_entry() -> impl Strategy<Value = Entry> {
    let numbered = prop_oneof![
        Just((0u64, None)),
        (1u64..1 << 53, any::<[u8; 32]>()).prop_map(|(seq, prev)| (seq, Some(EntryId(prev)))),
    ];
    let deps = prop::collection::btree_set(any::<[u8; 32]>(), 0..=16);
    let body = prop_oneof![prop::collection::vec(any::<u8>(), 0..300), Just(vec![0xee; 32 * 1024])];
    (
        "[a-z_]{1,32}",
        any::<[u8; 32]>(),
        numbered,
        (0u64..1 << 53, any::<u32>()),
        deps,
        prop::option::of("[a-z0-9-]{0,100}"),
        body,
        prop::option::of(any::<[u8; 32]>()),
    )
        .prop_map(|(kind, log_id, (seq, prev), (unix_ms, counter), deps, place, body, seal_commit)| {
            Entry {
                kind,
                log_id: LogId(log_id),
                seq,
                prev,
                hlc: Hlc { unix_ms, counter },
                deps: deps.into_iter().map(EntryId).collect(),
                place,
                body,
                seal_commit,
            }
        })
}

fn writer() -> Writer {
    Writer::new(OPERATION, &[1; 32], None)
}

fn draft(body: &[u8]) -> Draft {
    Draft { kind: "note".to_owned(), body: body.to_vec(), ..Draft::default() }
}

proptest! {
    #[test]
    fn an_entry_reads_back(entry in any_entry()) {
        prop_assert_eq!(Entry::decode(&entry.encode()), Ok(entry));
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = Entry::decode(&bytes);
    }

    #[test]
    fn bytes_near_an_entry_are_the_entry_they_say_or_refused(
        entry in any_entry(), at in any::<prop::sample::Index>(), with in any::<u8>(), cut in any::<bool>()
    ) {
        let mut bytes = entry.encode();
        let at = at.index(bytes.len());
        if cut { bytes.truncate(at) } else { bytes[at] = with }
        if let Ok(read) = Entry::decode(&bytes) {
            prop_assert_eq!(read.encode(), bytes);
        }
    }

    #[test]
    fn nothing_may_follow_an_entry(entry in any_entry(), more in prop::collection::vec(any::<u8>(), 1..5)) {
        let bytes = [entry.encode(), more].concat();
        prop_assert!(Entry::decode(&bytes).is_err());
    }
}

#[test]
fn every_flipped_bit_of_bytes_and_signature_is_refused() {
    let good = writer().write(draft(b"a body"), 5).unwrap();
    assert!(Verified::check(&OPERATION, good.clone()).is_ok());
    let mut flipped = Vec::new();
    for bit in 0..good.bytes.len() * 8 {
        let mut bad = good.clone();
        let mut bytes = bad.bytes.to_vec();
        bytes[bit / 8] ^= 1 << (bit % 8);
        bad.bytes = bytes.into();
        flipped.push(bad);
    }
    for bit in 0..512 {
        let mut bad = good.clone();
        bad.signature[bit / 8] ^= 1 << (bit % 8);
        flipped.push(bad);
    }
    flipped.push(good);
    let verdicts: Vec<_> = ledger::verify_all(&OPERATION, flipped).collect();
    let (last, others) = verdicts.split_last().unwrap();
    assert!(last.is_ok(), "a good entry passes among bad ones");
    assert!(others.iter().all(Result::is_err));
}

#[test]
fn an_entry_of_another_operation_is_refused() {
    let good = writer().write(draft(b""), 5).unwrap();
    assert_eq!(Verified::check(&OperationId([8; 32]), good), Err(SignedError::Signature));
}

#[test]
fn longer_ways_to_write_the_same_are_refused() {
    let bytes = writer().write(draft(b""), 5).unwrap().bytes;
    // The version 1 as a number in two bytes.
    let longer = [&bytes[..1], &[0x18, 1], &bytes[2..]].concat();
    assert_eq!(Entry::decode(&longer), Err(EntryError::NotCanonical));
    // The array with no length given before, ended by a break.
    let indefinite = [&[0x9f], &bytes[1..], &[0xff]].concat();
    assert!(matches!(Entry::decode(&indefinite), Err(EntryError::Malformed(_))));
}

#[test]
fn a_newer_version_is_named() {
    let mut bytes = writer().write(draft(b""), 5).unwrap().bytes.to_vec();
    bytes[1] = 2;
    assert_eq!(Entry::decode(&bytes), Err(EntryError::Version(2)));
}

#[test]
fn parts_beyond_their_limits_are_not_written() {
    let too_much = [
        Draft { kind: String::new(), ..Draft::default() },
        Draft { kind: "k".repeat(33), ..Draft::default() },
        Draft { kind: "k".to_owned(), place: Some("p".repeat(129)), ..Draft::default() },
        Draft { kind: "k".to_owned(), body: vec![0; 32 * 1024 + 1], ..Draft::default() },
        Draft { kind: "k".to_owned(), deps: (0..17).map(|n| EntryId([n; 32])).collect(), ..Draft::default() },
    ];
    let mut writer = writer();
    for draft in too_much {
        assert!(matches!(writer.write(draft, 5), Err(EntryError::Absurd(_))));
        assert_eq!(writer.next_seq(), 0, "a refused draft uses no number");
    }
}

/// Eight points of order 1, 2, 4 and 8: with such a key, one signature fits many messages.
#[test]
fn weak_keys_may_write_no_log() {
    let weak = [
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    ];
    for key in weak {
        let log_id: LogId = key.parse().unwrap();
        let entry = Entry { log_id, ..Entry::decode(&writer().write(draft(b""), 5).unwrap().bytes).unwrap() };
        // R = the identity and s = 0: good under ZIP215 for the identity key and every message.
        let mut signature = [0; 64];
        signature[0] = 1;
        let signed = ledger::Signed { bytes: entry.encode().into(), signature };
        assert_eq!(Verified::check(&OPERATION, signed), Err(SignedError::Key(log_id)), "{key}");
    }
    assert!(crypto::sound_key(&writer().log_id()));
    assert!(!crypto::sound_key(&LogId([0xff; 32])));
}
