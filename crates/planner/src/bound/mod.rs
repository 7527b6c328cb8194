//! Bounds that no plan can go below, in layers: everyone alone on the roads (`alone`), then the
//! relaxed problem held together by prices (`relaxation`), at prices that get better (`ascent`),
//! first on coarse grids of time, then on finer ones (`ladder`), each time proven on a fine one. The
//! first prices come from the fluid (`hint`), tried on a coarse grid (`fit`, `stride`), or, where there is none, from
//! a plan (`start`).
//!
//! Never here: plans, but for the hint that a first one gives about prices.

pub(crate) mod alone;
mod ascent;
mod berths;
mod commodity;
mod fit;
mod flow;
mod gate;
mod grid;
mod hint;
mod ladder;
mod legs;
mod level;
pub(crate) mod makespan;
mod onward;
mod outlook;
mod pool;
mod relaxation;
mod round_trips;
mod setting_off;
mod soft;
mod start;
mod stride;
mod tariff;
#[cfg(test)]
mod tests;
mod value;
mod vehicles;
mod within;

pub(crate) use commodity::{Commodity, commodities};
pub(crate) use legs::{Kind, kinds, place_of};

use crate::construct::Made;
use crate::construct::prospect::Prospect;
use crate::fluid::Fluid;
use crate::problem::{Problem, Seconds};
use ascent::{Climb, Limits, Pace};
use fit::{Fit, Fitting};
use ladder::{
    FAR, NEAR, PROOF_IN_ROUND, PROOF_OFF, PROOF_WORK, QUICK_NODES, QUICK_WORK, Rung, TRIAL, TRIAL_WORK, UP,
    proof, proof_nodes, rough,
};
use relaxation::{Relaxation, Space, work};
use stride::Stride;

/// Rounding errors of a sum of millions of terms stay far below this share of it.
const ROUNDING: f64 = 1e-6;
/// So many steps of a climb between two proofs: on the first rungs, on which the bound rises quickly, and
/// further up.
const PROOF_EVERY: [usize; 2] = [20, 40];
/// So many steps at most find out how far up or down prices go where that is known of another fluid's.
const AGAIN: usize = 8;
/// What is lost from a rung to its proof is much from this share on.
const MUCH: f64 = 0.004;

/// Nothing is gained by arriving later than this; `None` where nobody arrives.
pub(crate) fn end(problem: &Problem, made: &Made) -> Option<Seconds> {
    let makespan = made.trips.iter().map(|trip| trip.arrive).max()?;
    let end =
        if leaves(problem, made) { problem.horizon } else { (makespan * 5 / 4 + 600).min(problem.horizon) };
    Some(end)
}

/// The plan leaves somebody behind.
fn leaves(problem: &Problem, made: &Made) -> bool {
    made.waiting.iter().zip(&problem.parties).any(|(waiting, party)| *waiting > 0 && party.total > 0)
}

/// Finds and improves a bound on the exposure, step by step.
pub(crate) struct Prover<'a> {
    problem: &'a Problem<'a>,
    made: Made,
    /// How long its round trips are.
    rounds: Vec<Seconds>,
    /// The plan known leaves somebody behind.
    left: bool,
    /// Nothing is gained by arriving later.
    end: Seconds,
    fluid: Option<&'a Fluid>,
    rungs: &'static [Rung],
    rung: usize,
    work: Option<Work<'a>>,
    /// How far up or down the fluid's prices are best; `None` before that is found out.
    fit: Option<Fit>,
    stride: Stride,
    space: Space,
    /// Weighted seconds that no plan can go below.
    pub best: f64,
    /// The same after the first proof, and again when the climb began.
    pub begun_at: f64,
}

/// What is done next; each takes a fraction of a second, so that what it proves is known soon.
enum Work<'a> {
    /// The fluid's prices as a whole up or down.
    Fit(Box<Trial<'a>>),
    /// How far to step from them.
    Stride(Box<Trial<'a>>),
    Climb(Box<Climbing<'a>>),
}

/// The prices that the fluid hints at, tried on a coarse grid.
struct Trial<'a> {
    rough: Relaxation<'a>,
    limits: Limits,
    hinted: Vec<f64>,
    fitting: Fitting,
    /// Softness, and how many evaluations may be spent.
    temper: f64,
    effort: usize,
}

/// The climb on one rung of the ladder.
struct Climbing<'a> {
    rough: Relaxation<'a>,
    limits: Limits,
    prices: Vec<f64>,
    climb: Climb,
    /// The fine grid for proofs on the way; `None` where there are none.
    proof: Option<Relaxation<'a>>,
}

