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
mod grid;
mod legs;
mod level;
pub(crate) mod makespan;
mod relaxation;
mod soft;
mod tariff;
mod value;
mod vehicles;
mod within;

use crate::construct::Made;
use crate::problem::{Problem, Seconds};
use ascent::{Climb, Limits, Pace};
use commodity::commodities;
use grid::{Grid, Rounding};
use relaxation::{Relaxation, Space};
use soft::Temper;

/// Rounding errors of a sum of millions of terms stay far below this share of it.
const ROUNDING: f64 = 1e-6;

/// Finds and improves a bound on the exposure, step by step: prices are found on a coarse grid, then
/// on a finer one, and proven on the finest.
pub(crate) struct Prover<'a> {
    problem: &'a Problem<'a>,
    made: Made,
    left: bool,
    end: Seconds,
    rough: Relaxation<'a>,
    proof: Option<Relaxation<'a>>,
    limits: Limits,
    prices: Vec<f64>,
    temper: f64,
    climb: Climb,
    stage: usize,
    over: bool,
    space: Space,
    /// Weighted seconds that no plan can go below.
    pub best: f64,
}

fn env(name: &str, default: i64) -> i64 {
    std::env::var(name).ok().and_then(|t| t.parse().ok()).unwrap_or(default)
}

impl<'a> Prover<'a> {
    /// `None` where the operation gives no hold for it: nobody to bring, or trips that take no time.
    pub fn new(problem: &'a Problem<'a>, made: &Made) -> Option<Self> {
        let best = alone::bound(problem);
        let left =
            made.waiting.iter().zip(&problem.parties).any(|(waiting, party)| *waiting > 0 && party.total > 0);
        let makespan = made.trips.iter().map(|trip| trip.arrive).max()?;
        let end = if left { problem.horizon } else { (makespan * 5 / 4 + 600).min(problem.horizon) };
        let rough = rough(problem, made, end, 0)?;
        let (prices, limits, trip_worth) = first_prices(problem, made, &rough, left);
        let mut space = Space::default();
        let prices = first_shares(&rough, made, &limits, prices, &mut space);
        let temper = trip_worth / 20.0;
        let pace = pace(0, temper);
        let climb = Climb::new(prices.len(), &rough.series(), pace);
        Some(Prover {
            problem,
            made: made.clone(),
            left,
            end,
            rough,
            proof: None,
            limits,
            prices,
            temper,
            climb,
            stage: 0,
            over: false,
            space,
            best,
        })
    }

    /// Whether there is no more to do.
    pub fn is_over(&self) -> bool {
        self.over
    }

    /// A little more work.
    pub fn step(&mut self) {
        self.climb.step(&self.rough, &self.limits, &mut self.prices);
        if std::env::var("TRACE").is_ok() && self.climb.taken() % 20 == 0 {
            let mut slope = vec![0.0; self.prices.len()];
            let hard = self.rough.evaluate(&self.prices, Temper(0.0), &mut self.space, &mut slope);
            let t = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
            eprintln!("stage {} {} rough {:.1} cpu {t}", self.stage, self.climb.taken(), hard / 3600.0);
        }
        if std::env::var("GRAD").is_ok() && self.climb.taken() == 30 {
            let mut slope = vec![0.0; self.prices.len()];
            let t = Temper(self.temper);
            let base = self.rough.evaluate(&self.prices, t, &mut self.space, &mut slope);
            let l = &self.rough.layout;
            let mut other = vec![0.0; self.prices.len()];
            for (name, from, to) in [("com", 0, l.gate()), ("gate", l.gate(), l.goal()), ("esc", l.escort(), l.bay()), ("bay", l.bay(), l.len())] {
                let n = to - from;
                let mut shown = 0;
                for k in 0..60 {
                    let ix = from + (k * 7919) % n.max(1);
                    if ix >= to || (slope[ix].abs() < 1e-3 && k < 50) { continue; }
                    let h = (self.prices[ix] * 1e-3).max(self.limits.size[ix] * 1e-4);
                    let mut p = self.prices.clone();
                    p[ix] += h;
                    let up = self.rough.evaluate(&p, t, &mut self.space, &mut other);
                    eprintln!("GRAD {name} {ix} price {:.3e} slope {:.4e} fd {:.4e}", self.prices[ix], slope[ix], (up - base) / h);
                    shown += 1;
                    if shown > 5 { break; }
                }
            }
            std::process::exit(0);
        }
        if self.climb.is_over() {
            self.prove();
            self.stage += 1;
            self.refine();
        }
    }

