//! A convoy closes when everybody is accounted for or looked for, and opens again when something turns up.

use super::*;
use crate::account::Said;
use crate::account::tests::{account, said, token};
use crate::quantity::Category;
use crate::statement::{
    AgeBand, AtPlace, Attend, Close, Depart, Headcount, Member, OnTrip, Receive, Register, Sex, Split,
};

fn trip() -> TripId {
    "bus-1.1".parse().unwrap()
}
fn tokens(people: &[u64]) -> Vec<Token> {
    people.iter().map(|number| token(*number)).collect()
}

/// Two parties of two board the first bus; three are received, the fourth never comes off.
fn one_missing() -> Vec<Said> {
    let register = |party: u64| {
        let member = |number| Member {
            token: token(number),
            category: Category::Other,
            sex: Sex::Unknown,
            age: AgeBand::Unknown,
        };
        let members = vec![member(party * 10 + 1), member(party * 10 + 2)];
        let (party, place) = (token(party), "school".to_owned());
        Fact::Register(Register { party, members, place, people: None, class: None })
    };
    let school = "school".to_owned();
    let camp = "camp".to_owned();
    let board = OnTrip { tokens: tokens(&[11, 12, 21, 22]), trip: trip(), place: school.clone() };
    let depart = Depart { trip: trip(), place: school, to: camp.clone(), escorts: 1 };
    let receive = Receive { tokens: tokens(&[11, 12, 21]), trip: Some(trip()), place: camp.clone() };
    vec![
        said(1, 1, -100, register(1)),
        said(2, 1, -90, register(2)),
        said(3, 2, 0, Fact::Board(board)),
        said(4, 2, 10, Fact::Depart(depart)),
        said(5, 3, 2000, Fact::Arrive(AtPlace { trip: trip(), place: camp.clone() })),
        said(6, 3, 2100, Fact::Receive(receive)),
        said(7, 3, 2200, Fact::Headcount(Headcount { trip: trip(), place: camp, count: 0 })),
    ]
}

fn first(set: &[Said]) -> ConvoyClosing {
    let account = account(set);
    let picture = account.picture();
    let searches = searches(&account, &picture);
    closings(&account, &picture, &searches).into_iter().next().unwrap()
}

#[test]
fn every_reason_is_told_and_a_task_closes_the_last() {
    let mut set = one_missing();
    let closing = first(&set[..4]);
    let open: Vec<&Open> = closing.trips.iter().flat_map(|trip| &trip.open).collect();
    assert_eq!(open, [&Open::OnTheWay]);
    let closing = first(&set[..6]);
    let open: Vec<&Open> = closing.trips.iter().flat_map(|trip| &trip.open).collect();
    assert_eq!(open, [&Open::Aboard { count: 1 }]);
    let closing = first(&set);
    let open: Vec<&Open> = closing.trips.iter().flat_map(|trip| &trip.open).collect();
    assert_eq!(open, [&Open::NobodyLooks { token: token(22) }]);
    assert!(!closing.is_settled());
    // Somebody has it, but does not say what comes next.
    let attend = |step: &str, done| {
        Fact::Attend(Attend {
            matter: format!("person.{}", token(22)),
            who: "tracing, day".to_owned(),
            step: step.to_owned(),
            done,
        })
    };
    set.push(said(8, 4, 2300, attend(" ", false)));
    assert!(!first(&set).is_settled());
    set.push(said(9, 4, 2400, attend("ask the hospital", false)));
    assert!(first(&set).is_settled() && !first(&set).holds());
    set.push(said(10, 3, 2500, Fact::Close(Close { convoy: "C001".to_owned(), trips: vec![trip()] })));
    assert!(first(&set).holds());
    // "Done" while nobody can say where they are is not done.
    set.push(said(11, 4, 2600, attend("found", true)));
    assert!(!first(&set).holds());
    let found = Receive { tokens: tokens(&[22]), trip: Some(trip()), place: "camp".to_owned() };
    set.push(said(12, 3, 2700, Fact::Receive(found)));
    assert!(first(&set).holds());
}

