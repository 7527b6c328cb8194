//! A linear programme over columns that come one by one: the primal simplex method with an explicit
//! inverse of the basis (Chvátal, *Linear Programming*, 1983, chapters 7 and 8).
//!
//! Most Σ worth · x with Σ column · x ≤ limit and x ≥ 0. A row that the solution breaks when it is added
//! gets an artificial column that costs [`PENALTY`]. Everything is a few dozen rows, so dense.
//!
//! Never here: what the rows mean. Its answers are estimates in floating point; whoever proves
//! something with the prices does so in whole numbers.

/// What breaking a row costs.
const PENALTY: f64 = 1e3;
/// A pivot is at least this.
const EPS: f64 = 1e-9;

/// The programme and its basis.
#[derive(Clone, Debug)]
pub(crate) struct Lp {
    rows: usize,
    limit: Vec<f64>,
    /// Column entries, one after the other.
    begin: Vec<u32>,
    row: Vec<u16>,
    coef: Vec<f64>,
    worth: Vec<f64>,
    /// What is basic in each row: a column, or a slack, or an artificial.
    basis: Vec<Basic>,
    is_basic: Vec<bool>,
    inverse: Vec<f64>,
    value: Vec<f64>,
    /// The price of each row at the basis as it is.
    pub prices: Vec<f64>,
    pivots: u64,
    /// Pivots when the inverse was last computed anew.
    fresh: u64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Basic {
    Column(u32),
    Slack(u32),
    Artificial(u32),
}

impl Lp {
    /// Without columns; limits are not negative.
    pub fn new(limits: &[f64]) -> Self {
        let rows = limits.len();
        let mut inverse = vec![0.0; rows * rows];
        for row in 0..rows {
            inverse[row * rows + row] = 1.0;
        }
        Lp {
            rows,
            limit: limits.to_vec(),
            begin: vec![0],
            row: Vec::new(),
            coef: Vec::new(),
            worth: Vec::new(),
            basis: (0..rows as u32).map(Basic::Slack).collect(),
            is_basic: Vec::new(),
            inverse,
            value: limits.to_vec(),
            prices: vec![0.0; rows],
            pivots: 0,
            fresh: 0,
        }
    }

    fn columns(&self) -> usize {
        self.worth.len()
    }

    fn entries(&self, column: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let range = self.begin[column] as usize..self.begin[column + 1] as usize;
        self.row[range.clone()].iter().map(|row| usize::from(*row)).zip(self.coef[range].iter().copied())
    }

    /// One more column; each row at most once among its entries.
    pub fn add_column(&mut self, worth: f64, entries: &[(usize, f64)]) {
        for (row, coef) in entries {
            self.row.push(*row as u16);
            self.coef.push(*coef);
        }
        self.begin.push(self.row.len() as u32);
        self.worth.push(worth);
        self.is_basic.push(false);
    }

    /// One more row, with its entry in every column. The basis stays, and stays feasible.
    pub fn add_row(&mut self, limit: f64, entry: &[f64]) {
        let old = self.rows;
        let rows = old + 1;
        // Columns with the new entry.
        let (mut begin, mut row, mut coef) = (vec![0u32], Vec::new(), Vec::new());
        for (column, entry) in entry.iter().enumerate() {
            for (r, c) in self.entries(column) {
                row.push(r as u16);
                coef.push(c);
            }
            if *entry != 0.0 {
                row.push(old as u16);
                coef.push(*entry);
            }
            begin.push(row.len() as u32);
        }
        (self.begin, self.row, self.coef) = (begin, row, coef);
        let used: f64 = (0..old)
            .map(|at| match self.basis[at] {
                Basic::Column(column) => entry[column as usize] * self.value[at],
                _ => 0.0,
            })
            .sum();
        let slack = limit - used;
        let sign = if slack < 0.0 { -1.0 } else { 1.0 };
        // [B 0; e s]⁻¹ = [B⁻¹ 0; −s e B⁻¹ s].
        let mut inverse = vec![0.0; rows * rows];
        for at in 0..old {
            inverse[at * rows..at * rows + old].copy_from_slice(&self.inverse[at * old..(at + 1) * old]);
        }
        for at in 0..old {
            let Basic::Column(column) = self.basis[at] else { continue };
            let e = entry[column as usize];
            if e != 0.0 {
                for k in 0..old {
                    inverse[old * rows + k] -= sign * e * self.inverse[at * old + k];
                }
            }
        }
        inverse[old * rows + old] = sign;
        self.inverse = inverse;
        self.rows = rows;
        self.limit.push(limit);
        self.value.push(slack.abs());
        self.basis.push(if slack < 0.0 { Basic::Artificial(old as u32) } else { Basic::Slack(old as u32) });
        self.prices.push(0.0);
    }

