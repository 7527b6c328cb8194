//! A departure needs the gate and the convoy leader, each by a device of their own and in time.

use super::*;
use crate::account::Said;
use crate::account::tests::{account, operation, said};
use crate::attention::{Kind, Unsettled, unsettled};
use crate::statement::{Attend, Clear, Depart, Enrol, Fact};

const GATE: u8 = 1;
const LEADER: u8 = 2;
const REGISTRAR: u8 = 3;

fn trip() -> TripId {
    "bus-1.1".parse().unwrap()
}
fn enrolled() -> Vec<Said> {
    let enrol = |device: u8, role| {
        let label = format!("Device {device}");
        said(device.into(), device, -1000, Fact::Enrol(Enrol { label, role }))
    };
    vec![
        enrol(GATE, Role::Gate),
        enrol(LEADER, Role::ConvoyLeader),
        enrol(REGISTRAR, Role::Registrar),
        said(
            10,
            GATE,
            600,
            Fact::Depart(Depart { trip: trip(), place: "school".into(), to: "camp".into(), escorts: 1 }),
        ),
    ]
}
fn clear(number: u64, device: u8, at: i64) -> Said {
    let clear = Clear { trip: trip(), place: "school".into(), counted: 4, scanned: 4, reason: None };
    said(number, device, at, Fact::Clear(clear))
}
fn found(more: &[Said]) -> Vec<(bool, bool)> {
    let account = account(&[enrolled(), more.to_vec()].concat());
    let found = unconfirmed(&account, &operation(), &account.picture());
    found.iter().map(|left| (left.lacks_gate, left.lacks_leader)).collect()
}

#[test]
fn each_of_the_two_is_missed() {
    assert_eq!(found(&[]), [(true, true)]);
    assert_eq!(found(&[clear(11, GATE, 590)]), [(false, true)]);
    assert_eq!(found(&[clear(11, LEADER, 590)]), [(true, false)]);
    assert_eq!(found(&[clear(11, GATE, 590), clear(12, LEADER, 600)]), []);
    // Twice the same device is one of them; somebody who may not say it is none.
    assert_eq!(found(&[clear(11, GATE, 580), clear(12, GATE, 590)]), [(false, true)]);
    assert_eq!(found(&[clear(11, GATE, 580), clear(12, REGISTRAR, 590)]), [(false, true)]);
}

#[test]
fn a_confirmation_that_came_after_is_none_but_clocks_may_differ_a_little() {
    let late = 600 + CLOCKS_DIFFER.seconds();
    assert_eq!(found(&[clear(11, GATE, 590), clear(12, LEADER, late)]), []);
    assert_eq!(found(&[clear(11, GATE, 590), clear(12, LEADER, late + 1)]), [(false, true)]);
}

#[test]
fn it_is_flagged_until_somebody_found_out_why() {
    let flagged = |more: &[Said]| {
        let account = account(&[enrolled(), more.to_vec()].concat());
        let picture = account.picture();
        let all =
            Unsettled { unconfirmed: unconfirmed(&account, &operation(), &picture), ..Unsettled::default() };
        let items = unsettled(&all, &picture, (Moment(900), Span(600)));
        items
            .into_iter()
            .filter(|item| item.kind == Kind::Unconfirmed)
            .map(|item| item.id)
            .collect::<Vec<_>>()
    };
    let attend = |done| {
        let (matter, who) = ("confirm.bus-1.1".to_owned(), "Operations room".to_owned());
        said(20, REGISTRAR, 700, Fact::Attend(Attend { matter, who, step: "asked the gate".into(), done }))
    };
    assert_eq!(flagged(&[]), ["unconfirmed.bus-1.1"]);
    assert_eq!(flagged(&[attend(false)]), ["unconfirmed.bus-1.1"]);
    assert_eq!(flagged(&[attend(true)]), Vec::<String>::new());
}