impl<'a> Prover<'a> {
    /// `None` where the operation gives no hold for it: nobody to bring, or no way to.
    pub fn new(problem: &'a Problem<'a>, made: &Made, fluid: Option<&'a Fluid>) -> Option<Self> {
        let (end, left) = (end(problem, made)?, leaves(problem, made));
        let best = alone::bound(problem);
        let rungs: &[Rung] = if fluid.is_some() { &NEAR } else { &FAR };
        Some(Prover {
            problem,
            made: made.clone(),
            rounds: round_trips::round_trips(problem, made),
            left,
            end,
            fluid,
            rungs,
            rung: 0,
            work: None,
            fit: None,
            stride: Stride::default(),
            space: Space::default(),
            best,
            begun_at: best,
        })
    }

    /// The same from another fluid's prices: up or down about as was best for this one's.
    pub fn again(&self, fluid: &'a Fluid) -> Option<Self> {
        Some(Prover { fit: self.fit.clone(), ..Prover::new(self.problem, &self.made, Some(fluid))? })
    }

    /// Whether the first prices are proven.
    pub fn has_begun(&self) -> bool {
        self.work.is_some()
    }

    /// Whether there is no more to do.
    pub fn is_over(&self) -> bool {
        self.rung >= self.rungs.len()
    }

    /// A little more work; given up where `stop` says so.
    pub fn step(&mut self, stop: &dyn Fn() -> bool) {
        self.work = match self.work.take() {
            None => self.begin(stop),
            Some(Work::Fit(trial)) => self.fit(trial, stop),
            Some(Work::Stride(trial)) => self.stride(trial, stop),
            Some(Work::Climb(at)) => self.climb(at, stop),
        };
        if self.work.is_none() {
            self.rung = self.rungs.len();
        }
    }

    /// One step on a rung, and from its end to the next.
    fn climb(&mut self, mut at: Box<Climbing<'a>>, stop: &dyn Fn() -> bool) -> Option<Work<'a>> {
        at.climb.step(&at.rough, &at.limits, &mut at.prices, stop)?;
        if !at.climb.is_over() {
            if at.climb.taken().is_multiple_of(PROOF_EVERY[self.further_up()]) {
                self.prove(at.proof.as_ref(), &at.prices, stop);
            }
            return Some(Work::Climb(at));
        }
        let nodes = |work| proof_nodes(self.problem, &self.rounds, &at.rough, (work, self.in_round()));
        let [on_the_way, at_the_end] = self.effort().map(nodes);
        if at.proof.is_none() || on_the_way < at_the_end {
            at.proof = self.fine(&at.rough, self.effort()[1]);
        }
        let proven = self.prove(at.proof.as_ref(), &at.prices, stop);
        if self.rungs.get(self.rung + 1).is_some_and(|next| next.rough_only) {
            let promised = at.rough.value(&at.prices, &mut self.space, stop);
            let is_much = |(all, kept): (f64, f64)| all - kept > MUCH * all.abs();
            self.rung += usize::from(promised.zip(proven).is_some_and(is_much));
        }
        self.next_rung(&at).map(|at| Work::Climb(Box::new(at)))
    }

    /// The first prices: what the fluid hints at, proven as it is, or else what a plan says.
    fn begin(&mut self, stop: &dyn Fn() -> bool) -> Option<Work<'a>> {
        let Some(fluid) = self.fluid else {
            return self.begin_from_plan(stop).map(|at| Work::Climb(Box::new(at)));
        };
        let rough = rough(self.problem, &self.rounds, self.end, &TRIAL)?;
        let limits = start::limits(self.problem, &rough, self.left, start::load(&rough, &self.made));
        let hinted = hint::prices(self.problem, fluid, &rough, limits.load);
        let fit = self.fit.clone().unwrap_or_else(|| Fit::none(&rough));
        let quick = QUICK_WORK.max(QUICK_NODES * work(self.problem, TRIAL.ranges));
        let proof = self.fine(&rough, quick);
        self.prove(proof.as_ref(), &fit.applied(&rough, &limits, &hinted), stop);
        let temper = self.pace(&TRIAL, &limits).temper.0;
        let effort = TRIAL_WORK / (rough.grid.nodes() * work(self.problem, TRIAL.ranges)).max(1);
        let effort = if self.fit.is_some() { effort.min(AGAIN) } else { effort };
        self.begun_at = self.best;
        let fitting = Fitting::new(&fit, effort);
        Some(Work::Fit(Box::new(Trial { rough, limits, hinted, fitting, temper, effort })))
    }

