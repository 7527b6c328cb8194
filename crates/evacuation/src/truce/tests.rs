//! Clauses against small sets of statements, and what must hold for every set.

use super::*;
use crate::account::{Account, Said, Source};
use crate::operation::read::{Format, read};
use crate::statement::*;
use proptest::prelude::*;

const H: i64 = 3600;

pub(crate) fn operation() -> Operation {
    let text = "[operation]\nname='A'\nstart=2016-12-15T06:00:00+02:00\ntimezone='Asia/Damascus'\nhorizon='48h'\n\
        [[place]]\nid='square'\nkind='staging'\nlat=36.10\nlon=37.10\n\
        [[place]]\nid='gate'\nkind='control_point'\nlat=36.10\nlon=37.05\nlanes=2\ninspection='60s'\n\
        [[place]]\nid='camp'\nkind='reception'\nlat=36.10\nlon=37.00\ncapacity=100\n\
        [[road]]\nfrom='square'\nto='gate'\ntravel='10min'\n[[road]]\nfrom='gate'\nto='camp'\ntravel='10min'\n\
        [[fleet]]\nid='bus'\ncount=2\nat='square'\nseats=50\nescorts=1\n[escorts]\ncount=2\n\
        [[people]]\nid='all'\nat='square'\nparties=[{count=20, other=4}]\n\
        [[party]]\nid='west'\n[[party]]\nid='east'\nname={en='East'}\n\
        [[clause]]\nid='fire'\nterm='no_fire'\nwithin_km=2.0\nuntil='40h'\n\
        [[clause]]\nid='hours'\nterm='passage_hours'\nopens='07:00'\ncloses='18:00'\nplace='gate'\n\
        [[clause]]\nid='size'\nterm='convoy_max'\nmost=2\n\
        [[clause]]\nid='look'\nterm='inspection'\nmost='90s'\n\
        [[clause]]\nid='aid'\nterm='aid_per_day'\ntrucks=2\nplace='gate'\n";
    let reading = read(text.as_bytes(), Format::Toml);
    assert!(reading.findings.is_empty(), "{:?}", reading.findings);
    reading.operation.unwrap()
}

/// Each at its moment; entry ids count from 1.
pub(crate) fn picture(facts: &[(i64, Fact)]) -> Picture {
    let mut account = Account::new(&operation(), None);
    for (number, (at, fact)) in facts.iter().enumerate() {
        account.insert(said(number, *at, fact.clone()));
    }
    account.picture()
}

fn said(number: usize, at: i64, fact: Fact) -> Said {
    let source = Source { entry: id(number).0, device: [7; 32], seq: number as u64, recorded_ms: 0 };
    Said { source, statement: Statement { at: Moment(at), fact } }
}

pub(crate) fn id(number: usize) -> EntryRef {
    let mut id = [0; 32];
    id[0] = number as u8 + 1;
    EntryRef(id)
}

pub(crate) fn fire(lon_e6: i32, party: Option<&str>, grade: (&str, u8)) -> Fact {
    Fact::Incident(Box::new(Incident {
        kind: IncidentKind::Shelling,
        place: String::new(),
        lat_e6: Some(36_110_000),
        lon_e6: Some(lon_e6),
        known: Known::Seen,
        by: "post".to_owned(),
        party: party.map(str::to_owned),
        reliability: grade.0.to_owned(),
        credibility: grade.1,
        trip: None,
        tokens: Vec::new(),
        words: String::new(),
        source: String::new(),
        share: true,
    }))
}

pub(crate) fn word(from: i64, holding: Holding, party: Option<&str>) -> Fact {
    Fact::ClauseWord(ClauseWord {
        clause: "fire".to_owned(),
        from: Moment(from),
        holding,
        by: "monitors".to_owned(),
        party: party.map(str::to_owned),
        reliability: "B".to_owned(),
        credibility: 2,
        words: String::new(),
    })
}

fn state(facts: &[(i64, Fact)], clause: &str, now: i64) -> (Holding, Why) {
    let judged = judge(&operation(), &picture(facts), Moment(now));
    let one = judged.iter().find(|judged| judged.clause.clause == clause).unwrap();
    (one.all.state, one.all.why)
}

#[test]
fn what_nobody_watched_cannot_be_judged() {
    let op = operation();
    for judged in judge(&op, &picture(&[]), Moment(5 * H)) {
        assert_eq!(judged.all.state, Holding::Unknown, "{judged:?}");
        assert!(judged.views.values().all(|view| view.state == Holding::Unknown));
        assert_eq!(judged.views.len(), 3, "west, east, and those of no side");
    }
}