    fn refine(&mut self) {
        if self.stage as i64 > env("LAST", 2) {
            self.over = true;
            return;
        }
        let Some(rough) = rough(self.problem, &self.made, self.end, self.stage) else {
            self.over = true;
            return;
        };
        self.prices = carried_over(&self.rough, &rough, &self.prices);
        self.limits = limits(self.problem, &rough, self.left, &self.limits);
        let pace = pace(self.stage, self.temper);
        self.climb = Climb::new(self.prices.len(), &rough.series(), pace);
        self.rough = rough;
    }

    /// The true bound at the prices as they are.
    fn prove(&mut self) {
        let Some(proof) = proof(self.problem, &self.made, self.end, &self.rough) else { return };
        let mut slope = vec![0.0; self.prices.len()];
        let bound = proof.evaluate(&self.prices, Temper(0.0), &mut self.space, &mut slope);
        if std::env::var("TRACE").is_ok() {
            let t = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
            eprintln!("PROOF stage {} step {} {:.1} cpu {t}", self.stage, proof.grid.step, bound / 3600.0);
        }
        let safe = bound - bound.abs() * ROUNDING;
        if safe > self.best {
            self.best = safe;
        }
    }
}

fn pace(stage: usize, temper: f64) -> Pace {
    let level = &plan_of_levels()[stage];
    Pace { temper: (level.temper.0 * temper, level.temper.1 * temper), rate: level.rate, steps: level.steps }
}

/// Nodes, seconds in a block, ranges of rounds, steps of the climb, its softness and its rate.
struct Level {
    nodes: Seconds,
    block: Seconds,
    ranges: u32,
    steps: usize,
    temper: (f64, f64),
    rate: (f64, f64),
}

fn plan_of_levels() -> Vec<Level> {
    let f = |name: &str, d: i64| env(name, d) as f64 / 1000.0;
    vec![
        Level { nodes: env("N0", 150), block: env("B0", 1800), ranges: env("RM0", 1) as u32, steps: env("S0", 120) as usize, temper: (f("T00", 5000), f("T01", 200)), rate: (f("R00", 600), f("R01", 10)) },
        Level { nodes: env("N1", 300), block: env("B1", 900), ranges: env("RM1", 4) as u32, steps: env("S1", 60) as usize, temper: (f("T10", 200), f("T11", 20)), rate: (f("R10", 40), f("R11", 4)) },
        Level { nodes: env("N2", 600), block: env("B2", 300), ranges: env("RM2", 6) as u32, steps: env("S2", 80) as usize, temper: (f("T20", 30), f("T21", 5)), rate: (f("R20", 20), f("R21", 1)) },
    ]
}

fn rough<'a>(problem: &'a Problem<'a>, made: &Made, end: Seconds, stage: usize) -> Option<Relaxation<'a>> {
    let levels = plan_of_levels();
    let level = levels.get(stage)?;
    let step = suiting_step(problem, made, end / level.nodes);
    let grid = Grid {
        step,
        cells_per_step: if step % 2 == 0 { 2 } else { 1 },
        end,
        rounding: Rounding::Nearest,
        block: level.block.max(step),
        full_only: stage == 0 && env("FO0", 0) == 1,
        knot: (end / [60, 100, 200][stage]).max(1),
    };
    Relaxation::new(problem, grid, level.ranges)
}

/// A step near the wanted one by which the round trips of the plan known are rounded the least, on
/// the whole: all of them are alike, and what rounding does to one it does to all.
fn suiting_step(problem: &Problem, made: &Made, wanted: Seconds) -> Seconds {
    let wrong = |round: Seconds, step: Seconds| (round + step / 2) / step * step - round;
    step_for(problem, made, wanted, &wrong)
}

/// The same, where all is rounded down.
fn suiting_proof_step(problem: &Problem, made: &Made, wanted: Seconds) -> Seconds {
    let wrong = |round: Seconds, step: Seconds| round % step;
    step_for(problem, made, wanted, &wrong)
}

