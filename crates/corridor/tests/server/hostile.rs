//! What somebody tries who wants a false record to pass, or a good one to fail.

use crate::carry::{bundle, twin};
use crate::field::{Device, Field, Folder, register, signed_day};
use crate::verifying::{Parts, Record, key, seeds};
use corridor::carry::{export, import, sync_with};
use corridor::intake::{SealVerdict, Verdict};
use corridor::sealing::Sealer;
use corridor::store::Mode;
use corridor::verify::{Report, verify};
use corridor::witness::{WitnessSettings, cosign_bundle, open_file, serve};
use evacuation::enrolment::Held;
use evacuation::statement::{Admit, Fact, Release, Revoke, Role};
use ledger::bundle::{Kind, MAGIC, Packer};
use ledger::checkpoint::Seal;
use ledger::crypto::Key;
use ledger::sync::Message;
use ledger::{Entry, Signed};

fn codes(report: &Report) -> Vec<&'static str> {
    report.doubts.iter().map(|doubt| doubt.code).collect()
}
fn verified(field: &Field) -> Report {
    verify(&mut &bundle(field)[..], None).unwrap()
}
fn checkpoint_of(note: &str) -> ledger::checkpoint::Checkpoint {
    *Seal::read(note.as_bytes()).unwrap().checkpoint()
}

/// Good cosignatures, each on another log's seal: worth nothing where they stand now.
#[test]
fn exchanged_cosignatures_are_refused() {
    let record = Record::new();
    let codes = record.after(|parts| {
        let mut seals: Vec<Seal> = parts.seals.iter().map(|s| Seal::read(s.as_bytes()).unwrap()).collect();
        let (one, other) = (seals[0].others().to_vec(), seals[1].others().to_vec());
        for (seal, lines) in seals.iter_mut().zip([other, one]) {
            seal.retain(|_| false);
            lines.into_iter().for_each(|line| seal.add(line));
        }
        parts.seals = seals.iter().map(Seal::write).collect();
    });
    assert!(codes.contains(&"unknown_witness") && codes.contains(&"not_witnessed"), "{codes:?}");
}

/// A whole log left out with its seals leaves no gap; who let its device in shows that it is missing.
#[test]
fn a_log_left_out_with_its_seals_is_missed() {
    let folder = Folder::founded_by(Mode::Live, &[key(1)]);
    let field = Field::open(&folder.0);
    let operation = field.intake().operation_id();
    let (mut root, mut gate) = (Device::new(operation, 1), Device::new(operation, 2));
    let admit = Admit { device: key(2).0, role: Role::Registrar, place: None, until: None };
    let said = vec![
        root.enrol("Operations", Role::Coordinator),
        gate.enrol("Registrar, square", Role::Registrar),
        root.say(-5000, Fact::Admit(admit)),
        gate.say(-3600, register(1)),
    ];
    field.intake().accept_blocking(said).unwrap();
    field.intake().make_seals_blocking(seeds(), 1_481_810_000).unwrap();
    assert!(verified(&field).good);
    let mut parts = Parts::read(&bundle(&field));
    parts.entries.retain(|signed| Entry::decode(&signed.bytes).unwrap().log_id != key(2));
    parts.seals.retain(|note| checkpoint_of(note).origin.log_id != key(2));
    assert_eq!(codes(&verify(&mut &parts.write()[..], None).unwrap()), ["missing_log"]);
}

