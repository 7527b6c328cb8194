//! `corridor verify` on real bundles: what is good passes, and each way to falsify a record is refused.
//! A second, independent reader of signed notes and trees (`signed_note`, `tlog_tiles`) agrees.

use crate::field::{Device, Field, Folder, register, roots, signed_day};
use corridor::carry::export;
use corridor::store::Mode;
use corridor::verify::{Report, text, verify};
use corridor::witness::{Witness, open_file};
use evacuation::statement::Role;
use ledger::bundle::{Kind, Packer, Piece, Unpacker};
use ledger::checkpoint::{Seal, cosign};
use ledger::crypto::Key;
use ledger::quorum::Policy;
use ledger::{Entry, EntryId, LogId, OperationId, Signed};
use signed_note::{StandardVerifier, VerifierList};
use tlog_tiles::tlog;

const WITNESSES: [&str; 3] = ["party-a.example", "party-b.example", "observer.example/1"];

/// A bundle taken apart, so that it can be put together again in another way.
#[derive(Clone)]
pub struct Parts {
    pub operation: OperationId,
    pub founding: Vec<u8>,
    pub entries: Vec<Signed>,
    pub seals: Vec<String>,
}

impl Parts {
    pub fn read(bytes: &[u8]) -> Parts {
        let (operation, pieces, findings) = Unpacker::read_all(bytes);
        assert!(findings.is_empty());
        let (mut founding, mut entries, mut seals) = (Vec::new(), Vec::new(), Vec::new());
        for piece in pieces {
            match piece {
                Piece::Founding(bytes) => founding = bytes,
                Piece::Entry(entry) => entries.push(entry),
                Piece::Seal(seal) => seals.push(seal),
                other => panic!("{other:?}"),
            }
        }
        Parts { operation: operation.unwrap(), founding, entries, seals }
    }
    pub fn write(&self) -> Vec<u8> {
        let mut packer = Packer::new(&self.operation);
        packer.record(Kind::Founding, &self.founding).unwrap();
        self.entries.iter().for_each(|entry| packer.entry(entry).unwrap());
        self.seals.iter().for_each(|seal| packer.record(Kind::Seal, seal.as_bytes()).unwrap());
        packer.finish()
    }
    /// The number in the bundle of an entry of this log with this number.
    pub fn find(&self, log_id: LogId, seq: u64) -> usize {
        let fits = |signed: &Signed| {
            let entry = Entry::decode(&signed.bytes).unwrap();
            (entry.log_id, entry.seq) == (log_id, seq)
        };
        self.entries.iter().position(fits).unwrap()
    }
}

/// A day of four devices, sealed by all of them and cosigned by three witnesses.
pub struct Record {
    _folder: Folder,
    pub field: Field,
    _watchers: Vec<Folder>,
    pub policy: Policy,
    pub parts: Parts,
}

pub fn seeds() -> Vec<[u8; 32]> {
    (1..=4).map(|seed| [seed; 32]).collect()
}

pub fn key(seed: u8) -> LogId {
    Key::from_seed(&[seed; 32]).log_id()
}

impl Record {
    pub fn new() -> Record {
        let folder = Folder::founded_by(Mode::Live, &roots(1..5));
        let field = Field::open(&folder.0);
        let operation = field.intake().operation_id();
        field.intake().accept_blocking(signed_day(operation, 10_000)).unwrap();
        let seals = field.intake().make_seals_blocking(seeds(), 1_481_810_000).unwrap();
        assert_eq!(seals.len(), 4);
        let watchers: Vec<Folder> = WITNESSES.iter().map(|_| Folder::new()).collect();
        let open =
            |(folder, name): (&Folder, &&str)| open_file(&folder.0, Some(name), vec![operation]).unwrap();
        let mut witnesses: Vec<Witness> = watchers.iter().zip(&WITNESSES).map(open).collect();
        for mut seal in seals {
            for witness in &mut witnesses {
                let line = witness.consider(0, &[], &seal, 1_481_810_060).unwrap();
                seal.add(line);
            }
            field.intake().take_seals_blocking(vec![seal], 0).unwrap();
        }
        let lines: String = ["party A", "party B", "observers"]
            .iter()
            .zip(&witnesses)
            .map(|(group, witness)| format!("witness {group} {}\n", witness.public()))
            .collect();
        let quorum = "quorum all(any(party A), any(party B), 1 of observers)\n";
        let policy = Policy::read(&(lines + quorum)).unwrap();
        let mut bytes = Vec::new();
        export(field.intake(), &field.founded.founding, &mut bytes).unwrap();
        let parts = Parts::read(&bytes);
        assert_eq!(parts.write(), bytes);
        Record { _folder: folder, field, _watchers: watchers, policy, parts }
    }

