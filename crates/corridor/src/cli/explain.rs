//! `corridor explain FILE [PLAN]`: what one more of anything would buy, what a given request would, and why
//! a convoy is not earlier.

use super::{Failure, files, plan::Within, plan::cores, plan::seconds, say};
use crate::report::clock::LocalClock;
use crate::report::explained;
use evacuation::check::check;
use evacuation::convoy::{convoys, trip_ids};
use evacuation::hold::why_not_earlier;
use evacuation::operation::Operation;
use evacuation::plan::Plan;
use evacuation::quantity::Moment;
use planner::Settings;
use planner::worth::{Bought, Change, Figures, OneMore, better_of, explain, out_by};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Without --more or --convoy: everything that has a limit, a little more of each.
#[derive(clap::Args)]
pub(super) struct Args {
    /// The operation file, TOML or JSON.
    file: PathBuf,
    /// The plan, JSON; without it one is made. One is also planned anew, so that all are compared at the same effort.
    plan: Option<PathBuf>,
    /// Seconds for each plan that is made: the one compared with, and every one compared.
    #[arg(long, default_value_t = 5.0, value_parser = seconds)]
    seconds: f64,
    /// How many rows of the table are confirmed by planning anew.
    #[arg(long, default_value_t = 5, value_name = "ROWS")]
    top: usize,
    /// What if there were more: bus=10, escorts=2, PLACE.lanes=1, .convoy, .hours, .bays, .capacity. Several
    /// are taken together.
    #[arg(long, value_name = "WHAT=N")]
    more: Vec<String>,
    /// Count who is out by this time of day, the first after the start: 16:30.
    #[arg(long, value_name = "HH:MM")]
    by: Option<String>,
    /// Why this convoy (C004) or trip (bus-3.2) is not earlier.
    #[arg(long, value_name = "ID", conflicts_with = "more")]
    convoy: Option<String>,
    /// The seed of the searches.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Print as JSON.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let (_, operation) = files::operation(&args.file)?;
    let clock = LocalClock::of(&operation);
    let by = args.by.as_deref().map(|text| moment(text, &clock)).transpose()?;
    let changes: Vec<Change> = args
        .more
        .iter()
        .map(|text| Change::read(&operation, text))
        .collect::<Result<_, _>>()
        .map_err(Failure)?;
    let interrupted = Arc::new(AtomicBool::new(false));
    let flag = interrupted.clone();
    ctrlc::set_handler(move || flag.store(true, Ordering::Relaxed))
        .map_err(|error| Failure(format!("cannot listen for Ctrl-C: {error}")))?;
    let settings = Settings { seed: args.seed, iterations_max: None, gap: None, threads: cores() };
    let limit = Duration::from_secs_f64(args.seconds);
    let within = Within { limit, interrupted: &interrupted, lines: None };
    let mut replan = |operation: &Operation| within.plan(operation, &settings, None);
    let plan = match &args.plan {
        Some(path) if args.convoy.is_some() => given(&operation, path)?,
        Some(path) => better_of(&operation, given(&operation, path)?, replan(&operation)),
        None => replan(&operation),
    };
    let text = if let Some(id) = &args.convoy {
        held(args, &operation, &plan, id)?
    } else if changes.is_empty() {
        let rows = explain(&operation, &plan, args.top, &mut replan, &mut |_| {});
        table(args, &operation, &plan, by, &rows)
    } else {
        request(args, (&operation, &plan), &changes, by, &mut replan)?
    };
    say(&text);
    Ok(ExitCode::SUCCESS)
}

/// A plan from a file: one that breaks rules explains nothing.
fn given(operation: &Operation, path: &std::path::Path) -> Result<Plan, Failure> {
    let plan = files::plan(path)?;
    match check(operation, &plan).first() {
        None => Ok(plan),
        Some(finding) => {
            let path = path.display();
            Err(Failure(format!(
                "{path} is no plan for this operation: {finding}; `corridor judge` shows all"
            )))
        }
    }
}

