//! Plain stories, and what must be concluded from them.

use super::{account, said, token};
use crate::account::{AccountFigure, Clash, DiscrepancyKind, FigureId, Picture, Said, TripState};
use crate::convoy::TripId;
use crate::people::Token;
use crate::quantity::Category;
use crate::statement::{
    AgeBand, Agree, Answer, Assign, AtPlace, Correct, Corridor, Depart, Die, Enrol, Fact, Headcount, Member,
    OnTrip, Receive, Register, Remove, Role, Sex,
};

fn trip(text: &str) -> TripId {
    text.parse().unwrap()
}

fn register(party: u64, people: &[u64]) -> Fact {
    let members = people.iter().map(|number| Member {
        token: token(*number),
        category: Category::Other,
        sex: Sex::Unknown,
        age: AgeBand::Unknown,
    });
    Fact::Register(Register {
        party: token(party),
        members: members.collect(),
        place: "school".to_owned(),
        people: None,
        class: None,
    })
}

fn tokens(people: &[u64]) -> Vec<Token> {
    people.iter().map(|number| token(*number)).collect()
}
fn board(on: &str, people: &[u64]) -> Fact {
    Fact::Board(OnTrip { tokens: tokens(people), trip: trip(on), place: "school".to_owned() })
}
fn alight(off: &str, people: &[u64], place: &str) -> Fact {
    Fact::Alight(OnTrip { tokens: tokens(people), trip: trip(off), place: place.to_owned() })
}
fn receive(off: Option<&str>, people: &[u64], place: &str) -> Fact {
    Fact::Receive(Receive { tokens: tokens(people), trip: off.map(trip), place: place.to_owned() })
}
fn depart(which: &str) -> Fact {
    Fact::Depart(Depart { trip: trip(which), place: "school".to_owned(), to: "camp".to_owned(), escorts: 1 })
}
fn arrive(which: &str) -> Fact {
    Fact::Arrive(AtPlace { trip: trip(which), place: "camp".to_owned() })
}
fn headcount(which: &str, place: &str, count: u32) -> Fact {
    Fact::Headcount(Headcount { trip: trip(which), place: place.to_owned(), count })
}
fn answer(party: u64, answer: Answer) -> Fact {
    Fact::Agree(Agree {
        party: token(party),
        answer,
        destinations: vec!["camp".to_owned()],
        language: "ar".to_owned(),
        told: "the road and its dangers".to_owned(),
    })
}

/// What is said in order, a minute apart, by one device.
fn story(facts: Vec<Fact>) -> Vec<Said> {
    facts.into_iter().enumerate().map(|(n, fact)| said(n as u64, 1, n as i64 * 60, fact)).collect()
}
fn picture(facts: Vec<Fact>) -> Picture {
    account(&story(facts)).picture()
}
fn kinds(picture: &Picture) -> Vec<DiscrepancyKind> {
    picture.discrepancies.iter().map(|item| item.kind).collect()
}
fn clash(facts: Vec<Fact>) -> (Option<Clash>, u32) {
    let picture = picture(facts);
    (picture.discrepancies.iter().find_map(|item| item.clash), picture.account.unaccounted.total())
}

#[test]
fn who_does_not_come_off_an_emptied_bus_is_missing_by_name() {
    let mut facts = vec![
        register(100, &[1, 2, 3]),
        board("bus-1.1", &[1, 2, 3]),
        depart("bus-1.1"),
        arrive("bus-1.1"),
        receive(Some("bus-1.1"), &[1, 2], "camp"),
    ];
    let before = picture(facts.clone());
    assert_eq!(before.account.on_the_way.total(), 1);
    assert_eq!(before.trips[0].state, TripState::Arrived);
    assert!(before.discrepancies.is_empty());

    facts.push(headcount("bus-1.1", "camp", 0));
    let after = picture(facts);
    assert_eq!((after.account.out.total(), after.account.unaccounted.total()), (2, 1));
    assert_eq!(after.trips[0].state, TripState::OpenBalance);
    assert_eq!(after.trips[0].missing, vec![token(3)]);
    assert_eq!(kinds(&after), vec![DiscrepancyKind::Missing]);
    assert_eq!(after.discrepancies[0].figure.to_string(), "discrepancy.missing.bus-1.1");
    assert_eq!(after.convoys[0].balance.unaccounted, 1);
}

