//! The peers: ours, automerge, yrs, loro. Each row of a peer's map is `device/number` → record ‖ signature.

use crate::records::{DEVICES, EACH, OPERATION, Table, bare, record, verify};
use automerge::transaction::Transactable;
use automerge::{ActorId, AutoCommit, ROOT, ReadDoc, ScalarValue, Value};
use ledger::bundle::{Packer, Piece, Unpacker};
use ledger::{Draft, Logs, Signed, Verified, Writer, verify_all};
use loro::{ExportMode, LoroDoc, LoroValue};
use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;
use yrs::updates::decoder::Decode;
use yrs::{Any, Doc, Map, Out, ReadTxn, StateVector, Transact, Update};

pub struct Peer {
    pub name: &'static str,
    /// What a device sends that recorded these, one after the other.
    pub make: fn(usize, &[Vec<u8>]) -> Vec<u8>,
    /// Takes in what all devices sent; gives the table, and the seconds spent on signatures.
    pub merge: fn(&[PathBuf], &Path) -> (Table, f64),
    /// What one device sent, as a table without signatures, and whether all of these were good.
    pub read: fn(&[u8]) -> Option<(Table, bool)>,
}

pub const PEERS: [Peer; 4] = [
    Peer { name: "own", make: own_make, merge: own_merge, read: own_read },
    Peer {
        name: "automerge",
        make: automerge_make,
        merge: automerge_merge,
        read: |bytes| automerge_read(bytes).map(judged),
    },
    Peer { name: "yrs", make: yrs_make, merge: yrs_merge, read: |bytes| yrs_read(bytes).map(judged) },
    Peer { name: "loro", make: loro_make, merge: loro_merge, read: |bytes| loro_read(bytes).map(judged) },
];

fn name(device: usize, number: usize) -> String {
    format!("{device}/{number}")
}

fn place(name: &str) -> Option<(usize, usize)> {
    let (device, number) = name.split_once('/')?;
    let at = (device.parse().ok()?, number.parse().ok()?);
    (at.0 < DEVICES && at.1 < EACH).then_some(at)
}

/// Durable before it counts: appended and synced.
fn keep(stored: &Path, bytes: &[u8]) {
    let mut file = OpenOptions::new().create(true).append(true).open(stored).unwrap();
    file.write_all(bytes).unwrap();
    file.sync_all().unwrap();
}

/// The end of every merge of a peer that verifies nothing: all signatures of the table.
fn check(table: Table) -> (Table, f64) {
    let begun = Instant::now();
    assert!(verify(&table).into_iter().all(|good| good));
    (bare(table), begun.elapsed().as_secs_f64())
}

fn judged(table: Table) -> (Table, bool) {
    let good = verify(&table).into_iter().all(|good| good);
    (bare(table), good)
}

// Ours: signed entries in a bundle; SQLite with one commit for each 4,096 entries.

fn own_make(device: usize, _: &[Vec<u8>]) -> Vec<u8> {
    let mut writer = Writer::new(OPERATION, &[device as u8 + 1; 32], None);
    let mut packer = Packer::new(&OPERATION);
    for number in 0..EACH {
        let draft = Draft { kind: "board".into(), body: record(device, number), ..Draft::default() };
        packer.entry(&writer.write(draft, 1_481_803_200_000 + number as u64 * 7000).unwrap()).unwrap();
    }
    packer.finish()
}

fn own_merge(files: &[PathBuf], stored: &Path) -> (Table, f64) {
    let mut store = rusqlite::Connection::open(stored).unwrap();
    store
        .execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
             CREATE TABLE entry (log_id BLOB, seq INTEGER, bytes BLOB, signature BLOB, PRIMARY KEY (log_id, seq)) WITHOUT ROWID;",
        )
        .unwrap();
    let (mut logs, mut table, mut verifying) = (Logs::new(), Table::new(), 0.0);
    for (device, file) in files.iter().enumerate() {
        let (_, pieces, findings) = Unpacker::read_all(&std::fs::read(file).unwrap());
        assert!(findings.is_empty());
        let entries: Vec<Signed> = pieces.into_iter().filter_map(entry).collect();
        for group in entries.chunks(4096) {
            let begun = Instant::now();
            let verified: Vec<Verified> =
                verify_all(&OPERATION, group.to_vec()).map(Result::unwrap).collect();
            verifying += begun.elapsed().as_secs_f64();
            let transaction = store.transaction().unwrap();
            for entry in &verified {
                logs.insert(entry).unwrap();
                let (seq, signed) = (entry.seq() as i64, entry.signed());
                transaction
                    .prepare_cached("INSERT INTO entry VALUES (?1, ?2, ?3, ?4)")
                    .unwrap()
                    .execute(rusqlite::params![entry.log_id().0, seq, &signed.bytes[..], signed.signature])
                    .unwrap();
            }
            transaction.commit().unwrap();
            table.extend(verified.iter().map(|e| ((device, e.seq() as usize), e.entry().body.to_vec())));
        }
    }
    (table, verifying)
}

