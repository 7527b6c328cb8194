//! How many of the households that were registered twice are found, and how many of those found were.

use super::*;
use crate::account::Said;
use crate::account::tests::{account, said, token};
use crate::statement::{Fact, OnTrip, Register, Twin};

/// A small generator: a test needs the same crowd every time, and nothing more.
struct Dice(u64);
impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }
}

fn person(dice: &mut Dice, number: u64) -> Member {
    let age =
        [AgeBand::Infant, AgeBand::Child, AgeBand::Child, AgeBand::Adult, AgeBand::Adult, AgeBand::Older];
    Member {
        token: token(number),
        category: if dice.below(15) == 0 { Category::Wounded } else { Category::Other },
        sex: if dice.below(2) == 0 { Sex::Female } else { Sex::Male },
        age: age[dice.below(6) as usize],
    }
}

/// Households at four places on twenty phones over two days; some of them twice, with another phone, and now
/// and then with somebody forgotten or of unknown age.
fn crowd(households: u64, twice_in_hundred: u64, seed: u64) -> (Vec<Said>, BTreeSet<[Token; 2]>) {
    let mut dice = Dice(seed);
    let (mut set, mut twice, mut next) = (Vec::new(), BTreeSet::new(), 1_000_000);
    for household in 0..households {
        let size = 1 + dice.below(4) + dice.below(5);
        let members: Vec<Member> = (0..size)
            .map(|_| {
                next += 1;
                person(&mut dice, next)
            })
            .collect();
        let (place, device) = (dice.below(4), dice.below(20) as u8);
        let at = dice.below(172_800) as i64;
        let register = |party: u64, members: Vec<Member>, place: u64| {
            let (place, party) = (format!("place-{place}"), token(party));
            Fact::Register(Register { party, members, place, people: None, class: None })
        };
        set.push(said(set.len() as u64, device, at, register(household, members.clone(), place)));
        if dice.below(100) < twice_in_hundred {
            let mut again: Vec<Member> = members;
            for member in &mut again {
                next += 1;
                member.token = token(next);
            }
            match dice.below(10) {
                0 if again.len() > 2 => drop(again.pop()),
                1 => again[0].age = AgeBand::Unknown,
                _ => {}
            }
            let party = 500_000 + household;
            let place = if dice.below(10) == 0 { dice.below(4) } else { place };
            let other = (device + 1 + dice.below(19) as u8) % 20;
            let fact = register(party, again, place);
            set.push(said(set.len() as u64, other, at + dice.below(40_000) as i64, fact));
            let (a, b) = (token(household), token(party));
            twice.insert([a.min(b), a.max(b)]);
        }
    }
    (set, twice)
}

#[test]
fn households_registered_twice_are_found_without_their_names() {
    for seed in [1, 2, 3] {
        let (set, twice) = crowd(5_000, 3, seed);
        let size = |said: &Said| match &said.statement.fact {
            Fact::Register(f) if twice.iter().any(|pair| pair[0] == f.party || pair[1] == f.party) => {
                f.members.len()
            }
            _ => 0,
        };
        let twice_large = set.iter().filter(|said| size(said) >= 6).count() / 2;
        let found = candidates(&account(&set));
        let is_true = |c: &&Candidate| {
            let [a, b] = [c.parties[0].party, c.parties[1].party];
            twice.contains(&[a.min(b), a.max(b)])
        };
        let right = found.iter().filter(is_true).count() as f64;
        let large = |c: &Candidate| c.parties[0].members.len() >= 6;
        let right_large = found.iter().filter(is_true).filter(|c| large(c)).count() as f64;
        let (precision, recall) = (right / found.len() as f64, right / twice.len() as f64);
        let recall_large = right_large / twice_large as f64;
        println!(
            "seed {seed}: {} twice, {} shown, precision {precision:.2}, recall {recall:.2}, of six and more {recall_large:.2}",
            twice.len(),
            found.len()
        );
        // Small households look like many others: those are for the names.
        assert!(precision > 0.4 && recall_large > 0.4, "precision {precision:.2}, recall {recall_large:.2}");
        let sure: Vec<_> = found.iter().filter(|c| c.chance >= 80).collect();
        let right = sure.iter().copied().filter(is_true).count() as f64;
        assert!(right / sure.len() as f64 > 0.7, "of {} that seem sure {right} are", sure.len());
    }
}

#[test]
fn who_was_decided_about_or_was_seen_on_two_vehicles_is_not_shown() {
    let (mut set, twice) = crowd(300, 5, 9);
    let shown = |set: &[Said]| candidates(&account(set));
    let first = shown(&set).into_iter().next().unwrap();
    let [a, b] = [first.parties[0].party, first.parties[1].party];
    assert!(!twice.is_empty() && first.chance > 50);
    assert_eq!(first.pairs.len(), first.parties[0].members.len().min(first.parties[1].members.len()));
    let is_shown =
        |set: &[Said]| shown(set).iter().any(|c| [c.parties[0].party, c.parties[1].party] == [a, b]);
    let number = set.len() as u64;
    let apart =
        Twin { parties: [a, b], likeness: Likeness::Apart, pairs: vec![], why: "two sisters".to_owned() };
    set.push(said(number, 1, 200_000, Fact::Twin(apart)));
    assert!(!is_shown(&set));
    set.pop();
    let board = |sketch: &Sketch, trip: &str| {
        let tokens = vec![sketch.members[0].token];
        Fact::Board(OnTrip { tokens, trip: trip.parse().unwrap(), place: "school".to_owned() })
    };
    set.push(said(number, 1, 200_000, board(&first.parties[0], "bus-1.1")));
    assert!(is_shown(&set), "one of them may never have existed");
    set.push(said(number + 1, 1, 200_000, board(&first.parties[1], "bus-2.1")));
    assert!(!is_shown(&set));
}

#[test]
fn what_somebody_suspects_is_shown_however_unlike_they_look() {
    let (mut set, _) = crowd(50, 0, 4);
    let [a, b] = [token(1), token(2)];
    let why = "names agree (0.94)".to_owned();
    let twin = Twin { parties: [a, b], likeness: Likeness::Suspected, pairs: vec![], why: why.clone() };
    set.push(said(1000, 1, 200_000, Fact::Twin(twin)));
    let found = candidates(&account(&set));
    assert!(found.iter().any(|c| c.traits.contains(&Trait::Said { why: why.clone() })), "{found:?}");
}
