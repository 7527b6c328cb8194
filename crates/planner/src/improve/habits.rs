//! Changes of where vehicles are used to go: trips swapped, put in, or left out.
//!
//! Never here: whether a change is any good.

use crate::construct::habit::Habits;
use crate::dice::Dice;

/// Some change; whether there was one.
pub(super) fn change(dice: &mut Dice, habits: &mut Habits) -> bool {
    let vehicle = dice.below(habits.vehicles());
    let turns = habits.turns(vehicle);
    if turns == 0 {
        return false;
    }
    let turn = dice.below(turns);
    match dice.below(4) {
        0 => swap_within(dice, habits, vehicle, turn),
        1 => swap_between(dice, habits, (vehicle, turn)),
        2 => {
            let Some(list) = habits.of_vehicle(vehicle) else { return false };
            let known = list[dice.below(turns)];
            list.insert(turn, known);
            true
        }
        _ => {
            let Some(list) = habits.of_vehicle(vehicle) else { return false };
            list.remove(turn);
            true
        }
    }
}

/// Two trips of one vehicle, mostly neighbours.
fn swap_within(dice: &mut Dice, habits: &mut Habits, vehicle: usize, turn: usize) -> bool {
    let turns = habits.turns(vehicle);
    let other = if dice.below(2) == 0 { turn + 1 } else { dice.below(turns) };
    let Some(list) = habits.of_vehicle(vehicle).filter(|_| other < turns) else { return false };
    if (list[turn].stage, list[turn].goal) == (list[other].stage, list[other].goal) {
        return false;
    }
    list.swap(turn, other);
    true
}

/// Trips of two vehicles at about the same turn; now and then all that come after them, too.
fn swap_between(dice: &mut Dice, habits: &mut Habits, (vehicle, turn): (usize, usize)) -> bool {
    let other = dice.below(habits.vehicles());
    let there = habits.turns(other);
    let near = (turn + dice.below(3)).saturating_sub(1).min(there.saturating_sub(1));
    if other == vehicle || there == 0 {
        return false;
    }
    let rest = dice.below(2) == 0;
    let Some(one) = habits.of_vehicle(vehicle).map(std::mem::take) else { return false };
    let Some(two) = habits.of_vehicle(other).map(std::mem::take) else { return false };
    let (mut first, mut second) = (one, two);
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
    true
}
