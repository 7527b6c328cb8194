//! Sealed names: nobody in the field and nothing on a disk gives one away; two custodians with a purpose
//! read them; once destroyed, no byte is left and every proof still verifies.

use crate::asking::post;
use crate::field::{Device, Field, Folder, register, roots, signed_day};
use corridor::carry::{answer, export, import, sync_with};
use corridor::intake::{BlobVerdict, Verdict};
use corridor::sealed::{Custodian, CustodyError, Private, SharePassed};
use corridor::store::{FILE_NAME, Mode};
use evacuation::quantity::Moment;
use evacuation::statement::{Admit, Entrust, Fact, Role, Shred, Statement, Unseal};
use ledger::crypto::OpenKey;
use ledger::sealed::{Blob, commit};
use ledger::{Draft, Signed};
use std::path::Path;

/// Invented, and unlike anything else in a store.
const NAMES: [&str; 2] = ["Qorvallen Ysmindrath", "قورفالن يسميندراث"];
const NOTE: &str = "needs zylophantine every six hours";
const PURPOSE: &str = "a tracing request";

/// A folder with two custodians, and one sealed blob that a registrar's entry commits to.
struct Scene {
    folder: Folder,
    field: Field,
    root: Device,
    custodians: Vec<(Custodian, Device)>,
    blob: Vec<u8>,
    registration: Signed,
}

fn say_sealed(device: &mut Device, party: u64, seal_commit: [u8; 32]) -> Signed {
    let statement = Statement { at: Moment(-3600), fact: register(party) };
    let (kind, place) = (statement.fact.kind().to_owned(), statement.fact.place().map(str::to_owned));
    let draft =
        Draft { kind, place, body: statement.encode(), seal_commit: Some(seal_commit), ..Draft::default() };
    device.writer.write(draft, 1_481_803_200_000).unwrap()
}

fn accept(field: &Field, entries: Vec<Signed>) {
    for verdict in field.intake().accept_blocking(entries).unwrap() {
        assert!(matches!(verdict, Verdict::Taken { held: None, .. } | Verdict::Known { .. }), "{verdict:?}");
    }
}

fn scene() -> Scene {
    let folder = Folder::founded_by(Mode::Live, &roots(30..33));
    let field = Field::open(&folder.0);
    let operation = field.intake().operation_id();
    let (mut root, mut second) = (Device::new(operation, 30), Device::new(operation, 31));
    let mut said =
        vec![root.enrol("Operations", Role::Coordinator), second.enrol("Observers", Role::Coordinator)];
    let mut custodians = Vec::new();
    for seed in [60, 61, 62] {
        let custodian = Custodian::from_seed(&[seed; 32]);
        let mut device = Device { writer: ledger::Writer::new(operation, custodian.sign_seed(), None) };
        let admit =
            Admit { device: device.writer.log_id().0, role: Role::Custodian, place: None, until: None };
        said.push(device.enrol("Custodian", Role::Custodian));
        said.push(root.say(-5000, Fact::Admit(admit.clone())));
        said.push(second.say(-5000, Fact::Admit(admit)));
        custodians.push((custodian, device));
    }
    let mut registrar = Device::new(operation, 32);
    said.push(registrar.enrol("Registrar, square", Role::Registrar));
    let keys: Vec<[u8; 32]> = custodians.iter().map(|(custodian, _)| custodian.public()).collect();
    let fact =
        Entrust { group: "C001".into(), threshold: 2, keys: keys.iter().map(|key| (*key).into()).collect() };
    said.push(root.say(-5000, Fact::Entrust(fact)));
    let text = format!(
        "{}\t{}\t{NOTE}\n{}\t{}\n",
        crate::field::token(501),
        NAMES[0],
        crate::field::token(502),
        NAMES[1]
    );
    let private = Private::read(&text).unwrap();
    let blob = private.seal(&operation, ("C001", 2, &keys), &[77; 32]).unwrap();
    let registration = say_sealed(&mut registrar, 50, commit(&blob));
    accept(&field, said);
    Scene { folder, field, root, custodians, blob, registration }
}