#[test]
fn a_vehicle_that_begins_a_later_trip_was_emptied() {
    let picture = picture(vec![
        register(100, &[1, 2]),
        board("bus-1.1", &[1]),
        depart("bus-1.1"),
        arrive("bus-1.1"),
        board("bus-1.2", &[2]),
    ]);
    assert_eq!(kinds(&picture), vec![DiscrepancyKind::Missing]);
}

#[test]
fn found_again_the_missing_are_out() {
    let picture = picture(vec![
        register(100, &[1]),
        board("bus-1.1", &[1]),
        arrive("bus-1.1"),
        headcount("bus-1.1", "camp", 0),
        receive(None, &[1], "clinic"),
    ]);
    assert_eq!(picture.account.out.total(), 1);
    assert_eq!(picture.trips[0].state, TripState::Closed);
    assert!(picture.discrepancies.is_empty());
}

#[test]
fn on_two_buses_nobody_knows_where() {
    let facts = vec![register(100, &[1]), board("bus-1.1", &[1]), board("bus-2.1", &[1])];
    assert_eq!(clash(facts.clone()), (Some(Clash::TwoTrips), 1));
    let mut left = facts.clone();
    left.push(alight("bus-1.1", &[1], "line"));
    assert_eq!(clash(left), (None, 0));
    let mut received = facts;
    received.push(receive(Some("bus-2.1"), &[1], "camp"));
    assert_eq!(clash(received), (Some(Clash::TwoTrips), 1));
}

#[test]
fn received_at_two_places_is_disputed_unless_handed_over() {
    let facts =
        vec![board("bus-1.1", &[1]), receive(Some("bus-1.1"), &[1], "camp"), receive(None, &[1], "clinic")];
    assert_eq!(clash(facts), (Some(Clash::TwoPlaces), 1));
}

#[test]
fn an_onward_journey_is_no_dispute() {
    let onward =
        Fact::Board(OnTrip { tokens: tokens(&[1]), trip: trip("bus-2.1"), place: "camp".to_owned() });
    let mut facts = vec![board("bus-1.1", &[1]), receive(Some("bus-1.1"), &[1], "camp"), onward];
    assert_eq!(clash(facts.clone()), (None, 0));
    assert_eq!(picture(facts.clone()).account.on_the_way.total(), 1);
    facts.push(receive(Some("bus-2.1"), &[1], "clinic"));
    assert_eq!(clash(facts), (None, 0));
}

#[test]
fn the_wrong_bus_named_at_reception_does_not_make_two_people() {
    let picture =
        picture(vec![register(100, &[1]), board("bus-1.1", &[1]), receive(Some("bus-2.1"), &[1], "camp")]);
    assert_eq!(picture.account.out.total(), 1);
    assert_eq!(picture.trips[0].balance.received, 1);
    let other = picture.trips.iter().find(|other| other.id == trip("bus-2.1")).unwrap();
    assert_eq!((other.balance.unlisted, other.balance.received), (0, 0));
    assert_eq!(kinds(&picture), vec![DiscrepancyKind::Unlisted]);
}

#[test]
fn a_removal_is_never_silently_answered() {
    let removed = Fact::Remove(Box::new(Remove {
        tokens: tokens(&[1]),
        trip: trip("bus-1.1"),
        place: "line".to_owned(),
        by: "armed men".to_owned(),
        grade: "B2".to_owned(),
        witness: None,
    }));
    let facts = vec![register(100, &[1]), board("bus-1.1", &[1]), removed];
    let seen = picture(facts.clone());
    assert_eq!(seen.account.unaccounted.total(), 1);
    assert_eq!(kinds(&seen), vec![DiscrepancyKind::Removed]);
    assert_eq!(seen.discrepancies[0].place.as_deref(), Some("line"));
    let mut received = facts.clone();
    received.push(receive(Some("bus-1.1"), &[1], "camp"));
    assert_eq!(clash(received), (Some(Clash::LeftAndReceived), 1));
    let mut released = facts;
    released.push(receive(None, &[1], "camp"));
    assert_eq!(clash(released), (None, 0));
}