#[test]
fn fire_near_the_road_breaches_and_fire_far_from_it_does_not() {
    let near = fire(37_050_000, Some("west"), ("B", 2));
    assert_eq!(state(&[(H, near.clone())], "fire", 2 * H), (Holding::Breached, Why::Fire));
    let far = fire(37_500_000, Some("west"), ("B", 2));
    let watched = (2 * H, word(0, Holding::Held, None));
    assert_eq!(state(&[(H, far), watched.clone()], "fire", 2 * H), (Holding::Held, Why::Watched));
    let weak = fire(37_050_000, Some("west"), ("E", 5));
    assert_eq!(state(&[(H, weak), watched.clone()], "fire", 2 * H), (Holding::Unknown, Why::Alleged));
    let link = Fact::Link(Link { from: id(1), to: id(0), kind: LinkKind::Contradicts, why: String::new() });
    let set = [(H, near), watched, (2 * H, link)];
    assert_eq!(state(&set, "fire", 2 * H), (Holding::Unknown, Why::Alleged), "contradicted");
}

#[test]
fn two_parties_see_one_truce_differently_and_both_are_shown() {
    let set = [(H, fire(37_050_000, Some("west"), ("B", 2))), (2 * H, word(0, Holding::Held, Some("east")))];
    let judged = judge(&operation(), &picture(&set), Moment(2 * H));
    let fire = judged.iter().find(|judged| judged.clause.clause == "fire").unwrap();
    assert_eq!(fire.views["west"].state, Holding::Breached);
    assert_eq!(fire.views["east"].state, Holding::Held);
    assert_eq!(fire.views[""].state, Holding::Unknown);
    assert_eq!(fire.all.state, Holding::Breached);
}

#[test]
fn immediate_verifiable_durable() {
    let set = [
        (H, fire(37_050_000, None, ("A", 1))),
        (3 * H, word(H + 1800, Holding::Held, None)),
        (4 * H, word(3 * H + 600, Holding::Held, Some("east"))),
    ];
    let lines = &lines(&operation(), &picture(&set), Moment(4 * H + 600))[0];
    assert_eq!(lines.last_fire, Some(Moment(H)));
    assert_eq!(lines.quiet_since, Some(Moment(H + 1800)));
    assert_eq!(lines.after, Some(Span(H + 1800)));
    assert_eq!(lines.lasting, Some(Span(3 * H - 1200)));
    assert_eq!(lines.sides, ["", "east"]);
    assert!(lines.verified);
    let later = &super::lines(&operation(), &picture(&set), Moment(6 * H))[0];
    assert_eq!(later.quiet_since, None, "nobody has watched for two hours");
}

#[test]
fn hours_size_inspection_and_aid_are_counted() {
    let trip = |n| crate::convoy::TripId { vehicle: "bus-1".to_owned(), number: n };
    let pass =
        |n, through| Fact::Pass(Pass { trip: trip(n), place: "gate".to_owned(), through, headcount: None });
    let set = [(2 * H, pass(1, false)), (2 * H + 80, pass(1, true))];
    assert_eq!(state(&set, "hours", 3 * H), (Holding::Held, Why::Measured));
    assert_eq!(state(&set, "look", 3 * H), (Holding::Held, Why::Measured));
    assert_eq!(state(&set, "size", 3 * H), (Holding::Held, Why::Measured));
    let slow = [(2 * H, pass(1, false)), (2 * H + 91, pass(1, true))];
    assert_eq!(state(&slow, "look", 3 * H), (Holding::Breached, Why::Exceeded));
    let night = [(13 * H, pass(1, false))];
    assert_eq!(state(&night, "hours", 14 * H), (Holding::Breached, Why::Exceeded), "19:00 is outside");
    let moved = |waybill: &str, step| {
        let goods =
            vec![Goods { commodity: "flour".into(), unit: "sack".into(), quantity: 9, batch: String::new() }];
        Fact::AidMove(Box::new(AidMove {
            waybill: waybill.to_owned(),
            step,
            place: "gate".to_owned(),
            request: None,
            vehicle: Some(waybill.to_owned()),
            to: None,
            trip: None,
            goods,
            by: String::new(),
            words: String::new(),
        }))
    };
    let two = [(H, moved("t1", AidStep::Passed)), (H, moved("t2", AidStep::Passed))];
    assert_eq!(state(&two, "aid", 2 * H), (Holding::Held, Why::Measured));
    assert_eq!(state(&two[..1], "aid", 30 * H), (Holding::Unknown, Why::FewerCame));
    let refused = Fact::AidAnswer(AidAnswer {
        request: "A".into(),
        reply: Reply::No,
        by: "office".into(),
        words: String::new(),
    });
    let asked = Fact::AidRequest(AidRequest {
        request: "A".into(),
        party: "west".into(),
        from: "camp".into(),
        to: "square".into(),
        trucks: 2,
        goods: Vec::new(),
        due: None,
    });
    let set = [(H, asked), (2 * H, refused), two[0].clone()];
    assert_eq!(state(&set, "aid", 30 * H), (Holding::Breached, Why::FewerLetIn));
}

