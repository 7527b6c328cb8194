//! Properties that hold for every set of statements, however absurd.

use super::{account, operation, plan, said, token};
use crate::account::{
    Account, AccountFigure, DiscrepancyKind, FigureId, PlaceFigure, Said, TripFigure, tokens_of,
};
use crate::attention::attention;
use crate::convoy::TripId;
use crate::people::Token;
use crate::quantity::{Category, Moment};
use crate::statement::{
    AgeBand, Agree, Answer, Assign, AtPlace, Born, BreakDown, Claim, Correct, Corridor, Depart, Die, Enrol,
    Fact, HandOver, Headcount, Likeness, Member, OnTrip, Pass, Position, Receive, Register, Remove, Role,
    Sex, Twin,
};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Few people, trips and places, and short times, so that statements meet and clash.
fn a_token() -> impl Strategy<Value = Token> {
    (0u64..8).prop_map(token)
}
fn tokens() -> impl Strategy<Value = Vec<Token>> {
    proptest::collection::vec(a_token(), 1..4)
}
fn trip() -> impl Strategy<Value = TripId> {
    (0..3, 1u32..3).prop_map(|(vehicle, number)| TripId { vehicle: format!("bus-{vehicle}"), number })
}
fn place() -> impl Strategy<Value = String> {
    prop_oneof![Just("school"), Just("line"), Just("camp"), Just("clinic"), Just("a ditch")]
        .prop_map(str::to_owned)
}
fn member() -> impl Strategy<Value = Member> {
    (a_token(), 0usize..3).prop_map(|(token, category)| Member {
        token,
        category: Category::ALL[category],
        sex: Sex::Unknown,
        age: AgeBand::Unknown,
    })
}

fn about_people() -> impl Strategy<Value = Fact> {
    let on_trip =
        || (tokens(), trip(), place()).prop_map(|(tokens, trip, place)| OnTrip { tokens, trip, place });
    prop_oneof![
        2 => (a_token(), proptest::collection::vec(member(), 1..4), place()).prop_map(|(party, members, place)| {
            Fact::Register(Register { party, members, place, people: None, class: None })
        }),
        1 => (a_token(), 0..4).prop_map(|(party, answer)| Fact::Agree(Agree {
            party,
            answer: [Answer::Yes, Answer::Declined, Answer::Stays, Answer::Withdrawn][answer as usize],
            destinations: vec![],
            language: "ar".to_owned(),
            told: String::new(),
        })),
        1 => (tokens(), trip()).prop_map(|(parties, trip)| Fact::Assign(Assign { parties, trip })),
        3 => on_trip().prop_map(Fact::Board),
        1 => on_trip().prop_map(Fact::Alight),
        2 => (tokens(), proptest::option::of(trip()), place())
            .prop_map(|(tokens, trip, place)| Fact::Receive(Receive { tokens, trip, place })),
        1 => (tokens(), proptest::option::of(trip()), place()).prop_map(|(tokens, trip, place)| {
            Fact::HandOver(Box::new(HandOver { tokens, trip, place, to: "hospital".to_owned() }))
        }),
        1 => (tokens(), trip(), place()).prop_map(|(tokens, trip, place)| {
            Fact::Remove(Box::new(Remove { tokens, trip, place, by: "guards".to_owned(), grade: "B2".to_owned(), witness: None }))
        }),
        1 => (a_token(), proptest::option::of(trip()), place())
            .prop_map(|(token, trip, place)| Fact::Die(Die { token, trip, place })),
        1 => (a_token(), a_token(), 0..3, proptest::collection::vec((a_token(), a_token()), 1..3)).prop_map(
            |(a, b, likeness, pairs)| {
                let likeness = [Likeness::Same, Likeness::Same, Likeness::Apart][likeness as usize];
                let pairs = pairs.into_iter().map(|(a, b)| [a, b]).collect();
                Fact::Twin(Twin { parties: [a, b], likeness, pairs, why: "looked at".to_owned() })
            }
        ),
        1 => (member(), proptest::option::of(a_token()), proptest::option::of(trip()), place())
            .prop_map(|(child, party, trip, place)| Fact::Born(Born { child, party, trip, place })),
    ]
}

