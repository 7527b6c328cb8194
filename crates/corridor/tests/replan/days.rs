//! Simulated days: operations, plans, and everything that is said, up to any moment.

use evacuation::account::{Account, Picture, Said, Source};
use evacuation::attention::Value;
use evacuation::operation::Operation;
use evacuation::operation::read::{Format, read};
use evacuation::plan::Plan;
use evacuation::quantity::{Moment, Span};
use evacuation::standing::{Assumption, AssumptionKind, Known, Standing, standing};
use evacuation::statement::Statement;
use simulator::{Change, Drill, simulate_changed};
use std::sync::atomic::{AtomicU32, Ordering};

pub struct Day {
    pub name: String,
    pub operation: Operation,
    /// The plan in force, and the operation that it was made for.
    pub plan: Plan,
    pub planned_for: Operation,
    pub drill: Drill,
    pub changed: Moment,
    founding: Plan,
    changes: Vec<(Moment, Operation, Plan)>,
    seed: u64,
}

pub struct Stands {
    pub standing: Standing,
    pub picture: Picture,
}

impl Day {
    fn new(name: &str, operation: Operation, seed: u64) -> Day {
        let plan = planner::solve(&operation, &planner::Settings::default(), &soon(), &|_| {});
        let mut day = Day {
            name: format!("{name}, seed {seed}"),
            planned_for: operation.clone(),
            founding: plan.clone(),
            drill: Drill { devices: Vec::new(), sayings: Vec::new() },
            changed: Moment(i64::MIN),
            changes: Vec::new(),
            operation,
            plan,
            seed,
        };
        day.play();
        day
    }

    fn play(&mut self) {
        let changes = self.changes.iter();
        let changes: Vec<Change<'_>> =
            changes.map(|(at, operation, plan)| Change { at: *at, operation, plan }).collect();
        let settings = simulator::Settings::new(self.seed);
        self.drill = simulate_changed(&self.operation, &self.founding, [7; 32], &settings, &changes);
    }

    /// Another plan comes into force.
    pub fn follow(&mut self, at: Moment, plan: Plan, planned_for: Operation) {
        let shown = planned_for.clone().with_windows_of(&self.operation);
        self.changes.push((at, shown, plan.clone()));
        (self.plan, self.planned_for, self.changed) = (plan, planned_for, at);
        self.play();
    }

    /// So many moments over the time in which most is said.
    pub fn moments(&self, count: usize) -> Vec<Moment> {
        let said: Vec<Moment> = self.drill.sayings.iter().map(|saying| saying.statement.at).collect();
        let later: Vec<Moment> = said.into_iter().filter(|at| *at >= Moment::START).collect();
        let last = later.len().saturating_sub(1);
        (0..count).map(|n| later[last * (n + 1) / (count + 1)] + Span(1)).collect()
    }

    /// What was said before a moment.
    pub fn account(&self, at: Moment) -> Account {
        let mut account = Account::new(&self.planned_for, Some(&self.plan));
        for (number, saying) in self.drill.sayings.iter().enumerate().filter(|(_, s)| s.statement.at < at) {
            let mut entry = [0; 32];
            entry[..8].copy_from_slice(&(number as u64).to_be_bytes());
            let mut device = [0; 32];
            device[..8].copy_from_slice(&(saying.device as u64).to_be_bytes());
            let source = Source { entry, device, seq: number as u64, recorded_ms: 0 };
            account.insert(Said { source, statement: saying.statement.clone() });
        }
        account
    }

    pub fn stands(&self, at: Moment) -> Stands {
        self.stands_with(at, Vec::new())
    }

    /// The same when this was said as well.
    pub fn stands_with(&self, at: Moment, also: Vec<Statement>) -> Stands {
        let mut account = self.account(at);
        for (number, statement) in also.into_iter().enumerate() {
            let source = Source { entry: [200; 32], device: [201; 32], seq: number as u64, recorded_ms: 0 };
            account.insert(Said { source, statement });
        }
        let (picture, roll) = (account.picture(), account.roll());
        let known = Known {
            operation: &self.operation,
            planned_for: &self.planned_for,
            plan: &self.plan,
            picture: &picture,
            roll: &roll,
            at,
            reopens: Some(at + Span(3600)),
        };
        let standing = standing(&known).unwrap();
        Stands { standing, picture }
    }
}

/// Planning ends after so many looks at the clock, however fast the machine is.
pub fn soon() -> impl Fn() -> bool + Sync {
    let looks = AtomicU32::new(0);
    move || looks.fetch_add(1, Ordering::Relaxed) >= 8
}

/// Persons whom an assumption leaves out of the plan.
pub fn not_planned(assumption: &Assumption) -> Option<u32> {
    let leaves_out = matches!(
        assumption.kind,
        AssumptionKind::Declined | AssumptionKind::Unaccounted | AssumptionKind::LeftOut
    );
    match assumption.values.get("count") {
        Some(Value::Number(count)) if leaves_out => u32::try_from(*count).ok(),
        _ => None,
    }
}

/// A town with stretchers, tight bays and escorts, two lines and a hospital.
const TOWN: &str = include_str!("town.toml");

pub fn days() -> Vec<Day> {
    let town = || read(TOWN.as_bytes(), Format::Toml).operation.unwrap();
    (1..=3).map(|seed| Day::new("town", town(), seed)).collect()
}
