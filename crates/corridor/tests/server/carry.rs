//! Bundles and talk between hubs: nothing is lost or doubled on the way, however often it is tried.

use crate::asking::{get, post};
use crate::field::{Device, Field, Folder, PLAN, register, signed_day};
use corridor::carry::{self, Tally, ask_hub, export, founding_of, import, sync_with};
use corridor::http::BUNDLE_TYPE;
use corridor::store::{FILE_NAME, Founding, Mode, Store};
use evacuation::statement::Role;
use ledger::Signed;
use ledger::bundle::Flaw;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A second folder of the same operation, with nothing said in it yet.
pub fn twin(folder: &Folder) -> Folder {
    let other = Folder::new();
    std::fs::create_dir_all(&other.0).unwrap();
    std::fs::copy(folder.0.join(FILE_NAME), other.0.join(FILE_NAME)).unwrap();
    other
}

pub fn bundle(field: &Field) -> Vec<u8> {
    let mut bytes = Vec::new();
    export(field.intake(), &field.founded.founding, &mut bytes).unwrap();
    bytes
}

fn digest(field: &Field) -> String {
    field.intake().read(|book| format!("{:?}", book.account().picture()))
}

fn accept(field: &Field, entries: &[Signed]) {
    field.intake().accept_blocking(entries.to_vec()).unwrap();
}

#[test]
fn a_bundle_begins_a_new_folder_with_the_same_picture_and_the_same_bytes() {
    let folder = Folder::founded(Mode::Live);
    let field = Field::open(&folder.0);
    let mut liar = Device::new(field.intake().operation_id(), 1);
    let first = liar.enrol("Registrar, square", Role::Registrar);
    accept(&field, &[first, liar.say(-3600, register(99))]);
    accept(&field, &signed_day(field.intake().operation_id(), 10_000));
    let bytes = bundle(&field);
    assert_eq!(bytes, bundle(&field), "the same holdings, the same bytes");

    let other = Folder::new();
    let founding: Founding = founding_of(&mut &bytes[..]).unwrap().unwrap();
    assert_eq!(founding, field.founded.founding);
    Store::found(&other.0, &founding, &[]).unwrap();
    let other = Field::open(&other.0);
    let (tally, findings) = import(other.intake(), &mut &bytes[..]).unwrap();
    assert_eq!((tally.refused(), findings.len()), (0, 0), "{tally:?}");
    assert!(tally.forked > 0, "the fork came along");
    assert_eq!((digest(&other), bundle(&other)), (digest(&field), bytes.clone()));
    let (again, _) = import(other.intake(), &mut &bytes[..]).unwrap();
    assert_eq!(again, Tally { known: tally.new, ..Tally::default() });
}

#[test]
fn a_bundle_cut_short_or_damaged_brings_what_is_good_and_says_what_is_not() {
    let folder = Folder::founded(Mode::Live);
    let target = twin(&folder);
    let field = Field::open(&folder.0);
    let day = signed_day(field.intake().operation_id(), 10_000);
    accept(&field, &day);
    let bytes = bundle(&field);
    let other = Field::open(&target.0);
    let (tally, findings) = import(other.intake(), &mut &bytes[..bytes.len() - 60]).unwrap();
    assert!(
        tally.new == 0 || findings.iter().any(|finding| finding.flaw == Flaw::CutShort),
        "{tally:?} {findings:?}"
    );
    let mut damaged = bytes.clone();
    let middle = bytes.len() / 2;
    damaged[middle] ^= 4;
    let (_, findings) = import(other.intake(), &mut &damaged[..]).unwrap();
    assert!(findings.iter().any(|finding| finding.flaw == Flaw::Damaged), "{findings:?}");
    let (tally, findings) = import(other.intake(), &mut &bytes[..]).unwrap();
    assert_eq!((tally.new + tally.known, findings.len()), (day.len(), 0));
    assert_eq!(digest(&other), digest(&field));

    // A signature that is not its device's: refused, counted, and nothing else suffers.
    let strange = Folder::founded(Mode::Live);
    let strange = Field::open(&strange.0);
    assert!(import(strange.intake(), &mut &bytes[..]).unwrap_err().to_string().contains("another operation"));
    let mut forged = ledger::bundle::Packer::new(&strange.intake().operation_id());
    day.iter().for_each(|entry| forged.entry(entry).unwrap());
    let (tally, findings) = import(strange.intake(), &mut &forged.finish()[..]).unwrap();
    assert_eq!((tally.new, tally.refused(), findings.len()), (0, day.len(), 0));
    assert_eq!(tally.refused["bad_signature"].count, day.len(), "{tally:?}");
}

