//! Trees, proofs, seals and cosignatures: against the known answers of RFC 6962 implementations,
//! and against an independent reader (the crates `tlog_tiles` and `signed_note`), both ways.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use ledger::checkpoint::{Checkpoint, Origin, Seal, SealError, WitnessKey, cosign};
use ledger::crypto::{Key, entry_id};
use ledger::note::{Note, NoteSignature};
use ledger::tree::{Hash, Tree, root};
use ledger::{LogId, OperationId, proof};
use proptest::prelude::*;
use signed_note::{StandardVerifier, VerifierList};
use tlog_tiles::tlog;

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The eight inputs of Certificate Transparency's own test vectors, and the roots after each.
#[test]
fn roots_are_those_of_certificate_transparency() {
    let inputs: [&[u8]; 8] = [
        b"",
        b"\x00",
        b"\x10",
        b"\x20\x21",
        b"\x30\x31",
        b"\x40\x41\x42\x43",
        b"\x50\x51\x52\x53\x54\x55\x56\x57",
        b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
    ];
    let roots = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];
    let mut tree = Tree::new();
    assert_eq!(hex(&tree.root()), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    for (input, expected) in inputs.iter().zip(roots) {
        tree.push(entry_id(input).0);
        assert_eq!(hex(&tree.root()), expected);
    }
}

fn leaves(count: u64) -> Vec<Hash> {
    (0..count).map(|number| entry_id(&number.to_be_bytes()).0).collect()
}

/// All stored hashes of the independent reader's tree.
struct Judge(Vec<tlog::Hash>);

impl tlog::HashReader for Judge {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<tlog::Hash>, tlog::Error> {
        Ok(indexes.iter().map(|index| self.0[*index as usize]).collect())
    }
}

fn judge(leaves: &[Hash]) -> Judge {
    let mut judge = Judge(Vec::new());
    for (number, leaf) in leaves.iter().enumerate() {
        let more = tlog::stored_hashes_for_record_hash(number as u64, tlog::Hash(*leaf), &judge).unwrap();
        judge.0.extend(more);
    }
    judge
}

fn theirs(proof: &[Hash]) -> Vec<tlog::Hash> {
    proof.iter().map(|hash| tlog::Hash(*hash)).collect()
}

#[test]
fn every_proof_up_to_forty_entries_is_the_one_that_another_implementation_makes_and_takes() {
    for size in 1..=40 {
        let leaves = leaves(size);
        let whole = root(&leaves);
        let judge = judge(&leaves);
        let judged = tlog::tree_hash(size, &judge).unwrap();
        assert_eq!(judged.0, whole);
        for index in 0..size {
            let ours = proof::inclusion(&leaves, index).unwrap();
            assert_eq!(theirs(&ours), tlog::prove_record(size, index, &judge).unwrap());
            let leaf = leaves[index as usize];
            assert!(proof::includes(&ours, size, &whole, index, &leaf));
            tlog::check_record(&theirs(&ours), size, judged, index, tlog::Hash(leaf)).unwrap();
        }
        for old in 1..=size {
            let ours = proof::consistency(&leaves, old).unwrap();
            let before = root(&leaves[..old as usize]);
            assert!(proof::extends(&ours, (old, &before), (size, &whole)));
            if old < size {
                assert_eq!(theirs(&ours), tlog::prove_tree(size, old, &judge).unwrap());
                tlog::check_tree(&theirs(&ours), size, judged, old, tlog::Hash(before)).unwrap();
            }
        }
    }
}

proptest! {
    #[test]
    fn a_proof_with_anything_changed_proves_nothing(
        size in 2u64..200, index in any::<u64>(), place in any::<prop::sample::Index>(), bit in 0usize..256,
    ) {
        let index = index % size;
        let leaves = leaves(size);
        let whole = root(&leaves);
        let good = proof::inclusion(&leaves, index).unwrap();
        let mut bad = good.clone();
        let at = place.index(bad.len());
        bad[at][bit / 8] ^= 1 << (bit % 8);
        let leaf = leaves[index as usize];
        prop_assert!(proof::includes(&good, size, &whole, index, &leaf));
        prop_assert!(!proof::includes(&bad, size, &whole, index, &leaf));
        prop_assert!(!proof::includes(&good[1..], size, &whole, index, &leaf));
        prop_assert!(!proof::includes(&good, size, &whole, (index + 1) % size, &leaf));
        let old = index + 1;
        let before = root(&leaves[..old as usize]);
        let good = proof::consistency(&leaves, old).unwrap();
        prop_assert!(proof::extends(&good, (old, &before), (size, &whole)));
        prop_assert!(!proof::extends(&good, (old, &whole), (size, &before)) || old == size);
        if !good.is_empty() {
            let mut bad = good.clone();
            let at = place.index(bad.len());
            bad[at][bit / 8] ^= 1 << (bit % 8);
            prop_assert!(!proof::extends(&bad, (old, &before), (size, &whole)));
            prop_assert!(!proof::extends(&good[1..], (old, &before), (size, &whole)));
        }
        prop_assert!(!proof::extends(&[good.clone(), vec![whole]].concat(), (old, &before), (size, &whole)));
    }

    #[test]
    fn hostile_notes_never_panic_and_read_back_as_they_were(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(note) = Note::read(&bytes) {
            prop_assert_eq!(note.write().into_bytes(), bytes.clone());
        }
        prop_assert!(Seal::read(&bytes).is_err());
    }
}