fn step_for(
    problem: &Problem,
    made: &Made,
    wanted: Seconds,
    off: &dyn Fn(Seconds, Seconds) -> Seconds,
) -> Seconds {
    let rounds: Vec<Seconds> = made.trips.iter().filter_map(|trip| round_trip(problem, trip)).collect();
    let stride = rounds.len() / 200 + 1;
    let wrong = |step: Seconds| -> Seconds {
        let errors = rounds.iter().step_by(stride).map(|round| off(*round, step));
        let (sum, all) = errors.fold((0, 0), |(sum, all), error| (sum + error, all + error.abs()));
        4 * Seconds::abs(sum) + all
    };
    let candidates = (wanted * 7 / 10).max(1)..=(wanted * 11 / 10).max(1);
    let fine = (wanted / 30).max(1) as usize;
    candidates.step_by(fine).min_by_key(|step| wrong(*step)).unwrap_or(wanted.max(1))
}

/// From the start of loading to being back, without waiting; `None` for a trip without a way back.
fn round_trip(problem: &Problem, trip: &crate::construct::Trip) -> Option<Seconds> {
    let (stage, goal) = (trip.stage as usize, trip.goal as usize);
    let length = |way: &crate::problem::Way| way.last + way.gates.iter().map(|(_, travel)| travel).sum::<Seconds>();
    let (out, back) = (problem.ways[stage][goal].as_ref()?, problem.backs[goal][stage].as_ref()?);
    let gates: Seconds = out.gates.iter().map(|(gate, _)| problem.gates[*gate].lasting(1)).sum();
    let turns = problem.stages[stage].turnround.duration(trip.persons) + problem.goals[goal].turnround.duration(trip.persons);
    Some(length(out) + gates + length(back) + turns.seconds())
}

fn proof<'a>(problem: &'a Problem<'a>, made: &Made, end: Seconds, rough: &Relaxation) -> Option<Relaxation<'a>> {
    let step = suiting_proof_step(problem, made, end / env("PN", 4000));
    let grid = Grid {
        step,
        cells_per_step: (1..=4).rev().find(|cells| step % cells == 0).unwrap_or(1) as usize,
        end,
        rounding: Rounding::Down,
        block: rough.grid.block,
        full_only: env("FO", 0) == 1,
        knot: (end / 800).max(1),
    };
    Relaxation::new(problem, grid, rough.ranges_most)
}

/// The prices found on one grid, on another with other blocks.
fn carried_over(from: &Relaxation, to: &Relaxation, prices: &[f64]) -> Vec<f64> {
    let (old, new) = (&from.layout, &to.layout);
    let mut carried = vec![0.0; new.len()];
    carried[..new.commodities].copy_from_slice(&prices[..old.commodities]);
    carried[new.goal()..new.escort()].copy_from_slice(&prices[old.goal()..old.escort()]);
    let block_of = |block: usize| -> usize {
        let middle = (2 * block as Seconds + 1) * to.grid.block / 2;
        ((middle / from.grid.block) as usize).min(from.grid.blocks() - 1)
    };
    let (old_blocks, new_blocks) = (from.grid.blocks(), to.grid.blocks());
    let columns = new.gates / new_blocks.max(1);
    let _ = (old_blocks, columns);
    for (one, two) in from.ranges.iter().zip(&to.ranges) {
        if one.base == legs::NONE {
            continue;
        }
        for block in 0..new_blocks {
            for range in 0..two.least.len() {
                let there = two.base as usize + block * two.least.len() + range;
                let before = one.least.partition_point(|least| *least <= two.least[range]).max(1) - 1;
                let here = one.base as usize + block_of(block) * one.least.len() + before;
                carried[new.gate() + there] = prices[old.gate() + here];
            }
        }
    }
    for block in 0..new.escorts {
        carried[new.escort() + block] = prices[old.escort() + block_of(block).min(old.escorts - 1)];
    }
    for (one, two) in from.bays.all().zip(to.bays.all()) {
        for block in 0..new_blocks {
            carried[new.bay() + two.1 + block] = prices[old.bay() + one.1 + block_of(block)];
        }
    }
    carried
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
    let people: f64 = rough.commodities.iter().map(|it| it.units * it.weight).sum();
    let load = people / made.trips.len().max(1) as f64;
    let known = Limits { most: Vec::new(), size: Vec::new(), need: Vec::new(), load };
    let limits = limits(problem, rough, left, &known);
    for (price, most) in prices.iter_mut().zip(&limits.most) {
        *price = price.min(*most);
    }
    (prices, limits, load * rough.grid.end as f64 / 1000.0)
}