#[test]
fn the_dead_are_not_boarded() {
    let died = Fact::Die(Die { token: token(1), trip: None, place: "school".to_owned() });
    assert_eq!(
        clash(vec![register(100, &[1]), died.clone(), board("bus-1.1", &[1])]),
        (Some(Clash::AfterDeath), 1)
    );
    let on_board = vec![register(100, &[1]), board("bus-1.1", &[1]), died];
    let picture = picture(on_board);
    assert_eq!((picture.account.died.total(), picture.trips[0].balance.died), (1, 1));
}

#[test]
fn registered_twice_with_other_needs_counts_the_greater_need() {
    let mut lying = register(101, &[1]);
    if let Fact::Register(register) = &mut lying {
        register.members[0].category = Category::Stretcher;
    }
    let picture = picture(vec![register(100, &[1]), lying]);
    assert_eq!(picture.account.waiting.stretcher, 1);
    assert_eq!(picture.account.registered.total(), 1);
    let clashes: Vec<_> = picture.discrepancies.iter().filter_map(|item| item.clash).collect();
    assert_eq!(clashes, vec![Clash::Category, Clash::TwoParties]);
}

#[test]
fn the_latest_answer_before_boarding_counts() {
    let declined = vec![register(100, &[1, 2]), answer(100, Answer::Yes), answer(100, Answer::Withdrawn)];
    assert_eq!(picture(declined.clone()).account.declined.total(), 2);
    let mut boarded = declined;
    boarded.push(board("bus-1.1", &[1]));
    let picture = picture(boarded);
    assert_eq!((picture.account.on_the_way.total(), picture.account.declined.total()), (1, 1));
    assert_eq!(picture.discrepancies[0].clash, Some(Clash::WithoutAgreement));
}

#[test]
fn a_place_on_a_bus_that_left_without_them_is_a_no_show() {
    let mut facts = vec![
        register(100, &[1]),
        register(101, &[2]),
        Fact::Assign(Assign { parties: tokens(&[100, 101]), trip: trip("bus-1.1") }),
        board("bus-1.1", &[1]),
        depart("bus-1.1"),
    ];
    let seen = picture(facts.clone());
    assert_eq!(kinds(&seen), vec![DiscrepancyKind::NoShow]);
    assert_eq!(seen.discrepancies[0].tokens, vec![token(2)]);
    assert_eq!((seen.trips[0].assigned, seen.trips[0].balance.boarded), (2, 1));
    facts.push(Fact::Assign(Assign { parties: tokens(&[101]), trip: trip("bus-1.2") }));
    assert!(picture(facts).discrepancies.is_empty());
}

#[test]
fn a_count_that_differs_is_named_until_a_later_one_agrees() {
    let mut facts = vec![
        register(100, &[1, 2, 3]),
        board("bus-1.1", &[1, 2, 3]),
        headcount("bus-1.1", "school", 4),
        depart("bus-1.1"),
    ];
    let seen = picture(facts.clone());
    assert_eq!(kinds(&seen), vec![DiscrepancyKind::HeadcountDiffers]);
    let counted = seen.discrepancies[0].counted.clone().unwrap();
    assert_eq!((counted.count, counted.expected), (4, 3));
    facts.push(headcount("bus-1.1", "line", 3));
    assert!(picture(facts).discrepancies.is_empty());
}

#[test]
fn a_correction_counts_from_the_same_device_or_a_coordinator_only() {
    let wrong = said(1, 1, 0, board("bus-1.1", &[1]));
    let correct = |number, device| {
        let why = "scanned twice".to_owned();
        said(number, device, 60, Fact::Correct(Correct { entry: wrong.source.entry, why }))
    };
    let enrol = Fact::Enrol(Enrol { label: "Room".to_owned(), role: Role::Coordinator });
    let on_the_way = |set: &[Said]| account(set).picture().account.on_the_way.total();
    assert_eq!(on_the_way(&[wrong.clone(), correct(2, 1)]), 0);
    assert_eq!(on_the_way(&[correct(2, 1), wrong.clone()]), 0);
    assert_eq!(on_the_way(&[wrong.clone(), correct(2, 7)]), 1);
    assert_eq!(on_the_way(&[wrong.clone(), correct(2, 7), said(3, 7, 0, enrol)]), 0);
}

