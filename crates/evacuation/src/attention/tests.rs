//! What is raised, when, and that it goes away.

use super::{Attention, Kind, Urgency, Value, attention};
use crate::account::{Account, Said, Source};
use crate::account::{DiscrepancyKind, FigureId};
use crate::convoy::TripId;
use crate::operation::Operation;
use crate::people::Token;
use crate::place::Window;
use crate::plan::Plan;
use crate::quantity::Moment;
use crate::statement::{
    AtPlace, BreakDown, Corridor, Decide, Decision, Depart, Fact, Headcount, OnTrip, Pass, Receive, Statement,
};

const MINUTE: i64 = 60;

fn raised(operation: &Operation, plan: &Plan, facts: Vec<(i64, Fact)>, now: i64) -> Vec<Attention> {
    let mut account = Account::new(operation, Some(plan));
    for (number, (at, fact)) in facts.into_iter().enumerate() {
        let source =
            Source { entry: [number as u8; 32], device: [1; 32], seq: number as u64, recorded_ms: 0 };
        account.insert(Said { source, statement: Statement { at: Moment(at * MINUTE), fact } });
    }
    attention(operation, Some(plan), &account.picture(), Moment(now * MINUTE))
}

fn check(facts: Vec<(i64, Fact)>, now: i64) -> Vec<(Kind, Urgency)> {
    let (operation, plan) = (crate::account::tests::operation(), crate::account::tests::plan());
    raised(&operation, &plan, facts, now).iter().map(|item| (item.kind, item.urgency)).collect()
}

fn trip(text: &str) -> TripId {
    text.parse().unwrap()
}
fn people(numbers: std::ops::Range<u64>) -> Vec<Token> {
    numbers.map(Token::from_number).collect()
}
fn board(on: &str, who: std::ops::Range<u64>) -> Fact {
    Fact::Board(OnTrip { tokens: people(who), trip: trip(on), place: "school".to_owned() })
}
fn depart(which: &str) -> Fact {
    Fact::Depart(Depart { trip: trip(which), place: "school".to_owned(), to: "camp".to_owned(), escorts: 1 })
}
fn arrive(which: &str) -> Fact {
    Fact::Arrive(AtPlace { trip: trip(which), place: "camp".to_owned() })
}
fn receive(off: &str, who: std::ops::Range<u64>) -> Fact {
    Fact::Receive(Receive { tokens: people(who), trip: Some(trip(off)), place: "camp".to_owned() })
}

/// Both buses of the first convoy leave on time with four people each.
fn under_way() -> Vec<(i64, Fact)> {
    vec![
        (0, board("bus-1.1", 0..4)),
        (0, board("bus-2.1", 4..8)),
        (0, depart("bus-1.1")),
        (0, depart("bus-2.1")),
    ]
}

/// The unlisted note is about these tests' people, whom nobody registered.
fn without_unlisted(all: Vec<(Kind, Urgency)>) -> Vec<(Kind, Urgency)> {
    all.into_iter().filter(|(kind, _)| *kind != Kind::Unlisted).collect()
}

#[test]
fn a_convoy_on_time_needs_nobody() {
    assert!(without_unlisted(check(under_way(), 10)).is_empty());
}

#[test]
fn a_late_convoy_is_one_item() {
    assert_eq!(without_unlisted(check(under_way(), 40)), vec![(Kind::Late, Urgency::Decision)]);
}

#[test]
fn a_convoy_that_should_be_there_and_says_nothing_is_silent() {
    let kinds = without_unlisted(check(under_way(), 62));
    assert_eq!(kinds, vec![(Kind::Silent, Urgency::People), (Kind::Late, Urgency::Decision)]);
    let mut heard = under_way();
    let pass = Pass { trip: trip("bus-1.1"), place: "line".to_owned(), through: false, headcount: None };
    heard.push((50, Fact::Pass(pass)));
    assert_eq!(without_unlisted(check(heard, 62)), vec![(Kind::Late, Urgency::Decision)]);
}

#[test]
fn a_balance_left_open_is_raised_and_then_the_missing_are_named() {
    let mut facts = under_way();
    facts.extend([(31, arrive("bus-1.1")), (31, arrive("bus-2.1"))]);
    facts.extend([(33, receive("bus-1.1", 0..3)), (33, receive("bus-2.1", 4..8))]);
    assert!(without_unlisted(check(facts.clone(), 50)).is_empty());
    assert_eq!(without_unlisted(check(facts.clone(), 52)), vec![(Kind::BalanceOpen, Urgency::People)]);
    let empty = Headcount { trip: trip("bus-1.1"), place: "camp".to_owned(), count: 0 };
    facts.push((53, Fact::Headcount(empty)));
    let (operation, plan) = (crate::account::tests::operation(), crate::account::tests::plan());
    let items = raised(&operation, &plan, facts, 54);
    assert_eq!(items[0].kind, Kind::Missing);
    assert_eq!(items[0].values["tokens"], Value::Text(Token::from_number(3).to_string()));
    assert_eq!(items[0].values["convoy"], Value::Text("C001".to_owned()));
    assert_eq!(items[0].figure, Some(FigureId::Discrepancy(DiscrepancyKind::Missing, "bus-1.1".to_owned())));
}