/// Records that no export writes: a second founding, parts of a talk, sealed data that nobody asked for.
#[test]
fn what_does_not_belong_into_a_record_is_refused() {
    let record = Record::new();
    let with = |kind: Kind, bytes: &[u8], first: bool| {
        let mut packer = Packer::new(&record.parts.operation);
        let strange = |packer: &mut Packer, now: bool| {
            if now {
                packer.record(kind, bytes).unwrap()
            }
        };
        strange(&mut packer, first);
        packer.record(Kind::Founding, &record.parts.founding).unwrap();
        strange(&mut packer, !first && kind == Kind::Founding);
        record.parts.entries.iter().for_each(|entry| packer.entry(entry).unwrap());
        record.parts.seals.iter().for_each(|seal| packer.record(Kind::Seal, seal.as_bytes()).unwrap());
        strange(&mut packer, !first && kind != Kind::Founding);
        codes(&verify(&mut &packer.finish()[..], Some(&record.policy)).unwrap())
    };
    assert!(with(Kind::Founding, b"another", true).contains(&"repeated_founding"));
    assert_eq!(with(Kind::Founding, b"another", false), ["repeated_founding"]);
    assert_eq!(with(Kind::Want, &[1; 32], false), ["strange_records"]);
    assert_eq!(with(Kind::Cosignature, b"- x y", false), ["strange_records"]);
    assert_eq!(with(Kind::Seals, &[1; 16], false), ["strange_records"]);
    assert_eq!(with(Kind::Blob, b"anything", false), ["no_blob"]);
    let custodians: Vec<[u8; 32]> =
        [7, 8].map(|n| ledger::crypto::OpenKey::from_seed(&[n; 32]).public()).into();
    let blob =
        ledger::sealed::seal(&record.parts.operation, ("C001", 2, &custodians), b"x", &[5; 32]).unwrap();
    assert_eq!(with(Kind::Blob, &blob, false), ["unasked_blob"]);
}

/// Lengths that promise more than there is, or more than any record may have: refused in little memory and
/// without a panic, by whoever reads.
#[test]
fn absurd_lengths_and_cut_files_are_findings() {
    let record = Record::new();
    let head = [MAGIC.as_slice(), &record.parts.operation.0].concat();
    let folder = Folder::founded(Mode::Live);
    let witnesses = Folder::new();
    let mut witness = open_file(&witnesses.0, Some("w.example"), vec![record.parts.operation]).unwrap();
    let mut bad: Vec<Vec<u8>> = vec![Vec::new(), head[..20].to_vec(), vec![0; 100_000]];
    for tag in 0..=255u8 {
        for length in [u32::MAX, 1 << 31, 33 << 20, 70_000, 1, 0] {
            bad.push([&head[..], &[tag], &length.to_be_bytes(), &[0; 40]].concat());
        }
    }
    let field = Field::open(&folder.0);
    for bytes in bad {
        assert!(!verify(&mut &bytes[..], None).unwrap().good);
        assert!(Message::read(&record.parts.operation, &bytes).is_err());
        let taken = import(field.intake(), &mut &bytes[..]);
        assert!(taken.is_err() || !taken.unwrap().1.is_empty());
        let carried = cosign_bundle(&mut witness, &mut &bytes[..], 1);
        assert!(carried.is_err() || carried.unwrap().cosigned == 0);
    }
    // Only its end is missing: what is good is cosigned, for it stands by itself, and the loss is said.
    let whole = record.parts.write();
    let cut = &whole[..whole.len() - 1];
    let carried = cosign_bundle(&mut witness, &mut &cut[..], 1).unwrap();
    assert_eq!((carried.cosigned, carried.declined.len()), (4, 1), "{:?}", carried.declined);
    assert_eq!(codes(&verify(&mut &cut[..], Some(&record.policy)).unwrap()), ["damaged"]);
    let size =
        format!("{}\n{}\n{}\n", checkpoint_of(&record.parts.seals[0]).origin, u64::MAX, "A".repeat(43) + "=");
    assert!(ledger::checkpoint::Checkpoint::read(&size).is_err(), "no log is so long");
}

/// Each bundle alone is fine; the fork shows only where both came. It is then in every bundle from there.
#[test]
fn a_fork_that_shows_only_after_an_import_is_found_from_then_on() {
    let folder = Folder::founded(Mode::Live);
    let (target, third) = (twin(&folder), twin(&folder));
    let (one, other, third) = (Field::open(&folder.0), Field::open(&target.0), Field::open(&third.0));
    let operation = one.intake().operation_id();
    for (field, party) in [(&one, 1), (&other, 2)] {
        let mut device = Device::new(operation, 1);
        let said = vec![device.enrol("Registrar", Role::Registrar), device.say(-3600, register(party))];
        field.intake().accept_blocking(said).unwrap();
        field.intake().make_seals_blocking(vec![[1; 32]], 1_481_810_000).unwrap();
        assert!(verified(field).good, "each history alone is a good record");
    }
    import(third.intake(), &mut &bundle(&one)[..]).unwrap();
    let (tally, _) = import(third.intake(), &mut &bundle(&other)[..]).unwrap();
    assert_eq!((tally.new, tally.forked, tally.contradicting, tally.refused()), (1, 1, 1, 0), "{tally:?}");
    let found = codes(&verified(&third));
    assert!(found.contains(&"fork") && found.contains(&"forked_head"), "{found:?}");
    // Nobody is erased, and whoever syncs with it learns both.
    let talked = sync_with(one.intake(), |request| {
        corridor::carry::answer(third.intake(), &request).map_err(|error| error.to_string())
    });
    assert_eq!(talked.unwrap().tally.forked, 1);
    assert!(codes(&verified(&one)).contains(&"fork"));
    assert_eq!(one.intake().read(|book| book.account().picture().account.registered.total()), 8);
}