    pub fn verify(&self, parts: &Parts) -> Report {
        verify(&mut &parts.write()[..], Some(&self.policy)).unwrap()
    }

    /// What is doubted after this change.
    pub fn after(&self, change: impl FnOnce(&mut Parts)) -> Vec<&'static str> {
        let mut parts = self.parts.clone();
        change(&mut parts);
        let report = self.verify(&parts);
        assert_eq!(report.good, report.doubts.is_empty());
        report.doubts.iter().map(|doubt| doubt.code).collect()
    }
}

#[test]
fn a_record_that_nobody_touched_passes_with_its_account_and_witnesses() {
    let record = Record::new();
    let report = record.verify(&record.parts);
    assert!(report.good, "{:?}", report.doubts);
    let account = report.account.unwrap();
    assert_eq!((account.registered.total(), account.out.total()), (80, 79));
    let here = record.field.intake().read(|book| corridor::intake::picture_digest(&book.account().picture()));
    assert_eq!(report.picture_sha256, Some(evacuation::account::hex(&here)), "the server shows the same");
    assert_eq!(report.logs.len(), 4);
    assert!(report.logs.iter().all(|log| log.sealed == Some(log.entries) && log.cosigned == log.sealed));
    assert_eq!(report.logs[0].witnesses.len(), 3);
    let words = text(&report, "record.bundle");
    assert!(words.contains("RESULT: no doubt was found."), "{words}");
    assert!(
        words.contains("Gate, square, gate:") && words.contains("out of danger              79 persons"),
        "{words}"
    );
    serde_json::to_string(&report).unwrap();
    // The same without a policy, without cosignatures: good, and it says what it does not show.
    let mut bare = record.parts.clone();
    for seal in &mut bare.seals {
        let read = Seal::read(seal.as_bytes()).unwrap();
        let log = read.checkpoint().origin.log_id;
        let seed = seeds().into_iter().find(|seed| Key::from_seed(seed).log_id() == log).unwrap();
        let checkpoint = read.checkpoint();
        *seal = Seal::make(&Key::from_seed(&seed), bare.operation, checkpoint.size, checkpoint.root).write();
    }
    let report = verify(&mut &bare.write()[..], None).unwrap();
    assert!(report.good && report.remarks.iter().any(|remark| remark.contains("no policy")), "{report:?}");
}

#[test]
fn an_altered_statement_is_refused() {
    let record = Record::new();
    let codes = record.after(|parts| {
        let at = parts.find(key(1), 3);
        let mut entry = Entry::decode(&parts.entries[at].bytes).unwrap();
        let last = entry.body.len() - 1;
        entry.body[last] ^= 1;
        parts.entries[at].bytes = entry.encode().into();
    });
    assert!(codes.contains(&"bad_entry"), "{codes:?}");
}

#[test]
fn a_dropped_statement_is_refused_in_the_middle_and_at_the_end() {
    let record = Record::new();
    let middle = record.after(|parts| drop(parts.entries.remove(parts.find(key(2), 5))));
    assert!(middle.contains(&"missing"), "{middle:?}");
    let last = record.field.intake();
    let size = last.read(|book| book.account().statements_of(&key(2).0)) as u64;
    let end = record.after(|parts| drop(parts.entries.remove(parts.find(key(2), size - 1))));
    assert!(end.contains(&"dropped"), "{end:?}");
    let whole = record.after(|parts| {
        parts.entries.retain(|signed| Entry::decode(&signed.bytes).unwrap().log_id != key(3));
    });
    assert!(whole.contains(&"dropped"), "{whole:?}");
}

