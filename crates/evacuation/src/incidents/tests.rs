//! Incidents with their links, evidence and missing persons.

use super::*;
use crate::statement::{Known, Link, Receive};
use crate::truce::tests::{fire, id, operation, picture};

fn exhibit(step: CustodyStep, bytes: u64) -> Fact {
    Fact::Evidence(Evidence {
        sha256: EntryRef([9; 32]),
        bytes,
        media: "image/jpeg".to_owned(),
        about: id(0),
        step,
        holder: "monitors".to_owned(),
        note: String::new(),
    })
}

#[test]
fn links_distance_and_custody_stand_with_the_incident() {
    let link = Fact::Link(Link {
        from: id(1),
        to: id(0),
        kind: LinkKind::Corroborates,
        why: "heard too".to_owned(),
    });
    let set = [
        (100, fire(37_050_000, None, ("B", 2))),
        (110, fire(37_051_000, None, ("C", 3))),
        (120, link),
        (130, exhibit(CustodyStep::Captured, 5)),
        (140, exhibit(CustodyStep::HandedOn, 5)),
    ];
    let all = incidents(&operation(), &picture(&set));
    let first = &all[1];
    assert!((1_050..=1_170).contains(&first.distance_m.unwrap()), "{:?}", first.distance_m);
    assert_eq!((first.links.len(), first.links[0].other, first.established), (1, id(1), true));
    assert_eq!((first.exhibits.len(), first.exhibits[0].chain.len(), first.exhibits[0].whole), (1, 2, true));
    let broken = [set[0].clone(), set[4].clone()];
    assert!(!incidents(&operation(), &picture(&broken))[0].exhibits[0].whole, "no capture");
    let other = [set[0].clone(), set[3].clone(), (150, exhibit(CustodyStep::Verified, 6))];
    assert!(!incidents(&operation(), &picture(&other))[0].exhibits[0].whole, "another length");
}

#[test]
fn a_disappearance_opens_tracing_until_somebody_receives_the_person() {
    let token = Token::from_number(12);
    let Fact::Incident(base) = fire(37_050_000, None, ("B", 2)) else { return };
    let gone = Incident {
        kind: IncidentKind::Disappearance,
        tokens: vec![token],
        known: Known::Told,
        place: "gate".to_owned(),
        ..*base
    };
    let mut set = vec![(100, Fact::Incident(Box::new(gone)))];
    let traced = tracing(&picture(&set));
    assert_eq!((traced.len(), traced[0].token, traced[0].status), (1, token, "believed_missing"));
    set.push((200, Fact::Receive(Receive { tokens: vec![token], trip: None, place: "camp".to_owned() })));
    assert!(tracing(&picture(&set)).is_empty());
}
