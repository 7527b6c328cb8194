//! `corridor plan FILE`: plan within a time, show progress, judge the plan before anyone sees it.

use super::{Failure, files, say};
use crate::report::{changes, diagram, table};
use evacuation::check::{check, check_replan};
use evacuation::operation::{Minimise, Operation};
use evacuation::plan::Plan;
use evacuation::replan::State;
use planner::solve::{Progress, Settings, solve};
use std::fs::File;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Ctrl-C stops the search and keeps the best plan so far.
#[derive(clap::Args)]
pub(super) struct Args {
    /// The operation file, TOML or JSON.
    file: PathBuf,
    /// Plan on from this state (JSON): what was driven is kept, and few are told another departure.
    #[arg(long, value_name = "STATE")]
    from: Option<PathBuf>,
    /// Stop after this many seconds.
    #[arg(long, default_value_t = 5.0, value_parser = seconds)]
    seconds: f64,
    /// Stop when the gap is proven to be this small, such as 0.01.
    #[arg(long)]
    gap: Option<f64>,
    /// Stop after this many iterations: the same seed and count give the same plan.
    #[arg(long)]
    iterations: Option<u64>,
    /// The seed of the search.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Threads; 0: as many as there are cores.
    #[arg(long, default_value_t = 0)]
    threads: usize,
    /// Write the plan as JSON (to standard output without a name, or with `-`).
    #[arg(long, num_args = 0..=1, default_missing_value = "-")]
    json: Option<PathBuf>,
    /// Write the time-distance diagram as SVG.
    #[arg(long)]
    svg: Option<PathBuf>,
    /// Write every change of the best value and bound as a line of JSON, with the seconds since the start.
    #[arg(long, value_name = "FILE")]
    progress: Option<PathBuf>,
    /// Show every convoy in the table.
    #[arg(long)]
    all: bool,
}

pub(super) fn seconds(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(seconds) if (0.0..=864_000.0).contains(&seconds) => Ok(seconds),
        _ => Err("a number of seconds from 0 to 864000".to_owned()),
    }
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let (_, operation) = files::operation(&args.file)?;
    let state = args.from.as_deref().map(|path| files::state(path, &operation)).transpose()?;
    let interrupted = Arc::new(AtomicBool::new(false));
    let flag = interrupted.clone();
    ctrlc::set_handler(move || flag.store(true, Ordering::Relaxed))
        .map_err(|error| Failure(format!("cannot listen for Ctrl-C: {error}")))?;
    let settings = Settings {
        seed: args.seed,
        iterations_max: args.iterations,
        gap: args.gap,
        threads: if args.threads == 0 { cores() } else { args.threads.min(64) },
    };
    let lines = args.progress.as_deref().map(Lines::new).transpose()?;
    let limit = Duration::from_secs_f64(args.seconds);
    let within = Within { limit, interrupted: &interrupted, lines: lines.as_ref() };
    let plan = within.plan(&operation, &settings, state.as_ref());
    let broken = match &state {
        Some(state) => check_replan(&operation, state, &plan),
        None => check(&operation, &plan),
    };
    let to_stdout = args.json.as_ref().is_some_and(|path| path.as_os_str() == "-");
    if let Some(path) = &args.json {
        let mut bytes = serde_json::to_vec(&plan)
            .map_err(|error| Failure(format!("the plan cannot be written: {error}")))?;
        bytes.push(b'\n');
        if to_stdout {
            say(&String::from_utf8_lossy(&bytes));
        } else {
            files::write_whole(path, &bytes)?;
        }
    }
    if let Some(path) = &args.svg {
        files::write_whole(path, diagram::svg(&operation, &plan).as_bytes())?;
    }
    if !to_stdout {
        say(&table::plan(&operation, &plan, args.all));
        if let Some(state) = &state {
            say(&changes::changes(&operation, state, &plan, args.all));
        }
    }
    if broken.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    let list: Vec<String> = broken.iter().take(5).map(ToString::to_string).collect();
    let n = broken.len();
    Err(Failure(format!("this plan must not be used: the judge found {n} broken rules\n{}", list.join("\n"))))
}

/// How many cores may be used.
pub(crate) fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

/// Progress as lines of JSON, for whoever measures: seconds since the search began, value, bound, gap.
pub(crate) struct Lines {
    file: Mutex<File>,
    begin: Instant,
}

impl Lines {
    fn new(path: &Path) -> Result<Lines, Failure> {
        let file = File::create(path).map_err(|error| Failure(format!("{}: {error}", path.display())))?;
        Ok(Lines { file: Mutex::new(file), begin: Instant::now() })
    }

    /// A line that cannot be written is no reason to stop planning.
    fn write(&self, progress: &Progress) {
        let Ok(mut file) = self.file.lock() else { return };
        let line = serde_json::json!({
            "seconds": self.begin.elapsed().as_secs_f64(),
            "value": progress.value,
            "bound": progress.bound,
            "gap": progress.gap,
            "iterations": progress.iterations,
        });
        let _ = file.write_all(format!("{line}\n").as_bytes());
    }
}

/// Solves until the time is up, showing one line of progress on a terminal.
pub(crate) fn solve_within(operation: &Operation, settings: &Settings, limit: Duration) -> Plan {
    let interrupted = AtomicBool::new(false);
    Within { limit, interrupted: &interrupted, lines: None }.plan(operation, settings, None)
}

/// How long to plan, and where to write how it goes.
pub(super) struct Within<'a> {
    pub(super) limit: Duration,
    pub(super) interrupted: &'a AtomicBool,
    pub(super) lines: Option<&'a Lines>,
}

impl Within<'_> {
    /// Plans, or plans on from a state, with one line of progress on a terminal.
    pub(super) fn plan(&self, operation: &Operation, settings: &Settings, state: Option<&State>) -> Plan {
        let begin = Instant::now();
        let stop = || self.interrupted.load(Ordering::Relaxed) || begin.elapsed() >= self.limit;
        let terminal = std::io::stderr().is_terminal();
        let shown = Mutex::new(None::<Instant>);
        let unit = match operation.objective.minimise {
            Minimise::Exposure => "person-hours",
            Minimise::Makespan => "s until the last arrival",
        };
        let progress = |progress: &Progress| {
            if let Some(lines) = self.lines {
                lines.write(progress);
            }
            let Ok(mut last) = shown.lock() else { return };
            if !terminal || last.is_some_and(|last| last.elapsed() < Duration::from_millis(200)) {
                return;
            }
            *last = Some(Instant::now());
            let (value, bound, gap) = (progress.value, progress.bound, progress.gap * 100.0);
            let elapsed = begin.elapsed().as_secs_f64();
            eprint!("\r{elapsed:5.1} s  value {value:.0} {unit}, bound {bound:.0}, gap {gap:.2} %\u{1b}[K");
            let _ = std::io::stderr().flush();
        };
        let plan = match state {
            Some(state) => planner::replan(operation, state, settings, &stop, &progress),
            None => solve(operation, settings, &stop, &progress),
        };
        if terminal {
            eprint!("\r\u{1b}[K");
        }
        plan
    }
}
