//! Prices of one control point that move together: what a passage costs is shared by those in it.
//!
//! As long as passages are no longer than the headway, each keeps the next one away for as long. The control point
//! is paid for the best of them only; so the others may cost as much as a whole without its earning more, and whoever
//! would pass in them is worth less. With one price of a passage for each block of time, shared by as many vehicles as
//! go through in it, the bound is as good as with a price of its own for each length (but where a window ends, and only
//! the shorter ones fit), and found in fewer steps.
//!
//! Never here: passages that last longer than the headway (each length keeps its own price), or steps.

use super::gate::{GateRanges, within_headway};
use super::legs::NONE;
use crate::problem::Problem;

/// The first ranges of one control point: in each block their prices are as many times that of the last of them.
#[derive(Clone, Debug)]
pub(crate) struct Pool {
    /// Where its prices begin, how many there are in a block, and blocks.
    start: usize,
    width: usize,
    blocks: usize,
    times: Vec<f64>,
}

/// The pools of all control points that have any; their prices begin at `first`.
pub(crate) fn pools(problem: &Problem, ranges: &[GateRanges], first: usize, blocks: usize) -> Vec<Pool> {
    let limited = ranges.iter().enumerate().filter(|(_, ranges)| ranges.base != NONE);
    let pool = |(gate, ranges): (usize, &GateRanges)| {
        let vehicles = within_headway(problem, gate, ranges);
        let most = *vehicles.last()?;
        let times: Vec<f64> = vehicles.iter().map(|it| most / it).collect();
        let (start, width) = (first + ranges.base as usize, ranges.least.len());
        (times.len() > 1).then_some(Pool { start, width, blocks, times })
    };
    limited.filter_map(pool).collect()
}

impl Pool {
    fn last(&self) -> usize {
        self.times.len() - 1
    }

    /// Where the price stands that the others follow, block by block.
    fn leads(&self) -> impl Iterator<Item = usize> + use<> {
        let (start, width, last) = (self.start, self.width, self.last());
        (0..self.blocks).map(move |block| start + block * width + last)
    }

    /// The slope of all prices together instead of that of each.
    pub fn gather(&self, slope: &mut [f64]) {
        for lead in self.leads() {
            let all = &mut slope[lead - self.last()..=lead];
            let sum = all.iter().zip(&self.times).map(|(slope, times)| slope * times).sum();
            all.fill(0.0);
            slope[lead] = sum;
        }
    }

    /// The prices of the others.
    pub fn spread(&self, prices: &mut [f64]) {
        for lead in self.leads() {
            let price = prices[lead];
            let all = &mut prices[lead - self.last()..=lead];
            all.iter_mut().zip(&self.times).for_each(|(it, times)| *it = price * times);
        }
    }

    /// The price that is followed moves the others further than itself: its steps are shorter.
    pub fn shorten(&self, sizes: &mut [f64]) {
        let shorter = self.times[0].sqrt();
        self.leads().for_each(|lead| sizes[lead] /= shorter);
    }
}

#[cfg(test)]
mod tests {
    use super::super::relaxation::{Relaxation, Space};
    use super::super::round_trips::round_trips;
    use super::super::tests::OPERATION;
    use super::super::{end, ladder};
    use super::*;
    use crate::construct::tape::Tape;
    use crate::construct::{Ground, construct};
    use crate::dice::Dice;
    use evacuation::operation::read::{Format, read};

    #[test]
    fn the_price_that_leads_is_shared_and_moves_by_all_slopes() {
        let pool = Pool { start: 1, width: 3, blocks: 2, times: vec![4.0, 2.0, 1.0] };
        let mut prices = vec![9.0, 0.0, 5.0, 3.0, 0.0, 0.0, 1.0];
        pool.spread(&mut prices);
        assert_eq!(prices, [9.0, 12.0, 6.0, 3.0, 4.0, 2.0, 1.0]);
        let mut slope = vec![7.0, 1.0, 10.0, 100.0, -1.0, 0.0, 0.0];
        pool.gather(&mut slope);
        assert_eq!(slope, [7.0, 0.0, 0.0, 124.0, 0.0, 0.0, -4.0]);
        let narrow = Pool { width: 4, times: vec![2.0, 1.0], ..pool };
        let mut prices = vec![0.0, 0.0, 5.0, 7.0, 8.0, 0.0, 6.0, 7.0, 8.0];
        narrow.spread(&mut prices);
        assert_eq!(prices, [0.0, 10.0, 5.0, 7.0, 8.0, 12.0, 6.0, 7.0, 8.0]);
    }

    /// Every block's passages as dear as the one for which these prices pay the most.
    fn raised(pool: &Pool, prices: &mut [f64]) {
        for lead in pool.leads() {
            let all = &prices[lead - pool.last()..=lead];
            prices[lead] =
                all.iter().zip(&pool.times).map(|(price, times)| price / times).fold(0.0, f64::max);
        }
        pool.spread(prices);
    }

    fn raising_is_for_nothing(relaxation: &Relaxation) {
        let pools = relaxation.pools();
        assert_eq!(pools.len(), 1);
        let (mut dice, mut space) = (Dice::new(7), Space::default());
        let mut higher = 0;
        for _ in 0..30 {
            let mut random = |most: usize| dice.below(most) as f64;
            let mut prices: Vec<f64> = (0..relaxation.layout.len()).map(|_| random(2_000)).collect();
            prices[..relaxation.layout.gate()].fill(50_000.0 + random(100_000));
            let gates = relaxation.layout.gate()..relaxation.layout.goal();
            prices[gates].iter_mut().for_each(|price| *price = random(60_000));
            let before = relaxation.value(&prices, &mut space, &|| false).unwrap();
            raised(&pools[0], &mut prices);
            let after = relaxation.value(&prices, &mut space, &|| false).unwrap();
            assert!(after >= before - 1e-9 * before.abs(), "{after} after {before}");
            higher += usize::from(after > before);
        }
        assert!(higher > 10, "{higher}");
    }

    #[test]
    fn to_share_the_dearest_passage_never_lowers_the_bound() {
        let operation = read(OPERATION.as_bytes(), Format::Toml).operation.unwrap();
        let problem = Problem::new(&operation);
        let made = construct(&Ground::new(&problem), &Tape::default());
        let end = end(&problem, &made).unwrap();
        let rounds = round_trips(&problem, &made);
        let rough = ladder::rough(&problem, &rounds, end, &ladder::NEAR[1]).unwrap();
        raising_is_for_nothing(&rough);
        let proof = ladder::proof(&problem, &rounds, end, &rough, ((1_000_000, 600), [25, 25])).unwrap();
        raising_is_for_nothing(&proof);
    }

    #[test]
    fn only_passages_within_the_headway_are_shared() {
        let with = |headway: u32| OPERATION.replace("headway = 900", &format!("headway = {headway}"));
        for (headway, times) in
            [(900, Some(vec![4.0, 2.0, 4.0 / 3.0, 1.0])), (150, Some(vec![2.0, 1.0])), (60, None), (0, None)]
        {
            let operation = read(with(headway).as_bytes(), Format::Toml).operation.unwrap();
            let problem = Problem::new(&operation);
            let (ranges, _) = super::super::gate::ranges(&problem, 10, 8);
            let pools = pools(&problem, &ranges, 5, 10);
            assert_eq!(pools.first().map(|pool| pool.times.clone()), times, "{headway}");
        }
    }
}
