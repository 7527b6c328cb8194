//! What the ledger promises about sets of entries: any order gives the same logs; a second history
//! is noticed, kept and provable.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use ledger::{Draft, ForkProof, ForkProofError, Head, Logs, OperationId, Outcome, Refusal, Verified, Writer};
use proptest::prelude::*;

const OPERATION: OperationId = OperationId([7; 32]);

/// `length` entries that go on after `head`; `say` makes two histories differ.
fn chain(seed: u8, head: Option<Head>, length: usize, say: u8) -> Vec<Verified> {
    let mut writer = Writer::new(OPERATION, &[seed; 32], head);
    let draft = Draft { kind: "note".to_owned(), body: vec![say], ..Draft::default() };
    let mut write = |n| writer.write(draft.clone(), n).map(|signed| Verified::check(&OPERATION, signed));
    (0..length as u64).map(|n| write(n).unwrap().unwrap()).collect()
}

/// Hands in everything again and again until nothing more is taken, as devices do.
fn offer_all(entries: &[Verified]) -> Logs {
    let mut logs = Logs::new();
    loop {
        let outcomes: Vec<_> = entries.iter().map(|entry| logs.insert(entry)).collect();
        let news = |outcome: &&Result<Outcome, Refusal>| !matches!(outcome, Ok(Outcome::Known));
        if !outcomes.iter().any(|outcome| news(&outcome) && outcome.is_ok()) {
            assert!(outcomes.iter().all(Result::is_ok), "something never fitted");
            return logs;
        }
    }
}

fn told(logs: &Logs) -> Vec<String> {
    let mut told = Vec::new();
    for line in logs.frontier() {
        told.push(format!("{line:?}"));
        (0..line.size).for_each(|seq| told.push(format!("{:?}", logs.at(&line.log_id, seq))));
    }
    told
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn shuffles_and_repetitions_converge(
        seed in any::<u64>(), forks in prop::collection::vec((0usize..8, 1usize..8, 1u8..3), 0..3)
    ) {
        let main = chain(1, None, 8, 0);
        let mut all = main.clone();
        all.extend(chain(2, None, 5, 0));
        for (at, length, say) in forks {
            let head = at.checked_sub(1).map(|before| Head::of(&main[before]));
            all.extend(chain(1, head, length, say));
        }
        let in_order = told(&offer_all(&all));
        let mut shuffled = all.clone();
        shuffled.extend(all);
        let mut state = seed | 1;
        for ix in (1..shuffled.len()).rev() {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            shuffled.swap(ix, (state >> 33) as usize % (ix + 1));
        }
        prop_assert_eq!(told(&offer_all(&shuffled)), in_order);
    }
}

#[test]
fn a_gap_says_what_to_send_first() {
    let entries = chain(1, None, 4, 0);
    let mut logs = Logs::new();
    assert_eq!(logs.insert(&entries[2]), Err(Refusal::Gap { next: 0 }));
    assert!(logs.frontier().is_empty(), "a refused entry leaves nothing behind");
    assert_eq!(logs.insert(&entries[0]), Ok(Outcome::Appended));
    assert_eq!(logs.insert(&entries[2]), Err(Refusal::Gap { next: 1 }));
    assert_eq!(logs.insert(&entries[0]), Ok(Outcome::Known));
}

#[test]
fn an_entry_after_one_that_is_not_here_is_refused() {
    let (entries, other) = (chain(1, None, 3, 0), chain(1, None, 3, 9));
    let mut logs = Logs::new();
    logs.insert(&entries[0]).unwrap();
    logs.insert(&entries[1]).unwrap();
    let refused = logs.insert(&other[2]);
    assert_eq!(refused, Err(Refusal::Prev { seq: 1, named: other[1].id() }));
    assert_eq!(logs.size(&entries[0].log_id()), 2);
}

#[test]
fn a_second_history_is_kept_and_quarantines_the_log_from_there() {
    let entries = chain(1, None, 4, 0);
    let other = chain(1, Some(Head::of(&entries[1])), 3, 9);
    let log_id = entries[0].log_id();
    let logs = offer_all(&[entries.clone(), other.clone()].concat());
    assert_eq!(logs.forked_at(&log_id), Some(2));
    assert_eq!(logs.size(&log_id), 5);
    assert_eq!(logs.at(&log_id, 2).len(), 2);
    assert_eq!(logs.at(&log_id, 1), vec![entries[1].id()]);
}

#[test]
fn a_fork_is_proved_by_two_entries_alone() {
    let (a, b) = (chain(1, None, 2, 0), chain(1, None, 2, 9));
    let signed = |entry: &Verified| entry.signed().clone();
    let proof = ForkProof::new(signed(&a[0]), signed(&b[0]));
    assert_eq!(proof, ForkProof::new(signed(&b[0]), signed(&a[0])));
    assert_eq!(proof.check(&OPERATION), Ok((a[0].log_id(), 0)));
    for (one, other) in [(&a[0], &a[0]), (&a[0], &b[1]), (&a[0], &chain(2, None, 1, 0)[0])] {
        let no_fork = ForkProof::new(signed(one), signed(other)).check(&OPERATION);
        assert_eq!(no_fork, Err(ForkProofError::NoFork));
    }
    assert!(matches!(proof.check(&OperationId([8; 32])), Err(ForkProofError::Refused(_))));
}

#[test]
fn a_writer_goes_on_where_its_log_ends() {
    let whole = chain(1, None, 6, 0);
    let begun = chain(1, None, 3, 0);
    let mut writer = Writer::new(OPERATION, &[1; 32], begun.last().map(Head::of));
    let draft = Draft { kind: "note".to_owned(), body: vec![0], ..Draft::default() };
    for expected in &whole[3..] {
        let next = writer.write(draft.clone(), expected.seq()).unwrap();
        assert_eq!(&next, expected.signed());
    }
}

#[test]
fn entries_that_were_lost_here_are_taken_again_and_no_others() {
    let (entries, other) = (chain(1, None, 6, 0), chain(1, None, 6, 9));
    let mut logs = Logs::new();
    for kept in [0, 1, 4, 5] {
        assert_eq!(logs.insert_after_loss(&entries[kept]), Ok(Outcome::Appended));
    }
    let frontier = logs.frontier();
    assert_eq!((frontier[0].size, frontier[0].holes.as_slice()), (6, &[2, 3][..]));
    assert_eq!(logs.insert(&other[3]), Ok(Outcome::Forked { first: entries[3].id() }));
    assert_eq!(logs.insert(&other[2]), Err(Refusal::Prev { seq: 1, named: other[1].id() }));
    assert_eq!(logs.insert(&entries[3]), Ok(Outcome::Restored));
    assert_eq!(logs.insert(&entries[2]), Ok(Outcome::Restored));
    assert_eq!(logs.insert(&entries[2]), Ok(Outcome::Known));
    assert!(logs.frontier()[0].holes.is_empty());
}
