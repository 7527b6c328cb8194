//! What may not be said about a departure, a child alone, or a companion.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use evacuation::people::Token;
use evacuation::quantity::Moment;
use evacuation::statement::{Accompany, Clear, Fact, Needs, Statement};

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