/// Everything in a folder that is one of `needles`, as text in several codings or as bytes.
fn found_in(folder: &Path, needles: &[Vec<u8>]) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(found_in(&path, needles));
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        for (number, needle) in needles.iter().enumerate() {
            if bytes.windows(needle.len()).any(|window| window == needle) {
                found.push(format!("{} holds needle {number}", path.display()));
            }
        }
    }
    found
}

/// Names and notes as they could stand somewhere: plain, in UTF-16, hexadecimal and base64.
fn names() -> Vec<Vec<u8>> {
    use base64::Engine;
    let mut needles = Vec::new();
    for text in NAMES
        .into_iter()
        .chain([NOTE])
        .flat_map(|text| text.split(' '))
        .filter(|word| word.chars().count() > 5)
    {
        needles.push(text.as_bytes().to_vec());
        needles.push(text.encode_utf16().flat_map(u16::to_le_bytes).collect());
        needles.push(text.encode_utf16().flat_map(u16::to_be_bytes).collect());
        needles.push(text.bytes().map(|byte| format!("{byte:02x}")).collect::<String>().into_bytes());
        for skip in 0..3 {
            let whole = base64::engine::general_purpose::STANDARD.encode(&text.as_bytes()[skip..]);
            needles.push(whole.as_bytes()[..whole.len() - 4].to_vec());
        }
    }
    needles
}

/// Pieces of a blob: each wrapped share, and its content in pieces of 24 bytes.
fn pieces(bytes: &[u8]) -> Vec<Vec<u8>> {
    let blob = Blob::read(bytes).unwrap();
    let shares = blob.shares.iter().map(|(_, wrapped)| wrapped.clone());
    shares.chain(bytes.rchunks(24).take(8).map(<[u8]>::to_vec)).collect()
}

#[test]
fn two_custodians_with_a_purpose_read_it_and_nobody_else() {
    let Scene { field, mut custodians, blob, registration, mut root, .. } = scene();
    let operation = field.intake().operation_id();
    let keep = || field.intake().keep_blobs_blocking(vec![blob.clone()]).unwrap()[0];
    assert_eq!(keep(), BlobVerdict::Unasked, "nothing is kept that no entry commits to");
    accept(&field, vec![registration]);
    assert_eq!((keep(), keep()), (BlobVerdict::Kept, BlobVerdict::Known));
    assert_eq!(field.intake().keep_blobs_blocking(vec![vec![1; 99]]).unwrap(), [BlobVerdict::NoBlob]);

    let reader = Custodian::from_seed(&[99; 32]);
    let word = |purpose: &str| {
        let (blobs, reader) = (vec![commit(&blob).into()], reader.public().into());
        Fact::Unseal(Unseal { blobs, purpose: purpose.to_owned(), reader })
    };
    let released =
        || field.intake().read(|book| book.account().is_released(&commit(&blob), &reader.public(), PURPOSE));
    let own = root.say(100, word(PURPOSE));
    field.intake().accept_blocking(vec![own]).unwrap();
    let first = custodians[0].1.say(100, word(PURPOSE));
    let again = custodians[0].1.say(101, word(PURPOSE));
    let other = custodians[1].1.say(102, word("another purpose"));
    accept(&field, vec![first, again, other]);
    assert!(!released(), "one custodian twice, a coordinator, and one for another purpose are not two");
    let second = custodians[1].1.say(103, word(PURPOSE));
    accept(&field, vec![second]);
    assert!(released());

    let pass = |number: usize| custodians[number].0.pass_on(&operation, &blob, &reader.public()).unwrap();
    let opened = reader.open(&operation, &blob, &[pass(0), pass(1)]).unwrap();
    let text = String::from_utf8(opened).unwrap();
    assert!(
        text.contains(NAMES[0]) && text.contains(NAMES[1]) && text.contains(NOTE),
        "what was sealed comes out"
    );
    let alone =
        |shares: &[SharePassed]| matches!(reader.open(&operation, &blob, shares), Err(CustodyError::Seal(_)));
    assert!(alone(&[pass(0)]) && alone(&[pass(0), pass(0)]));
    let stranger = Custodian::from_seed(&[98; 32]);
    assert!(
        stranger.open(&operation, &blob, &[pass(0), pass(1)]).is_err(),
        "a stolen share is worth nothing"
    );
}

