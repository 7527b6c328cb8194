//! What may not be said about a departure, a child alone, or a companion.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use evacuation::enrolment::may_say;
use evacuation::people::Token;
use evacuation::quantity::Moment;
use evacuation::statement::{
    Accompany, Clear, EntryRef, Fact, Needs, Note, NoteKey, NoteReader, ReadNote, Role, Statement,
};

fn sound(fact: Fact) -> bool {
    Statement { at: Moment(0), fact }.check().is_ok()
}

#[test]
fn a_vehicle_may_go_with_another_count_only_for_a_reason() {
    let clear = |counted, reason: Option<&str>| {
        let (trip, place) = ("bus-1.1".parse().unwrap(), "square".to_owned());
        sound(Fact::Clear(Clear { trip, place, counted, scanned: 4, reason: reason.map(str::to_owned) }))
    };
    assert!(clear(4, None) && clear(5, Some("a child was born")));
    assert!(!clear(5, None) && !clear(5, Some(" ")));
}

#[test]
fn a_child_does_not_answer_for_itself_and_nobody_is_their_own_companion() {
    let (child, other) = (Token::from_number(1), Token::from_number(2));
    let accompany = |from: &str, to: &str| {
        sound(Fact::Accompany(Accompany { child, from: from.to_owned(), to: to.to_owned() }))
    };
    let needs =
        |companion| sound(Fact::Needs(Needs { token: child, oxygen: false, companion: Some(companion) }));
    assert!(accompany(other.as_str(), "Agency") && needs(other));
    assert!(!accompany(child.as_str(), "Agency") && !accompany("Agency", "") && !needs(child));
}

fn note(readers: u8, bytes: usize) -> Note {
    let reader = |n: u8| NoteReader { device: [n; 32].into(), wrapped: [9; 48].into() };
    let to = (0..readers).map(reader).collect();
    Note { token: Token::from_number(3), ephemeral: [1; 32].into(), to, sealed: vec![7; bytes], of: None }
}

#[test]
fn a_note_is_sealed_to_somebody_and_is_no_larger_than_a_note() {
    let is_sound = |readers, bytes| sound(Fact::Note(note(readers, bytes)));
    assert!(is_sound(1, 284) && is_sound(32, 2_400));
    assert!(!is_sound(0, 284) && !is_sound(33, 284) && !is_sound(1, 28) && !is_sound(1, 2_401));
    let mut twice = note(2, 284);
    twice.to[1].device = twice.to[0].device;
    assert!(!sound(Fact::Note(twice)));
    let read =
        |why: &str| sound(Fact::ReadNote(ReadNote { token: Token::from_number(3), why: why.to_owned() }));
    assert!(read("treatment") && !read(" "));
    for of in [None, Some(EntryRef([8; 32]))] {
        let statement = Statement { at: Moment(5), fact: Fact::Note(Note { of, ..note(3, 540) }) };
        assert_eq!(Statement::decode(&statement.encode()).unwrap(), statement);
    }
}

#[test]
fn only_clinicians_read_notes_and_have_them_sealed_to_themselves() {
    let read = Fact::ReadNote(ReadNote { token: Token::from_number(3), why: "treatment".to_owned() });
    let key = Fact::NoteKey(NoteKey { key: [5; 32].into() });
    let roles =
        [Role::Coordinator, Role::Registrar, Role::Gate, Role::Receiver, Role::Custodian, Role::Viewer];
    assert!(may_say(Role::Clinician, &read) && may_say(Role::Clinician, &key));
    assert!(roles.iter().all(|role| !may_say(*role, &read) && !may_say(*role, &key)));
    let write = Fact::Note(note(1, 284));
    assert!([Role::Registrar, Role::Receiver, Role::Clinician].iter().all(|role| may_say(*role, &write)));
    assert!(![Role::Gate, Role::ConvoyLeader, Role::Viewer].iter().any(|role| may_say(*role, &write)));
}
