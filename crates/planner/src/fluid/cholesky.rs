//! L·Lᵀ of a sparse positive definite matrix whose pattern is known beforehand: least fill by approximate minimum
//! degree (Amestoy, Davis and Duff, *SIAM J. Matrix Anal.* 17:886, 1996), columns that are alike below the diagonal
//! taken together as dense blocks (Ng and Peyton, *SIAM J. Sci. Comput.* 14:1034, 1993).
//!
//! Never here: what the matrix means.

use std::ops::Range;

/// The factor, and before [`Cholesky::factor`] the matrix in its place.
#[derive(Debug)]
pub(crate) struct Cholesky {
    /// Place of every row in the order of elimination.
    place: Vec<u32>,
    blocks: Vec<Block>,
    /// By place of the column.
    block_of: Vec<u32>,
    /// Of all blocks, one after another: their own places first.
    rows: Vec<u32>,
    values: Vec<f64>,
    /// Work space: a right-hand side in the order of elimination, what is taken off a column.
    ordered: Vec<f64>,
    taken: Vec<f64>,
}

/// Columns that have the same rows below them, as a dense panel, column by column.
#[derive(Clone, Debug)]
struct Block {
    first: usize,
    width: usize,
    rows: Range<usize>,
    /// Where its values begin.
    at: usize,
}

impl Block {
    fn height(&self) -> usize {
        self.rows.len()
    }
}

/// Wider blocks do not stay near the processor.
const WIDEST: usize = 32;
/// Zeros that may be kept for columns to be taken together: of a block's values, a part of so many.
const ZEROS: usize = 6;

impl Cholesky {
    /// For a matrix of so many rows with these entries off the diagonal, each of them named once or more, on either
    /// side. `None` where there is no order for it, which no such list brings about.
    pub fn new(count: usize, entries: &[(u32, u32)]) -> Option<Self> {
        let place = order(count, entries)?;
        let below = filled(count, entries, &place);
        let mut made = Cholesky {
            place,
            blocks: Vec::new(),
            block_of: vec![0; count],
            rows: Vec::new(),
            values: Vec::new(),
            ordered: vec![0.0; count],
            taken: Vec::new(),
        };
        let (mut first, mut values) = (0, 0);
        while first < count {
            let last = together(&below, first);
            let from = made.rows.len();
            made.rows.extend(first as u32..=last as u32);
            made.rows.extend(&below[last]);
            let block = Block { first, width: last + 1 - first, rows: from..made.rows.len(), at: values };
            made.block_of[first..=last].fill(made.blocks.len() as u32);
            values += block.width * block.height();
            made.blocks.push(block);
            first = last + 1;
        }
        made.values = vec![0.0; values];
        Some(made)
    }

    /// Where the entry in this row and column (or the other way round) is kept, which must be one of the pattern.
    pub fn at(&self, row: u32, column: u32) -> usize {
        let (one, two) = (self.place[row as usize], self.place[column as usize]);
        let (row, column) = (one.max(two), one.min(two));
        let block = &self.blocks[self.block_of[column as usize] as usize];
        let within = self.rows[block.rows.clone()].partition_point(|known| *known < row);
        block.at + (column as usize - block.first) * block.height() + within
    }

    /// The matrix, to be written anew.
    pub fn cleared(&mut self) -> &mut [f64] {
        self.values.fill(0.0);
        &mut self.values
    }

    /// L in place of the matrix, block by block, each when all of those before it have been taken off.
    pub fn factor(&mut self) {
        let count = self.blocks.len();
        // By block: those before it that it waits for, linked; by those: which of their rows are next.
        let (mut waiting, mut linked, mut next) =
            (vec![usize::MAX; count], vec![usize::MAX; count], vec![0; count]);
        let mut within = vec![0u32; self.place.len()];
        for number in 0..count {
            let block = self.blocks[number].clone();
            let (earlier, panel) = self.values.split_at_mut(block.at);
            let panel = &mut panel[..block.width * block.height()];
            let said: Vec<f64> = (0..block.width).map(|at| panel[at * block.height() + at]).collect();
            for (at, row) in self.rows[block.rows.clone()].iter().enumerate() {
                within[*row as usize] = at as u32;
            }
            let mut other = waiting[number];
            while other != usize::MAX {
                let after = linked[other];
                let it = &self.blocks[other];
                let rows = &self.rows[it.rows.clone()];
                let from = next[other];
                let end = block.first + block.width;
                let until = from + rows[from..].partition_point(|row| (*row as usize) < end);
                let source = &earlier[it.at..it.at + it.width * it.height()];
                for column in from..until {
                    let low = &rows[column..];
                    self.taken.clear();
                    self.taken.resize(low.len(), 0.0);
                    take_off(source, it.height(), column, &mut self.taken);
                    let here = &mut panel[(low[0] as usize - block.first) * block.height()..];
                    for (row, taken) in low.iter().zip(&self.taken) {
                        here[within[*row as usize] as usize] += taken;
                    }
                }
                if until < rows.len() {
                    let waits = self.block_of[rows[until] as usize] as usize;
                    (next[other], linked[other], waiting[waits]) = (until, waiting[waits], other);
                }
                other = after;
            }
            dense(panel, block.height(), &said);
            if block.width < block.height() {
                let waits = self.block_of[self.rows[block.rows.start + block.width] as usize] as usize;
                (next[number], linked[number], waiting[waits]) = (block.width, waiting[waits], number);
            }
        }
    }

