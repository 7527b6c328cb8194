//! Plans operation files and prints value, bound, gap, time and what the judge says:
//! `cargo run --release -p planner --example measure -- SECONDS FILE…`

use evacuation::check::check;
use evacuation::operation::read::{format_of, read};
use planner::{Settings, solve};
use std::time::{Duration, Instant};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let seconds: f64 = arguments.next().and_then(|text| text.parse().ok()).unwrap_or(5.0);
    for file in arguments {
        let Ok(bytes) = std::fs::read(&file) else {
            println!("{file}: cannot be read");
            continue;
        };
        let reading = read(&bytes, format_of(&file, &bytes));
        let Some(operation) = reading.operation else {
            println!("{file}: {:?}", reading.findings);
            continue;
        };
        let began = Instant::now();
        let until = began + Duration::from_secs_f64(seconds);
        let count = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
        let threads = count("THREADS").map_or(2, |threads| threads as usize);
        let settings = Settings {
            threads,
            iterations_max: count("ITERATIONS"),
            seed: count("SEED").unwrap_or(1),
            ..Settings::default()
        };
        let first = std::sync::Mutex::new(None);
        let plan = solve(&operation, &settings, &|| Instant::now() >= until, &|progress| {
            if let Ok(mut first) = first.lock() {
                first.get_or_insert((began.elapsed(), progress.value));
            }
            if std::env::var("PROGRESS").is_ok() {
                eprintln!("{:.2} {progress:?}", began.elapsed().as_secs_f64());
            }
        });
        let took = began.elapsed().as_secs_f64();
        let findings = check(&operation, &plan);
        let name = std::path::Path::new(&file).file_name().map(|name| name.to_string_lossy().into_owned());
        println!(
            "{} value {:.1} h, {} s, left {} of {}; bound {:.1} gap {:.2} %; {} trips; {took:.2} s, first {:?}; {} findings {:?}",
            name.unwrap_or_default(),
            plan.exposure_person_h,
            plan.makespan_s,
            plan.left_behind,
            plan.left_behind + plan.delivered,
            plan.bound.unwrap_or_default(),
            100.0 * plan.gap.unwrap_or_default(),
            plan.trips.len(),
            first.lock().ok().and_then(|first| *first),
            findings.len(),
            findings.iter().take(3).collect::<Vec<_>>(),
        );
        if let Ok(path) = std::env::var("OUT") {
            let _ = std::fs::write(path, serde_json::to_vec(&plan).unwrap_or_default());
        }
        if std::env::var("BINDING").is_ok() {
            println!("{:#?}", plan.binding);
        }
    }
}
