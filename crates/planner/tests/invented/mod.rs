//! Invented operations, small and nasty: several control points in a row, windows that never
//! open, destinations that are full, parties that fit nothing, escorts that come and go.

mod dice;

use evacuation::operation::Operation;
use evacuation::operation::read::{Format, read};
use serde_json::{Value, json};

pub use dice::Dice;

/// How large the operations are.
#[derive(Clone, Copy)]
pub struct Size {
    pub places: u64,
    pub vehicles: u64,
    pub parties: u64,
}

fn windows(dice: &mut Dice, horizon: u64) -> Value {
    let mut at = dice.below(3600);
    let mut list = Vec::new();
    while at < horizon && list.len() < 12 {
        let closes = at + dice.pick(&[60, 600, 1800, 7200, 14_400]) + dice.below(100);
        list.push(json!([at, closes]));
        at = closes + dice.pick(&[1, 600, 3600, 20_000]) + dice.below(50);
    }
    json!(list)
}

fn gate(dice: &mut Dice, number: u64, horizon: u64) -> Value {
    let mut gate = json!({ "id": format!("line{number}"), "kind": "control_point" });
    if !dice.one_in(3) {
        gate["lanes"] = json!(1 + dice.below(3));
        gate["inspection"] = json!(dice.pick(&[0, 0, 7, 30, 90, 400]));
    }
    if dice.one_in(2) {
        gate["convoy_max"] = json!(1 + dice.below(5));
    }
    if dice.one_in(2) {
        gate["headway"] = json!(dice.pick(&[1, 60, 300, 900]));
    }
    if dice.one_in(2) {
        gate["open"] = windows(dice, horizon);
    }
    gate
}

fn turnround(dice: &mut Dice) -> Value {
    json!({ "fixed": dice.pick(&[0, 60, 300]), "seat": dice.below(8), "stretcher": dice.pick(&[0, 120]) })
}

fn places(dice: &mut Dice, size: Size, horizon: u64) -> (Vec<Value>, u64, u64, u64) {
    let (stages, goals) = (1 + dice.below(size.places), 1 + dice.below(size.places));
    let gates = dice.below(size.places + 1);
    let mut places: Vec<Value> = (0..gates).map(|number| gate(dice, number, horizon)).collect();
    for number in 0..stages {
        let mut place = json!({ "id": format!("stage{number}"), "kind": "staging" });
        if dice.one_in(2) {
            place["bays"] = json!(1 + dice.below(3));
        }
        if !dice.one_in(4) {
            place["turnround"] = turnround(dice);
        }
        places.push(place);
    }
    for number in 0..goals {
        let kind = dice.pick(&["reception", "hospital"]);
        let mut place = json!({ "id": format!("safe{number}"), "kind": kind });
        if dice.one_in(2) {
            place["bays"] = json!(1 + dice.below(3));
        }
        if dice.one_in(3) {
            place["capacity"] = json!(1 + dice.below(60));
        }
        if !dice.one_in(4) {
            place["turnround"] = turnround(dice);
        }
        places.push(place);
    }
    places.push(json!({ "id": "yard", "kind": "depot" }));
    places.push(json!({ "id": "fork", "kind": "junction" }));
    (places, stages, goals, gates)
}