#[test]
fn a_founding_that_is_not_the_operations_own_begins_nothing() {
    let folder = Folder::founded(Mode::Live);
    let field = Field::open(&folder.0);
    let founding = &field.founded.founding;
    let mut bytes = Vec::new();
    let other = Founding {
        random: [1; 32],
        plan_json: PLAN.replace("40.0", "41.0").into_bytes(),
        ..founding.clone()
    };
    export(field.intake(), &other, &mut bytes).unwrap();
    assert_eq!(founding_of(&mut &bytes[..]).unwrap(), None);
    assert_eq!(founding_of(&mut &b"nothing of the kind"[..]).unwrap(), None);
}

/// Answers get lost, requests get lost, both come twice: after every talk that was cut short the next
/// one goes on, and in the end both hubs hold the same.
#[test]
fn talk_that_breaks_off_again_and_again_converges() {
    let folder = Folder::founded(Mode::Live);
    let target = twin(&folder);
    let (one, other) = (Field::open(&folder.0), Field::open(&target.0));
    let operation = one.intake().operation_id();
    let day = signed_day(operation, 10_000);
    let (left, right): (Vec<_>, Vec<_>) = day
        .iter()
        .cloned()
        .partition(|entry| ledger::Entry::decode(&entry.bytes).unwrap().log_id.0[0].is_multiple_of(2));
    accept(&one, &left);
    accept(&other, &right);
    let mut second = Device::new(operation, 1);
    let enrol = second.enrol("Registrar, square", Role::Registrar);
    accept(&one, &[enrol, second.say(-3600, register(98))]);
    let mut chance = 7u64;
    let mut broken = 0;
    loop {
        let talk = sync_with(one.intake(), |request| {
            chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let mishap = if broken < 20 { (chance >> 33) % 4 } else { 3 };
            if mishap == 0 {
                return Err("the request was lost".to_owned());
            }
            let answer = carry::answer(other.intake(), &request).map_err(|error| error.to_string())?;
            match mishap {
                1 => Err("the answer was lost".to_owned()),
                2 => carry::answer(other.intake(), &request).map_err(|error| error.to_string()),
                _ => Ok(answer),
            }
        });
        match talk {
            Ok(talked) => {
                assert_eq!((talked.stuck.len(), talked.tally.refused()), (0, 0), "{talked:?}");
                break;
            }
            Err(_) => broken += 1,
        }
    }
    assert_eq!(bundle(&one), bundle(&other));
    assert_eq!(digest(&one), digest(&other));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_interface_takes_bundles_and_nothing_else() {
    let folder = Folder::founded(Mode::Live);
    let field = Field::open(&folder.0);
    let day = signed_day(field.intake().operation_id(), 10_000);
    field.intake().accept(day).await.unwrap();
    let (_, router) = field.router(0);
    let file = get(&router, "/api/v1/bundle").await;
    let (intake, founding) = (field.intake().clone(), field.founded.founding.clone());
    let expected = tokio::task::spawn_blocking(move || {
        let mut bytes = Vec::new();
        export(&intake, &founding, &mut bytes).map(|_| bytes)
    });
    assert_eq!(file.bytes, expected.await.unwrap().unwrap());
    assert_eq!(post(&router, "/api/v1/sync", "text/plain", file.bytes.clone()).await.status, 415);
    let answer = post(&router, "/api/v1/sync", BUNDLE_TYPE, file.bytes).await;
    assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, BUNDLE_TYPE));
    let wrong = post(&router, "/api/v1/sync", BUNDLE_TYPE, b"corridor bundle 1\n".to_vec()).await;
    assert_eq!((wrong.status.as_u16(), wrong.error()), (400, "bundle".to_owned()));
    let strange = ledger::bundle::Packer::new(&ledger::OperationId([1; 32])).finish();
    let wrong = post(&router, "/api/v1/sync", BUNDLE_TYPE, strange.clone()).await;
    assert_eq!((wrong.status.as_u16(), wrong.error()), (409, "operation".to_owned()));
    let wrong = post(&router, "/api/v1/bundle", BUNDLE_TYPE, strange).await;
    assert_eq!((wrong.status.as_u16(), wrong.error()), (409, "operation".to_owned()));
    let wrong = post(&router, "/api/v1/bundle", BUNDLE_TYPE, b"a holiday picture".to_vec()).await;
    assert_eq!((wrong.status.as_u16(), wrong.error()), (400, "bundle".to_owned()));
    assert_eq!(post(&router, "/api/v1/bundle", "text/plain", Vec::new()).await.status, 415);
}

