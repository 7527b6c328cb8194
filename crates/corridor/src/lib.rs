//! The parts of the program that have a clock, a disk and a network: the store, the one door for
//! statements, the drill and the server. The command line is in `main.rs`.
//!
//! Never here: rules of the domain; they live in the crates below and are pure.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod authority;
pub mod carry;
pub mod claims_file;
pub mod founding;
pub mod http;
pub mod intake;
pub mod live;
pub mod markup;
pub mod names;
pub mod post;
pub mod printing;
pub mod proposals;
pub mod replanning;
pub mod report_text;
pub mod sealed;
pub mod sealing;
pub mod settling;
pub mod store;
pub mod tracking;
pub mod verify;
pub mod wall_clock;
pub mod witness;