#[test]
fn a_corridor_is_reopened_as_it_was_suspended() {
    let corridor = |point: Option<&str>| Corridor {
        control_point: point.map(str::to_owned),
        reason: "shelling".to_owned(),
    };
    let seen = picture(vec![Fact::Suspend(corridor(None)), Fact::Reopen(corridor(Some("line")))]);
    assert!(seen.corridor.whole.is_some());
    assert_eq!(seen.corridor.control_points[0].suspended.as_ref().unwrap().reason, "shelling");
    let seen = picture(vec![Fact::Suspend(corridor(None)), Fact::Reopen(corridor(None))]);
    assert!(seen.corridor.control_points[0].suspended.is_none());
}

#[test]
fn a_figure_opens_the_statements_that_make_it() {
    let account = account(&story(vec![
        register(100, &[1, 2]),
        board("bus-1.1", &[1, 2]),
        receive(Some("bus-1.1"), &[1], "camp"),
    ]));
    let kinds = |figure: &str| {
        let figure: FigureId = figure.parse().unwrap();
        account.sources(&figure).iter().map(|said| said.statement.fact.kind()).collect::<Vec<_>>()
    };
    assert_eq!(kinds("account.out"), vec!["receive"]);
    assert_eq!(kinds("account.on_the_way.other"), vec!["board"]);
    assert_eq!(kinds("convoy.C001.boarded"), vec!["board"]);
    assert_eq!(kinds("place.camp.received"), vec!["receive"]);
    assert_eq!(kinds(&format!("person.{}", token(1))), vec!["register", "board", "receive"]);
    assert_eq!(account.person(&token(2)).unwrap().state, AccountFigure::OnTheWay);
}

#[test]
fn another_destination_than_agreed_is_named() {
    let journey = |place: &str| {
        vec![
            register(100, &[1]),
            answer(100, Answer::Yes),
            board("bus-1.1", &[1]),
            depart("bus-1.1"),
            receive(Some("bus-1.1"), &[1], place),
        ]
    };
    assert!(picture(journey("camp")).discrepancies.is_empty());
    let diverted = picture(journey("clinic"));
    assert_eq!(kinds(&diverted), vec![DiscrepancyKind::Diverted]);
    assert_eq!(diverted.account.out.total(), 1);
    // The bus was to go to the clinic; the party had agreed to the camp.
    let mut facts = journey("clinic");
    facts[3] = Fact::Depart(Depart {
        trip: trip("bus-1.1"),
        place: "school".to_owned(),
        to: "clinic".to_owned(),
        escorts: 1,
    });
    assert_eq!(kinds(&picture(facts)), vec![DiscrepancyKind::Diverted]);
}

/// A device that says the same person boarded everything floods one person's facts. It must cost no
/// more than it says.
#[test]
fn a_flood_about_one_person_ends_soon() {
    let on = |number: u64| TripId { vehicle: format!("bus-{}", number % 7), number: number as u32 + 1 };
    let mut set = vec![said(0, 1, 0, register(100, &[1]))];
    for number in 1..30_000 {
        let on_trip =
            OnTrip { tokens: tokens(&[1]), trip: on(number), place: format!("place {}", number % 100) };
        let receive = Receive { tokens: tokens(&[1]), trip: Some(on(number)), place: "camp".to_owned() };
        let fact = match number % 3 {
            0 => Fact::Receive(receive),
            1 => Fact::Alight(on_trip),
            _ => Fact::Board(on_trip),
        };
        set.push(said(number, 1, number as i64 * 7 % 5000, fact));
    }
    let picture = account(&set).picture();
    assert_eq!(picture.account.registered.total(), 1);
    assert!(picture.account.balances());
}

#[test]
fn a_withdrawn_statement_is_still_there_to_be_read() {
    let wrong = said(1, 1, 0, board("bus-1.1", &[1]));
    let why = "another family".to_owned();
    let correct = said(2, 1, 60, Fact::Correct(Correct { entry: wrong.source.entry, why }));
    let account = account(&[wrong.clone(), correct]);
    assert!(!account.stands(&wrong.source.entry));
    assert_eq!(account.said(&wrong.source.entry), Some(&wrong));
    let picture = account.picture();
    assert_eq!((picture.statements, picture.withdrawn, picture.account.registered.total()), (2, 1, 0));
    let person: FigureId = format!("person.{}", token(1)).parse().unwrap();
    assert_eq!(account.sources(&person).len(), 1);
}
