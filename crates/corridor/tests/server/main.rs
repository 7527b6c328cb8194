//! The server from the outside: the door, the store, every resource and every error, the drill.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod asking;
mod cares;
mod carry;
mod devices;
mod drill;
mod enrolment;
mod errors;
mod evidence;
mod field;
mod hostile;
mod intake;
mod observers;
mod one_story;
mod phone;
mod plain;
mod replan;
mod reports;
mod resources;
mod schema;
mod sealed;
mod settling;
mod verifying;
mod watch;
