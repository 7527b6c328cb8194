//! What a bundle promises: what is packed comes out again in whatever pieces it arrives, the same
//! things give the same bytes, and no damage goes unnoticed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use ledger::bundle::{Flaw, Kind, Packer, Piece, SECTION_BYTES, Unpacker};
use ledger::{Draft, OperationId, Signed, Writer};
use proptest::prelude::*;

const OPERATION: OperationId = OperationId([7; 32]);

fn chain(seed: u8, bodies: &[usize]) -> Vec<Signed> {
    let mut writer = Writer::new(OPERATION, &[seed; 32], None);
    let draft = |length| Draft { kind: "note".to_owned(), body: vec![seed; length], ..Draft::default() };
    bodies.iter().map(|length| writer.write(draft(*length), 1).unwrap()).collect()
}

/// One of each kind, the entries given, and enough of them for several sections.
fn pieces(entries: Vec<Signed>) -> Vec<Piece> {
    let mut pieces = vec![Piece::Founding(vec![1; 100_000]), Piece::Frontier(vec![2; 67])];
    pieces.extend(entries.into_iter().map(Piece::Entry));
    pieces.push(Piece::Seal("a head\n\n— a key\n".to_owned()));
    pieces.push(Piece::Cosignature("a witness\n".to_owned()));
    pieces.push(Piece::Blob(vec![6; 200_000]));
    pieces.push(Piece::Blob(vec![6; 10]));
    pieces.push(Piece::Ids(vec![7; 48]));
    pieces.push(Piece::Want([8; 32]));
    pieces.push(Piece::Seals([9; 16]));
    pieces
}

fn pack(pieces: &[Piece]) -> Vec<u8> {
    let mut packer = Packer::new(&OPERATION);
    let mut bytes = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Entry(entry) => packer.entry(entry),
            Piece::Founding(record) => packer.record(Kind::Founding, record),
            Piece::Frontier(record) => packer.record(Kind::Frontier, record),
            Piece::Seal(text) => packer.record(Kind::Seal, text.as_bytes()),
            Piece::Cosignature(text) => packer.record(Kind::Cosignature, text.as_bytes()),
            Piece::Blob(record) => packer.record(Kind::Blob, record),
            Piece::Ids(record) => packer.record(Kind::Ids, record),
            Piece::Want(commit) => packer.record(Kind::Want, commit),
            Piece::Seals(line) => packer.record(Kind::Seals, line),
        }
        .unwrap();
        bytes.extend(packer.take());
    }
    bytes.extend(packer.finish());
    bytes
}

fn flaws(bytes: &[u8]) -> Vec<Flaw> {
    Unpacker::read_all(bytes).2.iter().map(|finding| finding.flaw).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_is_packed_comes_out_however_it_arrives(
        lengths in prop::collection::vec(0usize..20_000, 0..12), parts in prop::collection::vec(1usize..70_000, 1..40)
    ) {
        let pieces = pieces(chain(1, &lengths));
        let bytes = pack(&pieces);
        prop_assert_eq!(&bytes, &pack(&pieces), "the same things give the same bytes");
        let (mut unpacker, mut read, mut rest) = (Unpacker::new(), Vec::new(), &bytes[..]);
        for part in parts.iter().cycle() {
            let (now, later) = rest.split_at((*part).min(rest.len()));
            unpacker.feed(now);
            read.extend(std::iter::from_fn(|| unpacker.next_piece()));
            rest = later;
            if rest.is_empty() { break; }
        }
        prop_assert_eq!(unpacker.operation(), Some(OPERATION));
        prop_assert_eq!(read, pieces);
        prop_assert_eq!(unpacker.finish(), vec![]);
    }

    #[test]
    fn a_flipped_bit_is_noticed_and_nothing_new_comes_out(at in any::<prop::sample::Index>(), bit in 0u8..8) {
        let pieces = pieces(chain(1, &[10, 300, 0]));
        let mut bytes = pack(&pieces);
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        let (operation, read, findings) = Unpacker::read_all(&bytes);
        let other_operation = operation.is_some_and(|id| id != OPERATION);
        prop_assert!(!findings.is_empty(), "byte {at} bit {bit}: nothing noticed, operation {other_operation}");
        prop_assert!(read.iter().all(|piece| pieces.contains(piece)), "byte {at} bit {bit}: something made up");
    }

    #[test]
    fn hostile_bytes_are_findings_and_never_more(head in 0usize..4, noise in prop::collection::vec(any::<u8>(), 0..400)) {
        let whole = pack(&pieces(chain(1, &[10])));
        let begin = [0, 18, 50, 100_100][head];
        let bytes = [&whole[..begin], &noise[..]].concat();
        prop_assert!(!flaws(&bytes).is_empty());
    }
}

#[test]
fn a_bundle_that_ends_early_says_so_at_every_length() {
    let bytes = pack(&[Piece::Seal("a head".to_owned())]);
    for length in 0..bytes.len() {
        let expected = if length < 50 { Flaw::NoBundle } else { Flaw::CutShort };
        assert_eq!(flaws(&bytes[..length]), [expected], "{length} bytes");
    }
}

#[test]
fn one_damaged_section_leaves_the_others_good() {
    let entries = chain(1, &[20_000; 8]);
    let mut bytes = pack(&pieces(entries.clone()));
    let begin = 50 + 13 + 100_003 + 13 + 68;
    bytes[begin + 1_000] ^= 1;
    let (_, read, findings) = Unpacker::read_all(&bytes);
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert_eq!((findings[0].at, findings[0].flaw), (begin as u64, Flaw::Damaged));
    let left = read.iter().filter(|piece| matches!(piece, Piece::Entry(_))).count();
    assert_eq!(left, 5, "three of eight stood in that section");
}

#[test]
fn sections_dropped_added_or_exchanged_are_noticed() {
    let (one, two) = (Piece::Seal("one".to_owned()), Piece::Cosignature("two".to_owned()));
    let bytes = pack(&[one, two]);
    let (head, first, second, end) = (&bytes[..50], &bytes[50..67], &bytes[67..84], &bytes[84..]);
    assert_eq!(flaws(&[head, first, second, end].concat()), []);
    assert_eq!(flaws(&[head, first, end].concat()), [Flaw::End]);
    assert_eq!(flaws(&[head, first, first, second, end].concat()), [Flaw::End]);
    assert_eq!(flaws(&[head, second, first, end].concat()), [Flaw::Order(4), Flaw::End]);
    assert_eq!(flaws(&[head, first, second, end, b"more"].concat()), [Flaw::Trailing]);
}

#[test]
fn limits_hold_on_both_sides() {
    let mut packer = Packer::new(&OPERATION);
    let long = vec![b'a'; Kind::Seal.bytes_max() + 1];
    assert_eq!(packer.record(Kind::Seal, &long).unwrap_err().max, Kind::Seal.bytes_max());
    packer.record(Kind::Seal, &long[1..]).unwrap();
    packer.record(Kind::Seal, b"a").unwrap();
    let bytes = packer.finish();
    assert_eq!(flaws(&bytes), [], "a long record has a section of its own");
    assert!(bytes.len() > SECTION_BYTES);
    // A section that says it has 4 GiB is not waited for.
    let huge = [&bytes[..50], &[4, 255, 255, 255, 255]].concat();
    assert_eq!(flaws(&huge), [Flaw::TooLong(u64::from(u32::MAX))]);
}
