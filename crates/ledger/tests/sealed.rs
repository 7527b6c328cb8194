//! What sealing promises: two custodians together read what was sealed, one alone and everybody else
//! nothing; and no altered blob passes for a sealed one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use ledger::OperationId;
use ledger::crypto::OpenKey;
use ledger::sealed::{Blob, DATA_BYTES_MAX, SealError, commit, seal};
use proptest::prelude::*;

const OPERATION: OperationId = OperationId([7; 32]);

fn keys(count: u8) -> Vec<OpenKey> {
    (1..=count).map(|seed| OpenKey::from_seed(&[seed; 32])).collect()
}

fn sealed(threshold: u8, keys: &[OpenKey], data: &[u8]) -> Vec<u8> {
    let public: Vec<[u8; 32]> = keys.iter().map(OpenKey::public).collect();
    seal(&OPERATION, ("convoy 4", threshold, &public), data, &[9; 32]).unwrap()
}

fn pass(blob: &Blob, bytes: &[u8], keys: &[&OpenKey], reader: &OpenKey) -> Vec<Vec<u8>> {
    let pass = |key: &&OpenKey| {
        let share = blob.share(&OPERATION, key).unwrap();
        share.pass_on(&OPERATION, &commit(bytes), &reader.public(), &key.public()).unwrap()
    };
    keys.iter().map(pass).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_two_of_them_read_it_and_one_does_not(
        data in prop::collection::vec(any::<u8>(), 0..2000), count in 2u8..7, a in 0usize..6, b in 0usize..6
    ) {
        let custodians = keys(count);
        let reader = OpenKey::from_seed(&[99; 32]);
        let bytes = sealed(2, &custodians, &data);
        let blob = Blob::read(&bytes).unwrap();
        let (a, b) = (&custodians[a % custodians.len()], &custodians[b % custodians.len()]);
        let opened = blob.open(&OPERATION, &reader, &pass(&blob, &bytes, &[a, b], &reader));
        if a.public() == b.public() {
            prop_assert_eq!(opened, Err(SealError::Shares), "one custodian twice is one custodian");
        } else {
            prop_assert_eq!(opened, Ok(data));
        }
    }

    #[test]
    fn an_altered_blob_is_never_opened(at in any::<prop::sample::Index>(), bit in 0u8..8) {
        let custodians = keys(3);
        let reader = OpenKey::from_seed(&[99; 32]);
        let bytes = sealed(2, &custodians, b"somebody");
        let passed = pass(&Blob::read(&bytes).unwrap(), &bytes, &[&custodians[0], &custodians[1]], &reader);
        let mut altered = bytes.clone();
        altered[at.index(bytes.len())] ^= 1 << bit;
        prop_assert_ne!(commit(&altered), commit(&bytes));
        if let Ok(blob) = Blob::read(&altered) {
            prop_assert!(blob.open(&OPERATION, &reader, &passed).is_err());
        }
    }

    #[test]
    fn hostile_bytes_are_no_blob(noise in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert_eq!(Blob::read(&noise), Err(SealError::NoBlob));
    }
}

#[test]
fn nobody_else_reads_it() {
    let custodians = keys(3);
    let (reader, stranger) = (OpenKey::from_seed(&[99; 32]), OpenKey::from_seed(&[98; 32]));
    let bytes = sealed(2, &custodians, b"somebody's name");
    let blob = Blob::read(&bytes).unwrap();
    assert!(matches!(blob.share(&OPERATION, &stranger), Err(SealError::NotMine)));
    assert!(matches!(blob.share(&OperationId([8; 32]), &custodians[0]), Err(SealError::NotMine)));
    let passed = pass(&blob, &bytes, &[&custodians[0], &custodians[1]], &reader);
    assert_eq!(blob.open(&OPERATION, &stranger, &passed), Err(SealError::Shares));
    assert_eq!(blob.open(&OPERATION, &reader, &passed[..1]), Err(SealError::Shares));
    assert_eq!(blob.open(&OPERATION, &reader, &[]), Err(SealError::Shares));
    // Shares that were passed on for one blob open no other, not even of the same custodians.
    let public: Vec<[u8; 32]> = custodians.iter().map(OpenKey::public).collect();
    let other = seal(&OPERATION, ("convoy 4", 2, &public), b"another", &[10; 32]).unwrap();
    assert_eq!(Blob::read(&other).unwrap().open(&OPERATION, &reader, &passed), Err(SealError::Shares));
}

#[test]
fn the_length_of_a_name_does_not_show_and_limits_hold() {
    let custodians = keys(2);
    assert_eq!(sealed(2, &custodians, b"A").len(), sealed(2, &custodians, &[b'B'; 200]).len());
    let public: Vec<[u8; 32]> = custodians.iter().map(OpenKey::public).collect();
    let seal = |threshold, keys: &[[u8; 32]], data: &[u8]| {
        seal(&OPERATION, ("day 1", threshold, keys), data, &[9; 32]).map(|_| ())
    };
    assert_eq!(seal(1, &public, b""), Err(SealError::Custodians), "one alone must not be enough");
    assert_eq!(seal(3, &public, b""), Err(SealError::Custodians));
    assert_eq!(seal(2, &[public[0], public[0]], b""), Err(SealError::Custodians));
    assert_eq!(seal(2, &public, &vec![0; DATA_BYTES_MAX + 1]), Err(SealError::TooLong));
    assert_eq!(seal(2, &public, &vec![0; DATA_BYTES_MAX]), Ok(()));
    assert_eq!(seal(2, &[public[0], [0; 32]], b""), Err(SealError::Key), "a key that everybody could open");
}
