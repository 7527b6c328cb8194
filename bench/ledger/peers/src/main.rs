//! The same work for four ways to bring 20 devices' records together: `make` writes what each device
//! sends, `merge` takes it in, `flip` flips bytes of one device's file. One process for each step, so
//! that the memory of one is not that of another. Prints one line of `name value` pairs.
//!
//! The work: each record carries its device's Ed25519 signature, which is verified (the same batch
//! verification for all); what came is on disk (`fsync`) before it counts; the outcome is one table.

mod peers;
mod records;

use peers::{PEERS, Peer};
use records::{DEVICES, Table, digest, of_table, records};
use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let (step, name, folder) = (&args[1], &args[2], PathBuf::from(&args[3]));
    let peer = PEERS.iter().find(|peer| peer.name == name).expect("a peer's name");
    match step.as_str() {
        "make" => make(peer, &folder),
        "merge" => merge(peer, &folder),
        "flip" => flip(peer, &folder, args.get(4).map_or(400, |n| n.parse().unwrap())),
        _ => panic!("make, merge or flip"),
    }
}

fn file(folder: &Path, peer: &Peer, device: usize) -> PathBuf {
    folder.join(format!("{}-{device}", peer.name))
}

fn make(peer: &Peer, folder: &Path) {
    for device in 0..DEVICES {
        std::fs::write(file(folder, peer, device), (peer.make)(device, &records(device))).unwrap();
    }
}

fn merge(peer: &Peer, folder: &Path) {
    let files: Vec<PathBuf> = (0..DEVICES).map(|device| file(folder, peer, device)).collect();
    let bytes: u64 = files.iter().map(|file| std::fs::metadata(file).unwrap().len()).sum();
    let stored = folder.join(format!("{}-stored", peer.name));
    let _ = std::fs::remove_file(&stored);
    let begun = Instant::now();
    let (table, verifying) = (peer.merge)(&files, &stored);
    let seconds = begun.elapsed().as_secs_f64();
    assert_eq!(digest(&table), digest(&of_table()), "the same final table");
    println!("bytes {bytes} seconds {seconds:.2} verifying {verifying:.2} peak_mb {}", peak_mb());
}

/// What becomes of one flipped bit of what one device sent. `refused`: the library notices by itself;
/// `only_signatures`: the records' signatures notice; `silent`: another table, and nobody notices.
fn flip(peer: &Peer, folder: &Path, times: usize) {
    let mut whole = Vec::new();
    File::open(file(folder, peer, 0)).unwrap().read_to_end(&mut whole).unwrap();
    let expected: Table = of_table().into_iter().filter(|((device, _), _)| *device == 0).collect();
    let (mut refused, mut signatures, mut lost, mut harmless) = (0, 0, 0, 0);
    std::panic::set_hook(Box::new(|_| {}));
    for n in 0..times {
        let mut flipped = whole.clone();
        let at = n * whole.len() / times + n % 7;
        flipped[at.min(whole.len() - 1)] ^= 1 << (n % 8);
        let read = std::panic::catch_unwind(|| (peer.read)(&flipped));
        match read {
            Err(_) | Ok(None) => refused += 1,
            Ok(Some((_, false))) => signatures += 1,
            Ok(Some((table, true))) if table == expected => harmless += 1,
            Ok(Some(_)) => lost += 1,
        }
    }
    println!("flips {times} refused {refused} only_signatures {signatures} silent {lost} harmless {harmless}");
    std::io::stdout().flush().unwrap();
}

fn peak_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<u64>().ok()).unwrap_or(0) / 1024
}