    /// The solution in place of the right-hand side.
    pub fn solve(&mut self, side: &mut [f64]) {
        let Cholesky { place, blocks, rows, values, ordered, .. } = self;
        for (value, place) in side.iter().zip(place.iter()) {
            ordered[*place as usize] = *value;
        }
        for block in blocks.iter() {
            let (rows, height) = (&rows[block.rows.clone()], block.height());
            for (column, panel) in values[block.at..].chunks(height).take(block.width).enumerate() {
                let value = ordered[block.first + column] / panel[column];
                ordered[block.first + column] = value;
                for (row, factor) in rows.iter().zip(panel).skip(column + 1) {
                    ordered[*row as usize] -= factor * value;
                }
            }
        }
        for block in blocks.iter().rev() {
            let (rows, height) = (&rows[block.rows.clone()], block.height());
            for column in (0..block.width).rev() {
                let panel = &values[block.at + column * height..][..height];
                let below = rows.iter().zip(panel).skip(column + 1);
                let sum: f64 = below.map(|(row, factor)| factor * ordered[*row as usize]).sum();
                ordered[block.first + column] = (ordered[block.first + column] - sum) / panel[column];
            }
        }
        for (value, place) in side.iter_mut().zip(place.iter()) {
            *value = ordered[*place as usize];
        }
    }
}

/// Place of each row in an order of little fill.
fn order(count: usize, entries: &[(u32, u32)]) -> Option<Vec<u32>> {
    // Column, row: each once, and those on the diagonal, without which `amd` reckons below 0.
    let mut all: Vec<(u32, u32)> = entries.iter().map(|(one, two)| (*one.min(two), *one.max(two))).collect();
    all.extend((0..count as u32).map(|row| (row, row)));
    all.sort_unstable();
    all.dedup();
    let starts: Vec<isize> =
        (0..=count as u32).map(|column| all.partition_point(|entry| entry.0 < column) as isize).collect();
    let rows: Vec<isize> = all.iter().map(|(_, row)| *row as isize).collect();
    let (_, place, _) = amd::order(count as isize, &starts, &rows, &amd::Control::default()).ok()?;
    Some(place.into_iter().map(|place| place as u32).collect())
}

/// By place: the rows below the diagonal that are not zero in L, in order.
fn filled(count: usize, entries: &[(u32, u32)], place: &[u32]) -> Vec<Vec<u32>> {
    let mut below: Vec<Vec<u32>> = vec![Vec::new(); count];
    for (one, two) in entries {
        let (one, two) = (place[*one as usize], place[*two as usize]);
        if one != two {
            below[one.min(two) as usize].push(one.max(two));
        }
    }
    for column in 0..count {
        below[column].sort_unstable();
        below[column].dedup();
        // What is below goes on below in the first of them.
        if let Some((first, rest)) = below[column].split_first() {
            let (first, rest) = (*first as usize, rest.to_vec());
            below[first].extend(rest);
        }
    }
    below
}

/// The last column that is taken together with this one.
fn together(below: &[Vec<u32>], first: usize) -> usize {
    let (mut last, mut kept, mut zeros) = (first, 1 + below[first].len(), 0);
    while last + 1 - first < WIDEST && below[last].first() == Some(&(last as u32 + 1)) {
        let (width, more) = (last + 1 - first, below[last + 1].len() + 1 - below[last].len());
        zeros += width * more;
        kept += width * more + below[last + 1].len() + 1;
        if zeros * ZEROS > kept {
            break;
        }
        last += 1;
    }
    last
}

