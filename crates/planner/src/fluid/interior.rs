//! Linear programmes by Mehrotra's predictor and corrector (*SIAM J. Optim.* 2:575, 1992) on the normal equations,
//! which for operations as fluids are a small part of the work that the whole system of equations is.
//!
//! Never here: what rows and columns mean.

use super::cholesky::Cholesky;
use std::sync::atomic::{AtomicBool, Ordering};

/// Minimise Σ cost · x over x ≥ 0 with Σ a · x = limit; column by column.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    /// Per column.
    pub cost: Vec<f64>,
    /// Per row.
    pub limit: Vec<f64>,
    /// Where each column's entries begin, and where the last one's end.
    pub starts: Vec<usize>,
    /// Row, value.
    pub entries: Vec<(u32, f64)>,
}

/// Columns, and what one more of each limit adds to the cost.
#[derive(Clone, Debug, Default)]
pub struct Optimum {
    /// Per column.
    pub x: Vec<f64>,
    /// Per row.
    pub y: Vec<f64>,
}

/// Steps at most.
const STEPS: usize = 100;
/// So near to the end of a step nothing is 0 yet.
const SHORT_OF: f64 = 0.995;
/// A shorter step leads nowhere.
const NOWHERE: f64 = 1e-6;
/// Where no step leads on, so many times the tolerance is better than nothing.
const ENOUGH: f64 = 100.0;
/// Rounds of scaling.
const SCALINGS: usize = 4;

impl Columns {
    /// What rows and columns lack, and the difference of cost and worth, as parts of all at most `tolerance`. `None`
    /// where `over` was set before, or there is no optimum.
    pub fn optimum(mut self, tolerance: f64, over: &AtomicBool) -> Option<Optimum> {
        let (rows, columns) = self.scale();
        let mut at = Interior::new(&self)?;
        for _ in 0..STEPS {
            if over.load(Ordering::Relaxed) {
                return None;
            }
            if at.is_near(tolerance) || !at.step() {
                break;
            }
        }
        if !at.is_near(tolerance * ENOUGH) {
            return None;
        }
        let Interior { mut x, mut y, .. } = at;
        x.iter_mut().zip(&columns).for_each(|(x, scale)| *x *= scale);
        y.iter_mut().zip(&rows).for_each(|(y, scale)| *y *= scale);
        x.iter().chain(&y).all(|value| value.is_finite()).then_some(Optimum { x, y })
    }

    fn column(&self, number: usize) -> &[(u32, f64)] {
        &self.entries[self.starts[number]..self.starts[number + 1]]
    }

    /// The largest in every row and column about 1 (Ruiz, *RAL-TR-2001-034*); by what rows and columns were multiplied.
    fn scale(&mut self) -> (Vec<f64>, Vec<f64>) {
        let (mut rows, mut columns) = (vec![1.0; self.limit.len()], vec![1.0; self.cost.len()]);
        for _ in 0..SCALINGS {
            let (mut by_row, mut by_column) = (vec![0.0f64; rows.len()], vec![0.0f64; columns.len()]);
            for (column, most) in by_column.iter_mut().enumerate() {
                for (row, value) in self.column(column) {
                    *most = most.max(value.abs());
                    by_row[*row as usize] = by_row[*row as usize].max(value.abs());
                }
            }
            for most in by_row.iter_mut().chain(&mut by_column) {
                *most = if *most > 0.0 { 1.0 / most.sqrt() } else { 1.0 };
            }
            for (column, scale) in by_column.iter().enumerate() {
                for (row, value) in &mut self.entries[self.starts[column]..self.starts[column + 1]] {
                    *value *= scale * by_row[*row as usize];
                }
            }
            rows.iter_mut().zip(by_row).for_each(|(all, scale)| *all *= scale);
            columns.iter_mut().zip(by_column).for_each(|(all, scale)| *all *= scale);
        }
        self.limit.iter_mut().zip(&rows).for_each(|(limit, scale)| *limit *= scale);
        self.cost.iter_mut().zip(&columns).for_each(|(cost, scale)| *cost *= scale);
        (rows, columns)
    }

    /// A · x.
    fn times(&self, x: &[f64]) -> Vec<f64> {
        let mut product = vec![0.0; self.limit.len()];
        for (column, x) in x.iter().enumerate() {
            self.column(column).iter().for_each(|(row, value)| product[*row as usize] += value * x);
        }
        product
    }

    /// Aᵀ · y.
    fn across(&self, y: &[f64]) -> Vec<f64> {
        let sum = |column| self.column(column).iter().map(|(row, value)| value * y[*row as usize]).sum();
        (0..self.cost.len()).map(sum).collect()
    }
}

/// Where it is: x and z above 0, which come near the edge as x·z comes near 0.
struct Interior<'a> {
    of: &'a Columns,
    x: Vec<f64>,
    y: Vec<f64>,
    z: Vec<f64>,
    /// A·D·Aᵀ.
    normal: Cholesky,
    /// What each column times its entry of D adds to: where each one's begin, where it is kept, times what.
    starts: Vec<usize>,
    adds: Vec<(u32, f64)>,
    /// limit − A·x and cost − Aᵀ·y − z.
    short: Vec<f64>,
    dear: Vec<f64>,
}

