//! Quorum policies: what they ask for, and what is said of files that are wrong.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use ledger::checkpoint::{Seal, WitnessKey, cosign};
use ledger::crypto::Key;
use ledger::quorum::{Policy, Rule};
use ledger::{OperationId, tree};
use proptest::prelude::*;

fn key(number: u8) -> Key {
    Key::from_seed(&[number; 32])
}

fn witness(number: u8) -> WitnessKey {
    WitnessKey { name: format!("w{number}.example"), key: key(number).log_id() }
}

fn policy(quorum: &str) -> String {
    let line = |group: &str, number: u8| format!("witness {group}  {}\n", witness(number));
    let witnesses = [
        ("party A", 1),
        ("party A", 2),
        ("party B", 3),
        ("observers", 4),
        ("observers", 5),
        ("observers", 6),
    ];
    let lines: String = witnesses.iter().map(|(group, number)| line(group, *number)).collect();
    format!("# who watches\n\n{lines}quorum {quorum}\n")
}

fn seal(cosigners: &[(u8, u64)]) -> Seal {
    let mut seal = Seal::make(&key(50), OperationId([1; 32]), 3, tree::root(&[[1; 32], [2; 32], [3; 32]]));
    for (number, time) in cosigners {
        let line = cosign(&key(*number), &witness(*number).name, seal.checkpoint(), *time);
        seal.add(line);
    }
    seal
}

#[test]
fn the_rule_of_the_specification_asks_for_both_parties_and_two_observers() {
    let text = policy("all(any(party A), any(party B), 2 of observers)");
    let policy = Policy::read(&text).unwrap();
    let since = |cosigners: &[(u8, u64)]| policy.judge(&seal(cosigners)).since;
    assert_eq!(since(&[]), None);
    assert_eq!(since(&[(1, 10), (3, 11), (4, 12)]), None, "one observer is missing");
    assert_eq!(since(&[(1, 10), (2, 10), (4, 12), (5, 13)]), None, "party B is missing");
    assert_eq!(since(&[(1, 10), (3, 11), (4, 12), (6, 15)]), Some(15), "from the last one needed");
    assert_eq!(since(&[(1, 10), (3, 11), (4, 12), (6, 15), (5, 14)]), Some(14));
    assert_eq!(since(&[(1, 10), (3, 11), (4, 12), (60, 15)]), None, "a stranger does not count");
    assert_eq!(policy.rule().to_string(), "all(any(party A), any(party B), 2 of (observers))");
}

#[test]
fn all_of_a_group_and_some_of_several_rules_can_be_asked_for() {
    for (quorum, enough, short) in [
        ("all(party A)", vec![1, 2], vec![1]),
        ("2 of (any(party A), any(party B), all(observers))", vec![2, 3], vec![4, 5, 6]),
        ("any(observers)", vec![5], vec![1, 2, 3]),
        ("2 of observers", vec![4, 6], vec![4]),
    ] {
        let policy = Policy::read(&policy(quorum)).unwrap();
        let judge = |who: &[u8]| policy.judge(&seal(&who.iter().map(|n| (*n, 9)).collect::<Vec<_>>())).since;
        assert_eq!(judge(&enough), Some(9), "{quorum}");
        assert_eq!(judge(&short), None, "{quorum}");
    }
}

#[test]
fn everything_that_is_wrong_is_said_with_its_line() {
    let text = format!(
        "witness party A {a}\nwitness party B {a}\nwitness {b}\nwatcher x\nwitness observers w+00000000+AAAA\nquorum all(any(party A), 2 of strangers",
        a = witness(1),
        b = witness(2),
    );
    let findings = Policy::read(&text).unwrap_err();
    let lines: Vec<usize> = findings.iter().map(|finding| finding.line).collect();
    assert_eq!(lines, [2, 3, 4, 5, 6], "{findings:?}");
    let findings = Policy::read(&policy("all(any(party C), 4 of observers)")).unwrap_err();
    assert!(findings[0].to_string().contains("'party C', which has no witness"), "{findings:?}");
    assert!(findings[1].to_string().contains("wants 4 of 'observers', which has 3"), "{findings:?}");
    assert!(Policy::read("").unwrap_err()[0].what.contains("no quorum"));
}

#[test]
fn rules_that_ask_for_nothing_or_nest_without_end_are_refused() {
    let deep = format!("{}any(a){}", "all(".repeat(200), ")".repeat(200));
    for wrong in [
        "",
        "party A",
        "0 of a",
        "all()",
        "any(a",
        "any(a))",
        "3 of (any(a), any(b))",
        "all(a, b)",
        "1of",
        &deep,
    ] {
        assert!(Rule::read(wrong).is_err(), "{wrong}");
    }
}

proptest! {
    #[test]
    fn hostile_policies_never_panic(text in "(witness|quorum|all|any|of|[0-9]|[(), a+\\n]){0,60}") {
        let _ = Policy::read(&text);
    }

    #[test]
    fn a_rule_reads_back_as_it_is_written(text in "(all|any|2 of )\\((any\\(a\\)|all\\(b\\)), (3 of c|any\\(a\\))\\)") {
        let rule = Rule::read(&text).unwrap();
        prop_assert_eq!(Rule::read(&rule.to_string()).unwrap(), rule);
    }
}
