//! The one door and the store behind it: what is taken is on disk, what is refused leaves no trace.

use crate::field::{self, Device, Field, Folder, good_day, register, signed_day};
use corridor::intake::{Intake, Verdict};
use corridor::store::{FILE_NAME, Mode, Store, StoreError};
use evacuation::account::Picture;
use evacuation::statement::{Correct, Fact, Position, Role};
use ledger::Signed;

fn picture(intake: &Intake) -> Picture {
    intake.read(|book| book.account().picture())
}

fn refused(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Refused { code, .. } => code,
        _ => "not refused",
    }
}

fn accept(field: &Field, entries: &[Signed]) -> Vec<Verdict> {
    field.intake().accept_blocking(entries.to_vec()).unwrap()
}

#[test]
fn what_was_taken_is_there_after_a_crash() {
    let folder = Folder::founded(Mode::Live);
    let field = Field::open(&folder.0);
    let day = signed_day(field.intake().operation_id(), 10_000);
    let verdicts = accept(&field, &day);
    assert!(verdicts.iter().all(|verdict| matches!(verdict, Verdict::Taken { forked: false, .. })));
    let before = picture(field.intake());
    assert_eq!(before.account.out.total(), 79, "{:?}", before.account);
    assert!(before.account.balances());
    field.crash();
    let again = Field::open(&folder.0);
    assert!(again.opened.damaged.is_empty());
    assert_eq!(picture(again.intake()), before);
    let verdicts = accept(&again, &day);
    assert!(verdicts.iter().all(|verdict| matches!(verdict, Verdict::Known { .. })));
    assert_eq!(picture(again.intake()), before);
}

#[test]
fn the_order_between_logs_and_the_grouping_leave_no_trace() {
    let (one, other) = (Folder::founded(Mode::Live), Folder::new());
    std::fs::create_dir_all(&other.0).unwrap();
    std::fs::copy(one.0.join(FILE_NAME), other.0.join(FILE_NAME)).unwrap();
    let (one, other) = (Field::open(&one.0), Field::open(&other.0));
    let day = signed_day(one.intake().operation_id(), 10_000);
    accept(&one, &day);
    // Log by log, one by one, backwards among logs.
    let mut by_log = day.clone();
    by_log.sort_by_key(|signed| std::cmp::Reverse(ledger::Entry::decode(&signed.bytes).unwrap().log_id));
    by_log.iter().for_each(|entry| drop(accept(&other, std::slice::from_ref(entry))));
    assert_eq!(picture(one.intake()), picture(other.intake()));
}

#[test]
fn what_cannot_be_taken_is_refused_with_its_reason() {
    let folder = Folder::founded(Mode::Live);
    let field = Field::open(&folder.0);
    let operation = field.intake().operation_id();
    let (mut gate, mut leader) = (Device::new(operation, 1), Device::new(operation, 3));
    let mut stranger = Device::new(ledger::OperationId([9; 32]), 4);
    let enrolled = [gate.enrol("Gate", Role::Gate)];
    assert!(accept(&field, &enrolled).iter().all(|verdict| matches!(verdict, Verdict::Taken { .. })));

    let skipped = gate.say(0, register(1));
    let nowhere = Position { vehicle: "bus-1".to_owned(), lat_e6: 91_000_000, lon_e6: 0 };
    let wrong = [
        ("gap", gate.say(0, register(2))),
        ("enrol_first", leader.say(0, register(1))),
        ("bad_signature", stranger.enrol("Gate", Role::Gate)),
        ("entry_malformed", Signed { bytes: vec![1, 2, 3].into(), signature: [0; 64] }),
        ("statement_absurd", gate.say(i64::MAX, register(3))),
        ("statement_absurd", gate.say(0, Fact::Position(nowhere))),
    ];
    let (codes, entries): (Vec<&str>, Vec<Signed>) = wrong.into_iter().unzip();
    let verdicts = accept(&field, &entries);
    assert_eq!(verdicts.iter().map(refused).collect::<Vec<_>>(), codes);
    assert_eq!(field.intake().read(|book| book.version()), 1, "nothing of it was taken");
    assert!(matches!(accept(&field, &[skipped])[0], Verdict::Taken { .. }));
}

#[test]
fn kind_and_place_must_be_those_of_the_body() {
    let folder = Folder::founded(Mode::Live);
    let field = Field::open(&folder.0);
    let mut gate = Device::new(field.intake().operation_id(), 1);
    accept(&field, &[gate.enrol("Gate", Role::Gate)]);
    let body = evacuation::statement::Statement { at: Default::default(), fact: register(1) }.encode();
    let draft = |kind: &str, place: Option<&str>, body: Vec<u8>| ledger::Draft {
        kind: kind.to_owned(),
        place: place.map(str::to_owned),
        body,
        ..Default::default()
    };
    for (draft, code) in [
        (draft("board", Some("square"), body.clone()), "statement_mismatch"),
        (draft("register", Some("camp"), body.clone()), "statement_mismatch"),
        (draft("register", Some("square"), [&body[..], &[0]].concat()), "statement_malformed"),
    ] {
        let mut writer = ledger::Writer::new(field.intake().operation_id(), &[1; 32], None);
        writer.write(draft.clone(), 0).unwrap();
        let second = writer.write(draft, 0).unwrap();
        assert_eq!(refused(&accept(&field, &[second])[0]), code);
    }
}

