//! `corridor demo`: an operation file, planned, adopted, and run as a drill with its console. The
//! second start goes on where the first was stopped.

use super::plan::{cores, solve_within};
use super::serve::{LISTEN, serve_and_say};
use super::{Failure, files, say};
use crate::report::table;
use corridor::founding::{found, read_founded};
use corridor::http::ServeSettings;
use corridor::store::{Mode, Store};
use evacuation::check::check;
use evacuation::operation::read::format_of;
use planner::solve::Settings;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::Duration;

/// What is run when no file is named.
const SCENARIO: &str = "scenarios/aleppo-2016.toml";
/// Seconds of the operation in one second of the drill: an hour in a minute.
const SPEED: u32 = 60;

/// A drill is the real program with simulated people. It is marked as a drill everywhere.
#[derive(clap::Args)]
pub(super) struct Args {
    /// The operation file; without one, the evacuation of east Aleppo in December 2016.
    file: Option<PathBuf>,
    /// The data folder; without one, a folder for this file under `var`.
    #[arg(long)]
    data: Option<PathBuf>,
    /// Begin again: what this drill's folder holds is thrown away.
    #[arg(long)]
    fresh: bool,
    /// Seconds of the operation in one second [default: 60, or as it was when it was stopped].
    #[arg(long)]
    speed: Option<u32>,
    /// The seed of everything that happens by chance.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Seconds to plan.
    #[arg(long, default_value_t = 5.0, value_parser = super::plan::seconds)]
    seconds: f64,
    /// Address and port to listen on.
    #[arg(long, default_value = LISTEN)]
    listen: SocketAddr,
    /// Only print the console's address, open no browser.
    #[arg(long)]
    no_open: bool,
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let home = home();
    let file = args.file.clone().unwrap_or_else(|| home.join(SCENARIO));
    let data = match &args.data {
        Some(data) => data.clone(),
        None => home.join("var/demo").join(file.file_stem().unwrap_or_default()),
    };
    if args.fresh {
        throw_away(&data)?;
    }
    let founded = Store::peek(&data).map_err(|error| Failure(format!("{error}; {}", error.remedy())))?;
    let speed = match founded {
        Some(_) => args.speed,
        None => {
            begin(args, &file, &data)?;
            Some(args.speed.unwrap_or(SPEED))
        }
    };
    let founded = read_founded(&data).map_err(|error| Failure(error.to_string()))?;
    if founded.founding.mode == Mode::Live {
        return Err(Failure(format!(
            "{} holds a real operation; a drill needs a folder of its own",
            data.display()
        )));
    }
    say(&format!("DRILL: {}. Simulated people, accelerated time.\n", founded.operation.name));
    if !args.no_open && args.listen.port() != 0 {
        open_browser(args.listen);
    }
    let settings = ServeSettings {
        https: None,
        trust: Default::default(),
        listen: args.listen,
        data,
        speed,
        sync: Vec::new(),
        witnesses: Vec::new(),
        policy: None,
        hosts: Vec::new(),
    };
    serve_and_say(&settings, "console of this drill")
}

/// Plans the operation, shows the plan, and founds the drill with it.
fn begin(args: &Args, file: &Path, data: &Path) -> Result<(), Failure> {
    let (bytes, operation) = files::operation(file)?;
    let people = operation.persons().total();
    say(&format!("Planning {} ({people} people) for {} s …\n", operation.name, args.seconds));
    let settings = Settings { seed: args.seed, iterations_max: None, gap: Some(0.001), threads: cores() };
    let plan = solve_within(&operation, &settings, Duration::from_secs_f64(args.seconds));
    let broken = check(&operation, &plan);
    if let Some(first) = broken.first() {
        return Err(Failure(format!(
            "the plan must not be used: {} broken rules, the first: {first}",
            broken.len()
        )));
    }
    say(&table::plan(&operation, &plan, false));
    let json = serde_json::to_vec(&plan).map_err(|error| Failure(error.to_string()))?;
    let format = format_of(&file.to_string_lossy(), &bytes);
    found(data, &bytes, format, &json, Mode::Drill { seed: args.seed }, &[])
        .map_err(|error| Failure(error.to_string()))
}

/// Only a drill's own folder is ever thrown away.
fn throw_away(data: &Path) -> Result<(), Failure> {
    let fail = |error: std::io::Error| Failure(format!("{}: cannot be thrown away: {error}", data.display()));
    if !data.exists() {
        return Ok(());
    }
    match Store::peek(data).map_err(|error| Failure(format!("{error}; {}", error.remedy())))? {
        Some(founding) if matches!(founding.mode, Mode::Drill { .. }) => {
            std::fs::remove_dir_all(data).map_err(fail)
        }
        Some(_) => Err(Failure(format!("{} holds a real operation and is not thrown away", data.display()))),
        None => Ok(()),
    }
}

/// The tree that the start script belongs to; this folder where the program is run without it.
fn home() -> PathBuf {
    std::env::var_os("CORRIDOR_HOME").map_or_else(|| PathBuf::from("."), PathBuf::from)
}

/// Opens the console where there is a screen; says nothing where there is none.
fn open_browser(address: SocketAddr) {
    let screen = ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some());
    let opener = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    if !screen && !cfg!(target_os = "macos") {
        return;
    }
    let url = format!("http://{address}/");
    std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(700));
        let _ = Command::new(opener).arg(url).stdout(Stdio::null()).stderr(Stdio::null()).status();
    });
}
