//! The same household registered twice: counted once after somebody decided so, and only then.

use super::{account, said, token};
use crate::account::{AccountFigure, FigureId, Said};
use crate::people::Token;
use crate::quantity::Category;
use crate::statement::{
    AgeBand, Correct, Enrol, Fact, Likeness, Member, OnTrip, Receive, Register, Role, Sex, Twin,
};

fn register(party: u64, people: &[u64], place: &str) -> Fact {
    let member = |number: &u64| Member {
        token: token(*number),
        category: Category::Other,
        sex: Sex::Female,
        age: AgeBand::Adult,
    };
    let members = people.iter().map(member).collect();
    Fact::Register(Register {
        party: token(party),
        members,
        place: place.to_owned(),
        people: None,
        class: None,
    })
}

fn twin(likeness: Likeness) -> Fact {
    let pairs = if likeness == Likeness::Same {
        vec![[token(11), token(21)], [token(12), token(22)]]
    } else {
        vec![]
    };
    Fact::Twin(Twin {
        parties: [token(10), token(20)],
        likeness,
        pairs,
        why: "the mother says so".to_owned(),
    })
}

fn registered_twice() -> Vec<Said> {
    vec![
        said(1, 1, 0, register(10, &[11, 12], "school")),
        said(2, 2, 60, register(20, &[21, 22, 23], "school")),
        said(3, 3, 70, Fact::Enrol(Enrol { label: "room".to_owned(), role: Role::Coordinator })),
    ]
}

#[test]
fn they_count_once_when_somebody_decides_so_and_never_before() {
    let mut set = registered_twice();
    let count = |set: &[Said]| account(set).picture().account.registered.total();
    assert_eq!(count(&set), 5);
    set.push(said(4, 3, 80, twin(Likeness::Suspected)));
    assert_eq!(count(&set), 5);
    set.push(said(5, 3, 90, twin(Likeness::Same)));
    assert_eq!(count(&set), 3, "the third of the second party is a person of their own");
    let picture = account(&set).picture();
    assert!(picture.discrepancies.is_empty(), "{:?}", picture.discrepancies);
    // Somebody else says that they are two: nobody wins by being later.
    set.push(said(6, 4, 95, twin(Likeness::Apart)));
    assert_eq!(count(&set), 5);
    // Which they take back.
    set.push(said(
        7,
        4,
        99,
        Fact::Correct(Correct { entry: set[5].source.entry, why: "mistaken".to_owned() }),
    ));
    assert_eq!(count(&set), 3);
    set.push(said(
        8,
        3,
        100,
        Fact::Correct(Correct { entry: set[4].source.entry, why: "two sisters".to_owned() }),
    ));
    assert_eq!(count(&set), 5);
}

#[test]
fn either_card_boards_and_is_received() {
    let mut set = registered_twice();
    let on = |tokens: Vec<Token>, place: &str| OnTrip {
        tokens,
        trip: "bus-1.1".parse().unwrap(),
        place: place.to_owned(),
    };
    set.push(said(5, 3, 90, twin(Likeness::Same)));
    set.push(said(6, 5, 100, Fact::Board(on(vec![token(21), token(12), token(23)], "school"))));
    let trip = Some("bus-1.1".parse().unwrap());
    let received = Receive { tokens: vec![token(11), token(12), token(23)], trip, place: "camp".to_owned() };
    set.push(said(7, 6, 2000, Fact::Receive(received)));
    let account = account(&set);
    let picture = account.picture();
    assert_eq!(picture.account.out.total(), 3);
    let balance = picture.trips.iter().find(|trip| trip.id.to_string() == "bus-1.1").unwrap().balance;
    assert_eq!((balance.boarded, balance.received, balance.unlisted), (3, 3, 0));
    assert_eq!(account.manifest(&"bus-1.1".parse().unwrap()).rows.len(), 3);
    // Both registrations stand behind the figure, and either code finds the person.
    let sources = account.sources(&FigureId::Account(AccountFigure::Registered, None));
    assert_eq!(sources.len(), 3, "and the decision that they are one");
    let [one, other] = [11, 21].map(|number| account.person(&token(number)).unwrap());
    assert_eq!((one.state, &one.parties), (other.state, &other.parties));
    assert_eq!(account.same_as(&token(21)).len(), 2);
    let roll = account.roll();
    assert_eq!(roll.parties.len(), 1);
    assert_eq!(roll.parties[0].members.len(), 3);
}
