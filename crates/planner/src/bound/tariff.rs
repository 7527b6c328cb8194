//! Prices as vehicles see them: what gates, bays and escorts cost at each moment, ready for look-up.
//!
//! Never here: decisions.

use super::grid::{Grid, Rounding};
use super::legs::Legs;
use super::soft::Temper;
use crate::problem::{Problem, Seconds};
use evacuation::fleet::Escorts;

/// What everything costs one kind of vehicle.
pub(crate) struct Tariff<'a> {
    /// Of entering control points.
    pub gates: &'a [f64],
    pub away: &'a Away,
    /// Gain of every load table at every knot.
    pub tables: &'a [f64],
    /// Bay at the start of loading, per `loaded · nodes + node`; empty where all are free.
    pub loading: &'a [f64],
    /// Bay at the start of unloading, per `dock · cells + cell`; empty where all are free.
    pub unloading: &'a [f64],
    pub temper: Temper,
}

/// Spans of time between two changes of the number of escorts.
///
/// Who left before a cut comes back as they can, and nobody departs while too many are away: such a
/// trip pays in part (see [`Eras::share`]).
#[derive(Clone, Debug, Default)]
pub(crate) struct Eras {
    /// Start and number in force.
    eras: Vec<(Seconds, f64)>,
    /// Eras that a cut ends, and when.
    cuts: Vec<(usize, Seconds)>,
}

impl Eras {
    pub fn new(rule: Option<&Escorts>) -> Self {
        let Some(rule) = rule else { return Eras::default() };
        let mut eras = vec![(0, f64::from(rule.count))];
        for (at, count) in &rule.changes {
            eras.push((at.seconds().max(0), f64::from(*count)));
        }
        let pairs = eras.windows(2).enumerate();
        let cuts = pairs.filter(|(_, pair)| pair[1].1 < pair[0].1).map(|(era, pair)| (era, pair[1].0));
        let cuts = cuts.collect();
        Eras { eras, cuts }
    }

    pub fn cuts(&self) -> &[(usize, Seconds)] {
        &self.cuts
    }

    pub fn len(&self) -> usize {
        self.eras.len()
    }

    pub fn starts(&self) -> impl Iterator<Item = Seconds> {
        self.eras.iter().map(|(start, _)| *start)
    }

    pub fn at(&self, moment: Seconds) -> usize {
        self.eras.partition_point(|(start, _)| *start <= moment).saturating_sub(1)
    }

    /// How much of an escort who left in era `left` counts in era `now`: with c the numbers in force, and
    /// m the greatest since, c / m. For after the last departure, in era e, no more than c(e) are away, none
    /// of whom left later than e: each of them counted so, they are no more than c(now).
    pub fn share(&self, left: usize, now: usize) -> f64 {
        if left > now {
            return 0.0;
        }
        let in_force = self.eras[now].1;
        let most = self.eras[left..=now].iter().map(|(_, count)| *count).fold(in_force, f64::max);
        if most > in_force { in_force / most } else { 1.0 }
    }

    /// Escort-seconds there are in a span of time.
    pub fn supply(&self, from: Seconds, until: Seconds) -> f64 {
        let ends = self.eras.iter().skip(1).map(|(start, _)| *start).chain([Seconds::MAX]);
        let spans = self.eras.iter().zip(ends);
        spans.map(|((start, count), end)| count * (end.min(until) - (*start).max(from)).max(0) as f64).sum()
    }
}

/// Price of one escort away from 0 until the start of each cell, by the era in which it left.
#[derive(Debug, Default)]
pub(crate) struct Away {
    pub eras: Eras,
    sums: Vec<f64>,
    cells: usize,
    cell: i32,
}

impl Away {
    /// Prices are per block, one after another.
    pub fn fill(&mut self, grid: &Grid, prices: &[f64]) {
        self.sums.clear();
        self.cells = grid.cells() + 1;
        self.cell = grid.cell() as i32;
        for left in 0..self.eras.len() {
            let mut sum = 0.0;
            for cell in 0..self.cells {
                self.sums.push(sum);
                let at = cell as Seconds * grid.cell();
                // A cell in which the number changes is free: never too dear.
                let era = self.eras.at(at);
                let whole = self.eras.at(at + grid.cell() - 1) == era;
                if whole {
                    let block = ((at / grid.block) as usize).min(prices.len() - 1);
                    sum += prices[block] * grid.cell() as f64 * self.eras.share(left, era);
                }
            }
        }
    }

    pub fn is_free(&self) -> bool {
        self.sums.is_empty()
    }

    pub fn era(&self, at: i32) -> usize {
        self.eras.at(at.into())
    }

    pub fn cell(&self, at: i32) -> usize {
        ((at.max(0) / self.cell) as usize).min(self.cells - 1)
    }

    pub fn until(&self, left: usize, cell: usize) -> f64 {
        self.sums[left * self.cells + cell]
    }

    /// For as long as there is time.
    pub fn for_good(&self, left: usize) -> f64 {
        self.until(left, self.cells - 1)
    }
}

/// Prices of bays: which stops have them, and how they are laid out.
#[derive(Clone, Debug)]
pub(crate) struct Bays {
    /// Bays of every stage, then of every goal; where there is a limit also where its prices begin.
    pub stages: Vec<Option<(f64, usize)>>,
    pub goals: Vec<Option<(f64, usize)>>,
    /// How many prices there are.
    pub count: usize,
}