    /// Computes the inverse of the basis and the solution anew, against drift.
    pub fn refresh(&mut self) {
        self.fresh = self.pivots;
        let rows = self.rows;
        let width = 2 * rows;
        // [B | I], by Gauss and Jordan with row exchanges; column `at` of B belongs to basis[at].
        let mut work = vec![0.0; rows * width];
        for at in 0..rows {
            match self.basis[at] {
                Basic::Column(column) => {
                    for (row, coef) in self.entries(column as usize) {
                        work[row * width + at] = coef;
                    }
                }
                Basic::Slack(row) => work[row as usize * width + at] = 1.0,
                Basic::Artificial(row) => work[row as usize * width + at] = -1.0,
            }
            work[at * width + rows + at] = 1.0;
        }
        for at in 0..rows {
            let big =
                (at..rows).max_by(|a, b| work[a * width + at].abs().total_cmp(&work[b * width + at].abs()));
            let Some(big) = big.filter(|big| work[big * width + at].abs() > 1e-11) else { return };
            if big != at {
                for k in 0..width {
                    work.swap(at * width + k, big * width + k);
                }
            }
            let scale = 1.0 / work[at * width + at];
            for k in 0..width {
                work[at * width + k] *= scale;
            }
            let pivot: Vec<f64> = work[at * width..(at + 1) * width].to_vec();
            for row in (0..rows).filter(|row| *row != at) {
                let factor = work[row * width + at];
                if factor != 0.0 {
                    for (value, pivot) in work[row * width..(row + 1) * width].iter_mut().zip(&pivot) {
                        *value -= factor * pivot;
                    }
                }
            }
        }
        for at in 0..rows {
            self.inverse[at * rows..(at + 1) * rows]
                .copy_from_slice(&work[at * width + rows..(at + 1) * width]);
            self.value[at] =
                self.inverse[at * rows..(at + 1) * rows].iter().zip(&self.limit).map(|(i, l)| i * l).sum();
        }
    }

    fn worth_of(&self, basic: Basic) -> f64 {
        match basic {
            Basic::Column(column) => self.worth[column as usize],
            Basic::Slack(_) => 0.0,
            Basic::Artificial(_) => -PENALTY,
        }
    }

    fn price(&mut self) {
        self.prices.fill(0.0);
        for at in 0..self.rows {
            let worth = self.worth_of(self.basis[at]);
            if worth != 0.0 {
                for (price, inverse) in
                    self.prices.iter_mut().zip(&self.inverse[at * self.rows..(at + 1) * self.rows])
                {
                    *price += worth * inverse;
                }
            }
        }
    }

    fn reduced(&self, column: usize) -> f64 {
        self.worth[column] - self.entries(column).map(|(row, coef)| coef * self.prices[row]).sum::<f64>()
    }