#[test]
fn reordered_statements_are_refused_in_the_file_and_by_a_device_that_signs_them_anew() {
    let record = Record::new();
    let codes = record.after(|parts| {
        let at = parts.find(key(1), 3);
        parts.entries.swap(at, at + 1);
    });
    assert!(codes.contains(&"reordered"), "{codes:?}");
    // The device itself signs its statements again in another order: the seal still says how it was.
    let codes = record.after(|parts| {
        let own = |signed: &Signed| Entry::decode(&signed.bytes).unwrap().log_id == key(1);
        let mut said: Vec<Entry> =
            parts.entries.iter().filter(|s| own(s)).map(|s| Entry::decode(&s.bytes).unwrap()).collect();
        said.swap(5, 6);
        let first = parts.entries.iter().position(own).unwrap();
        let mut prev = None;
        for (seq, entry) in said.iter_mut().enumerate() {
            (entry.seq, entry.prev) = (seq as u64, prev);
            let bytes = entry.encode();
            prev = Some(entry.id());
            let signature = Key::from_seed(&[1; 32]).sign_entry(&parts.operation, &bytes);
            parts.entries[first + seq] = Signed { bytes: bytes.into(), signature };
        }
    });
    assert_eq!(codes, ["contradicted", "stale_seal"]);
}

#[test]
fn a_statement_signed_by_another_key_is_refused() {
    let record = Record::new();
    let codes = record.after(|parts| {
        let at = parts.find(key(1), 3);
        let bytes = parts.entries[at].bytes.clone();
        parts.entries[at].signature = Key::from_seed(&[2; 32]).sign_entry(&parts.operation, &bytes);
    });
    assert!(codes.contains(&"bad_entry") && codes.contains(&"missing"), "{codes:?}");
    // Whole, in the name of another device.
    let codes = record.after(|parts| {
        let at = parts.find(key(1), 3);
        let entry = Entry { log_id: key(9), ..Entry::decode(&parts.entries[at].bytes).unwrap() };
        let bytes = entry.encode();
        let signature = Key::from_seed(&[9; 32]).sign_entry(&parts.operation, &bytes);
        parts.entries[at] = Signed { bytes: bytes.into(), signature };
    });
    assert!(codes.contains(&"missing"), "{codes:?}");
}

#[test]
fn a_forked_head_is_refused_with_or_without_the_entries() {
    let record = Record::new();
    let codes = record.after(|parts| {
        let size = Seal::read(parts.seals[0].as_bytes()).unwrap().checkpoint().size;
        let log = Seal::read(parts.seals[0].as_bytes()).unwrap().checkpoint().origin.log_id;
        let seed = seeds().into_iter().find(|seed| Key::from_seed(seed).log_id() == log).unwrap();
        parts.seals.push(Seal::make(&Key::from_seed(&seed), parts.operation, size, [3; 32]).write());
    });
    assert!(codes.contains(&"forked_head") && codes.contains(&"contradicted"), "{codes:?}");
    let codes = record.after(|parts| {
        let mut copy = Device::new(parts.operation, 1);
        copy.enrol("Registrar, square", Role::Registrar);
        let second = copy.say(0, register(77));
        let at = parts.find(key(1), 1);
        parts.entries.insert(at + 1, second);
        parts.entries[at..at + 2].sort_by_key(|signed| Entry::decode(&signed.bytes).unwrap().id());
    });
    assert_eq!(codes, ["fork"]);
}

#[test]
fn a_cosignature_of_an_unknown_witness_is_refused() {
    let record = Record::new();
    let with = |parts: &mut Parts, seed: u8, name: &str| {
        let mut seal = Seal::read(parts.seals[0].as_bytes()).unwrap();
        let line = cosign(&Key::from_seed(&[seed; 32]), name, seal.checkpoint(), 1_481_810_070);
        seal.add(line);
        parts.seals[0] = seal.write();
    };
    let codes = record.after(|parts| with(parts, 99, "nobody.example"));
    assert_eq!(codes, ["unknown_witness"]);
    let codes = record.after(|parts| with(parts, 99, WITNESSES[0]));
    assert_eq!(codes, ["unknown_witness"], "a known name with another key");
    let unnamed = verify(&mut &record.parts.write()[..], None).unwrap();
    assert!(unnamed.doubts.iter().all(|doubt| doubt.code == "unknown_witness") && !unnamed.good);
}

