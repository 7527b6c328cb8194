//! A stop that reads no clock.

use std::sync::atomic::{AtomicU64, Ordering};

/// A stop that says so after it has been asked so often: tests read no clock.
pub fn after(asked: u64) -> impl Fn() -> bool + Sync {
    let left = AtomicU64::new(asked);
    move || left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |n| n.checked_sub(1)).is_err()
}
