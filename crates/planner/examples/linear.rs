//! Solves an operation as a fluid and prints columns, rows, seconds (of one thread) and the least cost; with `OUT` it
//! writes the programme there, for other solvers: `cargo run --release -p planner --example linear -- FILE SLOTS [OUT]`

use evacuation::operation::read::{format_of, read};
use planner::linear::{Columns, programme};
use std::fmt::Write;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

fn main() -> Result<(), String> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().ok_or("which file?")?;
    let slots = arguments.next().and_then(|text| text.parse().ok()).ok_or("how many slots?")?;
    let bytes = std::fs::read(&file).map_err(|error| format!("{file}: {error}"))?;
    let reading = read(&bytes, format_of(&file, &bytes));
    let operation = reading.operation.ok_or_else(|| format!("{file}: {:?}", reading.findings))?;
    let it = programme(&operation, slots).ok_or("nobody is brought out")?;
    if let Some(out) = arguments.next() {
        std::fs::write(&out, text(&it)).map_err(|error| format!("{out}: {error}"))?;
    }
    let (cost, columns, rows) = (it.cost.clone(), it.cost.len(), it.limit.len());
    let began = Instant::now();
    let optimum = it.optimum(1e-4, &AtomicBool::new(false)).ok_or("no optimum")?;
    let seconds = began.elapsed().as_secs_f64();
    let least: f64 = cost.iter().zip(&optimum.x).map(|(cost, x)| cost * x).sum();
    println!("{columns} {rows} {seconds:.4} {least:.3}");
    Ok(())
}

/// Costs in the first line, limits in the second, then column, row and value of every entry.
fn text(it: &Columns) -> String {
    let line = |values: &[f64]| values.iter().map(f64::to_string).collect::<Vec<_>>().join(" ");
    let mut text = format!("{}\n{}\n", line(&it.cost), line(&it.limit));
    for (column, ends) in it.starts.windows(2).enumerate() {
        for (row, value) in &it.entries[ends[0]..ends[1]] {
            let _ = writeln!(text, "{column} {row} {value}");
        }
    }
    text
}
