//! Seals between hubs, and what becomes of those that contradict their log.

use crate::asking::get;
use crate::carry::{bundle, counting_wire, twin};
use crate::field::{Device, Field, Folder, register};
use crate::schema::{check_answer, document};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use corridor::carry::{Talked, answer, ask_hub, import, sync_with};
use corridor::intake::SealVerdict;
use corridor::store::Mode;
use corridor::verify::{text, verify};
use evacuation::statement::Role;
use ledger::checkpoint::{Seal, cosign};
use ledger::crypto::Key;
use ledger::note::NoteSignature;
use ledger::quorum::Policy;
use ledger::{LogId, OperationId};
use tlog_tiles::tlog;

const SEALED_AT: i64 = 1_481_810_000;
const WITNESSES: [(u8, &str); 3] = [(101, "a.example"), (102, "b.example"), (103, "o.example/1")];

fn seed(number: u8) -> [u8; 32] {
    [number; 32]
}
fn log(number: u8) -> LogId {
    Key::from_seed(&seed(number)).log_id()
}
fn cosigned(mut seal: Seal, by: &[(u8, &str)]) -> Seal {
    for (key, name) in by {
        let line = cosign(&Key::from_seed(&seed(*key)), name, seal.checkpoint(), 1_481_810_060);
        seal.add(line);
    }
    seal
}
/// Every note that a hub holds, those that contradict their log too.
fn notes(field: &Field) -> Vec<String> {
    let all = field.intake().errand_blocking(|holdings| {
        holdings.seals.all().into_iter().map(|kept| kept.seal.write()).collect::<Vec<_>>()
    });
    all.unwrap()
}
fn talk(one: &Field, other: &Field) -> Talked {
    sync_with(one.intake(), |request| answer(other.intake(), &request).map_err(|e| e.to_string())).unwrap()
}
fn take(field: &Field, seal: Seal) -> SealVerdict {
    field.intake().take_seals_blocking(vec![seal], SEALED_AT).unwrap().remove(0)
}
/// A device's log of some statements, in the field.
fn spoken(field: &Field, number: u8, statements: u64) -> Device {
    let mut device = Device::new(field.intake().operation_id(), number);
    let mut said = vec![device.enrol(&format!("Registrar {number}"), Role::Registrar)];
    said.extend((1..statements).map(|n| device.say(-3600, register(1000 * u64::from(number) + n))));
    field.intake().accept_blocking(said).unwrap();
    device
}

/// Over real connections, all of HTTP counted: entries, their seals and three cosignatures on each cost
/// together at most 1.1 times the entries that were missing; after that both hold the same, and nothing
/// more is said. A cosignature that comes later travels alone.
#[tokio::test(flavor = "multi_thread")]
async fn seals_travel_between_hubs_within_the_same_budget() {
    let folder = Folder::founded(Mode::Live);
    let target = twin(&folder);
    let (here, there) = (Field::open(&folder.0), Field::open(&target.0));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (port, count) = counting_wire(listener.local_addr().unwrap().port());
    let router = there.router(0).1;
    tokio::spawn(async move { axum::serve(listener, router).await });
    let operation = here.intake().operation_id();
    let runtime = tokio::runtime::Handle::current();
    let url = format!("http://127.0.0.1:{port}");
    tokio::task::spawn_blocking(move || {
        let talk = || {
            count.store(0, std::sync::atomic::Ordering::Relaxed);
            let talked =
                sync_with(here.intake(), |request| ask_hub(&runtime, &Default::default(), &url, request))
                    .unwrap();
            (talked, count.load(std::sync::atomic::Ordering::Relaxed))
        };
        let mut devices: Vec<Device> = (1..=20).map(|seed| Device::new(operation, seed)).collect();
        for (round, field) in [&here, &there, &here].into_iter().enumerate() {
            let mut missing = Vec::new();
            for device in &mut devices {
                if round == 0 {
                    missing.push(device.enrol("Registrar", Role::Registrar));
                }
                missing.extend((0..100).map(|n| device.say(-3600, register(1000 * round as u64 + n))));
            }
            let bytes: usize = missing.iter().map(|entry| entry.bytes.len() + 64).sum();
            field.intake().accept_blocking(missing).unwrap();
            let seals = field.intake().make_seals_blocking((1..=20).map(seed).collect(), SEALED_AT).unwrap();
            assert_eq!(seals.len(), 20);
            let seals = seals.into_iter().map(|seal| cosigned(seal, &WITNESSES)).collect();
            field.intake().take_seals_blocking(seals, SEALED_AT).unwrap();
            let (talked, wire) = talk();
            let ratio = wire as f64 / bytes as f64;
            println!("{wire} bytes for {bytes} missing: {ratio:.3}, {} rounds", talked.rounds);
            assert!(ratio <= 1.1 && wire > bytes, "{wire} bytes for {bytes} missing: {ratio:.3}");
            assert_eq!(talked.tally.refused(), 0, "{talked:?}");
            // Old seals that say nothing new are not sent on; the newest of every log are there, cosigned.
            for number in 1..=20 {
                let newest = |field: &Field| {
                    field
                        .intake()
                        .errand_blocking(move |holdings| holdings.seals.newest(&log(number)).cloned())
                        .unwrap()
                };
                let seal = newest(&there).unwrap();
                assert_eq!((seal.checkpoint().size, seal.others().len()), (100 * round as u64 + 101, 3));
                assert_eq!(newest(&here), Some(seal));
            }
            let (again, idle) = talk();
            assert_eq!((again.rounds, again.tally), (1, Default::default()));
            assert!(idle < 6000, "{idle} bytes to say that nothing is new of 20 logs");
        }
        let newest = there.intake().errand_blocking(|holdings| holdings.seals.newest(&log(7)).cloned());
        assert_eq!(
            take(&there, cosigned(newest.unwrap().unwrap(), &[(104, "late.example")])),
            SealVerdict::Kept
        );
        let (talked, wire) = talk();
        assert_eq!((talked.tally.seals > 0, talked.tally.new), (true, 0), "{talked:?}");
        assert!(wire < 12_000, "{wire} bytes for one cosignature");
        assert_eq!(bundle(&here), bundle(&there), "the same record, byte by byte");
    })
    .await
    .unwrap();
}

