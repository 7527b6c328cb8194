//! Names and medical notes, from the moment they are typed until they are sealed, and from the moment
//! two custodians opened them until they were read. Nowhere else in the program is there a type that
//! could hold one.
//!
//! Never here: storage, a log line, an error that repeats what was typed.

mod custodian;
mod private;

pub use custodian::{Custodian, CustodyError, SharePassed, random};
pub use private::{NoPrivate, Private};