/// A chain of control points from the fork, with stages before and destinations after any of them.
fn roads(dice: &mut Dice, stages: u64, goals: u64, gates: u64) -> Vec<Value> {
    let mut spine = vec!["fork".to_owned()];
    spine.extend((0..gates).map(|number| format!("line{number}")));
    let mut roads = Vec::new();
    let mut road = |dice: &mut Dice, from: &str, to: &str| {
        let travel = dice.pick(&[0, 60, 300, 1000, 2500]) + dice.below(40);
        roads.push(json!({ "from": from, "to": to, "travel": travel, "one_way": dice.one_in(25) }));
    };
    for pair in spine.windows(2) {
        road(dice, &pair[0], &pair[1]);
    }
    road(dice, "yard", "fork");
    for number in 0..stages {
        let joins = dice.below(1 + spine.len() as u64 / 2) as usize;
        if !dice.one_in(15) {
            road(dice, &format!("stage{number}"), &spine[joins]);
        }
    }
    for number in 0..goals {
        let joins = spine.len() - 1 - dice.below(1 + spine.len() as u64 / 2) as usize;
        if !dice.one_in(15) {
            road(dice, &spine[joins], &format!("safe{number}"));
        }
        if dice.one_in(4) {
            road(dice, "stage0", &format!("safe{number}"));
        }
    }
    roads
}

fn fleets(dice: &mut Dice, size: Size, goals: u64) -> Vec<Value> {
    let kinds = 1 + dice.below(3);
    (0..kinds)
        .map(|number| {
            let goal = format!("safe{}", dice.below(goals));
            let at = if dice.one_in(3) { goal } else { dice.pick(&["yard", "stage0", "fork"]).to_owned() };
            json!({
                "id": format!("kind{number}"), "count": dice.below(size.vehicles + 1), "at": at,
                "seats": dice.pick(&[1, 4, 10, 18]), "stretchers": dice.pick(&[0, 0, 1, 2]),
                "escorts": dice.below(3), "available": dice.pick(&[0, 0, 0, 500, 7200]),
            })
        })
        .collect()
}

fn people(dice: &mut Dice, size: Size, stages: u64, goals: u64) -> Vec<Value> {
    let groups = stages + dice.below(2);
    (0..groups)
        .map(|number| {
            let kinds = 1 + dice.below(4);
            let parties: Vec<Value> = (0..kinds)
                .map(|_| {
                    let (stretcher, wounded) =
                        (u64::from(dice.one_in(3)), u64::from(dice.one_in(3)) * (1 + dice.below(2)));
                    let other = dice.below(6) + u64::from(stretcher + wounded == 0);
                    json!({ "count": 1 + dice.below(size.parties), "stretcher": stretcher,
                            "wounded": wounded, "other": other })
                })
                .collect();
            let at = format!("stage{}", dice.below(stages));
            let mut group = json!({ "id": format!("people{number}"), "at": at, "parties": parties });
            if dice.one_in(3) {
                group["to"] = json!([format!("safe{}", dice.below(goals))]);
            }
            if dice.one_in(3) {
                group["ready"] = json!(dice.pick(&[100, 3600, 20_000]));
            }
            group
        })
        .collect()
}

/// The operation that belongs to this seed; `None` where the reader refuses it.
pub fn invent(seed: u64, size: Size) -> Option<Operation> {
    let mut dice = Dice(seed);
    let horizon = dice.pick(&[3000, 20_000, 86_400, 200_000]);
    let (places, stages, goals, gates) = places(&mut dice, size, horizon);
    let mut operation = json!({
        "operation": { "name": "invented", "timezone": "UTC", "start": "2026-01-01T00:00:00Z", "horizon": horizon },
        "objective": { "minimise": dice.pick(&["exposure", "exposure", "exposure", "makespan"]) },
        "place": places,
        "road": roads(&mut dice, stages, goals, gates),
        "fleet": fleets(&mut dice, size, goals),
        "people": people(&mut dice, size, stages, goals),
    });
    if dice.one_in(2) {
        let mut escorts = json!({ "count": dice.below(8) });
        if dice.one_in(2) {
            escorts["changes"] = json!([[3600, dice.below(8)], [20_000, dice.below(8)]]);
        }
        operation["escorts"] = escorts;
    }
    if dice.one_in(6) {
        operation["objective"]["left_behind"] = json!(dice.pick(&[1.0, 5.0]));
    }
    let bytes = serde_json::to_vec(&operation).ok()?;
    read(&bytes, Format::Json).operation
}