fn about_vehicles() -> impl Strategy<Value = Fact> {
    prop_oneof![
        (trip(), place(), place(), 0u32..3).prop_map(|(trip, place, to, escorts)| Fact::Depart(Depart {
            trip,
            place,
            to,
            escorts
        })),
        (trip(), place(), any::<bool>(), proptest::option::of(0u32..9)).prop_map(
            |(trip, place, through, headcount)| Fact::Pass(Pass { trip, place, through, headcount })
        ),
        (trip(), place()).prop_map(|(trip, place)| Fact::Arrive(AtPlace { trip, place })),
        (trip(), place(), 0u32..4).prop_map(|(trip, place, count)| Fact::Headcount(Headcount {
            trip,
            place,
            count
        })),
        (trip(), any::<bool>(), place()).prop_map(|(trip, named, place)| {
            let vehicle = trip.vehicle.clone();
            Fact::BreakDown(BreakDown { vehicle, trip: named.then_some(trip), place })
        }),
        (trip(), any::<i8>()).prop_map(|(trip, lat)| {
            Fact::Position(Position { vehicle: trip.vehicle, lat_e6: lat.into(), lon_e6: 0 })
        }),
    ]
}

fn about_the_rest() -> impl Strategy<Value = Fact> {
    prop_oneof![
        (0..3).prop_map(|role| Fact::Enrol(Enrol {
            label: "post".to_owned(),
            role: [Role::Coordinator, Role::Gate, Role::Viewer][role as usize],
        })),
        (proptest::option::of(place()), any::<bool>()).prop_map(|(control_point, suspended)| {
            let corridor = Corridor { control_point, reason: "fire".to_owned() };
            if suspended { Fact::Suspend(corridor) } else { Fact::Reopen(corridor) }
        }),
        (0i64..9).prop_map(|low| Fact::Claim(Box::new(Claim {
            claimant: "a source".to_owned(),
            figure: "people_out".to_owned(),
            low,
            high: low,
            unit: "people".to_owned(),
            scope: String::new(),
            qualifier: String::new(),
            as_of: String::new(),
            grade: "F6".to_owned(),
            source: String::new(),
            said: None,
        }))),
    ]
}

/// A set of statements; corrections aim at any of them, themselves included.
fn sets() -> impl Strategy<Value = Vec<Said>> {
    let fact = prop_oneof![6 => about_people(), 3 => about_vehicles(), 1 => about_the_rest()];
    let one = (fact, 0u8..3, 0i64..12, proptest::option::weighted(0.1, any::<prop::sample::Index>()));
    proptest::collection::vec(one, 1..40).prop_map(|all| {
        let mut set: Vec<Said> = Vec::new();
        for (number, (fact, device, at, corrects)) in all.iter().enumerate() {
            set.push(said(number as u64, *device, *at, fact.clone()));
            if let Some(which) = corrects {
                let target = said(which.index(all.len()) as u64, 0, 0, fact.clone()).source.entry;
                let correct = Fact::Correct(Correct { entry: target, why: "mistaken".to_owned() });
                set.push(said(1000 + number as u64, *device, *at, correct));
            }
        }
        set
    })
}

fn written(account: &Account) -> String {
    serde_json::to_string(&account.picture()).unwrap()
}

/// The code that stands for this one.
fn one(account: &Account, token: &Token) -> Token {
    account.same_as(token)[0]
}