struct Direction {
    x: Vec<f64>,
    y: Vec<f64>,
    z: Vec<f64>,
}

impl<'a> Interior<'a> {
    /// Mehrotra's first point; `None` where there is nothing to solve.
    fn new(of: &'a Columns) -> Option<Self> {
        let (rows, columns) = (of.limit.len(), of.cost.len());
        if rows == 0 || columns == 0 {
            return None;
        }
        let pairs = |column: usize| {
            let entries = of.column(column);
            (0..entries.len())
                .flat_map(move |one| entries[..=one].iter().map(move |two| (entries[one], *two)))
        };
        let pattern = (0..columns).flat_map(|column| pairs(column).map(|((one, _), (two, _))| (one, two)));
        let mut pattern: Vec<(u32, u32)> = pattern.map(|(one, two)| (one.min(two), one.max(two))).collect();
        pattern.sort_unstable();
        pattern.dedup();
        let normal = Cholesky::new(rows, &pattern)?;
        let (mut starts, mut adds) = (vec![0], Vec::new());
        for column in 0..columns {
            adds.extend(pairs(column).map(|((one, a), (two, b))| (normal.at(one, two) as u32, a * b)));
            starts.push(adds.len());
        }
        let mut it = Interior {
            of,
            x: vec![],
            y: of.times(&of.cost),
            z: vec![],
            normal,
            starts,
            adds,
            short: vec![],
            dear: vec![],
        };
        it.factor(&vec![1.0; columns]);
        let mut side = of.limit.clone();
        it.normal.solve(&mut side);
        it.x = of.across(&side);
        it.normal.solve(&mut it.y);
        it.z = of.cost.iter().zip(of.across(&it.y)).map(|(cost, owed)| cost - owed).collect();
        lift(&mut it.x, &mut it.z);
        it.measure();
        Some(it)
    }

    fn factor(&mut self, scaling: &[f64]) {
        let values = self.normal.cleared();
        for (column, scale) in scaling.iter().enumerate() {
            for (at, value) in &self.adds[self.starts[column]..self.starts[column + 1]] {
                values[*at as usize] += scale * value;
            }
        }
        self.normal.factor();
    }

    fn measure(&mut self) {
        let (used, owed) = (self.of.times(&self.x), self.of.across(&self.y));
        self.short = self.of.limit.iter().zip(used).map(|(limit, used)| limit - used).collect();
        let owed = owed.iter().zip(&self.z).map(|(owed, z)| owed + z);
        self.dear = self.of.cost.iter().zip(owed).map(|(cost, owed)| cost - owed).collect();
    }

    fn is_near(&self, tolerance: f64) -> bool {
        let (costs, earns) = (dot(&self.of.cost, &self.x), dot(&self.of.limit, &self.y));
        let near = |off: &[f64], of: &[f64]| dot(off, off).sqrt() <= tolerance * (1.0 + dot(of, of).sqrt());
        near(&self.short, &self.of.limit)
            && near(&self.dear, &self.of.cost)
            && (costs - earns).abs() <= tolerance * (1.0 + costs.abs())
    }

    /// One step; false where none leads on.
    fn step(&mut self) -> bool {
        let scaling: Vec<f64> = self.x.iter().zip(&self.z).map(|(x, z)| x / z).collect();
        self.factor(&scaling);
        let mut wanted: Vec<f64> = self.x.iter().zip(&self.z).map(|(x, z)| -x * z).collect();
        let guess = self.direction(&scaling, &wanted);
        let now = dot(&self.x, &self.z) / self.x.len() as f64;
        let then: f64 = self.products(&guess, self.reach(&guess)).iter().sum();
        let aim = now * (then / self.x.len() as f64 / now).powi(3);
        for (wanted, (x, z)) in wanted.iter_mut().zip(guess.x.iter().zip(&guess.z)) {
            *wanted += aim - x * z;
        }
        let way = self.direction(&scaling, &wanted);
        let far = self.reach(&way);
        if far.0.max(far.1).is_nan() || far.0.max(far.1) < NOWHERE {
            return false;
        }
        let go = |from: &mut [f64], by: &[f64], far: f64| {
            from.iter_mut().zip(by).for_each(|(from, by)| *from += far * by);
        };
        go(&mut self.x, &way.x, far.0);
        go(&mut self.y, &way.y, far.1);
        go(&mut self.z, &way.z, far.1);
        self.measure();
        true
    }

    /// How far x and z can go this way: the whole of it, or almost until something is 0.
    fn reach(&self, way: &Direction) -> (f64, f64) {
        let far = |from: &[f64], by: &[f64]| -> f64 {
            let ends =
                from.iter().zip(by).filter(|(_, by)| **by < 0.0).map(|(from, by)| -SHORT_OF * from / by);
            ends.fold(1.0, f64::min)
        };
        (far(&self.x, &way.x), far(&self.z, &way.z))
    }