/// Three steps, each a body carried by hand: what is here, what that lacks, taken in.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_new_is_carried_by_hand_and_counted() {
    let folder = Folder::founded(Mode::Live);
    let (one, other) = (Field::open(&folder.0), twin(&folder));
    let other = Field::open(&other.0);
    let day = signed_day(one.intake().operation_id(), 10_000);
    let (common, news) = day.split_at(day.len() - 20);
    other.intake().accept(common.to_vec()).await.unwrap();
    one.intake().accept(day.clone()).await.unwrap();
    let ((_, here), (_, there)) = (one.router(0), other.router(0));
    let held = get(&there, "/api/v1/sync").await;
    assert_eq!((held.status.as_u16(), held.header("content-type")), (200, BUNDLE_TYPE));
    let lacking = post(&here, "/api/v1/sync", BUNDLE_TYPE, held.bytes).await;
    assert!(lacking.bytes.len() < 64 * 1024, "{} bytes for {} statements", lacking.bytes.len(), news.len());
    for (new, known) in [(20, 0), (0, 20)] {
        let taken = post(&there, "/api/v1/bundle", BUNDLE_TYPE, lacking.bytes.clone()).await;
        assert_eq!(taken.status.as_u16(), 200);
        let taken = taken.json();
        assert_eq!(
            (&taken["new"], &taken["known"], &taken["refused"]),
            (&new.into(), &known.into(), &0.into())
        );
        assert_eq!(taken["findings"], serde_json::json!([]));
    }
    let mut damaged = lacking.bytes.clone();
    let middle = damaged.len() / 2;
    damaged[middle] ^= 1;
    let taken = post(&there, "/api/v1/bundle", BUNDLE_TYPE, damaged).await;
    assert!(taken.status == 400 || !taken.json()["findings"].as_array().unwrap().is_empty());
    assert_eq!(digest(&one), digest(&other));
}

/// Passes bytes on to `to` and counts them, both ways.
pub fn counting_wire(to: u16) -> (u16, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let (port, count) = (listener.local_addr().unwrap().port(), Arc::new(AtomicUsize::new(0)));
    let counted = Arc::clone(&count);
    std::thread::spawn(move || {
        for near in listener.incoming().flatten() {
            let Ok(far) = TcpStream::connect(("127.0.0.1", to)) else { return };
            for (mut from, mut to) in [(near.try_clone().unwrap(), far.try_clone().unwrap()), (far, near)] {
                let counted = Arc::clone(&counted);
                std::thread::spawn(move || {
                    let mut part = [0; 8192];
                    while let Ok(length @ 1..) = from.read(&mut part) {
                        counted.fetch_add(length, Ordering::Relaxed);
                        if to.write_all(&part[..length]).is_err() {
                            return;
                        }
                    }
                    let _ = to.shutdown(std::net::Shutdown::Both);
                });
            }
        }
    });
    (port, count)
}

/// Over real connections, with everything that HTTP adds counted: at most 1.1 times what was missing,
/// whichever side lacked it.
#[tokio::test(flavor = "multi_thread")]
async fn the_wire_carries_hardly_more_than_what_is_missing() {
    let folder = Folder::founded(Mode::Live);
    let target = twin(&folder);
    let (here, there) = (Field::open(&folder.0), Field::open(&target.0));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (port, count) = counting_wire(listener.local_addr().unwrap().port());
    let router = there.router(0).1;
    tokio::spawn(async move { axum::serve(listener, router).await });
    let talk = || {
        let (intake, runtime) = (here.intake().clone(), tokio::runtime::Handle::current());
        let url = format!("http://127.0.0.1:{port}");
        tokio::task::spawn_blocking(move || {
            sync_with(&intake, |request| ask_hub(&runtime, &Default::default(), &url, request))
        })
    };
    let operation = here.intake().operation_id();
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
        field.intake().accept(missing).await.unwrap();
        count.store(0, Ordering::Relaxed);
        let talked = talk().await.unwrap().unwrap();
        let wire = count.load(Ordering::Relaxed);
        let ratio = wire as f64 / bytes as f64;
        println!("{wire} bytes for {bytes} missing: {ratio:.3}, {} rounds", talked.rounds);
        assert!(ratio <= 1.1 && wire > bytes, "{wire} bytes for {bytes} missing: {ratio:.3}");
    }
    assert_eq!(digest(&here), digest(&there));
}
