//! Changes of where vehicles are used to go: trips swapped, put in, or left out.
//!
//! Never here: whether a change is any good.

use crate::construct::habit::Habits;
use crate::dice::Dice;

/// A vehicle, and from which of its trips on they are others.
type Turn = (usize, usize);

/// Some change, if there was one: whose trips it changes.
pub(super) fn change(dice: &mut Dice, habits: &mut Habits) -> Option<Vec<Turn>> {
    let vehicle = dice.below(habits.vehicles());
    let turns = habits.turns(vehicle);
    if turns == 0 {
        return None;
    }
    let turn = dice.below(turns);
    match dice.below(4) {
        0 => swap_within(dice, habits, vehicle, turn),
        1 => swap_between(dice, habits, (vehicle, turn)),
        2 => {
            let list = habits.of_vehicle(vehicle)?;
            let known = list[dice.below(turns)];
            list.insert(turn, known);
            Some(vec![(vehicle, turn)])
        }
        _ => {
            habits.of_vehicle(vehicle)?.remove(turn);
            Some(vec![(vehicle, turn)])
        }
    }
}

/// Two trips of one vehicle, mostly neighbours.
fn swap_within(dice: &mut Dice, habits: &mut Habits, vehicle: usize, turn: usize) -> Option<Vec<Turn>> {
    let turns = habits.turns(vehicle);
    let other = if dice.below(2) == 0 { turn + 1 } else { dice.below(turns) };
    let list = habits.of_vehicle(vehicle).filter(|_| other < turns)?;
    if (list[turn].stage, list[turn].goal) == (list[other].stage, list[other].goal) {
        return None;
    }
    list.swap(turn, other);
    Some(vec![(vehicle, turn.min(other))])
}

/// Trips of two vehicles at about the same turn; now and then all that come after them, too.
fn swap_between(dice: &mut Dice, habits: &mut Habits, (vehicle, turn): Turn) -> Option<Vec<Turn>> {
    let other = dice.below(habits.vehicles());
    let there = habits.turns(other);
    let near = (turn + dice.below(3)).saturating_sub(1).min(there.saturating_sub(1));
    if other == vehicle || there == 0 {
        return None;
    }
    let rest = dice.below(2) == 0;
    let mut first = habits.of_vehicle(vehicle).map(std::mem::take)?;
    let mut second = habits.of_vehicle(other).map(std::mem::take)?;
    if rest {
        let tail = first.split_off(turn);
        first.extend(second.split_off(near));
        second.extend(tail);
    } else {
        std::mem::swap(&mut first[turn], &mut second[near]);
    }
    if let Some(list) = habits.of_vehicle(vehicle) {
        *list = first;
    }
    if let Some(list) = habits.of_vehicle(other) {
        *list = second;
    }
    Some(vec![(vehicle, turn), (other, near)])
}