#[test]
fn a_device_that_signs_two_histories_is_caught_and_both_are_kept() {
    let folder = Folder::founded(Mode::Live);
    let field = Field::open(&folder.0);
    let operation = field.intake().operation_id();
    let (mut one, mut other) = (Device::new(operation, 1), Device::new(operation, 1));
    let entries = [one.enrol("Gate", Role::Gate), one.say(0, register(1)), one.say(0, register(2))];
    accept(&field, &entries);
    other.enrol("Gate", Role::Gate);
    let second = [other.say(0, register(7)), other.say(0, register(8)), other.say(0, register(9))];
    let verdicts = accept(&field, &second);
    let forked: Vec<bool> =
        verdicts.iter().map(|verdict| matches!(verdict, Verdict::Taken { forked: true, .. })).collect();
    assert_eq!(forked, [true, true, false], "the last one has a number of its own");
    let before = picture(field.intake());
    assert_eq!(before.account.registered.total(), 20, "nobody is lost by it");
    field.crash();
    let again = Field::open(&folder.0);
    assert_eq!(picture(again.intake()), before);
    assert_eq!(again.opened.frontier[0].forked_at, Some(1));
}

#[test]
fn a_correction_withdraws_and_does_not_erase() {
    let folder = Folder::founded(Mode::Live);
    let field = Field::open(&folder.0);
    let mut registrar = Device::new(field.intake().operation_id(), 1);
    let entries = [registrar.enrol("Registrar", Role::Registrar), registrar.say(0, register(1))];
    let verdicts = accept(&field, &entries);
    let Verdict::Taken { id, .. } = verdicts[1] else { panic!("{verdicts:?}") };
    assert_eq!(picture(field.intake()).account.registered.total(), 4);
    let correct = Correct { entry: id.0, why: "registered twice".to_owned() };
    accept(&field, &[registrar.say(60, Fact::Correct(correct))]);
    let picture = picture(field.intake());
    assert_eq!((picture.account.registered.total(), picture.statements, picture.withdrawn), (0, 3, 1));
}

#[test]
fn only_one_process_holds_a_folder() {
    let folder = Folder::founded(Mode::Live);
    let field = Field::open(&folder.0);
    assert!(matches!(Store::open(&folder.0), Err(StoreError::Locked { .. })));
    field.crash();
    assert!(Store::open(&folder.0).is_ok());
}

#[test]
fn an_operation_is_founded_once_and_its_files_are_kept_as_they_were() {
    let folder = Folder::founded(Mode::Drill { seed: 5 });
    let founding = Store::peek(&folder.0).unwrap().unwrap();
    assert_eq!(founding.operation_file, field::OPERATION.as_bytes());
    assert_eq!(founding.plan_json, field::PLAN.as_bytes());
    assert_eq!(founding.mode, Mode::Drill { seed: 5 });
    assert!(matches!(Store::found(&folder.0, &founding, &[]), Err(StoreError::Founded { .. })));
    let other = Folder::founded(Mode::Drill { seed: 5 });
    let other = Store::peek(&other.0).unwrap().unwrap();
    assert_ne!(founding.operation_id(), other.operation_id(), "two foundings are two operations");
    assert!(matches!(Store::open(&Folder::new().0), Err(StoreError::NotFounded { .. })));
}

#[cfg(unix)]
#[test]
fn nobody_else_may_look_into_the_folder() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::founded(Mode::Live);
    let mode = std::fs::metadata(&folder.0).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
}

/// Writes into the file behind the program's back.
fn vandalise(folder: &Folder, sql: &str) {
    let connection = rusqlite::Connection::open(folder.0.join(FILE_NAME)).unwrap();
    assert!(connection.execute(sql, []).unwrap() > 0, "{sql}");
}

/// Blots out the entry with this number in every log, wherever in its row it stands.
fn blot_out(folder: &Folder, number: usize) {
    let connection = rusqlite::Connection::open(folder.0.join(FILE_NAME)).unwrap();
    let mut select = connection.prepare("SELECT log_id, seq, bytes, ends FROM entry").unwrap();
    let row = |row: &rusqlite::Row<'_>| {
        Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, i64>(1)?, row.get::<_, Vec<u8>>(2)?, row.get(3)?))
    };
    let rows: Vec<(_, _, _, Option<Vec<u8>>)> =
        select.query_map([], row).unwrap().collect::<Result<_, _>>().unwrap();
    for (log_id, first, mut bytes, ends) in rows {
        let ends = ends.unwrap_or_else(|| (bytes.len() as u16).to_be_bytes().to_vec());
        let ends: Vec<usize> =
            ends.chunks(2).map(|end| usize::from(end[0]) << 8 | usize::from(end[1])).collect();
        let Some(at) = number.checked_sub(first as usize).filter(|at| *at < ends.len()) else { continue };
        bytes[at.checked_sub(1).map_or(0, |before| ends[before])..ends[at]].fill(0);
        let update = "UPDATE entry SET bytes = ?3 WHERE log_id = ?1 AND seq = ?2";
        assert_eq!(connection.execute(update, rusqlite::params![log_id, first, bytes]), Ok(1));
    }
}