/// Whose merit is it that somebody gets out: of the vehicle, the place in a passage, the escort, the
/// bay? The best of a few answers, each the same at all times.
fn first_shares(
    rough: &Relaxation,
    made: &Made,
    limits: &Limits,
    prices: Vec<f64>,
    space: &mut Space,
) -> Vec<f64> {
    let (layout, grid) = (&rough.layout, &rough.grid);
    let latest = prices[..layout.commodities].iter().zip(&rough.commodities);
    let latest = latest.map(|(price, it)| price / it.weight.max(1e-9)).fold(0.0, f64::max);
    let trips = made.trips.len().max(1) as f64;
    let mean = |of: fn(&crate::construct::Trip) -> Seconds| {
        made.trips.iter().map(|trip| of(trip) as f64).sum::<f64>() / trips
    };
    let away = mean(|trip| trip.back.map_or(trip.unload_end, |back| back.2) - trip.depart).max(60.0);
    let bay = mean(|trip| trip.load_end - trip.load_start).max(10.0);
    let unbay = mean(|trip| trip.unload_end - trip.unload_start).max(10.0);
    let gates: Vec<usize> = (0..rough.ranges.len()).filter(|gate| rough.ranges[*gate].base != legs::NONE).collect();
    // Scale of all, escorts, bays of stages, bays of goals, then each control point.
    let priced = |shares: &[f64]| -> Vec<f64> {
        let mut prices = prices.clone();
        prices[..layout.commodities].iter_mut().for_each(|price| *price *= shares[0]);
        let gain = |at: Seconds| limits.load * (latest * shares[0] - at as f64).max(0.0);
        for (gate, share) in gates.iter().zip(&shares[4..]) {
            let range = &rough.ranges[*gate];
            let from = layout.gate() + range.base as usize;
            for (ix, price) in prices[from..from + grid.blocks() * range.least.len()].iter_mut().enumerate() {
                *price = share * gain((ix / range.least.len()) as Seconds * grid.block);
            }
        }
        for block in 0..layout.escorts {
            prices[layout.escort() + block] = shares[1] * gain(block as Seconds * grid.block) / away;
        }
        for (bays, share, lasting) in [(&rough.bays.stages, shares[2], bay), (&rough.bays.goals, shares[3], unbay)] {
            for (_, base) in bays.iter().flatten() {
                for block in 0..grid.blocks() {
                    prices[layout.bay() + base + block] = share * gain(block as Seconds * grid.block) / lasting;
                }
            }
        }
        prices
    };
    let mut slope = vec![0.0; layout.len()];
    let mut worth = |shares: &[f64], space: &mut Space| {
        rough.evaluate(&priced(shares), Temper(0.0), space, &mut slope)
    };
    let mut known = vec![0.0; 4 + gates.len()];
    known[0] = 1.0;
    let mut best = (known.clone(), worth(&known, space));
    for _ in 0..2 {
        for which in 0..4 + gates.len() {
            let limited = match which { 0 => true, 1 => layout.escorts > 0, 2 | 3 => layout.bays > 0, _ => true };
            if !limited { continue; }
            let tries: &[f64] = if which == 0 { if env("LS", 0) == 1 { &[0.4, 0.55, 0.7, 0.85] } else { &[1.0] } } else { &[0.0, 0.1, 0.25, 0.45, 0.65, 0.8, 0.92] };
            for share in tries {
                let mut shares = best.0.clone();
                shares[which] = if which == 0 { share * best.0[0] } else { *share };
                let value = worth(&shares, space);
                if value > best.1 {
                    best = (shares, value);
                }
            }
        }
    }
    if std::env::var("TRACE").is_ok() {
        eprintln!("SHARES {:?} {:.1} latest {latest}", best.0, best.1 / 3600.0);
    }
    priced(&best.0)
}

/// What the prices may be, their typical sizes and slopes.
fn limits(problem: &Problem, rough: &Relaxation, left: bool, known: &Limits) -> Limits {
    let (load, layout) = (known.load, &rough.layout);
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
    (0..layout.escorts).for_each(|_| add(f64::INFINITY, load * 6.0, 3000.0));
    (0..layout.bays).for_each(|_| add(f64::INFINITY, load * 6.0, 3000.0));
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
