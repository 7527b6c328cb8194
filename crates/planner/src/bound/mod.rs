//! Bounds that no plan can go below, in layers: everyone alone on the roads (`alone`), then the
//! relaxed problem held together by prices (`relaxation`), at prices that get better (`ascent`),
//! first on a coarse grid of time, proven on a fine one.
//!
//! Never here: plans, but for the hint that a first one gives about prices.

pub(crate) mod alone;
mod ascent;
mod commodity;
mod flow;
mod gate;
mod graph;
mod level;
pub(crate) mod makespan;
mod relaxation;
mod soft;
mod value;
mod within;

use crate::construct::Made;
use crate::problem::{Problem, Seconds};
use ascent::{Climb, Limits, Pace};
use commodity::commodities;
use graph::{Rounding, Time};
use relaxation::{Relaxation, Space};
use soft::Temper;

/// Rounding errors of a sum of millions of terms stay far below this share of it.
const ROUNDING: f64 = 1e-6;

/// Finds and improves a bound on the exposure, step by step.
pub(crate) struct Prover<'a> {
    rough: Relaxation<'a>,
    proof: Relaxation<'a>,
    limits: Limits,
    prices: Vec<f64>,
    temper: f64,
    phase: Phase,
    space: Space,
    /// Weighted seconds that no plan can go below.
    pub best: f64,
    /// The prices of the best bound.
    best_prices: Vec<f64>,
}

/// What the prover is doing.
enum Phase {
    /// Climbing on the coarse grid.
    Rough(Climb),
    /// Climbing on the grid of the proof.
    Fine(Climb),
    Over,
}

const ROUGH_STEPS: usize = 300;
const FINE_STEPS: usize = 160;
const ARCS_ROUGH: usize = 400_000;
const ARCS_PROOF: usize = 1_600_000;
const STEPS: [Seconds; 20] =
    [1, 2, 5, 10, 15, 20, 30, 60, 90, 100, 120, 150, 180, 240, 300, 450, 600, 900, 1800, 3600];

impl<'a> Prover<'a> {
    /// `None` where the operation gives no hold for it: nobody to bring, or trips that take no time.
    pub fn new(problem: &'a Problem<'a>, made: &Made) -> Option<Self> {
        let best = alone::bound(problem);
        let left =
            made.waiting.iter().zip(&problem.parties).any(|(waiting, party)| *waiting > 0 && party.total > 0);
        let makespan = made.trips.iter().map(|trip| trip.arrive).max()?;
        let end = if left { problem.horizon } else { (makespan * 5 / 4 + 600).min(problem.horizon) };
        let steps = steps(problem, end / 1000);
        let rough = steps.iter().find_map(|step| {
            let block = (300 / step).max(1) * step;
            Relaxation::new(
                problem,
                Time { step: *step, end, rounding: Rounding::Nearest, block },
                500,
                ARCS_ROUGH,
            )
        })?;
        let block = rough.time.block;
        let proof = self::steps(problem, end / 20_000).iter().find_map(|step| {
            Relaxation::new(
                problem,
                Time { step: *step, end, rounding: Rounding::Down, block },
                1000,
                ARCS_PROOF,
            )
        })?;
        let (prices, limits, trip_worth) = first_prices(problem, made, &rough, left);
        let temper = trip_worth / 20.0;
        let pace = Pace { temper: (temper * 10.0, temper), rate: (1.0, 0.001), steps: ROUGH_STEPS };
        let phase = Phase::Rough(Climb::new(prices.len(), pace));
        let best_prices = prices.clone();
        Some(Prover {
            rough,
            proof,
            limits,
            prices,
            temper,
            phase,
            space: Space::default(),
            best,
            best_prices,
        })
    }

    /// Whether there is no more to do.
    pub fn is_over(&self) -> bool {
        matches!(self.phase, Phase::Over)
    }