    /// x·z after going so far.
    fn products(&self, way: &Direction, far: (f64, f64)) -> Vec<f64> {
        let x = self.x.iter().zip(&way.x).map(|(x, by)| x + far.0 * by);
        let z = self.z.iter().zip(&way.z).map(|(z, by)| z + far.1 * by);
        x.zip(z).map(|(x, z)| x * z).collect()
    }

    /// A·dx = short, Aᵀ·dy + dz = dear, z·dx + x·dz = wanted.
    fn direction(&mut self, scaling: &[f64], wanted: &[f64]) -> Direction {
        let kept = wanted.iter().zip(&self.z).map(|(wanted, z)| wanted / z);
        let kept = kept.zip(scaling.iter().zip(&self.dear)).map(|(kept, (scale, dear))| kept - scale * dear);
        let kept: Vec<f64> = kept.collect();
        let mut y = self.of.times(&kept);
        y.iter_mut().zip(&self.short).for_each(|(y, short)| *y = short - *y);
        self.normal.solve(&mut y);
        let owed = self.of.across(&y);
        let x = kept.iter().zip(scaling.iter().zip(&owed)).map(|(kept, (scale, owed))| kept + scale * owed);
        let z = self.dear.iter().zip(&owed).map(|(dear, owed)| dear - owed);
        Direction { x: x.collect(), z: z.collect(), y }
    }
}

/// Both above 0, and in a way in balance.
fn lift(x: &mut [f64], z: &mut [f64]) {
    let least = |list: &[f64]| list.iter().copied().fold(f64::INFINITY, f64::min);
    let above = |list: &mut [f64], by: f64| list.iter_mut().for_each(|value| *value += by);
    let (low_x, low_z) = ((-1.5 * least(x)).max(0.0), (-1.5 * least(z)).max(0.0));
    above(x, low_x);
    above(z, low_z);
    let (both, sum_x, sum_z) = (dot(x, z).max(1e-6), x.iter().sum::<f64>(), z.iter().sum::<f64>());
    above(x, 0.5 * both / sum_z.max(1e-9) + 1e-9);
    above(z, 0.5 * both / sum_x.max(1e-9) + 1e-9);
}

fn dot(one: &[f64], two: &[f64]) -> f64 {
    one.iter().zip(two).map(|(one, two)| one * two).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dice::Dice;

    /// Limits that some x above 0 keeps, costs that some y and z above 0 explain: there is an optimum.
    fn drawn(rows: usize, columns: usize, dice: &mut Dice) -> Columns {
        let mut it = Columns { starts: vec![0], ..Columns::default() };
        for _ in 0..columns {
            let first = dice.below(rows);
            let others = (0..3).map(|_| dice.below(rows)).collect::<Vec<_>>();
            let mut in_rows: Vec<usize> = std::iter::once(first).chain(others).collect();
            in_rows.sort_unstable();
            in_rows.dedup();
            it.entries.extend(in_rows.iter().map(|row| (*row as u32, dice.below(19) as f64 * 50.0 - 300.0)));
            it.starts.push(it.entries.len());
        }
        it.cost = vec![0.0; columns];
        it.limit = vec![0.0; rows];
        let x: Vec<f64> = (0..columns).map(|_| dice.below(5) as f64).collect();
        let y: Vec<f64> = (0..rows).map(|_| dice.below(9) as f64 - 4.0).collect();
        it.limit = it.times(&x);
        let owed = it.across(&y);
        it.cost = owed.iter().map(|owed| owed + dice.below(4) as f64).collect();
        it
    }

    #[test]
    fn what_is_found_keeps_the_limits_and_none_is_cheaper() {
        let mut dice = Dice::new(3);
        for (rows, columns) in [(1, 1), (1, 6), (4, 9), (30, 80), (120, 400)] {
            let it = drawn(rows, columns, &mut dice);
            let (cost, limit) = (&it.cost, &it.limit);
            let Optimum { x, y } = it.clone().optimum(1e-7, &AtomicBool::new(false)).unwrap();
            let size = 1.0 + dot(limit, limit).sqrt() + dot(cost, cost).sqrt();
            assert!(x.iter().all(|x| *x > -1e-9));
            assert!(it.times(&x).iter().zip(limit).all(|(used, limit)| (used - limit).abs() < 1e-4 * size));
            // No price above what a column costs: nothing costs less than the limits are worth.
            assert!(it.across(&y).iter().zip(cost).all(|(owed, cost)| *owed < cost + 1e-4 * size));
            let (costs, worth) = (dot(cost, &x), dot(limit, &y));
            assert!((costs - worth).abs() < 1e-4 * (1.0 + costs.abs()), "{costs} {worth}");
        }
    }

    #[test]
    fn where_no_x_keeps_the_limits_there_is_none() {
        // x = 1 and x = 2.
        let it = Columns {
            cost: vec![1.0],
            limit: vec![1.0, 2.0],
            starts: vec![0, 2],
            entries: vec![(0, 1.0), (1, 1.0)],
        };
        assert!(it.optimum(1e-6, &AtomicBool::new(false)).is_none());
        assert!(Columns::default().optimum(1e-6, &AtomicBool::new(false)).is_none());
    }
}
