#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]
//! From a plan, uncertainty and a seed to statements: a drill. The statements go through the same door
//! as real ones, so that a drill is the real program with simulated people.
//!
//! People are registered and answer; then every vehicle of the plan loads, drives, passes and unloads
//! in a world that has its own delays. A vehicle that is late back loads late; a convoy that misses its
//! window waits for the next; who was not at the door may go with a later bus that has a seat free.
//!
//! Never here: a clock, randomness from outside, the planner, or a statement that a real device could
//! not make. Whoever reads the statements meets the simulator in nothing else.

mod chance;
mod change;
mod crew;
mod crowd;
mod line;
mod loading;
mod mishaps;
mod prelude;
mod road;
mod settings;
mod watch;
mod world;

pub use change::Change;
pub use crew::{DeviceCard, Saying};
pub use crowd::Fate;
pub use settings::Settings;

use crew::Crew;
use crowd::Crowd;
use evacuation::convoy::{self, TripId};
use evacuation::operation::Operation;
use evacuation::people::Token;
use evacuation::plan::Plan;
use evacuation::quantity::{Category, Span};
use world::World;

/// A drill: who speaks, and everything that is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drill {
    /// The devices.
    pub devices: Vec<DeviceCard>,
    /// What they say, in order of time; each device first enrols.
    pub sayings: Vec<Saying>,
}

/// Where everybody of a drill really is when it has ended, for whoever audits an account of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Truth {
    /// Everybody, in order of code.
    pub fates: Vec<(Token, Category, Fate)>,
    /// Every trip on which anybody got: how many did, children born on it included, and how many came
    /// through.
    pub trips: Vec<(TripId, u32, u32)>,
}

/// Plays the plan in a world with the uncertainty of `settings`.
pub fn simulate(operation: &Operation, plan: &Plan, plan_sha256: [u8; 32], settings: &Settings) -> Drill {
    simulate_audited(operation, plan, plan_sha256, settings).0
}

/// As [`simulate`], with plans that come into force while it runs, in order of time. What is said until
/// a change is what would have been said without it.
pub fn simulate_changed(
    operation: &Operation,
    plan: &Plan,
    plan_sha256: [u8; 32],
    settings: &Settings,
    changes: &[Change<'_>],
) -> Drill {
    let (mut drill, _) = play(operation, plan, plan_sha256, settings, changes);
    if let Some((last, before)) = changes.split_last() {
        // Somebody was called to a bus just before the change; that was said, whatever came of it.
        let unchanged = simulate_changed(operation, plan, plan_sha256, settings, before);
        let said = unchanged.sayings.into_iter().filter(|saying| saying.statement.at <= last.at);
        let later = drill.sayings.into_iter().filter(|saying| saying.statement.at > last.at);
        drill.sayings = said.chain(later).collect();
    }
    drill
}

/// As [`simulate`], with the truth that the statements are about.
pub fn simulate_audited(
    operation: &Operation,
    plan: &Plan,
    plan_sha256: [u8; 32],
    settings: &Settings,
) -> (Drill, Truth) {
    play(operation, plan, plan_sha256, settings, &[])
}

fn play(
    operation: &Operation,
    plan: &Plan,
    plan_sha256: [u8; 32],
    settings: &Settings,
    changes: &[Change<'_>],
) -> (Drill, Truth) {
    let begins = prelude::begins(operation);
    let crowd = Crowd::gather(operation, settings);
    let mut crew = Crew::assemble(operation, convoy::convoys(operation, plan).len(), begins);
    prelude::register(operation, &crowd, &mut crew, settings.seed);
    prelude::adopt(plan, plan_sha256, &mut crew, begins + Span(600));
    prelude::claims(operation, &mut crew, begins + Span(600));
    let mut world = World::new(operation, plan, settings, crowd, crew);
    world.state_suspension();
    if settings.watch {
        watch::tell(operation, plan, settings.seed, world.mishaps.suspension, &mut world.crew);
    }
    world.run(changes);
    let World { crowd, crew, rides, .. } = world;
    let made = rides.into_iter().filter(|ride| ride.got_on > 0);
    let mut trips: Vec<_> = made.map(|ride| (ride.id, ride.got_on, ride.came_through)).collect();
    trips.sort_unstable();
    let mut fates: Vec<_> = crowd
        .persons
        .iter()
        .map(|person| (person.member.token, person.member.category, person.fate))
        .collect();
    fates.sort_unstable();
    let (devices, sayings) = crew.finish();
    (Drill { devices, sayings }, Truth { fates, trips })
}
