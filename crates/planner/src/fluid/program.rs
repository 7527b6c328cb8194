//! A linear programme put together column by column, and its solution by an interior point method
//! (Goulart and Chen, *Clarabel*, arXiv:2405.12762, 2024).
//!
//! Never here: what the rows and columns mean.

use clarabel::algebra::CscMatrix;
use clarabel::solver::{DefaultInfo, DefaultSettings, DefaultSolver, IPSolver, SolverStatus, SupportedConeT};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Minimise Σ cost · x over x ≥ 0 with Σ a · x = or ≤ each row's limit.
#[derive(Debug, Default)]
pub(crate) struct Program {
    cost: Vec<f64>,
    /// Column, row, value.
    entries: Vec<(u32, u32, f64)>,
    rows: Vec<Row>,
}

#[derive(Clone, Copy, Debug)]
struct Row {
    limit: f64,
    equal: bool,
}

/// Values of the columns, and for every row what one more of its limit would save.
#[derive(Clone, Debug, Default)]
pub(crate) struct Solution {
    pub columns: Vec<f64>,
    pub worth: Vec<f64>,
}

impl Program {
    pub fn column(&mut self, cost: f64) -> u32 {
        self.cost.push(cost);
        self.cost.len() as u32 - 1
    }

    /// Σ a · x ≤ `limit`.
    pub fn at_most(&mut self, limit: f64) -> u32 {
        self.rows.push(Row { limit, equal: false });
        self.rows.len() as u32 - 1
    }

    /// Σ a · x = `limit`.
    pub fn equal(&mut self, limit: f64) -> u32 {
        self.rows.push(Row { limit, equal: true });
        self.rows.len() as u32 - 1
    }

    pub fn put(&mut self, row: u32, column: u32, value: f64) {
        if value != 0.0 {
            self.entries.push((column, row, value));
        }
    }

    pub fn columns(&self) -> usize {
        self.cost.len()
    }

    /// The solution to about four digits; `None` where `over` was set before it was found, or none was.
    pub fn solve(mut self, over: &Arc<AtomicBool>) -> Option<Solution> {
        let columns = self.cost.len();
        if columns == 0 || self.rows.is_empty() {
            return None;
        }
        let place = self.places();
        let equal = self.rows.iter().filter(|row| row.equal).count();
        let rows = self.rows.len() + columns;
        let mut limits = vec![0.0; rows];
        for (row, at) in self.rows.iter().zip(&place) {
            limits[*at as usize] = row.limit;
        }
        let matrix = self.matrix(&place, rows);
        let cones = [SupportedConeT::ZeroConeT(equal), SupportedConeT::NonnegativeConeT(rows - equal)];
        let settings = DefaultSettings {
            verbose: false,
            max_iter: 120,
            tol_gap_rel: TOLERANCE,
            tol_gap_abs: TOLERANCE,
            tol_feas: TOLERANCE,
            presolve_enable: false,
            max_threads: 1,
            ..DefaultSettings::default()
        };
        let nothing = CscMatrix::zeros((columns, columns));
        let mut solver = DefaultSolver::new(&nothing, &self.cost, &matrix, &limits, &cones, settings).ok()?;
        let asked = Arc::clone(over);
        solver.set_termination_callback(move |_: &DefaultInfo<f64>| asked.load(Ordering::Relaxed));
        solver.solve();
        let solution = &solver.solution;
        let good = matches!(
            solution.status,
            SolverStatus::Solved
                | SolverStatus::AlmostSolved
                | SolverStatus::InsufficientProgress
                | SolverStatus::MaxIterations
        );
        if !good || solution.x.iter().chain(&solution.z).any(|value| !value.is_finite()) {
            return None;
        }
        let worth = place.iter().map(|at| solution.z[*at as usize]).collect();
        Some(Solution { columns: solution.x.clone(), worth })
    }

    /// Where each row goes: equations first.
    fn places(&self) -> Vec<u32> {
        let mut next = [0, self.rows.iter().filter(|row| row.equal).count() as u32];
        let places = self.rows.iter().map(|row| {
            let next = &mut next[usize::from(!row.equal)];
            *next += 1;
            *next - 1
        });
        places.collect()
    }

    /// The rows in their places, and below them −x ≤ 0.
    fn matrix(&mut self, place: &[u32], rows: usize) -> CscMatrix<f64> {
        let columns = self.cost.len();
        for entry in &mut self.entries {
            entry.1 = place[entry.1 as usize];
        }
        self.entries.extend((0..columns as u32).map(|column| (column, place.len() as u32 + column, -1.0)));
        self.entries.sort_unstable_by_key(|entry| (entry.0, entry.1));
        self.entries.dedup_by(|next, kept| {
            let same = (next.0, next.1) == (kept.0, kept.1);
            if same {
                kept.2 += next.2;
            }
            same
        });
        let mut starts = vec![0; columns + 1];
        for entry in &self.entries {
            starts[entry.0 as usize + 1] += 1;
        }
        for column in 0..columns {
            starts[column + 1] += starts[column];
        }
        let row_of = self.entries.iter().map(|entry| entry.1 as usize).collect();
        let value_of = self.entries.iter().map(|entry| entry.2).collect();
        CscMatrix::new(rows, columns, starts, row_of, value_of)
    }
}

/// Prices and flows are hints: more digits cost time and gain nothing.
const TOLERANCE: f64 = 1e-4;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worth_of_a_limit_is_what_one_more_saves() {
        // Two goods, 3 and 2 a piece; four hours and five pieces of wood: 2x + y ≤ 4, x + y ≤ 3.
        let mut program = Program::default();
        let (x, y) = (program.column(-3.0), program.column(-2.0));
        let (hours, wood) = (program.at_most(4.0), program.at_most(3.0));
        for (row, column, value) in [(hours, x, 2.0), (hours, y, 1.0), (wood, x, 1.0), (wood, y, 1.0)] {
            program.put(row, column, value);
        }
        let solved = program.solve(&Arc::new(AtomicBool::new(false))).unwrap();
        let near = |is: f64, should: f64| assert!((is - should).abs() < 1e-2, "{is} {should}");
        near(solved.columns[0], 1.0);
        near(solved.columns[1], 2.0);
        near(solved.worth[0], 1.0);
        near(solved.worth[1], 1.0);
    }

    #[test]
    fn stopped_at_once_it_has_no_answer() {
        let mut program = Program::default();
        let x = program.column(-1.0);
        let row = program.at_most(1.0);
        program.put(row, x, 1.0);
        assert!(program.solve(&Arc::new(AtomicBool::new(true))).is_none());
    }
}
