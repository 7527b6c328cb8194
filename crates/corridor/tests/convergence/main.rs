//! Twenty devices under everything that goes wrong: partitions, lost, repeated and reordered messages,
//! crashes, clocks that jump ten years, forks, and a peer that lies. After they can talk again, every
//! device must hold the same entries and show the same picture, byte for byte.
//!
//! All of it is the program's own code: the writer, verification, logs, sync and the account. A seed gives
//! the same course every time. `SEEDS=100000 FIRST=0` runs more of them; a failure prints its seed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod chance;
mod machine;
mod world;

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;
use world::{Course, World};

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}

#[test]
fn every_device_ends_with_the_same_picture() {
    let (seeds, first) = (setting("SEEDS", 2000), setting("FIRST", 0));
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let threads = setting("THREADS", threads as u64) as usize;
    let (next, begun) = (AtomicU64::new(first), Instant::now());
    let work = || {
        let mut total = Course::default();
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= first + seeds {
                return total;
            }
            let course = std::panic::catch_unwind(|| World::new(seed).run());
            total.add(&course.unwrap_or_else(|_| panic!("seed {seed}")));
        }
    };
    let totals: Vec<Course> = std::thread::scope(|scope| {
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        running.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let mut total = Course::default();
    totals.iter().for_each(|part| total.add(part));
    println!("{seeds} seeds from {first}, {} s: {total:?}; 0 divergent pictures", begun.elapsed().as_secs());
    // A simulation in which nothing goes wrong shows nothing.
    for (what, count) in total.what_went_wrong() {
        assert!(count >= seeds / 4, "{what} happened only {count} times in {seeds} seeds");
    }
}

#[test]
fn a_seed_gives_the_same_course_every_time() {
    let once = World::new(77).run();
    assert_eq!(once, World::new(77).run());
    assert_ne!(once.digest, World::new(78).run().digest);
}

/// The check itself notices a device that was kept from one entry.
#[test]
fn a_device_that_lacks_an_entry_is_noticed() {
    let mut world = World::new(5);
    world.live();
    world.heal();
    world.forget_one(3);
    assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| world.compare_all())).is_err());
}
