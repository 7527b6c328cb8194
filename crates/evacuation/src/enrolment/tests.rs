//! Who counts, on small sets of statements; and that the order of arrival never matters.

use super::*;
use crate::account::{Account, Said};
use crate::operation::read::{Format, read};
use crate::people::Token;
use crate::quantity::Category;
use crate::statement::{AgeBand, Member, Sex};
use crate::statement::{Correct, Enrol, Register};
use minicbor::bytes::ByteArray;
use proptest::prelude::*;

const ROOT: u8 = 1;
const HOUR: i64 = 3600;

fn operation() -> crate::operation::Operation {
    let text = "[operation]\nname='A'\nstart=2016-12-15T14:00:00+02:00\ntimezone='Asia/Damascus'\nhorizon='10h'\n\
        [[place]]\nid='square'\nkind='staging'\nlat=36.1\nlon=37.1\n\
        [[place]]\nid='camp'\nkind='reception'\nlat=36.1\nlon=37.0\n\
        [[road]]\nfrom='square'\nto='camp'\ntravel='10min'\ndistance_km=3.0\n\
        [[fleet]]\nid='bus'\ncount=1\nat='square'\nseats=50\n\
        [[people]]\nid='all'\nat='square'\nparties=[{count=2, other=4}]\n";
    read(text.as_bytes(), Format::Toml).operation.unwrap()
}

fn entry(device: u8, seq: u64, branch: u8) -> [u8; 32] {
    let mut id = [device; 32];
    (id[0], id[1]) = (seq as u8, branch);
    id
}

/// `device` says it with this number, at this hour of the operation.
fn on(branch: u8, device: u8, seq: u64, hour: i64, fact: Fact) -> Said {
    let recorded_ms = (operation().start_unix_s + hour * HOUR) as u64 * 1000;
    let source = Source { entry: entry(device, seq, branch), device: [device; 32], seq, recorded_ms };
    Said { source, statement: Statement { at: Moment(hour * HOUR), fact } }
}

fn say(device: u8, seq: u64, fact: Fact) -> Said {
    on(0, device, seq, 0, fact)
}

fn enrol(device: u8, role: Role) -> Said {
    say(device, 0, Fact::Enrol(Enrol { label: format!("Device {device}"), role }))
}

fn admit(by: u8, seq: u64, device: u8, role: Role) -> Said {
    admit_for(by, seq, device, Grant { role, place: None, until: None })
}

fn admit_for(by: u8, seq: u64, device: u8, grant: Grant) -> Said {
    let Grant { role, place, until } = grant;
    say(by, seq, Fact::Admit(Admit { device: [device; 32], role, place, until }))
}

fn revoke(by: u8, seq: u64, device: u8, from: u64) -> Said {
    say(by, seq, Fact::Revoke(Revoke { device: [device; 32], from, why: "lost".to_owned() }))
}

fn register(party: u64) -> Fact {
    let member = |n| Member {
        token: Token::from_number(party * 10 + n),
        category: Category::Other,
        sex: Sex::Unknown,
        age: AgeBand::Unknown,
    };
    let members = (1..=4).map(member).collect();
    let party = Token::from_number(party * 10);
    Fact::Register(Register { party, members, place: "square".to_owned(), people: None, class: None })
}

fn account(roots: &[u8], said: &[Said]) -> Account {
    let roots: Vec<DeviceId> = roots.iter().map(|root| [*root; 32]).collect();
    let mut account = Account::closed(&operation(), None, &roots);
    for said in said {
        account.insert(said.clone());
    }
    account
}

fn registered(account: &Account) -> u32 {
    account.picture().account.registered.total()
}

#[test]
fn a_stranger_does_not_count_until_an_enroller_admits_it_whatever_comes_first() {
    let stranger = [enrol(5, Role::Registrar), say(5, 1, register(1))];
    let alone = account(&[ROOT], &stranger);
    assert_eq!(registered(&alone), 0);
    assert_eq!(alone.quarantined(), crate::account::Quarantined { statements: 1, persons: 4 });
    assert_eq!(alone.held(&entry(5, 1, 0)), Some(Held::Unenrolled));
    let waiting = alone.waiting();
    let [one] = waiting.as_slice() else { panic!("{waiting:?}") };
    assert_eq!((one.held, one.statements, one.persons, one.devices), (Held::Unenrolled, 1, 4, 1));
    assert_eq!(one.labels.len(), 1);
    let late =
        [&stranger[..], &[enrol(ROOT, Role::Coordinator), admit(ROOT, 1, 5, Role::Registrar)]].concat();
    assert_eq!(registered(&account(&[ROOT], &late)), 4);
    assert_eq!(account(&[ROOT], &late).quarantined().statements, 0);
    let reversed: Vec<Said> = late.into_iter().rev().collect();
    assert_eq!(registered(&account(&[ROOT], &reversed)), 4);
}