/// Whichever side has the seals, and whichever asks; also where the seals come when the entries are there already.
#[test]
fn seals_go_both_ways_and_after_their_entries() {
    let folder = Folder::founded(Mode::Live);
    let (target, third) = (twin(&folder), twin(&folder));
    let (one, other) = (Field::open(&folder.0), Field::open(&target.0));
    spoken(&one, 1, 30);
    spoken(&other, 2, 30);
    talk(&one, &other);
    assert_eq!((notes(&one).len(), bundle(&one)), (0, bundle(&other)));
    one.intake().make_seals_blocking(vec![seed(1)], SEALED_AT).unwrap();
    other.intake().make_seals_blocking(vec![seed(2)], SEALED_AT).unwrap();
    talk(&one, &other);
    assert_eq!((notes(&one).len(), notes(&one)), (2, notes(&other)));
    let third = Field::open(&third.0);
    let talked = talk(&third, &one);
    assert_eq!((talked.tally.seals, talked.tally.refused()), (2, 0), "{talked:?}");
    assert_eq!(notes(&third), notes(&one));
    assert_eq!(talk(&third, &other).rounds, 1);
}

/// A device that sealed another history than it told is caught wherever the seal comes by.
#[tokio::test(flavor = "multi_thread")]
async fn a_seal_that_contradicts_its_log_is_kept_shown_carried_and_found() {
    let folder = Folder::founded(Mode::Live);
    let (target, third) = (twin(&folder), Folder::new());
    let (one, other) = (Field::open(&folder.0), Field::open(&target.0));
    let router = one.router(7200).1;
    let checking = tokio::task::spawn_blocking(move || {
        spoken(&one, 1, 10);
        one.intake().make_seals_blocking(vec![seed(1)], SEALED_AT).unwrap();
        let operation = one.intake().operation_id();
        let lie = |size, root| Seal::make(&Key::from_seed(&seed(1)), operation, size, root);
        assert_eq!(take(&one, lie(7, [9; 32])), SealVerdict::Contradicts);
        assert_eq!(take(&one, lie(10, [9; 32])), SealVerdict::Contradicts);
        assert_eq!(take(&one, lie(7, [9; 32])), SealVerdict::Contradicts, "again, and nothing changes");
        assert_eq!(notes(&one).len(), 3);
        // A flood of them proves no more than a few.
        for n in 0..100 {
            assert_eq!(take(&one, lie(5, [n; 32])), SealVerdict::Contradicts);
        }
        assert_eq!(notes(&one).len(), 9, "the good one, and eight that contradict");

        // It travels in a talk …
        let talked = talk(&other, &one);
        assert_eq!((talked.tally.contradicting, talked.tally.refused()), (8, 0), "{talked:?}");
        assert_eq!(notes(&other), notes(&one));
        // … and in a bundle, which verification refuses for it.
        let bytes = bundle(&one);
        let report = verify(&mut &bytes[..], None).unwrap();
        let codes: Vec<&str> = report.doubts.iter().map(|doubt| doubt.code).collect();
        assert!(codes.contains(&"contradicted") && codes.contains(&"forked_head"), "{codes:?}");
        assert!(text(&report, "record.bundle").contains("sealed another history of 7 statements"));
        let founding = corridor::carry::founding_of(&mut &bytes[..]).unwrap().unwrap();
        corridor::store::Store::found(&third.0, &founding, &[]).unwrap();
        let fresh = Field::open(&third.0);
        let (tally, findings) = import(fresh.intake(), &mut &bytes[..]).unwrap();
        assert_eq!((tally.contradicting, tally.refused(), findings.len()), (8, 0, 0), "{tally:?}");
        assert!(tally.lines().iter().any(|line| line.contains("8 seals contradict")));
        assert_eq!(bundle(&fresh), bytes);
        // It is still there after a start.
        fresh.crash();
        let again = Field::open(&third.0);
        assert_eq!(bundle(&again), bytes);
        assert!(again.intake().read(|book| book.contradicted().contains_key(&log(1).0)));
        (one, other)
    });
    let (one, _other) = checking.await.unwrap();
    let path = format!("/api/v1/seals/{}/contradictions", log(1));
    let proof = get(&router, &path).await.json();
    check_answer(&document(), "/api/v1/seals/{device}/contradictions", &proof);
    let seals = proof["seals"].as_array().unwrap();
    assert_eq!(seals.len(), 8);
    let whole = seals.iter().find(|seal| seal["size"] == 10).unwrap();
    let (lie, truth) = (whole["seal"].as_str().unwrap(), whole["other"].as_str().unwrap());
    let (lie, truth) = (Seal::read(lie.as_bytes()).unwrap(), Seal::read(truth.as_bytes()).unwrap());
    assert_eq!(lie.checkpoint().origin, truth.checkpoint().origin);
    assert_ne!(lie.checkpoint().root, truth.checkpoint().root);
    assert_eq!(get(&router, &format!("/api/v1/seals/{}/contradictions", log(2))).await.status, 404);
    let devices = get(&router, "/api/v1/devices").await.json();
    let row = devices["devices"].as_array().unwrap().iter().find(|row| row["device"] == log(1).to_string());
    assert_eq!(row.unwrap()["contradicted_at"], 5);
    let picture = get(&router, "/api/v1/picture").await.json();
    let items = picture["attention"].as_array().unwrap();
    let item = items.iter().find(|item| item["kind"] == "contradicted").expect("an item on the page Now");
    assert_eq!((&item["urgency"], &item["values"]["by"]), (&"decision".into(), &"Registrar 1".into()));
    drop(one);
}

