//! Prices to begin with, from a plan known: bringing somebody of a kind out is worth the wait of the
//! last of that kind; how much of that is owed to control points, escorts and bays is tried out.
//!
//! Never here: proofs. Any prices give a bound.

use super::ascent::Limits;
use super::commodity::commodities;
use super::legs::NONE;
use super::relaxation::{Relaxation, Space};
use crate::construct::{Made, Trip};
use crate::problem::{Problem, Seconds};

/// Prices of people, and the limits of all prices.
pub(crate) fn prices(problem: &Problem, made: &Made, rough: &Relaxation, left: bool) -> (Vec<f64>, Limits) {
    let (_, of_party) = commodities(problem);
    let mut prices = vec![0.0; rough.layout.len()];
    for trip in &made.trips {
        for (party, _) in &trip.load {
            if let Some((commodity, _)) = of_party[*party as usize] {
                let price = rough.commodities[commodity].weight * trip.arrive as f64;
                prices[commodity] = f64::max(prices[commodity], price);
            }
        }
    }
    for (party, waiting) in made.waiting.iter().enumerate() {
        if let Some((commodity, _)) = of_party[party].filter(|_| *waiting > 0) {
            prices[commodity] = rough.commodities[commodity].weight * problem.late;
        }
    }
    let limits = limits(problem, rough, left, load(rough, made));
    for (price, most) in prices.iter_mut().zip(&limits.most) {
        *price = price.min(*most);
    }
    (prices, limits)
}

/// Weight of a typical trip's load.
pub(crate) fn load(rough: &Relaxation, made: &Made) -> f64 {
    let people: f64 = rough.commodities.iter().map(|it| it.units * it.weight).sum();
    people / made.trips.len().max(1) as f64
}

/// What the prices may be, their typical sizes and slopes, for a typical load of this weight.
pub(crate) fn limits(problem: &Problem, rough: &Relaxation, left: bool, load: f64) -> Limits {
    let layout = &rough.layout;
    let end = rough.grid.end as f64;
    let latest = if left { problem.late } else { end.min(problem.late) };
    let reach = (longest_closure(problem, rough.grid.end) as f64 / 10.0).clamp(5400.0, 20_000.0);
    let mut limits = Limits { most: Vec::new(), size: Vec::new(), need: Vec::new(), load };
    let mut add = |most: f64, size: f64, need: f64| {
        limits.most.push(most);
        limits.size.push(size);
        limits.need.push(need);
    };
    for commodity in &rough.commodities {
        add(commodity.weight * latest, commodity.weight * latest * 0.3, commodity.units);
    }
    (0..layout.gates).for_each(|_| add(f64::INFINITY, load * (reach + latest * 0.05), 10.0));
    (0..layout.goals).for_each(|_| add(f64::INFINITY, latest * 0.6, 1000.0));
    (0..layout.escorts + layout.bays).for_each(|_| add(f64::INFINITY, load * 6.0, 3000.0));
    limits
}

/// The longest time for which a control point lets nobody in.
fn longest_closure(problem: &Problem, end: Seconds) -> Seconds {
    let mut longest = 0;
    for gate in &problem.gates {
        let mut closed = 0;
        for window in gate.control.open.iter().flatten() {
            longest = longest.max(window.opens.seconds().min(end) - closed);
            closed = window.closes.seconds().min(end);
        }
        longest = longest.max(gate.control.headway.seconds());
    }
    longest
}

/// Shares of the gain of a trip that are tried, one resource after another.
const SHARES: [f64; 6] = [0.1, 0.25, 0.45, 0.65, 0.85, 0.95];