    /// A little more work.
    pub fn step(&mut self) {
        match &mut self.phase {
            Phase::Rough(climb) => {
                climb.step(&self.rough, &self.limits, &mut self.prices);
                let over = climb.is_over();
                if over || self.due(60) {
                    self.prove();
                }
                if over {
                    let temper = (self.temper, self.temper / 30.0);
                    let pace = Pace { temper, rate: (0.02, 0.0004), steps: FINE_STEPS };
                    self.phase = Phase::Fine(Climb::new(self.prices.len(), pace));
                }
            }
            Phase::Fine(climb) => {
                let before = self.prices.clone();
                let bound = climb.step(&self.proof, &self.limits, &mut self.prices);
                if climb.is_over() {
                    self.phase = Phase::Over;
                    self.prove();
                }
                self.keep(bound, before);
            }
            Phase::Over => {}
        }
    }

    fn due(&self, every: usize) -> bool {
        matches!(&self.phase, Phase::Rough(climb) if climb.taken().is_multiple_of(every))
    }

    /// The true bound at the prices as they are.
    fn prove(&mut self) {
        let mut slope = vec![0.0; self.prices.len()];
        let bound = self.proof.evaluate(&self.prices, Temper(0.0), &mut self.space, &mut slope);
        self.keep(bound, self.prices.clone());
    }

    fn keep(&mut self, bound: f64, prices: Vec<f64>) {
        let safe = bound - bound.abs() * ROUNDING;
        if safe > self.best {
            self.best = safe;
            self.best_prices = prices;
        }
    }
}

/// Steps of time to try, finest first: no finer than `finest`, those that divide every headway first.
fn steps(problem: &Problem, finest: Seconds) -> Vec<Seconds> {
    let suits = |step: Seconds| problem.gates.iter().all(|gate| gate.control.headway.seconds() % step == 0);
    let mut steps: Vec<Seconds> = STEPS.iter().copied().filter(|step| *step >= finest).collect();
    let (suiting, others): (Vec<_>, Vec<_>) = steps.drain(..).partition(|step| suits(*step));
    // A step far coarser than wanted is worse than one that does not divide the headway.
    let near = |step: &Seconds| *step <= 3 * finest.max(10);
    let (first, last): (Vec<_>, Vec<_>) = suiting.into_iter().partition(near);
    first.into_iter().chain(others).chain(last).collect()
}

/// Prices to begin with: bringing somebody of a kind out is worth the wait of the last of that kind
/// in the plan known. Also the limits of the prices, and what a trip is typically worth.
fn first_prices(problem: &Problem, made: &Made, rough: &Relaxation, left: bool) -> (Vec<f64>, Limits, f64) {
    let (_, of_party) = commodities(problem);
    let layout = &rough.layout;
    let mut prices = vec![0.0; layout.len()];
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
    let end = rough.time.end as f64;
    let latest = if left { problem.late } else { end.min(problem.late) };
    let people: f64 = rough.commodities.iter().map(|it| it.units * it.weight).sum();
    let load = people / made.trips.len().max(1) as f64;
    let reach = (longest_closure(problem, rough.time.end) as f64 / 10.0).clamp(5400.0, 20_000.0);
    let mut limits = Limits { most: Vec::new(), size: Vec::new(), need: Vec::new() };
    let mut add = |most: f64, size: f64, need: f64| {
        limits.most.push(most);
        limits.size.push(size);
        limits.need.push(need);
    };
    for commodity in &rough.commodities {
        add(commodity.weight * latest, commodity.weight * latest * 0.3, commodity.units);
    }
    (0..layout.gates).for_each(|_| add(f64::INFINITY, load * reach, 10.0));
    (0..layout.goals).for_each(|_| add(f64::INFINITY, latest * 0.6, 1000.0));
    (0..layout.escorts).for_each(|_| add(f64::INFINITY, load * 6.0, 3000.0));
    for (price, most) in prices.iter_mut().zip(&limits.most) {
        *price = price.min(*most);
    }
    (prices, limits, load * end / 1000.0)
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