    fn begin_from_plan(&mut self, stop: &dyn Fn() -> bool) -> Option<Climbing<'a>> {
        let rung = self.rungs.first()?;
        let rough = rough(self.problem, &self.rounds, self.end, rung)?;
        let (prices, limits) = start::prices(self.problem, &self.made, &rough, self.left);
        let prices = start::shared(&rough, &self.made, &limits, prices, &mut self.space, stop);
        let climb = Climb::new(prices.len(), &rough.series(), self.pace(rung, &limits));
        // From a plan's own prices there is nothing to prove until the first climb is over.
        Some(Climbing { rough, limits, prices, climb, proof: None })
    }

    /// One step of the fit, and from its end to the stride.
    fn fit(&mut self, mut it: Box<Trial<'a>>, stop: &dyn Fn() -> bool) -> Option<Work<'a>> {
        it.fitting.step(&it.rough, &it.limits, &it.hinted, it.temper, stop)?;
        if !it.fitting.is_over() {
            return Some(Work::Fit(it));
        }
        let proof = self.fine(&it.rough, self.effort()[0] / 2);
        let fit = it.fitting.best().clone();
        self.prove(proof.as_ref(), &fit.applied(&it.rough, &it.limits, &it.hinted), stop);
        self.fit = Some(fit);
        Some(Work::Stride(it))
    }

    fn stride(&mut self, it: Box<Trial<'a>>, stop: &dyn Fn() -> bool) -> Option<Work<'a>> {
        let fit = it.fitting.best();
        let prices = fit.applied(&it.rough, &it.limits, &it.hinted);
        self.stride = Stride::found(&it.rough, &it.limits, &prices, (it.temper, it.effort / 2), stop)?;
        self.begun_at = self.best;
        let (fluid, rung) = (self.fluid?, self.rungs.first()?);
        let rough = rough(self.problem, &self.rounds, self.end, rung)?;
        let limits = start::limits(self.problem, &rough, self.left, it.limits.load);
        let hinted = hint::prices(self.problem, fluid, &rough, limits.load);
        let prices = fit.applied(&rough, &limits, &hinted);
        Some(Work::Climb(Box::new(self.climbing(rung, rough, limits, prices))))
    }

    fn next_rung(&mut self, from: &Climbing<'a>) -> Option<Climbing<'a>> {
        self.rung += 1;
        let rung = self.rungs.get(self.rung)?;
        let rough = rough(self.problem, &self.rounds, self.end, rung)?;
        let prices = ladder::carried_over(&from.rough, &rough, &from.prices);
        let limits = start::limits(self.problem, &rough, self.left, from.limits.load);
        Some(self.climbing(rung, rough, limits, prices))
    }

    /// From good prices on every block moves alone: in spans the climb would swing about.
    fn climbing(&self, rung: &Rung, rough: Relaxation<'a>, limits: Limits, prices: Vec<f64>) -> Climbing<'a> {
        let limits = self.stride.applied(&limits, &rough);
        let climb = Climb::new(prices.len(), &[], self.pace(rung, &limits)).with(rough.pools());
        let proof = self.fine(&rough, self.effort()[0]);
        Climbing { rough, limits, prices, climb, proof }
    }

    /// On the first rungs 0, further up 1.
    fn further_up(&self) -> usize {
        usize::from(self.rung >= UP)
    }

    /// Offers in a proof on the way, and at the end of the rung.
    fn effort(&self) -> [usize; 2] {
        PROOF_WORK[self.further_up()]
    }

    /// Nodes of a proof in a usual round trip.
    fn in_round(&self) -> Seconds {
        PROOF_IN_ROUND[self.further_up()]
    }

    fn fine(&self, rough: &Relaxation, work: usize) -> Option<Relaxation<'a>> {
        let off = PROOF_OFF[self.further_up()];
        proof(self.problem, &self.rounds, self.end, rough, ((work, self.in_round()), off))
    }

    /// What the prices found last say of the future; `None` before there are any, or where `stop` said so.
    pub fn prospect(&mut self, stop: &dyn Fn() -> bool) -> Option<Prospect> {
        let Some(Work::Climb(at)) = &self.work else { return None };
        outlook::prospect(self.problem, &at.rough, &at.prices, &mut self.space, stop)
    }

    /// How far the climb is: rung, and steps taken on it.
    pub fn at(&self) -> (usize, usize) {
        let taken = if let Some(Work::Climb(at)) = &self.work { at.climb.taken() } else { 0 };
        (self.rung, taken)
    }

    /// The true bound at these prices.
    fn prove(&mut self, proof: Option<&Relaxation>, prices: &[f64], stop: &dyn Fn() -> bool) -> Option<f64> {
        let bound = proof?.value(prices, &mut self.space, stop)?;
        let safe = bound - bound.abs() * ROUNDING;
        if safe > self.best {
            self.best = safe;
        }
        Some(bound)
    }

    /// How a rung is climbed; softness is in terms of what a trip is typically worth.
    fn pace(&self, it: &Rung, limits: &Limits) -> Pace {
        let temper = limits.load * self.end as f64 / 20_000.0;
        let rate = (it.rate.0 * self.stride.rate, it.rate.1 * self.stride.rate);
        Pace { temper: (it.temper.0 * temper, it.temper.1 * temper), rate, steps: it.steps }
    }
}