/// Who is in the sources of a figure and, one by one, in this state.
fn in_sources(account: &Account, figure: &FigureId, is_in: impl Fn(&Token) -> bool) -> i64 {
    let sources = account.sources(figure);
    let tokens = sources.iter().flat_map(|said| tokens_of(&said.statement.fact));
    let tokens: BTreeSet<Token> = tokens.map(|token| one(account, &token)).collect();
    tokens.iter().filter(|token| is_in(token)).count() as i64
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn the_order_of_arrival_leaves_no_trace(
        set in sets(),
        shuffled in any::<prop::sample::Index>().no_shrink(),
        cut in any::<prop::sample::Index>(),
    ) {
        let expected = written(&account(&set));
        let mut other = set.clone();
        other.sort_by_key(|said| (said.source.entry[0].wrapping_mul(shuffled.index(251) as u8), said.source.entry));
        prop_assert_eq!(&written(&account(&other)), &expected);
        other.reverse();
        other.extend(set.iter().cloned());
        prop_assert_eq!(&written(&account(&other)), &expected);
        // Half by half, in either order.
        let (a, b) = set.split_at(cut.index(set.len()));
        let swapped: Vec<Said> = b.iter().chain(a).cloned().collect();
        prop_assert_eq!(&written(&account(&swapped)), &expected);
    }

    #[test]
    fn every_balance_closes_and_everyone_unaccounted_has_a_name(set in sets()) {
        let account = account(&set);
        let picture = account.picture();
        prop_assert!(picture.account.balances());
        for trip in &picture.trips {
            prop_assert!(trip.balance.balances(), "{:?}", trip);
        }
        for convoy in &picture.convoys {
            prop_assert!(convoy.balance.balances());
        }
        let mut named = BTreeSet::new();
        for item in &picture.discrepancies {
            use DiscrepancyKind::{Disputed, Left, Missing, Removed};
            let unaccounted = match item.kind {
                Missing | Removed | Left => true,
                Disputed => item.clash.is_some_and(|clash| clash.is_where()),
                _ => false,
            };
            if unaccounted {
                named.extend(item.tokens.iter().copied());
            }
        }
        let counted = picture.account.unaccounted.total() as usize;
        prop_assert_eq!(counted, named.len(), "{:?}", picture.discrepancies);
    }

    #[test]
    fn a_figure_is_what_its_sources_give(set in sets()) {
        let account = account(&set);
        let picture = account.picture();
        for figure in AccountFigure::ALL {
            for category in [None, Some(Category::Stretcher), Some(Category::Wounded), Some(Category::Other)] {
                let id = FigureId::Account(*figure, category);
                let counted = in_sources(&account, &id, |token| {
                    account.person(token).is_some_and(|person| {
                        let has_state = match figure {
                            AccountFigure::Registered => true,
                            AccountFigure::Born | AccountFigure::Unlisted => {
                                account.sources(&FigureId::Account(*figure, None)).iter().any(|said| {
                                    match &said.statement.fact {
                                        Fact::Born(f) => one(&account, &f.child.token) == *token,
                                        fact => *figure == AccountFigure::Unlisted && tokens_of(fact).iter().any(|t| one(&account, t) == *token),
                                    }
                                }) && (*figure == AccountFigure::Born || person.parties.is_empty() && !born(&account, token) && !registered(&account, token))
                            }
                            figure => person.state == *figure,
                        };
                        has_state && category.is_none_or(|category| category == person.category)
                    })
                });
                prop_assert_eq!(picture.value(&id), Some(counted), "{}", id);
            }
        }
        for place in &picture.places {
            for (figure, state) in [
                (PlaceFigure::Waiting, AccountFigure::Waiting),
                (PlaceFigure::Received, AccountFigure::Out),
            ] {
                let id = FigureId::Place(place.id.clone(), figure);
                let most = in_sources(&account, &id, |token| {
                    account.person(token).is_some_and(|person| person.state == state)
                });
                let value = picture.value(&id).unwrap();
                prop_assert!(value <= most && (value > 0 || account.sources(&id).is_empty()), "{}", id);
            }
        }
    }

    #[test]
    fn a_trips_figures_have_sources(set in sets()) {
        let account = account(&set);
        let picture = account.picture();
        for trip in &picture.trips {
            for figure in TripFigure::ALL {
                let id = FigureId::Trip(trip.id.clone(), *figure);
                let sources = account.sources(&id);
                let value = picture.value(&id).unwrap_or(0);
                prop_assert!(value == 0 || !sources.is_empty(), "{} is {} without a source", id, value);
                prop_assert!(sources.iter().all(|said| account.stands(&said.source.entry)));
                let people: BTreeSet<Token> =
                    sources.iter().flat_map(|said| tokens_of(&said.statement.fact)).map(|token| one(&account, &token)).collect();
                match figure {
                    TripFigure::Boarded => prop_assert_eq!(value as usize, people.len()),
                    TripFigure::Headcount | TripFigure::Escorts | TripFigure::Depart => {}
                    TripFigure::Pass | TripFigure::Arrive => {}
                    _ => prop_assert!(value as usize <= people.len()),
                }
            }
        }
        for item in &picture.discrepancies {
            prop_assert!(!account.sources(&item.figure).is_empty(), "{}", item.figure);
            let read_back: FigureId = item.figure.to_string().parse().unwrap();
            prop_assert_eq!(&read_back, &item.figure);
        }
    }

    #[test]
    fn attention_lists_each_matter_once_and_the_most_urgent_first(set in sets(), now in -5i64..4000) {
        let picture = account(&set).picture();
        let items = attention(&operation(), Some(&plan()), &picture, Moment(now));
        let ids: BTreeSet<&String> = items.iter().map(|item| &item.id).collect();
        prop_assert_eq!(ids.len(), items.len(), "{:?}", items);
        prop_assert!(items.is_sorted_by_key(|item| item.urgency));
        for figure in items.iter().filter_map(|item| item.figure.as_ref()) {
            prop_assert_eq!(&figure.to_string().parse::<FigureId>().unwrap(), figure);
        }
    }

    #[test]
    fn a_manifest_adds_up_to_its_trip(set in sets()) {
        let account = account(&set);
        for trip in account.picture().trips {
            let manifest = account.manifest(&trip.id);
            let assigned = manifest.rows.iter().filter(|row| row.assigned).count();
            prop_assert_eq!(assigned, trip.assigned as usize);
            for figure in [TripFigure::Aboard, TripFigure::Removed, TripFigure::Unaccounted] {
                let counted = manifest.count(figure).total();
                prop_assert!(counted >= trip.balance.term(figure).unwrap());
            }
            let on_it = manifest.rows.iter().filter(|row| row.state != TripFigure::Assigned).count();
            prop_assert!(on_it >= (trip.balance.boarded + trip.balance.born) as usize);
        }
    }

    #[test]
    fn any_text_is_a_figure_or_refused(text in "\\PC{0,40}") {
        if let Ok(figure) = text.parse::<FigureId>() {
            prop_assert_eq!(figure.to_string(), text);
        }
    }

    #[test]
    fn a_figures_name_reads_back(id in "[a-z .-]{1,12}[a-z]", number in 1u32..99, which in 0usize..17, hash in any::<[u8; 32]>()) {
        let trip = TripId { vehicle: id.clone(), number };
        let figure = TripFigure::ALL[which % TripFigure::ALL.len()];
        let kind = DiscrepancyKind::ALL[which % DiscrepancyKind::ALL.len()];
        for figure in [
            FigureId::Trip(trip, figure),
            FigureId::Convoy(id.clone(), figure),
            FigureId::Place(id.clone(), PlaceFigure::Waiting),
            FigureId::Vehicle(id.clone()),
            FigureId::Corridor(Some(id.clone())),
            FigureId::Corridor(None),
            FigureId::Discrepancy(kind, id.clone()),
            FigureId::Claim(hash),
            FigureId::Entry(hash),
            FigureId::Person(token(number.into())),
            FigureId::Account(AccountFigure::ALL[which % 9], Some(Category::Wounded)),
            FigureId::Statements,
        ] {
            prop_assert_eq!(figure.to_string().parse::<FigureId>(), Ok(figure));
        }
    }

    #[test]
    fn pages_go_through_every_statement_once(set in sets(), limit in 1usize..7) {
        let account = account(&set);
        let (mut after, mut seen) = (Some(0), 0);
        while let Some(from) = after {
            let page = account.page(&Default::default(), from, limit);
            seen += page.rows.len();
            after = page.next;
        }
        prop_assert_eq!(seen, account.len());
    }
}

fn born(account: &Account, token: &Token) -> bool {
    let sources = account.sources(&FigureId::Account(AccountFigure::Born, None));
    sources
        .iter()
        .any(|said| matches!(&said.statement.fact, Fact::Born(f) if one(account, &f.child.token) == *token))
}

fn registered(account: &Account, token: &Token) -> bool {
    account.sources(&FigureId::Person(*token)).iter().any(|said| {
        account.stands(&said.source.entry)
            && matches!(&said.statement.fact, Fact::Register(f) if f.members.iter().any(|m| one(account, &m.token) == *token))
    })
}

#[test]
fn nothing_said_gives_an_empty_picture_with_the_planned_trips() {
    let picture = Account::new(&operation(), Some(&plan())).picture();
    assert_eq!(picture.trips.len(), 3);
    assert_eq!(picture.convoys.len(), 2);
    assert_eq!(picture.account.registered.total(), 0);
    assert!(picture.discrepancies.is_empty());
}