#[test]
fn a_closing_said_too_early_has_no_effect() {
    let mut set = one_missing();
    set.truncate(4);
    set.push(said(10, 3, 20, Fact::Close(Close { convoy: "C001".to_owned(), trips: vec![trip()] })));
    let closing = first(&set);
    assert!(closing.closed.is_some() && !closing.holds());
}

#[test]
fn who_is_looked_for_was_last_seen_by_somebody() {
    let set = one_missing();
    let account = account(&set);
    let all = searches(&account, &account.picture());
    assert_eq!(all.len(), 1);
    let search = &all[0];
    assert_eq!(
        (search.token, search.party, search.kind),
        (token(22), Some(token(2)), DiscrepancyKind::Missing)
    );
    let seen = search.seen.as_ref().unwrap();
    assert_eq!((seen.at, seen.kind, seen.device), (Moment(0), "board", [2; 32]));
}

#[test]
fn a_family_apart_is_named_once_they_are_not_just_getting_off() {
    let set = one_missing();
    let families = |set: &[Said]| {
        let account = account(set);
        apart(&account, &account.picture())
    };
    assert!(families(&set[..6]).is_empty(), "the other is still being helped down");
    let families = families(&set);
    assert_eq!(families.len(), 1);
    assert_eq!(families[0].party, token(2));
    let states: Vec<AccountFigure> = families[0].members.iter().map(|member| member.state).collect();
    assert!(states.contains(&AccountFigure::Out) && states.contains(&AccountFigure::Unaccounted));
}

#[test]
fn who_agreed_to_travel_apart_is_a_task_until_they_are_together_again() {
    let split = Split { party: token(1), members: vec![token(11)], by: token(12) };
    let mut set = one_missing();
    set.push(said(20, 2, -10, Fact::Split(split)));
    let first = |set: &[Said]| {
        let account = account(set);
        let all = apart(&account, &account.picture());
        all.into_iter().find(|apart| apart.party == token(1))
    };
    // From the agreement on, also while both still wait.
    let waiting = first(&[&set[..2], &set[7..]].concat()).unwrap();
    assert_eq!((waiting.agreed.len(), waiting.agreed[0].split.by, waiting.members.len()), (1, token(12), 2));
    assert_eq!(waiting.matter(), format!("party.{}", token(1)));
    let on_the_way = first(&[&set[..4], &set[7..]].concat());
    assert!(on_the_way.is_some(), "on one vehicle after all, but not there yet");
    assert!(first(&set).is_none(), "both were received at one place");
}

#[test]
fn each_family_that_agreed_is_a_task_of_its_own_on_the_console() {
    use crate::attention::{Kind, Unsettled, unsettled};
    let mut set: Vec<Said> = one_missing().into_iter().take(2).collect();
    for party in [1, 2] {
        let split =
            Split { party: token(party), members: vec![token(party * 10 + 1)], by: token(party * 10 + 2) };
        set.push(said(20 + party, 2, -10, Fact::Split(split)));
    }
    let ids = |set: &[Said]| {
        let account = account(set);
        let picture = account.picture();
        let all = Unsettled { apart: apart(&account, &picture), ..Unsettled::default() };
        let items = unsettled(&all, &picture, (Moment(100), crate::quantity::Span(600)));
        items.into_iter().filter(|item| item.kind == Kind::Split).map(|item| item.id).collect::<Vec<_>>()
    };
    let id = |party| format!("split.{}", token(party));
    assert_eq!(BTreeSet::from_iter(ids(&set)), BTreeSet::from([id(1), id(2)]));
    let (matter, who) = (format!("party.{}", token(1)), "Tracing".to_owned());
    set.push(said(
        30,
        4,
        50,
        Fact::Attend(Attend { matter, who, step: "met at the camp".into(), done: true }),
    ));
    assert_eq!(ids(&set), [id(2)]);
}