fn seal() -> Seal {
    let tree = Tree::of(&leaves(7));
    Seal::make(&Key::from_seed(&[5; 32]), OperationId([9; 32]), tree.size(), tree.root())
}

#[test]
fn a_seal_is_taken_by_another_reader_and_another_signers_seal_is_taken_here() {
    let seal = seal();
    let origin = seal.checkpoint().origin;
    // Their verifier's key text: name+id+base64(1 ‖ key), where the id is over the same bytes.
    let key = ed25519_dalek_2_key(&origin);
    let verifier = StandardVerifier::new(&key).unwrap();
    let note = signed_note::Note::from_bytes(seal.write().as_bytes()).unwrap();
    let (verified, unverified) = note.verify(&VerifierList::new(vec![Box::new(verifier)])).unwrap();
    assert_eq!((verified.len(), unverified.len()), (1, 0));
    let theirs = tlog_tiles::Checkpoint::from_bytes(note.text()).unwrap();
    assert_eq!((theirs.size(), theirs.hash().0), (7, seal.checkpoint().root));
    assert_eq!(theirs.origin(), origin.to_string());

    // The other way: their signer, our reader.
    let skey = signer_text(&origin, &[5; 32]);
    let mut made = signed_note::Note::new(theirs.to_bytes().as_slice(), &[]).unwrap();
    let signer = signed_note::StandardSigner::new(&skey).unwrap();
    made.add_sigs(&[&signer]).unwrap();
    assert_eq!(Seal::read(&made.to_bytes()).unwrap(), seal);
}

fn base64(bytes: &[u8]) -> String {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

fn ed25519_dalek_2_key(origin: &Origin) -> String {
    let name = origin.to_string();
    let key = [&[1][..], &origin.log_id.0].concat();
    format!("{name}+{:08x}+{}", signed_note::key_id(&name, &key), base64(&key))
}

fn signer_text(origin: &Origin, seed: &[u8; 32]) -> String {
    let name = origin.to_string();
    let key = [&[1][..], &origin.log_id.0].concat();
    let id = signed_note::key_id(&name, &key);
    format!("PRIVATE+KEY+{name}+{id:08x}+{}", base64(&[&[1][..], seed].concat()))
}

#[test]
fn a_seal_with_any_byte_changed_is_refused() {
    let good = seal().write().into_bytes();
    assert_eq!(Seal::read(&good).unwrap(), seal());
    for at in 0..good.len() {
        let mut bad = good.clone();
        bad[at] ^= 1;
        assert!(Seal::read(&bad).is_err(), "byte {at}");
    }
    let other = Seal::make(&Key::from_seed(&[6; 32]), OperationId([9; 32]), 7, [0; 32]).write();
    let (_, line) = other.rsplit_once("— ").unwrap();
    let text = seal().checkpoint().text();
    let forged = format!("{text}\n— {line}");
    assert_eq!(Seal::read(forged.as_bytes()), Err(SealError::Signature));
}

#[test]
fn cosignatures_count_for_the_witness_that_made_them_and_for_no_other() {
    let mut seal = seal();
    let key = Key::from_seed(&[7; 32]);
    let witness = WitnessKey { name: "observer.example/1".to_owned(), key: key.log_id() };
    assert_eq!(WitnessKey::read(&witness.to_string()), Ok(witness.clone()));
    let cosignature = cosign(&key, &witness.name, seal.checkpoint(), 1_481_800_000);
    seal.add(cosignature.clone());
    seal.add(cosignature.clone());
    assert_eq!(seal.others().len(), 1);
    let read = Seal::read(seal.write().as_bytes()).unwrap();
    assert_eq!(read.cosigned_by(&witness), Some(1_481_800_000));
    let stranger = WitnessKey { key: Key::from_seed(&[8; 32]).log_id(), ..witness.clone() };
    assert_eq!(read.cosigned_by(&stranger), None);
    let elsewhere = Checkpoint { size: 8, ..*seal.checkpoint() };
    assert_eq!(witness.check(&elsewhere, &cosignature), None);
    let mut later: NoteSignature = cosignature.clone();
    later.bytes[7] ^= 1;
    assert_eq!(witness.check(seal.checkpoint(), &later), None, "its time is signed too");
}

#[test]
fn a_witness_with_a_weak_key_is_refused() {
    let mut small = [0; 32];
    small[0] = 1;
    let witness = WitnessKey { name: "w".to_owned(), key: LogId(small) };
    assert!(WitnessKey::read(&witness.to_string()).is_err());
}
