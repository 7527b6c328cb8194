//! Time in equal slots. Something that happens between the middles of two slots counts to both in
//! parts, so that however long the slots are, everything takes as long as it does on the whole.
//!
//! Never here: what happens.

use crate::problem::{Gate, NEVER, Seconds};

/// Slots from the start of the operation on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slots {
    pub length: Seconds,
    pub count: usize,
}

/// A slot and the part of what happens that counts to it.
pub(crate) type Landing = [(usize, f64); 2];

impl Slots {
    pub fn new(end: Seconds, wanted: usize) -> Self {
        let length = (end / wanted.max(1) as Seconds).max(60);
        Slots { length, count: usize::try_from(end / length).unwrap_or(0) + 1 }
    }

    pub fn middle(&self, slot: usize) -> f64 {
        (slot as f64 + 0.5) * self.length as f64
    }

    pub fn of(&self, at: Seconds) -> usize {
        usize::try_from(at.max(0) / self.length).unwrap_or(0).min(self.count - 1)
    }

    /// The slots to which a moment counts; those beyond the last one are left out (part 0).
    pub fn landing(&self, at: f64) -> Landing {
        let place = (at / self.length as f64 - 0.5).max(0.0);
        let slot = place as usize;
        let part = place - slot as f64;
        let within = |slot: usize, part: f64| if slot < self.count { (slot, part) } else { (0, 0.0) };
        [within(slot, 1.0 - part), within(slot + 1, part)]
    }
}

/// When a control point lets in how many.
#[derive(Clone, Debug)]
pub(crate) struct Opening {
    /// Per slot: vehicles that may enter, and when they do on the whole; `None` where it is closed.
    pub slots: Vec<Option<Entering>>,
    /// How long the usual passage lasts.
    pub lasting: Seconds,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Entering {
    pub vehicles: f64,
    pub middle: f64,
    /// How many a second of an open slot.
    pub whole: f64,
    /// The window, by its number.
    pub window: usize,
}

impl Opening {
    /// Always open, for ways without a control point.
    pub fn free(slots: &Slots) -> Self {
        let entering = |slot| {
            Some(Entering {
                vehicles: f64::INFINITY,
                middle: slots.middle(slot),
                whole: f64::INFINITY,
                window: 0,
            })
        };
        Opening { slots: (0..slots.count).map(entering).collect(), lasting: 0 }
    }

    pub fn new(gate: &Gate, slots: &Slots, vehicles: usize) -> Self {
        let usual = usual_convoy(gate, vehicles);
        let lasting = gate.lasting(usual);
        let limited = gate.control.headway.seconds() > 0 || gate.control.inspection.seconds() > 0;
        let end = slots.length * slots.count as Seconds;
        let whole = [(0, end)];
        let windows: Vec<(Seconds, Seconds)> = match &gate.control.open {
            None => whole.to_vec(),
            Some(windows) => windows.iter().map(|w| (w.opens.seconds(), w.closes.seconds())).collect(),
        };
        let mut all = vec![None; slots.count];
        if gate.control.convoy_max == Some(0) {
            return Opening { slots: all, lasting };
        }
        for (window, (opens, closes)) in windows.into_iter().enumerate() {
            let last = closes.min(NEVER) - lasting;
            if last < opens || opens >= end {
                continue;
            }
            let passages = (last - opens) / gate.spacing(usual) + 1;
            let span = (last - opens).max(1);
            let rate = if limited { passages as f64 * usual as f64 / span as f64 } else { f64::INFINITY };
            for (slot, it) in all.iter_mut().enumerate().take(slots.of(last) + 1).skip(slots.of(opens)) {
                let from = opens.max(slot as Seconds * slots.length);
                let until = (opens + span).min((slot as Seconds + 1) * slots.length);
                if until > from {
                    let entering = Entering {
                        vehicles: rate * (until - from) as f64,
                        middle: (from + until) as f64 / 2.0,
                        whole: rate,
                        window,
                    };
                    *it = Some(merged(*it, entering));
                }
            }
        }
        Opening { slots: all, lasting }
    }
}

impl Opening {
    /// Slots from, until, and how many vehicles they let in together. A slot with little time shares
    /// its limit with its neighbour in the same window: alone it would be worth too much.
    pub fn shared(&self, slots: &Slots) -> Vec<(usize, usize, f64)> {
        let mut all: Vec<(usize, usize, f64)> = Vec::new();
        let window = |slot: usize| self.slots[slot].map(|it| it.window);
        for (slot, it) in self.slots.iter().enumerate() {
            let Some(it) = it.filter(|it| it.vehicles.is_finite()) else { continue };
            let short = |vehicles: f64| vehicles < it.whole * slots.length as f64 * 0.6;
            match all.last_mut() {
                Some((from, until, vehicles))
                    if *until == slot
                        && window(*from) == Some(it.window)
                        && (short(it.vehicles) || short(*vehicles)) =>
                {
                    *until = slot + 1;
                    *vehicles += it.vehicles;
                }
                _ => all.push((slot, slot + 1, it.vehicles)),
            }
        }
        all
    }
}

/// Two windows in one slot.
fn merged(one: Option<Entering>, two: Entering) -> Entering {
    let Some(one) = one else { return two };
    let vehicles = one.vehicles + two.vehicles;
    if !vehicles.is_finite() {
        return Entering { vehicles, ..two };
    }
    let middle = (one.middle * one.vehicles + two.middle * two.vehicles) / vehicles.max(1e-9);
    Entering { vehicles, middle, whole: two.whole, window: two.window }
}

/// The smallest convoy by which most get through: larger ones only last longer.
fn usual_convoy(gate: &Gate, vehicles: usize) -> usize {
    let most = (gate.control.convoy_max.unwrap_or(u32::MAX) as usize).min(vehicles).max(1);
    let inspection = gate.control.inspection.seconds();
    if inspection == 0 {
        return most;
    }
    let rounds = (gate.control.headway.seconds() / inspection).max(1);
    let lanes = gate.control.lanes.max(1) as usize;
    most.min(usize::try_from(rounds).unwrap_or(usize::MAX).saturating_mul(lanes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_keep_the_mean() {
        let slots = Slots { length: 600, count: 10 };
        for at in [300.0, 500.0, 1234.0, 5000.0] {
            let landing = slots.landing(at);
            let mean: f64 = landing.iter().map(|(slot, part)| slots.middle(*slot) * part).sum();
            assert!((mean - at).abs() < 1e-6, "{at}: {landing:?}");
        }
    }
}
