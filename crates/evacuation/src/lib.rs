#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]
//! The nouns and rules of an evacuation by road: what an operation is, what a plan must keep,
//! what a statement says, and the picture that a set of statements gives.
//!
//! Never here: files, sockets, clocks, randomness, threads. Every function is pure: the same
//! arguments give the same result on every machine.

pub mod account;
pub mod adopted;
pub mod aid;
pub mod attention;
pub mod axis;
pub mod boarding;
pub mod check;
pub mod clearance;
pub mod closing;
pub mod compared;
pub mod confirmed;
pub mod convoy;
pub mod enrolment;
pub mod fleet;
pub mod ground;
pub mod hold;
pub mod incidents;
pub mod manifest;
pub mod observers;
pub mod operation;
pub mod people;
pub mod place;
pub mod plan;
pub mod quantity;
pub mod replan;
pub mod route;
pub mod standing;
pub mod statement;
pub mod ticket;
pub mod tickets;
pub mod tracking;
pub mod truce;
pub mod twins;
