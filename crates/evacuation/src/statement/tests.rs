//! Every kind reads back, only one form is taken, and hostile bytes are refused.

use super::{
    Accompany, Adopt, AgeBand, Agree, Answer, Assign, AtPlace, Attend, BODY_BYTES_MAX, Born, BreakDown,
    Claim, ClaimStanding, Clear, Close, Correct, Corridor, Countersign, Depart, Die, Enrol, Entrust, Fact,
    HandOver, Headcount, Likeness, Member, Needs, Observed, OnTrip, Pass, PlanPart, Position, Receive,
    Register, Remove, Role, Said, Sex, Shred, Split, Statement, StatementError, TOKENS_MAX, Transcribe, Twin,
    Unseal,
};
use crate::convoy::TripId;
use crate::people::Token;
use crate::quantity::{Category, Moment};
use proptest::collection::{btree_set, vec};
use proptest::option::of;
use proptest::prelude::*;

fn id() -> impl Strategy<Value = String> {
    "[a-zA-Zء-ي][a-z0-9 .–ء-ي-]{0,12}"
}
fn text() -> impl Strategy<Value = String> {
    "[a-zA-Z0-9 ,.;:ء-ي]{0,40}"
}
fn token() -> impl Strategy<Value = Token> {
    (0..Token::COUNT).prop_map(Token::from_number)
}
fn tokens() -> impl Strategy<Value = Vec<Token>> {
    btree_set(0..Token::COUNT, 1..20)
        .prop_map(|numbers| numbers.into_iter().map(Token::from_number).collect())
}
fn trip() -> impl Strategy<Value = TripId> {
    (id(), 1..=u32::MAX).prop_map(|(vehicle, number)| TripId { vehicle, number })
}
fn grade() -> impl Strategy<Value = String> {
    "[A-F][1-6]"
}
fn member_of(token: Token) -> impl Strategy<Value = Member> {
    let sex = prop_oneof![Just(Sex::Female), Just(Sex::Male), Just(Sex::Unknown)];
    let age = prop_oneof![
        Just(AgeBand::Infant),
        Just(AgeBand::Child),
        Just(AgeBand::Adult),
        Just(AgeBand::Older),
        Just(AgeBand::Unknown)
    ];
    (0usize..3, sex, age).prop_map(move |(category, sex, age)| Member {
        token,
        category: Category::ALL[category],
        sex,
        age,
    })
}
fn role() -> impl Strategy<Value = Role> {
    use Role::{Clinician, ConvoyLeader, Coordinator, Gate, Monitor, Receiver, Registrar, Viewer};
    prop::sample::select(vec![
        Coordinator,
        Registrar,
        Gate,
        ConvoyLeader,
        Receiver,
        Clinician,
        Monitor,
        Viewer,
    ])
}
fn on_trip() -> impl Strategy<Value = OnTrip> {
    (tokens(), trip(), id()).prop_map(|(tokens, trip, place)| OnTrip { tokens, trip, place })
}

fn parties() -> impl Strategy<Value = Fact> {
    let answer = prop::sample::select(vec![Answer::Yes, Answer::Declined, Answer::Stays, Answer::Withdrawn]);
    let members = tokens().prop_flat_map(|tokens| tokens.into_iter().map(member_of).collect::<Vec<_>>());
    prop_oneof![
        (id(), role()).prop_map(|(label, role)| Fact::Enrol(Enrol { label, role })),
        (any::<[u8; 32]>(), text())
            .prop_map(|(plan_sha256, summary)| Fact::Adopt(Adopt { plan_sha256, summary })),
        (token(), members, id(), of(id()), of(0u32..1000)).prop_map(
            |(party, members, place, people, class)| {
                Fact::Register(Register { party, members, place, people, class })
            }
        ),
        (token(), answer, vec(id(), 0..4), "[a-z]{2}(-[A-Z]{2})?", text()).prop_map(
            |(party, answer, destinations, language, told)| Fact::Agree(Agree {
                party,
                answer,
                destinations,
                language,
                told
            })
        ),
        (tokens(), trip()).prop_map(|(parties, trip)| Fact::Assign(Assign { parties, trip })),
    ]
}

