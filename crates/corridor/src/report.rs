//! Papers and pictures made from plans and pictures of an operation.
//!
//! Never here: decisions. What is drawn or printed has been computed elsewhere.

pub(crate) mod changes;
pub(crate) mod clock;
pub(crate) mod diagram;
pub(crate) mod explained;
pub(crate) mod table;