#[test]
fn nobody_admits_themselves_and_only_enrollers_admit() {
    let said = [admit(5, 1, 5, Role::Coordinator), admit(5, 2, 6, Role::Registrar), say(6, 1, register(1))];
    let account = account(&[ROOT], &said);
    assert_eq!(registered(&account), 0);
    assert_eq!(account.role(&[6; 32]), None);
}

#[test]
fn privileged_roles_take_two_enrollers_unless_the_founding_trusts_one_root() {
    let one = [admit(1, 1, 5, Role::Coordinator)];
    let two = [one[0].clone(), admit(2, 1, 5, Role::Coordinator)];
    assert_eq!(account(&[1, 2], &one).role(&[5; 32]), None);
    assert_eq!(account(&[1, 2], &one).member(&[5; 32]).waiting.len(), 1);
    assert_eq!(account(&[1, 2], &two).role(&[5; 32]), Some(Role::Coordinator));
    assert_eq!(account(&[1], &one).role(&[5; 32]), Some(Role::Coordinator));
    for role in PRIVILEGED {
        // The second signs something else: they do not agree.
        let grant = Grant { role, place: Some("camp".to_owned()), until: None };
        let apart = [admit(1, 1, 6, role), admit_for(2, 1, 6, grant)];
        assert_eq!(account(&[1, 2], &apart).role(&[6; 32]), None);
    }
    assert_eq!(account(&[1, 2], &[admit(1, 1, 7, Role::Gate)]).role(&[7; 32]), Some(Role::Gate));
}

#[test]
fn wrong_role_wrong_place_and_expiry_go_to_quarantine_and_come_back_released() {
    let square = |until| Grant { role: Role::Registrar, place: Some("square".to_owned()), until };
    let depart = Fact::Depart(crate::statement::Depart {
        trip: "bus-1.1".parse().unwrap(),
        place: "square".to_owned(),
        to: "camp".to_owned(),
        escorts: 1,
    });
    let receive = Fact::Receive(crate::statement::Receive {
        tokens: vec![Token::from_number(11)],
        trip: None,
        place: "camp".to_owned(),
    });
    let mut said = vec![
        admit_for(ROOT, 1, 5, square(Some(Moment(HOUR)))),
        on(0, 5, 1, 0, register(1)),
        on(0, 5, 2, 0, depart),
        on(0, 5, 3, 0, receive),
        on(0, 5, 4, 2, register(2)),
    ];
    let held = |account: &Account| -> Vec<Option<Held>> {
        (1..=4).map(|seq| account.held(&entry(5, seq, 0))).collect()
    };
    let before = account(&[ROOT], &said);
    assert_eq!(held(&before), [None, Some(Held::Role), Some(Held::Place), Some(Held::Expired)]);
    assert_eq!(registered(&before), 4);
    let release = |by, seq| {
        let entries = vec![ByteArray::from(entry(5, 4, 0))];
        say(by, seq, Fact::Release(Release { entries, why: "seen on paper".to_owned() }))
    };
    said.push(release(5, 5));
    assert_eq!(registered(&account(&[ROOT], &said)), 4, "no device releases its own");
    said.push(release(ROOT, 2));
    assert_eq!(registered(&account(&[ROOT], &said)), 8);
}

#[test]
fn a_lost_device_ends_from_a_stated_point_and_its_unsent_records_can_be_accepted() {
    let mut said = vec![
        admit(ROOT, 1, 5, Role::Registrar),
        say(5, 1, register(1)),
        say(5, 2, register(2)),
        revoke(ROOT, 2, 5, 2),
    ];
    let lost = account(&[ROOT], &said);
    assert_eq!((registered(&lost), lost.quarantined().persons), (4, 4));
    assert_eq!(lost.held(&entry(5, 2, 0)), Some(Held::Revoked));
    let entries = vec![ByteArray::from(entry(5, 2, 0))];
    said.push(say(ROOT, 3, Fact::Release(Release { entries, why: "found again".to_owned() })));
    assert_eq!(registered(&account(&[ROOT], &said)), 8);
}