#[test]
fn a_stale_seal_is_refused() {
    let record = Record::new();
    let mut gate = Device::new(record.parts.operation, 2);
    // One more statement after the last seal.
    let said = crate::field::good_day().into_iter().filter(|(device, _)| *device == 1);
    said.for_each(|(_, statement)| drop(gate.say(statement.at.seconds(), statement.fact)));
    let late = gate.say(5000, register(70));
    let verdicts = record.field.intake().accept_blocking(vec![late.clone()]).unwrap();
    assert!(matches!(verdicts[0], corridor::intake::Verdict::Taken { .. }), "{verdicts:?}");
    let mut bytes = Vec::new();
    export(record.field.intake(), &record.field.founded.founding, &mut bytes).unwrap();
    let report = verify(&mut &bytes[..], Some(&record.policy)).unwrap();
    let codes: Vec<&str> = report.doubts.iter().map(|doubt| doubt.code).collect();
    assert_eq!(codes, ["stale_seal"]);
    // Sealed, and nobody has seen the new seal yet.
    record.field.intake().make_seals_blocking(seeds(), 1_481_820_000).unwrap();
    let mut bytes = Vec::new();
    export(record.field.intake(), &record.field.founded.founding, &mut bytes).unwrap();
    let report = verify(&mut &bytes[..], Some(&record.policy)).unwrap();
    assert_eq!(report.doubts.iter().map(|doubt| doubt.code).collect::<Vec<_>>(), ["not_witnessed"]);
}

#[test]
fn other_roots_another_plan_or_damaged_bytes_are_refused() {
    let record = Record::new();
    let codes = record.after(|parts| {
        let at = parts.founding.len() - 1;
        parts.founding[at] ^= 1;
    });
    assert!(codes.contains(&"no_founding") || codes.contains(&"other_founding"), "{codes:?}");
    let bytes = record.parts.write();
    for at in (0..bytes.len()).step_by(997) {
        let mut bad = bytes.clone();
        bad[at] ^= 1;
        assert!(!verify(&mut &bad[..], Some(&record.policy)).unwrap().good, "byte {at}");
        assert!(!verify(&mut &bytes[..at], Some(&record.policy)).unwrap().good, "cut at {at}");
    }
}

struct Judge(Vec<tlog::Hash>);

impl tlog::HashReader for Judge {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<tlog::Hash>, tlog::Error> {
        Ok(indexes.iter().map(|index| self.0[*index as usize]).collect())
    }
}

/// Another implementation reads the bundle's seals, reckons the trees from the entries' own bytes, and
/// takes the proofs that the server makes.
#[test]
fn an_independent_reader_agrees_on_seals_trees_and_proofs() {
    use base64::Engine;
    let record = Record::new();
    for seal in &record.parts.seals {
        let note = signed_note::Note::from_bytes(seal.as_bytes()).unwrap();
        let checkpoint = tlog_tiles::Checkpoint::from_bytes(note.text()).unwrap();
        let log_id: LogId = checkpoint.origin().rsplit('/').next().unwrap().parse().unwrap();
        let key = [&[1][..], &log_id.0].concat();
        let id = signed_note::key_id(checkpoint.origin(), &key);
        let key = base64::engine::general_purpose::STANDARD.encode(key);
        let verifier = StandardVerifier::new(&format!("{}+{id:08x}+{key}", checkpoint.origin())).unwrap();
        let (good, others) = note.verify(&VerifierList::new(vec![Box::new(verifier)])).unwrap();
        assert_eq!((good.len(), others.len()), (1, 3), "the device's own, and three witnesses'");
        let mut judge = Judge(Vec::new());
        let own = |signed: &&Signed| Entry::decode(&signed.bytes).unwrap().log_id == log_id;
        let entries: Vec<&Signed> = record.parts.entries.iter().filter(own).collect();
        for (number, signed) in entries.iter().enumerate() {
            let more = tlog::stored_hashes(number as u64, &signed.bytes, &judge).unwrap();
            judge.0.extend(more);
        }
        let root = tlog::tree_hash(checkpoint.size(), &judge).unwrap();
        assert_eq!(root.0, checkpoint.hash().0, "the same root from the same bytes");
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let id = EntryId(tlog::record_hash(&entries[2].bytes).0);
        let proof = runtime.block_on(record.field.intake().prove(log_id, 2, id)).unwrap().unwrap();
        let proof: Vec<tlog::Hash> = proof.hashes.iter().map(|hash| tlog::Hash(*hash)).collect();
        let leaf = tlog::record_hash(&entries[2].bytes);
        tlog::check_record(&proof, checkpoint.size(), root, 2, leaf).unwrap();
    }
}