fn entry(piece: Piece) -> Option<Signed> {
    match piece {
        Piece::Entry(entry) => Some(entry),
        _ => None,
    }
}

fn own_read(bytes: &[u8]) -> Option<(Table, bool)> {
    let (operation, pieces, findings) = Unpacker::read_all(bytes);
    if !findings.is_empty() || operation != Some(OPERATION) {
        return None;
    }
    let verified: Vec<_> = verify_all(&OPERATION, pieces.into_iter().filter_map(entry).collect()).collect();
    let good = verified.iter().all(Result::is_ok);
    let rows = verified.into_iter().flatten();
    Some((rows.map(|e| ((0, e.seq() as usize), e.entry().body.to_vec())).collect(), good))
}

// automerge: one commit a record, as it was recorded.

fn automerge_make(device: usize, records: &[Vec<u8>]) -> Vec<u8> {
    let mut doc = AutoCommit::new().with_actor(ActorId::from(vec![device as u8 + 1; 16]));
    for (number, record) in records.iter().enumerate() {
        doc.put(ROOT, name(device, number), ScalarValue::Bytes(record.clone())).unwrap();
        doc.commit();
    }
    doc.save()
}

fn automerge_table(doc: &AutoCommit) -> Option<Table> {
    doc.map_range(ROOT, ..)
        .map(|item| match item.value.into_value() {
            Value::Scalar(scalar) => match scalar.into_owned() {
                ScalarValue::Bytes(bytes) => Some((place(&item.key)?, bytes)),
                _ => None,
            },
            Value::Object(_) => None,
        })
        .collect()
}

fn automerge_merge(files: &[PathBuf], stored: &Path) -> (Table, f64) {
    let mut hub = AutoCommit::new();
    for file in files {
        let bytes = std::fs::read(file).unwrap();
        keep(stored, &bytes);
        hub.load_incremental(&bytes).unwrap();
    }
    check(automerge_table(&hub).unwrap())
}

fn automerge_read(bytes: &[u8]) -> Option<Table> {
    automerge_table(&AutoCommit::load(bytes).ok()?)
}

// yrs: one transaction a record.

fn yrs_make(device: usize, records: &[Vec<u8>]) -> Vec<u8> {
    let doc = Doc::with_client_id(device as u64 + 1);
    let map = doc.get_or_insert_map("records");
    for (number, record) in records.iter().enumerate() {
        map.insert(&mut doc.transact_mut(), name(device, number), Any::Buffer(record.clone().into()));
    }
    doc.transact().encode_state_as_update_v1(&StateVector::default())
}

fn yrs_table(doc: &Doc) -> Option<Table> {
    let map = doc.get_or_insert_map("records");
    let transaction = doc.transact();
    map.iter(&transaction)
        .map(|(key, value)| match value {
            Out::Any(Any::Buffer(bytes)) => Some((place(key)?, bytes.to_vec())),
            _ => None,
        })
        .collect()
}

fn yrs_merge(files: &[PathBuf], stored: &Path) -> (Table, f64) {
    let hub = Doc::with_client_id(999);
    for file in files {
        let bytes = std::fs::read(file).unwrap();
        keep(stored, &bytes);
        hub.transact_mut().apply_update(Update::decode_v1(&bytes).unwrap()).unwrap();
    }
    check(yrs_table(&hub).unwrap())
}

fn yrs_read(bytes: &[u8]) -> Option<Table> {
    let doc = Doc::with_client_id(999);
    doc.transact_mut().apply_update(Update::decode_v1(bytes).ok()?).ok()?;
    yrs_table(&doc)
}

// loro: one commit a record.

fn loro_make(device: usize, records: &[Vec<u8>]) -> Vec<u8> {
    let doc = LoroDoc::new();
    doc.set_peer_id(device as u64 + 1).unwrap();
    let map = doc.get_map("records");
    for (number, record) in records.iter().enumerate() {
        map.insert(&name(device, number), record.clone()).unwrap();
        doc.commit();
    }
    doc.export(ExportMode::all_updates()).unwrap()
}

fn loro_table(doc: &LoroDoc) -> Option<Table> {
    let LoroValue::Map(map) = doc.get_map("records").get_deep_value() else { return None };
    map.iter()
        .map(|(key, value)| match value {
            LoroValue::Binary(bytes) => Some((place(key)?, bytes.to_vec())),
            _ => None,
        })
        .collect()
}

fn loro_merge(files: &[PathBuf], stored: &Path) -> (Table, f64) {
    let hub = LoroDoc::new();
    for file in files {
        let bytes = std::fs::read(file).unwrap();
        keep(stored, &bytes);
        hub.import(&bytes).unwrap();
    }
    check(loro_table(&hub).unwrap())
}

fn loro_read(bytes: &[u8]) -> Option<Table> {
    let doc = LoroDoc::new();
    doc.import(bytes).ok()?;
    loro_table(&doc)
}