/// Whose merit is it that somebody gets out: of the vehicle, the place in a passage, the escort, the
/// bay? The best of a few answers, each the same at all times.
pub(crate) fn shared(
    rough: &Relaxation,
    made: &Made,
    limits: &Limits,
    prices: Vec<f64>,
    space: &mut Space,
    stop: &dyn Fn() -> bool,
) -> Vec<f64> {
    let merit = Merit::new(rough, made, limits, prices);
    let mut worth = |shares: &[f64]| rough.value(&merit.priced(shares), space, stop);
    let mut best = (vec![0.0; merit.parts()], f64::NEG_INFINITY);
    best.1 = worth(&best.0).unwrap_or(f64::NEG_INFINITY);
    for part in 0..merit.parts() {
        for share in SHARES {
            let mut shares = best.0.clone();
            shares[part] = share;
            // More than all cannot be owed: the others give way.
            let others: f64 = shares.iter().sum::<f64>() - share;
            let keep = if others > 0.0 { ((1.0 - share) / others).min(1.0) } else { 1.0 };
            let rest = shares.iter_mut().enumerate().filter(|(ix, _)| *ix != part);
            rest.for_each(|(_, other)| *other *= keep);
            match worth(&shares) {
                Some(value) if value > best.1 => best = (shares, value),
                Some(_) => {}
                None => return merit.priced(&best.0),
            }
        }
    }
    merit.priced(&best.0)
}

/// Prices that share the gain of trips among what they need.
struct Merit<'a, 'b> {
    rough: &'a Relaxation<'b>,
    prices: Vec<f64>,
    load: f64,
    /// Moment of the last arrival that prices speak of.
    latest: f64,
    /// Seconds for which a trip needs its escort, a bay to load, a bay to unload.
    needs: [f64; 3],
    gates: Vec<usize>,
}

impl<'a, 'b> Merit<'a, 'b> {
    fn new(rough: &'a Relaxation<'b>, made: &Made, limits: &Limits, prices: Vec<f64>) -> Self {
        let known = prices[..rough.layout.commodities].iter().zip(&rough.commodities);
        let latest = known.map(|(price, it)| price / it.weight.max(1e-9)).fold(0.0, f64::max);
        let trips = made.trips.len().max(1) as f64;
        let mean =
            |of: fn(&Trip) -> Seconds| made.trips.iter().map(|trip| of(trip) as f64).sum::<f64>() / trips;
        let away = mean(|trip| trip.back.map_or(trip.unload_end, |back| back.2) - trip.depart);
        let needs = [
            away.max(60.0),
            mean(|trip| trip.load_end - trip.load_start).max(10.0),
            mean(|trip| trip.unload_end - trip.unload_start).max(10.0),
        ];
        let gates = (0..rough.ranges.len()).filter(|gate| rough.ranges[*gate].base != NONE).collect();
        Merit { rough, prices, load: limits.load, latest, needs, gates }
    }

    /// Escorts, bays of stages, bays of goals, then each control point.
    fn parts(&self) -> usize {
        3 + self.gates.len()
    }

    fn priced(&self, shares: &[f64]) -> Vec<f64> {
        let (layout, grid) = (&self.rough.layout, &self.rough.grid);
        let mut prices = self.prices.clone();
        let gain = |block: usize| self.load * (self.latest - (block as Seconds * grid.block) as f64).max(0.0);
        for (gate, share) in self.gates.iter().zip(&shares[3..]) {
            let range = &self.rough.ranges[*gate];
            let width = range.least.len();
            let from = layout.gate() + range.base as usize;
            for (ix, price) in prices[from..from + grid.blocks() * width].iter_mut().enumerate() {
                *price = share * gain(ix / width);
            }
        }
        for block in 0..layout.escorts {
            prices[layout.escort() + block] = shares[0] * gain(block) / self.needs[0];
        }
        let bays = [(&self.rough.bays.stages, 1), (&self.rough.bays.goals, 2)];
        for (stops, part) in bays {
            for (_, base) in stops.iter().flatten() {
                for block in 0..grid.blocks() {
                    prices[layout.bay() + base + block] = shares[part] * gain(block) / self.needs[part];
                }
            }
        }
        prices
    }
}