/// The proof that a log only grew, for whoever holds an older seal, judged by another implementation.
#[tokio::test(flavor = "multi_thread")]
async fn a_consistency_proof_is_given_for_every_older_size_and_judged_by_another_program() {
    let folder = Folder::founded(Mode::Live);
    let field = Field::open(&folder.0);
    let router = field.router(0).1;
    let field = tokio::task::spawn_blocking(move || {
        let mut device = spoken(&field, 1, 13);
        field.intake().make_seals_blocking(vec![seed(1)], SEALED_AT).unwrap();
        let more = (0..9).map(|n| device.say(-60, register(500 + n))).collect();
        field.intake().accept_blocking(more).unwrap();
        field.intake().make_seals_blocking(vec![seed(1)], SEALED_AT + 60).unwrap();
        field
    });
    let field = field.await.unwrap();
    let hash = |text: &serde_json::Value| {
        tlog::Hash(STANDARD.decode(text.as_str().unwrap()).unwrap().try_into().unwrap())
    };
    for (old, new) in (0..=13).map(|old| (old, 13)).chain((0..=22).map(|old| (old, 22))) {
        let path = format!("/api/v1/seals/{}/consistency?old={old}&new={new}", log(1));
        let proof = get(&router, &path).await.json();
        check_answer(&document(), "/api/v1/seals/{device}/consistency", &proof);
        let seal = Seal::read(proof["seal"].as_str().unwrap().as_bytes()).unwrap();
        assert_eq!((seal.checkpoint().size, &proof["old"]), (new, &old.into()));
        let hashes: Vec<tlog::Hash> = proof["hashes"].as_array().unwrap().iter().map(hash).collect();
        let (whole, before) = (tlog::Hash(seal.checkpoint().root), hash(&proof["old_root"]));
        if old > 0 {
            tlog::check_tree(&hashes, new, whole, old, before).unwrap();
            assert!(tlog::check_tree(&hashes, new, whole, old, tlog::Hash([7; 32])).is_err());
        } else {
            assert!(hashes.is_empty());
        }
    }
    let newest = get(&router, &format!("/api/v1/seals/{}/consistency?old=13", log(1))).await.json();
    assert_eq!(newest["new"], 22);
    let asked = |query: &str| {
        let (router, path) = (router.clone(), format!("/api/v1/seals/{}/consistency{query}", log(1)));
        async move { get(&router, &path).await }
    };
    for (query, status, code) in [
        ("", 400, "query"),
        ("?old=-1", 400, "query"),
        ("?old=1&old=2", 400, "query"),
        ("?old=1&size=2", 400, "query"),
        ("?old=14&new=13", 400, "sizes"),
        ("?old=18446744073709551615", 400, "sizes"),
        ("?old=3&new=14", 404, "not_found"),
    ] {
        let wrong = asked(query).await;
        assert_eq!((wrong.status.as_u16(), wrong.error().as_str()), (status, code), "{query}");
    }
    assert_eq!(get(&router, "/api/v1/seals/nobody/consistency?old=0").await.status, 404);
    drop(field);
}