/// The first moment after the start at which clocks there show this time.
fn moment(text: &str, clock: &LocalClock) -> Result<Moment, Failure> {
    let read = || {
        let (hours, minutes) = text.split_once(':')?;
        let (hours, minutes): (i64, i64) = (hours.parse().ok()?, minutes.parse().ok()?);
        ((0..24).contains(&hours) && (0..60).contains(&minutes)).then_some(hours * 3600 + minutes * 60)
    };
    let wanted = read().ok_or_else(|| Failure(format!("'{text}' is no time of day; write it as 16:30")))?;
    Ok(Moment((wanted - clock.second_of_day(Moment::START)).rem_euclid(86_400)))
}

fn held(args: &Args, operation: &Operation, plan: &Plan, id: &str) -> Result<String, Failure> {
    let all = convoys(operation, plan);
    let of_convoy = all.iter().find(|convoy| convoy.id == id);
    let trip = match of_convoy {
        Some(convoy) => convoy.trips.iter().map(|(_, ix)| *ix).max_by_key(|ix| plan.trips[*ix].arrive),
        None => trip_ids(plan).iter().position(|trip| trip.to_string() == id),
    };
    let Some(trip) = trip else {
        let last = all.last().map_or("none".to_owned(), |convoy| convoy.id.clone());
        let what = format!("the plan has no convoy or trip '{id}'; convoys are C001 to {last}");
        return Err(Failure(format!("{what}, trips such as bus-3.2")));
    };
    let links = why_not_earlier(operation, plan, trip);
    if args.json {
        return Ok(format!("{:#}\n", serde_json::json!({ "of": id, "held_by": links })));
    }
    Ok(explained::links(id, &links, &LocalClock::of(operation)))
}

fn table(args: &Args, operation: &Operation, plan: &Plan, by: Option<Moment>, rows: &[OneMore]) -> String {
    if args.json {
        let rows: Vec<_> = rows.iter().map(explained::row_json).collect();
        let report = serde_json::json!({
            "plan": explained::figures_json(&Figures::of(operation, plan)),
            "out_by": by.map(|by| out_by(operation, plan, by)),
            "one_more": rows,
        });
        return format!("{report:#}\n");
    }
    let mut text = explained::head(operation, plan, by);
    text.push_str(&explained::rows(operation, rows));
    text
}

/// What if there were more of these, all together.
fn request(
    args: &Args,
    (operation, plan): (&Operation, &Plan),
    changes: &[Change],
    by: Option<Moment>,
    replan: &mut dyn FnMut(&Operation) -> Plan,
) -> Result<String, Failure> {
    let mut changed = operation.clone();
    for change in changes {
        changed = change.apply(&changed).map_err(Failure)?;
    }
    let better = replan(&changed);
    let (before, after) = (Figures::of(operation, plan), Figures::of(&changed, &better));
    let bought = Bought::between(&before, &after, operation.objective.minimise);
    if args.json {
        let report = serde_json::json!({
            "more": changes.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "before": explained::figures_json(&before),
            "after": explained::figures_json(&after),
            "bought": explained::bought_json(&bought),
            "out_by": by.map(|by| [out_by(operation, plan, by), out_by(&changed, &better, by)]),
        });
        return Ok(format!("{report:#}\n"));
    }
    let mut text = explained::head(operation, plan, by);
    text.push_str(&explained::request(operation, (changes, &changed, &better), &bought));
    if let Some(by) = by {
        let (first, then) = (out_by(operation, plan, by), out_by(&changed, &better, by));
        let time = LocalClock::of(operation).day_time(by);
        let more = i64::try_from(then).unwrap_or(0) - i64::try_from(first).unwrap_or(0);
        text.push_str(&format!("Out by {time}: {then} instead of {first} ({more:+}).\n"));
    }
    Ok(text)
}