/// Takes off `target` the rows from `from` on times row `from`, over all columns of the panel.
fn take_off(panel: &[f64], height: usize, from: usize, target: &mut [f64]) {
    let mut columns = panel.chunks_exact(height).map(|column| &column[from..]);
    loop {
        let eight: [&[f64]; 8] = std::array::from_fn(|_| columns.next().unwrap_or(&[]));
        match eight.iter().position(|column| column.is_empty()) {
            None => take(target, eight),
            Some(some) => {
                let (four, rest) = eight[..some].split_at(some & 4);
                if let Ok(four) = <[&[f64]; 4]>::try_from(four) {
                    take(target, four);
                }
                rest.iter().for_each(|column| take(target, [*column]));
                return;
            }
        }
    }
}

/// Takes off each column times its first value. Several at once, as the target is read and written once for all.
fn take<const N: usize>(target: &mut [f64], columns: [&[f64]; N]) {
    let count = target.len();
    let (columns, times) = (columns.map(|column| &column[..count]), columns.map(|column| column[0]));
    for at in 0..count {
        let mut sum = 0.0;
        for one in 0..N {
            sum += columns[one][at] * times[one];
        }
        target[at] -= sum;
    }
}

/// L of the block on the diagonal, and what is below it divided by that; `said` is the diagonal of the matrix.
fn dense(panel: &mut [f64], height: usize, said: &[f64]) {
    for (column, said) in said.iter().enumerate() {
        let (before, here) = panel.split_at_mut(column * height);
        let here = &mut here[column..height];
        take_off(before, height, column, here);
        // A row that others say already, or nearly: whatever it is given, it changes nothing.
        let pivot = if here[0] > LEAST.max(NOTHING * said) { here[0].sqrt() } else { 1e64 };
        here.iter_mut().for_each(|value| *value /= pivot);
        here[0] = pivot;
    }
}

/// A pivot below this, or below this part of what the diagonal was, is none but for rounding.
const LEAST: f64 = 1e-30;
const NOTHING: f64 = 1e-14;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dice::Dice;

    /// A few entries in each row, each side by side with its mirror image, and 1 more on the diagonal than in the row.
    fn matrix(count: usize, dice: &mut Dice) -> (Vec<(u32, u32)>, Vec<Vec<f64>>) {
        let (mut entries, mut full) = (Vec::new(), vec![vec![0.0; count]; count]);
        for _ in 0..3 * count {
            let (row, column) = (dice.below(count), dice.below(count));
            if column != row {
                let value = dice.below(9) as f64 - 4.0;
                full[row][column] = value;
                full[column][row] = value;
                entries.push((row as u32, column as u32));
            }
        }
        for (at, row) in full.iter_mut().enumerate() {
            row[at] = 1.0 + row.iter().map(|value| value.abs()).sum::<f64>();
        }
        (entries, full)
    }

    #[test]
    fn the_solution_solves() {
        let mut dice = Dice::new(7);
        for count in [1, 2, 5, 40, 150] {
            let (entries, full) = matrix(count, &mut dice);
            let mut it = Cholesky::new(count, &entries).unwrap();
            // The same pattern again and again.
            for times in [1.0, 3.0] {
                let mut all: Vec<(usize, f64)> = entries
                    .iter()
                    .map(|(row, column)| (it.at(*row, *column), full[*row as usize][*column as usize]))
                    .collect();
                all.extend((0..count).map(|row| (it.at(row as u32, row as u32), full[row][row])));
                let values = it.cleared();
                all.iter().for_each(|(at, value)| values[*at] = times * value);
                it.factor();
                let wanted: Vec<f64> = (0..count).map(|row| row as f64 - 3.0).collect();
                let mut side: Vec<f64> = full
                    .iter()
                    .map(|row| times * row.iter().zip(&wanted).map(|(a, x)| a * x).sum::<f64>())
                    .collect();
                it.solve(&mut side);
                assert!(side.iter().zip(&wanted).all(|(is, should)| (is - should).abs() < 1e-9));
            }
        }
    }

    #[test]
    fn a_row_said_twice_does_no_harm() {
        // (1 1; 1 1) x = (2, 2): any x with that sum.
        let mut it = Cholesky::new(2, &[(0, 1)]).unwrap();
        let places = [it.at(0, 0), it.at(0, 1), it.at(1, 1)];
        let values = it.cleared();
        places.iter().for_each(|at| values[*at] = 1.0);
        it.factor();
        let mut side = [2.0, 2.0];
        it.solve(&mut side);
        assert!((side[0] + side[1] - 2.0).abs() < 1e-9, "{side:?}");
    }
}
