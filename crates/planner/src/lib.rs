//! From an operation to a plan and a proven bound.
//!
//! Never here: clocks, disks, randomness from outside. Time is up when the caller's `stop` says so.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod binding;
mod bound;
mod construct;
mod cost;
mod dice;
mod fluid;
mod improve;
pub mod linear;
mod makespan;
mod problem;
mod prove;
mod reason;
mod replan;
mod report;
pub mod solve;
mod standing;
pub mod worth;

pub use replan::replan;
pub use solve::{Progress, Settings, solve};
