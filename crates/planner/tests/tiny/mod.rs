//! Tiny operations, drawn by a seed: few vehicles, few parties, a horizon of a handful of ticks, and every rule.

use crate::invented::Dice;
use evacuation::operation::Operation;
use evacuation::operation::read::{Format, read};
use serde_json::{Value, json};

/// A tiny operation, whose durations and moments are all multiples of `tick` seconds.
pub struct Tiny {
    pub operation: Operation,
    pub tick: i64,
    pub text: String,
}

struct Maker {
    dice: Dice,
    tick: u64,
    horizon: u64,
}

impl Maker {
    fn ticks(&mut self, list: &[u64]) -> Value {
        json!(self.dice.pick(list) * self.tick)
    }

    fn gate(&mut self, number: u64) -> Value {
        let mut gate = json!({ "id": format!("line{number}"), "kind": "control_point" });
        let dice = &mut self.dice;
        let inspection = dice.pick(&[0, 0, 1, 1, 1, 2]);
        let headway = dice.pick(&[0, 0, 1, 2, 3, 5]);
        gate["lanes"] = json!(1 + dice.below(2));
        gate["inspection"] = json!(inspection * self.tick);
        gate["headway"] = json!(headway * self.tick);
        if (inspection + headway > 0 || self.tick == 1) && dice.one_in(2) {
            gate["convoy_max"] = json!(1 + dice.below(2));
        }
        if dice.one_in(2) {
            let mut at = dice.below(4);
            let mut open = Vec::new();
            while at < self.horizon && open.len() < 3 {
                let closes = at + 1 + dice.below(4);
                open.push(json!([at * self.tick, closes * self.tick]));
                at = closes + 1 + dice.below(4);
            }
            gate["open"] = json!(open);
        }
        gate
    }

    fn stop(&mut self, id: String, kind: &str) -> Value {
        let mut place = json!({ "id": id, "kind": kind });
        if self.dice.one_in(2) {
            place["bays"] = json!(1 + self.dice.below(2));
        }
        if !self.dice.one_in(3) {
            let (fixed, seat) = (self.ticks(&[0, 0, 1, 1, 2]), self.ticks(&[0, 0, 0, 1]));
            place["turnround"] =
                json!({ "fixed": fixed, "seat": seat, "stretcher": self.ticks(&[0, 0, 1, 2]) });
        }
        if kind != "staging" && self.dice.one_in(4) {
            place["capacity"] = json!(1 + self.dice.below(6));
        }
        place
    }

    fn road(&mut self, roads: &mut Vec<Value>, from: &str, to: &str, travel: &[u64]) {
        let one_way = self.dice.one_in(30);
        roads.push(json!({ "from": from, "to": to, "travel": self.ticks(travel), "one_way": one_way }));
    }

    /// Staging places before, and destinations after some of a chain of control points.
    fn roads(&mut self, stages: u64, goals: u64, gates: u64) -> Vec<Value> {
        let mut spine = vec!["fork".to_owned()];
        spine.extend((0..gates).map(|number| format!("line{number}")));
        let mut roads = Vec::new();
        for pair in spine.windows(2) {
            self.road(&mut roads, &pair[0], &pair[1], &[0, 1, 1, 2]);
        }
        self.road(&mut roads, "yard", "fork", &[0, 1, 2]);
        for number in 0..stages {
            let joins = self.dice.below(1 + spine.len() as u64 / 2) as usize;
            self.road(&mut roads, &format!("stage{number}"), &spine[joins], &[0, 1, 1, 2]);
        }
        for number in 0..goals {
            let joins = if self.dice.one_in(4) { spine.len() / 2 } else { spine.len() - 1 };
            self.road(&mut roads, &spine[joins], &format!("safe{number}"), &[1, 1, 2, 3]);
            if self.dice.one_in(6) {
                self.road(&mut roads, "stage0", &format!("safe{number}"), &[1, 2, 4]);
            }
        }
        roads
    }

    fn fleets(&mut self, goals: u64) -> Vec<Value> {
        let mut left = self.dice.pick(&[1, 2, 2, 2, 3, 3]);
        let mut fleets = Vec::new();
        while left > 0 {
            let count = 1 + self.dice.below(left);
            left -= count;
            let goal = format!("safe{}", self.dice.below(goals));
            let at =
                if self.dice.one_in(4) { goal } else { self.dice.pick(&["yard", "stage0", "stage0"]).into() };
            let dice = &mut self.dice;
            fleets.push(json!({
                "id": format!("kind{}", fleets.len()), "count": count, "at": at,
                "seats": dice.pick(&[1, 2, 2, 3, 4]), "stretchers": dice.pick(&[0, 0, 1, 2]),
                "escorts": dice.pick(&[0, 1, 1, 1, 2]), "available": dice.pick(&[0, 0, 0, 1, 3]) * self.tick,
            }));
        }
        fleets
    }