/// Everything that a device in the field or a hub has on its disk, its keys included, gives no name away.
#[test]
fn a_seized_store_with_all_its_keys_gives_no_name_away() {
    let Scene { folder, field, blob, registration, .. } = scene();
    let operation = field.intake().operation_id();
    accept(&field, vec![registration]);
    field.intake().keep_blobs_blocking(vec![blob.clone()]).unwrap();
    let console = field.intake().note_blocking("console_key").unwrap();
    let mut seeds: Vec<[u8; 32]> = (0..=40).map(|seed| [seed; 32]).collect();
    seeds.extend(console.and_then(|key| <[u8; 32]>::try_from(key).ok()));
    for seed in seeds {
        let key = OpenKey::from_seed(&seed);
        assert!(
            Blob::read(&blob).unwrap().share(&operation, &key).is_err(),
            "a key in the field opens a share"
        );
        assert!(Custodian::from_seed(&seed).pass_on(&operation, &blob, &key.public()).is_err());
    }
    let mut bundle = std::fs::File::create(folder.0.join("all.bundle")).unwrap();
    export(field.intake(), &field.founded.founding, &mut bundle).unwrap();
    assert!(!found_in(&folder.0, &pieces(&blob)).is_empty(), "the scan finds what is there");
    assert_eq!(found_in(&folder.0, &names()), Vec::<String>::new());
    field.crash();
    assert_eq!(found_in(&folder.0, &names()), Vec::<String>::new());
}

#[test]
fn after_shredding_no_byte_is_left_and_every_proof_verifies() {
    let Scene { folder, field, blob, registration, mut root, .. } = scene();
    let operation = field.intake().operation_id();
    accept(&field, vec![registration]);
    // Other things before and after it, so that pages are shared.
    field.intake().accept_blocking(signed_day(operation, 10_000)).unwrap();
    field.intake().keep_blobs_blocking(vec![blob.clone()]).unwrap();
    let roots = || field.intake().errand_blocking(|holdings| holdings.roots.lines(holdings.logs)).unwrap();
    let lines = roots();
    let shred = |root: &mut Device| {
        root.say(
            5000,
            Fact::Shred(Shred { blobs: vec![commit(&blob).into()], why: "the operation is over".into() }),
        )
    };
    // A device that nobody admitted destroys nothing.
    let mut stranger = Device::new(operation, 90);
    let enrol = stranger.enrol("Operations", Role::Coordinator);
    field.intake().accept_blocking(vec![enrol, shred(&mut stranger)]).unwrap();
    assert!(field.intake().blob_blocking(commit(&blob)).unwrap().is_some());

    let statement = shred(&mut root);
    accept(&field, vec![statement]);
    assert_eq!(field.intake().blob_blocking(commit(&blob)).unwrap(), None);
    assert_eq!(found_in(&folder.0, &pieces(&blob)), Vec::<String>::new(), "while it runs");
    assert_eq!(field.intake().keep_blobs_blocking(vec![blob.clone()]).unwrap(), [BlobVerdict::Shredded]);
    // Every log is what it was, and grew by what was said since.
    for line in &lines {
        let log_id = line.log_id;
        let count = usize::try_from(line.count).unwrap();
        let prefix = field.intake().errand_blocking(move |holdings| {
            let mut tree = ledger::tree::Tree::new();
            holdings.logs.entries(&log_id).take(count).for_each(|entry| tree.push(entry.id.0));
            tree.root()
        });
        assert_eq!(prefix.unwrap(), line.root);
    }
    field.crash();
    assert_eq!(found_in(&folder.0, &pieces(&blob)), Vec::<String>::new(), "after it ended");
    let again = Field::open(&folder.0);
    assert!(again.opened.damaged.is_empty());
    assert!(again.intake().read(|book| book.account().is_shredded(&commit(&blob))));
}