/// Anybody may add a cosignature to a seal. However many come, the seal can still be read, and the
/// witnesses whom the policy names always find room.
#[test]
fn a_flood_of_cosignatures_neither_spoils_a_seal_nor_keeps_the_witnesses_out() {
    let folder = Folder::founded(Mode::Live);
    let field = Field::open(&folder.0);
    spoken(&field, 1, 5);
    let seal = field.intake().make_seals_blocking(vec![seed(1)], SEALED_AT).unwrap().remove(0);
    let flood = |operation: OperationId, from: usize| {
        let mut flooded = seal.clone();
        for n in from..from + 40 {
            let name = format!("{n}.{}", "x".repeat(180));
            flooded.add(NoteSignature { name, key_id: [1; 4], bytes: vec![n as u8; 200] });
        }
        assert_eq!(flooded.checkpoint().origin.operation, operation);
        flooded
    };
    let operation = field.intake().operation_id();
    for from in [0, 40, 80, 120] {
        let flooded = flood(operation, from);
        assert!(Seal::read(flooded.write().as_bytes()).is_ok(), "what is written can be read");
        assert_eq!(take(&field, flooded), SealVerdict::Kept);
    }
    assert!(Seal::read(notes(&field)[0].as_bytes()).is_ok());
    let witness = ledger::checkpoint::WitnessKey { name: "a.example".to_owned(), key: log(101) };
    let policy = Policy::read(&format!("witness party A {witness}\nquorum any(party A)\n")).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(field.intake().trust(policy.clone())).unwrap();
    assert_eq!(take(&field, cosigned(seal.clone(), &WITNESSES[..1])), SealVerdict::Kept);
    let kept = Seal::read(notes(&field)[0].as_bytes()).unwrap();
    assert!(policy.judge(&kept).since.is_some(), "the named witness found room");
    assert!(kept.others().len() <= 9, "{} others", kept.others().len());
    assert_eq!(take(&field, flood(operation, 160)), SealVerdict::Kept);
    assert!(policy.judge(&Seal::read(notes(&field)[0].as_bytes()).unwrap()).since.is_some());
}

/// A statement of the branch that the seal does not cover has no proof, and is not given a false one.
#[tokio::test(flavor = "multi_thread")]
async fn the_other_branch_of_a_fork_has_no_proof() {
    let folder = Folder::founded(Mode::Live);
    let field = Field::open(&folder.0);
    let router = field.router(0).1;
    let (field, other) = tokio::task::spawn_blocking(move || {
        spoken(&field, 1, 5);
        field.intake().make_seals_blocking(vec![seed(1)], SEALED_AT).unwrap();
        let mut copy = Device::new(field.intake().operation_id(), 1);
        copy.enrol("Registrar 1", Role::Registrar);
        let other = copy.say(-3600, register(77));
        field.intake().accept_blocking(vec![other.clone()]).unwrap();
        (field, other)
    })
    .await
    .unwrap();
    let id = ledger::crypto::entry_id(&other.bytes);
    assert_eq!(get(&router, &format!("/api/v1/proofs/{id}")).await.status, 404);
    drop(field);
}
