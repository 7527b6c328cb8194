//! The running operation's clock, and the drill: simulated people whose statements come in through
//! the same door as everybody's, at any speed, and go on after a restart exactly where they were.
//!
//! Never here: what the simulated people do (`simulator`), or any way around the door (`intake`).

mod clock;
mod drill;
mod script;

pub use clock::{Clock, Face, SPEED_MAX};
pub use drill::{Drill, DrillError, DrillSettings, Running};
pub use script::{Plans, Script, drill_keys, drill_root};