#[test]
fn a_breakdown_holds_its_people_until_they_are_fetched() {
    let mut facts = under_way();
    facts.push((
        5,
        Fact::BreakDown(BreakDown {
            vehicle: "bus-2".to_owned(),
            trip: Some(trip("bus-2.1")),
            place: "the bridge".to_owned(),
        }),
    ));
    assert_eq!(without_unlisted(check(facts.clone(), 6)), vec![(Kind::Breakdown, Urgency::Decision)]);
    let on = |at: &str| OnTrip { tokens: people(4..8), trip: trip(at), place: "the bridge".to_owned() };
    facts.push((8, Fact::Alight(on("bus-2.1"))));
    // They stand at the road: still one item, and it counts them.
    assert_eq!(without_unlisted(check(facts.clone(), 9)), vec![(Kind::Breakdown, Urgency::Decision)]);
    facts.push((10, Fact::Board(on("bus-1.1"))));
    assert_eq!(without_unlisted(check(facts, 11)), vec![(Kind::Breakdown, Urgency::Note)]);
}

#[test]
fn a_suspension_stands_until_the_same_is_reopened_and_a_closed_window_says_until_when() {
    let corridor = || Corridor { control_point: Some("line".to_owned()), reason: "fire".to_owned() };
    let mut facts = under_way();
    facts.push((3, Fact::Suspend(corridor())));
    assert_eq!(without_unlisted(check(facts.clone(), 5)), vec![(Kind::Suspended, Urgency::Decision)]);
    facts.push((8, Fact::Reopen(corridor())));
    assert!(without_unlisted(check(facts.clone(), 9)).is_empty());

    let mut operation = crate::account::tests::operation();
    let windows = [(0, 4), (20, 40)];
    if let Some(control) = &mut operation.places[1].control {
        let window =
            |(opens, closes)| Window { opens: Moment(opens * MINUTE), closes: Moment(closes * MINUTE) };
        control.open = Some(windows.into_iter().map(window).collect());
    }
    let items = raised(&operation, &crate::account::tests::plan(), facts, 10);
    let closed = items.iter().find(|item| item.kind == Kind::Closed).unwrap();
    assert_eq!(closed.values["until"], Value::Number(20 * MINUTE));
    assert_eq!(closed.since, Moment(4 * MINUTE));
}

#[test]
fn what_waits_in_quarantine_is_one_item_a_reason_until_it_counts() {
    let (operation, plan) = (crate::account::tests::operation(), crate::account::tests::plan());
    let (root, stranger) = ([9; 32], [1; 32]);
    let mut account = Account::closed(&operation, Some(&plan), &[root]);
    let mut say = |device: [u8; 32], seq: u64, minute: i64, fact: Fact| {
        let mut entry = device;
        entry[1] = seq as u8;
        let source = Source { entry, device, seq, recorded_ms: 0 };
        account.insert(Said { source, statement: Statement { at: Moment(minute * MINUTE), fact } });
        attention(&operation, Some(&plan), &account.picture(), Moment(10 * MINUTE))
    };
    let card = |label: &str, role| Fact::Enrol(crate::statement::Enrol { label: label.to_owned(), role });
    let gate = crate::statement::Role::Gate;
    assert_eq!(say(stranger, 0, 0, card("Gate 7", gate)), [], "asking to join is nothing that waits");
    say(stranger, 1, 5_000_000, board("bus-1.1", 0..4));
    let items = say(stranger, 2, 3, board("bus-1.1", 4..6));
    let [item] = items.as_slice() else { panic!("{items:?}") };
    assert_eq!(
        (item.kind, item.urgency, item.id.as_str()),
        (Kind::Quarantine, Urgency::Decision, "quarantine.unenrolled")
    );
    assert_eq!(item.since, Moment(3 * MINUTE));
    for (name, value) in [("statements", 2), ("devices", 1), ("count", 6)] {
        assert_eq!(item.values[name], Value::Number(value), "{name}");
    }
    assert_eq!((&item.values["held"], &item.values["by"]), (&"unenrolled".into(), &"Gate 7".into()));
    say(root, 0, 4, card("Operations room", crate::statement::Role::Coordinator));
    let admit = crate::statement::Admit { device: stranger, role: gate, place: None, until: None };
    let after = say(root, 1, 5, Fact::Admit(admit));
    assert!(after.iter().all(|item| item.kind != Kind::Quarantine), "{after:?}");
}

#[test]
fn a_convoy_that_its_leader_stops_on_the_road_wants_a_decision_until_it_goes_or_is_there() {
    let decide = |at, decision| {
        let (convoy, why, by) = (Some("C001".to_owned()), "fire".to_owned(), "Leader".to_owned());
        (at, Fact::Decide(Decide { convoy, decision, why, by, on: Vec::new() }))
    };
    let held = |facts: Vec<(i64, Fact)>, now| {
        let items = raised(&crate::account::tests::operation(), &crate::account::tests::plan(), facts, now);
        let of_it = |item: &Attention| item.kind == Kind::Held;
        items.into_iter().find(of_it).map(|item| item.values["by"].clone())
    };
    let leader = Some(Value::Text("Leader".to_owned()));
    let mut facts = under_way();
    facts.push(decide(5, Decision::Stop));
    assert_eq!(held(facts.clone(), 6), leader);
    // What was decided before it left is over.
    let mut before = under_way();
    before.insert(0, decide(-1, Decision::Hold));
    assert_eq!(held(before, 6), None);
    let mut goes = facts.clone();
    goes.push(decide(7, Decision::Go));
    assert_eq!(held(goes, 8), None);
    facts.extend([(20, arrive("bus-1.1")), (21, arrive("bus-2.1"))]);
    assert_eq!(held(facts, 22), None);
}
