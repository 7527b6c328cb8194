//! Waybills whose balance closes, whatever is said of them.

use super::*;
use crate::statement::AidRequest;
use crate::truce::tests::{id, picture};
use proptest::prelude::*;

fn goods(commodity: &str, quantity: u32) -> Goods {
    Goods { commodity: commodity.to_owned(), unit: "sack".to_owned(), quantity, batch: String::new() }
}

fn moved(step: AidStep, place: &str, goods: Vec<Goods>) -> Fact {
    Fact::AidMove(Box::new(AidMove {
        waybill: "WB-1".to_owned(),
        step,
        place: place.to_owned(),
        request: Some("A-1".to_owned()),
        vehicle: Some("truck-1".to_owned()),
        to: (step == AidStep::Loaded).then(|| "square".to_owned()),
        trip: None,
        goods,
        by: String::new(),
        words: String::new(),
    }))
}

#[test]
fn a_waybill_from_loading_to_its_end() {
    let mut set = vec![
        (0, moved(AidStep::Loaded, "camp", vec![goods("flour", 100), goods("insulin", 5)])),
        (10, moved(AidStep::Passed, "gate", Vec::new())),
        (11, moved(AidStep::Confiscated, "gate", vec![goods("insulin", 5)])),
    ];
    let bill = &waybills(&picture(&set), Moment(20))[0];
    assert_eq!((bill.state, bill.lines[0].on_the_way), (State::OnTheWay, 100));
    set.push((30, moved(AidStep::Delivered, "square", vec![goods("flour", 98)])));
    let bill = &waybills(&picture(&set), Moment(40))[0];
    assert_eq!((bill.state, bill.lines[0].unaccounted, bill.lines[1].confiscated), (State::Open, 2, 5));
    set.push((31, moved(AidStep::Lost, "square", Vec::new())));
    let bill = &waybills(&picture(&set), Moment(40))[0];
    assert_eq!((bill.state, bill.lines[0].lost), (State::Closed, 2));
    set.push((32, moved(AidStep::Returned, "camp", vec![goods("flour", 7)])));
    let bill = &waybills(&picture(&set), Moment(40))[0];
    assert_eq!((bill.state, bill.lines[0].unaccounted), (State::Open, -7), "more came off than was loaded");
}

#[test]
fn a_request_is_approved_refused_or_has_no_answer() {
    let ask = Fact::AidRequest(AidRequest {
        request: "A-1".to_owned(),
        party: "west".to_owned(),
        from: "camp".to_owned(),
        to: "square".to_owned(),
        trucks: 3,
        goods: vec![goods("flour", 300)],
        due: Some(Moment(1000)),
    });
    let answer = |reply| {
        Fact::AidAnswer(crate::statement::AidAnswer {
            request: "A-1".to_owned(),
            reply,
            by: "governor's office".to_owned(),
            words: String::new(),
        })
    };
    let none = &requests(&picture(&[(0, ask.clone())]), Moment(1500))[0];
    assert_eq!(none.answer, Answer::None { overdue_by: Some(Span(500)) });
    let set = [(0, ask), (600, answer(Reply::Yes)), (900, answer(Reply::No))];
    let refused = &requests(&picture(&set), Moment(1500))[0];
    assert!(matches!(&refused.answer, Answer::Refused { after: Span(900), entry, .. } if *entry == id(2)));
    assert!(refused.changed);
}

proptest! {
    #[test]
    fn the_balance_always_closes(steps in proptest::collection::vec((0i64..50, 0usize..6, 0u32..40, 0usize..3), 0..20)) {
        let all = [AidStep::Loaded, AidStep::Passed, AidStep::Delivered, AidStep::Returned, AidStep::Confiscated, AidStep::Lost];
        let set: Vec<(i64, Fact)> = steps
            .iter()
            .map(|(at, step, quantity, kind)| {
                let goods = if *kind == 2 && *step > 0 { Vec::new() } else { vec![goods(["flour", "rice", "oil"][*kind], *quantity)] };
                (*at, moved(all[*step], ["camp", "gate", "square"][*kind], goods))
            })
            .collect();
        for bill in waybills(&picture(&set), Moment(60)) {
            for line in &bill.lines {
                prop_assert!(line.balances(), "{line:?}");
                prop_assert!(line.on_the_way >= 0);
                prop_assert_eq!(
                    line.loaded,
                    line.delivered + line.returned + line.confiscated + line.lost + line.on_the_way + line.unaccounted
                );
            }
            let open = bill.lines.iter().any(|line| line.unaccounted != 0);
            prop_assert_eq!(open, bill.state == State::Open);
        }
    }
}