#[test]
fn a_clause_entered_later_takes_the_place_of_the_one_of_that_name() {
    let mut clause = operation().clauses[0].clone();
    clause.within_m = Some(100);
    let set = [
        (0, Fact::Clause(clause)),
        (H, fire(37_050_000, None, ("A", 1))),
        (2 * H, word(0, Holding::Held, None)),
    ];
    assert_eq!(state(&set, "fire", 2 * H), (Holding::Held, Why::Watched), "1.1 km away is beyond 100 m");
}

fn facts() -> impl Strategy<Value = Vec<(i64, Fact)>> {
    let holding = prop_oneof![Just(Holding::Held), Just(Holding::Breached), Just(Holding::Unknown)];
    let party = prop_oneof![Just(None), Just(Some("west")), Just(Some("east"))];
    let one = prop_oneof![
        (0i64..20, 37_000_000i32..37_200_000, party.clone(), "[A-F]", 1u8..7)
            .prop_map(|(h, lon, party, a, b)| (h * H, fire(lon, party, (&a, b)))),
        (0i64..20, 0i64..4, holding, party)
            .prop_map(|(h, long, holding, party)| (h * H, word((h - long) * H, holding, party))),
        (0i64..20, 0usize..9, 0usize..9).prop_map(|(h, a, b)| {
            (
                h * H,
                Fact::Link(Link {
                    from: id(a),
                    to: id(b + 1),
                    kind: LinkKind::Contradicts,
                    why: String::new(),
                }),
            )
        }),
    ];
    proptest::collection::vec(one, 0..12)
}

proptest! {
    #[test]
    fn no_word_no_held(facts in facts(), now in 0i64..24) {
        let words = facts.iter().any(|(_, fact)| matches!(fact, Fact::ClauseWord(w) if w.holding == Holding::Held));
        let (state, _) = state(&facts, "fire", now * H);
        prop_assert!(words || state != Holding::Held);
    }

    #[test]
    fn taking_away_what_was_said_never_makes_it_held(facts in facts(), at in 0usize..12, now in 0i64..24) {
        // Only breaches and contradictions speak against; without a word of watching nothing is held.
        let mut fewer = facts.clone();
        fewer.retain(|(_, fact)| !matches!(fact, Fact::ClauseWord(w) if w.holding == Holding::Held));
        let _ = at;
        prop_assert_ne!(state(&fewer, "fire", now * H).0, Holding::Held);
    }

    #[test]
    fn established_fire_is_never_held(facts in facts(), now in 1i64..24) {
        let mut facts = facts;
        facts.retain(|(_, fact)| !matches!(fact, Fact::Link(_)));
        facts.push((H / 2, fire(37_050_000, None, ("A", 1))));
        prop_assert_eq!(state(&facts, "fire", now * H).0, Holding::Breached);
    }

    #[test]
    fn the_order_of_arrival_changes_nothing(facts in facts(), now in 0i64..24, turn in 0usize..12) {
        let op = operation();
        let mut all: Vec<Said> =
            facts.iter().enumerate().map(|(n, (at, fact))| said(n, *at, fact.clone())).collect();
        let judged = judge(&op, &picture(&facts), Moment(now * H));
        let mut account = Account::new(&op, None);
        let middle = turn.min(all.len());
        all.rotate_left(middle);
        all.reverse();
        for said in all {
            account.insert(said);
        }
        prop_assert_eq!(judge(&op, &account.picture(), Moment(now * H)), judged);
    }

    #[test]
    fn what_is_held_was_watched_without_a_gap(facts in facts(), now in 1i64..20) {
        let picture = picture(&facts);
        let judged = judge(&operation(), &picture, Moment(now * H));
        let fire = judged.iter().find(|judged| judged.clause.clause == "fire").unwrap();
        if fire.all.state == Holding::Held {
            for second in (0..now * H).step_by(600) {
                let covered = facts.iter().any(|(at, fact)| match fact {
                    Fact::ClauseWord(w) => {
                        w.holding == Holding::Held && w.from.seconds() - H <= second && second <= at + H
                    }
                    _ => false,
                });
                prop_assert!(covered, "nobody watched around {second}");
            }
        }
    }
}
