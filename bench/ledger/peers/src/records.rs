//! The records of all devices, the same for every peer, and their signatures.

use ledger::crypto::{Claimed, Key, sha256, verify_entries};
use ledger::{LogId, OperationId};
use std::collections::BTreeMap;

pub const DEVICES: usize = 20;
pub const EACH: usize = 5_000;
pub const OPERATION: OperationId = OperationId([7; 32]);

/// Device and number, and the record with its signature after it.
pub type Table = BTreeMap<(usize, usize), Vec<u8>>;

pub fn key(device: usize) -> Key {
    Key::from_seed(&[device as u8 + 1; 32])
}

/// What one device recorded: somebody boards a bus, somewhere, at some time; some 50 bytes.
pub fn record(device: usize, number: usize) -> Vec<u8> {
    let token = (device * EACH + number) as u64 * 0x9e37_79b9;
    format!("board {token:010x} bus-{}.{} square {}", number % 40, number % 9, 1_481_803_200 + number * 7)
        .into_bytes()
}

pub fn message(device: usize, number: usize, record: &[u8]) -> Vec<u8> {
    [&(device as u32).to_be_bytes()[..], &(number as u32).to_be_bytes(), record].concat()
}

/// A device's records, each with its signature after it.
pub fn records(device: usize) -> Vec<Vec<u8>> {
    let key = key(device);
    let signed = |number| {
        let record = record(device, number);
        let signature = key.sign_entry(&OPERATION, &message(device, number, &record));
        [record, signature.to_vec()].concat()
    };
    (0..EACH).map(signed).collect()
}

/// The final table without signatures, made without any peer.
pub fn of_table() -> Table {
    (0..DEVICES).flat_map(|device| (0..EACH).map(move |n| ((device, n), record(device, n)))).collect()
}

pub fn digest(table: &Table) -> [u8; 32] {
    let rows: Vec<u8> = table.iter().flat_map(|((device, n), record)| message(*device, *n, record)).collect();
    sha256(&[&rows])
}

/// The same batch verification for every peer. Rows are record ‖ signature.
pub fn verify(signed: &Table) -> Vec<bool> {
    let ids: Vec<LogId> = (0..DEVICES).map(|device| key(device).log_id()).collect();
    let rows: Vec<(LogId, Vec<u8>, [u8; 64])> = signed
        .iter()
        .map(|((device, number), row)| {
            let (record, signature) =
                row.split_last_chunk::<64>().map_or((&row[..], [0; 64]), |(r, s)| (r, *s));
            (ids[*device % DEVICES], message(*device, *number, record), signature)
        })
        .collect();
    let claimed: Vec<Claimed<'_>> =
        rows.iter().map(|(log_id, bytes, signature)| Claimed { log_id, bytes, signature }).collect();
    verify_entries(&OPERATION, &claimed).iter().map(Option::is_some).collect()
}

/// Takes the signatures off.
pub fn bare(signed: Table) -> Table {
    signed
        .into_iter()
        .map(|(at, mut row)| {
            (at, {
                row.truncate(row.len().saturating_sub(64));
                row
            })
        })
        .collect()
}