fn journeys() -> impl Strategy<Value = Fact> {
    prop_oneof![
        on_trip().prop_map(Fact::Board),
        on_trip().prop_map(Fact::Alight),
        (trip(), id(), id(), 0u32..100).prop_map(|(trip, place, to, escorts)| Fact::Depart(Depart {
            trip,
            place,
            to,
            escorts
        })),
        (trip(), id(), any::<bool>(), of(0u32..100)).prop_map(
            |(trip, place, through, headcount)| Fact::Pass(Pass { trip, place, through, headcount })
        ),
        (trip(), id()).prop_map(|(trip, place)| Fact::Arrive(AtPlace { trip, place })),
        (tokens(), of(trip()), id()).prop_map(|(tokens, trip, place)| Fact::Receive(Receive {
            tokens,
            trip,
            place
        })),
        (tokens(), of(trip()), id(), id()).prop_map(|(tokens, trip, place, to)| Fact::HandOver(Box::new(
            HandOver { tokens, trip, place, to }
        ))),
        (tokens(), trip(), id(), text(), grade(), of(text())).prop_map(
            |(tokens, trip, place, by, grade, witness)| Fact::Remove(Box::new(Remove {
                tokens,
                trip,
                place,
                by,
                grade,
                witness
            }))
        ),
        (token(), of(trip()), id()).prop_map(|(token, trip, place)| Fact::Die(Die { token, trip, place })),
        (token().prop_flat_map(member_of), of(token()), of(trip()), id())
            .prop_map(|(child, party, trip, place)| Fact::Born(Born { child, party, trip, place })),
        (trip(), id(), 0u32..100).prop_map(|(trip, place, count)| Fact::Headcount(Headcount {
            trip,
            place,
            count
        })),
    ]
}

fn care() -> impl Strategy<Value = Fact> {
    let two = || (tokens(), token()).prop_filter("two", |(many, one)| !many.contains(one));
    prop_oneof![
        (two(), any::<bool>(), any::<bool>()).prop_map(|((many, token), oxygen, beside)| {
            let companion = beside.then(|| many[0]);
            Fact::Needs(Needs { token, oxygen, companion })
        }),
        (token(), id(), id()).prop_map(|(child, from, to)| Fact::Accompany(Accompany { child, from, to })),
        (tokens(), token(), token()).prop_map(|(members, party, by)| Fact::Split(Split {
            party,
            members,
            by
        })),
        (trip(), id(), 0u32..99, 0u32..99, id()).prop_map(|(trip, place, counted, scanned, reason)| {
            Fact::Clear(Clear { trip, place, counted, scanned, reason: Some(reason) })
        }),
        any::<[u8; 32]>().prop_map(|entry| Fact::Countersign(Countersign { entry: entry.into() })),
    ]
}

fn surroundings() -> impl Strategy<Value = Fact> {
    let corridor =
        || (of(id()), text()).prop_map(|(control_point, reason)| Corridor { control_point, reason });
    let words = (id(), id(), text(), text(), text(), text(), text());
    prop_oneof![
        (id(), of(trip()), id()).prop_map(|(vehicle, trip, place)| Fact::BreakDown(BreakDown {
            vehicle,
            trip,
            place
        })),
        corridor().prop_map(Fact::Suspend),
        corridor().prop_map(Fact::Reopen),
        (id(), -90_000_000..=90_000_000, -180_000_000..=180_000_000)
            .prop_map(|(vehicle, lat_e6, lon_e6)| Fact::Position(Position { vehicle, lat_e6, lon_e6 })),
        (words, 0i64..99_999, 0i64..99, grade()).prop_map(
            |((claimant, figure, unit, scope, qualifier, as_of, source), low, more, grade)| {
                let high = low + more;
                Fact::Claim(Box::new(Claim {
                    claimant,
                    figure,
                    low,
                    high,
                    unit,
                    scope,
                    qualifier,
                    as_of,
                    grade,
                    source,
                    said: (more % 2 == 1).then(said),
                }))
            }
        ),
        (any::<[u8; 32]>(), text()).prop_map(|(entry, why)| Fact::Correct(Correct { entry, why })),
        (any::<[u8; 32]>(), 0u32..9, vec(any::<u8>(), 1..99)).prop_map(|(plan_sha256, part, bytes)| {
            Fact::PlanPart(PlanPart { plan_sha256, part, parts: 9, bytes })
        }),
        (id(), vec(any::<[u8; 32]>(), 2..9)).prop_map(|(group, keys)| {
            let (group, keys) = (group.chars().take(9).collect(), keys.into_iter().map(Into::into).collect());
            Fact::Entrust(Entrust { group, threshold: 2, keys })
        }),
        (vec(any::<[u8; 32]>(), 1..9), "[a-z]{1,40}", any::<[u8; 32]>()).prop_map(
            |(blobs, purpose, reader)| {
                let blobs = blobs.into_iter().map(Into::into).collect();
                Fact::Unseal(Unseal { blobs, purpose, reader: reader.into() })
            }
        ),
        (vec(any::<[u8; 32]>(), 1..9), text()).prop_map(|(blobs, why)| {
            Fact::Shred(Shred { blobs: blobs.into_iter().map(Into::into).collect(), why })
        }),
    ]
}

