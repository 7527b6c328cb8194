//! `corridor judge FILE PLAN`: every broken rule, numbered.

use super::{Failure, files, say};
use evacuation::check::{check, check_replan, score};
use std::path::PathBuf;
use std::process::ExitCode;

/// Findings of one rule that are printed; all are counted.
const SHOWN_EACH: usize = 20;

/// Exit code 0: the plan keeps every rule. 1: it does not.
#[derive(clap::Args)]
pub(super) struct Args {
    /// The operation file.
    file: PathBuf,
    /// The plan, JSON.
    plan: PathBuf,
    /// The plan was made anew from this state: hold it against what had been driven, too.
    #[arg(long, value_name = "STATE")]
    from: Option<PathBuf>,
    /// Print findings and figures as JSON.
    #[arg(long)]
    json: bool,
    /// Print every finding, not the first 20 of each rule.
    #[arg(long)]
    all: bool,
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let (_, operation) = files::operation(&args.file)?;
    let plan = files::plan(&args.plan)?;
    let state = args.from.as_deref().map(|path| files::state(path, &operation)).transpose()?;
    let findings = match &state {
        Some(state) => check_replan(&operation, state, &plan),
        None => check(&operation, &plan),
    };
    let figures = score(&operation, &plan);
    if args.json {
        let report = serde_json::json!({
            "keeps_every_rule": findings.is_empty(),
            "findings": findings,
            "exposure_person_h": figures.exposure_person_h,
            "makespan_s": figures.makespan_s,
            "delivered": figures.delivered,
            "left_behind": figures.left_behind,
        });
        say(&format!("{report:#}\n"));
    } else {
        let mut text = String::new();
        let mut start = 0;
        while let Some(first) = findings.get(start) {
            let same = findings[start..].iter().take_while(|finding| finding.rule == first.rule).count();
            let shown = if args.all { same } else { same.min(SHOWN_EACH) };
            for finding in &findings[start..start + shown] {
                text.push_str(&format!("{finding}\n"));
            }
            if shown < same {
                text.push_str(&format!(
                    "{:?}: and {} more like this (--all shows them)\n",
                    first.rule,
                    same - shown
                ));
            }
            start += same;
        }
        text.push_str(&match findings.len() {
            0 => "The plan keeps every rule.\n".to_owned(),
            n => format!("The plan breaks rules: {n} findings.\n"),
        });
        text.push_str(&format!(
            "exposure_person_h {:.3}, makespan_s {}, delivered {}, left_behind {}\n",
            figures.exposure_person_h, figures.makespan_s, figures.delivered, figures.left_behind
        ));
        say(&text);
    }
    Ok(if findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