/// A crash between the statement and the destruction: the next start destroys.
#[test]
fn what_was_to_be_destroyed_is_destroyed_at_the_next_start() {
    let Scene { folder, field, blob, registration, mut root, .. } = scene();
    accept(&field, vec![registration]);
    let statement =
        root.say(5000, Fact::Shred(Shred { blobs: vec![commit(&blob).into()], why: "over".into() }));
    accept(&field, vec![statement]);
    let (commitment, bytes) = (commit(&blob), blob.clone());
    let kept =
        field.intake().errand_blocking(move |holdings| holdings.store.keep_blobs(&[(commitment, bytes)]));
    assert_eq!(kept.unwrap().unwrap(), 1);
    field.crash();
    let again = Field::open(&folder.0);
    assert_eq!(again.intake().blob_blocking(commitment).unwrap(), None);
    again.crash();
    assert_eq!(found_in(&folder.0, &pieces(&blob)), Vec::<String>::new());
}

#[test]
fn blobs_travel_with_entries_and_are_destroyed_everywhere() {
    let Scene { folder, field, blob, registration, mut root, .. } = scene();
    let target = Folder::new();
    std::fs::create_dir_all(&target.0).unwrap();
    field.crash();
    std::fs::copy(folder.0.join(FILE_NAME), target.0.join(FILE_NAME)).unwrap();
    let (one, other) = (Field::open(&folder.0), Field::open(&target.0));
    accept(&one, vec![registration]);
    one.intake().keep_blobs_blocking(vec![blob.clone()]).unwrap();
    let sync = |from: &Field, to: &Field| {
        sync_with(from.intake(), |request| answer(to.intake(), &request).map_err(|error| error.to_string()))
            .unwrap()
    };
    assert_eq!(sync(&one, &other).tally.refused(), 0);
    let held = |field: &Field| field.intake().blob_blocking(commit(&blob)).unwrap().is_some();
    assert!(held(&other), "pushed");
    // … and pulled, by one that asks.
    let late = Folder::new();
    let mut bundle = Vec::new();
    export(one.intake(), &one.founded.founding, &mut bundle).unwrap();
    std::fs::create_dir_all(&late.0).unwrap();
    corridor::store::Store::found(&late.0, &one.founded.founding, &[]).unwrap();
    let late = Field::open(&late.0);
    assert_eq!(sync(&late, &one).tally.blobs, 1);
    let statement =
        root.say(5000, Fact::Shred(Shred { blobs: vec![commit(&blob).into()], why: "over".into() }));
    accept(&other, vec![statement]);
    sync(&other, &one);
    assert!(!held(&other) && !held(&one), "the statement destroys wherever it comes");
    assert!(held(&late));
    sync(&late, &one);
    assert!(!held(&late) && !held(&one));
    // A bundle from before brings nothing back.
    let (tally, findings) = import(one.intake(), &mut &bundle[..]).unwrap();
    assert_eq!((tally.refused(), findings.len(), held(&one)), (0, 0, false));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_interface_takes_sealed_blobs_of_known_entries_only() {
    let Scene { field, blob, registration, .. } = tokio::task::spawn_blocking(scene).await.unwrap();
    let (_, router) = field.router(0);
    let send = |bytes: Vec<u8>| post(&router, "/api/v1/sealed", "application/octet-stream", bytes);
    assert_eq!(send(blob.clone()).await.error(), "blob_unasked");
    field.intake().accept(vec![registration]).await.unwrap();
    assert_eq!(send(blob.clone()).await.json()["verdict"], "kept");
    assert_eq!(send(blob).await.json()["verdict"], "known");
    assert_eq!(send(b"a plain name".to_vec()).await.error(), "no_blob");
    let custodians = crate::asking::get(&router, "/api/v1/custodians/C001").await.json();
    assert_eq!(
        (custodians["threshold"].as_u64(), custodians["keys"].as_array().unwrap().len()),
        (Some(2), 3)
    );
    assert_eq!(crate::asking::get(&router, "/api/v1/custodians/C999").await.status, 404);
}

#[test]
fn what_names_nobody_says_where_and_repeats_nothing() {
    for (text, line) in [("", 1), ("nothing", 1), (&format!("\n{}\t", crate::field::token(1)), 2)] {
        let error = Private::read(text).err().unwrap();
        assert_eq!(error.line, line, "{text:?}");
    }
    let text = format!("XX\t{}", NAMES[0]);
    assert!(!Private::read(&text).err().unwrap().to_string().contains(NAMES[0]));
}