    /// To the optimum over the columns so far.
    pub fn solve(&mut self) {
        for turn in 0..20_000u32 {
            if self.pivots - self.fresh > 60 {
                self.refresh();
            }
            self.price();
            let mut best = (1e-7, None);
            let bland = turn % 400 >= 300;
            for row in 0..self.rows {
                // Slacks worth nothing: reduced value is −price.
                if -self.prices[row] > best.0 && !(bland && best.1.is_some()) {
                    best = (-self.prices[row], Some(Basic::Slack(row as u32)));
                }
            }
            for column in 0..self.columns() {
                if self.is_basic[column] || (bland && best.1.is_some()) {
                    continue;
                }
                let reduced = self.reduced(column);
                if reduced > best.0 {
                    best = (reduced, Some(Basic::Column(column as u32)));
                }
            }
            let Some(enters) = best.1 else { return };
            if !self.pivot(enters) {
                return;
            }
        }
    }

    /// Takes a column into the basis; `false` where nothing limits it.
    fn pivot(&mut self, enters: Basic) -> bool {
        let way = self.way(enters);
        let Some((at, ratio)) = self.leaving(&way) else { return false };
        self.pivots += 1;
        for (value, way) in self.value.iter_mut().zip(&way) {
            *value -= ratio * way;
        }
        self.value[at] = ratio;
        self.exchange(at, &way);
        if let Basic::Column(column) = self.basis[at] {
            self.is_basic[column as usize] = false;
        }
        if let Basic::Column(column) = enters {
            self.is_basic[column as usize] = true;
        }
        self.basis[at] = enters;
        true
    }

    /// How the basic values fall as the column comes in.
    fn way(&self, enters: Basic) -> Vec<f64> {
        let rows = self.rows;
        let column_of = |row: usize| self.inverse.iter().skip(row).step_by(rows);
        let mut way = vec![0.0; rows];
        let mut add = |row: usize, coef: f64| {
            way.iter_mut().zip(column_of(row)).for_each(|(way, inverse)| *way += coef * inverse);
        };
        match enters {
            Basic::Column(column) => self.entries(column as usize).for_each(|(row, coef)| add(row, coef)),
            Basic::Slack(row) => add(row as usize, 1.0),
            Basic::Artificial(row) => add(row as usize, -1.0),
        }
        way
    }

    /// What leaves the basis first, and how much of the column comes in until then.
    fn leaving(&self, way: &[f64]) -> Option<(usize, f64)> {
        let mut leaves: Option<(usize, f64)> = None;
        for (at, fall) in way.iter().copied().enumerate().filter(|(_, fall)| *fall > EPS) {
            let ratio = self.value[at].max(0.0) / fall;
            let better = leaves.is_none_or(|(known, least)| {
                ratio < least - 1e-10 || (ratio < least + 1e-10 && fall > way[known])
            });
            if better {
                leaves = Some((at, ratio));
            }
        }
        leaves
    }

    fn exchange(&mut self, at: usize, way: &[f64]) {
        let rows = self.rows;
        let scale = 1.0 / way[at];
        let own = &mut self.inverse[at * rows..(at + 1) * rows];
        own.iter_mut().for_each(|inverse| *inverse *= scale);
        let pivot = own.to_vec();
        for (row, factor) in way.iter().copied().enumerate().filter(|(row, _)| *row != at) {
            if factor.abs() > 1e-12 {
                for (inverse, pivot) in self.inverse[row * rows..(row + 1) * rows].iter_mut().zip(&pivot) {
                    *inverse -= factor * pivot;
                }
            }
        }
    }

    /// Worth of the solution, artificial columns paid.
    pub fn objective(&self) -> f64 {
        (0..self.rows).map(|at| self.worth_of(self.basis[at]) * self.value[at]).sum()
    }

    /// Columns that are in the solution, and how much.
    pub fn solution(&self) -> Vec<(usize, f64)> {
        (0..self.rows)
            .filter_map(|at| match self.basis[at] {
                Basic::Column(column) if self.value[at] > 1e-7 => Some((column as usize, self.value[at])),
                _ => None,
            })
            .collect()
    }
}
