//! Tickets against plans: kept, moved, lost, new.

use super::*;
use crate::account::Account;
use crate::account::tests::{account, operation, plan, said, token};
use crate::quantity::Category;
use crate::statement::{AgeBand, Assign, Fact, Member, Register, Sex, Ticket};

fn register(party: u64) -> Fact {
    let member = |number| Member {
        token: token(number),
        category: Category::Other,
        sex: Sex::Unknown,
        age: AgeBand::Unknown,
    };
    Fact::Register(Register {
        party: token(party),
        members: vec![member(party * 10 + 1), member(party * 10 + 2)],
        place: "school".to_owned(),
        people: Some("families".to_owned()),
        class: Some(0),
    })
}

fn ticket(promise: &Promise) -> Fact {
    let seat = promise.seat.clone().unwrap();
    Fact::Ticket(Box::new(Ticket {
        party: promise.party,
        trip: seat.trip,
        place: promise.place.clone(),
        to: seat.to,
        depart: seat.depart,
        persons: promise.persons.total(),
        signature: [7; 64].into(),
    }))
}

fn standings(account: &Account, plan: &Plan) -> Vec<(u64, Standing)> {
    let number = |token: Token| (1..=6).find(|n| Token::from_number(*n) == token).unwrap();
    let mut list: Vec<(u64, Standing)> =
        promises(account, &account.picture(), (&operation(), plan), Moment(-60))
            .iter()
            .map(|promise| (number(promise.party), promise.standing))
            .collect();
    list.sort();
    list
}

/// Six parties; the plan has places for two on each of three trips.
fn with_tickets() -> Vec<crate::account::Said> {
    let mut set: Vec<_> = (1..=6).map(|n| said(n, 1, -100, register(n))).collect();
    let account = account(&set);
    let all = promises(&account, &account.picture(), (&operation(), &plan()), Moment(-60));
    assert!(all.iter().all(|promise| promise.standing == Standing::New && promise.persons.total() == 2));
    let on: BTreeMap<TripId, usize> = all.iter().fold(BTreeMap::new(), |mut on, promise| {
        *on.entry(promise.seat.clone().unwrap().trip).or_default() += 1;
        on
    });
    assert!(on.len() == 3 && on.values().all(|parties| *parties == 2), "{on:?}");
    set.extend((0..).zip(&all).map(|(n, promise)| said(50 + n, 2, -50, ticket(promise))));
    set
}

#[test]
fn who_holds_a_ticket_keeps_it_while_the_plan_has_the_place() {
    let account = account(&with_tickets());
    assert!(standings(&account, &plan()).iter().all(|(_, standing)| *standing == Standing::Kept));
    // Ten minutes are nothing to those who wait; eleven are.
    let mut later = plan();
    later.trips[2].depart = Moment(7200 + 600);
    assert!(standings(&account, &later).iter().all(|(_, standing)| *standing == Standing::Kept));
    later.trips[2].depart = Moment(7200 + 660);
    let moved = standings(&account, &later);
    assert_eq!(moved.iter().filter(|(_, standing)| *standing == Standing::Moved).count(), 2);
}

#[test]
fn a_lost_vehicle_moves_only_those_who_were_to_ride_on_it() {
    let account = account(&with_tickets());
    // The second bus is lost; its people ride with the first one's second trip, which has two places more.
    let mut other = plan();
    other.trips.remove(1);
    other.trips[1].load[0].count = 4;
    let list = standings(&account, &other);
    assert_eq!(list.iter().filter(|(_, standing)| *standing == Standing::Kept).count(), 4, "{list:?}");
    let all = promises(&account, &account.picture(), (&operation(), &other), Moment(-60));
    let told: Vec<&Promise> = all.iter().filter(|promise| promise.must_be_told()).collect();
    assert_eq!(told.len(), 2);
    for promise in told {
        assert_eq!(promise.held.as_ref().unwrap().ticket.depart, Moment(0));
        assert_eq!(promise.seat.as_ref().unwrap().depart, Moment(7200));
        assert_eq!(promise.sooner(), Some(Span(-7200)));
    }
    // Without the places, they have none: first on the list of those to be told.
    other.trips[1].load[0].count = 2;
    let all = promises(&account, &account.picture(), (&operation(), &other), Moment(-60));
    assert_eq!(all.iter().take(2).map(|promise| promise.standing).collect::<Vec<_>>(), [Standing::Lost; 2]);
    assert_eq!(all.iter().filter(|promise| promise.must_be_told()).count(), 2);
}

#[test]
fn who_is_called_or_has_come_has_no_promise_to_be_told_about() {
    let mut set = with_tickets();
    let trip: TripId = "bus-2.1".parse().unwrap();
    set.push(said(90, 2, -30, Fact::Assign(Assign { parties: vec![token(1)], trip })));
    let first = standings(&account(&set), &plan())[0];
    assert_eq!(first, (1, Standing::Called));
    // Not registered as any class, but of its make-up and at its place.
    let Fact::Register(mut stranger) = register(3) else { unreachable!() };
    stranger.people = None;
    stranger.class = None;
    set[2] = said(3, 1, -100, Fact::Register(stranger));
    assert_eq!(standings(&account(&set), &plan())[2].1, Standing::Kept);
}