fn statements() -> impl Strategy<Value = Statement> {
    let fact = prop_oneof![parties(), journeys(), surroundings(), care()];
    (-1_000_000i64..1_000_000, fact).prop_map(|(at, fact)| Statement { at: Moment(at), fact })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn every_kind_reads_back(statement in statements()) {
        prop_assert_eq!(Statement::decode(&statement.encode()), Ok(statement));
    }

    #[test]
    fn hostile_bytes_are_refused_or_written_again_the_same(bytes in vec(any::<u8>(), 0..200)) {
        if let Ok(statement) = Statement::decode(&bytes) {
            prop_assert_eq!(statement.encode(), bytes);
        }
    }

    #[test]
    fn damaged_statements_are_refused_or_written_again_the_same(
        statement in statements(),
        at in any::<prop::sample::Index>(),
        with in any::<u8>(),
        cut in any::<prop::sample::Index>(),
    ) {
        let whole = statement.encode();
        let mut bytes = whole.clone();
        bytes[at.index(whole.len())] = with;
        if let Ok(read) = Statement::decode(&bytes) {
            prop_assert_eq!(read.encode(), bytes);
        }
        prop_assert!(Statement::decode(&whole[..cut.index(whole.len())]).is_err());
        let longer = [&whole[..], &[with]].concat();
        prop_assert!(Statement::decode(&longer).is_err());
    }
}

fn board() -> OnTrip {
    OnTrip {
        tokens: vec![Token::from_number(1)],
        trip: TripId { vehicle: "bus-1".to_owned(), number: 1 },
        place: "school".to_owned(),
    }
}

fn refused(fact: Fact) {
    let statement = Statement { at: Moment(0), fact };
    let read = Statement::decode(&statement.encode());
    assert!(matches!(read, Err(StatementError::Absurd(_))), "{statement:?} gave {read:?}");
}

#[test]
fn lists_are_neither_empty_nor_endless_nor_double() {
    refused(Fact::Board(OnTrip { tokens: vec![], ..board() }));
    refused(Fact::Board(OnTrip { tokens: vec![Token::from_number(1); 2], ..board() }));
    let many = (0..=TOKENS_MAX as u64).map(Token::from_number).collect();
    refused(Fact::Alight(OnTrip { tokens: many, ..board() }));
    refused(Fact::Assign(Assign { parties: vec![], trip: board().trip }));
}

#[test]
fn texts_hide_nothing() {
    for sign in ['\u{202E}', '\u{2066}', '\u{200B}', '\n', '\u{1B}', '\u{E0041}'] {
        refused(Fact::Board(OnTrip { place: format!("scho{sign}ol"), ..board() }));
        let reason = format!("quiet{sign}");
        refused(Fact::Suspend(Corridor { control_point: None, reason }));
        refused(Fact::Depart(Depart {
            trip: TripId { vehicle: format!("bus{sign}"), number: 1 },
            place: "school".to_owned(),
            to: "camp".to_owned(),
            escorts: 0,
        }));
    }
    refused(Fact::Board(OnTrip { place: " ".to_owned(), ..board() }));
    refused(Fact::Board(OnTrip { place: "x".repeat(201), ..board() }));
    refused(Fact::Suspend(Corridor { control_point: Some(String::new()), reason: String::new() }));
    refused(Fact::Suspend(Corridor { control_point: None, reason: "x".repeat(2001) }));
    // A word of Persian needs its joiner.
    let persian = Corridor { control_point: None, reason: "می\u{200C}رود".to_owned() };
    assert_eq!(Statement { at: Moment(0), fact: Fact::Suspend(persian) }.check(), Ok(()));
}

#[test]
fn numbers_are_possible() {
    let position = |lat_e6, lon_e6| Fact::Position(Position { vehicle: "bus-1".to_owned(), lat_e6, lon_e6 });
    refused(position(90_000_001, 0));
    refused(position(0, -180_000_001));
    refused(position(i32::MIN, i32::MIN));
    refused(Fact::Headcount(Headcount { trip: board().trip, place: "school".to_owned(), count: u32::MAX }));
    for at in [i64::MIN, i64::MAX, -400_000_000] {
        let statement = Statement { at: Moment(at), fact: Fact::Board(board()) };
        assert!(matches!(Statement::decode(&statement.encode()), Err(StatementError::Absurd(_))));
    }
}

