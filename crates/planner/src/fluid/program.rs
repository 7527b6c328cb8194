//! A linear programme put together column by column.
//!
//! Never here: what the rows and columns mean, or how it is solved (see `interior`).

use super::interior::{Columns, Optimum};
use std::sync::atomic::AtomicBool;

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
    pub fn solve(self, over: &AtomicBool) -> Option<Solution> {
        let columns = self.cost.len();
        let Optimum { mut x, y } = self.all().optimum(TOLERANCE, over)?;
        x.truncate(columns);
        Some(Solution { columns: x, worth: y.iter().map(|adds| -adds).collect() })
    }

    /// All columns; what is left of each limit is one of its own, after the others.
    pub fn all(mut self) -> Columns {
        for (number, _) in self.rows.iter().enumerate().filter(|(_, row)| !row.equal) {
            self.cost.push(0.0);
            self.entries.push((self.cost.len() as u32 - 1, number as u32, 1.0));
        }
        let limit = self.rows.iter().map(|row| row.limit).collect();
        let (starts, entries) = self.by_column();
        Columns { cost: self.cost, limit, starts, entries }
    }

    /// Each entry once, column by column.
    fn by_column(&mut self) -> (Vec<usize>, Vec<(u32, f64)>) {
        self.entries.sort_unstable_by_key(|entry| (entry.0, entry.1));
        self.entries.dedup_by(|next, kept| {
            let same = (next.0, next.1) == (kept.0, kept.1);
            if same {
                kept.2 += next.2;
            }
            same
        });
        let mut starts = vec![0; self.cost.len() + 1];
        for entry in &self.entries {
            starts[entry.0 as usize + 1] += 1;
        }
        for column in 0..self.cost.len() {
            starts[column + 1] += starts[column];
        }
        (starts, self.entries.iter().map(|(_, row, value)| (*row, *value)).collect())
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
        let solved = program.solve(&AtomicBool::new(false)).unwrap();
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
        assert!(program.solve(&AtomicBool::new(true)).is_none());
    }
}
