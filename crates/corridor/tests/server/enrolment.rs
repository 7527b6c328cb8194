//! Devices that join, are ended, or sign two histories, at the real door: what counts, what is kept
//! in quarantine, and that all of it is the same after a crash.

use crate::field::{Device, Field, Folder, register, roots};
use corridor::intake::Verdict;
use corridor::store::Mode;
use evacuation::enrolment::Held;
use evacuation::quantity::Moment;
use evacuation::statement::{Admit, Adopt, Fact, Release, Revoke, Role};
use ledger::Signed;

fn accept(field: &Field, entries: &[Signed]) -> Vec<Verdict> {
    field.intake().accept_blocking(entries.to_vec()).unwrap()
}

fn held(verdicts: &[Verdict]) -> Vec<Option<Held>> {
    let held = |verdict: &Verdict| match verdict {
        Verdict::Taken { held, .. } => *held,
        other => panic!("{other:?}"),
    };
    verdicts.iter().map(held).collect()
}

fn registered(field: &Field) -> u32 {
    field.intake().read(|book| book.account().picture()).account.registered.total()
}

fn admit(device: &Device, role: Role) -> Fact {
    Fact::Admit(Admit { device: device.writer.log_id().0, role, place: None, until: Some(Moment(100_000)) })
}

/// An operation with one more root, and three devices that nobody knows yet.
fn field() -> (Folder, Field, Device, [Device; 3]) {
    let folder = Folder::founded_by(Mode::Live, &roots(1..2));
    let field = Field::open(&folder.0);
    let operation = field.intake().operation_id();
    let devices = [20, 21, 22].map(|seed| Device::new(operation, seed));
    let root = Device::new(operation, 1);
    (folder, field, root, devices)
}

#[test]
fn enrolment_is_closed_and_opens_for_those_whom_an_enroller_admits() {
    let (folder, field, mut root, [mut registrar, mut viewer, _]) = field();
    let asked = [registrar.enrol("Registrar", Role::Registrar), registrar.say(0, register(1))];
    assert_eq!(held(&accept(&field, &asked)), [None, Some(Held::Unenrolled)]);
    assert_eq!(registered(&field), 0);
    let card = root.enrol("Office", Role::Coordinator);
    let answer =
        [card, root.say(0, admit(&registrar, Role::Registrar)), root.say(0, admit(&viewer, Role::Viewer))];
    assert_eq!(held(&accept(&field, &answer)), [None, None, None]);
    assert_eq!(registered(&field), 4, "what it had said counts now");
    let adopt = Fact::Adopt(Adopt { plan_sha256: [0; 32], summary: String::new() });
    let wrong = [
        viewer.enrol("Screen", Role::Coordinator),
        viewer.say(0, register(2)),
        registrar.say(0, adopt),
        registrar.say(200_000, register(3)),
    ];
    let why = held(&accept(&field, &wrong));
    assert_eq!(why, [None, Some(Held::Role), Some(Held::Role), Some(Held::Expired)]);
    assert_eq!(registered(&field), 4);
    field.crash();
    let again = Field::open(&folder.0);
    assert_eq!(registered(&again), 4);
    assert_eq!(again.intake().read(|book| book.account().quarantined().statements), 3);
}

#[test]
fn a_lost_device_is_ended_and_its_unsent_records_are_kept_until_somebody_accepts_them() {
    let (_folder, field, mut root, [mut registrar, ..]) = field();
    let before = [
        root.enrol("Office", Role::Coordinator),
        root.say(0, admit(&registrar, Role::Registrar)),
        registrar.enrol("Registrar", Role::Registrar),
        registrar.say(0, register(1)),
    ];
    accept(&field, &before);
    let from = registrar.writer.next_seq();
    let revoke = Fact::Revoke(Revoke { device: registrar.writer.log_id().0, from, why: "lost".to_owned() });
    accept(&field, &[root.say(60, revoke)]);
    let verdicts = accept(&field, &[registrar.say(30, register(2))]);
    assert_eq!(held(&verdicts), [Some(Held::Revoked)]);
    assert_eq!(registered(&field), 4, "what it said before still counts");
    let Verdict::Taken { id, .. } = verdicts[0] else { panic!("{verdicts:?}") };
    let release = Release { entries: vec![id.0.into()], why: "the phone was found".to_owned() };
    accept(&field, &[root.say(90, Fact::Release(release))]);
    assert_eq!(registered(&field), 8);
}

#[test]
fn strangers_do_not_fill_the_disk() {
    let (_folder, field, ..) = field();
    let operation = field.intake().operation_id();
    let mut taken = 0;
    for number in 0..1100u32 {
        let mut seed = [0; 32];
        seed[..4].copy_from_slice(&(number + 1000).to_be_bytes());
        let mut stranger = Device { writer: ledger::Writer::new(operation, &seed, None) };
        match &accept(&field, &[stranger.enrol("?", Role::Coordinator)])[0] {
            Verdict::Taken { .. } => taken += 1,
            Verdict::Refused { code, .. } => assert_eq!(*code, "strangers"),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(taken, 1024);
}