/// A device is ended from a point on; what it had said before arrives later and counts, what it said after
/// waits, can be accepted, and the code with which it once asked to join brings it nothing when shown again.
#[test]
fn late_records_of_an_ended_device_wait_and_its_code_shown_again_does_nothing() {
    let folder = Folder::founded_by(Mode::Live, &[key(1)]);
    let field = Field::open(&folder.0);
    let operation = field.intake().operation_id();
    let (mut root, mut phone) = (Device::new(operation, 1), Device::new(operation, 2));
    let code = phone.enrol("Registrar, square", Role::Registrar);
    let late: Vec<Signed> = (1..=4).map(|party| phone.say(-3600 + party, register(party as u64))).collect();
    let admit = Admit { device: key(2).0, role: Role::Registrar, place: None, until: None };
    let revoke = Revoke { device: key(2).0, from: 3, why: "lost at the square".to_owned() };
    let said = vec![
        root.enrol("Operations", Role::Coordinator),
        code.clone(),
        root.say(-5000, Fact::Admit(admit)),
        root.say(-1000, Fact::Revoke(revoke)),
    ];
    field.intake().accept_blocking(said).unwrap();
    let verdicts = field.intake().accept_blocking(late).unwrap();
    let held: Vec<Option<Held>> = verdicts
        .iter()
        .map(|verdict| match verdict {
            Verdict::Taken { held, .. } => *held,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(held, [None, None, Some(Held::Revoked), Some(Held::Revoked)]);
    for _ in 0..3 {
        assert!(matches!(
            field.intake().accept_blocking(vec![code.clone()]).unwrap()[0],
            Verdict::Known { .. }
        ));
    }
    let registered = || field.intake().read(|book| book.account().picture().account.registered.total());
    assert_eq!(registered(), 8);
    let report = verified(&field);
    let line = report.logs.iter().find(|log| log.log == key(2).to_string()).unwrap();
    assert_eq!(line.revoked_from, Some(3));
    assert!(corridor::verify::text(&report, "x").contains("ended from number 3 on"));
    assert!(
        report.remarks.iter().any(|remark| remark.contains("2 statements") && remark.contains("revoked")),
        "{report:?}"
    );
    assert_eq!((report.quarantined.statements, report.quarantined.persons), (2, 8));
    let id = ledger::crypto::entry_id(
        &field
            .intake()
            .errand_blocking(|holdings| {
                let id = holdings.logs.at(&key(2), 3)[0];
                holdings
                    .store
                    .rows(&[ledger::sync::Give { log_id: key(2), seq: 3, id }], usize::MAX)
                    .unwrap()
                    .remove(0)
                    .bytes
            })
            .unwrap(),
    );
    let release = Release { entries: vec![id.0.into()], why: "its holder remembers".to_owned() };
    field.intake().accept_blocking(vec![root.say(0, Fact::Release(release))]).unwrap();
    assert_eq!(registered(), 12);
    // The code of another operation is no code here.
    let mut stranger = Device::new(ledger::OperationId([9; 32]), 2);
    let replayed = stranger.enrol("Registrar, square", Role::Registrar);
    let verdict = field.intake().accept_blocking(vec![replayed]).unwrap().remove(0);
    assert!(matches!(verdict, Verdict::Refused { code: "bad_signature", .. }), "{verdict:?}");
}

/// Clocks that are decades off, forwards and back, in statements and cosignatures: all of it is taken, the
/// order stays, and the report can be written.
#[test]
fn clocks_that_lie_change_nothing_but_what_is_displayed() {
    let record = Record::new();
    let operation = record.parts.operation;
    let mut device = Device::new(operation, 9);
    let at = [0, 300_000_000, -300_000_000, 5];
    let mut said = vec![device.enrol("Registrar", Role::Registrar)];
    said.extend(at.iter().zip(60..).map(|(at, party)| device.say(*at, register(party))));
    let verdicts = record.field.intake().accept_blocking(said).unwrap();
    assert!(verdicts.iter().all(|verdict| matches!(verdict, Verdict::Taken { .. })), "{verdicts:?}");
    for time in [0, 1, u64::MAX, i64::MAX as u64] {
        let codes = record.after(|parts| {
            let mut seal = Seal::read(parts.seals[0].as_bytes()).unwrap();
            let line =
                ledger::checkpoint::cosign(&Key::from_seed(&[42; 32]), "w.example", seal.checkpoint(), time);
            seal.add(line);
            parts.seals[0] = seal.write();
        });
        assert_eq!(codes, ["unknown_witness"]);
    }
    let report = verify(&mut &bundle(&record.field)[..], Some(&record.policy)).unwrap();
    assert!(!corridor::verify::text(&report, "x").is_empty());
}

/// The witness wrote the new head down and was killed before its answer was read. The hub asks again, and the
/// cosignature comes; asked once more, nothing is added.
#[test]
fn a_cosignature_whose_answer_was_lost_is_fetched_and_no_second_one_is_piled_up() {
    let folder = Folder::founded(Mode::Live);
    let field = Field::open(&folder.0);
    field.intake().accept_blocking(signed_day(field.intake().operation_id(), 10_000)).unwrap();
    let seals = field.intake().make_seals_blocking(seeds(), 1_481_810_000).unwrap();
    let watching = Folder::new();
    let mut witness = open_file(&watching.0, Some("w.example"), vec![field.intake().operation_id()]).unwrap();
    for seal in &seals {
        drop(witness.consider(0, &[], seal, 1_481_810_060).unwrap());
    }
    let (tell, address) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let settings = WitnessSettings { listen: "127.0.0.1:0".parse().unwrap() };
        serve(witness, &settings, |address| tell.send(address).unwrap()).unwrap();
    });
    let sealer = Sealer {
        intake: field.intake().clone(),
        mode: Mode::Live,
        witnesses: vec![format!("http://{}", address.recv().unwrap())],
        policy: None,
        last: Default::default(),
        heard: Default::default(),
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let round = runtime.block_on(sealer.round()).unwrap();
    assert_eq!((round.cosigned, round.troubles), (4, Vec::new()));
    let round = runtime.block_on(sealer.round()).unwrap();
    assert_eq!((round.cosigned, round.troubles), (0, Vec::new()));
    let lines = |field: &Field| {
        Parts::read(&bundle(field))
            .seals
            .iter()
            .map(|s| Seal::read(s.as_bytes()).unwrap().others().len())
            .collect::<Vec<_>>()
    };
    assert_eq!(lines(&field), [1; 4]);
}

/// On a stick, a two-faced device's false seal comes along as evidence; the observer's laptop cosigns the
/// newest one that fits, and says what it did not.
#[test]
fn a_witness_on_a_stick_passes_over_seals_that_contradict_their_log() {
    let record = Record::new();
    let lie = Seal::make(&Key::from_seed(&[1; 32]), record.parts.operation, 3, [9; 32]);
    let size = record.field.intake().errand_blocking(|holdings| holdings.logs.size(&key(1))).unwrap();
    let late = Seal::make(&Key::from_seed(&[1; 32]), record.parts.operation, size, [8; 32]);
    for seal in [lie, late] {
        assert_eq!(
            record.field.intake().take_seals_blocking(vec![seal], 0).unwrap(),
            [SealVerdict::Contradicts]
        );
    }
    let mut bytes = Vec::new();
    export(record.field.intake(), &record.field.founded.founding, &mut bytes).unwrap();
    let folder = Folder::new();
    let mut witness = open_file(&folder.0, Some("stick.example"), vec![record.parts.operation]).unwrap();
    let carried = cosign_bundle(&mut witness, &mut &bytes[..], 1_481_820_000).unwrap();
    assert_eq!((carried.cosigned, carried.declined.len()), (4, 2), "{:?}", carried.declined);
    let (tally, findings) = import(record.field.intake(), &mut &carried.bundle[..]).unwrap();
    assert_eq!((tally.seals, tally.refused(), findings.len()), (4, 0, 0));
}