    fn people(&mut self, stages: u64, goals: u64) -> Vec<Value> {
        let mut left = self.dice.pick(&[1, 2, 3, 3, 4, 4, 5]);
        let mut groups = Vec::new();
        while left > 0 {
            let mut parties = Vec::new();
            for _ in 0..=self.dice.below(2) {
                let count = 1 + self.dice.below(left);
                left -= count.min(left);
                let dice = &mut self.dice;
                let (stretcher, wounded) = (u64::from(dice.one_in(4)), u64::from(dice.one_in(3)));
                let other = dice.below(3) + u64::from(stretcher + wounded == 0);
                parties.push(
                    json!({ "count": count, "stretcher": stretcher, "wounded": wounded, "other": other }),
                );
                if left == 0 {
                    break;
                }
            }
            let at = format!("stage{}", self.dice.below(stages));
            let mut group = json!({ "id": format!("people{}", groups.len()), "at": at, "parties": parties });
            if self.dice.one_in(3) {
                group["to"] = json!([format!("safe{}", self.dice.below(goals))]);
            }
            if self.dice.one_in(3) {
                group["ready"] = self.ticks(&[1, 2, 4]);
            }
            groups.push(group);
        }
        groups
    }

    fn objective(&mut self) -> Value {
        let dice = &mut self.dice;
        let mut objective =
            json!({ "minimise": dice.pick(&["exposure", "exposure", "exposure", "makespan"]) });
        if dice.one_in(2) {
            objective["left_behind"] = json!(dice.pick(&[0.25, 0.5, 0.75, 1.0, 1.0, 5.0]));
        }
        if dice.one_in(4) {
            objective["weight"] =
                json!({ "stretcher": dice.below(9), "wounded": 1 + dice.below(4), "other": 1 });
        }
        objective
    }
}

/// The operation of this seed; `None` where the reader refuses it.
pub fn tiny(seed: u64) -> Option<Tiny> {
    let mut dice = Dice(seed);
    // Mostly short ticks; some such that a bound counts in steps that do not divide them, or in coarse ones.
    let long = dice.one_in(6);
    let tick = dice.pick(if long { &[613, 3600, 7919, 36_000] } else { &[1, 1, 7, 60] });
    let horizon = 5 + dice.below(10);
    let mut maker = Maker { dice, tick, horizon };
    let (stages, goals, gates) =
        (1 + maker.dice.below(2), 1 + maker.dice.below(2), maker.dice.pick(&[0, 1, 1, 1, 2]));
    let mut places: Vec<Value> = (0..gates).map(|number| maker.gate(number)).collect();
    places.extend((0..stages).map(|number| maker.stop(format!("stage{number}"), "staging")));
    for number in 0..goals {
        let kind = maker.dice.pick(&["reception", "hospital"]);
        places.push(maker.stop(format!("safe{number}"), kind));
    }
    places.push(json!({ "id": "yard", "kind": "depot" }));
    places.push(json!({ "id": "fork", "kind": "junction" }));
    let mut operation = json!({
        "operation": { "name": "tiny", "timezone": "UTC", "start": "2026-01-01T00:00:00Z", "horizon": horizon * tick },
        "objective": maker.objective(),
        "place": places,
        "road": maker.roads(stages, goals, gates),
        "fleet": maker.fleets(goals),
        "people": maker.people(stages, goals),
    });
    let dice = &mut maker.dice;
    if dice.one_in(2) {
        operation["escorts"] = json!({ "count": dice.below(4) });
        if dice.one_in(2) {
            let (first, second) = (1 + dice.below(5), 7 + dice.below(4));
            operation["escorts"]["changes"] =
                json!([[first * tick, dice.below(4)], [second * tick, dice.below(4)]]);
        }
    }
    let text = serde_json::to_string(&operation).ok()?;
    let operation = read(text.as_bytes(), Format::Json).operation?;
    Some(Tiny { operation, tick: i64::try_from(tick).ok()?, text })
}