#[test]
fn a_damaged_entry_is_reported_kept_aside_and_can_be_sent_again() {
    let folder = Folder::founded(Mode::Live);
    let field = Field::open(&folder.0);
    let day = signed_day(field.intake().operation_id(), 10_000);
    accept(&field, &day);
    let before = picture(field.intake());
    field.crash();
    blot_out(&folder, 3);
    let field = Field::open(&folder.0);
    assert_eq!(field.opened.damaged.len(), 4, "one in each log");
    assert_ne!(picture(field.intake()), before);
    assert_eq!(field.opened.frontier[0].holes, [3]);
    let verdicts = accept(&field, &day);
    assert_eq!(verdicts.iter().filter(|verdict| matches!(verdict, Verdict::Taken { .. })).count(), 4);
    assert_eq!(picture(field.intake()), before);
    field.crash();
    let again = Field::open(&folder.0);
    assert!(again.opened.damaged.is_empty(), "it was moved away the first time");
    assert_eq!(picture(again.intake()), before);
}

#[test]
fn a_swapped_row_or_signature_is_noticed() {
    for sql in [
        "UPDATE entry SET signature = zeroblob(64) WHERE seq = 0",
        "UPDATE entry SET signature = x'00' WHERE seq = 0",
        "UPDATE entry SET seq = 1000 WHERE seq = 0",
        "UPDATE entry SET ends = x'0001' WHERE seq = 0",
        "UPDATE entry SET ends = x'' WHERE seq = 0",
        "UPDATE entry SET ends = NULL WHERE ends IS NOT NULL",
        "UPDATE entry SET log_id = zeroblob(32) WHERE seq = 0",
    ] {
        let folder = Folder::founded(Mode::Live);
        let field = Field::open(&folder.0);
        accept(&field, &signed_day(field.intake().operation_id(), 10_000)[..]);
        field.crash();
        if sql.contains("log_id") {
            vandalise(&folder, "DELETE FROM entry WHERE log_id <> (SELECT min(log_id) FROM entry)");
        }
        vandalise(&folder, sql);
        assert!(!Field::open(&folder.0).opened.damaged.is_empty(), "{sql}");
    }
}

#[test]
fn a_file_from_before_rows_held_several_entries_is_read_and_grows() {
    let folder = Folder::founded(Mode::Live);
    let field = Field::open(&folder.0);
    let day = signed_day(field.intake().operation_id(), 10_000);
    let (half, rest) = day.split_at(day.len() / 2);
    half.iter().for_each(|entry| drop(accept(&field, std::slice::from_ref(entry))));
    field.crash();
    let connection = rusqlite::Connection::open(folder.0.join(FILE_NAME)).unwrap();
    connection.execute_batch("ALTER TABLE entry DROP COLUMN ends; PRAGMA user_version = 4;").unwrap();
    drop(connection);
    let field = Field::open(&folder.0);
    assert!(field.opened.damaged.is_empty());
    let known = accept(&field, half);
    assert!(known.iter().all(|verdict| matches!(verdict, Verdict::Known { .. })), "{known:?}");
    accept(&field, rest);
    let before = picture(field.intake());
    field.crash();
    assert_eq!(picture(Field::open(&folder.0).intake()), before);
}

#[test]
fn a_changed_plan_or_a_newer_file_is_refused() {
    let folder = Folder::founded(Mode::Live);
    vandalise(&folder, "UPDATE meta SET value = x'7b7d' WHERE key = 'plan_json'");
    assert!(matches!(Store::open(&folder.0), Err(StoreError::Damaged { .. })));
    let folder = Folder::founded(Mode::Live);
    let connection = rusqlite::Connection::open(folder.0.join(FILE_NAME)).unwrap();
    connection.pragma_update(None, "user_version", 999).unwrap();
    drop(connection);
    assert!(matches!(Store::open(&folder.0), Err(StoreError::Newer { found: 999, .. })));
    std::fs::write(folder.0.join(FILE_NAME), vec![7; 8192]).unwrap();
    assert!(matches!(Store::open(&folder.0), Err(StoreError::Damaged { .. })));
}

#[test]
fn the_good_day_speaks_of_everybody() {
    assert_eq!(good_day().len(), 4 + 20 * 5 + 2 * 6);
}