impl Bays {
    pub fn new(problem: &Problem, grid: &Grid) -> Self {
        let mut count = 0;
        let mut of = |stops: &[crate::problem::Stop]| -> Vec<Option<(f64, usize)>> {
            let list = stops.iter().map(|stop| {
                let turnround = stop.turnround;
                let lasts = [turnround.fixed, turnround.seat, turnround.stretcher];
                let lasts = lasts.iter().any(|span| span.seconds() > 0);
                let bays = stop.bays.filter(|_| lasts)?;
                count += grid.blocks();
                Some((f64::from(bays), count - grid.blocks()))
            });
            list.collect()
        };
        let stages = of(&problem.stages);
        let goals = of(&problem.goals);
        Bays { stages, goals, count }
    }

    /// All limits, each with where its prices begin.
    pub fn all(&self) -> impl Iterator<Item = (f64, usize)> + '_ {
        self.stages.iter().chain(&self.goals).flatten().copied()
    }

    /// What loading from each node costs, for all loaded states of a kind.
    pub fn loading(&self, legs: &Legs, grid: &Grid, prices: &[f64], costs: &mut Vec<f64>) {
        costs.clear();
        if self.stages.iter().all(Option::is_none) {
            return;
        }
        let mut sums = Vec::new();
        for loaded in &legs.queues[..legs.first_queues()] {
            let Some((_, base)) = self.stages[loaded.stage] else {
                costs.resize(costs.len() + grid.nodes(), 0.0);
                continue;
            };
            let price = &prices[base..base + grid.blocks()];
            add_up(price, grid.block, &mut sums);
            let within = (grid.step, grid.nodes());
            Bay { price, sums: &sums, grid }.least(within, loaded.load.into(), costs);
        }
    }

    /// What unloading from each cell costs, for all docks of a kind.
    pub fn unloading(&self, legs: &Legs, grid: &Grid, prices: &[f64], costs: &mut Vec<f64>) {
        costs.clear();
        if self.goals.iter().all(Option::is_none) {
            return;
        }
        let mut sums = Vec::new();
        for (goal, lasting) in &legs.docks {
            let Some((_, base)) = self.goals[*goal] else {
                costs.resize(costs.len() + grid.cells(), 0.0);
                continue;
            };
            let price = &prices[base..base + grid.blocks()];
            add_up(price, grid.block, &mut sums);
            let within = (grid.cell(), grid.cells());
            Bay { price, sums: &sums, grid }.least(within, (*lasting).into(), costs);
        }
    }
}

/// Sums of the prices from 0 to the start of each block.
fn add_up(prices: &[f64], block: Seconds, sums: &mut Vec<f64>) {
    sums.clear();
    let mut sum = 0.0;
    for price in prices {
        sums.push(sum);
        sum += price * block as f64;
    }
}

/// The price of a bay over time.
struct Bay<'a> {
    price: &'a [f64],
    sums: &'a [f64],
    grid: &'a Grid,
}

impl Bay<'_> {
    /// The least that the bay for `lasting` can cost from some moment within each of so many steps.
    fn least(&self, (step, count): (Seconds, usize), lasting: Seconds, costs: &mut Vec<f64>) {
        let first = costs.len();
        costs.resize(first + count + 1, 0.0);
        let here = &mut costs[first..];
        self.until(step, 0, here, -1.0);
        self.until(step, lasting, here, 1.0);
        if self.grid.rounding == Rounding::Down {
            (0..count).for_each(|at| here[at] = here[at].min(here[at + 1]));
            // In between the cost bends where the start or the end meets a new block.
            for block in 1..self.grid.blocks() as Seconds {
                for start in [block * self.grid.block, block * self.grid.block - lasting] {
                    let at = usize::try_from(start / step).unwrap_or(0);
                    if start >= 0 && start % step != 0 && at < count {
                        here[at] = here[at].min(self.up_to(start + lasting) - self.up_to(start));
                    }
                }
            }
        }
        costs.truncate(first + count);
    }

    /// What a bay from 0 until `late` after each step costs, `times` so much added to each.
    fn until(&self, step: Seconds, late: Seconds, costs: &mut [f64], times: f64) {
        let (length, last) = (self.grid.block, self.price.len() - 1);
        let mut block = usize::try_from(late / length).unwrap_or(0).min(last);
        let mut within = late - block as Seconds * length;
        for cost in costs {
            while within >= length && block < last {
                (block, within) = (block + 1, within - length);
            }
            *cost += times * self.within(block, within);
            within += step;
        }
    }

    fn up_to(&self, at: Seconds) -> f64 {
        let block = usize::try_from(at / self.grid.block).unwrap_or(0).min(self.price.len() - 1);
        self.within(block, at - block as Seconds * self.grid.block)
    }

    fn within(&self, block: usize, seconds: Seconds) -> f64 {
        self.sums[block] + self.price[block] * seconds as f64
    }
}

#[cfg(test)]
mod tests {
    use super::Eras;

    #[test]
    fn who_left_before_a_cut_counts_in_part() {
        let eras = Eras { eras: vec![(0, 40.0), (100, 30.0), (200, 60.0), (300, 0.0)], cuts: Vec::new() };
        assert_eq!(eras.share(0, 0), 1.0);
        assert_eq!(eras.share(0, 1), 0.75);
        assert_eq!(eras.share(1, 1), 1.0);
        assert_eq!(eras.share(0, 2), 1.0);
        assert_eq!(eras.share(2, 1), 0.0);
        assert_eq!(eras.share(2, 3), 0.0);
        assert_eq!(eras.share(3, 3), 1.0);
        // After a last departure in any era: all who were in force then are away, none left later.
        for (last, (_, in_force)) in eras.eras.iter().enumerate() {
            for now in last..eras.len() {
                let most = (0..=last).map(|left| in_force * eras.share(left, now)).fold(0.0, f64::max);
                assert!(most <= eras.eras[now].1 + 1e-9);
            }
        }
    }
}