#[test]
fn a_fork_quarantines_the_log_from_there_and_loses_nobody() {
    let correct = Fact::Correct(Correct { entry: entry(5, 1, 0), why: String::new() });
    let said = [
        admit(ROOT, 1, 5, Role::Registrar),
        say(5, 1, register(1)),
        on(0, 5, 2, 0, register(2)),
        on(1, 5, 2, 0, register(3)),
        say(5, 3, correct),
    ];
    let forked = account(&[ROOT], &said);
    assert_eq!(registered(&forked), 12, "everybody whom it ever registered is still looked for");
    assert_eq!(forked.held(&entry(5, 3, 0)), Some(Held::Forked), "what it says after does not count");
    assert_eq!(forked.member(&[5; 32]).forked_at, Some(2));
}

#[test]
fn a_revoked_coordinator_takes_nobody_along_and_two_who_revoke_each_other_are_both_out() {
    let base = [
        admit(1, 1, 5, Role::Coordinator),
        admit(1, 2, 6, Role::Coordinator),
        admit(5, 1, 7, Role::Gate),
        admit(5, 3, 8, Role::Gate),
    ];
    let with = |more: &[Said]| account(&[1], &[&base[..], more].concat());
    let lost = with(&[revoke(1, 3, 5, 2), revoke(5, 2, 6, 0), revoke(5, 4, 1, 0)]);
    assert_eq!(lost.role(&[7; 32]), Some(Role::Gate), "admitted before");
    assert_eq!(lost.role(&[8; 32]), None, "admitted after");
    assert_eq!(lost.member(&[6; 32]).revoked_from, None, "what it revoked after does not hold");
    assert_eq!(lost.member(&[1; 32]).revoked_from, None, "no root is ended by others");
    let both = with(&[revoke(5, 9, 6, 0), revoke(6, 9, 5, 0)]);
    assert_eq!(both.member(&[5; 32]).revoked_from.zip(both.member(&[6; 32]).revoked_from), Some((0, 0)));
}

fn any_said() -> impl Strategy<Value = Said> {
    let role = prop::sample::select(vec![Role::Coordinator, Role::Gate, Role::Registrar, Role::Viewer]);
    let fact = prop_oneof![
        (1u8..6, role.clone()).prop_map(|(device, role)| {
            Fact::Admit(Admit { device: [device; 32], role, place: None, until: None })
        }),
        (1u8..6, 0u64..5).prop_map(|(device, from)| {
            Fact::Revoke(Revoke { device: [device; 32], from, why: String::new() })
        }),
        (1u8..6, 1u64..5, 0u8..2).prop_map(|(device, seq, branch)| {
            let entries = vec![ByteArray::from(entry(device, seq, branch))];
            Fact::Release(Release { entries, why: String::new() })
        }),
        (1u8..6, 1u64..5, 0u8..2).prop_map(|(device, seq, branch)| {
            Fact::Correct(Correct { entry: entry(device, seq, branch), why: String::new() })
        }),
        (1u64..6).prop_map(register),
        role.prop_map(|role| Fact::Enrol(Enrol { label: "x".to_owned(), role })),
    ];
    (1u8..6, 0u64..5, prop::sample::select(vec![0u8, 0, 0, 1]), 0i64..3, fact)
        .prop_map(|(device, seq, branch, hour, fact)| on(branch, device, seq, hour, fact))
}

proptest! {
    #[test]
    fn the_order_of_arrival_changes_nothing(
        said in prop::collection::vec(any_said(), 1..40), shuffled in any::<prop::sample::Index>(), roots in 1u8..3,
    ) {
        // One entry has one content.
        let mut seen = std::collections::BTreeSet::new();
        let said: Vec<Said> = said.into_iter().filter(|said| seen.insert(said.source.entry)).collect();
        let roots: Vec<u8> = (1..=roots).collect();
        let one = account(&roots, &said);
        let mut other = said.clone();
        other.reverse();
        let at = shuffled.index(other.len());
        other.rotate_left(at);
        let other = account(&roots, &[other.clone(), other].concat());
        prop_assert_eq!(one.picture(), other.picture());
        let held = |account: &Account| -> Vec<_> {
            account.quarantine().iter().map(|one| (one.said.source.entry, one.held)).collect()
        };
        prop_assert_eq!(held(&one), held(&other));
    }
}
