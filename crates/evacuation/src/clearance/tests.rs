//! The check before a convoy, and whose decision counts.

use super::*;
use crate::plan::Plan;
use crate::statement::{Acknowledge, Decide};
use crate::truce::tests::{fire, id, operation, picture, word};
use proptest::prelude::*;

fn plan() -> Plan {
    use crate::plan::{Load, PassageTime, Trip};
    let trip = Trip {
        vehicle: "bus-1".to_owned(),
        from: "square".to_owned(),
        to: "camp".to_owned(),
        load: vec![Load { people: "all".to_owned(), party: 0, count: 10 }],
        load_start: Moment(0),
        load_end: Moment(3600),
        depart: Moment(3600),
        passages: vec![PassageTime {
            control_point: "gate".to_owned(),
            enter: Moment(4200),
            exit: Moment(4260),
        }],
        arrive: Moment(4860),
        unload_start: Moment(4860),
        unload_end: Moment(4860),
        back: None,
    };
    Plan { trips: vec![trip], ..crate::account::tests::plan() }
}

fn decide(convoy: Option<&str>, decision: Decision) -> Fact {
    Fact::Decide(Decide {
        convoy: convoy.map(str::to_owned),
        decision,
        why: "because".to_owned(),
        by: "coordinator".to_owned(),
        on: Vec::new(),
    })
}

fn notify(party: &str) -> Fact {
    Fact::Notify(Notify {
        convoy: "C001".to_owned(),
        party: party.to_owned(),
        route: vec!["square".to_owned(), "gate".to_owned()],
        from: Moment(3600),
        until: Moment(7200),
        vehicles: 1,
        markings: String::new(),
        contact: String::new(),
    })
}

#[test]
fn the_check_lays_out_how_things_stand() {
    let (op, plan) = (operation(), plan());
    let convoy = &crate::convoy::convoys(&op, &plan)[0];
    let lights = |set: &[(i64, Fact)], now| -> Vec<(String, Light, &'static str)> {
        let all = checks(&op, &plan, &picture(set), convoy, Moment(now));
        all.into_iter()
            .map(|check| (format!("{} {}", check.item, check.about), check.light, check.why))
            .collect()
    };
    let bare = lights(&[], 1800);
    assert!(bare.contains(&("clause fire".to_owned(), Light::Unknown, "cannot_be_judged")));
    assert!(bare.contains(&("notified east".to_owned(), Light::Not, "not_sent")));
    assert!(bare.contains(&("fire ".to_owned(), Light::Ok, "none_reported")));
    assert!(bare.contains(&("road gate".to_owned(), Light::Ok, "open")));
    assert!(bare.contains(&("reception camp".to_owned(), Light::Ok, "room")));
    assert!(bare.contains(&("escorts ".to_owned(), Light::Ok, "enough")));
    let yes = Fact::Acknowledge(Acknowledge {
        notification: id(1),
        reply: Reply::Yes,
        by: "liaison office".to_owned(),
        words: String::new(),
    });
    let set = [
        (1800, word(0, Holding::Held, None)),
        (600, notify("east")),
        (700, yes),
        (600, notify("west")),
        (1500, fire(37_050_000, None, ("A", 1))),
    ];
    let full = lights(&set, 1800);
    assert!(full.contains(&("notified east".to_owned(), Light::Ok, "acknowledged")));
    assert!(full.contains(&("notified west".to_owned(), Light::Unknown, "not_acknowledged")));
    assert!(full.contains(&("fire ".to_owned(), Light::Not, "fire_near")));
    assert!(full.contains(&("clause fire".to_owned(), Light::Not, "breached")));
    assert!(lights(&set, 8000).contains(&("notified east".to_owned(), Light::Not, "expired")));
}

#[test]
fn the_more_careful_and_the_later_decision_counts() {
    let of = |set: &[(i64, Fact)]| decision(&picture(set), "C001").map(|decided| decided.decision);
    assert_eq!(of(&[]), None);
    assert_eq!(of(&[(5, decide(Some("C001"), Decision::Go))]), Some(Decision::Go));
    let both = [(5, decide(Some("C001"), Decision::Go)), (5, decide(Some("C001"), Decision::Hold))];
    assert_eq!(of(&both), Some(Decision::Hold));
    let all = [(5, decide(Some("C001"), Decision::Go)), (9, decide(None, Decision::Hold))];
    assert_eq!(of(&all), Some(Decision::Hold));
    let lifted = [all[0].clone(), all[1].clone(), (12, decide(Some("C001"), Decision::Go))];
    assert_eq!(of(&lifted), Some(Decision::Go));
    let kept = [(5, decide(Some("C001"), Decision::Stop)), (9, decide(None, Decision::Go))];
    assert_eq!(of(&kept), Some(Decision::Stop), "lifting all lifts no stop of one");
    assert_eq!(of(&[(9, decide(Some("C002"), Decision::Stop))]), None);
}

#[test]
fn what_is_held_closes_its_control_point_for_a_new_plan() {
    let (op, plan) = (operation(), plan());
    let convoys = crate::convoy::convoys(&op, &plan);
    let held = |set: &[(i64, Fact)]| held(&picture(set), &convoys);
    assert_eq!(held(&[(5, decide(Some("C001"), Decision::Hold))]), [(Some("gate".to_owned()), Moment(5))]);
    assert_eq!(held(&[(5, decide(None, Decision::Stop))]), [(None, Moment(5))]);
    assert!(held(&[(5, decide(None, Decision::Stop)), (6, decide(None, Decision::Go))]).is_empty());
}

proptest! {
    #[test]
    fn a_hold_of_all_holds_every_convoy_until_something_later_lets_it_go(
        set in proptest::collection::vec((0i64..20, 0usize..3, 0usize..3), 0..10), at in 20i64..30,
    ) {
        let convoys = [None, Some("C001"), Some("C002")];
        let decisions = [Decision::Go, Decision::Hold, Decision::Stop];
        let mut facts: Vec<(i64, Fact)> =
            set.iter().map(|(at, c, d)| (*at, decide(convoys[*c], decisions[*d]))).collect();
        facts.push((at, decide(None, Decision::Hold)));
        let counts = decision(&picture(&facts), "C001").map(|decided| decided.decision);
        prop_assert_eq!(counts, Some(Decision::Hold));
    }
}