#[test]
fn only_one_form_is_taken() {
    let bytes = Statement { at: Moment(5), fact: Fact::Board(board()) }.encode();
    // The moment 5 written in two bytes instead of one.
    let at = bytes.iter().position(|byte| *byte == 5).unwrap();
    let longer = [&bytes[..at], &[0x18, 5], &bytes[at + 1..]].concat();
    assert_eq!(Statement::decode(&longer), Err(StatementError::NotCanonical));
    // An indefinite map instead of a map of two.
    let indefinite = [&[0xBF], &bytes[1..], &[0xFF]].concat();
    assert_eq!(Statement::decode(&indefinite), Err(StatementError::NotCanonical));
    assert!(matches!(Statement::decode(&vec![0; BODY_BYTES_MAX + 1]), Err(StatementError::TooLong(_))));
    // A list that says it has 2⁶⁴−1 members.
    assert!(
        Statement::decode(&[
            0xA2, 0x00, 0x05, 0x01, 0x82, 0x05, 0x9B, 255, 255, 255, 255, 255, 255, 255, 255
        ])
        .is_err()
    );
    let deep = vec![0x81; BODY_BYTES_MAX];
    assert!(Statement::decode(&deep).is_err());
}

/// The byte form is final: what was signed must read the same for ever.
#[test]
fn the_byte_form_does_not_change() {
    let check = |fact: Fact, expected: &str| {
        let bytes = Statement { at: Moment(-5), fact }.encode();
        let written: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(written, expected.replace(' ', ""));
    };
    let token = "68 3232323232323232"; // the text "22222222"
    let trip = "67 6275732d312e31"; // the text "bus-1.1"
    let school = "66 7363686f6f6c";
    let first = Token::from_number(0);
    let on_trip = OnTrip { tokens: vec![first], ..board() };
    check(Fact::Board(on_trip), &format!("a2 00 24 01 82 05 a3 00 81 {token} 01 {trip} 02 {school}"));
    let member = Member { token: first, category: Category::Wounded, sex: Sex::Male, age: AgeBand::Older };
    let register = Register {
        party: first,
        members: vec![member],
        place: "school".to_owned(),
        people: None,
        class: Some(1),
    };
    check(
        Fact::Register(register),
        &format!("a2 00 24 01 82 02 a4 00 {token} 01 81 a4 00 {token} 01 01 02 01 03 03 02 {school} 04 01"),
    );
    let attend = Attend { matter: "a".to_owned(), who: "b".to_owned(), step: String::new(), done: true };
    check(Fact::Attend(attend), "a2 00 24 01 82 18 26 a4 00 61 61 01 61 62 02 60 03 f5");
    let twin =
        Twin { parties: [first, first], likeness: Likeness::Apart, pairs: Vec::new(), why: String::new() };
    check(Fact::Twin(twin), &format!("a2 00 24 01 82 18 25 a4 00 82 {token} {token} 01 02 02 80 03 60"));
    let correct = Correct { entry: [0xAB; 32], why: String::new() };
    check(Fact::Correct(correct), &format!("a2 00 24 01 82 15 a2 00 58 20 {} 01 60", "ab".repeat(32)));
}

/// Everything that can be told of how a claim was said.
fn said() -> Said {
    Said {
        words: "951 evacuees, including 108 wounded".to_owned(),
        observed: Observed::Seen,
        place: "Ramouseh".to_owned(),
        standing: ClaimStanding::Planned,
        supersedes: Some([7; 32].into()),
        contradicts: None,
    }
}

#[test]
fn what_settles_keeps_its_bounds() {
    let [a, b, c] = [1, 2, 3].map(Token::from_number);
    let twin = |parties, likeness, pairs: &[[Token; 2]]| {
        Fact::Twin(Twin { parties, likeness, pairs: pairs.to_vec(), why: String::new() })
    };
    refused(twin([a, a], Likeness::Suspected, &[]));
    refused(twin([a, b], Likeness::Same, &[]));
    refused(twin([a, b], Likeness::Same, &[[c, c]]));
    refused(twin([a, b], Likeness::Apart, &[[a, b]]));
    refused(Fact::Close(Close { convoy: "C001".to_owned(), trips: vec![board().trip; 2] }));
    refused(Fact::Close(Close { convoy: "C001".to_owned(), trips: Vec::new() }));
    refused(Fact::Transcribe(Transcribe { sheet: "7".to_owned(), written_by: "gate".to_owned(), count: 0 }));
    refused(Fact::Attend(Attend {
        matter: String::new(),
        who: "x".to_owned(),
        step: String::new(),
        done: false,
    }));
}
